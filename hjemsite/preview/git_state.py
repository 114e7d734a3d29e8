"""Whether a file that the preview shows is in git: what was never committed, no reader can have seen.

git is asked about one file when its page is served, and never keeps the page waiting: where there is no git, or no
answer soon, nothing is known.
"""

from enum import StrEnum

from hjemsite.system.git import git

_PATIENCE = 1.0
"""Seconds to wait for the answer."""


class GitState(StrEnum):
    """What the preview's bar says of a file."""

    NEW = "Ikke udgivet endnu: mangler at blive committet"
    CHANGED = "Udgivet, men ændringerne mangler at blive committet"


def git_state(root: str, name: str) -> GitState | None:
    """The state of the file `name` below the folder `root`; None for a committed one and where git does not know."""
    options = ("--porcelain", "--untracked-files=all", "--ignored")
    answer = git(root, "status", *options, "--", name, patience=_PATIENCE)
    if not answer:
        return None
    # Two letters: how the file differs from the last commit, and from what is staged (git-status, »Short Format«).
    return GitState.NEW if answer[:1] in b"?!A" else GitState.CHANGED
