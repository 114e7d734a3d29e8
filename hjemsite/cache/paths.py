"""Paths below a folder, with `/` between their parts."""

from collections.abc import Iterable


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that something of `paths` lies in.

    >>> sorted(folders_of(["nyheder/aeroe/index.html"]))
    ['nyheder', 'nyheder/aeroe']
    """
    folders: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return folders
