"""Whom to call or write to: names, jobs, phone numbers and addresses in the paragraphs of contact."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hjemsite.danish import phone
from hjemsite.importer.extract.mentions import Mention, named_people
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.result import Confidence, ExtractedContact, Paragraph, Part, Segment
from hjemsite.importer.extract.sections import joined
from hjemsite.importer.extract.tokens import tokens

_REACH = re.compile(
    r"(?P<email>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})|"
    r"(?<![\w.,/-])(?P<phone>(?:\(?(?:\+|00)45\)?[ -]?)?[1-9](?:[ .-]?[0-9]){7})(?![\w-])"
)
_OWNER = re.compile(
    r"(?P<name>[A-ZÆØÅ][\w’&-]*(?: [\w’&-]+){0,4}?)(?:[ ,:]+(?:på|tlf\.?|telefon|mobil|mail|e-mail))*[ :,]*\Z"
)
_VERBS = re.compile(
    r"(?:ring|kontakt|skriv|tlf|telefon|mobil|mail|e-mail|email|pressekontakt|kontakter)\b", re.IGNORECASE
)


class _Reach(NamedTuple):
    """A phone number or an address, at `segment`, with the person or the name of whatever it belongs to."""

    owner: Mention | None
    name: Segment | None
    email: str
    phone: str
    segment: Segment


def contacts(
    plain: str, paragraphs: Sequence[Paragraph], names: NameIndex, sender: Segment | None
) -> tuple[ExtractedContact, ...]:
    """Each person or office once, with the first number and address given. The `sender` has those without a name."""
    grouped: dict[str, list[_Reach]] = {}
    for reach in _reaches(plain, paragraphs, names):
        name = reach.owner.name if reach.owner else reach.name or sender
        if name:
            grouped.setdefault(joined(plain, [name]), []).append(reach)
    return tuple(_contact(plain, name, reaches) for name, reaches in grouped.items())


def _reaches(plain: str, paragraphs: Sequence[Paragraph], names: NameIndex) -> Iterator[_Reach]:
    last: Mention | None = None
    for paragraph in paragraphs:
        if paragraph.part is not Part.CONTACT:
            last = None
            continue
        named = list(named_people(tokens(plain, *paragraph.segment), names))
        left = paragraph.segment.start
        for match in _REACH.finditer(plain, *paragraph.segment):
            before = [mention for mention in named if mention.name.end <= match.start()]
            owner = before[-1] if before else None
            other = _OWNER.search(plain, max(left, match.start() - 80), match.start()) if not owner else None
            name = Segment(*other.span("name")) if other and not _VERBS.match(other["name"]) else None
            if not owner and not name:
                owner = last
            yield _Reach(owner, name, match["email"] or "", phone(match["phone"] or "") or "", Segment(*match.span()))
            left = match.end()
        last = named[-1] if named else last


def _contact(plain: str, name: str, reaches: Sequence[_Reach]) -> ExtractedContact:
    first = reaches[0]
    title = joined(plain, first.owner.job.title, ", ") if first.owner else ""
    start = min(first.owner.name.start if first.owner else first.segment.start, first.segment.start)
    return ExtractedContact(
        name=name,
        title=title,
        email=next((reach.email for reach in reaches if reach.email), ""),
        phone=next((reach.phone for reach in reaches if reach.phone), ""),
        segment=Segment(start, reaches[-1].segment.end),
        confidence=Confidence.LIKELY if first.owner else Confidence.DOUBTFUL,
    )
