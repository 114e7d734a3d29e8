"""Responses to requests: files of the built site, looked up in memory.

The request path is a key among the site's file names and is never turned into a file system path, so nothing outside
the site can be read.
"""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from hjemsite.cache.blob import ContentChanged, digest_of, read
from hjemsite.filetypes import media_type
from hjemsite.pipeline.editor_package import PAGE_FILE
from hjemsite.preview.answer import HTML, Answer
from hjemsite.preview.byte_ranges import ranged
from hjemsite.preview.desk.pages.overview import desk_page
from hjemsite.preview.overlay import OWN, error_page, with_overlay
from hjemsite.preview.request import Request
from hjemsite.preview.shown_site import Shown

_FOLDER = Path(__file__).parent
_NAMES = (
    "forhaandsvisning.css",
    "forhaandsvisning.js",
    "desk/skrivebord.css",
    "desk/skrivebord.js",
    "desk/skrivebord.svg",
)
_OWN_FILES = {f"{OWN}{name.split('/')[-1]}": (_FOLDER / name).read_bytes() for name in _NAMES}


def answer(request: Request, shown: Shown) -> Answer:
    """The response to `request` while the preview shows `shown`."""
    try:
        return _answer(request, shown)
    except ContentChanged:
        # A file was saved since the last build, and the next one has begun.
        return refusal(HTTPStatus.SERVICE_UNAVAILABLE, shown)


def _answer(request: Request, shown: Shown) -> Answer:
    path = request.path
    if path == OWN:
        return Answer(HTTPStatus.OK, HTML, desk_page(shown))
    if path in _OWN_FILES:
        return Answer(HTTPStatus.OK, media_type(path), _OWN_FILES[path])
    if path in ("/", shown.prefix) and shown.prefix:
        return _see(f"{shown.prefix}/")
    if not path.startswith(f"{shown.prefix}/") or path.startswith(OWN):
        return refusal(HTTPStatus.NOT_FOUND, shown)
    name = _name(path, shown)
    if name in shown.files:
        return ranged(_file(name, f"/{path.removeprefix(shown.prefix + '/')}", shown), request)
    if f"{name}/index.html" in shown.files:
        return _see(f"{path}/")
    return refusal(HTTPStatus.NOT_FOUND, shown)


def is_same(path: str, first: Shown, other: Shown) -> bool:
    """Whether the page at `path` is the same in both sites."""
    is_same_outcome = (first.faults, first.failure) == (other.faults, other.failure)
    before, after = (shown.files.get(_name(path, shown)) for shown in (first, other))
    return is_same_outcome and before is not None and after is not None and digest_of(before) == digest_of(after)


def _name(path: str, shown: Shown) -> str:
    """The file name for a request path below the site's base path."""
    name = path.removeprefix(f"{shown.prefix}/")
    return name if name and not name.endswith("/") else f"{name}index.html"


def refusal(status: HTTPStatus, shown: Shown) -> Answer:
    """The page for an error status: the site's own page where it has one."""
    if status is HTTPStatus.NOT_FOUND and "404.html" in shown.files:
        return Answer(status, HTML, with_overlay(read(shown.files["404.html"]), "/404.html", shown))
    if status is HTTPStatus.NOT_FOUND and not shown.files:
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, HTML, with_overlay(error_page(None), "", shown))
    return Answer(status, HTML, error_page(status))


def _file(name: str, url: str, shown: Shown) -> Answer:
    data, kind = read(shown.files[name]), media_type(name)
    if name == PAGE_FILE:
        # It is not drawn anew while somebody writes in it, and its policy is another than the preview's.
        return Answer(HTTPStatus.OK, kind, data, has_own_policy=True)
    if kind == HTML:
        return Answer(HTTPStatus.OK, kind, with_overlay(data, url, shown))
    return Answer(HTTPStatus.OK, kind, data, etag=f'"{digest_of(shown.files[name]).hex()}"')


def _see(path: str) -> Answer:
    return Answer(HTTPStatus.FOUND, HTML, b"", quote(path))
