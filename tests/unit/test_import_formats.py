"""The formats beside Word and WordPress: mails, HTML, feeds, RTF, OpenDocument, damaged text, and folders of files."""

import os
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from hjemsite.importer.file_format import imported_file
from hjemsite.importer.formats.decoding import decoded
from hjemsite.importer.formats.mail import mail_text
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.formats.web import news_feed, web_page
from hjemsite.importer.run import ImportJob, extract_to_json, import_drafts

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("På Ærø åbner små døre".encode("mac_roman"), "På Ærø åbner små døre"),
        ("På Ærø åbner små døre".encode("cp865"), "På Ærø åbner små døre"),
        ("På Ærø åbner små døre".encode("cp1252"), "På Ærø åbner små døre"),
        ("På Ærø".encode().decode("cp1252").encode(), "På Ærø"),
        ("“På Ærø”, siger hun".encode().decode("cp1252", "replace").encode(), "“På Ærø”, siger hun"),
        ("Åse på Æ".encode().decode("cp1252").encode().decode("cp1252").encode(), "Åse på Æ"),
        (b"P=E5 =C6r=F8 =E5bner sm=E5 d=F8re", "På Ærø åbner små døre"),
        (b"To=3D2 og =\nfem =C3=A5r", "To=2 og fem år"),
        (b"2+2=4A og 3=30B", "2+2=4A og 3=30B"),
        ("Café Ål koster 5 £ og 10 €".encode(), "Café Ål koster 5 £ og 10 €"),
        ("Om å på dansk".encode() + b"\xe5 og mere om \xc3\xa6bler", "Om å på danskå og mere om æbler"),
        ("træ\x0bog sten\x85slut".encode(), "træ\nog sten\nslut"),
    ],
)  # fmt: skip
def test_damage_is_repaired_where_one_reading_is_possible(data: bytes, text: str) -> None:
    """Encodings of old machines, text that was read wrongly once or twice, and mail code; what is right stays."""
    assert decoded(data).text == text


def test_letters_that_are_lost_are_counted() -> None:
    """Nobody can know what stood there, so the editor must."""
    assert decoded("Sm\ufffd hjem p\ufffd havnen".encode()).tasks[0].startswith("2 tegn er gået tabt")


CHAIN = """Til orientering.

Mvh
Bo

________________________________
Fra: Malthe Grønkær <malthe@lindeby.example>
Sendt: 3. marts 2025 09:14
Til: Bodil Kvistgaard <bodil@havnensvenner.example>
Emne: SV: Åben dør

Godt.

-----Oprindelig meddelelse-----
Fra: Åse Vad <aase@noeglen.example>
Dato: 2. marts 2025
Emne: Pressemeddelelse: Nøglen holder åben dør på Ærø

Kære Malthe,

Nøglen holder åben dør på Ærø

Nøglen inviterer alle til at se de nye hjem, som har stået færdige siden jul. Skriv til aase@noeglen.example.

De bedste hilsner
Åse
Privat: Havnegade 1
"""


def test_of_several_mails_the_longest_is_the_press_release() -> None:
    """Its date and subject come along; greetings, signatures and the other mails do not."""
    mail = mail_text.press_release(CHAIN)
    assert mail.text.startswith("Nøglen holder åben dør på Ærø\n\nNøglen inviterer")
    assert mail.text.endswith("Skriv til aase@noeglen.example.")
    assert (mail.subject, mail.date) == ("Nøglen holder åben dør på Ærø", "2. marts 2025")
    assert "adressen aase@noeglen.example står i teksten; se, om den må udgives" in mail.unfinished
    assert "Havnegade" not in mail.text


@pytest.mark.parametrize(
    "text",
    [
        "Nyt hus\n\nFra: mandag\n\nTil: fredag\n",
        "Kontakt:\nMail: bo@x.example\nTlf.: 12 34 56 78\n",
        "Nyt hus\n\n- Vi er glade, siger Åse.\n\nMed venlig hilsen\nNøglen\n",
        "Program\nDato: 3. maj\nSted: Havnen\n",
    ],
)
def test_an_ordinary_text_is_no_mail(text: str) -> None:
    """Opening hours, contacts and programmes have lines with a colon, too."""
    assert not mail_text.is_mail(text)


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<main><h1>A</h1><p>Tekst <span style='display: none'>skjult</span>her.</p></main><p>Uden for</p>",
         "## A\n\nTekst her."),
        ("<body><nav><p>Menu</p></nav><p>Kun krop.</p></body>", "Kun krop."),
        ("<p>Et<br><br>To</p>", "Et\n\nTo"),
        ("<div id='header'>Menu</div><div class='page-header'><h1>A</h1></div><p>B</p><div id='footer'>Bund</div>",
         "## A\n\nB"),
        ("<article><header><h1>A</h1><p>Manchet</p></header><p>B</p></article>", "## A\n\nManchet\n\nB"),
    ],
)  # fmt: skip
def test_of_a_page_only_the_text_is_read(html: str, body: str) -> None:
    """Menus, banners and what is hidden stay out."""
    assert web_page.manuscript("x", html).body() == body


