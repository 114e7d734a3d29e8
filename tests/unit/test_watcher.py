"""Looking at what lies in a project folder: a look at what was touched sees what a look at everything would."""

import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.content.scan import rescan, scan
from hjemsite.preview.watcher import changed
from tests.previewing import write

ARTICLE, BUNDLE = "content/nyheder/en.md", "content/nyheder/to/index.md"


def in_place(root: Path) -> None:
    write(root, ARTICLE, "Noget andet")


def in_a_bundle(root: Path) -> None:
    write(root, BUNDLE, "Noget andet")


def by_rename(root: Path) -> None:
    write(root, "andetsteds.md", "Noget andet")
    (root / "andetsteds.md").replace(root / ARTICLE)


def with_a_new_one_beside(root: Path) -> None:
    write(root, ARTICLE, "Noget andet")
    write(root, "content/nyheder/ny.md", "Ny")


def away(root: Path) -> None:
    (root / ARTICLE).unlink()


def away_with_its_folder(root: Path) -> None:
    shutil.rmtree(root / BUNDLE.rpartition("/")[0])


def by_a_folder(root: Path) -> None:
    write(root, "mappe/index.md", "Noget andet")
    (root / ARTICLE).unlink()
    (root / "mappe").rename(root / ARTICLE)


def by_a_link(root: Path) -> None:
    (root / ARTICLE).unlink()
    (root / ARTICLE).symlink_to("to/index.md")


CHANGES = (in_place, in_a_bundle, by_rename, with_a_new_one_beside, away, away_with_its_folder, by_a_folder, by_a_link)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (ARTICLE, BUNDLE, "templates/base.html"):
        write(tmp_path, path, "Noget")
    return tmp_path


def nothing_odd(_: Path) -> None:
    pass


def a_refused_file(root: Path) -> None:
    (root / "content/nyheder/genvej.md").symlink_to("to/index.md")


def a_decomposed_name(root: Path) -> None:
    write(root, unicodedata.normalize("NFD", "content/nyheder/påske.md"), "Noget")


@pytest.mark.parametrize("beside", [nothing_odd, a_refused_file, a_decomposed_name])
@pytest.mark.parametrize("change", CHANGES)
def test_a_look_at_what_was_touched_sees_all(
    root: Path, change: Callable[[Path], None], beside: Callable[[Path], None]
) -> None:
    """However a file was saved, replaced or taken away, whatever came or went with it, and whatever lies beside it."""
    beside(root)
    time.sleep(0.03)
    before = scan(root)
    change(root)
    after = scan(root)
    assert changed(before, after)
    seen = rescan(root, before, changed(before, after))
    assert seen.holds_the_same(after.files)
    assert (seen.faults, seen.refused, seen.names) == (after.faults, after.refused, after.names)
    assert {source.path: source.data for source in seen.sources()} == {
        source.path: source.data for source in after.sources()
    }


def test_nothing_else_is_looked_at(root: Path) -> None:
    """What nobody has touched is taken to be as it was; that is what makes a look quick."""
    before = scan(root)
    write(root, ARTICLE, "Noget andet")
    write(root, BUNDLE, "Noget andet")
    assert changed(before, rescan(root, before, {ARTICLE})) == {ARTICLE}
    assert rescan(root, before, {BUNDLE, ""}).holds_the_same(scan(root).files)


@pytest.mark.parametrize("change", CHANGES)
def test_a_look_at_all_reads_only_what_was_touched(root: Path, change: Callable[[Path], None]) -> None:
    """And it ends as one that reads everything."""
    time.sleep(0.03)
    before = scan(root)
    change(root)
    after = scan(root, before.files)
    fresh = scan(root)
    assert after.holds_the_same(fresh.files)
    assert (after.faults, after.refused) == (fresh.faults, fresh.refused)
    assert after.held.keys() <= changed(before, after)


def test_a_file_saved_as_it_was_is_no_change(root: Path) -> None:
    """Whatever its times are."""
    before = scan(root)
    write(root, ARTICLE, "Noget")
    (root / ARTICLE).touch()
    assert changed(before, scan(root)) == frozenset()
