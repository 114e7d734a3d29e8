"""What the last build knew is relied on only where it still holds."""

import os
import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hjemsite.cache.encoding import encode
from hjemsite.cache.fingerprint import fingerprint, program_stats
from hjemsite.content.scan import scan
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.laid_out import laid_out
from hjemsite.pages.page import Page
from hjemsite.pipeline.build import EMPTY, State
from hjemsite.pipeline.build_site import BuildResult, build_site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.state import (
    LAST_BUILD,
    LAYOUT,
    PAGES,
    RECORDS,
    STATE,
    LastBuild,
    StateFile,
    load_last_build,
    options_digest,
    save,
)
from hjemsite.pipeline.state_files import SavedState, load, load_state, save_state
from hjemsite.publishing.output_record import FileStats, OutputRecord, looking, output_record
from hjemsite.publishing.path_kind import Kind
from hjemsite.publishing.write import Published
from hjemsite.site.site import FoundFaults
from hjemsite.system.memory_folder import FOLDER
from hjemsite.system.workers import Workers
from hjemsite.urls import HOME
from tests.previewing import ARTICLE_PATH, make_site, write

NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
EVENING = NOON + timedelta(hours=6)
FILES = ("index.html", "nyheder/a/index.html")
FAULT = Diagnostic("mulig-dublet", Span("content/nyheder/a.md", 3), "sagt")
A_STATE = State(
    laid_out=laid_out([Page(HOME, "home.html", "news_lists.home_view")]), layout=FoundFaults(b"hvad som helst")
)
NOTHING_DONE = Published((), (), len(FILES), (), {"noter.txt": Kind.FILE})


