"""The build lock: at most one process builds a project at a time.

The lock is the operating system's. It is released when its process ends, also when that is killed.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


LOCK = "lock"
"""The name of the file that is locked."""


_PATIENCE, _PAUSE = 5.0, 0.02
"""Seconds to wait for the helpers of a process that is gone, and between two looks."""


class AlreadyLocked(Exception):  # noqa: N818 - no mistake: somebody else is at work
    """Another process holds the lock; `args[0]` is its number, or empty."""


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """A context in which this process alone works in `folder`. Raises `AlreadyLocked` when another process does.

    A folder that cannot be written to is not locked, for no process can change anything in it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        file = os.fdopen(number, "r+", encoding="ascii")
    except OSError:
        yield
        return
    with file:
        if not _taken(file) and not _taken_from_the_dead(file):
            raise AlreadyLocked(_owner(file))
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _taken(file: IO[str]) -> bool:
    """Try to take the lock; True if this process holds it now."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _owner(file: IO[str]) -> str:
    """The process number written in the lock file; empty while its owner is about to write it."""
    file.seek(0)
    return file.read(20).strip()


def _taken_from_the_dead(file: IO[str]) -> bool:
    """Try to take the lock of a process that was killed; True if this process holds it now.

    Its worker processes hold the lock until they notice that it has ended, so this tries for a while.
    """
    end = time.monotonic() + _PATIENCE
    while (owner := _owner(file)).isdecimal() and is_dead(int(owner)) and time.monotonic() < end:
        time.sleep(_PAUSE)
        if _taken(file):
            return True
    return False


def is_dead(number: int) -> bool:
    """Whether no process with this number runs on this machine. False where the system cannot tell."""
    # On Windows the question would be an order.
    if sys.platform == "win32":
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
