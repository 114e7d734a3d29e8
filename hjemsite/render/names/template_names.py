"""The names that a version of hjemsite gives to templates: views, blocks, macros and assets.

There is a record for each version, `records/VERSION.json`. That of this version is made from the views and templates
by a test; those of older versions are never changed, so what changed between two is worked out and not remembered.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

import hjemsite

_RECORDS = Path(__file__).with_name("records")


class TemplateNames(Struct, frozen=True):
    """What templates of one version can name.

    `views`: template → the struct that it sees as `view`. `structs`: struct → its fields, name → type. `blocks`:
    template → its blocks, also those of the one that it extends. `macros`: template → macro → its parameters, `level`
    or `level=` where it has a default. `assets` are the files in `templates/assets/`.
    """

    views: Mapping[str, str]
    structs: Mapping[str, Mapping[str, str]]
    blocks: Mapping[str, tuple[str, ...]]
    macros: Mapping[str, Mapping[str, tuple[str, ...]]]
    assets: tuple[str, ...]


Version = tuple[int, ...]


def number(version: str) -> Version:
    """A version in a form that can be compared.

    >>> number("0.10.1") > number("0.9.12")
    True
    """
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@cache
def versions() -> tuple[str, ...]:
    """The versions of which there is a record, the oldest first; the last is this one."""
    return tuple(sorted((file.stem for file in _RECORDS.glob("*.json")), key=number))


@cache
def names_of(version: str = hjemsite.__version__) -> TemplateNames:
    """The names of a version of which there is a record."""
    return msgspec.json.decode((_RECORDS / f"{version}.json").read_bytes(), type=TemplateNames)
