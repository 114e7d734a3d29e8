"""Attacks on the preview's web server: from pages that an editor visits, from programs, and from clients that dawdle.

A client here is a plain socket: those that come with Python would tidy up what is sent.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from http import HTTPStatus
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.cache import blob
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.preview import listen
from hjemsite.preview.answer import Answer
from hjemsite.preview.request import Hosts, Request, read
from hjemsite.preview.responses import answer
from hjemsite.preview.shown_site import Shown, after
from tests.previewing import ARTICLE_PATH, ARTICLE_URL, Preview, make_site, previewing, write

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SECRET = "Hemmelig-4711"
EVENTS = "/_forhaandsvisning/haendelser"
SOON = 5.0
"""Seconds within which an answer comes though others dawdle; they do so for longer."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little site with secrets all around it."""
    outside = tmp_path_factory.mktemp("hemmeligt")
    root = make_site(outside / "site")
    for path in ("../hemmelig.txt", ".env", ".git/config", "output/gammel.html", "content/.env", "templates/.env"):
        write(root, path, SECRET)
    (root / "content/nyheder/genvej.md").symlink_to(outside / "hemmelig.txt")
    return root


@pytest.fixture(scope="module")
def preview(root: Path) -> Iterator[Preview]:
    with previewing(root) as running:
        yield running


@pytest.fixture(scope="module")
def shown(root: Path) -> Shown:
    """What that preview shows, to be asked without a socket."""
    return after(None, build(BuildOptions(root, NOON, drafts=True)), NOON, frozenset())


def raw(preview: Preview, request: bytes) -> bytes:
    """All that comes back for `request`."""
    with socket.create_connection((preview.host, preview.port), timeout=30) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def status(reply: bytes) -> int:
    return int(reply.split(b" ", 2)[1]) if reply.startswith(b"HTTP/1.1 ") else 0


def get(path: bytes | str, *fields: str, host: str = "localhost", method: str = "GET") -> bytes:
    target = path if isinstance(path, bytes) else path.encode("latin-1")
    lines = "".join(f"{field}\r\n" for field in (f"Host: {host}", *fields)).encode("latin-1")
    return method.encode() + b" " + target + b" HTTP/1.1\r\n" + lines + b"\r\n"


# --- nothing but the site

STEPS = ("../", "..\\", "%2e%2e/", "%2e%2e%2f", "..%2f", "..%5c", ".%2e/", "%252e%252e%252f", "..;/", "....//",
         "..%c0%af", "..%u2215", "%c0%ae%c0%ae/", "..%00/", "．．/", "./../", "/../", "..%0d%0a/")  # fmt: skip
STARTS = (
    "/",
    "//",
    "/nyheder/",
    "/assets/",
    "/./",
    "/%2f",
    "/file:///",
    "/C:\\",
    "/_forhaandsvisning/",
    "/nyheder/tidselfonden/",
)
ENDS = ("hemmelig.txt", ".env", ".git/config", "etc/passwd", "content/site.yaml", "site/.env", "hemmelig.txt%00.html",
        "hemmelig.txt/", "hemmelig.txt?x", "output/gammel.html")  # fmt: skip
TRAVERSALS = [
    f"{start}{step * times}{end}".encode() for start, step, times, end in product(STARTS, STEPS, (0, 1, 2, 3, 8), ENDS)
]


def test_no_address_leads_out_of_the_site(shown: Shown) -> None:
    """Nine thousand ways up: no answer holds anything but the site's own files or a page that says no."""
    assert len(TRAVERSALS) == 9000
    own = {"/", "/nyheder/", ARTICLE_URL}
    for target in TRAVERSALS:
        asked = read(get(target), Hosts())
        if isinstance(asked, Request):
            response = answer(asked, shown)
            assert response.status is HTTPStatus.NOT_FOUND or asked.path in own, target
            assert SECRET.encode() not in response.body and b"root:" not in response.body
        else:
            assert asked is HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("start", STARTS)
def test_no_address_leads_out_over_the_wire(preview: Preview, start: str) -> None:
    """The same through the whole server, which is there afterwards."""
    for step in STEPS:
        reply = raw(preview, get(f"{start}{step * 3}hemmelig.txt".encode()))
        assert status(reply) in (400, 404) and SECRET.encode() not in reply
    assert preview.ask("/").status == 200


