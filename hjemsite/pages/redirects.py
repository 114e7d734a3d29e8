"""Pages that redirect: at old addresses, and at addresses of list pages that are not full yet.

A server that reads `_redirects` leads on by itself where a page has moved for good.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from hjemsite.model import Event, Member, Person, PlainPage
from hjemsite.pages.content_security_policy import PAGE
from hjemsite.pages.context import PageContext
from hjemsite.pages.http_headers import redirects
from hjemsite.pages.layout import Layout
from hjemsite.pages.numbered_lists import unfilled_pages
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_lists import QUOTES_PER_PAGE
from hjemsite.pages.views import RedirectView
from hjemsite.site.addresses import redirect_page
from hjemsite.urls import NEWS, QUOTES, REDIRECTS, Slug, Url

_Entry = TypeVar("_Entry", Member, Event, PlainPage, Person)


def redirect_pages(layout: Layout) -> Iterator[Page]:
    """A page at each old address that can have one, and at each of a list whose items are still on its first page."""
    for old, url in layout.taxonomies.moved.items():
        if old_page := redirect_page(old, url):
            source = layout.listed[url].source
            yield page(old_page, "redirect.html", moved_article_view, url, shows=Shows(briefs=(url,)), source=source)
    edition = layout.edition
    members, events = edition.members.values(), edition.events.values()
    for old, member in _moved(members):
        shows = Shows(members=(member.slug,))
        yield page(old, "redirect.html", moved_member_view, member.slug, shows=shows, source=member.source)
    for old, event in _moved(events):
        shows = Shows(events=(event.slug,))
        yield page(old, "redirect.html", moved_event_view, event.slug, shows=shows, source=event.source)
    for old, entry in _moved(edition.pages):
        yield page(old, "redirect.html", moved_list_view, entry.title, entry.url, source=entry.source)
    for old, person in _moved(edition.people.values()):
        yield page(old, "redirect.html", moved_list_view, person.name, person.url, source=person.source)
    entries: tuple[Member | Event | PlainPage | Person, ...]
    entries = (*members, *events, *edition.pages, *edition.people.values())
    moved = (*layout.taxonomies.moved.items(), *((old, entry.url) for entry in entries for old in entry.redirects))
    gone = tuple(article.url for article in edition.withdrawn)
    if moved or gone:
        yield page(REDIRECTS, "text", redirects_view, moved, gone)
    yield from _list_redirects(layout)


def _moved(entries: Iterable[_Entry]) -> Iterator[tuple[Url, _Entry]]:
    """Where pages lead on to each of the `entries`."""
    return (
        (old_page, entry) for entry in entries for old in entry.redirects if (old_page := redirect_page(old, entry.url))
    )


def _list_redirects(layout: Layout) -> Iterator[Page]:
    taxonomies = layout.taxonomies
    news = ("Nyheder", NEWS, len(taxonomies.articles), layout.edition.settings.news_per_page)
    for title, first, count, size in (news, ("Citater", QUOTES, len(taxonomies.quotes), QUOTES_PER_PAGE)):
        for url in unfilled_pages(first, count, size):
            yield page(url, "redirect.html", moved_list_view, title, first)


def moved_article_view(context: PageContext, url: Url) -> RedirectView:
    return _redirect(context, context.cards[url].title, url)


def moved_member_view(context: PageContext, name: Slug) -> RedirectView:
    member = context.edition.members[name]
    return _redirect(context, member.name, member.url)


def moved_event_view(context: PageContext, name: Slug) -> RedirectView:
    event = context.edition.events[name]
    return _redirect(context, event.title, event.url)


def moved_list_view(context: PageContext, title: str, first: Url) -> RedirectView:
    return _redirect(context, title, first)


def _redirect(context: PageContext, title: str, url: Url) -> RedirectView:
    canonical = "" if context.edition.shows_drafts else context.addresses.full(url)
    return RedirectView(title, context.addresses.href(url), canonical, PAGE)


def redirects_view(context: PageContext, moved: Iterable[tuple[Url, Url]], gone: Iterable[Url]) -> str:
    href = context.addresses.href
    return redirects(((href(old), href(new)) for old, new in moved), map(href, gone))
