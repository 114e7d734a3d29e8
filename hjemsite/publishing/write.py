"""The output folder: made equal to the finished site, and left alone where it is not ours.

The files on disk decide what is written, so a file that was edited or deleted by hand is restored. With any fault
nothing is changed.
"""

import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Set
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.blob import Blob, digest, digest_of, size_of
from hjemsite.cache.file_set import FileSet, file_set
from hjemsite.cache.paths import folders_of
from hjemsite.diagnostics.diagnostic import Diagnostic, Span, in_order
from hjemsite.publishing.guard import guard
from hjemsite.publishing.manifest import (
    GUESTS,
    MANIFEST,
    STAGING,
    Manifest,
    manifest_of,
    read_manifest,
)
from hjemsite.publishing.output_record import OutputRecord
from hjemsite.publishing.path_kind import Kind
from hjemsite.publishing.published import Published
from hjemsite.publishing.transaction import FilePlan, switch
from hjemsite.system.workers import Workers

__all__ = ["Published", "guard", "publish"]

_SECRET = re.compile(
    r"\.(git|hg|svn|ssh|aws|netrc|npmrc|pypirc|htpasswd|env(\..*)?)|id_(rsa|dsa|ecdsa|ed25519)(\.pub)?", re.I
)
"""Names of files and folders with passwords, keys or a project's history. Servers send them to whoever asks."""

_UNSOUND_PARTS = ("//", "/./", "/../", "/.hjemsite-")
"""Parts that no path may have, each between slashes: empty and relative ones, and the names of our own files."""

_UNSOUND_SIGNS = re.compile(r"[\\:\x00-\x1f]")
"""What Windows takes apart or cannot write."""


def publish(
    files: Mapping[str, Blob],
    folder: Path,
    *,
    standing: OutputRecord | None = None,
    allow_shrink: bool = False,
    pages_live: int = 0,
    workers: Workers | None = None,
) -> Published:
    """Make `folder` hold `files` (path below the folder → what it holds), beside what others have put there.

    Nothing is changed when something that is not ours is in the way, or when more than a fifth of the pages are gone
    and `allow_shrink` does not say that it is meant: of those in the folder, or of the `pages_live` that readers see.
    Raises `Refused` when the manifest cannot be read, `OSError` when the machine fails (the folder is then as it was),
    `ValueError` for paths that no file can have. Where it is known what is `standing` in the folder, its files are not
    read; with the least doubt about it they are.
    """
    files = file_set(files)
    before = read_manifest(folder)
    if standing is not None and _is_in_doubt(standing, files.keys(), folder, before):
        standing = None
    plan = _plan(files, folder, before.files if before else (), standing)
    after = manifest_of(files.digests)
    pages_before = max(pages_live, before.pages if before else 0)
    faults = in_order((*_faults(plan, folder), *_shrinking(after.pages, folder, 0 if allow_shrink else pages_before)))
    unchanged = len(files) - len(plan.change.write)
    foreign = {**plan.foreign, **plan.obstacles}
    if any(fault.is_error for fault in faults):
        return Published((), (), unchanged, faults, foreign)
    if after != before or plan.change.is_due or os.path.lexists(folder / STAGING):
        switch(files, folder, plan.change, before, after, workers or Workers())
    deleted = (*plan.change.clear, *plan.change.delete)
    return Published(plan.change.write, tuple(sorted(deleted)), unchanged, faults, foreign)


def require_sound(paths: Collection[str]) -> None:
    """Raise `ValueError` unless the paths stay in the folder and leave room for each other, on every file system."""
    _require_sound(paths, frozenset(paths), folders_of(paths))


def _require_sound(new: Collection[str], files: Collection[str], folders: Set[str]) -> None:
    """The same for all `files`, of which some are `new`; the others were sound before. `folders` are those of all."""
    # A part of a path is as sound in a long path as in its own, so one look is enough when all are.
    for path in filter(_is_unsound, new if _is_unsound("/".join(new)) else ()):
        raise ValueError(f"not a path in the output folder: {path!r}")
    if both := [folder for folder in folders if folder in files]:
        raise ValueError(f"both a file and a folder: {min(both)!r}")


