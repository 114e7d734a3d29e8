"""A branch of a git repository that a host serves: everything is one commit, and one push on a condition.

Nothing is checked out. What stands there is compared by git's own digests, and a push only succeeds if the branch is
still as it was when we looked, so readers see the old site or the new one.
"""

import base64
import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlsplit

from hjemsite.cache.paths import folders_of
from hjemsite.publishing.deployment.target import Target, Upload
from hjemsite.publishing.deployment.target_lock import LOCK
from hjemsite.publishing.deployment.target_record import RECORD
from hjemsite.publishing.targets.programs import Program

TOKEN = "HJEMSITE_GIT_TOKEN"  # noqa: S105 - its name

_FILE = "100644"
_NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to serve the files as they are, also those that begin with a dot."""

_SETTINGS = ("-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "core.quotePath=false")


class GitBranch(Target):
    """The target at the root of `branch`. With `one_commit`, the branch never has a history.

    Raises `MachineError` where the repository cannot be reached.
    """

    batch = 1000
    hides = frozenset[str]()

    def __init__(self, url: str, user: str, branch: str, name: str, *, one_commit: bool) -> None:
        self.name = name
        self._url, self._branch, self._one_commit = url, f"refs/heads/{branch}", one_commit
        self._git = Program("git", name, urlsplit(url).hostname or "")
        try:
            self._git.environment |= _environment(url, user, os.environ.get(TOKEN, ""), self._git.ssh())
            self._git.environment["GIT_DIR"] = str(self._git.folder / "git")
            self._do("init", "--quiet")
            self._look()
        except BaseException:
            self.close()
            raise

    def read(self, path: str) -> bytes | None:
        entry = self._files.get(path)
        return self._do("cat-file", "blob", entry[1]) if entry else None

    def names(self) -> Collection[str]:
        return {path.partition("/")[0] for path in self._files}

    def compare(self, uploads: Sequence[Upload]) -> Mapping[str, bool]:
        return {
            upload.path: self._files[upload.path] == (_FILE, _blob_id(upload.read()))
            for upload in uploads
            if upload.path in self._files
        }

    def put(self, uploads: Sequence[Upload]) -> None:
        for upload in uploads:
            self._clear_way(upload.path)
            # Also says whether the file is as it was built.
            self._files[upload.path] = _FILE, _blob_id(upload.read())
        names = "".join(f"{upload.file.absolute()}\n" for upload in uploads)
        self._do("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names.encode())

    def write(self, path: str, data: bytes) -> None:
        self._files[path] = _FILE, self._do("hash-object", "-w", "--stdin", stdin=data).decode().strip()

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._files.pop(path, None)

    def swap(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        """Only within this run: against others, the push on a condition is the lock."""
        return self._swap_unguarded(path, data, expected)

    def finish(self) -> bool:
        """Push, unless nothing but the number of the build is new: no commit for every hour."""
        self._files.pop(LOCK, None)
        if {**self._files, RECORD: None} == {**self._before, RECORD: None} and RECORD in self._before:
            return True
        if _NO_JEKYLL not in self._files:
            self.write(_NO_JEKYLL, b"")
        tree = self._write_tree()
        parents = ["-p", self._head] if self._head and not self._one_commit else []
        commit = self._do("commit-tree", tree, *parents, "-m", "Siden er udgivet").decode().strip()
        lease = f"--force-with-lease={self._branch}:{self._head}"
        done = self._git.run([*_SETTINGS, "push", "--quiet", lease, self._url, f"{commit}:{self._branch}"])
        if done.returncode == 0:
            return True
        if any(word in done.stderr for word in (b"stale info", b"rejected", b"cannot lock ref", b"failed to update")):
            before = self._head
            self._look()
            if self._head != before:
                return False
        raise self._git.failure(done.stderr)

    def close(self) -> None:
        self._git.close()

    def _look(self) -> None:
        """Fetch what the branch holds now: names and digests of its files, and no file before it is asked for."""
        heads = self._do("ls-remote", self._url, self._branch).decode().split()
        self._head = heads[0] if heads else ""
        self._files: dict[str, tuple[str, str]] = {}
        if self._head:
            self._do("config", "remote.origin.url", self._url)
            self._do("fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "origin", self._branch)
            self._head = self._do("rev-parse", "FETCH_HEAD").decode().strip()
            for line in self._do("ls-tree", "-r", "-z", self._head).split(b"\0")[:-1]:
                about, _, path = line.partition(b"\t")
                mode, _, digest = about.split(b" ")
                self._files[os.fsdecode(path)] = mode.decode(), digest.decode()
        self._before, self._folders = dict(self._files), folders_of(self._files)

    def _clear_way(self, path: str) -> None:
        """Remove a foreign file or folder that is in the way of a path; the user has allowed that it is overwritten."""
        for above in folders_of([path]):
            self._files.pop(above, None)
        if path in self._folders:
            for below in [other for other in self._files if other.startswith(f"{path}/")]:
                del self._files[below]

    def _write_tree(self) -> str:
        lines = b"".join(
            b"%s %s\t%s\0" % (mode.encode(), digest.encode(), os.fsencode(path))
            for path, (mode, digest) in self._files.items()
        )
        index = {"GIT_INDEX_FILE": str(self._git.folder / "index")}
        (self._git.folder / "index").unlink(missing_ok=True)
        self._do("update-index", "-z", "--index-info", stdin=lines, more=index)
        return self._do("write-tree", "--missing-ok", more=index).decode().strip()

    def _do(self, *arguments: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
        done = self._git.run([*_SETTINGS, *arguments], stdin, more)
        if done.returncode:
            raise self._git.failure(done.stderr)
        return done.stdout


def _environment(url: str, user: str, token: str, ssh: str) -> dict[str, str]:
    """What git needs to know. A token is sent to the repository's own address and is in no file and no argument."""
    variables = {"GIT_TERMINAL_PROMPT": "0"}
    if "GIT_SSH_COMMAND" not in os.environ:
        variables["GIT_SSH_COMMAND"] = ssh
    for role in ("AUTHOR", "COMMITTER"):
        variables |= {f"GIT_{role}_NAME": "hjemsite", f"GIT_{role}_EMAIL": "hjemsite@localhost"}
    if token and url.startswith("https://"):
        login = base64.b64encode(f"{user or 'x-access-token'}:{token}".encode()).decode()
        variables |= {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{url}.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {login}",
        }
    return variables


def _blob_id(data: bytes) -> str:
    """The digest by which git knows a file; it compares and protects nothing."""
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
