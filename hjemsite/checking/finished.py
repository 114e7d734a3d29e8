"""The finished pages: what templates and texts have made together must hold as HTML.

Patterns are enough here: the pages come from our own templates and from HTML that has been cleaned.
"""

import re
from collections.abc import Container, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from hjemsite.checking.policies import policy_faults
from hjemsite.diagnostics import Diagnostic, Span
from hjemsite.making.page import Page

_ID = re.compile(r' id="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])[\s>]")
_TARGET = re.compile(r' (?:href|src)="([^"#?]*)')


@dataclass(frozen=True, slots=True)
class Inspector:
    """Looks finished pages over, one by one. `files` are the addresses of all files, as a page refers to them."""

    files: Set[str]

    def __call__(self, page: Page, html: str) -> tuple[Diagnostic, ...]:
        """What is wrong in a page's HTML: headings, ids, links that lead nowhere, what the policy forbids."""
        if not page.template.endswith(".html"):
            return ()
        span = Span(page.source or f"templates/{page.template}")
        dead = [target for target in {*_TARGET.findall(html)} - self.files if not self._leads_somewhere(target)]
        found = (*_heading_faults(html, page), *_id_faults(html), *policy_faults(html))
        messages = (
            *(f"Siden {page.url}: {message}" for message in found),
            *(f"Siden {page.url} henviser til {target}, som ikke findes" for target in sorted(dead)),
        )
        return tuple(Diagnostic("defekt-side", span, message) for message in messages)

    def _leads_somewhere(self, target: str) -> bool:
        if not target.startswith("/"):
            return not target or bool(urlsplit(target).scheme)
        return unquote(target) in self.files


def address_faults(pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Pages that would lie in one file, on a disk or a server that does not tell small letters from capitals."""
    pages = tuple(pages)
    # A file cannot have the name of a folder: /feed.xml/ would lie inside /feed.xml.
    files = {page.url.casefold() for page in pages if not page.url.endswith("/")}
    seen: set[str] = set()
    for page in pages:
        place = page.url.casefold().removesuffix("index.html")
        if page.source and (place in seen or (place.endswith("/") and _within(place, files))):
            message = f"To sider vil begge ligge på {page.url}"
            yield Diagnostic("samme-adresse", Span(page.source), message, "Ret den ene sides navn eller gamle adresse")
        seen.add(place)


def _within(place: str, files: Container[str]) -> bool:
    """Whether a folder that `place` lies in has the name of a file."""
    steps = place.split("/")
    return any("/".join(steps[:number]) in files for number in range(2, len(steps)))


def _heading_faults(html: str, page: Page) -> Iterator[str]:
    levels = [int(level) for level in _HEADING.findall(html)]
    if page.template == "redirect.html":
        return
    if levels.count(1) != 1:
        yield f"der er {levels.count(1)} overskrifter på niveau 1; der skal være én"
    for before, after in pairwise(levels):
        # A jump in an editor's own text has been pointed out where it stands.
        if after > before + 1 and not page.source:
            yield f"en overskrift på niveau {after} følger efter niveau {before}"


def _id_faults(html: str) -> Iterator[str]:
    ids = _ID.findall(html)
    if len(ids) != len(set(ids)):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        yield f"kendemærket {twice[0]} findes to gange"
