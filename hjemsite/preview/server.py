"""The preview's web server: HTTP/1.1 over asyncio, one request per connection, for one editor's browser.

Connections are independent: a client that is silent or slow occupies a socket and delays no other client.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from socket import socket
from urllib.parse import unquote

from hjemsite.limits import DESK_FORM_BYTES, PREVIEW_CONNECTIONS, PREVIEW_HEAD_BYTES, PREVIEW_SECONDS
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.desk import Desk
from hjemsite.preview.request import EVENTS, OWN, Hosts, Request, read
from hjemsite.preview.responses import answer, is_same, refusal
from hjemsite.preview.shown_site import Shown

HEARTBEAT = 5.0
"""Seconds between two signs of life to a page that waits for news; so it is noticed when the page is gone."""

_BUILDING = 30.0
"""Seconds that an answer of the desk waits for the build of what was written; then the page says that it goes on."""

_POLICY = (
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_UNFRAMED = "Content-Security-Policy: frame-ancestors 'none'"
"""The header for a page that has its own policy within: no other site may show it in a frame."""
_HEADERS = (
    "Cache-Control: no-store",
    "Cross-Origin-Opener-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
    "Referrer-Policy: same-origin",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
)


class Server:
    """Serves the site that was last given to `show`, and notifies open pages of changes."""

    def __init__(self, shown: Shown, hosts: Hosts, desk: Desk | None = None) -> None:
        self._before = self._shown = shown
        self._hosts = hosts
        self._desk = desk
        self._acting = asyncio.Lock()
        self._switched = asyncio.Event()
        self._silent: dict[asyncio.StreamWriter, None] = {}
        self._open = 0

    async def listen(self, sockets: list[socket]) -> None:
        """Accept connections on `sockets` until the task is cancelled."""
        servers = [
            await asyncio.start_server(self._welcome, sock=listener, limit=PREVIEW_HEAD_BYTES) for listener in sockets
        ]
        try:
            await asyncio.Event().wait()
        finally:
            # Not waited for: a page that waits for news never leaves.
            for server in servers:
                server.close()

    def show(self, shown: Shown) -> None:
        """Serve `shown` from now on. Must be called in the server's thread."""
        self._before, self._shown = self._shown, shown
        self._switched.set()
        self._switched = asyncio.Event()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        self._silent[writer] = None
        # So `drain` returns when the client has taken everything, and a slow one is noticed.
        writer.transport.set_write_buffer_limits(0)
        if self._open > PREVIEW_CONNECTIONS:
            next(iter(self._silent)).transport.abort()
        try:
            await self._serve(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            # The client has left, or says nothing; there is nobody to answer.
            writer.transport.abort()
        finally:
            self._open -= 1
            self._silent.pop(writer, None)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await _head(reader)
        self._silent.pop(writer, None)
        asked = read(head, self._hosts) if head else HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        if isinstance(asked, Request) and asked.path == EVENTS:
            await self._report(asked, writer)
            return
        response = await self._answer(asked, reader) if isinstance(asked, Request) else refusal(asked, self._shown)
        await _send(writer, response, with_body=not head.startswith(b"HEAD "))

    async def _answer(self, asked: Request, reader: asyncio.StreamReader) -> Answer:
        desk = self._desk
        if desk is not None and asked.method != "POST" and asked.path == OWN and desk.keys.opens(asked):
            return desk.enter()
        if desk is not None and desk.has(asked):
            if desk.keys.knows(asked):
                return await self._at_desk(desk, asked, reader)
            if asked.method == "POST" or asked.path != OWN:
                return refusal(HTTPStatus.FORBIDDEN, self._shown)
        return (
            refusal(HTTPStatus.METHOD_NOT_ALLOWED, self._shown)
            if asked.method == "POST"
            else answer(asked, self._shown)
        )

    async def _at_desk(self, desk: Desk, asked: Request, reader: asyncio.StreamReader) -> Answer:
        """The desk's response, computed in a thread; it is sent when the preview shows what the desk has written."""
        if asked.length:
            body = await body_of(reader, asked.length)
            if body is None:
                return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._shown)
            asked = replace(asked, body=body)
        async with self._acting:
            outcome = await asyncio.to_thread(desk.answer, asked, self._shown)
            with suppress(TimeoutError):
                async with asyncio.timeout(_BUILDING):
                    await self._showing(outcome.written)
        return outcome.answer

    async def _showing(self, written: Mapping[str, bytes | None]) -> None:
        """Wait until the preview has built the files that were `written`."""
        while True:
            files, switched = self._shown.inputs.files, self._switched
            now = {path: files[path].digest if path in files else None for path in written}
            if now == written:
                return
            await switched.wait()

    async def _report(self, asked: Request, writer: asyncio.StreamWriter) -> None:
        """The event stream of an open page (server-sent events, HTML standard, 9.2).

        The page sends its version and its path in the query.
        """
        _write_head(writer, Answer(HTTPStatus.OK, "text/event-stream", b""), length=None)
        if asked.method == "HEAD":
            return
        writer.write(b"retry: 500\n\n")
        version, _, path = asked.query.partition("&")
        while not writer.is_closing():
            shown, switched = self._shown, self._switched
            if shown.version != version:
                writer.write(f"event: {self._news(version, unquote(path))}\ndata: {shown.version}\n\n".encode())
                version = shown.version
            await _drained(writer)
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await switched.wait()
            except TimeoutError:
                writer.write(b":\n\n")

    def _news(self, version: str, path: str) -> str:
        """The event for an open page at `path` that shows `version`: new style sheet, no change, or reload."""
        if self._shown.only_css_since == version:
            return "stil"
        is_known = version == self._before.version
        return "samme" if is_known and is_same(path, self._before, self._shown) else "side"


