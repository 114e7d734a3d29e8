"""Pictures and attachments: what may be used, and what is said of the rest."""

import pytest

from hjemsite.assembling.addresses import register
from hjemsite.assembling.files import Shelf
from hjemsite.model import Picture
from hjemsite.reading.document import document
from hjemsite.reading.fields import ArticleFields
from hjemsite.reading.sources import Source
from hjemsite.urls import Url

FOLDER = "content/nyheder/hus"
JPEG, PNG, GIF = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a"
WEBP, AVIF = b"RIFF\0\0\0\0WEBPVP8 ", b"\0\0\0\x20ftypavif"
PDF, ZIP = b"%PDF-1.7\n", b"PK\x03\x04"


def _shelf(fields: str, body: str, *files: Source) -> Shelf:
    head = "---\ntitle: Hus\ndate: 2022-09-28\n"
    source = Source(f"{FOLDER}/index.md", f"{head}{fields}---\n\n{body}\n".encode())
    read = document(source)
    assert read.value is not None and read.faults == ()
    return Shelf(read.value, register([source, *files]).value)


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
        ("a.jpg", PNG, "Filen »a.jpg« er ikke det, som navnet siger"),
        ("a.png", JPEG, "Filen »a.png« er ikke det, som navnet siger"),
        ("a.jpg", b"<html>", "Filen »a.jpg« er ikke det, som navnet siger"),
        ("a.avif", b"\0\0\0\x20ftypmp42", "Filen »a.avif« er ikke det, som navnet siger"),
        ("a.webp", b"RIFF\0\0\0\0WAVE", "Filen »a.webp« er ikke det, som navnet siger"),
        ("a.jpg", b"", "Filen »a.jpg« er tom"),
        ("a.jpg", b"version https://git-lfs.github.com/spec/v1\noid", "Filen »a.jpg« er ikke hentet ned"),
        ("a.svg", b"<svg/>", "Filer som »a.svg« kan ikke lægges ud"),
        ("a.tiff", b"II*\0", "Filer som »a.tiff« kan ikke lægges ud"),
        ("a.pdf", PDF, "Filer som »a.pdf« kan ikke lægges ud"),
        ("a", JPEG, "Filer som »a« kan ikke lægges ud"),
        ("a.jpg.exe", JPEG, "Filer som »a.jpg.exe« kan ikke lægges ud"),
    ],
)
def test_a_picture_is_what_its_first_bytes_say(name: str, data: bytes, message: str) -> None:
    """Whatever its name says, nothing else is published."""
    assert _picture(name, Source(f"{FOLDER}/{name}", data)) == (None, [message])


def test_a_name_in_other_capitals_is_another_file() -> None:
    """Windows and macOS would find it, the web server would not; so the right name is told."""
    shelf = _shelf("", "![Hus](foto.jpg)", Source(f"{FOLDER}/Foto.JPG", JPEG))
    shelf.in_body()
    (fault,) = shelf.faults
    assert (fault.rule, fault.hint) == ("mangler-fil", "mente du »Foto.JPG«? Store og små bogstaver er forskellige")
    assert shelf.used == {}


def test_the_body_takes_what_it_shows_and_links_to() -> None:
    """A file of a folder inside the bundle too."""
    files = [Source(f"{FOLDER}/hus.gif", GIF), Source(f"{FOLDER}/bilag/a.pdf", PDF), Source(f"{FOLDER}/b.docx", ZIP)]
    shelf = _shelf("", "![Hus](hus.gif) [Bilag](bilag/a.pdf) [Mere](b.docx)", *files)
    shelf.in_body()
    assert shelf.faults == []
    assert {one.path for one in shelf.used.values()} == {one.path for one in files}


def test_an_attachment_has_a_title_and_a_size() -> None:
    """Without a title it is called what its file is called."""
    fields = "attachments:\n  - {file: a.pdf, title: Rapport}\n  - file: b.zip\n  - file: c.pdf\n"
    shelf = _shelf(fields, "Tekst", Source(f"{FOLDER}/a.pdf", PDF), Source(f"{FOLDER}/b.zip", ZIP))
    assert isinstance(shelf.document.fields, ArticleFields)
    found = list(shelf.attachments(shelf.document.fields.attachments))
    assert [(one.title, one.size) for one in found] == [("Rapport", 9), ("b.zip", 4)]
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
    shelf = Shelf(read, register([source, Source("content/nyheder/hus.gif", GIF)]).value)
    shelf.in_body()
    (fault,) = shelf.faults
    assert (fault.rule, fault.span.column) == ("mangler-fil", 8)
