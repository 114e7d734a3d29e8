"""An HTML file as a manuscript: what its author wrote, without the menus, banners and footers around it.

Pictures and everything else that a page links to stay where they are; nothing is fetched.
"""

import re
from html import escape
from typing import TYPE_CHECKING

from hjemsite import danish
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.importer.formats.web.html_source import html_source
from hjemsite.importer.formats.web.well_formed import well_formed

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL
)
_FRAGMENT = re.compile(r"\s*<(?:p|h[1-6]|div|article|section|ul|ol|table|blockquote|figure)\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|h[1-6]|div|article|section|li|table|blockquote|figure)\s*>", re.IGNORECASE)
_OUTSIDE = ["nav", "header", "footer", "aside", "form", "iframe", "button"]
_BANNER = re.compile(r"cookie|consent|samtykke|\bmenu\b|breadcrumb|broedkrumme|share|social|newsletter|sidebar", re.I)
_FRAME = re.compile(
    r"(?<!\S)(?:(?:site|page|global|main)[-_]?)?(?:header|footer|nav|navbar|navigation|topbar)(?!\S)", re.I
)
"""Names of what stands around a text, unless its headline is in there."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DATES = ("article:published_time", "date", "dcterms.date", "dc.date", "datePublished")


def is_page(text: str) -> bool:
    """Whether a text is HTML: a whole page, or a fragment that begins with a block.

    >>> is_page("<h1>Åben dør</h1>\\n<p>Vi er her.</p>"), is_page("Vi er <b>her</b>.")
    (True, False)
    """
    return bool(_START.match(text[:5000])) or bool(_FRAGMENT.match(text) and _CLOSING.search(text))


def manuscript(name: str, text: str) -> Manuscript:
    """An HTML file or fragment as a manuscript. Raises `UnreadableError`."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(well_formed(text), "html.parser")
    title, day = _title(soup), _day(soup)
    main = _main(soup)
    for node in main.find_all(_OUTSIDE):
        if _is_head_of_text(node, main):
            node.unwrap()
        else:
            node.decompose()
    for node in main.find_all(_is_outside):
        if not node.decomposed:
            node.decompose()
    pictures = [str(node.get("src") or "") for node in main.find_all("img")]
    for node in main.find_all("img"):
        node.decompose()
    headline = main.find("h1")
    above = f"<h1>{escape(title)}</h1>" if title and not headline else str(headline.extract()) if headline else ""
    above += f"<p>{day}</p>" if day and day not in main.get_text() else ""
    words, pieces = hypertext.pieces(f"{above}{main}")
    if not words.strip():
        raise UnreadableError("Der er ingen tekst i HTML-filen. Kopiér teksten fra browseren ind i en tekstfil.")
    unfinished = [
        f"billedet {address[:200]} er ikke taget med; gem det, og læg det ved siden af nyheden" for address in pictures
    ]
    if day:
        unfinished.append("datoen er websidens; se, om det også er pressemeddelelsens")
    return Manuscript(name, words, pieces, unfinished=tuple(unfinished), source=html_source(text))


def _main(soup: "BeautifulSoup") -> "Tag":
    """The element with the text: of the articles, or else of the main parts, the one with the most words."""
    for names in (["article"], ["main"], ["body"]):
        nodes = soup.find_all(names)
        if nodes and (best := max(nodes, key=lambda node: len(node.get_text()))).get_text(strip=True):
            return best
    return soup


def _is_head_of_text(node: "Tag", main: "Tag") -> bool:
    """Whether a `header` is that of the article, with its headline, and not that of the page."""
    return node.name == "header" and main.name in ("article", "main") and node.find("h1") is not None


def _is_outside(tag: "Tag") -> bool:
    """Whether an element is hidden, or by its name no part of the text."""
    names = f"{tag.get('id') or ''} {' '.join(tag.get_attribute_list('class') or [])}" if tag.attrs else ""
    is_hidden = tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))
    is_frame = bool(_FRAME.search(names)) and tag.find("h1") is None
    return is_hidden or (tag.name in ("div", "section", "ul", "p") and (is_frame or bool(_BANNER.search(names))))


def _title(soup: "BeautifulSoup") -> str:
    meta = soup.find("meta", attrs={"property": "og:title"})
    og_title = str(meta.get("content") or "") if meta else ""
    title = soup.find("title")
    return " ".join((og_title or (title.get_text() if title else "")).split())


def _day(soup: "BeautifulSoup") -> str:
    """The date of a page, as it is written in Danish; empty where the page has none that a program can read."""
    stamps = [str(node.get("datetime") or "") for node in soup.find_all("time")]
    metadata = soup.find_all("meta")
    for key in _DATES:
        for attribute in ("property", "name", "itemprop"):
            stamps += [str(node.get("content") or "") for node in metadata if node.get(attribute) == key]
    days = [day for stamp in stamps if re.match(r"\d{4}-\d\d-\d\d", stamp) and (day := danish.parse_date(stamp[:10]))]
    return danish.long_date(days[0]) if days else ""
