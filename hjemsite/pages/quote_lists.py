"""Everything that people said, newest first, with ways to what one person said, what is about one topic, and each year.

The ways are links, for the page works without scripts, and stand on the first page alone: what is new changes no other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from msgspec.structs import replace

from hjemsite.model import Listed
from hjemsite.pages.components import Link, LinkGroup, QuoteGroup, QuoteView
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout, own_pages
from hjemsite.pages.numbered_lists import ListPage, list_pages, list_title, pager
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_views import QuotesView
from hjemsite.site.taxonomies import QuoteUrl, article_of, quote_urls
from hjemsite.urls import PEOPLE, QUOTES, TOPICS, Url

QUOTES_PER_PAGE = 12
"""The first page may have nearly twice as many, with three links or buttons each; a page shall have at most 100."""

QUOTES_ID = "citater"
"""The id of the quotes on the pages of a person and a topic."""

_QUOTES_OF_TOPIC = 20
_CHOICES = 24
"""How many people or topics are offered, those with most quotes or news first."""

_Ways: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Ways to narrow the list: »Person«, »Emne« or »År«, each with pairs of a name and an address."""


def quote_pages(layout: Layout) -> Iterator[Page]:
    """Every quote, newest first, on numbered pages."""
    pages = tuple(list_pages(QUOTES, layout.taxonomies.quotes, QUOTES_PER_PAGE))
    for part in pages:
        ways = _ways(layout, pages) if part.url == QUOTES else ()
        shows, own = Shows(quotes=part.items), own_pages(layout.quote_pages, part.items)
        yield page(part.url, "quotes.html", quotes_view, part.url, part.newer, part.older, ways, own, shows=shows)


def quotes_view(
    context: PageContext, url: Url, newer: str, older: str, ways: _Ways, own: Sequence[str] = ()
) -> QuotesView:
    """One page of all quotes, between the pages `newer` and `older`; `own` are the quotes' own pages, if any."""
    quotes = shown_quotes(context, own)
    pages = pager(context, [quote.date for quote in quotes], newer, older)
    title = list_title("Citater", pages)
    href = context.addresses.href
    filters = tuple(LinkGroup(name, tuple(Link(title, href(to)) for title, to in links)) for name, links in ways)
    frame = context.page_frame(title, url, path=(("Citater", QUOTES),) if newer else ())
    return QuotesView(frame, title, filters, _by_year(quotes), pages)


def shown_quotes(context: PageContext, own: Sequence[str]) -> tuple[QuoteView, ...]:
    """The quotes that a page shows; `own` are their own pages as `own_pages` has them, and the words lead there."""
    quotes = tuple(context.quotes[quote] for quote in context.shows.quotes)
    if not own:
        return quotes
    return tuple(replace(quote, page=context.addresses.href(to)) for quote, to in zip(quotes, own, strict=True))


def _by_year(quotes: Sequence[QuoteView]) -> tuple[QuoteGroup, ...]:
    years = groupby(quotes, key=lambda quote: quote.date.iso[:4])
    return tuple(QuoteGroup(year, tuple(quotes)) for year, quotes in years)


def _ways(layout: Layout, pages: Sequence[ListPage[QuoteUrl]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The ways to the quotes of one person, topic and year; those that would lead everywhere are left out."""
    groups = (("Person", _people(layout)), ("Emne", _topics(layout)), ("År", _years(layout, pages)))
    return tuple((name, links) for name, links in groups if len(links) > 1)


def _people(layout: Layout) -> tuple[tuple[str, str], ...]:
    """The people who are quoted most, in the order of their names."""
    quoted = [profile for profile in layout.taxonomies.profiles.values() if profile.quotes and not profile.deindexed]
    most = {profile.url for profile in sorted(quoted, key=lambda profile: len(profile.quotes), reverse=True)[:_CHOICES]}
    links = [(profile.name, f"{profile.url}#{QUOTES_ID}") for profile in quoted if profile.url in most]
    return tuple(links if len(links) == len(quoted) else [*links, ("Alle personer", PEOPLE)])


def _topics(layout: Layout) -> tuple[tuple[str, str], ...]:
    """The topics with most news of those in which somebody is quoted, by name."""
    quoted = [topic for topic in layout.taxonomies.topics.values() if quotes_of_topic(layout, topic.articles)]
    most = {topic.url for topic in sorted(quoted, key=lambda topic: len(topic.articles), reverse=True)[:_CHOICES]}
    links = [(topic.title, f"{topic.url}#{QUOTES_ID}") for topic in quoted if topic.url in most]
    return tuple(links if len(links) == len(quoted) else [*links, ("Alle emner", TOPICS)])


def quotes_of_topic(layout: Layout, articles: Sequence[Url]) -> tuple[QuoteUrl, ...]:
    """The newest quotes in the `articles` about a topic that search engines may show."""
    quotes: list[QuoteUrl] = []
    for article in (layout.listed[url] for url in articles):
        quotes += () if article.deindexed else quote_urls(article)
        if len(quotes) >= _QUOTES_OF_TOPIC:
            break
    return tuple(quotes[:_QUOTES_OF_TOPIC])


def _years(layout: Layout, pages: Sequence[ListPage[QuoteUrl]]) -> tuple[tuple[str, str], ...]:
    """Where the quotes of each year begin."""
    begins: dict[str, str] = {}
    for part in pages:
        for quote in part.items:
            year = str(_listed(layout, quote).date.year)
            begins.setdefault(year, f"{part.url}#aar-{year}")
    return tuple(begins.items())


def _listed(layout: Layout, quote: QuoteUrl) -> Listed:
    return layout.listed[article_of(quote)]
