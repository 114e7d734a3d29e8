"""Word, Excel, PowerPoint and OpenDocument files: ZIP packages of XML.

The names of parts and elements are those of ECMA-376 and of OpenDocument 1.3. Elements are found by their local names,
for the strict and the transitional form of ECMA-376 differ in the namespaces alone.
"""

import io
import lzma
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import chain

from hjemsite.limits import ATTACHED_BYTES, ATTACHED_PARTS
from hjemsite.site.hidden_information.wording import UnreadableError, counted, named, some

_TEXTS = r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml"
_PHOTOS = r"(?i)(word|ppt|xl)/media/.+\.jpe?g|Pictures/.+\.jpe?g"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ET.ParseError, ValueError, LookupError),
)
"""What a damaged, locked or odd package is met with; the last ones are for XML in a text encoding that is none."""
_GPS = 0x8825
"""The tag of Exif that holds where a photograph was taken."""


def hidden_in_package(data: bytes) -> list[str]:
    """What the package `data` holds that readers do not see. Raises `UnreadableError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _Parts(package)
            return [phrase for look in _LOOKS for phrase in look(parts)]
    except _BROKEN as error:
        raise UnreadableError from error


class _Parts:
    """The parts of a package, each read and parsed when it is asked for."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._trees: dict[str, ET.Element] = {}
        self._bytes_left = int(ATTACHED_BYTES)
        self.names = package.namelist()
        if len(self.names) > ATTACHED_PARTS:
            raise UnreadableError

    def like(self, pattern: str) -> list[str]:
        """The names of the parts that `pattern` fits as a whole."""
        return [name for name in self.names if re.fullmatch(pattern, name)]

    def data(self, name: str) -> bytes:
        with self._package.open(name) as part:
            data = part.read(self._bytes_left + 1)
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise UnreadableError
        return data

    def trees(self, pattern: str) -> Iterator[ET.Element]:
        """The parsed XML of the parts that `pattern` fits. No part of a document declares entities of its own."""
        for name in self.like(pattern):
            if name not in self._trees:
                data = self.data(name)
                if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                    raise UnreadableError
                self._trees[name] = ET.fromstring(data)  # noqa: S314 - it has no entities, and expat bounds the rest
            yield self._trees[name]

    def elements(self, pattern: str, *names: str) -> list[ET.Element]:
        """The elements with these local names in the parts that `pattern` fits."""
        return [
            element for tree in self.trees(pattern) for name in names for element in tree.iterfind(f".//{{*}}{name}")
        ]


def _text(elements: list[ET.Element]) -> str:
    return next((element.text for element in elements if element.text and element.text.strip()), "")


def _attribute(element: ET.Element, name: str) -> str | None:
    """The attribute with this local name."""
    values = (value for key, value in element.items() if key.rpartition("}")[2] == name)
    return next(values, None)


def _is_on(element: ET.Element | None) -> bool:
    """Whether a property of Word's that is either on or off is on."""
    return element is not None and _attribute(element, "val") not in ("0", "false", "off")


def _people(parts: _Parts) -> Iterator[str]:
    core, app, odf = r"docProps/core\.xml", r"docProps/app\.xml", r"meta\.xml"
    author = _text(parts.elements(core, "creator")) or _text(parts.elements(odf, "initial-creator"))
    yield from named("forfatteren", author)
    last = _text(parts.elements(core, "lastModifiedBy")) or _text(parts.elements(odf, "creator"))
    yield from named("sidst gemt af", last if last != author else "")
    yield from named("firmaet", _text(parts.elements(app, "Company")))
    yield from named("lederen", _text(parts.elements(app, "Manager")))
    properties = parts.elements(r"docProps/custom\.xml", "property") + parts.elements(odf, "user-defined")
    yield from counted(len(properties), "egenskab, som nogen har tilføjet", "egenskaber, som nogen har tilføjet")


