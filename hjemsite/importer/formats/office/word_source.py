"""All text of a Word document by its location, for the account of what an import leaves out.

It reads the document by itself and not through `Rewriter`, so that what the rewriter or mammoth drops is still counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from hjemsite import danish
from hjemsite.importer.formats.manuscript import SourceText
from hjemsite.importer.formats.office.word_styles import WordStyles, styles_in
from hjemsite.importer.formats.office.word_xml import WordPackage, child

_PARTS = (
    ("teksten", ("officeDocument",)),
    ("en fodnote", ("footnotes", "endnotes")),
    ("sidehovedet", ("header",)),
    ("sidefoden", ("footer",)),
    ("en kommentar i margenen", ("comments",)),
    ("en figur (SmartArt)", ("diagramData",)),
    ("et diagram", ("chart",)),
)
_DELETED = "tekst, som er slettet med Spor ændringer"
_HIDDEN, _STRUCK, _EMPTY_FIELD = "skjult tekst", "overstreget tekst", "et felt, som ingen har udfyldt"
_UNSEEN = {_DELETED, _HIDDEN, _STRUCK, _EMPTY_FIELD}
_LOCATIONS = {
    "w:txbxContent": "en tekstboks",
    "w:del": _DELETED,
    "m:oMath": "en formel",
}
_TEXT = {"w:t", "w:delText", "a:t", "m:t"}
_BLANKS = {"w:tab", "w:br", "w:cr", "w:ptab", "w:sym", "w:tc", "c:pt", "m:r"}
_LINK = re.compile(r'HYPERLINK\s+"([^"]*)"')
_CHANGES = {"w:ins", "w:del", "w:moveFrom", "w:moveTo"}
_RESTRICTED = re.compile(
    r"embargo|klausul|frigives|frigivelse|offentliggør|\bmå (?:først|ikke|tidligst)\b|fortrolig|\bkladde\b|\budkast\b|"
    r"\bintern\b|ikke til offentliggørelse",
    re.IGNORECASE,
)


def source_texts(package: WordPackage) -> tuple[SourceText, ...]:
    """Every paragraph of every part with its location; last those that a reader of the document does not see."""
    return tuple(sorted(_texts_by_part(package), key=lambda text: text.location in _UNSEEN))


def _texts_by_part(package: WordPackage) -> Iterator[SourceText]:
    styles = styles_in(package.styles)
    for location, kinds in _PARTS:
        for path in [package.main] if kinds == ("officeDocument",) else package.related(*kinds):
            root = package.tree(path)
            if root is not None:
                yield from _Reader(styles).texts(root, location)
            links = [relation.target for relation in package.relations(path).values() if relation.kind == "hyperlink"]
            links += _linked_by_fields(root) if root is not None else ()
            yield from (SourceText("et link", link) for link in links if "://" in link)


class _Reader:
    """Collects the text of one part, paragraph by paragraph and location by location."""

    def __init__(self, styles: WordStyles) -> None:
        self.styles = styles

    def texts(self, element: Element, location: str, paragraph: Element | None = None) -> Iterator[SourceText]:
        """The texts in `element`. What stands in a location of its own (a box, a deletion) is a text of its own."""
        collected: dict[str, str] = {}
        for inner, text, block in self._runs(element, location, paragraph):
            if block:
                yield from (SourceText(name, words) for name, words in collected.items() if words.strip())
                collected.clear()
            collected[inner] = collected.get(inner, "") + text
        yield from (SourceText(name, words) for name, words in collected.items() if words.strip())

    def _runs(self, element: Element, location: str, paragraph: Element | None) -> Iterator[tuple[str, str, bool]]:
        """Place and text of each piece in order, and whether a new paragraph begins with it."""
        if element.tag == "w:moveFrom":
            # The same words stand where they were moved to.
            return
        if element.tag in ("w:p", "a:p"):
            yield location, "", True
            paragraph = element
        if element.tag == "mc:AlternateContent":
            # Both forms hold the same text; the one with more of it counts.
            forms = [list(self._runs(node, location, paragraph)) for node in element]
            yield from max(forms, key=lambda pieces: sum(len(text) for _, text, _ in pieces), default=[])
            return
        location = self._location(element, location, paragraph)
        if element.tag in _TEXT or element.tag == "c:v":
            yield location, element.text or "", False
        elif element.tag in _BLANKS:
            yield location, " ", False
        elif element.tag == "w:noBreakHyphen":
            yield location, "-", False
        for node in element:
            yield from self._runs(node, location, paragraph)

    def _location(self, element: Element, location: str, paragraph: Element | None) -> str:
        if element.tag == "w:r" and self.styles.is_hidden(element, paragraph):
            return _HIDDEN
        if element.tag == "w:r" and self.styles.is_struck(element, paragraph):
            return _STRUCK
        if element.tag == "w:sdt" and child(element, "w:sdtPr", "w:showingPlcHdr") is not None:
            return _EMPTY_FIELD
        return _LOCATIONS.get(element.tag, location)


def _linked_by_fields(root: Element) -> Iterator[str]:
    codes = [element.get("w:instr", "") for element in root.iter("w:fldSimple")]
    codes.append("".join(element.text or "" for element in root.iter("w:instrText")))
    for code in codes:
        yield from _LINK.findall(code)


def margin_lines(package: WordPackage) -> Iterator[str]:
    """The paragraphs of headers and footers that tell when or to whom the text may be shown, as an embargo does."""
    seen = set()
    for path in package.related("header", "footer"):
        root = package.tree(path)
        for text in _Reader(WordStyles({})).texts(root, "") if root is not None else ():
            line = " ".join(text.words.split())
            if _RESTRICTED.search(line) and line not in seen:
                seen.add(line)
                yield line


def remarks(package: WordPackage) -> Iterator[str]:
    """Danish sentences on comments and on changes that nobody has accepted."""
    root = package.tree(package.main)
    tags = Counter(element.tag for element in root.iter()) if root is not None else Counter[str]()
    if sum(tags[tag] for tag in _CHANGES):
        yield (
            "Dokumentet har ændringer, som ingen har taget stilling til (Spor ændringer). "
            "Teksten er læst, som den bliver, når de er godkendt."
        )
    trees = [package.tree(path) for path in package.related("comments")]
    comments = [node for tree in trees if tree is not None for node in tree if node.tag == "w:comment"]
    if comments:
        yield f"{danish.plural(len(comments), 'kommentar', 'kommentarer')} i margenen er ikke taget med."
