"""An OpenDocument text (`.odt`) as a manuscript: its XML as HTML, with what the document shows and no more.

Hidden text, comments and deletions stay out. The archive has been checked by `safe_zip`, and the tree is read once.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element, ParseError, fromstring

from hjemsite.importer.formats import embedded_pictures
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.manuscript import EmbeddedFile, Manuscript, SourceText, UnreadableError
from hjemsite.importer.formats.office import safe_zip
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.limits import BODY_CHARACTERS, DOCX_PICTURES

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
_BROKEN = "Dokumentet er gået i stykker. Åbn det, gem det igen, og prøv igen."
_LEFT_OUT = {
    "office:annotation": "en kommentar i margenen",
    "text:tracked-changes": "tekst, som er slettet med Spor ændringer",
    "text:hidden-text": "skjult tekst",
    "text:hidden-paragraph": "skjult tekst",
}
"""Elements that a reader of the document does not see, and the location that the account names."""


def is_text(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is an OpenDocument text."""
    names = archive.namelist()
    kind = safe_zip.read_entry(archive, "mimetype")[:100] if "mimetype" in names else b""
    return "content.xml" in names and kind.startswith(b"application/vnd.oasis.opendocument.text")


def manuscript(name: str, archive: zipfile.ZipFile) -> Manuscript:
    """An OpenDocument text as a manuscript. Raises `UnreadableError`."""
    safe_zip.check_xml(archive)
    root = _tree(archive, "content.xml")
    reader = _Reader(archive, _styles(root))
    body = next(root.iter("office:text"), None)
    html = reader.inside(body) if body is not None else ""
    if len(html) > BODY_CHARACTERS:
        raise UnreadableError(
            f"Teksten fylder mere end {BODY_CHARACTERS.millions} million tegn. "
            "Del den op, eller vedhæft den som en fil."
        )
    words, pieces = hypertext.pieces(html + "".join(reader.notes))
    if not words.strip():
        raise UnreadableError("Der er ingen tekst i dokumentet.")
    source = list(reader.source(root, "teksten"))
    if "styles.xml" in archive.namelist():
        for margins in _tree(archive, "styles.xml").iter("style:master-page"):
            source += reader.source(margins, "sidehovedet eller sidefoden")
    unfinished = (*reader.unfinished, *pictures_without_credit(pieces))
    return Manuscript(name, words, pieces, tuple(reader.files), unfinished, source=tuple(source))


