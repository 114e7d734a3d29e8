"""What a build left in the output folder, so that the next one need not look into its files.

The file system is asked about every file and folder; what it says is kept as one digest. One doubt, and the folder is
looked through.
"""

import os
import time
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.blob import Blob, digest, digest_of
from hjemsite.cache.filestat import TICK, FileStat
from hjemsite.cache.paths import folders_of
from hjemsite.publishing.write import Kind, Published
from hjemsite.system.workers import Workers, parallel_map

_BATCH = 400
"""Files that one process looks at before it takes the next ones."""

_LARGEST = 0x7FFF_FFFF_FFFF_FFFF
"""The largest number that is kept; some file systems number their files beyond it."""


class OutputRecord(Struct, frozen=True):
    """`files`: path below `folder` → digest of the bytes that we wrote. `foreign`: path of what is not ours → its kind.

    `stats` stands for what the file system said of our files and of the folders they lie in; empty where a later change
    might not show.
    """

    folder: str = ""
    files: Mapping[str, bytes] = {}
    foreign: Mapping[str, Kind] = {}
    stats: bytes = b""


class FileStats:
    """What the file system says of many files. There is no object for each, for this is all that a build may cost."""

    def __init__(self, folder: str, files: Iterable[str], workers: Workers) -> None:
        self._folder = folder
        self._paths = _with_folders(files)
        self._numbers = self._look(self._paths, workers)

    def _look(self, paths: Sequence[str], workers: Workers) -> "array[int]":
        self._now = time.time_ns()
        found = array("q")
        batches = [
            [f"{self._folder}/{path}" for path in paths[at : at + _BATCH]] for at in range(0, len(paths), _BATCH)
        ]
        for numbers in parallel_map(_stat_all, batches, Workers(workers.jobs)):
            found.frombytes(numbers)
        return found

    def look_again(self, files: Iterable[str], changed: Collection[str], workers: Workers) -> None:
        """Look at `files` instead: at those that are `changed`, at new ones, and at the folders that they lie in."""
        rows = dict(zip(self._paths, _rows(self._numbers), strict=True))
        for path in ("", *changed, *folders_of(changed)):
            rows.pop(path, None)
        self._paths = _with_folders(files)
        new = [path for path in self._paths if path not in rows]
        rows.update(zip(new, _rows(self._look(new, workers)), strict=True))
        self._numbers = array("q", chain.from_iterable(rows[path] for path in self._paths))

    def digest(self) -> bytes:
        """Stands for all of it; empty when something was touched so lately that another change might not show."""
        last = FileStat(0, max(self._numbers[1::4], default=0), max(self._numbers[2::4], default=0), 0)
        if not last.is_not_racy(self._now):
            return b""
        return digest(self._numbers.tobytes(), "\0".join(self._paths), boot_id())


def _rows(numbers: "array[int]") -> Iterator[tuple[int, ...]]:
    """The four numbers of each file."""
    return zip(*(numbers[at::4] for at in range(4)), strict=True)


def _with_folders(files: Iterable[str]) -> list[str]:
    """The `files`, and all folders that they lie in."""
    return [*files, *sorted({"", *folders_of(files)})]


@cache
def boot_id() -> str:
    """Names the time since this machine was started; empty where the system does not tell.

    A file that was written just before the power went may have its right size and time, and zeros for its bytes. So
    after a start nothing is relied on.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _stat_all(files: Sequence[str]) -> bytes:
    """Four numbers for each file, as they lie in an array."""
    numbers: list[int] = []
    stat, add = os.stat, numbers.extend
    for file in files:
        status = stat(file, follow_symlinks=False)
        add((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _LARGEST))
    return array("q", numbers).tobytes()


def look(record: OutputRecord, folder: Path, workers: Workers) -> FileStats | None:
    """What the file system says of our files in `folder`; None unless it is all as it was when `record` was made."""
    if record.folder != os.fspath(folder.absolute()) or not record.stats:
        return None
    try:
        found = FileStats(record.folder, record.files, workers)
    except OSError:
        return None
    return found if found.digest() == record.stats else None


def output_record(
    files: Mapping[str, Blob],
    folder: Path,
    published: Published,
    stats: FileStats | None,
    workers: Workers,
) -> OutputRecord:
    """The record of `folder` after `published` has put `files` there. `stats` are of what lay there before."""
    place = os.fspath(folder.absolute())
    if published.written or published.deleted:
        # A change in the same tick of the clock as ours would not show.
        time.sleep(TICK / 1e9)
    digests = {path: digest_of(content) for path, content in files.items()}
    try:
        if stats is None:
            stats = FileStats(place, digests, workers)
        else:
            # Where a file came or went, its folder has changed too; the manifest lies in the outermost one.
            stats.look_again(digests, (*published.written, *published.deleted), workers)
    except OSError:
        return OutputRecord(place)
    return OutputRecord(place, digests, published.foreign, stats.digest())
