"""Folders for files that other programs need for a moment, in the system's own place for them.

A process that is killed leaves its folder. The next one that wants a folder removes it: the lock in it is free, for the
operating system lets go of a lock when its process ends.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hjemsite.system.lock import LOCK, AlreadyLocked, exclusive

PREFIX = "hjemsite-"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A context with an empty folder of our own (but for its lock), which is gone afterwards."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder, exclusive(Path(folder)):
        yield Path(folder)


def _sweep(place: Path) -> None:
    """Remove the folders in `place` whose processes have ended. One without a lock is being made, or not ours."""
    for folder in place.glob(f"{PREFIX}*/"):
        if (folder / LOCK).is_file() and _is_our_own(folder):
            try:
                with exclusive(folder):
                    pass
            except AlreadyLocked:
                continue
            shutil.rmtree(folder, ignore_errors=True)


def _is_our_own(folder: Path) -> bool:
    """Whether it is a folder, and not a link, that the user of this process has made."""
    if folder.is_symlink():
        return False
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
