"""The finished pages: what templates and texts have made together must hold as HTML.

Patterns are enough here: the pages come from our own templates and from HTML that has been cleaned.
"""

from array import array
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from hjemsite.checks.csp_violations import policy_faults
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.model import Allow
from hjemsite.pages.page import Page
from hjemsite.render.render import Flaw, PageReport, Rendered
from hjemsite.urls import Url

ReadPage: TypeAlias = Callable[[Url], bytes]
"""The bytes of a page's file."""

_ID = lazy_pattern(r' id="([^"]*)"')
_HEADING = lazy_pattern(r"<h([1-6])[\s>]")
_STYLE_SHEET = lazy_pattern(r"""<\?xml-stylesheet\b[^>]*?\bhref\s*=\s*["']((?:[a-zA-Z][\w+.-]*:|//)[^"']*)""")
_TARGET = lazy_pattern(r' (?:href|src)="([^"#?]*)')
_TAG = lazy_pattern(r'<[a-zA-Z/!](?:[^">]|"[^"]*")*>')
_LOOKS_LIKE_MARKUP = lazy_pattern(r'>(?:[^<>=]*+=)+(?:(?<=\shref=)|(?<=\ssrc=)|(?<=\sid=))"')
"""What looks like an attribute and may be text, such as code that is shown, or a tag behind an attribute with a `>`."""


def inspect(page: Page, html: str, allow: Allow = Allow()) -> PageReport:  # noqa: B008 - frozen
    """What is wrong in a page's HTML: headings, ids, what the policy forbids; where it leads, and its ids.

    Of a page in XML, such as a feed, only that it is shown with nothing from elsewhere. Pages may fetch what the
    settings `allow`.
    """
    if not page.template.endswith(".html"):
        return PageReport(tuple(_style_sheet_flaws(html)))
    markup = _markup(html)
    targets, ids = {*_TARGET.findall(markup)}, _ID.findall(markup)
    links = {*map(_link_hash, targets)}
    nowhere = sorted(target for target in targets if _link_hash(target) is None) if None in links else ()
    return PageReport(
        (*_heading_faults(html, page), *_id_faults(ids), *policy_faults(html, allow), *map(_dead, nowhere)),
        b"".join(sorted(filter(None, links))),
        b"".join(sorted(map(address_hash, set(ids)))),
    )


def _markup(html: str) -> str:
    """The page without texts that could be taken for attributes of a tag.

    >>> _markup('<p id="a">Skriv <code>&lt;a href="x"&gt;</code></p>')
    '<p id="a"><code></code></p>'
    """
    return "".join(_TAG.findall(html)) if _LOOKS_LIKE_MARKUP.search(html) else html


@cache
def _link_hash(target: str) -> bytes | None:
    """The hash of an address on the site; empty for one that says how to get elsewhere, as `https:` and `mailto:` do,
    and None for one that leads nowhere. Most stand on many pages."""
    if _is_own(target):
        return _hash(target)
    return b"" if target[:1] == "/" or not target or urlsplit(target).scheme else None


def _is_own(target: str) -> bool:
    """Whether an address leads to a place on the site; after two slashes stands another host."""
    return target[:1] == "/" and target[:2] != "//"


def link_hashes(addresses: Iterable[str]) -> set[int]:
    """The hashes of `addresses`, as `PageReport.links` has them."""
    return set(array("Q", b"".join(map(_hash, addresses))))


def dead_link_faults(rendered: Rendered, existing: set[int], read_page: ReadPage) -> Iterator[tuple[Page, Flaw]]:
    """Pages that lead to something that does not exist. `existing` are the hashes of all that does."""
    pages = rendered.pages
    if existing.issuperset(array("Q", b"".join(record.report.links for record in pages.values()))):
        return
    for url, record in pages.items():
        if not existing.issuperset(array("Q", record.report.links)):
            markup = _markup(read_page(url).decode())
            for target in sorted(set(filter(_is_own, _TARGET.findall(markup)))):
                if not existing.issuperset(array("Q", address_hash(target))):
                    yield rendered.laid_out.page(url), _dead(target)


def _hash(target: str) -> bytes:
    return blake2b((unquote(target) if "%" in target else target).encode(), digest_size=8).digest()


@cache
def address_hash(target: str) -> bytes:
    """Eight bytes that stand for an address or an id, so that where all pages lead can be kept and compared."""
    return _hash(target)


def _style_sheet_flaws(xml: str) -> Iterator[Flaw]:
    for address in _STYLE_SHEET.findall(xml) if "<?xml-stylesheet" in xml else ():
        yield Flaw(f" henter noget fra et andet sted: {address}", (address,), is_of_template=True)


def _dead(target: str) -> Flaw:
    return Flaw(f" henviser til {target}, som ikke findes", (target,))


def address_faults(pages: Iterable[tuple[Url, str]]) -> Iterator[Diagnostic]:
    """Pages that would lie in one file, on a disk or a server that does not tell small letters from capitals.

    `pages` are the address and the source of each.
    """
    ordered = sorted(pages, key=itemgetter(0))
    # A file cannot have the name of a folder: /feed.xml/ would lie inside /feed.xml.
    files = {url.casefold() for url, _ in ordered if not url.endswith("/")}
    seen: set[str] = set()
    for url, source in ordered:
        path = url.casefold().removesuffix("index.html")
        if source and (path in seen or (path.endswith("/") and _within(path, files))):
            message = f"To sider vil begge ligge på {url}"
            yield Diagnostic("samme-adresse", Span(source), message, "Ret den ene sides navn eller gamle adresse")
        seen.add(path)


def _within(path: str, files: Container[str]) -> bool:
    """Whether a folder that `place` lies in has the name of a file."""
    steps = path.split("/")
    return any("/".join(steps[:number]) in files for number in range(2, len(steps)))


def _heading_faults(html: str, page: Page) -> Iterator[Flaw]:
    levels = [int(level) for level in _HEADING.findall(html)]
    if page.template == "redirect.html":
        return
    if levels.count(1) != 1:
        yield Flaw(f": der er {levels.count(1)} overskrifter på niveau 1; der skal være én")
    for before, after in pairwise(levels):
        # A jump in an editor's own text has been pointed out where it stands.
        if after > before + 1 and not page.source:
            yield Flaw(f": en overskrift på niveau {after} følger efter niveau {before}")


def _id_faults(ids: list[str]) -> Iterator[Flaw]:
    if len(ids) != len(set(ids)):
        twice = sorted({anchor for anchor in ids if ids.count(anchor) > 1})
        yield Flaw(f": kendemærket {twice[0]} findes to gange", (f'id="{twice[0]}"',))
