"""The order in which a site changes under its readers: what pages use, pages, what points at pages.

So a page is never without its assets, and no list leads to a page that is not there yet. Deletions come last.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import groupby

_LIST = re.compile(r"(?:.*/)?(?:feeds?\.|rss\.|sitemap)[^/]*|robots\.txt|data/.*|soeg/indeks/.*")
_HASHED = re.compile(r"(?:assets|billeder)/.*[.-][0-9a-f]{8,}\.\w+")


class Turn(IntEnum):
    """When a file is written. The search index and the open data are lists as feeds are."""

    ASSET = 0
    PAGE = 1
    LIST = 2


def turn(path: str) -> Turn:
    """When the file at `path` is written.

    >>> turn("assets/site.fadc4c8d.css").name, turn("nyheder/index.html").name, turn("nyheder/feed.xml").name
    ('ASSET', 'PAGE', 'LIST')
    """
    if is_fingerprinted(path):
        return Turn.ASSET
    if path.endswith(".html"):
        return Turn.PAGE
    return Turn.LIST if _LIST.fullmatch(path) else Turn.ASSET


def write_order(path: str) -> tuple[int, int, str]:
    """The key by which paths are sorted before they are written. A list lies above what it points at, and comes last.

    >>> sorted(["feed.xml", "index.html", "nyheder/index.html", "assets/site.css"], key=write_order)
    ['assets/site.css', 'nyheder/index.html', 'index.html', 'feed.xml']
    """
    return turn(path), -path.count("/"), path


def batches(paths: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Sorted paths, at most `size` at once. A batch may be written in any order, so it holds files of one turn.

    >>> [*batches(["assets/a.css", "om/index.html", "index.html", "feed.xml"], 9)]
    [['assets/a.css'], ['om/index.html', 'index.html'], ['feed.xml']]
    """
    for _, group in groupby(paths, turn):
        one_turn = [*group]
        yield from (one_turn[start : start + size] for start in range(0, len(one_turn), size))


def is_fingerprinted(path: str) -> bool:
    """Whether the name of the file holds a digest of its content, so that it never holds anything else.

    >>> is_fingerprinted("assets/site.fadc4c8d.css"), is_fingerprinted("soeg/indeks/start.json")
    (True, False)
    """
    return _HASHED.fullmatch(path) is not None
