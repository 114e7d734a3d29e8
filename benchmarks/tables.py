"""Results as Markdown in Danish, and their place in docs/fart.md."""

import os
import platform
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from benchmarks.builders import Builder
from benchmarks.race import EVENTS, Results
from benchmarks.sameness import KINDS
from hjemsite import danish

Median: TypeAlias = Callable[[str, str], float | None]
"""What an event took a builder."""


def tables(results: Sequence[Results], builders: Sequence[Builder], medium: str, *, bare: bool = False) -> str:
    """All tables for one kind of disk."""
    what = "Uden søgning, delekort og filer til at hente" if bare else "Med alt slået til"
    blocks = [f"## {what}, målt {medium}", _conditions(results, builders)]
    for result in results:
        size = danish.number(result.size)
        blocks += [f"### {size} artikler", _table(_times(result.seconds, builders))]
        blocks += [f"Det samme som arbejde, alle kerner lagt sammen, {size} artikler:"]
        blocks += [_table(_times(result.processor, builders))]
    blocks += ["### Hukommelse og det, der bliver lavet", _table(_resources(results, builders))]
    return "\n\n".join(blocks) + "\n"


def growth(results: Sequence[Results], medium: str) -> str:
    """How the times of hjemsite alone grow with the number of articles."""
    events = [name for name in EVENTS if any((name, "hjemsite") in result.runs for result in results)]
    rows = [["artikler", *(EVENTS[name].title for name in events), "kold, ms pr. artikel", "mest hukommelse, MiB"]]
    for result in results:
        cold = result.seconds("kold", "hjemsite")
        each = "" if cold is None else _number(1000 * cold / result.size)
        times = [seconds(result.seconds(name, "hjemsite")) for name in events]
        rows.append([danish.number(result.size), *times, each, _mebibytes(result, "hjemsite")])
    return f"### Hvordan tiden vokser, målt {medium}\n\n{_table(rows)}\n"


def write(text: str, page: Path, name: str) -> None:
    """Put `text` between the marks called `name` in `page`; what else the page says stays."""
    start, end = f"<!-- {name}: begynder -->\n", f"<!-- {name}: slutter -->\n"
    before, _, rest = page.read_text(encoding="utf-8").partition(start)
    page.write_text(f"{before}{start}\n{text}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def _conditions(results: Sequence[Results], builders: Sequence[Builder]) -> str:
    versions = danish.list_of([f"{builder.name} {builder.version}" for builder in builders])
    rounds = danish.list_of(
        [
            f"{danish.plural(result.rounds, 'runde', 'runder')} med {danish.number(result.size)} artikler"
            for result in results
        ]
    )
    return (
        f"{danish.long_date(date.today())}. {versions}; Python {platform.python_version()}, "  # noqa: DTZ011
        f"{_processor()}, {os.cpu_count()} kerner, {platform.system()}. "
        f"Sekunder for hele processen, medianer af {rounds}; × er hjemsites tid delt med den andens."
    )


def _processor() -> str:
    try:
        match = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        match = None
    return match[1] if match else platform.processor() or sys.platform


def _times(median: Median, builders: Sequence[Builder]) -> Iterator[list[str]]:
    first, *rivals = (builder.name for builder in builders)
    yield ["", first, *rivals, *(f"× {rival}" for rival in rivals)]
    for name, event in EVENTS.items():
        ours, *theirs = (median(name, builder.name) for builder in builders)
        if ours is not None:
            ratios = (_number(ours / time) if time else "" for time in theirs)
            yield [event.title, *map(seconds, (ours, *theirs)), *ratios]


def _resources(results: Sequence[Results], builders: Sequence[Builder]) -> Iterator[list[str]]:
    yield ["", *(builder.name for builder in builders)]
    for result in results:
        size = danish.number(result.size)
        yield [f"mest hukommelse, {size} artikler, MiB", *(_mebibytes(result, builder.name) for builder in builders)]
        alone = (result.memory.get(builder.name) for builder in builders)
        yield ["- deraf den største proces", *(f"{memory.alone:.0f}" if memory else "" for memory in alone)]
    for result in results:
        disk = (result.disk.get(builder.name) for builder in builders)
        title = f"fylder på disken, {danish.number(result.size)} artikler, kB for hver"
        yield [
            title,
            *("" if bytes_ is None else f"{bytes_ / 1000 / result.size:.1f}".replace(".", ",") for bytes_ in disk),
        ]
    last = results[-1]
    for kind, _ in KINDS:
        counts = (last.kinds[builder.name][kind] for builder in builders if builder.name in last.kinds)
        yield [f"{kind}, {danish.number(last.size)} artikler", *map(danish.number, counts)]


def _mebibytes(result: Results, name: str) -> str:
    memory = result.memory.get(name)
    return f"{memory.together:.0f}" if memory else ""


def seconds(time: float | None) -> str:
    """As the tables have it; empty where nothing was measured."""
    return "" if time is None else _number(time)


def _number(number: float) -> str:
    """Two figures behind the comma: »1,72«."""
    return f"{number:.2f}".replace(".", ",")


def _table(rows: Iterator[list[str]] | list[list[str]]) -> str:
    head, *others = rows
    line = ["---", *("--:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, line, *others))
