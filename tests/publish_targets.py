"""Real places to publish to, started by the tests: each can be looked into past hjemsite."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType

OUR_BOOKS = {".hjemsite-published.json", ".hjemsite-lock"}


class Place(ABC):
    """Somewhere that is published to. `address` is what a user writes; `environment` is what she must set.

    One that is `switched_at_once` shows nothing of a publication before all of it.
    """

    address: str
    environment: Mapping[str, str] = MappingProxyType({})
    switched_at_once = False

    @abstractmethod
    def files(self) -> dict[str, bytes]:
        """What stands there, our books apart."""

    @abstractmethod
    def plant(self, path: str, data: bytes) -> None:
        """Put a file there as somebody else does."""


class FolderPlace(Place):
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.address = folder, f"file:{folder}"

    def files(self) -> dict[str, bytes]:
        return files_in(self.folder)

    def plant(self, path: str, data: bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def files_in(folder: Path) -> dict[str, bytes]:
    """Path below `folder` → bytes of each file, our books apart."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {path: file.read_bytes() for file in found if (path := file.relative_to(folder).as_posix()) not in OUR_BOOKS}


@contextmanager
def folder_place(home: Path) -> Iterator[FolderPlace]:
    home.mkdir()
    yield FolderPlace(home / "www")


KINDS: Mapping[str, Callable[[Path], AbstractContextManager[Place]]] = {"folder": folder_place}
"""Each kind of target: a function that starts one in a folder of its own."""
