"""Where a piece of the finished tree stood in the body.

Python-Markdown keeps no positions. So a mark, an offset between two control characters, is put behind every opening
that an editor may have to be shown, and comes out at the other end of the parser with the link, tag or heading.
Input cannot forge a mark: hygiene takes out every control character first.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from hjemsite.diagnostics.diagnostic import Span

FILLER = "\x06"
"""Stands where something was taken out, so that nothing behind it moves; gone from the finished HTML."""

MARK = re.compile("\x04([0-9]+)\x05")

Insertion = tuple[int, str]
"""An offset into the body and what to put there."""

_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_TARGET = r"\]\((?:\s*<)?"
_DEFINITION = r"(?m)^[ >*+\-\d.\t]*+\[(?!\^)[^\[\]]*+\]:[ ]*<?(?=\S)"
_ANGLE = r"<(?=[A-Za-z/!?])"
_ATTRIBUTES = r"\{(?=:?[ ]*(?:[.#][^\s.#{}]|[^\s={}.#][^\s={}]*=))"
_HASHES = r"\n[ >*+\-\d.\t]*+(#{1,6})(?:(?=[^#\s])|[ \t]*)"
_UNDERLINED = r"(?m)^(?=[^\W\d][^\n]*\n(?:=+|-+)[ ]*$)"


class BodyText(Struct, frozen=True):
    """The text of a document below its fields, and where in the file it stands."""

    text: str
    path: str
    first_line: int
    starts: tuple[int, ...]
    """The offset at which each line begins."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the file that holds the code points from `start` up to `end`."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(end, start + 1))
        return Span(self.path, line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset) - 1
        return self.first_line + index, offset - self.starts[index] + 1


def body_of(text: str, path: str, first_line: int) -> BodyText:
    """`text` with its lines counted; line ends may be those of any system."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lengths = (len(line) + 1 for line in text.split("\n"))
    return BodyText(text, path, first_line, (0, *accumulate(lengths))[:-1])


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, and at which offset it begins."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def marked(text: str, insertions: Iterable[Insertion] = ()) -> str:
    """`text` with its marks, and with `insertions`."""
    places = sorted([*insertions, *_marks(text)])
    pieces: list[str] = []
    done = 0
    for offset, inserted in places:
        pieces += text[done:offset], inserted
        done = offset
    return "".join([*pieces, text[done:]])


def _marks(text: str) -> Iterator[Insertion]:
    if "](" in text:
        yield from ((m.end(), _mark(m.end())) for m in re.finditer(_TARGET, text))
    if "]:" in text:
        yield from ((m.end(), _mark(m.end())) for m in re.finditer(_DEFINITION, text))
    if "<" in text:
        yield from ((m.end(), _mark(m.start())) for m in re.finditer(_ANGLE, text))
    if "{" in text:
        yield from ((m.end(), _mark(m.start())) for m in re.finditer(_ATTRIBUTES, text))
    if "#" in text:
        # A newline is found ten times as fast as the beginning of a line, so there is one before the first line, too.
        yield from (_hash_mark(m) for m in re.finditer(_HASHES, "\n" + text))
    if "\n==" in text or "\n--" in text:
        yield from ((m.start(), _mark(m.start())) for m in re.finditer(_UNDERLINED, text))


def _hash_mark(hashes: re.Match[str]) -> Insertion:
    # A single # and a word is a topic from social media; Python-Markdown would make it the page's main heading.
    if (
        hashes.end() == hashes.end(1) == hashes.start(1) + 1
        and hashes.string[hashes.end() : hashes.end() + 1].isalnum()
    ):
        return hashes.start(1) - 1, FILLER
    return hashes.end() - 1, _mark(hashes.start(1) - 1)


def _mark(offset: int) -> str:
    return f"\x04{offset}\x05"


def offset_in(text: str) -> int | None:
    """The offset that the first mark in `text` carries."""
    mark = MARK.search(text)
    return int(mark[1]) if mark else None


def unmarked(text: str) -> str:
    """`text` without marks and fillers."""
    return MARK.sub("", text.replace(FILLER, "")) if "\x04" in text or FILLER in text else text
