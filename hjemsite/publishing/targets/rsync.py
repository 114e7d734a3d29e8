"""A folder that rsync writes to, over SSH or at an rsync server: each batch of files is one run of the program.

rsync has no conditions. A lock is put there only if there is none, and read again a moment later, so of two that begin
within the same moment one gives way; the number of the build decides the rest.
"""

import os
import re
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

from hjemsite.cache.paths import folders_of
from hjemsite.publishing.deployment.target import Target, Upload
from hjemsite.publishing.targets.programs import Program
from hjemsite.publishing.targets.ssh_access import PASSWORD

_MOMENT = 1.0
"""Seconds between putting a lock and believing it."""

_PARTIAL = 23
"""rsync's exit code where some files could not be transferred: also where there is no such file."""

_SAME, _OTHER = re.compile(rb"\.f +(.+)"), re.compile(rb"[<>ch.][fLDS]\S+ +(.+)")
"""Lines of `--itemize-changes`: a file that is as it should be, and one that is not."""

_LISTED = re.compile(rb"\S{10} +[\d.,]+ +\S+ +\S+ (.+?)(?: -> .*)?")
"""A line of `--list-only`: the rights, the size, the day, the time and the name, of a link also where it leads."""


class Rsync(Target):
    """The target at `address`, as rsync takes it, on the server `host`. Raises `MachineError` without the program."""

    batch = 200
    hides = frozenset[str]()

    def __init__(self, address: str, host: str, *, over_ssh: bool) -> None:
        self.name = address
        self._address = f"{address.rstrip('/')}/"
        self._rsync = Program("rsync", address, host)
        self._options = ["--secluded-args", "--timeout=120"]
        if over_ssh:
            self._options += ["-e", self._rsync.ssh(os.environ.get("RSYNC_RSH", "ssh"))]
        elif password := os.environ.get(PASSWORD):
            self._rsync.environment["RSYNC_PASSWORD"] = password
        self._empty = self._rsync.folder / "empty"
        self._ours = self._rsync.folder / "ours"
        for folder in (self._empty, self._ours):
            folder.mkdir()

    def read(self, path: str) -> bytes | None:
        file = self._rsync.folder / "read"
        file.unlink(missing_ok=True)
        done = self._rsync.run([*self._options, "--ignore-times", f"{self._address}{path}", str(file)])
        if done.returncode == 0:
            return file.read_bytes()
        if done.returncode == _PARTIAL and b"No such file or directory" in done.stderr:
            return None
        raise self._rsync.failure(done.stderr)

    def names(self) -> Collection[str]:
        done = self._rsync.run([*self._options, "--list-only", "--dirs", self._address])
        if done.returncode and not _is_missing(done):
            raise self._rsync.failure(done.stderr)
        lines = map(_LISTED.fullmatch, done.stdout.splitlines())
        return {os.fsdecode(line[1]) for line in lines if line} - {"."}

    def compare(self, uploads: Sequence[Upload]) -> Mapping[str, bool]:
        if not uploads:
            return {}
        for upload in uploads:
            upload.read()
        options = ["--dry-run", "--checksum", "--existing", "-ii", "--out-format=%i %n", "--no-implied-dirs"]
        done = self._rsync.run(
            [*self._options, *options, "--files-from=-", "--from0", f"{_source(uploads)}/", self._address],
            _list(upload.path for upload in uploads),
        )
        if done.returncode:
            if _is_missing(done):
                return {}
            raise self._rsync.failure(done.stderr)
        is_same: dict[str, bool] = {}
        for line in done.stdout.splitlines():
            if match := _SAME.fullmatch(line) or _OTHER.fullmatch(line):
                is_same[os.fsdecode(match[1])] = _SAME.fullmatch(line) is not None
        return {upload.path: is_same[upload.path] for upload in uploads if upload.path in is_same}

    def put(self, uploads: Sequence[Upload]) -> None:
        for upload in uploads:
            upload.read()
        self._send(_source(uploads), [upload.path for upload in uploads])

    def write(self, path: str, data: bytes) -> None:
        (self._ours / path).write_bytes(data)
        self._send(self._ours, [path])

    def delete(self, paths: Sequence[str]) -> None:
        """Synchronise these paths, and no others, with an empty folder, which deletes them. A folder with other files
        stays."""
        if paths:
            names = [*(f"{folder}/" for folder in sorted(folders_of(paths))), *paths]
            done = self._rsync.run(
                [*self._options, "--recursive", "--delete", "--from0", "--include-from=-", "--exclude=*",
                 f"{self._empty}/", self._address],
                _list(map(_pattern, names)),
            )  # fmt: skip
            if done.returncode:
                raise self._rsync.failure(done.stderr)

    def swap(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        if expected is not None or data is None:
            return self._swap_unguarded(path, data, expected)
        if self.read(path) is not None:
            return False
        (self._ours / path).write_bytes(data)
        self._send(self._ours, [path], "--ignore-existing")
        time.sleep(_MOMENT)
        return self.read(path) == data

    def finish(self) -> bool:
        return True

    def close(self) -> None:
        self._rsync.close()

    def _send(self, source: Path, paths: Sequence[str], *more: str) -> None:
        """rsync itself writes each file beside its place and moves it there; readers must be let in."""
        options = ["--ignore-times", "--perms", "--chmod=D755,F644", "--omit-dir-times", *more]
        done = self._rsync.run(
            [*self._options, *options, "--files-from=-", "--from0", f"{source}/", self._address], _list(paths)
        )
        if done.returncode:
            raise self._rsync.failure(done.stderr)


def _is_missing(done: "CompletedProcess[bytes]") -> bool:
    """Whether rsync ended because the target itself is not there, as before it is first published to."""
    return done.returncode in (3, 11, _PARTIAL) and b"No such file or directory" in done.stderr


def _list(paths: Iterable[str]) -> bytes:
    """The paths as rsync's `--from0` reads them: with a zero byte after each."""
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _source(uploads: Sequence[Upload]) -> Path:
    """The folder of the built site, below which all paths lie."""
    first = uploads[0]
    return first.file.absolute().parents[first.path.count("/")]


def _pattern(path: str) -> str:
    """The pattern that fits `path` alone; a backslash is one in a pattern only where that has wildcards."""
    return "/" + (re.sub(r"[\\*?\[]", r"\\\g<0>", path) if re.search(r"[*?\[]", path) else path)
