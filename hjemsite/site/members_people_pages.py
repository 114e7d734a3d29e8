"""Members, people, events and plain pages: everything with a file of its own except articles."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import EventFields, MemberFields, PageFields, PersonFields, ShowFields
from hjemsite.danish import typography
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.model import (
    Coverage,
    Event,
    Extra,
    ExtraField,
    Member,
    Person,
    PersonConsent,
    Piece,
    Pieces,
    PlainPage,
    Role,
)
from hjemsite.site.addresses import AddressBook
from hjemsite.site.attachments import BundleFiles, FindSource
from hjemsite.site.events import event, event_faults
from hjemsite.site.extra_fields import extra
from hjemsite.site.known_members_people import KnownNames
from hjemsite.site.picture_library import Library
from hjemsite.urls import Slug, slug, slug_of


class Entries(Struct, frozen=True):
    """`members` are in the order of the Danish alphabet, `events` in that in which they begin."""

    members: Mapping[Slug, Member]
    people: Mapping[Slug, Person]
    pages: tuple[PlainPage, ...]
    events: Mapping[Slug, Event]


def entries(
    documents: Sequence[Document],
    places: AddressBook,
    find: FindSource,
    own: tuple[ExtraField, ...],
    pictures: Library,
) -> Checked[Entries]:
    """The entries that `documents` hold; `own` are the fields of the site's own."""
    members: dict[Slug, Member] = {}
    people: dict[Slug, Person] = {}
    pages: list[PlainPage] = []
    events: list[Event] = []
    faults: list[Diagnostic] = []
    for document in documents:
        shelf = BundleFiles(document, places, find, pictures)
        match document.fields:
            case MemberFields() as fields:
                extras = extra(document, fields.extra, "member", own)
                members[slug_of(document.path)] = _member(document, fields, shelf, extras.value)
                faults.extend((*_member_faults(document, fields), *extras.faults))
            case PersonFields() as fields:
                extras = extra(document, fields.extra, "person", own)
                people[slug_of(document.path)] = _person(document, fields, shelf, extras.value)
                faults.extend(extras.faults)
            case EventFields() as fields:
                extras = extra(document, fields.extra, "event", own)
                events.append(event(document, fields, shelf, extras.value))
                faults.extend((*event_faults(document, fields), *extras.faults))
            case PageFields() as fields:
                shelf.use_body_files()
                extras = extra(document, fields.extra, "page", own)
                pages.append(_page(document, fields, shelf, extras.value))
                faults.extend(extras.faults)
        faults.extend(shelf.faults)
    return Checked(Entries(_sorted(members), people, tuple(pages), _by_start(events, members)), tuple(faults))


def _sorted(members: dict[Slug, Member]) -> dict[Slug, Member]:
    keys = {name: danish.sort_key(member.sort_as or member.name) for name, member in members.items()}
    return {name: members[name] for name in sorted(members, key=lambda name: (keys[name], name))}


def _by_start(events: Iterable[Event], members: Container[Slug]) -> dict[Slug, Event]:
    # An event names members, and those that there are not have a fault (`hjemsite.site.registry`).
    resolved = [replace(event, members=tuple(name for name in event.members if name in members)) for event in events]
    return {event.slug: event for event in sorted(resolved, key=lambda event: (event.starts, event.url))}


def _member(document: Document, fields: MemberFields, shelf: BundleFiles, own: tuple[Extra, ...]) -> Member:
    shelf.use_body_files()
    return Member(
        source=document.path,
        url=document.url,
        slug=slug_of(document.path),
        name=fields.name,
        kind=fields.kind,
        short_name=fields.short_name,
        joined=fields.joined,
        left=fields.left,
        website=fields.website,
        logo=shelf.picture(fields.logo, "logo"),
        former_names=fields.former_names,
        sort_as=fields.sort_as,
        redirects=fields.redirects,
        body=shelf.html,
        text=document.text,
        files=tuple(shelf.used),
        extra=own,
    )


def _person(document: Document, fields: PersonFields, shelf: BundleFiles, own: tuple[Extra, ...]) -> Person:
    shelf.use_body_files()
    roles = tuple(Role(role.title, role.organisation, role.member, role.start, role.end) for role in fields.roles)
    name = slug_of(document.path)
    photo = shelf.picture(fields.photo, "photo")
    return Person(
        document.path,
        document.url,
        name,
        fields.name,
        roles,
        photo,
        fields.former_names,
        fields.sort_as,
        shelf.html,
        tuple(shelf.used),
        own,
        PersonConsent(fields.consent.until.at, fields.consent.pseudonym) if fields.consent else None,
        fields.redirects,
        fields.speaks_about,
    )


def _page(document: Document, fields: PageFields, shelf: BundleFiles, own: tuple[Extra, ...]) -> PlainPage:
    name = slug_of(document.path)
    coverage = (
        Coverage(typography.text(mention.title), mention.outlet, mention.date, mention.address)
        for mention in fields.coverage
    )
    return PlainPage(
        document.path,
        document.url,
        name,
        fields.title,
        fields.menu,
        shelf.html,
        document.text,
        tuple(shelf.used),
        own,
        tuple(sorted(coverage, key=lambda mention: str(mention.date), reverse=True)),
        fields.template,
        _pieces(fields.show) if fields.show else Pieces(),
        fields.redirects,
        fields.deindexed,
    )


def _pieces(fields: ShowFields) -> Pieces:
    news, quotes, events = fields.news, fields.quotes, fields.events
    return Pieces(
        Piece(news.most, slug(news.topic) if news.topic else None, news.member) if news else None,
        Piece(quotes.most, None, quotes.member, quotes.person) if quotes else None,
        Piece(events.most, None, events.member) if events else None,
    )


def page_faults(document: Document, fields: PageFields, company: KnownNames) -> Iterator[Diagnostic]:
    """Faults of what a page asks to show of members who are none."""
    show = fields.show
    pieces = {"news": show.news, "quotes": show.quotes, "events": show.events} if show else {}
    for key, piece in pieces.items():
        if piece and piece.member:
            fault = company.member_fault(piece.member, document.span("show", key, "member"))
            yield from () if fault is None else (fault,)


def _member_faults(document: Document, fields: MemberFields) -> Iterator[Diagnostic]:
    if fields.joined and fields.left and fields.left.compare(fields.joined) < 0:
        yield Diagnostic(
            "datoer-i-uorden",
            document.span("left"),
            "Medlemmet er meldt ud, før det er meldt ind",
            "Ret feltet joined eller left",
        )


def role_faults(document: Document, fields: PersonFields, company: KnownNames) -> Iterator[Diagnostic]:
    for number, role in enumerate(fields.roles):
        if role.member is not None and (
            fault := company.member_fault(role.member, document.span("roles", number, "member"))
        ):
            yield fault
        if role.start and role.end and role.end.compare(role.start) < 0:
            yield Diagnostic(
                "datoer-i-uorden",
                document.span("roles", number, "to"),
                "Posten slutter, før den begynder",
                "Ret feltet from eller to",
            )
