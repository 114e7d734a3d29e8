"""What YAML complains of in English, told in Danish, at its place, with a way out."""

import re

from yaml import MarkedYAMLError

from hjemsite.diagnostics.diagnostic import Diagnostic, Span

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


def yaml_error(lines: list[str], path: str, error: MarkedYAMLError) -> Diagnostic:
    """What YAML's English complaint means for an editor."""
    said = f"{error.context or ''} {error.problem or ''}"
    _, outer, message, hint = next(row for row in _MESSAGES if row[0] in said)
    mark = (error.context_mark if outer and "tab character" not in said else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    content = lines[line]
    if not content.strip() and (last := _before(lines, line)) is not None:
        line, content = last, lines[last]
        column = len(content.rstrip()) - 1
    if "\t" in content[: len(content) - len(content.lstrip())]:
        column, message, hint = 0, "Linjen er rykket ind med tabulator", "Brug mellemrum i stedet for tabulator"
    elif "simple key" in said:
        return _no_colon(lines, line, path)
    elif "mapping values" in said:
        return _colon(lines, line, column, path)
    elif "expected key" in said and (whole := _half_quoted(content)):
        message, hint = "Der står mere efter det afsluttende anførselstegn", f"Skriv {whole}"
    elif "document start" in said and (dots := _before(lines, line)) is not None and lines[dots].strip() == "...":
        line, column, message, hint = dots, 0, "Linjen med ... afslutter felterne for tidligt", "Slet linjen"
    sign = lines[line][column : column + 1]
    span = Span(path, line + 1, column + 1, line + 1, column + 2)
    return Diagnostic("uforstaaelige-felter", span, message.format(sign), hint.format(sign))


def _colon(lines: list[str], line: int, column: int, path: str) -> Diagnostic:
    """Why the colon at this place cannot stand there."""
    content = lines[line]
    key, _, value = content.strip().partition(":")
    span, (message, hint) = Span(path, line + 1, column + 1, line + 1, column + 2), _INDENT
    before = _before(lines, line)
    if ":" in content[:column]:
        whole = value.strip().replace("\\", "\\\\").replace('"', '\\"')
        message, hint = "Værdien indeholder et kolon", f'Sæt værdien i anførselstegn: {key}: "{whole}"'
    elif before is not None and not re.search(r":(\s|$)", lines[before]):
        # The line above is no field, so YAML has read the two of them as one text.
        return _no_colon(lines, before, path)
    elif indent := len(content) - len(content.lstrip(" ")):
        span = Span(path, line + 1, 1, line + 1, indent + 1)
    return Diagnostic("uforstaaelige-felter", span, message, hint)


def _no_colon(lines: list[str], line: int, path: str) -> Diagnostic:
    """The line should be a field and is none."""
    content = lines[line].rstrip()
    start = re.match(r"\s*(?:- +)*", content).end()  # type: ignore[union-attr]  # it matches nothing at least
    span = Span(path, line + 1, start + 1, line + 1, len(content) + 1)
    message = "Her mangler et kolon efter feltets navn"
    hint = "Skriv navn, kolon, mellemrum og værdi; hører linjen til feltet over, så ryk den ind"
    if joined := re.fullmatch(r"([\w-]+):(\S.*)", content[start:]):
        message, hint = "Her mangler et mellemrum efter kolonet", f"Skriv {joined[1]}: {joined[2]}"
    return Diagnostic("uforstaaelige-felter", span, message, hint)


def _half_quoted(line: str) -> str:
    """A line whose value goes on after its closing quotation mark, as it should be written; else nothing."""
    found = re.fullmatch(r"""\s*(?:- )?([\w-]+): *((["'])(.*?)\3(.*))""", line.rstrip())
    if not found or not found[5]:
        return ""
    key, value, mark = found[1], found[2], found[3]
    # »"Hjem" i dag« is all meant, but of »'det's hjem'« and »"vi "er" her"« only what stands inside.
    if value.endswith(mark) and (found[4].endswith(" ") or not found[5].startswith(" ")):
        value = value[1:-1]
    other = "'" if '"' in value and "'" not in value else '"'
    inside = value.replace("\\", "\\\\").replace('"', '\\"') if other == '"' else value
    return _braced(f"{key}: {other}{inside}{other}")


def _before(lines: list[str], line: int) -> int | None:
    """The nearest line above that says something."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
