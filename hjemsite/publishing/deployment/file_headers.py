"""The HTTP headers of a published file: its media type, and how long browsers and CDNs may cache it."""

from msgspec import Struct

from hjemsite.filetypes import media_type
from hjemsite.publishing.order import Turn, is_fingerprinted, turn

FOR_EVER = "public, max-age=31536000, immutable"
"""A fingerprinted file never changes; a year is the longest that caches honour (RFC 9111 gives no limit of its own)."""
SHORT = "public, max-age=60"
"""Seconds. A page is out of date when its site is published anew, and its old assets are gone a moment later."""
DAY = "public, max-age=86400"
"""A picture or document without a fingerprint is seldom changed, and no page breaks while the old one is shown."""


class FileHeaders(Struct, frozen=True):
    """The values of `Content-Type` and `Cache-Control`."""

    content_type: str
    cache_control: str


def file_headers(path: str) -> FileHeaders:
    """The headers of the file at `path`.

    >>> file_headers("nyheder/index.html").cache_control, file_headers("assets/site.fadc4c8d.css").cache_control
    ('public, max-age=60', 'public, max-age=31536000, immutable')
    """
    if is_fingerprinted(path):
        lifetime = FOR_EVER
    else:
        lifetime = DAY if turn(path) is Turn.ASSET and not path.endswith((".json", ".txt")) else SHORT
    return FileHeaders(media_type(path), lifetime)
