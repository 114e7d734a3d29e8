"""Sitemaps (sitemaps.org): all pages, and for news services the articles of the last two days.

The latter is a reason why a site changes by itself, which `schedule` knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hjemsite.limits import NEWS_SITEMAP_URLS, SITEMAP_URLS
from hjemsite.pages.context import PageContext
from hjemsite.pages.dependencies import Scopes, Wanted
from hjemsite.pages.page import Later, Page
from hjemsite.pages.views import NewsSitemapView, SitemapIndexView, SitemapView
from hjemsite.site.gate import changed, published
from hjemsite.urls import Url

ALL, NEWS = Url("/sitemap.xml"), Url("/sitemap-news.xml")


def news_sitemap(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """The sitemap for news services."""
    fresh = desk.index.fresh[:NEWS_SITEMAP_URLS]
    yield Page(NEWS, "sitemap_news.xml", Later(_news_view, scopes.of(Wanted(texts=fresh)), (fresh,)))


def _news_view(desk: PageContext, fresh: Iterable[Url]) -> NewsSitemapView:
    full, articles = desk.addresses.full, [desk.articles[url] for url in fresh]
    news = tuple((full(one.url), published(one).isoformat(), one.title) for one in articles)
    return NewsSitemapView(desk.edition.settings.title, news)


def sitemap_pages(desk: PageContext, listed: Sequence[Url], most: int = SITEMAP_URLS) -> Iterator[Page]:
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


def _days(desk: PageContext) -> Mapping[Url, str]:
    """Address → day of the last change, of the pages that consist of articles; of others nobody knows it."""
    days = {one.url: changed(one).date().isoformat() for one in desk.edition.articles}
    lists = {Url(f"/nyheder/{year}/"): found for year, found in desk.index.years.items()}
    lists |= {topic.url: topic.articles for topic in desk.index.topics.values()}
    return days | {url: max(map(days.__getitem__, found)) for url, found in lists.items()}
