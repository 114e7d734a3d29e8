"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, for the whole site, each member, topic and person, and an OPML of them.

An entry's id is its address on the site's own address, so it stays when a headline or a date is mended.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from hjemsite.model import Article, Quote, Settings
from hjemsite.pages.components import FeedEntry, FeedQuote, Link
from hjemsite.pages.context import PageContext
from hjemsite.pages.downloads.release import body
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.responsive_images import for_feed
from hjemsite.pages.views import FeedView, OpmlView
from hjemsite.site.gate import changed, published
from hjemsite.urls import Url

OPML = Url("/feeds.opml")

_NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a time of change of an empty feed too, and must not get the time of the build."""


class _Feed(Struct, frozen=True):
    """`url` is the page whose news the feed brings; `name` says which, in a list of feeds."""

    name: str
    title: str
    description: str
    url: Url
    articles: tuple[Url, ...]
    """Newest first."""


def feed_pages(layout: Layout) -> Iterator[Page]:
    """Both feeds of everything that has them, and the list of all."""
    groups = {title: tuple(feeds) for title, feeds in _groups(layout)}
    newest = layout.edition.settings.feed_entries
    for feed in (one for feeds in groups.values() for one in feeds):
        texts, shows = (feed.title, feed.description, feed.url), Shows(articles=feed.articles[:newest])
        yield page(Url(f"{feed.url}feed.xml"), "feed.xml", feed_view, *texts, "feed.xml", shows=shows)
        yield page(Url(f"{feed.url}feed.json"), "json", json_feed_view, *texts, shows=shows)
    outlines = tuple((title, tuple((one.name, one.url) for one in feeds)) for title, feeds in groups.items() if feeds)
    yield page(OPML, "opml.xml", opml_view, outlines)


def _groups(layout: Layout) -> Iterator[tuple[str, Iterable[_Feed]]]:
    """Every feed, below the heading under which it is listed."""
    settings, found = layout.edition.settings, layout.taxonomies
    yield (
        settings.title,
        (_Feed("Alle nyheder", settings.title, settings.description, Url("/"), tuple(found.articles)),),
    )
    members = layout.edition.members.values()
    yield (
        settings.members_called.heading,
        (_about(settings, one.name, "om", one.url, found.news_of_member.get(one.slug, ())) for one in members),
    )
    yield "Emner", (_about(settings, one.title, "om", one.url, one.articles) for one in found.topics.values())
    yield "Personer", (_about(settings, one.name, "med", one.url, one.articles) for one in found.profiles.values())


def _about(settings: Settings, name: str, word: str, url: Url, articles: tuple[Url, ...]) -> _Feed:
    return _Feed(name, f"{name} – {settings.title}", f"Nyheder {word} {name}", url, articles)


def opml_view(context: PageContext, outlines: Iterable[tuple[str, Iterable[tuple[str, Url]]]]) -> OpmlView:
    """`outlines` are headings, each with the name and the page of its feeds."""
    full = context.addresses.full
    return OpmlView(
        f"Nyhedsstrømme fra {context.edition.settings.title}",
        tuple(
            (title, tuple((name, full(f"{url}feed.xml"), full(url)) for name, url in feeds))
            for title, feeds in outlines
        ),
    )


def feed_view(context: PageContext, title: str, description: str, url: Url, file: str) -> FeedView:
    """The feed of the newest articles about what the page at `url` is about."""
    newest = [context.articles[article] for article in context.shows.articles]
    return FeedView(
        title=title,
        description=description,
        home=context.addresses.full(url),
        url=context.addresses.full(f"{url}{file}"),
        updated=max(map(changed, newest)).isoformat() if newest else _NEVER,
        entries=tuple(context.feed_entries[article.url] for article in newest),
    )


def feed_entry(context: PageContext, url: Url) -> FeedEntry:
    """The article at `url` as an entry of any feed, from a context that shows it alone."""
    article, card, full = context.articles[url], context.cards[url], context.addresses.full
    members = tuple(context.edition.members[name] for name in article.members)
    return FeedEntry(
        id=context.edition.settings.address + article.url,
        url=full(article.url),
        title=card.title,
        published=published(article).isoformat(),
        updated=changed(article).isoformat(),
        summary=article.excerpt,
        html=context.addresses.feed_html(for_feed(body(context, article, named=False), context.images), article.url),
        authors=tuple(member.name for member in members) or (context.edition.settings.title,),
        topics=article.topics,
        members=tuple(Link(member.name, full(member.url)) for member in members),
        quotes=tuple(_quote(context, article, quote) for quote in article.quotes),
    )


def _quote(context: PageContext, article: Article, quote: Quote) -> FeedQuote:
    speaker, url = quote.speaker, context.addresses.full(f"{article.url}#{quote.anchor}")
    return FeedQuote(quote.text, speaker.name, speaker.title, speaker.organisation, url)


def json_feed_view(context: PageContext, title: str, description: str, url: Url) -> dict[str, object]:
    """A feed as JSON Feed 1.1 (jsonfeed.org), with what our articles hold beyond it under `_hjemsite`."""
    view = feed_view(context, title, description, url, "feed.json")
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.description,
        "home_page_url": view.home,
        "feed_url": view.url,
        "language": "da",
        "_hjemsite": {"about": context.addresses.full("/data/v1/index.json"), "version": 1},
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
