"""A standing site, amended: where the words of a few articles have changed and nothing else, only their pages are made.

A build lays out every page to find the few that differ. Here it is known beforehand which they are: nothing has been
touched but some texts, and each of them still says the same about everything that other pages stand on. One doubt, and
there is nothing to return; then the site is built.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from posixpath import dirname

from msgspec import MsgspecError, Raw, Struct
from msgspec.structs import replace

from hjemsite.assembling import stories
from hjemsite.assembling.stories import Story
from hjemsite.assembling.surroundings import Surroundings, surroundings
from hjemsite.checking.finished import inspect, leads_astray
from hjemsite.checking.links import anchors
from hjemsite.contents import Altered, Content, bytes_of, digest_of
from hjemsite.diagnostics import Checked
from hjemsite.making.addresses import Addresses
from hjemsite.making.dataset import ARTICLES, rows_of
from hjemsite.making.desk import Desk, Found, desk_for, summary
from hjemsite.making.finishing import Rendered, render_all
from hjemsite.making.gate import Edition
from hjemsite.making.page import Later, Page
from hjemsite.making.pages import pages_with_articles
from hjemsite.making.render import Templates, load
from hjemsite.making.scope import Scopes
from hjemsite.making.sharing import CARD_FONT
from hjemsite.memo import Key, Memo
from hjemsite.model import Article
from hjemsite.outline import Outline, recall, title_mark
from hjemsite.parallel import Crew
from hjemsite.pictures.album import Album, album
from hjemsite.pipeline import Order, base_of
from hjemsite.progress import Stage
from hjemsite.reading.document import kind_of
from hjemsite.reading.fields import ArticleFields
from hjemsite.reading.library import Bodies, documents, shelved
from hjemsite.reading.sources import Source
from hjemsite.urls import Url, file_path

_MOST = 20
"""Texts that may have changed; with more of them, a build is hardly slower."""


class Standing(Struct, frozen=True):
    """The site to be amended: the folder it stands in, what was `made` of, and the paths that its faults speak of."""

    folder: Path
    made: str
    spoken_of: frozenset[str]


class Amended(Struct, frozen=True):
    """`files` that differ: path below the output folder → what it holds. `outline` is that of the whole site now."""

    files: Mapping[str, Content]
    outline: Outline
    reasons: Mapping[Url, tuple[str, ...]]
    """Why each page was made, where that was asked for."""


def amended(order: Order, before: Standing, memo: Memo, crew: Crew) -> Amended | None:
    """What becomes of the site that stands, as a build would make it; None where more may differ than words."""
    outline = recall(before.made, str(before.folder), memo)
    try:
        return _amended(order, before, outline, memo, crew) if outline else None
    except Altered:
        # Something has been forgotten, or somebody writes meanwhile.
        return None


def _amended(order: Order, before: Standing, outline: Outline, memo: Memo, crew: Crew) -> Amended | None:
    crew.progress.enter(Stage.READING)
    found = shelved(order.root, memo)
    state = {one.path: digest_of(one.content) for one in found.value}
    touched = [one for one in found.value if state[one.path] != outline.sources.get(one.path)]
    templates = load(order.root / "templates")
    is_plain = not found.faults and len(touched) <= _MOST and state.keys() == outline.sources.keys()
    if not is_plain or not _are_same(templates, outline) or not all(_is_alone(one.path, outline) for one in touched):
        return None
    if not before.spoken_of.isdisjoint(one.path for one in touched):
        return None
    around = _around([one for one in found.value if one.path not in outline.stories or one in touched], memo)
    edits = _edits(touched, outline, around, memo, crew)
    if edits is None or not all(_is_of_words(one, outline) for one in edits):
        return None
    retold = {one.url for one in edits if one.is_mentioned_otherwise}
    if retold and around.settings.social_cards and CARD_FONT in outline.assets:
        # A new headline is a new picture, too.
        return None
    after = replace(
        outline,
        sources=state,
        stories={**outline.stories, **{one.new.article.source: one.key for one in edits}},
        titles=outline.titles + b"".join(title_mark(one.new.article.title, one.new.article.date) for one in edits),
    )
    pictures = album(_used(found.value, outline), memo, crew)
    articles: Found[Url, Article] = Found(lambda url: _recalled([url], after, memo)[url])
    desk = _desk(order, outline, around, pictures, articles, memo)
    crew.progress.enter(Stage.MAKING)
    known = zip(outline.index.articles, outline.mentions, strict=True)
    scopes = Scopes(desk, {url: mention for url, mention in known if url not in retold})
    rows = _rows(before.folder, outline, retold) if retold else {}
    pages = [page for page in pages_with_articles(desk, scopes, rows) if _shows(page, edits, retold)]
    articles |= _recalled({url for page in pages for url in _shown_on(page)}, after, memo)
    rendered = render_all(pages, templates.value, inspect, memo, crew, explain=order.explain)
    crew.progress.enter(Stage.CHECKING)
    if not _is_sound(rendered, outline, before.folder):
        return None
    after = replace(after, mentions=tuple(scopes.mentions[url] for url in outline.index.articles))
    return Amended({file_path(url): data for url, data in rendered.files.items()}, after, rendered.reasons)


class _Edit(Struct, frozen=True):
    """An article before and after, and what its story is remembered by now."""

    old: Story
    new: Story
    key: Key

    @property
    def url(self) -> Url:
        return self.new.article.url

    @property
    def is_mentioned_otherwise(self) -> bool:
        """Whether pages that mention the article without its text say something else."""
        return (self.old.article.title, summary(self.old.article)) != (
            self.new.article.title,
            summary(self.new.article),
        )

    @property
    def is_renamed(self) -> bool:
        return self.old.article.title != self.new.article.title


def _edits(
    touched: Sequence[Source], outline: Outline, around: Surroundings, memo: Memo, crew: Crew
) -> list[_Edit] | None:
    """What has become of the articles in the files that were `touched`; None where something is wrong with one."""
    now = stories.stories(touched, around.company, around.places, memo, crew)
    before = stories.recalled((outline.stories[one.path] for one in touched), memo)
    edits = []
    for old, (key, new) in zip(before, now.items(), strict=True):
        if old.value is None or new.value is None or old.faults or new.faults:
            return None
        edits.append(_Edit(old.value, new.value, key))
    return edits


def _is_of_words(edit: _Edit, outline: Outline) -> bool:
    """Whether an article that readers see differs in nothing but its words, which no other page stands on."""
    old, new = _wordless(edit.old.article), _wordless(edit.new.article)
    links = [[link.url for link in story.trace.links] for story in (edit.old, edit.new)]
    if edit.url not in outline.index.articles or old != new or links[0] != links[1]:
        return False
    mark = title_mark(edit.new.article.title, edit.new.article.date)
    return not edit.is_renamed or mark not in {outline.titles[at : at + 8] for at in range(0, len(outline.titles), 8)}


def _wordless(article: Article) -> Article:
    return replace(article, title="", summary="", opening="", body=b"")


def _are_same(templates: Checked[Templates], outline: Outline) -> bool:
    found = templates.value
    return not templates.faults and (found.digest, found.asset_urls()) == (outline.templates, outline.assets)


def _is_alone(path: str, outline: Outline) -> bool:
    """Whether a file is the text of an article, and no file lies idle beside it: of those its text may speak."""
    if not path.endswith("/index.md"):
        return path in outline.stories
    beside = {one for one in outline.sources if one.startswith(f"{dirname(path)}/")}
    return path in outline.stories and beside <= {path, *outline.used.values()}


def _around(sources: Sequence[Source], memo: Memo) -> Surroundings:
    """What articles refer to, as far as `sources` tell, which need not be all."""
    read = documents((one for one in sources if kind_of(one.path) is not ArticleFields), memo)
    return surroundings([one.value for one in read if one.value is not None], sources).value


def _used(sources: Iterable[Source], outline: Outline) -> Mapping[Url, Content]:
    contents = {one.path: one.content for one in sources}
    return {url: contents[path] for url, path in outline.used.items()}


def _desk(
    order: Order, outline: Outline, around: Surroundings, pictures: Album, articles: Mapping[Url, Article], memo: Memo
) -> Desk:
    """The desk of the whole site."""
    members, people, pages = around.entries.members, around.entries.people, around.entries.pages
    edition = Edition(around.settings, (), (), members, people, pages, {}, outline.waiting, outline.hidden)
    addresses = Addresses(base_of(order, around.settings), outline.hidden)
    return desk_for(edition, outline.index, addresses, pictures, outline.assets, lru_cache(Bodies(memo)), articles)


def _recalled(articles: Iterable[Url], outline: Outline, memo: Memo) -> dict[Url, Article]:
    keys = [outline.stories[outline.index.articles[url]] for url in articles]
    found = (one.value.article for one in stories.recalled(keys, memo) if one.value is not None)
    return {article.url: article for article in found}


def _rows(folder: Path, outline: Outline, changed: set[Url]) -> Mapping[Url, Raw]:
    """The rows of all other articles in the data file that stands."""
    try:
        rows = rows_of((folder / file_path(ARTICLES)).read_bytes())
    except (OSError, MsgspecError) as error:
        raise Altered(ARTICLES) from error
    if len(rows) != len(outline.index.articles):
        raise Altered(ARTICLES)
    return {url: row for url, row in zip(outline.index.articles, rows, strict=True) if url not in changed}


def _shows(page: Page, edits: Iterable[_Edit], retold: set[Url]) -> bool:
    """Whether `page` says something else after the `edits`."""
    if not isinstance(page.view, Later):
        return False
    wanted = page.view.scope.wanted
    return any(one.url in wanted.texts for one in edits) or not retold.isdisjoint(wanted.named)


def _shown_on(page: Page) -> Iterable[Url]:
    """The articles that `page` needs, but for the data file that lists them all."""
    if not isinstance(page.view, Later) or page.url == ARTICLES:
        return ()
    return (*page.view.scope.wanted.texts, *page.view.scope.wanted.named)


def _is_sound(rendered: Rendered, outline: Outline, folder: Path) -> bool:
    """Whether nothing is wrong with the pages, and every link leads where it led before."""
    if rendered.faults or any(look.flaws for look in rendered.looks.values()):
        return False
    if leads_astray(rendered, outline.addresses):
        return False
    return all(
        anchors(bytes_of(content)) == anchors((folder / file_path(url)).read_bytes())
        for url, content in rendered.files.items()
        if file_path(url).endswith(".html")
    )
