"""The front page and the lists of news: numbered pages, years and topics."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from hjemsite import danish
from hjemsite.model import Picture
from hjemsite.pages.components import Link, MemberCard, Pager
from hjemsite.pages.context import MEMBERS, NEWS, QUOTES, TOPICS, PageContext, is_dense
from hjemsite.pages.dependencies import Scopes, Wanted, articles_of
from hjemsite.pages.json_ld import website
from hjemsite.pages.page import Later, Page
from hjemsite.pages.views import HomeView, NewsView, TopicsView, TopicView
from hjemsite.site.taxonomies import QuoteUrl, Topic, article_of
from hjemsite.urls import Url

SITE_FEEDS = (("Nyhederne som JSON", Url("/feed.json")), ("Alle nyhedsstrømme", Url("/feeds.opml")))
"""Beside the Atom feed, which every page tells of."""

_LATEST = 6
_CHOICE = 24
"""Among how many of the newest quotes that of the front page is chosen."""
_SHORT, _LONG = 40, 260
"""How many characters it may have."""
_TOPICS = 12
"""How many topics are named above the news."""


def home_page(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """The front page: a lead story, the latest, a quotation, the members."""
    articles, said = tuple(islice(desk.index.articles, _LATEST + 1)), desk.index.said[:_CHOICE]
    # Of the lead story the picture shows, too.
    image = desk.articles[articles[0]].image if articles else None
    members = tuple(desk.member_card(member) for member in desk.edition.members.values() if member.left is None)
    named = tuple(dict.fromkeys((*articles, *articles_of(said))))
    scope = scopes.of(Wanted(named=named, said=said, pictures=(image.url,) if image else ()))
    yield Page(Url("/"), "home.html", Later(_home_view, scope, (articles, image, said, members)))


def _home_view(
    desk: PageContext,
    articles: Sequence[Url],
    image: Picture | None,
    said: Sequence[QuoteUrl],
    members: tuple[MemberCard, ...],
) -> HomeView:
    cards = [desk.cards[article] for article in articles]
    settings = desk.edition.settings
    quote = _quotation(desk, said, articles[0]) if said else None
    return HomeView(
        frame=desk.page_frame(settings.title, Url("/"), feeds=SITE_FEEDS, things=website(desk.edition, desk.addresses)),
        lead=cards[0] if cards else None,
        dense=bool(cards) and is_dense(cards[0].title),
        lead_image=desk.picture(image),
        latest=tuple(cards[1:]),
        quote=desk.quotes[quote] if quote else None,
        quotes_url=desk.addresses.href(QUOTES),
        members=members,
        members_url=desk.addresses.href(MEMBERS),
        members_called=settings.members_called,
        news_url=desk.addresses.href(NEWS),
    )


def _quotation(desk: PageContext, newest: Sequence[QuoteUrl], lead: Url) -> QuoteUrl:
    """A quote for the front page, one of the newest that fit there: a new article changes it, and no clock does."""
    fitting = [place for place in newest if _SHORT <= len(desk.quotes[place].text) <= _LONG]
    if not fitting:
        return min(newest, key=lambda place: len(desk.quotes[place].text))
    # What the lead story says is read there already.
    others = [place for place in fitting if article_of(place) != lead] or fitting
    return others[int.from_bytes(hashlib.blake2b(lead.encode(), digest_size=4).digest()) % len(others)]


def news_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """The index of all news, its further pages, and one page for each year."""
    articles, size = tuple(desk.index.articles), desk.edition.settings.news_per_page
    last = max(1, -(-len(articles) // size))
    years = year_links(desk)
    for number in range(1, last + 1):
        url = numbered(NEWS, number)
        title = "Nyheder" if number == 1 else f"Nyheder, side {number}"
        path = (("Nyheder", NEWS),) if number > 1 else ()
        shown = articles[(number - 1) * size : number * size]
        topics = _topic_links(desk) if number == 1 else ()
        given = (url, title, path, False, shown, years, topics, pager(desk, NEWS, number, last))
        yield Page(url, "news.html", Later(_news_view, scopes.of(Wanted(named=shown)), given))
    for year, shown in desk.index.years.items():
        url = Url(f"{NEWS}{year}/")
        given = (url, f"Nyheder fra {year}", (("Nyheder", NEWS),), True, shown, year_links(desk, year), (), None)
        yield Page(url, "news.html", Later(_news_view, scopes.of(Wanted(named=shown)), given))


def _news_view(
    desk: PageContext,
    url: Url,
    title: str,
    path: Iterable[tuple[str, Url]],
    whole_year: bool,
    shown: Iterable[Url],
    years: tuple[Link, ...],
    topics: tuple[Link, ...],
    pages: Pager | None,
) -> NewsView:
    cards = tuple(desk.cards[article] for article in shown)
    return NewsView(desk.page_frame(title, url, path=path), title, whole_year, cards, years, topics, pages)


def year_links(desk: PageContext, current: int | None = None) -> tuple[Link, ...]:
    """The pages of the years, newest first."""
    years = desk.index.years
    return tuple(Link(str(year), desk.addresses.href(f"{NEWS}{year}/"), current=year == current) for year in years)


def _topic_links(desk: PageContext) -> tuple[Link, ...]:
    """The topics with the most news, by name, and a link to them all where some are left out."""
    topics = desk.index.topics.values()
    most = sorted(topics, key=lambda topic: len(topic.articles), reverse=True)[:_TOPICS]
    links = [Link(topic.title, desk.addresses.href(topic.url)) for topic in topics if topic in most]
    return tuple(links if len(links) == len(topics) else [*links, Link("alle emner", desk.addresses.href(TOPICS))])


def numbered(first: Url, number: int) -> Url:
    """The address of page `number` of a list that begins at `first`."""
    return first if number == 1 else Url(f"{first}side/{number}/")


def pager(desk: PageContext, first: Url, number: int, last: int) -> Pager | None:
    """The way between the pages of a list; None when there is only one."""
    if last == 1:
        return None
    newer = desk.addresses.href(numbered(first, number - 1)) if number > 1 else ""
    older = desk.addresses.href(numbered(first, number + 1)) if number < last else ""
    return Pager(f"Side {number} af {last}", newer, older)


def topic_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """All topics, and one page for each."""
    yield Page(TOPICS, "topics.html", TopicsView(desk.page_frame("Emner", TOPICS), "Emner", topic_counts(desk)))
    for topic in desk.index.topics.values():
        scope = scopes.of(Wanted(named=topic.articles))
        yield Page(topic.url, "topic.html", Later(_topic_view, scope, (topic,)))


def _topic_view(desk: PageContext, topic: Topic) -> TopicView:
    title = topic.title[:1].upper() + topic.title[1:]
    feed = (f"Nyheder om {topic.title}", Url(f"{topic.url}feed.xml"))
    frame = desk.page_frame(title, topic.url, f"Nyheder om {topic.title}", path=(("Emner", TOPICS),), feeds=(feed,))
    return TopicView(frame, title, tuple(desk.cards[article] for article in topic.articles))


def topic_counts(desk: PageContext) -> tuple[tuple[Link, str], ...]:
    """Every topic, and »3 nyheder«."""
    return tuple(
        (Link(topic.title, desk.addresses.href(topic.url)), danish.plural(len(topic.articles), "nyhed", "nyheder"))
        for topic in desk.index.topics.values()
    )
