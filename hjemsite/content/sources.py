"""One file below `content/`: its bytes, and its text as UTF-8.

A file is opened without following links, and what is measured is what is read.
"""

import os
import stat
import time
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING

from msgspec import Struct

from hjemsite.cache.blob import Blob, read
from hjemsite.cache.filestat import FileStat, file_stat
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span
from hjemsite.limits import BUNDLE_FILE_BYTES, ROOT_FILE_BYTES, TEXT_FILE_BYTES

if TYPE_CHECKING:
    # What finds names in texts takes as long to load as to see that no file has been touched.
    from hjemsite.content.anonymous_names import AnonymousName

ROOT_FOLDER = "content/rod/"
"""The folder whose files lie at the root of the site, as they are."""

_UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)


class Source(Struct, frozen=True):
    """A file below `content/`. `path` is relative to the project folder, composed (NFC), with `/` between its parts.

    One that was `refused` has no data, and a fault that says why; what refers to it is not to blame. `site_address` is
    that of the whole site, where it is known: a link that begins with it leads to a page of the site. In its text the
    people `anonymised` are called something else.
    """

    path: str
    content: Blob
    refused: bool = False
    site_address: str = ""
    anonymised: "tuple[AnonymousName, ...]" = ()

    @property
    def is_text(self) -> bool:
        return self.path.endswith((".md", ".yaml"))

    @property
    def data(self) -> bytes:
        return read(self.content)


class ReadFile(Struct, frozen=True):
    """The bytes of a file and what the file system said of it; `stat` is None when a later change might not show."""

    data: bytes
    stat: FileStat | None


def read_file(file: str, path: str) -> ReadFile | Diagnostic:
    """The bytes of `file`, which a fault calls `path`. A link, a pipe or a file over its limit is a fault."""
    limit = _limit(path)
    try:
        # A pipe must not block.
        descriptor = os.open(
            file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(descriptor, "rb") as stream:
            now = time.time_ns()
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Diagnostic(
                    "ulaeselig-fil", Span(path), "Det er ikke en almindelig fil", "Fjern den fra mappen content"
                )
            if status.st_size > limit:
                message = f"Filen fylder {status.st_size / 1e6:.1f} MB; grænsen er {limit / 1e6:.1f} MB".replace(
                    ".", ","
                )
                return Diagnostic("for-stor-fil", Span(path), message, "Gør filen mindre")
            facts = file_stat(status)
            # Room for the limit would be made each time, so it is asked for only where the file has grown meanwhile.
            data = stream.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += stream.read(limit - status.st_size)
            return ReadFile(data, facts if facts.is_not_racy(now) else None)
    except OSError as error:
        return unreadable(path, error)


def _limit(path: str) -> int:
    """How many bytes the file at `path` may have."""
    if path.endswith((".md", ".yaml")):
        return TEXT_FILE_BYTES
    return ROOT_FILE_BYTES if path.startswith(ROOT_FOLDER) else BUNDLE_FILE_BYTES


def unreadable(path: str, error: OSError) -> Diagnostic:
    """The fault of a file or folder that cannot be opened."""
    if path == "content":
        message = "Der er ingen mappe, der hedder content"
        return Diagnostic("mangler-fil", Span(path), message, "Opret den, eller sig med --root, hvor den ligger")
    missing = isinstance(error, FileNotFoundError)
    message = "Filen forsvandt, mens siden blev bygget" if missing else "Filen kan ikke åbnes"
    return Diagnostic(
        "ulaeselig-fil", Span(path), message, "Prøv igen" if missing else "Se efter, om du har lov til at læse den"
    )


def text_of(source: Source) -> Checked[str]:
    """The text of a source, without byte order mark and with `\\n` between lines; empty when it is not UTF-8."""
    data = source.data
    if data.startswith(_UTF_16):
        return Checked("", (_not_utf8(source.path, data, 0),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0)
        return Checked("", (_not_utf8(source.path, data, offset),))
    return Checked(_one_kind_of_line_end(text))


def _one_kind_of_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(path: str, data: bytes, offset: int) -> Diagnostic:
    before = _one_kind_of_line_end(data[:offset].decode("utf-8-sig", "replace"))
    guess = "UTF-16" if data.startswith(_UTF_16) or b"\0" in data[:200] else "Windows-1252"
    message = f"Filen er ikke gemt som UTF-8 (se byte {offset}); den ser ud til at være gemt som {guess}"
    span = Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Diagnostic("tegnkodning", span, message, "Gem filen igen med tegnkodningen UTF-8")
