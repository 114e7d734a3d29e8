"""Whether a file has been touched: what the file system says of it, without reading it.

Size, times and number tell, but for a change in the same tick of the clock as the one before. So what was touched
just before it was looked at is not relied on; git's index has the same rule for the same reason.
"""

import os
from typing import NamedTuple

TICK = 20_000_000
"""Nanoseconds in which two changes may get the same time: that of Linux's clock, and something to spare."""

_COARSE_TICK = 2_000_000_000
"""The same on file systems that know whole seconds only."""


PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags to open a file with: through no link, waiting for no other program, and byte for byte."""


class FileStat(NamedTuple):
    """Size in bytes; times of the last change of the bytes and of anything about the file, in ns; its number."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    def is_of(self, status: os.stat_result) -> bool:
        """Whether the file system says the same in `status`."""
        return self == (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def is_not_racy(self, now: int) -> bool:
        """Whether a change after `now` (ns), when these facts were gathered, would show in them."""
        last = max(self.mtime_ns, self.ctime_ns)
        return last + (TICK if self.mtime_ns % 1_000_000_000 else _COARSE_TICK) < now


class KnownFile(NamedTuple):
    """A file whose bytes are known by their digest.

    `stat` is what the file system said of it then; None where a later change might not show in that.
    """

    stat: FileStat | None
    digest: bytes


def file_stat(status: os.stat_result) -> FileStat:
    return FileStat(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
