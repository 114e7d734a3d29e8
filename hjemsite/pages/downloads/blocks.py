"""Cleaned HTML as blocks of runs: paragraphs, headings and lists for formats that have no tags.

Patterns are enough, for this HTML comes from `reading.prose`: well-formed, lower case, attributes in double quotes.
"""

import re
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model.origins import picture_origin


class Run(NamedTuple):
    """Words that look alike. A line break is `\\n`; `link` is a complete address, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str = ""
    struck: bool = False


Runs: TypeAlias = tuple[Run, ...]

Kind: TypeAlias = Literal[
    "title", "detail", "lead", "text", "heading", "item", "quote", "source", "code", "rule", "table"
]


class Block(Struct, frozen=True):
    """A paragraph or its like.

    `level`: of a heading 2 to 6, of an item the depth of its list from 1. `marker`: »•« or »2.« before the first
    paragraph of an item; `starts`: with it a list with numbers begins. `rows`: of a table, each a row of cells.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    marker: str = ""
    starts: bool = False
    rows: tuple[tuple[Runs, ...], ...] = ()


BULLET = "•"

_TAG = lazy_pattern(r'<(/?)([a-z][a-z0-9]*)((?:[^">]++|"[^"]*+")*+)>')
_PLAIN = lazy_pattern(r"<p>([^<\n]++)</p>\n*+")
_HREF = r' href="([^"]*)"'
_START = r' start="([0-9]{1,7})"'
_ALT = r' alt="([^"]*)"'
_TITLE = r' title="([^"]*)"'
_LICENCE = r' licence="([^"]*)"'
_ORIGIN = r' origin="([^"]*)"'
_BLANKS = r"[ \t\n\r]+"
_BACK = ' class="tilbage"'
_LOOKS = {"strong": 0, "em": 1, "sup": 2, "del": 3}
_WITHOUT_EFFECT = frozenset({"q", "code", "span", "sub"})
_BREAKS = frozenset({"p", "div", "figure", "section", "article", "address", "tbody", "thead", "tfoot"})


def _picture(attributes: str) -> str:
    """What a picture shows and what stands below it, for those who get no picture."""
    patterns = (_ALT, _TITLE, _LICENCE)
    texts = [match[1] for pattern in patterns if (match := re.search(pattern, attributes)) and match[1]]
    if (origin := re.search(_ORIGIN, attributes)) and (label := picture_origin(origin[1])):
        texts.append(label)
    return f"[Billede: {' – '.join(texts)}]"


def words(text: str) -> Runs:
    """A text as runs."""
    return (Run(text),)


