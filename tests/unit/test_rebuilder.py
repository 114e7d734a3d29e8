"""What is shown while files are saved faster than a site is built."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from hjemsite.preview.rebuilder import Rebuilder
from hjemsite.preview.shown_site import Shown
from hjemsite.preview.watcher import Watch, snapshot
from tests.previewing import eventually, write

NOON = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
NAME = "content/nyheder/en.md"


@dataclass
class Workshop:
    """A site of one file that takes as long to build as a test wants. `told` is what has been shown, in order."""

    root: Path
    may_end: threading.Event = field(default_factory=threading.Event)
    told: list[str] = field(default_factory=list)
    built: list[str] = field(default_factory=list)

    def words(self) -> str:
        return (self.root / NAME).read_text(encoding="utf-8")

    def shown(self) -> Shown:
        return Shown(NOON, {"en": self.words().encode()}, None, (), {})

    def glimpse(self, before: Shown, paths: frozenset[str]) -> Shown | None:
        return replace(self.shown(), files={**before.files, "en": self.words().encode()}) if len(paths) == 1 else None

    def make(self, _: Shown, paths: frozenset[str], overtaken: Callable[[], bool]) -> Shown | None:
        if not paths:
            return None
        made = self.shown()
        while not self.may_end.is_set():
            if overtaken():
                return None
            time.sleep(0.01)
        return made

    def show(self, shown: Shown, _: frozenset[str], seconds: float) -> None:
        data = shown.files["en"]
        assert isinstance(data, bytes)
        (self.built if seconds else self.told).append(data.decode())


@contextmanager
def at_work(root: Path) -> Iterator[Workshop]:
    write(root, NAME, "nul")
    shop = Workshop(root)
    work = (shop.glimpse, shop.make, shop.show)
    rebuilder = Rebuilder(root, Watch(root, listen=True), snapshot(root), shop.shown(), *work)
    rebuilder.start()
    try:
        yield shop
    finally:
        shop.may_end.set()
        rebuilder.stop()
        rebuilder.join()


def test_a_save_is_seen_while_the_whole_site_is_built(tmp_path: Path) -> None:
    """However long that takes; and the build, which is older, does not take it away again."""
    with at_work(tmp_path) as shop:
        for number in range(8):
            # Longer than a build is given up for; by then it must be seen from within.
            write(tmp_path, NAME, f"nummer {number}")
            eventually(lambda number=number: shop.told[-1:] == [f"nummer {number}"], within=5)  # type: ignore[misc]
            time.sleep(0.45)  # the editor rests for just long enough for a build to begin
        assert shop.built == []
        shop.may_end.set()
        eventually(lambda: shop.built[-1:] == ["nummer 7"])
        assert shop.told == [f"nummer {number}" for number in range(8)]
        assert set(shop.built) == {"nummer 7"}
