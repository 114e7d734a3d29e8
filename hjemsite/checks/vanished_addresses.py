"""Addresses that the last build had and this one has not: links to them lead nowhere from now on.

Only the output folder knows the old addresses, so the build that deletes them warns, and no later one does. An article
that is held back or has expired has its file still, and its address is not lost.
"""

from collections.abc import Iterable, Iterator

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.model import Site
from hjemsite.urls import Url, is_reserved

_PAGE = lazy_pattern(r"(nyheder|medlemmer)/[^/]+/index\.html")


def vanished_addresses(deleted: Iterable[str], site: Site) -> Iterator[Diagnostic]:
    """A warning for each page of an article or a member among the `deleted` files whose source is gone, too."""
    existing = {owner.url for owner in site.owners()}
    for path in sorted(deleted):
        match = _PAGE.fullmatch(path)
        url = Url(f"/{path.removesuffix('index.html')}")
        if match and url not in existing and not is_reserved(url):
            folder = f"content/{match[1]}"
            message = f"Adressen {url} er væk, og links til den fører ingen steder hen"
            hint = f"Er siden flyttet, så skriv redirects: {url} i den fil, der har afløst den"
            yield Diagnostic("forsvundet-adresse", Span(folder), message, hint)
