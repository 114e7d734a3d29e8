"""Why a page is rendered again: what it shows, part by part, held against what stood there the last time."""

from collections.abc import Iterator

from hjemsite.pages.digests import Digests
from hjemsite.pages.page import Page
from hjemsite.render.formats import uses_templates

UNKNOWN = "kendes ikke fra før"
OF_ANOTHER_PROGRAM = "hjemsite selv er ændret"


def reasons(page: Page, before: Page | None, now: Digests, then: Digests) -> tuple[str, ...]:
    """What differs since the `page` was rendered as `before`, in Danish. `now` and `then` are the states of all."""
    return tuple(_differences(page, before, now, then)) if before else (UNKNOWN,)


def _differences(page: Page, before: Page, now: Digests, then: Digests) -> Iterator[str]:
    new, old = dict(_parts(page, now)), dict(_parts(before, then))
    for name, state in new.items():
        if name not in old:
            yield f"{name} er kommet til"
        elif old[name] != state:
            yield f"{name} er ændret"
    yield from (f"{name} er faldet bort" for name in old if name not in new)
    # Mostly this follows from what came before.
    if page.digest != before.digest:
        yield "sidens indhold er ændret"


def _parts(page: Page, digests: Digests) -> Iterator[tuple[str, bytes]]:
    """What a page depends on: its name, in Danish, and its digest."""
    yield from digests.of(page.shows)
    if uses_templates(page.template):
        yield from ((f"skabelonen {name}", state) for name, state in digests.templates.items())
