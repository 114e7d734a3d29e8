"""Whether a file in the preview is committed to git: one that is not cannot be published.

git is asked about one file when its page is served. Where git is missing or slow, the state is unknown and the page is
served without it.
"""

from enum import StrEnum
from typing import NamedTuple

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


class Commits(NamedTuple):
    """Paths below the project folder: those that git does not have as they are, and those in commits not yet pushed.

    `unpushed` is None where the branch has no other to be pushed to.
    """

    new: frozenset[str]
    changed: frozenset[str]
    unpushed: frozenset[str] | None

    def state(self, name: str) -> str:
        """How far the file `name` is on its way, in Danish."""
        if name in self.new:
            return "Ikke committet"
        if name in self.changed:
            return "Ændringer ikke committet"
        if self.unpushed is None:
            return "Committet"
        return "Committet, ikke sendt" if name in self.unpushed else "Sendt"


def commits(root: str) -> Commits | None:
    """The state of all sources below `root`; None where git does not know them."""
    answer = git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "content")
    prefix = git(root, "rev-parse", "--show-prefix", patience=_PATIENCE)
    if answer is None or prefix is None:
        return None
    below = len(prefix.strip())
    entries = [(record[:2], record[3 + below :].decode("utf-8", "replace")) for record in answer.split(b"\0") if record]
    new = frozenset(name for mark, name in entries if mark[:1] in (b"?", b"A"))
    pushed = git(root, "log", "--format=", "--name-only", "--relative", "-z", "@{upstream}..HEAD", "--", "content")
    names = (
        None if pushed is None else frozenset(name.decode("utf-8", "replace").strip() for name in pushed.split(b"\0"))
    )
    return Commits(new, frozenset(name for _, name in entries) - new, names)
