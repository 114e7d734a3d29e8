"""The build, as a recipe: from the files below a project folder to the files of its site.

Every stage is given what the last build knew and returns last time's result where it starts from the same. There is no
other way to make a page: `build`, `check` and `serve` all come here.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial

from msgspec import Struct

from hjemsite.cache.blob import Blob, ContentChanged, digest, read
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import encode
from hjemsite.cache.file_set import NO_FILES, FileSet, file_set
from hjemsite.checks.all_checks import CheckedLinks, FinishedSite, check_links, site_faults
from hjemsite.checks.finished_html import address_faults, inspect
from hjemsite.checks.implausible_dates import next_notice
from hjemsite.content.excerpts import excerpts
from hjemsite.content.scan import Inputs, scan
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.model import Site
from hjemsite.pages.absent import without_absent
from hjemsite.pages.dependencies import Dependencies
from hjemsite.pages.digests import Digests, changes
from hjemsite.pages.laid_out import LaidOut, laid_out
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page
from hjemsite.pipeline.article_history import article_histories
from hjemsite.pipeline.edition_dependencies import edition_dependencies
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.reading import ReadSite, ReadState, read_site
from hjemsite.pipeline.site_cards import CardFiles, CardSource, card_files, site_cards
from hjemsite.pipeline.site_files import site_files
from hjemsite.pipeline.site_images import site_images
from hjemsite.publishing.manifest import page_count
from hjemsite.render.render import PageRecords, Rendered, outdated, page_files, render
from hjemsite.render.search_index import EMPTY as NO_INDEX
from hjemsite.render.search_index import SearchIndex, index_files, search_index
from hjemsite.render.templates import Templates
from hjemsite.site.gate import publication_gate
from hjemsite.site.local_faults import mark_local
from hjemsite.site.root_files import root_clashes
from hjemsite.site.schedule import next_turn
from hjemsite.site.site import FoundFaults
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers
from hjemsite.urls import Url, file_paths


class State(Struct, frozen=True):
    """What one build leaves for the next: what was read, the pages, and the digests of everything that pages can show.

    The key of `layout` stands for all that decides which pages there are and what each shows; its faults are pages at
    one address.
    """

    read: ReadState = ReadState()
    laid_out: LaidOut = LaidOut()
    pages: PageRecords = {}
    digests: Digests = Digests()
    layout: FoundFaults = FoundFaults()
    links: CheckedLinks = CheckedLinks()
    search: SearchIndex = NO_INDEX
    cards: CardFiles = {}
    is_of_another_program: bool = False
    """Whether a last build was found, but made by another version of the program, so that its state cannot be used."""


EMPTY = State()


class Build(Struct, frozen=True, dict=True):
    """A finished build, and all that is wrong with the site; with an error among `faults`, `files` may be incomplete.

    `files`: path below the output folder → what it holds. `until` is the next instant at which the site changes by
    itself. `reasons`: why each page was rendered again, where that was asked for.
    """

    state: State
    inputs: Inputs
    site: Site
    files: FileSet[str]
    faults: tuple[Diagnostic, ...]
    until: datetime | None
    reasons: Mapping[Url, tuple[str, ...]] = {}
    unpublished: Mapping[Url, str] = {}
    """With drafts: address of an article that readers cannot see → why not, in Danish."""
    commit: str = ""
    """The commit that histories of articles were read from, in a site that shows them."""

    @cached_property
    def html_pages(self) -> int:
        """The number of pages in HTML."""
        return page_count(self.files)

    @property
    def lines(self) -> QuotedLines:
        """The lines that `faults` speak of."""
        return excerpts(self.inputs, self.faults)

    def loaded(self) -> dict[str, bytes]:
        """All files, with their bytes in memory."""
        return {path: read(content) for path, content in self.files.items()}


def build(
    options: BuildOptions,
    before: State = EMPTY,
    inputs: Inputs | None = None,
    cache: Cache | None = None,
    workers: Workers | None = None,
) -> Build:
    """Build the site in `options.root`. Bad content never makes it fail: that is among the faults.

    It starts from the state `before`; `inputs` are the files as somebody has just found them. Finished files lie in
    `cache`, which must stay open while they are used, for one that is lost is made again.
    """
    cache, workers = cache or Cache(None), workers or Workers()
    # An editor may save a file just now; it is read the next time. If that does not help, nothing is relied on.
    with suppress(ContentChanged):
        return _build(options, before, inputs or scan(options.root), cache, workers)
    for state in (before, EMPTY):
        with suppress(ContentChanged):
            return _build(options, state, scan(options.root), cache, workers)
    return _build(options, EMPTY, scan(options.root), Cache(None), workers)


def _build(options: BuildOptions, before: State, inputs: Inputs, cache: Cache, workers: Workers) -> Build:
    """The recipe: one line a step, and between the stages what each hands on."""
    workers.progress.enter(Stage.READING)
    read = read_site(inputs, before.read, cache, workers, options.as_of)
    workers.progress.enter(Stage.PICTURES)
    images = site_images(read, options, cache, workers)
    faults = _marked([*read.faults, *images.faults], read.site, options)
    turn, until = _next_changes(read.site, options)
    if not read.can_be_rendered:
        return Build(EMPTY, read.inputs, read.site, NO_FILES, in_order(faults), until)
    workers.progress.enter(Stage.MAKING)
    edition = publication_gate(read.site, options.as_of, options.drafts, options.shared)
    histories = article_histories(options, edition, read.inputs, cache)
    pages = _pages(Layout(edition, images.value.processed.keys(), histories), read, before, workers)
    dependencies = edition_dependencies(options, read, pages.layout, images.value, before.digests, pages.key, cache)
    differing = changes(before.digests, dependencies.digests, pages.layout.listed)
    drawn_from = CardSource(edition, dependencies.articles, images.value)
    # What returns a function has begun, and is at work until it is called.
    cards = site_cards(drawn_from, before.cards, differing, cache, workers)
    due = outdated(pages.laid_out, before.laid_out, before.pages, differing, read.templates)
    look = partial(inspect, allow=edition.settings.allow)
    rendered = render(pages.laid_out, due, before.pages, dependencies, read.templates, look, cache, workers)
    drawn, edited = cards(), differing.edited_articles
    search = search_index(dependencies, before.search, edited, cache, workers) if options.search else None
    written = page_files(rendered, dependencies, read.templates, look, cache.files)
    files = site_files(written, read.templates, images.value, edition, card_files(drawn, drawn_from, cache), turn)
    faults += (*histories.faults, *root_clashes(edition.root_files, files, tuple(faults)))
    files = file_set(edition.root_files) | files | _editor_files(options, read.site)
    workers.progress.enter(Stage.CHECKING)
    finished = _finished(read, pages.clashes, rendered, files, dependencies, not has_errors(faults))
    links, link_faults = _checked(finished, before, options, cache)
    faults += _marked(link_faults, read.site, options)
    index = search() if search and not has_errors(faults) else NO_INDEX
    files = files | index_files(index, dependencies, cache)
    state = _state(read, pages, rendered, dependencies, links, index, drawn)
    why = _reasons(rendered, before, dependencies, read.templates) if options.explain else {}
    by_path = files.renamed(file_paths(files))
    shown = edition.unpublished
    return Build(state, read.inputs, read.site, by_path, in_order(faults), until, why, shown, histories.commit)


def _next_changes(site: Site, options: BuildOptions) -> tuple[datetime | None, datetime | None]:
    """When time alone next changes what readers see, and when it next changes that or a fault; None for never."""
    turn = next_turn(site, options.as_of)
    return turn, min(filter(None, (turn, next_notice(site, options.as_of))), default=None)


def _checked(
    site: FinishedSite, before: State, options: BuildOptions, cache: Cache
) -> tuple[CheckedLinks, list[Diagnostic]]:
    """The faults of links, to be kept for the next build, and those of everything that is checked."""
    links = check_links(site, before.links)
    return links, [*links.faults, *site_faults(site, options.as_of, cache, allow_empty=options.allow_shrink)]


def _editor_files(options: BuildOptions, site: Site) -> Mapping[Url, bytes]:
    """The editors' program, for a site whose settings ask for it."""
    return options.editor() if options.editor is not None and site.settings.editing else {}


