"""The front page and the lists of news: numbered pages, years and topics."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from hjemsite import danish
from hjemsite.pages.components import Link, QuoteView
from hjemsite.pages.context import PageContext, is_dense
from hjemsite.pages.event_pages import event_card, members_of_events
from hjemsite.pages.json_ld import website
from hjemsite.pages.layout import Layout, own_pages
from hjemsite.pages.numbered_lists import list_pages, list_title, pager
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_lists import quotes_of_topic, shown_quotes
from hjemsite.pages.street import MemberRow, member_rows
from hjemsite.pages.views import HomeView, NewsView, TopicsView, TopicView
from hjemsite.site.taxonomies import QuoteUrl, article_of, quote_urls
from hjemsite.urls import (
    EVENTS,
    HOME,
    JSON_FEED,
    MEMBERS,
    NEWS,
    OPML,
    QUOTES,
    RSS,
    TOPICS,
    Url,
    feed_urls,
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
_EVENTS = 3
"""How many of the next events the front page shows."""
_TOPICS = 12
"""How many topics are named above the news."""

TopicCounts: TypeAlias = Sequence[tuple[str, str, int]]
"""Title, address and number of articles of each topic."""


def home_page(layout: Layout) -> Iterator[Page]:
    """The front page: a lead story, the latest, a quotation, the members."""
    newest, chosen = islice(layout.taxonomies.articles, _LATEST + 1), layout.edition.front
    lead = (chosen["lead"],) if "lead" in chosen else ()
    articles = tuple(dict.fromkeys((*lead, *newest)))[: _LATEST + 1]
    quoted = (layout.listed[chosen["quote"]],) if "quote" in chosen else ()
    quotes = (
        tuple(url for article in quoted if article.deindexed is None for url in quote_urls(article))
        or layout.taxonomies.quotes[:_CHOICE]
    )
    members = [member for member in layout.edition.members.values() if member.left is None]
    events = layout.edition.coming[:_EVENTS]
    hosts = members_of_events(layout.edition.events[name] for name in events)
    shows = Shows(
        briefs=articles,
        quotes=quotes,
        members=tuple(dict.fromkeys((*(member.slug for member in members), *hosts))),
        events=events,
        images=(*layout.images_of(articles), *(url for member in members for url in member.files)),
    )
    rows = member_rows(layout.taxonomies, members)
    own = own_pages(layout.quote_pages, quotes)
    yield page(HOME, "home.html", home_view, articles, rows, bool(lead), own, shows=shows)


def home_view(
    context: PageContext,
    articles: Sequence[Url],
    members: Iterable[MemberRow],
    is_chosen: bool = False,
    own: Sequence[str] = (),
) -> HomeView:
    """The front page. `articles` begin with the lead story, which an editor may have chosen.

    `own` are the own pages of the quotes that it may show, if any.
    """
    cards = [context.cards[article] for article in articles]
    settings = context.edition.settings
    quotes = dict(zip(context.shows.quotes, shown_quotes(context, own), strict=True))
    return HomeView(
        frame=context.page_frame(
            settings.title, HOME, feeds=SITE_FEEDS, things=website(context.edition, context.addresses)
        ),
        lead=cards[0] if cards else None,
        is_chosen=is_chosen,
        dense=bool(cards) and is_dense(cards[0].title),
        lead_image=context.picture(context.briefs[articles[0]].image) if articles else None,
        latest=tuple(cards[1:]),
        events=tuple(event_card(context, context.edition.events[name]) for name in context.shows.events),
        events_url=context.addresses.href(EVENTS),
        quote=_quotation(quotes, articles[0]) if quotes else None,
        quotes_url=context.addresses.href(QUOTES),
        members=tuple(context.member_card(*row) for row in members),
        members_url=context.addresses.href(MEMBERS),
        members_called=settings.members_called.many,
        news_url=context.addresses.href(NEWS),
    )


def _quotation(newest: Mapping[QuoteUrl, QuoteView], lead: Url) -> QuoteView:
    """A quote for the front page, one of the newest that fit there: a new article changes it, and no clock does."""
    fitting = [url for url, quote in newest.items() if _SHORT <= len(quote.text) <= _LONG]
    if not fitting:
        return min(newest.values(), key=lambda quote: len(quote.text))
    # What the lead story says is read there already.
    others = [url for url in fitting if article_of(url) != lead] or fitting
    return newest[others[int.from_bytes(hashlib.blake2b(lead.encode(), digest_size=4).digest()) % len(others)]]


def news_pages(layout: Layout) -> Iterator[Page]:
    """The index of all news, its further pages, and one page for each year."""
    articles, years = tuple(layout.taxonomies.articles), tuple(layout.taxonomies.years)
    for part in list_pages(NEWS, articles, layout.edition.settings.news_per_page):
        shows = Shows(briefs=part.items, images=layout.images_of(part.items))
        topics = _most_used(layout) if part.url == NEWS else ()
        yield page(part.url, "news.html", news_view, part.url, years, None, topics, part.newer, part.older, shows=shows)
    for year, shown in layout.taxonomies.years.items():
        yield page(year_url(year), "news.html", news_view, year_url(year), years, year, shows=Shows(briefs=shown))


def news_view(
    context: PageContext,
    url: Url,
    years: Iterable[int],
    year: int | None = None,
    topics: Iterable[tuple[str, str]] = (),
    newer: str = "",
    older: str = "",
) -> NewsView:
    """A list of news: one page of all, between the pages `newer` and `older`, or all of a `year`.

    `topics` are titles and addresses.
    """
    href, cards = context.addresses.href, tuple(context.cards[article] for article in context.shows.briefs)
    pages = pager(context, [card.date for card in cards], newer, older)
    title = f"Nyheder fra {year}" if year else list_title("Nyheder", pages)
    return NewsView(
        context.page_frame(title, url, path=() if url == NEWS else (("Nyheder", NEWS),)),
        title,
        year is not None,
        cards,
        year_links(context, years, year),
        tuple(Link(name, href(address)) for name, address in topics),
        pages,
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


def topic_pages(layout: Layout) -> Iterator[Page]:
    """All topics, and one page for each."""
    yield page(TOPICS, "topics.html", topics_view, topic_counts(layout))
    for topic in layout.taxonomies.topics.values():
        quotes = quotes_of_topic(layout, topic.articles)
        images = layout.images_of(topic.articles[:NEWEST])
        shows, own = Shows(briefs=topic.articles, quotes=quotes, images=images), own_pages(layout.quote_pages, quotes)
        yield page(topic.url, "topic.html", topic_view, topic.url, topic.title, own, shows=shows)


def topics_view(context: PageContext, topics: TopicCounts) -> TopicsView:
    return TopicsView(context.page_frame("Emner", TOPICS), "Emner", topic_links(context, topics))


def topic_view(context: PageContext, url: Url, topic: str, own: Sequence[str] = ()) -> TopicView:
    """The page at `url` of a topic; `own` are the own pages of its quotes, if any."""
    title = topic[:1].upper() + topic[1:]
    name = f"Nyheder om {topic}"
    frame = context.page_frame(title, url, name, path=(("Emner", TOPICS),), feeds=feeds_of(name, url))
    cards = tuple(context.cards[article] for article in context.shows.briefs)
    return TopicView(frame, title, cards[:NEWEST], cards[NEWEST:], shown_quotes(context, own))


def feeds_of(name: str, url: Url) -> tuple[tuple[str, Url], ...]:
    """The feeds of the member or the topic whose page lies at `url`: name and address of each."""
    return (name, feed_urls(url).atom), (f"{name} som RSS", feed_urls(url).rss)


def topic_counts(layout: Layout) -> tuple[tuple[str, str, int], ...]:
    """Every topic: title, address and number of articles."""
    return tuple((topic.title, topic.url, len(topic.articles)) for topic in layout.taxonomies.topics.values())


def topic_links(context: PageContext, topics: TopicCounts) -> tuple[tuple[Link, str], ...]:
    """A link to each topic, and »3 nyheder«."""
    return tuple(
        (Link(title, context.addresses.href(url)), danish.plural(count, "nyhed", "nyheder"))
        for title, url, count in topics
    )
