"""Resolves the speakers of an article to people, each with the title and organisation of that day.

A person is one address: that of the only file with the name, or else the slug of the name. A name that two files have
is a fault, and no person is chosen.
"""

from collections.abc import Iterator

from msgspec import Struct

from hjemsite import danish
from hjemsite.content.document import BROKEN_BODY, Document
from hjemsite.content.frontmatter.fields import ArticleFields, SpeakerFields
from hjemsite.content.frontmatter.syntax.field_lines import as_scalar
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Related, Span
from hjemsite.model import Day, QuoteRef, Role, Speaker
from hjemsite.site.known_members_people import KnownNames
from hjemsite.site.namesakes import Post, post_fault
from hjemsite.urls import Slug, slug


def speakers(document: Document, fields: ArticleFields, company: KnownNames) -> Checked[tuple[Speaker, ...]]:
    """The speakers of an article, in the editor's order."""
    day = Day(fields.date.at.year, fields.date.at.month, fields.date.at.day)
    faults: list[Diagnostic] = []
    speakers: list[Speaker] = []
    seen: dict[Slug, Span] = {}
    for number, speaker_fields in enumerate(fields.speakers):
        span = document.span("speakers", number, "person" if speaker_fields.person else "name")
        faults.extend(_reference_faults(document, number, speaker_fields, company))
        if _is_ambiguous(speaker_fields, company):
            faults.append(_ambiguous_speaker(span, speaker_fields.name, company.people_called(speaker_fields.name)))
            continue
        speaker = _speaker(speaker_fields, day, company, document.text)
        if not speaker.name:
            if speaker_fields.person is None:
                faults.append(Diagnostic("mangler-felt", span, "Taleren har intet navn", "Tilføj en linje med name:"))
            continue
        if not speaker.person:
            message = f"Navnet »{speaker.name}« kan ikke blive til en adresse"
            faults.append(Diagnostic("ugyldig-vaerdi", span, message, "Skriv navnet med bogstaver"))
            continue
        if speaker.person in seen:
            faults.append(
                _repeated(span, speaker.name, seen[speaker.person], is_slug=speaker_fields.person is not None)
            )
            continue
        seen[speaker.person] = span
        speakers.append(speaker)
        faults.extend(_presentation_faults(document, span, speaker_fields, speaker, company))
    return Checked(tuple(speakers), tuple(faults))


def _is_ambiguous(fields: SpeakerFields, company: KnownNames) -> bool:
    """Whether a speaker is given by a name that the files of two people have."""
    return fields.person is None and len(company.people_called(fields.name)) > 1


def _ambiguous_speaker(span: Span, name: str, people: tuple[Slug, ...]) -> Diagnostic:
    ways = " eller ".join(f"person: {person}" for person in people)
    message = f"Flere personer i content/personer hedder {name}"
    return Diagnostic(
        "tvetydigt-navn", span, message, f"Tilføj {ways} hos taleren, så det er til at se, hvem der taler"
    )


def _repeated(span: Span, name: str, first: Span, *, is_slug: bool) -> Diagnostic:
    two = (
        "Er det den samme, så slet den ene. Er det to, så opret hver af dem i content/personer, og skriv person: "
        "med filens navn hos begge"
    )
    related = Related(first, "første gang her")
    hint = "Slet den ene" if is_slug else two
    return Diagnostic("gentaget-taler", span, f"{name} står der to gange", hint, (related,))


def _presentation_faults(
    document: Document, span: Span, fields: SpeakerFields, speaker: Speaker, company: KnownNames
) -> Iterator[Diagnostic]:
    """Faults where the title or organisation of the speaker differs from the text, or from the person's file."""
    if BROKEN_BODY not in document.broken and not _named(speaker.name, document.text):
        message = f"{speaker.name} er ikke nævnt i teksten"
        yield Diagnostic("taler-uden-navn-i-teksten", span, message, _name_hint(document, speaker, company))
    person = company.people.get(speaker.person)
    if fields.person is None and person is not None and "date" not in document.broken:
        assert isinstance(document.fields, ArticleFields)
        at = document.fields.date.at
        held = [role for role in person.roles if _held(role, Day(at.year, at.month, at.day))]
        posts = [Post.at(role.title, role.organisation, role.member, company) for role in held]
        own = Post.at(fields.title, fields.organisation, fields.member, company)
        fault = post_fault(span, speaker, own, posts)
        yield from [fault] if fault else []


def _name_hint(document: Document, speaker: Speaker, company: KnownNames) -> str:
    """How the name comes to stand in the text. A person with a file may have had another name on the article's day."""
    if speaker.person not in company.people:
        return "Ret navnet, så det staves som i teksten"
    assert isinstance(document.fields, ArticleFields)
    listed = {fields.name for fields in document.fields.speakers}
    quoted = (quote.speaker for quote in document.fields.quotes)
    former = next((name for name in quoted if name not in listed and _named(name, document.text)), None)
    added = f"former_names: [{former}]" if former else "det gamle navn i feltet former_names"
    way = f"tilføj {added} i filen {speaker.person} i content/personer"
    return f"Har {speaker.name} skiftet navn, så {way}; ellers ret navnet, så det staves som i teksten"


