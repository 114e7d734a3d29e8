"""A press release as a Word document: the smallest Office Open XML package (ECMA-376) that says all of it.

Written by hand, because a library takes a hundred times as long, and the same article must give the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from msgspec import Struct

from hjemsite.limits import DOCX_LIST_LEVELS
from hjemsite.pages.downloads.blocks import BULLET, Block, Run, Runs
from hjemsite.pages.downloads.docx_parts import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT,
    LINKS,
    NUMBERING,
    RELATIONS,
    STYLES,
)
from hjemsite.pages.downloads.zip_writer import entry, zip_archive

_STYLES = {
    "title": "Title", "detail": "Detail", "lead": "Lead", "quote": "Quote", "source": "QuoteSource", "code": "Code",
}  # fmt: skip
_CONTENT_TYPES = entry("[Content_Types].xml", CONTENT_TYPES)
_RELATIONS = entry("_rels/.rels", RELATIONS)
_NUMBERING = entry("word/numbering.xml", NUMBERING.format(""))
_STYLE_SHEET = entry("word/styles.xml", STYLES)


class WordView(Struct, frozen=True):
    """`created` and `modified` are instants as RFC 3339 writes them."""

    title: str
    creator: str
    created: str
    modified: str
    blocks: tuple[Block, ...]


def docx(view: WordView) -> bytes:
    """The file that Word opens."""
    writer = _Writer()
    body = "".join(map(writer.block, view.blocks))
    core = CORE.format(*map(_escaped, (view.title, view.creator, view.created, view.modified)))
    numbering = NUMBERING.format("".join(writer.counted())) if writer.starts else ""
    return zip_archive(
        (
            _CONTENT_TYPES,
            _RELATIONS,
            entry("docProps/core.xml", core),
            entry("word/document.xml", DOCUMENT.format(body)),
            entry("word/_rels/document.xml.rels", LINKS.format("".join(writer.relations()))),
            entry("word/numbering.xml", numbering) if numbering else _NUMBERING,
            _STYLE_SHEET,
        )
    )


class _Writer:
    """Blocks as WordprocessingML. Links and counted lists are told apart by number, so it remembers both."""

    def __init__(self) -> None:
        self.links: dict[str, int] = {}
        self.starts: list[tuple[int, str]] = []
        """For each list with numbers its level and its first number."""
        self.open: dict[int, int] = {}
        """Which of them counts at each level."""

    def block(self, block: Block) -> str:
        if block.kind == "item":
            return self._item(block)
        if block.kind == "table":
            return self._table(block.rows)
        if block.kind == "rule":
            return '<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>'
        style = f"Heading{block.level}" if block.kind == "heading" else _STYLES.get(block.kind, "")
        return self._paragraph(block.runs, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "")

    def _item(self, block: Block) -> str:
        level = min(block.level, DOCX_LIST_LEVELS) - 1
        if block.starts:
            self.starts.append((level, block.marker.removesuffix(".")))
            self.open[level] = 1 + len(self.starts)
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
        text, bold, italic, raised, link = run
        said = f'<w:t xml:space="preserve">{_escaped(text)}</w:t>'
        if "\n" in text:
            said = said.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        if not (bold or italic or raised or link):
            return f"<w:r>{said}</w:r>"
        style = '<w:rStyle w:val="Hyperlink"/>' if link else ""
        looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
        looks += '<w:vertAlign w:val="superscript"/>' if raised else ""
        written = f"<w:r><w:rPr>{style}{looks}</w:rPr>{said}</w:r>"
        if not link:
            return written
        number = self.links.setdefault(link, len(self.links) + 1)
        return f'<w:hyperlink r:id="link{number}">{written}</w:hyperlink>'

    def relations(self) -> Iterator[str]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        for link, number in self.links.items():
            target = _escaped(link).replace('"', "&quot;")
            yield f'<Relationship Id="link{number}" Type="{kind}" Target="{target}" TargetMode="External"/>'

    def counted(self) -> Iterable[str]:
        """The lists with numbers; each counts for itself."""
        for number, (level, start) in enumerate(self.starts, 2):
            override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            yield f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{override}</w:num>'


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text
