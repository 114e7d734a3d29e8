"""A line of front matter taken apart without YAML: indent, dashes, field name, value.

Used only after the YAML library has refused a text: the library says where it stopped, and this module finds the value
that the editor was writing. Lines and columns of this module count from 0, as the library's do.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Proposal, Span

_LINE = lazy_pattern(r"(?P<indent>\s*)(?P<dashes>(?:-[ \t]+)*)(?:(?P<key>[\w-]+):(?:[ \t]+|$))?")
_COMMENT = r"[ \t]+#(?:\s.*)?$"
_BLOCK_SCALAR = lazy_pattern(r"[|>][+-]?[0-9]?[+-]?$")
_CLOSED = {'"': lazy_pattern(r'"(?:[^"\\]|\\.)*"'), "'": lazy_pattern(r"'(?:[^']|'')*'")}
_PLAIN = lazy_pattern(r"[\w/+](?:[\w /.@+~%?=&-]|:(?=[/0-9]))*(?<!\s)")
_OPENING, _CLOSING = "\"'“”„‘’‚", "\"'“”‘’"


class FieldLine(Struct, frozen=True):
    """One line. `column` is where its field name begins, or its value where it has no name; `start` is the value's."""

    column: int
    key: str
    start: int
    value: str

    def written(self, value: str) -> str:
        """The line without its indent, with `value` as its value."""
        return f"{self.key}: {value}" if self.key else f"- {value}"


def field_line(line: str) -> FieldLine:
    """A line taken apart. A comment at its end is no part of its value."""
    match = _LINE.match(line)
    assert match is not None
    value = re.sub(_COMMENT, "", line[match.end() :]).rstrip()
    return FieldLine(match.end("dashes"), match["key"] or "", match.end(), value)


def whole_value(lines: Sequence[str], number: int) -> tuple[str, int, int]:
    """The value that begins on line `number`, on one line, and the line and column where it ends.

    The lines below belong to it that are indented further than its field and are no fields or items themselves.
    """
    first = field_line(lines[number])
    texts, last, end = [first.value], number, first.start + len(first.value)
    for below in range(number + 1, len(lines)):
        line = field_line(lines[below])
        if not lines[below].strip() or line.key or line.column <= first.column or lines[below].lstrip().startswith("-"):
            break
        texts.append(line.value)
        last, end = below, line.start + len(line.value)
    return " ".join(texts), last, end


def proposal(lines: Sequence[str], number: int, path: str, value: str) -> Proposal:
    """`value` instead of the value that begins on line `number`."""
    _, last, end = whole_value(lines, number)
    return Proposal(Span(path, number + 1, field_line(lines[number]).start + 1, last + 1, end + 1), value)


def quoted(text: str) -> str:
    """`text` in quotation marks of YAML's: double ones, unless the text holds such and no single ones.

    >>> print(quoted("Hjem: nu"), quoted('Vi siger "ja"'), quoted("Det's \\"hjem\\""))
    "Hjem: nu" 'Vi siger "ja"' "Det's \\"hjem\\""
    """
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def ends_with_lone_mark(text: str) -> bool:
    """Whether a text ends with the only straight double mark in it, so that as a value without marks it is refused.

    Behind a digit the mark means inches.

    >>> ends_with_lone_mark('Vi er klar"'), ends_with_lone_mark('Vi siger "ja"'), ends_with_lone_mark('En skærm på 24"')
    (True, False, False)
    """
    return text.endswith('"') and text.count('"') == 1 and not text[-2:-1].isdigit()


def as_scalar(text: str) -> str:
    """`text` as a value in YAML: as it is where nothing in it can mean anything else, or else in quotation marks.

    >>> print(as_scalar("2026-12-01 06:00"), as_scalar("https://noeglen.example/x"), as_scalar("Hjem: nu"))
    2026-12-01 06:00 https://noeglen.example/x "Hjem: nu"
    """
    return (
        text if re.fullmatch(r"[\w/+][\w /.@+~%?=&-]*(?::(?=[/0-9])[\w /.@+~%?=&-]*)*(?<!\s)", text) else quoted(text)
    )


def unquoted(value: str) -> str:
    """A value without the marks that were meant to be YAML's: curly ones, two that differ, or one alone.

    >>> unquoted("”Hjem: nu”"), unquoted("”Hjem: nu\\""), unquoted('Hjem: nu"'), unquoted('»Hjem: nu«')
    ('Hjem: nu', 'Hjem: nu', 'Hjem: nu', '»Hjem: nu«')
    """
    opens, closes = value[:1] in [*_OPENING], value[-1:] in [*_CLOSING]
    inner = value[opens : len(value) - closes if len(value) > 1 else None]
    if opens and closes and not {*inner} & {*'"“”„'}:
        return inner
    if value.count('"') == 1 and (value.startswith('"') or value.endswith('"')):
        return value.strip('"')
    return value[1:] if value.startswith("'") and value.count("'") == 1 else value


def unclosed_value(lines: Sequence[str]) -> int | None:
    """The first line whose value begins with a quotation mark that is not closed before the next field begins.

    YAML reads on to the next mark, however far down, and complains there or nowhere.
    """
    number = 0
    while number < len(lines):
        line = field_line(lines[number])
        last = _last_line(lines, number)
        if line.value[:1] in _CLOSED and _CLOSED[line.value[0]].match(line.value) is None:
            closing = _closing_line(lines, number)
            if closing is None or any(
                _begins_field(lines[below], line.column) for below in range(number + 1, closing + 1)
            ):
                return number
            last = closing
        number = last + 1
    return None


def _last_line(lines: Sequence[str], number: int) -> int:
    """The last line of the block scalar that line `number` opens; the line itself where it opens none."""
    line, last = field_line(lines[number]), number
    if _BLOCK_SCALAR.match(line.value):
        while last + 1 < len(lines) and (
            not lines[last + 1].strip() or field_line(lines[last + 1]).column > line.column
        ):
            last += 1
    return last


def _closing_line(lines: Sequence[str], number: int) -> int | None:
    """The line on which the quotation mark that begins the value of line `number` has its next counterpart."""
    line = field_line(lines[number])
    match = _CLOSED[line.value[0]].match("\n".join((lines[number][line.start :], *lines[number + 1 :])))
    return number + match[0].count("\n") if match else None


def _begins_field(text: str, column: int) -> bool:
    line = field_line(text)
    return bool(line.key) and line.column <= column
