"""Press releases that were made to do harm: group J of the faults, each a real file, through the front door.

What must never happen: anything outside the site is opened or written, active content gets in, or the work has no end.
"""

import io
import os
import socket
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hjemsite.importer.command_report import Report
from hjemsite.importer.file_format import ReadOptions
from hjemsite.importer.run import ImportJob, import_drafts

TODAY = date(2026, 11, 20)
SECRET = "hemmeligheden-må-ikke-ud"

SETTINGS = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\n"

Deliver = Callable[..., Report]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "content/nyheder").mkdir(parents=True)
    (site / "content/site.yaml").write_text(
        "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\n", "utf-8"
    )
    (tmp_path / "hemmelig.txt").write_text(SECRET, "utf-8")
    return site


@pytest.fixture
def deliver(root: Path, monkeypatch: pytest.MonkeyPatch) -> Deliver:
    """Takes in one file; the network is shut, and two seconds are enough."""

    def shut(*_: object, **__: object) -> None:
        raise AssertionError("somebody wants to use the network")

    monkeypatch.setattr(socket.socket, "connect", shut)
    monkeypatch.setattr(socket, "getaddrinfo", shut)

    def go(name: str, data: bytes, *, force: bool = False, media: Path | None = None, recover: bool = False) -> Report:
        file = root.parent / name
        file.write_bytes(data)
        before = time.process_time()
        options = ReadOptions(media, recover)
        report = import_drafts(ImportJob(root, [str(file)], TODAY, options=options, force=force))
        assert time.process_time() - before < 2.0
        return report

    return go


def written(root: Path) -> str:
    """All that was written below `content/nyheder`, as one text."""
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace") for path in sorted(root.rglob("content/nyheder/**/*.*"))
    )


def nothing_but(root: Path, *names: str) -> bool:
    """Whether nothing has appeared anywhere, but files of the site."""
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    return files == {"content/site.yaml", *names}


def word(**parts: bytes | str) -> bytes:
    """A Word document of a headline and a sentence, with some parts exchanged or added: names with __ for /."""
    return changed(plain_word(), {name.replace("__", "/"): data for name, data in parts.items()})


@cache
def plain_word() -> bytes:
    document = docx.Document()
    document.add_heading("Åben dør", 0)
    document.add_paragraph("Vi er glade.")
    return saved(document)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{}</w:body></w:document>'
)
SENTENCE = "<w:p><w:r><w:t>Vi er glade for det nye hus.</w:t></w:r></w:p>"


def nested(depth: int) -> str:
    return BODY.format("<w:smartTag>" * depth + SENTENCE + "</w:smartTag>" * depth)


# --- J1 and J2: bombs


BOMBS = (
    "150 MB of one letter",
    "many entries of 30 MB",
    "one entry of great ratio",
    "too many entries",
    "a text of 9 MB",
    "too many elements",
    "20,000 deep",
    "200 deep",
    "deep styles",
    "deep relationships",
    "a broken archive",
)


