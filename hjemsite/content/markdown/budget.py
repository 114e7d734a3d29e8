"""Estimates the cost of parsing, sanitizing and typesetting a body, before any of it is done.

The parser looks at each character a fixed number of times, so the work grows with what a text holds; only tables and
link definitions can ask for more than they are long. The work is reckoned from counts of characters and never measured
with a clock: the same text is refused at the same line on every machine. Prices are microseconds on a slow machine,
found by trying hostile shapes.
"""

from collections.abc import Iterator
from functools import cache

from hjemsite.content.markdown.commonmark.blocks.block_starts import PASTED
from hjemsite.content.markdown.positions import blocks
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import MARKDOWN_DEPTH, MARKDOWN_WORK

SHORT = 30_000
"""Characters of a body that is within the budget without tables and definitions: none costs more than 60 µs."""

_SIGNS = {"*_~`<&\\": 12, "[!": 16, "]@": 24, "\n": 30, "|": 12, ":": 6, "\"'\xa0": 6, "{": 12}
"""What each of these characters costs, above the price of any character."""

_CHARACTER, _MARKER, _ADDRESS, _CELL, _REPEATED = 0.5, 24, 24, 8, 0.02
"""What any character costs, a further marker on a line, a web address, a cell, a character that a reference repeats."""

# Each of these stands in another one, and the parser goes down into each: quotes, list items, footnotes.
# (A pattern that begins with a newline is found ten times faster than one that begins with ^.)
# (A pattern that begins with a set of signs is found ten times faster than one that begins with a choice.)
_BULLETS = f"-*+{''.join(PASTED)}"
_ITEM = rf"(?:[{_BULLETS}]|(?<!\d)\d++[.)])[ \t]"
_DEEP = lazy_pattern(rf"\n(?:(?:[ \t]*(?:>|{_ITEM}|\[\^[^\]\n]*+\]:)){{{MARKDOWN_DEPTH + 1}}}|[ >\t]{{48,}}+{_ITEM})")
_MARKERS = lazy_pattern(rf"[{_BULLETS}>\d](?:(?<=>)|(?<=\d)[.)][ \t]|(?<![>\d])[ \t])(?=[ \t]*(?:>|{_ITEM}))")


def first_block_over_budget(text: str) -> int | None:
    """The offset in `text` of the block that asks for too much, or None when the parser can take all of it."""
    deep = _DEEP.search("\n" + text)
    if deep:
        return deep.start()
    if len(text) <= SHORT and "|" not in text and "]:" not in text:
        return None
    return _heaviest(text)


def _heaviest(text: str) -> int | None:
    """The offset of the block that asks for most, of those up to where the work is too much."""
    repeated = _REPEATED * text.count("[") * max(_definition_lengths(text), default=0)
    # Most blocks of a text that was made to cost time are equal, or it is one block.
    work_of = cache(block_work)
    # Its blocks cost no more than the text as one block, which is reckoned quicker.
    if repeated + work_of(text) <= MARKDOWN_WORK:
        return None
    total, worst, offset = repeated, 0.0, 0
    for start, block in blocks(text):
        work = work_of(block)
        total += work
        if work > worst:
            worst, offset = work, start
        if total > MARKDOWN_WORK:
            return offset
    return None


def _definition_lengths(text: str) -> Iterator[int]:
    """How long each link definition is at most: whoever refers to it repeats its target and title."""
    for _, block in blocks(text) if "]:" in text else ():
        yield from map(len, block.split("]:")[1:])


def block_work(block: str) -> float:
    """What one block costs, in microseconds; it stands between blank lines.

    Where its signs alone are over the budget, the rest is not reckoned: it takes longer than to count them.
    """
    work = _sign_work(block)
    if work > MARKDOWN_WORK:
        return work
    work += _ADDRESS * (block.count("://") + block.lower().count("www."))
    work += _MARKER * len(_MARKERS.findall(block))
    if "|" in block:
        # Each row has as many cells as the head of its table, whatever it holds.
        work += _CELL * max(line.count("|") for line in block.split("\n")) * block.count("\n")
    return work


def _sign_work(block: str) -> float:
    """The part of it that goes by single characters."""
    work = _CHARACTER * len(block) + _SIGNS["\n"]
    for signs, price in _SIGNS.items():
        work += price * sum(map(block.count, signs))
    return work
