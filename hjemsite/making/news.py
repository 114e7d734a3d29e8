"""The front page and the lists of news: numbered pages, years and topics."""

import hashlib
from collections.abc import Iterator

from hjemsite import danish
from hjemsite.making.desk import MEMBERS, NEWS, QUOTES, TOPICS, Desk, is_dense
from hjemsite.making.index import Said
from hjemsite.making.page import Page
from hjemsite.making.pieces import Link, Pager
from hjemsite.making.structured import website
from hjemsite.making.views import HomeView, NewsView, TopicsView, TopicView
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


def home_page(desk: Desk) -> Iterator[Page]:
    """The front page: a lead story, the latest, a quotation, the members."""
    cards = [desk.cards[article.url] for article in desk.edition.articles[: _LATEST + 1]]
    settings = desk.edition.settings
    said = _quotation(desk)
    members = tuple(desk.member_card(member) for member in desk.edition.members.values() if member.left is None)
    view = HomeView(
        frame=desk.frame(settings.title, Url("/"), feeds=SITE_FEEDS, things=website(desk.edition, desk.addresses)),
        lead=cards[0] if cards else None,
        dense=bool(cards) and is_dense(cards[0].title),
        lead_image=desk.picture(desk.edition.articles[0].image) if cards else None,
        latest=tuple(cards[1:]),
        quote=desk.sayings[said.url] if said else None,
        quotes_url=desk.addresses.href(QUOTES),
        members=members,
        members_url=desk.addresses.href(MEMBERS),
        members_called=settings.members_called,
        news_url=desk.addresses.href(NEWS),
    )
    yield Page(Url("/"), "home.html", view)


def _quotation(desk: Desk) -> Said | None:
    """A quote for the front page, one of the newest that fit there: a new article changes it, and no clock does."""
    newest = desk.index.said[:_CHOICE]
    fitting = [said for said in newest if _SHORT <= len(said.quote.text) <= _LONG]
    if not fitting:
        return min(newest, key=lambda one: len(one.quote.text), default=None)
    lead = desk.edition.articles[0].url
    # What the lead story says is read there already.
    others = [said for said in fitting if said.article.url != lead] or fitting
    return others[int.from_bytes(hashlib.blake2b(lead.encode(), digest_size=4).digest()) % len(others)]


def news_pages(desk: Desk) -> Iterator[Page]:
    """The index of all news, its further pages, and one page for each year."""
    articles, size = desk.edition.articles, desk.edition.settings.news_per_page
    last = max(1, -(-len(articles) // size))
    for number in range(1, last + 1):
        url = numbered(NEWS, number)
        title = "Nyheder" if number == 1 else f"Nyheder, side {number}"
        cards = tuple(desk.cards[article.url] for article in articles[(number - 1) * size : number * size])
        frame = desk.frame(title, url, path=(("Nyheder", NEWS),) if number > 1 else ())
        yield Page(
            url,
            "news.html",
            NewsView(
                frame,
                title,
                False,
                cards,
                year_links(desk),
                _topic_links(desk) if number == 1 else (),
                pager(desk, NEWS, number, last),
            ),
        )
    for year, found in desk.index.years.items():
        title = f"Nyheder fra {year}"
        url = Url(f"{NEWS}{year}/")
        frame = desk.frame(title, url, path=(("Nyheder", NEWS),))
        cards = tuple(desk.cards[article.url] for article in found)
        yield Page(url, "news.html", NewsView(frame, title, True, cards, year_links(desk, year), (), None))


def year_links(desk: Desk, current: int | None = None) -> tuple[Link, ...]:
    """The pages of the years, newest first."""
    years = desk.index.years
    return tuple(Link(str(year), desk.addresses.href(f"{NEWS}{year}/"), current=year == current) for year in years)


def _topic_links(desk: Desk) -> tuple[Link, ...]:
    """The topics with the most news, by name, and a link to them all where some are left out."""
    topics = desk.index.topics.values()
    most = sorted(topics, key=lambda topic: len(topic.articles), reverse=True)[:_TOPICS]
    links = [Link(topic.title, desk.addresses.href(topic.url)) for topic in topics if topic in most]
    return tuple(links if len(links) == len(topics) else [*links, Link("alle emner", desk.addresses.href(TOPICS))])


def numbered(first: Url, number: int) -> Url:
    """The address of page `number` of a list that begins at `first`."""
    return first if number == 1 else Url(f"{first}side/{number}/")


def pager(desk: Desk, first: Url, number: int, last: int) -> Pager | None:
    """The way between the pages of a list; None when there is only one."""
    if last == 1:
        return None
    newer = desk.addresses.href(numbered(first, number - 1)) if number > 1 else ""
    older = desk.addresses.href(numbered(first, number + 1)) if number < last else ""
    return Pager(f"Side {number} af {last}", newer, older)


def topic_pages(desk: Desk) -> Iterator[Page]:
    """All topics, and one page for each."""
    yield Page(TOPICS, "topics.html", TopicsView(desk.frame("Emner", TOPICS), "Emner", topic_counts(desk)))
    for topic in desk.index.topics.values():
        title = topic.title[:1].upper() + topic.title[1:]
        feed = (f"Nyheder om {topic.title}", Url(f"{topic.url}feed.xml"))
        frame = desk.frame(title, topic.url, f"Nyheder om {topic.title}", path=(("Emner", TOPICS),), feeds=(feed,))
        cards = tuple(desk.cards[article.url] for article in topic.articles)
        yield Page(topic.url, "topic.html", TopicView(frame, title, cards))


def topic_counts(desk: Desk) -> tuple[tuple[Link, str], ...]:
    """Every topic, and »3 nyheder«."""
    return tuple(
        (Link(topic.title, desk.addresses.href(topic.url)), danish.plural(len(topic.articles), "nyhed", "nyheder"))
        for topic in desk.index.topics.values()
    )
