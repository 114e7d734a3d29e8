"""Ctrl-C at awkward moments: while modules are loaded, twice, and while Python itself starts.

`python -X importtime` writes a line on stderr for each module that has been loaded; that is how the moment is chosen.
"""

import os
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from tests.fixture_site import copy_fixture_site

ROOT = Path(__file__).resolve().parents[2]
RELEASE = "Pressemeddelelse\n\nTidselfonden åbner et værested\n\nDet sker på mandag i Aarhus.\n"

COMMANDS = [["build"], ["check"], ["serve", "--port", "0"], ["import", "meddelelse.txt"]]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has never been built, and a press release to import."""
    root = tmp_path_factory.mktemp("interrupted") / "site"
    copy_fixture_site(root)
    (root / "meddelelse.txt").write_text(RELEASE, encoding="utf-8")
    return root


@pytest.mark.parametrize("module", ["hjemsite.danish.numbers", "hjemsite.cli.arguments", "hjemsite.content.sources"])
@pytest.mark.parametrize(
    "words", [["build"], ["check"], ["serve", "--port", "0"], ["import", "meddelelse.txt"]], ids=str
)
def test_twice_while_modules_are_loaded(project: Path, words: list[str], module: str) -> None:
    """Whichever module is next: exit code 130, no traceback, and nothing is made."""
    command = [sys.executable, "-X", "importtime", "-m", "hjemsite", "--root", str(project), *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr
        while module not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    lines = [line for line in err.splitlines() if not line.startswith("import time:")]
    assert (process.returncode, out.partition("Bygger")[0]) == (130, "")
    assert lines in ([], ["Afbrudt."])
    assert not (project / "output").exists()


def test_while_the_python_of_the_project_starts(tmp_path: Path) -> None:
    """`build.py` holds Ctrl-C back until its other self, in `.venv`, can end without a traceback."""
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    (tmp_path / "requirements.lock").write_text("findes-ikke==1 \\\n", encoding="utf-8")
    (tmp_path / "requirements-dev.lock").write_text("", encoding="utf-8")
    venv = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    stamp = "{}.{}\n".format(*sys.version_info[:2]) + "findes-ikke==1 \\\n"
    (venv / "hjemsite.stamp").write_text(stamp, encoding="utf-8")
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(venv)}))
    # Python runs it while it starts.
    line = "import os, signal; open('startet', 'w').close(); os.kill(os.getpid(), signal.SIGINT)\n"
    (packages / "afbryd.pth").write_text(line, encoding="utf-8")
    done = subprocess.run([sys.executable, "build.py"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (tmp_path / "startet").exists()
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


SWALLOWS = """
import time
from hjemsite.system import signals
signals.install_handlers()
for _ in range(2):
    try:
        print("klar", flush=True)
        time.sleep(20)
    except KeyboardInterrupt:
        pass
"""


def test_who_does_not_end_is_ended() -> None:
    """The second Ctrl-C is not heard for two seconds, in which a process ends in order; after that it ends at once."""
    command = [sys.executable, "-c", SWALLOWS]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout and process.stdout.readline() == "klar\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "klar\n"
        process.send_signal(signal.SIGINT)
        time.sleep(2.2)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("", "")
    assert process.returncode == 130
