"""`/nyheder/…/historik/` shows the editions that readers have seen, by the history in git, and nothing they have not.

One repository has a commit for each day; a table says what stood in the article then.
"""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pages.edition_changes import changed_paragraphs
from hjemsite.pipeline.build import EMPTY, Build, build
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system import git as system_git
from hjemsite.system import git_history
from tests.doors.test_plausible_time import git
from tests.previewing import SITE, make_site, write
from tests.unpacked import telling

PATH, PAGE = "content/nyheder/hus.md", "nyheder/hus/historik/index.html"
NOW = datetime(2026, 11, 15, 12, tzinfo=COPENHAGEN)


def news(body: str, *fields: str, title: str = "Nyt hus", date: str = "2026-11-02 09:00") -> str:
    return "\n".join(["---", f"title: {title}", f"date: {date}", *fields, "---", "", body, ""])


def commit(root: Path, at: str, text: str, path: str = PATH) -> None:
    write(root, path, text)
    git(root, "add", "--all", at=datetime.fromisoformat(at))
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x", at=datetime.fromisoformat(at))


def project(root: Path, editions: Mapping[str, str], settings: str = "history: ja\n") -> BuildOptions:
    """A site in git whose article had each of the `editions` from an instant on."""
    make_site(root)
    write(root, "content/site.yaml", SITE + settings)
    write(root, ".gitignore", "/output/\n/.hjemsite/\n")
    git(root, "init", "--quiet")
    for at, text in editions.items():
        commit(root, at, text)
    return BuildOptions(root, NOW)


def error_free_build(options: BuildOptions, before: Build | None = None) -> Build:
    built = build(options, before.state if before else EMPTY)
    assert [fault for fault in built.faults if fault.is_error] == []
    return built


EDITIONS = {
    "2026-11-01T08:00:00Z": news("Vi har femten hemmelige huse.", title="Et udkast"),
    "2026-11-02T07:00:00Z": news("Vi har ti huse.\n\nDe er røde.\n\nAlle er glade."),
    "2026-11-05T09:30:00Z": news("Vi har ti huse.\n\nDe er røde."),
    "2026-11-05T09:34:00Z": news("Vi har tolv store huse.\n\nDe er røde.\n\nAlle er glade."),
    "2026-11-09T10:00:00Z": news("Vi har tolv store huse.\n\nDe er røde.\n\nAlle er glade.", title="Tolv nye huse"),
}


def test_each_published_edition_is_shown_with_what_it_changed(tmp_path: Path) -> None:
    """The newest first, the first whole; what came before publication, or was replaced at once, is nowhere."""
    files = error_free_build(project(tmp_path, EDITIONS)).loaded()
    page = files[PAGE].decode()
    assert "er ændret to gange, siden den kom ud." in page
    assert page.index("den 9. november 2026 kl. 11.00") < page.index("den 5. november 2026 kl. 10.34")
    assert page.index("den 5. november 2026 kl. 10.34") < page.index("den 2. november 2026 kl. 9.00")
    assert '<del><span class="unseen">fjernet: </span>ti<span' in page
    assert '<ins><span class="unseen">tilføjet: </span>tolv store<span' in page
    assert "hemmelige" not in page and "udkast" not in page and "9.30" not in page and "10.30" not in page
    assert 'content="noindex' in page
    assert b'href="/nyheder/hus/historik/"' in files["nyheder/hus/index.html"]
    assert not any(b"historik" in data for path, data in files.items() if "sitemap" in path)


@pytest.mark.parametrize(
    ("settings", "last"),
    [
        ("", EDITIONS["2026-11-09T10:00:00Z"]),
        ("history: ja\n", news("Vi har tolv huse.", "hide_history: ja")),
        ("history: ja\n", news("Vi har tolv huse.", "deindexed: 2026-11-10")),
        ("history: ja\n", news("Vi har tolv huse.", "withdrawn: {date: 2026-11-10, text: Tallet var galt.}")),
        ("history: ja\n", news("Vi har tolv huse.", "draft: ja")),
        ("history: ja\n", news("Vi har tolv huse.", "embargo: 2026-11-20 08:00")),
        ("history: ja\n", news("Vi har tolv huse.", "expires: 2026-11-12")),
    ],
    ids=["off", "off for one", "deindexed", "withdrawn", "draft", "embargo", "expired"],
)
def test_what_readers_may_not_see_has_no_history(settings: str, last: str, tmp_path: Path) -> None:
    """And its old words are nowhere in the site."""
    built = error_free_build(project(tmp_path, {**EDITIONS, "2026-11-10T10:00:00Z": last}, settings))
    assert not any("historik" in path for path in built.files)
    assert telling(built.loaded(), ["ti huse", "hemmelig"]) == {}


