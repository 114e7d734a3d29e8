"""Members and people: all of them, and a page for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hjemsite import danish
from hjemsite.content.excerpt import excerpt
from hjemsite.model import Kind, Member, Role
from hjemsite.pages import json_ld
from hjemsite.pages.components import Link, MemberGroup, PersonCard, RoleView
from hjemsite.pages.context import PageContext, is_dense, partial_day, since
from hjemsite.pages.event_pages import event_card, members_of_events
from hjemsite.pages.extra_values import extra_values
from hjemsite.pages.houses import house
from hjemsite.pages.layout import Layout, own_pages
from hjemsite.pages.membership_chart import SizeClaimRow, size_points
from hjemsite.pages.news_lists import NEWEST, feeds_of
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_lists import shown_quotes
from hjemsite.pages.street import MemberRow, in_joining_order, member_rows, street_houses
from hjemsite.pages.views import MembersView, MemberView, PeopleView, PersonView
from hjemsite.site.taxonomies import Profile
from hjemsite.urls import MEMBERS, PEOPLE, Slug, Url, feed_urls

KINDS: Mapping[Kind, tuple[str, str]] = {
    "kommune": ("Kommune", "Kommuner"),
    "ngo": ("NGO", "NGO’er"),
    "boligorganisation": ("Boligorganisation", "Boligorganisationer"),
    "fond": ("Fond", "Fonde"),
    "uddannelse": ("Uddannelsessted", "Uddannelsessteder"),
    "myndighed": ("Myndighed", "Myndigheder"),
    "virksomhed": ("Virksomhed", "Virksomheder"),
    "andet": ("Organisation", "Andre organisationer"),
}
"""What each kind of member is called, one and many, in the order in which they are shown."""

_QUOTES_OF_MEMBER = 20


def member_pages(layout: Layout) -> Iterator[Page]:
    """All members by kind, and one page for each."""
    members, taxonomies = layout.edition.members.values(), layout.taxonomies
    claims = tuple((str(claim.date), claim.count, claim.article) for claim in taxonomies.claims)
    shows = Shows(
        briefs=tuple(claim.article for claim in taxonomies.claims),
        members=tuple(member.slug for member in members),
        images=tuple(url for member in members for url in member.files),
    )
    rows = member_rows(taxonomies, members)
    yield page(MEMBERS, "members.html", members_view, rows, claims, shows=shows)
    for member, (_, _, lit) in zip(members, rows, strict=True):
        yield _member_page(layout, member, lit)


def members_view(context: PageContext, rows: Sequence[MemberRow], claims: Sequence[SizeClaimRow]) -> MembersView:
    members = [(context.edition.members[row[0]], context.member_card(*row)) for row in rows]
    present = [(member, card) for member, card in members if member.left is None]
    groups = tuple(
        MemberGroup(many, kind, cards)
        for kind, (_, many) in KINDS.items()
        if (cards := tuple(card for member, card in present if member.kind == kind))
    )
    former = tuple(card for member, card in members if member.left is not None)
    title = context.edition.settings.members_called.heading
    sizes = size_points(context, claims)
    houses = {member.slug: card.house for member, card in present}
    street = street_houses(
        (member, houses[member.slug]) for member in in_joining_order(member for member, _ in present)
    )
    frame = context.page_frame(title, MEMBERS)
    return MembersView(frame, title, _intro(context, len(present)), tuple(street), groups, former, sizes)


def _intro(context: PageContext, count: int) -> str:
    settings = context.edition.settings
    if not context.shows.members:
        return f"Her kommer {settings.members_called.the_many} til at stå."
    if settings.register_complete:
        return f"{settings.alliance} har {settings.members_called.counted(count)}."
    return f"Her er nogle af {settings.members_called.the_many}. Listen er ikke fuldstændig."


def _member_page(layout: Layout, member: Member, lit: bool) -> Page:
    name, taxonomies = member.slug, layout.taxonomies
    news = taxonomies.news_of_member.get(name, ())
    quotes = taxonomies.quotes_of_member.get(name, ())[:_QUOTES_OF_MEMBER]
    people = taxonomies.people_of_member.get(name, ())
    events = tuple(event for event in layout.edition.coming if name in layout.edition.events[event].members)
    hosts = members_of_events(layout.edition.events[event] for event in events)
    shows = Shows(
        briefs=news,
        quotes=quotes,
        members=(*_members_of_people(taxonomies.profiles[person] for person in people), *hosts),
        people=people,
        events=events,
        images=(*member.files, *layout.images_of(news[:NEWEST])),
        document=member.source,
    )
    own = own_pages(layout.quote_pages, quotes)
    return page(member.url, "member.html", member_view, news, lit, own, shows=shows, source=member.source)


def member_view(context: PageContext, news: Sequence[Url], lit: bool, own: Sequence[str] = ()) -> MemberView:
    """The page of a member; `own` are the own pages of its quotes, if any."""
    member = context.document
    assert isinstance(member, Member), "the page of a member shows its document"
    called = context.edition.settings.members_called
    path = ((called.heading, MEMBERS),)
    shows = context.shows
    is_empty = not (member.text or news or shows.people or shows.quotes or shows.events)
    description = excerpt(member.body, member.name)
    cards = tuple(context.cards[article] for article in news)
    return MemberView(
        frame=context.page_frame(
            member.name,
            member.url,
            description,
            path=path,
            feeds=feeds_of(f"Nyheder om {member.name}", member.url),
            things=(json_ld.organisation(context.edition, context.addresses, member),),
        ),
        name=member.name,
        dense=is_dense(member.name),
        kind=KINDS[member.kind][0],
        since=since(member, called),
        left=member.left is not None,
        website=Link(member.website.split("//", 1)[-1].rstrip("/"), member.website) if member.website else None,
        logo=context.logo(member.logo),
        house=house(member.kind, member.slug, lit),
        short_name=member.short_name,
        former_names=danish.list_of(member.former_names),
        body=context.body(member.body),
        empty=f"Her er ikke skrevet noget om {called.the_one} endnu." if is_empty else "",
        newest=cards[:NEWEST],
        cards=cards[NEWEST:],
        people=tuple(context.person_card(context.taxonomies.profiles[person]) for person in context.shows.people),
        quotes=shown_quotes(context, own),
        events=tuple(event_card(context, context.edition.events[event]) for event in shows.events),
        extra=extra_values(member.extra, "member", context.edition.settings.extra_fields),
    )


def people_pages(layout: Layout) -> Iterator[Page]:
    """All people by letter, and one page for each."""
    profiles = layout.taxonomies.profiles
    listed = [profile for profile in profiles.values() if not profile.deindexed]
    shows = Shows(people=tuple(profile.slug for profile in listed), members=_members_of_people(listed))
    yield page(PEOPLE, "people.html", people_view, shows=shows)
    for profile in profiles.values():
        yield _person_page(layout, profile)


def people_view(context: PageContext) -> PeopleView:
    letters: dict[str, list[PersonCard]] = {}
    for name in context.shows.people:
        profile = context.taxonomies.profiles[name]
        letters.setdefault(danish.initial(profile.sort_as), []).append(context.person_card(profile))
    groups = tuple((letter, tuple(cards)) for letter, cards in letters.items())
    return PeopleView(context.page_frame("Personer", PEOPLE), "Personer", groups)


def _members_of_people(profiles: Iterable[Profile]) -> tuple[Slug, ...]:
    """The members at which people hold their posts."""
    names: dict[Slug | None, None] = {}
    for profile in profiles:
        names.update(dict.fromkeys(role.member for role in profile.file.roles) if profile.file else {})
        names.update({profile.latest.member: None} if profile.latest else {})
    return tuple(name for name in names if name is not None)


def _person_page(layout: Layout, profile: Profile) -> Page:
    file, own = profile.file, own_pages(layout.quote_pages, profile.quotes)
    shows = Shows(
        briefs=profile.articles,
        quotes=profile.quotes,
        members=_members_of_people((profile,)),
        people=(profile.slug,),
        images=file.files if file else (),
        document=file.source if file else "",
    )
    source = file.source if file else ""
    return page(profile.url, "person.html", person_view, profile.slug, own, shows=shows, source=source)


def person_view(context: PageContext, name: Slug, own: Sequence[str] = ()) -> PersonView:
    """The page of the person called `name`; `own` are the own pages of their quotes, if any."""
    profile = context.taxonomies.profiles[name]
    presentation, file = context.presentation(profile), profile.file
    return PersonView(
        frame=context.page_frame(
            profile.name,
            profile.url,
            ", ".join(filter(None, (profile.name, presentation))),
            path=(("Personer", PEOPLE),),
            feeds=((f"Nyheder med {profile.name}", feed_urls(profile.url).atom),),
            things=(json_ld.person(context.edition, context.addresses, profile),),
            hidden=profile.deindexed,
        ),
        name=profile.name,
        dense=is_dense(profile.name),
        presentation=presentation,
        photo=context.picture(file.photo) if file else None,
        former_names=danish.list_of(file.former_names) if file else "",
        roles=tuple(_role(context, role) for role in file.roles) if file else (),
        body=context.body(file.body if file else ""),
        quotes=shown_quotes(context, own),
        cards=tuple(context.cards[article] for article in context.shows.briefs),
        speaks_about=danish.list_of(file.speaks_about) if file else "",
        extra=extra_values(file.extra if file else (), "person", context.edition.settings.extra_fields),
    )


def _role(context: PageContext, role: Role) -> RoleView:
    member = context.member_link(role.member)
    name = role.organisation or (member.title if member else "")
    start = partial_day(role.start).text if role.start else ""
    end = partial_day(role.end).text if role.end else ""
    period = f"{start} til {end}" if start and end else f"siden {start}" if start else f"til {end}" if end else ""
    return RoleView(role.title, Link(name, member.url if member else "") if name else None, period)
