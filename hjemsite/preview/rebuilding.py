"""Building again whenever something has changed, in a thread of its own: one build at a time, always of the newest.

Editors save in several strokes: an empty file first, a copy put in its place, three hundred files at once. So a build
waits until the writing seems to be over, and a faulty result that has been overtaken is not shown.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from hjemsite.preview.shown import Shown
from hjemsite.preview.watching import Snapshot, Watch, changed, snapshot

Glimpse: TypeAlias = Callable[[Shown, frozenset[str]], Shown | None]
Make: TypeAlias = Callable[[Shown, frozenset[str]], Shown | None]
Show: TypeAlias = Callable[[Shown, frozenset[str], float], None]

RESCAN = 2.0
"""Seconds between two looks when no event arrives; events get lost."""

POLL = 0.4
"""Seconds between two looks where there are no events."""

_STROKE, _MANY, _HALF = 0.02, 0.2, 0.3
"""Seconds of quiet after which writing is over: of a file or two, of many, and of one that is gone or empty."""

_PATIENCE = 2.0
"""Seconds after which a build begins although somebody is still writing."""


class Rebuilder(threading.Thread):
    """Passes on to `show` what `make` returns for what is shown now and the paths that have changed since.

    `glimpse` may have something to show while `make` is still to begin; then `show` gets that first, without paths.
    `make` is asked now and then when no path has changed, too; `show` is told the paths and the seconds that it took.
    """

    def __init__(
        self, root: Path, watch: Watch, seen: Snapshot, first: Shown, glimpse: Glimpse, make: Make, show: Show
    ) -> None:
        """`seen` is what lay in `root` before `first` was made."""
        super().__init__(name="rebuilding", daemon=True)
        self._root = root
        self._watch = watch
        self._seen = seen
        self._shown = first
        self._glimpse = glimpse
        self._make = make
        self._show = show
        self._stopped = False

    def run(self) -> None:
        while not self._stopped:
            self._watch.wait(RESCAN if self._watch.hears else POLL)
            self._watch.renew()
            now = self._settled(snapshot(self._root))
            if not self._stopped:
                self._rebuild(now)

    def stop(self) -> None:
        self._stopped = True
        self._watch.close()

    def _settled(self, now: Snapshot) -> Snapshot:
        """What lies there when the writing is over, if something has changed."""
        end = time.monotonic() + _PATIENCE
        while now != self._seen and time.monotonic() < end:
            happened = self._watch.wait(_pause(self._seen, now))
            # Without events only another look can tell.
            if self._watch.hears and not happened:
                break
            before, now = now, snapshot(self._root)
            if not happened and now == before:
                break
        return now

    def _rebuild(self, now: Snapshot) -> None:
        started, paths = time.monotonic(), changed(self._seen, now)
        glimpsed = self._glimpse(self._shown, paths)
        if glimpsed is not None:
            self._show(glimpsed, frozenset(), 0)
        made = self._make(self._shown, paths)
        # Half of a checkout is no fault of the editor's.
        if made is None or not (made.is_sound or snapshot(self._root) == now):
            return
        if glimpsed is not None:
            made = replace(made, completes=glimpsed.version)
        self._seen, self._shown = now, made
        self._show(made, paths, time.monotonic() - started)


def _pause(before: Snapshot, now: Snapshot) -> float:
    paths = changed(before, now)
    if any(path not in now or now[path][:1] == (0,) for path in paths):
        return _HALF
    return _MANY if len(paths) > 3 else _STROKE
