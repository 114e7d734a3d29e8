"""The menu at the top of every page, and the list of all sections at its foot."""

from collections.abc import Iterable

from hjemsite.site.gate import Edition
from hjemsite.urls import ACCESSIBILITY, EVENTS, MEMBERS, NEWS, PEOPLE, PRESS, QUOTES, TOPICS, Url


def menu(edition: Edition) -> Iterable[tuple[str, str]]:
    """The items of the menu, each with the address it leads to: the site's own choice, or else the usual ones."""
    settings = edition.settings
    if settings.menu:
        return [(item.title, item.url) for item in settings.menu]
    pages = sorted((page for page in edition.pages if page.menu is not None), key=lambda page: (page.menu, page.url))
    events = [("Arrangementer", EVENTS)] if edition.has_events else []
    fixed = [("Nyheder", NEWS), *events, (settings.members_called.heading, MEMBERS)]
    fixed += [("Citater", QUOTES), ("Presse", PRESS)]
    return [*fixed, *((page.title, page.url) for page in pages)]


def sections(edition: Edition) -> Iterable[tuple[str, Url]]:
    """Everything that the site has, for the foot of each page."""
    settings = edition.settings
    yield from (("Nyheder", NEWS), (settings.members_called.heading, MEMBERS), ("Personer", PEOPLE))
    if edition.has_events:
        yield "Arrangementer", EVENTS
    yield from (("Citater", QUOTES), ("Emner", TOPICS), ("For pressen", PRESS))
    if settings.accessibility:
        yield "Tilgængelighed", ACCESSIBILITY
