"""What a client asks for: the head of an HTTP/1.1 request (RFC 9112), read strictly, and refused where it is not ours.

A page that an editor visits elsewhere can send requests to this machine. So the host must be one that cannot be made
to point here (DNS rebinding), the origin must be ourselves, and nothing but reading is possible.
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
    """`path` is decoded and begins with a slash, `query` is as it was sent."""

    method: str
    path: str
    query: str


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names by which the preview may be called. `everyone`: also by any address of the machine."""

    names: frozenset[str] = frozenset()
    everyone: bool = False

    def welcome(self, host: str) -> bool:
        """Whether `host`, as a `Host` field gives it, can only be ourselves."""
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
    """The request that `head` makes, up to and with the empty line; or the status with which it is refused."""
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
