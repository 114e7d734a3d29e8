"""Addresses as a page needs them: below the site's base address, which may hold a path.

The only place where HTML is declared safe for templates: what passes here comes from `reading.prose`.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from hjemsite.model import Html
from hjemsite.urls import Url

_INTERNAL = re.compile(r'(<(?:a|img)\b[^>]*? (?:href|src)=")(/[^"]*)(?=")')
_FRAGMENT = re.compile(r'(<a\b[^>]*? href=")(#[^"]*)(?=")')
_LINK = re.compile(r'<a href="(/[^"#]*)[^"]*"[^>]*>(.*?)</a>', re.S)


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base` is the scheme, host and perhaps path at which the site stands, without a slash at the end."""

    base: str
    hidden: frozenset[Url]

    @property
    def prefix(self) -> str:
        return urlsplit(self.base).path.rstrip("/")

    def href(self, url: str) -> str:
        """An address on the site, as a link in one of its pages; any other address as it is."""
        return self.prefix + url if url.startswith("/") else url

    def full(self, url: str) -> str:
        """An address on the site, complete with scheme and host."""
        return self.base + url if url.startswith("/") else url

    def html(self, body: str) -> Html:
        """A body for a page of the site. Links to hidden articles become text: their address tells their headline."""
        if self.hidden:
            body = _LINK.sub(lambda found: found[2] if found[1] in self.hidden else found[0], body)
        if self.prefix:
            body = _INTERNAL.sub(lambda found: found[1] + self.prefix + found[2], body)
        return Html(Markup(body))  # noqa: S704  # prose has cleaned it; nothing else makes Html

    def feed_html(self, body: str, url: Url) -> str:
        """A body for a feed: every address complete, those inside the page itself too."""
        if self.hidden:
            body = _LINK.sub(lambda found: found[2] if found[1] in self.hidden else found[0], body)
        body = _INTERNAL.sub(lambda found: found[1] + self.base + found[2], body)
        return _FRAGMENT.sub(lambda found: found[1] + self.full(url) + found[2], body)
