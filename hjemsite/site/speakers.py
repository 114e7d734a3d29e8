"""Who speaks: each speaker of an article becomes a person, presented as on that day.

A person is one address: a speaker without a file is known by the name, one with a file by its slug.
"""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.blob import digest
from hjemsite.cache.cache import encode
from hjemsite.content.document import BROKEN_BODY, Document
from hjemsite.content.frontmatter.fields import ArticleFields, SpeakerFields
from hjemsite.content.frontmatter.syntax.field_lines import as_scalar
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Related, Span
from hjemsite.model import Day, QuoteRef, Role, Speaker
from hjemsite.urls import Slug, slug


class KnownMember(Struct, frozen=True):
    """What an article must know of a member."""

    name: str
    joined: Day | None
    left: Day | None

    def is_on(self, day: Day) -> bool:
        """Whether the organisation can have been a member on `day`, as far as its dates are known."""
        started = self.joined is None or self.joined.compare(day) <= 0
        return started and (self.left is None or self.left.compare(day) >= 0)


class KnownPerson(Struct, frozen=True):
    """What an article must know of a person with a file."""

    name: str
    roles: tuple[Role, ...]


class KnownNames(Struct, frozen=True):
    """Those an article can refer to: what their files say, and in `known_…` the slugs of broken files too, in order."""

    members: Mapping[Slug, KnownMember]
    people: Mapping[Slug, KnownPerson]
    known_members: tuple[Slug, ...]
    known_people: tuple[Slug, ...]

    def digests(self) -> Mapping[Slug, bytes]:
        """Slug of a member or person → what stands for all that an article can know of it; `""` for all of them."""
        found = {name: [encode(one)] for name, one in self.members.items()}
        for name, one in self.people.items():
            found.setdefault(name, [b""]).append(encode(one))
        every = digest(encode((self.members, self.people, self.known_members, self.known_people)))
        return {name: digest(*parts) for name, parts in found.items()} | {Slug(""): every}

    def member_fault(self, name: Slug, span: Span) -> Diagnostic | None:
        """A fault unless `name` is the slug of a member."""
        if name in self.known_members:
            return None
        near = _nearest(name, self.known_members)
        hint = f"mente du »{near}«?" if near else "Opret medlemmet i content/medlemmer, eller ret navnet"
        proposal = Proposal(span, near) if near else None
        return Diagnostic("ukendt-medlem", span, f"»{name}« er ikke et medlem", hint, proposal=proposal)

    def person_fault(self, name: Slug, span: Span) -> Diagnostic | None:
        """A fault unless `name` is the slug of a person's file."""
        if name in self.known_people:
            return None
        near = _nearest(name, self.known_people)
        hint = (
            f"mente du »{near}«?"
            if near
            else "Opret personen i content/personer, eller brug feltet name i stedet for person"
        )
        proposal = Proposal(span, near) if near else None
        return Diagnostic("ukendt-person", span, f"»{name}« er ikke en person", hint, proposal=proposal)


@lru_cache(maxsize=1_000)
def _nearest(name: str, known: tuple[Slug, ...]) -> str | None:
    """What was probably meant. A file that is gone may be missed in a thousand others."""
    return danish.closest(slug(name), known)


def speakers(document: Document, fields: ArticleFields, company: KnownNames) -> Checked[tuple[Speaker, ...]]:
    """The speakers of an article, in the editor's order."""
    day = Day(fields.date.at.year, fields.date.at.month, fields.date.at.day)
    faults: list[Diagnostic] = []
    found: list[Speaker] = []
    seen: dict[Slug, Span] = {}
    for number, one in enumerate(fields.speakers):
        span = document.span("speakers", number, "person" if one.person else "name")
        faults.extend(_reference_faults(document, number, one, company))
        speaker = _speaker(one, day, company)
        if not speaker.name:
            if one.person is None:
                faults.append(Diagnostic("mangler-felt", span, "Taleren har intet navn", "Tilføj en linje med name:"))
            continue
        if not speaker.person:
            message = f"Navnet »{speaker.name}« kan ikke blive til en adresse"
            faults.append(Diagnostic("ugyldig-vaerdi", span, message, "Skriv navnet med bogstaver"))
            continue
        if speaker.person in seen:
            place = Related(seen[speaker.person], "første gang her")
            faults.append(
                Diagnostic("gentaget-taler", span, f"{speaker.name} står der to gange", "Slet den ene", (place,))
            )
            continue
        seen[speaker.person] = span
        found.append(speaker)
        if BROKEN_BODY not in document.broken and not _named(speaker.name, document.text):
            message = f"{speaker.name} er ikke nævnt i teksten"
            faults.append(
                Diagnostic("taler-uden-navn-i-teksten", span, message, "Ret navnet, så det staves som i teksten")
            )
    return Checked(tuple(found), tuple(faults))


