"""The whole build, from a folder to the bytes of a site: the recipe that `build` and `check` share."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from hjemsite.cache.blob import Blob, ContentChanged, digest_of, read
from hjemsite.cache.cache import Cache, Key
from hjemsite.checks.dead_links import link_faults
from hjemsite.checks.finished_html import address_faults, dead_link_faults, inspect, link_hashes
from hjemsite.checks.implausible_dates import date_faults, expiry_faults, next_expiry_change
from hjemsite.content.document import kind_of
from hjemsite.content.document_cache import Bodies, documents, scan_sources
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.sources import Source, text_of
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span, in_order
from hjemsite.images.image_set import ImageSet, image_set
from hjemsite.images.social_cards import social_cards
from hjemsite.model import Settings, Site
from hjemsite.pages.all_pages import desk_of, pages
from hjemsite.pages.card_text import card_faults, cards
from hjemsite.pages.dependencies import Scopes
from hjemsite.pages.search_page import search_documents
from hjemsite.pipeline.outline import Outline, title_mark
from hjemsite.render.render import render_all
from hjemsite.render.search_index import search_files
from hjemsite.render.templates import Templates, load
from hjemsite.site import stories
from hjemsite.site.attachments import picture_faults, used_files
from hjemsite.site.gate import Edition, edition
from hjemsite.site.registry import Registry, registry
from hjemsite.site.schedule import next_turn
from hjemsite.site.site import cross_refs_of, site
from hjemsite.site.xrefs import CrossRefs
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers
from hjemsite.urls import Url, address, file_path

Outcome = TypeVar("Outcome")


class Order(Struct, frozen=True):
    """What to build. `as_of` is aware; `base_url` stands instead of the address in `site.yaml`.

    `search` asks for the index of the search page, which takes longer than all else together when it is not remembered.
    `explain` asks why pages were made that had been made before.
    """

    root: Path
    as_of: datetime
    base_url: str | None = None
    drafts: bool = False
    allow_shrink: bool = False
    search: bool = False
    explain: bool = False


class Means(Struct, frozen=True):
    """What a build made its pages with, beside the articles."""

    around: Registry
    templates: Templates
    album: ImageSet


class Build(Struct, frozen=True):
    """A finished site, and all that is wrong with it; with an error among `faults`, `files` may be incomplete.

    `files`: path below the output folder → what it holds. `texts`: path of a text with faults → the text, for excerpts.
    """

    files: Mapping[str, Blob]
    texts: Mapping[str, str]
    faults: tuple[Diagnostic, ...]
    pages: int
    until: datetime | None
    """The next instant at which the site changes by itself."""
    site: Site
    means: Means
    outline: Outline | None
    """Of a site without errors, what can be remembered of it."""
    reasons: Mapping[Url, tuple[str, ...]] = field(default_factory=dict)
    """Why each page was made, where that was asked for."""

    def loaded(self) -> dict[str, bytes]:
        """All files, with their bytes in memory."""
        return {path: read(content) for path, content in self.files.items()}


class _Made(Struct, frozen=True):
    """The files of a site, what is wrong with them, what can be remembered of it, and why pages were made."""

    files: Mapping[Url, Blob]
    faults: tuple[Diagnostic, ...] = ()
    outline: Outline | None = None
    reasons: Mapping[Url, tuple[str, ...]] = field(default_factory=dict)


def build(order: Order, cache: Cache | None = None, workers: Workers | None = None) -> Build:
    """Build the site in `order.root`. Bad content never makes it fail: that is among the faults.

    Finished files may lie in `cache`, so it must stay open while they are used.
    """
    return _steadily(_build, order, cache or Cache(None), workers or Workers())


def assembled(order: Order, cache: Cache, workers: Workers) -> Checked[Site]:
    """The site that lies in `order.root` without its pages, and what is wrong with it as far as that tells."""
    read = _steadily(_assembled, order, cache, workers)
    return Checked(read.site, tuple(read.faults))


def _steadily(
    work: Callable[[Order, Cache, Workers], Outcome], order: Order, cache: Cache, workers: Workers
) -> Outcome:
    """What `work` returns when nobody writes meanwhile."""
    # An editor may save a file just now; it is read the next time. If that does not help, nothing is relied on.
    for _ in range(2):
        with suppress(ContentChanged):
            return work(order, cache, workers)
    return work(order, Cache(None), workers)


class _Assembled(Struct, frozen=True):
    """What is known when everything is read and nothing is made."""

    found: Sequence[Source]
    around: Registry
    templates: Checked[Templates]
    site: Site
    stories: Mapping[str, Key]
    traces: Sequence[CrossRefs]
    faults: Sequence[Diagnostic]


def _assembled(order: Order, cache: Cache, workers: Workers) -> _Assembled:
    workers.progress.enter(Stage.READING)
    found = scan_sources(order.root, cache)
    read = documents((one for one in found.value if kind_of(one.path) is not ArticleFields), cache)
    around = registry([one.value for one in read if one.value is not None], found.value)
    by_key = stories.stories(found.value, around.value.known_names, around.value.addresses, cache, workers)
    told = tuple(by_key.values())
    templates = load(order.root / "templates")
    whole = site(around, told, found.value)
    traces = cross_refs_of(around.value, told)
    faults = [*found.faults, *whole.faults, *templates.faults, *(fault for one in read for fault in one.faults)]
    keys = {one.value.article.source: key for key, one in by_key.items() if one.value is not None}
    return _Assembled(found.value, around.value, templates, whole.value, keys, traces, faults)


def _build(order: Order, cache: Cache, workers: Workers) -> Build:
    read = _assembled(order, cache, workers)
    templates = read.templates.value
    workers.progress.enter(Stage.PICTURES)
    pictures = image_set(used_files(read.site), cache, workers)
    faults = [*read.faults, *picture_faults(read.traces, pictures.findings)]
    faults += card_faults(read.traces, read.site.settings, pictures)
    made, until = _Made({}), None
    if not read.templates.faults:
        whole = not any(fault.is_error for fault in faults)
        made = _make(order, read, pictures, cache, workers, whole)
        turns = (next_turn(read.site, order.as_of), next_expiry_change(read.site.settings, order.as_of))
        until = min(filter(None, turns), default=None)
        faults += made.faults
    reported = {span.path for fault in faults for span in fault.spans}
    texts = {one.path: text_of(one).value for one in read.found if one.is_text and one.path in reported}
    texts |= {f"templates/{name}": text for name, text in templates.texts.items()}
    by_path = {file_path(url): data for url, data in made.files.items()}
    html = sum(path.endswith(".html") for path in by_path)
    means = Means(read.around, templates, pictures)
    return Build(by_path, texts, in_order(faults), html, until, read.site, means, made.outline, made.reasons)


def _make(order: Order, read: _Assembled, pictures: ImageSet, cache: Cache, workers: Workers, whole: bool) -> _Made:
    """From the site to its files, through the publication gate.

    A site that is not `whole`, because something in it is broken, is not blamed for what that leaves missing.
    """
    workers.progress.enter(Stage.MAKING)
    templates, traces = read.templates.value, read.traces
    shown = edition(read.site, order.as_of, order.drafts)
    base = base_of(order, read.site.settings)
    until = next_turn(read.site, order.as_of)
    desk = desk_of(shown, pictures, templates.asset_urls(), base, Bodies(cache))
    scopes = Scopes(desk)
    laid_out = pages(desk, scopes, until, workers.progress)
    rendered = render_all(laid_out, templates, inspect, cache, workers, explain=order.explain)
    assets = {asset.url: asset.data for asset in templates.assets.values()}
    files: dict[Url, Blob] = {**rendered.files, **assets, **pictures.files(shown.files)}
    workers.progress.enter(Stage.CARDS)
    files |= social_cards(cards(shown.articles, shown.settings, pictures), cache, workers)
    workers.progress.enter(Stage.CHECKING)
    faults = [*rendered.faults, *date_faults(traces, order.as_of), *expiry_faults(traces, order.as_of)]
    if not rendered.faults:
        faults += link_faults(traces, shown, files, [url for source in read.found if (url := address(source.path))])
    existing = link_hashes(desk.addresses.href(url) for url in files)
    if whole and not rendered.faults:
        faults += [flaw for look in rendered.looks.values() for flaw in look.flaws]
        faults += [*dead_link_faults(laid_out, rendered, existing), *address_faults(laid_out)]
    if whole and not shown.articles and not order.allow_shrink:
        hint = "Se efter i felterne date og draft. Er det meningen, så byg med --allow-shrink"
        faults.append(
            Diagnostic("ingen-nyheder", Span("content/nyheder"), "Ingen nyheder er klar til at blive udgivet", hint)
        )
    outline = None
    if whole and not any(fault.is_error for fault in faults):
        outline = _outline(read, templates, shown, scopes, existing)
        if order.search:
            workers.progress.enter(Stage.SEARCH)
            files |= search_files(search_documents(desk), desk.bodies, cache)
    return _Made(files, tuple(faults), outline, rendered.reasons)


def base_of(order: Order, settings: Settings) -> str:
    """The address at which the site stands, without a slash at the end."""
    return (order.base_url or settings.address).rstrip("/")


def _outline(read: _Assembled, templates: Templates, shown: Edition, scopes: Scopes, existing: bytes) -> Outline:
    places = read.around.addresses.files
    return Outline(
        sources={one.path: digest_of(one.content) for one in read.found},
        stories=read.stories,
        used={url: places[url].path for url in used_files(read.site)},
        templates=templates.digest,
        assets=templates.asset_urls(),
        index=scopes.index,
        mentions=tuple(scopes.mentions[url] for url in scopes.index.articles),
        hidden=shown.hidden,
        waiting=shown.unpublished,
        titles={one.source: title_mark(one.title, one.date) for one in read.site.articles},
        addresses=existing,
    )
