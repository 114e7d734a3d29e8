"""The scan of `content/`, `templates/` and the program's templates: which files there are, and their digests.

Symbolic links in `content/` are refused, and in `templates/` those that leave it. Names are composed (NFC) and sorted
here, so every later stage is the same on every machine. A file that nobody has touched since the scan before is not
read again.
"""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.blob import ContentChanged, LazyBytes, digest
from hjemsite.cache.filestat import KnownFile
from hjemsite.cache.template_folders import (
    OWN,
    PROGRAM,
    is_program_folder,
    is_template_path,
    program_file,
    program_templates,
)
from hjemsite.content.debris import is_debris
from hjemsite.content.file_names import UNDECODED, name_fault
from hjemsite.content.sources import ReadFile, Source, read_file, unreadable
from hjemsite.diagnostics.diagnostic import Diagnostic, Span, in_order
from hjemsite.limits import FOLDER_DEPTH

if TYPE_CHECKING:
    # What finds names in texts takes as long to load as to see that no file has been touched.
    from hjemsite.content.anonymous_names import AnonymousName

FOLDERS = ("content", "templates")
"""What a site is built from, below the project folder."""

MOST_HELD = 40_000_000
"""Bytes of all files that are held from the first look; what goes beyond that is read once more when it is wanted."""


