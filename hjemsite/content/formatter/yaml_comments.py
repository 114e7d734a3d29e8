"""What stands in a YAML text besides its values: comments and blank lines, each with its place.

The YAML library throws them away. Whatever of a line is no key and no value, and begins with `#`, is a comment.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hjemsite.content.frontmatter.syntax import nodes
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar
from hjemsite.diagnostics.diagnostic import Span


class Remark(NamedTuple):
    """A comment with its `#`, or a blank line, whose text is empty. `line` counts from 1 and `column` from 0.

    `is_whole_line` is false for a comment behind a key, a value or a dash.
    """

    line: int
    column: int
    text: str
    is_whole_line: bool


def scalars(node: Node) -> Iterator[tuple[Span, Scalar | None]]:
    """The span of each key and value below `node`, in no certain order; a key has no scalar."""
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield node.keys[key], None
            yield from scalars(value)
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Scalar):
        yield node.span, node


def is_block(scalar: Scalar, lines: Sequence[str]) -> bool:
    """Whether a value is written as a block after `|` or `>`; `lines[0]` is line 1 of its file."""
    start = scalar.span.column - 1
    return not scalar.plain and lines[scalar.span.line - 1][start : start + 1] in ("|", ">")


def remarks(tree: Mapping, lines: Sequence[str], first_line: int) -> tuple[Remark, ...]:
    """The comments and blank lines of `lines` from line `first_line` on, in their order. `tree` was read from them."""
    masked = [*lines]
    inner: set[int] = set()
    for span, scalar in scalars(tree):
        below = range(span.line + 1, span.end_line + 1)
        inner.update(below)
        if scalar is not None and is_block(scalar, lines):
            # The line that opens a block can end in a comment; the lines of the block cannot.
            _mask(masked, span._replace(end_line=span.line, end_column=span.column + 1))
            for number in below:
                masked[number - 1] = "x" * len(lines[number - 1])
        else:
            _mask(masked, span)
    return tuple(_remarks(masked, lines, inner, first_line))


def _remarks(masked: Sequence[str], lines: Sequence[str], inner: set[int], first_line: int) -> Iterator[Remark]:
    for number in range(first_line, len(lines) + 1):
        line = masked[number - 1]
        column = line.find("#")
        if column >= 0:
            yield Remark(number, column, lines[number - 1][column:].rstrip(), not line[:column].strip())
        elif not line.strip() and number not in inner:
            yield Remark(number, 0, "", True)


def _mask(lines: list[str], span: Span) -> None:
    for number in range(span.line, span.end_line + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        lines[number - 1] = line[:start] + "x" * (end - start) + line[end:]
