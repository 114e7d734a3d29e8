"""Pages at the reader's service: what a journalist needs, and how well everybody can use the site."""

from collections.abc import Iterable, Iterator
from itertools import islice

from hjemsite.pages.components import AttachmentView, Link
from hjemsite.pages.context import ACCESSIBILITY, NEWS, PRESS, QUOTES, PageContext, contact_card, partial_day
from hjemsite.pages.dependencies import Scopes, Wanted
from hjemsite.pages.page import Later, Page
from hjemsite.pages.views import AccessibilityView, PressView
from hjemsite.urls import Url

_LATEST = 8
_FEEDS = (("Alle nyheder som Atom", "/feed.xml"), ("Alle nyheder som JSON Feed", "/feed.json"))


def press_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    """The press page, and the accessibility statement where the settings hold one."""
    latest = tuple(islice(desk.index.articles, _LATEST))
    yield Page(PRESS, "press.html", Later(_press_view, scopes.of(Wanted(named=latest)), (latest,)))
    yield from _accessibility(desk)


def _press_view(desk: PageContext, latest: Iterable[Url]) -> PressView:
    href, settings = desk.addresses.href, desk.edition.settings
    title = "For pressen"
    return PressView(
        frame=desk.page_frame(
            title, PRESS, f"Kontakt, nyheder og citater til dig, der skriver om {settings.alliance}."
        ),
        title=title,
        latest=tuple(desk.cards[article] for article in latest),
        news_url=href(NEWS),
        quotes_url=href(QUOTES),
        feeds=tuple(AttachmentView(name, href(Url(url)), "") for name, url in _FEEDS),
    )


def _accessibility(desk: PageContext) -> Iterator[Page]:
    told = desk.edition.settings.accessibility
    contact = contact_card(told.contact) if told else None
    if told is None or contact is None:
        return
    title = "Tilgængelighed"
    statement = Link(told.statement.split("//", 1)[-1].split("/", 1)[0], told.statement) if told.statement else None
    view = AccessibilityView(
        desk.page_frame(title, ACCESSIBILITY, f"Hvor godt alle kan bruge {desk.edition.settings.title}."),
        title,
        partial_day(told.assessed),
        told.shortcomings,
        statement,
        contact,
    )
    yield Page(ACCESSIBILITY, "accessibility.html", view)