class Inputs(Struct, frozen=True):
    """The files below the project folder `root` that a build reads, as one look found them.

    `files`: path → the digest of its bytes, in the order of the paths. `refused` are paths below `content/` that are
    not read; each has a fault. `names`: path → the file's name on disk below `root`, where the two differ. `held` are
    bytes that the look has read; they need not be read again. `address` is that of the site, where it is known.
    """

    root: str
    files: Mapping[str, KnownFile]
    refused: frozenset[str] = frozenset()
    faults: tuple[Diagnostic, ...] = ()
    names: Mapping[str, str] = {}
    held: Mapping[str, bytes] = {}
    address: str = ""
    anonymised: "tuple[AnonymousName, ...]" = ()
    """People who are called something else in every text, where that is known."""
    withheld: frozenset[str] = frozenset()
    """Paths of files that are left out, as those of a person whose consent has ended."""

    @property
    def paths(self) -> list[str]:
        """The paths of all files below `content/`, refused ones too, in order; none of those withheld."""
        paths = [path for path in self.files if path.startswith("content/") and path not in self.withheld]
        return sorted({*paths, *self.refused}) if self.refused else paths

    def holds_the_same(self, files: Mapping[str, KnownFile]) -> bool:
        """Whether `files` have the same paths and bytes; two builds of the same bytes give the same site."""
        ours = self.files
        return ours.keys() == files.keys() and all(file.digest == files[path].digest for path, file in ours.items())

    def source(self, path: str) -> Source:
        """The source at `path`. Its bytes are read when they are wanted."""
        if path in self.refused:
            return Source(path, b"", refused=True, site_address=self.address)
        # The settings say who is anonymised.
        names = self.anonymised if path.endswith(".md") else ()
        if path in self.held:
            return Source(path, self.held[path], site_address=self.address, anonymised=names)
        file = self.files[path]
        size = file.stat.size if file.stat else 0
        fetch = partial(_read_again, self.file(path), path, file.digest)
        content = LazyBytes(file.digest, size, fetch)
        return Source(path, content, site_address=self.address, anonymised=names)

    def sources(self) -> tuple[Source, ...]:
        """Every source, in the order of the paths."""
        return tuple(map(self.source, self.paths))

    def file(self, path: str) -> str:
        """The name on disk of the file at `path`."""
        if path.startswith(PROGRAM):
            return program_file(path)
        return f"{self.root}/{self.names.get(path, path)}"

    def texts(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each of the files at `paths`."""
        return (
            (
                path,
                self.held[path] if path in self.held else _read_again(self.file(path), path, self.files[path].digest),
            )
            for path in paths
        )


def _read_again(file: str, path: str, digest_before: bytes) -> bytes:
    # A template may be a link; to ask whether it is takes less than to follow all folders above it.
    is_link = is_template_path(path) and os.path.islink(file)  # noqa: PTH114 - no object for the path
    file_or_fault = read_file(os.path.realpath(file) if is_link else file, path)
    if isinstance(file_or_fault, Diagnostic) or digest(file_or_fault.data) != digest_before:
        raise ContentChanged(path)
    return file_or_fault.data


NOTHING: Mapping[str, KnownFile] = MappingProxyType({})


def scan(root: Path, before: Mapping[str, KnownFile] = NOTHING, folders: Collection[str] = FOLDERS) -> Inputs:
    """Every file below `folders` of `root`, and with `templates` those of the program. Debris is passed over.

    A file that nobody has touched since `before` is not read again.
    """
    walk = _Walk(os.fspath(root), before)
    if "content" in folders:
        walk.content(f"{root}/content", "content", 0)
    if "templates" in folders:
        own = f"{root}/{OWN[:-1]}"
        walk.templates(own, OWN[:-1], own)
        if not is_program_folder(own):
            walk.templates(program_templates(), PROGRAM[:-1], program_templates())
    return walk.inputs()


def rescan(root: Path, before: Inputs, touched: Collection[str]) -> Inputs:
    """What a scan would find now, if nothing but the files at the paths `touched` has been touched since `before`."""
    walk = _Walk(os.fspath(root), before.files)
    if not walk.look_at(touched):
        return scan(root, before.files)
    # A file that was refused is not in `before.files`, so the walk has not been there.
    return replace(walk.inputs(), refused=before.refused, faults=before.faults, names=before.names)


class _Walk:
    """A scan under way. `size` counts the bytes of what has been read and is held."""

    def __init__(self, root: str, before: Mapping[str, KnownFile]) -> None:
        self.root, self.before = root, before
        self.files: dict[str, KnownFile] = {}
        self.refused: set[str] = set()
        self.faults: list[Diagnostic] = []
        self.names: dict[str, str] = {}
        self.held: dict[str, bytes] = {}
        self.size = 0

    def inputs(self) -> Inputs:
        files = {path: self.files[path] for path in sorted(self.files)}
        return Inputs(self.root, files, frozenset(self.refused), in_order(self.faults), self.names, self.held)

    def look_at(self, touched: Collection[str]) -> bool:
        """Look at the files at these paths alone; False where more may have come or gone with them."""
        if not all(path in self.before and path.isascii() for path in touched):
            return False
        self.files.update(self.before)
        for path in touched:
            file_or_fault = read_file(f"{self.root}/{path}", path)
            if isinstance(file_or_fault, Diagnostic):
                return False
            self._keep(path, file_or_fault)
        return True

    def content(self, folder: str, path: str, depth: int) -> None:
        """Everything in a folder whose path is `path`."""
        if depth == 0 and Path(folder).is_symlink():
            self._refuse(_link(path))
            return
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(unreadable(path, error))
            return
        before, files, prefix = self.before, self.files, f"{path}/"
        for entry in entries:
            inner = prefix + entry.name
            # Most files lie there as they did, and this is all that a build may cost then.
            if (file := before.get(inner)) is not None and _is_untouched(entry, file):
                files[inner] = file
            elif not is_debris(path, entry.name):
                self._entry(entry, unicodedata.normalize("NFC", inner), depth)

    def _entry(self, entry: os.DirEntry[str], path: str, depth: int) -> None:
        if (refused := name_fault(path, entry.name)) is not None:
            self._refuse(refused)
        elif entry.is_symlink():
            self._refuse(_link(path))
        elif entry.is_dir(follow_symlinks=False):
            if depth < FOLDER_DEPTH:
                self.content(entry.path, path, depth + 1)
            else:
                message = f"Mappen ligger mere end {FOLDER_DEPTH} mapper nede"
                self._refuse(Diagnostic("filnavn", Span(path), message, "Flyt det, den rummer, højere op"))
        elif path in self.files or path in self.refused:
            message = "To filer har samme navn, men bogstaverne i det er gemt på hver sin måde"
            hint = "Slet den ene, eller giv den et andet navn"
            self.faults.append(Diagnostic("samme-adresse", Span(path), message, hint))
        else:
            self._file(entry, path)

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        name = os.path.relpath(entry.path, self.root) if not path.isascii() else path
        if name.replace(os.sep, "/") != path:
            self.names[path] = name
        file = self.before.get(path)
        if file is not None and _is_untouched(entry, file):
            self.files[path] = file
            return
        file_or_fault = read_file(entry.path, path)
        if isinstance(file_or_fault, Diagnostic):
            self._refuse(file_or_fault)
        else:
            self._keep(path, file_or_fault)

    def templates(self, folder: str, path: str, top: str) -> None:
        """The templates in and below a folder whose path is `path`. Links lead to files and folders below `top`."""
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            # A site needs none of its own.
            self.faults += [_no_folder(path, error)] if os.path.lexists(folder) else []
            return
        for entry in entries:
            inner = f"{path}/{entry.name}"
            if entry.name.startswith(".") or (not entry.name.isascii() and re.search(UNDECODED, entry.name)):
                continue
            if entry.is_symlink() and not os.path.realpath(entry.path).startswith(os.path.realpath(top) + os.sep):
                message = "Genvejen (et symbolsk link) fører ud af mappen templates"
                self.faults.append(Diagnostic("genvej", Span(inner), message, "Læg en kopi af filen eller mappen her"))
            elif entry.is_dir():
                if inner.count("/") < FOLDER_DEPTH:
                    self.templates(entry.path, inner, top)
            elif entry.is_file():
                self._template(entry, inner)

    def _template(self, entry: os.DirEntry[str], path: str) -> None:
        file = self.before.get(path)
        if file is not None and file.stat is not None and file.stat.is_of(entry.stat()):
            self.files[path] = file
            return
        # Only a link needs to be followed, and it takes a question to the system for each folder above it.
        file_or_fault = read_file(os.path.realpath(entry.path) if entry.is_symlink() else entry.path, path)
        if isinstance(file_or_fault, ReadFile):
            self._keep(path, file_or_fault)
        else:
            self.faults.append(file_or_fault)

    def _keep(self, path: str, file: ReadFile) -> None:
        self.files[path] = KnownFile(file.stat, digest(file.data))
        self.size += len(file.data)
        # Without what the file system says of it, a change before it is read again would not show.
        if self.size <= MOST_HELD or file.stat is None:
            self.held[path] = file.data

    def _refuse(self, fault: Diagnostic) -> None:
        self.faults.append(fault)
        if fault.span.path not in self.files:
            self.refused.add(fault.span.path)


def _is_untouched(entry: os.DirEntry[str], before: KnownFile) -> bool:
    try:
        return before.stat is not None and before.stat.is_of(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def _no_folder(path: str, error: OSError) -> Diagnostic:
    """The fault of what lies in the place of a folder with templates."""
    if isinstance(error, FileNotFoundError):
        message = "Genvejen (et symbolsk link) fører ingen steder hen"
        return Diagnostic("genvej", Span(path), message, "Slet den, eller læg en mappe med skabeloner her")
    if isinstance(error, NotADirectoryError):
        message, hint = "Her ligger en fil, hvor mappen med skabeloner skulle være", "Slet filen, eller flyt den"
        return Diagnostic("ulaeselig-fil", Span(path), message, hint)
    return unreadable(path, error)


def _link(path: str) -> Diagnostic:
    message = "Her ligger en genvej (et symbolsk link) i stedet for selve filen eller mappen"
    return Diagnostic("genvej", Span(path), message, "Læg en kopi af filen eller mappen her")
