"""A build that ends in the output folder: alone at work, skipped when nothing has changed."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hjemsite import unchanged
from hjemsite.contents import Altered
from hjemsite.diagnostics import Diagnostic, Related, Span, in_order
from hjemsite.lock import FOLDER, LOCK, alone
from hjemsite.parallel import Crew
from hjemsite.progress import Stage
from hjemsite.unchanged import Look, Standing

# What only a build needs is imported for one: to see that there is nothing to do must not take longer than doing it.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hjemsite.memo import Memo
    from hjemsite.urls import Url


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


def deliver(task: Task, crew: Crew | None = None) -> Delivered:
    """Has `crew` make the output folder hold the site. Raises `lock.Busy`, and what `publishing.output` raises."""
    with alone(task.memory):
        if task.clean:
            _forget(task.memory)
        options = (task.base_url or "", str(task.drafts), str(task.search))
        seen = unchanged.look(task.root, task.memory, task.output, *options)
        site = unchanged.standing(seen, task.as_of)
        return _as_it_stands(site) if site else _build(task, seen, crew or Crew())


def _as_it_stands(site: Standing) -> Delivered:
    faults, texts = json.loads(site.told)
    found = (
        Diagnostic(rule, Span(*span), message, hint, tuple(Related(Span(*place), label) for place, label in related))
        for rule, span, message, hint, related in faults
    )
    return Delivered(site.pages, same=len(site.files), faults=tuple(found), texts=texts)


def _written_down(faults: "Sequence[Diagnostic]", texts: "Mapping[str, str]") -> str:
    """What `_as_it_stands` needs to tell it again."""
    spoken_of = {span.path for fault in faults for span in fault.spans}
    rows = [
        (one.rule, one.span, one.message, one.hint, [(other.span, other.label) for other in one.related])
        for one in faults
    ]
    return json.dumps((rows, {path: text for path, text in texts.items() if path in spoken_of}))


def _forget(memory: Path) -> None:
    for place in memory.iterdir():
        if place.name != LOCK and place.is_file():
            place.unlink()


def _build(task: Task, seen: Look, crew: Crew) -> Delivered:
    from hjemsite.memo import Memo

    try:
        return _deliver(task, seen, Memo(task.memory), crew)
    except Altered:
        # A finished file was in the memory a moment ago and is there no more. The second time, nothing is relied on.
        return _deliver(task, seen, Memo(None), crew)


def _deliver(task: Task, seen: Look, memo: "Memo", crew: Crew) -> Delivered:
    from hjemsite import pipeline
    from hjemsite.publishing import output

    try:
        output.guard(task.output, task.root)
        order = pipeline.Order(
            task.root, task.as_of, task.base_url, task.drafts, task.allow_shrink, task.search, task.explain
        )
        built = pipeline.build(order, memo, crew)
        told = Delivered(
            built.pages,
            faults=built.faults,
            texts=built.texts,
            memory_was_damaged=memo.was_damaged,
            reasons=built.reasons,
        )
        if any(fault.is_error for fault in built.faults):
            return told
        crew.progress.enter(Stage.PUBLISHING)
        published = output.publish(built.files, task.output, allow_shrink=task.allow_shrink, memo=memo, crew=crew)
    finally:
        memo.close()
    faults = in_order((*built.faults, *published.faults))
    if not any(fault.is_error for fault in faults):
        standing = Standing(built.pages, tuple(built.files), _written_down(faults, built.texts))
        unchanged.take_down(seen, standing, task.as_of, built.until)
    written, deleted = len(published.written), len(published.deleted)
    return replace(told, written=written, deleted=deleted, same=published.unchanged, faults=faults)
