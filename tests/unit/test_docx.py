"""Word documents as Markdown: what a document means comes along, and what it looks like does not."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from hjemsite.content.markdown.prose import prose
from hjemsite.importer.formats.manuscript import SourceText
from hjemsite.importer.formats.office import docx as word

Write = Callable[[Document], object]


@cache
def empty() -> bytes:
    """An empty document, without the hundred styles of tables that python-docx brings twice, which nobody uses."""
    document = docx.Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)
    relations = document.part.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
        relations.pop(name)
    return bytes_of(document)


def bytes_of(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def saved(write: Write) -> bytes:
    document = docx.Document(io.BytesIO(empty()))
    write(document)
    return bytes_of(document)


def body(write: Write) -> str:
    return word.manuscript("x", saved(write)).body()


def headings(document: Document) -> None:
    document.add_heading("Åben dør på Ærø", 0)
    document.add_heading("Nye rum", 1)
    document.add_paragraph("Vi er her.")
    document.add_heading("Køkkenet", 2)


def emphasis(document: Document) -> None:
    paragraph = document.add_paragraph("Det er ")
    paragraph.add_run("meget").bold = True
    paragraph.add_run(" godt, ")
    paragraph.add_run("siger hun").italic = True
    paragraph.add_run(" * og _alle_ andre.")


def lists(document: Document) -> None:
    for text in ("en", "to"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Så:")
    for text in ("først", "siden"):
        document.add_paragraph(text, style="List Number")


def named_styles(document: Document) -> None:
    paragraph = document.add_paragraph("Det er ")
    paragraph.add_run("meget", style="Strong")
    paragraph.add_run(" godt.")


def list_style(document: Document) -> None:
    """Word's list styles: a list whose levels stand in another list, which only the style names."""
    numbering = document.part.numbering_part.element
    levels = '<w:styleLink w:val="L"/><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    for number, inner in (("90", '<w:numStyleLink w:val="L"/>'), ("91", levels)):
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
        numbering.find(qn("w:num")).addprevious(parse_xml(abstract))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    list_of = '<w:numPr {}><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    style = f'<w:name w:val="Vores"/><w:pPr>{list_of.format("", "91")}</w:pPr>'
    document.styles.element.append(
        parse_xml(f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="L">{style}</w:style>')
    )
    for text in ("en", "to"):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(list_of.format(nsdecls("w"), "90")))


