"""Files put into the content: whole or not at all, and never over another unless that is asked for.

What is new is written under a name that the site passes over, and then renamed.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath


class TakenError(Exception):
    """Something else lies where the files should. The text is the path that is taken."""


class LinkedError(Exception):
    """The way to the place leads through a symbolic link. The text is its path."""


def is_same(files: Mapping[PurePosixPath, bytes], root: Path) -> bool:
    """Whether the files lie below `root` already, byte for byte."""
    return all((root / path).is_file() and (root / path).read_bytes() == data for path, data in files.items())


def write_files(files: Mapping[PurePosixPath, bytes], root: Path, *, over: bool = False) -> None:
    """Write the files below `root`; they are one text, or a folder with everything in it.

    Raises `TakenError` unless `over`, `LinkedError`, and `OSError` with nothing changed.
    """
    for path in files:
        if not over and os.path.lexists(root / path):
            raise TakenError(str(path))
        for above in (path, *path.parents):
            if (root / above).is_symlink() and str(above) != ".":
                raise LinkedError(str(above))
    made: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    try:
        for path, data in files.items():
            target = root / path
            folders += [above for above in target.parents if not above.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting = target.with_name(f".{target.name[:100]}.tmp")
            made.append((waiting, target))
            waiting.write_bytes(data)
        for waiting, target in made:
            waiting.replace(target)
    except BaseException:
        for waiting, target in made:
            (waiting if over or waiting.exists() else target).unlink(missing_ok=True)
        for folder in sorted(folders, key=lambda one: -len(one.parts)):
            with suppress(OSError):
                folder.rmdir()
        raise
