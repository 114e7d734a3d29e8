"""The values of a form as plain data: those that a file has, and those that an editor sent.

Both come from a flat map of names (`quotes.0.text`) and texts, read in one way, so they can be compared. The number in
a name is that of the item in the file; a number that the file does not have is a new item.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import NoneType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields as fields_of

from hjemsite.content.frontmatter.extra import AnyNames
from hjemsite.content.frontmatter.fields import IN_FILE, Fields
from hjemsite.content.frontmatter.syntax import nodes
from hjemsite.content.frontmatter.syntax.nodes import Node, Scalar
from hjemsite.content.frontmatter.values import ScalarReader
from hjemsite.importer.draft.frontmatter import one_line

Value: TypeAlias = "str | dict[str, Value] | list[Item]"
"""A text, a record, or a list; an empty text stands for a value that is not there."""

Names: TypeAlias = Mapping[str, str]
"""Name of an input → the text in it."""


class Item(Struct, frozen=True):
    """An item of a list; `number` is its place in the file."""

    number: int
    value: Value


class Shape(Struct, frozen=True):
    """What a field holds: a text that `reader` reads, the record `kind`, or a list of `item`.

    A shape with none of them holds names that the site has made up; no form has it. `key` is its name in a file.
    """

    key: str
    required: bool = False
    reader: Any = None
    choices: tuple[str, ...] = ()
    kind: type[Fields] | None = None
    item: "Shape | None" = None


@cache
def shapes(kind: type[Fields]) -> tuple[Shape, ...]:
    """The fields of `kind`, in the order of a file."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        _shape(IN_FILE.get(field.name, field.name), hints[field.name], field.required) for field in fields_of(kind)
    )


def _shape(key: str, hint: Any, required: bool = False) -> Shape:
    if get_origin(hint) is Annotated:
        base, *notes = get_args(hint)
        reader = next((note for note in notes if isinstance(note, ScalarReader)), None)
        if reader is not None:
            return Shape(key, required, reader, tuple(map(str, get_args(base))))
        if any(isinstance(note, AnyNames) for note in notes):
            return Shape(key, required)
        return _shape(key, base, required)
    if get_origin(hint) is tuple:
        return Shape(key, required, item=_shape(key, get_args(hint)[0]))
    if NoneType in get_args(hint):
        return _shape(key, next(part for part in get_args(hint) if part is not NoneType), required)
    return Shape(key, required, kind=hint)


def is_in_forms(shape: Shape) -> bool:
    """Whether a form has inputs for the shape."""
    return shape.reader is not None or shape.kind is not None or shape.item is not None


def plain(text: str) -> str:
    """A text as it is compared and written: single blanks, and an empty line between paragraphs.

    >>> plain("Vi  er\\r\\nklar.\\r\\n\\r\\n\\r\\nNu. ")
    'Vi er klar.\\n\\nNu.'
    """
    paragraphs = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return "\n\n".join(filter(None, map(one_line, paragraphs)))


def names_in(node: Node, shape: Shape, name: str) -> Iterator[tuple[str, str]]:
    """The names and texts of what stands in a file. Raises `ValueError` where `node` has not the `shape`."""
    if shape.item is not None:
        # A list of one may be written without its list.
        items = node.items if isinstance(node, nodes.Sequence) else (node,)
        for number, item in enumerate(items):
            yield from names_in(item, shape.item, f"{name}.{number}")
    elif shape.kind is not None:
        yield from _names_in_record(node, shape.kind, name)
    elif isinstance(node, Scalar) and shape.reader is not None:
        yield name, "" if node.is_empty else plain(node.text)
    else:
        raise ValueError(name)


def _names_in_record(node: Node, kind: type[Fields], name: str) -> Iterator[tuple[str, str]]:
    inner = shapes(kind)
    if isinstance(node, Scalar) and inner[0].reader is not None:
        # The text that stands for a whole record is its first field.
        yield f"{name}.{inner[0].key}", "" if node.is_empty else plain(node.text)
    elif isinstance(node, nodes.Mapping):
        for shape in inner:
            if shape.key in node.entries:
                yield from names_in(node.entries[shape.key], shape, f"{name}.{shape.key}")
    else:
        raise ValueError(name)


def value_of(names: Names, shape: Shape, name: str) -> Value:
    """The value of the inputs below `name`; empty texts, records and items are left out."""
    if shape.item is not None:
        items = ((number, value_of(names, shape.item, f"{name}.{number}")) for number in _numbers(names, name))
        return [Item(number, value) for number, value in items if value]
    if shape.kind is not None:
        inner = ((field.key, value_of(names, field, f"{name}.{field.key}")) for field in shapes(shape.kind))
        return {key: value for key, value in inner if value}
    return plain(names.get(name, ""))


def _numbers(names: Names, name: str) -> Sequence[int]:
    """The numbers of the items below `name`."""
    start = f"{name}."
    keys = {other.removeprefix(start).partition(".")[0] for other in names if other.startswith(start)}
    return sorted(int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 5)
