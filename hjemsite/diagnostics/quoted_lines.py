"""The lines that faults speak of, which a report shows below each of them."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from hjemsite.diagnostics.diagnostic import Diagnostic, Span

QuotedLines: TypeAlias = Mapping[str, Mapping[int, str]]
"""Path of a file → number of a line in it, from 1 → its text."""


def lines_spoken_of(faults: Iterable[Diagnostic]) -> dict[str, set[int]]:
    """Path → the numbers of the lines that a report of `faults` shows. What concerns a file as a whole has no line."""
    numbers: dict[str, set[int]] = {}
    for fault in faults:
        for span in fault.spans:
            numbers.setdefault(span.path, set()).update(() if span == Span(span.path) else (span.line,))
    return numbers


def quoted(text: str, numbers: Iterable[int]) -> dict[int, str]:
    """Those lines with these `numbers` that a `text` has; `\\n` stands between its lines.

    >>> quoted("Åben\\ndør", {2, 7})
    {2: 'dør'}
    """
    lines = text.split("\n")
    return {number: lines[number - 1] for number in sorted(numbers) if number <= len(lines)}
