"""Whether a file has changed, told by its stat and without reading it.

A second change within one tick of the clock leaves size and times as they are. So the stat of a file that changed just
before it was taken is not relied on; git's index has the same rule for the same reason.
"""

import os
from array import array
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.blob import digest

TICK = 20_000_000
"""Nanoseconds in which two changes may get the same time: that of Linux's clock, and something to spare."""

_COARSE_TICK = 2_000_000_000
"""Nanoseconds in which two changes may get the same time on file systems that know whole seconds only."""

_LARGEST = 0x7FFF_FFFF_FFFF_FFFF
"""The largest number that is kept; some file systems number their files beyond it."""

PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags to open a file with: through no link, waiting for no other program, and byte for byte."""


class FileStat(Struct, frozen=True, array_like=True, gc=False):
    """Size in bytes; times of the last change of the bytes and of anything about the file, in ns; its number."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    def is_of(self, status: os.stat_result) -> bool:
        """Whether the file system says the same in `status`."""
        return (
            self.mtime_ns == status.st_mtime_ns
            and self.ctime_ns == status.st_ctime_ns
            and self.size == status.st_size
            and self.inode == status.st_ino
        )

    def is_not_racy(self, now: int) -> bool:
        """Whether a change after `now` (ns), when these facts were gathered, would show in them."""
        last = max(self.mtime_ns, self.ctime_ns)
        return last + (TICK if self.mtime_ns % 1_000_000_000 else _COARSE_TICK) < now


class KnownFile(Struct, frozen=True, array_like=True, gc=False):
    """A file whose bytes are known by their digest.

    `stat` is what the file system said of it then; None where a later change might not show in that.
    """

    stat: FileStat | None
    digest: bytes


def file_stat(status: os.stat_result) -> FileStat:
    return FileStat(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def stat_numbers(folder: str, paths: Iterable[str], *, follow_symlinks: bool = False) -> "array[int]":
    """What the file system says of the files at `paths` below `folder`, which is itself the path `.`.

    That is the four numbers of a `FileStat` for each, without an object for it. Raises `OSError` where one is missing.
    """
    numbers: list[int] = []
    stat, add = os.stat, numbers.extend
    # The way to the folder is then gone once, and not for every file.
    number = os.open(folder, os.O_RDONLY) if stat in os.supports_dir_fd else None
    try:
        for path in paths if number is not None else (f"{folder}/{path}" for path in paths):
            status = stat(path, dir_fd=number, follow_symlinks=follow_symlinks)
            add((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _LARGEST))
    finally:
        if number is not None:
            os.close(number)
    return array("q", numbers)


def stats_digest(numbers: "array[int]", names: Iterable[str], now: int) -> bytes:
    """The digest of the `stat_numbers` of files with these `names`, taken at `now` (ns).

    Empty when one was touched so lately that another change might not show.
    """
    last = FileStat(0, max(numbers[1::4], default=0), max(numbers[2::4], default=0), 0)
    return digest(numbers.tobytes(), "\0".join(names), boot_id()) if last.is_not_racy(now) else b""


@cache
def boot_id() -> str:
    """The id of the machine's current boot; empty where the system has none.

    A file that was written just before the power went may have its right size and time, and zeros for its bytes. So
    after a start nothing is relied on.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
