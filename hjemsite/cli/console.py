"""Terminal output of a build: the progress bar, and the summary when it has ended."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from hjemsite import danish
from hjemsite.cli.streams import is_screen
from hjemsite.diagnostics import report
from hjemsite.diagnostics.deprecated_names import DeprecatedName
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.system.progress import Stage, StageTiming

if TYPE_CHECKING:
    from hjemsite.pipeline.build_site import BuildResult
    from hjemsite.urls import Url

_STAGES: list[Stage] = [stage for stage in Stage if stage is not Stage.DEPLOYING]
_WIDTH = 24
"""Characters of the bar."""
_SOON, _OFTEN = 0.5, 0.1
"""Seconds before a build is worth a bar, and between two states of it."""


def summary_line(result: "BuildResult", seconds: float) -> str:
    """What was built, in one sentence without a full stop."""
    places = danish.list_of(result.hosts)
    fetched = f"siden må hente fra {places}" if places else "ingen side henter noget udefra"
    return (
        f"Siden er bygget på {_decimal(seconds, 1)} sekunder: {pages(result.html_pages)}, "
        f"{danish.plural(result.written, 'fil', 'filer')} skrevet, {danish.number(result.deleted)} slettet og "
        f"{danish.plural(result.same, 'uændret', 'uændrede')}; {fetched}"
    )


DISCARDED = (
    "Noget i mappen .hjemsite er ødelagt eller ikke lavet på denne computer, og det er ikke brugt. "
    "Derfor tog det længere tid at bygge siden."
)
"""What to say of a build that did not use all that had been kept."""

NO_PRESS_CONTACT = (
    "Siden har ingen pressekontakt og lover derfor ingen. "
    "Skriv for eksempel press: {name: Navn, email: presse@example.dk} på en linje i content/site.yaml."
)
"""What to say of a site, when it has been built, that names nobody whom the press can ask."""

UNCHANGED = " Siden er ikke bygget, og det, der lå der i forvejen, er uændret."
"""What to add to the number of faults where they stopped a build."""


def forgotten(names: Sequence[str]) -> str:
    """What `--clean` has deleted."""
    if not names:
        return "Der var intet at slette i mappen .hjemsite."
    *first, last = names
    return f"Slettet i mappen .hjemsite: {', '.join(first)}{' og ' if first else ''}{last}."


def for_programs(form: str, faults: Sequence[Diagnostic]) -> str:
    """The faults as the program reads them that the form is for; empty for `text`, and where it wants nothing."""
    if form == "gitlab":
        from hjemsite.diagnostics.code_quality import as_code_quality

        return as_code_quality(faults)
    return {"json": report.as_json, "github": report.as_github}[form](faults) if form != "text" else ""


def mood(faults: Sequence[Diagnostic]) -> str:
    """A Danish sentence, without its full stop, on the state of a site that can be built."""
    if any(fault.held_back for fault in faults):
        return "Ingen fejl standser siden"
    return "Der er ingen fejl" if faults else "Alt er i orden"


def pages(count: int) -> str:
    return danish.plural(count, "side", "sider")


def timings(spent: Sequence[StageTiming], seconds: float) -> str:
    """What each stage took of all `seconds`, and how many things were made in it, as a table."""
    rest = seconds - sum(timing.seconds for timing in spent)
    rows = [
        (timing.stage.value, timing.seconds, danish.number(timing.items) if timing.items else "") for timing in spent
    ]
    rows += [("Alt andet", rest, ""), ("I alt", seconds, "")]
    head = f"{'Trin':<22}{'Sekunder':>10}{'Lavet på ny':>14}"
    return "\n".join([head, *(f"{name:<22}{_decimal(took, 2):>10}{count:>14}".rstrip() for name, took, count in rows)])


def explanation(reasons: "Mapping[Url, Sequence[str]]") -> Iterator[str]:
    """Why each page was made again, a line each, and how many there were."""
    yield from (f"{url}: {'; '.join(why)}" for url, why in sorted(reasons.items()))
    count = danish.plural(len(reasons), "side eller fil", "sider og filer")
    yield f"{count} er lavet på ny." if reasons else "Ingen sider er lavet på ny."


class ProgressBar:
    """A line on the terminal that shows how far a build is. `write` puts what it is given after what stands there."""

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float], *, blocks: bool) -> None:
        self._write, self._clock = write, clock
        self._full, self._empty = ("█", "░") if blocks else ("#", "-")
        self._began = self._entered = clock()
        self._last, self._stage = 0.0, Stage.READING
        self._shown = False

    def update(self, stage: Stage, done: int, total: int) -> None:
        """`done` of `total` things of the stage are made; with none in all, it has just begun."""
        now = self._clock()
        if stage is not self._stage or not total:
            self._stage, self._entered = stage, now
        if now - self._began > _SOON and (now - self._last > _OFTEN or not total):
            self._last, self._shown = now, True
            self._write(f"\r{self._line(done, total, now)}\x1b[K")

    def clear(self) -> None:
        """Leave nothing on the line."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _line(self, done: int, total: int, now: float) -> str:
        step = self._stage.value
        if self._stage in _STAGES:
            step = f"{_STAGES.index(self._stage) + 1}/{len(_STAGES)} {step}"
        if not total:
            return f"{step} …"
        full = _WIDTH * done // total
        bar = self._full * full + self._empty * (_WIDTH - full)
        left = (now - self._entered) * (total - done) / done if done else 0
        wait = f", {danish.plural(round(left), 'sekund', 'sekunder')} igen" if left >= 1 else ""
        return f"{step} {bar} {danish.number(done)} af {danish.number(total)}{wait}"


@contextmanager
def progress_bar(stream: TextIO | None) -> Iterator[ProgressBar]:
    """On a terminal, how far a long build has come; elsewhere, and in the end, nothing."""
    if stream is None or not is_screen(stream):
        yield ProgressBar(bool, time.monotonic, blocks=False)
        return

    def write(text: str) -> None:
        stream.write(text)
        stream.flush()

    bar = ProgressBar(write, time.monotonic, blocks=stream.encoding.lower().startswith("utf"))
    try:
        yield bar
    finally:
        bar.clear()


def _decimal(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".replace(".", ",")


def renamed(command: DeprecatedName) -> str:
    """What is said of a command that is now called something else."""
    return (
        f"Kommandoen »{command.old}« hedder nu »{command.new}«; det gamle navn virker ikke fra hjemsite {command.gone}."
    )
