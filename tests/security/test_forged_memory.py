"""What somebody else has written into the memory is not believed, and were it believed, it would be data (FAULTS L9).

Most forgeries here carry the right seal: they are what an attacker could do who has the secret, too.
"""

import pickle
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from msgspec.structs import replace

from hjemsite.cache import encoding
from hjemsite.cache.filestat import file_stat
from hjemsite.cache.secret import SEAL_BYTES, VARIABLE, seal
from hjemsite.cli.console import DISCARDED, NO_PRESS_CONTACT
from hjemsite.cli.main import main
from hjemsite.pages.laid_out import LaidOut, laid_out
from hjemsite.pages.page import Page
from hjemsite.pipeline.build import State
from hjemsite.pipeline.state import LAST_BUILD, LAYOUT, PAGES, RECORDS, STATE, StateFile, load_last_build, save
from hjemsite.pipeline.state_files import SavedState, load_state, save_state
from hjemsite.publishing.output_record import all_folders, file_stats, looking
from hjemsite.system.workers import Workers
from hjemsite.urls import Url
from tests.fixture_site import copy_built_site, copy_fixture_site
from tests.previewing import make_site

PROJECT = Path(__file__).parents[2]

# A pickle that would make a folder, were it ever read as one.
PICKLE = b"cos\nmkdir\n(S'udenfor'\ntR."

