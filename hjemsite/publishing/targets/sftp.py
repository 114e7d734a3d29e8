"""A folder on a server that is reached by SFTP, as web hotels have it: written beside the site and moved into place.

The server must be one that is known, by its key. Keys and passwords come from the environment, an agent or the user's
own `~/.ssh`, never from the project.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

import asyncssh

from hjemsite.cache.paths import folders_of
from hjemsite.publishing.deployment.target import Target, Upload
from hjemsite.publishing.manifest import STAGING, staging_name
from hjemsite.publishing.targets.ssh_access import connect, failures_in_danish
from hjemsite.system.errors import MachineError
from hjemsite.system.signals import defer_interrupts

A = TypeVar("A")
B = TypeVar("B")

_AT_ONCE = 16
"""Files under way; a round trip takes longer than a file."""

_TRIES = 5
"""How often a file is tried to be made that is there and then is not."""

_EXISTS = (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists)
"""What servers answer for something that is there already, the first of them also for much else."""

_FOLDER, _LINK = asyncssh.FILEXFER_TYPE_DIRECTORY, asyncssh.FILEXFER_TYPE_SYMLINK


class Sftp(Target):
    """The target in the folder `path` of `host`; without `user` and `port`, those of the user's SSH settings.

    Raises `MachineError` where it cannot be reached, is not known, or does not let us in.
    """

    batch = 32
    hides = frozenset[str]()

    def __init__(self, host: str, port: int | None, user: str, path: str, name: str) -> None:
        self.name = name
        self._host = host
        # `/~/www` is below the user's own folder, as git and curl write it.
        self._root = path.removeprefix("/~/") or "."
        self._sound: dict[str, asyncio.Task[None]] = {}
        # The loop has a thread of its own, for whoever calls may be within another loop.
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            with failures_in_danish(self.name, self._host):
                self._connection = self._wait_for(connect(host, port, user))
                self._sftp = self._wait_for(self._connection.start_sftp_client())
        except BaseException:
            self.close()
            raise

    def read(self, path: str) -> bytes | None:
        return self._run(self._read(path))

    def names(self) -> Collection[str]:
        return {str(entry.filename) for entry in self._run(self._entries(""))} - {".", ".."}

    def compare(self, uploads: Sequence[Upload]) -> Mapping[str, bool]:
        by_path = {upload.path: upload for upload in uploads}
        return self._run(self._compare("", by_path, folders_of(by_path)))

    def put(self, uploads: Sequence[Upload]) -> None:
        async def put_one(upload: Upload) -> None:
            await self._write(upload.path, upload.read())

        self._run(_at_once(put_one, uploads))

    def write(self, path: str, data: bytes) -> None:
        self._run(self._write(path, data))

    def delete(self, paths: Sequence[str]) -> None:
        self._run(self._delete(paths))

    def swap(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        """A file is made on the condition that there is none; what is replaced is only looked at before."""
        if expected is None and data is not None:
            return self._run(self._create(path, data))
        return self._swap_unguarded(path, data, expected)

    def finish(self) -> bool:
        with suppress(MachineError):
            self._run(self._sftp.rmtree(self._remote_path(STAGING), ignore_errors=True))
        return True

    def close(self) -> None:
        if connection := getattr(self, "_connection", None):
            connection.close()
            self._wait_for(connection.wait_closed())
        self._wait_for(_end_others())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, A]) -> A:
        # Raised in the midst of the library, an interrupt would break the connection, and the lock would stay.
        with failures_in_danish(self.name, self._host):
            return defer_interrupts(self._wait_for, work)

    def _wait_for(self, work: Awaitable[A]) -> A:
        """What `work` returns. Whoever is interrupted while waiting for it gives it up."""

        async def done() -> A:
            return await work

        waiting = asyncio.run_coroutine_threadsafe(done(), self._loop)
        try:
            return waiting.result()
        finally:
            waiting.cancel()

    def _remote_path(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root

    async def _read(self, path: str) -> bytes | None:
        try:
            async with self._sftp.open(self._remote_path(path), "rb") as file:
                data = await file.read()
                assert isinstance(data, bytes)
                return data
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return None

    async def _compare(self, folder: str, uploads: Mapping[str, Upload], folders: set[str]) -> dict[str, bool]:
        """`compare` for what lies in `folder` and below; only the `folders` that are there are looked into."""
        above = f"{folder}/" if folder else ""
        is_same: dict[str, bool] = {}
        inner, equal_in_size = [], []
        for entry in await self._entries(folder):
            path = above + str(entry.filename)
            if path in folders and entry.attrs.type == _LINK:
                raise self._link(path)
            if path in folders and entry.attrs.type == _FOLDER:
                inner.append(path)
            if path in uploads:
                is_same[path] = False
                if entry.attrs.size == len(uploads[path].read()) and entry.attrs.type != _LINK:
                    equal_in_size.append(path)

        async def holds(path: str) -> bool:
            return await self._read(path) == uploads[path].read()

        is_same |= zip(equal_in_size, await _at_once(holds, equal_in_size), strict=True)
        for below in await _at_once(lambda path: self._compare(path, uploads, folders), inner):
            is_same |= below
        return is_same

    async def _entries(self, folder: str) -> Sequence[asyncssh.SFTPName]:
        try:
            return await self._sftp.readdir(self._remote_path(folder))
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            # The target itself, before it is first published to.
            return ()

    async def _write(self, path: str, data: bytes) -> None:
        await self._require_folder(path.rpartition("/")[0])
        await self._require_folder(STAGING)
        staged = self._remote_path(staging_name())
        async with self._sftp.open(staged, "wb") as file:
            await file.write(data)
            # Readers must be let in, whatever the server's own habit (umask).
            await file.setstat(asyncssh.SFTPAttrs(permissions=0o644))
        await self._move(staged, self._remote_path(path))

    async def _move(self, staged: str, remote_path: str) -> None:
        try:
            await self._sftp.posix_rename(staged, remote_path)
        except asyncssh.SFTPOpUnsupported:
            # A server that replaces nothing: for a moment there is no file.
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._sftp.remove(remote_path)
            await self._sftp.rename(staged, remote_path)

    async def _create(self, path: str, data: bytes, tries: int = _TRIES) -> bool:
        remote_path = self._remote_path(path)
        await self._require_folder(path.rpartition("/")[0])
        try:
            async with self._sftp.open(remote_path, "xb") as file:
                await file.write(data)
        except _EXISTS:
            if await self._sftp.lexists(remote_path):
                return False
            # Whoever had it there may have deleted it between the two questions.
            if tries == 1:
                raise
            return await self._create(path, data, tries - 1)
        return True

    async def _delete(self, paths: Sequence[str]) -> None:
        async def delete_one(path: str) -> None:
            await self._require_sound(path.rpartition("/")[0])
            with suppress(asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
                await self._sftp.remove(self._remote_path(path))

        await _at_once(delete_one, paths)
        for folder in sorted(folders_of(paths), reverse=True):
            # One that is not empty stays.
            with suppress(asyncssh.SFTPFailure, asyncssh.SFTPNoSuchFile, asyncssh.SFTPDirNotEmpty):
                await self._sftp.rmdir(self._remote_path(folder))
                self._sound.pop(folder, None)

    async def _require_folder(self, folder: str) -> None:
        """Make `folder` and those above it, each once. Raises `MachineError` where one is a link."""
        task = self._sound.get(folder)
        if task is None:
            task = self._sound[folder] = asyncio.ensure_future(self._make_folder(folder))
        await task

    async def _make_folder(self, folder: str) -> None:
        if folder:
            await self._require_folder(folder.rpartition("/")[0])
        kind = await self._type(folder)
        if kind == _LINK and folder:
            raise self._link(folder)
        if kind is None:
            try:
                await self._sftp.mkdir(self._remote_path(folder))
            except _EXISTS:
                # Another publication may have made it since.
                if await self._type(folder) != _FOLDER:
                    raise
            else:
                await self._sftp.chmod(self._remote_path(folder), 0o700 if folder == STAGING else 0o755)

    async def _require_sound(self, folder: str) -> None:
        """Raise `MachineError` where `folder`, or one above it, is a link."""
        while folder and folder not in self._sound:
            if await self._type(folder) == _LINK:
                raise self._link(folder)
            folder = folder.rpartition("/")[0]

    async def _type(self, path: str) -> int | None:
        """What stands at `path`, links not followed; None where nothing does."""
        try:
            return (await self._sftp.lstat(self._remote_path(path))).type
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return None

    def _link(self, folder: str) -> MachineError:
        return MachineError(
            f"Mappen »{folder}« på {self.name} er en genvej til et andet sted, og gennem den bliver der ikke skrevet. "
            "Slet genvejen, og udgiv igen."
        )


async def _end_others() -> None:
    """Give up all else that the loop has begun."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _at_once(work: Callable[[A], Awaitable[B]], items: Sequence[A]) -> list[B]:
    """`work` for each of the items, several at once. After the first failure nothing more is begun."""
    free = asyncio.Semaphore(_AT_ONCE)

    async def do(item: A) -> B:
        async with free:
            return await work(item)

    tasks = [asyncio.ensure_future(do(item)) for item in items]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