# The same article becomes several files, one right after the other.
@lru_cache(maxsize=8)
def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of cleaned HTML.

    >>> [block.runs for block in blocks("<p>Åbent hus</p>")]
    [(Run(text='Åbent hus', bold=False, italic=False, raised=False, link='', struck=False),)]
    """
    reader = _Reader()
    # Most paragraphs hold no other tag; they need not be taken apart.
    parts = _PLAIN.split(html)
    for number, part in enumerate(parts):
        if number % 2:
            reader.paragraph(part)
        elif part:
            reader.read(part)
    reader.end()
    return tuple(reader.finished)


class _Reader:
    """Reads HTML tag by tag. Its fields are the open elements, the runs so far, and the finished blocks."""

    def __init__(self) -> None:
        self.finished: list[Block] = []
        self.runs: list[Run] = []
        self.looks = [False, False, False, False]
        self.link = ""
        self.skipping = self.verbatim = False
        self.kind: Kind = "text"
        self.level = self.quotes = 0
        self.lists: list[int] = []
        """For each open list the number of its latest item; below nought in a list without numbers."""
        self.marker, self.starts = "", False
        self.rows: list[tuple[Runs, ...]] | None = None
        self.cells: list[Runs] = []

    def paragraph(self, text: str) -> None:
        """A whole paragraph without tags."""
        self.end()
        self.text(text)
        self.end()

    def read(self, html: str) -> None:
        pieces = iter(_TAG.split(html))
        self.text(next(pieces))
        for closing, tag, attributes, text in zip(pieces, pieces, pieces, pieces, strict=True):
            self.tag(tag, closing == "/", attributes)
            # Between blocks stands a line break, which says nothing.
            if text and (text != "\n" or self.runs):
                self.text(text)

    def text(self, text: str) -> None:
        if self.skipping:
            return
        if "&" in text:
            text = unescape(text)
        if not self.verbatim:
            if "\n" in text or "  " in text:
                text = re.sub(_BLANKS, " ", text)
            if text[:1] == " " and (not self.runs or self.runs[-1].text[-1:] in (" ", "\n")):
                text = text[1:]
        if text:
            bold, italic, raised, struck = self.looks
            # The number of a note leads only to the note below it.
            self.runs.append(Run(text, bold, italic, raised, "" if raised else self.link, struck))

    def tag(self, tag: str, closing: bool, attributes: str) -> None:
        if tag in _BREAKS:
            self.end()
        elif tag in _WITHOUT_EFFECT:
            return
        elif tag in _LOOKS:
            self.looks[_LOOKS[tag]] = not closing
        elif tag == "a":
            self._anchor(closing, attributes)
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self.text(_picture(attributes))
        elif tag in ("td", "th", "tr", "table"):
            self._table(tag, closing)
        else:
            self._block(tag, closing, attributes)

    def _anchor(self, closing: bool, attributes: str) -> None:
        if closing:
            self.link, self.skipping = "", False
            return
        self.skipping = _BACK in attributes
        match = re.search(_HREF, attributes)
        self.link = unescape(match[1]) if match and ":" in match[1] else ""

    def _block(self, tag: str, closing: bool, attributes: str) -> None:
        self.end()
        if tag[0] == "h" and tag[1:].isdigit():
            self.kind, self.level = ("text", 0) if closing else ("heading", int(tag[1:]))
        elif tag == "hr":
            self.finished.append(Block("rule"))
        elif tag == "blockquote":
            self.quotes += -1 if closing else 1
        elif tag == "figcaption":
            self.kind = "text" if closing else "source"
        elif tag == "pre":
            self.verbatim = not closing
        elif tag in ("ul", "ol"):
            self._list(tag, closing, attributes)
        elif tag == "li" and not closing and self.lists:
            self.lists[-1] += 1
            self.marker = f"{self.lists[-1]}." if self.lists[-1] >= 0 else BULLET

    def _list(self, tag: str, closing: bool, attributes: str) -> None:
        if not closing:
            start = re.search(_START, attributes)
            self.lists.append(-10_000_000 if tag == "ul" else int(start[1]) - 1 if start else 0)
            self.starts = tag == "ol"
        elif self.lists:
            self.lists.pop()

    def _table(self, tag: str, closing: bool) -> None:
        if tag == "table" and closing:
            self.finished.append(Block("table", rows=tuple(self.rows or ())))
            self.rows = None
        elif tag == "table":
            self.end()
            self.rows = []
        elif tag == "tr" and closing and self.rows is not None:
            self.rows.append(tuple(self.cells))
        elif tag == "tr":
            self.cells = []
        elif closing:
            self.cells.append(self._taken())
        else:
            self.runs = []

    def end(self) -> None:
        """Finish the block that is open, if there is anything in it."""
        if not self.runs:
            return
        if self.rows is not None:
            self.runs = []
            return
        runs = self._taken()
        if not runs:
            return
        if self.kind != "text":
            self.finished.append(Block(self.kind, runs, self.level))
        elif self.verbatim:
            self.finished.append(Block("code", runs))
        elif self.lists:
            self.finished.append(Block("item", runs, len(self.lists), self.marker, self.starts))
            self.marker, self.starts = "", False
        else:
            self.finished.append(Block("quote" if self.quotes else "text", runs))

    def _taken(self) -> Runs:
        """The runs of the open block, without the blanks at their end; it begins anew."""
        taken, self.runs = self.runs, []
        while taken:
            text = taken[-1].text
            bare = text.rstrip(" \n\xa0")
            if bare:
                if len(bare) < len(text):
                    taken[-1] = taken[-1]._replace(text=bare)
                break
            taken.pop()
        return tuple(taken)
