"""Addresses as a page needs them: below the site's base address, which may hold a path.

The only place where HTML is declared safe for templates: what passes here comes from `reading.prose`, or is data in
which nothing can be read as a tag.
"""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup
from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model import Html
from hjemsite.urls import Url

_INTERNAL = lazy_pattern(r'(<(?:a|img)\b[^>]*? (?:href|src)=")(/[^"]*)(?=")')
_FRAGMENT = lazy_pattern(r'(<a\b[^>]*? href=")(#[^"]*)(?=")')
_LINK = lazy_pattern(r'<a href="(/[^"#]*)[^"]*"[^>]*>(.*?)</a>', re.S)


@cache
def _path(base: str) -> str:
    return urlsplit(base).path.rstrip("/")


class Addresses(Struct, frozen=True):
    """`base` is the scheme, host and perhaps path at which the site stands, without a slash at the end."""

    base: str
    hidden: frozenset[Url]

    @property
    def prefix(self) -> str:
        return _path(self.base)

    def href(self, url: str) -> str:
        """An address on the site, as a link in one of its pages; any other address as it is."""
        return self.prefix + url if url.startswith("/") else url

    def full(self, url: str) -> str:
        """An address on the site, complete with scheme and host."""
        return self.base + url if url.startswith("/") else url

    def without_hidden(self, body: str) -> str:
        """A body whose links to hidden articles are text: their address tells their headline."""
        if self.hidden:
            body = _LINK.sub(lambda match: match[2] if match[1] in self.hidden else match[0], body)
        return body

    def hidden_in(self, body: str) -> set[Url]:
        """The hidden addresses that links in a body lead to."""
        return {Url(match[1]) for match in _LINK.finditer(body)} & self.hidden if self.hidden else set()

    def html(self, body: str) -> Html:
        """A body for a page of the site, without links to hidden articles."""
        body = self.without_hidden(body)
        if self.prefix:
            body = _INTERNAL.sub(lambda match: match[1] + self.prefix + match[2], body)
        return Html(Markup(body))  # noqa: S704  # prose has cleaned it; nothing else makes Html

    def feed_html(self, body: str, url: Url) -> str:
        """A body for a feed: every address complete, those inside the page itself too."""
        body = self.without_hidden(body)
        if '="/' in body:
            body = _INTERNAL.sub(lambda match: match[1] + self.base + match[2], body)
        return _FRAGMENT.sub(lambda match: match[1] + self.full(url) + match[2], body) if '="#' in body else body


# What could end the element that holds the data, or begin another; the last two end a line in old JavaScript.
_IN_SCRIPT = ("<", ">", "&", "\u2028", "\u2029")


def data_block(things: Sequence[dict[str, object]]) -> Html:
    """Things in schema.org's words as a block of JSON-LD for the head of a page; nothing when there are none."""
    if not things:
        return Html("")
    graph = {"@context": "https://schema.org", **(things[0] if len(things) == 1 else {"@graph": things})}
    text = msgspec.json.encode(graph).decode()
    for sign in _IN_SCRIPT:
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Html(Markup(f'<script type="application/ld+json">{text}</script>'))  # noqa: S704  # no tag can stand in it
