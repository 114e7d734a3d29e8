"""`check --links`: whether the pages that this site links to on other sites still exist.

Dead links are printed, and are no faults. Coverage and the members' own sites are asked for, once each. A newspaper may
turn programs away (403, 429) or want to be paid (402); then the page is there all the same.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from msgspec import Struct

from hjemsite.model import Site
from hjemsite.system.web import fetch
from hjemsite.urls import ascii_address

_AT_ONCE, _SECONDS = 8, 10
"""Links that are asked for at one time, and how long each may take."""

_GONE = (404, 410)
_BYTES = 1
"""The most bytes that are read of a page: an answer is enough."""


class OutsideLink(Struct, frozen=True):
    """A link to another site: where it stands, what it leads to, and its address."""

    source: str
    name: str
    address: str


def outside_links(site: Site) -> Iterator[OutsideLink]:
    """The links that are asked for, in the order of their files."""
    for page in site.pages:
        yield from (OutsideLink(page.source, item.title, item.url) for item in page.coverage)
    for member in site.members.values():
        if member.website:
            yield OutsideLink(member.source, member.name, member.website)


def dead_links(links: Sequence[OutsideLink]) -> list[str]:
    """A Danish sentence for each of `links` that seems to lead nowhere; all are asked, some at once."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reasons = pool.map(_reason, (link.address for link in links))
        return [
            f"{link.source}: »{link.name}« {why}: {link.address}"
            for link, why in zip(links, reasons, strict=True)
            if why
        ]


def _reason(address: str) -> str:
    """Why a link seems dead; empty for one that is not."""
    try:
        response = fetch(ascii_address(address), _BYTES, _SECONDS)
    except (OSError, ValueError):
        return "svarer ikke"
    if response.status in _GONE:
        return "findes ikke længere"
    if response.status >= 500:
        return "svarer med en fejl"
    is_front = urlsplit(response.address).path in ("", "/") and urlsplit(address).path not in ("", "/")
    return "fører nu til en forside" if is_front and response.status < 400 else ""
