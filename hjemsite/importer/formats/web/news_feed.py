"""A news feed (RSS, Atom or JSON Feed) as manuscripts, one for each entry.

A feed may be somebody else's, and may hold the beginning of a text alone. So every entry becomes a draft.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import msgspec

from hjemsite import danish
from hjemsite.importer.formats.manuscript import KnownMetadata, Manuscript, SourceText, UnreadableError
from hjemsite.importer.formats.office.xml_limits import count_elements
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.importer.formats.web.html_source import html_source
from hjemsite.limits import BODY_CHARACTERS, FAULTS_PER_KIND, FEED_ENTRIES, XML_ELEMENTS
from hjemsite.urls import slug

_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE\s[^<]*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_JSON = re.compile(rb'\s*\{[^{}]{0,400}"version"\s*:\s*"https?://jsonfeed\.org/')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:\?|$)", re.IGNORECASE)
_NAMES = {
    "title": "title", "link": "link", "id": "link", "guid": "guid",
    "pubDate": "date", "published": "date", "date": "date", "updated": "updated",
    "description": "summary", "summary": "summary", "encoded": "content", "content": "content",
}  # fmt: skip
"""The elements of an entry, by their name without namespace, and what they are."""


def is_feed(data: bytes) -> bool:
    """Whether `data` is a feed; an export from WordPress is one, too, and must be told apart before."""
    start = data[:5000].lstrip(b"\xef\xbb\xbf")
    return bool(_FEED.match(start) or _JSON.match(start))


def manuscripts(data: bytes) -> tuple[Manuscript, ...]:
    """Every entry of a feed as a manuscript. Raises `UnreadableError`."""
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    entries = list(_json_entries(data) if data.startswith(b"{") else _xml_entries(data))
    if not entries:
        raise UnreadableError("Nyhedsstrømmen har ingen nyheder.")
    if len(entries) > FEED_ENTRIES:
        raise UnreadableError(f"Nyhedsstrømmen har mere end {FEED_ENTRIES} nyheder. Del den op.")
    return tuple(_manuscript(number, entry) for number, entry in enumerate(entries, 1))


def _xml_entries(data: bytes) -> Iterator[dict[str, str]]:
    if count_elements(data, "Nyhedsstrømmen", "Hent den igen.") > XML_ELEMENTS:
        raise UnreadableError("Nyhedsstrømmen er for stor. Hent en kortere, eller del den op.")
    try:
        root = fromstring(data)  # noqa: S314 - `count_elements` has refused every DOCTYPE
    except ParseError as error:
        line = error.position[0]
        raise UnreadableError(f"Linje {line}: nyhedsstrømmen er ikke skrevet rigtigt her. Hent den igen.") from None
    for element in root.iter():
        if _local(element) in ("item", "entry"):
            yield _entry(element)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _entry(element: Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in element:
        name = _NAMES.get(_local(node), "")
        text = "".join(node.itertext()) if node.get("type") != "xhtml" else _inner_html(node)
        if name == "link" and node.get("href"):
            text = node.get("href", "") if node.get("rel", "alternate") == "alternate" else ""
        if node.get("type", "html") == "text" and name in ("content", "summary"):
            text = escape(text)
        if name and text.strip():
            fields.setdefault(name, text.strip())
    pictures = dict.fromkeys(address for node in element.iter() if (address := _picture(node)))
    return fields | ({"pictures": " ".join(pictures)} if pictures else {})


def _picture(node: Element) -> str:
    """The address of the picture that an element of an entry brings along; empty where it brings none."""
    kind = f"{node.get('type', '')} {node.get('medium', '')}"
    is_enclosed = _local(node) == "enclosure" or node.get("rel") == "enclosure" or "search.yahoo.com/mrss" in node.tag
    address = node.get("url") or node.get("href") or ""
    is_picture = "image" in kind or _local(node) == "thumbnail" or bool(_PICTURE.search(address))
    return "%20".join(address.split()) if is_enclosed and is_picture else ""


def _inner_html(element: Element) -> str:
    """The content of an element in XHTML, without namespaces; attributes other than addresses are not needed."""
    html = escape(element.text or "")
    for node in element:
        href = f' href="{escape(node.get("href", ""))}"' if node.get("href") else ""
        html += f"<{_local(node)}{href}>{_inner_html(node)}</{_local(node)}>{escape(node.tail or '')}"
    return html


def _json_entries(data: bytes) -> Iterator[dict[str, str]]:
    try:
        feed: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        raise UnreadableError("Nyhedsstrømmen er ikke skrevet rigtigt. Hent den igen.") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            text = str(item.get("content_html") or "") or escape(str(item.get("content_text") or ""))
            pictures = (item.get("image"), item.get("banner_image"))
            yield {
                "pictures": " ".join("%20".join(address.split()) for address in pictures if isinstance(address, str)),
                "title": str(item.get("title") or ""),
                "link": str(item.get("url") or ""),
                "date": str(item.get("date_published") or ""),
                "content": text,
                "summary": escape(str(item.get("summary") or "")),
            }


def _manuscript(number: int, entry: Mapping[str, str]) -> Manuscript:
    title = hypertext.text_of(entry.get("title", ""))
    html = entry.get("content") or entry.get("summary", "")
    words, pieces = hypertext.pieces(f"<h1>{escape(title)}</h1>{html[:BODY_CHARACTERS]}")
    unfinished = [] if entry.get("content") else ["strømmen har måske kun begyndelsen af teksten; se efter"]
    link = next(
        (address for address in (entry.get("link", ""), entry.get("guid", "")) if address.startswith("http")), ""
    )
    if link:
        unfinished.append(
            f"nyheden er bragt på {link[:200]}; skriv adressen i feltet original, hvis den stod der først"
        )
    unfinished += [
        f"billedet {address[:200]} er ikke taget med; gem det, og læg det ved siden af nyheden"
        for address in entry.get("pictures", "").split()[:FAULTS_PER_KIND]
    ]
    if len(pieces) <= bool(title):
        unfinished.append("nyheden var tom")
    summary = hypertext.text_of(entry.get("summary", "")) if entry.get("content") else ""
    name = slug(title) or f"nyhed-{number}"
    metadata = KnownMetadata(title or name, _date(entry), name, draft=True, summary=summary)
    source = [SourceText("overskriften", title), *html_source(html)]
    source += html_source(entry["summary"], "resuméet") if summary else ()
    source += [SourceText("et link", link)] if link else []
    return Manuscript(name, words, pieces, unfinished=tuple(unfinished), metadata=metadata, source=tuple(source))


def _is_date(text: str) -> bool:
    try:
        return bool(danish.instant(text))
    except danish.NotADate:
        return False


def _date(entry: Mapping[str, str]) -> str:
    """The date of an entry, as in front matter: with the clock in Copenhagen; empty where there is none."""
    stamp = entry.get("date") or entry.get("updated", "")
    try:
        when = datetime.fromisoformat(stamp) if _DAY.match(stamp) else parsedate_to_datetime(stamp)
        date = f"{when.astimezone(danish.COPENHAGEN):%Y-%m-%d %H:%M}" if when.tzinfo else f"{when:%Y-%m-%d}"
    except (ValueError, TypeError, IndexError, OverflowError):
        date = stamp[:10] if _DAY.match(stamp) else ""
    return date if _is_date(date) else ""
