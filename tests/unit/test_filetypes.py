"""Kinds of files: what a file is, whatever it is called."""

import pytest

from hjemsite.filetypes import ATTACHMENTS, PICTURES, content_trouble, name_trouble


@pytest.mark.parametrize(
    ("data", "nature"),
    [
        (b"II*\0", "et TIFF-billede"),
        (b"MM\0*", "et TIFF-billede"),
        (b"8BPS\0\1", "et Photoshop-billede"),
        (b"%!PS-Adobe-3.0 EPSF", "et PostScript-billede"),
        (b"SIMPLE  =                    T", "et FITS-billede"),
        (b"\0\0\0\x18ftypheic", "et HEIC-billede"),
        (b"\0\0\0\x18ftypmp42", "et videoklip"),
        (b"MZ\x90\0", "et program"),
        (b"%PDF-1.7", "en pdf-fil"),
        (b"PK\x03\x04", "en zip-fil"),
        (b"\x89PNG\r\n\x1a\n", "en png-fil"),
        (b'<?xml version="1.0"?><!-- x -->\n<svg xmlns="x">', "en SVG-tegning"),
        (b"  <!DOCTYPE HTML>", "en webside"),
        (b"<script>", "en webside"),
    ],
)
def test_a_file_is_told_by_what_it_holds(data: bytes, nature: str) -> None:
    """So that an editor knows what lies in the folder under the name of a photo."""
    trouble = content_trouble("foto.jpg", ".jpg", data)
    assert trouble == (f"Filen »foto.jpg« er i virkeligheden {nature}", "Åbn filen, og gem den igen som jpg")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Filen »foto.jpg« er tom"),
        (b"version https://git-lfs.github.com/spec/v1", "Filen »foto.jpg« er ikke hentet ned"),
        (b"\1\2\3", "Filen »foto.jpg« er ikke det, som navnet siger"),
        (b"\xff\xd8\xff", None),
    ],
)
def test_what_no_list_knows_is_told_too(data: bytes, message: str | None) -> None:
    """Nothing but what its name says is published."""
    trouble = content_trouble("foto.jpg", ".jpg", data)
    assert (trouble and trouble[0]) == message


@pytest.mark.parametrize(
    "name", ["a.svg", "a.heic", "a.tiff", "a.psd", "a", "a.html", "a.jpg.exe", "a.PHP.jpg", "a.js.png"]
)
def test_a_name_that_is_no_picture_s_is_refused_with_a_way_out(name: str) -> None:
    """By its last ending, and by one that stands before it and would make a program of the file elsewhere."""
    trouble = name_trouble(name, PICTURES)
    assert trouble is not None and all(trouble)


@pytest.mark.parametrize("name", ["a.jpg", "Å.JPG", "v1.2.pdf", "Nr. 3.docx", "2024.06.01.zip", "html.pdf"])
def test_an_honest_name_is_taken(name: str) -> None:
    """Dots are allowed."""
    assert name_trouble(name, ATTACHMENTS) is None