def _tree(archive: zipfile.ZipFile, name: str) -> Element:
    """The tree of a part, with prefixes in place of namespaces."""
    try:
        root = fromstring(safe_zip.read_entry(archive, name))  # noqa: S314 - `check_xml` has refused every DOCTYPE
    except ParseError:
        raise UnreadableError(_BROKEN) from None
    for element in root.iter():
        element.tag = _short(element.tag)
        attributes = {_short(key): value for key, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(attributes)
    return root


def _short(name: str) -> str:
    namespace, brace, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return f"{_PREFIXES.get(namespace, '')}:{local}" if brace else name


def _styles(root: Element) -> Mapping[str, frozenset[str]]:
    """The looks of each automatic style by its name: `bold`, `italic`, `hidden`, `struck`."""
    styles = {}
    for style in root.iter("style:style"):
        attributes: dict[str, str] = {}
        for node in style:
            attributes |= node.attrib
        looks = {
            "bold": attributes.get("fo:font-weight") == "bold",
            "italic": attributes.get("fo:font-style") == "italic",
            "hidden": attributes.get("text:display") == "none",
            "struck": attributes.get("style:text-line-through-style", "none") != "none",
        }
        styles[style.get("style:name", "")] = frozenset(name for name, is_so in looks.items() if is_so)
    return styles


@dataclass(slots=True)
class _Reader:
    """Writes the HTML of one document. `notes` are its footnotes, `unfinished` tasks for the editor."""

    archive: zipfile.ZipFile
    styles: Mapping[str, frozenset[str]]
    notes: list[str] = field(default_factory=list)
    files: list[EmbeddedFile] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)

    def inside(self, element: Element) -> str:
        """The content of an element."""
        return escape(element.text or "") + "".join(self.html(node) + escape(node.tail or "") for node in element)

    def html(self, element: Element) -> str:
        """An element with its content."""
        if element.tag in _LEFT_OUT or self._looks(element) & {"hidden", "struck"}:
            return ""
        rule = _RULES.get(element.tag)
        return rule(self, element) if rule else self.inside(element)

    def _looks(self, element: Element) -> frozenset[str]:
        return self.styles.get(element.get("text:style-name", ""), frozenset())

    def paragraph(self, element: Element) -> str:
        """A paragraph, which is bold where its style is."""
        inside = self.inside(element)
        return f"<p><b>{inside}</b></p>" if "bold" in self._looks(element) else f"<p>{inside}</p>"

    def heading(self, element: Element) -> str:
        """A heading of its level."""
        level = element.get("text:outline-level", "1")
        level = level if level in "123456" else "6"
        return f"<h{level}>{self.inside(element)}</h{level}>"

    def span(self, element: Element) -> str:
        """Words with a look of their own."""
        inside, looks = self.inside(element), self._looks(element)
        inside = f"<b>{inside}</b>" if "bold" in looks else inside
        return f"<i>{inside}</i>" if "italic" in looks else inside

    def link(self, element: Element) -> str:
        """A link."""
        return f'<a href="{escape(element.get("xlink:href", ""))}">{self.inside(element)}</a>'

    def listing(self, element: Element) -> str:
        """A list. The file does not say whether it has numbers where a reader would look, so it has bullets."""
        return f"<ul>{self.inside(element)}</ul>"

    def blanks(self, element: Element) -> str:
        """Several blanks."""
        return " " * min(int(element.get("text:c", "1") or 1) if element.get("text:c", "1").isdecimal() else 1, 20)

    def cell(self, element: Element) -> str:
        """A cell of a table, over as many columns and rows as it covers."""
        spans = (("colspan", "table:number-columns-spanned"), ("rowspan", "table:number-rows-spanned"))
        attributes = "".join(f' {name}="{escape(element.get(key, "1"))}"' for name, key in spans)
        return f"<td{attributes}>{self.inside(element)}</td>"

    def note(self, element: Element) -> str:
        """A footnote or endnote: its reference here, its text at the end."""
        number = len(self.notes) + 1
        self.notes.append("")
        text = "".join(self.inside(node) for node in element if node.tag == "text:note-body")
        self.notes[number - 1] = f'<ol><li id="footnote-{number}">{text}</li></ol>'
        return f'<sup><a href="#footnote-{number}">{number}</a></sup>'

    def picture(self, element: Element) -> str:
        """A frame as HTML: its picture with the description, or the text of its box."""
        image = next((node for node in element if node.tag == "draw:image"), None)
        if image is None:
            return self.inside(element)
        path = image.get("xlink:href", "").removeprefix("./")
        data = safe_zip.read_entry(self.archive, path) if path in self.archive.namelist() else b""
        reason = embedded_pictures.rejection_reason(data) if data else "ligger ikke i selve dokumentet"
        if reason or len(self.files) == DOCX_PICTURES:
            self.unfinished.append(f"et billede i dokumentet er ikke taget med; det {reason or 'er et for meget'}")
            return ""
        described = [node.text or "" for node in element if node.tag in ("svg:desc", "svg:title")]
        name = f"billede-{len(self.files) + 1}{embedded_pictures.suffix_for(data)}"
        self.files.append(EmbeddedFile(name, data))
        if not any(described):
            self.unfinished.append(f"beskriv billedet {name} for dem, der ikke kan se det")
        return f'<img src="{name}" alt="{escape(embedded_pictures.alt_text(next(filter(None, described), "")))}">'

    def source(self, element: Element, location: str) -> Iterator[SourceText]:
        """All text in an element by its location, paragraph by paragraph."""
        location = "skjult tekst" if "hidden" in self._looks(element) else _LEFT_OUT.get(element.tag, location)
        location = "overstreget tekst" if "struck" in self._looks(element) else location
        if element.tag in ("text:p", "text:h", "text:span", "text:hidden-text"):
            words = (element.text or "") + element.get("text:string-value", "")
            for node in element:
                words += _BLANK.get(node.tag, "")
                yield from self.source(node, location) if node.tag not in _BLANK else ()
                words += node.tail or ""
            if words.strip():
                yield SourceText(location, words)
            return
        if (link := element.get("xlink:href", "")) and "://" in link:
            yield SourceText("et link", link)
        if element.tag in ("text:a", "svg:desc", "svg:title") and element.text:
            yield SourceText(location, element.text)
        for node in element:
            yield from self.source(node, location)
            if element.tag == "text:a" and node.tail:
                yield SourceText(location, node.tail)


_BLANK = {"text:s": " ", "text:tab": " ", "text:line-break": " "}
_RULES: Mapping[str, Callable[[_Reader, Element], str]] = {
    "text:p": _Reader.paragraph,
    "text:h": _Reader.heading,
    "text:span": _Reader.span,
    "text:a": _Reader.link,
    "text:list": _Reader.listing,
    "text:list-item": lambda reader, element: f"<li>{reader.inside(element)}</li>",
    "text:s": _Reader.blanks,
    "text:tab": lambda _reader, _element: "\t",
    "text:line-break": lambda _reader, _element: "<br>",
    "text:note": _Reader.note,
    "table:table": lambda reader, element: f"<table>{reader.inside(element)}</table>",
    "table:table-row": lambda reader, element: f"<tr>{reader.inside(element)}</tr>",
    "table:table-cell": _Reader.cell,
    "table:covered-table-cell": lambda _reader, _element: "",
    "draw:frame": _Reader.picture,
    "text:sequence-decls": lambda _reader, _element: "",
}
