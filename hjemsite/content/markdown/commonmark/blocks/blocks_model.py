"""The blocks of a body before their words are read: containers hold blocks, leaves hold lines.

The block parser fills them in line by line; the tree builder reads them.
"""

from typing import Literal

from msgspec import Struct, field

Range = tuple[int, int]
"""Offsets into the body: the first character, and the one behind the last."""


class Leaf(Struct):
    """A block of lines. A paragraph that holds nothing but link definitions becomes a `definition`."""

    kind: Literal["paragraph", "heading", "code", "fence", "rule", "table", "definition"]
    first: int
    """The number of its first line; `last` is that of its last."""
    last: int
    lines: list[tuple[str, int]] = field(default_factory=list)
    """The text of each line, and its offset in the body."""
    level: int = 0
    """Of a heading: 1 to 6. Of a fence: how far it is indented."""
    fence: str = ""
    at: int = 0
    """Of a heading: the offset at which it begins, with its hashes."""
    attributes: Range | None = None
    """Where the curly braces stand that belong to the block."""


class Container(Struct):
    """A block of blocks. A `list` holds only `item`s."""

    kind: Literal["document", "quote", "list", "item", "note"]
    first: int
    children: list["Leaf | Container"] = field(default_factory=list)
    marker: str = ""
    """Of a list: its bullet, or the sign behind its numbers. Of a footnote: its label."""
    start: int = 1
    """The number of the first item of a list."""
    indent: int = 0
    """How many columns a line must be indented to go on in an item."""
    last: int = 0
    """Of a quote: the number of the last line with its sign."""
    level: int = 0
    """Of an item with a bullet from a word processor: how deep that bullet stands there, from 1."""
    attributes: Range | None = None


Block = Leaf | Container
