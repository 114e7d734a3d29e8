"""The undo journal of the desk: for each step the files as they were before it.

The steps lie in `.hjemsite/skrivebord`, sealed, since whoever sends a site could have put others there. A step
is undone only while its files are as it left them.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.cache.secret import SEAL_BYTES, seal
from hjemsite.importer.draft.write_files import SymbolicLinkError, write_files
from hjemsite.system.memory_folder import FOLDER, memory_folder

_STEPS = 50
"""Steps that are kept."""


class Changed(Struct, frozen=True):
    """A file that a step has changed: its name below the project folder, and its bytes before and after (by digest).

    None stands for no file.
    """

    name: str
    before: bytes | None
    after: bytes | None


class Step(Struct, frozen=True):
    """What was done, in Danish, at which time of day."""

    what: str
    at: str
    files: tuple[Changed, ...]


class CannotUndoError(Exception):
    """A step cannot be undone; the text says why, in Danish."""


class Journal:
    """The steps of the site at `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def _folder(self) -> Path:
        memory_folder(self._root)
        return self._root / FOLDER / "skrivebord"

    def steps(self) -> list[Step]:
        """All steps that are kept, the newest first."""
        return [step for _, step in reversed(self._entries())]

    def write(self, what: str, at: str, files: Mapping[str, bytes | None]) -> None:
        """Write files, or delete those that are None, as one step. Raises `SymbolicLinkError` and `OSError`."""
        changed = tuple(
            Changed(name, _bytes(self._root / name), None if data is None else digest(data))
            for name, data in files.items()
        )
        self._keep(Step(what, at, changed))
        try:
            self._put(files)
        except BaseException:
            self._forget_last()
            raise

    def undo(self) -> Step:
        """Undo the last step. Raises `CannotUndoError`."""
        steps = self.steps()
        if not steps:
            raise CannotUndoError("Der er ikke mere at fortryde.")
        for file in steps[0].files:
            now = _bytes(self._root / file.name)
            if (None if now is None else digest(now)) != file.after:
                raise CannotUndoError(f"»{file.name}« er ændret siden et andet sted, så trinnet kan ikke fortrydes.")
        self._put({file.name: file.before for file in steps[0].files})
        self._forget_last()
        return steps[0]

    def skip(self) -> None:
        """Drop the last step from the journal without undoing it, so that the one before it can be undone."""
        self._forget_last()

    def _put(self, files: Mapping[str, bytes | None]) -> None:
        write_files(
            {PurePosixPath(name): data for name, data in files.items() if data is not None}, self._root, over=True
        )
        for name in (name for name, data in files.items() if data is None):
            (self._root / name).unlink(missing_ok=True)
            with suppress(OSError):
                # The folder of a bundle that is no more.
                (self._root / name).parent.rmdir()

    def _entries(self) -> list[tuple[Path, Step]]:
        """The steps with their files, the oldest first."""
        files = sorted(file for file in self._folder.glob("*.trin") if file.is_file() and not file.is_symlink())
        return [(file, step) for file in files if file.stem.isdecimal() and (step := _read(file)) is not None]

    def _keep(self, step: Step) -> None:
        entries, folder = self._entries(), self._folder
        if folder.is_symlink():
            raise SymbolicLinkError(str(folder))
        for old, _ in entries[: -_STEPS + 1]:
            old.unlink()
        number = int(entries[-1][0].stem) + 1 if entries else 1
        folder.mkdir(parents=True, exist_ok=True)
        data = msgspec.msgpack.encode(step)
        (folder / f"{number:08}.trin").write_bytes(seal(b"trin", data) + data)

    def _forget_last(self) -> None:
        for file, _ in self._entries()[-1:]:
            file.unlink()


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _read(file: Path) -> Step | None:
    """The step in a file; None where it is not ours."""
    data = file.read_bytes()
    if seal(b"trin", data[SEAL_BYTES:]) != data[:SEAL_BYTES]:
        return None
    try:
        return msgspec.msgpack.decode(data[SEAL_BYTES:], type=Step)
    except msgspec.MsgspecError:
        return None
