"""The values that are extracted from a press release: each with its segments in the text and how sure it is.

Nothing is made up: the words of every `Extracted` stand in the text, at its segments, in their order. Segments count
Unicode code points in the text that was given to `extract`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from hjemsite.urls import Slug

KnownMembers = Mapping[Slug, Sequence[str]]
"""The members of a site by slug, each with its names: the present one, former ones, short forms."""


class Confidence(StrEnum):
    """How sure a value is. Of what is certain, 99 in 100 are right; an editor must look at the rest."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Segment(NamedTuple):
    """`text[start:end]` of the text that was read."""

    start: int
    end: int


class Extracted(Struct, frozen=True):
    """Words of the press release. `text` has single blanks where the release has line breaks or several blanks.

    Most have one segment. A title on both sides of a name has several, and so has a quote with »siger Ib Bo« in it.
    """

    text: str
    segments: tuple[Segment, ...]
    confidence: Confidence

    @property
    def start(self) -> int:
        """Where the first segment begins."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where the last segment ends."""
        return self.segments[-1].end


class ExtractedDate(Struct, frozen=True):
    """The day on which the release is dated."""

    day: date
    segment: Segment
    confidence: Confidence


class ExtractedSize(Struct, frozen=True):
    """How many members the alliance has, as the release says."""

    count: int
    segment: Segment
    confidence: Confidence


class ExtractedMember(Struct, frozen=True):
    """A member of the site that the release names, at its first mention."""

    slug: Slug
    segment: Segment
    confidence: Confidence


class ExtractedSpeaker(Struct, frozen=True):
    """Somebody who is quoted. `organisation` is the employer, where the text shows it."""

    name: Extracted
    title: Extracted | None
    organisation: Extracted | None

    @property
    def confidence(self) -> Confidence:
        """How sure the least sure part is."""
        parts = [part.confidence for part in (self.name, self.title, self.organisation) if part]
        return max(parts, key=list(Confidence).index)


class ExtractedQuote(Struct, frozen=True):
    """Something said. `words.text` leaves out marks and attributions; its paragraphs are joined by a blank line.

    `speakers` are names from `Extraction.speakers`: several who speak together, or none where the text names nobody.
    `confidence` says how sure it is that these say it; `words.confidence`, that it is speech and ends there.
    """

    words: Extracted
    speakers: tuple[str, ...]
    confidence: Confidence


class ExtractedContact(Struct, frozen=True):
    """Whom to call or write to. The phone number is in pairs, as `danish.phone` writes it; "" is what is not given.

    `about` is what the release says that they can be asked about: »Spørgsmål fra pressen«.
    """

    name: str
    title: str
    email: str
    phone: str
    about: str
    segment: Segment
    confidence: Confidence


class Part(StrEnum):
    """What a paragraph is in a release."""

    TITLE = "title"
    DECK = "deck"
    DATE = "date"
    BODY = "body"
    HEADING = "heading"
    CREDIT = "credit"
    CAPTION = "caption"
    LABEL = "label"
    """A label whose text stands in the next paragraph: »Brødtekst:«."""
    CONTACT = "contact"
    ABOUT = "about"
    FOOTER = "footer"


class Paragraph(Struct, frozen=True):
    """A run of lines without an empty line in it, trimmed."""

    segment: Segment
    part: Part


class Extraction(Struct, frozen=True):
    """All values of a press release; None or empty where it has no such value.

    `deck` is the sentence or two below the headline; `dateline` is the place name that opens the body;
    `date_without_year` is a day whose year the release does not give, where it gives no whole date. `paragraphs`
    are all paragraphs, in order, so that a draft can leave out of its body what has become a field.
    """

    title: Extracted | None
    deck: Extracted | None
    date: ExtractedDate | None
    date_without_year: Extracted | None
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
