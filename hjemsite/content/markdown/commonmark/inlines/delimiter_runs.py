"""Runs of `*`, `_` and `~`, and what each opens and closes (CommonMark, section 6.2; GitHub's strikethrough).

Each run is looked at once from the left; where no opener was found for a closer of its kind, none is looked for again
below that point. So the work grows with the number of runs.
"""

import unicodedata
from functools import lru_cache

from msgspec import Struct, field


class DelimiterRun(Struct):
    """A run of one sign. `opens` and `closes` are the tags that it came to stand for, in the order of their finding."""

    sign: str
    count: int
    length: int
    """How long the run was before any of its signs was used; `count` are those that are left."""
    can_open: bool
    can_close: bool
    opens: list[str] = field(default_factory=list)
    closes: list[str] = field(default_factory=list)


def delimiter_run(text: str, start: int, end: int) -> DelimiterRun:
    """The run of signs from `start` to `end`; what stands around it says whether it can open and close."""
    sign = text[start]
    before, after = _kind(text[start - 1 : start]), _kind(text[end : end + 1])
    left = after != _SPACE and (after != _PUNCTUATION or before != _WORD)
    right = before != _SPACE and (before != _PUNCTUATION or after != _WORD)
    if sign == "_":
        left, right = left and (not right or before == _PUNCTUATION), right and (not left or after == _PUNCTUATION)
    length = end - start
    if sign == "~" and length > 2:
        left = right = False
    return DelimiterRun(sign, length, length, left, right)


_SPACE, _PUNCTUATION, _WORD = range(3)


@lru_cache(maxsize=512)
def _kind(character: str) -> int:
    """What a character is to emphasis; the ends of a text count as white space."""
    if not character or character.isspace():
        return _SPACE
    return _PUNCTUATION if unicodedata.category(character)[0] in "PS" else _WORD


def match_runs(runs: list[DelimiterRun]) -> None:
    """Pair the `runs` of one stretch of text: each pair is recorded in both runs."""
    waiting: list[tuple[int, DelimiterRun]] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for number, run in enumerate(runs):
        while run.can_close and run.count:
            kind = (run.sign, run.can_open, run.length % 3 if run.sign != "~" else run.length)
            index = _opener(waiting, run, bottoms.get(kind, 0))
            if index is None:
                bottoms[kind] = number
                break
            _pair(waiting[index][1], run)
            del waiting[index + (waiting[index][1].count > 0) :]
        if run.can_open and run.count:
            waiting.append((number, run))


def _opener(waiting: list[tuple[int, DelimiterRun]], closer: DelimiterRun, bottom: int) -> int | None:
    for index in range(len(waiting) - 1, -1, -1):
        number, run = waiting[index]
        if number < bottom:
            return None
        if run.sign == closer.sign and _fits(run, closer):
            return index
    return None


def _fits(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    """Whether two runs can pair. If either can open and close, their lengths must not add up to a multiple of three."""
    if opener.sign == "~":
        return opener.count == closer.count
    if not (opener.can_close or closer.can_open):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _pair(opener: DelimiterRun, closer: DelimiterRun) -> None:
    used = opener.count if opener.sign == "~" else 2 if opener.count > 1 and closer.count > 1 else 1
    tag = "del" if opener.sign == "~" else "strong" if used == 2 else "em"
    opener.opens.append(tag)
    closer.closes.append(tag)
    opener.count -= used
    closer.count -= used
