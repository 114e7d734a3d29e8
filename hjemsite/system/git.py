"""Questions to git about a project: when the last commit was made, and whether files that builds generate are tracked.

git may be missing, slow or failing. Then the answer is empty or None, and the build goes on.
"""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for an answer."""

_OTHER_INDEX = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
"""With one of these in the environment, git reads another index than the one beside the project."""


def git(root: str | Path, *words: str, patience: float = _PATIENCE, given: bytes = b"") -> bytes | None:
    """The output of a git command run in the folder `root` with the input `given`; None when it fails or is slow."""
    # To load it takes longer than all that most builds ask git.
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        return None
    try:
        asked = subprocess.run(  # noqa: S603 - the editor's own git, without a shell
            # No lock is taken, so a commit at the same time does not fail; no program of the settings is run.
            (program, "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", *words),
            cwd=root, input=given, capture_output=True, check=False, timeout=patience,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if asked.returncode else asked.stdout


def newest_commit(root: Path) -> datetime | None:
    """The time of the commit that is checked out at `root`."""
    answer = git(root, "log", "-1", "--format=%ct") if _git_folder(root) or _asks_elsewhere() else None
    return datetime.fromtimestamp(int(answer), UTC) if answer and answer.strip().isdigit() else None


def tracked(root: Path, folders: Collection[str]) -> tuple[str, ...]:
    """Those of `folders` (names below `root`) in which git tracks a file."""
    # Every build asks, so git itself is started only where its index does not rule it out.
    if not _may_track(root, folders):
        return ()
    answer = git(root, "ls-files", "-z", "--", *folders) or b""
    paths = answer.split(b"\0")
    return tuple(name for name in folders if any(path.startswith(f"{name}/".encode()) for path in paths))


def _may_track(root: Path, folders: Collection[str]) -> bool:
    """Whether the index may name a file in one of `folders`."""
    if _asks_elsewhere():
        return True
    folder = _git_folder(root)
    if folder is None:
        return False
    try:
        index = (folder / "index").read_bytes()
    except OSError:
        return False
    # gitformat-index(5): version 4 cuts off what a name shares with the one before, and »link« leaves names to others.
    if index[:4] != b"DIRC" or index[4:8] not in (b"\0\0\0\2", b"\0\0\0\3") or b"link\0" in index:
        return True
    return any(f"{name}/".encode() in index for name in folders)


def _asks_elsewhere() -> bool:
    return any(os.environ.get(name) for name in _OTHER_INDEX)


def _git_folder(root: Path) -> Path | None:
    """The folder that holds git's index for the work tree around `root`."""
    path = root.absolute()
    for above in (path, *path.parents):
        dot_git = above / ".git"
        if dot_git.is_dir():
            return dot_git
        if dot_git.is_file():
            # A work tree beside another, or a submodule: »gitdir: PATH« (gitrepository-layout(5)).
            text = dot_git.read_text("utf-8", "surrogateescape")
            return above / text.removeprefix("gitdir:").strip()
    return None
