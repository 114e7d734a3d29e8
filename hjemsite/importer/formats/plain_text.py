"""Plain text and Markdown as a manuscript.

The lines of a plain text are kept where its writer ended them, and joined where they were wrapped.
"""

import re
from collections.abc import Iterator

from hjemsite.content.markdown.prose import prose
from hjemsite.importer.formats import escape
from hjemsite.importer.formats.manuscript import (
    LINE_BREAK,
    PARAGRAPH,
    SAME_PARAGRAPH,
    Manuscript,
    Piece,
    UnreadableError,
    joined,
    source_lines,
)
from hjemsite.importer.formats.manuscript import lines_of as _lines
from hjemsite.limits import BODY_CHARACTERS

LONG_LINE = 100
"""In characters. A longer line is a paragraph of its own: nobody breaks lines by hand so late."""

NARROW = 60
"""The smallest width, in characters, at which a text is taken to be wrapped."""

_SIGNS = "•·‣◦▪●○■\uf0b7\uf0a7\uf0d8"
"""Bullets, also those of Word's symbol fonts, which stand in the private area of Unicode."""

_BULLET = re.compile(rf"[ \t]*(?:[-*+–—{_SIGNS}]|o|\d{{1,3}}\.)[ \t]+(?=\S)")
_BULLET_SIGN = re.compile(rf"[ \t]*(?:[-*+–—{_SIGNS}]|o)[ \t]+")
_SURE_BULLET = re.compile(rf"[ \t]*(?:[{_SIGNS}][ \t]+|[-–—*]\t+)(?=\S)")
_FEWEST_ROWS = 3
_NUMBER = re.compile(r"[ \t]*(\d{1,3})\.[ \t]")
_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0]*\n)+")


def from_text(name: str, text: str) -> Manuscript:
    """A plain text as a manuscript whose offsets count in `text`. Raises `UnreadableError`."""
    _check_length(text)
    return Manuscript(name, text, tuple(_pieces(text)), is_plain=True, source=source_lines(text))


def from_markdown(name: str, text: str) -> Manuscript:
    """A Markdown text as a manuscript, unchanged; offsets count in its words without markup."""
    _check_length(text)
    blocks = (block for _, block in _blocks(text))
    words, pieces = joined((words_of(block), block, PARAGRAPH) for block in blocks)
    return Manuscript(name, words, pieces, source=source_lines(text))


def words_of(block: str) -> str:
    """The words of a block of Markdown, with a line for every line break and list item."""
    lines = (prose(part, path="content/nyheder/x.md", first_line=1).value.text for part in block.split(LINE_BREAK))
    return "\n".join(line.replace("\n\n", "\n") for line in lines)


def _check_length(text: str) -> None:
    if len(text) > BODY_CHARACTERS:
        raise UnreadableError(
            f"Teksten fylder mere end {BODY_CHARACTERS.millions} million tegn. "
            "Del den op, eller vedhæft den som en fil."
        )
    if not text.strip():
        raise UnreadableError("Filen er tom.")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        if text[start : gap.start()].strip():
            yield start, text[start : gap.start()].strip("\n")
        start = gap.end()
    if text[start:].strip():
        yield start, text[start:].strip("\n")


def _pieces(text: str) -> Iterator[Piece]:
    column = max((len(line) for line in text.split("\n") if len(line) <= LONG_LINE), default=0)
    for start, block in _blocks(text):
        lines = [(start + offset, line) for offset, line in _lines(block) if line.strip()]
        if _is_table([line for _, line in lines]):
            yield Piece(lines[0][0], lines[-1][0] + len(lines[-1][1]), _table([line for _, line in lines]))
            continue
        items = _item_lines([line for _, line in lines])
        before, was_item = "", False
        for (offset, line), is_item in zip(lines, items, strict=True):
            if escape.RULE.fullmatch(line):
                before = ""
                continue
            indent = len(line) - len(line.lstrip())
            written = _item(line) if is_item else escape.escape_line_start(escape.escaped(line.strip()))
            separator = _separator(before, line, column) if is_item == was_item else PARAGRAPH
            separator = SAME_PARAGRAPH if is_item and was_item and before else separator
            yield Piece(offset + indent, offset + len(line.rstrip()), written, separator)
            before, was_item = line, is_item


def _item_lines(lines: list[str]) -> list[bool]:
    """For each line of a block, whether it is an item of a list.

    A whole block of bullets or numbers is a list. Within other lines only a sign that opens no speech makes one.
    """
    if len(lines) > 1 and _are_items(lines):
        return [True] * len(lines)
    return [bool(_SURE_BULLET.match(line)) and len(line) <= 2 * LONG_LINE for line in lines]


def _are_items(lines: list[str]) -> bool:
    """Whether the lines are a list: each is short and has a bullet, or the numbers rise one by one."""
    if any(len(line) > 2 * LONG_LINE or not _BULLET.match(line) for line in lines):
        return False
    numbers = [int(number[1]) for line in lines if (number := _NUMBER.match(line))]
    return not numbers or numbers == list(range(numbers[0], numbers[0] + len(lines)))


def _item(line: str) -> str:
    sign = _BULLET_SIGN.match(line)
    return f"- {escape.escaped(line[sign.end() :].strip())}" if sign else escape.escaped(line.strip())


def _is_table(lines: list[str]) -> bool:
    """Whether the lines are rows of a table that was copied from a spreadsheet: as many tabs in each."""
    tabs = {line.strip("\n").count("\t") for line in lines}
    is_even = len(lines) >= _FEWEST_ROWS and len(tabs) == 1 and tabs != {0}
    return is_even and not any(_BULLET.match(line) or "@" in line or line[:1].isspace() for line in lines)


def _table(lines: list[str]) -> str:
    """Rows whose cells stand between tabs as a table, with the first row as its head."""
    rows = [[escape.escaped(cell.strip()).replace("|", "\\|") for cell in line.split("\t")] for line in lines]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _separator(before: str, line: str, column: int) -> str:
    """The separator before `line`: a blank where the text was wrapped, a line break where the writer ended a line."""
    if not before or len(before) > LONG_LINE or len(line) > LONG_LINE:
        return PARAGRAPH
    if len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) <= max(column, NARROW):
        return LINE_BREAK
    return SAME_PARAGRAPH