NAMED = {
    "2026-11-02T07:00:00Z": news("Søren Kvarkgård bor i ti huse."),
    "2026-11-05T07:00:00Z": news("Søren Kvarkgård bor i tolv huse."),
    "2026-11-07T07:00:00Z": news("Kvarkgård alene bor i tolv huse."),
    "2026-11-09T07:00:00Z": news("En mand bor i tretten huse."),
}


def test_who_is_anonymised_is_so_in_old_editions(tmp_path: Path) -> None:
    """An edition that may tell a part of the name, which nobody can mend any more, is left out."""
    setting = "history: ja\nanonymised: {name: Søren Kvarkgård, as: en ung mand, date: 2026-11-10}\n"
    files = error_free_build(project(tmp_path, NAMED, setting)).loaded()
    assert telling(files, ["kvarkg", "alene"]) == {}
    assert "En ung mand bor i" in files[PAGE].decode() and "tretten" in files[PAGE].decode()


def test_a_commit_is_an_edit_like_others(tmp_path: Path) -> None:
    """A build that remembers equals a clean one, also where nothing but the history has changed."""
    options = project(tmp_path, dict(list(EDITIONS.items())[:2]))
    output = tmp_path / "output"
    for at, text in [*list(EDITIONS.items())[2:], ("2026-11-12T10:00:00Z", news("Vi har tolv huse."))]:
        build_site(options, output)
        write(tmp_path, PATH, text)
        build_site(options, output)
        assert "Ændret nu" in (output / PAGE).read_text("utf-8")
        commit(tmp_path, at, text)
        build_site(options, output)
        clean = build(options).loaded()
        assert {path: (output / path).read_bytes() for path in clean} == clean
    git(
        tmp_path,
        "commit",
        "--quiet",
        "--amend",
        "--message",
        "y",
        at=datetime.fromisoformat("2026-11-13T10:00:00+00:00"),
    )
    build_site(options, output)
    assert "den 13. november 2026" in (output / PAGE).read_text("utf-8")


def test_git_is_asked_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once where nothing has changed, and never where the setting is off."""
    asked: list[str] = []
    real = system_git.git

    def git_asked(root: Path, *words: str, **more: Any) -> bytes | None:
        asked.append(words[-1])
        return real(root, *words, **more)

    monkeypatch.setattr(git_history, "git", git_asked)
    options = project(tmp_path, EDITIONS)
    build_site(options, tmp_path / "output")
    assert len(asked) == 3
    asked.clear()
    assert build_site(options, tmp_path / "output").written == 0
    assert asked == ["HEAD"]
    write(tmp_path, "content/site.yaml", SITE)
    build_site(options, tmp_path / "output")
    asked.clear()
    build_site(options, tmp_path / "output")
    assert asked == []


def test_a_clone_that_is_cut_off_says_so(tmp_path: Path) -> None:
    """Then no history is shown, for half of one would be a lie; and so it is without any git."""
    whole = project(tmp_path / "whole", EDITIONS)
    git(tmp_path, "clone", "--quiet", "--depth", "2", whole.root.as_uri(), "cut")
    for root, words in ((tmp_path / "cut", "fetch-depth: 0"), (tmp_path / "none", "klon af jeres repository")):
        if not root.exists():
            shutil.copytree(whole.root, root, ignore=shutil.ignore_patterns(".git", ".hjemsite"))
        built = error_free_build(BuildOptions(root, NOW))
        (fault,) = (fault for fault in built.faults if fault.rule == "manglende-historik")
        assert words in fault.hint and PAGE not in built.files


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A b c.", "A b c.", [[]]),
        ("Et.\n\nTo.", "Et.\n\nTo.\n\nTre.", [[], [("added", "Tre.")]]),
        ("Et.\n\nTo.\n\nTre.", "Et.\n\nTre.", [[], [("removed", "To.")], []]),
        (
            "En lang linje her.",
            "En lang linje der.",
            [[("same", "En lang linje"), ("removed", "her."), ("added", "der.")]],
        ),
        (
            "Vi er ti her nu.",
            "De er ni der nu.",
            [[("removed", "Vi er ti her"), ("added", "De er ni der"), ("same", "nu.")]],
        ),
        ("", "Nyt.", [[("added", "Nyt.")]]),
    ],
)
def test_changes_stand_in_their_paragraphs(before: str, after: str, expected: list[list[tuple[str, str]]]) -> None:
    """Words that came and went, with what stayed around them; paragraphs that stayed are one gap."""
    assert [[(run.kind, run.text) for run in paragraph] for paragraph in changed_paragraphs(before, after)] == expected
