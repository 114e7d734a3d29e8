"""A standing site, amended: where the words of a few articles have changed and nothing else, only their pages are made.

A build lays out every page to find the few that differ. Here it is known beforehand which they are. One doubt, and
there is nothing to return; then the site is built.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from pathlib import Path

from msgspec import MsgspecError, Raw, Struct
from msgspec.structs import replace

from hjemsite.cache.blob import Blob, ContentChanged, digest_of, read
from hjemsite.cache.cache import Cache
from hjemsite.cache.filestat import FileStat
from hjemsite.cache.lazy_dict import LazyDict
from hjemsite.checks.dead_links import anchors
from hjemsite.checks.finished_html import has_dead_links, inspect
from hjemsite.content.document_cache import Bodies
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.images.image_set import ImageSet, image_set
from hjemsite.images.social_cards import social_cards
from hjemsite.model import Article
from hjemsite.pages.all_pages import pages_with_mentions, pages_with_texts
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.card_text import article_card, cards
from hjemsite.pages.context import PAGEFIND, PageContext, desk_for
from hjemsite.pages.dependencies import Scopes
from hjemsite.pages.machine.open_data import ARTICLES, rows_of
from hjemsite.pages.page import Later, Page
from hjemsite.pages.search_page import search_documents
from hjemsite.pipeline.build import Order, base_of
from hjemsite.pipeline.edits import Edits, edits
from hjemsite.pipeline.outline import Outline, recall
from hjemsite.render.render import Rendered, render_all
from hjemsite.render.search_index import search_files
from hjemsite.render.templates import Templates, load
from hjemsite.site import stories
from hjemsite.site.gate import Edition
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers
from hjemsite.urls import Url, file_path


class Standing(Struct, frozen=True):
    """The site to be amended: the folder it stands in, the build that `made` it, its files below the folder.

    Its faults speak of the sources at `spoken_of`.
    """

    folder: Path
    made: str
    files: Collection[str]
    spoken_of: frozenset[str]


class Amended(Struct, frozen=True):
    """`files` that may differ: path below the output folder → what it holds. `outline` is that of the whole site now.

    `gone` are the paths of what nobody refers to any more.
    """

    files: Mapping[str, Blob]
    gone: frozenset[str]
    outline: Outline
    reasons: Mapping[Url, tuple[str, ...]]
    """Why each page was made, where that was asked for."""


def amended(
    order: Order, before: Standing, state: Iterable[tuple[str, FileStat]], cache: Cache, workers: Workers
) -> Amended | None:
    """What becomes of the site that stands, as a build would make it; None where more may differ than words.

    `state` are the facts about the files that a build reads, which are as many and have the same names as before.
    """
    try:
        outline = recall(before.made, str(before.folder), cache)
        return _amended(order, before, state, outline, cache, workers) if outline else None
    except ContentChanged:
        # Something has been forgotten, or somebody writes meanwhile.
        return None


def _amended(
    order: Order,
    before: Standing,
    state: Iterable[tuple[str, FileStat]],
    outline: Outline,
    cache: Cache,
    workers: Workers,
) -> Amended | None:
    workers.progress.enter(Stage.READING)
    templates = load(order.root / "templates")
    written = edits(order.root, state, outline, cache, workers) if _are_same(templates, outline) else None
    if written is None or not before.spoken_of.isdisjoint(one.source for one in written.articles):
        return None
    if any(
        one.is_renamed and article_card(one.new.article, written.around.settings) is None for one in written.articles
    ):
        return None
    after = _after(outline, written)
    articles: LazyDict[Url, Article] = LazyDict(lambda url: _recalled([url], after, cache)[url])
    desk = _desk(order, after, written, articles, cache, workers)
    workers.progress.enter(Stage.MAKING)
    retold = written.retold
    known = zip(outline.index.articles, outline.mentions, strict=True)
    scopes = Scopes(desk, {url: mention for url, mention in known if url not in retold})
    pages = _pages(desk, scopes, before.folder, written)
    articles.update(_recalled({url for page in pages for url in _shown_on(page)}, after, cache))
    rendered = render_all(pages, templates.value, inspect, cache, workers, explain=order.explain)
    workers.progress.enter(Stage.CHECKING)
    if not _is_sound(rendered, outline, before.folder):
        return None
    workers.progress.enter(Stage.CARDS)
    gone, made = _cards(written, desk.images, cache, workers)
    files = {**rendered.files, **made}
    if order.search:
        workers.progress.enter(Stage.SEARCH)
        articles.update(_recalled(desk.index.articles, after, cache))
        files |= search_files(search_documents(desk), desk.bodies, cache)
        gone |= {Url(f"/{path}") for path in before.files if f"/{path}".startswith(PAGEFIND)}
    after = replace(after, mentions=tuple(map(scopes.mentions.__getitem__, outline.index.articles)))
    by_path = {file_path(url): data for url, data in files.items()}
    return Amended(by_path, frozenset(map(file_path, gone - files.keys())), after, rendered.reasons)


def _after(outline: Outline, written: Edits) -> Outline:
    """The outline of the site when it is amended, but for what its pages say of each other."""
    texts = {one.source: digest_of(written.sources[one.source].content) for one in written.articles}
    return replace(
        outline,
        sources={**outline.sources, **texts},
        stories={**outline.stories, **{one.source: one.key for one in written.articles}},
        titles={**outline.titles, **{one.source: one.mark for one in written.articles}},
    )


def _are_same(templates: Checked[Templates], outline: Outline) -> bool:
    found = templates.value
    return not templates.faults and (found.digest, found.asset_urls()) == (outline.templates, outline.assets)


def _desk(
    order: Order, outline: Outline, written: Edits, articles: Mapping[Url, Article], cache: Cache, workers: Workers
) -> PageContext:
    """The desk of the whole site."""
    around = written.around
    members, people, pages = around.entries.members, around.entries.people, around.entries.pages
    edition = Edition(around.settings, (), (), members, people, pages, {}, outline.waiting, outline.hidden)
    addresses = Addresses(base_of(order, around.settings), outline.hidden)
    pictures = image_set({url: written.sources[path].content for url, path in outline.used.items()}, cache, workers)
    return desk_for(edition, outline.index, addresses, pictures, outline.assets, lru_cache(Bodies(cache)), articles)


def _recalled(articles: Iterable[Url], outline: Outline, cache: Cache) -> dict[Url, Article]:
    keys = [outline.stories[outline.index.articles[url]] for url in articles]
    found = (told.value.article for told in stories.cached(keys, cache) if told.value is not None)
    return {article.url: article for article in found}


def _pages(desk: PageContext, scopes: Scopes, folder: Path, written: Edits) -> list[Page]:
    """The pages that say something else now."""
    texts, retold = {one.url for one in written.articles}, written.retold
    pages: Iterable[Page] = pages_with_texts(desk, scopes, texts)
    if retold:
        others = {url: row for url, row in _rows(folder, desk.index.articles).items() if url not in retold}
        pages = chain(pages, pages_with_mentions(desk, scopes, others))
    return [page for page in pages if _shows(page, texts, retold)]


def _rows(folder: Path, articles: Iterable[Url]) -> Mapping[Url, Raw]:
    """The rows of `articles` in the data file that stands."""
    try:
        return dict(zip(articles, rows_of((folder / file_path(ARTICLES)).read_bytes()), strict=True))
    except (OSError, ValueError, MsgspecError) as error:
        raise ContentChanged(ARTICLES) from error


def _shows(page: Page, texts: AbstractSet[Url], retold: AbstractSet[Url]) -> bool:
    """Whether `page` shows one of the `texts`, or mentions what is `retold`."""
    if not isinstance(page.view, Later):
        return False
    wanted = page.view.scope.wanted
    return not (texts.isdisjoint(wanted.texts) and retold.isdisjoint(wanted.named))


def _shown_on(page: Page) -> Iterable[Url]:
    """The articles that a page needs; the data file of them all has their rows."""
    if not isinstance(page.view, Later) or page.url == ARTICLES:
        return ()
    return (*page.view.scope.wanted.texts, *page.view.scope.wanted.named)


def _cards(written: Edits, images: ImageSet, cache: Cache, workers: Workers) -> tuple[set[Url], Mapping[Url, Blob]]:
    """The cards of what was renamed: where they were, and what they are now."""
    renamed = [one for one in written.articles if one.is_renamed]
    settings = written.around.settings
    old = {one.url for one in cards([one.old.article for one in renamed], settings, images)}
    new = social_cards(cards([one.new.article for one in renamed], settings, images), cache, workers)
    return (old - new.keys(), new) if renamed else (set(), {})


def _is_sound(rendered: Rendered, outline: Outline, folder: Path) -> bool:
    """Whether nothing is wrong with the pages, and every link leads where it led before."""
    if rendered.faults or any(look.flaws for look in rendered.looks.values()):
        return False
    if has_dead_links(rendered, outline.addresses):
        return False
    return all(
        anchors(read(content)) == anchors((folder / file_path(url)).read_bytes())
        for url, content in rendered.files.items()
        if file_path(url).endswith(".html")
    )
