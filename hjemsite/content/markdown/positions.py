"""The body of a document and its lines.

What is wrong is found by its offset into the body, and shown to an editor by its line and column in the file.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, count
from operator import add

from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Span

FILLER = "\x06"
"""Stands where something was taken out, so that nothing behind it moves; gone from the finished HTML."""

_BLANK_LINE = lazy_pattern(r"\n[ \t]*+\n")


class BodyText(Struct, frozen=True):
    """The text of a document below its fields, and where in the file it stands."""

    text: str
    path: str
    first_line: int
    starts: tuple[int, ...]
    """The offset at which each line begins."""
    site_address: str = ""
    """The address of the whole site, where it is known."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the file that holds the code points from `start` up to `end`."""
        line, column = self._position(start)
        end_line, end_column = self._position(max(end, start + 1))
        return Span(self.path, line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset) - 1
        return self.first_line + index, offset - self.starts[index] + 1


def body_of(text: str, path: str, first_line: int, site_address: str = "") -> BodyText:
    """`text` with its lines counted; line ends may be those of any system."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    *lines, _ = text.split("\n")
    # Behind each line, its newline is one character more.
    starts = (0, *map(add, accumulate(map(len, lines)), count(1)))
    return BodyText(text, path, first_line, starts, site_address)


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, and at which offset it begins."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def without_fillers(text: str) -> str:
    """`text` as it is without what was taken out."""
    return text.replace(FILLER, "")
