"""The program is known again without being read, and never when it may be another."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "hjemsite"

ASK = """
import sys
from hjemsite.cache.fingerprint import fingerprint, program_stats, recall
if len(sys.argv) > 1:
    recall(bytes.fromhex(sys.argv[1]), b"recalled")
print(program_stats().hex() or "-", fingerprint() == b"recalled", fingerprint().hex())
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a copy of the rooms that the fingerprint needs, which nobody has touched for a while."""
    shutil.copytree(PACKAGE / "cache", tmp_path / "hjemsite/cache")
    shutil.copy(PACKAGE / "__init__.py", tmp_path / "hjemsite")
    return tmp_path


def asked(program: Path, recalled: str = "") -> tuple[str, bool, str]:
    """What stands for the program's stats, whether what was recalled for them was believed, and the fingerprint."""
    time.sleep(0.03)
    words = [sys.executable, "-P", "-c", ASK, *([recalled] if recalled else [])]
    environment = {**os.environ, "PYTHONPATH": os.fspath(program)}
    stats, is_recalled, digest = subprocess.check_output(words, env=environment, text=True).split()
    return stats, is_recalled == "True", digest


def test_a_program_that_nobody_touched_is_not_read(program: Path) -> None:
    """What an earlier run worked out is believed, in a folder of the same files and times."""
    stats, is_recalled, _ = asked(program)
    assert (stats, is_recalled) != ("-", True)
    assert asked(program, stats)[:2] == (stats, True)


def _in_place(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Every", b"every"))


def _replaced(file: Path) -> None:
    new = file.with_name("ny.tmp")
    new.write_bytes(file.read_bytes().replace(b"Every", b"every"))
    new.replace(file)


def _joined(file: Path) -> None:
    (file.parent / "ny.py").write_bytes(b"")


def _joined_in_a_folder(file: Path) -> None:
    (file.parent / "ny").mkdir()
    _joined(file.parent / "ny" / "ny.py")


EDITS: dict[str, Callable[[Path], None]] = {
    "as many other bytes": _in_place,
    "another file in its place": _replaced,
    "no file": Path.unlink,
    "one file more": _joined,
    "a folder more": _joined_in_a_folder,
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_program_that_was_touched_is_read(program: Path, edit: str) -> None:
    """Also where its times say that it is as old as it was."""
    file = program / "hjemsite/cache/paths.py"
    stats, _, before = asked(program)
    status = file.stat()
    EDITS[edit](file)
    if file.exists():
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    changed, is_recalled, after = asked(program, stats)
    assert not is_recalled
    assert changed != stats
    assert after != before


def test_what_was_touched_just_now_is_not_relied_on(program: Path) -> None:
    """A change in the same tick of the clock would not show, so nothing stands for its stats."""
    ahead = time.time() + 3600
    os.utime(program / "hjemsite/cache/paths.py", (ahead, ahead))
    assert asked(program)[0] == "-"


def test_a_link_is_followed(program: Path) -> None:
    """Where packages are links into a store, it is the files there that count."""
    file, store = program / "hjemsite/cache/paths.py", program / "paths.py"
    file.rename(store)
    file.symlink_to(store)
    stats = asked(program)[0]
    store.write_bytes(store.read_bytes() + b"\n")
    assert not asked(program, stats)[1]
