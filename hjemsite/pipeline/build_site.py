"""A build into the output folder: under the build lock, and finished at once when nothing has changed."""

import gc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.blob import ContentChanged
from hjemsite.cache.fingerprint import fingerprint, program_stats
from hjemsite.content.scan import NOTHING, Inputs, scan
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.state import FILES, LastBuild, is_foreign, load_last_build, options_digest, save
from hjemsite.pipeline.tracked_folders import tracked_folders
from hjemsite.publishing.manifest import touch_manifest
from hjemsite.publishing.output_record import FileStats, OutputRecord, looking, no_stats, output_record
from hjemsite.system.lock import exclusive
from hjemsite.system.memory_folder import forget, memory_folder
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers

# What only a build needs is imported for one: to see that there is nothing to do must not take longer than doing it.
if TYPE_CHECKING:
    from hjemsite.cache.cache import Cache, Key
    from hjemsite.pipeline.build import Build, State
    from hjemsite.pipeline.state_files import SavedState
    from hjemsite.urls import Url

_MANY = 20_000
"""Pages whose making leaves much in memory that nobody needs."""


class BuildResult(Struct, frozen=True):
    """What became of the output folder: numbers of files. With an error among `faults` nothing in it was changed.

    `lines` are those that `faults` speak of. `reasons`: why each page was rendered again, where that was asked.
    """

    html_pages: int
    written: int = 0
    deleted: int = 0
    same: int = 0
    faults: tuple[Diagnostic, ...] = ()
    lines: QuotedLines = {}
    memory_was_discarded: bool = False
    """Whether something that builds had kept was damaged, or came from elsewhere, and was not used."""
    lacks_press_contact: bool = False
    """Whether the site in the output folder has no press contact."""
    forgotten: tuple[str, ...] = ()
    """The files that were deleted first, with `clean`."""
    reasons: "Mapping[Url, tuple[str, ...]]" = {}
    hosts: tuple[str, ...] = ()
    """Other places from which pages may fetch."""


def build_site(
    options: BuildOptions, output: Path, workers: Workers | None = None, *, clean: bool = False
) -> BuildResult:
    """Make the folder `output` hold the site; with `clean`, forget everything first.

    Raises `AlreadyLocked`, and what `publish` raises.
    """
    workers, memory = workers or Workers(), memory_folder(options.root)
    with exclusive(memory):
        forgotten = _forget(memory) if clean else ()
        last = load_last_build(memory)
        standing = looking(last.output, output, workers) if last else no_stats
        inputs = scan(options.root, last.files if last else NOTHING)
        misplaced = tuple(tracked_folders(options.root))
        is_as_before = last and last.holds(inputs, options) and not misplaced and _is_of(last.commit, options.root)
        if last and is_as_before and standing():
            return _unchanged(last, inputs, output, memory)
        was_discarded = is_foreign(last, memory)
        result = _build(_Job(options, output, memory, workers), last, inputs, standing, misplaced)
        discarded = was_discarded or result.memory_was_discarded
        return replace(result, memory_was_discarded=discarded, forgotten=forgotten)


def _unchanged(last: LastBuild, inputs: Inputs, output: Path, memory: Path) -> BuildResult:
    """The result of a build that found all as the `last` one left it."""
    if inputs.files != last.files:
        save(replace(last, files=inputs.files), memory)
    touch_manifest(output)
    return BuildResult(
        last.html_pages,
        same=len(last.output.files),
        faults=last.faults,
        lines=last.lines,
        lacks_press_contact=last.lacks_press_contact,
        hosts=last.hosts,
    )


def _is_of(commit: str, root: Path) -> bool:
    """Whether `commit` is checked out; True for an empty one, of a site that shows nothing from git."""
    if not commit:
        return True
    from hjemsite.system.git_history import checkout

    repository = checkout(root)
    return repository is not None and repository.commit == commit


def _forget(memory: Path) -> tuple[str, ...]:
    from hjemsite.cache import cache, finished_files

    is_gone = finished_files.FinishedFiles(memory).clear()
    return (*forget(memory, (*FILES, *cache.FILES)), *((finished_files.FOLDER,) if is_gone else ()))


class _Job(Struct, frozen=True):
    """What to build, and where: the folders of the finished site and of what the next build starts from."""

    options: BuildOptions
    output: Path
    memory: Path
    workers: Workers


class _Before(Struct, frozen=True):
    """What the last build left; `standing` has the stats of the files in the output folder, None where others are
    there."""

    saved: "SavedState"
    last: LastBuild | None = None
    standing: Callable[[], FileStats | None] = no_stats


