"""Lists that are too long for one page, numbered from the oldest: a page that is full stays as it is.

The first page of a list has the newest, and at least as many as a full page. So something new changes that page alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct

from hjemsite.danish import period
from hjemsite.pages.components import Pager, When
from hjemsite.pages.context import PageContext
from hjemsite.urls import Url, numbered

Item = TypeVar("Item")


class ListPage(Struct, Generic[Item], frozen=True):
    """One page of a list, and the addresses of the pages beside it, which are empty where there is none."""

    url: Url
    items: tuple[Item, ...]
    newer: str
    older: str


def list_pages(first: Url, items: Sequence[Item], size: int) -> Iterator[ListPage[Item]]:
    """The pages of a list that begins at `first`, newest first, as `items` are.

    The first page has from `size` to twice as many less one, all others have `size`.

    >>> [(page.url, page.items) for page in list_pages(Url("/citater/"), "hgfedcba", 3)]
    [('/citater/', ('h', 'g', 'f', 'e', 'd')), ('/citater/side/1/', ('c', 'b', 'a'))]
    """
    count, filled = len(items), _filled(len(items), size)
    urls = ("", *(numbered(first, number) for number in range(1, filled + 1)), first, "")
    starts = (*(count - number * size for number in range(filled + 1)), 0)
    for number in range(filled + 1, 0, -1):
        shown = tuple(items[starts[number] : starts[number - 1]])
        yield ListPage(Url(urls[number]), shown, newer=urls[number + 1], older=urls[number - 1])


def unfilled_pages(first: Url, count: int, size: int) -> tuple[Url, ...]:
    """The addresses of the pages whose items are still on the first page of a list of `count` items.

    Lists were numbered from the newest once, and these are all the addresses that such a list has beyond `list_pages`.

    >>> unfilled_pages(Url("/citater/"), 8, 3)
    ('/citater/side/2/', '/citater/side/3/')
    """
    last = -(-count // size) if count >= size else 0
    return tuple(numbered(first, number) for number in range(_filled(count, size) + 1, last + 1))


def _filled(count: int, size: int) -> int:
    """How many pages there are beside the first."""
    return max(0, count // size - 1)


def pager(context: PageContext, days: Sequence[When], newer: str, older: str) -> Pager | None:
    """The way from a page with items of these `days`, newest first; None where there is no other page."""
    if not newer and not older:
        return None
    href, (last, first) = context.addresses.href, (date.fromisoformat(day.iso) for day in (days[0], days[-1]))
    return Pager(period(first, last), href(newer) if newer else "", href(older) if older else "")


def list_title(name: str, pages: Pager | None) -> str:
    """What a page of the list `name` is called: the first one as the list."""
    return f"{name} fra {pages.text}" if pages and pages.newer else name
