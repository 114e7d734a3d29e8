"""The words below a picture that is taken in: in its title, with who made it, or a doubt that says nobody is named."""

import re

import pytest

from hjemsite.content.markdown.prose import prose
from hjemsite.content.placeholders import NO_CREDIT
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.manuscript import Manuscript
from hjemsite.importer.formats.web import html as hypertext

HOUSE = '<img src="hus.jpg" alt="Et hus">'
LONG = "Det var en lang dag, og her står alt det, der skete. " * 9

CAPTIONS = [
    (f"<p>{HOUSE}</p><p>Foto: Ib Sø</p><p>Mere.</p>", "Foto: Ib Sø", "Mere."),
    (f"<p>{HOUSE}</p><p><em>Huset i Aagaard.</em> Foto: Ib Sø.</p>", "Huset i Aagaard. Foto: Ib Sø.", ""),
    (f"<figure>{HOUSE}<figcaption>Hus (Foto: Ib)</figcaption></figure><p>Mere.</p>", "Hus (Foto: Ib)", "Mere."),
    (f"<p>{HOUSE}<br>»Hus« &amp; \"hjem\" &lt;3 * [1].<br>Illustration: Ib</p>",
     "»Hus« & “hjem” 3 1. Illustration: Ib", ""),
    (f"<p>{HOUSE}</p><p>Mere.</p><p>Foto: Ib</p>", NO_CREDIT, "Mere.\n\nFoto: Ib"),
    (f"<p>{HOUSE}</p><p>Tekst og foto: Ib</p>", NO_CREDIT, "Tekst og foto: Ib"),
    (f"<p>{HOUSE}</p><p>{LONG} Foto: Ib</p>", NO_CREDIT, f"{LONG}Foto: Ib"),
    (f"<p>{HOUSE}</p><p>Foto: {LONG}</p>", NO_CREDIT, f"Foto: {LONG.strip()}"),
    (f"<p>{HOUSE}</p>", NO_CREDIT, ""),
]  # fmt: skip


@pytest.mark.parametrize(("html", "title", "rest"), CAPTIONS)
def test_a_caption_is_the_title_of_its_picture(html: str, title: str, rest: str) -> None:
    """When it names who made the picture; other words stay in the text. No word is lost, and our reader is content."""
    words, pieces = hypertext.pieces(html)
    body = Manuscript("x", words, pieces).body()
    assert body == f'![Et hus](hus.jpg "{title}")' + (f"\n\n{rest}" if rest else "")
    assert [fault.rule for fault in prose(body, path="content/nyheder/x/index.md", first_line=1).faults] == []
    assert list(pictures_without_credit(pieces)) == (
        ["skriv, hvem der har taget billedet hus.jpg"] if title == NO_CREDIT else []
    )
    letters = re.sub(r"\W", "", "" if title == NO_CREDIT else title) + re.sub(r"\W", "", rest)
    assert re.sub(r"\W", "", words) == letters


def test_a_picture_within_a_sentence_has_a_title_too() -> None:
    """And so have several in a row; only the last can have the caption that follows."""
    _, pieces = hypertext.pieces(f"<p>Se {HOUSE} her</p><p>{HOUSE}</p><p>{HOUSE}</p><p>Foto: Ib</p>")
    unknown = f'![Et hus](hus.jpg "{NO_CREDIT}")'
    assert [piece.markdown for piece in pieces] == [f"Se {unknown} her", unknown, '![Et hus](hus.jpg "Foto: Ib")']


def test_a_caption_of_a_template_goes_to_its_picture() -> None:
    """»Billedtekst: …« and »Fotograf: …« below a picture are its title together, without the first label."""
    _, pieces = hypertext.pieces(f"<p>{HOUSE}</p><p>Billedtekst: Huset.</p><p>Fotograf: Ib Sø</p><p>Mere.</p>")
    assert [piece.markdown for piece in pieces] == ['![Et hus](hus.jpg "Huset. Fotograf: Ib Sø")', "Mere."]
