"""A preview from its first build to Ctrl-C: the builds, the watch and the server, tied together."""

import asyncio
import gc
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from socket import socket

from hjemsite import danish
from hjemsite.diagnostics import report
from hjemsite.pipeline import build as pipeline
from hjemsite.pipeline.glance import glance
from hjemsite.preview.listen import HOST, PORT, hosts, sockets, url
from hjemsite.preview.rebuilder import Rebuilder
from hjemsite.preview.recollection import Recollection, Superseded
from hjemsite.preview.server import Server
from hjemsite.preview.shown_site import Shown, after, failed
from hjemsite.preview.watcher import Snapshot, Watch, snapshot
from hjemsite.system.lock import FOLDER
from hjemsite.system.progress import Progress
from hjemsite.system.workers import Workers


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What to preview and where. `clock` tells for which instant each build is; `workers` is for the first one."""

    root: Path
    clock: Callable[[], datetime]
    host: str = HOST
    port: int = PORT
    poll: bool = False
    workers: Workers = field(default_factory=Workers)


@dataclass(frozen=True, slots=True)
class Console:
    """How the preview speaks: `say` for news, `complain` for faults; `excuse` puts what went wrong in words."""

    say: Callable[[str], None]
    complain: Callable[[str], None]
    excuse: Callable[[Exception], str]
    colour: bool = False


def preview(wish: PreviewOptions, voice: Console) -> None:
    """Serve the site of `wish.root` until the program is interrupted. Raises `NoPlace`."""
    # From here on whoever calls waits in line until the first build is finished.
    doors = sockets(wish.host, wish.port, voice.complain)
    address = url(wish.host, doors[0])
    voice.say(f"Bygger forhåndsvisningen; den kommer på {address}/ …")
    watch = Watch(wish.root, listen=not wish.poll)
    if not watch.hears and not wish.poll:
        voice.say("Computeren fortæller ikke, når filer bliver gemt, så mapperne bliver set igennem i stedet.")
    studio = PreviewBuilder(wish, voice)
    seen = snapshot(wish.root)
    first = studio.first()
    voice.say(f"Forhåndsvisningen er klar på {address}{first.prefix}/ (stop med Ctrl-C).")
    asyncio.run(_run(studio, Server(first, hosts(wish.host)), doors, watch, seen, first))


async def _run(
    studio: "PreviewBuilder", server: Server, doors: list[socket], watch: Watch, seen: Snapshot, first: Shown
) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: studio.report_crash(context.get("exception")))

    def show(shown: Shown, paths: frozenset[str], seconds: float) -> None:
        if seconds:
            studio.announce(shown, paths, seconds)
        loop.call_soon_threadsafe(server.show, shown)

    rebuilder = Rebuilder(studio.root, watch, seen, first, studio.glimpse, studio.again, show)
    rebuilder.start()
    try:
        await server.listen(doors)
    finally:
        rebuilder.stop()


class PreviewBuilder:
    """Makes what is shown, and tells the terminal: of faults once, when they change."""

    def __init__(self, wish: PreviewOptions, voice: Console) -> None:
        self.root = wish.root
        self._wish = wish
        self._voice = voice
        self._told: object = ((), "")
        self._cache = Recollection(wish.root / FOLDER)
        self._last: pipeline.Build | None = None
        """The last build without errors, with what has been glimpsed since."""

    def first(self) -> Shown:
        """The first build, shared among the cores: no thread runs yet, so there can be other processes."""
        shown = self._make(None, frozenset(), self._wish.workers)
        self._complain(shown)
        # What has been made stays; looking through it again and again for what can be thrown away takes long.
        gc.collect()
        gc.freeze()
        gc.enable()
        return shown

    def glimpse(self, before: Shown, paths: frozenset[str]) -> Shown | None:
        """What an article that was saved looks like, before the rest of the site has followed."""
        if self._last is None or len(paths) != 1 or not before.is_sound:
            return None
        try:
            as_of = self._wish.clock()
            seen = glance(self._order(as_of), self._last, Path(*paths), self._cache)
        except Exception:  # the build that follows runs into the same, and tells
            return None
        if seen is None:
            return None
        self._last = seen
        return after(before, seen, as_of, paths)

    def again(self, before: Shown, paths: frozenset[str], overtaken: Callable[[], bool]) -> Shown | None:
        """A newer build. None where neither files nor time have changed anything, or it was overtaken."""
        if not paths and (before.until is None or self._wish.clock() < before.until):
            return None
        # A build makes much that stays and little that must be looked for to be thrown away.
        gc.disable()
        try:
            with self._cache.until(overtaken):
                # A stage may remember nothing, and be long.
                return self._make(before, paths, Workers(progress=Progress(lambda *_: self._cache.ask())))
        except Superseded:
            return None
        finally:
            gc.enable()

    def _make(self, before: Shown | None, paths: frozenset[str], workers: Workers) -> Shown:
        as_of = self._wish.clock()
        try:
            build = pipeline.build(self._order(as_of), self._cache, workers)
        except Superseded:
            raise
        except Exception as error:  # the preview outlives whatever a build runs into
            return failed(before, as_of, self._voice.excuse(error))
        shown = after(before, build, as_of, paths)
        self._last = build if shown.is_sound else self._last
        self._cache.forget((*shown.files.values(), *(before.files.values() if before else ())))
        return shown

    def _order(self, as_of: datetime) -> pipeline.Order:
        return pipeline.Order(self.root, as_of, drafts=True, allow_shrink=True)

    def announce(self, shown: Shown, paths: frozenset[str], seconds: float) -> None:
        """Tell of a build that took `seconds` after a change in `paths`."""
        had_faults = self._told != ((), "")
        took = f"{seconds:.2f}".replace(".", ",")
        what = f"{self._named(paths)}; siden er bygget igen på {took} sekunder"
        mended = "; alt er i orden igen" if had_faults and not shown.faults and not shown.failure else ""
        counted = report.summary(shown.faults)
        self._voice.say(f"{what}{mended} ({counted})." if counted else f"{what}{mended}.")
        self._complain(shown)

    def _named(self, paths: frozenset[str]) -> str:
        if not paths:
            return "Tiden er gået"
        if len(paths) > 1:
            return f"{danish.plural(len(paths), 'fil', 'filer')} er ændret"
        name = os.path.relpath(min(paths), self.root).replace(os.sep, "/")
        return f"{report.visible(name)} er ændret"

    def _complain(self, shown: Shown) -> None:
        told = (shown.faults, shown.failure)
        if told != self._told:
            texts = report.as_text(shown.faults, shown.texts.get, colour=self._voice.colour)
            for text in filter(None, (texts, shown.failure)):
                self._voice.complain(text + "\n")
        self._told = told

    def report_crash(self, error: BaseException | None) -> None:
        """Tell of a failure in the server, which goes on."""
        if isinstance(error, Exception):
            self._voice.complain(self._voice.excuse(error))
