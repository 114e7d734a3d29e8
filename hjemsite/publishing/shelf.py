"""What the files in the output folder hold: known from when they were written, or read where somebody touched them."""

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from hjemsite.cache.blob import Content, digest, digest_of, size_of
from hjemsite.cache.cache import Memo, packed, unpacked
from hjemsite.cache.filestat import TICK, Seen, facts_of


class Shelf:
    """The files in `folder`, as far as `memo` knows them."""

    def __init__(self, folder: Path, memo: Memo) -> None:
        self._folder, self._memo = str(folder), memo
        self._key = memo.key("written", str(folder.absolute()))
        self._before: dict[str, Seen] = unpacked(memo.known([self._key]).get(self._key), dict[str, Seen], {})
        self._now: dict[str, Seen] = {}

    def holds(self, path: str, content: Content) -> bool:
        """Whether the file at `path` holds `content`; there must be one."""
        now = time.time_ns()
        file = f"{self._folder}/{path}"
        seen = Seen(facts_of(os.stat(file, follow_symlinks=False)), digest_of(content))  # noqa: PTH116 - called for every file
        if self._before.get(path) != seen:
            if seen.facts.size != size_of(content):
                return False
            with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - the same
                if digest(stream.read()) != seen.digest:
                    return False
            if not seen.facts.settled(now):
                return True
        self._now[path] = seen
        return True

    def remember(self, files: Mapping[str, Content], written: Iterable[str]) -> None:
        """Take down what the folder holds, after `written` have been put there."""
        written = list(written)
        if written and self._memo.remembers:
            # A change in the same tick of the clock as ours would not show.
            time.sleep(TICK / 1e9)
        now = time.time_ns()
        for path in written:
            facts = facts_of(os.stat(f"{self._folder}/{path}"))  # noqa: PTH116
            if facts.settled(now):
                self._now[path] = Seen(facts, digest_of(files[path]))
        if self._now != self._before:
            self._memo.keep({self._key: packed(self._now)})
