"""Rebuilding after changes, in a thread of its own: one build at a time, of the newest state of the files.

An editor may save in several steps: an empty file first, a copy moved into place, three hundred files at once. So a
build starts when writing has paused. A build with errors is not shown when newer changes have arrived meanwhile.
"""

import os
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeAlias

from hjemsite.content.scan import Inputs, rescan, scan
from hjemsite.preview.shown_site import Shown
from hjemsite.preview.watcher import Watch, changed

Make: TypeAlias = Callable[[Shown, Inputs, frozenset[str], Callable[[], bool]], Shown | None]
Show: TypeAlias = Callable[[Shown, frozenset[str], float], None]

RESCAN = 2.0
"""Seconds between two looks when no event arrives; events get lost."""

POLL = 0.4
"""Seconds between two looks where there are no events."""

_STROKE, _MANY, _HALF = 0.02, 0.2, 0.3
"""Seconds of quiet after which writing is over: of a file or two, of many, and of one that is gone or empty."""

_PATIENCE = 2.0
"""Seconds after which a build begins although somebody is still writing, and is finished although they go on."""


class Superseded(Exception):  # noqa: N818 - no mistake: somebody saved again, and a newer build is wanted
    """Raised to abort a build when newer changes have arrived."""


class Rebuilder(threading.Thread):
    """Calls `make` after changes, and passes its result on to `show`.

    `make` receives what is shown, the files as they are now, the paths that changed, and a function that tells whether
    the build is superseded. It is also called at intervals without changes, because time alone changes a site. A build
    that follows long-lasting changes is not aborted. `show` receives the result, the paths and the seconds that the
    build took.
    """

    def __init__(self, root: Path, watch: Watch, first: Shown, make: Make, show: Show) -> None:
        super().__init__(name="rebuilding", daemon=True)
        self._root = root
        self._watch = watch
        self._shown = first
        self._built = self._latest = first.inputs
        self._make = make
        self._show = show
        self._since: float | None = None
        self._looked = 0.0
        self._touched: set[str] = set()
        self._stopped = False

    def run(self) -> None:
        while not self._stopped:
            self._touched |= self._watch.wait(RESCAN if self._watch.hears else POLL)
            self._watch.renew()
            now = self._settled()
            self._touched.clear()
            self._latest = now
            if not changed(self._built, now):
                self._since = None
            elif self._since is None:
                self._since = time.monotonic()
            if not self._stopped:
                self._rebuild(now)

    def stop(self) -> None:
        self._stopped = True
        self._watch.close()

    def _settled(self) -> Inputs:
        """The files as they are when writing has paused."""
        end = time.monotonic() + _PATIENCE
        while self._touched and time.monotonic() < end and (more := self._watch.wait(_STROKE)):
            self._touched |= more
        now = self._look()
        while (paths := changed(self._latest, now)) and time.monotonic() < end:
            pause = _pause(paths, now)
            # So long has it been quiet already; without events only another look can tell.
            if self._watch.hears and pause == _STROKE:
                break
            more = self._watch.wait(pause)
            if self._watch.hears and not more:
                break
            self._touched |= more
            before, now = now, self._look()
            if not more and not changed(before, now):
                break
        return now

    def _look(self) -> Inputs:
        if self._touched and time.monotonic() < self._looked + 2 * RESCAN:
            # Whoever closes the watch wakes it with a path that is empty.
            touched = {os.path.relpath(path, self._root).replace(os.sep, "/") for path in self._touched if path}
            return rescan(self._root, self._latest, touched)
        self._looked = time.monotonic()
        return scan(self._root, self._latest.files)

    def _is_superseded(self) -> bool:
        """Whether the running build must be aborted for a newer one."""
        has_waited = self._since is not None and time.monotonic() - self._since > _PATIENCE
        return not has_waited and self._watch.has_events(0)

    def _rebuild(self, now: Inputs) -> None:
        started, paths = time.monotonic(), changed(self._built, now)
        shown = self._make(self._shown, now, paths, self._is_superseded)
        # Half of a checkout is no fault of the editor's.
        if shown is None or not (shown.is_sound or not changed(shown.inputs, scan(self._root, now.files))):
            return
        self._shown, self._built = shown, shown.inputs
        self._show(shown, paths, time.monotonic() - started)


def _pause(paths: Collection[str], now: Inputs) -> float:
    """How long, in seconds, `paths` must be unchanged before a build starts."""
    if any(path not in now.files or not now.source(path).data for path in paths):
        return _HALF
    return _MANY if len(paths) > 3 else _STROKE
