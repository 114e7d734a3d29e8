"""Every page of an edition, with its template and its view."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice
from types import MappingProxyType

from msgspec import Raw

from hjemsite.images.image_set import ImageSet
from hjemsite.model import Body, PlainPage
from hjemsite.pages.article import article_pages
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.components import Link
from hjemsite.pages.content_security_policy import PAGE, headers
from hjemsite.pages.context import PageContext, desk_for
from hjemsite.pages.dependencies import Scopes, Wanted
from hjemsite.pages.machine.feeds import feed_pages
from hjemsite.pages.machine.open_data import data_pages
from hjemsite.pages.machine.sitemaps import news_sitemap, sitemap_pages
from hjemsite.pages.members_people_quotes import member_pages, people_pages, quote_pages
from hjemsite.pages.membership_chart import size_points
from hjemsite.pages.news_lists import home_page, news_pages, topic_pages, year_links
from hjemsite.pages.page import Later, Page
from hjemsite.pages.press import press_pages
from hjemsite.pages.robots_txt import robots_pages
from hjemsite.pages.search_page import search_page
from hjemsite.pages.views import NotFoundView, PlainView, RedirectView
from hjemsite.site.gate import Edition
from hjemsite.site.schedule import STATUS, status
from hjemsite.site.taxonomies import SizeClaim, taxonomies
from hjemsite.system.progress import Progress
from hjemsite.urls import Url

_UNLISTED = ("not_found.html", "redirect.html")
"""Templates of pages that no search engine need know of."""


def desk_of(
    edition: Edition, album: ImageSet, assets: Mapping[str, Url], base: str, bodies: Callable[[bytes], Body]
) -> PageContext:
    """The desk at which all pages of `edition` are laid out.

    `assets` are the addresses of the style sheet and its like, `base` is the site's own; `bodies` finds the text of an
    article by its key.
    """
    # The page and the files of an article are made one right after the other.
    remembering = lru_cache(maxsize=8)(bodies)
    addresses, articles = Addresses(base, edition.hidden), {one.url: one for one in edition.articles}
    return desk_for(edition, taxonomies(edition), addresses, album, assets, remembering, articles)


def pages(desk: PageContext, scopes: Scopes, until: datetime | None, progress: Progress) -> tuple[Page, ...]:
    """All pages, by address. `until` is when the site changes by itself."""
    made = []
    for page in chain(pages_with_texts(desk, scopes), pages_with_mentions(desk, scopes), _other_pages(desk, until)):
        # Nothing is rendered yet, but on a large site even this takes a while.
        progress.step(0, len(desk.index.articles))
        made.append(page)
    listed = [page.url for page in made if page.template.endswith(".html") and page.template not in _UNLISTED]
    return tuple(sorted((*made, *sitemap_pages(desk, listed)), key=lambda page: page.url))


def pages_with_texts(desk: PageContext, scopes: Scopes, about: AbstractSet[Url] | None = None) -> Iterator[Page]:
    """The pages that show all of an article; the scope of each tells of which.

    Pages that show none of those that they should be `about` may be left out.
    """
    return chain(article_pages(desk, scopes, about), feed_pages(desk, scopes, about), news_sitemap(desk, scopes))


def pages_with_mentions(
    desk: PageContext, scopes: Scopes, rows: Mapping[Url, Raw] = MappingProxyType({})
) -> Iterator[Page]:
    """The pages that show a headline and the like; the scope of each tells of which articles.

    `rows` are those of articles in the data files, where they are known already.
    """
    return chain(
        home_page(desk, scopes),
        news_pages(desk, scopes),
        member_pages(desk, scopes),
        people_pages(desk, scopes),
        quote_pages(desk, scopes),
        topic_pages(desk, scopes),
        _plain_pages(desk, scopes),
        press_pages(desk, scopes),
        data_pages(desk, scopes, rows),
        _not_found_page(desk, scopes),
        _moved_articles(desk, scopes),
    )


def _other_pages(desk: PageContext, until: datetime | None) -> Iterator[Page]:
    """The pages that are the same whatever the articles say."""
    yield from search_page(desk)
    yield from robots_pages(desk)
    yield Page(STATUS, "text", status(until))
    yield Page(Url("/_headers"), "text", headers(desk.addresses.prefix))
    for member in desk.edition.members.values():
        view = _redirect(desk, member.name, member.url)
        yield from (Page(old, "redirect.html", view, member.source) for old in member.redirects)


def _plain_pages(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    for page in desk.edition.pages:
        claims = desk.index.claims if page.slug == "om" else None
        named = tuple(claim.article for claim in claims or ())
        scope = scopes.of(Wanted(named=named, pictures=page.files, own=page.body))
        yield Page(page.url, "plain.html", Later(_plain_view, scope, (page, claims)), page.source)


def _plain_view(desk: PageContext, page: PlainPage, claims: Sequence[SizeClaim] | None) -> PlainView:
    description = " ".join(page.text.partition("\n\n")[0].split())
    sizes = () if claims is None else size_points(desk, claims)
    return PlainView(
        desk.page_frame(page.title, page.url, description), page.title, desk.body(page.body, eager=True), sizes
    )


def _not_found_page(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    latest = tuple(islice(desk.index.articles, 5))
    view = Later(_not_found_view, scopes.of(Wanted(named=latest)), (latest, year_links(desk)))
    yield Page(Url("/404.html"), "not_found.html", view)


def _not_found_view(desk: PageContext, latest: Iterable[Url], years: tuple[Link, ...]) -> NotFoundView:
    frame = desk.page_frame("Siden findes ikke", Url("/404.html"), hidden=True)
    return NotFoundView(frame, years, tuple(desk.cards[article] for article in latest))


def _moved_articles(desk: PageContext, scopes: Scopes) -> Iterator[Page]:
    for old, url in desk.index.moved.items():
        view = Later(_moved_view, scopes.of(Wanted(named=(url,))), (url,))
        yield Page(old, "redirect.html", view, desk.index.articles[url])


def _moved_view(desk: PageContext, article: Url) -> RedirectView:
    return _redirect(desk, desk.cards[article].title, article)


def _redirect(desk: PageContext, title: str, url: Url) -> RedirectView:
    return RedirectView(title, desk.addresses.href(url), desk.addresses.full(url), PAGE)
