"""The files below `content/`: their paths, their bytes, and the text of those that are text.

No file outside the folder is opened: a symbolic link is a fault and is not followed.
Paths are composed (NFC) and sorted here, so every later stage sees the same on every machine.
"""

import os
import re
import stat
import time
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from hjemsite.cache.blob import Blob, ContentChanged, LazyBytes, digest_of, read
from hjemsite.cache.filestat import FileStat, KnownFile, file_stat
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span, in_order
from hjemsite.limits import BUNDLE_FILE_BYTES, FILE_NAME_BYTES, FOLDER_DEPTH, TEXT_FILE_BYTES

MOST_HELD = 40_000_000
"""Bytes of files that one scan keeps in memory. Files beyond that are read again when their bytes are needed."""

DEBRIS = re.compile(
    r"\..*|.*~|.*\.(sw[a-z]|tmp|bak|orig|part|crdownload)|#.*#|4913|Thumbs\.db|desktop\.ini|__MACOSX", re.I
)
# Names that Windows reserves or cannot write; the repository must be cloned there too.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I | re.S)
_UNPORTABLE = r'[<>:"|?*\\]'
_INVISIBLE = "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
_UNDECODED = "[\ud800-\udfff]"
_ORDINARY = re.compile(r"[\w-]+(\.[\w-]+)*")


_UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file below `content/`. `path` is relative to the project folder, composed (NFC), with `/` between its parts.

    A file that was `refused` has no bytes and has a fault; a reference to it is no second fault.
    `stat` is the state of the file when it was read; None where a later change could leave it the same.
    """

    path: str
    content: Blob
    refused: bool = False
    stat: FileStat | None = field(default=None, compare=False)

    @property
    def is_text(self) -> bool:
        return self.path.endswith((".md", ".yaml"))

    @property
    def data(self) -> bytes:
        return read(self.content)


def sources(root: Path, seen: Mapping[str, KnownFile] = MappingProxyType({})) -> Checked[tuple[Source, ...]]:
    """Every file below `root/content`, sorted by path, without what editors and systems leave behind (`DEBRIS`).

    A file whose state is the one in `seen` is not read; its source reads it when its bytes are needed.
    """
    found: dict[str, Source] = {}
    faults: list[Diagnostic] = []
    for result in _Walk(seen).folder(root / "content", "content", 0):
        if isinstance(result, Diagnostic):
            faults.append(result)
            found.setdefault(result.span.path, Source(result.span.path, b"", refused=True))
        elif result.path in found:
            message = "To filer har samme navn, men bogstaverne i det er gemt på hver sin måde"
            faults.append(
                Diagnostic("samme-adresse", Span(result.path), message, "Slet den ene, eller giv den et andet navn")
            )
        else:
            found[result.path] = result
    return Checked(tuple(found[path] for path in sorted(found)), in_order(faults))


def known_files(sources: Iterable[Source]) -> dict[str, KnownFile]:
    """Path → state and digest of each source whose state can be relied on, for the next build."""
    return {one.path: KnownFile(one.stat, digest_of(one.content)) for one in sources if one.stat is not None}


@dataclass(slots=True)
class _Walk:
    """The scan of one content folder. `held` counts the bytes that it keeps in memory."""

    seen: Mapping[str, KnownFile]
    held: int = 0

    def folder(self, folder: Path, path: str, depth: int) -> Iterator[Source | Diagnostic]:
        if folder.is_symlink():
            yield _link(path)
            return
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield _unreadable(path, error)
            return
        for entry in entries:
            if DEBRIS.fullmatch(entry.name):
                continue
            inner = unicodedata.normalize("NFC", f"{path}/{entry.name}")
            if (refused := _name_fault(inner, entry.name)) is not None:
                yield refused
            elif entry.is_symlink():
                yield _link(inner)
            elif entry.is_dir(follow_symlinks=False):
                if depth < FOLDER_DEPTH:
                    yield from self.folder(Path(entry.path), inner, depth + 1)
                else:
                    message = f"Mappen ligger mere end {FOLDER_DEPTH} mapper nede"
                    yield Diagnostic("filnavn", Span(inner), message, "Flyt det, den rummer, højere op")
            else:
                yield self._file(entry, inner)

    def _file(self, entry: os.DirEntry[str], path: str) -> Source | Diagnostic:
        seen = self.seen.get(path)
        if seen is not None:
            try:
                untouched = file_stat(entry.stat(follow_symlinks=False)) == seen.stat
            except OSError as error:
                return _unreadable(path, error)
            if untouched:
                return source_of(entry.path, path, seen)
        source = source_at(entry.path, path)
        if isinstance(source, Source) and source.stat is not None:
            self.held += source.stat.size
            if self.held > MOST_HELD:
                return source_of(entry.path, path, KnownFile(source.stat, digest_of(source.content)))
        return source


def source_of(file: str, path: str, seen: KnownFile) -> Source:
    """The source in `file` whose state is still `seen`; its bytes are read when they are needed.

    Then `ContentChanged` is raised if their digest is another.
    """
    kept = LazyBytes(seen.digest, seen.stat.size, partial(_again, file, path, seen.digest))
    return Source(path, kept, stat=seen.stat)


def _again(file: str, path: str, known: bytes) -> bytes:
    source = source_at(file, path)
    if isinstance(source, Diagnostic) or digest_of(source.content) != known:
        raise ContentChanged(path)
    return source.data


def source_at(file: str, path: str) -> Source | Diagnostic:
    limit = TEXT_FILE_BYTES if path.endswith((".md", ".yaml")) else BUNDLE_FILE_BYTES
    try:
        # The open file is measured, so it is the file that is read, whatever its name leads to. A pipe must not block.
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
            return Source(path, stream.read(limit + 1), stat=facts if facts.is_not_racy(now) else None)
    except OSError as error:
        return _unreadable(path, error)


def _name_fault(path: str, name: str) -> Diagnostic | None:
    # The common case first: most names match this one pattern.
    if _ORDINARY.fullmatch(name) and not _RESERVED.fullmatch(name) and len(name.encode()) <= FILE_NAME_BYTES:
        return None
    hint = "Brug bogstaver, tal og bindestreger"
    if re.search(_UNDECODED, name):
        message = "Filnavnet er ikke gemt som UTF-8"
    elif strange := re.search(_INVISIBLE, name):
        message = f"Filnavnet indeholder et usynligt tegn (U+{ord(strange[0]):04X})"
    elif strange := re.search(_UNPORTABLE, name):
        message = f"Tegnet »{strange[0]}« kan ikke stå i filnavne på Windows"
    elif _RESERVED.fullmatch(name):
        message, hint = "Filnavnet er optaget på Windows", "Giv filen et andet navn"
    elif name.endswith((".", " ")):
        message = "Navnet ender på et punktum eller et mellemrum, og det kan Windows ikke gemme"
        hint = "Slet det sidste tegn i navnet"
    elif len(name.encode()) > FILE_NAME_BYTES:
        message = "Filnavnet er for langt; grænsen er 200 tegn, og æ, ø og å tæller for to"
        hint = "Giv filen et kortere navn"
    else:
        return None
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Diagnostic("filnavn", Span(shown), message, hint)


def _link(path: str) -> Diagnostic:
    message = "Her ligger en genvej (et symbolsk link) i stedet for selve filen eller mappen"
    return Diagnostic("genvej", Span(path), message, "Læg en kopi af filen eller mappen her")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    if path == "content":
        message = "Der er ingen mappe, der hedder content"
        return Diagnostic("mangler-fil", Span(path), message, "Opret den, eller sig med --root, hvor den ligger")
    missing = isinstance(error, FileNotFoundError)
    message = "Filen forsvandt, mens siden blev bygget" if missing else "Filen kan ikke åbnes"
    return Diagnostic(
        "ulaeselig-fil", Span(path), message, "Prøv igen" if missing else "Se efter, om du har lov til at læse den"
    )


def text_of(source: Source) -> Checked[str]:
    """The text of a source, without a byte order mark and with `\\n` between lines.

    Empty, with a fault, when the bytes are not UTF-8.
    """
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
