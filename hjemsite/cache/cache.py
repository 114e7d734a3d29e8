"""A persistent cache of pure functions: results by the digest of the arguments.

A key holds everything that a result depends on: the function's name, its arguments, and the fingerprint of the
program. An entry is data, never code, and carries the seal of this machine; one that does not is no entry. So the
memory can be deleted, shared between branches, come from a stranger or be damaged, and no result is wrong.
"""

import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NewType, TypeVar

from hjemsite.cache.blob import digest
from hjemsite.cache.fingerprint import fingerprint
from hjemsite.cache.finished_files import FinishedFiles
from hjemsite.cache.secret import seal

A = TypeVar("A")

Key = NewType("Key", bytes)
"""The digest of a function's name and its arguments."""

_KEPT_DAYS = 30
"""How long an entry that nobody asks for is kept."""

_HELD_BYTES = 24_000_000
"""Bytes of new results that stay in memory, too: all of a cold build of a thousand articles."""

_KEYS_PER_QUERY = 500
"""Keys in one question to the database, which takes at most 999."""


FILES = ("cache.sqlite", "cache.sqlite-journal", "cache.sqlite-shm", "cache.sqlite-wal")
"""The database, and what SQLite may leave beside it."""

_OWNER_AT = slice(68, 72)
"""Where SQLite's »application id« stands in the file (sqlite.org/fileformat2.html, 1.3)."""


