"""What somebody else has written into the memory is data: it cannot be run, and leads nowhere (FAULTS L9)."""

import pickle
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from msgspec.structs import replace

from hjemsite.cache import cache
from hjemsite.cache.cache import encode
from hjemsite.cli.main import main
from hjemsite.pipeline.build import State
from hjemsite.pipeline.state import CHECKSUM_BYTES, LAST_BUILD, STATE, checksum, load_last_build, load_state, save
from hjemsite.publishing.output_record import FileStats
from hjemsite.system.workers import Workers
from hjemsite.urls import Url
from tests.fixture_site import copy_fixture_site

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
    assert names(root) == {"content", "templates", "output", ".hjemsite"}
    assert names(root / "output") == names(built / "output")


def test_an_entry_that_is_run_would_be_caught(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The forged entries are really read: were they pickles to us, there would be a folder more."""
    root = forged(built, tmp_path, FORGERIES["a pickle"])
    monkeypatch.chdir(root)
    monkeypatch.setattr(cache, "_decoder", lambda _: SimpleNamespace(decode=pickle.loads))
    build(root)
    assert "udenfor" in names(root)


def forged(built: Path, folder: Path, forge: Callable[[bytes], bytes]) -> Path:
    """The project, with every entry of its memory replaced by another that says of itself that it is whole."""
    root = Path(shutil.copytree(built, folder / "site"))
    with closing(sqlite3.connect(root / ".hjemsite/cache.sqlite")) as database, database:
        for key, value in database.execute("SELECT key, value FROM result").fetchall():
            data = forge(value)
            whole = blake2b(data, digest_size=8).digest()
            database.execute("UPDATE result SET value = ?, sum = ? WHERE key = ?", (data, whole, key))
    (root / ".hjemsite" / LAST_BUILD).unlink()
    return root


@pytest.mark.parametrize("name", [LAST_BUILD, STATE])
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_state_that_is_forged_is_none(
    built: Path, tmp_path: Path, forgery: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it is whole and of the last build, and is something else; the site is built without it."""
    root = Path(shutil.copytree(built, tmp_path / "site"))
    last = load_last_build(root / ".hjemsite")
    assert last is not None
    value = (root / ".hjemsite" / name).read_bytes()[CHECKSUM_BYTES:]
    data = FORGERIES[forgery](value) if name == LAST_BUILD else last.id + FORGERIES[forgery](value[len(last.id) :])
    (root / ".hjemsite" / name).write_bytes(checksum([data]) + data)
    # Something to do, or the state is not read.
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert build(root) == 0
    assert (root / "output/nyheder/ny/index.html").is_file()
    assert names(tmp_path) == {"site"}


def outside(state: State) -> State:
    """Pages whose addresses lie outside the output folder."""
    moved = {Url(f"/../../udenfor{url}"): one for url, one in state.pages.items()}
    return replace(
        state,
        pages={url: replace(one, encoded_page=encode(replace(one.page, url=url))) for url, one in moved.items()},
    )


def other_views(state: State) -> State:
    """Pages that are made by functions and templates that are none."""
    pages = {
        url: replace(one, encoded_page=encode(replace(one.page, view="system", template="../site.yaml")))
        for url, one in state.pages.items()
    }
    return replace(state, pages=pages)


def deep(state: State) -> State:
    """Lists in lists in lists."""
    argument: object = ()
    for _ in range(500):
        argument = (argument,)
    pages = {
        url: replace(one, encoded_page=encode(replace(one.page, arguments=(argument,))))
        for url, one in state.pages.items()
    }
    return replace(state, pages=pages)


def no_pages(state: State) -> State:
    """Something else where a page should be."""
    return replace(state, pages={url: replace(one, encoded_page=PICKLE) for url, one in state.pages.items()})


@pytest.mark.parametrize("forge", [outside, other_views, deep, no_pages])
def test_a_state_leads_nowhere_else(
    built: Path, tmp_path: Path, forge: Callable[[State], State], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, of the right form, and made to harm: nothing is written outside the output folder, nothing is run."""
    root = Path(shutil.copytree(built, tmp_path / "site"))
    last = load_last_build(root / ".hjemsite")
    save(last, forge(load_state(last, root / ".hjemsite")), root / ".hjemsite") if last else None
    (root / "output/index.html").unlink()
    monkeypatch.chdir(root)
    build(root)
    assert names(tmp_path) == {"site"}
    assert names(root) == {"content", "templates", "output", ".hjemsite"}


def test_an_output_record_gives_nothing_away(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that it calls ours, and the manifest does not, are neither deleted nor written over."""
    root = Path(shutil.copytree(built, tmp_path / "site"))
    for name in ("udenfor.html", "site/output/vigtig.html"):
        (tmp_path / name).write_text("vigtigt")
    last = load_last_build(root / ".hjemsite")
    assert last is not None
    claimed = {**last.output.files, "vigtig.html": b"1" * 16, "../../udenfor.html": b"1" * 16}
    record = replace(last.output, folder=str(root / "output"), files=claimed)
    record = replace(record, stats=FileStats(record.folder, claimed, Workers()).digest())
    save(replace(last, output=record), None, root / ".hjemsite")
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert build(root) == 0
    assert (tmp_path / "udenfor.html").read_text() == (root / "output/vigtig.html").read_text() == "vigtigt"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
