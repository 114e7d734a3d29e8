"""The YAML library's syntax errors as faults: in Danish, at the value the editor must mend, with what to write.

The library says in English where it stopped reading; the slip is often further up. So the line is looked at as well.
"""

import re
from collections.abc import Sequence

from yaml import MarkedYAMLError

from hjemsite.content.frontmatter.syntax.field_lines import (
    field_line,
    proposal,
    quoted,
    unclosed_value,
    unquoted,
    whole_value,
)
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Span

_RULE = "uforstaaelige-felter"
_INDENT = "Linjen er rykket forkert ind", "Ryk linjen lige så langt ind som de felter, den hører sammen med"
_LETTER = "Værdien kan ikke begynde med tegnet »{}«", "Sæt hele værdien i anførselstegn"

# Part of what YAML says; whether its context is the place; what that means for an editor. {} is the character there.
_MESSAGES = (
    ("escape", False, "Den omvendte skråstreg passer ikke med det næste tegn", "Skriv \\\\ for en omvendt skråstreg"),
    ("scanning a quoted scalar", True, "Anførselstegnet bliver ikke lukket", "Sæt {} i begge ender af værdien"),
    ("parsing a flow node", True, "Klammen er ikke skrevet rigtigt", "Se efter, at hvert punkt er der, og luk den"),
    ("parsing a flow", True, "Klammen {} bliver ikke lukket", "Luk den, eller sæt hele værdien i anførselstegn"),
    ("scanning a simple key", True, "", ""),
    ("block sequence entries", False, "En liste kan ikke begynde på feltets egen linje",
     "Skriv hvert punkt på en linje for sig, eller sæt værdien i anførselstegn"),
    ("cannot start any token", False, *_LETTER),
    ("scanning a block scalar", True, *_LETTER),
    ("scanning a", True, *_LETTER),
    ("parsing a node", True, *_LETTER),
    ("document start", False, *_INDENT),
    ("'-' indicator", False, *_INDENT),
    ("", False, "Linjen passer ikke sammen med linjerne over den",
     "Se efter, at felterne er rykket lige langt ind, og at anførselstegn og klammer er lukket"),
)  # fmt: skip


def yaml_error(lines: Sequence[str], path: str, error: MarkedYAMLError) -> Diagnostic:
    """The fault that the library's `error` stands for."""
    reason = f"{error.context or ''} {error.problem or ''}"
    _, is_context, message, hint = next(row for row in _MESSAGES if row[0] in reason)
    line, column = _position(lines, error, is_context=is_context and "tab character" not in reason)
    if "\t" in _indent(lines[line]):
        return _tabs(lines, line, path)
    if (unclosed := unclosed_quotation(lines[: line + 1], path)) is not None:
        return unclosed
    if "simple key" in reason:
        return _no_colon(lines, line, path)
    if "mapping values" in reason:
        return _colon(lines, line, column, path)
    if "expected key" in reason and (better := _half_quoted(lines[line])):
        return _rewritten(lines, line, column, path, "Der står mere efter det afsluttende anførselstegn", better)
    if "expected key" in reason and field_line(lines[line]).value[:1] in [*"[{"]:
        better = quoted(whole_value(lines, line)[0])
        return _rewritten(lines, line, column, path, "Der står mere efter den afsluttende klamme", better)
    if "document start" in reason and (dots := _line_above(lines, line)) is not None and lines[dots].strip() == "...":
        return Diagnostic(
            _RULE, _character(path, dots, 0), "Linjen med ... afslutter felterne for tidligt", "Slet linjen"
        )
    sign = lines[line][column : column + 1]
    if message == _LETTER[0] and column == field_line(lines[line]).start and field_line(lines[line]).key:
        value, _, _ = whole_value(lines, line)
        return _rewritten(lines, line, column, path, message.format(sign), quoted(value))
    return Diagnostic(_RULE, _character(path, line, column), message.format(sign), hint.format(sign))


