"""What is remembered comes back whole or not at all."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode


def recall(folder: Path | None, *items: str) -> tuple[list[bytes], list[str], bool]:
    """What a memory in `folder` gives for `items`, what had to be made for that, and whether it was damaged."""
    calls: list[str] = []

    def work(item: str) -> bytes:
        calls.append(item)
        return item.upper().encode()

    cache = Cache(folder)
    results = cache.get_or_compute(work, items, [cache.key("upper", item) for item in items])
    cache.close()
    return results, calls, cache.was_discarded


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    """A result is made once, and comes back in the order that was asked for."""
    assert recall(tmp_path, "æble", "bær") == (
        ["ÆBLE".encode(), "BÆR".encode()],
        ["æble", "bær"],
        False,
    )
    assert recall(tmp_path, "ceder", "bær", "ceder")[:2] == ([b"CEDER", "BÆR".encode(), b"CEDER"], ["ceder"])


def test_without_a_folder_nothing_is_remembered() -> None:
    """A build without a memory makes everything."""
    assert recall(None, "a") == recall(None, "a") == ([b"A"], ["a"], False)


def harm_nothing(file: Path) -> None:
    """For comparison."""


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:700])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def scramble(file: Path) -> None:
    file.write_bytes(random.Random(5).randbytes(9000))


def be_something_else(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE result (other TEXT)")


def alter_values(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE result SET value = x'41414141'")


def be_text(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE result SET value = 'tekst', sum = 'tekst'")


@pytest.mark.parametrize("harm", [cut, empty, scramble, be_something_else, alter_values, be_text])
def test_damage_is_a_miss(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """Whatever happens to the file, results are right, and the next run remembers again."""
    recall(tmp_path, "a", "b")
    harm(tmp_path / "cache.sqlite")
    assert recall(tmp_path, "a", "b")[:2] == ([b"A", b"B"], ["a", "b"])
    assert recall(tmp_path, "a", "b") == ([b"A", b"B"], [], False)


@pytest.mark.parametrize("data", [b"", b"\xa1\xc2", b"\xc1", b"\x91" * 5_000, b"\xd6\xff" + b"\xff" * 4, b"\x01"])
def test_what_is_no_value_of_ours_is_none(data: bytes) -> None:
    """Fuzzing found texts that are no UTF-8; lists may be too deep, and times beyond the calendar."""
    assert decode(data, dict[str, datetime], "intet") == "intet"


def test_damage_is_told(tmp_path: Path) -> None:
    """Nothing is thrown away in silence."""
    recall(tmp_path, "a")
    scramble(tmp_path / "cache.sqlite")
    assert recall(tmp_path, "a")[2]


def test_a_folder_in_its_place_stays(tmp_path: Path) -> None:
    """It is not ours: what it holds is not deleted, and nothing is remembered."""
    (tmp_path / "cache.sqlite/inner").mkdir(parents=True)
    assert recall(tmp_path, "a") == recall(tmp_path, "a") == ([b"A"], ["a"], True)
    assert (tmp_path / "cache.sqlite/inner").is_dir()


def test_what_nobody_asks_for_is_swept(tmp_path: Path) -> None:
    """An entry that was not wanted for more than a month is gone the next day; one that was wanted stays."""
    recall(tmp_path, "a", "b")
    with closing(sqlite3.connect(tmp_path / "cache.sqlite")) as database, database:
        database.execute("UPDATE result SET used = used - 31")
        database.execute("PRAGMA user_version = 0")  # the day of the last sweep
    cache = Cache(tmp_path)
    cache.get_many([cache.key("upper", "a")])
    assert cache.is_sweep_due
    cache.sweep(())
    assert not cache.is_sweep_due
    cache.close()
    with closing(sqlite3.connect(tmp_path / "cache.sqlite")) as database, database:
        assert database.execute("SELECT count(*) FROM result").fetchone() == (1,)
    assert recall(tmp_path, "a", "b")[1] == ["b"]


def test_a_memory_in_use_elsewhere_is_not_thrown_away(tmp_path: Path) -> None:
    """Another build that holds the database keeps what it has."""
    recall(tmp_path, "a")
    other = Cache(tmp_path)
    other.put_many({Key(b"k"): b"v"})
    assert recall(tmp_path, "a")[1] == []
    assert other.get_many([Key(b"k")]) == {b"k": b"v"}


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    """Where there is no room for a memory, everything is made."""
    file = tmp_path / "file"
    file.write_text("x")
    assert recall(file / "below", "a")[:2] == ([b"A"], ["a"])


@pytest.mark.parametrize(
    ("parts", "other"), [(("ab", "c"), ("a", "bc")), (("a",), ("a", "")), (("a", "b"), ("b", "a"))]
)
def test_digests_know_where_a_part_ends(parts: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Different arguments never share a digest by standing side by side."""
    assert digest(*parts) != digest(*other)
