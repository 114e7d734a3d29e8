"""What a build left in the output folder, so that the next one need not look into its files.

The file system is asked about every file and folder; what it says is kept as one digest. If any of it differs, the
files are compared one by one.
"""

import os
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import cache as remembered
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.blob import Blob
from hjemsite.cache.file_set import file_set
from hjemsite.cache.filestat import TICK, stat_numbers, stats_digest
from hjemsite.cache.paths import folders_of
from hjemsite.publishing.manifest import manifest_digest
from hjemsite.publishing.path_kind import Kind
from hjemsite.publishing.published import Published
from hjemsite.system.workers import Workers, begun_map

_BATCH = 400
"""Files that one process looks at before it takes the next ones."""


class OutputRecord(Struct, frozen=True):
    """`files`: path below `folder` → digest of the bytes that we wrote. `folders` are all that they lie in, with the
    empty path for `folder` itself. `foreign`: path of what is not ours → its kind. `manifest` is the manifest's digest.

    `stats` stands for what the file system said of our files and of the folders they lie in; empty where a later change
    might not show.
    """

    folder: str = ""
    files: Mapping[str, bytes] = {}
    folders: tuple[str, ...] = ()
    foreign: Mapping[str, Kind] = {}
    manifest: bytes = b""
    stats: bytes = b""


class FileStats:
    """What the file system says of many files. There is no object for each, for this is all that a build may cost.

    `numbers` are four for each file and then for each folder, as found after `now` (ns).
    """

    def __init__(
        self, folder: str, files: Iterable[str], folders: tuple[str, ...], numbers: "array[int]", now: int
    ) -> None:
        self._folder = folder
        self._files, self.folders = [*files], folders
        self._numbers, self._now = numbers, now

    @property
    def _paths(self) -> list[str]:
        return [*self._files, *self.folders]

    def _look(self, paths: Sequence[str], workers: Workers) -> "array[int]":
        self._now = time.time_ns()
        return _stat_numbers(self._folder, paths, workers)()

    def look_again(self, files: Iterable[str], changed: Collection[str], workers: Workers) -> None:
        """Look at `files` instead: at those that are `changed`, at new ones, at the folders that they lie in, and at
        those that share their bytes on the disk."""
        again, own = {"", *changed, *folders_of(changed)}, [*files]
        touched = self._inodes(self._places(again).values())
        if own != self._files:
            rows = dict(zip(self._paths, _rows(self._numbers), strict=True))
            self._files, self.folders = own, all_folders(own)
            paths = self._paths
            again |= set(paths) - rows.keys()
            self._numbers = array("q", b"".join([rows.get(path, _NO_ROW) for path in paths]))
        places = self._places(again)
        for at, row in zip(places.values(), _rows(self._look([*places], workers)), strict=True):
            self._numbers[at : at + 4] = array("q", row)
        self._look_at_twins(touched | self._inodes(places.values()), again, workers)

    def _look_at_twins(self, inodes: Set[int], seen: Set[str], workers: Workers) -> None:
        """Look again at files with one of these numbers: the system notes a change of their number of names.

        One in which anything else has changed keeps its old row, so the next build looks into it.
        """
        now, numbers, paths = self._now, self._numbers[3::4], self._paths
        twins = [at for at, inode in enumerate(numbers) if inode in inodes and paths[at] not in seen]
        for at, row in zip(twins, _rows(self._look([paths[at] for at in twins], workers)), strict=True):
            old, new = self._numbers[4 * at : 4 * at + 4], array("q", row)
            # Of the four numbers the third is the time of such a change.
            if old[:2] == new[:2] and old[3] == new[3]:
                self._numbers[4 * at : 4 * at + 4] = new
        self._now = now

    def _places(self, paths: Set[str]) -> dict[str, int]:
        """Where the rows of `paths` begin."""
        return {path: 4 * number for number, path in enumerate(self._paths) if path in paths}

    def _inodes(self, places: Iterable[int]) -> set[int]:
        return {self._numbers[at + 3] for at in places}

    def digest(self) -> bytes:
        """Stands for all of it; empty when something was touched so lately that another change might not show."""
        return stats_digest(self._numbers, self._paths, self._now)


def _stat_numbers(folder: str, paths: Sequence[str], workers: Workers) -> Callable[[], "array[int]"]:
    """Begins to ask about `paths`; what is returned waits for the answers."""
    batches = [[path or "." for path in paths[at : at + _BATCH]] for at in range(0, len(paths), _BATCH)]
    answers = begun_map(partial(stat_numbers, folder), batches, Workers(workers.jobs))
    return lambda: array("q", chain.from_iterable(answers()))


_NO_ROW = bytes(32)


def _rows(numbers: "array[int]") -> list[bytes]:
    """The four numbers of each file, as the bytes that an array is made from."""
    data, size = numbers.tobytes(), len(_NO_ROW)
    return [data[at : at + size] for at in range(0, len(data), size)]


def all_folders(files: Iterable[str]) -> tuple[str, ...]:
    """All folders that `files` lie in, and the one that all lie in, the empty path."""
    return tuple(sorted({"", *folders_of(files)}))


def file_stats(folder: str, files: Iterable[str], workers: Workers) -> FileStats:
    """What the file system says of `files` below `folder`, and of all folders that they lie in."""
    now, files = time.time_ns(), [*files]
    folders = all_folders(files)
    return FileStats(folder, files, folders, _stat_numbers(folder, [*files, *folders], workers)(), now)


def looking(record: OutputRecord, folder: Path, workers: Workers) -> Callable[[], FileStats | None]:
    """Begins to ask what the file system says of our files in `folder`, which nobody may change in the meantime.

    What is returned waits for it; None unless it is all as it was when `record` was made. It may be called twice.
    """
    if record.folder != os.fspath(folder.absolute()) or not record.stats:
        return no_stats
    now, numbers = time.time_ns(), _stat_numbers(record.folder, [*record.files, *record.folders], workers)

    @remembered
    def stats() -> FileStats | None:
        try:
            file_stats = FileStats(record.folder, record.files, record.folders, numbers(), now)
        except OSError:
            return None
        return file_stats if file_stats.digest() == record.stats else None

    return stats


def no_stats() -> None:
    """The answer of `looking` where nothing is known of the folder."""


def output_record(
    files: Mapping[str, Blob],
    folder: Path,
    published: Published,
    stats: FileStats | None,
    workers: Workers,
) -> OutputRecord:
    """The record of `folder` after `published` has put `files` there. `stats` are of what lay there before."""
    path, since = os.fspath(folder.absolute()), time.monotonic_ns()
    digests = file_set(files).digests
    if published.written or published.deleted:
        # A change in the same tick of the clock as ours would not show.
        time.sleep(max(0, since + TICK - time.monotonic_ns()) / 1e9)
    try:
        if stats is None:
            stats = file_stats(path, digests, workers)
        else:
            # Where a file came or went, its folder has changed too; the manifest lies in the outermost one.
            stats.look_again(digests, (*published.written, *published.deleted), workers)
    except OSError:
        return OutputRecord(path)
    return OutputRecord(path, digests, stats.folders, published.foreign, manifest_digest(folder), stats.digest())