def _is_unsound(path: str) -> bool:
    bounded = f"/{path}/"
    return (
        any(part in bounded for part in _UNSOUND_PARTS)
        or bool(_UNSOUND_SIGNS.search(path))
        or not unicodedata.is_normalized("NFC", path)
    )


def _is_in_doubt(standing: OutputRecord, files: Set[str], folder: Path, before: Manifest | None) -> bool:
    """Whether the manifest does not tell the same of our files, or something has come to where a new one belongs."""
    if before is None or not before.finished or before.files.keys() != standing.files.keys():
        return True
    new = files - standing.files.keys()
    others = {*standing.folders, *standing.foreign} if new else ()
    places = (path for path in {*new, *folders_of(new)} if path not in standing.files and path not in others)
    return any(os.path.lexists(folder / path) for path in places)


class Plan(Struct, frozen=True):
    """What is to be done, and what is not ours: `foreign` may stay, `obstacles` stand where we must write."""

    change: FilePlan
    foreign: Mapping[str, Kind]
    obstacles: Mapping[str, Kind]


def _plan(files: FileSet[str], folder: Path, ours: Collection[str], standing: OutputRecord | None) -> Plan:
    if standing is not None and files.keys() == standing.files.keys():
        # Nothing comes and nothing goes, so nothing can be in the way that was not there before.
        before = standing.files
        write = [path for path, state in files.digests.items() if before[path] != state]
        return Plan(FilePlan((), (), tuple(sorted(write)), (), ()), standing.foreign, {})
    return _planned(files, _looked_at(files, folder, ours) if standing is None else _as_known(files, standing))


class _Before(Struct, frozen=True):
    """What stands in the folder before a change, held against the new site.

    `needed` are the folders of the new site, `wrong` its files that are not as they should be. `gone` are our files
    that it has not, `empty` our folders that then hold nothing, `others` what is not ours.
    """

    needed: Set[str]
    wrong: Set[str]
    gone: Set[str]
    empty: Set[str]
    others: Mapping[str, Kind]


def _looked_at(files: Mapping[str, Blob], folder: Path, ours: Collection[str]) -> _Before:
    """What a look at everything in the folder shows; of that, the manifest says what is `ours`."""
    needed, once = folders_of(files), folders_of(ours)
    _require_sound(files, files, needed)
    kinds = _contents(folder, needed | once)
    right = {path for path in files if kinds.get(path) is Kind.FILE and _holds(folder, path, files[path])}
    others = _not_among(needed | once, right.union(ours), kinds)
    gone = {path for path in ours if path in kinds and kinds[path] is not Kind.FOLDER} - files.keys()
    left = {path for path in once if kinds.get(path) is Kind.FOLDER} - needed
    return _Before(needed, files.keys() - right, gone, left - folders_of(others), others)


def _as_known(files: FileSet[str], standing: OutputRecord) -> _Before:
    """What stands in the output folder, where the last build knew it: files and folders are ours and need no look."""
    before = standing.files
    folders, new, gone = {*standing.folders} - {""}, files.keys() - before.keys(), before.keys() - files.keys()
    needed = folders_of(files) if gone else folders | folders_of(new)
    _require_sound(new, files, needed)
    wrong = {path for path, state in files.digests.items() if before.get(path) != state}
    others = _not_among(needed | folders, before.keys(), standing.foreign)
    return _Before(needed, wrong, gone, folders - needed - folders_of(others), others)


