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


def tables(results: Sequence[Results], builders: Sequence[Builder], place: str, *, bare: bool = False) -> str:
    """All tables for one kind of disk."""
    what = "Uden søgning, delekort og filer til at hente" if bare else "Med alt slået til"
    blocks = [f"## {what}, målt {place}", _conditions(results, builders)]
    for one in results:
        size = danish.number(one.size)
        blocks += [f"### {size} artikler", _table(_times(one.seconds, builders))]
        blocks += [f"Det samme som arbejde, alle kerner lagt sammen, {size} artikler:"]
        blocks += [_table(_times(one.processor, builders))]
    blocks += ["### Hukommelse og det, der bliver lavet", _table(_made(results, builders))]
    return "\n\n".join(blocks) + "\n"


def growth(results: Sequence[Results], place: str) -> str:
    """How the times of hjemsite alone grow with the number of articles."""
    events = [name for name in EVENTS if any((name, "hjemsite") in one.runs for one in results)]
    rows = [["artikler", *(EVENTS[name].title for name in events), "kold, ms pr. artikel", "mest hukommelse, MiB"]]
    for one in results:
        cold = one.seconds("kold", "hjemsite")
        each = "" if cold is None else _number(1000 * cold / one.size)
        times = [seconds(one.seconds(name, "hjemsite")) for name in events]
        rows.append([danish.number(one.size), *times, each, _mebibytes(one, "hjemsite")])
    return f"### Hvordan tiden vokser, målt {place}\n\n{_table(rows)}\n"


def write(text: str, page: Path, name: str) -> None:
    """Put `text` between the marks called `name` in `page`; what else the page says stays."""
    start, end = f"<!-- {name}: begynder -->\n", f"<!-- {name}: slutter -->\n"
    before, _, rest = page.read_text(encoding="utf-8").partition(start)
    page.write_text(f"{before}{start}\n{text}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def _conditions(results: Sequence[Results], builders: Sequence[Builder]) -> str:
    versions = danish.list_of([f"{one.name} {one.version}" for one in builders])
    rounds = danish.list_of(
        [f"{danish.plural(one.rounds, 'runde', 'runder')} med {danish.number(one.size)} artikler" for one in results]
    )
    return (
        f"{danish.long_date(date.today())}. {versions}; Python {platform.python_version()}, "  # noqa: DTZ011
        f"{_processor()}, {os.cpu_count()} kerner, {platform.system()}. "
        f"Sekunder for hele processen, medianer af {rounds}; × er hjemsites tid delt med den andens."
    )


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or sys.platform


def _times(median: Median, builders: Sequence[Builder]) -> Iterator[list[str]]:
    first, *rivals = (builder.name for builder in builders)
    yield ["", first, *rivals, *(f"× {rival}" for rival in rivals)]
    for name, event in EVENTS.items():
        ours, *theirs = (median(name, builder.name) for builder in builders)
        if ours is not None:
            ratios = (_number(ours / one) if one else "" for one in theirs)
            yield [event.title, *map(seconds, (ours, *theirs)), *ratios]


def _made(results: Sequence[Results], builders: Sequence[Builder]) -> Iterator[list[str]]:
    yield ["", *(builder.name for builder in builders)]
    for one in results:
        size = danish.number(one.size)
        yield [f"mest hukommelse, {size} artikler, MiB", *(_mebibytes(one, builder.name) for builder in builders)]
        alone = (one.memory.get(builder.name) for builder in builders)
        yield ["- deraf den største proces", *(f"{memory.alone:.0f}" if memory else "" for memory in alone)]
    for one in results:
        disk = (one.disk.get(builder.name) for builder in builders)
        title = f"fylder på disken, {danish.number(one.size)} artikler, kB for hver"
        yield [
            title,
            *("" if bytes_ is None else f"{bytes_ / 1000 / one.size:.1f}".replace(".", ",") for bytes_ in disk),
        ]
    last = results[-1]
    for kind, _ in KINDS:
        counts = (last.kinds[builder.name][kind] for builder in builders if builder.name in last.kinds)
        yield [f"{kind}, {danish.number(last.size)} artikler", *map(danish.number, counts)]


def _mebibytes(one: Results, name: str) -> str:
    memory = one.memory.get(name)
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
