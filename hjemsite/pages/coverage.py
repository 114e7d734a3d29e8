"""What others have written about the alliance: on the page that lists it, on the press page, and as data."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from hjemsite.model import Coverage
from hjemsite.pages.context import PageContext, partial_day
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, page
from hjemsite.pages.press_views import CoverageItem
from hjemsite.urls import DATA, Url, ascii_address

FILE = "omtale"
_NEWEST = 5
"""How many the press page shows."""

CoverageRow: TypeAlias = tuple[str, str, str, str]
"""Title, outlet, ISO day and address."""


def all_coverage(layout: Layout) -> tuple[Coverage, ...]:
    """The coverage of all pages, newest first."""
    found = (item for one in layout.edition.pages for item in one.coverage)
    return tuple(sorted(found, key=lambda item: str(item.date), reverse=True))


def newest_coverage(layout: Layout) -> tuple[Url, tuple[CoverageRow, ...]]:
    """The page that lists the most, and the newest of all pages."""
    rows = tuple((one.title, one.outlet, str(one.date), one.url) for one in all_coverage(layout)[:_NEWEST])
    longest = max(layout.edition.pages, key=lambda one: len(one.coverage), default=None)
    return longest.url if rows and longest else Url(""), rows


def coverage_items(coverage: Iterable[Coverage]) -> tuple[CoverageItem, ...]:
    """Articles of others as a page lists them."""
    return tuple(CoverageItem(one.title, ascii_address(one.url), one.outlet, partial_day(one.date)) for one in coverage)


def coverage_data_page(layout: Layout) -> Iterator[Page]:
    """The file, where there is any coverage."""
    if found := all_coverage(layout):
        rows = tuple((one.title, one.outlet, str(one.date), one.url) for one in found)
        yield page(Url(f"{DATA}{FILE}.json"), "json", coverage_data, rows)


def coverage_data(context: PageContext, rows: Iterable[CoverageRow]) -> dict[str, object]:
    """All articles of others about the alliance; the shape is that of `hjemsite.pages.machine.open_data`."""
    names = ("title", "outlet", "date", "url")
    listed = [dict(zip(names, (*row[:3], ascii_address(row[3])), strict=True)) for row in rows]
    return {"version": 1, "url": context.addresses.full("/"), "coverage": listed}
