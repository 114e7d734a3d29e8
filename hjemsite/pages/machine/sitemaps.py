"""Sitemaps (sitemaps.org): all pages, and for news services the articles of the last two days.

The latter is a reason why a site changes by itself, which `hjemsite.site.schedule` knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hjemsite.limits import NEWS_SITEMAP_URLS, SITEMAP_URLS
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine.machine_views import NewsSitemapView, SitemapIndexView, SitemapView
from hjemsite.pages.page import Page, Shows, page
from hjemsite.site.gate import changed, published
from hjemsite.urls import NEWS_SITEMAP, SITEMAP, Url, year_url


def news_sitemap(layout: Layout) -> Iterator[Page]:
    """The sitemap for news services. There is none without news: they call an empty one a fault."""
    if not layout.taxonomies.recent:
        return
    shows = Shows(briefs=layout.taxonomies.recent[:NEWS_SITEMAP_URLS])
    yield page(NEWS_SITEMAP, "sitemap_news.xml", news_sitemap_view, shows=shows)


def news_sitemap_view(context: PageContext) -> NewsSitemapView:
    full, articles = context.addresses.full, [context.briefs[url] for url in context.shows.briefs]
    news = tuple((full(article.url), published(article).isoformat(), article.title) for article in articles)
    return NewsSitemapView(context.edition.settings.title, news)


def sitemap_pages(layout: Layout, listed: Sequence[Url], most: int = SITEMAP_URLS) -> Iterator[Page]:
    """The sitemaps of a site with pages at `listed`."""
    days = _days(layout)
    rows = tuple((url, days.get(url, "")) for url in sorted(listed))
    pieces = [rows[start : start + most] for start in range(0, len(rows), most)]
    if len(pieces) < 2:
        yield page(SITEMAP, "sitemap.xml", sitemap_view, rows)
    else:
        names = [Url(f"/sitemap-{number}.xml") for number in range(1, len(pieces) + 1)]
        yield page(SITEMAP, "sitemap_index.xml", sitemap_index_view, tuple(names))
        yield from (page(name, "sitemap.xml", sitemap_view, piece) for name, piece in zip(names, pieces, strict=True))


def sitemap_view(context: PageContext, rows: Iterable[tuple[Url, str]]) -> SitemapView:
    """`rows` are addresses, each with the ISO day of its last change, or nothing."""
    return SitemapView(tuple((context.addresses.full(url), day) for url, day in rows))


def sitemap_index_view(context: PageContext, names: Iterable[Url]) -> SitemapIndexView:
    return SitemapIndexView(tuple(map(context.addresses.full, names)))


def _days(layout: Layout) -> Mapping[Url, str]:
    """Address → day of the last change of events, and of pages that consist of articles; of others nobody knows it."""
    days = {article.url: changed(article).date().isoformat() for article in layout.edition.articles}
    lists = {year_url(year): articles for year, articles in layout.taxonomies.years.items()}
    lists |= {topic.url: topic.articles for topic in layout.taxonomies.topics.values()}
    events = {event.url: changed(event).date().isoformat() for event in layout.edition.events.values()}
    return days | events | {url: max(map(days.__getitem__, articles)) for url, articles in lists.items()}
