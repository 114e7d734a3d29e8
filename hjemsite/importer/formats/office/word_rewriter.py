"""A Word document rewritten into the part of Word's language that mammoth shows in full, before mammoth reads it.

What Word does not print is removed (hidden and struck-out text, placeholders); what mammoth passes over is rewritten
(simple fields, text boxes, breaks, headings by outline level). The rules are one function for each element.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hjemsite.importer.formats.office.word_drawings import drawing, equation
from hjemsite.importer.formats.office.word_lists import ListNumbers
from hjemsite.importer.formats.office.word_styles import WordStyles
from hjemsite.importer.formats.office.word_xml import WordPackage, child, new, paragraph, run
from hjemsite.limits import REPEATED_CHARACTERS, WORD_NOTES

HEADING_STYLE, QUOTE_STYLE = "HjemsiteRubrik", "HjemsiteCitat"
"""The ids of the styles that our style map shows as headings (with the level behind it) and blockquotes."""

CHUNK, CHUNK_END = "\ue002", "\ue003"
"""Private characters around the id of a document that is embedded whole (`w:altChunk`)."""

_LINK = re.compile(r"\s*HYPERLINK\b")
_SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")
_SHOWN = ("w:t", "w:drawing", "w:pict", "w:object", "w:sym", "w:footnoteReference", "w:endnoteReference", "m:oMath")


@dataclass(slots=True)
class Rewriter:
    """Rewrites the trees of one document. `notes` are tasks for the editor, as Danish sentences."""

    package: WordPackage
    part: str
    """The path of the part that is rewritten."""
    styles: WordStyles
    lists: ListNumbers
    notes: list[str] = field(default_factory=list)
    _paragraphs: list[Element] = field(default_factory=list)
    _blocks: list[list[Element]] = field(default_factory=list)
    """For each paragraph that is being rewritten, the blocks that will follow it."""

    def rewrite(self, element: Element) -> list[Element]:
        """The elements that replace `element`; its children are rewritten in place."""
        rule = _RULES.get(element.tag)
        return list(rule(self, element)) if rule else [self._inside(element)]

    def _inside(self, element: Element) -> Element:
        element[:] = [written for node in element for written in self.rewrite(node)]
        return element

    def paragraph(self, element: Element) -> Iterator[Element]:
        """A paragraph, and what its text boxes and figures hold after it; nothing where all of it was removed."""
        had_text = _shows_something(element)
        level, is_quote, mark = (
            self.styles.heading_level(element),
            self.styles.is_quote(element),
            self.lists.mark(element),
        )
        self._paragraphs.append(element)
        self._blocks.append([])
        self._inside(element)
        self._paragraphs.pop()
        blocks = self._blocks.pop()
        self._name_highlighted(element)
        if level:
            _set_style(element, f"{HEADING_STYLE}{level}")
        elif is_quote:
            _set_style(element, QUOTE_STYLE)
        if mark:
            element.insert(1 if child(element, "w:pPr") is not None else 0, run(mark))
        is_deleted = child(element, "w:pPr", "w:rPr", "w:del") is not None
        if is_deleted or not had_text or _shows_something(element):
            yield element
        yield from blocks

    def run(self, element: Element) -> Iterator[Element]:
        """A run, unless its text is hidden or struck out."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if not (self.styles.is_hidden(element, paragraph) or self.styles.is_struck(element, paragraph)):
            yield self._inside(element)

    def control(self, element: Element) -> Iterator[Element]:
        """A content control without the placeholder that an empty one shows."""
        if child(element, "w:sdtPr", "w:showingPlcHdr") is not None:
            for holder in list(element.iter()):
                for node in [node for node in holder if node.tag == "w:r"]:
                    holder.remove(node)
        yield self._inside(element)

    def simple_field(self, element: Element) -> Iterator[Element]:
        """A field with its result; a link as the complex field that mammoth knows."""
        code = element.get("w:instr", "")
        inside = list(self._inside(element))
        if not _LINK.match(code):
            yield from inside
            return
        instruction = new("w:instrText")
        instruction.text = code
        yield new("w:r", new("w:fldChar", fldCharType="begin"))
        yield new("w:r", instruction)
        yield new("w:r", new("w:fldChar", fldCharType="separate"))
        yield from inside
        yield new("w:r", new("w:fldChar", fldCharType="end"))

    def line_break(self, _element: Element) -> Iterator[Element]:
        """A break of any kind (line, page, column, carriage return) as the end of a line."""
        yield new("w:br")

    def tab(self, _element: Element) -> Iterator[Element]:
        """A tab that is aligned to a margin as an ordinary one."""
        yield new("w:tab")

    def alternative(self, element: Element) -> Iterator[Element]:
        """Of an element in two forms the newer one where it holds text, else the one for older programs."""
        choice, fallback = child(element, "mc:Choice"), child(element, "mc:Fallback")
        has_text = choice is not None and any(
            node.tag in ("w:txbxContent", "dgm:relIds", "c:chart", "m:oMath") for node in choice.iter()
        )
        chosen = choice if has_text or fallback is None else fallback
        for node in chosen if chosen is not None else ():
            yield from self.rewrite(node)

    def drawing(self, element: Element) -> Iterator[Element]:
        """The pictures of a drawing; its text follows the paragraph."""
        content = drawing(element, self.package, self.part)
        self.notes += content.notes
        blocks = [written for node in content.blocks for written in self.rewrite(node)]
        if self._blocks:
            self._blocks[-1] += blocks
        relations = self.package.relations(self.part)
        yield from (node for node in content.pictures if self._has_data(node, relations))

    def _has_data(self, picture: Element, relations: Mapping[str, object]) -> bool:
        names = [node.get(key) for node in picture.iter() for key in ("r:embed", "r:link", "r:id") if node.get(key)]
        if all(name in relations for name in names):
            return True
        self.notes.append("et billede i dokumentet er gået tabt og er ikke taget med")
        return False

    def equation(self, element: Element) -> Iterator[Element]:
        """An equation as text in one line."""
        if text := equation(element).strip():
            self.notes.append(f"formlen »{text[:REPEATED_CHARACTERS]}« er skrevet som tekst; se, om den er rigtig")
            yield run(text)

    def equations(self, element: Element) -> Iterator[Element]:
        """The equations of a paragraph of their own."""
        for node in element:
            yield from self.rewrite(node)

    def symbol(self, element: Element) -> Iterator[Element]:
        """A character of a symbol font, unless nobody can know what it looks like."""
        font = element.get("w:font", "")
        if font.casefold() in _SYMBOL_FONTS:
            yield element
        else:
            self.notes.append(f"et tegn fra skrifttypen {font[:40]} er ikke taget med")

    def chunk(self, element: Element) -> Iterator[Element]:
        """A document that is embedded whole: a mark, which `docx` replaces."""
        yield paragraph(f"{CHUNK}{element.get('r:id', '')}{CHUNK_END}")

    def _name_highlighted(self, element: Element) -> None:
        """Point out text in a paragraph that is highlighted as with a marker."""
        text = ""
        for node in [*element.iter("w:r"), new("w:r")]:
            if child(node, "w:rPr", "w:highlight") is not None:
                text += "".join(part.text or "" for part in node.iter("w:t"))
            elif text.strip() and len(self.notes) < WORD_NOTES:
                text, shown = "", " ".join(text.split())[:REPEATED_CHARACTERS]
                self.notes.append(f"»{shown}« er fremhævet med farve i dokumentet; se, om det er en arbejdsnote")


