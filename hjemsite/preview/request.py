"""Parsing and validating the head of an HTTP/1.1 request (RFC 9112). Anything but a plain read is refused.

A page that the editor visits elsewhere can send requests to this machine. So the host name must be one that cannot be
made to resolve to it (DNS rebinding), and the origin must be the preview itself.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import unquote_to_bytes, urlsplit

_FIRST = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}) (/[\x21-\x7e]*) HTTP/1\.[01]")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\x80-\xff\t]*?)[ \t]*")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[0-9a-z.-]+)(?::[0-9]{1,5})?", re.I)


@dataclass(frozen=True, slots=True)
class Request:
    """A request. `path` is percent-decoded and begins with a slash; `query` is as received."""

    method: str
    path: str
    query: str


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
    origins = [match[2].decode("latin-1") for match in fields if match and match[1].lower() == b"origin"]
    if any(not _is_ours(origin, named[0]) for origin in origins):
        return HTTPStatus.FORBIDDEN
    method = asked[1].decode()
    if method not in ("GET", "HEAD"):
        return HTTPStatus.METHOD_NOT_ALLOWED
    path, _, query = asked[2].partition(b"?")
    try:
        return Request(method, unquote_to_bytes(path).decode(), query.decode())
    except UnicodeDecodeError:
        return HTTPStatus.BAD_REQUEST


def _is_ours(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.lower() == host.lower()
