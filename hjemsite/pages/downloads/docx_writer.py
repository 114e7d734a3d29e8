"""A press release as a Word document: the smallest Office Open XML package (ECMA-376, part 1) that says all of it.

Its parts are the templates in `templates/word/`; only the paragraphs are written here. No library writes it, because
one takes a hundred times as long, and the same article must give the same bytes.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import takewhile

import jinja2
from markupsafe import Markup
from msgspec import Struct

from hjemsite.cache.blob import Blob, read
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import DOCX_LIST_LEVELS
from hjemsite.model import Html
from hjemsite.pages.downloads.blocks import BULLET, Block, Run, Runs, words
from hjemsite.pages.downloads.zip_writer import Entry, entry, stored, zip_archive

_STYLES = {
    "title": "Title", "detail": "Detail", "lead": "Lead", "quote": "Quote", "source": "QuoteSource", "code": "Code",
}  # fmt: skip
"""Kind of a block → the style of its paragraph in `styles.xml`."""


_HEAD = ("title", "detail", "lead")
"""Kinds of blocks that stand before the picture, at the beginning."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU_PER_PIXEL, _WIDEST, _HIGHEST = 9_525, 5_760_000, 4_320_000
"""In English metric units: a pixel at 96 an inch, 16 cm, which is as wide as the text, and 12 cm."""

_BETWEEN_ELEMENTS = lazy_pattern(r">\n\s*<")


class WordPicture(Struct, frozen=True):
    """A picture: the ending of its file, its size in pixels, and what stands below it, a line each."""

    content: Blob
    kind: str
    width: int
    height: int
    alt: str
    lines: tuple[str, ...]


class WordView(Struct, frozen=True):
    """`created` and `modified` are instants as RFC 3339 writes them."""

    title: str
    creator: str
    created: str
    modified: str
    blocks: tuple[Block, ...]
    picture: WordPicture | None = None
    """Stands between the headline with what belongs to it, and the text."""


class CountedList(Struct, frozen=True):
    """A list with numbers: how deep it is indented, from 0, and its first number."""

    level: int
    start: str


class WordParts(Struct, frozen=True):
    """What the templates in `templates/word/` see. `body` is WordprocessingML; `links` are addresses.

    `picture` is the ending of the picture's file; empty where there is none.
    """

    title: str
    creator: str
    created: str
    modified: str
    body: Html
    links: tuple[str, ...]
    lists: tuple[CountedList, ...]
    picture: str = ""
    levels: tuple[int, ...] = tuple(range(DOCX_LIST_LEVELS))


_NOTHING = WordParts("", "", "", "", Html(""), (), ())


def docx(view: WordView, environment: jinja2.Environment) -> bytes:
    """The file that Word opens. Raises what its templates raise."""
    writer = _Writer()
    picture, parts_of_head = view.picture, [*takewhile(lambda block: block.kind in _HEAD, view.blocks)]
    written = [*map(writer.block, parts_of_head)]
    written += [*writer.picture(picture)] if picture else []
    written += map(writer.block, view.blocks[len(parts_of_head) :])
    body = Html(Markup("".join(written)))  # noqa: S704  # each run is escaped
    about = (view.title, view.creator, view.created, view.modified)
    parts = WordParts(*about, body, tuple(writer.links), tuple(writer.lists), picture=picture.kind if picture else "")
    types, relations, numbering, styles = _constant_entries(environment)
    return zip_archive(
        (
            types,
            relations,
            _entry("docProps/core.xml", "core.xml", parts, environment),
            _entry("word/document.xml", "document.xml", parts, environment),
            _entry("word/_rels/document.xml.rels", "document_relations.xml", parts, environment),
            _entry("word/numbering.xml", "numbering.xml", parts, environment) if parts.lists else numbering,
            styles,
            *([stored(f"word/media/billede.{picture.kind}", read(picture.content))] if picture else ()),
        )
    )


@lru_cache(maxsize=1)
def _constant_entries(environment: jinja2.Environment) -> tuple[Entry, Entry, Entry, Entry]:
    """What is the same in every document: types, relations, lists without numbers, styles."""
    return (
        _entry("[Content_Types].xml", "content_types.xml", _NOTHING, environment),
        _entry("_rels/.rels", "relations.xml", _NOTHING, environment),
        _entry("word/numbering.xml", "numbering.xml", _NOTHING, environment),
        _entry("word/styles.xml", "styles.xml", _NOTHING, environment),
    )


