"""A preview session, from the first build to Ctrl-C: the builder, the file watcher and the server."""

import asyncio
import gc
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from socket import socket

from hjemsite.cache.blob import ContentChanged
from hjemsite.cache.cache import Cache
from hjemsite.content.scan import Inputs, scan
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.pipeline.build import build
from hjemsite.pipeline.build_site import tidy
from hjemsite.pipeline.editor_package import EditorFiles, editor_files
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.state_files import load
from hjemsite.preview.desk.desk import Desk
from hjemsite.preview.desk.keys import keys_of
from hjemsite.preview.listen import HOST, PORT, hosts, is_own, sockets, url
from hjemsite.preview.rebuilder import Rebuilder, Superseded
from hjemsite.preview.server import Server
from hjemsite.preview.shown_site import Shown, after, failed
from hjemsite.preview.watcher import Watch
from hjemsite.system.errors import MachineError
from hjemsite.system.memory_folder import memory_folder
from hjemsite.system.progress import Progress
from hjemsite.system.workers import Workers


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What to preview and where. `clock` gives the build time of each build; `workers` is for the first build.

    With `open` the browser of the system shows the desk, or the site where others may look at it, too.
    """

    root: Path
    clock: Callable[[], datetime]
    host: str = HOST
    port: int = PORT
    poll: bool = False
    workers: Workers = field(default_factory=Workers)
    open: bool = False


@dataclass(frozen=True, slots=True)
class Console:
    """Terminal output of the preview.

    `say` prints news, `complain` prints faults, and `excuse` describes a failure in Danish.
    """

    say: Callable[[str], None]
    complain: Callable[[str], None]
    excuse: Callable[[Exception], str]
    colour: bool = False


def preview(wish: PreviewOptions, voice: Console) -> None:
    """Serve the site of `wish.root` until the program is interrupted. Raises `CannotListen`."""
    # From here on requests wait in the socket's queue until the first build is finished.
    doors = sockets(wish.host, wish.port, voice.complain)
    address = url(wish.host, doors[0])
    voice.say(f"Bygger forhåndsvisningen; den kommer på {address}/ …")
    watch = Watch(wish.root, listen=not wish.poll)
    if not watch.hears and not wish.poll:
        voice.say("Computeren fortæller ikke, når filer bliver gemt, så mapperne bliver set igennem i stedet.")
    builder = PreviewBuilder(wish, voice)
    first = builder.first()
    voice.say(f"Forhåndsvisningen er klar på {address}{first.prefix}/ (stop med Ctrl-C).")
    # Whoever can reach the preview from elsewhere may read; the desk is for this machine.
    desk = Desk(wish.root, wish.clock, keys_of(wish.root)) if is_own(wish.host) else None
    entrance = f"{address}{desk.keys.path if desk else f'{first.prefix}/'}"
    if desk:
        voice.say(f"Skriv og udgiv på skrivebordet: {entrance}")
    if wish.open and not webbrowser.open(entrance):
        voice.complain(f"Browseren kunne ikke åbnes. Åbn selv {entrance} i den.")
    asyncio.run(_run(builder, Server(first, hosts(wish.host), desk), doors, watch, first))


async def _run(builder: "PreviewBuilder", server: Server, doors: list[socket], watch: Watch, first: Shown) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: builder.report_crash(context.get("exception")))

    def show(shown: Shown, paths: frozenset[str], seconds: float) -> None:
        builder.announce(shown, paths, seconds)
        loop.call_soon_threadsafe(server.show, shown)

    rebuilder = Rebuilder(builder.root, watch, first, builder.again, show)
    rebuilder.start()
    try:
        await server.listen(doors)
    finally:
        rebuilder.stop()


class PreviewBuilder:
    """Builds the shown site and reports to the terminal. A fault is printed once, when it is new."""

    def __init__(self, wish: PreviewOptions, voice: Console) -> None:
        self.root = wish.root
        self._options = wish
        self._console = voice
        self._reported: tuple[frozenset[Diagnostic], str] = (frozenset(), "")
        memory = memory_folder(wish.root)
        self._cache = Cache(memory)
        self._state, self._known_files = load(memory)
        """What the last build knew; of one with errors too, for it is as right as any other."""
        self._program: EditorFiles | None = None

    def first(self) -> Shown:
        """The first build, in several processes.

        It must run before any thread is started, because forking a process with threads is not safe.
        """
        shown = self._build(None, scan(self.root, self._known_files), frozenset(), self._options.workers)
        self._complain(shown)
        # The first build's objects stay, so the garbage collector need not scan them again and again.
        gc.collect()
        gc.freeze()
        gc.enable()
        return shown

    def again(
        self, before: Shown, inputs: Inputs, paths: frozenset[str], is_superseded: Callable[[], bool]
    ) -> Shown | None:
        """A build of `inputs`. None when neither files nor time have changed anything, or when it was superseded."""
        if not paths and (before.until is None or self._options.clock() < before.until):
            return None

        def ask(*_: object) -> None:
            if is_superseded():
                raise Superseded

        # A build creates many objects that stay and few garbage cycles, so the collector would run in vain.
        gc.disable()
        try:
            return self._build(before, inputs, paths, Workers(progress=Progress(ask)))
        except Superseded:
            return None
        finally:
            gc.enable()

    def _editor(self) -> EditorFiles:
        """The editors' program; nothing, and a word in the terminal, where it cannot be had."""
        if self._program is None:
            try:
                self._program = editor_files(self.root)
            except MachineError as error:
                self._console.complain(str(error))
                self._program = {}
        return self._program

    def _build(self, before: Shown | None, inputs: Inputs, paths: frozenset[str], workers: Workers) -> Shown:
        as_of = self._options.clock()
        options = BuildOptions(self.root, as_of, drafts=True, allow_shrink=True, editor=self._editor)
        try:
            result = build(options, self._state, inputs, self._cache, workers)
            shown = after(before, result, as_of, paths)
        except Superseded:
            raise
        except ContentChanged as changed:
            # Somebody saved a file that the build had still to read; a newer build is wanted.
            if before is not None:
                raise Superseded from changed
            return failed(before, as_of, "En fil blev gemt, mens siden blev bygget. Den bliver bygget igen.")
        except Exception as error:  # the preview outlives whatever a build runs into
            return failed(before, as_of, self._console.excuse(error))
        if not has_errors(result.faults):
            tidy(result, self._state, self._cache)
        self._state = result.state
        return shown

    def announce(self, shown: Shown, paths: frozenset[str], seconds: float) -> None:
        """Report a build that took `seconds` after a change of `paths`."""
        had_faults = self._reported != (frozenset(), "")
        took = f"{seconds:.2f}".replace(".", ",")
        what = f"{self._named(paths)}; siden er bygget igen på {took} sekunder"
        mended = "; alt er i orden igen" if had_faults and not shown.faults and not shown.failure else ""
        counted = report.summary(shown.faults)
        self._console.say(f"{what}{mended} ({counted})." if counted else f"{what}{mended}.")
        self._complain(shown)

    def _named(self, paths: frozenset[str]) -> str:
        if not paths:
            return "Tiden er gået"
        if len(paths) > 1:
            return f"{len(paths):,} filer er ændret".replace(",", ".")
        return f"{report.visible(min(paths))} er ændret"

    def _complain(self, shown: Shown) -> None:
        faults, failure = self._reported
        new = [fault for fault in shown.faults if fault not in faults]
        texts = report.as_text(new, shown.lines, colour=self._console.colour)
        for text in filter(None, (texts, shown.failure if shown.failure != failure else "")):
            self._console.complain(text + "\n")
        self._reported = (frozenset(shown.faults), shown.failure)

    def report_crash(self, error: BaseException | None) -> None:
        """Report an exception in the server, which continues to run."""
        if isinstance(error, Exception):
            self._console.complain(self._console.excuse(error))
