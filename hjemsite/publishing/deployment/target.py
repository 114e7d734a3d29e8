"""The interface of a publishing target: the same few operations for every protocol.

Paths are below the target, with `/` between their parts. A target raises `MachineError`, in Danish, where the network,
the rights or the room are not as they must be; no message holds a secret.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.system.errors import MachineError


class Upload(Struct, frozen=True):
    """A file of the built site: where it belongs, where it lies, and the digest that the build gave it (hex)."""

    path: str
    file: Path
    digest: str

    def read(self) -> bytes:
        """The bytes that the build made. Raises `MachineError` when the file holds others."""
        try:
            data = self.file.read_bytes()
        except FileNotFoundError:
            data = b""
        if digest(data).hex() != self.digest:
            raise MachineError(f"Filen »{self.file}« er ændret efter bygningen. Byg siden igen, og udgiv den så.")
        return data


class Target(Protocol):
    """A target, connected."""

    name: str
    """The address of the target as a user writes it, without secrets."""
    batch: int
    """How many files `put` and `delete` are best given at once."""
    hides: Collection[str]
    """Paths of a built site that this kind of target does not get, since its host does not use them."""

    def read(self, path: str) -> bytes | None:
        """The bytes of one file; None where there is none."""

    def names(self) -> Collection[str]:
        """What stands at the top of it, files and folders, without a path; nothing where it is yet to be made."""

    def compare(self, uploads: Sequence[Upload]) -> Mapping[str, bool]:
        """The paths of `uploads` at which a file exists → whether it holds the bytes of its upload."""

    def put(self, uploads: Sequence[Upload]) -> None:
        """Put the files there, each whole or not at all. They may come in any order."""

    def write(self, path: str, data: bytes) -> None:
        """Put `data` there, whole or not at all: a file of our own books."""

    def delete(self, paths: Sequence[str]) -> None:
        """Delete the files, and the folders that become empty. One that is not there is no error."""

    def swap(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        """Let `path` hold `data` if it holds `expected`; None is no file. Whether it did.

        Where nothing is expected, no two callers get True. Targets that know conditions promise it for all else, too.
        """

    def _swap_unguarded(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        """`swap` for targets that know no conditions: somebody else may come between the look and the change."""
        if self.read(path) != expected:
            return False
        if data is None:
            self.delete([path])
        else:
            self.write(path, data)
        return True

    def finish(self) -> bool:
        """Make the changes public, where that takes a step such as a push. False when another run came first."""

    def close(self) -> None:
        """Close the connection."""
