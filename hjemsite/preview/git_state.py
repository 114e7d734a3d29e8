"""Whether a file that the preview shows is in git: what was never committed, no reader can have seen.

git is asked about one file when its page is served, and never keeps the page waiting: where there is no git, or no
answer soon, nothing is known.
"""

import shutil
import subprocess
from enum import StrEnum

_PATIENCE = 1.0
"""Seconds to wait for the answer."""


class GitState(StrEnum):
    """What the preview's bar says of a file."""

    NEW = "Ikke udgivet endnu: mangler at blive committet"
    CHANGED = "Udgivet, men ændringerne mangler at blive committet"


def git_state(root: str, name: str) -> GitState | None:
    """The state of the file `name` below the folder `root`; None for a committed one and where git does not know."""
    git = shutil.which("git")
    if git is None:
        return None
    try:
        asked = subprocess.run(  # noqa: S603 - the editor's own git, without a shell
            # No lock is taken, so a commit at the same time does not fail; no program of the settings is run.
            (git, "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", "status", "--porcelain",
             "--untracked-files=all", "--ignored", "--", name),
            cwd=root, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    if asked.returncode or not asked.stdout:
        return None
    # Two letters: how the file differs from the last commit, and from what is staged (git-status, »Short Format«).
    return GitState.NEW if asked.stdout[:1] in b"?!A" else GitState.CHANGED
