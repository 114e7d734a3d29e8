"""Pictures and attachments: what may be used, and what is said of the rest."""

import io
import zipfile

import pytest

from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.model import Picture
from hjemsite.site.addresses import address_book
from hjemsite.site.attachments import BundleFiles
from hjemsite.urls import Url

FOLDER = "content/nyheder/hus"
JPEG, PNG, GIF = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a"
WEBP, AVIF = b"RIFF\0\0\0\0WEBPVP8 ", b"\0\0\0\x20ftypavif"
PDF = b"%PDF-1.7\n"


def _package(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(name, "x")
    return stream.getvalue()


ZIP, WORD = _package("x.txt"), _package("word/document.xml")


def _shelf(fields: str, body: str, *files: Source) -> BundleFiles:
    head = "---\ntitle: Hus\ndate: 2022-09-28\n"
    source = Source(f"{FOLDER}/index.md", f"{head}{fields}---\n\n{body}\n".encode())
    read = document(source)
    assert read.value is not None and read.faults == ()
    return _bundle_files(read.value, source, *files)


def _bundle_files(document: Document, *sources: Source) -> BundleFiles:
    """The files of `document`, where these are all sources there are."""
    by_path = {source.path: source for source in sources}
    refused = {source.path for source in sources if source.refused}
    return BundleFiles(document, address_book(by_path, refused).value, by_path.__getitem__)


def _picture(name: str, *files: Source) -> tuple[Picture | None, list[str]]:
    shelf = _shelf(f"image: {{file: '{name}', alt: Et hus, credit: Ida}}\n", "Tekst", *files)
    assert isinstance(shelf.document.fields, ArticleFields)
    picture = shelf.picture(shelf.document.fields.image, "image")
    return picture, [fault.message for fault in shelf.faults]


@pytest.mark.parametrize(
    ("name", "data", "url"),
    [
        ("foto.jpg", JPEG, "/nyheder/hus/foto.jpg"),
        ("Åben dør.JPEG", JPEG, "/nyheder/hus/aaben-doer.jpeg"),
        ("a.png", PNG, "/nyheder/hus/a.png"),
        ("a.gif", GIF, "/nyheder/hus/a.gif"),
        ("a.webp", WEBP, "/nyheder/hus/a.webp"),
        ("a.avif", AVIF, "/nyheder/hus/a.avif"),
    ],
)
def test_a_picture_of_the_folder_is_used(name: str, data: bytes, url: str) -> None:
    """At an address made from its name."""
    assert _picture(name, Source(f"{FOLDER}/{name}", data)) == (Picture(Url(url), "Et hus", "Ida"), [])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jpg", b"", "Filen »a.jpg« er tom"),
        ("a.svg", b"<svg/>", "Filer som »a.svg« kan ikke lægges ud"),
        ("a.tiff", b"II*\0", "Filer som »a.tiff« kan ikke lægges ud"),
        ("a.pdf", PDF, "Filer som »a.pdf« kan ikke lægges ud"),
        ("a", JPEG, "Filer som »a« kan ikke lægges ud"),
        ("a.jpg.exe", JPEG, "Filer som »a.jpg.exe« kan ikke lægges ud"),
        ("a.php.jpg", JPEG, "Filen »a.php.jpg« har to endelser, ».php« og ».jpg«"),
    ],
)
def test_a_picture_has_the_name_of_one(name: str, data: bytes, message: str) -> None:
    """What it holds is looked at when it is developed."""
    assert _picture(name, Source(f"{FOLDER}/{name}", data)) == (None, [message])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"<!-- x -->\n<!DOCTYPE html>", "Filen »a.pdf« er i virkeligheden en webside"),
        ("a.pdf", b"MZ\x90", "Filen »a.pdf« er i virkeligheden et program"),
        ("a.zip", PDF, "Filen »a.zip« er i virkeligheden en pdf-fil"),
        ("a.zip", b"PK\x03\x04", "Filen »a.zip« er i stykker"),
        ("a.docx", ZIP, "Filen »a.docx« er i virkeligheden en zip-fil"),
        ("a.html.pdf", PDF, "Filen »a.html.pdf« har to endelser, ».html« og ».pdf«"),
        ("2024.v1.pdf", PDF, None),
        ("a.docx", WORD, None),
        ("a.zip", ZIP, None),
    ],
)
def test_an_attachment_is_what_it_holds(name: str, data: bytes, message: str | None) -> None:
    """Whatever its name says, nothing else is published."""
    shelf = _shelf(f"attachments: [{{file: {name}}}]\n", "Tekst", Source(f"{FOLDER}/{name}", data))
    assert isinstance(shelf.document.fields, ArticleFields)
    assert len(list(shelf.attachments(shelf.document.fields.attachments))) == (message is None)
    assert [fault.message for fault in shelf.faults] == ([message] if message else [])


