"""Front matter: found above the body, and read as a tree of texts.

Nothing is typed here: `no`, `12:30` and `2026-02-30` are only texts until the schema says what they mean.
What YAML complains of in English is told in Danish, at its place, with a way out.
"""

import re
from dataclasses import dataclass

import yaml

from hjemsite.diagnostics import Checked, Diagnostic, Span
from hjemsite.reading.tree import Builder, Mapping, Scalar

MAX_BYTES = 64_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.M)
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( .*)?$", re.M)
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_HARD_SPACE = re.compile("^[ \t]*(?:- )?[\\w-]+:([\u00a0\u2007\u202f])", re.M)


@dataclass(frozen=True, slots=True)
class Parts:
    """A text file cut in two: the YAML above and the body below, and the lines on which they begin."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> Checked[Parts]:
    """Front matter and body of a Markdown file. Only `---` on the first line opens it, and the next one closes it."""
    if (conflict := _CONFLICT.search(text)) is not None:
        span = _span(text, path, conflict.start(), conflict.end())
        fault = Diagnostic(
            "flettekonflikt", span, "Her står to udgaver af teksten oven i hinanden", "Vælg den ene, og slet mærkerne"
        )
        return Checked(Parts("", 1, "", 1), (fault,))
    opening = _FENCE.match(text)
    if opening is None:
        fault = Diagnostic(
            "mangler-felter",
            Span(path),
            "Filen begynder ikke med felterne øverst",
            "Skriv --- på første linje og felterne under den",
        )
        return Checked(Parts("", 1, text, 1), (fault,))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        fault = Diagnostic(
            "uafsluttede-felter",
            Span(path, 1, 1, 1, 4),
            "Felterne øverst bliver aldrig afsluttet",
            "Sæt en linje med --- efter det sidste felt",
        )
        return Checked(Parts("", 1, "", 1), (fault,))
    body_line = text.count("\n", 0, closing.end()) + 2
    return Checked(Parts(text[opening.end() : closing.start()], 2, text[closing.end() + 1 :], body_line))


def parse(text: str, path: str, first_line: int = 1) -> Checked[Mapping]:
    """The tree of a YAML text that begins on line `first_line` of the file at `path`."""
    empty = Mapping({}, {}, Span(path, first_line))
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        message = "Felterne øverst fylder for meget; grænsen er 64 kB"
        return Checked(
            empty, (Diagnostic("for-stor-fil", Span(path, first_line), message, "Flyt det lange ned i teksten"),)
        )
    # The text is padded, so that every place in it is a place in the file.
    padded = "\n" * (first_line - 1) + text
    if faults := _unseen(padded, path):
        return Checked(empty, faults)
    try:
        events = list(yaml.parse(padded, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        return Checked(empty, (_syntax_fault(padded, path, error),))
    except yaml.YAMLError:
        return Checked(
            empty, (Diagnostic("uforstaaelige-felter", Span(path, first_line), "Felterne øverst kan ikke læses"),)
        )
    builder = Builder(path, events, padded.split("\n"))
    root = builder.document()
    if isinstance(root, Mapping):
        return Checked(root, tuple(builder.faults))
    if root is not None and not (isinstance(root, Scalar) and root.is_empty):
        message = "Her skal stå felter med navn og kolon, for eksempel title: Ny nyhed"
        builder.faults.append(
            Diagnostic("uforstaaelige-felter", root.span, message, "Sæt et kolon og et mellemrum efter feltets navn")
        )
    return Checked(empty, tuple(builder.faults))


def _unseen(text: str, path: str) -> tuple[Diagnostic, ...]:
    faults = []
    for found in _INVISIBLE.finditer(text):
        message = f"Her står et usynligt tegn (U+{ord(found[0]):04X})"
        faults.append(
            Diagnostic("usynligt-tegn", _span(text, path, found.start(), found.end()), message, "Slet tegnet")
        )
    for found in _HARD_SPACE.finditer(text):
        message = f"Efter kolonet står et hårdt mellemrum (U+{ord(found[1]):04X}) i stedet for et almindeligt"
        faults.append(
            Diagnostic(
                "usynligt-tegn",
                _span(text, path, *found.span(1)),
                message,
                "Slet det, og skriv et almindeligt mellemrum",
            )
        )
    return tuple(faults[:20])


def _syntax_fault(text: str, path: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """What YAML's English complaint means for an editor."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    content = lines[line] if line < len(lines) else ""
    problem = f"{error.context or ''} {error.problem or ''}"
    message, hint = "Felterne øverst kan ikke læses fra dette sted", "Se efter kolon, indrykning og anførselstegn"
    if "\t" in content[: column + 1] or "'\\t'" in problem:
        message, hint = "Linjen er rykket ind med tabulator", "Brug mellemrum i stedet for tabulator"
    elif "mapping values are not allowed" in problem and content.find(":") == column:
        message, hint = "Linjen er rykket forkert ind", "Se efter, at felterne er rykket lige langt ind"
    elif "mapping values are not allowed" in problem:
        message, hint = "Værdien indeholder et kolon", _quoted(content)
    elif "quoted scalar" in problem:
        line, column = (error.context_mark.line, error.context_mark.column) if error.context_mark else (line, column)
        message, hint = (
            "Anførselstegnet bliver ikke lukket rigtigt",
            'Sæt " i begge ender, og skriv \\" for et anførselstegn inde i teksten',
        )
    elif "could not find expected ':'" in problem or "simple key" in problem:
        message, hint = "Der mangler et kolon efter feltets navn", "Skriv feltets navn, kolon, mellemrum og værdien"
    elif "cannot start any token" in problem:
        message, hint = (
            f"Værdien kan ikke begynde med tegnet »{content[column : column + 1]}«",
            "Sæt hele værdien i anførselstegn",
        )
    elif "did not find expected" in problem:
        message, hint = (
            "Linjen passer ikke sammen med linjerne over den",
            "Se efter, at felterne er rykket lige langt ind, og at anførselstegn og klammer er lukket",
        )
    column = min(column, len(content))
    return Diagnostic("uforstaaelige-felter", Span(path, line + 1, column + 1, line + 1, column + 2), message, hint)


def _quoted(line: str) -> str:
    key, _, value = line.partition(":")
    value = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'Sæt værdien i anførselstegn: {key.strip()}: "{value}"'


def _span(text: str, path: str, start: int, end: int) -> Span:
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(path, line, column, line, column + end - start)