class Cache:
    """A database of results in `folder`; where there can be none, what is kept is lost with this object.

    `files` are the finished files in the same folder. `was_discarded` tells that what lay there has been thrown away:
    it was damaged, or not made on this machine.
    """

    def __init__(self, folder: Path | None) -> None:
        self.was_discarded = False
        self.files = FinishedFiles(folder)
        self._file = folder / FILES[0] if folder else None
        self._database: sqlite3.Connection | None = None
        self._held: dict[Key, bytes] = {}
        self._room = _HELD_BYTES
        self._process = os.getpid()
        # The preview builds in one thread and serves in another.
        self._lock = threading.RLock()
        # The time of last use only decides how long an entry is kept, so it need not be exact.
        self._today = int(time.time() // 86_400)
        # The file may be damaged; then it is deleted, and the second try finds none.
        for _ in range(2):
            if self._database is None:
                with self._tolerating_damage():
                    self._open()

    def key(self, name: str, *arguments: bytes | str) -> Key:
        """The key of what the function called `name` returns for `arguments`."""
        return Key(digest(fingerprint(), name, *arguments))

    def get_many(self, keys: Iterable[Key]) -> dict[Key, bytes]:
        """Those of the results that are in the cache."""
        unique_keys = list(dict.fromkeys(keys))
        results = {key: self._held[key] for key in unique_keys if key in self._held} if self._held else {}
        others = [key for key in unique_keys if key not in results] if results else unique_keys
        stale = []
        with self._tolerating_damage():
            for key, used, checksum, value in self._rows("key, used, sum, value", others):
                if isinstance(value, bytes) and checksum == seal(key, value):
                    results[key] = value
                    if used != self._today:
                        stale.append((self._today, key))
            if stale and self._database is not None:
                self._database.executemany("UPDATE result SET used = ? WHERE key = ?", stale)
                self._database.commit()
        return results

    def keys_among(self, keys: Iterable[Key]) -> set[Key]:
        """Those of `keys` that have an entry, which may turn out to be damaged. It costs less than to get them."""
        key_list = list(keys)
        existing = self._held.keys() & key_list
        with self._tolerating_damage():
            existing.update(key for (key,) in self._rows("key", key_list))
        return existing

    def _rows(self, columns: str, keys: Sequence[Key]) -> Iterator[tuple[Any, ...]]:
        """The `columns` of the entries at `keys`."""
        if self._database is not None and self._process != os.getpid():
            # A forked process must not share the connection.
            self._process = os.getpid()
            self._open()
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            if self._database is not None:
                some = keys[start : start + _KEYS_PER_QUERY]
                marks = ",".join("?" * len(some))
                yield from self._database.execute(f"SELECT {columns} FROM result WHERE key IN ({marks})", some)  # noqa: S608 - question marks only

    def put_many(self, results: Mapping[Key, bytes]) -> None:
        """Put `results` into the cache."""
        rows = [(key, self._today, seal(key, value), value) for key, value in results.items()]
        with self._tolerating_damage():
            if self._database is not None and rows:
                self._database.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", rows)
                self._database.commit()
        if self._database is None or self._room > 0:
            self._held |= results
            self._room -= sum(map(len, results.values()))

    def get_or_compute(self, work: Callable[[A], bytes], items: Sequence[A], keys: Sequence[Key]) -> list[bytes]:
        """`[work(item) for item in items]`; results that are not in the cache are computed and put there."""
        cached = self.get_many(keys)
        missing = {key: item for key, item in zip(keys, items, strict=True) if key not in cached}
        computed = {key: work(item) for key, item in missing.items()}
        self.put_many(computed)
        return [cached[key] if key in cached else computed[key] for key in keys]

    @property
    def is_sweep_due(self) -> bool:
        """Whether entries that nobody has asked for in a long time are to be removed: once a day."""
        due = False
        with self._tolerating_damage():
            if self._database is not None:
                due = self._database.execute("PRAGMA user_version").fetchone()[0] != self._today
        return due

    def sweep(self, keep: Iterable[Key]) -> None:
        """Remove what nobody has asked for in a long time, but for the entries at `keep`."""
        self.files.sweep(time.time() - _KEPT_DAYS * 86_400)
        with self._tolerating_damage():
            if self._database is not None:
                # A sweep looks at every entry, so there is one a day.
                self._database.executemany(
                    "UPDATE result SET used = ? WHERE key = ?", ((self._today, key) for key in keep)
                )
                self._database.execute("DELETE FROM result WHERE used < ?", (self._today - _KEPT_DAYS,))
                self._database.execute(f"PRAGMA user_version = {self._today}")
                self._database.commit()

    def close(self) -> None:
        """Let go of the database."""
        with self._tolerating_damage():
            if self._database is not None:
                self._database.close()
        self._database = None

    def _open(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        owner = seal(b"cache")[:4]
        if (file_owner := _owner(self._file)) not in (owner, b""):
            self.was_discarded, file_owner = True, b""
            _remove(FILES, self._file.parent)
        # We leave no journals, and SQLite would do what a stranger's says, to other files, too.
        _remove(FILES[1:], self._file.parent)
        self._database = sqlite3.connect(self._file, timeout=10, check_same_thread=False)
        # A crash may lose entries, but a damaged one is recognised by its seal.
        self._database.execute("PRAGMA journal_mode = MEMORY")
        self._database.execute("PRAGMA synchronous = OFF")
        if not file_owner:
            self._database.execute(f"PRAGMA application_id = {int.from_bytes(owner, 'big', signed=True)}")
        columns = "key BLOB PRIMARY KEY, used INT, sum BLOB, value BLOB"
        self._database.execute(f"CREATE TABLE IF NOT EXISTS result ({columns})")
        if self._database.execute("SELECT key, used, sum, value FROM result LIMIT 1").fetchone() is None:
            self._database.execute(f"PRAGMA user_version = {self._today}")

    @contextmanager
    def _tolerating_damage(self) -> Iterator[None]:
        """A context in which the database may fail: then nothing is cached, and a damaged database is deleted."""
        try:
            with self._lock:
                yield
        except (sqlite3.Error, OSError) as error:
            if self._database is not None:
                with suppress(sqlite3.Error):
                    self._database.close()
            self._database = None
            # The lowest byte is the kind; what stands above it says how it came about.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_NOW and self._file is not None:
                self.was_discarded |= self._file.exists()
                _remove(FILES, self._file.parent)


_NOT_NOW = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
"""SQLite's error codes for a database that is sound but cannot be used now."""


def _owner(file: Path) -> bytes:
    """Which machine has made the database; empty where there is none, or one without a beginning."""
    try:
        with file.open("rb") as stream:
            return stream.read(_OWNER_AT.stop)[_OWNER_AT]
    except FileNotFoundError:
        return b""


def _remove(names: Iterable[str], folder: Path) -> None:
    for name in names:
        with suppress(OSError):
            # What somebody else has put there stays.
            if stat.S_ISREG((folder / name).lstat().st_mode):
                (folder / name).unlink()
