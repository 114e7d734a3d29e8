"""Many files by their addresses or paths, of which a build asks for few: those that it changes."""

from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping
from functools import cache as remembered
from typing import TypeVar

from hjemsite.cache.blob import Blob, digest_of

K = TypeVar("K", bound=str)


class FileSet(Mapping[K, Blob]):
    """What each of many files holds. `digests` are those of all their bytes; a blob is made when it is asked for."""

    def __init__(self, digests: Mapping[K, bytes], blob: Callable[[K], Blob]) -> None:
        self.digests = digests
        self._blob = blob

    def __getitem__(self, name: K) -> Blob:
        if name not in self.digests:
            raise KeyError(name)
        return self._blob(name)

    def __iter__(self) -> Iterator[K]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def __contains__(self, name: object) -> bool:
        return name in self.digests

    def keys(self) -> KeysView[K]:
        """The names of all files."""
        return self.digests.keys()

    def renamed(self, names: Iterable[str]) -> "FileSet[str]":
        """These files by other names, one for each in their order."""
        names = tuple(names)

        @remembered
        def old_names() -> dict[str, K]:
            return dict(zip(names, self.digests, strict=True))

        digests = dict(zip(names, self.digests.values(), strict=True))
        return FileSet(digests, lambda name: self._blob(old_names()[name]))

    def __or__(self, others: Mapping[K, Blob]) -> "FileSet[K]":
        """These files and `others`, which come after and stand before those of the same names."""
        more = file_set(others)
        return FileSet({**self.digests, **more.digests}, lambda name: more[name] if name in more else self[name])


def file_set(files: Mapping[K, Blob]) -> FileSet[K]:
    """`files` with their digests at hand."""
    if isinstance(files, FileSet):
        return files
    return FileSet({name: digest_of(content) for name, content in files.items()}, files.__getitem__)


NO_FILES: FileSet[str] = file_set({})
