"""Regular expressions that cost no more than they are used.

Python tries the alternatives of a pattern one after the other. So what many words begin with alike is written once. To
compile a long pattern takes longer than to search a text with it. So one that many texts do not need waits.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, cast


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, and the longest of those that match in the same place.

    >>> any_of(["tres", "tresindstyve", "tre", "fem"])
    '(?:fem|tre(?:s(?:indstyve)?)?)'
    """
    return _alternatives(sorted(set(words)))


def _alternatives(ordered: Sequence[str]) -> str:
    """The pattern of words in their order, each there once."""
    if len(ordered) == 1:
        return re.escape(ordered[0])
    branches = [
        re.escape(first) + _alternatives([word[1:] for word in group])
        for first, group in groupby(filter(None, ordered), key=itemgetter(0))
    ]
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
    return f"(?:{pattern})?" if branches and "" in ordered else pattern


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, but compiled when it is first used.

    >>> lazy_pattern("æ|ø|å").sub("-", "Ærø")
    'Ær-'
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


class _LazyPattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # The attribute is found at once the next time.
        attribute = self.__dict__[name] = getattr(re.compile(*self._arguments), name)
        return attribute
