"""Inputs of a given size for the limits of the preview and of the question whether a site is up to date.

Clocks are turned and not waited for: nobody waits a minute for a test.
"""

import asyncio
import re
import shutil
import subprocess
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from threading import Thread
from types import SimpleNamespace
from unittest.mock import patch

from hjemsite.cache.blob import digest
from hjemsite.cli.live_check import verdict
from hjemsite.pipeline import public_check
from hjemsite.pipeline.build import build
from hjemsite.pipeline.editor_package import editor_files
from hjemsite.pipeline.live_site import Unreachable, live_status
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.public_check import PublicCheck
from hjemsite.preview.overlay import with_overlay
from hjemsite.preview.request import Hosts
from hjemsite.preview.server import Server, body_of
from hjemsite.preview.shown_site import Shown, after
from hjemsite.publishing.deployment import public_sample
from hjemsite.publishing.deployment.public_sample import look
from hjemsite.publishing.targets.ssh_access import connect
from hjemsite.system import web
from hjemsite.system.errors import MachineError
from hjemsite.system.web import Response
from tests.previewing import make_site, write
from tests.security.limit_cases.texts import NOON


def shown(**faulty: str) -> Shown:
    """A little site with the texts `faulty` beside its own article, as the preview shows it."""
    with TemporaryDirectory() as folder:
        root = make_site(Path(folder))
        for name, text in faulty.items():
            write(root, f"content/nyheder/{name}.md", text)
        return after(None, build(BuildOptions(root, NOON, drafts=True)), NOON, frozenset())


@cache
def without_faults() -> Shown:
    return shown()


def overlaid(number: int) -> bool:
    """Articles with a fault each, of which a page tells all."""
    texts = {f"n{fault:03}": f"---\ntitle: Nyt {fault}\ndate: {fault}\n---\n\nVi er her.\n" for fault in range(number)}
    site = shown(**texts)
    assert len(site.faults) == number
    page = with_overlay(b"<body></body>", "/", site).decode()
    return len(re.findall(r"<section class=", page)) == number


class _Loop(asyncio.SelectorEventLoop):
    """A loop whose clock can be turned on by `passed` seconds."""

    passed = 0.0

    def time(self) -> float:
        return super().time() + self.passed


Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


def served(visit: Callable[[int], Coroutine[None, None, bool]]) -> bool:
    """What `visit` returns, given the port of a preview that listens."""

    async def meet() -> bool:
        with create_server(("127.0.0.1", 0)) as socket:
            port = socket.getsockname()[1]
            server = asyncio.create_task(Server(without_faults(), Hosts()).listen([socket]))
            try:
                return await visit(port)
            finally:
                server.cancel()
                await asyncio.wait([server])

    return in_turned_time(meet)


def in_turned_time(visit: Callable[[], Coroutine[None, None, bool]]) -> bool:
    """What `visit` returns in a `_Loop`."""

    def run() -> bool:
        with asyncio.Runner(loop_factory=_Loop) as runner:
            return runner.run(visit())

    # A test with a browser keeps a loop in this thread.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run).result()


async def answered(client: Client, head: bytes) -> bytes:
    """The status line that comes back; nothing where the connection is cut."""
    reader, writer = client
    try:
        writer.write(head)
        await writer.drain()
        return await asyncio.wait_for(reader.readline(), 30)
    except ConnectionError:
        return b""
    finally:
        writer.transport.abort()


def heads(number: int) -> bool:
    """A request whose head is `number` bytes, without the empty line at its end."""

    async def visit(port: int) -> bool:
        start = REQUEST + b"X: "
        client = await asyncio.open_connection("127.0.0.1", port)
        return b" 431 " not in await answered(client, start + b"x" * (number - len(start)) + b"\r\n\r\n")

    return served(visit)


def connections(number: int) -> bool:
    """So many that say nothing; the first of them is still answered when it speaks."""

    async def visit(port: int) -> bool:
        clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(number)]
        # The last one is answered only when all have been let in.
        assert await answered(clients[-1], REQUEST + b"\r\n")
        answer = await answered(clients[0], REQUEST + b"\r\n")
        for _, writer in clients:
            writer.transport.abort()
        return bool(answer)

    return served(visit)


def seconds(number: int) -> bool:
    """A browser that says something in the middle of second `number`."""

    async def visit(port: int) -> bool:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, _Loop)
        client = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(0.1)
        loop.passed = number - 0.5
        await asyncio.sleep(0.01)
        return bool(await answered(client, REQUEST + b"\r\n"))

    return served(visit)


