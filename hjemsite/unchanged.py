"""A build of what is built already: recognised by looking at files, without reading or making any.

It holds when nothing that a build reads, nothing that it wrote and nothing about the program has been touched since,
and the clock has passed no instant at which the site changes by itself. One doubt, and the build is made.
"""

import json
import os
import time
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from hjemsite.facts import Facts
from hjemsite.fingerprint import fingerprint

_RECORD = "unchanged.json"


@dataclass(frozen=True, slots=True)
class Look:
    """What a build is about to read: `inputs` stands for the state of all of it; empty where that is in doubt."""

    place: Path
    output: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A finished site that stands in the output folder. `told` is what was told of it, in whatever form."""

    pages: int
    files: tuple[str, ...]
    told: str = ""


def look(root: Path, memory: Path, output: Path, *options: str) -> Look:
    """Looks at all that a build of `root` reads. It must be called before any of it is read."""
    state = _State()
    try:
        for folder in ("content", "templates"):
            state.add_all(_below(os.fspath(root / folder)))
    except OSError:
        # A folder that is missing, or a file that has gone meanwhile: the build tells what is wrong.
        return Look(memory / _RECORD, os.fspath(output), "")
    beside = repr((fingerprint(), os.fspath(output.absolute()), options))
    return Look(memory / _RECORD, os.fspath(output), state.digest(beside))


def standing(seen: Look, as_of: datetime) -> Standing | None:
    """The site that stands, if a build would make the same again."""
    try:
        record = json.loads(seen.place.read_bytes())
        start, end = datetime.fromisoformat(record["from"]), record["until"]
        if not seen.inputs or record["inputs"] != seen.inputs or not start <= as_of or start.date() != as_of.date():
            return None
        if end and as_of >= datetime.fromisoformat(end):
            return None
        files = tuple(record["files"])
        if record["outputs"] != _outputs(seen.output, files):
            return None
        return Standing(int(record["pages"]), files, str(record["told"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def take_down(seen: Look, site: Standing, as_of: datetime, until: datetime | None) -> None:
    """Remembers that `site`, made of what was `seen`, stands in the output folder and holds until `until`."""
    # What cannot be looked at or taken down is simply built again.
    with suppress(OSError):
        outputs = _outputs(seen.output, site.files) if seen.inputs else ""
        if not outputs:
            seen.place.unlink(missing_ok=True)
            return
        record = {
            "inputs": seen.inputs,
            "outputs": outputs,
            "from": as_of.isoformat(),
            "until": until.isoformat() if until else "",
            "pages": site.pages,
            "files": site.files,
            "told": site.told,
        }
        seen.place.write_text(json.dumps(record), encoding="utf-8")


def _outputs(folder: str, files: Iterable[str]) -> str:
    """What stands for the state of our files and of the folders they lie in, so that a stranger among them shows."""
    state = _State()
    state.add_all(f"{folder}/{path}" for path in files)
    folders = {""}
    for path in files:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    state.add_all(f"{folder}/{path}" for path in sorted(folders))
    return state.digest()


def _below(folder: str) -> Iterator[str]:
    """Everything below `folder`; links are not followed."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                yield entry.path


class _State:
    """What the file system says of many files. Nothing here is a `Facts`, for this is all that a build may cost."""

    def __init__(self) -> None:
        self._now = time.time_ns()
        self._paths: list[str] = []
        self._numbers: list[int] = []

    def add_all(self, paths: Iterable[str]) -> None:
        stat, path_of, add = os.stat, self._paths.append, self._numbers.extend
        for path in paths:
            status = stat(path, follow_symlinks=False)
            path_of(path)
            add((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))

    def digest(self, beside: str = "") -> str:
        """Stands for all of it; empty when something was touched so lately that another change might not show."""
        last = Facts(0, max(self._numbers[1::4], default=0), max(self._numbers[2::4], default=0), 0)
        if not last.settled(self._now):
            return ""
        state = blake2b(array("Q", self._numbers).tobytes(), digest_size=16)
        state.update("\0".join((beside, *self._paths)).encode("utf-8", "surrogateescape"))
        return state.hexdigest()
