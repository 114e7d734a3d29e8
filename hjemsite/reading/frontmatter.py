"""Front matter: found above the body, and read as a tree of texts.

Nothing is typed here: `no`, `12:30` and `2026-02-30` are only texts until the schema says what they mean.
What YAML complains of in English is told in Danish, at its place, with a way out.
"""

import re

import yaml
from msgspec import Struct

from hjemsite.diagnostics import Checked, Diagnostic, Related, Span
from hjemsite.reading import straight
from hjemsite.reading.tree import INVISIBLE, Builder, Mapping, Scalar, place_of

MAX_BYTES = 64_000

MAX_DEPTH = 20
"""Lists and fields inside each other."""

MAX_EVENTS = 3_000
"""Keys, values and brackets; a release with thirty quotes has 250."""

_MOST = 20
"""How many faults of one kind a file shows; more would only hide the rest."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.M)
_ALMOST_FENCE = re.compile(r"^[ \t]*(?:[-–—+]{2,}[ \t]*\w*|\.\.\.)[ \t]*$", re.M)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.M)
_HARD_SPACE = re.compile(r"^[ \t]*(?:-[ \t]*)?(?:[\w-]+:)?([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])", re.M)


class Parts(Struct, frozen=True):
    """A text file cut in two: the YAML above and the body below, and the lines on which they begin."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


_NOTHING = Parts("", 1, "", 1)


def split(text: str, path: str) -> Checked[Parts]:
    """Front matter and body of a Markdown file. Only `---` on the first line opens it, and the next one closes it."""
    if faults := conflicts(text, path):
        return Checked(_NOTHING, faults)
    opening = _FENCE.match(text)
    if opening is None:
        return Checked(_NOTHING, (_no_fields(text, path),))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return Checked(_NOTHING, (_not_closed(text, path, opening.end()),))
    body_line = text.count("\n", 0, closing.end()) + 2
    return Checked(Parts(text[opening.end() : closing.start()], 2, text[closing.end() + 1 :], body_line))


def conflicts(text: str, path: str) -> tuple[Diagnostic, ...]:
    """The places where git has left two versions of a text on top of each other."""
    if not any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "|||||||")):
        return ()
    marks = list(_CONFLICT.finditer(text))
    begun = [mark for mark in marks if mark[0].startswith("<")] or marks[:1]
    message, hint = "Her står to udgaver af teksten oven i hinanden", "Vælg den ene, og slet mærkerne"
    return tuple(Diagnostic("flettekonflikt", _span(text, path, *mark.span()), message, hint) for mark in begun[:_MOST])


def _no_fields(text: str, path: str) -> Diagnostic:
    if not text.strip():
        hint = "Skriv felterne mellem to linjer med --- og teksten under dem"
        return Diagnostic("mangler-felter", Span(path), "Filen er tom", hint)
    start = len(text) - len(text.lstrip())
    span = _line_span(text, path, start)
    if _FENCE.match(text, start):
        message = "Før linjen med --- står der tomme linjer eller mellemrum"
        return Diagnostic("mangler-felter", span, message, "Slet dem, så filen begynder med ---")
    if _ALMOST_FENCE.match(text, start):
        message = "Linjen over felterne skal være tre bindestreger og ikke andet"
        return Diagnostic("mangler-felter", span, message, "Ret linjen til ---")
    hint = "Skriv --- på første linje, felterne under den og så --- igen"
    return Diagnostic("mangler-felter", span, "Filen begynder ikke med felterne øverst", hint)


def _not_closed(text: str, path: str, start: int) -> Diagnostic:
    almost = _ALMOST_FENCE.search(text, start)
    related = (Related(_span(text, path, *almost.span()), "skulle det være her?"),) if almost else ()
    hint = "Sæt en linje med --- efter det sidste felt"
    message = "Felterne øverst bliver aldrig afsluttet"
    return Diagnostic("uafsluttede-felter", Span(path, 1, 1, 1, 4), message, hint, related)


