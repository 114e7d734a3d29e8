"""What holds for every press release that is taken in, whatever it says.

The words of a text are its letters and digits, in their order; marks, dashes and white space may be set anew.
"""

import re
import shutil
from datetime import date, datetime
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hjemsite import danish
from hjemsite.cache.blob import read
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.markdown.prose import prose
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.importer.draft.article_draft import Draft, draft
from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.file_format import ReadOptions
from hjemsite.importer.formats import plain_text as plain
from hjemsite.importer.formats.decoding import decoded
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.known_site import known_site
from hjemsite.importer.run import ImportJob, import_drafts
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests/cases/releases").glob("*.txt"))
TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))

LABELS = (
    "kontakt kontakter kontaktperson kontaktpersoner yderligere oplysninger information mobil tlf telefon mail"
    " for på eller pressemeddelelse den".split()
)
SIGNS = "*_`#>+-–—=|~<>&[](){}!\\:.;,'\"”»«/^$1230"
WORDS = "Vi ærø bolig kl maj 1 28 a_b x https://noeglen.example/a_b &amp; <b> [^1]".split()
BLANKS = (" ", "\n", "\n\n", "\t")
pieces = st.one_of(st.sampled_from(WORDS), st.text(SIGNS, min_size=1, max_size=4), st.sampled_from(BLANKS))
texts = st.lists(pieces, min_size=1, max_size=30).map("".join)


def letters(text: str) -> str:
    """The words of a text, with nothing between them."""
    return "".join(character for character in text.casefold() if character.isalnum())