def _comments(parts: _Parts) -> Iterator[str]:
    elements = (
        parts.elements(r"word/comments\.xml", "comment"),
        parts.elements(r"xl/(comments\d*|comments/.+)\.xml", "comment"),
        parts.elements(r"ppt/comments/.+\.xml", "cm"),
        parts.elements(r"content\.xml", "annotation"),
    )
    yield from counted(sum(map(len, elements)), "kommentar", "kommentarer")
    notes = (element for tree in parts.trees(r"ppt/notesSlides/[^/]+\.xml") for element in tree.iterfind(".//{*}t"))
    yield from some(any((note.text or "").strip() for note in notes), "noter til den, der holder oplægget")


def _changes(parts: _Parts) -> Iterator[str]:
    word = parts.elements(_TEXTS, "ins", "del", "moveFrom", "moveTo")
    # An `ins` without an author is a property of a paragraph mark in other schemas.
    tracked = [change for change in word if _attribute(change, "author") is not None]
    odf = parts.elements(r"content\.xml", "changed-region")
    yield from counted(len(tracked) + len(odf), "sporet ændring", "sporede ændringer")


def _hidden_content(parts: _Parts) -> Iterator[str]:
    yield from some(any(_hidden_runs(parts)) or any(_hidden_paragraphs(parts)), "skjult tekst")
    sheets = parts.elements(r"xl/workbook\.xml", "sheet")
    hidden = [sheet for sheet in sheets if _attribute(sheet, "state") in ("hidden", "veryHidden")]
    yield from counted(len(hidden), "skjult ark", "skjulte ark")
    lines = parts.elements(r"xl/worksheets/[^/]+\.xml", "row", "col")
    yield from some(
        [line for line in lines if _attribute(line, "hidden") in ("1", "true")], "skjulte rækker eller kolonner"
    )
    slides = [tree for tree in parts.trees(r"ppt/slides/[^/]+\.xml") if tree.get("show") in ("0", "false")]
    yield from counted(len(slides), "skjult dias", "skjulte dias")


def _hidden_runs(parts: _Parts) -> Iterator[str]:
    """The texts of Word that are formatted as hidden; that of a paragraph's mark hides no text."""
    for run in parts.elements(_TEXTS, "r"):
        if _is_on(run.find("{*}rPr/{*}vanish")):
            yield from (element.text.strip() for element in run.iterfind(".//{*}t") if element.text)


def _hidden_paragraphs(parts: _Parts) -> Iterator[str]:
    """The texts of OpenDocument that are not displayed, by a style, a section or a field."""
    trees = list(chain(parts.trees(r"content\.xml"), parts.trees(r"styles\.xml")))
    styles: set[str | None] = {
        _attribute(style, "name")
        for tree in trees
        for style in tree.iterfind(".//{*}style")
        if any(_attribute(properties, "display") == "none" for properties in style.iterfind(".//{*}text-properties"))
    }
    for element in chain.from_iterable(tree.iter() for tree in trees):
        is_hidden = (
            _attribute(element, "display") in ("none", "condition") or _attribute(element, "is-hidden") == "true"
        )
        if is_hidden or (styles and _attribute(element, "style-name") in styles):
            yield "".join(element.itertext()).strip()


def _files(parts: _Parts) -> Iterator[str]:
    yield from some(parts.like(r"docProps/thumbnail\..+|Thumbnails/.+"), "et lille billede af første side")
    inner = parts.like(r"(word|xl|ppt)/embeddings/[^/]+|Object \d+/content\.xml|ObjectReplacements/.+")
    yield from some(inner, "filer, der er sat ind med alt, hvad de rummer")
    yield from some(parts.like(r"VersionList\.xml|Versions/.+|xl/revisions/.+"), "tidligere udgaver")
    links = parts.elements(r"(.+/)?_rels/.+\.rels", "Relationship")
    own = [link for link in links if re.match(r"(?i)file:|\\\\|[a-z]:\\", link.get("Target", ""))]
    yield from some(own, "stien til en fil på en computer")
    yield from some([name for name in parts.like(_PHOTOS) if _tells_where(parts.data(name))], "hvor et foto er taget")


def _tells_where(data: bytes) -> bool:
    """Whether a photograph has a position in its Exif data."""
    if b"Exif" not in data[:100_000]:
        return False
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


_LOOKS: tuple[Callable[[_Parts], Iterator[str]], ...] = (_people, _comments, _changes, _hidden_content, _files)