def _marked(faults: list[Diagnostic], site: Site, options: BuildOptions) -> list[Diagnostic]:
    """`faults`, each knowing whether it stops the build; in a preview, which shows drafts, every error does."""
    return faults if options.drafts else mark_local(faults, site, options.as_of)


class _Pages(Struct, frozen=True):
    """All pages of a site, and the `layout` that they follow from, which then hides what has no page now.

    `clashes` are pages at one address; its key stands for all that the pages were laid out from.
    """

    laid_out: LaidOut
    layout: Layout
    clashes: FoundFaults

    @property
    def key(self) -> bytes:
        return self.clashes.key


def _pages(layout: Layout, read: ReadSite, before: State, workers: Workers) -> _Pages:
    """The pages that follow from a layout; the same as `before`, and quickly, where it has not changed."""
    records, edition = read.articles.records, layout.edition
    own = (
        edition.settings, edition.members, edition.people, edition.pages, edition.events, edition.coming,
        edition.months, sorted(edition.unpublished.items()), sorted(edition.front.items()), edition.press_pictures,
    )  # fmt: skip
    articles = b"".join(records[article.source].listed_digest for article in layout.listed.values())
    urls = (*sorted(layout.pictures), "", *sorted(edition.hidden), "", *(article.url for article in edition.recent))
    key = digest(encode(own), *urls, "", articles, encode(layout.histories.editions))
    if key == before.layout.key:
        return _Pages(before.laid_out, without_absent(layout, read.site, before.laid_out), before.layout)
    from hjemsite.pages.all_pages import all_pages

    sources: list[tuple[Url, str]] = []

    def pages_with_sources_noted() -> Iterator[Page]:
        for page in all_pages(layout, workers.progress.step):
            sources.append((page.url, page.source))
            yield page

    pages = laid_out(pages_with_sources_noted())
    return _Pages(pages, without_absent(layout, read.site, pages), FoundFaults(key, tuple(address_faults(sources))))


