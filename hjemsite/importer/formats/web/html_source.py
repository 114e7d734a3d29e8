"""All text of an HTML document by its location, for the account of what an import leaves out.

It is read apart from the conversion to Markdown, so that what the conversion drops is still counted.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from hjemsite.importer.formats.manuscript import SourceText
from hjemsite.importer.formats.web.well_formed import well_formed

_LOCATIONS = {
    "title": "sidens titel", "nav": "sidens menu", "header": "sidens top", "footer": "sidens bund",
    "aside": "siden ved siden af teksten", "form": "en formular", "del": "overstreget tekst", "s": "overstreget tekst",
    "strike": "overstreget tekst", "figcaption": "en billedtekst", "table": "en tabel", "iframe": "indlejret indhold",
}  # fmt: skip
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "source", "area", "base", "col", "embed", "track"}
_INLINE = {"a", "b", "strong", "i", "em", "u", "span", "sup", "sub", "small", "font", "code", "mark", "abbr", "wbr"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def html_source(html: str, location: str = "teksten") -> tuple[SourceText, ...]:
    """Every block of text, the targets of links and the descriptions of pictures.

    >>> html_source("<p>Åben <b>dør</b></p><s>i dag</s><a href='https://noeglen.example'>se</a>")[1]
    SourceText(location='overstreget tekst', words='i dag')
    """
    reader = _Reader(location)
    reader.feed(well_formed(html))
    reader.close()
    reader.flush()
    return tuple(reader.texts)


class _Reader(HTMLParser):
    """Collects the texts. `open_elements` are the names and locations of those that are not closed yet."""

    def __init__(self, location: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[SourceText] = []
        self.open_elements: list[tuple[str, str]] = [("", location)]
        self.words = ""
        self.is_after_link = False

    def flush(self) -> None:
        """End the text that is being collected."""
        if self.words.strip():
            self.texts.append(SourceText(self.open_elements[-1][1], self.words))
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.flush()
        elif tag == "a" and self.is_after_link:
            self.words += " "
        self.texts += _attributes(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            return
        _, location = self.open_elements[-1]
        if any(name == "hidden" or (name == "style" and _HIDDEN.search(value or "")) for name, value in attrs):
            location = "skjult tekst"
        else:
            location = _LOCATIONS.get(tag, location)
        if location != self.open_elements[-1][1]:
            self.flush()
        self.open_elements.append((tag, location))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self.open_elements):
            return
        if tag not in _INLINE:
            self.flush()
        self.is_after_link = tag == "a"
        while self.open_elements[-1][0] != tag:
            self.flush()
            self.open_elements.pop()
        if self.open_elements[-1][1] != self.open_elements[-2][1]:
            self.flush()
        self.open_elements.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        self.is_after_link = False


def _attributes(tag: str, attributes: dict[str, str]) -> Iterator[SourceText]:
    if tag == "a" and re.match(r"(?:https?|mailto|tel):", attributes.get("href", "")):
        yield SourceText("et link", attributes["href"])
    if tag == "img" and attributes.get("alt", "").strip():
        yield SourceText("et billede", attributes["alt"])
