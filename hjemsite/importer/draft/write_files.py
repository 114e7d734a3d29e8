"""Writes the files of a draft below the project folder: all of them or none.

A file is written under a hidden name that the site ignores, and then renamed. No other file is overwritten unless the
caller asks for that.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath


class PathTakenError(Exception):
    """Another file lies at one of the paths, which is the error's text."""


class SymbolicLinkError(Exception):
    """A folder above one of the paths, or the path itself, is a symbolic link. The error's text is its path."""


def is_same(files: Mapping[PurePosixPath, bytes], root: Path) -> bool:
    """Whether the files lie below `root` already, byte for byte."""
    return all((root / path).is_file() and (root / path).read_bytes() == data for path, data in files.items())


def write_files(files: Mapping[PurePosixPath, bytes], root: Path, *, over: bool = False) -> None:
    """Write the files, by their path below `root`, and the folders that they need.

    Raises `PathTakenError` where a file exists, unless `over`; `SymbolicLinkError`; and `OSError`. Then nothing has
    changed.
    """
    for path in files:
        if not over and os.path.lexists(root / path):
            raise PathTakenError(str(path))
        for above in (path, *path.parents):
            if (root / above).is_symlink() and str(above) != ".":
                raise SymbolicLinkError(str(above))
    renames: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    try:
        for path, data in files.items():
            target = root / path
            folders += [above for above in target.parents if not above.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting = target.with_name(f".{target.name[:100]}.tmp")
            renames.append((waiting, target))
            waiting.write_bytes(data)
        for waiting, target in renames:
            waiting.replace(target)
    except BaseException:
        for waiting, target in renames:
            (waiting if over or waiting.exists() else target).unlink(missing_ok=True)
        for folder in sorted(folders, key=lambda folder: -len(folder.parts)):
            with suppress(OSError):
                folder.rmdir()
        raise
