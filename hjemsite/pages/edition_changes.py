"""What differs between two editions of a text, word by word, in paragraphs: what came, what went, and what stayed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from hjemsite.limits import COMPARED_WORDS

_BREAK = "\n\n"
"""Stands among the words where a paragraph ends."""
_ISLAND = 2
"""Runs of so few unchanged words between changes are shown as changed too; else the text is unreadable."""


class Run(Struct, frozen=True):
    """Consecutive words that were all added, all removed, or all kept."""

    kind: Literal["same", "added", "removed"]
    text: str


def changed_paragraphs(before: str, after: str) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs in which something has changed; an empty one stands for those in between, which have not.

    >>> [paragraph] = changed_paragraphs("Vi fik ti hjem.", "Vi fik tolv hjem.")
    >>> [(run.kind, run.text) for run in paragraph]
    [('same', 'Vi fik'), ('removed', 'ti'), ('added', 'tolv'), ('same', 'hjem.')]
    """
    paragraphs = list(_paragraphs(_joined(_pieces(_words(before), _words(after)))))
    changed: list[tuple[Run, ...]] = []
    for is_same, group in groupby(paragraphs, key=lambda runs: all(run.kind == "same" for run in runs)):
        changed.extend([()] if is_same else group)
    return tuple(changed)


def _words(text: str) -> list[str]:
    return [word for paragraph in text.split(_BREAK) for word in (*paragraph.split(), _BREAK)]


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words in order, in pairs of those before and those after; where the two are equal nothing has changed."""
    if len(old) * len(new) > COMPARED_WORDS:
        yield list(old), list(new)
        return
    # Few edits change what has a history.
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces = [(list(old[first:last]), list(new[start:end])) for _, first, last, start, end in codes]
    for before, change, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        # A whole paragraph that came or went ends with its own break, and does not begin with that of another.
        words = change[0] or change[1]
        if change[0] != change[1] and not (change[0] and change[1]) and words[0] == _BREAK == after[0][0]:
            words.append(words.pop(0))
            for side in (0, 1):
                before[side].append(after[side].pop(0))
    yield from (piece for piece in pieces if piece[0] or piece[1])


def _joined(pieces: Iterator[tuple[list[str], list[str]]]) -> Iterator[tuple[list[str], list[str]]]:
    """The pieces, with changes made one where hardly a word stands between them."""
    held: tuple[list[str], list[str]] | None = None
    island: list[str] = []
    for old, new in pieces:
        if old == new:
            if held and len(old) <= _ISLAND and _BREAK not in old:
                island = old
                continue
            if held:
                yield held
                held = None
            yield old, new
        elif held:
            held, island = ([*held[0], *island, *old], [*held[1], *island, *new]), []
        else:
            held = old, new
    if held:
        yield held
    if island:
        yield island, island


def _paragraphs(pieces: Iterator[tuple[list[str], list[str]]]) -> Iterator[tuple[Run, ...]]:
    runs: list[Run] = []
    for old, new in pieces:
        for run in _runs(old, new):
            if run.text != _BREAK:
                runs.append(run)
            elif runs and (run.kind != "removed" or all(run.kind == "removed" for run in runs)):
                yield tuple(runs)
                runs = []
    if runs:
        yield tuple(runs)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """The runs of a pair of pieces; the end of each paragraph is a run of its own."""
    if old == new:
        yield from (Run("same", words) for words in _stretches(new))
        return
    yield from (Run("removed", words) for words in _stretches(old))
    yield from (Run("added", words) for words in _stretches(new))


def _stretches(words: Sequence[str]) -> Iterator[str]:
    for is_break, group in groupby(words, key=lambda word: word == _BREAK):
        stretch = list(group)
        yield from stretch if is_break else (" ".join(stretch),)
