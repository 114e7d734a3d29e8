"""Views of the files for programs: feeds, their list, and sitemaps."""

from msgspec import Struct

from hjemsite.pages.feed_components import FeedEntry


class FeedView(Struct, frozen=True):
    """A feed of either form. `updated` is an instant as the form writes it: RFC 3339 in Atom, RFC 5322 in RSS."""

    title: str
    description: str
    author: str
    """The name of whoever publishes the feed."""
    home: str
    url: str
    """The address of the feed itself."""
    updated: str
    entries: tuple[FeedEntry, ...]


class SitemapView(Struct, frozen=True):
    """Pairs of address and day of the last change (empty when none is known)."""

    pages: tuple[tuple[str, str], ...]


class SitemapIndexView(Struct, frozen=True):
    """The addresses of sitemaps."""

    sitemaps: tuple[str, ...]


class NewsSitemapView(Struct, frozen=True):
    """`articles` are address, instant of publication and headline."""

    publication: str
    articles: tuple[tuple[str, str, str], ...]


class OpmlView(Struct, frozen=True):
    """`groups` of feeds: a heading, and for each feed its name, its address and the page whose news it brings."""

    title: str
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