def _state(
    read: ReadSite,
    pages: _Pages,
    rendered: Rendered,
    dependencies: Dependencies,
    links: CheckedLinks,
    index: SearchIndex,
    cards: CardFiles,
) -> State:
    # Where a template has failed, pages are missing, and the next build lays them out again.
    layout = FoundFaults() if rendered.faults else pages.clashes
    return State(read.state, pages.laid_out, rendered.pages, dependencies.digests, layout, links, index, cards)


def _finished(
    read: ReadSite,
    layout: FoundFaults,
    rendered: Rendered,
    files: Mapping[Url, Blob],
    dependencies: Dependencies,
    is_whole: bool,
) -> FinishedSite:
    return FinishedSite(
        read.registry,
        read.articles.records,
        read.refs,
        read.state.across.key,
        read.inputs,
        dependencies.layout.edition,
        layout,
        rendered,
        files,
        dependencies.whole.addresses,
        read.templates.sources,
        read.templates.assets,
        is_whole,
    )


def _reasons(
    rendered: Rendered, before: State, dependencies: Dependencies, templates: Templates
) -> dict[Url, tuple[str, ...]]:
    """Why each new page was rendered."""
    from hjemsite.render.reasons import OF_ANOTHER_PROGRAM, Ingredients, reasons

    if before.is_of_another_program:
        return dict.fromkeys(rendered.new, (OF_ANOTHER_PROGRAM,))
    listed = {record.listed.url: record.listed for record in before.read.records.values() if record.listed}
    now, then = Ingredients(dependencies.digests, dependencies.layout.listed), Ingredients(before.digests, listed)
    by_page = {}
    for url in rendered.new:
        page_before = before.laid_out.page(url) if url in before.laid_out else None
        page = rendered.laid_out.page(url)
        by_page[url] = reasons(page, page_before, now, then, templates.of(page.template))
    return by_page
