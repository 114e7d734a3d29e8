"""Access control of the desk: only the browser that was opened with its key, and only the desk's own pages in it.

The key is in the address that `serve` opens or prints. It is exchanged for a cookie, so a program of another user on
the machine, who can reach the port, can do nothing. A page from elsewhere cannot send the cookie, and does not know the
token that each form holds. All three follow from the machine's secret (`cache.secret`), so they outlive the program.
"""

import hmac
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.secret import seal
from hjemsite.preview.request import OWN, Request

KEY = "noegle"
"""The name of the key in an address."""

_YEAR = 31_536_000
"""Seconds that a browser keeps the cookie."""


class Keys(Struct, frozen=True):
    """`name` and `cookie` are those of the cookie, `token` is what forms hold."""

    key: str
    name: str
    cookie: str
    token: str

    @property
    def path(self) -> str:
        """The address that opens the desk in a browser, without the host."""
        return f"{OWN}?{KEY}={self.key}"

    @property
    def header(self) -> str:
        """The field `Set-Cookie` of the answer to the key."""
        return f"{self.name}={self.cookie}; Path={OWN}; Max-Age={_YEAR}; HttpOnly; SameSite=Strict"

    def opens(self, request: Request) -> bool:
        """Whether the query of a request holds the key."""
        return _is_same(request.query, f"{KEY}={self.key}")

    def knows(self, request: Request) -> bool:
        """Whether a request comes from a browser that was opened with the key."""
        pairs = (pair.strip().partition("=") for pair in request.cookies.split(";"))
        return any(name == self.name and _is_same(value, self.cookie) for name, _, value in pairs)

    def has_token(self, token: str) -> bool:
        """Whether a form was made by this desk."""
        return _is_same(token, self.token)


def keys_of(root: Path) -> Keys:
    """The keys of the desk of the site at `root`. A cookie holds for all ports of a host, so its name is the site's."""
    key, name, cookie, token = (seal(b"skrivebord", what, bytes(root)).hex() for what in (b"k", b"n", b"c", b"t"))
    return Keys(key, f"skrivebord-{name[:8]}", cookie, token)


def _is_same(text: str, other: str) -> bool:
    return hmac.compare_digest(text.encode(), other.encode())