@cache
def bombs() -> dict[str, bytes]:
    lying = bytearray(word(word__media__a=zlib.compress(b"0" * 10)))
    many = {f"word/media/{number}.xml": b"<a/>" for number in range(1_200)}
    return {
        "150 MB of one letter": word(word__document=b"", **{"word__document.xml": BODY.format("a" * 150_000_000)}),
        "many entries of 30 MB": word(**{f"word__media__{number}.png": b"0" * 30_000_000 for number in range(5)}),
        "one entry of great ratio": word(word__media__a=b"0" * 20_000_000),
        "too many entries": changed(word(), many),
        "a text of 9 MB": word(**{"word__document.xml": BODY.format(os.urandom(4_500_000).hex())}),
        "too many elements": word(**{"word__document.xml": BODY.format(SENTENCE * 20_000)}),
        "20,000 deep": word(**{"word__document.xml": nested(20_000)}),
        "200 deep": word(**{"word__document.xml": nested(200)}),
        "deep styles": word(**{"word__styles.xml": "<a>" * 5_000 + "</a>" * 5_000}),
        "deep relationships": word(**{"word___rels__document.xml.rels": "<a>" * 5_000 + "</a>" * 5_000}),
        "a broken archive": bytes(lying[: len(lying) // 2]),
    }


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str, root: Path, deliver: Deliver) -> None:
    """Within two seconds, in one Danish sentence or two, and with nothing written."""
    report = deliver("bombe.docx", bombs()[name])
    assert bombs().keys() == {*BOMBS}
    assert len(report.faults) == 1
    assert "bombe.docx«: Word-dokumentet" in report.faults[0]
    assert nothing_but(root)


def test_a_size_that_lies_is_no_way_in(root: Path, deliver: Deliver) -> None:
    """An entry that unpacks to more than it says is broken, and no more of it is unpacked than it says."""
    data = bytearray(word(**{"word__document.xml": BODY.format("a" * 3_000_000)}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = struct.pack("<I", archive.getinfo("word/document.xml").file_size)
    report = deliver("loegn.docx", bytes(data).replace(size, struct.pack("<I", 50)))
    assert "gået i stykker" in report.faults[0]
    assert nothing_but(root)


def test_what_is_deep_but_honest_is_read(root: Path, deliver: Deliver) -> None:
    """A text forty elements deep is an ordinary table in a table."""
    report = deliver("dyb.docx", word(**{"word__document.xml": nested(40)}))
    assert (report.faults, report.misuse) == ((), ())
    assert "Vi er glade for det nye hus." in written(root)


# --- J3: document types


ENTITY = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file://{{}}">]>{BODY.format(SENTENCE.replace("hus", "&x;"))}'
BILLION = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + BODY.format(SENTENCE)
WXR = (
    '<?xml version="1.0" encoding="UTF-8"?>{}<rss xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="c" xmlns:excerpt="e"><channel><wp:base_blog_url>https://gammel.example</wp:base_blog_url>{}</channel></rss>'
)


def item(content: str = "<p>Vi er glade.</p>", **fields: str) -> str:
    elements = {
        "title": "Åben dør", "link": "https://gammel.example/aaben-doer/", "wp:post_id": "7", "wp:post_type": "post",
        "wp:status": "publish", "wp:post_name": "aaben-doer", "wp:post_date": "2022-09-28 10:15:00",
    } | {f"wp:{name}" if f"wp:{name}" != "wp:title" else "title": value for name, value in fields.items()}  # fmt: skip
    lines = "".join(f"<{name}><![CDATA[{value}]]></{name}>\n" for name, value in elements.items())
    return f"<item>\n{lines}<content:encoded><![CDATA[{content}]]></content:encoded>\n</item>\n"


ENCODED = (
    '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><item><title>Nyt</title></item></channel></rss>'
)
"""Python asks its codecs about an encoding that expat does not know."""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ude.docx", word(**{"word__document.xml": ENTITY.format("/etc/passwd")})),
        ("vokser.docx", word(**{"word__document.xml": BILLION})),
        ("stil.docx", word(**{"word__styles.xml": "<!DOCTYPE a><a/>"})),
        ("ude.xml", WXR.format('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', item("&x;")).encode()),
        ("vokser.xml", WXR.format('<!DOCTYPE rss [<!ENTITY x "aaaa">]>', "<item><title>&x;</title></item>").encode()),
    ],
)
@pytest.mark.parametrize("recover", [False, True])
def test_a_document_type_is_refused(name: str, data: bytes, recover: bool, root: Path, deliver: Deliver) -> None:
    """Whatever it defines: nothing of it is read, fetched or made to grow."""
    report = deliver(name, data, recover=recover)
    assert "DOCTYPE" in report.faults[0]
    assert nothing_but(root)


# --- J4 and J5: links


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId99"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId99" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{}" '
    'TargetMode="External"/>'
    "</Relationships>"
)


