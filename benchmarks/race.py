"""The race: every builder makes the same site after the same edits, in turn, round after round.

Builders alternate within each edit, so that what else the machine does meets them all; medians are what counts.
"""

import shutil
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks import measure
from benchmarks.builders import NEW_PHRASE, PHRASE, Builder
from benchmarks.corpus import Corpus
from benchmarks.measure import Memory, Run
from benchmarks.sameness import differences, kinds, size

_REST = 0.1
"""Seconds between an edit and a build; no editor is faster, and two changes in one tick of the clock look like one."""


class UnequalError(Exception):
    """A builder's site does not hold the articles of the corpus."""


@dataclass(frozen=True, slots=True)
class State:
    """What the sources say."""

    corpus: Corpus
    phrase: str = PHRASE


@dataclass(frozen=True, slots=True)
class Event:
    """What happens before a build. `title` is Danish, for the table."""

    title: str
    edit: Callable[[State, int], State] = lambda state, _: state
    without_output: bool = False
    without_caches: bool = False
    deletes: bool = False
    """Something is gone from the site. Rivals leave its page where it was, so they get an empty folder to build in."""


def _body(state: State, number: int) -> State:
    return replace(state, corpus=replace(state.corpus, sentence=f"Rettelse nummer {number} er skrevet ind."))


def _headline(state: State, number: int) -> State:
    return replace(state, corpus=replace(state.corpus, headline=f"Ny overskrift nummer {number}"))


def _member(state: State, number: int) -> State:
    return replace(state, corpus=replace(state.corpus, renamed=f"Foreningen Nyt Navn {number}"))


def _new(state: State, number: int) -> State:
    return replace(state, corpus=replace(state.corpus, added=number))


def _deleted(state: State, number: int) -> State:
    return replace(state, corpus=replace(state.corpus, deleted=number))


def _topic(state: State, number: int) -> State:
    return replace(state, corpus=replace(state.corpus, topic=f"Nyt emne {number}"))


def _template(state: State, _: int) -> State:
    return replace(state, phrase=NEW_PHRASE if state.phrase == PHRASE else PHRASE)


EVENTS: Mapping[str, Event] = {
    "kold": Event("kold: intet output, intet husket", without_output=True, without_caches=True),
    "husket": Event("intet output, alt husket (som i CI)", without_output=True),
    "uændret": Event("intet er ændret"),
    "brødtekst": Event("en brødtekst er rettet", _body),
    "overskrift": Event("en overskrift er rettet", _headline),
    "ny": Event("en ny nyhed", _new),
    "slettet": Event("en nyhed er slettet", _deleted, deletes=True),
    "medlem": Event("et medlem har fået nyt navn", _member),
    "emne": Event("et emne har fået nyt navn", _topic),
    "skabelon": Event("en skabelon er ændret", _template),
}


@dataclass(slots=True)
class Results:
    """All that was measured at one size. `runs`: event and builder → runs."""

    size: int
    runs: dict[tuple[str, str], list[Run]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, Memory] = field(default_factory=dict)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    disk: dict[str, int] = field(default_factory=dict)
    """The bytes of all files that each builder made."""
    rounds: int = 0
    """How many were finished."""

    def seconds(self, event: str, builder: str) -> float | None:
        """The median, or None where nothing was measured."""
        runs = self.runs.get((event, builder))
        return statistics.median(run.seconds for run in runs) if runs else None

    def processor(self, event: str, builder: str) -> float | None:
        runs = self.runs.get((event, builder))
        return statistics.median(run.processor for run in runs) if runs else None


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next, in Danish; or, with `run`, what it took."""

    text: str
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """Where the sites lie, who builds them, and when to stop (a time as `time.monotonic` tells it)."""

    folder: Path
    builders: Sequence[Builder]
    events: Sequence[str]
    rounds: int
    deadline: float

    @property
    def in_time(self) -> bool:
        return time.monotonic() < self.deadline

    def race(self, results: Results) -> Iterator[Step]:
        """Race and fill in the results; says before each run what it is, and after it what it took."""
        state = State(Corpus(results.size))
        for builder in self.builders:
            if not self.in_time:
                return
            yield Step(f"{builder.name} bygger første gang og ses efter")
            self._prepare(builder, state, results)
        for number in range(1, self.rounds + 1):
            order = self.builders if number % 2 else tuple(reversed(self.builders))
            for name in self.events:
                state = EVENTS[name].edit(state, number)
                for builder in order:
                    if not self.in_time:
                        return
                    what = f"runde {number} af {self.rounds}, {name}, {builder.name}"
                    yield Step(what)
                    run = self._run(builder, EVENTS[name], state)
                    results.runs[name, builder.name].append(run)
                    yield Step(what, run)
                    if number == 1:
                        self.inspect(builder, state)
            results.rounds = number

    def site(self, builder: Builder, size: int) -> Path:
        return self.folder / f"{size}" / builder.folder

    def _prepare(self, builder: Builder, state: State, results: Results) -> None:
        """A first build, by which memory is measured and everything is in the caches of the machine."""
        site = self.site(builder, state.corpus.size)
        shutil.rmtree(site, ignore_errors=True)
        builder.lay_out(site)
        builder.write(state.corpus, site, state.phrase)
        results.memory[builder.name] = measure.memory(builder.command, site, builder.environment)
        self.inspect(builder, state)
        results.kinds[builder.name] = kinds(site / builder.output)
        results.disk[builder.name] = size(site / builder.output)

    def _run(self, builder: Builder, event: Event, state: State) -> Run:
        site = self.site(builder, state.corpus.size)
        if event.without_output or (event.deletes and builder.name != "hjemsite"):
            shutil.rmtree(site / builder.output, ignore_errors=True)
        for cache in builder.caches if event.without_caches else ():
            shutil.rmtree(site / cache, ignore_errors=True)
        builder.write(state.corpus, site, state.phrase)
        time.sleep(_REST)
        return measure.timed(builder.command, site, builder.environment)

    def inspect(self, builder: Builder, state: State) -> None:
        """Raises UnequalError when the site that was built is not the one that the sources say."""
        output = self.site(builder, state.corpus.size) / builder.output
        if faults := sorted(differences(state.corpus, output, state.phrase)):
            shown = "\n".join(faults[:10])
            raise UnequalError(f"{builder.name} har ikke de samme artikler som korpus ({len(faults)}):\n{shown}")
