"""A folder, perhaps on a share: each file is written beside the site and moved to its place."""

import os
import shutil
import stat
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from hjemsite.cache.filestat import PLAINLY
from hjemsite.publishing.deployment.target import Target, Upload
from hjemsite.publishing.manifest import STAGING, staging_name
from hjemsite.system.errors import MachineError

_TRIES = 5
"""How often a file is staged whose folder is gone again."""


class Folder(Target):
    """The target in `folder`, which is made if the folder above it is there. Raises `MachineError`."""

    batch = 32

    def __init__(self, folder: Path, name: str, hides: Collection[str] = ()) -> None:
        self.name, self.hides = name, hides
        self._root = Path(os.path.realpath(folder))
        self._sound: set[str] = {""}
        if not self._root.parent.is_dir():
            raise MachineError(f"Mappen »{self._root.parent}« findes ikke. Se efter, om drevet er forbundet.")
        if self._root.exists() and not self._root.is_dir():
            raise MachineError(f"»{folder}« er en fil og ikke en mappe. Vælg en mappe at udgive til.")

    def read(self, path: str) -> bytes | None:
        full_path = self._full_path(path)
        try:
            file = os.open(full_path, os.O_RDONLY | PLAINLY)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            if full_path.is_symlink():
                raise MachineError(
                    f"»{full_path}« er en genvej og ikke en fil. Slet genvejen, og udgiv igen."
                ) from error
            raise
        with os.fdopen(file, "rb") as stream:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise MachineError(f"»{full_path}« er ikke en almindelig fil. Slet den, og udgiv igen.")
            return stream.read()

    def names(self) -> Collection[str]:
        return [entry.name for entry in self._root.iterdir()] if self._root.is_dir() else ()

    def compare(self, uploads: Sequence[Upload]) -> Mapping[str, bool]:
        pairs = ((upload, self._full_path(upload.path)) for upload in uploads)
        return {upload.path: _holds(full_path, upload) for upload, full_path in pairs if os.path.lexists(full_path)}

    def put(self, uploads: Sequence[Upload]) -> None:
        for upload in uploads:
            self.write(upload.path, upload.read())

    def write(self, path: str, data: bytes) -> None:
        full_path = self._full_path(path)
        self._make_folder(full_path.parent)
        staged = self._stage(data)
        try:
            staged.replace(full_path)
        except OSError as error:
            staged.unlink(missing_ok=True)
            if full_path.is_dir():
                raise MachineError(
                    f"Mappen »{full_path}« er ikke lavet af hjemsite og ligger, hvor en af sidens filer skal ligge. "
                    "Flyt mappen, og udgiv igen."
                ) from error
            raise

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            full_path = self._full_path(path)
            with suppress(FileNotFoundError, NotADirectoryError):
                full_path.unlink()
            self._remove_empty(full_path.parent)

    def swap(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        """A second name is given only to what has none, so nobody else gets True; not every share can do that."""
        if expected is None and data is not None:
            return self._create(self._full_path(path), data)
        return self._swap_unguarded(path, data, expected)

    def _create(self, full_path: Path, data: bytes) -> bool:
        self._make_folder(full_path.parent)
        staged = self._stage(data)
        try:
            os.link(staged, full_path)
        except FileExistsError:
            return False
        except OSError:
            # A share without second names: then the file is for a moment there and empty.
            try:
                with full_path.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                return False
        finally:
            staged.unlink(missing_ok=True)
        return True

    def finish(self) -> bool:
        shutil.rmtree(self._root / STAGING, ignore_errors=True)
        return True

    def close(self) -> None:
        """Nothing is held open."""

    def _stage(self, data: bytes, tries: int = _TRIES) -> Path:
        """A new file that holds `data`, in a folder that no server shows."""
        staged = self._root / staging_name()
        try:
            with suppress(FileExistsError):
                staged.parent.mkdir(mode=0o700)
            staged.write_bytes(data)
            # Readers must be let in, however careful the editor's own machine is (umask); a share may decide itself.
            with suppress(PermissionError):
                staged.chmod(0o644)
        except FileNotFoundError:
            # Another publication removes the folder at its end.
            if tries == 1:
                raise
            return self._stage(data, tries - 1)
        except OSError:
            staged.unlink(missing_ok=True)
            raise
        return staged

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            if folder != self._root:
                self._make_folder(folder.parent)
            with suppress(FileExistsError):
                folder.mkdir()
                with suppress(PermissionError):
                    folder.chmod(0o755)

    def _remove_empty(self, folder: Path) -> None:
        with suppress(OSError):
            while folder != self._root:
                folder.rmdir()
                folder = folder.parent

    def _full_path(self, path: str) -> Path:
        """Where `path` lies. Raises `MachineError` where a link on the way leads out of the target."""
        above = path.rpartition("/")[0]
        if above not in self._sound:
            if Path(os.path.realpath(self._root / above)) != self._root / above:
                raise MachineError(
                    f"Mappen »{self._root / above}« er en genvej til et andet sted, og gennem den bliver der ikke "
                    "skrevet. Slet genvejen, og udgiv igen."
                )
            self._sound.add(above)
        return self._root / path


def _holds(path: Path, upload: Upload) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == upload.read()