def table(document: Document) -> None:
    grid = document.add_table(2, 2)
    for row, texts in zip(grid.rows, (("År", "Antal"), ("2022", "20 | 21")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def lines(document: Document) -> None:
    document.add_paragraph("Kontakt:\nSøren Nørgaard\nTlf. 12 34 56 78")
    document.add_paragraph("- Vi bliver, siger han.")
    document.add_paragraph("28. september 2022")
    document.add_paragraph("1. Ikke en liste")
    document.add_paragraph("# Nyt fra <b> & R&D")


def link(document: Document) -> None:
    paragraph = document.add_paragraph("Læs ")
    relation = paragraph.part.relate_to(
        "https://noeglen.example/a_b?c=1", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    element.append(paragraph.add_run("mere her")._r)
    paragraph._p.append(element)


@pytest.mark.parametrize(
    ("write", "markdown"),
    [
        (headings, "## Åben dør på Ærø\n\n## Nye rum\n\nVi er her.\n\n### Køkkenet"),
        (emphasis, r"Det er **meget** godt, *siger hun* \* og \_alle\_ andre."),
        (lists, "- en\n- to\n\nSå:\n\n1. først\n2. siden"),
        (named_styles, "Det er **meget** godt."),
        (list_style, "1. en\n2. to"),
        (table, "| År | Antal |\n| --- | --- |\n| 2022 | 20 \\| 21 |"),
        (
            lines,
            "Kontakt:  \nSøren Nørgaard  \nTlf. 12 34 56 78\n\n– Vi bliver, siger han.\n\n28. september 2022\n\n"
            "1\\. Ikke en liste\n\n\\# Nyt fra &lt;b> & R&D",
        ),
        (link, "Læs [mere her](https://noeglen.example/a_b?c=1)"),
    ],
)
def test_a_document_becomes_markdown(write: Write, markdown: str) -> None:
    """Headings, emphasis, lists, tables, line breaks and links; signs that mean something in Markdown are escaped."""
    assert body(write) == markdown


@pytest.mark.parametrize("write", [headings, emphasis, lists, named_styles, list_style, table, lines, link])
def test_the_words_stay(write: Write) -> None:
    """The page says the words of the document in their order, and the extractor reads the same."""
    data = saved(write)
    manuscript = word.manuscript("x", data)
    document = docx.Document(io.BytesIO(data))
    words = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    read = prose(manuscript.body(), path="content/nyheder/x.md", first_line=1)

    def letters(text: str) -> str:
        return re.sub(r"[\W_]", "", text)

    assert read.faults == ()
    assert letters(read.value.text) == letters(manuscript.text) == letters(words)


NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">
<w:p><w:r><w:t>Ifølge tællingen fra 2022.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def with_parts(data: bytes, changes: dict[str, Callable[[str], str]], added: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, changes[name](text.decode()) if name in changes else text)
        for name, added_text in added.items():
            new.writestr(name, added_text)
    return stream.getvalue()


def test_a_footnote_is_a_footnote() -> None:
    """The reference stays where it is, and the note below; our reader makes one of them."""
    data = with_parts(
        saved(lambda document: document.add_paragraph("Færre bor på gaden.NOTE")),
        {"word/document.xml": lambda text: text.replace("NOTE</w:t>", '</w:t><w:footnoteReference w:id="2"/>')},
        {"word/footnotes.xml": NOTES},
    )
    manuscript = word.manuscript("x", data)
    assert manuscript.body() == "Færre bor på gaden.[^2]\n\n[^2]: Ifølge tællingen fra 2022."
    read = prose(manuscript.body(), path="content/nyheder/x.md", first_line=1)
    assert read.faults == ()
    assert 'class="noter"' in read.value.html


def test_a_footnote_and_an_endnote_keep_apart() -> None:
    """Word counts each kind from 1, so their labels differ."""
    data = with_parts(
        saved(lambda document: document.add_paragraph("Færre bor på gaden.NOTE")),
        {
            "word/document.xml": lambda text: text.replace(
                "NOTE</w:t>", '</w:t><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/>'
            )
        },
        {
            "word/footnotes.xml": NOTES,
            "word/endnotes.xml": NOTES.replace("footnote", "endnote").replace("2022", "2023"),
        },
    )
    body = word.manuscript("x", data).body()
    assert body.split("\n\n")[1:] == ["[^2]: Ifølge tællingen fra 2022.", "[^slut-2]: Ifølge tællingen fra 2023."]
    assert prose(body, path="content/nyheder/x.md", first_line=1).value.html.count('<li id="note-') == 2


def test_changes_and_remarks_are_settled() -> None:
    """What was struck out with change tracking is gone, what was put in stands; comments are for colleagues."""
    change = (
        '</w:t></w:r><w:del w:id="1"><w:r><w:delText>ikke </w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>meget </w:t></w:r></w:ins><w:r><w:t>'
    )
    data = with_parts(
        saved(lambda document: document.add_paragraph("Vi er CHANGEglade.")),
        {"word/document.xml": lambda text: text.replace("CHANGE", change)},
        {},
    )
    assert word.manuscript("x", data).body() == "Vi er meget glade."


def test_what_stands_in_the_margins_is_told() -> None:
    """A letterhead is no part of a press release, and that it was left out is said."""

    def write(document: Document) -> None:
        document.add_paragraph("Vi er her.")
        document.sections[0].header.paragraphs[0].text = "PRESSEMEDDELELSE"

    manuscript = word.manuscript("x", saved(write))
    assert manuscript.body() == "Vi er her."
    assert SourceText("sidehovedet", "PRESSEMEDDELELSE") in manuscript.source


STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Internt"><w:name w:val="Internt"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Ud"><w:name w:val="Ud"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Vores"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="overskrift 3"/><w:basedOn w:val="A"/></w:style></w:styles>"""


def word_body(xml: str, relations: str = "", **parts: str) -> bytes:
    """A document with this XML as its body, and other parts by their name below `word/`."""
    plain = saved(lambda document: document.add_paragraph("BODY"))
    paragraph = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)
    return with_parts(
        plain,
        {
            "word/document.xml": lambda text: paragraph.sub(lambda _: xml, text),
            "word/styles.xml": lambda _: STYLES,
            "word/_rels/document.xml.rels": lambda text: text.replace(
                "</Relationships>", f"{relations}</Relationships>"
            ),
        },
        {f"word/{name.replace('__', '.')}": text for name, text in parts.items()},
    )


def relation(kind: str, target: str) -> str:
    prefix = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rIdX" Type="{prefix}/{kind}" Target="{target}"/>'


@pytest.mark.parametrize(
    ("xml", "markdown"),
    [
        ('<w:p><w:pPr><w:pStyle w:val="Internt"/></w:pPr><w:r><w:t>hemmeligt</w:t></w:r></w:p>'
         "<w:p><w:r><w:t>Vi er her.</w:t></w:r></w:p>", "Vi er her."),
        ('<w:p><w:pPr><w:pStyle w:val="Internt"/></w:pPr><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Ud</w:t></w:r>'
         "<w:r><w:t>hemmeligt</w:t></w:r></w:p>", "Ud"),
        ('<w:p><w:r><w:rPr><w:rStyle w:val="Ud"/></w:rPr><w:t>slettet</w:t></w:r>'
         "<w:r><w:t>Vi er her.</w:t></w:r></w:p>", "Vi er her."),
        ('<w:p><w:r><w:t>Først.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>'
         "<w:r><w:t>Rubrik</w:t></w:r></w:p>"
         "<w:p><w:r><w:t>Så.</w:t></w:r></w:p>", "Først.\n\n## Rubrik\n\nSå."),
        ("<w:p><w:r><w:t>•</w:t><w:tab/><w:t>Et hjem</w:t></w:r></w:p><w:p><w:r><w:t>•  En nøgle</w:t></w:r></w:p>",
         "- Et hjem\n- En nøgle"),
        ("<w:p><w:r><w:t>- Vi bliver her, siger Åse.</w:t></w:r></w:p><w:p><w:r><w:t>- Og vi bygger.</w:t></w:r></w:p>",
         "– Vi bliver her, siger Åse.\n\n– Og vi bygger."),
    ],
)  # fmt: skip
def test_a_document_is_read_as_word_prints_it(xml: str, markdown: str) -> None:
    """Hidden and struck-out text by style, headings through a circle of styles, bullets by hand, and speech stays."""
    assert word.manuscript("x", word_body(xml)).body() == markdown


def test_a_document_inside_a_document_is_read() -> None:
    """What was put in as a whole file (`w:altChunk`) stands where it was put; scripts in it do not."""
    data = word_body(
        '<w:p><w:r><w:t>Før.</w:t></w:r></w:p><w:altChunk r:id="rIdX"/><w:p><w:r><w:t>Efter.</w:t></w:r></w:p>',
        relation("aFChunk", "del.html"),
        del__html="<html><body><p>Midt <b>i</b>.</p><script>x()</script></body></html>",
    )
    assert word.manuscript("x", data).body() == "Før.\n\nMidt **i**.\n\nEfter."


def test_an_embargo_in_the_margin_stands_above_the_text() -> None:
    """Whoever finds the embargo must meet it; the rest of a letterhead is no part of the text."""

    def write(document: Document) -> None:
        document.add_paragraph("Vi er her.")
        header = document.sections[0].header
        header.paragraphs[0].text = "Nøglen, Havnegade 1"
        header.add_paragraph("EMBARGO til 4. december 2026 kl. 6")

    assert word.manuscript("x", saved(write)).body() == "EMBARGO til 4. december 2026 kl. 6\n\nVi er her."


def test_a_body_that_is_no_xml_part_is_not_read() -> None:
    """The main part is found by its relation, and only among the parts that were checked."""
    data = with_parts(
        saved(lambda document: document.add_paragraph("Vi er her.")),
        {"_rels/.rels": lambda text: text.replace("word/document.xml", "word/media/bombe.bin")},
        {"word/media/bombe.bin": "<a>" * 10},
    )
    assert word.manuscript("x", data).body() == "Vi er her."


def test_a_build_loads_none_of_it(tmp_path: Path) -> None:
    """Whoever only builds a site pays for no importer (a process of its own, for this one has loaded all)."""
    import subprocess
    import sys

    for name, text in {
        "site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyheder.\n",
        "nyheder/2026-10-20-hus.md": "---\ntitle: Huset\ndate: 2026-10-20\n---\n\nVi er her.\n",
    }.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    code = (
        f"import sys; from hjemsite.cli.main import main; main(['--root', {str(tmp_path)!r}, 'check']);"
        "loaded = ('mammoth', 'markdownify', 'bs4', 'hjemsite.importer.formats.office.docx');"
        "print([name for name in loaded if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip().endswith("[]")
