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
from hjemsite.content.embargo.embargo_lines import embargo_lines
from hjemsite.content.formatter.source_format import formatted
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.markdown.prose import prose
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.importer.draft.article_draft import Draft
from hjemsite.importer.file_format import ReadOptions
from hjemsite.importer.formats import plain_text as plain
from hjemsite.importer.formats.decoding import decoded
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.known_site import known_site
from hjemsite.importer.release_draft import release_draft
from hjemsite.importer.run import ImportJob, import_drafts
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.urls import address
from tests.shared_cache import build

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
    (root / "templates").symlink_to(ROOT / "templates")
    shutil.copy(ROOT / "tests/doors/site/content/site.yaml", root / "content/site.yaml")
    report = import_drafts(ImportJob(root, [str(case) for case in CASES], TODAY))
    assert (report.faults, report.misuse) == ((), ())
    return root


@pytest.fixture(scope="module")
def built(site: Path) -> Build:
    """The site with all drafts."""
    return build(BuildOptions(site, NOON, drafts=True))


@pytest.fixture(scope="module")
def drafts(site: Path) -> dict[Path, tuple[str, Draft]]:
    """Each case with its text and the draft that it becomes."""
    site_names = known_site(site)
    by_case = {}
    for case in CASES:
        text = decoded(case.read_bytes()).text
        manuscript = plain.from_text(case.stem, text)
        by_case[case] = (text, release_draft(manuscript, site_names, TODAY).draft)
    return by_case


def test_what_is_taken_in_can_be_built(site: Path, built: Build) -> None:
    """`check` accepts every draft: what it says of them are doubts, and never a fault."""
    assert [fault for fault in built.faults if fault.is_error] == []
    reminded = {fault.span.path for fault in built.faults if fault.rule == "utjekket"}
    marked = {path for path in (site / "content/nyheder").iterdir() if "# tjek:" in path.read_text("utf-8")}
    assert reminded == {str(path.relative_to(site)) for path in marked}


def test_the_page_says_what_the_release_said(built: Build, drafts: dict[Path, tuple[str, Draft]]) -> None:
    """Text, import, build: every line stands on the page and in its text file, word for word; the date as a date.

    A line that says until when the text is held back has become a field, and nobody reads it.
    """
    files = built.files
    for text, draft in drafts.values():
        front = draft.files[draft.path].decode().partition("\n---\n")[0]
        day = re.search(r"^date: (\S+)", front, re.MULTILINE)
        assert day
        html = read(files[f"nyheder/{draft.slug}/index.html"]).decode()
        (plain_text,) = (path for path in files if path.startswith(f"nyheder/{draft.slug}/") and path.endswith(".txt"))
        for words in (unescape(re.sub(r"<[^>]*>", " ", html)), read(files[plain_text]).decode()):
            page = letters(words)
            for line in text.split("\n"):
                is_date = len(line) < 40 and str(danish.parse_date(line)) == day[1]
                # The page has labels of its own for the contact.
                is_contact = all(word in page or word in LABELS for word in re.findall(r"\w+", line.casefold()))
                is_embargo = "\nembargo:" in front and bool(embargo_lines(line))
                is_field = is_date or is_embargo or ("contact:" in front and is_contact)
                assert letters(line) in page or is_field, line


def test_a_draft_is_laid_out_as_format_does(drafts: dict[Path, tuple[str, Draft]]) -> None:
    """There is one layout of a source file."""
    for _, draft in drafts.values():
        assert formatted(Source(draft.path, draft.files[draft.path])) == Checked(draft.files[draft.path])


def test_a_draft_says_nothing_that_the_release_does_not(drafts: dict[Path, tuple[str, Draft]]) -> None:
    """The words of every field that was found stand in the text: nothing is made up."""
    for text, draft in drafts.values():
        read = document(Source(draft.path, draft.files[draft.path])).value
        assert read and isinstance(read.fields, ArticleFields)
        phrases = [read.fields.title, read.fields.summary, *(quote.speaker for quote in read.fields.quotes)]
        phrases += [
            part for speaker in read.fields.speakers for part in (speaker.name, speaker.title, speaker.organisation)
        ]
        phrases += [paragraph for quote in read.fields.quotes for paragraph in quote.text.split("\n\n")]
        words = re.findall(r"\w+", text.casefold())
        for word in re.findall(r"\w+", " ".join(phrases).casefold()):
            # An organisation may stand in the genitive: »Vejlby Kommunes direktør«.
            assert word in words or f"{word}s" in words, word


ARRIVED = sorted(
    path for path in (ROOT / "tests/cases/import").iterdir() if path.is_file() and path.suffix != ".expected"
)


@pytest.mark.parametrize("case", ARRIVED, ids=lambda case: case.name)
def test_a_draft_passes_its_own_check(case: Path, tmp_path: Path) -> None:
    """Before an editor has touched it: no error with drafts or without, every text shows in the preview, and `format`
    has nothing to change."""
    root = empty_site(tmp_path)
    options = ReadOptions(case.parent / "media", "recover" in case.stem)
    import_drafts(ImportJob(root, [str(case)], TODAY, options=options))
    written = list((root / "content/nyheder").rglob("*.md"))
    if not written:
        return
    sources = [Source(text.relative_to(root).as_posix(), text.read_bytes()) for text in written]
    assert [formatted(source).value for source in sources] == [source.data for source in sources]
    public, shown = (build(BuildOptions(root, NOON, drafts=drafts)) for drafts in (False, True))
    assert [fault for fault in (*public.faults, *shown.faults) if fault.is_error] == []
    urls = [address(text.relative_to(root).as_posix()) or "" for text in written]
    assert {f"{url.strip('/')}/index.html" for url in urls} <= shown.files.keys()


def test_the_law_of_drafts_sees_a_fault(tmp_path: Path) -> None:
    """A draft that the site's own reader refuses is found."""
    root = empty_site(tmp_path)
    (root / "content/nyheder/2026-11-20-doer.md").write_text("---\ntitle: Dør\ndate: i dag\ndraft: ja\n---\n\nÅben.\n")
    assert [fault for fault in build(BuildOptions(root, NOON, drafts=True)).faults if fault.is_error]


def empty_site(folder: Path) -> Path:
    """A site without news, members and people."""
    root = folder / "site"
    (root / "content/nyheder").mkdir(parents=True)
    (root / "templates").symlink_to(ROOT / "templates")
    shutil.copy(ROOT / "tests/doors/site/content/site.yaml", root / "content/site.yaml")
    return root


def test_taking_in_twice_changes_nothing(site: Path) -> None:
    """The second time every file is found to be there, and with --force it is written with the same bytes."""
    before = {path: path.read_bytes() for path in sorted(site.rglob("*.md"))}
    again = import_drafts(ImportJob(site, [str(case) for case in CASES], TODAY))
    assert sum("uændret" in sentence for sentence in again.done) == len(CASES)
    forced = import_drafts(ImportJob(site, [str(case) for case in CASES], TODAY, force=True))
    assert (again.faults, again.misuse, forced.faults, forced.misuse) == ((), (), (), ())
    assert {path: path.read_bytes() for path in sorted(site.rglob("*.md"))} == before