@given(texts)
@example("1. maj\n2. maj")
@example("Kære alle\n=====\n- et\n- to")
@example("# Nyt\n    kode\n> citat\n+ mere")
@example("[a]: https://x.example\n\n[a] og [b](c) {.faktaboks} <b>fed</b> &lt; R&D")
@example("| a | b |\n|---|---|\n| 1 | 2 |")
@example("snake_case og *stjerne* og __init__ og `kode`")
def test_plain_words_stay_words(text: str) -> None:
    """Whatever a plain text says, its Markdown says the same, and our reader finds nothing wrong with it."""
    try:
        manuscript = plain.from_text("x", decoded(text.encode()).text)
    except UnreadableError:
        assert not text.strip()
        return
    read = prose(manuscript.body(), path="content/nyheder/x.md", first_line=1)
    # The numbers of a list are numbers for the browser; everything else is words.
    numbers = re.compile(r"(?<!\w)\d{1,3}[.)](?!\S)")
    assert letters(numbers.sub("", read.value.text)) == letters(numbers.sub("", text))
    assert not [fault for fault in read.faults if fault.is_error]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little site with a member, and every release of the cases taken in."""
    root = tmp_path_factory.mktemp("laws") / "site"
    shutil.copytree(ROOT / "tests/doors/site/content/medlemmer", root / "content/medlemmer")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "tests/doors/site/content/site.yaml", root / "content/site.yaml")
    report = import_drafts(ImportJob(root, [str(case) for case in CASES], TODAY))
    assert (report.faults, report.misuse) == ((), ())
    return root


@pytest.fixture(scope="module")
def drafts(site: Path) -> dict[Path, tuple[str, Draft]]:
    """Each case with its text and the draft that it becomes."""
    known = known_site(site)
    made = {}
    for case in CASES:
        text = decoded(case.read_bytes()).text
        manuscript = plain.from_text(case.stem, text)
        made[case] = (text, draft(manuscript, extract(text, known.members, known.people), known.members, TODAY))
    return made


def test_what_is_taken_in_can_be_built(site: Path) -> None:
    """`check` accepts every draft: what it says of them are doubts, and never a fault."""
    built = build(BuildOptions(site, NOON, drafts=True))
    assert [fault for fault in built.faults if fault.is_error] == []
    reminded = {fault.span.path for fault in built.faults if fault.rule == "utjekket"}
    marked = {path for path in (site / "content/nyheder").iterdir() if "# tjek:" in path.read_text("utf-8")}
    assert reminded == {str(path.relative_to(site)) for path in marked}


def test_the_page_says_what_the_release_said(site: Path, drafts: dict[Path, tuple[str, Draft]]) -> None:
    """Text, import, build: every line stands on the page and in its text file, word for word; the date as a date."""
    files = build(BuildOptions(site, NOON, drafts=True)).files
    for text, made in drafts.values():
        front = made.files[made.path].decode().partition("\n---\n")[0]
        day = re.search(r"^date: (\S+)", front, re.MULTILINE)
        assert day
        html = read(files[f"nyheder/{made.slug}/index.html"]).decode()
        (plain_text,) = (path for path in files if path.startswith(f"nyheder/{made.slug}/") and path.endswith(".txt"))
        for said in (unescape(re.sub(r"<[^>]*>", " ", html)), read(files[plain_text]).decode()):
            page = letters(said)
            for line in text.split("\n"):
                is_date = len(line) < 40 and str(danish.parse_date(line)) == day[1]
                # The page has labels of its own for the contact.
                is_contact = all(word in page or word in LABELS for word in re.findall(r"\w+", line.casefold()))
                # The line of an embargo becomes a field.
                assert letters(line) in page or is_date or "frigives" in line or ("contact:" in front and is_contact), (
                    line
                )


def test_a_draft_says_nothing_that_the_release_does_not(drafts: dict[Path, tuple[str, Draft]]) -> None:
    """The words of every field that was found stand in the text: nothing is made up."""
    for text, made in drafts.values():
        read = document(Source(made.path, made.files[made.path])).value
        assert read and isinstance(read.fields, ArticleFields)
        found = [read.fields.title, read.fields.summary, *(quote.speaker for quote in read.fields.quotes)]
        found += [part for one in read.fields.speakers for part in (one.name, one.title, one.organisation)]
        found += [paragraph for quote in read.fields.quotes for paragraph in quote.text.split("\n\n")]
        known = re.findall(r"\w+", text.casefold())
        for word in re.findall(r"\w+", " ".join(found).casefold()):
            # An organisation may stand in the genitive: »Vejlby Kommunes direktør«.
            assert word in known or f"{word}s" in known, word


HARD = (
    "d11-images.docx",
    "d19-smartart-chart.docx",
    "mail-attached.eml",
    "w05-blocks.xml",
    "w08-links.xml",
    "letter.odt",
)


@pytest.mark.parametrize("name", HARD)
def test_what_comes_of_every_format_can_be_built(name: str, tmp_path: Path) -> None:
    """Pictures that cannot be shown, links that lead nowhere and files that came along leave no fault behind.

    A picture without a description or a photographer has its placeholder, which only the editor can replace.
    """
    root = tmp_path / "site"
    (root / "content/nyheder").mkdir(parents=True)
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "tests/doors/site/content/site.yaml", root / "content/site.yaml")
    folder = ROOT / "tests/cases/import"
    report = import_drafts(ImportJob(root, [str(folder / name)], TODAY, options=ReadOptions(folder / "media")))
    assert (report.faults, report.misuse) == ((), ())
    errors = [fault for fault in build(BuildOptions(root, NOON, drafts=True)).faults if fault.is_error]
    assert [fault for fault in errors if fault.rule != "pladsholder"] == []


def test_taking_in_twice_changes_nothing(site: Path) -> None:
    """The second time every file is found to be there, and with --force it is written with the same bytes."""
    before = {path: path.read_bytes() for path in sorted(site.rglob("*.md"))}
    again = import_drafts(ImportJob(site, [str(case) for case in CASES], TODAY))
    assert sum("uændret" in sentence for sentence in again.done) == len(CASES)
    forced = import_drafts(ImportJob(site, [str(case) for case in CASES], TODAY, force=True))
    assert (again.faults, again.misuse, forced.faults, forced.misuse) == ((), (), (), ())
    assert {path: path.read_bytes() for path in sorted(site.rglob("*.md"))} == before
