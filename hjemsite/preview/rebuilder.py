"""Building again whenever something has changed, in a thread of its own: one build at a time, always of the newest.

Editors save in several strokes: an empty file first, a copy put in its place, three hundred files at once. So a build
waits until the writing seems to be over, and a faulty result that has been overtaken is not shown.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from hjemsite.preview.shown_site import Shown
from hjemsite.preview.watcher import Snapshot, Watch, changed, look_again, snapshot

Glimpse: TypeAlias = Callable[[Shown, frozenset[str]], Shown | None]
Make: TypeAlias = Callable[[Shown, frozenset[str], Callable[[], bool]], Shown | None]
Show: TypeAlias = Callable[[Shown, frozenset[str], float], None]

RESCAN = 2.0
"""Seconds between two looks when no event arrives; events get lost."""

POLL = 0.4
"""Seconds between two looks where there are no events."""

_STROKE, _MANY, _HALF = 0.02, 0.2, 0.3
"""Seconds of quiet after which writing is over: of a file or two, of many, and of one that is gone or empty."""

_REST = 0.4
"""Seconds without a save after which the rest of the site follows an article that is shown already."""

_LONGEST_REST, _LONGEST_LAG = 5.0, 15.0
"""The most that rest may be, and that the rest of a site may lag behind, where a build takes long."""

_PATIENCE = 2.0
"""Seconds after which a build begins although somebody is still writing, and is finished although they go on."""


class Rebuilder(threading.Thread):
    """Passes on to `show` what `make` returns for what is shown now and the paths that have changed since.

    `glimpse` may have something to show at once; then `make` waits until the editor rests. It is told how to see that
    it is overtaken, and is asked now and then when no path has changed, too. A build that the site has waited for long
    enough is not given up any more; what is saved meanwhile is glimpsed whenever it asks. `show` is told the paths and
    the seconds that a build took; of a glimpse neither.
    """

    def __init__(
        self, root: Path, watch: Watch, seen: Snapshot, first: Shown, glimpse: Glimpse, make: Make, show: Show
    ) -> None:
        """`seen` is what lay in `root` before `first` was made."""
        super().__init__(name="rebuilding", daemon=True)
        self._root = root
        self._watch = watch
        self._built = self._latest = _State(seen, first)
        self._glimpse = glimpse
        self._make = make
        self._show = show
        self._since: float | None = None
        self._looked = 0.0
        self._touched: set[str] = set()
        self._is_glimpsing = self._is_behind = False
        self._took = 0.0
        self._stopped = False

    def run(self) -> None:
        while not self._stopped:
            at_most = RESCAN if self._watch.hears else POLL
            self._touched |= self._watch.wait(0 if self._is_behind else at_most)
            self._is_behind = False
            self._watch.renew()
            now = self._settled()
            if now == self._latest.seen:
                self._touched.clear()
            if now == self._built.seen:
                self._since = None
            elif self._since is None:
                self._since = time.monotonic()
            if not self._stopped and not self._glimpsed(now):
                self._rebuild(now)

    def stop(self) -> None:
        self._stopped = True
        self._watch.close()

    def _settled(self) -> Snapshot:
        """What lies there when the writing is over."""
        end = time.monotonic() + _PATIENCE
        while self._touched and time.monotonic() < end and (more := self._watch.wait(_STROKE)):
            self._touched |= more
        now = self._look()
        while now != self._latest.seen and time.monotonic() < end:
            pause = _pause(self._latest.seen, now)
            # So long has it been quiet already; without events only another look can tell.
            if self._watch.hears and pause == _STROKE:
                break
            more = self._watch.wait(pause)
            if self._watch.hears and not more:
                break
            self._touched |= more
            before, now = now, self._look()
            if not more and now == before:
                break
        return now

    def _look(self) -> Snapshot:
        if self._touched and time.monotonic() < self._looked + 2 * RESCAN:
            return look_again(self._root, self._latest.seen, self._touched)
        self._looked = time.monotonic()
        return snapshot(self._root)

    def _glimpsed(self, now: Snapshot) -> bool:
        """Whether something was shown at once, and the editor has already saved again."""
        if now == self._latest.seen:
            return False
        shown = self._glimpse(self._latest.shown, changed(self._latest.seen, now))
        if shown is None:
            return False
        self._latest = _State(now, shown)
        self._touched.clear()
        self._show(shown, frozenset(), 0)
        # While a large site is built, saves are shown later; so its editor must have rested for longer.
        return not self._is_pressing() and self._watch.has_events(max(_REST, min(self._took / 2, _LONGEST_REST)))

    def _is_pressing(self) -> bool:
        """Whether the whole site has lagged behind for long enough."""
        enough = max(_PATIENCE, min(self._took, _LONGEST_LAG))
        return self._since is not None and time.monotonic() - self._since > enough

    def _is_overtaken(self) -> bool:
        """Whether a build is to be given up for a newer one. One that is not still lets saves be seen meanwhile."""
        if self._is_glimpsing or not self._watch.has_events(0):
            return False
        if not self._is_pressing():
            return True
        self._is_glimpsing = True
        try:
            self._glimpse_meanwhile()
        finally:
            self._is_glimpsing = False
        return False

    def _glimpse_meanwhile(self) -> None:
        self._touched |= self._watch.wait(0)
        self._is_behind = True
        now = self._settled()
        seen = self._latest.seen
        shown = self._all_glimpsed(self._latest.shown, changed(seen, now))
        if shown is not None and now != seen:
            self._latest = _State(now, shown)
            self._touched.clear()
            self._show(shown, frozenset(), 0)

    def _all_glimpsed(self, shown: Shown, paths: frozenset[str]) -> Shown | None:
        """What is shown when every one of the articles at `paths` is seen; None where one cannot be."""
        for path in sorted(paths):
            seen = self._glimpse(shown, frozenset({path}))
            if seen is None:
                return None
            shown = seen
        return shown

    def _rebuild(self, now: Snapshot) -> None:
        started, paths = time.monotonic(), changed(self._built.seen, now)
        made = self._make(self._latest.shown, paths, self._is_overtaken)
        # Half of a checkout is no fault of the editor's.
        if made is None or not (made.is_sound or snapshot(self._root) == now):
            return
        # What has been seen meanwhile is newer than the build.
        latest, built = self._latest, self._built
        newest = self._all_glimpsed(made, changed(now, latest.seen))
        seen, shown = (now, made) if newest is None else (latest.seen, newest)
        if latest.shown is not built.shown and latest.seen == seen:
            shown = replace(shown, supersedes=latest.shown.version)
        self._latest = _State(seen, shown)
        self._built = self._latest if seen == now else _State(now, made)
        if not self._is_behind:
            self._touched.clear()
        self._took = time.monotonic() - started
        self._show(shown, paths, self._took)


@dataclass(frozen=True, slots=True)
class _State:
    """What is shown, and what lay in the project folder then."""

    seen: Snapshot
    shown: Shown


def _pause(before: Snapshot, now: Snapshot) -> float:
    paths = changed(before, now)
    if any(path not in now or now[path][:1] == (0,) for path in paths):
        return _HALF
    return _MANY if len(paths) > 3 else _STROKE
