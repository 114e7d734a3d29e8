"""Lists that go over several pages: nothing is lost, and what is new leaves full pages as they are."""

import pytest

from hjemsite.pages.numbered_lists import ListPage, list_pages, unfilled_pages
from hjemsite.urls import NEWS, numbered

SIZES = (1, 2, 20)


def counts(size: int) -> list[int]:
    return sorted({0, 1, size - 1, size, size + 1, 2 * size - 1, 2 * size, 2 * size + 1, 7 * size, 10_000, 10_001})


def pages(count: int, size: int) -> list[ListPage[int]]:
    """The pages of a list of the items `count`, `count` - 1 … 1, of which 1 is the oldest."""
    return list(list_pages(NEWS, range(count, 0, -1), size))


@pytest.mark.parametrize("size", SIZES)
def test_every_item_stands_on_one_page(size: int) -> None:
    """Newest first, from page to page; no page but the first has more or fewer than `size`."""
    for count in counts(size):
        first, *others = pages(count, size)
        assert first.url == NEWS and all(len(page.items) == size for page in others)
        assert len(first.items) == count if count < 2 * size else size <= len(first.items) < 2 * size
        assert [item for page in (first, *others) for item in page.items] == list(range(count, 0, -1))


@pytest.mark.parametrize("size", SIZES)
def test_pages_lead_to_their_neighbours(size: int) -> None:
    """From the newest to the oldest and back; page 1 is the oldest."""
    for count in counts(size):
        neighbours = pages(count, size)
        urls = [page.url for page in neighbours]
        assert [page.older for page in neighbours] == [*urls[1:], ""]
        assert [page.newer for page in neighbours] == ["", *urls[:-1]]
        assert urls[1:] == [numbered(NEWS, number) for number in range(len(neighbours) - 1, 0, -1)]


@pytest.mark.parametrize("size", SIZES)
def test_something_new_changes_the_first_page_alone(size: int) -> None:
    """Once in `size` times another page is full; then the one before it leads there, and it was the newest."""
    for count in counts(size):
        before, now = ({page.url: page for page in pages(number, size)} for number in (count, count + 1))
        assert before.keys() <= now.keys()
        assert all(before[url].items == now[url].items for url in before if url != NEWS)
        others = {url for url in now if url != NEWS and now[url] != before.get(url)}
        full = () if len(now) == len(before) else (len(before) - 1, len(before))
        assert others == {numbered(NEWS, number) for number in full if number}


@pytest.mark.parametrize("size", SIZES)
def test_addresses_that_a_list_has_had_lead_on(size: int) -> None:
    """Those of a list that is numbered from the newest, as all were once, and of one that was longer by one item."""
    for count in counts(size):
        own, unfilled = {page.url for page in pages(count, size)}, unfilled_pages(NEWS, count, size)
        assert own.isdisjoint(unfilled) and len(unfilled) <= 2
        assert {numbered(NEWS, number) for number in range(2, -(-count // size) + 1)} <= own.union(unfilled)
        longer = {page.url for page in pages(count + 1, size)}
        assert longer <= own.union(unfilled)
