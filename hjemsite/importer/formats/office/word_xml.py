"""The XML parts of a Word document as trees, and the relations between them.

A tree has names with the usual prefixes, as `w:p`, whichever of the two namespaces (transitional, strict) the document
uses. Only parts that `safe_zip` has checked are parsed, which are those with the suffix `.xml`.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from posixpath import basename, dirname, join, normpath
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring

from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.formats.office import safe_zip

_OFFICE = "http://schemas.openxmlformats.org/"
_NAMESPACES = {
    "w": f"{_OFFICE}wordprocessingml/2006/main",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "wp": f"{_OFFICE}drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}drawingml/2006/main",
    "pic": f"{_OFFICE}drawingml/2006/picture",
    "c": f"{_OFFICE}drawingml/2006/chart",
    "dgm": f"{_OFFICE}drawingml/2006/diagram",
    "m": f"{_OFFICE}officeDocument/2006/math",
    "mc": f"{_OFFICE}markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_PREFIXES = {namespace: prefix for prefix, namespace in _NAMESPACES.items()}
_STRICT = re.compile(r"http://purl\.oclc\.org/ooxml/")
_RELATIONS = f"{_OFFICE}package/2006/relationships"


def parse(data: bytes) -> Element:
    """The tree of an XML part, with prefixes in place of namespaces. Raises `UnreadableError`."""
    try:
        root = fromstring(data)  # noqa: S314 - `safe_zip.check_xml` has refused every DOCTYPE
    except ParseError:
        raise UnreadableError("Word-dokumentet er gået i stykker. Bed om at få det sendt igen.") from None
    for element in root.iter():
        element.tag = _short(element.tag)
        attributes = {_short(name): value for name, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(attributes)
    return root


@lru_cache(1000)
def _short(name: str) -> str:
    namespace, brace, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    if not brace:
        return name
    if namespace not in _PREFIXES and _STRICT.match(namespace):
        parts = _STRICT.sub("", namespace).split("/", 1)
        namespace = f"{_OFFICE}{parts[0]}/2006/{parts[-1]}"
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else name


def serialize(root: Element) -> bytes:
    """The tree as an XML part."""
    for prefix, namespace in _NAMESPACES.items():
        root.set(f"xmlns:{prefix}", namespace)
    return _bytes_of(root)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names; None where there is none."""
    for name in path:
        element = next((node for node in element if node.tag == name), None) if element is not None else None
    return element


def value(element: Element | None, *path: str) -> str:
    """The attribute `w:val` of the element at `path`; empty where there is none."""
    node = child(element, *path)
    return node.get("w:val", "") if node is not None else ""


def is_on(element: Element | None, *path: str) -> bool | None:
    """Whether the toggle property at `path` is on; None where it is not set (ECMA-376, 17.17.4)."""
    node = child(element, *path)
    return None if node is None else node.get("w:val", "1") not in ("0", "false", "off", "none")


def new(name: str, *children: Element, **attributes: str) -> Element:
    """An element with children; attributes are in the namespace `w`."""
    element = Element(name, {f"w:{key}": text for key, text in attributes.items()})
    element.extend(children)
    return element


def run(text: str) -> Element:
    """A run with a text."""
    element = new("w:r")
    SubElement(element, "w:t").text = text
    return element


def paragraph(text: str, style: str = "") -> Element:
    """A paragraph with a text, and a style by its id."""
    properties = [new("w:pPr", new("w:pStyle", val=style))] if style else []
    return new("w:p", *properties, run(text))


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last part of the type, as `header`. `target` is a path in the archive, or an address outside it."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True)
class WordPackage:
    """The parts of a Word document. `archive` has been checked by `safe_zip`."""

    archive: zipfile.ZipFile

    @cached_property
    def names(self) -> frozenset[str]:
        """The paths of all parts."""
        return frozenset(self.archive.namelist())

    @cached_property
    def main(self) -> str:
        """The path of the part with the body; empty when there is none. Word may call it `word/document2.xml`."""
        targets = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        return next((path for path in (*targets, "word/document.xml") if self.is_xml(path)), "")

    def is_xml(self, path: str) -> bool:
        """Whether `path` is an XML part of this document."""
        return path in self.names and path.endswith(".xml")

    def tree(self, path: str) -> Element | None:
        """The tree of a part; None where there is no such XML part. Raises `UnreadableError`."""
        return parse(safe_zip.read_entry(self.archive, path)) if self.is_xml(path) else None

    @cached_property
    def styles(self) -> Element | None:
        """The tree of the part with the styles, which is often the largest. It is shared, and nobody changes it."""
        return self.tree(next(self.related("styles"), "word/styles.xml"))

    def relations(self, path: str) -> Mapping[str, Relation]:
        """The relations of the part at `path` by their id; of the whole package for an empty path."""
        if path not in self._relations:
            self._relations[path] = self._read_relations(path)
        return self._relations[path]

    @cached_property
    def _relations(self) -> dict[str, Mapping[str, Relation]]:
        """The relations of the parts that were asked for."""
        return {}

    def _read_relations(self, path: str) -> Mapping[str, Relation]:
        file = join(dirname(path), "_rels", f"{basename(path)}.rels")
        if file not in self.names:
            return {}
        root = parse(safe_zip.read_entry(self.archive, file))
        return {node.get("Id", ""): _relation(node, dirname(path)) for node in root if node.get("Id")}

    def related(self, *kinds: str) -> Iterator[str]:
        """The paths of the XML parts that the body refers to, of the kinds, in the order of their names."""
        targets = {relation.target for relation in self.relations(self.main).values() if relation.kind in kinds}
        return (path for path in sorted(targets) if self.is_xml(path))


def _relation(element: Element, folder: str) -> Relation:
    target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_external:
        target = normpath(join(f"/{folder}", target)).lstrip("/")
    return Relation(element.get("Type", "").rpartition("/")[2], target, is_external)


def relations_part(relations: Mapping[str, Relation]) -> bytes:
    """The relations as a part of their own, with paths from the root of the archive."""
    root = Element("Relationships", {"xmlns": _RELATIONS})
    for name, relation in relations.items():
        target = relation.target if relation.is_external else f"/{relation.target}"
        attributes = {"Id": name, "Type": f"{_NAMESPACES['r']}/{relation.kind}", "Target": target}
        SubElement(root, "Relationship", attributes | ({"TargetMode": "External"} if relation.is_external else {}))
    return _bytes_of(root)


def _bytes_of(root: Element) -> bytes:
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data