@pytest.mark.parametrize(
    "where", ["file://{}", "/dev/zero", "file:///dev/zero", "../hemmelig.txt", "http://127.0.0.1:1/x"]
)
def test_a_linked_picture_is_never_opened(where: str, root: Path, deliver: Deliver) -> None:
    """The text is taken in, and the picture is named as one that is not."""
    target = where.format(root.parent / "hemmelig.txt")
    parts = {
        "word__document.xml": BODY.format(SENTENCE + PICTURE),
        "word___rels__document.xml.rels": RELATIONS.format(target),
    }
    report = deliver("link.docx", word(**parts))
    assert report.faults == ()
    assert any("billede 1 i dokumentet er ikke taget med" in sentence for sentence in report.done)
    assert SECRET not in written(root)
    assert "Vi er glade" in written(root)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "/om/"],
)
def test_an_unsafe_link_is_words_alone(address: str, root: Path, deliver: Deliver) -> None:
    """In Word documents and in exports: the words stay, the address goes, and the site finds no fault."""
    document = docx.Document()
    document.add_paragraph("Åben dør")
    paragraph = document.add_paragraph("Læs ")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(paragraph.add_run("mere her")._r)
    paragraph._p.append(link)
    export = WXR.format("", item(f'<p>Læs <a href="{address}" onclick="alert(1)">mere her</a></p>', post_name="andet"))
    for name, data in (("link.docx", saved(document)), ("link.xml", export.encode())):
        report = deliver(name, data)
        assert (report.faults, report.misuse) == ((), ())
    text = written(root)
    assert text.count("mere her") == 2
    assert address.split(":")[0].lower() + ":" not in text.lower() or address == "/om/"
    # A path from the root leads to the old site, and the editor is told.
    assert "](" not in text.replace("](https://gammel.example/om/)", "")
    assert "onclick" not in text


# --- J6: files of another kind


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gammel.doc", OLE, "gammelt Word-dokument (.doc)"),
        ("gammel.docx", OLE, "gammelt Word-dokument (.doc)"),
        ("laast.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
        ("avis.docx", b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
        ("avis.txt", b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
        ("brev.rtf", b"{\\rtf1\\ansi Hej {\\v hemmeligt}}", "skjult"),
        ("brev.odt", b"Hej", "ikke et OpenDocument"),
        ("mail.msg", OLE + "__substg1.0_".encode("utf-16-le"), "mail fra Outlook"),
        ("side.html", b"<!DOCTYPE html><html><body><nav>Hej</nav></body></html>", "ingen tekst i HTML-filen"),
        ("tegn.txt", "Привет, мир. Пресс-релиз без датских букв".encode("cp1251"), "tegnkode"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n", "billede"),
        ("tekst.docx", "Åben dør".encode(), "ikke et Word-dokument"),
        ("tom.txt", b"", "tom"),
        ("tom.docx", b" \n", "tom"),
        ("noget.bin", bytes(range(256)) * 40, "ikke tekst"),
        ("brudt.docx", b"PK\x03\x04" + b"\0" * 100, "gået i stykker"),
        ("kode.docx", word(**{"word__document.xml": ENCODED.format("idna")}), "tegnkode"),
        *(("kode.xml", ENCODED.format(encoding).encode(), "tegnkode") for encoding in ("rot13", "utf-7", "undefined")),
    ],
)
def test_a_file_of_another_kind_is_told_in_one_line(
    name: str, data: bytes, message: str, root: Path, deliver: Deliver
) -> None:
    """In one line: what it is, by its bytes and not by its name, and what to do."""
    report = deliver(name, data)
    assert len(report.faults) == 1
    assert message in report.faults[0]
    assert "\n" not in report.faults[0]
    assert nothing_but(root)


@pytest.mark.parametrize("headline", ["🎉🎉", "!!!", "\u200b\u2060", "—"])
def test_a_headline_without_letters_is_no_address(headline: str, root: Path, deliver: Deliver) -> None:
    """Then the file's own name stands in, and where that says nothing either, the editor must (D7)."""
    text = f"{headline}\n\n🎉 🎉 🎉\n".encode()
    assert "Skriv en overskrift" in deliver("---.txt", text).faults[0]
    assert nothing_but(root)
    assert deliver("fest.txt", text).faults == ()
    assert nothing_but(root, "content/nyheder/2026-11-20-fest.md")


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zip_file:
        for name in names:
            zip_file.writestr(name, "<a/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["[Content_Types].xml", "word/styles.xml"], "ikke et Word-dokument"),
        (["xl/workbook.xml"], "regneark"),
        (["ppt/presentation.xml"], "præsentation"),
        (["mimetype", "content.xml"], "OpenDocument"),
        (["billeder/a.png"], "ikke et Word-dokument"),
    ],
)
def test_an_archive_without_a_document_says_what_it_is(names: list[str], message: str, deliver: Deliver) -> None:
    """A Word document without its text, and the neighbours that look like one."""
    assert message in deliver("fil.docx", archive(*names)).faults[0]


def test_a_document_that_is_put_together_wrongly_is_told(root: Path, deliver: Deliver) -> None:
    """Whatever fails in the library is a fault in the file, and no traceback."""
    strange = BODY.format('<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId/></w:numPr></w:pPr></w:p><w:tbl/><w:p/>')
    for text in (strange, BODY.format("<w:p/>")):
        assert len(deliver("underlig.docx", word(**{"word__document.xml": text})).faults) == 1
    assert nothing_but(root)


# --- J7: ways out of the archive


def with_entry(name: str, mode: int = 0o600) -> bytes:
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as zip_file:
        entry = zipfile.ZipInfo(name)
        entry.create_system, entry.external_attr = 3, mode << 16
        zip_file.writestr(entry, "../../hemmelig.txt")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        with_entry("../../../ude.txt"),
        with_entry("word/media/../../../../ude.txt"),
        with_entry("/tmp/ude.txt"),
        with_entry("C:/ude.txt"),
        with_entry("word\\..\\..\\ude.txt"),
        with_entry("word/media/billede.png", stat.S_IFLNK | 0o777),
    ],
)
def test_an_entry_that_leads_out_is_refused(data: bytes, root: Path, deliver: Deliver) -> None:
    """Nothing is written, inside or outside."""
    before = sorted(root.parent.rglob("*"))
    report = deliver("ud.docx", data)
    assert len(report.faults) == 1
    assert sorted(root.parent.rglob("*")) == sorted([*before, root.parent / "ud.docx"])


