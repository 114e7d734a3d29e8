"""Watching the source folders for changes.

File events only say when to look. What has changed is found by comparing the files with those of the last look. So a
lost event delays a rebuild by seconds, a thousand events cause one look, and files that no build reads are ignored.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

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

from hjemsite.cache.filestat import KnownFile
from hjemsite.content.debris import is_debris
from hjemsite.content.scan import FOLDERS, Inputs

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


def changed(before: Inputs, after: Inputs) -> frozenset[str]:
    """The paths of files that were added, removed or modified, or that only one of the scans refused."""
    written = {path for path, file in after.files.items() if path not in before.files or _differ(before, path, file)}
    gone = before.files.keys() - after.files.keys()
    refused = frozenset(fault.span.path for fault in {*before.faults} ^ {*after.faults})
    return frozenset(written | gone) | refused


def _differ(before: Inputs, path: str, now: KnownFile) -> bool:
    old_file = before.files[path]
    return old_file is not now and old_file.digest != now.digest


class Watch:
    """Listens for file events below `root`. `hears` is False where the system gives no events or polling is wanted."""

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
        """Watch the folders that exist now. A folder that was replaced by another sends no more events."""
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
        old_identity, watch = self._watched.get(folder, (None, None))
        if identity == old_identity:
            return
        if watch is not None:
            self._observer.unschedule(watch)
            watch = None
        if identity is not None:
            watch = self._observer.schedule(handler, folder, recursive=not handler.only, event_filter=_EVENTS)
        self._watched[folder] = identity, watch

    def touch(self, path: str) -> None:
        """Record an event at `path`."""
        with self._stirred:
            self._touched.add(path)
            self._stirred.notify_all()

    def wait(self, at_most: float) -> frozenset[str]:
        """Sleep until the next event, at most `at_most` seconds; the paths of the events, or none."""
        with self._stirred:
            if not self._touched:
                self._stirred.wait(at_most)
            touched = frozenset(self._touched)
            self._touched.clear()
            return touched

    def has_events(self, within: float) -> bool:
        """Whether an event is waiting or arrives within `within` seconds. It is left for `wait` to return."""
        with self._stirred:
            return bool(self._touched) or self._stirred.wait(within)

    def close(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()
        self.touch("")


class _Handler(FileSystemEventHandler):
    """Passes on events in `folder`, debris excepted. With `only`, events of other names are dropped."""

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
        above = (self.folder.name, *parts)
        return not any(is_debris("/".join(above[: number + 1]), part) for number, part in enumerate(parts))


def _paths(event: FileSystemEvent) -> Iterator[str]:
    for path in (event.src_path, event.dest_path):
        if path:
            yield os.fsdecode(path)


def _identity(folder: Path) -> tuple[int, int] | None:
    """The device and inode of a folder, which tell it from another of the same name; None where there is no folder."""
    try:
        facts = folder.stat()
    except OSError:
        return None
    return (facts.st_dev, facts.st_ino) if folder.is_dir() else None
