"""Every call to the file system may fail: the disk is full, a file is locked, too many are open, the disk is worn.

`HJEMSITE_CALLS` says from which call to which, and every how many, as in `0-900-1`, which is a night's worth.
"""

import errno
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from tests.fixture_site import copy_built_site, copy_fixture_site

FIRST, LAST, STEP = map(int, os.environ.get("HJEMSITE_CALLS", "0-420-35").split("-"))
FAILURES = (errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EIO)
EVENTS = ("open", "os.", "shutil.", "sqlite3.connect", "fcntl.")
FINE, FAULTS, MACHINE = 0, 1, 3
TEXT = "content/nyheder/2025-01-05-kort-nyt.md"


def build(root: Path) -> int:
    return main(["--root", str(root), "--as-of", "2026-11-22", "--no-search"])


def failing_build(root: Path, call: int, failure: int, *, goes_on: bool) -> tuple[int, str]:
    """Exit code and messages of a build whose call number `call` fails; with `goes_on`, all that come after it too."""
    log = root / "said.txt"
    child = os.fork()
    if not child:
        stream = log.open("w", encoding="utf-8")
        sys.stdout = sys.stderr = stream
        code = 99
        try:
            sys.addaudithook(_failing(call, failure, goes_on=goes_on))
            code = build(root)
        finally:
            os.write(stream.fileno(), b"" if code != 99 else b"Traceback")
            stream.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, log.read_text("utf-8")


def _failing(call: int, failure: int, *, goes_on: bool) -> Callable[[str, tuple[object, ...]], None]:
    calls = 0

    def fail(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal calls
        if event.startswith(EVENTS) and not event.startswith(("os.fork", "os.putenv", "os.waitpid")):
            calls += 1
            if calls == call + 1 or (goes_on and calls > call):
                raise OSError(failure, os.strerror(failure), str(arguments[0]) if arguments else None)

    return fail


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site was built, and where one article has been changed since."""
    root = tmp_path_factory.mktemp("failing") / "site"
    copy_fixture_site(root)
    assert build(root) == FINE
    return root


@pytest.fixture(scope="module")
def expected(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site after the change, on a machine where nothing fails."""
    root = tmp_path_factory.mktemp("expected") / "site"
    copy_built_site(built, root)
    change(root)
    assert build(root) == FINE
    return files(root / "output")


def change(root: Path) -> None:
    file = root / TEXT
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Helt "), "utf-8")


@pytest.mark.parametrize("goes_on", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("call", range(FIRST, LAST, STEP))
def test_a_call_that_fails_costs_nothing(
    call: int, goes_on: bool, built: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """The build ends with a sentence or goes on without it; the next one makes the site as if nothing had been."""
    chance = random.Random(f"{call} {goes_on}")
    failure, is_new = chance.choice(FAILURES), chance.random() < 0.5
    root = tmp_path / "site"
    copy_built_site(built, root)
    if is_new:
        shutil.rmtree(root / "output")
        shutil.rmtree(root / ".hjemsite")
    change(root)
    code, output = failing_build(root, call, failure, goes_on=goes_on)
    (root / "said.txt").unlink()
    assert code in (FINE, FAULTS, MACHINE), output
    assert "Traceback" not in output and "fejl i selve hjemsite" not in output
    assert code == FINE or output.strip()
    if code == FINE:
        assert files(root / "output") == expected
    assert build(root) == FINE
    assert files(root / "output") == expected


def test_calls_do_fail(built: Path, tmp_path: Path) -> None:
    """The test above can fail: the first call that is spoilt is noticed."""
    root = tmp_path / "site"
    copy_built_site(built, root)
    assert failing_build(root, 0, errno.EIO, goes_on=True)[0] == MACHINE
