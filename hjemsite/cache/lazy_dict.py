"""Values that are looked up and worked out when they are first asked for."""

from collections.abc import Callable
from math import inf
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LazyDict(dict[K, V]):
    """What `find` returns for each key, found when it is first asked for; at most so many are held."""

    def __init__(self, find: Callable[[K], V], most: float = inf) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._find(key)
        return value