FORGERIES: dict[str, Callable[[bytes], bytes]] = {
    "null": lambda _: msgspec.msgpack.encode(None),
    "a text": lambda _: msgspec.msgpack.encode("../../udenfor"),
    "paths": lambda _: msgspec.msgpack.encode({"../../udenfor/x.html": [[1, 1, 1, 1], b"1" * 16]}),
    "a deep list": lambda _: b"\x91" * 5000 + b"\xc0",
    "a pickle": lambda _: PICKLE,
    "half": lambda value: value[: len(value) // 2],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("forged") / "site"
    copy_fixture_site(root)
    assert build(root) == 0
    return root


def build(root: Path) -> int:
    return main(["--root", str(root), "--as-of", "2026-11-22", "--no-search"])


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_is_forged_is_never_run(
    built: Path, tmp_path: Path, forgery: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each entry says that it is whole, and is something else: no accident, and nothing outside the output folder."""
    root = forged(built, tmp_path, FORGERIES[forgery])
    monkeypatch.chdir(root)
    assert build(root) in (0, 1), capsys.readouterr().err
    assert names(tmp_path) == {"site"}
    assert names(root) == {"content", "output", ".hjemsite"}
    assert names(root / "output") == names(built / "output")


def test_an_entry_that_is_run_would_be_caught(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The forged entries are really read: were they pickles to us, there would be a folder more."""
    root = forged(built, tmp_path, FORGERIES["a pickle"])
    monkeypatch.chdir(root)
    monkeypatch.setattr(encoding, "_decoder", lambda _: SimpleNamespace(decode=pickle.loads))
    build(root)
    assert "udenfor" in names(root)


def forged(built: Path, folder: Path, forge: Callable[[bytes], bytes]) -> Path:
    """The project, with every entry of its memory replaced by another that says of itself that it is whole."""
    root = copy_built_site(built, folder / "site")
    with closing(sqlite3.connect(root / ".hjemsite/cache.sqlite")) as database, database:
        for key, value in database.execute("SELECT key, value FROM result").fetchall():
            data = forge(value)
            database.execute("UPDATE result SET value = ?, sum = ? WHERE key = ?", (data, seal(key, data), key))
    (root / ".hjemsite" / LAST_BUILD).unlink()
    return root


@pytest.mark.parametrize("name", [LAST_BUILD, STATE, RECORDS, LAYOUT, PAGES])
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_state_that_is_forged_is_none(
    built: Path, tmp_path: Path, forgery: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it is whole and of the last build, and is something else; the site is built without it."""
    root = copy_built_site(built, tmp_path / "site")
    memory = root / ".hjemsite"
    last = load_last_build(memory)
    assert last is not None
    if name == LAST_BUILD:
        data = FORGERIES[forgery]((memory / name).read_bytes()[SEAL_BYTES:])
        (memory / name).write_bytes(seal(data) + data)
    else:
        data = FORGERIES[forgery]((memory / name).read_bytes())
        (memory / name).write_bytes(data)
        kept = StateFile(file_stat((memory / name).lstat()), zlib.crc32(data))
        save(replace(last, state={**last.state, name: kept}), memory)
    # Something to do, or the state is not read.
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert build(root) == 0
    assert (root / "output/nyheder/ny/index.html").is_file()
    assert names(tmp_path) == {"site"}


def forged_pages(state: State, forge: Callable[[Page], Page]) -> LaidOut:
    """All pages of a state, each forged."""
    return laid_out(forge(state.laid_out.page(url)) for url in state.laid_out)


def outside(state: State) -> State:
    """Pages whose addresses lie outside the output folder."""
    moved = {Url(f"/../../udenfor{url}"): page for url, page in state.pages.items()}
    pages = forged_pages(state, lambda page: replace(page, url=Url(f"/../../udenfor{page.url}")))
    return replace(state, laid_out=pages, pages=moved)


def other_views(state: State) -> State:
    """Pages that are made by functions and templates that are none."""
    return replace(
        state, laid_out=forged_pages(state, lambda page: replace(page, view="system", template="../site.yaml"))
    )


def deep(state: State) -> State:
    """Lists in lists in lists."""
    argument: object = ()
    for _ in range(500):
        argument = (argument,)
    return replace(state, laid_out=forged_pages(state, lambda page: replace(page, arguments=(argument,))))


def no_pages(state: State) -> State:
    """Something else where a page should be."""
    pages = LaidOut(dict.fromkeys(state.laid_out, len(PICKLE)), PICKLE * len(state.laid_out))
    return replace(state, laid_out=pages)


def too_few_bytes(state: State) -> State:
    """Pages that end before they should."""
    return replace(state, laid_out=replace(state.laid_out, data=state.laid_out.data[:-7]))


@pytest.mark.parametrize("forge", [outside, other_views, deep, no_pages, too_few_bytes])
def test_a_state_leads_nowhere_else(
    built: Path, tmp_path: Path, forge: Callable[[State], State], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, of the right form, and made to harm: nothing is written outside the output folder, nothing is run."""
    root = copy_built_site(built, tmp_path / "site")
    last = load_last_build(root / ".hjemsite")
    assert last is not None
    forged_state = forge(load_state(last, root / ".hjemsite").state)
    save_state(last, forged_state, SavedState(), root / ".hjemsite")
    (root / "output/index.html").unlink()
    monkeypatch.chdir(root)
    build(root)
    assert names(tmp_path) == {"site"}
    assert names(root) == {"content", "output", ".hjemsite"}


def test_an_output_record_gives_nothing_away(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that it calls ours, and the manifest does not, are neither deleted nor written over."""
    root = copy_built_site(built, tmp_path / "site")
    for name in ("udenfor.html", "site/output/vigtig.html"):
        (tmp_path / name).write_text("vigtigt")
    last = load_last_build(root / ".hjemsite")
    assert last is not None
    claimed = {**last.output.files, "vigtig.html": b"1" * 16, "../../udenfor.html": b"1" * 16}
    record = replace(last.output, folder=str(root / "output"), files=claimed, folders=all_folders(claimed))
    time.sleep(0.03)  # what was touched just now is not relied on
    record = replace(record, stats=file_stats(record.folder, record.files, Workers()).digest())
    assert looking(record, root / "output", Workers())() is not None
    save(replace(last, output=record), root / ".hjemsite")
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert build(root) == 0
    assert (tmp_path / "udenfor.html").read_text() == (root / "output/vigtig.html").read_text() == "vigtigt"


# --- a folder from somebody who does not have the secret

PLANTED = "Plantet overskrift"
TITLE = "Tidselfonden åbner døre på Ærø"


def planted_everywhere(memory: Path) -> None:
    """Write other words of the same length into all that `memory` keeps, and seal it with the secret at hand."""
    old, new = (text.encode() for text in (TITLE, PLANTED.ljust(len(TITLE.encode()), "!")))
    with closing(sqlite3.connect(memory / "cache.sqlite")) as database, database:
        rows = database.execute("SELECT key, value FROM result").fetchall()
        changed = [(value.replace(old, new), key) for key, value in rows if old in value]
        sealed = ((value, seal(key, value), key) for value, key in changed)
        database.executemany("UPDATE result SET value = ?, sum = ? WHERE key = ?", sealed)
    assert changed
    last = load_last_build(memory)
    assert last is not None
    kept = {}
    for name in last.state:
        data = (memory / name).read_bytes()
        assert name != RECORDS or old in data
        (memory / name).write_bytes(data.replace(old, new))
        kept[name] = StateFile(file_stat((memory / name).lstat()), zlib.crc32(data.replace(old, new)))
    save(replace(last, state=kept), memory)


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose memory somebody has made on another machine, with a headline that stands in no file of the site."""
    monkeypatch.setenv(VARIABLE, "en fremmeds")
    root = make_site(tmp_path)
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    assert build(root) == 0
    planted_everywhere(root / ".hjemsite")
    # Something to do, or nothing of it is read.
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nIgen.\n", encoding="utf-8")
    return root


def where_planted(root: Path) -> list[str]:
    return [
        str(file.relative_to(root))
        for file in sorted((root / "output").rglob("*"))
        if file.is_file() and PLANTED.encode() in file.read_bytes()
    ]


def test_a_crafted_memory_puts_nothing_on_a_page(
    poisoned: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the secret of this machine nothing in it is believed; one line says why that takes longer, once."""
    monkeypatch.setenv(VARIABLE, "vores egen")
    capsys.readouterr()
    assert build(poisoned) == 0
    assert where_planted(poisoned) == []
    assert capsys.readouterr().err.count(DISCARDED) == 1
    assert build(poisoned) == 0
    assert capsys.readouterr().err == f"{NO_PRESS_CONTACT}\n"


def test_one_that_has_the_secret_would_be_believed(poisoned: Path) -> None:
    """The test above can fail: with the secret that sealed it, the planted words are on pages."""
    shutil.rmtree(poisoned / "output")
    assert build(poisoned) == 0
    assert where_planted(poisoned) != []


@pytest.mark.parametrize(
    "lost", [(STATE,), (RECORDS,), (LAYOUT,), (PAGES,), (LAST_BUILD,), ("cache.sqlite",), (LAST_BUILD, STATE)]
)
def test_no_part_of_it_is_believed(poisoned: Path, lost: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever parts somebody leaves out, so that another is asked."""
    for name in lost:
        (poisoned / ".hjemsite" / name).unlink()
    shutil.rmtree(poisoned / "output")
    monkeypatch.setenv(VARIABLE, "vores egen")
    assert build(poisoned) == 0
    assert where_planted(poisoned) == []


def test_an_entry_among_ours_is_not_believed(poisoned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written into our own database, as a merge or a careless copy may do."""
    foreign = poisoned / "fremmed.sqlite"
    (poisoned / ".hjemsite/cache.sqlite").rename(foreign)
    monkeypatch.setenv(VARIABLE, "vores egen")
    assert build(poisoned) == 0
    with closing(sqlite3.connect(poisoned / ".hjemsite/cache.sqlite")) as database, database:
        database.execute("ATTACH ? AS other", (str(foreign),))
        database.execute("INSERT OR REPLACE INTO result SELECT * FROM other.result")
    foreign.unlink()
    (poisoned / ".hjemsite" / LAST_BUILD).unlink()
    assert build(poisoned) == 0
    assert where_planted(poisoned) == []


def test_the_state_of_another_build_is_not_believed(poisoned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put in the place of ours, with the same name and the same bytes as one that was good once."""
    state = (poisoned / ".hjemsite" / STATE).read_bytes()
    monkeypatch.setenv(VARIABLE, "vores egen")
    assert build(poisoned) == 0
    (poisoned / ".hjemsite" / STATE).write_bytes(state)
    shutil.rmtree(poisoned / "output")
    assert build(poisoned) == 0
    assert where_planted(poisoned) == []


def test_a_strangers_database_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could be one that never ends: a table that is no table, but a sum over all numbers."""
    root = make_site(tmp_path)
    (root / ".hjemsite").mkdir()
    with closing(sqlite3.connect(root / ".hjemsite/cache.sqlite")) as database:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
        database.execute(f"CREATE VIEW result AS SELECT x'00' AS key, 1 AS used, 2 AS sum, ({endless}) AS value")
    assert build(root) == 0


def test_a_strangers_journal_deletes_nothing(tmp_path: Path) -> None:
    """SQLite plays back a journal beside its database, and deletes a »super-journal« that one names."""
    root = make_site(tmp_path)
    assert build(root) == 0
    victim = tmp_path / "vigtig.txt"
    victim.write_text("vigtigt")
    (root / ".hjemsite/cache.sqlite-journal").write_bytes(journal_that_names(str(victim).encode()))
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    assert build(root) == 0
    assert victim.read_text() == "vigtigt"


def test_such_a_journal_would_delete(tmp_path: Path) -> None:
    """The test above can fail: SQLite itself deletes the file."""
    victim = tmp_path / "vigtig.txt"
    victim.write_text("vigtigt")
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        database.execute("CREATE TABLE t (x)")
    (tmp_path / "x.sqlite-journal").write_bytes(journal_that_names(str(victim).encode()))
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        database.execute("SELECT * FROM t").fetchall()
    assert not victim.exists()


def journal_that_names(path: bytes) -> bytes:
    """A rollback journal without pages, whose end names a super-journal (sqlite.org/fileformat2.html, 3)."""
    magic = bytes.fromhex("d9d505f920a163d7")
    head = magic + b"".join(number.to_bytes(4, "big") for number in (0, 0, 2, 512, 4096))
    page = (0x4000_0000 // 4096 + 1).to_bytes(4, "big")
    end = len(path).to_bytes(4, "big") + sum(path).to_bytes(4, "big") + magic
    return head.ljust(512, b"\0") + page + path + end


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
