"""The chart of the number of members over time, from sources and from claims in articles."""

from collections.abc import Sequence
from typing import TypeAlias

from hjemsite.danish import typography
from hjemsite.model import Day
from hjemsite.pages.components import Link, SizePoint
from hjemsite.pages.context import PageContext, partial_day
from hjemsite.urls import Url

SizeClaimRow: TypeAlias = tuple[str, int, Url]
"""What an article claims: ISO day, number of members, address of the article."""


def size_points(context: PageContext, claims: Sequence[SizeClaimRow]) -> tuple[SizePoint, ...]:
    """Every recorded size and the `claims` of articles, oldest first.

    They are placed in a chart whose corner is the year of the first and nought.
    """
    sources: dict[tuple[Day, int], tuple[Link, str]] = {}
    for size in context.edition.settings.sizes:
        host = size.source.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
        sources[(size.date, size.count)] = (Link(host, size.source), typography.text(size.note))
    for day, count, article in reversed(claims):
        link = Link(context.cards[article].title, context.addresses.href(article))
        sources[(Day(*map(int, day.split("-"))), count)] = (link, "")
    if not sources:
        return ()
    times = [_time(date) for date, _ in sources]
    first, last = int(min(times)), max(int(max(times)) + 1, int(min(times)) + 1)
    highest = max(count for _, count in sources)
    return tuple(
        SizePoint(
            partial_day(date),
            count,
            link,
            note,
            round((_time(date) - first) / (last - first), 4),
            round(count / highest, 4),
        )
        for (date, count), (link, note) in sorted(sources.items(), key=lambda item: (_time(item[0][0]), item[0][1]))
    )


def _time(date: Day) -> float:
    """A day as a year with decimals; what is not known is the middle of it."""
    if not date.month:
        return date.year + 0.5
    return date.year + (date.month - 1 + ((date.day or 15) - 1) / 31) / 12
