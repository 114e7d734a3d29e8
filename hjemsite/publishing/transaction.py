"""From the old site to the new one, file by file.

All that needs room on the disk is written beside the site first; the change itself is renames. An error half way takes
every step back. A kill half way cannot be taken back, but leaves a manifest that names old and new files alike: every
file has an owner, and the next run finishes the work. Only the manifest is written through to the disk: what a loss of
power does to the other files, the next run sees (docs/decisions/0028-loss-of-power.md). A first site has no readers
whom an order of files could serve, so its folders are moved whole.
"""

# With thousands of files, paths as objects cost more than the disk.
# ruff: noqa: PTH101, PTH102, PTH105, PTH106, PTH112, PTH114, PTH120, PTH123, PTH208

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import partial
from itertools import count
from os.path import dirname
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import Blob, link, read
from hjemsite.publishing.manifest import MANIFEST, STAGING, Manifest, encoded, encoded_files
from hjemsite.publishing.order import write_order
from hjemsite.system.errors import MachineError
from hjemsite.system.workers import Workers, parallel_map

_PAUSES = (0.01, 0.05, 0.2, 0.5, 1)
"""Seconds to wait for another program to let go of a file."""

_IN_USE = (5, 32)
"""What Windows says then: access denied, sharing violation."""


_Undo: TypeAlias = list[Callable[[], object]]
"""What takes each step back. An `ExitStack` takes several times as long for each of ten thousand files."""


class FilePlan(Struct, frozen=True):
    """What becomes of the folder, in this order. All paths are below it; of folders, the innermost come first.

    `clear` are our files that stand where a folder is needed, or in a folder where a file is needed; those to `write`
    have an order of their own (`write_order`).
    """

    clear: tuple[str, ...]
    clear_folders: tuple[str, ...]
    write: tuple[str, ...]
    delete: tuple[str, ...]
    delete_folders: tuple[str, ...]

    @property
    def is_due(self) -> bool:
        return any((self.clear, self.clear_folders, self.write, self.delete, self.delete_folders))


def switch(
    files: Mapping[str, Blob],
    folder: Path,
    change: FilePlan,
    before: Manifest | None,
    after: Manifest,
    workers: Workers,
) -> None:
    """Make the change, or raise `OSError` and leave everything as it was.

    Raises `MachineError` where the new site stands, but files of the old one could not be removed from the staging.
    """
    site, staging = f"{folder}/", f"{folder}/{STAGING}/"
    kept = (f"{staging}{number}.old" for number in count())
    undo: _Undo = []
    try:
        _make_folder(str(folder), undo)
        undo.append(partial(clear_staging, folder))
        clear_staging(folder)
        # What waits here is not published yet, whoever serves the folder.
        os.mkdir(staging, mode=0o700)
        whole = f"{staging}new/" if before is None else ""
        names = {path: f"{whole}{path}" if whole else f"{staging}{at}.new" for at, path in enumerate(change.write)}
        _stage(files, names, workers)
        _write_manifests(staging, before or Manifest({}, 0), after)
        _replace(f"{staging}during", site + MANIFEST, next(kept), undo)
        _settle([str(folder)])
        _remove(site, change.clear, change.clear_folders, kept, undo)
        if whole and names:
            _merge(whole, site, kept, undo)
        else:
            _replace_all(names, site, kept, undo)
        _remove(site, change.delete, change.delete_folders, kept, undo)
        # A file that is restored after the manifest dropped it would be taken for somebody else's.
        gone = (change.clear, change.clear_folders, change.delete, change.delete_folders)
        _settle(sorted({dirname(site + path) for paths in gone for path in paths}))
        _move(f"{staging}after", site + MANIFEST)
        undo.clear()
    except BaseException:
        _take_back(undo)
        raise
    try:
        clear_staging(folder)
    except OSError as error:
        # The old files must not go along to a host: one may have been withdrawn.
        raise MachineError(
            f"Siden er bygget, men mappen »{folder / STAGING}« kunne ikke slettes, og den rummer gamle filer. "
            "Luk de programmer, der bruger filerne, og byg igen, før siden lægges ud."
        ) from error


def _write_manifests(staging: str, before: Manifest, after: Manifest) -> None:
    """Write the manifest of the new site, and the one that stands while the folder is changed."""
    during, names = _unfinished(before, after), encoded_files(after.files)
    # Mostly no file goes, and both name the same.
    is_same = len(during.files) == len(after.files)
    _write(f"{staging}during", encoded(during, names if is_same else None), to_disk=True)
    _write(f"{staging}after", encoded(after, names), to_disk=True)


def _unfinished(before: Manifest, after: Manifest) -> Manifest:
    """The manifest that stands while the folder is changed: it names the files of the old and the new site alike."""
    return Manifest({**before.files, **after.files}, before.pages, finished=False)


