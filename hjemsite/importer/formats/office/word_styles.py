"""The styles of a Word document: what a paragraph is (heading, quote) and whether a run is hidden or struck out.

A heading is known by its outline level or the name of a style that it is based on, in any language that Word has; the
ids of styles mean nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from hjemsite.importer.formats.office.word_xml import child, is_on, new, value
from hjemsite.limits import STYLE_CHAIN

_HEADING = re.compile(
    r"(?:heading|overskrift|rubrik|överskrift|überschrift|titre|título|titolo|otsikko|kop|nagłówek|заголовок)\s*([1-9])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:title|titel|tittel|otsikko|titre)", re.IGNORECASE)
_QUOTE = re.compile(r"(?:\b|intense\s*|strk|stærkt\s*)(?:quote|citat|sitat|zitat)\d*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordStyles:
    """The elements `w:style` by their id."""

    by_id: Mapping[str, Element]

    def chain(self, style: str) -> Iterator[Element]:
        """The style with the id `style`, and those that it is based on; a document may have a circle of them."""
        for _ in range(STYLE_CHAIN):
            element = self.by_id.get(style)
            if element is None:
                return
            yield element
            style = value(element, "w:basedOn")

    def heading_level(self, paragraph: Element) -> int | None:
        """1 to 6 for a heading, 1 for the title; None for other paragraphs."""
        properties = child(paragraph, "w:pPr")
        if (direct := value(properties, "w:outlineLvl")).isdecimal():
            return int(direct) + 1 if int(direct) < 6 else None
        name = value(properties, "w:pStyle")
        if name and name not in self.by_id:
            return _level_of(name)
        for style in self.chain(name):
            if (level := value(style, "w:pPr", "w:outlineLvl")).isdecimal():
                return int(level) + 1 if int(level) < 6 else None
            if named_level := _level_of(value(style, "w:name")):
                return named_level
        return None

    def is_quote(self, paragraph: Element) -> bool:
        """Whether the style of a paragraph is one for quotes, or based on one."""
        name = value(paragraph, "w:pPr", "w:pStyle")
        names = [value(style, "w:name") for style in self.chain(name)] or [name]
        return any(_QUOTE.search(style_name) for style_name in names)

    def is_hidden(self, run: Element, paragraph: Element | None) -> bool:
        """Whether Word shows the run only to those who ask for hidden text."""
        return self._is(("w:vanish",), run, paragraph)

    def is_struck(self, run: Element, paragraph: Element | None) -> bool:
        """Whether the run is struck out."""
        return self._is(("w:strike", "w:dstrike"), run, paragraph)

    def _is(self, names: tuple[str, ...], run: Element, paragraph: Element | None) -> bool:
        own = child(run, "w:rPr")
        holders = [own]
        holders += [child(style, "w:rPr") for style in self.chain(value(own, "w:rStyle"))]
        holders += [child(style, "w:rPr") for style in self.chain(value(paragraph, "w:pPr", "w:pStyle"))]
        for holder in holders:
            states = [state for name in names if (state := is_on(holder, name)) is not None]
            if states:
                return any(states)
        return False


def styles_in(root: Element | None) -> WordStyles:
    """The styles of the part `styles.xml`."""
    return WordStyles(
        {} if root is None else {node.get("w:styleId", ""): node for node in root if node.tag == "w:style"}
    )


def styles_for_mammoth(root: Element) -> Element:
    """The part `styles.xml` with all that mammoth reads of it, a tenth of what Word writes: ids, names, and lists."""
    part = new("w:styles")
    for node in root:
        if node.tag == "w:style":
            style = SubElement(part, "w:style", node.attrib)
            style.extend(inner for inner in node if inner.tag == "w:name" or _has_list(inner))
    return part


def _has_list(element: Element) -> bool:
    return element.tag == "w:pPr" and child(element, "w:numPr") is not None


def _level_of(name: str) -> int | None:
    if match := _HEADING.fullmatch(name.strip()):
        return min(int(match[1]), 6)
    return 1 if _TITLE.fullmatch(name.strip()) else None
