"""The answer to a request: a file of the finished site, looked up in memory.

An address is looked up among the names of files and never made into a path, so nothing outside the site can be reached.
"""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from hjemsite.cache.blob import ContentChanged, digest_of, read
from hjemsite.filetypes import media_type
from hjemsite.preview.overlay import OWN, error_page, with_overlay
from hjemsite.preview.request import Request
from hjemsite.preview.shown_site import Shown

EVENTS = f"{OWN}haendelser"

_HTML = "text/html; charset=utf-8"
_FOLDER = Path(__file__).parent
_OWN_FILES = {f"{OWN}{name}": (_FOLDER / name).read_bytes() for name in ("forhaandsvisning.css", "forhaandsvisning.js")}


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind` is the media type of `body`. `location` is where the client should ask instead; mostly empty."""

    status: HTTPStatus
    kind: str
    body: bytes
    location: str = ""


def answer(request: Request, shown: Shown) -> Answer:
    """What the preview answers while it shows `shown`."""
    try:
        return _answer(request, shown)
    except ContentChanged:
        # A file was saved since the last build, and the next one has begun.
        return refusal(HTTPStatus.SERVICE_UNAVAILABLE, shown)


def _answer(request: Request, shown: Shown) -> Answer:
    path = request.path
    if path in _OWN_FILES:
        return Answer(HTTPStatus.OK, media_type(path), _OWN_FILES[path])
    if path in ("/", shown.prefix) and shown.prefix:
        return _see(f"{shown.prefix}/")
    if not path.startswith(f"{shown.prefix}/") or path.startswith(OWN):
        return refusal(HTTPStatus.NOT_FOUND, shown)
    name = _name(path, shown)
    if name in shown.files:
        return _file(name, f"/{path.removeprefix(shown.prefix + '/')}", shown)
    if f"{name}/index.html" in shown.files:
        return _see(f"{path}/")
    return refusal(HTTPStatus.NOT_FOUND, shown)


def is_same(path: str, one: Shown, other: Shown) -> bool:
    """Whether the page at `path` looks the same in both."""
    told = (one.faults, one.failure) == (other.faults, other.failure)
    before, after = (shown.files.get(_name(path, shown)) for shown in (one, other))
    return told and before is not None and after is not None and digest_of(before) == digest_of(after)


def _name(path: str, shown: Shown) -> str:
    """The name of the file that an address below the site's own leads to."""
    name = path.removeprefix(f"{shown.prefix}/")
    return name if name and not name.endswith("/") else f"{name}index.html"


def refusal(status: HTTPStatus, shown: Shown) -> Answer:
    """The page that says why there is nothing to see; the site's own where it has one."""
    if status is HTTPStatus.NOT_FOUND and "404.html" in shown.files:
        return Answer(status, _HTML, with_overlay(read(shown.files["404.html"]), "/404.html", shown))
    if status is HTTPStatus.NOT_FOUND and not shown.files:
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, with_overlay(error_page(None), "", shown))
    return Answer(status, _HTML, error_page(status))


def _file(name: str, url: str, shown: Shown) -> Answer:
    data, kind = read(shown.files[name]), media_type(name)
    return Answer(HTTPStatus.OK, kind, with_overlay(data, url, shown) if kind == _HTML else data)


def _see(path: str) -> Answer:
    return Answer(HTTPStatus.FOUND, _HTML, b"", quote(path))