def parse(text: str, path: str, first_line: int = 1) -> Checked[Mapping]:
    """The tree of a YAML text that begins on line `first_line` of the file at `path`."""
    # What is missing is missing between the fences; a file that is YAML alone has none to point at.
    whole = Span(path, first_line - 1, 1, first_line - 1, 4) if first_line > 1 else Span(path)
    empty = Mapping({}, {}, whole)
    # The text is padded, so that every place in it is a place in the file.
    padded = "\n" * (first_line - 1) + text
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return Checked(empty, (_too_much(whole, "fylder mere end 64 kB"),))
    if faults := _unseen(padded, path):
        return Checked(empty, faults)
    if (straight_way := straight.mapping(padded, path)) is not None:
        return Checked(Mapping(straight_way.entries, straight_way.keys, whole))
    read = _events(padded, path, whole)
    if isinstance(read, Diagnostic):
        return Checked(empty, (read,))
    builder = Builder(path, read, _lines(padded))
    root = builder.document()
    if isinstance(root, Mapping):
        return Checked(Mapping(root.entries, root.keys, whole), tuple(builder.faults))
    if root is not None and not (isinstance(root, Scalar) and root.is_empty):
        message = "Her skal stå felter med navn og kolon, for eksempel title: Ny nyhed"
        hint = "Sæt et kolon og et mellemrum efter feltets navn"
        builder.faults.append(Diagnostic("uforstaaelige-felter", root.span, message, hint))
    return Checked(empty, tuple(builder.faults))


def _events(text: str, path: str, whole: Span) -> list[yaml.Event] | Diagnostic:
    """All YAML events of `text`, or why it has none. It stops where it is too much: depth costs YAML its square."""
    events: list[yaml.Event] = []
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            events.append(event)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                message = f"Felterne er indrykket i mere end {MAX_DEPTH} trin"
                return Diagnostic("for-dybt", place_of(event, path), message, "Ret indrykningen")
            if len(events) > MAX_EVENTS:
                return _too_much(whole, "rummer for mange værdier")
    except yaml.MarkedYAMLError as error:
        return _syntax_fault(_lines(text), path, error)
    except yaml.YAMLError:
        return Diagnostic("uforstaaelige-felter", whole, "Felterne øverst kan ikke læses")
    return events


def _too_much(whole: Span, how: str) -> Diagnostic:
    return Diagnostic("for-stor-fil", whole, f"Felterne øverst {how}", "Flyt det meste ned i teksten")


def _unseen(text: str, path: str) -> tuple[Diagnostic, ...]:
    faults = []
    for found in INVISIBLE.finditer(text):
        message = f"Her står et usynligt tegn (U+{ord(found[0]):04X})"
        faults.append(Diagnostic("usynligt-tegn", _span(text, path, *found.span()), message, "Slet tegnet"))
    for found in _HARD_SPACE.finditer(text):
        message = f"Her står et hårdt mellemrum (U+{ord(found[1]):04X}) i stedet for et almindeligt"
        hint = "Slet det, og skriv et almindeligt mellemrum"
        faults.append(Diagnostic("usynligt-tegn", _span(text, path, *found.span(1)), message, hint))
    return tuple(faults[:_MOST])


_INDENT = "Linjen er rykket forkert ind", "Ryk linjen lige så langt ind som de felter, den hører sammen med"
_LETTER = "Værdien kan ikke begynde med tegnet »{}«", "Sæt hele værdien i anførselstegn"

# Part of what YAML says; whether its context is the place; what that means for an editor. {} is the character there.
_COMPLAINTS = (
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


def _syntax_fault(lines: list[str], path: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """What YAML's English complaint means for an editor."""
    said = f"{error.context or ''} {error.problem or ''}"
    _, outer, message, hint = next(row for row in _COMPLAINTS if row[0] in said)
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


def _lines(text: str) -> list[str]:
    """The lines of a text, and an empty one after them: there YAML sees its end."""
    return f"{text}\n".split("\n")


def _before(lines: list[str], line: int) -> int | None:
    """The nearest line above that says something."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _line_span(text: str, path: str, start: int) -> Span:
    end = text.find("\n", start)
    return _span(text, path, start, end if end >= 0 else len(text))


def _span(text: str, path: str, start: int, end: int) -> Span:
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(path, line, column, line, column + end - start)
