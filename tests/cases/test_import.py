"""Every file in `import/` is a press release as it may arrive; beside it stands what our readers must make of it.

`NAME.expected` has the body of each text, what the editor must do, other notes, and what is left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from hjemsite.importer.file_format import ImportedFile, ReadOptions, imported_file
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.importer.losses import words_of
from hjemsite.importer.run import ImportJob, extract_to_json, import_drafts
from tests.cases.source_words import texts

HERE = Path(__file__).parent / "import"
CASES = sorted(path for path in HERE.iterdir() if path.is_file() and path.suffix != ".expected")
TODAY = date(2026, 11, 28)
LABELS = set(
    "januar februar marts april maj juni juli august september oktober november december mandag tirsdag onsdag torsdag "
    "fredag lørdag søndag den tlf telefon mobil mail kontakt pressekontakt tekst foto af o "
    "overskrift underoverskrift brødtekst pressemeddelelse kontakter kontaktperson kontaktpersoner".split()
)
"""Words of dates, contacts and credits, which a field says in its own way, and the letter that is Word's bullet."""


read_file = cache(imported_file)
"""Reads a file once: both tests of a case look at what it says, and so do both ways to import it."""


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hjemsite.importer.run.imported_file", read_file)
        yield


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty site, into which nothing is written."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "content/nyheder").mkdir(parents=True)
    return folder


def options(case: Path) -> ReadOptions:
    """How a case is read: with the media beside it, and repaired where it is called so."""
    return ReadOptions(HERE / "media", "recover" in case.stem)


def job(case: Path, root: Path) -> ImportJob:
    """An import of one case into an empty site."""
    return ImportJob(root, [str(case)], TODAY, options=options(case))


@cache
def left_out(case: Path, root: Path) -> list[dict[str, str]]:
    """What the account of losses says, over all texts of a case."""
    output, _ = extract_to_json(job(case, root))
    releases = msgspec.json.decode(output) if output else []
    return [
        loss for release in (releases if isinstance(releases, list) else [releases]) for loss in release["left_out"]
    ]


def written(case: Path, folder: Path) -> str:
    """All drafts of a case, as they are on the disk."""
    import_drafts(job(case, folder))
    return "\n".join(path.read_text("utf-8") for path in sorted((folder / "content/nyheder").rglob("*.md")))


def outcome(case: Path, root: Path) -> str:
    """What is made of a case, as a text for people."""
    try:
        read = read_file(case.name, case.read_bytes(), options(case))
    except UnreadableError as error:
        return f"=== afvist\n{error}\n"
    losses = [f"{loss['place']}: {' '.join(loss['text'].split())}" for loss in left_out(case, root)]
    return "".join([*map(_text, read.manuscripts), *_sections(read, losses)])


def _text(manuscript: Manuscript) -> str:
    parts: dict[str, Sequence[str]] = {
        "filer": [file.name for file in manuscript.files],
        "mangler": manuscript.unfinished,
    }
    parts |= {"bemærkninger": manuscript.remarks}
    metadata = manuscript.metadata
    if metadata:
        parts |= {"felter": [f"{name}: {value}" for name, value in msgspec.to_builtins(metadata).items() if value]}
    body = manuscript.body()
    return f"=== tekst\n{body}\n" + "".join(_section(name, lines) for name, lines in parts.items())


def _sections(read: ImportedFile, losses: list[str]) -> Iterator[str]:
    yield _section("ikke taget med", losses)
    yield _section("sprunget over", read.skipped)
    yield _section("fejl", read.failed)
    yield _section("om filen", read.remarks)


def _section(name: str, lines: Sequence[str]) -> str:
    return f"=== {name}\n" + "".join(f"{line}\n" for line in lines) if lines else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_becomes_what_stands_beside_it(case: Path, root: Path, request: pytest.FixtureRequest) -> None:
    """Body, tasks for the editor, notes and losses are exactly the expected ones."""
    expected = case.with_name(f"{case.name}.expected")
    text = outcome(case, root)
    if request.config.getoption("--skriv"):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_word_is_in_the_draft_or_in_the_account(case: Path, root: Path, tmp_path: Path) -> None:
    """No word of a file that is read disappears without being named. The words are read here in another way."""
    if draft := written(case, tmp_path):
        assert not unaccounted(Counter(words_of("\n".join(texts(case)))), draft, left_out(case, root))


def test_a_word_that_disappears_is_seen() -> None:
    """The law catches a word that is neither in the draft nor in the account."""
    source = Counter(words_of("Vi åbner en hemmelig dør"))
    assert unaccounted(source, "Vi åbner en", [{"place": "teksten", "text": "dør"}]) == {"hemmelig"}


def unaccounted(source: Counter[str], draft: str, losses: list[dict[str, str]]) -> set[str]:
    """The words of `source` that are in neither, without those that a field says in its own way."""
    named = Counter(word for loss in losses for word in words_of(loss["text"]))
    missing = source - Counter(words_of(draft)) - named
    return {word for word in missing if word not in LABELS and not word.isdecimal()}
