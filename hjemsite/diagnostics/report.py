"""Faults as text: excerpts for an editor, JSON for a program, annotations for GitHub, and the page of rules.

Invisible characters and control characters are written as their number. So no text of a source can steer a terminal or
hide, the width of each line is known, and the carets stand below the fault.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from hjemsite import danish
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.diagnostics.rules import FILES, FRONT_MATTER, PRESS, RULES, SITE, TEXT, Rule, Severity

WIDTH = 100
"""The longest excerpt, in columns of a terminal."""

# Marks and letters to Unicode; fonts draw nothing for them.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")


_FIRST_MARK = "\u0300"
"""Before it stand no marks that sit on a letter, and no wide characters."""


class _Palette(Struct, frozen=True):
    """Escape codes for a terminal that colour a part of a report; empty for plain text."""

    fault: str = ""
    location: str = ""


_COLOURS = {
    Severity.ERROR: _Palette(fault="\033[1;31m", location="\033[36m"),
    Severity.WARNING: _Palette(fault="\033[1;33m", location="\033[36m"),
}


def visible(text: str) -> str:
    """`text` on one line, with every character that cannot be seen written as its number.

    >>> visible("Ærø\\u202e\\x1b[2J")
    'Ærø<U+202E><U+001B>[2J'
    """
    return text if _is_plain(text) else "".join(map(_visible, text))


def _is_plain(text: str) -> bool:
    """Whether each character can be seen and fills one column: a quick test that overlooks some foreign letters."""
    return text.isprintable() and max(text, default="") < _FIRST_MARK


# A report of many faults has the same few letters some hundred thousand times.
@lru_cache(maxsize=1024)
def _visible(char: str) -> str:
    return f"<U+{ord(char):04X}>" if _is_hidden(char) else char


def _is_hidden(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    unseen = not char.isprintable() and unicodedata.category(char) != "Zs"
    return unseen or char in _BLANK or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def summary(faults: Iterable[Diagnostic]) -> str:
    """How many faults there are, by severity; empty when there are none: »3 fejl og 1 advarsel«."""
    kinds = [fault.is_error for fault in faults]
    errors, warnings = kinds.count(True), kinds.count(False)
    counts = [(errors, "fejl", "fejl"), (warnings, "advarsel", "advarsler")]
    return " og ".join(danish.plural(*count) for count in counts if count[0])


def as_text(faults: Sequence[Diagnostic], lines: QuotedLines, *, colour: bool = False) -> str:
    """The faults for an editor, each with an excerpt for each of its spans; no line break at the end.

    Errors come last, so that they stand next to the prompt, and after them a sentence for each article that is held
    back with errors. A fault whose span is `Span(path)` concerns the file as a whole and has no excerpt.
    """
    warnings_first = sorted(faults, key=lambda fault: (fault.is_error, fault.stops_build))
    blocks = ["\n".join(_fault(fault, lines, colour)) for fault in warnings_first]
    held_back = "\n".join(map(visible, _held_back_articles(faults)))
    return "\n\n".join(filter(None, (*blocks, held_back)))


def _fault(fault: Diagnostic, lines: QuotedLines, colour: bool) -> Iterator[str]:
    palette = _COLOURS[fault.severity] if colour else _Palette()
    gutter = max(len(str(span.line)) for span in fault.spans)
    yield _paint(f"{fault.severity}[{fault.rule}]", palette.fault) + f": {visible(fault.message)}"
    yield from _location(fault.span, "^", fault.hint, "hjælp: ", gutter, lines.get(fault.span.path, {}), palette)
    if fault.held_back:
        yield f"{' ' * (gutter + 1)} {_paint('=', palette.location)} {_held_back(fault)}"
    for related in fault.related:
        yield from _location(related.span, "-", related.label, "", gutter, lines.get(related.span.path, {}), palette)


def _held_back(fault: Diagnostic) -> str:
    return f"standser ikke siden, for nyheden er holdt tilbage: {fault.held_back}"


def _held_back_articles(faults: Iterable[Diagnostic]) -> Iterator[str]:
    counts = Counter((fault.span.path, fault.held_back) for fault in faults if fault.held_back)
    for (path, why), count in sorted(counts.items()):
        them, they = ("den", "den") if count == 1 else ("dem", "de")
        advice = f"Ret {them}, før nyheden skal ud, ellers standser {they} siden"
        yield f"{path} er holdt tilbage ({why}) og har {count} fejl. {advice}."


def _location(
    span: Span, mark: str, note: str, called: str, gutter: int, lines: Mapping[int, str], palette: _Palette
) -> Iterator[str]:
    """The lines that show one span: its path and position, the excerpt, and the note beside the carets if it fits."""
    edge = " " * (gutter + 1)
    notes = [visible(line) for line in note.splitlines()]
    yield f"{edge}{_paint('-->', palette.location)} {visible(span.path)}:{span.line}:{span.column}"
    if span != Span(span.path) and span.line in lines:
        shown, before, width = _excerpt(lines[span.line], span)
        yield _paint(f"{edge} |", palette.location)
        yield _paint(f" {span.line:>{gutter}} |", palette.location) + f" {shown}".rstrip()
        beside = notes.pop() if len(notes) == 1 and before + width + 1 + _columns(notes[0]) <= WIDTH else ""
        marks = _paint(f"{mark * width} {beside}".rstrip(), palette.fault)
        yield _paint(f"{edge} |", palette.location) + f" {' ' * before}{marks}"
    for number, line in enumerate(notes):
        lead = " " * (2 + len(called)) if number else f"{_paint('=', palette.location)} {called}"
        yield f"{edge} {lead}{line}".rstrip()


def _excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """The line as it is shown, the columns before the span, and the columns of the span: at least one."""
    start = min(span.column - 1, len(line))
    stop = max(start, len(line) if span.end_line > span.line else min(span.end_column - 1, len(line)))
    # Only the neighbourhood of the span is measured, so a line of a megabyte costs no more than a short one.
    low, high = max(0, start - WIDTH), min(len(line), start + 4 * WIDTH)
    near = line[low:high]
    cells = list(near) if _is_plain(near) else ["    " if char == "\t" else _visible(char) for char in near]
    start, stop = start - low, min(stop, high) - low
    widths = [1] * len(cells) if _is_plain(near) else [_columns(cell) for cell in cells]
    whole = not low and sum(widths[:stop]) <= WIDTH
    first = 0 if whole else start - _fitting(reversed(widths[:start]), WIDTH // 3)
    last = first + _fitting(widths[first:], WIDTH)
    opening, closing = "…" * (low + first > 0), "…" * (low + last < len(line))
    before = len(opening) + sum(widths[first:start])
    return opening + "".join(cells[first:last]) + closing, before, max(1, sum(widths[start : min(stop, last)]))


def _fitting(widths: Iterable[int], room: int) -> int:
    """How many of the first cells fit in `room` columns."""
    return bisect_right([*accumulate(widths)], room)


def _columns(text: str) -> int:
    """Columns that `text` fills in a terminal; marks that sit on a letter fill none, emoji and Chinese two (UAX 11)."""
    return len(text) if _is_plain(text) else sum(map(_width, text))


@lru_cache(maxsize=1024)
def _width(char: str) -> int:
    is_mark = unicodedata.category(char) in ("Mn", "Me")
    return 0 if is_mark else 1 + (unicodedata.east_asian_width(char) in "WF")


def _paint(text: str, code: str) -> str:
    return f"{code}{text}\033[0m" if code else text


def as_json(faults: Iterable[Diagnostic]) -> str:
    """The faults as a JSON list, in the order given. Invisible characters are written as `\\uXXXX`."""
    return json_text([_record(fault) for fault in faults])


def json_text(value: object) -> str:
    """`value` as JSON that a person may look at, too: invisible characters are written as `\\uXXXX`."""
    # A build that tells of its faults as text need not wait for it.
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(json.dumps(char)[1:-1] if char != "\n" and _is_hidden(char) else char for char in text)


def _record(fault: Diagnostic) -> dict[str, object]:
    record: dict[str, object] = {"rule": fault.rule, "severity": str(fault.severity), **fault.span._asdict()}
    record |= {"message": fault.message, "hint": fault.hint}
    if fault.related:
        record["related"] = [{**related.span._asdict(), "label": related.label} for related in fault.related]
    if fault.held_back:
        record["held_back"] = fault.held_back
    if fault.proposal:
        record["proposal"] = {**fault.proposal.span._asdict(), "text": fault.proposal.text}
    return record


def as_github(faults: Iterable[Diagnostic]) -> str:
    """The faults as GitHub's workflow commands, one a line, so that they appear beside the lines of a pull request.

    Columns are given for spans within one line only, as GitHub wants them; the end is exclusive.
    """
    return "\n".join(map(_annotation, faults))


def _annotation(fault: Diagnostic) -> str:
    span = fault.span
    one_line = span.end_line == span.line
    position = {
        "file": visible(span.path),
        "line": span.line,
        **({"col": span.column} if one_line else {}),
        "endLine": span.end_line,
        **({"endColumn": span.end_column} if one_line else {}),
        "title": f"{RULES[fault.rule].title} ({fault.rule})",
    }
    others = [f"{related.span.path}:{related.span.line}: {related.label}" for related in fault.related]
    others += [_held_back(fault)] if fault.held_back else []
    message = "\n".join(map(visible, (fault.message, *fault.hint.splitlines(), *others)))
    properties = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in position.items())
    return f"::{'error' if fault.is_error else 'warning'} {properties}::{_escaped(message, _IN_MESSAGE)}"


# Characters at which GitHub's runner would end a message or one of its properties.
_IN_MESSAGE = "%\r\n"
_IN_PROPERTY = _IN_MESSAGE + ":,"


def _escaped(text: str, special: str) -> str:
    """`text` with the special characters as GitHub's runner reads them back: `%` and two hexadecimal digits."""
    return "".join(f"%{ord(char):02X}" if char in special else char for char in text)


