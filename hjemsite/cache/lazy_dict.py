"""Values that are computed when they are first asked for, and mappings that give a part of another."""

from collections.abc import Callable, Iterator, Mapping
from math import inf
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LazyDict(dict[K, V]):
    """What `compute` returns for each key, computed when it is first asked for; at most `most` values are held."""

    def __init__(self, compute: Callable[[K], V], most: float = inf) -> None:
        super().__init__()
        self._compute, self._most = compute, most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._compute(key)
        return value


class Subset(Mapping[K, V]):
    """The part of `whole` at `keys`; any other key is a `KeyError`, also one that `whole` has."""

    def __init__(self, whole: Mapping[K, V], keys: frozenset[K]) -> None:
        self._whole, self._keys = whole, keys

    def __getitem__(self, key: K) -> V:
        if key not in self._keys:
            raise KeyError(key)
        return self._whole[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
