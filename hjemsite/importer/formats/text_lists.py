"""Lists in plain text: which lines are items, which go on with the item above them, and which are neither.

A dash opens speech as often as an item, so dashes make a list only where several follow each other and nobody speaks.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from hjemsite.danish.dates import MONTHS
from hjemsite.danish.speech_verbs import SPEECH_VERBS

_SIGNS = "•·‣◦▪●○■✓➢\uf0b7\uf0a7\uf0d8\uf0fc"
"""Bullets, also those of Word's symbol fonts, which stand in the private area of Unicode."""

_ITEM = re.compile(
    rf"[ \t]*(?:(?P<sure>[{_SIGNS}])[ \t]*|(?P<tabbed>[-–—*])\t+|(?P<dash>[-–—*+])[ ]+|(?P<letter>o)[ \t]+|"
    rf"(?P<number>\d{{1,3}})[.)][ \t]+(?!(?:{'|'.join(MONTHS)})\b))(?=\S)"
)
_SUB_ITEM = re.compile(r"[ \t]+[a-z][.)][ \t]+(?=\S)")
_SPOKEN = re.compile(rf"[,.!?:”\"»«–-]\s?(?:{'|'.join(sorted(SPEECH_VERBS))})\b|[“”„»«\"]", re.IGNORECASE)
_LONGEST_ITEM = 200
"""In characters. A longer one is a paragraph."""

_NEARLY_FULL = 0.7
"""A line of so much of the width of the text may be wrapped."""


class LineKind(Enum):
    """What a line is to a list."""

    TEXT = "text"
    ITEM = "item"
    WRAPPED = "wrapped"
    """The line goes on with the item above."""
    SUB_ITEM = "sub-item"
    """A line of its own within the item above: »a. …«."""


class Run(NamedTuple):
    """Lines number `start` up to `end` that may be one list; `items` are the numbers of those that begin an item."""

    start: int
    end: int
    items: tuple[int, ...]


def line_kinds(lines: Sequence[str], column: int) -> list[LineKind]:
    """The kind of each line of a block. `column` is the width of the text in characters.

    >>> [kind.value for kind in line_kinds(["Vi har:", "- nøgler", "- døre"], 60)]
    ['text', 'item', 'item']
    """
    kinds = [LineKind.TEXT] * len(lines)
    for run in _runs(lines, column):
        if not _is_list(lines, run):
            continue
        for number in range(run.start, run.end):
            is_sub = bool(_SUB_ITEM.match(lines[number]))
            kinds[number] = LineKind.SUB_ITEM if is_sub else LineKind.WRAPPED
        for number in run.items:
            kinds[number] = LineKind.ITEM
    return kinds


def item_text(line: str) -> tuple[str, str]:
    """The sign of an item in Markdown, and its text without its own sign.

    >>> item_text("•  Eget køkken"), item_text("2) Eget bad")
    (('- ', 'Eget køkken'), ('2. ', 'Eget bad'))
    """
    sign = _ITEM.match(line)
    if not sign:
        return "", line.strip()
    return f"{sign['number']}. " if sign["number"] else "- ", line[sign.end() :].strip()


def may_be_item_alone(line: str) -> bool:
    """Whether a line between empty ones may be an item: it has a bullet, and is no sentence and no speech."""
    return bool(_ITEM.match(line)) and line.rstrip()[-1] not in ".!?:" and not _SPOKEN.search(line)


def _runs(lines: Sequence[str], column: int) -> Iterator[Run]:
    start, items = 0, list[int]()
    for number, line in enumerate(lines):
        if _ITEM.match(line):
            if not items:
                start = number
            items.append(number)
        elif items and not _goes_on(lines[number - 1], line, column):
            yield Run(start, number, tuple(items))
            items = []
    if items:
        yield Run(start, len(lines), tuple(items))


def _goes_on(above: str, line: str, column: int) -> bool:
    is_indented = line[:1] in " \t"
    return is_indented or (line[:1].islower() and len(above.rstrip()) >= _NEARLY_FULL * column)


def _is_list(lines: Sequence[str], run: Run) -> bool:
    """Whether a run is a list: by its signs, by numbers that rise one by one, or by several dashes without speech."""
    signs = [sign for number in run.items if (sign := _ITEM.match(lines[number]))]
    ends = [*run.items[1:], run.end]
    texts = [" ".join(lines[start:end]) for start, end in zip(run.items, ends, strict=True)]
    if any(len(text) > _LONGEST_ITEM for text in texts):
        return False
    if all(sign["sure"] or sign["tabbed"] for sign in signs):
        return True
    numbers = [int(sign["number"]) for sign in signs if sign["number"]]
    if len(signs) < 2 or (numbers and len(numbers) < len(signs)):
        return False
    if numbers:
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return not any(_SPOKEN.search(text[sign.end() :]) for sign, text in zip(signs, texts, strict=True))
