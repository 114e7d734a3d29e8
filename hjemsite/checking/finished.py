"""The finished pages: what templates and texts have made together must hold as HTML.

Patterns are enough here: the pages come from our own templates and from HTML that has been cleaned.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from hjemsite.diagnostics import Diagnostic, Span
from hjemsite.making.page import Page
from hjemsite.urls import Url

_ID = re.compile(r' id="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])[\s>]")
_TARGET = re.compile(r' (?:href|src)="([^"#?]*)')


def finished_faults(
    pages: Iterable[Page], made: Mapping[Url, bytes], files: Container[str], base: str
) -> Iterator[Diagnostic]:
    """What is wrong in the HTML of `pages`: headings, ids, links that lead nowhere. `files` are all addresses."""
    prefix = urlsplit(base).path.rstrip("/")
    fine: set[str] = set()
    seen: set[str] = set()
    for page in pages:
        place = page.url.casefold().removesuffix("index.html")
        if place in seen and page.source:
            message = f"To sider vil begge ligge på {page.url}"
            yield Diagnostic("samme-adresse", Span(page.source), message, "Ret den ene sides navn eller gamle adresse")
        seen.add(place)
        if not page.template.endswith(".html") or page.url not in made:
            continue
        html = made[page.url].decode()
        span = Span(page.source or f"templates/{page.template}")
        for message in (*_heading_faults(html, page), *_id_faults(html)):
            yield Diagnostic("defekt-side", span, f"Siden {page.url}: {message}")
        for target in {*_TARGET.findall(html)} - fine:
            if _leads_somewhere(target, prefix, files):
                fine.add(target)
            else:
                yield Diagnostic("defekt-side", span, f"Siden {page.url} henviser til {target}, som ikke findes")


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


def _leads_somewhere(target: str, prefix: str, files: Container[str]) -> bool:
    if not target.startswith("/"):
        return not target or bool(urlsplit(target).scheme)
    return target.startswith(f"{prefix}/") and unquote(target.removeprefix(prefix)) in files
