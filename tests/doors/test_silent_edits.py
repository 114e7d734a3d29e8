"""`check` tells of published news whose words changed without readers being told, by the history in git.

One repository holds a news item for each case; a table says what stood in it at each commit.
"""

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.pipeline.dry_run import check
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system.workers import Workers
from tests.doors.test_plausible_time import git
from tests.previewing import make_site, write

SILENT, CUT_OFF = "stille-aendring", "manglende-historik"
DAYS = (1, 5, 10)
"""The days of November 2026 on which there are commits; the files on disk are those of the 15th."""


def news(body: str, *fields: str, title: str = "Nyt hus", date: str = "2026-11-02") -> str:
    return "\n".join(["---", f"title: {title}", f"date: {date}", *fields, "---", "", body, ""])


FORTY, SIXTY, NONE = "Huset har 40 boliger.", "Huset har 60 boliger.", "Huset har ingen boliger."
TOLD = "updated: {date: 2026-11-05, text: Antallet er kommet med.}"
WITHDRAWN = "withdrawn: {date: 2026-11-05, text: Nyheden var forkert.}"
EMBARGO = "embargo: 2026-11-07 06:00"
CORRECTED = "corrections: [{date: 2026-11-15, text: Der stod 40 boliger. Der er 60.}]"

CASES: dict[str, tuple[tuple[str, str, str, str], str]] = {
    "same": ((news(FORTY),) * 4, ""),
    "changed on disk": ((news(FORTY), news(FORTY), news(FORTY), news(SIXTY)), "6:11-6:13 »40« er blevet til »60«"),
    "changed in a commit": ((news(FORTY), news(SIXTY), news(SIXTY), news(SIXTY)), "6:11-6:13 »40« er blevet til »60«"),
    "changed and back": ((news(FORTY), news(SIXTY), news(FORTY), news(FORTY)), ""),
    "slip": ((news("Nye boligr her."), *(news("Nye boliger her."),) * 3), ""),
    "marks": ((news('"Nu", siger hun - og går.'), *(news("»Nu«, siger hun – og går."),) * 3), ""),
    "negation": (
        (news("Det er ikke dyrt."), *(news("Det er dyrt."),) * 3),
        "6:1-6:7 »ikke« er taget ud",
    ),
    "short word": ((news("De kan bo her."), *(news("De kun bo her."),) * 3), "6:4-6:7 »kan« er blevet til »kun«"),
    "headline": (
        (news(FORTY), *(news(FORTY, title="Nyt højhus"),) * 3),
        "2:8-2:18 »hus« er blevet til »højhus«",
    ),
    "summary": (
        (news(FORTY), *(news(FORTY, "summary: Huset er åbent."),) * 3),
        "4:10-4:25 »Huset er åbent.« er kommet til",
    ),
    "told": ((news(FORTY), news(SIXTY, TOLD), news(SIXTY, TOLD), news(SIXTY, TOLD)), ""),
    "told on disk": ((news(FORTY), news(FORTY), news(FORTY), news(SIXTY, CORRECTED)), ""),
    "told of another": (
        (news(FORTY), news(SIXTY, TOLD), news(NONE, TOLD), news(NONE, TOLD)),
        "7:11-7:16 »60« er blevet til »ingen«",
    ),
    "withdrawn": ((news(FORTY), *(news(FORTY, WITHDRAWN),) * 3), ""),
    "before it came out": ((news(FORTY, date="2026-11-07"), *(news(SIXTY, date="2026-11-07"),) * 3), ""),
    "before its embargo": ((news(FORTY, EMBARGO), *(news(SIXTY, EMBARGO),) * 3), ""),
    "after its embargo": (
        (*(news(FORTY, EMBARGO),) * 2, *(news(SIXTY, EMBARGO),) * 2),
        "7:11-7:13 »40« er blevet til »60«",
    ),
    "draft": ((news(FORTY, "draft: ja"), news(SIXTY, "draft: ja"), news(NONE), news(NONE)), ""),
    "not out": ((news(FORTY, date="2026-12-24"), *(news(SIXTY, date="2026-12-24"),) * 3), ""),
    "unreadable before": ((news(FORTY, "draft: [ja"), *(news(SIXTY),) * 3), ""),
    "new on disk": (("", "", "", news(FORTY)), ""),
    "gone and back": ((news(FORTY), "", news(SIXTY), news(SIXTY)), "6:11-6:13 »40« er blevet til »60«"),
}  # fmt: skip
"""Name of a case → what stood in the file at each commit and stands there now, and the place and words of the fault."""


