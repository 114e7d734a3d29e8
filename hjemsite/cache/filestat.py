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


class Facts(NamedTuple):
    """Size in bytes; times of the last change of the bytes and of anything about the file, in ns; its number."""

    size: int
    changed: int
    touched: int
    number: int

    def settled(self, now: int) -> bool:
        """Whether a change after `now` (ns), when these facts were gathered, would show in them."""
        last = max(self.changed, self.touched)
        return last + (TICK if self.changed % 1_000_000_000 else _COARSE_TICK) < now


class Seen(NamedTuple):
    """A file whose bytes are known: the facts about it then, and the digest of the bytes."""

    facts: Facts
    digest: bytes


def facts_of(status: os.stat_result) -> Facts:
    return Facts(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
