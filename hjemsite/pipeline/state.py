"""What the last build knew: written when it ends, and read by the next one, which starts from it.

`last-build.msgpack` in `.hjemsite/` says what stands in the output folder and what it was made from, so that a build
with nothing to do reads no more than that; it carries the seal of this machine. What the stages start from lies in
files of its own (`hjemsite.pipeline.state_files`), and the first says which those are. What is damaged, from elsewhere,
of another program or of another build is as good as none.
"""

import hmac
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.cache.blob import digest
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.filestat import PLAINLY, FileStat, KnownFile, file_stat
from hjemsite.cache.fingerprint import fingerprint, recall
from hjemsite.cache.secret import SEAL_BYTES, seal
from hjemsite.content.scan import Inputs
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.pipeline.options import BuildOptions
from hjemsite.publishing.output_record import OutputRecord

LAST_BUILD, STATE, RECORDS = "last-build.msgpack", "state.msgpack", "records.msgpack"
LAYOUT, PAGES = "layout.msgpack", "pages.msgpack"

FILES = (LAST_BUILD, STATE, RECORDS, LAYOUT, PAGES)
"""All that a build leaves there."""


class StateFile(Struct, frozen=True):
    """What tells a file with the state of a build from every other: no copy has the same times and number, and what a
    disk has damaged has another checksum. To seal it, too, would cost ten times as much."""

    stat: FileStat
    checksum: int


class LastBuild(Struct, frozen=True):
    """A finished build. `program` stands for the program, `options` for what it was asked.

    `program_stats` stands for what the file system said of the program's files; empty where that tells too little.

    `files` are those that it read, `input_faults` what was wrong with their names. `lines` are those that `faults`
    speak of. `until` is the next instant at which the site changes by itself. `state`: name → the file with that part
    of its state; empty where none could be saved.
    """

    program: bytes
    program_stats: bytes
    options: bytes
    as_of: datetime
    until: datetime | None
    files: Mapping[str, KnownFile]
    input_faults: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...]
    lines: QuotedLines
    html_pages: int
    output: OutputRecord
    state: Mapping[str, StateFile] = {}
    hosts: tuple[str, ...] = ()
    """Other places from which pages may fetch."""
    lacks_press_contact: bool = False
    commit: str = ""
    """The commit that histories of articles were read from; empty where the site shows none, or there is no git."""

    def holds(self, inputs: Inputs, options: BuildOptions) -> bool:
        """Whether a build of `inputs` with these `options` would make the same, faults included."""
        as_of = options.as_of
        # Faults about dates depend on the day.
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
    """The digest of the options that decide what a build makes, apart from the instant."""
    return digest(
        options.base_url or "",
        str(options.drafts),
        str(options.search),
        str(options.allow_shrink),
        str(options.editor is not None),
    )


def load_last_build(folder: Path) -> LastBuild | None:
    """The last build that was saved in `folder`."""
    data = read(folder / LAST_BUILD)[0]
    content = memoryview(data)[SEAL_BYTES:]
    is_ours = hmac.compare_digest(seal(content), data[:SEAL_BYTES])
    last_build: LastBuild | None = decode(content if is_ours else None, LastBuild, None)
    if last_build is not None:
        recall(last_build.program_stats, last_build.program)
    return last_build


def save(last: LastBuild, folder: Path) -> None:
    """Write `last` alone to `folder`, where its state is; what cannot be written is built again."""
    with suppress(OSError, UnicodeEncodeError):
        data = encode(last)
        atomic_write(folder / LAST_BUILD, seal(data), data)


def is_foreign(last: LastBuild | None, folder: Path) -> bool:
    """Whether the file of `last` is there but was not accepted: it is damaged, or was not written on this machine."""
    return last is None and os.path.lexists(folder / LAST_BUILD)


def read(file: Path) -> tuple[bytes, FileStat | None]:
    """The bytes of a file and its stat; empty bytes and None where it cannot be read."""
    try:
        number = os.open(file, os.O_RDONLY | PLAINLY)
        with os.fdopen(number, "rb", buffering=0) as stream:
            return stream.read(), file_stat(os.fstat(number))
    except OSError:
        return b"", None