def _not_among(folders: Set[str], files: Set[str], kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Those of the paths in `kinds` that are none of our `folders` and `files`."""
    return {path: kind for path, kind in kinds.items() if path not in (folders if kind is Kind.FOLDER else files)}


def _planned(files: Mapping[str, Blob], before: _Before) -> Plan:
    gone, empty, others = before.gone, before.empty, before.others

    def in_the_way(path: str) -> bool:
        return path in files or path in before.needed or any(above in files for above in folders_of([path]))

    first = {path for path in gone | empty if in_the_way(path)}
    obstacles = {path for path in others if in_the_way(path)}
    return Plan(
        FilePlan(
            clear=tuple(sorted(gone & first)),
            clear_folders=_innermost_first(empty & first),
            write=tuple(sorted(before.wrong)),
            delete=tuple(sorted(gone - first)),
            delete_folders=_innermost_first(empty - first),
        ),
        foreign={path: kind for path, kind in others.items() if path not in obstacles},
        obstacles={path: others[path] for path in obstacles},
    )


def _holds(folder: Path, path: str, content: Blob) -> bool:
    """Whether the file at `path` holds `content`; there must be one."""
    file = f"{folder}/{path}"
    if os.stat(file, follow_symlinks=False).st_size != size_of(content):  # noqa: PTH116 - called for every file
        return False
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - the same
        return digest(stream.read()) == digest_of(content)


def _innermost_first(folders: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(folders, reverse=True))


def _contents(folder: Path, paths: Collection[str]) -> dict[str, Kind]:
    """What lies in `folder` and in its folders at `paths`, but for our own files and `GUESTS`. It follows no link."""
    kinds: dict[str, Kind] = {}
    waiting = [""] if folder.exists() else []
    while waiting:
        above = waiting.pop()
        with os.scandir(f"{folder}/{above}") as entries:
            for entry in entries:
                path = above + entry.name
                kinds[path] = kind = _kind(entry)
                if kind is Kind.FOLDER and path in paths:
                    waiting.append(f"{path}/")
    return {path: kind for path, kind in kinds.items() if path not in GUESTS | {MANIFEST, STAGING}}


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_file(follow_symlinks=False):
        return Kind.FILE
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.LINK if entry.is_symlink() else Kind.SPECIAL


def _faults(plan: Plan, folder: Path) -> Iterator[Diagnostic]:
    for path, kind in plan.foreign.items():
        message = f"{kind} »{_readable(path)}« er ikke lavet af hjemsite"
        if _SECRET.fullmatch(path.rpartition("/")[2]):
            message += " og kan rumme adgangskoder eller andet, der ikke må lægges ud"
            hint = f"Flyt {kind.lower()} ud af mappen, og byg igen. Er den lagt ud før, så skift de koder, den rummer"
            yield Diagnostic("hemmeligheder-i-output", _span(folder, path), message, hint)
            continue
        hint = f"Flyt {kind.lower()} et andet sted hen, hvis den ikke skal ud til læserne"
        if kind is Kind.FILE and "/" not in path:
            hint = "Skal filen ud til læserne, så læg den i content/rod; ellers flyt den et andet sted hen"
        yield Diagnostic("fremmed-fil", _span(folder, path), message, hint)
    for path, kind in plan.obstacles.items():
        message = f"{kind} »{_readable(path)}« er ikke lavet af hjemsite, men ligger i vejen for sidens egne filer"
        hint = f"Flyt {kind.lower()} et andet sted hen, eller slet den, og byg igen"
        yield Diagnostic("fremmed-fil-i-vejen", _span(folder, path), message, hint)


def _span(folder: Path, path: str) -> Span:
    return Span(_readable(f"{folder.absolute().name}/{path}"))


def _readable(path: str) -> str:
    """A name that can be printed: a file that is not ours may have one that is no text at all."""
    return os.fsencode(path).decode(errors="replace")


def _shrinking(pages: int, folder: Path, before: int) -> Iterator[Diagnostic]:
    if pages * 5 < before * 4:
        message = f"Antallet af sider er faldet fra {before} til {pages}"
        hint = "Se efter, om noget er slettet ved et uheld. Er det meningen, så byg med --allow-shrink"
        yield Diagnostic("faerre-sider", Span(_readable(folder.absolute().name)), message, hint)
