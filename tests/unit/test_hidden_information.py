"""Attached documents: what they tell beside what readers see is named, and what readers see is not."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, RectangleObject

from hjemsite import danish
from hjemsite.cache.cache import Cache
from hjemsite.images.renditions import NAME
from hjemsite.limits import ATTACHED_BYTES
from hjemsite.site.hidden_information.findings import hidden_information
from hjemsite.urls import Url

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
O = (  # noqa: E741 - OpenDocument
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def word(body: str, **more: str | bytes) -> bytes:
    """A Word document with this XML in its body, and parts whose names have __ for a slash and _ for the full stop."""
    parts: dict[str, str | bytes] = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    return package(parts | {name.replace("__", "/").replace("_", "."): part for name, part in more.items()})


def core(creator: str, last: str) -> str:
    inside = f"<dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy>"
    return f"<cp:coreProperties {CORE}>{inside}</cp:coreProperties>"


def run(properties: str, text: str = "Hemmeligt") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def photo(location: bool) -> bytes:
    picture, stream = Image.new("RGB", (8, 8)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kameraet"
    if location:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x8825] = {1: "N", 2: (55.0, 40.0, 0.0)}
    picture.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


AUTHOR = '<w:ins w:id="1" w:author="Bo" w:date="2026-01-01T00:00:00Z"><w:r><w:t>nyt</w:t></w:r></w:ins>'
MOVED = AUTHOR.replace("w:ins", "w:moveTo")

PACKAGES: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    (".docx", word(run("<w:b/>", "Til alle")), ()),
    (".docx", word("", docProps__core_xml=core("Bo Holm", "Bo Holm")), ("forfatteren »Bo Holm«",)),
    (
        ".docx",
        word("", docProps__core_xml=core("Bo Holm", "Ea Birk")),
        ("forfatteren »Bo Holm«", "sidst gemt af »Ea Birk«"),
    ),
    (".docx", word("", docProps__core_xml=core("", " ")), ()),
    (".docx", word("", docProps__core_xml=core("B" * 70, "")), (f"forfatteren »{'B' * 60}…«",)),
    (".docx", word("", docProps__app_xml="<Properties><Company>Nøglen</Company></Properties>"), ("firmaet »Nøglen«",)),
    (
        ".docx",
        word("", docProps__custom_xml="<Properties><property name='Sag'/></Properties>"),
        ("1 egenskab, som nogen har tilføjet",),
    ),
    (
        ".docx",
        word("", word__comments_xml=f"<w:comments {W}><w:comment/><w:comment/></w:comments>"),
        ("2 kommentarer",),
    ),
    (".docx", word(AUTHOR), ("1 sporet ændring",)),
    (".docx", word(AUTHOR + MOVED), ("2 sporede ændringer",)),
    (".docx", word("", word__footnotes_xml=f"<w:footnotes {W}>{AUTHOR}</w:footnotes>"), ("1 sporet ændring",)),
    (".docx", word(run("<w:vanish/>")), ("skjult tekst",)),
    (".docx", word(run('<w:vanish w:val="0"/>')), ()),
    (".docx", word("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Synligt</w:t></w:r></w:p>"), ()),
    (".docx", word("", docProps__thumbnail_jpeg=b"x"), ("et lille billede af første side",)),
    (".docx", word("", word__embeddings__a_xlsx=b"x"), ("filer, der er sat ind med alt, hvad de rummer",)),
    (
        ".docx",
        package({"word/_rels/settings.xml.rels": "<R><Relationship Target='file:///C:/Users/bo/brev.dotx'/></R>"}),
        ("stien til en fil på en computer",),
    ),
    (".docx", package({"word/_rels/document.xml.rels": "<R><Relationship Target='https://noeglen.example'/></R>"}), ()),
    (".docx", word("", word__media__a_jpeg=photo(location=True)), ("hvor et foto er taget",)),
    (".docx", word("", word__media__a_jpeg=photo(location=False)), ()),
    (
        ".xlsx",
        package(
            {
                "xl/workbook.xml": f'<workbook {S}><sheets><sheet/><sheet state="veryHidden"/></sheets></workbook>',
                "xl/worksheets/sheet1.xml": f'<worksheet {S}><cols><col hidden="1"/></cols></worksheet>',
                "xl/comments1.xml": f"<comments {S}><commentList><comment/></commentList></comments>",
            }
        ),
        ("1 kommentar", "1 skjult ark", "skjulte rækker eller kolonner"),
    ),
    (
        ".pptx",
        package(
            {
                "ppt/presentation.xml": f"<p:presentation {P}/>",
                "ppt/slides/slide1.xml": f'<p:sld {P} show="0"/>',
                "ppt/slides/slide2.xml": f"<p:sld {P}/>",
                "ppt/notesSlides/notesSlide1.xml": f"<p:notes {P}><a:t>Sig ikke noget om prisen</a:t></p:notes>",
            }
        ),
        ("noter til den, der holder oplægget", "1 skjult dias"),
    ),
    (
        ".odt",
        package(
            {
                "content.xml": f"<office:document-content {O}><office:automatic-styles>"
                '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
                "</office:automatic-styles><text:p><office:annotation/>"
                '<text:tracked-changes><text:changed-region/></text:tracked-changes><text:span text:style-name="T1">'
                "Hemmeligt</text:span></text:p></office:document-content>",
                "meta.xml": f"<office:document-meta {O}><office:meta>"
                "<meta:initial-creator>Bo Holm</meta:initial-creator></office:meta></office:document-meta>",
                "VersionList.xml": "<x/>",
            }
        ),
        ("forfatteren »Bo Holm«", "1 kommentar", "1 sporet ændring", "skjult tekst", "tidligere udgaver"),
    ),
)


def pdf(write: Callable[[PdfWriter], object]) -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    writer.metadata = None
    writer.add_blank_page(200, 200)
    write(writer)
    writer.write(stream)
    return stream.getvalue()


BOX = RectangleObject((0, 0, 20, 20))
CORNERS = ArrayObject(FloatObject(number) for number in (0, 20, 20, 20, 0, 0, 20, 0))
CLEAN = pdf(lambda writer: None)
LOCKED = ("noget, der ikke kan undersøges, for filen er låst eller i stykker",)


def marks(writer: PdfWriter) -> None:
    writer.add_annotation(0, Text(rect=BOX, text="Ret"))
    writer.add_annotation(0, Highlight(rect=BOX, quad_points=CORNERS))


PDFS: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    (".pdf", CLEAN, ()),
    (".pdf", pdf(lambda writer: writer.add_metadata({"/Author": "Bo Holm"})), ("forfatteren »Bo Holm«",)),
    (".pdf", pdf(lambda writer: writer.add_metadata({"/Producer": "Skriveprogrammet"})), ()),
    (".pdf", pdf(marks), ("2 kommentarer",)),
    (".pdf", pdf(lambda writer: writer.add_attachment("løn.txt", b"x")), ("vedhæftede filer",)),
    (".pdf", CLEAN + b"1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n", ("tidligere udgaver",)),
    (".pdf", pdf(lambda writer: writer.encrypt("nøgle")), LOCKED),
    (".pdf", b"%PDF-1.7\n", LOCKED),
    (".docx", b"PK\3\4", LOCKED),
)


def messages(ending: str, data: bytes) -> list[str]:
    """The messages about a file with this ending, without what all of them begin with."""
    findings = hidden_information({Url(f"/nyheder/hus/fil{ending}"): data}, Cache(None)).values()
    return [finding.message.removeprefix("Filen »{}« rummer mere, end læserne ser: ") for finding in findings]


def joined(phrases: tuple[str, ...]) -> list[str]:
    return [danish.list_of(phrases)] if phrases else []


@pytest.mark.parametrize(("ending", "data", "phrases"), PACKAGES)
def test_a_document_tells_what_readers_do_not_see(ending: str, data: bytes, phrases: tuple[str, ...]) -> None:
    """Each kind of hidden information is named, and what only looks like one is not."""
    assert messages(ending, data) == joined(phrases)


@pytest.mark.parametrize(("ending", "data", "phrases"), PDFS)
def test_a_pdf_tells_what_readers_do_not_see(ending: str, data: bytes, phrases: tuple[str, ...]) -> None:
    """As of documents; one that is locked or broken may hold anything, and that is said."""
    assert messages(ending, data) == joined(phrases)


@pytest.mark.parametrize(
    ("data", "is_told"),
    [
        (b"\xa9xyz\0\x12\x15\xc7+55.6761+012.5683/", True),
        (b"keys mdtacom.apple.quicktime.location.ISO6709", True),
        (b"\0\0\0\x20loci\0\0\0\0\x15\xc7", True),
        (b"\xa9xyz\0\x12\x15\xc7 moov", False),
    ],
)
def test_a_film_tells_where_it_was_recorded(data: bytes, is_told: bool) -> None:
    """As telephones write it: many films are made where somebody lives."""
    url = Url("/nyheder/a/film.mp4")
    findings = hidden_information({url: b"\0\0\0\x18ftypmp42" + data}, Cache(None))
    assert [finding.message for finding in findings.values()] == (
        ["Filen »{navn}« rummer mere, end læserne ser: stedet, hvor filmen er optaget".replace("{navn}", NAME)]
        if is_told
        else []
    )


def test_the_strict_form_of_word_is_read_too() -> None:
    """The form with other namespaces, which Word can save, hides nothing from us."""
    strict = word(run("<w:vanish/>")), "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(io.BytesIO(strict[0])) as file:
        text = file.read("word/document.xml").decode()
    other = text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict[1])
    assert messages(".docx", package({"word/document.xml": other})) == ["skjult tekst"]


def test_a_document_of_a_library_is_clean_but_for_its_author() -> None:
    """A whole document, as a program writes it: nothing is found that is not there."""
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("Tolv hjem på Havnegade")
    document.core_properties.author = "Bo Holm"
    document.save(stream)
    (message,) = messages(".docx", stream.getvalue())
    assert message.startswith("forfatteren »Bo Holm«") and "skjult" not in message and "ændring" not in message


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'aa'>]><x>&a;</x>"},
        {"word/document.xml": b" " * (ATTACHED_BYTES + 1)},
        {f"word/{number}": "" for number in range(5_001)},
        {"word/document.xml": "<?xml version='1.0' encoding='rot13'?><x/>"},
        {"word/document.xml": "<?xml version='1.0' encoding='utf-7'?><x/>"},
    ],
    ids=["entities", "large", "many", "rot13", "utf-7"],
)
def test_a_document_made_to_cost_is_given_up(parts: Mapping[str, str | bytes]) -> None:
    """What would take the machine's memory or time is not looked through, and that is said."""
    assert messages(".docx", package(parts)) == list(LOCKED)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_damaged_part_is_told(method: int) -> None:
    """Each way to pack a part fails in its own way."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        file.writestr("word/document.xml", "<x>" + "Tolv hjem på Havnegade. " * 99 + "</x>")
    data = bytearray(stream.getvalue())
    start = data.index(b"document.xml") + len("document.xml")
    data[start + 9 : start + 40] = bytes(31)
    assert messages(".docx", bytes(data)) == list(LOCKED)


def test_a_document_is_looked_through_once() -> None:
    """The second build finds in the cache what the first one found."""
    cache, data = Cache(None), word(run("<w:vanish/>"))
    first = hidden_information({Url("/a.docx"): data}, cache)
    (key,) = cache._held
    cache._held[key] = b"\x91\xa6andet!"
    second = hidden_information({Url("/a.docx"): data}, cache)
    assert "skjult tekst" in first[Url("/a.docx")].message
    assert "andet!" in second[Url("/a.docx")].message