@pytest.mark.parametrize("stamp", ["9999-99-99", "2026-02-30", "Mon, 99 Foo 99999", "0001-01-01T00:00:00+14:00"])
def test_a_date_that_cannot_be_is_no_date_of_a_feed(stamp: str) -> None:
    """The draft is of today, as that of a text without a date."""
    entry = f"<item><title>Nyt hus</title><description>Huset er åbent.</description><pubDate>{stamp}</pubDate></item>"
    (manuscript,) = news_feed.manuscripts(f"<rss version='2.0'><channel>{entry}</channel></rss>".encode())
    assert manuscript.metadata is not None and manuscript.metadata.date == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_feed_is_known_in_every_encoding_of_xml(encoding: str) -> None:
    """Programs of Windows write UTF-16, with a byte order mark or without."""
    declaration = f'<?xml version="1.0" encoding="{encoding[:6]}" standalone="yes"?>'
    entry = "<item><title>Nyt hus på Ærø</title><description>Huset er åbent.</description></item>"
    feed = f"{declaration}<rss version='2.0'><channel>{entry}</channel></rss>"
    (manuscript,) = imported_file("nyt.xml", feed.encode(encoding)).manuscripts
    assert manuscript.metadata is not None and manuscript.metadata.title == "Nyt hus på Ærø"


def mail_with(**files: bytes) -> bytes:
    """A mail that says hello, with `files` attached; the name of each ends behind the last `_`."""
    message = EmailMessage()
    message["From"], message["Subject"] = "bo@x.example", "Pressemeddelelse"
    message.set_content("Hej\n\nHusets beboere\n\nHusets beboere flytter ind i dag, og alle er velkomne.\n\nMvh Bo\n")
    for name, data in files.items():
        attached = ".".join(name.rsplit("_", 1))
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=attached)
    return message.as_bytes()


RELEASE = "Nyt hus\n\nHuset på havnen er åbent.\n".encode()
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_a_picture_with_the_name_of_a_text_is_no_press_release() -> None:
    """A mail is read as if the file had its right name."""
    (manuscript,) = imported_file("m.eml", mail_with(logo_md=PICTURE)).manuscripts
    assert "flytter ind i dag" in manuscript.text
    assert any("logo.md" in task for task in manuscript.unfinished)


def test_of_attached_files_those_that_can_be_read_are_taken() -> None:
    """The others are named, each with its reason; a mail of which none can be read is refused."""
    (manuscript,) = imported_file("m.eml", mail_with(pm_txt=RELEASE, pm_docx=b"%PDF-1.4")).manuscripts
    assert "åbent" in manuscript.text
    assert [task for task in manuscript.unfinished if "pm.docx kan ikke læses: Filen er en PDF" in task]
    with pytest.raises(UnreadableError, match=r"»pm\.docx«: Filen er en PDF"):
        imported_file("m.eml", mail_with(pm_docx=b"%PDF-1.4"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_that_nobody_writes_to_is_empty(site: Path, tmp_path: Path) -> None:
    """The import ends; it does not wait for somebody who never comes."""
    os.mkfifo(tmp_path / "pm.txt")
    report = import_drafts(ImportJob(site, [str(tmp_path / "pm.txt")], TODAY))
    assert [fault.rpartition(": ")[2] for fault in report.faults] == ["Filen er tom."]


def test_a_page_of_nothing_but_menus_is_refused() -> None:
    """Then the way out is to copy the text."""
    with pytest.raises(UnreadableError, match="Kopiér teksten"):
        web_page.manuscript("x", "<html><body><nav>Menu</nav></body></html>")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/content/nyheder").mkdir(parents=True)
    return tmp_path / "site"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a colleague would send it: texts, one that cannot be read, a picture, and what programs leave."""
    delivery = tmp_path / "sendt"
    (delivery / "ekstra").mkdir(parents=True)
    (delivery / "a.txt").write_text("Nyt hus\n\nHuset på havnen er åbent.\n", "utf-8")
    (delivery / "ekstra/b.txt").write_text("Nyt hus\n\nEt helt andet hus er åbent.\n", "utf-8")
    (delivery / "c.pdf").write_bytes(b"%PDF-1.4")
    (delivery / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    (delivery / ".DS_Store").write_bytes(b"x")
    (delivery / "~$a.docx").write_bytes(b"x")
    return delivery


def test_a_folder_is_read_file_by_file(site: Path, folder: Path) -> None:
    """A report for each, a total at the end, and two texts with one headline are both kept."""
    report = import_drafts(ImportJob(site, [str(folder)], TODAY))
    assert report.done[-1] == "I alt 3 filer: 2 indlæst som 2 kladder, 1 ikke indlæst."
    assert [fault.rpartition("/")[2][:8] for fault in report.faults] == ["c.pdf«: "]
    names = sorted(path.name for path in (site / "content/nyheder").iterdir())
    assert names == ["2026-11-28-nyt-hus-2.md", "2026-11-28-nyt-hus.md"]


@pytest.mark.parametrize("force", [False, True])
def test_texts_of_one_run_never_overwrite_each_other(site: Path, folder: Path, force: bool) -> None:
    """Neither with `--force` nor when all is read again: the second time nothing is changed."""
    import_drafts(ImportJob(site, [str(folder)], TODAY))
    before = {path: path.read_bytes() for path in sorted(site.rglob("*.md"))}
    again = import_drafts(ImportJob(site, [str(folder)], TODAY, force=force))
    assert again.misuse == ()
    assert sum("uændret" in line for line in again.done) == 2
    assert {path: path.read_bytes() for path in sorted(site.rglob("*.md"))} == before


def test_programs_get_what_is_left_out(site: Path, tmp_path: Path) -> None:
    """`--format json` lists every loss with its place."""
    file = tmp_path / "mail.txt"
    file.write_text(CHAIN, "utf-8")
    output, _ = extract_to_json(ImportJob(site, [str(file)], TODAY))
    assert '"place": "linje 27"' in output
    assert "Privat: Havnegade 1" in output
