"""Noticing that an editor has saved.

Events only say when to look; what has changed is told by comparing what lies there with what lay there before.
So a lost event costs seconds, a thousand of them cost one look, and what no build reads is never seen.
"""

import os
import stat
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from hjemsite.cache.filestat import file_stat
from hjemsite.content.sources import DEBRIS
from hjemsite.limits import FOLDER_DEPTH

FOLDERS = ("content", "templates")
"""What a site is built from, below the project folder."""

Snapshot: TypeAlias = Mapping[str, tuple[int, ...]]
"""Path of everything that is watched → its `facts`, the size first; of a folder nothing."""

# Opening and reading are left out: a build does both with every file.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


def snapshot(root: Path) -> Snapshot:
    """All that a build of `root` reads, as it lies there now."""
    found: dict[str, tuple[int, ...]] = {}
    for name in FOLDERS:
        _look(f"{root / name}", FOLDER_DEPTH + 1, found)
    return found


def _look(folder: str, depth: int, found: dict[str, tuple[int, ...]]) -> None:
    found[folder] = ()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if DEBRIS.fullmatch(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth:
                        _look(entry.path, depth - 1, found)
                    continue
                # What vanishes while we look is seen by the next look.
                with suppress(OSError):
                    found[entry.path] = file_stat(entry.stat(follow_symlinks=False))
    except OSError:
        # A folder that is not there, or may not be read, is the build's to tell of.
        del found[folder]


def look_again(root: Path, before: Snapshot, touched: Collection[str]) -> Snapshot:
    """The same as `snapshot`, where nothing but `touched` has changed since `before`."""
    # Only of a file that was there, and is, is it known that nothing else comes or goes with it.
    if not all(before.get(path) for path in touched):
        return snapshot(root)
    try:
        seen = {path: os.lstat(path) for path in touched}
    except OSError:
        return snapshot(root)
    # A folder in place of a file brings others with it.
    if any(stat.S_ISDIR(one.st_mode) for one in seen.values()):
        return snapshot(root)
    return {**before, **{path: file_stat(one) for path, one in seen.items()}}


def changed(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """The paths that came, went or were written."""
    written = {path for path, facts in after.items() if before.get(path) != facts}
    return frozenset(written.union(before.keys() - after.keys()))


class Watch:
    """Listens at the folders of `root`. `hears` is False where the machine gives no events, or none are wanted."""

    def __init__(self, root: Path, *, listen: bool) -> None:
        self.hears = False
        self._root = root
        self._stirred = threading.Condition()
        self._touched: set[str] = set()
        self._observer = Observer()
        self._watched: dict[str, tuple[object, ObservedWatch | None]] = {}
        if listen:
            # A machine has a limit to how much it will watch.
            with suppress(OSError):
                self._observer.start()
                self.hears = True
                self.renew()

    def renew(self) -> None:
        """Listen at the folders that are there now: one that was exchanged for another is silent."""
        if not self.hears:
            return
        try:
            self._listen(_Handler(self, self._root.resolve(), FOLDERS))
            for name in FOLDERS:
                self._listen(_Handler(self, (self._root / name).resolve(), ()))
        except OSError:
            self.hears = False

    def _listen(self, handler: "_Handler") -> None:
        folder = str(handler.folder)
        identity = _identity(handler.folder)
        known, watch = self._watched.get(folder, (None, None))
        if identity == known:
            return
        if watch is not None:
            self._observer.unschedule(watch)
            watch = None
        if identity is not None:
            watch = self._observer.schedule(handler, folder, recursive=not handler.only, event_filter=_EVENTS)
        self._watched[folder] = identity, watch

    def touch(self, path: str) -> None:
        """Something happened at `path`."""
        with self._stirred:
            self._touched.add(path)
            self._stirred.notify_all()

    def wait(self, at_most: float) -> frozenset[str]:
        """Sleep until something happens; the paths where it did, if it did within `at_most` seconds."""
        with self._stirred:
            if not self._touched:
                self._stirred.wait(at_most)
            touched = frozenset(self._touched)
            self._touched.clear()
            return touched

    def has_events(self, within: float) -> bool:
        """Whether something happens within `within` seconds. It is left for `wait` to find."""
        with self._stirred:
            return bool(self._touched) or self._stirred.wait(within)

    def close(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()
        self.touch("")


class _Handler(FileSystemEventHandler):
    """Passes on what happens in `folder`, scrap apart, and where `only` names something, nothing else."""

    def __init__(self, watch: Watch, folder: Path, only: tuple[str, ...]) -> None:
        self.folder = folder
        self.only = only
        self._watch = watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in _paths(event):
            if self._concerns(Path(path).relative_to(self.folder).parts):
                self._watch.touch(path)

    def _concerns(self, parts: tuple[str, ...]) -> bool:
        if self.only:
            return bool(parts) and parts[0] in self.only
        return not any(DEBRIS.fullmatch(part) for part in parts)


def _paths(event: FileSystemEvent) -> Iterator[str]:
    for path in (event.src_path, event.dest_path):
        if path:
            yield os.fsdecode(path)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another that takes its name; None where there is no folder."""
    try:
        facts = folder.stat()
    except OSError:
        return None
    return (facts.st_dev, facts.st_ino) if folder.is_dir() else None
