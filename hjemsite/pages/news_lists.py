"""The front page and the lists of news: numbered pages, years and topics."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from hjemsite import danish
from hjemsite.pages.components import Link, Pager
from hjemsite.pages.context import PageContext, is_dense
from hjemsite.pages.json_ld import website
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.street import in_the_news
from hjemsite.pages.views import HomeView, NewsView, TopicsView, TopicView
from hjemsite.site.taxonomies import QuoteUrl, article_of
from hjemsite.urls import (
    HOME,
    JSON_FEED,
    MEMBERS,
    NEWS,
    OPML,
    QUOTES,
    RSS,
    TOPICS,
    Slug,
    Url,
    feed_urls,
    numbered,
    year_url,
)

SITE_FEEDS = (
    ("Nyhederne som RSS", RSS),
    ("Nyhederne som JSON", JSON_FEED),
    ("Alle nyhedsstrømme", OPML),
)
"""Beside the Atom feed, which every page tells of."""

NEWEST = 4
"""How many articles a list of all news about something begins with that are shown with their pictures."""

_LATEST = 6
_CHOICE = 24
"""Among how many of the newest quotes that of the front page is chosen."""
_SHORT, _LONG = 40, 260
"""How many characters it may have."""
_TOPICS = 12
"""How many topics are named above the news."""

TopicCounts: TypeAlias = Sequence[tuple[str, str, int]]
"""Title, address and number of articles of each topic."""


def home_page(layout: Layout) -> Iterator[Page]:
    """The front page: a lead story, the latest, a quotation, the members."""
    articles = tuple(islice(layout.taxonomies.articles, _LATEST + 1))
    quotes = layout.taxonomies.quotes[:_CHOICE]
    members = [one for one in layout.edition.members.values() if one.left is None]
    shows = Shows(
        briefs=articles,
        quotes=quotes,
        members=tuple(one.slug for one in members),
        images=(*layout.images_of(articles), *(url for one in members for url in one.files)),
    )
    news, lit = layout.taxonomies.news_of_member, in_the_news(layout.taxonomies)
    counts = tuple((one.slug, len(news.get(one.slug, ())), one.slug in lit) for one in members)
    yield page(HOME, "home.html", home_view, articles, counts, shows=shows)


def home_view(context: PageContext, articles: Sequence[Url], members: Iterable[tuple[Slug, int, bool]]) -> HomeView:
    cards = [context.cards[article] for article in articles]
    settings, quotes = context.edition.settings, context.shows.quotes
    quote = _quotation(context, quotes, articles[0]) if quotes else None
    return HomeView(
        frame=context.page_frame(
            settings.title, HOME, feeds=SITE_FEEDS, things=website(context.edition, context.addresses)
        ),
        lead=cards[0] if cards else None,
        dense=bool(cards) and is_dense(cards[0].title),
        lead_image=context.picture(context.briefs[articles[0]].image) if articles else None,
        latest=tuple(cards[1:]),
        quote=context.quotes[quote] if quote else None,
        quotes_url=context.addresses.href(QUOTES),
        members=tuple(context.member_card(*row) for row in members),
        members_url=context.addresses.href(MEMBERS),
        members_called=settings.members_called.many,
        news_url=context.addresses.href(NEWS),
    )


def _quotation(context: PageContext, newest: Sequence[QuoteUrl], lead: Url) -> QuoteUrl:
    """A quote for the front page, one of the newest that fit there: a new article changes it, and no clock does."""
    fitting = [url for url in newest if _SHORT <= len(context.quotes[url].text) <= _LONG]
    if not fitting:
        return min(newest, key=lambda url: len(context.quotes[url].text))
    # What the lead story says is read there already.
    others = [url for url in fitting if article_of(url) != lead] or fitting
    return others[int.from_bytes(hashlib.blake2b(lead.encode(), digest_size=4).digest()) % len(others)]


def news_pages(layout: Layout) -> Iterator[Page]:
    """The index of all news, its further pages, and one page for each year."""
    articles, size = tuple(layout.taxonomies.articles), layout.edition.settings.news_per_page
    last = max(1, -(-len(articles) // size))
    years = tuple(layout.taxonomies.years)
    for number in range(1, last + 1):
        title = "Nyheder" if number == 1 else f"Nyheder, side {number}"
        shown = articles[(number - 1) * size : number * size]
        shows = Shows(briefs=shown, images=layout.images_of(shown))
        topics = _most_used(layout) if number == 1 else ()
        url = numbered(NEWS, number)
        yield page(url, "news.html", news_view, url, title, years, None, topics, (number, last), shows=shows)
    for year, shown in layout.taxonomies.years.items():
        url, title = year_url(year), f"Nyheder fra {year}"
        yield page(url, "news.html", news_view, url, title, years, year, (), (1, 1), shows=Shows(briefs=shown))


def news_view(
    context: PageContext,
    url: Url,
    title: str,
    years: Iterable[int],
    year: int | None,
    topics: Iterable[tuple[str, str]],
    numbers: tuple[int, int],
) -> NewsView:
    """A list of news: page `numbers` (this, of so many), or all of a `year`. `topics` are titles and addresses."""
    href = context.addresses.href
    cards = tuple(context.cards[article] for article in context.shows.briefs)
    path = () if url == NEWS else (("Nyheder", NEWS),)
    return NewsView(
        context.page_frame(title, url, path=path),
        title,
        year is not None,
        cards,
        year_links(context, years, year),
        tuple(Link(name, href(address)) for name, address in topics),
        pager(context, NEWS, *numbers),
    )


def year_links(context: PageContext, years: Iterable[int], current: int | None = None) -> tuple[Link, ...]:
    """The pages of the `years`."""
    return tuple(Link(str(year), context.addresses.href(year_url(year)), current=year == current) for year in years)


def _most_used(layout: Layout) -> tuple[tuple[str, str], ...]:
    """The topics with the most news, by name, and a link to them all where some are left out."""
    topics = layout.taxonomies.topics.values()
    most = sorted(topics, key=lambda topic: len(topic.articles), reverse=True)[:_TOPICS]
    links = [(topic.title, topic.url) for topic in topics if topic in most]
    return tuple(links if len(links) == len(topics) else [*links, ("alle emner", TOPICS)])


def pager(context: PageContext, first: Url, number: int, last: int) -> Pager | None:
    """The way between the pages of a list; None when there is only one."""
    if last == 1:
        return None
    newer = context.addresses.href(numbered(first, number - 1)) if number > 1 else ""
    older = context.addresses.href(numbered(first, number + 1)) if number < last else ""
    return Pager(f"Side {number} af {last}", newer, older)


def topic_pages(layout: Layout) -> Iterator[Page]:
    """All topics, and one page for each."""
    yield page(TOPICS, "topics.html", topics_view, topic_counts(layout))
    for topic in layout.taxonomies.topics.values():
        shows = Shows(briefs=topic.articles, images=layout.images_of(topic.articles[:NEWEST]))
        yield page(topic.url, "topic.html", topic_view, topic.url, topic.title, shows=shows)


def topics_view(context: PageContext, topics: TopicCounts) -> TopicsView:
    return TopicsView(context.page_frame("Emner", TOPICS), "Emner", topic_links(context, topics))


def topic_view(context: PageContext, url: Url, topic: str) -> TopicView:
    title = topic[:1].upper() + topic[1:]
    name = f"Nyheder om {topic}"
    frame = context.page_frame(title, url, name, path=(("Emner", TOPICS),), feeds=feeds_of(name, url))
    cards = tuple(context.cards[article] for article in context.shows.briefs)
    return TopicView(frame, title, cards[:NEWEST], cards[NEWEST:])


def feeds_of(name: str, url: Url) -> tuple[tuple[str, Url], ...]:
    """The feeds of the member or the topic whose page lies at `url`: name and address of each."""
    return (name, feed_urls(url).atom), (f"{name} som RSS", feed_urls(url).rss)


def topic_counts(layout: Layout) -> tuple[tuple[str, str, int], ...]:
    """Every topic: title, address and number of articles."""
    return tuple((one.title, one.url, len(one.articles)) for one in layout.taxonomies.topics.values())


def topic_links(context: PageContext, topics: TopicCounts) -> tuple[tuple[Link, str], ...]:
    """A link to each topic, and »3 nyheder«."""
    return tuple(
        (Link(title, context.addresses.href(url)), danish.plural(count, "nyhed", "nyheder"))
        for title, url, count in topics
    )
