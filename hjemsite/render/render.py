"""The file of every page: rendered, looked over, and kept as long as the page and what it shows are the same."""

import dataclasses
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, LazyBytes, digest
from hjemsite.cache.cache import Cache, Key, decode, encode
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.all_pages import VIEWS
from hjemsite.pages.dependencies import Dependencies
from hjemsite.pages.digests import Changes
from hjemsite.pages.laid_out import LaidOut
from hjemsite.pages.page import Page
from hjemsite.render.formats import FORMATS, uses_templates
from hjemsite.render.templates import Templates, compile_all, guarded, render_template
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
    """A page that was rendered: its file, which lies in the cache under `digest`, and what was found in it."""

    digest: bytes
    size: int
    report: PageReport


PageRecords: TypeAlias = Mapping[Url, PageRecord]

Inspector: TypeAlias = Callable[[Page, str], PageReport]


class Rendered(Struct, frozen=True):
    """All pages of the site, and which of them are `new`; a template that fails is told once, its pages are missing.

    `laid_out` has what they were rendered from.
    """

    laid_out: LaidOut
    pages: PageRecords
    new: Sequence[Url]
    faults: tuple[Diagnostic, ...]


class _File(Struct, frozen=True):
    digest: bytes
    size: int
    report: PageReport


_BATCH = 2_000
"""Pages that are rendered before their bytes go into the cache, so that a large site need not fit in memory."""


_WINDOW = 13
"""How far back, as a power of two, a page is compared with itself when it is compressed: 8 kB take a fifth less time
than 32, and a tenth more room."""


def outdated(pages: LaidOut, before: LaidOut, rendered: PageRecords, changes: Changes) -> list[Page]:
    """The pages that are new, or others than `before`, or were not `rendered`, or show something that has changed."""
    new = {url for url in pages if url not in rendered}
    if pages is not before:
        new |= {url for url in pages if url not in before or before.encoded(url) != pages.encoded(url)}
    suspects = set(pages) if changes.names is None else pages.holding(changes.names).union(pages.of_all)

    def is_outdated(page: Page) -> bool:
        return changes.concern(page.shows) or (changes.templates and uses_templates(page.template))

    read = ((url, pages.page(url)) for url in pages if url in new or url in suspects)
    return [page for url, page in read if url in new or is_outdated(page)]


def render(
    pages: LaidOut,
    due: Sequence[Page],
    before: PageRecords,
    dependencies: Dependencies,
    templates: Templates,
    inspect: Inspector,
    cache: Cache,
    workers: Workers,
) -> Rendered:
    """All `pages`: those that are `due` are rendered, or taken from the cache; the others are as `before`."""
    keys = {page.url: _key(page, dependencies, templates, cache) for page in due}
    files = _cached(keys, cache)
    missing = [page for page in due if page.url not in files]
    dependencies.fetch(page.shows for page in missing)
    if len(missing) > MIN_COST_PER_PROCESS:
        compile_all(templates.environment)
    faults: dict[Span, Diagnostic] = {}
    failed: Counter[Span] = Counter()

    def work(page: Page) -> tuple[_File, bytes] | Diagnostic:
        return _render(page, dependencies, templates, inspect)

    for some, results in map_in_batches(work, missing, workers, _BATCH, cost=_cost):
        entries: dict[Key, bytes] = {}
        for page, made in zip(some, results, strict=True):
            if isinstance(made, Diagnostic):
                faults.setdefault(made.span, made)
                failed[made.span] += 1
            else:
                file, data = made
                files[page.url] = file
                entries |= {keys[page.url]: encode(file), cache.key("bytes", file.digest): data}
        cache.put_many(entries)
    done = ((page.url, files[page.url]) for page in due if page.url in files)
    records = {url: PageRecord(file.digest, file.size, file.report) for url, file in done}
    found = {url: records[url] if url in keys else before[url] for url in pages if url in records or url not in keys}
    told = tuple(_with_number_of_pages(fault, failed[span]) for span, fault in faults.items())
    return Rendered(pages, found, [*records], told)


def _with_number_of_pages(fault: Diagnostic, pages: int) -> Diagnostic:
    """The fault of a template, with how many pages it has kept from being made."""
    return (
        fault if pages == 1 else dataclasses.replace(fault, message=f"{fault.message} ({pages} sider mangler derfor)")
    )


def blob_of(record: PageRecord, cache: Cache) -> LazyBytes:
    """The file of a page, which lies in the cache."""
    return LazyBytes(record.digest, record.size, partial(_fetch, record.digest, cache))


def _key(page: Page, dependencies: Dependencies, templates: Templates, cache: Cache) -> Key:
    # A file that no template makes is the same whatever they say.
    template = templates.digest if uses_templates(page.template) else b""
    return cache.key(
        "page",
        template,
        page.digest,
        *(state for _, state in dependencies.digests.of(page.shows, dependencies.layout.listed)),
    )


def _cost(page: Page) -> int:
    """How much a page looks at, against one that shows an article and its neighbours."""
    shows = page.shows
    if shows.all_briefs or shows.all_quotes:
        return _BATCH
    return 1 + (len(shows.briefs) + len(shows.quotes)) // 8


def _cached(keys: Mapping[Url, Key], cache: Cache) -> dict[Url, _File]:
    known = cache.get_many(keys.values())
    files: dict[Url, _File | None] = {url: decode(known.get(key), _File, None) for url, key in keys.items()}
    return {url: file for url, file in files.items() if file is not None}


def _render(
    page: Page, dependencies: Dependencies, templates: Templates, inspect: Inspector
) -> tuple[_File, bytes] | Diagnostic:
    """The file of a page, and its bytes as the cache keeps them."""
    view = VIEWS[page.view](dependencies.context(page.shows), *page.arguments)
    made: str | bytes | Diagnostic
    if page.template in FORMATS:
        made = guarded(page, templates.environment, partial(FORMATS[page.template], view, templates.environment))
    else:
        made = render_template(page, view, templates.environment)
    if isinstance(made, Diagnostic):
        return made
    data, report = (made, PageReport()) if isinstance(made, bytes) else (made.encode(), inspect(page, made))
    return _File(digest(data), len(data), report), zlib.compress(data, 1, _WINDOW)


def _fetch(known: bytes, cache: Cache) -> bytes:
    key = cache.key("bytes", known)
    kept = cache.get_many([key]).get(key)
    if kept is None:
        # The cache has lost it since, and whoever wants it must begin again.
        raise ContentChanged(known.hex())
    # What the cache gives is whole, and its key stands for these bytes alone.
    return zlib.decompress(kept)
