"""A site that an older version began is checked, changed and built by this one; `upgrades/` holds one of each version.

They are kept as their version left them: made by its `init`, with members, news and templates of their own.
"""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import hjemsite
from hjemsite.cli import arguments, console
from hjemsite.cli.main import main
from hjemsite.content.frontmatter import fields
from hjemsite.content.frontmatter.decode import fields_of
from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.renamed_fields import renamed
from hjemsite.content.frontmatter.split import parse
from hjemsite.diagnostics.deprecated_names import DEPRECATED, DeprecatedName
from hjemsite.render.names.name_changes import NameChange, name_changes
from hjemsite.render.names.template_names import names_of, number, versions

HERE = Path(__file__).parent
SITES = sorted((HERE / "upgrades").iterdir(), key=lambda folder: number(folder.name))
OLDEST = SITES[0].name
OLD_PIN = f"hjemsite=={OLDEST}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES[0], tmp_path / "side"))


def run(site: Path, *words: str) -> int:
    return main(["--root", str(site), *words])


def test_the_oldest_site_is_upgraded(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What breaks is told where it stands, with what to write; once that is written the version is pinned."""
    requirements = (site / "requirements.txt").read_text("utf-8")
    assert requirements.endswith(f"{OLD_PIN}\n")
    assert run(site, "upgrade", "--check") == 1
    out, err = capsys.readouterr()
    assert "templates/press.html bygger på hjemsites press.html, der er ændret" in out and "væk: feeds" in out
    assert re.findall(r"^(\w+\[.*\])", err, re.M) == ["advarsel[foraeldet-navn]", "fejl[skabelonfejl]"]
    assert "templates/quotes.html:5:22" in err and "Skriv years" in err
    assert (
        "templates/press.html:7:20" in err and f"Skriv frame.follow. Navnet fandtes til og med hjemsite {OLDEST}" in err
    )
    assert run(site, "upgrade") == 1
    assert (site / "requirements.txt").read_text("utf-8") == requirements
    press = site / "templates/press.html"
    press.write_text(
        press.read_text("utf-8").replace("part.files(view.feeds)", "part.linked(view.frame.follow)"), "utf-8"
    )
    assert run(site, "upgrade", "--check") == 0
    assert (site / "requirements.txt").read_text("utf-8") == requirements
    assert run(site, "upgrade") == 0
    assert (site / "requirements.txt").read_text("utf-8") == requirements.replace(
        OLD_PIN, f"hjemsite=={hjemsite.__version__}"
    )
    assert run(site, "build", "--no-search") == 0
    # The old name still does what it did.
    quotes = (site / "output/citater/index.html").read_text("utf-8")
    assert re.search(r'<ul class="brobyggernes-citater">\s*<li><a href="[^"]+">Broen giver kortere vej hjem', quotes)
    assert ">Få besked om nyheder</a>" in (site / "output/presse/index.html").read_text("utf-8")


def test_an_older_program_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "requirements.txt").write_text("hjemsite==9.0.0\n", "utf-8")
    assert run(site, "upgrade") == 2
    assert "Siden bygges med hjemsite 9.0.0, og dette er den ældre" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["jinja2\n", None])
def test_without_a_line_nothing_is_pinned(site: Path, text: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that is pinned elsewhere, or nowhere, is checked all the same."""
    shutil.rmtree(site / "templates")
    (site / "requirements.txt").unlink()
    if text is not None:
        (site / "requirements.txt").write_text(text, "utf-8")
    assert run(site, "upgrade") == 0
    assert "ingen linje med hjemsite" in capsys.readouterr().out


def test_there_is_a_record_of_each_version_and_a_site() -> None:
    """The record of this version is the last; test_template_page.py holds that it is up to date."""
    assert versions()[0] == OLDEST and versions()[-1] == hjemsite.__version__
    assert {folder.name for folder in SITES} == {*versions()[:-1]}


def test_a_name_that_went_is_in_the_table() -> None:
    """Whoever uses it is told what to write. A deprecated name works until the version in which it goes."""
    now = number(hjemsite.__version__)
    current = names_of()
    views = {row.owner: row for row in DEPRECATED if row.kind == "view"}
    for old, new in pairwise(versions()):
        structs = names_of(new).structs
        for struct, names in names_of(old).structs.items():
            for name in names.keys() - structs.get(struct, names).keys():
                row = views[struct]
                assert (row.old, row.gone) == (name, new), f"{struct}.{name}"
    for row in DEPRECATED:
        works = now < number(row.gone)
        if row.kind == "view":
            assert (row.old in current.structs[row.owner]) == works
            assert row.new.partition(".")[0] in current.structs[row.owner]
        elif row.kind == "block":
            assert (row.old in current.blocks[row.owner]) == works and row.new in current.blocks[row.owner]
        elif row.kind == "macro":
            assert (row.old in current.macros[row.owner]) == works and row.new in current.macros[row.owner]
        elif row.kind == "field":
            assert works and row.new in {field.key for field in fields_of(getattr(fields, row.owner))}
        else:
            assert works
            assert isinstance(arguments.parse([row.old, "--help"]), str)


OLD_FIELDS = (
    DeprecatedName("field", "ArticleFields", "teaser", "summary", "1.0.0", "2.0.0"),
    DeprecatedName("field", "QuoteFields", "words", "text", "1.0.0", "2.0.0"),
)


def test_a_deprecated_field_is_read_by_its_new_name() -> None:
    """At any depth, with a warning that a program can apply; by both names the old one is unknown."""
    text = "title: Ny dør\ndate: 2026-03-02\nteaser: Åben.\nquotes:\n  - speaker: Kirstine\n    words: Kom ind\n"
    result = renamed(parse(text, "content/nyheder/a.md", 2).value, fields.ArticleFields, OLD_FIELDS)
    read = typed(result.value, fields.ArticleFields)
    assert read.faults == () and read.value.fields.summary == "Åben."
    assert [quote.text for quote in read.value.fields.quotes] == ["Kom ind"]
    assert [(fault.rule, fault.span[:3], fault.hint) for fault in result.faults] == [
        ("foraeldet-navn", ("content/nyheder/a.md", 4, 1), "Skriv summary"),
        ("foraeldet-navn", ("content/nyheder/a.md", 7, 5), "Skriv text"),
    ]
    assert [fault.proposal.text for fault in result.faults if fault.proposal] == ["summary", "text"]
    both = renamed(parse(f"{text}summary: Nu.\n", "a.md", 2).value, fields.ArticleFields, OLD_FIELDS)
    assert [fault.rule for fault in typed(both.value, fields.ArticleFields).faults] == ["ukendt-felt"]


def test_a_deprecated_command_does_what_the_new_one_does() -> None:
    row = DeprecatedName("command", "", "verify", "check", "1.0.0", "2.0.0")
    order = arguments.parse(["verify"], [row])
    assert order == arguments.Command("check", renamed=row)
    assert console.renamed(row) == (
        "Kommandoen »verify« hedder nu »check«; det gamle navn virker ikke fra hjemsite 2.0.0."
    )


def test_what_changed_is_worked_out() -> None:
    """From the records alone: names that are new, gone, or of another type; macros with other parameters."""
    changes = {change.owner: change for change in name_changes(names_of("0.1.0"), names_of("0.2.0"))}
    assert changes["press.html"].gone == ("feeds",)
    assert ("macro by", "(speaker, unseen, own, linked)", "(speaker, unseen, own, linked, led)") in changes[
        "macros.html"
    ].retyped
    assert changes["quote.html"] == NameChange("quote.html", whole="new")
    assert changes["Card"].added == ("extra",)