def look(record: OutputRecord, folder: Path, workers: Workers) -> FileStats | None:
    """What the file system says of the files of `record`, where it is as it was."""
    return looking(record, folder, workers)()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project whose site stands in `output`, built at noon and true until the evening."""
    own = ("content/site.yaml", "content/nyheder/a.md", "templates/home.html")
    for path in (*own, *(f"output/{file}" for file in FILES), "output/noter.txt"):
        write(tmp_path, path, path)
    settle()
    save_state(last_build(tmp_path), A_STATE, SavedState(), tmp_path / FOLDER)
    return tmp_path


def settle() -> None:
    """Waits until a change would show in the times of a file."""
    time.sleep(0.03)


def last_build(root: Path) -> LastBuild:
    """The record of a build that made what lies in the output folder from what lies beside it."""
    return LastBuild(
        program=fingerprint(),
        program_stats=program_stats(),
        options=options_digest(BuildOptions(root, NOON)),
        as_of=NOON,
        until=EVENING,
        files=scan(root).files,
        input_faults=(),
        faults=(FAULT,),
        lines={},
        html_pages=2,
        output=recorded(root),
    )


def recorded(root: Path, published: Published = NOTHING_DONE, stats: FileStats | None = None) -> OutputRecord:
    """The record of the output folder as it is, when `published` has come about."""
    return output_record(pages(root), root / "output", published, stats, Workers())


def pages(root: Path) -> Mapping[str, bytes]:
    return {path: (root / "output" / path).read_bytes() for path in FILES}


def stands(root: Path, at: datetime = NOON, **options: Any) -> bool:
    """Whether a build with these options would have nothing to do."""
    last = load_last_build(root / FOLDER)
    if last is None or look(last.output, root / "output", Workers()) is None:
        return False
    return last.holds(scan(root, last.files), BuildOptions(root, at, **options))


def test_what_nobody_touched_stands(site: Path) -> None:
    """The same files at the same hour, or later that day before anything is due."""
    last = load_last_build(site / FOLDER)
    assert last is not None and replace(last, state={}) == last_build(site)
    assert last.faults == (FAULT,) and last.until == EVENING
    assert stands(site)
    assert stands(site, EVENING - timedelta(seconds=1))


def new_text(root: Path) -> None:
    write(root, "content/nyheder/b.md", "ny")


def other_text_of_same_length(root: Path) -> None:
    write(root, "content/nyheder/a.md", "x" * len("content/nyheder/a.md"))


def other_text_with_old_times(root: Path) -> None:
    file = root / "content/nyheder/a.md"
    before = file.stat()
    other_text_of_same_length(root)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def no_text(root: Path) -> None:
    (root / "content/nyheder/a.md").unlink()


def other_name(root: Path) -> None:
    (root / "content/nyheder/a.md").rename(root / "content/nyheder/b.md")


def file_for_a_folder(root: Path) -> None:
    (root / "content/sider").mkdir()
    assert stands(root)
    (root / "content/sider").rmdir()
    write(root, "content/sider", "")


def link(root: Path) -> None:
    (root / "content/nyheder/b.md").symlink_to("a.md")


def other_template(root: Path) -> None:
    write(root, "templates/home.html", "andet")


def new_asset(root: Path) -> None:
    write(root, "templates/assets/nyt.css", "")


def tampered_page(root: Path) -> None:
    write(root, "output/nyheder/a/index.html", "x" * len("output/nyheder/a/index.html"))


def tampered_page_with_old_times(root: Path) -> None:
    file = root / "output/index.html"
    before = file.stat()
    write(root, "output/index.html", "x" * len("output/index.html"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def lost_page(root: Path) -> None:
    (root / "output/index.html").unlink()


def stranger(root: Path) -> None:
    write(root, "output/nyheder/noter.txt", "ikke vores")


def stranger_gone(root: Path) -> None:
    (root / "output/noter.txt").unlink()


def lost_record(root: Path) -> None:
    (root / FOLDER / LAST_BUILD).unlink()


def foreign_record(root: Path) -> None:
    (root / FOLDER / LAST_BUILD).write_bytes(encode({"files": 1, "as_of": "i går"}))


def cut_record(root: Path) -> None:
    file = root / FOLDER / LAST_BUILD
    file.write_bytes(file.read_bytes()[:60])


def record_of_another_program(root: Path) -> None:
    last = load_last_build(root / FOLDER)
    assert last is not None
    save_state(replace(last, program=b"et andet"), A_STATE, SavedState(), root / FOLDER)


CHANGES = (
    new_text, other_text_of_same_length, other_text_with_old_times, no_text, other_name, file_for_a_folder, link,
    other_template, new_asset, tampered_page, tampered_page_with_old_times, lost_page, stranger, stranger_gone,
    lost_record, foreign_record, cut_record, record_of_another_program,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_touched_calls_for_a_build(site: Path, change: Callable[[Path], None]) -> None:
    """A text, a name, a template, a page, a stranger among the pages, a record that cannot be read."""
    change(site)
    assert not stands(site)


def new_folder(root: Path) -> None:
    (root / "content/sider").mkdir()


def touched_text(root: Path) -> None:
    os.utime(root / "content/nyheder/a.md")


def saved_again(root: Path) -> None:
    text = (root / "content/nyheder/a.md").read_text()
    write(root, "content/ny", text)
    (root / "content/ny").replace(root / "content/nyheder/a.md")


def debris(root: Path) -> None:
    write(root, "content/nyheder/.a.md.swp", "halvt")


def lost_state(root: Path) -> None:
    (root / FOLDER / STATE).unlink()


@pytest.mark.parametrize("change", [new_folder, touched_text, saved_again, debris, lost_state])
def test_what_makes_no_difference_calls_for_none(site: Path, change: Callable[[Path], None]) -> None:
    """An empty folder, a file that was saved as it was, what an editor leaves."""
    change(site)
    assert stands(site)


def test_the_clock_and_other_options_call_for_a_build(site: Path) -> None:
    """Something is due; another day has begun; the clock went back; another address or edition is asked for."""
    assert not stands(site, EVENING)
    assert not stands(site, NOON + timedelta(days=1))
    assert not stands(site, NOON - timedelta(seconds=1))
    assert not stands(site, base_url="https://andet.example")
    assert not stands(site, drafts=True)
    assert not stands(site, search=True)
    assert not stands(site, allow_shrink=True)
    assert stands(site, explain=True)


def test_another_output_folder_calls_for_a_build(site: Path) -> None:
    """Also one that holds the same."""
    last = load_last_build(site / FOLDER)
    assert last is not None
    (site / "output").rename(site / "ud")
    assert look(last.output, site / "ud", Workers()) is None
    assert look(last.output, site / "output", Workers()) is None


def test_what_was_touched_just_now_is_not_relied_on(site: Path) -> None:
    """A change in the same tick of the clock as the one before would not show; so a text is read, a page looked at."""
    ahead = time.time() + 3600
    os.utime(site / "content/nyheder/a.md", (ahead, ahead))
    assert scan(site).files["content/nyheder/a.md"].stat is None
    assert scan(site).files["content/site.yaml"].stat is not None
    os.utime(site / "output/index.html", (ahead, ahead))
    assert recorded(site).stats == b""
    save_state(last_build(site), A_STATE, SavedState(), site / FOLDER)
    assert not stands(site)


def test_after_a_start_of_the_machine_everything_is_looked_at(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the power has gone, a file may be as long and as old as it should be, and hold zeros."""
    before = recorded(site)
    assert look(before, site / "output", Workers()) is not None
    monkeypatch.setattr("hjemsite.cache.filestat.boot_id", lambda: "en anden")
    assert look(before, site / "output", Workers()) is None


