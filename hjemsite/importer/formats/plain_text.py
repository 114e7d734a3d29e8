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
from hjemsite.importer.formats.text_lists import LineKind, item_text, line_kinds, may_be_item_alone
from hjemsite.limits import BODY_CHARACTERS

LONG_LINE = 100
"""In characters. A longer line is a paragraph of its own: nobody breaks lines by hand so late."""

NARROW = 60
"""The smallest width, in characters, at which a text is taken to be wrapped."""

_FEWEST_ROWS = 3
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
    """The words of a block of Markdown, with a line for every line break and list item.

    A block quotation keeps its sign, since that may be all that shows it to be speech.
    """
    lines = (prose(part, path="content/nyheder/x.md", first_line=1).value.text for part in block.split(LINE_BREAK))
    words = "\n".join(line.replace("\n\n", "\n") for line in lines)
    return "\n".join(f"> {line}" for line in words.split("\n")) if _is_quotation(block) else words


def _is_quotation(block: str) -> bool:
    return all(line.lstrip().startswith(">") for line in block.split("\n"))


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


def _list_blocks(text: str) -> Iterator[tuple[int, str]]:
    """The blocks of a text; items of a list with empty lines between them are one block."""
    blocks = [*_blocks(text)]
    items = [("\n" not in block and may_be_item_alone(block)) for _, block in blocks]
    number = 0
    while number < len(blocks):
        first = last = number
        while items[first] and last + 1 < len(blocks) and items[last + 1]:
            last += 1
        yield blocks[first][0], text[blocks[first][0] : blocks[last][0] + len(blocks[last][1])]
        number = last + 1


def _pieces(text: str) -> Iterator[Piece]:
    column = max((len(line) for line in text.split("\n") if len(line) <= LONG_LINE), default=0)
    for start, block in _list_blocks(text):
        lines = [(start + offset, line) for offset, line in _lines(block) if line.strip()]
        if _is_table([line for _, line in lines]):
            yield Piece(lines[0][0], lines[-1][0] + len(lines[-1][1]), _table([line for _, line in lines]))
            continue
        kinds = line_kinds([line for _, line in lines], max(column, NARROW))
        before, above = "", LineKind.TEXT
        for (offset, line), kind in zip(lines, kinds, strict=True):
            if escape.RULE.fullmatch(line):
                before, above = "", LineKind.TEXT
                continue
            indent = len(line) - len(line.lstrip())
            separator = _list_separator(above, kind) or _separator(before, line, column)
            yield Piece(offset + indent, offset + len(line.rstrip()), _written(line, kind), separator)
            before, above = line, kind


def _list_separator(above: LineKind, kind: LineKind) -> str:
    """The separator before a line of a list or below one; empty between two lines of text."""
    if kind is LineKind.WRAPPED:
        return f"{SAME_PARAGRAPH}    "
    if kind is LineKind.SUB_ITEM:
        return f"{LINE_BREAK}    "
    if kind is LineKind.ITEM:
        return PARAGRAPH if above is LineKind.TEXT else SAME_PARAGRAPH
    return "" if above is LineKind.TEXT else PARAGRAPH


def _written(line: str, kind: LineKind) -> str:
    """A line as Markdown."""
    if kind is LineKind.TEXT:
        return escape.escape_line_start(escape.escaped(line.strip()))
    if kind is not LineKind.ITEM:
        return escape.escaped(line.strip())
    sign, words = item_text(line)
    return f"{sign}{escape.escaped(words)}"


def _is_table(lines: list[str]) -> bool:
    """Whether the lines are rows of a table that was copied from a spreadsheet: as many tabs in each."""
    tabs = {line.strip("\n").count("\t") for line in lines}
    is_even = len(lines) >= _FEWEST_ROWS and len(tabs) == 1 and tabs != {0}
    return is_even and not any(may_be_item_alone(line) or "@" in line or line[:1].isspace() for line in lines)


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