def _named(name: str, text: str) -> bool:
    return name in text or _letters(name) in _letters(text)


def _reference_faults(document: Document, number: int, one: SpeakerFields, company: KnownNames) -> list[Diagnostic]:
    faults = []
    if one.member is not None:
        faults.append(company.member_fault(one.member, document.span("speakers", number, "member")))
    if one.person is not None:
        faults.append(company.person_fault(one.person, document.span("speakers", number, "person")))
    return [fault for fault in faults if fault is not None]


def _speaker(one: SpeakerFields, day: Day, company: KnownNames) -> Speaker:
    name = one.name
    person = one.person or slug(name)
    role = None
    if (known := company.people.get(person)) is not None:
        name = name or known.name
        role = next((role for role in known.roles if _held(role, day)), None)
    member = one.member if one.member in company.members else None
    title, organisation = one.title, one.organisation
    if role is not None and not (title or organisation or member):
        title, organisation, member = role.title, role.organisation, role.member
    if not organisation and member is not None:
        organisation = company.members[member].name
    return Speaker(person, name, title, organisation, member)


def _held(role: Role, day: Day) -> bool:
    return (role.start is None or role.start.compare(day) <= 0) and (role.end is None or role.end.compare(day) >= 0)


class QuotesOfArticle(Struct, frozen=True):
    """The quotes of an article: where each stands and who speaks, and beside it the words of each."""

    refs: tuple[QuoteRef, ...]
    texts: tuple[str, ...]


def quotes(
    document: Document, fields: ArticleFields, among: tuple[Speaker, ...], company: KnownNames
) -> Checked[QuotesOfArticle]:
    """The quotes of an article, each with its speaker."""
    # Whoever is only named in a file that cannot be read may well be the speaker.
    nameless = any(not one.name and one.person not in company.people for one in fields.speakers)
    called = {name: speaker for speaker in among for name in (speaker.name, speaker.person)}
    faults: list[Diagnostic] = []
    refs: list[QuoteRef] = []
    texts: list[str] = []
    for number, one in enumerate(fields.quotes):
        speaker = called.get(one.speaker) or _called_nearly(one.speaker, among)
        if speaker is not None:
            refs.append(QuoteRef(document.marked.anchors[number], among.index(speaker)))
            texts.append(document.marked.texts[number])
        elif "speakers" not in document.broken and not nameless:
            faults.append(_unlisted(document, number, one.speaker, among))
    return Checked(QuotesOfArticle(tuple(refs), tuple(texts)), tuple(faults))


def _called_nearly(name: str, among: tuple[Speaker, ...]) -> Speaker | None:
    return next((speaker for speaker in among if _letters(speaker.name) == _letters(name)), None)


def _unlisted(document: Document, number: int, name: str, among: tuple[Speaker, ...]) -> Diagnostic:
    near = danish.closest(name, [speaker.name for speaker in among])
    hint = f"mente du »{near}«?" if near else "Tilføj personen i feltet speakers"
    place = Related(document.span("speakers"), "talerne står her")
    related = (place,) if ("speakers",) in document.spans else ()
    span = document.span("quotes", number, "speaker")
    proposal = Proposal(span, as_scalar(near)) if near else None
    return Diagnostic("ukendt-taler", span, f"{name} er ikke blandt talerne", hint, related, proposal)


def _letters(name: str) -> str:
    """A name without its white space and marks: »S. Hussein« and »S.  Hussein« are one."""
    return "".join(character for character in name.casefold() if character.isalnum())
