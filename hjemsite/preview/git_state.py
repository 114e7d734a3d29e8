"""Whether a file shown in the preview is in git. A file that was never committed cannot have been published.

git is asked about one file when its page is served. Where git is missing or slow, the state is unknown and the page is
served without it.
"""

from enum import StrEnum

from hjemsite.system.git import git

_PATIENCE = 1.0
"""Seconds to wait for the answer."""


class GitState(StrEnum):
    """The git state of a file, as the preview's bar shows it."""

    NEW = "Ikke udgivet endnu: mangler at blive committet"
    CHANGED = "Udgivet, men ændringerne mangler at blive committet"


def git_state(root: str, name: str) -> GitState | None:
    """The state of the file `name` below `root`; None when the file is committed or the state is unknown."""
    options = ("--porcelain", "--untracked-files=all", "--ignored")
    answer = git(root, "status", *options, "--", name, patience=_PATIENCE)
    if not answer:
        return None
    # Two letters: how the file differs from the last commit, and from what is staged (git-status, »Short Format«).
    return GitState.NEW if answer[:1] in b"?!A" else GitState.CHANGED
