"""The rows of the search index, and the files that they lie in: each holds the stems of one stretch of the alphabet.

A row is a stem and, for each segment of the documents that have it, a group: the number of the segment in three signs,
then for each document how many of the segment's were passed over, and how much the word counts there. A group depends
on its segment alone, so when one document changes, so do its segment's groups in some rows and nothing else.

Which stretches there are follows from the sizes of the rows: a stretch is halved while it is larger than `_MOST`. What
was made before may therefore be made anew in part, and ends as it would from the beginning.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from hjemsite.danish.search_spelling import without_danish_letters

_DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""The digits of numbers in the index, in the order of their codes: sorting groups sorts segments."""

_BASE = len(_DIGITS)
_HALF = _BASE // 2
_SEGMENT_SIGNS = 3

_MOST = 24_000
"""Characters in a file that holds more than one stem. It is some 9 kB on the wire."""

_LETTERS = "\0#-/0123456789abcdefghijklmnopqrstuvwxyz{"
"""What a stretch may begin with, in the order of the codes; the last stands for all letters after it."""
_HALVED = 64
"""The first power of two that is above the number of `_LETTERS`."""

Changes = Mapping[str, list[str]]
"""Stem → its new groups, in the order of the segments; a group without documents takes away the segment's."""


class Shard(Struct, frozen=True, array_like=True):
    """A file of rows that begins at some stem: what its content is called in the cache, and how long it is."""

    digest: bytes
    size: int


def groups_of(segment: int, documents: Iterable[Mapping[str, int]]) -> dict[str, str]:
    """The group of each stem in the `documents` of a segment, which are given by what their stems weigh.

    >>> groups_of(100, [{"bolig": 5}, {}, {"bolig": 31, "by": 0}])
    {'bolig': '-0Z-40U', 'by': '-0Z1-'}
    """
    name = group_name(segment)
    groups: dict[str, str] = {}
    behind: dict[str, int] = {}
    for number, weights in enumerate(documents):
        for stem, weight in weights.items():
            gap = number - behind.get(stem, 0)
            behind[stem] = number + 1
            signs = _DIGITS[gap] if gap < _HALF else _gap(gap)
            groups[stem] = f"{groups.get(stem, name)}{signs}{_DIGITS[weight]}"
    return groups


def _gap(number: int) -> str:
    """How many documents were passed over: five bits at a time, the lowest first; a digit from 32 says »and on«."""
    return _DIGITS[number] if number < _HALF else _DIGITS[_HALF + number % _HALF] + _gap(number // _HALF)


def group_name(segment: int) -> str:
    """How every group of a segment begins.

    >>> group_name(100)
    '-0Z'
    """
    return "".join(_DIGITS[segment // _BASE**exponent % _BASE] for exponent in reversed(range(_SEGMENT_SIGNS)))


def changed_shards(
    shards: Mapping[str, Shard], changes: Changes, load: Callable[[Shard], str]
) -> dict[str, Shard | str]:
    """All files after `changes`, each under the beginning of its stretch: the new ones as texts, the others as before.

    `load` returns the text of a file.
    """
    bounds = sorted(shards)
    rows: dict[str, str] = {}
    touched = {bound for bound in map(_finder(bounds), changes) if bound is not None}
    for bound in touched:
        rows |= _rows(load(shards[bound]))
    for stem, groups in changes.items():
        if row := _with_groups(rows.get(stem, ""), groups):
            rows[stem] = row
        else:
            rows.pop(stem, None)
    return _divided(rows, {bound: shard for bound, shard in shards.items() if bound not in touched}, load)


def _finder(bounds: Sequence[str]) -> Callable[[str], str | None]:
    """In which of the stretches that begin at `bounds` a stem lies."""

    def find(stem: str) -> str | None:
        at = bisect_right(bounds, without_danish_letters(stem))
        return bounds[max(at - 1, 0)] if bounds else None

    return find


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        stem, _, groups = line.partition(" ")
        yield stem, groups


def _with_groups(row: str, groups: Iterable[str]) -> str:
    if not row:
        return " ".join(group for group in groups if len(group) > _SEGMENT_SIGNS)
    by_segment = {group[:_SEGMENT_SIGNS]: group for group in (*row.split(" "), *groups)}
    return " ".join(group for _, group in sorted(by_segment.items()) if len(group) > _SEGMENT_SIGNS)


def _divided(
    rows: Mapping[str, str], whole: Mapping[str, Shard], load: Callable[[Shard], str]
) -> dict[str, Shard | str]:
    """The files of `rows` and of what stays as it was: the `whole` ones."""
    by_plain: dict[str, list[str]] = defaultdict(list)
    for stem in rows:
        by_plain[without_danish_letters(stem)].append(stem)
    sizes = {bound: shard.size for bound, shard in whole.items()}
    sizes |= {
        plain: sum(len(stem.encode()) + len(rows[stem]) + 2 for stem in stems) for plain, stems in by_plain.items()
    }
    keys = sorted(sizes)
    sums = [0, *accumulate(sizes[key] for key in keys)]
    files: dict[str, Shard | str] = {}
    for bound, low, high in _stretches(keys, sums, 0, len(keys), "", 0, _HALVED):
        if high - low == 1 and keys[low] in whole:
            files[bound] = whole[keys[low]]
            continue
        lines: dict[str, str] = {}
        for key in keys[low:high]:
            lines |= dict(_rows(load(whole[key]))) if key in whole else {stem: rows[stem] for stem in by_plain[key]}
        files[bound] = _text(lines)
    return files


def _text(rows: Mapping[str, str]) -> str:
    stems = sorted(rows, key=lambda stem: (without_danish_letters(stem), stem))
    return "".join(f"{stem} {rows[stem]}\n" for stem in stems)


def _stretches(
    keys: Sequence[str], sums: Sequence[int], low: int, high: int, start: str, first: int, last: int
) -> Iterator[tuple[str, int, int]]:
    """Beginning, and range among `keys`, of each stretch within that of the keys which begin with `start` and then one
    of the `_LETTERS` from `first` to `last`. `sums` are the sizes of the keys, summed up.
    """
    if low == high:
        return
    if sums[high] - sums[low] <= _MOST:
        yield start + _LETTERS[first].strip("\0"), low, high
    elif high - low == 1:
        yield keys[low], low, high
    elif last - first > 1:
        middle = (first + last) // 2
        split = bisect_left(keys, start + _LETTERS[middle], low, high) if middle < len(_LETTERS) else high
        yield from _stretches(keys, sums, low, split, start, first, middle)
        yield from _stretches(keys, sums, split, high, start, middle, last)
    elif _LETTERS[first] in "\0{":
        yield start + _LETTERS[first].strip("\0"), low, high
    else:
        yield from _stretches(keys, sums, low, high, start + _LETTERS[first], 0, _HALVED)
