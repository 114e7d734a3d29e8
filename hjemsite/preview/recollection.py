"""What builds of one preview remember: what the last of them wanted is at hand, the rest lies on disk.

A build by itself reads all that it remembers from disk; here the builds follow each other, and only a little differs.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hjemsite.cache.blob import Blob, LazyBytes
from hjemsite.cache.cache import Cache, Key


class Superseded(Exception):  # noqa: N818 - no mistake: somebody saved again, and a newer build is wanted
    """A build that nobody waits for any longer."""


class Recollection(Cache):
    """The memory in `folder`, held at hand. It may be asked in several threads, of which one builds."""

    def __init__(self, folder: Path) -> None:
        super().__init__(None)
        self._folder = folder
        self._own = threading.local()
        self._wanted: set[Key] = set()
        self._wanted_before: set[Key] = set()

    @property
    def _disk(self) -> Cache:
        # A database can be used in the thread only in which it was opened.
        if not hasattr(self._own, "disk"):
            self._own.disk = Cache(self._folder)
        disk: Cache = self._own.disk
        return disk

    @contextmanager
    def until(self, overtaken: Callable[[], bool]) -> Iterator[None]:
        """Whatever this thread asks for inside raises `Overtaken` when it is."""
        self._own.overtaken = overtaken
        try:
            yield
        finally:
            del self._own.overtaken

    def ask(self) -> None:
        """Raises `Overtaken` when the work of this thread is."""
        if getattr(self._own, "overtaken", bool)():
            raise Superseded

    def key(self, name: str, *arguments: bytes | str) -> Key:
        self.ask()
        return super().key(name, *arguments)

    def known(self, keys: Iterable[Key]) -> dict[Key, bytes]:
        wanted = list(dict.fromkeys(keys))
        found = super().get_many(wanted)
        if len(found) < len(wanted):
            on_disk = self._disk.get_many(key for key in wanted if key not in found)
            found |= on_disk
            # What is asked for alone is the file that a browser wants; a build asks for much, and again.
            if len(wanted) > 1:
                super().put_many(on_disk)
        if len(wanted) > 1:
            self._wanted.update(wanted)
        return found

    def keep(self, results: Mapping[Key, bytes]) -> None:
        self._wanted.update(results)
        super().put_many(results)
        self._disk.put_many(results)

    def forget(self, shown: Iterable[Blob]) -> None:
        """Let go of what neither of the last two builds wanted, and no page that is `shown` lies in."""
        if self._disk.is_persistent:
            pages = {self.key("bytes", file.digest) for file in shown if isinstance(file, LazyBytes)}
            needed = self._wanted | self._wanted_before | pages
            for key in [key for key in self._held if key not in needed]:
                del self._held[key]
        self._wanted_before, self._wanted = self._wanted, set()
