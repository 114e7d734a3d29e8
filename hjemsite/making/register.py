"""The register: members, people, and everything they said."""

from collections.abc import Iterator, Mapping

from hjemsite import danish
from hjemsite.making import structured
from hjemsite.making.desk import MEMBERS, PEOPLE, QUOTES, Desk, is_dense, monogram, partial_day, since
from hjemsite.making.index import Profile
from hjemsite.making.news import numbered, pager
from hjemsite.making.page import Page
from hjemsite.making.pieces import Link, MemberGroup, PersonCard, RoleView
from hjemsite.making.sizes import size_points
from hjemsite.making.views import MembersView, MemberView, PeopleView, PersonView, QuotesView
from hjemsite.model import Kind, Member, Role
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


def member_pages(desk: Desk) -> Iterator[Page]:
    """All members by kind, and one page for each."""
    members = desk.edition.members.values()
    called = desk.edition.settings.members_called
    present = [member for member in members if member.left is None]
    groups = tuple(
        MemberGroup(many, kind, cards)
        for kind, (_, many) in KINDS.items()
        if (cards := tuple(desk.member_card(member) for member in present if member.kind == kind))
    )
    former = tuple(desk.member_card(member) for member in members if member.left is not None)
    title = called.capitalize()
    view = MembersView(desk.frame(title, MEMBERS), title, _intro(desk, len(present)), groups, former, size_points(desk))
    yield Page(MEMBERS, "members.html", view)
    for member in members:
        yield Page(member.url, "member.html", _member_view(desk, member), member.source)


def _intro(desk: Desk, count: int) -> str:
    settings = desk.edition.settings
    if settings.register_complete:
        return f"{settings.alliance} har {danish.number(count)} {settings.members_called}."
    return f"Her er de {settings.members_called}, som offentlige kilder nævner. Listen er ikke fuldstændig."


def _member_view(desk: Desk, member: Member) -> MemberView:
    name, found = member.slug, desk.index
    feed = (f"Nyheder om {member.name}", Url(f"{member.url}feed.xml"))
    path = ((desk.edition.settings.members_called.capitalize(), MEMBERS),)
    description = " ".join(member.text.partition("\n\n")[0].split())
    people = tuple(desk.person_card(found.profiles[one]) for one in found.people_of_member.get(name, ()))
    return MemberView(
        frame=desk.frame(
            member.name,
            member.url,
            description,
            path=path,
            feeds=(feed,),
            things=(structured.organisation(desk.edition, desk.addresses, member),),
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
        cards=tuple(desk.cards[article.url] for article in found.news_of_member.get(name, ())),
        people=people,
        quotes=tuple(desk.sayings[said.url] for said in found.quotes_of_member.get(name, ())[:_QUOTES_OF_MEMBER]),
    )


def people_pages(desk: Desk) -> Iterator[Page]:
    """All people by letter, and one page for each."""
    letters: dict[str, list[PersonCard]] = {}
    for profile in desk.index.profiles.values():
        letters.setdefault(danish.initial(profile.sort_as or profile.name), []).append(desk.person_card(profile))
    groups = tuple((letter, tuple(cards)) for letter, cards in letters.items())
    yield Page(PEOPLE, "people.html", PeopleView(desk.frame("Personer", PEOPLE), "Personer", groups))
    for profile in desk.index.profiles.values():
        source = profile.file.source if profile.file else ""
        yield Page(profile.url, "person.html", _person_view(desk, profile), source)


def _person_view(desk: Desk, profile: Profile) -> PersonView:
    presentation, file = desk.presentation(profile), profile.file
    return PersonView(
        frame=desk.frame(
            profile.name,
            profile.url,
            ", ".join(filter(None, (profile.name, presentation))),
            path=(("Personer", PEOPLE),),
            feeds=((f"Nyheder med {profile.name}", Url(f"{profile.url}feed.xml")),),
            things=(structured.person(desk.edition, desk.addresses, profile),),
        ),
        name=profile.name,
        dense=is_dense(profile.name),
        presentation=presentation,
        photo=desk.picture(file.photo) if file else None,
        roles=tuple(_role(desk, role) for role in file.roles) if file else (),
        body=desk.body(file.body if file else ""),
        quotes=tuple(desk.sayings[said.url] for said in profile.said),
        cards=tuple(desk.cards[article.url] for article in profile.articles),
    )


def _role(desk: Desk, role: Role) -> RoleView:
    member = desk.member_link(role.member)
    name = role.organisation or (member.title if member else "")
    start = partial_day(role.start).text if role.start else ""
    end = partial_day(role.end).text if role.end else ""
    period = f"{start} til {end}" if start and end else f"siden {start}" if start else f"til {end}" if end else ""
    return RoleView(role.title, Link(name, member.url if member else "") if name else None, period)


def quote_pages(desk: Desk) -> Iterator[Page]:
    """Every quote, newest first, on numbered pages."""
    said = desk.index.said
    last = max(1, -(-len(said) // _QUOTES_PER_PAGE))
    for number in range(1, last + 1):
        url = numbered(QUOTES, number)
        title = "Citater" if number == 1 else f"Citater, side {number}"
        frame = desk.frame(title, url, path=(("Citater", QUOTES),) if number > 1 else ())
        start = (number - 1) * _QUOTES_PER_PAGE
        quotes = tuple(desk.sayings[one.url] for one in said[start : start + _QUOTES_PER_PAGE])
        yield Page(url, "quotes.html", QuotesView(frame, title, quotes, pager(desk, QUOTES, number, last)))