def _entry(name: str, template: str, parts: WordParts, environment: jinja2.Environment) -> Entry:
    """The part `name` of the package. Line breaks between its elements are for readers of the template alone."""
    declaration, _, text = environment.get_template(f"word/{template}").render(view=parts).partition("\n")
    return entry(name, f"{declaration}\n{_BETWEEN_ELEMENTS.sub('><', text).strip()}")


class _Writer:
    """Writes blocks as WordprocessingML, and collects the links and numbered lists that other parts must declare."""

    def __init__(self) -> None:
        self.links: dict[str, int] = {}
        """Address → the number of the link."""
        self.lists: list[CountedList] = []
        self.open: dict[int, int] = {}
        """Level → the number of the list that counts there. Number 1 is for bullets."""

    def block(self, block: Block) -> str:
        if block.kind == "item":
            return self._item(block)
        if block.kind == "table":
            return self._table(block.rows)
        if block.kind == "rule":
            return '<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>'
        style = f"Heading{block.level}" if block.kind == "heading" else _STYLES.get(block.kind, "")
        return self._paragraph(block.runs, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "")

    def picture(self, picture: WordPicture) -> Iterator[str]:
        """The picture, as wide as the text or less, and what is said of it."""
        scale = min(_EMU_PER_PIXEL, _WIDEST / picture.width, _HIGHEST / picture.height)
        width, height = (int(side * scale) for side in (picture.width, picture.height))
        alt, size = escape(picture.alt), f'cx="{width}" cy="{height}"'
        yield (
            f'<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
            f'<wp:extent {size}/><wp:docPr id="1" name="Billede" descr="{alt}"/><a:graphic xmlns:a="{_DRAWING}/main">'
            f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="1" name="billede.{picture.kind}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
            "<pic:blipFill>"
            '<a:blip r:embed="picture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
        if picture.lines:
            yield self._paragraph(words("\n".join(picture.lines)), '<w:pPr><w:pStyle w:val="Caption"/></w:pPr>')

    def _item(self, block: Block) -> str:
        level = min(block.level, DOCX_LIST_LEVELS) - 1
        if block.starts:
            self.lists.append(CountedList(level, block.marker.removesuffix(".")))
            self.open[level] = 1 + len(self.lists)
        if not block.marker:
            indent = f'<w:pStyle w:val="ListContinue"/><w:ind w:left="{360 * (level + 1)}"/>'
            return self._paragraph(block.runs, f"<w:pPr>{indent}</w:pPr>")
        style, number = ("ListBullet", 1) if block.marker == BULLET else ("ListNumber", self.open.get(level, 1))
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return self._paragraph(block.runs, f'<w:pPr><w:pStyle w:val="{style}"/>{numbering}</w:pPr>')

    def _table(self, rows: Sequence[Sequence[Runs]]) -> str:
        columns = max(map(len, rows), default=0)
        grid = "<w:gridCol/>" * columns
        written = []
        for row in rows:
            filled = (*row, *[()] * (columns - len(row)))
            cells = (f"<w:tc><w:tcPr/>{self._paragraph(runs, '')}</w:tc>" for runs in filled)
            written.append(f"<w:tr>{''.join(cells)}</w:tr>")
        look = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        # Word wants a paragraph after a table.
        return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl><w:p/>"

    def _paragraph(self, runs: Runs, properties: str) -> str:
        return f"<w:p>{properties}{''.join(map(self._run, runs))}</w:p>"

    def _run(self, run: Run) -> str:
        text, bold, italic, raised, link, struck = run
        words = f'<w:t xml:space="preserve">{_escaped(text)}</w:t>'
        if "\n" in text:
            words = words.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        if not (bold or italic or raised or link or struck):
            return f"<w:r>{words}</w:r>"
        style = '<w:rStyle w:val="Hyperlink"/>' if link else ""
        looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
        looks += "<w:strike/>" if struck else ""
        looks += '<w:vertAlign w:val="superscript"/>' if raised else ""
        written = f"<w:r><w:rPr>{style}{looks}</w:rPr>{words}</w:r>"
        if not link:
            return written
        number = self.links.setdefault(link, len(self.links) + 1)
        return f'<w:hyperlink r:id="link{number}">{written}</w:hyperlink>'


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text
