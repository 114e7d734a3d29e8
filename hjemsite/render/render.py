"""Renders pages, checks each, and keeps its file as long as the page and what it shows are the same."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache as remembered
from functools import lru_cache, partial
from typing import TypeAlias

import jinja2
from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.blob import LazyBytes, digest
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.file_set import FileSet
from hjemsite.cache.finished_files import FinishedFiles, MadeFile
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.context import PageContext
from hjemsite.pages.dependencies import Dependencies
from hjemsite.pages.digests import Changes
from hjemsite.pages.laid_out import LaidOut
from hjemsite.pages.page import Page, Shows, view_function
from hjemsite.render.formats import FORMATS
from hjemsite.render.template_faults import guarded, render_template
from hjemsite.render.templates import Templates, compile_all
from hjemsite.system.workers import MIN_COST_PER_PROCESS, Workers, map_in_batches
from hjemsite.urls import Url


class Flaw(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What is wrong with a finished page. `says` goes on where »Siden /adresse/« ends.

    `words` are how a template that causes it may have it, the likeliest first. What `is_of_template` cannot come from
    an editor's text.
    """

    says: str
    words: tuple[str, ...] = ()
    is_of_template: bool = False


class PageReport(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What was found in a finished page: what is wrong with it, where it leads, and where a link to it can lead.

    `links` holds 8 bytes for each address that it refers to, `anchors` 8 bytes for each id on it.
    """

    flaws: tuple[Flaw, ...] = ()
    links: bytes = b""
    anchors: bytes = b""


class PageRecord(Struct, frozen=True, array_like=True):
    """A page that was rendered: digest and size in bytes of its file, and what was found in it."""

    digest: bytes
    size: int
    report: PageReport


PageRecords: TypeAlias = Mapping[Url, PageRecord]

Inspector: TypeAlias = Callable[[Page, str], PageReport]


class Rendered(Struct, frozen=True):
    """All pages of the site, and which of them are `new`. The pages of a template that fails are missing.

    `laid_out` has the pages that they were rendered from; `faults` has one for each template that fails.
    """

    laid_out: LaidOut
    pages: PageRecords
    new: Sequence[Url]
    faults: tuple[Diagnostic, ...]


_BATCH = 10_000
"""Pages that are rendered before their records go into the cache: a build that is stopped loses some ten seconds.

For each batch a process is started anew, which copies what it reads of this one and makes again what pages share.
"""


def outdated(
    pages: LaidOut, before: LaidOut, rendered: PageRecords, changes: Changes, templates: Templates
) -> list[Url]:
    """The addresses of the pages to render: new ones, those that differ from `before`, were not `rendered`, or show a
    change."""
    new = pages.lengths.keys() - rendered.keys()
    if pages is not before:
        new |= {*pages.new_since(before)}
    suspects = set(pages) if changes.names is None else pages.holding(changes.names).union(pages.of_all)

    parts_of = remembered(templates.of)

    def is_outdated(page: Page) -> bool:
        return changes.concern(page.shows) or not changes.templates.isdisjoint(parts_of(page.template))

    # In the order of `pages`, of which few are among them.
    return [url for url in sorted(new | suspects) if url in new or is_outdated(pages.page(url))]


def render(
    pages: LaidOut,
    due: Sequence[Url],
    before: PageRecords,
    dependencies: Dependencies,
    templates: Templates,
    inspect: Inspector,
    cache: Cache,
    workers: Workers,
) -> Rendered:
    """All `pages`: those that are `due` are rendered, or known to the cache; the others are as `before`."""
    # The files of an article show the same, and lie one right after the other.
    shown = lru_cache(maxsize=1)(partial(_shown_digest, dependencies))
    contexts = lru_cache(maxsize=1)(dependencies.context)
    digest_of = remembered(templates.digest_of)
    keys: dict[Url, Key] = {}
    costs: dict[Url, int] = {}
    # Decoded, all pages of a cold build would take more room than all articles.
    for page in map(pages.page, due):
        keys[page.url] = cache.key("page", digest_of(page.template), pages.encoded(page.url), shown(page.shows))
        costs[page.url] = _cost(page)
    records = _cached(keys, cache)
    missing = [url for url in due if url not in records]
    dependencies.fetch(pages.page(url).shows for url in missing)
    environment = templates.environment(dependencies.whole.addresses.href)
    if len(missing) > MIN_COST_PER_PROCESS:
        compile_all(environment)
    faults: dict[Span, Diagnostic] = {}
    failed: Counter[Span] = Counter()

    def work(url: Url) -> tuple[MadeFile, PageReport] | Diagnostic:
        return _render(pages.page(url), contexts, environment, inspect, cache.files)

    for urls, results in map_in_batches(work, missing, workers, _BATCH, cost=costs.__getitem__):
        entries: dict[Key, bytes] = {}
        for url, result in zip(urls, results, strict=True):
            if isinstance(result, Diagnostic):
                faults.setdefault(result.span, result)
                failed[result.span] += 1
            else:
                file, report = result
                cache.files.take(file)
                records[url] = record = PageRecord(file.digest, file.size, report)
                entries[keys[url]] = encode(record)
        cache.put_many(entries)
    all_records = {**before, **records}
    if keys.keys() != records.keys() or [*all_records] != [*pages]:
        all_records = {url: all_records[url] for url in pages if url in records or url not in keys}
    faults_with_counts = tuple(_with_number_of_pages(fault, failed[span]) for span, fault in faults.items())
    return Rendered(pages, all_records, [url for url in due if url in records], faults_with_counts)


def _with_number_of_pages(fault: Diagnostic, pages: int) -> Diagnostic:
    """The fault of a template, with how many pages it has kept from being made."""
    return fault if pages == 1 else replace(fault, message=f"{fault.message} ({pages} sider mangler derfor)")


def page_files(
    rendered: Rendered, dependencies: Dependencies, templates: Templates, inspect: Inspector, files: FinishedFiles
) -> FileSet[Url]:
    """The file of every page. One that is lost from the cache is rendered again when it is read."""

    def again(url: Url) -> list[MadeFile]:
        page = rendered.laid_out.page(url)
        dependencies.fetch([page.shows])
        environment = templates.environment(dependencies.whole.addresses.href)
        result = _render(page, dependencies.context, environment, inspect, files)
        return [] if isinstance(result, Diagnostic) else [result[0]]

    def file(url: Url) -> LazyBytes:
        record = rendered.pages[url]
        return files.blob(record.digest, record.size, partial(again, url))

    return FileSet({url: record.digest for url, record in rendered.pages.items()}, file)


def _shown_digest(dependencies: Dependencies, shows: Shows) -> bytes:
    """Stands for all that a page which `shows` this depends on, but for its templates."""
    return digest(*(state for _, _, state in dependencies.digests.of(shows, dependencies.layout.listed)))


def _cost(page: Page) -> int:
    """The cost of a page, where one that shows an article and its neighbours costs 1."""
    shows = page.shows
    if shows.all_briefs or shows.all_quotes:
        return _BATCH
    return 1 + (len(shows.briefs) + len(shows.quotes)) // 8


def _cached(keys: Mapping[Url, Key], cache: Cache) -> dict[Url, PageRecord]:
    cached = cache.get_many(keys.values())
    records: dict[Url, PageRecord | None] = {
        url: decode(cached.get(key), PageRecord, None) for url, key in keys.items()
    }
    return {url: record for url, record in records.items() if record is not None}


def _render(
    page: Page,
    context: Callable[[Shows], PageContext],
    environment: jinja2.Environment,
    inspect: Inspector,
    files: FinishedFiles,
) -> tuple[MadeFile, PageReport] | Diagnostic:
    """Write the file of a page, and check it."""
    view = view_function(page.view)(context(page.shows), *page.arguments)
    output: str | bytes | Diagnostic
    if page.template in FORMATS:
        output = guarded(page, partial(FORMATS[page.template], view, environment))
    else:
        output = render_template(page, view, environment)
    if isinstance(output, Diagnostic):
        return output
    if isinstance(output, bytes):
        return files.put(output), PageReport()
    return files.put(output.encode()), inspect(page, output)
