"""One at a time, and never for longer than a process lives."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hjemsite.system.lock import AlreadyLocked, exclusive

ROOT = Path(__file__).resolve().parents[2]
HOLD = "import sys, time\nfrom pathlib import Path\nfrom hjemsite.system.lock import exclusive\n"
HOLD += "with exclusive(Path(sys.argv[1])):\n    print('inde', flush=True)\n    time.sleep(60)\n"


def test_somebody_else_is_named(tmp_path: Path) -> None:
    """Whoever comes second is told whose turn it is; when that process dies, however, the lock is free."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"inde\n"
        with pytest.raises(AlreadyLocked, match=f"^{other.pid}$"), exclusive(tmp_path):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
    with exclusive(tmp_path):
        pass


def test_it_is_free_afterwards(tmp_path: Path) -> None:
    """An accident inside lets go of it too."""
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "ny"):
        raise ZeroDivisionError
    with exclusive(tmp_path / "ny"):
        pass


def test_where_nothing_can_be_written_nothing_is_locked(tmp_path: Path) -> None:
    """A project that can only be read is built all the same."""
    (tmp_path / "file").write_text("x")
    with exclusive(tmp_path / "file/below"):
        pass


HELPED = """
import os, sys, time
from pathlib import Path
from hjemsite.system.lock import exclusive

with exclusive(Path(sys.argv[1])):
    if not os.fork():
        time.sleep(0.5)
        os._exit(0)
    print("inde", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_the_helpers_of_a_dead_process_are_waited_for(tmp_path: Path) -> None:
    """They end by themselves, a moment after whoever they helped was killed; nobody has to try again."""
    command = [sys.executable, "-c", HELPED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as other:
        assert other.stdout is not None and other.stdout.readline() == b"inde\n"
        other.send_signal(signal.SIGKILL)
        other.wait()
        with exclusive(tmp_path):
            pass
