"""`python3 -m benchmarks` races hjemsite against its rivals and prints what it took; `--help` tells the rest."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks import builders, tables
from benchmarks.builders import RIVALS, ROOT, Builder, MissingError
from benchmarks.measure import ProgramError
from benchmarks.race import EVENTS, Results, Track, UnequalError
from hjemsite import danish
from hjemsite.system.workers import cores

PAGE = ROOT / "docs/fart.md"
KEPT = ROOT / ".hjemsite/benchmarks"
MEMORY = Path("/dev/shm")  # noqa: S108 - Linux' file system in memory; the folder in it is a fresh one
SIZES, ROUNDS = (100, 1_000), 5
GROWTH_SIZES, GROWTH_ROUNDS, GROWTH_EVENTS = (1_000, 10_000, 100_000), 1, ("kold", "uændret", "brødtekst")


def main(words: Sequence[str]) -> int:
    asked = _arguments().parse_args(words)
    deadline = time.monotonic() + 60 * asked.limit
    sizes = asked.sizes or (GROWTH_SIZES if asked.growth else SIZES)
    rounds = asked.rounds or (GROWTH_ROUNDS if asked.growth else ROUNDS)
    events = asked.events or (GROWTH_EVENTS if asked.growth else tuple(EVENTS))
    everyone = [
        builders.hjemsite(asked.jobs, bare=asked.bare),
        *rivals({} if asked.growth else {name: RIVALS[name] for name in asked.only}, KEPT / "programs"),
    ]
    texts = []
    try:
        for medium, folder in _media(asked.disk):
            track = Track(folder, everyone, events, rounds, deadline)
            try:
                measured = [_raced(track, size) for size in sizes if track.in_time]
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            tell = tables.growth if asked.growth else partial(tables.tables, builders=everyone, bare=asked.bare)
            texts.append(tell(measured, medium=medium))
            print(f"\n{texts[-1]}")
    except (ProgramError, UnequalError) as error:
        _say(str(error))
        return 1
    if time.monotonic() >= deadline:
        _say(f"Tiden var gået ({asked.limit:g} minutter), så noget er ikke målt.")
    if asked.write:
        tables.write("\n".join(texts), PAGE, "vækst" if asked.growth else "målt uden" if asked.bare else "målt")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description="Måler hjemsites fart mod andres.")
    parser.add_argument("--sizes", type=_numbers, help="antal artikler (100,1000)")
    parser.add_argument("--rounds", type=int, help="antal runder (5)")
    parser.add_argument(
        "--only", type=_names(RIVALS), default=tuple(RIVALS), help=f"modstandere: {_list(RIVALS)}; - er ingen"
    )
    parser.add_argument("--events", type=_names(EVENTS), help=f"hvad der sker før en bygning: {_list(EVENTS)}")
    parser.add_argument(
        "--jobs", type=int, default=cores(), help="processer, som hjemsite må bruge (en for hver kerne)"
    )
    parser.add_argument(
        "--bare", action="store_true", help="uden søgning, delekort og filer til at hente, som de andre ikke laver"
    )
    parser.add_argument("--disk", action="store_true", help="mål også på disken, ikke kun i hukommelsen")
    parser.add_argument("--growth", action="store_true", help="hjemsite alene med 1.000, 10.000 og 100.000 artikler")
    parser.add_argument("--limit", type=float, default=60, metavar="MINUTTER", help="stop efter så mange minutter (60)")
    parser.add_argument("--write", action="store_true", help="skriv tabellerne i docs/fart.md")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _list(names: Iterable[str]) -> str:
    return ",".join(names)


def _names(allowed: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """Reads names out of `allowed`, in any case; a single hyphen is none of them."""
    by_name = {name.lower(): name for name in allowed}

    def names(text: str) -> tuple[str, ...]:
        try:
            return tuple(by_name[name.lower()] for name in text.split(",") if name != "-")
        except KeyError as error:
            raise argparse.ArgumentTypeError(f"{error} kendes ikke; vælg blandt {_list(by_name.values())}") from error

    return names


def rivals(programs: Mapping[str, Callable[[Path], Builder]], folder: Path) -> Iterator[Builder]:
    """Those that can be installed into `folder`; the others are named."""
    for name, installed in programs.items():
        try:
            _progress(f"Henter {name}, hvis det mangler …")
            yield installed(folder)
        except MissingError as error:
            _say(f"{name} er ikke med: {error}.")


def _media(disk: bool) -> Iterator[tuple[str, Path]]:
    """Where to measure, in Danish, each with an empty folder."""
    if MEMORY.is_dir():
        yield "i hukommelsen", Path(tempfile.mkdtemp(prefix="hjemsite-", dir=MEMORY))
    if disk or not MEMORY.is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        yield "på disken", Path(tempfile.mkdtemp(prefix="sites-", dir=KEPT))


def _raced(track: Track, size: int) -> Results:
    results = Results(size)
    for step in track.race(results):
        what = f"{danish.number(size)} artikler: {step.text}"
        if step.run is None:
            _progress(what)
        else:
            # A race takes an hour, and one that is stopped has then told what it found.
            _say(f"{what}: {tables.seconds(step.run.seconds)} s, arbejde {tables.seconds(step.run.processor)} s")
    _progress("")
    return results


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    _progress("")
    print(text, file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