def clear_staging(folder: Path) -> None:
    """Remove what this run, or one that crashed, has left in the staging of `folder`."""
    staging = folder / STAGING
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    elif staging.exists():
        shutil.rmtree(staging)


def _stage(files: Mapping[str, Blob], names: Mapping[str, str], workers: Workers) -> None:
    """Put everything that the switch will put in its place into the staging. What is a file already is not copied.

    `names`: path of each of the `files` that are needed → where it waits.
    """
    last = ""

    def stage(path: str) -> None:
        nonlocal last
        name, content = names[path], files[path]
        # Mostly the file before lay in the same folder.
        if last != (last := dirname(name)):
            _make_folder(last, [])
        if not link(content, name):
            _write(name, read(content))

    parallel_map(stage, [*names], workers)


def _write(path: str, data: bytes, *, to_disk: bool = False) -> None:
    """Make the file; with `to_disk` it outlives a loss of power."""
    with open(path, "xb") as file:
        file.write(data)
        if to_disk:
            file.flush()
            os.fsync(file.fileno())
    # Readers must be let in, however careful the editor's own machine is (umask).
    os.chmod(path, 0o644)


def _settle(folders: Iterable[str]) -> None:
    """Flush the directory entries of `folders` to the disk (fsync); folders that are gone are skipped.

    Windows does that by itself, and opens no folder.
    """
    for folder in folders if os.name != "nt" else ():
        with suppress(FileNotFoundError, NotADirectoryError):
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


# Each step tells how to take it back before it is taken: an interrupt may come between any two lines.


def _take_back(steps: _Undo) -> None:
    """Take all steps back, the last one first; what fails does not keep the others from it."""
    with ExitStack() as stack:
        for step in steps:
            stack.callback(step)


def _make_folder(folder: str, undo: _Undo) -> None:
    if not os.path.isdir(folder):
        if above := dirname(folder):
            _make_folder(above, undo)
        undo.append(partial(_take_away, os.rmdir, folder))
        # Another process that puts files into the staging may be first.
        with suppress(FileExistsError):
            os.mkdir(folder)
            os.chmod(folder, 0o755)  # noqa: S103 - for all to read, as its files


def _merge(new: str, folder: str, kept: Iterator[str], undo: _Undo) -> None:
    """Move all in the folder `new` into `folder`; what is not there yet is moved whole. Both end with a slash."""
    for name in sorted(os.listdir(new)):
        source, target = new + name, folder + name
        if not os.path.lexists(target):
            undo.append(partial(_bring_back, target, source))
            _move(source, target)
        elif os.path.isdir(source):
            _merge(f"{source}/", f"{target}/", kept, undo)
        else:
            _replace(source, target, next(kept), undo)


def _replace_all(names: Mapping[str, str], site: str, kept: Iterator[str], undo: _Undo) -> None:
    """Move the files of the staging to their paths below `site`, so that readers are never without what they need."""
    above = ""
    for path in sorted(names, key=write_order):
        # Mostly the file before lay in the same folder.
        if above != (above := dirname(site + path)):
            _make_folder(above, undo)
        _replace(names[path], site + path, next(kept), undo)


def _replace(new: str, target: str, kept: str, undo: _Undo) -> None:
    """Move `new` to `target`; what stood there is kept at `kept` until all is well."""
    if os.path.lexists(target):
        undo.append(partial(_bring_back, kept, target))
        _back_up(target, kept)
    else:
        undo.append(partial(_take_away, os.unlink, target))
    _move(new, target)


def _back_up(target: str, kept: str) -> None:
    # A second name lets readers find the old file until the new one is there. Not every file system can give one,
    # and some give it to what a link leads to.
    if not os.path.islink(target):
        with suppress(OSError):
            os.link(target, kept)
            return
    _move(target, kept)


def _remove(site: str, paths: Iterable[str], folders: Iterable[str], kept: Iterator[str], undo: _Undo) -> None:
    """Take away our files, then our folders that have become empty."""
    for path, backup in zip(paths, kept, strict=False):
        undo.append(partial(_bring_back, backup, site + path))
        _move(site + path, backup)
    for path in folders:
        undo.append(partial(_make_folder, site + path, []))
        os.rmdir(site + path)


def _bring_back(kept: str, target: str) -> None:
    if os.path.lexists(kept):
        _move(kept, target)


def _take_away(remove: Callable[[str], None], path: str) -> None:
    with suppress(FileNotFoundError):
        remove(path)


def _move(source: str, target: str) -> None:
    """Windows moves no file that another program has open: a virus scanner lets go of it soon, an editor may not."""
    for pause in _PAUSES:
        try:
            return os.replace(source, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            time.sleep(pause)
    return os.replace(source, target)
