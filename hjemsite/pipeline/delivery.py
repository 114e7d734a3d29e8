"""A build that ends in the output folder: alone at work, skipped when nothing has changed."""

import gc
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hjemsite.cache.blob import ContentChanged
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Related, Span, in_order
from hjemsite.pipeline import state as unchanged
from hjemsite.pipeline.state import Look, Standing
from hjemsite.system.lock import FOLDER, LOCK, exclusive
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers

# What only a build needs is imported for one: to see that there is nothing to do must not take longer than doing it.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hjemsite.cache.blob import Blob
    from hjemsite.cache.cache import Cache
    from hjemsite.pipeline.build import Order
    from hjemsite.pipeline.outline import Outline
    from hjemsite.urls import Url

_MANY = 20_000
"""Pages of a site whose articles take much room in memory."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to build, as `pipeline.Order` says it, and the folder where it shall stand."""

    root: Path
    output: Path
    as_of: datetime
    base_url: str | None = None
    drafts: bool = False
    allow_shrink: bool = False
    clean: bool = False
    """Forget everything first."""
    search: bool = True
    """With an index of the search page."""
    explain: bool = False

    @property
    def memory(self) -> Path:
        """The folder of all that may be forgotten."""
        return self.root / FOLDER


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the output folder: numbers of files. With an error among `faults` nothing in it was changed."""

    pages: int
    written: int = 0
    deleted: int = 0
    same: int = 0
    faults: tuple[Diagnostic, ...] = ()
    texts: "Mapping[str, str]" = field(default_factory=dict)
    memory_was_damaged: bool = False
    reasons: "Mapping[Url, tuple[str, ...]]" = field(default_factory=dict)
    """Address of a page that was made → why, where that was asked for."""


def deliver(task: Task, workers: Workers | None = None) -> Delivered:
    """Has `workers` make the output folder hold the site. Raises `lock.Busy`, and what `publishing.output` raises."""
    with exclusive(task.memory):
        if task.clean:
            _forget(task.memory)
        options = (task.base_url or "", str(task.drafts), str(task.search))
        workers = workers or Workers()
        seen = unchanged.look(task.root, task.memory, task.output, *options, jobs=workers.jobs)
        site = unchanged.standing(seen, task.as_of, workers.jobs)
        if site and site.inputs == seen.inputs:
            return _as_it_stands(site)
        return _build(task, seen, site, workers)


def _as_it_stands(site: Standing) -> Delivered:
    faults, texts = json.loads(site.told)
    found = (
        Diagnostic(
            rule,
            Span(*span),
            message,
            hint,
            tuple(Related(Span(*place), label) for place, label in related),
            Proposal(Span(*proposal[0]), proposal[1]) if proposal else None,
        )
        for rule, span, message, hint, related, proposal in faults
    )
    return Delivered(site.pages, same=len(site.files), faults=tuple(found), texts=texts)


def _written_down(faults: "Sequence[Diagnostic]", texts: "Mapping[str, str]") -> str:
    """What `_as_it_stands` needs to tell it again."""
    spoken_of = {span.path for fault in faults for span in fault.spans}
    rows = [
        (one.rule, one.span, one.message, one.hint, [(other.span, other.label) for other in one.related], one.proposal)
        for one in faults
    ]
    return json.dumps((rows, {path: text for path, text in texts.items() if path in spoken_of}))


def _forget(memory: Path) -> None:
    for place in memory.iterdir():
        if place.name != LOCK and place.is_file():
            place.unlink()


def _build(task: Task, seen: Look, site: Standing | None, workers: Workers) -> Delivered:
    from hjemsite.cache.cache import Cache
    from hjemsite.publishing.write import guard

    guard(task.output, task.root)
    cache = Cache(task.memory)
    try:
        amended = _amend(task, seen, site, cache, workers) if site and site.names == seen.state.names() else None
        return amended or _deliver(task, seen, cache, workers)
    except ContentChanged:
        # A finished file was in the memory a moment ago and is there no more. The second time, nothing is relied on.
        return _deliver(task, seen, Cache(None), workers)


def _order(task: Task) -> "Order":
    from hjemsite.pipeline import build

    return build.Order(task.root, task.as_of, task.base_url, task.drafts, task.allow_shrink, task.search, task.explain)


def _amend(task: Task, seen: Look, site: Standing, cache: "Cache", workers: Workers) -> Delivered | None:
    """Makes what differs from the `site` that stands, where that is known beforehand."""
    from hjemsite.pipeline import amending, outline
    from hjemsite.publishing import write as output

    as_it_was = _as_it_stands(site)
    spoken_of = frozenset(span.path for fault in as_it_was.faults for span in fault.spans)
    before = amending.Standing(task.output, site.made, site.files, spoken_of)
    found = amending.amended(_order(task), before, seen.state.facts(), cache, workers)
    if found is None:
        return None
    workers.progress.enter(Stage.PUBLISHING)
    done = output.amend(found.files, found.gone, task.output, workers)
    if done is None:
        return None
    outline.remember(found.outline, unchanged.made(seen, task.as_of), str(task.output), cache)
    cache.close()
    files = tuple(path for path in dict.fromkeys((*site.files, *found.files)) if path not in found.gone)
    state = site.state if files == site.files else None
    unchanged.take_down(seen, replace(site, files=files, state=state), task.as_of, done.written, workers.jobs)
    written, deleted = len(done.written), len(done.deleted)
    return replace(as_it_was, written=written, deleted=deleted, same=done.unchanged, reasons=found.reasons)


class _Made(NamedTuple):
    """What is needed of a build to write it down; the site itself may be let go."""

    told: Delivered
    files: "Mapping[str, Blob]"
    outline: "Outline | None"
    until: datetime | None


def _made(task: Task, cache: "Cache", workers: Workers) -> _Made:
    from hjemsite.pipeline import build

    built = build.build(_order(task), cache, workers)
    told = Delivered(
        built.pages, faults=built.faults, texts=built.texts, memory_was_damaged=cache.was_damaged, reasons=built.reasons
    )
    return _Made(told, built.files, built.outline, built.until)


def _deliver(task: Task, seen: Look, cache: "Cache", workers: Workers) -> Delivered:
    from hjemsite.pipeline import outline
    from hjemsite.publishing import write as output

    try:
        made = _made(task, cache, workers)
        if any(fault.is_error for fault in made.told.faults):
            return made.told
        if made.told.pages > _MANY:
            # Otherwise nothing is ever thrown away (`cli.run`), and this would not fit beside what writing needs.
            gc.collect()
        workers.progress.enter(Stage.PUBLISHING)
        published = output.publish(
            made.files, task.output, allow_shrink=task.allow_shrink, cache=cache, workers=workers
        )
        faults = in_order((*made.told.faults, *published.faults))
        stands = not any(fault.is_error for fault in faults)
        if stands and made.outline is not None:
            outline.remember(made.outline, unchanged.made(seen, task.as_of), str(task.output), cache)
    finally:
        cache.close()
    if stands:
        site = Standing(made.told.pages, tuple(made.files), _written_down(faults, made.told.texts), made.until)
        unchanged.take_down(seen, site, task.as_of, jobs=workers.jobs)
    written, deleted = len(published.written), len(published.deleted)
    return replace(made.told, written=written, deleted=deleted, same=published.unchanged, faults=faults)
