"""A fault as a value: which rule, where, what is wrong, and the way out.

Faults travel with results (`Checked`), so nothing below the command line prints or raises for bad content,
and a remembered result brings its faults back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hjemsite.rules import RULES, Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text file.

    `path` is relative to the project folder, with `/` between its parts.
    Lines and columns count from 1; a column is a number of code points; the end is exclusive.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        if not self.end_line:
            object.__setattr__(self, "end_line", self.line)
            object.__setattr__(self, "end_column", self.column + 1)

    def __reduce__(self) -> tuple[type["Span"], tuple[str, int, int, int, int]]:
        # Every value of every document has a span, and what a dataclass does by itself takes three times as long.
        return Span, (self.path, self.line, self.column, self.end_line, self.end_column)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the reader of a fault must see, and what to see there (Danish)."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. `message` says what is wrong, `hint` what to do; both are Danish and for an editor."""

    rule: str
    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()

    def __post_init__(self) -> None:
        # A rule that the catalogue does not know is a bug; it must not wait for an editor to find it.
        if self.rule not in RULES:
            raise KeyError(self.rule)

    @property
    def severity(self) -> Severity:
        return RULES[self.rule].severity

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A result and the faults found on the way to it."""

    value: T
    faults: tuple[Diagnostic, ...] = ()


def in_order(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Faults by place, each once."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.span, fault.rule, fault.message, fault.hint)))
