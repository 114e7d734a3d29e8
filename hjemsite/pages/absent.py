"""Addresses of pages that exist only while certain articles are public, such as the page of a topic.

Time alone must not stop a build. So a link to such a page, while it does not exist, becomes text, as a link to a hidden
article does.
"""

from collections.abc import Collection, Mapping
from itertools import chain

from msgspec.structs import replace

from hjemsite.model import Event, Listed, Site
from hjemsite.pages.history import history_url
from hjemsite.pages.layout import Layout
from hjemsite.pages.press_pictures import press_pictures_url
from hjemsite.site.consents import ENDED
from hjemsite.site.taxonomies import articles_of
from hjemsite.urls import Slug, Url


def without_absent(layout: Layout, site: Site, present: Collection[Url]) -> Layout:
    """`layout` in which pages that only hidden articles would bring are hidden, too; `present` are those there are."""
    edition = layout.edition
    hidden = tuple(article for article in site.articles if article.url in edition.hidden)
    events = {name: event for name, event in site.events.items() if event.url in edition.hidden}
    if not edition.hidden:
        return layout
    # Where all pictures of an article are left out, the page with those for the press goes with them.
    bared = (article for article in site.articles if not edition.left_out.isdisjoint(article.press_files))
    absent = {**_pages_of(hidden, events, layout), **edition.hidden}
    absent |= {history_url(article.url): edition.hidden[article.url] for article in hidden}
    absent |= dict.fromkeys((press_pictures_url(article.url) for article in bared), ENDED)
    for url in chain(edition.files, present):
        absent.pop(url, None)
    menu = tuple(item for item in edition.settings.menu if item.url.partition("#")[0] not in absent)
    return layout.hiding(replace(edition, hidden=absent, settings=replace(edition.settings, menu=menu)))


def _pages_of(articles: tuple[Listed, ...], events: Mapping[Slug, Event], layout: Layout) -> Mapping[Url, str]:
    """Address of each page that these hidden articles and events would bring → why the first of them on it is hidden,
    in Danish."""
    # Imported here because few sites hide anything, and this imports every kind of page.
    from hjemsite.pages.all_pages import PAGE_KINDS

    why = layout.edition.hidden
    edition = replace(
        layout.edition,
        articles=articles,
        recent=(),
        withdrawn=(),
        events=events,
        coming=tuple(events),
        hidden={},
        front={},
    )
    pages = chain.from_iterable(kind(Layout(edition, layout.pictures)) for kind in PAGE_KINDS)
    hidden_pages = {}
    for page in pages:
        shown = (
            *page.shows.articles, *page.shows.briefs, *articles_of(page.shows.quotes),
            *(events[name].url for name in page.shows.events),
        )  # fmt: skip
        hidden_pages[page.url] = next((why[url] for url in shown if url in why), "")
    return hidden_pages