@contextmanager
def site(status: bytes) -> Iterator[str]:
    """The address of a site that answers every request with `status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(status)))
            self.end_headers()
            self.wfile.write(status)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def is_told(status: bytes) -> bool:
    """Whether a site with this status says how it is."""
    with site(status) as address:
        try:
            return live_status(address).pages == 7
        except Unreachable:
            return False


def live_bytes(number: int) -> bool:
    start, end = b'{"pages": 7', b"}"
    return is_told(start + b" " * (number - len(start) - len(end)) + end)


def live_seconds(number: int) -> bool:
    """An answer that is there after `number` seconds."""
    times = iter((0, number))
    with patch.object(web, "time", SimpleNamespace(monotonic=lambda: next(times, number))):
        return is_told(b'{"pages": 7}')


def late(number: int) -> bool:
    """A site that should have changed `number` minutes ago."""
    due = (NOON - timedelta(minutes=number)).isoformat()
    with site(f'{{"pages": 7, "newest": null, "next": "{due}"}}'.encode()) as address:
        return not verdict(address, NOON, None).is_stale


def public_bytes(number: int) -> bool:
    """A file of the site as readers get it."""
    data = bytes(number)
    with site(data) as address, patch.object(public_sample, "PUBLIC_SECONDS", 0):
        return not look(address, {"a.pdf": digest(data).hex()}, ["a.pdf"], lambda: None).stale


def public_seconds(number: int) -> bool:
    """A host that gives readers the new site after `number` seconds."""
    clock = 0.0

    def sleep(seconds: float) -> None:
        nonlocal clock
        clock += seconds

    def fetched(*_: object) -> Response:
        return Response(200, {}, b"ny" if clock >= number else b"gammel", "")

    turned = SimpleNamespace(monotonic=lambda: clock, sleep=sleep)
    with patch.object(public_sample, "time", turned), patch.object(public_sample, "fetch", fetched):
        return not look("https://x.example", {"a.html": digest(b"ny").hex()}, ["a.html"], lambda: None).stale


def public_check_seconds(number: int) -> bool:
    """A host whose front page has come after `number` seconds."""
    with TemporaryDirectory() as folder, site(b"") as address:
        options = BuildOptions(make_site(Path(folder)), NOON)
        times = iter((0,))
        with patch.object(public_check, "time", SimpleNamespace(monotonic=lambda: next(times, number))):
            check = PublicCheck(address, build(options).site, NOON, "")
            return all(finding.kind != "langsom" for finding in check.findings())


def package_seconds(number: int) -> bool:
    """An npm that has fetched the editors' program after `number` seconds, though it is not the right one."""

    def run(*_: object, timeout: float, **__: object) -> SimpleNamespace:
        if number > timeout:
            raise subprocess.TimeoutExpired("npm", timeout)
        return SimpleNamespace(returncode=0)

    with TemporaryDirectory() as folder, patch.object(shutil, "which", str), patch.object(subprocess, "run", run):
        try:
            editor_files(Path(folder))
        except MachineError as error:
            return "svarer ikke" not in str(error)
    raise AssertionError("the program is not there")


def ssh_seconds(number: int) -> bool:
    """A server that has said nothing in the middle of second `number`."""

    async def visit(port: int) -> bool:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, _Loop)
        login = asyncio.create_task(connect("127.0.0.1", port, "x"))
        await asyncio.sleep(0.1)
        loop.passed = number - 0.5
        await asyncio.wait([login], timeout=0.1)
        is_waiting = not login.done()
        login.cancel()
        await asyncio.wait([login])
        return is_waiting

    with create_server(("127.0.0.1", 0)) as silent:
        return in_turned_time(lambda: visit(silent.getsockname()[1]))


def desk_forms(number: int) -> bool:
    """A form of so many bytes that has arrived whole."""

    async def read() -> bool:
        reader = asyncio.StreamReader()
        reader.feed_data(bytes(number))
        return await body_of(reader, number) is not None

    # A browser that other tests have left open has an event loop in this thread.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(read())).result()


CASES: Mapping[str, Callable[[int], bool]] = {
    "FAULTS_IN_PREVIEW": overlaid,
    "PREVIEW_HEAD_BYTES": heads,
    "PREVIEW_SECONDS": seconds,
    "PREVIEW_CONNECTIONS": connections,
    "DESK_FORM_BYTES": desk_forms,
    "LIVE_SECONDS": live_seconds,
    "LIVE_ANSWER_BYTES": live_bytes,
    "LIVE_LATE_MINUTES": late,
    "PUBLIC_BYTES": public_bytes,
    "PUBLIC_SECONDS": public_seconds,
    "SSH_SECONDS": ssh_seconds,
    "PUBLIC_CHECK_SECONDS": public_check_seconds,
    "PACKAGE_SECONDS": package_seconds,
}
