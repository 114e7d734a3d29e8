"""Every page of an edition, with its template and its view."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import chain

from msgspec.structs import replace

from hjemsite.making.addresses import Addresses
from hjemsite.making.articles import article_pages
from hjemsite.making.dataset import data_pages
from hjemsite.making.desk import Desk
from hjemsite.making.feeds import feed_pages
from hjemsite.making.gate import Edition
from hjemsite.making.index import index
from hjemsite.making.news import home_page, news_pages, topic_pages, year_links
from hjemsite.making.page import Page
from hjemsite.making.policies import policy_pages
from hjemsite.making.policy import PAGE, headers
from hjemsite.making.register import member_pages, people_pages, quote_pages
from hjemsite.making.schedule import STATUS, status
from hjemsite.making.scope import Scopes
from hjemsite.making.search import search_page
from hjemsite.making.service import service_pages
from hjemsite.making.sitemaps import sitemap_pages
from hjemsite.making.sizes import size_points
from hjemsite.making.views import NotFoundView, PlainView, RedirectView
from hjemsite.model import Body
from hjemsite.pictures.album import Album
from hjemsite.progress import Progress
from hjemsite.urls import Url


def pages(
    edition: Edition,
    album: Album,
    assets: Mapping[str, Url],
    base: str,
    bodies: Callable[[bytes], Body],
    until: datetime | None,
    progress: Progress,
) -> tuple[Page, ...]:
    """All pages, by address.

    `assets` are the addresses of the style sheet and its like, `base` is the site's own; `bodies` finds the text of an
    article by its key. `until` is when the site changes by itself.
    """
    # The page and the files of an article are made one right after the other.
    remembering = lru_cache(maxsize=8)(bodies)
    desk = Desk(edition, index(edition), Addresses(base, edition.hidden), album, assets, remembering, {}, {})
    desk = replace(desk, cards={article.url: desk.card(article) for article in edition.articles})
    desk = replace(desk, sayings={said.url: desk.saying(said) for said in desk.index.said})
    scopes = Scopes(desk)
    kinds = (
        home_page(desk),
        news_pages(desk),
        article_pages(desk, scopes),
        member_pages(desk),
        people_pages(desk),
        quote_pages(desk),
        topic_pages(desk),
        search_page(desk),
        _plain_pages(desk),
        service_pages(desk),
        feed_pages(desk, scopes),
        data_pages(desk, scopes.whole()),
        [Page(STATUS, "text", status(until))],
    )
    made = []
    for page in chain.from_iterable(kinds):
        # Nothing is rendered yet, but on a large site even this takes a while.
        progress.step(0, len(edition.articles))
        made.append(page)
    return tuple(sorted((*made, *_around(desk, made)), key=lambda page: page.url))


def _plain_pages(desk: Desk) -> Iterator[Page]:
    for page in desk.edition.pages:
        description = " ".join(page.text.partition("\n\n")[0].split())
        sizes = size_points(desk) if page.slug == "om" else ()
        frame = desk.frame(page.title, page.url, description)
        yield Page(
            page.url, "plain.html", PlainView(frame, page.title, desk.body(page.body, eager=True), sizes), page.source
        )


def _around(desk: Desk, made: list[Page]) -> Iterator[Page]:
    """What is no part of the site's own text: sitemaps, policies, old addresses, the page for what is not there."""
    edition = desk.edition
    yield from sitemap_pages(desk, [page.url for page in made if page.template.endswith(".html")])
    yield from policy_pages(desk)
    frame = desk.frame("Siden findes ikke", Url("/404.html"), hidden=True)
    latest = tuple(desk.cards[article.url] for article in edition.articles[:5])
    yield Page(Url("/404.html"), "not_found.html", NotFoundView(frame, year_links(desk), latest))
    yield Page(Url("/_headers"), "text", headers(desk.addresses.prefix))
    for article in edition.articles:
        yield from _moved(desk, article.redirects, article.title, article.url, article.source)
    for member in edition.members.values():
        yield from _moved(desk, member.redirects, member.name, member.url, member.source)


def _moved(desk: Desk, old: tuple[Url, ...], title: str, url: Url, source: str) -> Iterator[Page]:
    view = RedirectView(title, desk.addresses.href(url), desk.addresses.full(url), PAGE)
    return (Page(address, "redirect.html", view, source) for address in old)
