"""The editions of files that a branch has had, one commit after the other, as git keeps them.

Only the first parent of a merge is followed: what was merged came to the branch with the merge, whenever it was
written.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hjemsite.system.git import git

_PATIENCE = 60.0
"""Seconds to wait for the history of a whole folder."""

_COMMIT = "commit "


class Revision(Struct, frozen=True):
    """A file as one commit left it. `blob` names its bytes in git."""

    at: datetime
    blob: str


Revisions: TypeAlias = Mapping[str, tuple[Revision, ...]]
"""Path → the revisions of the file, the newest first; a renamed file keeps those under its old name."""


class Checkout(Struct, frozen=True):
    """The name of the commit that is checked out. A `shallow` clone has no commits before some day."""

    commit: str
    shallow: bool


class History(Struct, frozen=True):
    """The revisions of files; a `shallow` one lacks the oldest."""

    revisions: Revisions
    shallow: bool


def checkout(root: Path) -> Checkout | None:
    """What is checked out at `root`; None where that is no repository, or has no commit."""
    answer = git(root, "rev-parse", "--is-shallow-repository", "HEAD")
    shallow, _, commit = (answer or b"").decode().partition("\n")
    return Checkout(commit.strip(), shallow == "true") if commit.strip() else None


def history(root: Path, folder: str) -> History | None:
    """The revisions of the files now below `folder` (a path below `root`); None where git has none."""
    current = checkout(root)
    by_file = revisions(root, folder) if current else None
    return History(by_file, current.shallow) if current and by_file is not None else None


def revisions(root: Path, folder: str) -> Revisions | None:
    """The revisions of the files now below `folder`, in the commit that is checked out; None where git has none."""
    log = git(
        root, "-c", "core.quotePath=false", "log", "--first-parent", "-m", "-M", "--raw", "-z", "--no-abbrev",
        "--relative", f"--format={_COMMIT}%ct", "--", folder, patience=_PATIENCE,
    )  # fmt: skip
    return None if log is None else _revisions(log.decode("utf-8", "surrogateescape"))


def _revisions(log: str) -> dict[str, tuple[Revision, ...]]:
    """The revisions in `git log --raw -z`, under the name that each file has now."""
    by_name: dict[str, list[Revision]] = {}
    now: dict[str, str] = {}
    """Name of a file in an older commit → its name now."""
    for at, blob, old, new in _changes(iter(log.split("\0"))):
        name = now.get(new, new)
        if set(blob) != {"0"}:
            by_name.setdefault(name, []).append(Revision(at, blob))
        if old != new:
            # What an older commit calls `new` was another file, or none.
            now.pop(new, None)
            if old:
                now[old] = name
    return {name: tuple(revisions) for name, revisions in by_name.items()}


def _changes(words: Iterator[str]) -> Iterator[tuple[datetime, str, str, str]]:
    """Each change of a file, the newest first: when, the blob it became (zeros: deleted), its path before and after.

    A file that was added has no path before.
    """
    at = datetime.fromtimestamp(0, UTC)
    for word in words:
        word = word.strip("\n")
        if word.startswith(_COMMIT):
            at = datetime.fromtimestamp(int(word.removeprefix(_COMMIT)), UTC)
        elif word.startswith(":"):
            # git-diff(1), »Raw output format«: `:mode mode blob blob status`, then one path, or two after R and C.
            _, _, _, blob, status = word.split(" ")
            path = next(words)
            before = "" if status == "A" else path
            yield at, blob, before, next(words) if status[0] == "R" else path


def blob_name(data: bytes) -> str:
    """The name of a blob in git (gitformat-object): a digest that is no protection."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def blobs(root: Path, names: Collection[str]) -> dict[str, bytes]:
    """The bytes of blobs by their names; those that git has not are missing."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = git(root, "cat-file", "--batch", patience=_PATIENCE, given=asked) if names else b""
    return dict(_batch(answer or b""))


def _batch(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """The objects in the answer of `git cat-file --batch`: `name type size`, a line feed, and the bytes."""
    at = 0
    while (end := answer.find(b"\n", at)) != -1:
        name, _, facts = answer[at:end].decode().partition(" ")
        at = end + 1
        if facts.startswith("blob "):
            size = int(facts.removeprefix("blob "))
            yield name, answer[at : at + size]
            at += size + 1
