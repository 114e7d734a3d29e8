"""Looking at what lies in a project folder: a look at what was touched sees what a look at everything would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.preview.watcher import changed, look_again, snapshot
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


@pytest.mark.parametrize("change", CHANGES)
def test_a_look_at_what_was_touched_sees_all(root: Path, change: Callable[[Path], None]) -> None:
    """However a file was saved, replaced or taken away, and whatever came or went with it."""
    before = snapshot(root)
    change(root)
    after = snapshot(root)
    events = {path for path in changed(before, after) if not Path(path).is_relative_to(root / ARTICLE / "index.md")}
    assert after != before and look_again(root, before, events) == after


def test_nothing_else_is_looked_at(root: Path) -> None:
    """What nobody has touched is taken to be as it was; that is what makes a look quick."""
    before = snapshot(root)
    write(root, ARTICLE, "Noget andet")
    write(root, BUNDLE, "Noget andet")
    assert changed(before, look_again(root, before, {str(root / ARTICLE)})) == {str(root / ARTICLE)}
    assert look_again(root, before, {str(root / BUNDLE), ""}) == snapshot(root)
