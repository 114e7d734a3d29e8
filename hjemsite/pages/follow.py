"""The page »Følg med«: what a feed is, where the feeds are, and buttons for the common readers.

A feed that is opened in a browser is code, so every page leads here instead.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias
from urllib.parse import quote

from hjemsite.pages.components import AttachmentView, Link, LinkGroup
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, page
from hjemsite.pages.press_views import FollowView
from hjemsite.urls import EVENTS, FEED, FOLLOW, JSON_FEED, OPML, RSS, Url, feed_urls

TITLE = "Følg med"

_READERS = (
    ("Feedly", "https://feedly.com/i/subscription/feed/"),
    ("Inoreader", "https://www.inoreader.com/?add_feed="),
    ("The Old Reader", "https://theoldreader.com/feeds/subscribe?url="),
)
"""Services that read feeds in a browser, and the address behind which each wants that of a feed."""

_FORMS = (("RSS", RSS), ("Atom", FEED), ("JSON Feed", JSON_FEED), ("Alle nyhedsstrømme i én fil (OPML)", OPML))

_FeedRows: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, Url]]]]
"""A heading, and the name and the feed of each."""


def follow_page(layout: Layout) -> Iterator[Page]:
    """The page on feeds."""
    taxonomies = layout.taxonomies
    members = tuple((member.name, feed_urls(member.url).rss) for member in layout.edition.members.values())
    topics = tuple((topic.title, feed_urls(topic.url).rss) for topic in taxonomies.topics.values())
    called = layout.edition.settings.members_called
    events = (("Arrangementer", feed_urls(EVENTS).rss),) if layout.edition.has_events else ()
    groups = (
        (f"Nyheder om {called.the_many}", members),
        ("Nyheder om emnerne", topics),
        ("Møder og andre arrangementer", events),
    )
    yield page(FOLLOW, "follow.html", follow_view, tuple((name, rows) for name, rows in groups if rows))


def follow_view(context: PageContext, groups: _FeedRows) -> FollowView:
    """The page on feeds, which lists those of members and topics in `groups`."""
    href, full = context.addresses.href, context.addresses.full(FEED)
    return FollowView(
        frame=context.page_frame(TITLE, FOLLOW, f"Sådan får du besked, når der er nyt fra {_alliance(context)}."),
        title=TITLE,
        address=full,
        readers=tuple(Link(name, before + quote(full, safe="")) for name, before in _READERS),
        forms=tuple(AttachmentView(name, href(url), "") for name, url in _FORMS),
        groups=tuple(LinkGroup(name, tuple(Link(title, href(url)) for title, url in rows)) for name, rows in groups),
    )


def _alliance(context: PageContext) -> str:
    return context.edition.settings.alliance
