"""The smallest edits that change a value in its place, among its comments and in its indentation.

A value is replaced where it stands, an item is put at the end of its list, a field behind its neighbours.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from hjemsite.content.formatter.yaml_comments import is_block
from hjemsite.content.frontmatter.syntax import nodes
from hjemsite.content.frontmatter.syntax.nodes import Node, Scalar
from hjemsite.importer.editing.form_values import Item, Shape, Value, plain, shapes
from hjemsite.importer.editing.value_lines import entry_lines, list_lines, scalar_parts

_HEADER = re.compile(r"[|>][0-9+-]*")


class TooCoarseError(Exception):
    """A change cannot be made in its place: the value is in brackets, or stands over several lines."""


class Edit(NamedTuple):
    """New text in place of what stands from one position to another; a position is a line from 1 and a column from 0.

    Edits at one position are made in their order.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def last_line(node: Node, lines: Sequence[str], key_line: int = 0) -> int:
    """The last line of what stands below `node`, and of its key. To YAML, a list goes on through comments below it."""
    inner: Collection[Node] = node.entries.values() if isinstance(node, nodes.Mapping) else ()
    inner = node.items if isinstance(node, nodes.Sequence) else inner
    if inner and not is_in_brackets(node, lines):
        return max(last_line(child, lines) for child in inner)
    return max(key_line, node.span.end_line)


def without_lines(first: int, last: int) -> Edit:
    return Edit((first, 0), (last + 1, 0), "")


def changes(node: Node, shape: Shape, value: Value, lines: Sequence[str], column: int) -> Iterator[Edit]:
    """What changes `node` into `value`; its field or dash stands in `column`. Raises `TooCoarseError`."""
    if isinstance(value, str):
        yield from _scalar_changes(node, value, lines, column)
    elif isinstance(value, Mapping):
        yield from _record_changes(node, shape, value, lines, column)
    else:
        yield from _list_changes(node, shape, value, lines, column)


def _scalar_changes(node: Node, text: str, lines: Sequence[str], column: int) -> Iterator[Edit]:
    if not isinstance(node, Scalar) or node.is_empty:
        raise TooCoarseError
    if plain(node.text) == text:
        return
    first, below = scalar_parts(text, column)
    span, line = node.span, lines[node.span.line - 1]
    start = (span.line, span.column - 1)
    if is_block(node, lines):
        header = _HEADER.match(line, span.column - 1)
        assert header is not None, line
        yield Edit(start, (span.line, header.end()), first)
        yield Edit((span.line + 1, 0), (span.end_line + 1, 0), "".join(f"{text_line}\n" for text_line in below))
    elif span.line == span.end_line:
        yield Edit(start, (span.line, span.end_column - 1), first)
        if below:
            yield Edit((span.line + 1, 0), (span.line + 1, 0), "".join(f"{text_line}\n" for text_line in below))
    elif below or lines[span.end_line - 1][span.end_column - 1 :].strip():
        raise TooCoarseError
    else:
        yield Edit(start, (span.end_line, span.end_column - 1), first)


def _record_changes(
    node: Node, shape: Shape, value: Mapping[str, Value], lines: Sequence[str], column: int
) -> Iterator[Edit]:
    assert shape.kind is not None
    inner = {field.key: field for field in shapes(shape.kind)}
    if isinstance(node, Scalar) and list(value) == [next(iter(inner))]:
        # A text that stands for the record.
        yield from changes(node, next(iter(inner.values())), next(iter(value.values())), lines, column)
        return
    if not isinstance(node, nodes.Mapping) or is_in_brackets(node, lines):
        raise TooCoarseError
    for key, child in node.entries.items():
        span = node.keys[key]
        if key in value:
            yield from changes(child, inner[key], value[key], lines, span.column - 1)
        elif key in inner:
            if lines[span.line - 1][: span.column - 1].strip():
                raise TooCoarseError
            yield without_lines(span.line, last_line(child, lines, span.line))
    margin = next(iter(node.keys.values())).column - 1
    for key, part in value.items():
        if key not in node.entries:
            line = _line_for(key, node, inner, lines)
            yield Edit(
                (line, 0), (line, 0), "".join(f"{entry_line}\n" for entry_line in entry_lines(key, part, margin))
            )


def _line_for(key: str, node: nodes.Mapping, inner: Mapping[str, Shape], lines: Sequence[str]) -> int:
    """The line before which a new field of a record stands."""
    order = list(inner)
    before = [other for other in order[: order.index(key)] if other in node.entries]
    last = before[-1] if before else next(iter(node.entries))
    return last_line(node.entries[last], lines, node.keys[last].line) + 1


def _list_changes(node: Node, shape: Shape, items: Sequence[Item], lines: Sequence[str], column: int) -> Iterator[Edit]:
    assert shape.item is not None
    if not isinstance(node, nodes.Sequence):
        if [item.number for item in items] != [0]:
            raise TooCoarseError
        yield from changes(node, shape.item, items[0].value, lines, column)
        return
    if is_in_brackets(node, lines) or not node.items:
        raise TooCoarseError
    dashes = [_dash(item, lines) for item in node.items]
    wished = {item.number: item.value for item in items}
    for number, (item, dash) in enumerate(zip(node.items, dashes, strict=True)):
        if number in wished:
            yield from changes(item, shape.item, wished[number], lines, dash)
        else:
            yield without_lines(item.span.line, last_line(item, lines))
    new = [item for item in items if item.number >= len(node.items)]
    end = last_line(node.items[-1], lines) + 1
    if new:
        yield Edit((end, 0), (end, 0), "".join(f"{line}\n" for line in list_lines(new, dashes[-1])))


def _dash(item: Node, lines: Sequence[str]) -> int:
    """The column of the dash of an item, which must stand on the item's first line."""
    before = lines[item.span.line - 1][: item.span.column - 1]
    if before.strip() != "-":
        raise TooCoarseError
    return before.index("-")


def is_in_brackets(node: Node, lines: Sequence[str]) -> bool:
    return not isinstance(node, Scalar) and lines[node.span.line - 1][node.span.column - 1 : node.span.column] in (
        "[",
        "{",
    )
