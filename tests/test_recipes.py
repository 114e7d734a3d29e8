"""The recipes of CONTRIBUTING.md, walked in a copy of the project: they name every place that must change.

A recipe's places are the paths that its steps begin with. Here each has what somebody would write there.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOT_COPIED = (".git", ".venv", ".hjemsite", "output", "node_modules", "dist", ".*cache", ".coverage*", "*.pyc.*")
PATH = re.compile(r"`((?:hjemsite|templates|docs|tests|CHANGELOG)[\w./-]*)`")
COMMAND = re.compile(r"made again: `([^`]+)`")

Edit = Callable[[Path], None]


def beside(old: str, new: str) -> Edit:
    """Put `new` after the one line that holds `old`."""

    def edit(file: Path) -> None:
        lines = file.read_text(encoding="utf-8").split("\n")
        (at,) = [number for number, line in enumerate(lines) if old in line]
        lines.insert(at + 1, new)
        file.write_text("\n".join(lines), encoding="utf-8")

    return edit


def made_by_a_command(file: Path) -> None:
    """The step says how."""


def new_file(text: str) -> Edit:
    def edit(file: Path) -> None:
        file.write_text(text, encoding="utf-8")

    return edit


FIELD: Mapping[str, Edit] = {
    "hjemsite/content/frontmatter/fields.py": beside("    original: Web", '    venue: Line = ""'),
    "hjemsite/content/frontmatter/field_docs.py": beside(
        '        "original":', '        "venue": "Hvor det foregår.",'
    ),
    "docs/redaktoer.md": beside("| `original` |", "| `venue` | | Hvor det er. | `Nøglens gård` |"),
    "docs/skema/nyhed.json": made_by_a_command,
    "hjemsite/model/__init__.py": beside("    original: str", "    venue: str"),
    "hjemsite/site/articles.py": beside("original=fields.original,", "        venue=fields.venue,"),
    "hjemsite/pages/views.py": beside("    original: str", "    venue: str"),
    "hjemsite/pages/article.py": beside("original=article.original,", "        venue=article.venue,"),
    "templates/article.html": beside("{{ passages.body(view.body) }}", "<p>{{ view.venue }}</p>"),
    "CHANGELOG.md": beside("# Hvad er nyt", "\n- Feltet `venue` fortæller, hvor det foregår."),
}

ROW = """        (
            "emne-paa-proeve",
            "Emnet er et, der kun bruges til prøve",
            "Læserne kan ikke bruge det til noget.",
            "Skriv et andet emne.",
        ),"""
FAULT = """        if topic == "på prøve":
            span = document.span("topics", number)
            yield Diagnostic("emne-paa-proeve", span, "Emnet er på prøve", "Skriv et andet")"""
CASE = """Et emne på prøve bliver nævnt.
>>> content/nyheder/2026-03-02-aaben-doer.md
---
title: Åben dør
date: 2026-03-02
topics: [på prøve]
---

Døren er åben.
=== fejl 0, advarsler 1
emne-paa-proeve content/nyheder/2026-03-02-aaben-doer.md:4:10-4:18 Emnet er på prøve | Skriv et andet
"""


def warning_row(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    before, group, after = text.rpartition("    *_warnings(\n")
    file.write_text(f"{before}{group}{ROW}\n{after}", encoding="utf-8")


RULE: Mapping[str, Edit] = {
    "hjemsite/diagnostics/rules.py": warning_row,
    "hjemsite/site/articles.py": beside("for number, topic in enumerate(fields.topics):", FAULT),
    "tests/cases/faults/": lambda folder: new_file(CASE)(folder / "emne-paa-proeve.txt"),
    "docs/regler.md": made_by_a_command,
    "CHANGELOG.md": beside("# Hvad er nyt", "\n- Et emne, der kun er til prøve, bliver nævnt."),
}


def recipe(title: str) -> str:
    """The text below a heading of CONTRIBUTING.md."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def steps(text: str) -> list[str]:
    return re.findall(r"^\d+\. (.*)$", text, re.MULTILINE)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of a recipe, with the Python and the libraries of this run."""
    python = shlex.quote(sys.executable)
    line = command.replace("python3 build.py test", f"{python} -m pytest -q -p no:cacheprovider")
    return subprocess.run(["bash", "-eu", "-c", line], cwd=folder, capture_output=True, encoding="utf-8")


def test_every_place_that_a_recipe_names_is_there() -> None:
    """A module that moves takes its name in the recipes with it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    places = {*PATH.findall(text), *re.findall(r"\btests/[\w/]+\.py", text)}
    assert len(places) > 40
    assert {path for path in places if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize(
    ("title", "edits", "left_out"),
    [
        ("Add a field", FIELD, ""),
        ("Add a field", FIELD, "hjemsite/content/frontmatter/field_docs.py"),
        ("Add a rule", RULE, ""),
        ("Add a rule", RULE, "tests/cases/faults/"),
    ],
)
def test_a_recipe_names_every_place(title: str, edits: Mapping[str, Edit], left_out: str, tmp_path: Path) -> None:
    """Whoever does what it says has tests that pass; with a place left out, something fails."""
    text = recipe(title)
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*NOT_COPIED))
    results, done = [], set()
    for step in steps(text):
        for path in PATH.findall(step):
            if path in edits and path != left_out:
                edits[path](project / path)
                done.add(path)
        results += [run(command, project) for command in COMMAND.findall(step)]
    assert done == edits.keys() - {left_out}
    (tests,) = re.findall(r"^(python3 build\.py test .*)$", text, re.MULTILINE)
    # Where something must fail, the first that does is enough.
    results.append(run(f"{tests} --maxfail=1" if left_out else tests, project))
    failed = [result.stdout[-3000:] + result.stderr[-1000:] for result in results if result.returncode]
    assert bool(failed) == bool(left_out), failed
