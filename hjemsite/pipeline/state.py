"""What the last build knew: written when it ends, and read by the next one, which starts from it.

There are two files in `.hjemsite/`. `last-build.msgpack` says what stands in the output folder and what it was made
from, so that a build with nothing to do reads no more than that. `state.msgpack` holds what the stages start from. Both
carry the id of the build. One that is damaged, of another program or of another build is as good as none.
"""

import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import decode, encode
from hjemsite.cache.filestat import KnownFile
from hjemsite.cache.fingerprint import fingerprint
from hjemsite.content.scan import Inputs
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.pipeline.options import BuildOptions
from hjemsite.publishing.output_record import OutputRecord

# To see that there is nothing to do must not take longer than doing it.
if TYPE_CHECKING:
    from hjemsite.pipeline.build import State

LAST_BUILD, STATE = "last-build.msgpack", "state.msgpack"

CHECKSUM_BYTES = 4


class LastBuild(Struct, frozen=True):
    """A finished build. `program` stands for the program, `options` for what it was asked; `id` tells it from others.

    `files` are those that it read, `input_faults` what was wrong with their names. `until` is the next instant at which
    the site changes by itself.
    """

    program: bytes
    options: bytes
    id: bytes
    as_of: datetime
    until: datetime | None
    files: Mapping[str, KnownFile]
    input_faults: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...]
    html_pages: int
    output: OutputRecord

    def holds(self, inputs: Inputs, options: BuildOptions) -> bool:
        """Whether a build of `inputs` with these `options` would make the same, faults included."""
        as_of = options.as_of
        # Faults about dates are told by the day.
        is_same_day = self.as_of <= as_of and self.as_of.astimezone(as_of.tzinfo).date() == as_of.date()
        return (
            self.program == fingerprint()
            and self.options == options_digest(options)
            and is_same_day
            and (self.until is None or as_of < self.until)
            and inputs.faults == self.input_faults
            and inputs.holds_the_same(self.files)
        )


def options_digest(options: BuildOptions) -> bytes:
    """Stands for the options that decide what a build makes, but for the instant."""
    return digest(options.base_url or "", str(options.drafts), str(options.search), str(options.allow_shrink))


def load_last_build(folder: Path) -> LastBuild | None:
    """The last build that was saved in `folder`."""
    found: LastBuild | None = decode(_read(folder / LAST_BUILD), LastBuild, None)
    return found


def load_state(last: LastBuild | None, folder: Path) -> "State":
    """The state that `last` ended with; an empty one where there is none, or none of this program."""
    from hjemsite.pipeline.build import EMPTY, State

    if last is None:
        return EMPTY
    if last.program != fingerprint():
        return State(is_of_another_program=True)
    data = _read(folder / STATE) or memoryview(b"")
    return decode(data[len(last.id) :], State, EMPTY) if data[: len(last.id)] == last.id else EMPTY


def load(folder: Path) -> "tuple[State, Mapping[str, KnownFile]]":
    """The state of the last build in `folder`, and the files that it read."""
    last = load_last_build(folder)
    return load_state(last, folder), last.files if last else {}


def save(last: LastBuild, state: "State | None", folder: Path) -> None:
    """Write both files to `folder`, or `last` alone where its state is there; what cannot be written is built again."""
    # A stranger in the output folder may have a name that is no text.
    with suppress(OSError, UnicodeEncodeError):
        # In this order: a state without its build is no state.
        if state is not None:
            _write(folder / STATE, last.id, encode(state))
        _write(folder / LAST_BUILD, encode(last))


def _read(file: Path) -> memoryview | None:
    """What `_write` has put in a file; None where there is none, or it is not whole."""
    try:
        # A view, for a large state must not be copied.
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    content = data[CHECKSUM_BYTES:]
    return content if checksum((content,)) == data[:CHECKSUM_BYTES] else None


def _write(file: Path, *parts: bytes) -> None:
    """Put a new file in the place of the old one, whole or not at all. It begins with the checksum of what follows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    with new.open("wb", buffering=0) as stream:
        for part in (checksum(parts), *parts):
            stream.write(part)
    new.replace(file)


def checksum(parts: Iterable[bytes | memoryview]) -> bytes:
    """The CRC-32 of `parts`, one after the other: it finds what a disk has damaged, and nobody else writes here."""
    found = 0
    for part in parts:
        found = zlib.crc32(part, found)
    return found.to_bytes(CHECKSUM_BYTES, "big")
