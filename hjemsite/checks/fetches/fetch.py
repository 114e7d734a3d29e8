"""A fetch: an address in a file that a browser gets by itself, without anybody following a link."""

import re

from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern

# Browsers leave out blanks in front, and tabs and line ends everywhere (WHATWG URL, 4.4).
_PASSED_OVER = lazy_pattern(r"\A[\0- ]+|[\t\n\r]")
_ELSEWHERE = lazy_pattern(r"(?!(?:data|blob|about):)[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)


class Fetch(Struct, frozen=True, array_like=True):
    """`line` and `column` count from 1 and say where the address begins in its file; `length` is in characters."""

    address: str
    line: int
    column: int
    length: int


COOKIE = "cookie:"
"""The address of the cookies that a script reads or sets: they go along with every request."""


def is_foreign(address: str) -> bool:
    """Whether an address leads away from the site. What a file holds in itself (`data:`) is fetched from nowhere.

    >>> [is_foreign(url) for url in ("//tael.example/x", "HTTPS:x", "/assets/a.css", "data:image/png,x", "a.woff2")]
    [True, True, False, False, False]
    """
    return _ELSEWHERE.match(_PASSED_OVER.sub("", address)) is not None