# --- J9: pictures


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * (width // 8 + 1) * min(height, 4))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (b"\x01\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 100, "browser"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 100, "browser"),
        (b"II*\0" + b"\0" * 100, "browser"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "browser"),
        (png(30_000, 30_000), "megapixel"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "gået i stykker"),
        (b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>", "gået i stykker"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named(picture: bytes, reason: str, root: Path, deliver: Deliver) -> None:
    """By its number in the document, and why; the text is taken in without it."""
    document = docx.Document()
    document.add_paragraph("Åben dør")
    document.add_picture(io.BytesIO(png(8, 8)))
    data = saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as zip_file:
        name = next(name for name in zip_file.namelist() if name.startswith("word/media/"))
    report = deliver("billede.docx", changed(data, {name: picture}))
    assert any("billede 1" in sentence and reason in sentence for sentence in report.done), report
    assert nothing_but(root, "content/nyheder/2026-11-20-aaben-doer.md")


def test_a_picture_that_can_be_shown_comes_along(root: Path, deliver: Deliver) -> None:
    """Into the text's own folder, under a name of ours, with reminders to describe it and to say who made it."""
    document = docx.Document()
    document.add_paragraph("Åben dør")
    document.add_picture(io.BytesIO(png(8, 8)))
    deliver("billede.docx", saved(document))
    assert (root / "content/nyheder/2026-11-20-aaben-doer/billede-1.png").read_bytes() == png(8, 8)
    assert "beskriv billedet billede-1.png" in written(root)
    assert "# tjek: skriv, hvem der har taget billedet billede-1.png" in written(root)


# --- J10, J11, J12: exports from WordPress


def test_a_broken_export_is_told_by_its_line(root: Path, deliver: Deliver) -> None:
    """A character that XML forbids, or a text that never ends: the line, and the way out; nothing is half taken in."""
    for text in (
        WXR.format("", item() + item("<p>Et \x01 tegn</p>", post_name="to")),
        WXR.format("", item() + item(post_name="to").replace("]]></content", "</content")),
        WXR.format("", item() + item("slut ]]> her <b", post_name="to")),
        WXR.format("", item())[:-40],
    ):
        report = deliver("eksport.xml", text.encode())
        assert len(report.faults) == 1
        assert "Linje " in report.faults[0]
        assert "--recover" in report.faults[0]
    report = deliver("eksport.xml", WXR.format("", item("a\nb\n\x01")).encode())
    lines = WXR.format("", item("a\nb\n\x01")).split("\n")
    assert f"Linje {next(number for number, line in enumerate(lines, 1) if chr(1) in line)}:" in report.faults[0]
    assert nothing_but(root)


def test_recover_saves_what_can_be_read(root: Path, deliver: Deliver) -> None:
    """Forbidden characters are dropped, broken texts mended, and taken in + skipped + failed are all items."""
    items = [
        item("<p>Et \x01 tegn</p>", post_name="en"),
        item("<p>Uden ende</p>", post_name="to").replace("]]></content", "</content"),
        item("<p>slut ]]> her</p>", post_name="tre"),
        item(post_name="fire").replace("<wp:post_type>", "<wp:post_type"),
        item(post_name="fem", status="trash"),
        item("<p>Den sidste er klippet over</p>", post_name="seks").replace("</item>", ""),
    ]
    report = deliver("eksport.xml", WXR.format("", "".join(items)).encode(), recover=True)
    assert any("I alt 6 indlæg: 4 indlæst, 1 sprunget over og 1 ikke indlæst." in sentence for sentence in report.done)
    assert any("1 tegn" in sentence for sentence in report.done)
    assert len(report.faults) == 1
    text = written(root)
    for words in ("Et tegn", "Uden ende", "slut ]]> her", "Den sidste er klippet over"):
        assert words.replace(" ", "") in text.replace(" ", "").replace("\\", ""), words


def test_what_was_not_public_stays_so(root: Path, deliver: Deliver) -> None:
    """Drafts are drafts; what is private, behind a password or in the bin is skipped and named, never written."""
    items = [
        item("<p>offentlig</p>", post_name="ude", title="Ude"),
        item("<p>kladden</p>", post_name="kladde", status="draft", title="Kladden", post_date="0000-00-00 00:00:00"),
        item("<p>venter</p>", post_name="venter", status="pending", title="Venter"),
        item(f"<p>{SECRET}</p>", post_name="privat", status="private", title="Privat"),
        item(f"<p>{SECRET}</p>", post_name="laast", post_password="kode", title="Låst"),
        item(f"<p>{SECRET}</p>", post_name="vaek", status="trash", title="Smidt væk"),
        item(f"<p>{SECRET}</p>", post_name="side", post_type="page", title="En side"),
        item(f"<p>{SECRET}</p>", post_name="noget", status="acf-disabled", title="Noget andet"),
    ]
    report = deliver("eksport.xml", WXR.format("", "".join(items)).encode())
    assert (report.faults, report.misuse) == ((), ())
    assert any("I alt 8 indlæg: 3 indlæst, 5 sprunget over og 0 ikke indlæst." in sentence for sentence in report.done)
    for name in ("Privat", "Låst", "Smidt væk", "En side", "Noget andet"):
        assert any(sentence.startswith(f"Sprunget over: »{name}«") for sentence in report.done)
    assert SECRET not in written(root)
    texts = {path.name[11:]: path.read_text("utf-8") for path in (root / "content/nyheder").iterdir()}
    assert {name: "draft: ja" in text for name, text in texts.items()} == {
        "ude.md": False, "kladde.md": True, "venter.md": True,
    }  # fmt: skip


def test_what_only_wordpress_can_show_is_listed(root: Path, deliver: Deliver) -> None:
    """Shortcodes, frames, galleries, forms and empty posts stand in the file as something to do, and are reported."""
    content = (
        '[gallery ids="1,2"]\n\n<iframe src="https://video.example/1"></iframe>\n\n[contact-form-7 id="9"]\n\n'
        "<!-- wp:gallery --><figure></figure><!-- /wp:gallery -->\n\nhttps://video.example/2\n\n"
        "[vc_row]Indhold[/vc_row] og en parentes [red.]\n\n<form action='x'><input></form><script>alert(1)</script>"
    )
    posts = item(content, post_name="en") + item("", post_name="to", title="Tom")
    report = deliver("eksport.xml", WXR.format("", posts).encode())
    text = written(root)
    todo = "gallery ids|video.example/1|contact-form-7|et galleri|video.example/2|[vc_row]|<form>|<script>"
    for words in todo.split("|"):
        assert any(words in line for line in text.split("\n") if line.startswith("# tjek:")), words
        assert any(words in sentence for sentence in report.done), words
    assert "Indhold og en parentes [red.]" in text
    assert "alert(1)" not in text
    assert "indlægget var tomt" in text


# --- J13, J14, J15


def test_nothing_is_written_over(root: Path, deliver: Deliver) -> None:
    """A text that an editor has changed stays as it is, whatever its date and wherever it was moved to."""
    deliver("nyt.txt", b"Nyt hus\n\nHuset er her.\n")
    file = root / "content/nyheder/2026-11-20-nyt-hus.md"
    moved = root / "content/nyheder/2026/2026-11-19-nyt-hus.md"
    moved.parent.mkdir()
    file.rename(moved)
    moved.write_text(moved.read_text("utf-8") + "Rettet.\n", "utf-8")
    report = deliver("nyt.txt", b"Nyt hus\n\nHuset er her.\n")
    assert "findes i forvejen" in report.misuse[0]
    assert moved.read_text("utf-8").endswith("Rettet.\n")
    assert not file.exists()
    assert deliver("nyt.txt", b"Nyt hus\n\nHuset er her.\n", force=True).misuse == ()
    assert "Rettet" not in moved.read_text("utf-8")
    assert not file.exists()


@pytest.mark.parametrize(
    ("encoding", "mark", "called"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("cp1252", b"", "Windows-1252"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_gives_the_same_text(
    encoding: str, mark: bytes, called: str, end: str, root: Path, deliver: Deliver
) -> None:
    """Æ, ø, å and “marks” are right, and the encoding is told."""
    text = f"Ærø får nyt hus{end}{end}“Vi er på vej”, siger Åse – i går.{end}"
    report = deliver("tekst.txt", mark + text.encode(encoding))
    assert any(f"Læst som {called}." in sentence for sentence in report.done)
    assert "“Vi er på vej”, siger Åse – i går.\n" in written(root)
    assert "title: Ærø får nyt hus" in written(root)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/x.png", "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "../../hemmelig.txt",
     "https://gammel.example/wp-content/uploads/../../hemmelig.txt", "https://gammel.example/wp-content/uploads/genvej.png",
     "http://[", "//x.example/a.png", "data:image/png;base64,AAAA"],
)  # fmt: skip
def test_media_are_never_fetched_and_never_from_outside(address: str, root: Path, deliver: Deliver) -> None:
    """Only what lies in the given folder is taken, and no link in it is followed."""
    media = root.parent / "uploads"
    media.mkdir(exist_ok=True)
    (media / "genvej.png").symlink_to(root.parent / "hemmelig.txt")
    export = WXR.format("", item(f'<p>Se <img src="{address}" alt="x"> her.</p>')).encode()
    report = deliver("eksport.xml", export, media=media)
    assert (report.faults, report.misuse) == ((), ())
    assert any("ligger ikke i mediemappen" in sentence for sentence in report.done)
    assert SECRET not in written(root)
    assert "![" not in written(root)


def test_a_folder_that_is_a_link_is_not_written_through(root: Path, deliver: Deliver) -> None:
    """Content that leads out of the project by a symbolic link gets no drafts (E6)."""
    outside = root.parent / "ude"
    outside.mkdir()
    (root / "content/nyheder").rmdir()
    (root / "content/nyheder").symlink_to(outside)
    assert "genvej" in deliver("nyt.txt", b"Nyt hus\n\nHer.\n").misuse[0]
    assert list(outside.iterdir()) == []
