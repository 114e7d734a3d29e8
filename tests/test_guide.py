"""The editor's guide is true: what it shows can be typed, what it warns of happens, and it leaves nothing out.

`build.py test tests/test_guide.py --skriv` writes what comes out into the guide; read it before you commit it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hjemsite.content.frontmatter import fields
from hjemsite.content.frontmatter.decode import Problem, field_values, fields_of
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.frontmatter.split import parse
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.diagnostics.rules import RULES
from hjemsite.pipeline.dry_run import check
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system.workers import Workers
from tests import guide
from tests.guide import Slip

TEXT = guide.PAGE.read_text(encoding="utf-8")

TABLES: dict[str, type[Fields]] = {
    "Felter i en nyhed": fields.ArticleFields,
    "En taler": fields.SpeakerFields,
    "Et citat": fields.QuoteFields,
    "Et billede": fields.PictureFields,
    "Et samtykke til et billede": fields.ConsentFields,
    "Et billede i content/billeder": fields.LibraryPictureFields,
    "Et bilag": fields.AttachmentFields,
    "Lyd og film": fields.RecordingFields,
    "En kontakt": fields.ContactFields,
    "En opdatering": fields.UpdateFields,
    "En rettelse": fields.CorrectionFields,
    "En tilbagetrækning": fields.WithdrawalFields,
    "En anonymisering": fields.AnonymisedFields,
    "En plads på forsiden": fields.FrontFields,
    "Felter hos et medlem": fields.MemberFields,
    "Et logo": fields.LogoFields,
    "Felter hos en person": fields.PersonFields,
    "En persons samtykke": fields.PersonConsentFields,
    "En stilling": fields.RoleFields,
    "Felter i et arrangement": fields.EventFields,
    "Felter på en side": fields.PageFields,
    "En omtale": fields.CoverageFields,
    "Felter i site.yaml": fields.SiteFields,
    "Alliancen": fields.AllianceFields,
    "Et medlemstal": fields.SizeFields,
    "Et ord for medlemmerne": fields.MemberWordsFields,
    "Et punkt i menuen": fields.MenuFields,
    "Nyhedsstrømme": fields.FeedFields,
    "Tilgængelighed": fields.AccessibilityFields,
    "Sikkerhed": fields.SecurityFields,
    "Farve og logo": fields.BrandFields,
    "Faste tekster til pressen": fields.BoilerplateFields,
    "Jeres logo": fields.BrandLogoFields,
    "Egne felter": fields.ExtraFieldFields,
    "Hentet udefra": fields.AllowFields,
    "Det, en side viser": fields.ShowFields,
    "Nyheder på en side": fields.NewsPieceFields,
    "Citater på en side": fields.QuotesPieceFields,
    "Arrangementer på en side": fields.EventsPieceFields,
}
"""Which heading stands over the table of which fields."""

COUNTS = re.compile(r"\d+(?= (?:sider|side|filer) )")
"""How many pages there are is told in passing, and changes with every kind of page."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the guide, as it is before the first step."""
    folder = tmp_path_factory.mktemp("guide") / "project"
    guide.begin(folder)
    return folder


def faults(folder: Path) -> tuple[tuple[Diagnostic, ...], QuotedLines]:
    """The faults of the project, and the lines that they speak of."""
    checked = check(BuildOptions(folder, guide.AS_OF), Workers())
    return checked.faults, checked.lines


