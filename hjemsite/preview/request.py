"""Parsing and validating the head of an HTTP/1.1 request (RFC 9112): plain reads, and the forms of the desk.

A page that the editor visits elsewhere can send requests to this machine. So the host name must be one that cannot be
made to resolve to it (DNS rebinding), and the origin must be the preview itself. A form must say its origin.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import unquote_to_bytes, urlsplit

OWN = "/_forhaandsvisning/"
"""Where the preview's own files lie. No page can: a piece of an address holds no underscore."""

EVENTS = f"{OWN}haendelser"
"""The stream of events of an open page."""

_FIRST = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}) (/[\x21-\x7e]*) HTTP/1\.[01]")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\x80-\xff\t]*?)[ \t]*")
_LENGTH = re.compile(r"[0-9]{1,12}")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[0-9a-z.-]+)(?::[0-9]{1,5})?", re.I)


@dataclass(frozen=True, slots=True)
class Request:
    """A request. `path` is percent-decoded and begins with a slash; `query` is as received.

    `length` counts the bytes of the `body`, of the media type `kind`; both are empty where nothing is sent.
    `range` and `if_range` are the fields that ask for a part of a file.
    """

    method: str
    path: str
    query: str
    cookies: str = ""
    kind: str = ""
    length: int = 0
    body: bytes = b""
    range: str = ""
    if_range: str = ""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names that requests may carry. With `everyone`, any address of this machine is accepted, too."""

    names: frozenset[str] = frozenset()
    everyone: bool = False

    def welcome(self, host: str) -> bool:
        """Whether `host`, the value of a `Host` field, is a name of this preview."""
        if not (match := _HOST.fullmatch(host)):
            return False
        name = match[1].lower().strip("[]").removesuffix(".")
        if name in self.names or name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        # Nobody can make an address in figures lead elsewhere than to itself.
        return address.is_loopback or self.everyone


def read(head: bytes, hosts: Hosts) -> Request | HTTPStatus:
    """Parse `head`, up to and with the empty line; the request, or the status of the refusal."""
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    fields = [_FIELD.fullmatch(line) for line in lines]
    asked = _FIRST.fullmatch(first)
    named = [match[2].decode("latin-1") for match in fields if match and match[1].lower() == b"host"]
    if not asked or not all(fields) or len(named) != 1:
        return HTTPStatus.BAD_REQUEST
    if not hosts.welcome(named[0]):
        return HTTPStatus.MISDIRECTED_REQUEST
    named_once: dict[bytes, list[str]] = {}
    for match in filter(None, fields):
        named_once.setdefault(match[1].lower(), []).append(match[2].decode("latin-1"))
    origins = named_once.get(b"origin", [])
    if any(not _is_ours(origin, named[0]) for origin in origins):
        return HTTPStatus.FORBIDDEN
    method = asked[1].decode()
    path, _, query = asked[2].partition(b"?")
    try:
        request = Request(
            method,
            unquote_to_bytes(path).decode(),
            query.decode(),
            "; ".join(named_once.get(b"cookie", [])),
            range=",".join(named_once.get(b"range", [])),
            if_range=",".join(named_once.get(b"if-range", [])),
        )
    except UnicodeDecodeError:
        return HTTPStatus.BAD_REQUEST
    if method == "POST" and request.path.startswith(OWN) and request.path != EVENTS:
        return _form(request, named_once)
    return request if method in ("GET", "HEAD") else HTTPStatus.METHOD_NOT_ALLOWED


def _form(request: Request, fields: Mapping[bytes, Sequence[str]]) -> Request | HTTPStatus:
    """A request with a body, which must come from a page of the preview and say how long it is."""
    if not fields.get(b"origin") or fields.get(b"sec-fetch-site", ["same-origin"]) != ["same-origin"]:
        return HTTPStatus.FORBIDDEN
    lengths, kinds = fields.get(b"content-length", ()), fields.get(b"content-type", ())
    if len(lengths) != 1 or not _LENGTH.fullmatch(lengths[0]) or len(kinds) != 1 or b"transfer-encoding" in fields:
        return HTTPStatus.LENGTH_REQUIRED
    return replace(request, kind=kinds[0], length=int(lengths[0]))


def _is_ours(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.lower() == host.lower()
