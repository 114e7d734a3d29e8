"""What the finder sees in a press release: each value with the place it was read from and how sure it is.

Nothing here is made up: the words of every `Found` stand in the source, at its segments, in their order.
Places count Unicode code points in the text that was given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hjemsite.urls import Slug

KnownMembers = Mapping[Slug, Sequence[str]]
"""Members by slug, each with its names: the present one, former ones, short forms."""


class Confidence(StrEnum):
    """How sure a value is. What is certain is right in 98 of 100; the rest an editor must look at."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Segment(NamedTuple):
    """`text[start:end]` of the source."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """Words of the source. `text` has single blanks where the source has line breaks or many.

    Most have one segment; a title on both sides of a name, or a quote with an inquit in it, has several.
    """

    text: str
    segments: tuple[Segment, ...]
    confidence: Confidence

    @property
    def start(self) -> int:
        return self.segments[0].start

    @property
    def end(self) -> int:
        return self.segments[-1].end


@dataclass(frozen=True, slots=True)
class ExtractedDate:
    """The day the release is dated, and the place it was read from."""

    day: date
    segment: Segment
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ExtractedSize:
    """How many members the release says that the alliance has."""

    count: int
    segment: Segment
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ExtractedMember:
    """A member that the release names, at its first mention."""

    slug: Slug
    segment: Segment
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ExtractedSpeaker:
    """Somebody who is quoted. `organisation` is the employer, as far as the text shows it."""

    name: Extracted
    title: Extracted | None
    organisation: Extracted | None

    @property
    def confidence(self) -> Confidence:
        """How sure all of it is: no more than its least sure part."""
        parts = [part.confidence for part in (self.name, self.title, self.organisation) if part]
        return max(parts, key=list(Confidence).index)


@dataclass(frozen=True, slots=True)
class ExtractedQuote:
    """Something said. `words.text` leaves out marks and inquits; its paragraphs are joined by a blank line.

    `speakers` are names of `Release.speakers`; none where the text does not tell, several who speak together.
    `confidence` is how sure it is that these said it; `words.confidence` that it is speech and where it ends.
    """

    words: Extracted
    speakers: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ExtractedContact:
    """Whom to call. Telephone numbers are in pairs, as `danish.phone` writes them."""

    name: str
    title: str
    email: str
    phone: str
    segment: Segment
    confidence: Confidence


class Part(StrEnum):
    """What a paragraph is in a release."""

    TITLE = "title"
    DECK = "deck"
    DATE = "date"
    BODY = "body"
    HEADING = "heading"
    PULL_QUOTE = "pull-quote"
    CREDIT = "credit"
    CONTACT = "contact"
    ABOUT = "about"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines without an empty line in it, trimmed."""

    segment: Segment
    part: Part


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found. `deck` is the sentence or two below the headline; `dateline` the place that opens the body.

    `paragraphs` are all of them, in order: an importer leaves out of the body what has become a field.
    """

    title: Extracted | None
    deck: Extracted | None
    date: ExtractedDate | None
    dateline: Extracted | None
    credit: Extracted | None
    photo_credit: Extracted | None
    members: tuple[ExtractedMember, ...]
    speakers: tuple[ExtractedSpeaker, ...]
    quotes: tuple[ExtractedQuote, ...]
    size: ExtractedSize | None
    contacts: tuple[ExtractedContact, ...]
    about: Extracted | None
    paragraphs: tuple[Paragraph, ...]
