"""What builds of one preview remember: everything in memory, for as long as one of the last builds wanted it.

A build by itself reads what it remembers from disk; here the builds follow each other, and only a little differs.
"""

from collections.abc import Iterable, Mapping

from hjemsite.contents import Content, Kept
from hjemsite.memo import Key, Memo


class Recollection(Memo):
    """A memory without a file. Until `part`, it also looks for what `disk` remembers, and lets it remember more."""

    def __init__(self, disk: Memo) -> None:
        super().__init__(None)
        self._disk: Memo | None = disk
        self._wanted: set[Key] = set()
        self._wanted_before: set[Key] = set()

    def known(self, keys: Iterable[Key]) -> dict[Key, bytes]:
        wanted = list(keys)
        self._wanted.update(wanted)
        found = super().known(wanted)
        if self._disk is not None and len(found) < len(wanted):
            on_disk = self._disk.known(key for key in wanted if key not in found)
            super().keep(on_disk)
            found |= on_disk
        return found

    def keep(self, results: Mapping[Key, bytes]) -> None:
        self._wanted.update(results)
        super().keep(results)
        if self._disk is not None:
            self._disk.keep(results)

    def part(self) -> None:
        """Let go of the disk, which can be used in one thread only."""
        if self._disk is not None:
            self._disk.close()
        self._disk = None

    def forget(self, shown: Iterable[Content]) -> None:
        """Drop what neither of the last two builds wanted, and no file that is `shown` lies in."""
        files = {self.key("bytes", file.digest) for file in shown if isinstance(file, Kept)}
        needed = self._wanted | self._wanted_before | files
        for key in [key for key in self._held if key not in needed]:
            del self._held[key]
        self._wanted_before, self._wanted = self._wanted, set()
