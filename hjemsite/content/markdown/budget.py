"""How much work a body asks of Python-Markdown, reckoned before it starts.

The parser looks for the end of every bracket, and once more for every heading, so a hostile text of 16 KB takes it
minutes. The work is reckoned from counts of characters and never measured with a clock: the same text is refused at
the same line on every machine. Prices are microseconds on a slow machine, found by trying hostile shapes.
"""

import re

from hjemsite.content.markdown.positions import blocks
from hjemsite.limits import FOOTNOTE_REFERENCES, MARKDOWN_WORK, OPEN_BRACKETS

SHORT, FEW_LINES = 8_000, 200
"""So many characters and line breaks cannot ask for too much without tables, code and definitions."""

_TURN, _TURN_WITH_DEFINITIONS = 75, 115
"""What a paragraph or list item costs, however short."""

# Each of these leads to another turn of the parser: within itself (quotes, lists), or over the rest of its block.
# (Patterns that begin with a newline are found ten times faster than ones that begin with ^.)
_ITEM = r"(?:[-*+]|\d++\.)[ \t]"
_DEEP = re.compile(rf"\n(?:(?:[ \t]*(?:>|{_ITEM}|\[\^[^\]\n]*+\]:)){{9}}|[ >\t]{{48,}}+{_ITEM})")
_STARTS = re.compile(rf"\n[ >\t]*+(?={_ITEM}|\n|\Z)")
_SPLITS = re.compile(r"\n[ >*+\-\d.\t]*+(?=[#\[_=\n]|\Z)")

_CLOSED = r'!?\[[^\[\]\\`]*+\](?:\([^()\[\]"\'\\`]*+(?:"[^"()\\`]*+"[ ]*+)?\)|\[[^\[\]\\`]*+\]|(?!\())'


def first_block_over_budget(text: str) -> int | None:
    """The offset in `text` of the block that asks for too much, or None when the parser can take all of it."""
    deep = _DEEP.search("\n" + text)
    if deep:
        return deep.start()
    if text.count("[^") > FOOTNOTE_REFERENCES:
        return text.index("[^")
    if text.count("[") <= OPEN_BRACKETS and _is_short(text):
        return None
    turn = _TURN_WITH_DEFINITIONS if "]:" in text else _TURN
    if text.count("[") <= OPEN_BRACKETS and _work(text, text.count("["), text.count("]("), turn) <= MARKDOWN_WORK:
        return None
    return _heaviest(text, turn)


def _is_short(text: str) -> bool:
    """Whether nothing needs to be reckoned, as in most releases."""
    plain = "|" not in text and "`" not in text and "]:" not in text
    return plain and len(text) <= SHORT and text.count("\n") <= FEW_LINES


def _heaviest(text: str, turn: int) -> int | None:
    """As `first_block_over_budget`, for a text with several blocks.

    Brackets that close where an honest writer closes them cost next to nothing.
    """
    total, worst, place = 0.0, 0.0, 0
    for start, block in blocks(text):
        rest = re.sub(_CLOSED, "", re.sub(_CLOSED, "", block)) if "[" in block else ""
        if rest.count("[") > OPEN_BRACKETS:
            return start
        work = _work(block, rest.count("["), rest.count("]("), turn)
        total += work
        if work > worst:
            worst, place = work, start
        if total > MARKDOWN_WORK:
            return place
    return None


def _work(text: str, brackets: int, targets: int, turn: int) -> float:
    """What `text` costs as one block with so many open brackets, and so many targets that do not end."""
    length = len(text)
    lines = "\n" + text
    starts = len(_STARTS.findall(lines)) + 1
    marks = sum(map(text.count, "*_[`\\<#")) + text.count("  \n")
    light = sum(map(text.count, "&\"'{]>\xa0\t"))
    plain = 0.5 * length + turn * starts + 45 * marks + 8 * light + 200 * text.count("](")
    # A replacement copies its whole block, a further line its list item, the sanitizer its text for each & and \xa0.
    copying = 0.0015 * (starts * starts + marks * length) + 0.00005 * length * (light + text.count("\n"))
    # Single code marks pair up one after another; runs of several may each look for an equal one to the very end.
    runs = text.count("`") if "``" in text or "\\`" in text else 0
    searching = length * (0.75 * brackets + 0.35 * targets + 0.13 * runs)
    splitting = 0.12 * length * len(_SPLITS.findall(lines)) if "\n" in text else 0
    return plain + copying + searching + splitting + _special(text, marks)


def _special(text: str, marks: int) -> float:
    """What tables and definitions add: rows by columns, pipes by code marks, targets by references."""
    work = 0.0
    if "|" in text:
        pipes = text.count("|")
        columns = max(line.count("|") for line in text.split("\n"))
        work += 40 * pipes + 15 * columns * text.count("\n") + 0.05 * pipes * text.count("`")
    if "]:" in text:
        quotes = sum(map(text.count, "\"'()"))
        work += 0.02 * quotes * quotes + 0.05 * marks * max(map(len, text.split("\n")))
    return work
