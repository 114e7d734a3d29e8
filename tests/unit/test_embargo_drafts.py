"""An embargo on its way through `import`: from wherever a file has it into the field `embargo`, and out of the text."""

import io
from collections.abc import Callable
from datetime import date
from email.header import Header
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from hjemsite.importer.command_report import Report
from hjemsite.importer.run import ImportJob, import_drafts

TODAY = date(2026, 11, 28)
TIME = "embargo: 2026-12-04 06:00"
HEADLINE = "Lindeby åbner tolv hjem ved havnen"
BODY = "Lindeby Kommune åbner tolv små hjem for unge, der har sovet på sofaer hos venner."
RELEASE = f"{HEADLINE}\n\n1. december 2026\n\n{BODY}\n"
LINE = "Embargo til den 4. december kl. 6"


def taken(name: str, data: bytes, root: Path, embargo: str = "") -> tuple[str, Report]:
    """The draft of a file with that name, and the report."""
    file = root / "arrived" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    (root / "content/nyheder").mkdir(parents=True)
    report = import_drafts(ImportJob(root, [str(file)], TODAY, embargo=embargo))
    (draft,) = (root / "content/nyheder").rglob("*.md")
    return draft.read_text("utf-8"), report


def mail(subject: str, body: str) -> bytes:
    subject = Header(subject, "utf-8").encode()
    head = f"From: a@b.example\nTo: c@d.example\nSubject: {subject}\nDate: Tue, 1 Dec 2026 09:00:00 +0100\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


