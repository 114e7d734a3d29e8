"""Every page of a site as it was laid out, all of them in one piece of bytes.

Nearly all pages are as they were in the last build, so they are compared and searched as they lie there; only those
that may differ are decoded.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged
from hjemsite.cache.encoding import decode, encode
from hjemsite.pages.page import Page
from hjemsite.urls import Url


class LaidOut(Struct, frozen=True, dict=True):
    """The pages lie one after the other in `data`, in the order of their addresses. `lengths`: address → how many bytes
    are the page's.

    `of_all` are the addresses of those that show something of all articles or quotes, and name none of them.
    """

    lengths: Mapping[Url, int] = {}
    data: bytes = b""
    of_all: tuple[Url, ...] = ()

    def __iter__(self) -> Iterator[Url]:
        return iter(self.lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    def __contains__(self, url: object) -> bool:
        return url in self.lengths

    def encoded(self, url: Url) -> bytes:
        """The page at `url`, encoded."""
        end = self._ends[url]
        return self.data[end - self.lengths[url] : end]

    def page(self, url: Url) -> Page:
        """The page at `url`. Raises `ContentChanged` where there is none: then the state is not to be relied on."""
        decoded: Page | None = decode(self.encoded(url), Page, None)
        if decoded is None:
            raise ContentChanged("a page of the last build")
        return decoded

    def holding(self, names: Iterable[bytes]) -> set[Url]:
        """The addresses of the pages that hold one of `names` anywhere; by accident also others."""
        urls, ends = tuple(self.lengths), tuple(self._ends.values())
        return {urls[bisect_right(ends, at)] for name in names for at in _occurrences(name, self.data)}

    def new_since(self, before: "LaidOut") -> Iterator[Url]:
        """The addresses of the pages that are not the same in `before`."""
        data, old_data, ends = self.data, before.data, before._ends
        start = 0
        for url, length in self.lengths.items():
            end, old_end = start + length, ends.get(url, -1)
            if old_end < 0 or data[start:end] != old_data[old_end - before.lengths[url] : old_end]:
                yield url
            start = end

    @cached_property
    def _ends(self) -> Mapping[Url, int]:
        ends = dict(zip(self.lengths, accumulate(self.lengths.values()), strict=True))
        if next(reversed(ends.values()), 0) != len(self.data):
            raise ContentChanged("the pages of the last build")
        return ends


def laid_out(pages: Iterable[Page]) -> LaidOut:
    """All `pages`, by address. None is held: as objects, those of a large site take more room than all its articles."""
    encoded: dict[Url, bytes] = {}
    of_all = []
    for page in pages:
        encoded[page.url] = encode(page)
        if page.shows.is_of_all:
            of_all.append(page.url)
    ordered = {url: encoded[url] for url in sorted(encoded)}
    return LaidOut({url: len(data) for url, data in ordered.items()}, b"".join(ordered.values()), tuple(sorted(of_all)))


def _occurrences(name: bytes, data: bytes) -> Iterator[int]:
    at = data.find(name)
    while at >= 0:
        yield at
        at = data.find(name, at + 1)
