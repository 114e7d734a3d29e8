"""A press release read: from plain text to what an editor would have written above it."""

from collections.abc import Iterator, Sequence

from hjemsite.intake.found import (
    Confidence,
    Found,
    FoundQuote,
    FoundSpeaker,
    KnownMembers,
    Part,
    Release,
    Segment,
)
from hjemsite.intake.layout import joined, paragraphs as cut, plain as plain_text
from hjemsite.intake.names import Known
from hjemsite.intake.parts import paragraphs as parts_of
from hjemsite.intake.people import Person, best_post
from hjemsite.intake.pieces import bare, pieces as pieces_of
from hjemsite.intake.quotations import Quotation, quotations
from hjemsite.intake.speakers import gather, spoken
from hjemsite.intake.surroundings import known_in
import re


def find(text: str, members: KnownMembers | None = None, people: Sequence[str] = ()) -> Release:
    """What `text` says. `members` and `people` are those the site knows already, with all their names.

    >>> find("Nøglen åbner dør\\n\\nVi er glade.").title.text
    'Nøglen åbner dør'
    """
    plain = plain_text(text)
    paragraphs = parts_of(plain, cut(plain))
    known = known_in(plain, paragraphs, people)
    pieces = pieces_of(plain, paragraphs, known)
    if not any(piece.speech for piece in pieces):
        pieces = [new for piece in pieces for new in bare(plain, piece, known)]
    crowd = gather(plain, paragraphs, pieces, known)
    said = spoken(quotations(plain, pieces, paragraphs, known), crowd)
    title = next((Found(_text(plain, p.segment), (p.segment,), Confidence.LIKELY) for p in paragraphs if p.part is Part.TITLE), None)
    quotes = []
    speakers: dict[Person, FoundSpeaker] = {}
    for one in said:
        for person in one.speakers:
            speakers.setdefault(person, _speaker(plain, person, one.confidence))
        names = tuple(speakers[person].name.text for person in one.speakers)
        quotes.append(FoundQuote(_words(plain, one.quotation), names, one.confidence))
    quotes = list(_without_doubles(quotes))
    quoted = {name for quote in quotes for name in quote.speakers}
    return Release(
        title=title, deck=None, date=None, dateline=None, credit=None, photo_credit=None, members=(),
        speakers=tuple(s for s in speakers.values() if s.name.text in quoted), quotes=tuple(quotes), size=None,
        contacts=(), about=None, paragraphs=paragraphs,
    )  # fmt: skip


def _text(plain: str, segment: Segment) -> str:
    return " ".join(plain[segment.start : segment.end].split())


def _speaker(plain: str, person: Person, confidence: Confidence) -> FoundSpeaker:
    post = best_post(person.posts)
    name = Found(person.names[0][0], (person.names[0][1],), confidence)
    title = Found(joined(plain, post.title, ", "), post.title, confidence) if post.title else None
    organisation = Found(_text(plain, post.organisation), (post.organisation,), confidence) if post.organisation else None
    return FoundSpeaker(name, title, organisation)


def _words(plain: str, quotation: Quotation) -> Found:
    segments = [Segment(piece.start, piece.end) for piece in quotation.pieces]
    text = ""
    for number, segment in enumerate(segments):
        between = ""
        if number:
            same = quotation.pieces[number].paragraph == quotation.pieces[number - 1].paragraph
            between = " " if same else "\n\n"
        text += between + _text(plain, segment)
    return Found(text.rstrip(" ,"), tuple(segments), Confidence.LIKELY)


def _without_doubles(quotes: list[FoundQuote]) -> Iterator[FoundQuote]:
    letters = ["".join(re.findall(r"\w+", quote.words.text.casefold())) for quote in quotes]
    for number, quote in enumerate(quotes):
        held = any(letters[number] in other for at, other in enumerate(letters) if at != number and (len(other), -at) > (len(letters[number]), -number))
        if not held:
            yield quote