def word(write: Callable[[WordDocument], object]) -> bytes:
    """A Word file with the release, and what `write` adds."""
    document = Document()
    for paragraph in RELEASE.strip().split("\n\n"):
        document.add_paragraph(paragraph)
    write(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def bold_on_top(document: WordDocument) -> None:
    document.paragraphs[0].insert_paragraph_before("").add_run(LINE).bold = True


PAGE = f"<h1>{HEADLINE}</h1><p><b>{LINE}</b></p><p>1. december 2026</p><p>{BODY}</p>"
WRAPPED = "Denne pressemeddelelse må først bringes fredag den\n4. december 2026\nkl. 6.\n"
SENTENCE = "Meddelelsen er klausuleret til fredag den 4. december kl. 6."

PLACES = {
    "on top": ("pm.txt", f"{LINE}\n\n{RELEASE}".encode()),
    "under the headline": ("pm.txt", RELEASE.replace("\n\n", f"\n\n{LINE}\n\n", 1).encode()),
    "beside the word": ("pm.txt", f"PRESSEMEDDELELSE – {LINE}\n\n{RELEASE}".encode()),
    "beside the headline": ("pm.txt", RELEASE.replace("\n\n", f" ({LINE})\n\n", 1).encode()),
    "at the end": ("pm.txt", f"{RELEASE}\n{LINE}\n".encode()),
    "on two lines": ("pm.txt", f"EMBARGO\nFredag den 4. december 2026 kl. 06.00\n\n{RELEASE}".encode()),
    "on a wrapped line": ("pm.txt", f"{RELEASE}\n{WRAPPED}".encode()),
    "behind a paragraph": ("pm.txt", f"{RELEASE.strip()} {SENTENCE}\n".encode()),
    "bold in Markdown": ("pm.md", f"**{LINE}**\n\n# {RELEASE}".encode()),
    "bold in Word": ("pm.docx", word(bold_on_top)),
    "in the header of Word": ("pm.docx", word(lambda document: document.sections[0].header.add_paragraph(LINE))),
    "in the footer of Word": ("pm.docx", word(lambda document: document.sections[0].footer.add_paragraph(LINE))),
    "in the name of the file": ("Lindeby EMBARGO 4. december kl 6.txt", RELEASE.encode()),
    "in the name, with dashes": ("lindeby-embargo-4-12-2026-kl.-6.txt", RELEASE.encode()),
    "in the subject of a mail": ("pm.eml", mail(f"{LINE}: {HEADLINE}", f"1. december 2026\n\n{BODY}")),
    "in the text of a mail": ("pm.eml", mail(HEADLINE, f"Hej!\n\n{LINE}\n\n1. december 2026\n\n{BODY}\n\nMvh\nBo")),
    "behind a label": ("pm.txt", f"{RELEASE}\nTIL REDAKTIONEN: Må deles fra den 4. december kl. 6\n".encode()),
    "in capitals": ("pm.txt", f"KAN BRINGES PÅ NETTET FRA FREDAG KLOKKEN SEKS\n\n{RELEASE}".encode()),
    "as a secret": ("pm.txt", f"{RELEASE}\nNB! Teksten er fortrolig indtil fredag kl. 6.\n".encode()),
    "on a page": ("pm.html", f"<html><body><main>{PAGE}</main></body></html>".encode()),
}


@pytest.mark.parametrize("where", PLACES)
def test_an_embargo_is_found_wherever_it_stands(where: str, tmp_path: Path) -> None:
    """It becomes the field with its time and without a mark, never the date, and leaves the text and the headline."""
    text, _ = taken(*PLACES[where], tmp_path)
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    lines = front.split("\n")
    assert TIME in lines
    assert any(line.startswith("date: 2026-12-01") for line in lines)
    assert any(line.startswith(f"title: {HEADLINE}") for line in lines)
    assert "draft: ja  # slet linjen, når nyheden må komme ud" in lines
    assert BODY in body
    for word_of_line in ("embargo", "klausul", "bringes", "redaktion", "fortrolig", "4. december", "kl. 6"):
        assert word_of_line not in body.casefold()


def test_the_account_says_where_the_line_went(tmp_path: Path) -> None:
    """The report names the line that has become a field."""
    _, report = taken("pm.txt", f"{LINE}\n\n{RELEASE}".encode(), tmp_path)
    assert f"  Læst ind i feltet embargo: »{LINE}« (linje 1)." in report.done


NOT_YET = "Vi beder om, at historien ikke bringes, før mødet er slut fredag den 4. december kl. 6."
NOT_ALL = "Embargo til den 4. december kl. 6 for alle undtagen Lindeby Avis"
UNDATED = f"{HEADLINE}\n\n{BODY}"

UNCERTAIN = {
    f"{LINE}\n\n{UNDATED}": f"{TIME}  # tjek: usikker; »{LINE}«; linjen siger intet årstal",
    f"EMBARGO til fredag kl. 6\n\n{UNDATED}": (
        f"{TIME}  # tjek: usikker; »EMBARGO til fredag kl. 6«; linjen siger ingen dato"
    ),
    f"EMBARGO\n\n{RELEASE}": (
        "# tjek: usikker embargo »EMBARGO«: linjen siger ikke, hvilken dag det er; skriv feltet embargo"
    ),
    f"{LINE}\n\n{RELEASE}\nEmbargo til 5. december kl. 6": (
        "embargo: 2026-12-05 06:00  # tjek: usikker; »Embargo til 5. december kl. 6«; teksten siger flere tidspunkter"
    ),
    f"{LINE}\n\n{RELEASE}\nIngen embargo": (
        f"{TIME}  # tjek: usikker; »{LINE}«; teksten siger også, at den må komme ud straks"
    ),
    f"{RELEASE}\n{NOT_YET}": f"{TIME}  # tjek: usikker; »{NOT_YET}«; måske er det ikke en embargo",
    f"{RELEASE}\nTallene er hemmelige til mødet fredag kl. 6.": (
        f"{TIME}  # tjek: usikker; »Tallene er hemmelige til mødet fredag kl. 6.«; måske er det ikke en embargo"
    ),
    f"{RELEASE}\nGem den i skuffen til på fredag!": (
        "embargo: 2026-12-04  # tjek: usikker; »Gem den i skuffen til på fredag!«; måske er det ikke en embargo"
    ),
    f"{NOT_ALL}\n\n{RELEASE}": f"{TIME}  # tjek: usikker; »{NOT_ALL}«; linjen siger mere end et tidspunkt",
}
"""Texts whose embargo must be looked at, and the line of the draft that says so."""


@pytest.mark.parametrize("text", UNCERTAIN)
def test_an_uncertain_embargo_keeps_the_news_a_draft(text: str, tmp_path: Path) -> None:
    """The guess stands there with a mark that is an error outside a draft (`usikker-vaerdi`)."""
    draft, _ = taken("pm.txt", text.encode(), tmp_path)
    assert UNCERTAIN[text] in draft.split("\n")
    assert "\ndraft: ja" in draft


def test_a_name_without_a_time_gives_way_to_the_text(tmp_path: Path) -> None:
    """»embargo.txt« says that there is one, and the text says when."""
    draft, _ = taken("embargo.txt", f"{LINE}\n\n{RELEASE}".encode(), tmp_path / "a")
    assert TIME in draft.split("\n")
    draft, _ = taken("embargo.txt", RELEASE.encode(), tmp_path / "b")
    assert "# tjek: usikker embargo »embargo«: linjen siger ikke, hvilken dag det er" in draft


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "Til fri offentliggørelse",
        "Embargoen mod Rusland varer ved.",
        "– Embargo til fredag, sagde de.",
    ],
)
def test_other_lines_set_no_embargo(line: str, tmp_path: Path) -> None:
    """Neither what may come out at once nor what speaks of another embargo."""
    draft, _ = taken("pm.txt", f"{RELEASE}\n{line}\n".encode(), tmp_path)
    assert "embargo:" not in draft


