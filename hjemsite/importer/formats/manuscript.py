"""A press release as it arrived: its words for the finder, and the same words as Markdown for the article.

The two are held together piece by piece, so that whatever becomes a field can be left out of the body by its place.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from hjemsite.importer.extract.result import Segment

PARAGRAPH, LINE_BREAK, SAME_PARAGRAPH = "\n\n", "  \n", "\n"
"""What can stand between two pieces of a body."""


class UnreadableError(ValueError):
    """A file that cannot be taken in. The text is Danish, in whole sentences: what it is, and what to do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`markdown` says the words of `text[start:end]`; `glue` parts it from the piece before it."""

    start: int
    end: int
    markdown: str
    separator: str = PARAGRAPH


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A picture that came along, with the name that the body calls it by."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class KnownMetadata:
    """What another system has stored about a text, so that nobody need look for it in the words.

    `date` is written as in front matter; `name` is the piece of the address that it had.
    """

    title: str
    date: str
    name: str
    draft: bool
    topics: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`name` is what the file is called, without ending. `pieces` cover all words of `text`, in order.

    `unfinished` is what the editor must still do by hand, `remarks` what else to tell; both are Danish sentences.
    """

    name: str
    text: str
    pieces: tuple[Piece, ...]
    files: tuple[EmbeddedPicture, ...] = ()
    unfinished: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    known: KnownMetadata | None = None
    is_plain: bool = False
    """Whether nothing but the words tells what is a heading."""

    def body(self, left_out: Collection[Segment] = (), headings: Collection[Segment] = ()) -> str:
        """The Markdown of the text, without pieces that lie in `left_out`; those in `headings` become headings."""
        written = ""
        parted = False
        for piece in self.pieces:
            if _lies_in(piece, left_out):
                parted = True
                continue
            is_heading = (
                self.is_plain and _lies_in(piece, headings) and piece.markdown[:1] not in ("#", ">", "-", "*", "|")
            )
            glue = PARAGRAPH if parted or is_heading else piece.separator
            written += (glue if written else "") + ("## " if is_heading else "") + piece.markdown
            parted = is_heading
        return written


def _lies_in(piece: Piece, segments: Iterable[Segment]) -> bool:
    return any(start <= piece.start and piece.end <= end for start, end in segments)


def joined(parts: Iterable[tuple[str, str, str]]) -> tuple[str, tuple[Piece, ...]]:
    """The text and the pieces that `parts` make: each its words, its Markdown and the glue before it."""
    text = ""
    pieces = []
    for words, markdown, glue in parts:
        text += ("\n" if glue != PARAGRAPH else PARAGRAPH) if text else ""
        pieces.append(Piece(len(text), len(text) + len(words), markdown, glue))
        text += words
    return text, tuple(pieces)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Every line of a text, and where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
