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

_BULLET = re.compile(r"[ \t]*(?:[-*+•·‣◦▪–—]|\d{1,3}\.)[ \t]+(?=\S)")
_BULLET_SIGN = re.compile(r"[ \t]*[-*+•·‣◦▪–—][ \t]+")
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
        is_list = len(lines) > 1 and _are_items([line for _, line in lines])
        before = ""
        for offset, line in lines:
            if escape.RULE.fullmatch(line):
                before = ""
                continue
            indent = len(line) - len(line.lstrip())
            written = _item(line) if is_list else escape.escape_line_start(escape.escaped(line.strip()))
            separator = SAME_PARAGRAPH if is_list and before else _separator(before, line, column)
            yield Piece(offset + indent, offset + len(line.rstrip()), written, separator)
            before = line


def _are_items(lines: list[str]) -> bool:
    """Whether the lines are a list: each is short and has a bullet, or the numbers rise one by one."""
    if any(len(line) > 2 * LONG_LINE or not _BULLET.match(line) for line in lines):
        return False
    numbers = [int(number[1]) for line in lines if (number := _NUMBER.match(line))]
    return not numbers or numbers == list(range(numbers[0], numbers[0] + len(lines)))


def _item(line: str) -> str:
    sign = _BULLET_SIGN.match(line)
    return f"- {escape.escaped(line[sign.end() :].strip())}" if sign else escape.escaped(line.strip())


def _separator(before: str, line: str, column: int) -> str:
    """The separator before `line`: a blank where the text was wrapped, a line break where the writer ended a line."""
    if not before or len(before) > LONG_LINE or len(line) > LONG_LINE:
        return PARAGRAPH
    if len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) <= max(column, NARROW):
        return LINE_BREAK
    return SAME_PARAGRAPH