def test_the_editor_can_say_it(tmp_path: Path) -> None:
    """What the editor says is certain, unless the text says something else."""
    draft, _ = taken("pm.txt", RELEASE.encode(), tmp_path / "a", "2026-12-04 06:00")
    assert TIME in draft.split("\n")
    draft, _ = taken("pm.txt", f"{LINE}\n\n{RELEASE}".encode(), tmp_path / "b", "2026-12-04 06:00")
    assert TIME in draft.split("\n")
    draft, _ = taken("pm.txt", f"{LINE}\n\n{RELEASE}".encode(), tmp_path / "c", "2026-12-03 06:00")
    assert f"embargo: 2026-12-03 06:00  # tjek: usikker; »{LINE}«; teksten siger 2026-12-04 06:00" in draft.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Denne nyhed er låst frem til fredag den 4. december 2026 klokken 6.",
        "Slip den først løs, når klokken er 6 på fredag den 4. december 2026!",
        "Frigives først ved byrådsmødets afslutning den 4. december 2026 kl. 6",
    ],
)
def test_what_may_be_an_embargo_line_is_no_summary_and_no_day(line: str, tmp_path: Path) -> None:
    """It stays in the text with a mark, and holds the draft back."""
    text, _ = taken("pm.txt", f"{HEADLINE}\n\n{line}\n\n{BODY}\n".encode(), tmp_path)
    assert TIME in text
    assert "summary:" not in text
    assert f"date: {TODAY}" in text
    assert line in text.partition("---\n\n")[2]


def test_what_an_entry_of_a_feed_calls_an_embargo_is_in_the_field_alone(tmp_path: Path) -> None:
    """Neither its headline nor its summary says it once more."""
    entry = (
        "<item><title>EMBARGO: Lindeby åbner tolv hjem</title><link>https://x.example/1</link>"
        f"<description>Embargo til den 4. december 2026 kl. 6.</description><encoded>{BODY}</encoded></item>"
    )
    feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{entry}</channel></rss>'
    draft, _ = taken("feed.xml", feed.encode(), tmp_path)
    assert TIME in draft
    assert "title: Lindeby åbner tolv hjem\n" in draft
    assert "summary" not in draft


@pytest.mark.parametrize(("year", "is_held"), [(2026, True), (2019, False)])
def test_a_public_post_that_asks_to_wait_is_held_back_while_its_time_is_to_come(
    year: int, is_held: bool, tmp_path: Path
) -> None:
    """A request in an old post asks nobody any more."""
    post = (
        f"<item><title>{HEADLINE}</title><link>https://x.example/a/</link>"
        f"<encoded>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;Spær: 17.12.{year} kl. 7&lt;/p&gt;</encoded>"
        f"<wp:post_date>{year}-11-27 09:00:00</wp:post_date><wp:post_name>a</wp:post_name>"
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
    ).replace("encoded>", "content:encoded>")
    export = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><wp:wxr_version>1.2</wp:wxr_version>'
        f"{post}</channel></rss>"
    )
    draft, _ = taken("export.xml", export.encode(), tmp_path)
    assert ("draft: ja" in draft) == ("embargo: 2026-12-17 07:00  # tjek: usikker" in draft) == is_held
