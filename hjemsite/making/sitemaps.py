"""Sitemaps (sitemaps.org): all pages, and for news services the articles of the last two days.

The latter is a reason why a site changes by itself, which `schedule` knows.
"""

from collections.abc import Iterator, Mapping, Sequence

from hjemsite.making.desk import Desk
from hjemsite.making.gate import changed, published
from hjemsite.making.page import Page
from hjemsite.making.views import NewsSitemapView, SitemapIndexView, SitemapView
from hjemsite.urls import Url

ALL, NEWS = Url("/sitemap.xml"), Url("/sitemap-news.xml")

MOST = 50_000
"""Addresses that one sitemap may hold."""

_MOST_NEWS = 1_000
"""Of a news sitemap, as Google's documentation has it."""


def sitemap_pages(desk: Desk, listed: Sequence[Url], most: int = MOST) -> Iterator[Page]:
    """The sitemaps of a site with pages at `listed`."""
    full, days = desk.addresses.full, _days(desk)
    rows = tuple((full(url), days.get(url, "")) for url in sorted(listed))
    pieces = [rows[start : start + most] for start in range(0, len(rows), most)]
    if len(pieces) < 2:
        yield Page(ALL, "sitemap.xml", SitemapView(rows))
    else:
        names = [Url(f"/sitemap-{number}.xml") for number in range(1, len(pieces) + 1)]
        yield Page(ALL, "sitemap_index.xml", SitemapIndexView(tuple(map(full, names))))
        yield from (Page(name, "sitemap.xml", SitemapView(piece)) for name, piece in zip(names, pieces, strict=True))
    fresh = desk.edition.fresh[:_MOST_NEWS]
    news = tuple((full(one.url), published(one).isoformat(), desk.cards[one.url].title) for one in fresh)
    yield Page(NEWS, "sitemap_news.xml", NewsSitemapView(desk.edition.settings.title, news))


def _days(desk: Desk) -> Mapping[Url, str]:
    """Address → day of the last change, of the pages that consist of articles; of others nobody knows it."""
    days = {one.url: changed(one).date().isoformat() for one in desk.edition.articles}
    lists = {Url(f"/nyheder/{year}/"): found for year, found in desk.index.years.items()}
    lists |= {topic.url: topic.articles for topic in desk.index.topics.values()}
    return days | {url: max(days[one.url] for one in found) for url, found in lists.items()}