def test_a_site_of_which_some_files_were_written_is_looked_at_again(site: Path) -> None:
    """What is recorded when a few files were written is what a look at all of them would tell."""
    before = recorded(site)
    stats = look(before, site / "output", Workers())
    write(site, "output/nyheder/a/index.html", "rettet")
    written = Published(("nyheder/a/index.html",), (), 1, (), NOTHING_DONE.foreign)
    after = recorded(site, written, stats)
    assert after == recorded(site) and after != before
    assert look(after, site / "output", Workers()) is not None
    write(site, "output/index.html", "i hånden")
    assert look(after, site / "output", Workers()) is None


def test_files_that_came_and_went_are_looked_at_with_their_folders(site: Path) -> None:
    """Of the others, what was known is kept: what somebody changes in them meanwhile shows the next time."""
    stats, files = look(recorded(site), site / "output", Workers()), {**pages(site), "emner/ny/index.html": b"ny"}
    del files["nyheder/a/index.html"]
    write(site, "output/emner/ny/index.html", "ny")
    (site / "output/nyheder/a/index.html").unlink()
    (site / "output/nyheder/a").rmdir()
    published = Published(("emner/ny/index.html",), ("nyheder/a/index.html",), 1, (), NOTHING_DONE.foreign)
    after = output_record(files, site / "output", published, stats, Workers())
    assert after == output_record(files, site / "output", published, None, Workers())
    assert look(after, site / "output", Workers()) is not None
    stats = look(after, site / "output", Workers())
    write(site, "output/emner/ny/index.html", "rettet")
    write(site, "output/index.html", "i hånden")
    rewritten = Published(("emner/ny/index.html",), (), 1, (), NOTHING_DONE.foreign)
    after = output_record(files, site / "output", rewritten, stats, Workers())
    assert look(after, site / "output", Workers()) is None


def test_a_file_with_a_second_name_stands(site: Path) -> None:
    """Equal files are one on the disk, and the system notes a new name of it; what else has changed is seen."""
    old, new, other = (site / "output" / path for path in (*FILES, "om/index.html"))
    new.unlink()
    os.link(old, new)
    settle()
    files = {**pages(site), "om/index.html": old.read_bytes()}
    stats = look(recorded(site), site / "output", Workers())
    other.parent.mkdir()
    os.link(old, other)
    published = Published(("om/index.html",), (), 2, (), NOTHING_DONE.foreign)
    after = output_record(files, site / "output", published, stats, Workers())
    stats = look(after, site / "output", Workers())
    assert stats is not None
    other.unlink()
    old.write_bytes(b"i smug")
    gone = Published((), ("om/index.html",), 2, (), NOTHING_DONE.foreign)
    after = output_record(pages(site), site / "output", gone, stats, Workers())
    assert look(after, site / "output", Workers()) is None


# --- the files


def test_what_was_saved_is_loaded(site: Path) -> None:
    """The state, and the files that it was made from."""
    assert load(site / FOLDER) == (A_STATE, scan(site).files)


def test_a_state_belongs_to_its_build(site: Path) -> None:
    """That of another build, a lost one and a foreign one are as good as none; of another program that is told."""
    memory = site / FOLDER
    last = load_last_build(memory)
    assert last is not None and load_state(last, memory).state == A_STATE
    assert load_state(replace(last, state={}), memory).state == EMPTY
    assert load_state(replace(last, program=b"et andet"), memory).state == State(is_of_another_program=True)
    assert load_state(None, memory).state == EMPTY
    data = (memory / STATE).read_bytes()
    (memory / STATE).unlink()
    (memory / STATE).write_bytes(data)
    assert load_state(last, memory).state == EMPTY
    (memory / STATE).unlink()
    assert load_state(last, memory).state == EMPTY


