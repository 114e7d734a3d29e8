"""A fault where git tracks what builds make: a commit could replace it, and a checkout would bring old files back."""

from collections.abc import Iterator
from pathlib import Path

from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.system.git import tracked
from hjemsite.system.memory_folder import FOLDER

OUTPUT = "output"
"""The folder that a site is built in when nothing else is asked for."""


def tracked_folders(root: Path) -> Iterator[Diagnostic]:
    """Folders below `root` that are only for builds, and in which git tracks a file."""
    for folder in tracked(root, (FOLDER, OUTPUT)):
        message = f"Mappen {folder} er lagt i git, men den er kun til det, hjemsite selv laver"
        hint = (
            f"Skriv »git rm -r --cached --quiet {folder}« i mappen med siden; filerne bliver liggende. "
            f"Læg linjen /{folder}/ i filen .gitignore, og commit"
        )
        yield Diagnostic("bygget-i-git", Span(folder), message, hint)