def _named(name: str, text: str) -> bool:
    return name in text or _letters(name) in _letters(text)


def _reference_faults(document: Document, number: int, fields: SpeakerFields, company: KnownNames) -> list[Diagnostic]:
    faults = []
    if fields.member is not None:
        faults.append(company.member_fault(fields.member, document.span("speakers", number, "member")))
    if fields.person is not None:
        faults.append(company.person_fault(fields.person, document.span("speakers", number, "person")))
    return [fault for fault in faults if fault is not None]


def _speaker(fields: SpeakerFields, day: Day, company: KnownNames, text: str) -> Speaker:
    name = fields.name
    person = fields.person or next(iter(company.people_called(name)), slug(name))
    role = None
    if (known_person := company.people.get(person)) is not None:
        name = name or _name_of_the_day(known_person.names, text)
        role = next((role for role in known_person.roles if _held(role, day)), None)
    member = fields.member if fields.member in company.members else None
    title, organisation = fields.title, fields.organisation
    if role is not None and not (title or organisation or member):
        title, organisation, member = role.title, role.organisation, role.member
    if not organisation and member is not None:
        organisation = company.members[member].name
    return Speaker(person, name, title, organisation, member)


def _name_of_the_day(names: tuple[str, ...], text: str) -> str:
    """The name that a text uses for a person; the present one, `names[0]`, where it uses none."""
    # One name may be the beginning of another: Kirsten Holm and Kirsten Holm Birk.
    return next((name for name in sorted(names, key=len, reverse=True) if _named(name, text)), names[0])


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
    # Whoever is only named in a file that cannot be read may well be the speaker, and so may one of two namesakes.
    nameless = any(
        (not speaker.name and speaker.person not in company.people) or _is_ambiguous(speaker, company)
        for speaker in fields.speakers
    )
    faults: list[Diagnostic] = []
    refs: list[QuoteRef] = []
    texts: list[str] = []
    for number, quote in enumerate(fields.quotes):
        those = _called(quote.speaker, among, company)
        if len(those) == 1:
            refs.append(QuoteRef(document.marked.anchors[number], among.index(those[0])))
            texts.append(document.marked.texts[number])
        elif those:
            faults.append(_ambiguous_quote(document.span("quotes", number, "speaker"), quote.speaker, those))
        elif "speakers" not in document.broken and not nameless:
            faults.append(_unlisted(document, number, quote.speaker, among, company))
    return Checked(QuotesOfArticle(tuple(refs), tuple(texts)), tuple(faults))


def _called(name: str, among: tuple[Speaker, ...], company: KnownNames) -> list[Speaker]:
    """Those of the speakers whom `name` fits best: by slug, as presented, nearly so, or by another of their names."""
    letters = _letters(name)

    def names(speaker: Speaker) -> tuple[str, ...]:
        person = company.people.get(speaker.person)
        return person.names if person else ()

    return (
        [speaker for speaker in among if speaker.person == name]
        or [speaker for speaker in among if speaker.name == name]
        or [speaker for speaker in among if _letters(speaker.name) == letters]
        or [speaker for speaker in among if letters in map(_letters, names(speaker))]
    )


def _ambiguous_quote(span: Span, name: str, those: list[Speaker]) -> Diagnostic:
    ways = " eller ".join(f"speaker: {speaker.person}" for speaker in those)
    message, hint = f"Flere af talerne hedder {name}", f"Skriv, hvem af dem der taler: {ways}"
    return Diagnostic("tvetydigt-navn", span, message, hint)


def _unlisted(
    document: Document, number: int, name: str, among: tuple[Speaker, ...], company: KnownNames
) -> Diagnostic:
    near = danish.closest(name, [speaker.name for speaker in among])
    hint = f"mente du »{near}«?" if near else "Tilføj personen i feltet speakers"
    person = next(
        (speaker.person for speaker in among if speaker.name == near and speaker.person in company.people), None
    )
    if near and person and _named(name, document.text) and not _named(near, document.text):
        # The text has the name of the quote, so it is no slip: the person may have changed names since.
        hint = f"Har {near} heddet {name}, så tilføj former_names: [{name}] i filen {person} i content/personer"
        near = None
    related = (Related(document.span("speakers"), "talerne står her"),) if ("speakers",) in document.spans else ()
    span = document.span("quotes", number, "speaker")
    proposal = Proposal(span, as_scalar(near)) if near else None
    return Diagnostic("ukendt-taler", span, f"{name} er ikke blandt talerne", hint, related, proposal)


def _letters(name: str) -> str:
    """A name without its white space and marks: »S. Hussein« and »S.  Hussein« are one."""
    return "".join(character for character in name.casefold() if character.isalnum())
