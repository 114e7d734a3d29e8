"""Whether readers see the site that was published: a sample of it is fetched through the public address.

What a reader gets is compared by its bytes. A CDN may show the old site for as long as it was allowed to, so that is
waited for.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.filetypes import media_type
from hjemsite.limits import LIVE_SECONDS, PUBLIC_BYTES, PUBLIC_SECONDS
from hjemsite.publishing.order import Turn, turn
from hjemsite.system.web import Response, fetch

_PAUSE = 3.0
"""Seconds between two looks."""

_CHANGED = 3
"""Changed pages that are looked at; the first of them are those that an editor thinks of."""

NOT_FOUND = "404.html"


class PublicSite(Struct, frozen=True):
    """What readers see at `address`. `checked` is how many files were fetched; `stale` are those that are others.

    One that is `unreachable` answers nothing. `remarks` are Danish sentences on what else is not as it should be.
    """

    address: str
    checked: int
    stale: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    unreachable: bool = False


class _SeenFile(NamedTuple):
    """What a reader gets of a file: the digest of its bytes (hex), and its media type, empty where none is sent."""

    digest: str
    media_type: str


def sample(files: Iterable[str], changed: Sequence[str]) -> tuple[str, ...]:
    """The paths to look at: the front page, some changed pages, a feed, the status, a style sheet and a picture."""
    paths = set(files)
    pages = [path for path in changed if turn(path) is Turn.PAGE and path != NOT_FOUND]
    lists = [path for path in changed if turn(path) is Turn.LIST]
    firsts = (
        next((path for path in sorted(paths) if path.startswith(folder) and path.endswith(endings)), "")
        for folder, endings in (("assets/", ".css"), ("billeder/", (".jpg", ".png", ".webp", ".avif")))
    )
    chosen = ("index.html", *pages[:_CHANGED], *lists[:1], "feed.xml", "data/v1/status.json", *firsts)
    return tuple(dict.fromkeys(path for path in chosen if path in paths))


def look(address: str, files: Mapping[str, str], paths: Sequence[str], wait: Callable[[], None]) -> PublicSite:
    """What readers see of `paths`, whose digests (hex) are in `files`. `wait` is called once, where it is the old."""
    try:
        return _look(address, files, paths, wait)
    except OSError:
        return PublicSite(address, 0, (), unreachable=True)


def _look(address: str, files: Mapping[str, str], paths: Sequence[str], wait: Callable[[], None]) -> PublicSite:
    end, has_waited = time.monotonic() + PUBLIC_SECONDS, False
    seen = _seen(address, paths)
    while (stale := _stale(seen, files)) and time.monotonic() < end:
        if not has_waited:
            wait()
            has_waited = True
        time.sleep(_PAUSE)
        seen |= _seen(address, stale)
    return PublicSite(address, len(paths), tuple(stale), () if stale else tuple(_remarks(address, files, seen)))


def _seen(address: str, paths: Iterable[str]) -> dict[str, _SeenFile]:
    answers = ((path, _get(address, path)) for path in paths)
    return {path: _SeenFile(digest(answer.body).hex(), _media_type(answer)) for path, answer in answers}


def _media_type(answer: Response) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _stale(seen: Mapping[str, _SeenFile], files: Mapping[str, str]) -> list[str]:
    return [path for path, file in seen.items() if file.digest != files[path]]


def _get(address: str, path: str) -> Response:
    """The answer for a file, at the address that links lead to."""
    shown = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
    return fetch(f"{address.rstrip('/')}/{quote(shown)}", PUBLIC_BYTES, LIVE_SECONDS)


def _remarks(address: str, files: Mapping[str, str], seen: Mapping[str, _SeenFile]) -> Iterator[str]:
    for path, (_, kind) in seen.items():
        expected = media_type(path).partition(";")[0]
        if kind != expected and not _is_other_name(kind, expected):
            yield f"»{path}« bliver sendt som »{kind or 'ingenting'}« og ikke som »{expected}«."
    answer = _get(address, f"findes-ikke-{secrets.token_hex(4)}/")
    if answer.status != 404:
        yield f"En adresse, der ikke findes, får svaret {answer.status} og ikke 404."
    elif NOT_FOUND in files and digest(answer.body).hex() != files[NOT_FOUND]:
        yield f"En adresse, der ikke findes, viser ikke sidens egen {NOT_FOUND}. Sæt den op hos værten."


def _is_other_name(kind: str, expected: str) -> bool:
    """Whether both are names of one kind: XML, JSON and scripts have several each, by the habits of servers."""
    return any(word in kind and word in expected for word in ("xml", "json", "javascript"))
