"""A press release read: from plain text to what an editor would have written above it.

One way through: paragraphs and their parts, what may be speech, which of it is, who says it, who they are.
"""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.contacts import contacts
from hjemsite.importer.extract.employers import organisations
from hjemsite.importer.extract.header_fields import credit, dateline, day, part, photo_credit
from hjemsite.importer.extract.known_names import known_names
from hjemsite.importer.extract.member_mentions import members as named_members
from hjemsite.importer.extract.member_mentions import size
from hjemsite.importer.extract.paragraphs import joined
from hjemsite.importer.extract.paragraphs import paragraphs as cut
from hjemsite.importer.extract.paragraphs import plain as plain_text
from hjemsite.importer.extract.person_names import Known
from hjemsite.importer.extract.quotations import Quotation, quotations
from hjemsite.importer.extract.quote_speakers import attribute, collect_people
from hjemsite.importer.extract.quote_values import quotes_and_speakers
from hjemsite.importer.extract.result import Confidence, Extracted, Extraction, KnownMembers, Paragraph, Part, Segment
from hjemsite.importer.extract.sections import paragraphs as parts_of
from hjemsite.importer.extract.speech_spans import SpeechSpan, bare
from hjemsite.importer.extract.speech_spans import speech_spans as pieces_of
from hjemsite.importer.extract.tokens import tokens
from hjemsite.limits import EXTRACT_CHARACTERS

_BULLET = re.compile(r"[•·*‣▪●○–—-]\s+(?=\w)")


def extract(text: str, members: KnownMembers | None = None, people: Sequence[str] = ()) -> Extraction:
    """What `text` says. Members and people are those the site knows already, with all their names.

    >>> release = extract("Nøglen åbner dør\\n\\n»Vi er glade,« siger Kirsten Vad, formand for Nøglen.")
    >>> release.title.text, release.speakers[0].title.text, release.quotes[0].speakers
    ('Nøglen åbner dør', 'formand', ('Kirsten Vad',))
    """
    end = _end_of_reading(text)
    plain = plain_text(text[:end])
    paragraphs = parts_of(plain, cut(plain))
    words = [tokens(plain, *one.segment) for one in paragraphs]
    known = known_names(words, people)
    pieces = pieces_of(plain, paragraphs, known)
    around = organisations(plain, paragraphs, words, known)
    crowd = collect_people(plain, paragraphs, pieces, known)
    said = attribute(quotations(plain, pieces, known) or _without_signs(plain, pieces, known), crowd)
    quotes, speakers = quotes_and_speakers(plain, said, around, paragraphs)
    photo = photo_credit(plain, paragraphs)
    return Extraction(
        title=_title(plain, paragraphs),
        deck=part(plain, paragraphs, Part.DECK, Confidence.DOUBTFUL),
        date=day(plain, paragraphs),
        dateline=dateline(plain, paragraphs),
        credit=credit(plain, paragraphs) or photo,
        photo_credit=photo,
        members=named_members(plain, members or {}),
        speakers=speakers,
        quotes=quotes,
        size=size(plain),
        contacts=contacts(plain, paragraphs, known, around.sender),
        about=part(plain, paragraphs, Part.ABOUT, Confidence.LIKELY),
        paragraphs=paragraphs + _beyond(text, end),
    )


def _end_of_reading(text: str) -> int:
    """Where the last paragraph ends that is read."""
    if len(text) <= EXTRACT_CHARACTERS:
        return len(text)
    at = text.rfind("\n", 0, EXTRACT_CHARACTERS)
    return at + 1 or EXTRACT_CHARACTERS


def _beyond(text: str, start: int) -> tuple[Paragraph, ...]:
    """What is not read, as one piece of body."""
    rest = text[start:].strip()
    if not rest:
        return ()
    begin = text.index(rest[0], start)
    return (Paragraph(Segment(begin, begin + len(rest)), Part.BODY),)


def _without_signs(plain: str, pieces: Sequence[SpeechSpan], known: Known) -> list[Quotation]:
    """Quotations of a release that marks none of its speech."""
    return quotations(plain, [new for piece in pieces for new in bare(plain, piece, known)], known)


def _title(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    for number, one in enumerate(paragraphs):
        if one.part is Part.TITLE:
            sure = Confidence.LIKELY if number else Confidence.CERTAIN
            start = _BULLET.match(plain, *one.segment)
            headline = Segment(start.end() if start else one.segment.start, one.segment.end)
            return Extracted(joined(plain, [headline]), (headline,), sure)
    return None
