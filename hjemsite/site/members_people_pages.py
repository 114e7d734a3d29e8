"""Members, people, events and plain pages: everything with a file of its own except articles."""

from collections.abc import Iterator, Mapping, Sequence

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
                found = extra(document, fields.extra, "member", own)
                members[slug_of(document.path)] = _member(document, fields, shelf, found.value)
                faults.extend((*_member_faults(document, fields), *found.faults))
            case PersonFields() as fields:
                found = extra(document, fields.extra, "person", own)
                people[slug_of(document.path)] = _person(document, fields, shelf, found.value)
                faults.extend(found.faults)
            case EventFields() as fields:
                found = extra(document, fields.extra, "event", own)
                events.append(event(document, fields, shelf, found.value))
                faults.extend((*event_faults(document, fields), *found.faults))
            case PageFields() as fields:
                shelf.use_body_files()
                found = extra(document, fields.extra, "page", own)
                pages.append(_page(document, fields, shelf, found.value))
                faults.extend(found.faults)
        faults.extend(shelf.faults)
    # An event names members, and those that there are not have a fault (`hjemsite.site.registry`).
    known = [replace(one, members=tuple(name for name in one.members if name in members)) for one in events]
    by_start = {one.slug: one for one in sorted(known, key=lambda one: (one.starts, one.url))}
    return Checked(Entries(_sorted(members), people, tuple(pages), by_start), tuple(faults))


def _sorted(members: dict[Slug, Member]) -> dict[Slug, Member]:
    keys = {name: danish.sort_key(one.sort_as or one.name) for name, one in members.items()}
    return {name: members[name] for name in sorted(members, key=lambda name: (keys[name], name))}


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
    roles = tuple(Role(one.title, one.organisation, one.member, one.start, one.end) for one in fields.roles)
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
    found = (Coverage(typography.text(one.title), one.outlet, one.date, one.address) for one in fields.coverage)
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
        tuple(sorted(found, key=lambda one: str(one.date), reverse=True)),
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
