"""Single values and short lists of a YAML text, as the formatter writes them.

A value is copied from the text with its quotation marks, so it means what it meant. Only its indent changes.
"""

import re
from collections.abc import Sequence

from hjemsite.content.formatter.yaml_comments import is_block
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Unreadable
from hjemsite.diagnostics.diagnostic import Span

STEP = 2
"""Blanks by which what belongs to a field or an item is indented."""

_BLOCK_HEADER = re.compile(r"([|>])(?:([1-9])|([-+]))*")


def source_lines(span: Span, lines: Sequence[str]) -> list[str]:
    """What `span` covers, line by line; `lines[0]` is line 1 of its file."""
    covered = list(lines[span.line - 1 : span.end_line])
    covered[-1] = covered[-1][: span.end_column - 1]
    covered[0] = covered[0][span.column - 1 :]
    return covered


def key_text(span: Span, lines: Sequence[str]) -> str:
    """The name of the field at `span`, as it is written."""
    return " ".join(line.strip() for line in source_lines(span, lines))


def scalar_lines(scalar: Scalar, lines: Sequence[str], before: int, column: int) -> list[str]:
    """The lines of a value: the first without what stands before it, the others whole.

    The field or item is in column `before` of the text as it was, and in `column` of the text that is written.
    """
    if scalar.plain and not scalar.text:
        return [""]
    first, *others = source_lines(scalar.span, lines)
    if is_block(scalar, lines):
        return _block(first, lines[scalar.span.line : scalar.span.end_line], before, column)
    if not others:
        return [first]
    margin = " " * (column + STEP)
    return [first.rstrip(" \t") if scalar.plain else first, *(_indented(line.lstrip(" \t"), margin) for line in others)]


def flow_text(node: Node, lines: Sequence[str]) -> str | None:
    """A list or record in brackets on one line; None for one that is written without brackets or holds longer values.

    A value by itself is given as it stands on one line.
    """
    if isinstance(node, Scalar):
        written = scalar_lines(node, lines, 0, 0)
        return written[0] if len(written) == 1 else None
    has_brackets = source_lines(node.span, lines)[0][:1] in ("[", "{")
    if not has_brackets or isinstance(node, Unreadable):
        return None
    if isinstance(node, Mapping):
        return _joined("{", [_flow_entry(key, node, lines) for key in node.entries], "}")
    return _joined("[", [_flow_item(item, lines) for item in node.items], "]")


def _flow_entry(key: str, mapping: Mapping, lines: Sequence[str]) -> str | None:
    value = _flow_item(mapping.entries[key], lines)
    return None if value is None else f"{key_text(mapping.keys[key], lines)}: {value}".rstrip()


def _flow_item(node: Node, lines: Sequence[str]) -> str | None:
    """An element of a list in brackets. A record of one field may stand there without its own."""
    if isinstance(node, Mapping):
        return _joined("{", [_flow_entry(key, node, lines) for key in node.entries], "}")
    return flow_text(node, lines)


def _joined(opening: str, parts: Sequence[str | None], closing: str) -> str | None:
    texts = [part for part in parts if part is not None]
    return f"{opening}{', '.join(texts)}{closing}" if len(texts) == len(parts) else None


def _block(header: str, content: Sequence[str], before: int, column: int) -> list[str]:
    """The lines of a value after `|` or `>`. A digit says the indent of one that begins with blanks of its own."""
    match = _BLOCK_HEADER.match(header)
    assert match is not None, header
    sign, digit, chomping = match.groups()
    begun = next((line for line in content if line.strip()), "")
    indent = before + int(digit) if digit else len(begun) - len(begun.lstrip(" "))
    margin = " " * (column + STEP)
    has_own_blanks = begun[indent : indent + 1] == " "
    first = f"{sign}{STEP if has_own_blanks else ''}{chomping or ''}"
    return [first, *(_indented(line[indent:], margin) for line in content)]


def _indented(line: str, margin: str) -> str:
    return f"{margin}{line}" if line else ""
