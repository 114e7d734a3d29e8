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
    items = (item for page in layout.edition.pages for item in page.coverage)
    return tuple(sorted(items, key=lambda item: str(item.date), reverse=True))


def newest_coverage(layout: Layout) -> tuple[Url, tuple[CoverageRow, ...]]:
    """The page that lists the most, and the newest of all pages."""
    rows = tuple((item.title, item.outlet, str(item.date), item.url) for item in all_coverage(layout)[:_NEWEST])
    longest = max(layout.edition.pages, key=lambda page: len(page.coverage), default=None)
    return longest.url if rows and longest else Url(""), rows


def coverage_items(coverage: Iterable[Coverage]) -> tuple[CoverageItem, ...]:
    """Articles of others as a page lists them."""
    return tuple(
        CoverageItem(item.title, ascii_address(item.url), item.outlet, partial_day(item.date)) for item in coverage
    )


def coverage_data_page(layout: Layout) -> Iterator[Page]:
    """The file, where there is any coverage."""
    if items := all_coverage(layout):
        rows = tuple((item.title, item.outlet, str(item.date), item.url) for item in items)
        yield page(Url(f"{DATA}{FILE}.json"), "json", coverage_data, rows)


def coverage_data(context: PageContext, rows: Iterable[CoverageRow]) -> dict[str, object]:
    """All articles of others about the alliance; the shape is that of `hjemsite.pages.machine.open_data`."""
    names = ("title", "outlet", "date", "url")
    listed = [dict(zip(names, (*row[:3], ascii_address(row[3])), strict=True)) for row in rows]
    return {"version": 1, "url": context.addresses.full("/"), "coverage": listed}
