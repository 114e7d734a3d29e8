"""The site that stands in the output folder: recognised by looking at files, without reading or making any.

It stands when nothing that a build wrote and nothing about the program has been touched since, and the clock has
passed no instant at which the site changes by itself. When nothing that a build reads has been touched either, a build
would make the same. One doubt, and it is made.
"""

import json
import os
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from hjemsite.cache.filestat import FileStat
from hjemsite.cache.fingerprint import fingerprint
from hjemsite.cache.paths import folders_of
from hjemsite.system.workers import Workers, parallel_map

_RECORD = "unchanged.json"

_HANDFUL = 400
"""Files that one process looks at before it takes the next ones."""

_LARGEST = 0x7FFF_FFFF_FFFF_FFFF
"""The largest number that is kept; some file systems number their files beyond it."""


class State:
    """What the file system says of many files. Nothing here is a `Facts`, for this is all that a build may cost."""

    def __init__(self) -> None:
        self._now = time.time_ns()
        self._paths: list[str] = []
        self._numbers = array("q")

    def add_all(self, paths: Iterable[str], jobs: int) -> None:
        """Look at `paths`, in as many processes as `jobs` says."""
        added = list(paths)
        handfuls = [added[start : start + _HANDFUL] for start in range(0, len(added), _HANDFUL)]
        for numbers in parallel_map(_looked_at, handfuls, Workers(jobs)):
            self._numbers.frombytes(numbers)
        self._paths += added

    def look_again(self, paths: Iterable[str]) -> None:
        """Look anew at some of the files."""
        self._now = time.time_ns()
        places = {path: 4 * number for number, path in enumerate(self._paths)}
        for path in paths:
            at = places[path]
            self._numbers[at : at + 4] = array("q", _looked_at([path]))

    def facts(self) -> Iterator[tuple[str, FileStat]]:
        """Each path, a folder's with `/` at its end, and the facts about what lies there."""
        return zip(self._paths, map(FileStat, *(self._numbers[first::4] for first in range(4))), strict=True)

    def digest(self) -> str:
        """Stands for all of it; empty when something was touched so lately that another change might not show."""
        last = FileStat(0, max(self._numbers[1::4], default=0), max(self._numbers[2::4], default=0), 0)
        if not last.is_not_racy(self._now):
            return ""
        state = blake2b(self._numbers.tobytes(), digest_size=16)
        state.update(self.names().encode())
        return state.hexdigest()

    def names(self) -> str:
        """Stands for which files and folders there are, whatever they hold."""
        return blake2b("\0".join(self._paths).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _looked_at(paths: Sequence[str]) -> bytes:
    """Four numbers for each path, as they lie in an array."""
    numbers: list[int] = []
    stat, add = os.stat, numbers.extend
    for path in paths:
        status = stat(path, follow_symlinks=False)
        add((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _LARGEST))
    return array("q", numbers).tobytes()


@dataclass(frozen=True, slots=True)
class Look:
    """What a build is about to read: `inputs` stands for the `state` of all of it; empty where that is in doubt.

    `program` stands for the program, and for what it has been told to make and where.
    """

    place: Path
    output: str
    program: str
    state: State
    inputs: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A finished site that stands in the output folder. `told` is what was told of it, in whatever form.

    `until` is when it changes by itself. `inputs` is what it was made of, as a `Look` says it, and `names` which files
    that were; `made` tells it from every other build. `state` is that of its files, where somebody has looked.
    """

    pages: int
    files: tuple[str, ...]
    told: str = ""
    until: datetime | None = None
    inputs: str = ""
    names: str = ""
    made: str = ""
    state: State | None = field(default=None, compare=False)


def look(root: Path, memory: Path, output: Path, *options: str, jobs: int = 1) -> Look:
    """Looks at all that a build of `root` reads. It must be called before any of it is read."""
    beside = repr((fingerprint(), os.fspath(output.absolute()), options))
    program = blake2b(beside.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    state = State()
    seen = Look(memory / _RECORD, os.fspath(output), program, state)
    try:
        for folder in ("content", "templates"):
            state.add_all(_below(os.fspath(root / folder)), jobs)
    except OSError:
        # A folder that is missing, or a file that has gone meanwhile: the build tells what is wrong.
        return seen
    return replace(seen, inputs=state.digest())


def standing(seen: Look, as_of: datetime, jobs: int = 1) -> Standing | None:
    """The site that stands, if `seen.program` would still make it of what it was made of."""
    try:
        record = json.loads(seen.place.read_bytes())
        start = datetime.fromisoformat(record["from"])
        until = datetime.fromisoformat(record["until"]) if record["until"] else None
        if not seen.inputs or record["program"] != seen.program:
            return None
        if not start <= as_of or start.date() != as_of.date() or (until and as_of >= until):
            return None
        files = tuple(record["files"])
        state = _state_of(seen.output, files, jobs)
        if record["outputs"] != state.digest():
            return None
        told, inputs, names, made = (str(record[name]) for name in ("told", "inputs", "names", "made"))
        return Standing(int(record["pages"]), files, told, until, inputs, names, made, state)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def made(seen: Look, as_of: datetime) -> str:
    """What tells a build of what was `seen` from every other; empty where what it reads is in doubt."""
    return f"{seen.program} {seen.inputs} {as_of.isoformat()}" if seen.inputs else ""


def take_down(seen: Look, site: Standing, as_of: datetime, written: Iterable[str] = (), jobs: int = 1) -> None:
    """Remembers that `site`, made of what was `seen`, stands in the output folder.

    Where somebody has looked at its files, only those that were `written` since are looked at.
    """
    # What cannot be looked at or taken down is simply built again.
    with suppress(OSError):
        outputs = _renewed(seen.output, site, written, jobs).digest() if seen.inputs else ""
        if not outputs:
            seen.place.unlink(missing_ok=True)
            return
        record = {
            "program": seen.program,
            "inputs": seen.inputs,
            "names": seen.state.names(),
            "outputs": outputs,
            "made": made(seen, as_of),
            "from": as_of.isoformat(),
            "until": site.until.isoformat() if site.until else "",
            "pages": site.pages,
            "files": site.files,
            "told": site.told,
        }
        seen.place.write_text(json.dumps(record), encoding="utf-8")


def _state_of(folder: str, files: Iterable[str], jobs: int) -> State:
    """The state of our files and of the folders they lie in, so that a stranger among them shows."""
    state = State()
    state.add_all((f"{folder}/{path}" for path in (*files, *sorted({"", *folders_of(files)}))), jobs)
    return state


def _renewed(folder: str, site: Standing, written: Iterable[str], jobs: int) -> State:
    if site.state is None:
        return _state_of(folder, site.files, jobs)
    # Where a file has been replaced, its folder has changed too; and in the outermost one it waited for its turn.
    site.state.look_again(f"{folder}/{path}" for path in {"", *written, *folders_of(written)})
    return site.state


def _below(folder: str) -> Iterator[str]:
    """Everything below `folder`, folders with `/` at their end; links are not followed."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    yield f"{entry.path}/"
                else:
                    yield entry.path
