"""A press release read: from plain text to what an editor would have written above it.

There is one way through: paragraphs and their parts, what may be speech, which of it is, who says it, who they are.
"""

from collections.abc import Sequence

from hjemsite.importer.extract.contacts import contacts
from hjemsite.importer.extract.credits import credit, photo_credit
from hjemsite.importer.extract.dateline import dateline
from hjemsite.importer.extract.header_fields import part_text
from hjemsite.importer.extract.headline import title
from hjemsite.importer.extract.known_names import known_names
from hjemsite.importer.extract.line_breaks import plain_text
from hjemsite.importer.extract.member_mentions import alliance_size, named_members
from hjemsite.importer.extract.people_of_text import collect_people
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.quotation_context import Quotation
from hjemsite.importer.extract.quotations import quotations
from hjemsite.importer.extract.quote_speakers import attribute
from hjemsite.importer.extract.quote_values import quotes_and_speakers
from hjemsite.importer.extract.release_date import date_without_year, release_date
from hjemsite.importer.extract.result import Confidence, Extraction, KnownMembers, Paragraph, Part, Segment
from hjemsite.importer.extract.sections import classified_paragraphs
from hjemsite.importer.extract.speech_spans import SpeechSpan, speech_spans, unmarked_speech
from hjemsite.importer.extract.text_organisations import organisations
from hjemsite.importer.extract.tokens import tokens
from hjemsite.limits import EXTRACT_CHARACTERS


def extract(text: str, members: KnownMembers | None = None, people: Sequence[str] = ()) -> Extraction:
    """What `text` says, as values with their segments in `text`. Never fails: any text is some press release.

    `members` and `people` are those whom the site knows, with all their names.

    >>> release = extract("Nøglen åbner dør\\n\\n»Vi er glade,« siger Kirsten Vad, formand for Nøglen.")
    >>> release.title.text, release.speakers[0].title.text, release.quotes[0].speakers
    ('Nøglen åbner dør', 'formand', ('Kirsten Vad',))
    """
    end = _end_of_reading(text)
    plain = plain_text(text[:end])
    paragraphs = classified_paragraphs(plain)
    words = [tokens(plain, *paragraph.segment) for paragraph in paragraphs]
    names = known_names(words, people)
    spans = speech_spans(plain, paragraphs, names)
    everybody = collect_people(plain, paragraphs, spans, names)
    spoken = quotations(plain, spans, names) or _unmarked_quotations(plain, spans, names)
    attributed = attribute(spoken, everybody)
    persons = frozenset(name.casefold() for person in everybody.persons for name, _ in person.names)
    employers = organisations(plain, paragraphs, words, spans, names, persons)
    quotes, speakers = quotes_and_speakers(plain, attributed, everybody.persons, employers, paragraphs)
    sender = employers.sender.segment if employers.sender else None
    day = release_date(plain, paragraphs)
    return Extraction(
        title=title(plain, paragraphs),
        deck=part_text(plain, paragraphs, Part.DECK, Confidence.DOUBTFUL),
        date=day,
        date_without_year=None if day else date_without_year(plain, paragraphs),
        dateline=dateline(plain, paragraphs),
        credit=credit(plain, paragraphs),
        photo_credit=photo_credit(plain, paragraphs),
        members=named_members(plain, members or {}),
        speakers=speakers,
        quotes=quotes,
        size=alliance_size(plain),
        contacts=contacts(plain, paragraphs, names, sender),
        about=part_text(plain, paragraphs, Part.ABOUT, Confidence.LIKELY),
        paragraphs=paragraphs + _unread(text, end),
    )


def _end_of_reading(text: str) -> int:
    """Where the last line ends that is read."""
    if len(text) <= EXTRACT_CHARACTERS:
        return len(text)
    at = text.rfind("\n", 0, EXTRACT_CHARACTERS)
    return at + 1 or EXTRACT_CHARACTERS


def _unread(text: str, start: int) -> tuple[Paragraph, ...]:
    """What stands behind the end of reading, as one paragraph of body."""
    rest = text[start:].strip()
    if not rest:
        return ()
    begin = text.index(rest[0], start)
    return (Paragraph(Segment(begin, begin + len(rest)), Part.BODY),)


def _unmarked_quotations(plain: str, spans: Sequence[SpeechSpan], names: NameIndex) -> list[Quotation]:
    """The quotations of a release that marks none of its speech."""
    return quotations(plain, [part for span in spans for part in unmarked_speech(plain, span, names)], names)
