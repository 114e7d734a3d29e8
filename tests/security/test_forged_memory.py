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

from hjemsite.cache import cache
from hjemsite.cli.main import main

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
    shutil.copytree(PROJECT / "tests/doors/site/content", root / "content")
    shutil.copytree(PROJECT / "templates", root / "templates")
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
    with closing(sqlite3.connect(root / ".hjemsite/memo.sqlite")) as database, database:
        for key, value in database.execute("SELECT key, value FROM result").fetchall():
            data = forge(value)
            whole = blake2b(data, digest_size=8).digest()
            database.execute("UPDATE result SET value = ?, sum = ? WHERE key = ?", (data, whole, key))
    (root / ".hjemsite/unchanged.json").unlink(missing_ok=True)
    return root


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
