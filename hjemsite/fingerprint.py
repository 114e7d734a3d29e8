"""What every result depends on beside its arguments: the program itself, its Python and its libraries."""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from hjemsite.contents import digest


@cache
def fingerprint() -> bytes:
    """What results depend on beside their arguments: the text of the program, its Python and the libraries."""
    package = Path(__file__).parent
    modules = sorted(package.rglob("*.py"))
    texts = (part for file in modules for part in (str(file.relative_to(package)), file.read_bytes()))
    return digest(sys.version, *_libraries(), *texts)


def _libraries() -> list[str]:
    """Name and version of every package that is installed beside Jinja."""
    found = find_spec("jinja2")
    assert found is not None, "a package of the lock file"
    assert found.origin is not None, "a package of the lock file"
    # Each leaves a folder such as »markdown-3.11.dist-info«; asking for every version by name takes far longer.
    return sorted(entry.name for entry in Path(found.origin).parents[1].glob("*.dist-info"))