def _build(
    job: _Job,
    last: LastBuild | None,
    inputs: Inputs,
    standing: Callable[[], FileStats | None],
    misplaced: tuple[Diagnostic, ...],
) -> BuildResult:
    from hjemsite.cache.cache import Cache
    from hjemsite.pipeline.build import State, build
    from hjemsite.pipeline.state_files import SavedState, load_state
    from hjemsite.pipeline.time_guard import require_plausible_time
    from hjemsite.publishing.guard import guard

    options, workers = job.options, job.workers
    guard(job.output, options.root, last.output.manifest if last else b"")
    cache = Cache(job.memory)
    try:
        before = _Before(load_state(last, job.memory), last, standing)
        finished = build(options, before.saved.state, inputs, cache, workers)
        require_plausible_time(options, finished.site)
        finished = replace(finished, faults=in_order((*finished.faults, *misplaced)))
        try:
            return _published(finished, job, before, cache)
        except ContentChanged:
            # A finished file was there a moment ago, and so was what it is made from. Now nothing is relied on.
            finished = build(options, cache=Cache(None), workers=workers)
            return _published(replace(finished, state=State()), job, _Before(SavedState()), cache)
    finally:
        cache.close()


def _published(build: "Build", job: _Job, before: _Before, cache: "Cache") -> BuildResult:
    """Put what was `build` into the output folder, and save what it was made from."""
    from hjemsite.checks.vanished_addresses import vanished_addresses
    from hjemsite.content.excerpts import excerpts
    from hjemsite.pipeline.kept_files import keep_files
    from hjemsite.pipeline.state_files import save_state
    from hjemsite.publishing.write import publish

    options, workers, last = job.options, job.workers, before.last
    hosts = build.site.settings.foreign_hosts
    result = BuildResult(build.html_pages, memory_was_discarded=cache.was_discarded, reasons=build.reasons, hosts=hosts)
    if has_errors(build.faults):
        return replace(result, faults=build.faults, lines=build.lines)
    if result.html_pages > _MANY and _number_made(build.state, before.saved.state) > _MANY:
        # Otherwise nothing is ever thrown away (`hjemsite.cli.main.run`), and this would not fit in memory.
        gc.collect()
    workers.progress.enter(Stage.PUBLISHING)
    stats = before.standing()
    published = publish(
        build.files,
        job.output,
        standing=last.output if last and stats else None,
        allow_shrink=options.allow_shrink,
        pages_live=options.live.pages if options.live else 0,
        workers=workers,
    )
    faults = in_order((*build.faults, *published.faults))
    gone = tuple(vanished_addresses(published.deleted, build.site))
    lines = excerpts(build.inputs, (*faults, *gone), last.lines, last.files) if last else build.lines
    if not has_errors(published.faults):
        touch_manifest(job.output)
        keep_files(build, options, cache)
        now = output_record(build.files, job.output, published, stats, workers)
        save_state(_last_build(build, options, faults, lines, now), build.state, before.saved, job.memory)
        tidy(build, before.saved.state, cache)
    counts = {"written": len(published.written), "deleted": len(published.deleted), "same": published.unchanged}
    # A vanished address is reported by this build only; a build without changes does not repeat it.
    faults = in_order((*faults, *gone))
    lacks_press = build.site.settings.press is None
    return replace(result, faults=faults, lines=lines, lacks_press_contact=lacks_press, **counts)


def _number_made(state: "State", before: "State") -> int:
    """How many pages are others than `before`."""
    return sum(before.pages.get(url) is not record for url, record in state.pages.items())


def tidy(build: "Build", before: "State", cache: "Cache") -> None:
    """Delete the finished files that this build replaced, and once a day the cache entries that are long unused.

    The entries that stand for `build`, which the next build starts from, stay.
    """
    pages = build.state.pages
    if replaced := {record.digest for url, record in before.pages.items() if pages.get(url) is not record}:
        cache.files.discard(replaced.difference(record.digest for record in pages.values()))
    if build.state.search is not before.search:
        cache.files.discard(before.search.digests - build.state.search.digests)
    if cache.is_sweep_due:
        cache.sweep(_cache_keys(build, cache))


def _cache_keys(build: "Build", cache: "Cache") -> "Iterator[Key]":
    from hjemsite.content.document_cache import document_key

    for path, record in build.state.read.records.items():
        yield record.key
        yield document_key(build.inputs.source(path), cache)
    yield from (segment.key for segment in build.state.search.segments.values())


def _last_build(
    build: "Build",
    options: BuildOptions,
    faults: tuple[Diagnostic, ...],
    lines: QuotedLines,
    output: OutputRecord,
) -> LastBuild:
    return LastBuild(
        program=fingerprint(),
        program_stats=program_stats(),
        options=options_digest(options),
        as_of=options.as_of,
        until=build.until,
        files=build.inputs.files,
        input_faults=build.inputs.faults,
        faults=faults,
        lines=lines,
        html_pages=build.html_pages,
        output=output,
        hosts=build.site.settings.foreign_hosts,
        lacks_press_contact=build.site.settings.press is None,
        commit=build.commit,
    )