def rows(title: str) -> Iterator[tuple[str, str, str]]:
    """Name, »ja« or nothing, and example of every field in the table below the heading `title`."""
    section = re.split(r"^#+ ", TEXT.partition(f"# {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    for name, needed, example in re.findall(r"^\| `(\w+)` \|([^|]*)\|[^|]*\| (.*) \|$", section, re.MULTILINE):
        yield name, needed.strip(), example


def test_the_files_that_the_guide_shows_are_without_fault(project: Path) -> None:
    """Whoever copies an example begins with something that works."""
    diagnostics, lines = faults(project)
    assert report.as_text(diagnostics, lines) == ""


def test_every_step_does_what_the_guide_says(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Commands say what the page shows below them, and write the files that it shows."""
    guide.begin(tmp_path / "project")
    came = dict(guide.steps(tmp_path / "project"))
    if request.config.getoption("--skriv"):
        guide.write({block: text for block, text in came.items() if _counted(text) != _counted(block.text)})
    else:
        assert [_counted(text) for text in came.values()] == [_counted(block.text) for block in came]


def _counted(text: str) -> str:
    return COUNTS.sub("…", text)


def test_every_slip_is_told_as_the_guide_says(project: Path, request: pytest.FixtureRequest) -> None:
    """What the guide calls wrong breaks the rule it names, in these words, and nothing else is at fault."""
    came = {slip.says: _output(slip, project) for slip in guide.slips()}
    if request.config.getoption("--skriv"):
        guide.write({block: text for block, text in came.items() if text != block.text})
    else:
        assert list(came.values()) == [block.text for block in came]


def _output(slip: Slip, folder: Path) -> str:
    file = guide.slip_in(slip, folder)
    diagnostics, lines = faults(folder)
    file.write_text(file.read_text(encoding="utf-8").replace(slip.wrong, slip.right, 1), encoding="utf-8")
    about = [fault for fault in diagnostics if fault.rule == slip.rule]
    assert about, f"{slip.wrong}breaks {[fault.rule for fault in diagnostics]}, not {slip.rule}"
    return report.as_text(about[:1], lines) + "\n"


def test_every_slip_that_is_shown_is_tried() -> None:
    """No block of the guide is passed over because a word beside it is missing."""
    shown = guide.blocks(TEXT)
    assert len(guide.slips()) == sum(block.words[0] == "wrong" for block in shown) > 10
    words = {"step", "output", "made", "mend", "mended", "wrong", "says", "right"}
    assert {block.words[0] for block in shown} <= words | {
        w for b in shown for w in b.words if w.startswith("content/")
    }


@pytest.mark.parametrize("title", TABLES)
def test_every_field_is_explained(title: str) -> None:
    """Each field stands in its table, in the order of the schema, with whether it must be there."""
    assert [(name, needed) for name, needed, _ in rows(title)] == [
        (slot.key, "ja" if slot.required or slot.unless_in_library else "") for slot in fields_of(TABLES[title])
    ]


@pytest.mark.parametrize("title", TABLES)
def test_every_example_of_a_field_can_be_used(title: str) -> None:
    """What a table shows can be written in a file; what has fields of its own leads to their table."""
    for name, _, example in rows(title):
        if example.startswith("se ["):
            assert re.fullmatch(r"se \[([^]]+)\]\(#[^)]+\)", example)[1] in TABLES  # type: ignore[index]
            continue
        problems: list[Problem] = []
        tree = parse(f"{name}: {example.strip('`')}\n", "content/nyheder/x.md")
        field_values(TABLES[title], tree.value, problems)
        assert not tree.faults
        assert [problem for problem in problems if problem.kind != "missing"] == [], (name, example)


def test_every_kind_of_fields_has_a_table() -> None:
    """A new kind of fields cannot be forgotten."""
    every = {kind for kind in vars(fields).values() if isinstance(kind, type) and issubclass(kind, Fields)} - {Fields}
    assert set(TABLES.values()) == every


def test_every_rule_is_explained() -> None:
    """A rule that a report names can be looked up, here or in the catalogue, and the guide leads there."""
    catalogue = (guide.ROOT / "docs/regler.md").read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"\n### {rule}\n" not in catalogue] == []
    assert "(regler.md)" in TEXT


def test_pictures_are_small_and_used() -> None:
    """The page loads fast, and no picture is left that nothing shows."""
    files = [file for file in guide.PAGE.with_suffix("").iterdir() if file.suffix != ".py" and file.is_file()]
    assert [file.name for file in files if file.stat().st_size > 60_000] == []
    assert [file.name for file in files if f"(redaktoer/{file.name})" not in TEXT] == []
