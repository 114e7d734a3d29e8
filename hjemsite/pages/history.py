"""The history of an article: what each of its editions changed, the newest first, and the first one whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from hjemsite import danish
from hjemsite.model import Listed
from hjemsite.pages.components import Link, When
from hjemsite.pages.context import PageContext
from hjemsite.pages.edition_changes import changed_paragraphs
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.press_views import ChangeView, EditionView, HistoryView
from hjemsite.site.editions import Edition
from hjemsite.urls import NEWS, Url

_PARTS = (("Overskrift", "title"), ("Resumé", "summary"), ("Tekst", "text"))
"""The parts of an edition, each with its heading."""


def history_pages(layout: Layout, article: Listed) -> Iterator[Page]:
    """The page, where readers have seen several editions."""
    if editions := layout.histories.editions.get(article.url):
        rows = tuple((edition.since, edition.title, edition.summary, edition.text) for edition in editions)
        shows = Shows(briefs=(article.url,))
        yield page(history_url(article.url), "history.html", history_view, rows, shows=shows, source=article.source)


def history_url(article: Url) -> Url:
    """The page with the editions of `article`."""
    return Url(f"{article}historik/")


def history_view(context: PageContext, rows: Sequence[Sequence[str]]) -> HistoryView:
    (url,) = context.shows.briefs
    card, editions = context.cards[url], [Edition(*row) for row in rows]
    way = (("Nyheder", NEWS), (card.title, url))
    frame = context.page_frame(
        f"Ændringer: {card.title}", history_url(url), f"Sådan er “{card.title}” blevet ændret.", path=way, hidden=True
    )
    changes = danish.number_words(len(editions) - 1)
    times = "én gang" if len(editions) == 2 else f"{len(editions) - 1 if not changes else changes[0]} gange"
    return HistoryView(
        frame,
        "Ændringer i nyheden",
        Link(card.title, card.url),
        times,
        tuple(_edition(before, after) for before, after in pairwise(editions))[::-1],
        _when(editions[0]),
        editions[0].title,
        editions[0].summary,
        tuple(editions[0].text.split("\n\n")),
    )


def _edition(before: Edition, after: Edition) -> EditionView:
    changes = (
        ChangeView(heading, changed_paragraphs(getattr(before, part), getattr(after, part)))
        for heading, part in _PARTS
        if getattr(before, part) != getattr(after, part)
    )
    return EditionView(_when(after), tuple(changes))


def _when(edition: Edition) -> When | None:
    if not edition.since:
        return None
    at = datetime.fromisoformat(edition.since)
    return When(danish.at(at), edition.since)