def _position(lines: Sequence[str], error: MarkedYAMLError, *, is_context: bool) -> tuple[int, int]:
    """The line and column, from 0, of the error or its context; never on a blank line below the text that is meant."""
    mark = (error.context_mark if is_context else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    last = _line_above(lines, line) if not lines[line].strip() else None
    return (line, column) if last is None else (last, len(lines[last].rstrip()) - 1)


def unclosed_quotation(lines: Sequence[str], path: str) -> Diagnostic | None:
    """The fault of the first quotation mark that is not closed before the next field; None where all are."""
    line = unclosed_value(lines)
    if line is None:
        return None
    value, _, _ = whole_value(lines, line)
    column = field_line(lines[line]).start
    return _rewritten(lines, line, column, path, "Anførselstegnet bliver ikke lukket", quoted(unquoted(value)))


def lone_quotation_mark(lines: Sequence[str], line: int, path: str) -> Diagnostic:
    """The fault of a value on `line` that ends with a straight mark and does not begin with one."""
    value, _, _ = whole_value(lines, line)
    better = unquoted(value)
    message = "Anførselstegnet foran værdien mangler"
    if better != value.removesuffix('"'):
        message = "Anførselstegnene om værdien er ikke ens"
    return _rewritten(lines, line, field_line(lines[line]).start, path, message, quoted(better))


def lost_comment(lines: Sequence[str], span: Span, is_whole: bool) -> Diagnostic:
    """The fault of a `#` at the start of `span`, from which on YAML reads no more of the line.

    `is_whole` says that all before it on the line is one value; then the whole can be quoted.
    """
    message = "Alt efter # bliver læst som en bemærkning og falder ud"
    line = field_line(lines[span.line - 1])
    if not is_whole:
        return Diagnostic(_RULE, span, message, "Sæt hele værdien i anførselstegn")
    better = quoted(whole_value(lines, span.line - 1)[0])
    return Diagnostic(
        _RULE,
        span,
        message,
        f"Sæt hele værdien i anførselstegn: {line.written(better)}",
        proposal=proposal(lines, span.line - 1, span.path, better),
    )


def _rewritten(lines: Sequence[str], line: int, column: int, path: str, message: str, value: str) -> Diagnostic:
    """A fault at `column`, to be mended with `value` as the value of its line."""
    hint = f"Skriv {field_line(lines[line]).written(value)}"
    return Diagnostic(_RULE, _character(path, line, column), message, hint, proposal=proposal(lines, line, path, value))


def _tabs(lines: Sequence[str], line: int, path: str) -> Diagnostic:
    """The fault of a line indented with tabs; its neighbours that are as well are mended with it."""
    first = last = line
    while first > 0 and "\t" in _indent(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and "\t" in _indent(lines[last + 1]):
        last += 1
    rows = [_without_tabs(text) for text in lines[first : last + 1]]
    above = _line_above(lines, first)
    if (
        above is not None
        and field_line(lines[above]).value
        and (field_line(rows[0]).key or rows[0].lstrip()[:1] == "-")
    ):
        # What has a value has no fields below it, so the line was meant to stand beside it.
        surplus = len(_indent(rows[0])) - len(_indent(lines[above]))
        rows = [text.removeprefix(" " * surplus) for text in rows]
    better = "\n".join(rows)
    whole = Span(path, first + 1, 1, last + 1, len(lines[last]) + 1)
    depth = len(rows[line - first]) - len(rows[line - first].lstrip(" "))
    message = "Linjen er rykket ind med tabulator"
    hint = f"Skriv {depth} mellemrum i stedet for tabulatoren" if depth else "Slet tabulatoren foran linjen"
    return Diagnostic(_RULE, _character(path, line, 0), message, hint, proposal=Proposal(whole, better))


def _without_tabs(line: str) -> str:
    indent = _indent(line)
    return indent.replace("-\t", "- ").replace("\t", "  ") + line.removeprefix(indent)


def _colon(lines: Sequence[str], line: int, column: int, path: str) -> Diagnostic:
    """The fault of a colon at a place where it cannot stand."""
    content = lines[line]
    span, (message, hint) = _character(path, line, column), _INDENT
    above = _line_above(lines, line)
    if ":" in content[:column] and (joined := no_blank(lines, line, path)) is not None:
        return joined
    if ":" in content[:column]:
        value, _, _ = whole_value(lines, line)
        better = quoted(unquoted(value))
        message, hint = (
            "Værdien indeholder et kolon",
            f"Sæt værdien i anførselstegn: {field_line(content).written(better)}",
        )
        if unquoted(value) != value:
            message = 'Anførselstegnene om en værdi med kolon skal være lige: "'
        return Diagnostic(_RULE, span, message, hint, proposal=proposal(lines, line, path, better))
    if above is not None and not re.search(r":(\s|$)", lines[above]):
        # The line above is no field, so YAML has read the two of them as one text.
        return _no_colon(lines, above, path)
    if indent := len(content) - len(content.lstrip(" ")):
        span = Span(path, line + 1, 1, line + 1, indent + 1)
    return Diagnostic(_RULE, span, message, hint)


def _no_colon(lines: Sequence[str], line: int, path: str) -> Diagnostic:
    """The line should be a field and is none."""
    content = lines[line].rstrip()
    start = field_line(content).column
    span = Span(path, line + 1, start + 1, line + 1, len(content) + 1)
    if (joined := no_blank(lines, line, path)) is not None:
        return joined
    message = "Her mangler et kolon efter feltets navn"
    hint = "Skriv navn, kolon, mellemrum og værdi; hører linjen til feltet over, så ryk den ind"
    return Diagnostic(_RULE, span, message, hint)


def no_blank(lines: Sequence[str], line: int, path: str) -> Diagnostic | None:
    """The fault of a field without a blank after its colon; None where the line is something else."""
    content = lines[line].rstrip()
    start = field_line(content).column
    joined = re.fullmatch(r"([\w-]+):(\S.*)", content[start:])
    if not joined:
        return None
    span = Span(path, line + 1, start + 1, line + 1, len(content) + 1)
    after_colon = start + joined.end(1) + 2
    blank = Proposal(Span(path, line + 1, after_colon, line + 1, after_colon), " ")
    message = "Her mangler et mellemrum efter kolonet"
    return Diagnostic(_RULE, span, message, f"Skriv {joined[1]}: {joined[2]}", proposal=blank)


def _half_quoted(line: str) -> str:
    """The value of a line that goes on after its closing quotation mark, as it should be written; else nothing."""
    match = re.fullmatch(r"""(["'])(.*?)\1(.*)""", field_line(line).value)
    if not match or not match[3]:
        return ""
    value, mark = match[0], match[1]
    # »"Hjem" i dag« is all meant, but of »'det's hjem'« and »"vi "er" her"« only what stands inside.
    if value.endswith(mark) and (match[2].endswith(" ") or not match[3].startswith(" ")):
        value = value[1:-1]
    return quoted(value)


def _line_above(lines: Sequence[str], line: int) -> int | None:
    """The nearest line above that is not blank."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)


def _indent(line: str) -> str:
    """The blanks and dashes before a line's field name or value."""
    return line[: field_line(line).column]


def _character(path: str, line: int, column: int) -> Span:
    return Span(path, line + 1, column + 1, line + 1, column + 2)
