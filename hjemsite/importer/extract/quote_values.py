"""What was found made into the values that others see: quotes without doubles, speakers with their posts."""

import re
from collections.abc import Iterator, Sequence

from hjemsite.importer.extract.coreference import Person, best_post
from hjemsite.importer.extract.employers import Organisations
from hjemsite.importer.extract.jobs import Job
from hjemsite.importer.extract.paragraphs import joined
from hjemsite.importer.extract.quotations import Quotation
from hjemsite.importer.extract.quote_speakers import AttributedQuote
from hjemsite.importer.extract.result import Confidence, Extracted, FoundQuote, FoundSpeaker, Paragraph, Part, Segment

_LETTERS = re.compile(r"[^\W_]+")


def quotes_and_speakers(
    plain: str, said: Sequence[AttributedQuote], around: Organisations, paragraphs: Sequence[Paragraph]
) -> tuple[tuple[FoundQuote, ...], tuple[FoundSpeaker, ...]]:
    """The quotes in order, and everybody who says one, in the order of their first."""
    kept = list(_without_doubles(plain, said, paragraphs))
    speakers: dict[Person, FoundSpeaker] = {}
    quotes = []
    for one in kept:
        for person in one.speakers:
            if person not in speakers:
                speakers[person] = _speaker(plain, person, one, around, not speakers)
        names = tuple(speakers[person].name.text for person in one.speakers)
        quotes.append(FoundQuote(_words(plain, one.quotation), names, one.confidence))
    return tuple(quotes), tuple(speakers.values())


def _speaker(plain: str, person: Person, one: AttributedQuote, around: Organisations, first: bool) -> FoundSpeaker:
    name, place = _printed_name(person, one)
    post = best_post(person.posts)
    title = _title(plain, post)
    return FoundSpeaker(
        Extracted(name, (place,), one.confidence),
        title,
        _organisation(plain, post, title, around, first),
    )


def _printed_name(person: Person, one: AttributedQuote) -> tuple[str, Segment]:
    """The name as it is printed where they speak, else as it was first."""
    for name, place in person.names:
        if name in one.name:
            return name, place
    return person.names[0]


def _title(plain: str, post: Job) -> Extracted | None:
    if not post.title:
        return None
    return Extracted(
        title_text(plain, post.title), post.title, Confidence.LIKELY if post.former else Confidence.CERTAIN
    )


def title_text(plain: str, segments: Sequence[Segment]) -> str:
    """The pieces of a title with a comma between them; none where only »-en« was left out of »formanden for …«."""
    text = ""
    for number, segment in enumerate(segments):
        gap = plain[segments[number - 1].end : segment.start] if number else ""
        text += ("" if not number else " " if len(gap) <= 3 else ", ") + joined(plain, [segment])
    return text


def _organisation(
    plain: str, post: Job, title: Extracted | None, around: Organisations, first: bool
) -> Extracted | None:
    """The employer as told beside the name, by its long name; else the one the release lets expect."""
    told, sure = post.organisation, Confidence.CERTAIN
    if told is None and title:
        owner = post.owner and plain[post.owner.start : post.owner.end]
        told, sure = around.employer(title.text, title.start, first, owner), Confidence.DOUBTFUL
    if told is None:
        return None
    if sure is Confidence.CERTAIN and around.has_longer(plain[told.start : told.end]):
        sure = Confidence.LIKELY
    full = around.long.get(plain[told.start : told.end].casefold())
    if full:
        told, sure = full, Confidence.LIKELY if sure is Confidence.CERTAIN else sure
    return Extracted(joined(plain, [told]), (told,), sure)


def _words(plain: str, quotation: Quotation) -> Extracted:
    segments = tuple(Segment(piece.start, piece.end) for piece in quotation.pieces)
    text = ""
    for number, piece in enumerate(quotation.pieces):
        if number:
            text += " " if piece.paragraph == quotation.pieces[number - 1].paragraph else "\n\n"
        text += joined(plain, [segments[number]])
    return Extracted(text.rstrip(" ,"), segments, _sureness(quotation))


def _sureness(quotation: Quotation) -> Confidence:
    pieces = quotation.pieces
    whole = all(piece.opened and piece.closed for piece in pieces)
    framed = quotation.after or (quotation.colon and quotation.before and quotation.before.who)
    if whole and framed and len(pieces) == 1 and pieces[0].style in ("marks", "dash"):
        return Confidence.CERTAIN
    return Confidence.LIKELY if framed else Confidence.DOUBTFUL


def _without_doubles(
    plain: str, said: Sequence[AttributedQuote], paragraphs: Sequence[Paragraph]
) -> Iterator[AttributedQuote]:
    """Leave out headlines and pull quotes that repeat what is said elsewhere."""
    letters = [
        "".join("".join(_LETTERS.findall(plain[p.start : p.end].casefold())) for p in one.quotation.pieces)
        for one in said
    ]
    everything = "\n".join(letters)
    told: set[str] = set()
    for one, own in zip(said, letters, strict=True):
        weak = (
            not (one.quotation.after and one.quotation.after.who)
            or paragraphs[one.quotation.pieces[0].paragraph].part is not Part.BODY
        )
        inside = everything.count(own) > letters.count(own)
        if own in told or (weak and inside):
            continue
        told.add(own)
        yield one
