"""Where the site may not be built, and what a hostile output folder cannot make us do."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.publishing.manifest import STAGING
from hjemsite.publishing.write import guard, publish
from hjemsite.system.errors import Refused

MANIFEST = ".hjemsite-manifest.json"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in somebody's home folder, with a folder of documents beside it."""
    home = tmp_path / "hjem"
    monkeypatch.setenv("HOME", str(home))
    for path in ("projekt/content/nyheder", "projekt/templates", "projekt/hjemsite", "projekt/.git", "projekt/tom"):
        (home / path).mkdir(parents=True)
    for path in ("projekt/content/site.yaml", "projekt/README.md", "dokumenter/testamente.odt", "projekt/docs/a.md"):
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_text("vigtigt")
    return home / "projekt"


def everything(folder: Path) -> list[tuple[Path, int]]:
    return sorted((path, path.lstat().st_mtime_ns) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("/", "roden af hele disken"),
        ("/etc", "ikke er tom"),
        (".", "projektets egen mappe"),
        ("content/..", "projektets egen mappe"),
        ("../..", "hele projektet ligger i den"),
        ("..", "hele projektet ligger i den"),
        ("content", "»content«"),
        ("content/nyheder", "»content«"),
        ("content/ny/output", "»content«"),
        ("templates", "»templates«"),
        ("templates/assets", "»templates«"),
        ("hjemsite/output", "»hjemsite«"),
        (".git", "».git«"),
        (".git/output", "».git«"),
        ("tom/.git/output", "».git«"),
        (".hjemsite/output", "».hjemsite«"),
        (".venv/output", "».venv«"),
        ("docs", "ikke er tom"),
        ("../dokumenter", "ikke er tom"),
        ("README.md", "er en fil"),
        ("README.md/output", "»README.md« er en fil"),
    ],
)
def test_a_folder_that_holds_something_else_is_refused(root: Path, folder: str, why: str) -> None:
    """With a Danish sentence that says why and what to do, and with nothing touched (FAULTS E3)."""
    before = everything(root.parent)
    with pytest.raises(Refused) as refused:
        guard(root / folder, root)
    assert why in str(refused.value)
    assert str(refused.value).startswith("Siden kan ikke bygges i »")
    assert str(refused.value).endswith("Vælg en mappe kun til siden, for eksempel output.")
    assert everything(root.parent) == before