@pytest.mark.parametrize(
    "path",
    ["/.env", "/.git/config", "/content/site.yaml", "/templates/base.html", "/output/gammel.html", "/nyheder/genvej/",
     "/nyheder/2022-09-28-tidselfonden.md", "/hjemsite/cli.py", "/_forhaandsvisning/x", "/_forhaandsvisning/session.py",
     "/_forhaandsvisning/../session.py", "//nyheder/", "/nyheder//", "/NYHEDER/", "/nyheder/."],
)  # fmt: skip
def test_what_is_no_page_is_not_found(preview: Preview, path: str) -> None:
    """Hidden files, sources, links out of the content, the program itself."""
    reply = raw(preview, get(path))
    assert status(reply) == 404 and SECRET.encode() not in reply


# --- whose request it is


@pytest.mark.parametrize(
    ("host", "welcome"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1", True),
        ("127.0.0.1:9", True),
        ("[::1]:8000", True),
        ("noeglen.localhost:8000", True),
        ("evil.example", False),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("evillocalhost", False),
        ("10.0.0.7", False),
        ("[::ffff:10.0.0.7]", False),
        ("", False),
        ("localhost, evil.example", False),
        ("localhost@evil.example", False),
        ("evil.example#localhost", False),
        ("0x7f.1", False),
    ],
)
def test_only_our_own_names_are_answered(preview: Preview, host: str, welcome: bool) -> None:
    """So a name that somebody makes point here (DNS rebinding) reads nothing."""
    for path in (ARTICLE_URL, "/feed.xml"):
        reply = raw(preview, get(path, host=host))
        assert status(reply) == (200 if welcome else 421)
        assert (b"Tidselfonden" in reply) == welcome


