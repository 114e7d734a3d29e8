"""A fault as a value: which rule, where, what is wrong, and the way out.

Functions return faults beside their result (`Checked`). So nothing below the command line prints or raises for bad
content, and a cached result comes with its faults.
"""

from collections.abc import Iterable
from typing import Generic, NamedTuple, Self, TypeVar

from msgspec import Struct

from hjemsite.diagnostics.rules import RULES, Severity

T = TypeVar("T")


class _SpanFields(NamedTuple):
    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Span(_SpanFields):
    """A range of characters in a text file; by default one character.

    `path` is relative to the project folder, with `/` between its parts.
    Lines and columns count from 1; a column is a number of code points; the end is exclusive.
    """

    # A tuple and no dataclass: every value of every document has a span, and a tuple is made four times as fast.
    __slots__ = ()

    def __new__(cls, path: str, line: int = 1, column: int = 1, end_line: int = 0, end_column: int = 0) -> Self:
        if not end_line:
            end_line, end_column = line, column + 1
        return tuple.__new__(cls, (path, line, column, end_line, end_column))


def place_in(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column of the character at `offset` in a `text` that begins on `first_line` of its file.

    >>> place_in("Åben\\ndør", 6, first_line=4)
    (5, 2)
    """
    return first_line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)


def span_in(text: str, start: int, end: int, path: str, first_line: int = 1) -> Span:
    """The stretch of the file at `path` that holds `text[start:end]`, where `text` begins on its `first_line`."""
    return Span(path, *place_in(text, start, first_line), *place_in(text, end, first_line))


class Related(NamedTuple):
    """Another span that a fault is about; `label` says in Danish what stands there."""

    span: Span
    label: str


class Proposal(NamedTuple):
    """A remedy that a program can apply: `text` in place of what `span` covers, in one file.

    With it, the fault is gone and nothing of what the editor wrote is lost.
    """

    span: Span
    text: str


class Diagnostic(Struct, frozen=True):
    """One fault. `message` says what is wrong, `hint` what to do; both are Danish and for an editor.

    `proposal` is what the hint says, where a program can do it. `held_back` is set where the fault stays with an
    article that no reader sees, and says why, in Danish: such an error does not stop the build.
    """

    rule: str
    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    proposal: Proposal | None = None
    held_back: str = ""

    def __post_init__(self) -> None:
        # A rule that is not in the catalogue is a bug, and raises where the fault is made.
        if self.rule not in RULES:
            raise KeyError(self.rule)

    @property
    def severity(self) -> Severity:
        return RULES[self.rule].severity

    @property
    def spans(self) -> tuple[Span, ...]:
        """The span of the fault, and the related ones."""
        return (self.span, *(related.span for related in self.related))

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def stops_build(self) -> bool:
        """Whether nothing may be published before it is mended."""
        return self.is_error and not self.held_back


class Checked(NamedTuple, Generic[T]):
    """A result and the faults found on the way to it."""

    value: T
    faults: tuple[Diagnostic, ...] = ()


def has_errors(faults: Iterable[Diagnostic]) -> bool:
    """Whether one of `faults` is an error for which the site may not be published."""
    return any(fault.stops_build for fault in faults)


def in_order(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Faults sorted by path, line and column; each once."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.span, fault.rule, fault.message, fault.hint)))
