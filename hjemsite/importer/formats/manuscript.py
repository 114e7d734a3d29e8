"""A press release after reading and before extraction, whatever file format it had.

It holds the words for the extractor and the same words as Markdown for the article. The two are aligned piece by piece,
so that a paragraph that becomes a field can be left out of the body.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from hjemsite.importer.extract.result import Segment

PARAGRAPH, LINE_BREAK, SAME_PARAGRAPH = "\n\n", "  \n", "\n"
"""The separators between two pieces of a body."""

_PICTURE = re.compile(r'!\[[^\[\]]*\]\(\S+?(?: "[^"]*")?\)')


class UnreadableError(ValueError):
    """A file that cannot be imported. The message is Danish, in whole sentences: what the file is and what to do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`markdown` shows the words of `text[start:end]`; `separator` stands between it and the piece before it."""

    start: int
    end: int
    markdown: str
    separator: str = PARAGRAPH


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A picture or attachment inside the imported file, with the file name that the body uses for it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class KnownMetadata:
    """Fields that another publishing system has stored, which need no extraction.

    `date` is written as in front matter; `name` is the last part of the old address.
    """

    title: str
    date: str
    name: str
    draft: bool
    topics: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text of the imported file: `words`, and their location, as a Danish noun phrase (»sidehovedet«)."""

    location: str
    words: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`name` is the name of the file without suffix. `pieces` cover all words of `text`, in order.

    `unfinished` are tasks for the editor and `remarks` other notes on the import; both are Danish sentences.
    `source` is all text of the file, also what the article does not show.
    """

    name: str
    text: str
    pieces: tuple[Piece, ...]
    files: tuple[EmbeddedFile, ...] = ()
    unfinished: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    metadata: KnownMetadata | None = None
    is_plain: bool = False
    """Whether the format has no headings of its own, so that the extractor must find them."""
    source: tuple[SourceText, ...] = ()

    def body(self, left_out: Collection[Segment] = (), headings: Collection[Segment] = ()) -> str:
        """The Markdown of all pieces except those within `left_out`; pieces within `headings` become headings."""
        written = ""
        parted = False
        for piece in self.pieces:
            if self._is_left_out(piece, left_out):
                parted = True
                # A picture stays, whatever becomes of the words beside it.
                if not (piece := replace(piece, markdown=" ".join(_PICTURE.findall(piece.markdown)))).markdown:
                    continue
            is_heading = (
                self.is_plain and _lies_in(piece, headings) and piece.markdown[:1] not in ("#", ">", "-", "*", "|")
            )
            separator = PARAGRAPH if parted or is_heading else piece.separator
            written += (separator if written else "") + ("## " if is_heading else "") + piece.markdown
            parted = is_heading
        return written

    def _is_left_out(self, piece: Piece, left_out: Collection[Segment]) -> bool:
        """Whether a piece has words, and all of them lie in the segments `left_out`."""
        at = piece.start
        for start, end in sorted(left_out):
            if start <= at or not self.text[at:start].strip():
                at = max(at, end)
        return piece.start < piece.end and not self.text[at : piece.end].strip()


def _lies_in(piece: Piece, segments: Iterable[Segment]) -> bool:
    return any(start <= piece.start and piece.end <= end for start, end in segments)


def joined(parts: Iterable[tuple[str, str, str]]) -> tuple[str, tuple[Piece, ...]]:
    """The text and the pieces made of `parts`; each part is its words, its Markdown and the separator before it."""
    text = ""
    pieces = []
    for words, markdown, separator in parts:
        text += ("\n" if separator != PARAGRAPH else PARAGRAPH) if text else ""
        pieces.append(Piece(len(text), len(text) + len(words), markdown, separator))
        text += words
    return text, tuple(pieces)


def source_lines(text: str) -> tuple[SourceText, ...]:
    """Every line of `text` that says something, with its number as its location; an »o« for a bullet is no word."""
    lines = ((number, _LETTER_BULLET.sub("", line)) for number, line in enumerate(text.split("\n"), 1))
    return tuple(SourceText(f"linje {number}", line) for number, line in lines if line.strip())


_LETTER_BULLET = re.compile(r"^[ \t]*o[ \t]+(?=\S)")


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Every line of `text` with the offset of its first character."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
