"""What the files in the output folder hold: known from when they were written, or read where somebody touched them."""

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from hjemsite.cache.blob import Blob, digest, digest_of, size_of
from hjemsite.cache.cache import Cache, decode, encode
from hjemsite.cache.filestat import TICK, KnownFile, file_stat


class Shelf:
    """The files in `folder`, as far as `cache` knows them."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder, self._cache = str(folder), cache
        self._key = cache.key("written", str(folder.absolute()))
        self._before: dict[str, KnownFile] = decode(
            cache.get_many([self._key]).get(self._key), dict[str, KnownFile], {}
        )
        self._now: dict[str, KnownFile] = {}

    def holds(self, path: str, content: Blob) -> bool:
        """Whether the file at `path` holds `content`; there must be one."""
        now = time.time_ns()
        file = f"{self._folder}/{path}"
        seen = KnownFile(file_stat(os.stat(file, follow_symlinks=False)), digest_of(content))  # noqa: PTH116 - called for every file
        if self._before.get(path) != seen:
            if seen.stat.size != size_of(content):
                return False
            with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - the same
                if digest(stream.read()) != seen.digest:
                    return False
            if not seen.stat.is_not_racy(now):
                return True
        self._now[path] = seen
        return True

    def remember(self, files: Mapping[str, Blob], written: Iterable[str]) -> None:
        """Take down what the folder holds, after `written` have been put there."""
        written = list(written)
        if written and self._cache.is_persistent:
            # A change in the same tick of the clock as ours would not show.
            time.sleep(TICK / 1e9)
        now = time.time_ns()
        for path in written:
            facts = file_stat(os.stat(f"{self._folder}/{path}"))  # noqa: PTH116
            if facts.is_not_racy(now):
                self._now[path] = KnownFile(facts, digest_of(files[path]))
        if self._now != self._before:
            self._cache.put_many({self._key: encode(self._now)})