async def _head(reader: asyncio.StreamReader) -> bytes:
    """The head of a request, up to and with the empty line; empty when it exceeds the limit."""
    try:
        async with asyncio.timeout(PREVIEW_SECONDS):
            return await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return b""


async def body_of(reader: asyncio.StreamReader, length: int) -> bytes | None:
    """The body of a request; None where it is larger than any form, and then it is read and thrown away."""
    pieces: list[bytes] = []
    left = length
    while left:
        async with asyncio.timeout(PREVIEW_SECONDS):
            piece = await reader.read(min(left, 1 << 18))
        if not piece:
            raise asyncio.IncompleteReadError(b"", left)
        left -= len(piece)
        if length <= DESK_FORM_BYTES:
            pieces.append(piece)
    return b"".join(pieces) if length <= DESK_FORM_BYTES else None


async def _send(writer: asyncio.StreamWriter, response: Answer, *, with_body: bool) -> None:
    _write_head(writer, response, length=len(response.body))
    if with_body:
        # In pieces, so that the patience is with a slow reader and not with a long file.
        for start in range(0, len(response.body), 65_536):
            writer.write(response.body[start : start + 65_536])
            await _drained(writer)
    await _drained(writer)
    with suppress(OSError):
        writer.write_eof()


def _write_head(writer: asyncio.StreamWriter, response: Answer, length: int | None) -> None:
    lines = [f"HTTP/1.1 {response.status.value} {response.status.phrase}", f"Content-Type: {response.kind}", *_HEADERS]
    lines.append(_UNFRAMED if response.has_own_policy else _POLICY)
    if length is not None:
        lines.append(f"Content-Length: {length}")
    if response.etag:
        lines += ("Accept-Ranges: bytes", f"ETag: {response.etag}")
    if response.content_range:
        lines.append(f"Content-Range: {response.content_range}")
    if response.cookie:
        lines.append(f"Set-Cookie: {response.cookie}")
    if response.location:
        lines.append(f"Location: {response.location}")
    if response.status is HTTPStatus.METHOD_NOT_ALLOWED:
        lines.append("Allow: GET, HEAD")
    writer.write("\r\n".join((*lines, "", "")).encode("ascii"))


async def _drained(writer: asyncio.StreamWriter) -> None:
    async with asyncio.timeout(PREVIEW_SECONDS):
        await writer.drain()
