"""Text in the drawings of a Word document, as blocks that can stand in the body: text boxes, SmartArt, charts.

mammoth shows only pictures in a drawing, so everything else must be turned into paragraphs and tables first.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from hjemsite.importer.formats.office.word_xml import WordPackage, child, new, paragraph
from hjemsite.limits import CHART_FIGURES

ITEM_STYLE = "HjemsitePunkt"
"""The id of the style that our style map shows as an item of a list."""

_SIGNS = {"m:f": "/", "m:sSup": "^", "m:sSub": "_", "m:sSubSup": "_"}
"""Equations: what stands between the parts of a fraction, a power and an index."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`pictures` replace the drawing in its run; `blocks` follow its paragraph; `notes` are Danish sentences."""

    pictures: tuple[Element, ...] = ()
    blocks: tuple[Element, ...] = ()
    notes: tuple[str, ...] = ()


def drawing(element: Element, package: WordPackage, part: str) -> Drawing:
    """What an element `w:drawing`, `w:pict` or `w:object` in the part with the path `part` shows."""
    relations = package.relations(part)
    blocks: list[Element] = []
    notes: list[str] = []
    for node in _outermost(element, ("w:txbxContent", "dgm:relIds", "c:chart", "o:OLEObject")):
        relation = relations.get(node.get("r:dm" if node.tag == "dgm:relIds" else "r:id", ""))
        root = package.tree(relation.target) if relation and not relation.is_external else None
        if node.tag == "w:txbxContent":
            blocks += node
        elif node.tag == "dgm:relIds":
            texts = list(_smart_art(root))
            blocks += (paragraph(text, ITEM_STYLE) for text in texts)
            notes.append("en figur (SmartArt) er skrevet som en liste; se, om den skal være et billede")
        elif node.tag == "c:chart":
            name = _description(element)
            blocks += _chart(root)
            notes.append(f"et diagram{name} er ikke taget med som billede; gem det som billede, og sæt det ind")
        else:
            notes.append(f"et indlejret objekt ({node.get('ProgID', 'ukendt slags')[:40]}) er ikke taget med")
    return Drawing(tuple(_pictures(element)), tuple(blocks), tuple(notes))


def _outermost(element: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The descendants with one of the names that do not lie in another of them."""
    for node in element:
        if node.tag in names:
            yield node
        else:
            yield from _outermost(node, names)


def _pictures(element: Element) -> Iterator[Element]:
    """Every picture by itself, as mammoth reads it; those in a group too. A text box keeps its own pictures."""
    if element.tag == "w:drawing":
        properties = next((node for node in element.iter("wp:docPr")), None)
        for picture in _outermost(element, ("pic:pic", "w:txbxContent")):
            if picture.tag == "pic:pic":
                data = new("a:graphicData")
                data.append(deepcopy(picture))
                inline = new("wp:inline", new("a:graphic", data))
                if properties is not None:
                    inline.insert(0, properties)
                yield new("w:drawing", inline)
    else:
        for image in _outermost(element, ("v:imagedata", "w:txbxContent")):
            if image.tag == "v:imagedata":
                yield new("w:pict", new("v:shape", image))


def _description(element: Element) -> str:
    described = next((node.get("descr", "") for node in element.iter("wp:docPr")), "")
    return f" (»{' '.join(described.split())[:120]}«)" if described.strip() else ""


def _smart_art(root: Element | None) -> Iterator[str]:
    """The texts of a SmartArt figure, point by point."""
    for point in root.iter("dgm:pt") if root is not None else ():
        if text := " ".join(filter(None, map(text_of, point.iter("a:p")))).strip():
            yield text


def text_of(element: Element) -> str:
    """The text in an element of DrawingML."""
    return " ".join("".join(node.text or "" for node in element.iter("a:t")).split())


def _chart(root: Element | None) -> list[Element]:
    """The title of a chart, and its figures as a table: a column for each series, a row for each category."""
    if root is None:
        return []
    title = child(root, "c:chart", "c:title")
    blocks = [paragraph(text_of(title))] if title is not None and text_of(title) else []
    series = list(root.iter("c:ser"))
    if series:
        categories = _points(child(series[0], "c:cat"))
        columns = [_points(child(node, "c:val")) for node in series]
        names = [" ".join(_points(child(node, "c:tx")).values()) for node in series]
        rows = [["", *names]]
        indexes = sorted({index for points in (categories, *columns) for index in points})
        if len(indexes) * len(columns) > CHART_FIGURES:
            return blocks
        rows += ([categories.get(index, ""), *(points.get(index, "") for points in columns)] for index in indexes)
        blocks.append(new("w:tbl", *(new("w:tr", *(new("w:tc", paragraph(text)) for text in row)) for row in rows)))
    return blocks


def _points(element: Element | None) -> dict[int, str]:
    """The cached points of a series by their number."""
    points = element.iter("c:pt") if element is not None else ()
    return {
        int(point.get("idx", "0")): (value.text or "").strip()
        for point in points
        if (value := child(point, "c:v")) is not None and point.get("idx", "0").isdecimal()
    }


def equation(element: Element) -> str:
    """An equation in one line.

    >>> from hjemsite.importer.formats.office.word_xml import parse
    >>> namespace = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    >>> equation(parse(f'<oMath xmlns="{namespace}"><f><num><r><t>1</t></r></num>'
    ...                '<den><r><t>2</t></r></den></f></oMath>'.encode()))
    '1/2'
    """
    if element.tag in ("m:t", "w:t"):
        return element.text or ""
    return _SIGNS.get(element.tag, "").join(filter(None, map(equation, element)))