def test_a_name_in_other_capitals_is_another_file() -> None:
    """Windows and macOS would find it, the web server would not; so the right name is told."""
    shelf = _shelf("", 'Huset. ![Hus](foto.jpg "Foto: Ib")', Source(f"{FOLDER}/Foto.JPG", JPEG))
    shelf.use_body_files()
    (fault,) = shelf.faults
    assert (fault.rule, fault.hint) == ("mangler-fil", "mente du »Foto.JPG«? Store og små bogstaver er forskellige")
    assert shelf.used == {}


def test_the_body_takes_what_it_shows_and_links_to() -> None:
    """A file of a folder inside the bundle too."""
    files = [Source(f"{FOLDER}/hus.gif", GIF), Source(f"{FOLDER}/bilag/a.pdf", PDF), Source(f"{FOLDER}/b.docx", WORD)]
    shelf = _shelf("", '![Hus](hus.gif "Foto: Ib") [Bilag](bilag/a.pdf) [Mere](b.docx)', *files)
    shelf.use_body_files()
    assert shelf.faults == []
    assert {source.path for source in shelf.used.values()} == {file.path for file in files}


def test_an_attachment_has_a_title_and_a_size() -> None:
    """Without a title it is called what its file is called."""
    fields = "attachments:\n  - {file: a.pdf, title: Rapport}\n  - file: b.zip\n  - file: c.pdf\n"
    shelf = _shelf(fields, "Tekst", Source(f"{FOLDER}/a.pdf", PDF), Source(f"{FOLDER}/b.zip", ZIP))
    assert isinstance(shelf.document.fields, ArticleFields)
    attachments = list(shelf.attachments(shelf.document.fields.attachments))
    assert [(attachment.title, attachment.size) for attachment in attachments] == [("Rapport", 9), ("b.zip", len(ZIP))]
    assert [fault.message for fault in shelf.faults] == ["Filen »c.pdf« findes ikke"]


@pytest.mark.parametrize(
    "file",
    [Source(f"{FOLDER}/foto.jpg", b"", refused=True), Source(f"{FOLDER}/foto.JPG", JPEG)],
    ids=["afvist", "tvilling"],
)
def test_what_was_told_elsewhere_is_not_told_again(file: Source) -> None:
    """A file that was refused is not missing, and neither is one whose address was taken."""
    twin = [Source(f"{FOLDER}/foto.jpg", JPEG)] if not file.refused else []
    assert _picture("foto.jpg", file, *twin)[1] == []


def test_without_a_folder_of_its_own_a_text_has_no_files() -> None:
    """The way out is to give it one."""
    source = Source("content/nyheder/hus.md", b"---\ntitle: Hus\ndate: 2022-09-28\n---\n\n![Hus](hus.gif)\n")
    read = document(source).value
    assert read is not None
    shelf = _bundle_files(read, source, Source("content/nyheder/hus.gif", GIF))
    shelf.use_body_files()
    (fault,) = shelf.faults
    assert (fault.rule, fault.span.column) == ("mangler-fil", 8)
