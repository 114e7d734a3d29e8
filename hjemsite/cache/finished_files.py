"""Finished files, each written once, by the process that makes it: plain files in a folder, named by their digests.

Publishing gives a file a second name in the output folder, so nothing is copied. A name proves nothing: a file that no
process of this build has written is compared with its digest before it is used.
"""

# With thousands of files, paths as objects cost more than the disk.
# ruff: noqa: PTH101, PTH103, PTH106, PTH108, PTH208

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from math import inf
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, LazyBytes, digest
from hjemsite.cache.filestat import PLAINLY

FOLDER = "finished"
"""The folder's name in `.hjemsite`."""

_NAME = re.compile(r"[0-9a-f]{32}")


class MadeFile(Struct, frozen=True):
    """A file as the process that made it hands it on. `data` is None, unless the file could not be written."""

    digest: bytes
    size: int
    data: bytes | None = None


class FinishedFiles:
    """The finished files in the folder `finished` of `memory`; what cannot be written there stays with this object."""

    def __init__(self, memory: Path | None) -> None:
        self._folder = f"{memory / FOLDER}/" if memory else ""
        self._held: dict[bytes, bytes] = {}
        self._whole: set[bytes] = set()
        """The digests of files that were written by processes of this build."""

    def put(self, data: bytes) -> MadeFile:
        """Write a file. Any process may do so; the one that builds must `take` the result."""
        name = digest(data)
        if self._folder:
            with suppress(OSError):
                self._write(name, data)
                return MadeFile(name, len(data))
        return MadeFile(name, len(data), data)

    def take(self, file: MadeFile) -> None:
        """Rely on a file that a process of this build has made."""
        if file.data is None:
            self._whole.add(file.digest)
        else:
            self._held[file.digest] = file.data

    def blob(self, name: bytes, size: int, make: Callable[[], Iterable[MadeFile]]) -> LazyBytes:
        """The file of `size` bytes with the digest `name`; `make` makes it again, perhaps with others."""
        return LazyBytes(name, size, partial(self.fetch, name, size, make), self.link)

    def fetch(self, name: bytes, size: int, make: Callable[[], Iterable[MadeFile]]) -> bytes:
        """The bytes of the same file. Raises `ContentChanged` where `make` makes something else."""
        data = self._read(name, size)
        if data is None:
            for file in make():
                self.take(file)
            data = self._read(name, size)
        if data is None:
            raise ContentChanged(name.hex())
        return data

    def link(self, content: LazyBytes, path: str) -> bool:
        """Give a file a second name, `path`. False where it is not whole, or the file system gives none."""
        file = self._folder + content.digest.hex()
        try:
            if content.digest not in self._whole:
                if content.digest in self._held or self._read(content.digest, content.size) is None:
                    return False
                # A restored folder may have given it any rights.
                os.chmod(file, 0o644)
            os.link(file, path)
        except OSError:
            return False
        return True

    def discard(self, names: Iterable[bytes], before: float = inf) -> None:
        """Remove the files with these digests that were written before an instant (Unix time).

        One that still has a second name stays: it takes no room of its own, and a change of its number of names would
        look like a change of the file in the output folder.
        """
        for name in names if self._folder else ():
            with suppress(OSError):
                file = self._folder + name.hex()
                status = os.lstat(file)
                if status.st_nlink == 1 and status.st_mtime < before:
                    os.unlink(file)

    def sweep(self, before: float) -> None:
        """Delete all files that were written before an instant (Unix time)."""
        self.discard(self._names(), before)

    def clear(self) -> bool:
        """Remove all; whether there was anything. What others have put into the folder stays."""
        names = self._names()
        for name in names:
            with suppress(OSError):
                os.unlink(self._folder + name.hex())
        with suppress(OSError):
            os.rmdir(self._folder)
        return bool(names)

    def _names(self) -> list[bytes]:
        """The digests of all files."""
        with suppress(OSError):
            return [bytes.fromhex(name) for name in os.listdir(self._folder or os.devnull) if _NAME.fullmatch(name)]
        return []

    def _read(self, name: bytes, size: int) -> bytes | None:
        """The bytes of a file; None where it is not whole."""
        if name in self._held or not self._folder:
            return self._held.get(name)
        with suppress(OSError):
            number = os.open(self._folder + name.hex(), os.O_RDONLY | PLAINLY)
            with os.fdopen(number, "rb", buffering=0) as stream:
                if os.fstat(number).st_size == size and digest(data := stream.read()) == name:
                    return data
        return None

    def _write(self, name: bytes, data: bytes) -> None:
        path = self._folder + name.hex()
        try:
            number = _new(path)
        except FileNotFoundError:
            os.makedirs(self._folder, exist_ok=True)
            number = _new(path)
        except FileExistsError:
            if self._read(name, len(data)) is not None:
                return
            # It is not written over, for it may have a second name.
            os.unlink(path)
            number = _new(path)
        # An object for the file costs as much as to write it.
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(number, rest) :]
        finally:
            os.close(number)
        # Readers must be let in, however careful the editor's own machine is (umask).
        os.chmod(path, 0o644)


def _new(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAINLY, 0o644)
