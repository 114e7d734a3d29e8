"""What every result depends on beside its arguments: the program itself, its Python and its libraries."""

import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from hjemsite.cache.blob import digest


@cache
def fingerprint() -> bytes:
    """What results depend on beside their arguments: the program and its fonts, its Python and the libraries."""
    # Every build waits for this, and a path as an object takes as long to handle as the file to read.
    package = os.fspath(Path(__file__).parents[1])
    folders = os.walk(package)
    modules = sorted(f"{folder}/{name}" for folder, _, names in folders for name in names if not name.endswith(".pyc"))
    texts = (part for file in modules for part in (file[len(package) :], _bytes(file)))
    return digest(sys.version, *_libraries(), *texts)


def _bytes(file: str) -> bytes:
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - no object for the path
        return stream.read()


def _libraries() -> list[str]:
    """Name and version of every package that is installed beside Jinja."""
    found = find_spec("jinja2")
    assert found is not None, "a package of the lock file"
    assert found.origin is not None, "a package of the lock file"
    # Each leaves a folder such as »markdown-3.11.dist-info«; asking for every version by name takes far longer.
    return sorted(entry.name for entry in Path(found.origin).parents[1].glob("*.dist-info"))
