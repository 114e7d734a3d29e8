"""The fingerprint of everything that results depend on beside their arguments: the program, its Python, its libraries.

It is that of the bytes of all files. Where the file system says the same of them as when an earlier build read them,
they are not read again.
"""

import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from hjemsite.cache.blob import digest
from hjemsite.cache.filestat import stat_numbers, stats_digest

_RECALLED: dict[bytes, bytes] = {}
"""`program_stats()` of an earlier build → its fingerprint."""


@cache
def fingerprint() -> bytes:
    """What results depend on beside their arguments: the program and its fonts, its Python and the libraries."""
    # The file system is asked before the files are read: a change in between shows the next time.
    return _RECALLED.get(program_stats()) or _fingerprint()


@cache
def program_stats() -> bytes:
    """The digest of the stats of the program's files, with its Python and its libraries.

    Empty when a file was touched so lately that another change might not show.
    """
    now, files = time.time_ns(), _files()
    numbers = stat_numbers(_package(), files, follow_symlinks=True)
    return stats_digest(numbers, (sys.version, *_libraries(), _package(), *files), now)


def recall(stats: bytes, earlier: bytes) -> None:
    """Take the fingerprint of an `earlier` build for this one's if `program_stats()` is `stats`, as it was then."""
    if stats:
        _RECALLED[stats] = earlier


def _fingerprint() -> bytes:
    package = _package()
    texts = (part for path in _files() for part in (path, _bytes(f"{package}/{path}")))
    return digest(sys.version, *_libraries(), *texts)


def _package() -> str:
    return os.fspath(Path(__file__).parents[1])


@cache
def _files() -> list[str]:
    """The paths of the program's files below its package, in order."""
    return sorted(_below(_package(), ""))


def _below(package: str, folder: str) -> Iterator[str]:
    # Every build waits for this, and a path as an object takes as long to handle as the file to read.
    with os.scandir(f"{package}/{folder}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _below(package, f"{folder}{entry.name}/")
            elif not entry.name.endswith(".pyc") and not entry.is_dir():
                yield folder + entry.name


def _bytes(file: str) -> bytes:
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - no object for the path
        return stream.read()


@cache
def _libraries() -> tuple[str, ...]:
    """Name and version of every package that is installed beside Jinja."""
    spec = find_spec("jinja2")
    assert spec is not None, "a package of the lock file"
    assert spec.origin is not None, "a package of the lock file"
    # Each leaves a folder such as »markdown-3.11.dist-info«; asking for every version by name takes far longer.
    names = os.listdir(Path(spec.origin).parents[1])  # noqa: PTH208 - no object for each
    return tuple(sorted(name for name in names if name.endswith(".dist-info")))
