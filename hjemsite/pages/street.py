"""The street of an alliance: the houses of its members side by side, in the order in which they joined.

It is one drawing for all pages. They name its address and nothing in it, so a new member changes none of them. The
houses of members that are in the news of the latest year have lit windows. The latest year is that of the newest
article, so no clock changes a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, get_args

from hjemsite.model import Day, Kind, Member
from hjemsite.pages.context import PageContext
from hjemsite.pages.house_components import House, PlacedHouse, StreetHouse, StreetView
from hjemsite.pages.houses import GROUND, house
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, page
from hjemsite.site.taxonomies import Taxonomies
from hjemsite.urls import STREET, Slug

HouseRow: TypeAlias = tuple[Kind, Slug, bool]
"""A kind of member, its slug, and whether there is light in its windows."""

MemberRow: TypeAlias = tuple[Slug, int, bool]
"""A member, the number of news about it, and whether there is light in its windows."""

_GAP = 3
"""Pixels between two houses."""

_NEVER = Day(9999)
"""A day that sorts after every other: for members whose day of joining is not known."""


def street_page(layout: Layout) -> Iterator[Page]:
    """The drawing; without members a house of each kind."""
    lit = in_the_news(layout.taxonomies)
    members = in_joining_order(member for member in layout.edition.members.values() if member.left is None)
    rows = tuple((member.kind, member.slug, member.slug in lit) for member in members)
    yield page(STREET, "street.svg", street_view, rows or tuple((kind, kind, False) for kind in get_args(Kind)))


def street_view(_: PageContext, rows: Sequence[HouseRow]) -> StreetView:
    placed, left = [], 0
    for kind, name, lit in rows:
        drawn = house(kind, Slug(name), lit)
        placed.append(PlacedHouse(left, drawn))
        left += drawn.width + _GAP
    return StreetView(left, GROUND, tuple(placed))


def in_the_news(taxonomies: Taxonomies) -> frozenset[Slug]:
    """The members that news of the latest year are about."""
    newest = frozenset(next(iter(taxonomies.years.values()), ()))
    return frozenset(name for name, news in taxonomies.news_of_member.items() if news[0] in newest)


def member_rows(taxonomies: Taxonomies, members: Iterable[Member]) -> tuple[MemberRow, ...]:
    """What a list of `members` shows of each beside its name."""
    news, lit = taxonomies.news_of_member, in_the_news(taxonomies)
    return tuple((member.slug, len(news.get(member.slug, ())), member.slug in lit) for member in members)


def in_joining_order(members: Iterable[Member]) -> list[Member]:
    """Those who joined first come first; those of whom it is not known come last."""
    return sorted(members, key=lambda member: member.joined or _NEVER)


def street_houses(members: Iterable[tuple[Member, House]]) -> Iterator[StreetHouse]:
    """The houses of members who are in the order in which they joined, each year at its first one."""
    last = None
    for member, drawn in members:
        year = member.joined.year if member.joined else None
        yield StreetHouse(member.name, drawn, str(year) if year and year != last else "", year or 0)
        last = year