def path_of(case: str) -> str:
    return f"content/nyheder/{case.replace(' ', '-')}.md"


def put(root: Path, number: int) -> None:
    """Let every file be as it was at the commit `number`."""
    for case, (texts, _) in CASES.items():
        if texts[number]:
            write(root, path_of(case), texts[number])
        else:
            (root / path_of(case)).unlink(missing_ok=True)


def commit(root: Path, day: int) -> None:
    git(root, "add", "--all", "content")
    git(root, "commit", "--quiet", "--message", "Nyt", at=datetime(2026, 11, day, 12, tzinfo=COPENHAGEN))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository, with a file that was renamed on the 5th, and one that was changed on a branch merged later."""
    root = tmp_path_factory.mktemp("git") / "Ærø"
    make_site(root)
    git(root.parent, "init", "--quiet", "--initial-branch", "main", root.name)
    write(root, "content/nyheder/foer.md", news(FORTY))
    write(root, "content/nyheder/flettet.md", news(FORTY))
    for number, day in enumerate(DAYS):
        put(root, number)
        if day == 5:
            git(root, "mv", "content/nyheder/foer.md", "content/nyheder/efter.md")
        commit(root, day)
    git(root, "switch", "--quiet", "--create", "gren", "HEAD~2")
    write(root, "content/nyheder/flettet.md", news(SIXTY))
    commit(root, 1)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Flet", "gren", at=datetime(2026, 11, 12, tzinfo=COPENHAGEN))
    put(root, len(DAYS))
    write(root, "content/nyheder/efter.md", news(SIXTY))
    return root


def warnings(root: Path) -> list[Diagnostic]:
    options = BuildOptions(root, datetime(2026, 11, 15, 12, tzinfo=COPENHAGEN), search=False)
    return [fault for fault in check(options, Workers()).faults if fault.rule in (SILENT, CUT_OFF)]


@pytest.fixture(scope="module")
def warning_by_path(root: Path) -> Mapping[str, str]:
    """Path → the place and the changes in its warning."""
    by_path = {}
    for fault in warnings(root):
        span, (opening, _, changes) = fault.span, fault.message.partition(": ")
        assert opening == "Nyheden er ændret, siden den kom ud, og læserne får det ikke at vide"
        by_path[span.path] = f"{span.line}:{span.column}-{span.end_line}:{span.end_column} {changes}"
    return by_path


@pytest.mark.parametrize("case", CASES)
def test_a_change_that_readers_were_not_told_of_is_pointed_out(case: str, warning_by_path: Mapping[str, str]) -> None:
    """From the day on which it came out; what was told, and slips and marks, are passed over."""
    assert warning_by_path.get(path_of(case), "") == CASES[case][1]


@pytest.mark.parametrize("name", ["efter", "flettet"])
def test_history_is_that_of_the_branch(name: str, warning_by_path: Mapping[str, str]) -> None:
    """A renamed file keeps its past, and what was merged came with the merge."""
    assert warning_by_path[f"content/nyheder/{name}.md"] == "6:11-6:13 »40« er blevet til »60«"


def test_the_way_out_works(root: Path, tmp_path: Path) -> None:
    """With the field that the warning names, it is gone."""
    copy = tmp_path / "kopi"
    shutil.copytree(root, copy)
    path = copy / path_of("changed on disk")
    path.write_text(news(SIXTY, "updated: {date: 2026-11-15, text: Der er kommet flere.}"), "utf-8")
    assert path_of("changed on disk") not in {fault.span.path for fault in warnings(copy)}


def test_a_history_that_is_cut_off_is_named(root: Path, tmp_path: Path) -> None:
    """Nothing can be seen in it, and nobody shall believe that something was looked at."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{root}", "kopi")
    (fault,) = warnings(tmp_path / "kopi")
    assert (fault.rule, fault.span.path) == (CUT_OFF, "content/nyheder")
    assert "fetch-depth: 0" in fault.hint


def test_without_git_nothing_is_said(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is no repository, and a machine without the program."""
    shutil.copytree(root, tmp_path / "kopi", ignore=shutil.ignore_patterns(".git"))
    assert warnings(tmp_path / "kopi") == []
    monkeypatch.setenv("PATH", os.devnull)
    assert warnings(root) == []
