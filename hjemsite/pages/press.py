"""The press page and the accessibility statement."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from hjemsite import danish
from hjemsite.model import Coverage, Day
from hjemsite.pages.components import AttachmentView, Link
from hjemsite.pages.context import PageContext, contact_card, partial_day
from hjemsite.pages.coverage import CoverageRow, coverage_items, newest_coverage
from hjemsite.pages.layout import Layout
from hjemsite.pages.media_bank import (
    bank_shows,
    boilerplate,
    logos,
    members_with_logo,
    numbers,
    picture_pages,
    spokespersons,
    with_press_pictures,
)
from hjemsite.pages.page import Page, page
from hjemsite.pages.press_views import PressView
from hjemsite.pages.views import AccessibilityView
from hjemsite.urls import ACCESSIBILITY, NEWS, PRESS, PRESS_LIBRARY, QUOTES, Slug, Url

_LATEST = 4


def press_pages(layout: Layout) -> Iterator[Page]:
    """The press page, and the accessibility statement where the settings hold one."""
    latest = tuple(islice(layout.taxonomies.articles, _LATEST))
    count = sum(picture.url in layout.pictures for picture in layout.edition.press_pictures)
    bank, pictured = bank_shows(layout), with_press_pictures(layout)
    shows = replace(
        bank,
        briefs=tuple(dict.fromkeys((*latest, *(url for url, _ in pictured)))),
        images=tuple(dict.fromkeys((*layout.images_of(latest), *bank.images))),
    )
    more = count, len(latest), pictured, members_with_logo(layout)
    yield page(PRESS, "press.html", press_view, *newest_coverage(layout), *more, shows=shows)
    if layout.edition.settings.accessibility:
        yield page(ACCESSIBILITY, "accessibility.html", accessibility_view)


def press_view(
    context: PageContext,
    coverage_url: Url,
    rows: Iterable[CoverageRow],
    pictures: int,
    latest: int,
    pictured: tuple[tuple[Url, int], ...],
    with_logo: tuple[Slug, ...],
) -> PressView:
    """The press page; `rows` are the newest articles of others, and all of them stand at `coverage_url`.

    `pictures` is the number of those for the press. The first `latest` of the articles that it shows are the newest;
    `pictured` are those with pictures, and how many each.
    """
    href, settings = context.addresses.href, context.edition.settings
    title, offered = "For pressen", "Kontakt, nyheder" if settings.press else "Nyheder"
    return PressView(
        frame=context.page_frame(
            title,
            PRESS,
            f"{offered} og citater til dig, der skriver om {settings.alliance}.",
        ),
        title=title,
        latest=tuple(context.cards[article] for article in context.shows.briefs[:latest]),
        news_url=href(NEWS),
        quotes_url=href(QUOTES),
        coverage=coverage_items(Coverage(title, outlet, Day(*_parts(day)), url) for title, outlet, day, url in rows),
        coverage_url=href(coverage_url),
        pictures=_pictures_link(href, pictures) if pictures else None,
        spokespersons=tuple(spokespersons(context)),
        picture_pages=tuple(picture_pages(context, pictured)),
        logos=tuple(logos(context, with_logo)),
        boilerplate=tuple(boilerplate(context)),
        numbers=tuple(numbers(context)),
    )


def _pictures_link(href: Callable[[str], str], count: int) -> AttachmentView:
    return AttachmentView("Pressebilleder", href(PRESS_LIBRARY), danish.plural(count, "billede", "billeder"))


def _parts(day: str) -> tuple[int, int, int]:
    year, month, number = map(int, day.split("-"))
    return year, month, number


def accessibility_view(context: PageContext) -> AccessibilityView:
    settings = context.edition.settings
    accessibility = settings.accessibility
    assert accessibility is not None, "the page is there only where the settings hold a statement"
    title = "Tilgængelighed"
    statement = (
        Link(accessibility.statement.split("//", 1)[-1].split("/", 1)[0], accessibility.statement)
        if accessibility.statement
        else None
    )
    return AccessibilityView(
        context.page_frame(title, ACCESSIBILITY, f"Hvor godt alle kan bruge {settings.title}."),
        title,
        partial_day(accessibility.assessed),
        accessibility.shortcomings,
        statement,
        contact_card(accessibility.contact),
    )