def test_a_build_that_changes_nothing_keeps_the_state(site: Path) -> None:
    """Only what is known of the files is written anew."""
    last = load_last_build(site / FOLDER)
    assert last is not None
    save(replace(last, files={}), site / FOLDER)
    assert load(site / FOLDER) == (A_STATE, {})


@pytest.mark.parametrize("name", [LAST_BUILD, STATE, RECORDS, LAYOUT, PAGES])
def test_a_damaged_file_is_no_file(site: Path, name: str) -> None:
    """One bit is enough, wherever it is: a date that is another one is no less wrong than what cannot be read."""
    file, chance = site / FOLDER / name, random.Random(7)
    whole = file.read_bytes()
    for index in {0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(200))}:
        data = bytearray(whole)
        data[index] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        assert load(site / FOLDER)[0] == EMPTY, index
    for length in (0, 1, 16, 17, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert load(site / FOLDER)[0] == EMPTY, length
    file.write_bytes(whole)
    # A copy of the state is another file than the one that the build has left.
    assert load(site / FOLDER)[0] == (A_STATE if name == LAST_BUILD else EMPTY)


def test_where_nothing_can_be_saved_nothing_is(site: Path) -> None:
    """A folder that cannot be written to, and a name that is no text, cost a build and no more."""
    last = last_build(site)
    write(site, "fil", "")
    save_state(last, A_STATE, SavedState(), site / "fil")
    odd = replace(last, output=replace(last.output, foreign={"\udce6.txt": Kind.FILE}))
    save_state(odd, A_STATE, SavedState(), site / FOLDER)
    assert load_state(load_last_build(site / FOLDER), site / FOLDER).state == EMPTY


# --- whole builds


def built(root: Path, at: datetime = NOON) -> BuildResult:
    settle()
    return build_site(BuildOptions(root, at), root / "output")


def state_files(root: Path) -> Mapping[str, StateFile]:
    """What tells the build that is recorded from every other."""
    last = load_last_build(root / FOLDER)
    return last.state if last else {}


def test_a_build_with_nothing_to_do_says_what_the_last_one_said(tmp_path: Path) -> None:
    """Its faults with the texts that they speak of, and its numbers; also where a file was saved as it was."""
    make_site(tmp_path)
    write(tmp_path, "content/nyheder/b.md", (tmp_path / ARTICLE_PATH).read_text())
    first = built(tmp_path)
    write(tmp_path, "output/fremmed.txt", "x")
    second = built(tmp_path)
    assert [fault.rule for fault in first.faults] == ["mulig-dublet"]
    assert [fault.rule for fault in second.faults] == ["mulig-dublet", "fremmed-fil"]
    files = state_files(tmp_path)
    assert files is not None
    for _ in range(2):
        third = built(tmp_path, NOON + timedelta(hours=1))
        assert (third.faults, third.lines, third.html_pages) == (second.faults, second.lines, second.html_pages)
        assert (third.written, third.deleted, third.same) == (0, 0, first.written)
        write(tmp_path, ARTICLE_PATH, (tmp_path / ARTICLE_PATH).read_text())
    assert state_files(tmp_path) == files


def test_a_stranger_with_a_name_that_is_no_text_stops_no_build(tmp_path: Path) -> None:
    """It is told every time, and what is ours is kept as new as ever."""
    built(make_site(tmp_path))
    (tmp_path / os.fsdecode(b"output/\xe6.txt")).write_text("fremmed")
    write(tmp_path, ARTICLE_PATH, (tmp_path / ARTICLE_PATH).read_text().replace("gæster", "venner"))
    assert built(tmp_path).written > 0
    for _ in range(2):
        assert [fault.rule for fault in built(tmp_path).faults] == ["fremmed-fil"]


def test_a_project_may_lie_in_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    """And so may a template that nobody uses."""
    root = tmp_path / os.fsdecode(b"\xe6")
    root.mkdir()
    make_site(root)
    (root / "templates").mkdir()
    (root / os.fsdecode(b"templates/\xf8.html")).write_text("")
    assert built(root).written > 0
    assert built(root).written == 0