def test_the_home_folder_is_refused(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the project does not lie in it, and also the folders above it."""
    (tmp_path / "brugere" / "mig").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "brugere" / "mig"))
    with pytest.raises(Refused, match="det er din hjemmemappe"):
        guard(tmp_path / "brugere" / "mig", root)
    with pytest.raises(Refused, match="din hjemmemappe ligger i den"):
        guard(tmp_path / "brugere", root)


def test_the_project_itself_can_be_the_home_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on build machines; `output` in it is fine."""
    monkeypatch.setenv("HOME", str(root))
    guard(root / "output", root)


@pytest.mark.parametrize("target", [".", "content", "content/nyheder", "..", ".git", "../dokumenter", "README.md"])
@pytest.mark.parametrize("below", ["", "output"])
def test_a_link_to_such_a_folder_is_refused(root: Path, target: str, below: str) -> None:
    """It is the real place that counts."""
    (root / "genvej").symlink_to(root / target)
    if below and target in (".", "..", "../dokumenter"):
        guard(root / "genvej" / below, root)
    else:
        with pytest.raises(Refused):
            guard(root / "genvej" / below, root)


def ring(root: Path) -> Path:
    (root / "a").symlink_to(root / "b")
    (root / "b").symlink_to(root / "a")
    return root / "a"


def dangling(root: Path) -> Path:
    (root / "a").symlink_to("a/b/c")
    return root / "a"


def leading_to_nothing(root: Path) -> Path:
    (root / "a").symlink_to("findes-ikke")
    return root / "a"


@pytest.mark.parametrize("link", [ring, dangling, leading_to_nothing])
def test_a_link_that_leads_nowhere_is_refused(root: Path, link: Callable[[Path], Path]) -> None:
    """Links in a ring included."""
    with pytest.raises(Refused, match="genvej, der ikke fører nogen steder hen"):
        guard(link(root), root)


@pytest.mark.parametrize("missing", ["content", "templates"])
def test_a_folder_that_is_still_to_come_is_protected_too(tmp_path: Path, missing: str) -> None:
    """An empty project gets no site where its texts belong."""
    (tmp_path / "nyt").mkdir()
    with pytest.raises(Refused):
        guard(tmp_path / "nyt" / missing, tmp_path / "nyt")


def test_a_content_folder_that_lies_elsewhere_is_protected(tmp_path: Path) -> None:
    """`content` may be a link, and what it leads to is safe from the site, from above too."""
    (tmp_path / "tekster" / "content").mkdir(parents=True)
    (tmp_path / "nyt").mkdir()
    (tmp_path / "nyt" / "content").symlink_to(tmp_path / "tekster" / "content")
    with pytest.raises(Refused, match="hører til »content«"):
        guard(tmp_path / "tekster" / "content", tmp_path / "nyt")
    with pytest.raises(Refused, match="»content« ligger i den"):
        guard(tmp_path / "tekster", tmp_path / "nyt")


@pytest.mark.parametrize("path", [".git", ".git/config"])
def test_a_new_git_worktree_is_fine(root: Path, path: str) -> None:
    """Git has put its file or folder there, and nothing else. With anything else in it, the folder is refused."""
    worktree = root / "gh-pages"
    (worktree / path).parent.mkdir(parents=True, exist_ok=True)
    (worktree / path).write_text("gitdir: ../.git/worktrees/gh-pages")
    guard(worktree, root)
    (worktree / "README.md").write_text("vigtigt")
    with pytest.raises(Refused, match="ikke er tom"):
        guard(worktree, root)


@pytest.mark.parametrize("folder", ["output", "tom", "ny/dyb/mappe", "../site", "../dokumenter/site", "content-output"])
def test_a_missing_or_empty_folder_is_fine(root: Path, folder: str) -> None:
    """And asking makes nothing."""
    before = everything(root.parent)
    guard(root / folder, root)
    assert everything(root.parent) == before


def test_a_folder_that_we_made_is_fine(root: Path) -> None:
    """Also through a link, with foreign files in it, and when a build was killed before it changed anything."""
    publish({"index.html": b""}, root / "output")
    (root / "output" / "CNAME").write_text("example.dk")
    (root / "genvej").symlink_to("output")
    (root / "tom" / ".hjemsite-staging").mkdir()
    for folder in ("output", "genvej", "tom"):
        guard(root / folder, root)


def test_a_folder_with_a_damaged_manifest_is_refused(root: Path) -> None:
    """Before the build, so that nobody waits for it in vain; a folder or a link is no manifest either."""
    for name in ("output", "output2", "output3"):
        publish({"index.html": b""}, root / name)
        (root / name / MANIFEST).rename(root / f"{name}.json")
    (root / "output" / MANIFEST).write_text("{")
    (root / "output2" / MANIFEST).mkdir()
    (root / "output3" / MANIFEST).symlink_to(root / "output3.json")
    for name in ("output", "output2", "output3"):
        with pytest.raises(Refused, match="ødelagt"):
            guard(root / name, root)


# --- a hostile output folder


@pytest.mark.parametrize(
    "claim", ["../vigtigt.txt", "/{}/vigtigt.txt", "genvej/vigtigt.txt", "a/../../vigtigt.txt", "."]
)
def test_a_manifest_cannot_reach_outside_the_folder(tmp_path: Path, claim: str) -> None:
    """Whatever a planted manifest claims as ours, only what stands in the folder itself is ever deleted."""
    important = tmp_path / "vigtigt.txt"
    important.write_text("vigtigt")
    output = tmp_path / "output"
    publish({"index.html": b""}, output)
    (output / "genvej").symlink_to(tmp_path)
    manifest = json.loads((output / MANIFEST).read_text())
    manifest["files"][claim.format(tmp_path)] = "0"
    (output / MANIFEST).write_text(json.dumps(manifest))
    for files in ({"index.html": b"ny"}, {"index.html": b"ny", "a/index.html": b""}):
        publish(files, output)
        assert important.read_text() == "vigtigt"
        assert json.loads((output / MANIFEST).read_text())["files"].keys() == files.keys()


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    """Neither to delete what was ours, nor to write: the link is told of, or in the way."""
    output, elsewhere = tmp_path / "output", tmp_path / "andetsteds"
    files = {"index.html": b"", "nyheder/index.html": b"nyheder"}
    publish(files, output)
    (output / "nyheder").rename(elsewhere)
    (output / "nyheder").symlink_to(elsewhere)
    assert [fault.rule for fault in publish(files, output).faults] == ["fremmed-fil-i-vejen"]
    published = publish({"index.html": b"ny"}, output, allow_shrink=True)
    assert [fault.rule for fault in published.faults] == ["fremmed-fil"]
    assert (elsewhere / "index.html").read_bytes() == b"nyheder"
    assert (output / "nyheder").is_symlink()


@pytest.mark.parametrize("is_first", [True, False])
def test_staging_is_closed_to_readers(is_first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for its turn is not published yet, even where a web server serves the folder."""
    if not is_first:
        publish({"index.html": b"f\xc3\xb8r"}, tmp_path / "output")
    modes: list[int] = []
    replace = os.replace

    def watched(source: str, target: str) -> None:
        modes.append((tmp_path / "output" / STAGING).stat().st_mode & 0o777)
        assert Path(source).is_relative_to(tmp_path / "output" / STAGING)
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    publish({"index.html": b"", "om/index.html": b"om"}, tmp_path / "output")
    assert set(modes) == {0o700}
