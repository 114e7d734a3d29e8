"""Paths below a folder, with `/` between their parts."""

from collections.abc import Iterable


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that something of `paths` lies in.

    >>> sorted(folders_of(["nyheder/aeroe/index.html"]))
    ['nyheder', 'nyheder/aeroe']
    """
    folders: set[str] = set()
    # Level by level, for most files lie in a folder that others have been in.
    while paths := {path.rpartition("/")[0] for path in paths} - folders - {""}:
        folders |= paths
    return folders
