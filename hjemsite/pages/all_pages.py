"""Every page of an edition, laid out: which pages there are, and what each shows. Nothing is rendered here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from hjemsite.pages import (
    article,
    event_pages,
    follow,
    llms_txt,
    members_people,
    news_lists,
    newsletter,
    plain,
    press,
    press_pictures,
    privacy,
    quote_lists,
    quote_page,
    redirects,
    robots_txt,
    search_page,
    street,
    withdrawn_pages,
)
from hjemsite.pages.content_security_policy import allowing
from hjemsite.pages.context import PageContext
from hjemsite.pages.coverage import coverage_data_page
from hjemsite.pages.digests import topics_of
from hjemsite.pages.editing import editor_pages
from hjemsite.pages.editing.editor_pages import policy
from hjemsite.pages.http_headers import RULES, everywhere, first_part, headers, rules_beside_editor
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine import event_feeds, feeds, open_data, sitemaps
from hjemsite.pages.news_lists import year_links
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.press_pictures import PRESS_PICTURES
from hjemsite.pages.views import NotFoundView
from hjemsite.urls import ASSETS, CALENDAR, DATA, EVENTS, HEADERS, NOT_FOUND, PICTURES, Url, feed_urls, topic_url

_UNLISTED = ("not_found.html", "redirect.html", "withdrawn.html", "history.html")
"""Templates of pages that no search engine need know of."""

_LATEST = 5
"""How many of the latest articles the page for wrong addresses (404) shows."""


def all_pages(layout: Layout, step: Callable[[int, int], object]) -> Iterator[Page]:
    """All pages. `step` is called for each, so that the progress bar stays alive."""
    urls: list[Url] = []
    listed: list[Url] = []
    for each in chain.from_iterable(kind(layout) for kind in PAGE_KINDS):
        # Nothing is rendered yet, but on a large site even this takes a while.
        step(0, len(layout.edition.articles))
        urls.append(each.url)
        if each.template.endswith(".html") and each.template not in _UNLISTED:
            listed.append(each.url)
        yield each
    hidden = layout.deindexed
    if hidden:
        listed = [url for url in listed if hidden.isdisjoint((url, url.removesuffix(PRESS_PICTURES)))]
    for each in sitemaps.sitemap_pages(layout, listed):
        urls.append(each.url)
        yield each
    yield _headers_page(layout, urls)


def _not_found_page(layout: Layout) -> Iterator[Page]:
    shows = Shows(briefs=tuple(islice(layout.taxonomies.articles, _LATEST)))
    years, edition = tuple(layout.taxonomies.years), layout.edition
    had_quotes = edition.settings.quote_pages and bool(edition.withdrawn)
    yield page(NOT_FOUND, "not_found.html", not_found_view, years, had_quotes, shows=shows)


def not_found_view(context: PageContext, years: Iterable[int], had_quotes: bool = False) -> NotFoundView:
    """`had_quotes`: pages of quotes may be gone with an article that is withdrawn."""
    frame = context.page_frame("Siden findes ikke", NOT_FOUND, hidden=True)
    latest = tuple(context.cards[url] for url in context.shows.briefs)
    return NotFoundView(frame, year_links(context, years), latest, had_quotes)


_OTHERS = (HEADERS, ASSETS, PICTURES, DATA)
"""Addresses below which files lie that are no pages."""


def _headers_page(layout: Layout, urls: Sequence[Url]) -> Page:
    """The file `_headers`, for a site with pages at `urls`; its parts are named where one has a policy of its own."""
    unshown, edition = tuple(sorted(_unshown(layout))), layout.edition
    if not edition.settings.editing:
        return page(HEADERS, "text", headers_view, unshown)
    parts = sorted({first_part(url) for url in (*urls, *edition.files, *edition.root_files, *_OTHERS)})
    return page(HEADERS, "text", headers_view, unshown, tuple(parts))


def _unshown(layout: Layout) -> Iterator[str]:
    """What search engines shall not show, as `headers` has it: what lies below a page, and feeds that have its text."""
    yield from (f"{url}*" for url in layout.deindexed)
    listed = [article for article in layout.edition.articles if article.url in layout.deindexed]
    members = {layout.edition.members[name].url for article in listed for name in article.members}
    topics = {topic_url(name) for article in listed for name in topics_of(article)}
    events = (EVENTS,) if any(event.deindexed for event in layout.edition.events.values()) else ()
    yield from (feed for url in (*members, *topics, *events) for feed in feed_urls(url))
    yield from (CALENDAR for _ in events)


def headers_view(context: PageContext, unshown: Sequence[str], parts: Sequence[str] = ()) -> str:
    settings = context.edition.settings
    allow = settings.allow
    own = rules_beside_editor(parts, policy(settings.editing), allow) if parts else {"/*": everywhere(allow)}
    return allowing(headers(context.addresses.prefix, unshown, {**RULES, **own}), allow)


PAGE_KINDS: tuple[Callable[[Layout], Iterator[Page]], ...] = (
    article.article_pages,
    withdrawn_pages.withdrawn_pages,
    feeds.feed_pages,
    sitemaps.news_sitemap,
    newsletter.digest_page,
    news_lists.home_page,
    news_lists.news_pages,
    news_lists.topic_pages,
    members_people.member_pages,
    members_people.people_pages,
    quote_lists.quote_pages,
    quote_page.single_quote_pages,
    event_pages.event_pages,
    event_feeds.event_feed_pages,
    plain.plain_pages,
    press.press_pages,
    press_pictures.press_library_page,
    follow.follow_page,
    privacy.privacy_page,
    open_data.data_pages,
    coverage_data_page,
    search_page.search_page,
    robots_txt.robots_pages,
    llms_txt.llms_page,
    editor_pages.editor_pages,
    street.street_page,
    _not_found_page,
    redirects.redirect_pages,
)
"""Each lays out the pages of one kind; a new kind of page is added here."""
