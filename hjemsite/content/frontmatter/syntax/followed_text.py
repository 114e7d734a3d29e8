"""A text in which proposals have been followed, with the way back from a span in it to the span in the file.

The reader goes on with such a text after a syntax error; faults found in it are reported at their spans in the file.
"""

from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar
from hjemsite.content.frontmatter.syntax.nodes import Sequence as Sequence
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Related, Span


class _Edit(NamedTuple):
    """What stands on `line` from `start` to before `new_end` stood from there to before `old_end` on `old_line`."""

    line: int
    start: int
    new_end: int
    old_line: int
    old_end: int


class FollowedText(Struct):
    """`lines` are the text as it is now; there are always as many as there were."""

    lines: list[str]
    edits: list[_Edit] = []

    def follow(self, proposal: Proposal) -> None:
        """Do what the proposal says; its span is one of the text as it is now."""
        _, line, column, end_line, end_column = proposal.span
        old = self.lines[line - 1 : end_line]
        rows = (old[0][: column - 1] + proposal.text + old[-1][end_column - 1 :]).split("\n")
        if column == 1 and len(rows) == len(old):
            self.edits += (
                _indent_edit(line + number, *pair) for number, pair in enumerate(zip(old, rows, strict=True))
            )
        else:
            self.edits.append(_Edit(line, column, column + len(proposal.text), end_line, end_column))
        self.lines[line - 1 : end_line] = [*rows, *[""] * (len(old) - len(rows))]

    def blank(self, first: int, last: int) -> None:
        """Empty the lines from number `first` to before number `last`, which count from 0."""
        self.lines[first:last] = [""] * (last - first)

    def original(self, span: Span) -> Span:
        """Where what stands at `span` now stood in the file."""
        start, end = (self._position(*position) for position in (span[1:3], span[3:5]))
        return Span(span.path, *start, *end)

    def _position(self, line: int, column: int) -> tuple[int, int]:
        for edit in reversed(self.edits):
            if line == edit.line and column >= edit.new_end:
                line, column = edit.old_line, column - edit.new_end + edit.old_end
            elif line == edit.line and column > edit.start:
                column = edit.start
        return line, column

    def original_fault(self, fault: Diagnostic) -> Diagnostic:
        related = tuple(Related(self.original(span), label) for span, label in fault.related)
        proposal = fault.proposal and Proposal(self.original(fault.proposal.span), fault.proposal.text)
        return replace(fault, span=self.original(fault.span), related=related, proposal=proposal)

    def original_node(self, node: Node) -> Node:
        span = self.original(node.span)
        if isinstance(node, Sequence):
            return Sequence(tuple(map(self.original_node, node.items)), span)
        if isinstance(node, Mapping):
            return self.original_mapping(node)
        return node._replace(span=span) if isinstance(node, Scalar) else node

    def original_mapping(self, node: Mapping) -> Mapping:
        entries = {name: self.original_node(value) for name, value in node.entries.items()}
        keys = {name: self.original(span) for name, span in node.keys.items()}
        return Mapping(entries, keys, self.original(node.span))


def _indent_edit(line: int, old: str, new: str) -> _Edit:
    """The edit of a line of which only the beginning is another."""
    pairs = zip(reversed(old), reversed(new), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return _Edit(line, 1, len(new) - same + 1, line, len(old) - same + 1)
