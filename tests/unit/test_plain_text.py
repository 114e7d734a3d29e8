"""Plain texts as manuscripts: the writer's lines, lists and paragraphs, however the text was broken."""

from unicodedata import normalize

import pytest

from hjemsite.importer.extract.result import Segment
from hjemsite.importer.formats import plain_text
from hjemsite.importer.formats.decoding import decoded
from hjemsite.importer.formats.manuscript import Manuscript, Piece

LONG = "Aagaard Kommune er fra i dag med i alliancen, og det glæder alle de andre medlemmer, som har ventet på det"

WRAPPED = "Aagaard Kommune er fra i dag med i alliancen, og det glæder alle de\nandre medlemmer. De har ventet længe."


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Et.\n\nTo.\n \n\nTre.\n", "Et.\n\nTo.\n\nTre."),
        (f"{LONG}.\n{LONG}.", f"{LONG}.\n\n{LONG}."),
        (WRAPPED, WRAPPED),
        ("Kontakt:\nSøren Nørgaard\nTlf. 12 34 56 78", "Kontakt:  \nSøren Nørgaard  \nTlf. 12 34 56 78"),
        ("- et\n- to", "- et\n- to"),
        ("• et\n• to", "- et\n- to"),
        ("1. et\n2. to", "1. et\n2. to"),
        ("o et\no to", "- et\n- to"),
        ("Vi har:\n\uf0b7\tet\n\uf0b7\tto\nog mere.", "Vi har:\n\n- et\n- to\n\nog mere."),
        ("Han siger:\n- Vi bliver.\nSå går han.", "Han siger:  \n– Vi bliver.  \nSå går han."),
        ("År\tHjem\n2024\t3\n2025\t1|2", "| År | Hjem |\n| --- | --- |\n| 2024 | 3 |\n| 2025 | 1\\|2 |"),
        ("Bo\tbo@x.example\nÅse\taase@x.example\nIb\tib@x.example",
         "Bo\tbo@x.example  \nÅse\taase@x.example  \nIb\tib@x.example"),
        ("28. er et tal\n30. er et andet", "28\\. er et tal  \n30\\. er et andet"),
        ("- Vi bliver, siger Søren.", "– Vi bliver, siger Søren."),
        ("-Vi bliver", "-Vi bliver"),
        ("3. maj 2024", "3. maj 2024"),
        ("Nyt\n=====\nHuset er åbent.\n***", "Nyt\n\nHuset er åbent."),
        ("    indrykket\n\n\ttabulator", "indrykket\n\ntabulator"),
        ("# ikke en overskrift\n\n> ikke et citat", "\\# ikke en overskrift\n\n\\> ikke et citat"),
        ("+ ikke en liste", "\\+ ikke en liste"),
        ("Ring på +45 12 34 56 78\n+45 12 34 56 78", "Ring på +45 12 34 56 78  \n+45 12 34 56 78"),
        ("Skriv til a_b@x.example [red.]", "Skriv til a_b@x.example [red.]"),
        ("Fakta\n- tolv hjem\n- 34 m2\nKilde: Nøglen", "Fakta\n\n- tolv hjem\n- 34 m2\n\nKilde: Nøglen"),
        ("- nøgler\n\n- døre\n\n- huse", "- nøgler\n- døre\n- huse"),
        ("- Vi er glade, siger Ib.\n- Ja, siger Åse.", "– Vi er glade, siger Ib.  \n– Ja, siger Åse."),
        ("1) et\n2) to", "1. et\n2. to"),
        ("1. et\n2. to\n   a. først\n   b. så\n3. tre", "1. et\n2. to  \n    a. først  \n    b. så\n3. tre"),
        ("1. maj\n2. maj", "1. maj  \n2. maj"),
        ("• et\n  mere\n• to", "- et\n    mere\n- to"),
        ("https://x.example/a_b* &amp;", "<https://x.example/a_b>\\* &amp;amp;"),
    ],
)  # fmt: skip
def test_a_plain_text_keeps_its_lines(text: str, body: str) -> None:
    """A line ends where its writer ended it, and one that ran out of room goes on; nothing is Markdown by chance."""
    assert plain_text.from_text("x", text).body() == body


def test_letters_are_put_together() -> None:
    """A text in which å is written as a and a ring reads as any other."""
    assert decoded(normalize("NFD", "Åse på Ærø\r\n").encode()).text == "Åse på Ærø\n"


def test_markdown_stays_as_it_is() -> None:
    """Headings, links and emphasis are the writer's own; the extractor reads the words without them."""
    text = "# Åben dør\n\n**Vi** er [her](https://x.example).\n\n- en\n- to\n\nKontakt:  \nBo"
    read = plain_text.from_markdown("x", text)
    assert read.body() == text
    assert read.text == "Åben dør\n\nVi er her.\n\nen\nto\n\nKontakt:\nBo"


def test_a_piece_knows_its_place() -> None:
    """Every piece of a body says the words at its place in the text, so a field can take its paragraph away."""
    text = "Åben dør\n\n3. maj 2024\nVi er her.\n"
    read = plain_text.from_text("x", text)
    assert [text[piece.start : piece.end] for piece in read.pieces] == ["Åben dør", "3. maj 2024", "Vi er her."]


def test_a_picture_stays_where_its_words_leave() -> None:
    """A picture before or beside a paragraph that becomes a field is kept, also at the very top."""
    pieces = (
        Piece(0, 0, '![Dør](dør.png "Foto: Ib Bo")'),
        Piece(0, 5, "Nøgle"),
        Piece(7, 19, "![Hus](hus.png)Tekst: Ib Bo"),
    )
    manuscript = Manuscript("x", "Nøgle\n\nTekst: Ib Bo", pieces)
    assert manuscript.body([Segment(0, 5), Segment(7, 19)]) == '![Dør](dør.png "Foto: Ib Bo")\n\n![Hus](hus.png)'


def test_a_piece_leaves_when_all_its_lines_do() -> None:
    """A paragraph of several lines leaves the body where each line has become a field, and stays where one has not."""
    manuscript = Manuscript("x", "Kontakt:\nIb Bo", (Piece(0, 14, "Kontakt:  \nIb Bo"),))
    assert manuscript.body([Segment(0, 8), Segment(9, 14)]) == ""
    assert manuscript.body([Segment(0, 8)]) == "Kontakt:  \nIb Bo"
