"""Pieces of feeds: an article as an entry, ready for Atom, RSS and JSON Feed alike."""

from msgspec import Struct

from hjemsite.pages.components import Link


class FeedQuote(Struct, frozen=True):
    """`url` is the quote's place on the article's page."""

    text: str
    speaker: str
    title: str
    organisation: str
    url: str


class FeedFile(Struct, frozen=True):
    """A file that belongs to an entry. `type` is its media type: `application/pdf`; `size` is in bytes."""

    title: str
    url: str
    type: str
    size: int


class FeedEntry(Struct, frozen=True):
    """An article in a feed. All addresses are complete, in `html` too.

    `published` and `updated` are RFC 3339; `pub_date` is `published` in the form of RFC 5322, as RSS wants it.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    pub_date: str
    summary: str
    html: str
    """What the page says: standfirst, picture, text, corrections, attachments."""
    image: str
    """The address of the picture above the text; empty where there is none."""
    author: str
    """Who wrote the text."""
    topics: tuple[str, ...]
    members: tuple[Link, ...]
    """Whom the article is about."""
    quotes: tuple[FeedQuote, ...]
    attachments: tuple[FeedFile, ...]