@pytest.mark.parametrize("path", ["/", EVENTS, "/feed.json"])
@pytest.mark.parametrize(
    ("origin", "code"),
    [
        ("http://localhost:8000", 200),
        ("http://evil.example", 403),
        ("https://localhost:8000", 403),
        ("http://localhost:8001", 403),
        ("http://localhost", 403),
        ("http://[", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_only_our_own_pages_may_ask(preview: Preview, path: str, origin: str, code: int) -> None:
    """A page elsewhere can neither read nor listen."""
    reply = raw(preview, get(path, f"Origin: {origin}", host="localhost:8000", method="HEAD"))
    assert status(reply) == code


@pytest.mark.parametrize("path", ["/", EVENTS, "/findes-ikke"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X"])
def test_only_reading_is_possible(preview: Preview, method: str, path: str) -> None:
    """There is nothing to write to, and what is allowed is said."""
    reply = raw(preview, get(path, "Content-Length: 5", method=method) + b"hello")
    assert status(reply) == 405 and b"\r\nAllow: GET, HEAD\r\n" in reply


def test_what_a_proxy_would_say_changes_nothing(preview: Preview) -> None:
    """Addresses on the pages are those of `site.yaml`."""
    fields = ("Host", "Proto", "Port", "For", "Server", "Prefix")
    claims = [f"X-Forwarded-{field}: evil.example" for field in fields]
    plain = raw(preview, get(ARTICLE_URL))
    assert raw(preview, get(ARTICLE_URL, *claims, "Forwarded: host=evil.example", "X-Original-URL: /x")) == plain
    assert b'"https://noeglen.example/nyheder/tidselfonden/"' in plain and b"evil" not in plain


# --- odd requests


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (b"GET /\r\n\r\n", 400),
        (b"GET / HTTP/0.9\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 400),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: local\0host\r\n\r\n", 400),
        (b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\nHost: localhost\n\n", 0),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", 431),
        (b"\r\n\r\n", 400),
        (b"", 0),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n", 0),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET /feed.xml HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
    ],
)
def test_an_odd_request_is_refused_and_harms_nothing(preview: Preview, request_: bytes, code: int) -> None:
    """Refused by its status, or left without an answer; the next one is answered, and nobody sees a traceback."""
    assert status(raw(preview, request_)) == code
    assert preview.ask("/").status == 200
    assert "Traceback" not in preview.complained


@pytest.mark.parametrize(
    "path", ["/", "/feed.xml", "/findes-ikke", "/%ff", "/_forhaandsvisning/forhaandsvisning.js", EVENTS, "/nyheder"]
)
def test_every_answer_is_guarded(preview: Preview, path: str) -> None:
    """Nothing is kept by the browser, nothing is guessed, nothing foreign is loaded or may frame it."""
    head = raw(preview, get(path, method="HEAD")).decode()
    for field in (
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "Content-Security-Policy: default-src 'none'; script-src 'self'",
        "frame-ancestors 'none'",
    ):
        assert field in head
    assert "unsafe-inline" not in head and head.endswith("\r\n\r\n") and "<" not in head


def test_head_is_get_without_the_body(preview: Preview) -> None:
    """The same fields, and the length of what is left out."""
    head, both = raw(preview, get("/", method="HEAD")), raw(preview, get("/"))
    assert both.startswith(head) and f"Content-Length: {len(both) - len(head)}\r\n".encode() in head


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=5-", (5, None)),
        ("Bytes= 2-4 ", (2, 5)),
        ("bytes=-3", (-3, None)),
        ("bytes=-999999", (0, None)),
        ("bytes=1-999999", (1, None)),
    ],
)
def test_a_part_of_a_file_can_be_had(preview: Preview, asked: str, part: tuple[int, int | None]) -> None:
    """As RFC 9110 has it: those bytes, where they stand, and how long the whole is."""
    whole = preview.ask("/feed.xml")
    assert (whole.status, whole.headers["Accept-Ranges"]) == (200, "bytes")
    got, size, expected = preview.ask("/feed.xml", headers={"Range": asked}), len(whole.body), whole.body[slice(*part)]
    assert (got.status, got.body, got.headers["Content-Length"]) == (206, expected, str(len(expected)))
    start = whole.body.index(expected) if len(expected) > 3 else slice(*part).indices(size)[0]
    assert got.headers["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{size}"
    assert got.headers["Content-Type"] == whole.headers["Content-Type"]


@pytest.mark.parametrize(
    "asked",
    ["bytes=a-b", "bytes=-", "bytes=4-2", "lines=1-2", "bytes=0-1,4-5", f"bytes=0-{'9' * 30}", "0-1", "bytes=0-1\xb9"],
)
def test_who_asks_for_no_one_part_gets_the_whole(preview: Preview, asked: str) -> None:
    """What is no range, and several at once."""
    got = preview.ask("/feed.xml", headers={"Range": asked})
    assert (got.status, got.body) == (200, preview.ask("/feed.xml").body) and "Content-Range" not in got.headers


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_that_is_not_there(preview: Preview, asked: str) -> None:
    """The answer says how long the file is."""
    got = preview.ask("/feed.xml", headers={"Range": asked})
    assert (got.status, got.body) == (416, b"")
    assert got.headers["Content-Range"] == f"bytes */{len(preview.ask('/feed.xml').body)}"


def test_parts_of_two_files_are_never_put_together(preview: Preview) -> None:
    """A part is of the very bytes whose sign the browser sends; a page, and a question without a body, has no parts."""
    etag = preview.ask("/feed.xml").headers["ETag"]
    for sign, code in ((etag, 206), ('"en-anden"', 200), ("Sun, 01 Nov 2026 11:00:00 GMT", 200), (f"W/{etag}", 200)):
        assert preview.ask("/feed.xml", headers={"Range": "bytes=1-2", "If-Range": sign}).status == code
    assert preview.ask("/", headers={"Range": "bytes=1-2"}).status == 200
    assert preview.ask("/feed.xml", "HEAD", {"Range": "bytes=1-2"}).status == 200


@pytest.mark.parametrize("path", ["/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E", '/"onload="x'])
def test_an_address_is_not_repeated(preview: Preview, path: str) -> None:
    """Whatever an address holds, the page that says no does not."""
    reply = raw(preview, get(path))
    assert status(reply) == 404
    assert b"alert(1)" not in reply and b"onload=" not in reply


def test_what_an_article_says_is_shown_as_text(root: Path) -> None:
    """Faults show excerpts, and names of files; neither becomes a part of the page."""
    good = (root / ARTICLE_PATH).read_text("utf-8")
    attack = "</pre></template><script src=//evil.example></script><img onerror=x>"
    write(root, ARTICLE_PATH, f"---\ntitle: Angreb\ndate: 2022-09-28\nmember: '{attack}'\n---\nTekst.\n")
    try:
        built = build(BuildOptions(root, NOON, drafts=True))
        page = answer(Request("GET", "/", ""), after(None, built, NOON, frozenset())).body.decode()
    finally:
        write(root, ARTICLE_PATH, good)
    assert "&lt;img onerror=x&gt;" in page and "<img" not in page and "evil.example>" not in page


def test_a_build_holds_nothing_of_the_preview(root: Path, shown: Shown) -> None:
    """What listens for changes is in what is served, and never in a file."""
    served = answer(Request("GET", "/", ""), shown)
    assert isinstance(served, Answer) and b"_forhaandsvisning" in served.body
    for data in (*build(BuildOptions(root, NOON, drafts=True)).files.values(), *shown.files.values()):
        assert b"forhaandsvisning" not in blob.read(data)


# --- clients that dawdle


def test_idle_and_slow_clients_keep_nobody_waiting(preview: Preview) -> None:
    """A hundred say nothing, one spells it out, one never reads, twenty wait for news."""
    with ExitStack() as stack:

        def client(request: bytes) -> socket.socket:
            opened = stack.enter_context(socket.create_connection((preview.host, preview.port), timeout=30))
            opened.sendall(request)
            return opened

        for _ in range(100):
            client(b"")
        slow = client(b"G")
        client(get("/"))
        for _ in range(20):
            client(get(f"{EVENTS}?x"))
        for letter in b"ET / HTTP/1.1\r\nHost: loc":
            slow.sendall(bytes([letter]))
            began = time.monotonic()
            assert preview.ask("/").status == 200
            assert time.monotonic() - began < SOON


def test_more_clients_than_there_is_room_for(preview: Preview) -> None:
    """Those that have been silent the longest make room."""
    with ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(socket.create_connection((preview.host, preview.port), timeout=30))
        assert preview.ask("/").status == 200
    assert "Traceback" not in preview.complained and preview.ask("/").status == 200


# --- where it is served


def test_only_this_machine_is_served() -> None:
    """Unless somebody asks for more, and then they are warned."""
    warnings: list[str] = []
    for host in (listen.HOST, "localhost", "127.0.0.1", "::1"):
        for door in listen.sockets(host, 0, warnings.append):
            assert door.getsockname()[0] in ("127.0.0.1", "::1")
            door.close()
    assert warnings == []
    for door in listen.sockets("0.0.0.0", 0, warnings.append):
        assert listen.url("0.0.0.0", door) == f"http://127.0.0.1:{door.getsockname()[1]}"
        door.close()
    assert len(warnings) == 1 and "--host" in warnings[0] and "kladder" in warnings[0]


def test_asked_for_more_only_figures_and_the_name_are_welcome() -> None:
    """An address in figures cannot be made to lead elsewhere; a name can."""
    hosts = listen.hosts("noeglen-pc")
    assert all(hosts.welcome(name) for name in ("192.168.1.7:8000", "[fe80::1]", "noeglen-pc:8000", "localhost"))
    assert not any(hosts.welcome(name) for name in ("evil.example", "noeglen-pc.evil.example", ""))


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [("192.0.2.1", 0, "er ikke en adresse på denne computer"), ("findes.invalid", 0, "er ikke en adresse på denne")],
)
def test_a_place_that_cannot_be_had_is_told(host: str, port: int, message: str) -> None:
    """In Danish, with a way out."""
    with pytest.raises(listen.CannotListen, match=message):
        listen.sockets(host, port, lambda _: None)


def test_a_taken_port_is_never_shared() -> None:
    """On either of the two ways to say `localhost`, for the old program would answer there."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        warnings: list[str] = []
        with socket.create_server((host, 0), family=family) as taken:
            port = taken.getsockname()[1]
            doors = listen.sockets(listen.HOST, port, warnings.append)
            assert {door.getsockname()[1] for door in doors} != {port}
            assert warnings and f"Port {port} er optaget" in warnings[0]
            for door in doors:
                door.close()
