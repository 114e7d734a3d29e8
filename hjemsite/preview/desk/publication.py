"""One article in git: its uncommitted files, committing and pushing them, and its earlier editions.

Only the files of the article are ever committed, whatever else is staged or changed.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from posixpath import dirname, splitext

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.content.document import SITE
from hjemsite.system.git import git
from hjemsite.system.git_changes import GitReply, change

_LINES = 300
"""Lines of differences that are shown."""
_EDITIONS = 10


class Pending(Struct, frozen=True):
    """What a commit would hold. `files`: name below the project folder → what becomes of it, in Danish.

    `digest` stands for these files as they are now. `branch` is empty where none is checked out; `upstream` is where
    its commits are sent, empty where nowhere. `unsent` are subjects of commits that would be sent, too, and `others`
    names of further changed files below `content`. `has_author` is whether git knows who commits.
    """

    files: dict[str, str]
    differences: str
    digest: str
    branch: str
    upstream: str
    unsent: tuple[str, ...]
    others: tuple[str, ...]
    has_author: bool


def is_in_git(root: Path) -> bool:
    return git(root, "rev-parse", "--is-inside-work-tree") is not None


def base_of(name: str) -> str:
    """What the names of all files of a text begin with: `content/nyheder/x` for `x.md` and for `x/index.md`."""
    return name.removesuffix("/index.md") if name.endswith("/index.md") else name.removesuffix(".md")


def _belongs(file: str, name: str) -> bool:
    """Whether a file is published with the one called `name`: a logo with the settings, a picture with its words."""
    if name == SITE:
        return dirname(file) == dirname(SITE)
    if name.endswith(".yaml"):
        return splitext(file)[0] == splitext(name)[0]
    base = base_of(name)
    return file == f"{base}.md" or file.startswith(f"{base}/")


def pending(root: Path, name: str) -> Pending:
    """What can be committed of the text in the file `name` below `root`."""
    changed = _status(root, "content")
    own = {file: what for file, what in changed.items() if _belongs(file, name)}
    stamp = digest(*(part for file in sorted(own) for part in (file, _bytes(root / file))))
    upstream = _line(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    unsent = (git(root, "log", "--format=%s", "@{upstream}..HEAD") or b"").decode("utf-8", "replace").splitlines()
    return Pending(
        own,
        _differences(root, own),
        stamp.hex(),
        _line(root, "branch", "--show-current"),
        upstream,
        tuple(unsent),
        tuple(file for file in changed if file not in own),
        bool(_line(root, "config", "user.name") and _line(root, "config", "user.email")),
    )


def _status(root: Path, folder: str) -> dict[str, str]:
    """Name of a changed file below `folder` → what becomes of it when it is committed, in Danish."""
    options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
    answer = git(root, "status", *options, "--", folder) or b""
    below = len(git(root, "rev-parse", "--show-prefix") or b"\n") - 1
    entries = [
        (record[:2].decode(), record[3 + below :].decode("utf-8", "surrogateescape"))
        for record in answer.split(b"\0")
        if record
    ]
    return {
        name: "ny" if mark == "??" or mark[0] == "A" else "slettes" if "D" in mark else "ændret"
        for mark, name in entries
    }


def _differences(root: Path, files: dict[str, str]) -> str:
    """The differences of texts from the last commit, as `git diff` shows them; new texts are shown whole."""
    tracked = [name for name, what in files.items() if what != "ny"]
    diff = (git(root, "diff", "--no-ext-diff", "--no-textconv", "HEAD", "--", *tracked) or b"") if tracked else b""
    lines = diff.decode("utf-8", "replace").split("\n")
    for name, what in files.items():
        if what == "ny" and name.endswith(".md"):
            text = _bytes(root / name).decode("utf-8", "replace")
            lines += [f"+++ {name}", *(f"+{line}" for line in text.split("\n"))]
    more = [f"… og {len(lines) - _LINES} linjer mere."] if len(lines) > _LINES else []
    return "\n".join([*lines[:_LINES], *more]).strip("\n")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _line(root: Path, *words: str) -> str:
    return (git(root, *words) or b"").decode("utf-8", "replace").strip()


def commit(root: Path, files: Sequence[str], message: str) -> GitReply:
    """Commit these files and no others, as they are on disk."""
    added = change(root, "add", "--all", "--", *files)
    if not added.is_done:
        return added
    return change(root, "commit", "--quiet", "--only", f"--message={message}", "--", *files)


def send(root: Path) -> GitReply:
    """Push the commits of the branch to its upstream."""
    return change(root, "push", "--quiet")


def take_in(root: Path) -> GitReply:
    """Fetch the commits of others, and merge them into the branch. Where that cannot be done, nothing changes.

    It is a merge, since that leaves alone what is not committed, and refuses where it would not.
    """
    fetched = change(root, "fetch", "--quiet")
    if not fetched.is_done:
        return fetched
    merged = change(root, "merge", "--quiet", "--no-edit", "@{upstream}")
    if not merged.is_done:
        change(root, "merge", "--abort")
    return merged


def name_author(root: Path, name: str, mail: str) -> GitReply:
    """Tell this repository, and no other, who commits."""
    named = change(root, "config", "--local", "user.name", name)
    return change(root, "config", "--local", "user.email", mail) if named.is_done else named


class Edition(Struct, frozen=True):
    """A text as a commit has it."""

    commit: str
    at: datetime
    subject: str


def editions(root: Path, name: str) -> list[Edition]:
    """The last commits that changed the file `name`, the newest first."""
    log = git(root, "log", f"-{_EDITIONS}", "--format=%H%x00%ct%x00%s", "--", name) or b""
    rows = (line.split("\0") for line in log.decode("utf-8", "replace").splitlines())
    return [Edition(row[0], datetime.fromtimestamp(int(row[1]), UTC), row[2]) for row in rows if len(row) == 3]


def edition(root: Path, name: str, commit: str) -> bytes | None:
    """The bytes of the file in a commit; None where it has none."""
    is_known = any(edition.commit == commit for edition in editions(root, name))
    return git(root, "show", f"{commit}:./{name}") if is_known else None
