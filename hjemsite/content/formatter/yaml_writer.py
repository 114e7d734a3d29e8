"""The fields of a file laid out anew: two blanks a step, lists below their field, one blank after a colon.

What an editor chooses between stays chosen: the order, quotation marks, a list in brackets or below, blocks after
`|` and `>`. A comment stays before the line that it stood before, indented like what it stood among.
"""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from hjemsite.content.formatter.yaml_comments import Remark, is_block
from hjemsite.content.formatter.yaml_values import STEP, flow_text, key_text, scalar_lines
from hjemsite.content.frontmatter.syntax import nodes
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar

LONGEST_LINE = 100
"""Characters of a line that ends in a list in square brackets; a longer list has a line for each item."""


class _Level(NamedTuple):
    """A list or record: the column of its dashes or keys in the text as it was, and in the text that is written."""

    before: int
    column: int


_Levels: TypeAlias = tuple[_Level, ...]
"""The lists and records that a line stands in, the outermost first."""


class _Lead(NamedTuple):
    """The dashes that the next line begins with, and the levels of the first of them."""

    text: str
    levels: _Levels


def written(tree: Mapping, lines: Sequence[str], remarks: Sequence[Remark]) -> str:
    """The text of the fields in `tree`, which was read from `lines`, with its comments; `lines[0]` is line 1."""
    writer = _Writer(lines, deque(remarks))
    writer.mapping(tree, (), 0)
    return writer.end()


class _Writer:
    """Collects the lines of one text. What is still to be written of the comments is in `remarks`."""

    def __init__(self, lines: Sequence[str], remarks: deque[Remark]) -> None:
        self.lines = lines
        self.remarks = remarks
        self.written: list[str] = []
        self.levels: _Levels = (_Level(0, 0),)
        """The levels of indentation that the last line stands in, the outermost first."""
        self.lead: _Lead | None = None

    def end(self) -> str:
        """The whole text, with the comments after the last field."""
        self.put_remarks(len(self.lines) + 1, self.levels[:1])
        while self.written and not self.written[-1]:
            self.written.pop()
        return "".join(f"{line}\n" for line in self.written)

    def mapping(self, mapping: Mapping, above: _Levels, column: int) -> None:
        first = next(iter(mapping.keys.values()), None)
        levels = (*above, _Level(first.column - 1 if first else 0, column))
        for key, value in mapping.entries.items():
            span = mapping.keys[key]
            self.field(f"{key_text(span, self.lines)}:", span.end_line, value, levels)

    def field(self, head: str, line: int, value: Node, levels: _Levels) -> None:
        """A key that ends on `line`, with its value."""
        if self.put_on_line(head, line, value, levels):
            return
        # Behind an opening bracket, a comment belongs to what is in the brackets.
        self.put([self.begun(head, levels)], line, levels, comment_after=None if value.span.line == line else 0)
        self.nested(value, levels)

    def sequence(self, sequence: nodes.Sequence, above: _Levels, column: int) -> None:
        for item in sequence.items:
            line, before = self.dash(item)
            levels = (*above, _Level(before, column))
            if not self.put_on_line("-", line, item, levels):
                self.lead = _Lead(f"{self.begun('-', levels)} ", self.lead.levels if self.lead else levels)
                self.nested(item, levels)

    def nested(self, value: Node, levels: _Levels) -> None:
        column = levels[-1].column + STEP
        if isinstance(value, Mapping):
            self.mapping(value, levels, column)
        elif isinstance(value, nodes.Sequence):
            self.sequence(value, levels, column)

    def put_on_line(self, head: str, line: int, value: Node, levels: _Levels) -> bool:
        """Write `head`, which stands on `line`, and a value that begins on the same line; False for any other value."""
        start = self.begun(head, levels)
        if isinstance(value, Scalar):
            first, *others = scalar_lines(value, self.lines, *levels[-1])
            block = is_block(value, self.lines)
            last = value.span.line if block else max(line, value.span.end_line)
            self.put([f"{start} {first}".rstrip(), *others], last, levels, comment_after=0 if block else -1)
            return True
        text = flow_text(value, self.lines)
        if text is None:
            return False
        fits = len(start) + 1 + len(text) <= LONGEST_LINE and not self.has_comment(value)
        if not fits and text not in ("[]", "{}"):
            return False
        self.put([f"{start} {text}"], value.span.end_line, levels)
        return True

    def has_comment(self, value: Node) -> bool:
        """Whether a comment stands between the brackets of `value`."""
        lines = range(value.span.line, value.span.end_line)
        return any(remark.text and remark.line in lines for remark in self.remarks)

    def begun(self, head: str, levels: _Levels) -> str:
        return (self.lead.text if self.lead else " " * levels[-1].column) + head

    def dash(self, item: Node) -> tuple[int, int]:
        """The line and column of the dash before an item of a list without brackets; of the item where it has none."""
        number, column = item.span.line, item.span.column - 1
        before = self.lines[number - 1][:column].rstrip()
        while not before and number > 1:
            number -= 1
            comment = next((remark.column for remark in self.remarks if remark.line == number and remark.text), None)
            before = self.lines[number - 1][:comment].rstrip()
        return (number, len(before) - 1) if before.endswith("-") else (item.span.line, column)

    def put(self, lines: Sequence[str], last: int, levels: _Levels, *, comment_after: int | None = 0) -> None:
        """Write the lines of one field or item, and before them the comments from above line `last` of the text.

        A comment on that line comes at the end of `lines[comment_after]`; without a number it stays for the next line.
        """
        self.put_remarks(last, self.lead.levels if self.lead else levels)
        out = [*lines]
        if comment_after is not None and self.remarks and self.remarks[0].line == last:
            out[comment_after] += f"  {self.remarks.popleft().text}"
        self.written += out
        self.levels, self.lead = levels, None

    def put_remarks(self, line: int, levels: _Levels) -> None:
        """Write the comments from above `line`, before a line that stands in `levels`; of blank lines one at a time."""
        while self.remarks and self.remarks[0].line < line:
            remark = self.remarks.popleft()
            if remark.text:
                self.written.append(" " * self.comment_column(remark, levels) + remark.text)
            elif self.written and self.written[-1]:
                self.written.append("")

    def comment_column(self, comment: Remark, levels: _Levels) -> int:
        """Where a comment between the last line and one in `levels` begins: with the deepest level it was not left of.

        It belongs to the last line where it was right of the next one.
        """
        if not comment.is_whole_line:
            return levels[-1].column
        is_behind = comment.column > levels[-1].before and len(self.levels) > len(levels)
        columns = [level.column for level in (self.levels if is_behind else levels) if level.before <= comment.column]
        return max(columns, default=levels[0].column)
