"""The folder `.hjemsite`, in which builds keep their cache and state for the next one.

Whoever sends a site may have put something else there. So no link in it or to it is followed, and only regular files
with our own names are written or deleted.
"""

import os
import stat
from collections.abc import Collection
from pathlib import Path

from hjemsite.cache.atomic_write import target_name
from hjemsite.system.errors import MachineError

FOLDER = ".hjemsite"
"""Its name below the project folder. It may be deleted at any time; one build at a time writes in it."""


def memory_folder(root: Path) -> Path:
    """The folder of the site at `root`, which may be missing. Raises `MachineError` where it, or a file in it, is a
    link, something else that leads elsewhere when it is read or written, or no folder."""
    folder = root / FOLDER
    try:
        status = folder.lstat()
    except OSError:
        return folder
    if stat.S_ISLNK(status.st_mode):
        raise _refusal(folder, f"er en genvej (et symbolsk link){_target(folder)}", "Slet genvejen")
    if not stat.S_ISDIR(status.st_mode):
        # Without the folder there is no lock, and two builds at once would not know of each other.
        raise _refusal(folder, "er ikke en mappe", "Slet den")
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            _require_plain(Path(entry.path), entry.stat(follow_symlinks=False))
    return folder


def forget(folder: Path, names: Collection[str]) -> tuple[str, ...]:
    """Delete the files called one of `names`, and what killed writes of them left; returns what they were called."""
    there = sorted(entry.name for entry in folder.glob("*") if target_name(entry.name) in names)
    deleted = [name for name in there if _is_regular(folder / name)]
    for name in deleted:
        (folder / name).unlink()
    return tuple(deleted)


def _require_plain(file: Path, status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise _refusal(file, f"er en genvej (et symbolsk link){_target(file)}", "Slet genvejen")
    if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
        # Writing to it would change a file elsewhere.
        raise _refusal(file, "er den samme fil som en, der ligger et andet sted (et hårdt link)", "Slet filen her")
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise _refusal(file, "er hverken en fil eller en mappe", "Slet den")


def _refusal(path: Path, what: str, remedy: str) -> MachineError:
    reason = f"I mappen {FOLDER} læser og skriver hjemsite kun sine egne filer"
    return MachineError(f"»{path}« {what}. {reason}. {remedy}, og prøv igen; intet går tabt ved det.")


def _target(link: Path) -> str:
    try:
        return f" til »{link.readlink()}«"
    except OSError:
        return ""


def _is_regular(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False
