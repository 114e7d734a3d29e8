"""The register: members, people, and everything they said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hjemsite import danish
from hjemsite.model import Html, Kind, Member, Role
from hjemsite.pages import json_ld
from hjemsite.pages.components import Link, MemberCard, MemberGroup, Pager, PersonCard, RoleView
from hjemsite.pages.context import MEMBERS, PEOPLE, QUOTES, PageContext, is_dense, monogram, partial_day, since
from hjemsite.pages.dependencies import Scopes, Wanted, articles_of
from hjemsite.pages.membership_chart import size_points
from hjemsite.pages.news_lists import numbered, pager
from hjemsite.pages.page import Later, Page
from hjemsite.pages.views import MembersView, MemberView, PeopleView, PersonView, QuotesView
from hjemsite.site.taxonomies import Profile, QuoteUrl, SizeClaim
from hjemsite.urls import Url

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

_QUOTES_PER_PAGE = 50
_QUOTES_OF_MEMBER = 20


def member_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """All members by kind, and one page for each."""
    members = desk.edition.members.values()
    present = [member for member in members if member.left is None]
    groups = tuple(
        MemberGroup(many, kind, cards)
        for kind, (_, many) in KINDS.items()
        if (cards := tuple(desk.member_card(member) for member in present if member.kind == kind))
    )
    former = tuple(desk.member_card(member) for member in members if member.left is not None)
    claims = desk.index.claims
    scope = scopes.of(Wanted(named=tuple(claim.article for claim in claims)))
    view = Later(_members_view, scope, (_intro(desk, len(present)), groups, former, claims))
    yield Page(MEMBERS, "members.html", view)
    for member in members:
        yield _member_page(desk, scopes, member)


def _members_view(
    desk: PageContext,
    intro: str,
    groups: tuple[MemberGroup, ...],
    former: tuple[MemberCard, ...],
    claims: Sequence[SizeClaim],
) -> MembersView:
    title = desk.edition.settings.members_called.capitalize()
    return MembersView(desk.page_frame(title, MEMBERS), title, intro, groups, former, size_points(desk, claims))


def _member_page(desk: PageContext, scopes: Scopes, member: Member) -> Page:
    name, found = member.slug, desk.index
    news = found.news_of_member.get(name, ())
    said = found.quotes_of_member.get(name, ())[:_QUOTES_OF_MEMBER]
    people = tuple(desk.person_card(found.profiles[one]) for one in found.people_of_member.get(name, ()))
    named = tuple(dict.fromkeys((*news, *articles_of(said))))
    scope = scopes.of(Wanted(named=named, said=said, pictures=member.files, own=member.body))
    return Page(member.url, "member.html", Later(_member_view, scope, (member, news, people, said)), member.source)


def _intro(desk: PageContext, count: int) -> str:
    settings = desk.edition.settings
    if settings.register_complete:
        return f"{settings.alliance} har {danish.number(count)} {settings.members_called}."
    return f"Her er de {settings.members_called}, som offentlige kilder nævner. Listen er ikke fuldstændig."


def _member_view(
    desk: PageContext, member: Member, news: Iterable[Url], people: tuple[PersonCard, ...], said: Iterable[QuoteUrl]
) -> MemberView:
    feed = (f"Nyheder om {member.name}", Url(f"{member.url}feed.xml"))
    path = ((desk.edition.settings.members_called.capitalize(), MEMBERS),)
    description = " ".join(member.text.partition("\n\n")[0].split())
    return MemberView(
        frame=desk.page_frame(
            member.name,
            member.url,
            description,
            path=path,
            feeds=(feed,),
            things=(json_ld.organisation(desk.edition, desk.addresses, member),),
        ),
        name=member.name,
        dense=is_dense(member.name),
        kind=KINDS[member.kind][0],
        since=since(member),
        left=member.left is not None,
        website=Link(member.website.split("//", 1)[-1].rstrip("/"), member.website) if member.website else None,
        logo=desk.logo(member.logo),
        monogram=monogram(member.name),
        former_names=danish.list_of(member.former_names),
        body=desk.body(member.body),
        cards=tuple(desk.cards[article] for article in news),
        people=people,
        quotes=tuple(desk.quotes[place] for place in said),
    )


def people_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """All people by letter, and one page for each."""
    letters: dict[str, list[PersonCard]] = {}
    for profile in desk.index.profiles.values():
        letters.setdefault(danish.initial(profile.sort_as or profile.name), []).append(desk.person_card(profile))
    groups = tuple((letter, tuple(cards)) for letter, cards in letters.items())
    yield Page(PEOPLE, "people.html", PeopleView(desk.page_frame("Personer", PEOPLE), "Personer", groups))
    for profile in desk.index.profiles.values():
        yield _person_page(scopes, profile)


def _person_page(scopes: Scopes, profile: Profile) -> Page:
    file, latest = profile.file, profile.latest
    held = (role.member for role in file.roles) if file else ()
    members = tuple(filter(None, (*held, latest.member if latest else None)))
    named = tuple(dict.fromkeys((*profile.articles, *articles_of(profile.said))))
    own = (file.files, file.body) if file else ((), Html(""))
    scope = scopes.of(Wanted(named=named, said=profile.said, members=members, pictures=own[0], own=own[1]))
    source = file.source if file else ""
    return Page(profile.url, "person.html", Later(_person_view, scope, (profile,)), source)


def _person_view(desk: PageContext, profile: Profile) -> PersonView:
    presentation, file = desk.presentation(profile), profile.file
    return PersonView(
        frame=desk.page_frame(
            profile.name,
            profile.url,
            ", ".join(filter(None, (profile.name, presentation))),
            path=(("Personer", PEOPLE),),
            feeds=((f"Nyheder med {profile.name}", Url(f"{profile.url}feed.xml")),),
            things=(json_ld.person(desk.edition, desk.addresses, profile),),
        ),
        name=profile.name,
        dense=is_dense(profile.name),
        presentation=presentation,
        photo=desk.picture(file.photo) if file else None,
        roles=tuple(_role(desk, role) for role in file.roles) if file else (),
        body=desk.body(file.body if file else ""),
        quotes=tuple(desk.quotes[place] for place in profile.said),
        cards=tuple(desk.cards[article] for article in profile.articles),
    )


def _role(desk: PageContext, role: Role) -> RoleView:
    member = desk.member_link(role.member)
    name = role.organisation or (member.title if member else "")
    start = partial_day(role.start).text if role.start else ""
    end = partial_day(role.end).text if role.end else ""
    period = f"{start} til {end}" if start and end else f"siden {start}" if start else f"til {end}" if end else ""
    return RoleView(role.title, Link(name, member.url if member else "") if name else None, period)


def quote_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """Every quote, newest first, on numbered pages."""
    said = desk.index.said
    last = max(1, -(-len(said) // _QUOTES_PER_PAGE))
    for number in range(1, last + 1):
        url = numbered(QUOTES, number)
        title = "Citater" if number == 1 else f"Citater, side {number}"
        path = (("Citater", QUOTES),) if number > 1 else ()
        shown = said[(number - 1) * _QUOTES_PER_PAGE : number * _QUOTES_PER_PAGE]
        scope = scopes.of(Wanted(named=articles_of(shown), said=shown))
        yield Page(
            url, "quotes.html", Later(_quotes_view, scope, (url, title, path, shown, pager(desk, QUOTES, number, last)))
        )


def _quotes_view(
    desk: PageContext,
    url: Url,
    title: str,
    path: Iterable[tuple[str, Url]],
    shown: Iterable[QuoteUrl],
    pages: Pager | None,
) -> QuotesView:
    quotes = tuple(desk.quotes[place] for place in shown)
    return QuotesView(desk.page_frame(title, url, path=path), title, quotes, pages)
