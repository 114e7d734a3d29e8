"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, for the whole site, each member, topic and person, and an OPML of them.

An entry's id is its address on the site's own address, so it stays when a headline or a date is mended.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from hjemsite.model import Article, Quote
from hjemsite.pages.components import FeedEntry, FeedQuote, Link
from hjemsite.pages.context import PageContext, summary
from hjemsite.pages.dependencies import Scopes, Wanted
from hjemsite.pages.downloads.release import body
from hjemsite.pages.page import Later, Page
from hjemsite.pages.responsive_images import for_feed
from hjemsite.pages.views import FeedView, OpmlView
from hjemsite.site.gate import changed, published
from hjemsite.urls import Url

OPML = Url("/feeds.opml")

_ENTRIES = 1_000
"""How many written entries are held; each is as long as its article."""

_Entries: TypeAlias = Callable[[Url], FeedEntry]
"""The entry of the article at an address."""

_NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a time of change of an empty feed too, and must not get the time of the build."""


class _Feed(Struct, frozen=True):
    """`url` is the page whose news the feed brings; `name` says which, in a list of feeds."""

    name: str
    title: str
    description: str
    url: Url


def feed_pages(desk: PageContext, scopes: Scopes, about: AbstractSet[Url] | None = None) -> Iterator[Page]:
    """Both feeds of everything that has them, and the list of all.

    With `about`, only the feeds that bring one of these articles.
    """
    groups = {title: tuple(feeds) for title, feeds in _groups(desk)}
    # An article stands in many feeds; whoever has written its entry has it for the next, if that comes soon.
    entry = lru_cache(_ENTRIES)(lambda url: _entry(scopes.of(Wanted(texts=(url,))).desk(), desk.articles[url]))
    newest = desk.edition.settings.feed_entries
    for feed, news in (one for feeds in groups.values() for one in feeds):
        if about is not None and about.isdisjoint(news[:newest]):
            continue
        scope = scopes.of(Wanted(texts=news[:newest]))
        yield Page(Url(f"{feed.url}feed.xml"), "feed.xml", Later(_view, scope, (feed, "feed.xml"), (entry,)))
        yield Page(Url(f"{feed.url}feed.json"), "json", Later(_json_feed, scope, (feed,), (entry,)))
    if about is not None:
        return
    full = desk.addresses.full
    outlines = (
        (title, tuple((feed.name, full(f"{feed.url}feed.xml"), full(feed.url)) for feed, _ in feeds))
        for title, feeds in groups.items()
        if feeds
    )
    yield Page(OPML, "opml.xml", OpmlView(f"Nyhedsstrømme fra {desk.edition.settings.title}", tuple(outlines)))


_News: TypeAlias = tuple[_Feed, tuple[Url, ...]]


def _groups(desk: PageContext) -> Iterator[tuple[str, Iterator[_News]]]:
    """Every feed and its articles, newest first."""
    settings, found = desk.edition.settings, desk.index
    whole = _Feed("Alle nyheder", settings.title, settings.description, Url("/"))
    yield settings.title, iter(((whole, tuple(found.articles)),))
    members = desk.edition.members.values()
    yield (
        settings.members_called.capitalize(),
        (_about(desk, one.name, "om", one.url, found.news_of_member.get(one.slug, ())) for one in members),
    )
    yield "Emner", (_about(desk, one.title, "om", one.url, one.articles) for one in found.topics.values())
    yield "Personer", (_about(desk, one.name, "med", one.url, one.articles) for one in found.profiles.values())


def _about(desk: PageContext, name: str, word: str, url: Url, articles: tuple[Url, ...]) -> _News:
    return _Feed(name, f"{name} – {desk.edition.settings.title}", f"Nyheder {word} {name}", url), articles


def _view(desk: PageContext, feed: _Feed, file: str, entry: _Entries) -> FeedView:
    newest = desk.edition.articles
    return FeedView(
        title=feed.title,
        description=feed.description,
        home=desk.addresses.full(feed.url),
        url=desk.addresses.full(f"{feed.url}{file}"),
        updated=max(map(changed, newest)).isoformat() if newest else _NEVER,
        entries=tuple(entry(article.url) for article in newest),
    )


def _entry(desk: PageContext, article: Article) -> FeedEntry:
    card, full = desk.cards[article.url], desk.addresses.full
    members = tuple(desk.edition.members[name] for name in article.members)
    return FeedEntry(
        id=desk.edition.settings.address + article.url,
        url=full(article.url),
        title=card.title,
        published=published(article).isoformat(),
        updated=changed(article).isoformat(),
        summary=summary(article),
        html=desk.addresses.feed_html(for_feed(body(desk, article, named=False), desk.images), article.url),
        authors=tuple(member.name for member in members) or (desk.edition.settings.title,),
        topics=article.topics,
        members=tuple(Link(member.name, full(member.url)) for member in members),
        quotes=tuple(_quote(desk, article, quote) for quote in article.quotes),
    )


def _quote(desk: PageContext, article: Article, quote: Quote) -> FeedQuote:
    speaker, url = quote.speaker, desk.addresses.full(f"{article.url}#{quote.anchor}")
    return FeedQuote(quote.text, speaker.name, speaker.title, speaker.organisation, url)


def _json_feed(desk: PageContext, feed: _Feed, entry: _Entries) -> dict[str, object]:
    """A feed as JSON Feed 1.1 (jsonfeed.org), with what our articles hold beyond it under `_hjemsite`."""
    view = _view(desk, feed, "feed.json", entry)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.description,
        "home_page_url": view.home,
        "feed_url": view.url,
        "language": "da",
        "_hjemsite": {"about": desk.addresses.full("/data/v1/index.json"), "version": 1},
        "items": [_item(entry) for entry in view.entries],
    }


def _item(entry: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
    }
    if entry.topics:
        item["tags"] = list(entry.topics)
    item["_hjemsite"] = {
        "members": [{"name": member.title, "url": member.url} for member in entry.members],
        "quotes": [
            {
                "text": quote.text,
                "speaker": quote.speaker,
                "title": quote.title,
                "organisation": quote.organisation,
                "url": quote.url,
            }
            for quote in entry.quotes
        ],
    }
    return item
