"""Temporary folders for files that other programs need for a short time, in the system's folder for them.

A killed process leaves its folder behind. The next process that makes one removes it: each folder holds a lock, which
the operating system releases when its process ends.
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
    """A context with an empty folder (but for its lock file), which is removed afterwards."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder, exclusive(Path(folder)):
        yield Path(folder)


def _sweep(parent: Path) -> None:
    """Remove the folders in `parent` whose processes have ended.

    A folder without a lock file is just being made or is not ours, and stays.
    """
    for folder in parent.glob(f"{PREFIX}*/"):
        if (folder / LOCK).is_file() and _is_our_own(folder):
            try:
                with exclusive(folder):
                    pass
            except AlreadyLocked:
                continue
            shutil.rmtree(folder, ignore_errors=True)


def _is_our_own(folder: Path) -> bool:
    """Whether `folder` is a real folder, not a link, and owned by the user of this process."""
    if folder.is_symlink():
        return False
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
