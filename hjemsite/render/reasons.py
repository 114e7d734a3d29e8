"""Why a page is rendered again: the digests of what it shows, compared with those of the last build."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from hjemsite.model import Listed
from hjemsite.pages.digests import Digests
from hjemsite.pages.page import Page
from hjemsite.urls import Url

UNKNOWN = "kendes ikke fra før"
OF_ANOTHER_PROGRAM = "hjemsite selv er ændret"


class Ingredients(NamedTuple):
    """What the pages of one build were made from: the digests of everything, and the articles by address."""

    digests: Digests
    listed: Mapping[Url, Listed]


def reasons(
    page: Page, before: Page | None, now: Ingredients, then: Ingredients, templates: Collection[str]
) -> tuple[str, ...]:
    """What changed since the `page` was rendered as `before`, in Danish. `templates` are those that it uses."""
    return tuple(_differences(page, before, now, then, templates)) if before else (UNKNOWN,)


def _differences(
    page: Page, before: Page, now: Ingredients, then: Ingredients, templates: Collection[str]
) -> Iterator[str]:
    new, old = dict(_parts(page, now, templates)), dict(_parts(before, then, templates))
    for name, state in new.items():
        if name not in old:
            yield f"{name} er kommet til"
        elif old[name] != state:
            yield f"{name} er ændret"
    yield from (f"{name} er faldet bort" for name in old if name not in new)
    # Mostly this follows from what came before.
    if page != before:
        yield "sidens indhold er ændret"


def _parts(page: Page, of: Ingredients, templates: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """What a page depends on: its name, in Danish, and its digest."""
    for what, name, state in of.digests.of(page.shows, of.listed):
        yield f"{what} {name}".lstrip(), state
    yield from ((name, state) for name, state in of.digests.templates.items() if name in templates)
