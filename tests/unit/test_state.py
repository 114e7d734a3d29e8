"""A build is skipped only where it would make nothing new."""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.state import Look, Standing, look, standing, take_down

NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
EVENING = NOON + timedelta(hours=6)
FILES = ("index.html", "nyheder/a/index.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project whose site stands in `output`, taken down at noon and true until the evening."""
    for path in (
        "content/site.yaml",
        "content/nyheder/a.md",
        "templates/home.html",
        *(f"output/{one}" for one in FILES),
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    (tmp_path / ".hjemsite").mkdir()
    settle()
    take_down(seen(tmp_path), Standing(2, FILES, "sagt", EVENING), NOON)
    return tmp_path


def settle() -> None:
    """Waits until a change would show in the times of a file."""
    time.sleep(0.03)


def seen(root: Path, *options: str) -> Look:
    return look(root, root / ".hjemsite", root / "output", *options)


def stands(root: Path, at: datetime = NOON, *options: str) -> bool:
    now = seen(root, *options)
    found = standing(now, at)
    return found is not None and found.inputs == now.inputs


def test_what_nobody_touched_stands(site: Path) -> None:
    """The same files at the same hour, or later that day before anything is due."""
    found = standing(seen(site), NOON)
    assert found is not None
    assert (found.pages, found.files, found.told, found.until) == (2, FILES, "sagt", EVENING)
    assert stands(site, EVENING - timedelta(seconds=1))


def new_text(root: Path) -> None:
    (root / "content/nyheder/b.md").write_text("ny")


def other_text_of_same_length(root: Path) -> None:
    (root / "content/nyheder/a.md").write_text("x" * len("content/nyheder/a.md"))


def other_text_with_old_times(root: Path) -> None:
    file = root / "content/nyheder/a.md"
    before = file.stat()
    other_text_of_same_length(root)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def no_text(root: Path) -> None:
    (root / "content/nyheder/a.md").unlink()


def other_name(root: Path) -> None:
    (root / "content/nyheder/a.md").rename(root / "content/nyheder/b.md")


def new_folder(root: Path) -> None:
    (root / "content/sider").mkdir()


def other_template(root: Path) -> None:
    (root / "templates/home.html").write_text("andet")


def tampered_page(root: Path) -> None:
    (root / "output/nyheder/a/index.html").write_text("x" * len("output/nyheder/a/index.html"))


def lost_page(root: Path) -> None:
    (root / "output/index.html").unlink()


def stranger(root: Path) -> None:
    (root / "output/nyheder/noter.txt").write_text("ikke vores")


def lost_record(root: Path) -> None:
    (root / ".hjemsite/unchanged.json").unlink()


def foreign_record(root: Path) -> None:
    (root / ".hjemsite/unchanged.json").write_text('{"inputs": 1, "from": "i går", "files": 5}')


def cut_record(root: Path) -> None:
    file = root / ".hjemsite/unchanged.json"
    file.write_bytes(file.read_bytes()[:60])


CHANGES = (
    new_text, other_text_of_same_length, other_text_with_old_times, no_text, other_name, new_folder, other_template,
    tampered_page, lost_page, stranger, lost_record, foreign_record, cut_record,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_touched_calls_for_a_build(site: Path, change: Callable[[Path], None]) -> None:
    """A text, a name, a template, a page, a stranger among the pages, a record that cannot be read."""
    change(site)
    assert not stands(site)


def test_the_clock_and_other_options_call_for_a_build(site: Path) -> None:
    """Something is due; another day has begun; the clock went back; another address is asked for."""
    assert not stands(site, EVENING)
    assert not stands(site, NOON + timedelta(days=1))
    assert not stands(site, NOON - timedelta(seconds=1))
    assert not stands(site, NOON, "https://andet.example")


def test_what_was_touched_just_now_is_not_relied_on(site: Path) -> None:
    """A change in the same tick of the clock as the one before would not show."""
    ahead = time.time() + 3600
    os.utime(site / "content/nyheder/a.md", (ahead, ahead))
    take_down(look(site, site / ".hjemsite", site / "output"), Standing(2, FILES), NOON)
    assert not stands(site)


def test_a_site_of_which_some_files_were_written_is_looked_at_again(site: Path) -> None:
    """What is taken down of a few files is what a look at all of them would tell."""
    before = standing(seen(site), NOON)
    assert before is not None
    (site / "output/nyheder/a/index.html").write_text("rettet")
    settle()
    take_down(seen(site), before, NOON, ["nyheder/a/index.html"])
    assert stands(site)
    (site / "output/index.html").write_text("i hånden")
    settle()
    assert not stands(site)


def test_names_tell_files_and_folders_apart(site: Path) -> None:
    """What a file holds is no name; a file that takes the place of an empty folder is another."""
    (site / "content/sider").mkdir()
    before = seen(site).state.names()
    other_text_of_same_length(site)
    assert seen(site).state.names() == before
    (site / "content/sider").rmdir()
    (site / "content/sider").write_text("")
    assert seen(site).state.names() != before
