"""Feeds for the whole site, each member, topic and person, and an OPML of them.

Each is there as Atom (RFC 4287) and as JSON Feed 1.1, and those that newsrooms follow as RSS 2.0. All forms hold the
same entries. People have no RSS feed: there are many of them with few followers each, and it would make builds slower.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.model import Settings
from hjemsite.pages.context import PageContext
from hjemsite.pages.feed_components import FeedEntry
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine.feed_entries import internet_date
from hjemsite.pages.machine.machine_views import FeedView, OpmlView
from hjemsite.pages.page import Page, Shows, page
from hjemsite.site.gate import changed
from hjemsite.urls import DATA, EVENTS, HOME, OPML, Url, feed_urls

NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a time of change of an empty feed too, and must not get the time of the build."""


class _Feed(Struct, frozen=True):
    """`url` is the page whose news the feed brings; `name` says which, in a list of feeds."""

    name: str
    title: str
    description: str
    url: Url
    articles: tuple[Url, ...]
    """Newest first."""
    has_rss: bool = True


def feed_pages(layout: Layout) -> Iterator[Page]:
    """The feeds of everything that has them, and the list of all."""
    groups = {title: tuple(feeds) for title, feeds in _groups(layout)}
    newest = layout.edition.settings.feed_entries
    for feed in (feed for feeds in groups.values() for feed in feeds):
        texts, shows = (feed.title, feed.description, feed.url), Shows(articles=feed.articles[:newest])
        urls = feed_urls(feed.url)
        yield page(urls.atom, "feed.xml", feed_view, *texts, shows=shows)
        yield page(urls.json, "json", json_feed_view, *texts, shows=shows)
        if feed.has_rss:
            yield page(urls.rss, "rss.xml", rss_view, *texts, shows=shows)
    outlines = tuple(
        (title, tuple((feed.name, feed.url) for feed in feeds)) for title, feeds in groups.items() if feeds
    )
    if layout.edition.has_events:
        outlines += (("Arrangementer", (("Arrangementer", EVENTS),)),)
    yield page(OPML, "opml.xml", opml_view, outlines)


def _groups(layout: Layout) -> Iterator[tuple[str, Iterable[_Feed]]]:
    """Every feed, below the heading under which it is listed."""
    settings, taxonomies = layout.edition.settings, layout.taxonomies
    yield (
        settings.title,
        (_Feed("Alle nyheder", settings.title, settings.description, HOME, tuple(layout.listed)),),
    )
    members = layout.edition.members.values()
    yield (
        settings.members_called.heading,
        (
            _about(settings, member.name, "om", member.url, taxonomies.news_of_member.get(member.slug, ()))
            for member in members
        ),
    )
    yield (
        "Emner",
        (_about(settings, topic.title, "om", topic.url, topic.articles) for topic in taxonomies.topics.values()),
    )
    people = (
        _about(settings, profile.name, "med", profile.url, profile.articles) for profile in taxonomies.profiles.values()
    )
    yield "Personer", (replace(feed, has_rss=False) for feed in people)


def _about(settings: Settings, name: str, word: str, url: Url, articles: tuple[Url, ...]) -> _Feed:
    return _Feed(name, f"{name} – {settings.title}", f"Nyheder {word} {name}", url, articles)


def opml_view(context: PageContext, outlines: Iterable[tuple[str, Iterable[tuple[str, Url]]]]) -> OpmlView:
    """`outlines` are headings, each with the name and the page of its feeds."""
    full = context.addresses.full
    return OpmlView(
        f"Nyhedsstrømme fra {context.edition.settings.title}",
        tuple(
            (title, tuple((name, full(feed_urls(url).atom), full(url)) for name, url in feeds))
            for title, feeds in outlines
        ),
    )


def feed_view(context: PageContext, title: str, description: str, url: Url) -> FeedView:
    """The feed of the newest articles about what the page at `url` is about, as Atom."""
    updated = _updated(context)
    return _view(context, title, description, url, "feed.xml", updated.isoformat() if updated else NEVER)


def rss_view(context: PageContext, title: str, description: str, url: Url) -> FeedView:
    """A feed as RSS 2.0; without news it has no time of change."""
    updated = _updated(context)
    return _view(context, title, description, url, "rss.xml", internet_date(updated) if updated else "")


def _updated(context: PageContext) -> datetime | None:
    return max((changed(context.articles[url]) for url in context.shows.articles), default=None)


def _view(context: PageContext, title: str, description: str, url: Url, file: str, updated: str) -> FeedView:
    entries = tuple(context.feed_entries[article] for article in context.shows.articles)
    return FeedView(
        title=title,
        description=description,
        author=context.edition.settings.alliance,
        home=context.addresses.full(url),
        url=context.addresses.full(f"{url}{file}"),
        updated=updated,
        entries=entries,
    )


def json_feed_view(context: PageContext, title: str, description: str, url: Url) -> dict[str, object]:
    """A feed as JSON Feed 1.1 (jsonfeed.org), with what our articles hold beyond it under `_hjemsite`."""
    return json_feed(context, _view(context, title, description, url, "feed.json", ""))


def json_feed(context: PageContext, view: FeedView) -> dict[str, object]:
    """A feed as JSON Feed 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.description,
        "home_page_url": view.home,
        "feed_url": view.url,
        "language": "da",
        "authors": [{"name": view.author, "url": context.addresses.full("/")}],
        "_hjemsite": {"about": context.addresses.full(Url(f"{DATA}index.json")), "version": 1},
        "items": [_item(entry) for entry in view.entries],
    }


def _item(entry: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.image:
        item["image"] = entry.image
    if entry.topics:
        item["tags"] = list(entry.topics)
    if entry.attachments:
        item["attachments"] = [
            {"url": file.url, "mime_type": file.type, "title": file.title, "size_in_bytes": file.size}
            for file in entry.attachments
        ]
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
