"""git at an editor's order: committing some files, sending commits, and bringing back an earlier edition.

Unlike questions (`system.git`), these change the repository, so what git says of a failure is kept.
"""

import os
import shutil
import subprocess
from pathlib import Path

from msgspec import Struct

_PATIENCE = 120.0
"""Seconds; a hook of the repository may check the site, and a connection may be slow."""


class GitReply(Struct, frozen=True):
    """What git answered; `complaint` is what it wrote on standard error, in its own words."""

    is_done: bool
    complaint: str = ""


def change(root: Path, *words: str, given: bytes = b"") -> GitReply:
    """Run a git command in the folder `root`. It never asks a question, for nobody sees it."""
    program = shutil.which("git")
    if program is None:
        return GitReply(False, "git findes ikke på denne computer")
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C.UTF-8"}
    environment.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")
    try:
        done = subprocess.run(  # noqa: S603 - the editor's own git, without a shell
            (program, "--literal-pathspecs", *words), cwd=root, env=environment, input=given, capture_output=True,
            check=False, timeout=_PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return GitReply(False, str(error))
    return GitReply(done.returncode == 0, done.stderr.decode("utf-8", "replace").strip())