_GROUPS = (
    ("Filer og mapper", FILES),
    ("Felterne øverst i filen", FRONT_MATTER),
    ("Teksten", TEXT),
    ("Medlemmer, personer og citater", PRESS),
    ("Den færdige side", SITE),
)


def rules_page() -> str:
    """The text of `docs/regler.md`: every rule, under a heading that is the rule's name, so that links last."""
    opening = (
        "<!-- Siden er lavet automatisk ud fra hjemsite/diagnostics/rules.py. Ret den ikke i hånden. -->\n\n"
        "# Regler\n\n"
        "Alt, hvad hjemsite kan finde af fejl i indholdet. "
        "En *fejl* standser byggeriet, og det, der er ude, bliver stående; "
        "i en nyhed, som ingen kan se endnu, holder den kun nyheden selv tilbage. "
        "En *advarsel* standser ikke noget, men er værd at se på.\n\n"
        "Siden er lavet automatisk ud fra programmets egen liste over regler.\n"
    )
    groups = (f"\n## {title}\n" + "".join(_rule(rule) for _, rule in rows) for title, rows in _GROUPS)
    return opening + "".join(groups)


def _rule(rule: Rule) -> str:
    # The catalogue is plain text with samples of Markdown; their signs are escaped, so that they are shown.
    title, why, remedy = (
        re.sub(r"[\\\[<*`]|(?<=\])\(", r"\\\g<0>", text) for text in (rule.title, rule.why, rule.remedy)
    )
    return f"\n### {rule.name}\n\n**{title}** ({rule.severity}). {why}\n\nGør sådan: {remedy}\n"