def _shows_something(element: Element) -> bool:
    return any(node.tag in _SHOWN and (node.tag != "w:t" or (node.text or "").strip()) for node in element.iter())


def _set_style(element: Element, style: str) -> None:
    properties = child(element, "w:pPr")
    if properties is None:
        properties = new("w:pPr")
        element.insert(0, properties)
    for old in [node for node in properties if node.tag == "w:pStyle"]:
        properties.remove(old)
    properties.append(new("w:pStyle", val=style))


_RULES: Mapping[str, Callable[[Rewriter, Element], Iterator[Element]]] = {
    "w:p": Rewriter.paragraph,
    "w:r": Rewriter.run,
    "w:sdt": Rewriter.control,
    "w:fldSimple": Rewriter.simple_field,
    "w:br": Rewriter.line_break,
    "w:cr": Rewriter.line_break,
    "w:ptab": Rewriter.tab,
    "mc:AlternateContent": Rewriter.alternative,
    "w:drawing": Rewriter.drawing,
    "w:pict": Rewriter.drawing,
    "w:object": Rewriter.drawing,
    "m:oMathPara": Rewriter.equations,
    "m:oMath": Rewriter.equation,
    "w:sym": Rewriter.symbol,
    "w:altChunk": Rewriter.chunk,
}
