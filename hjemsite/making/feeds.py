"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, for the whole site, each member and each topic.

An entry's id is its address on the site's own address, so it stays when a headline or a date is mended.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from hjemsite.making.desk import Desk, summary
from hjemsite.making.page import Page
from hjemsite.making.pictures import for_feed
from hjemsite.making.pieces import FeedEntry
from hjemsite.making.views import FeedView
from hjemsite.model import Article, Passage
from hjemsite.urls import Url

_NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a time of change of an empty feed too, and must not get the time of the build."""


def feed_pages(desk: Desk) -> Iterator[Page]:
    """Both feeds of the site, of each member and of each topic."""
    settings, edition = desk.edition.settings, desk.edition
    lists = [(settings.title, settings.description, Url("/"), edition.articles)]
    for member in edition.members.values():
        news = desk.index.news_of_member.get(member.slug, ())
        lists.append((f"{member.name} – {settings.title}", f"Nyheder om {member.name}", member.url, news))
    for topic in desk.index.topics.values():
        lists.append((f"{topic.title} – {settings.title}", f"Nyheder om {topic.title}", topic.url, topic.articles))
    entries: dict[Url, FeedEntry] = {}
    for title, description, url, articles in lists:
        newest = articles[: settings.feed_entries]
        for article in newest:
            if article.url not in entries:
                entries[article.url] = _entry(desk, article)
        shown = tuple(entries[article.url] for article in newest)
        full = desk.addresses.full
        view = FeedView(
            title=title,
            description=description,
            home=full(url),
            url=full(f"{url}feed.xml"),
            updated=max(map(_changed, newest)).isoformat() if newest else _NEVER,
            entries=shown,
        )
        yield Page(Url(f"{url}feed.xml"), "feed.xml", view)
        yield Page(Url(f"{url}feed.json"), "feed.json", replace(view, url=full(f"{url}feed.json")))


def _entry(desk: Desk, article: Article) -> FeedEntry:
    card = desk.cards[article.url]
    html = "".join(_wrapped(passage) for passage in desk.bodies(article.body).passages)
    return FeedEntry(
        id=desk.edition.settings.address + article.url,
        url=desk.addresses.full(article.url),
        title=card.title,
        published=article.date.isoformat(),
        updated=_changed(article).isoformat(),
        summary=summary(article),
        html=desk.addresses.feed_html(for_feed(html, desk.album), article.url),
        authors=tuple(member.title for member in card.members) or (desk.edition.settings.title,),
        topics=article.topics,
    )


def _wrapped(passage: Passage) -> str:
    """A passage as a feed reader knows it: quotations by their elements, without the site's classes."""
    # The marks stand in the text, so an inline quotation needs no element that would add them again.
    return f"<blockquote>{passage.html}</blockquote>" if passage.form in ("block", "quoted") else passage.html


def _changed(article: Article) -> datetime:
    """When readers last got something new: never the time of the build."""
    return max(filter(None, (article.date, article.updated, article.embargo)))


def json_feed(view: FeedView) -> str:
    """A feed as JSON Feed 1.1 (jsonfeed.org)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.description,
        "home_page_url": view.home,
        "feed_url": view.url,
        "language": "da",
        "items": [_item(entry) for entry in view.entries],
    }
    return json.dumps(feed, ensure_ascii=False) + "\n"


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
    return item | ({"tags": list(entry.topics)} if entry.topics else {})
