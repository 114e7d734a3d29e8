"""A source cut into front matter and body, and the front matter read as a tree of texts.

Nothing is typed here: `no`, `12:30` and `2026-02-30` are texts until a field's type says what they mean.
"""

import re

from msgspec import Struct

from hjemsite.content.frontmatter.syntax.nodes import Mapping
from hjemsite.content.markdown.invisible_characters import INVISIBLE
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Related, Span, span_in
from hjemsite.limits import FAULTS_PER_KIND, FRONT_MATTER_BYTES

_FENCE = lazy_pattern(r"---[ \t]*(?:\n|\Z)")
_CLOSING = lazy_pattern(r"^---[ \t]*$", re.M)
_ALMOST_FENCE = r"(?m)^[ \t]*(?:[-–—+]{2,}[ \t]*\w*|\.\.\.)[ \t]*$"
_CONFLICT = r"(?m)^(?:<{7}|>{7}|\|{7})(?: .*)?$"
_HARD_SPACE = lazy_pattern(r"^[ \t]*(?:-[ \t]*)?(?:[\w-]+:)?([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])", re.M)


class Parts(Struct, frozen=True):
    """A source cut in two: the YAML above and the body below, and the lines on which they begin."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


_NOTHING = Parts("", 1, "", 1)


def split(text: str, path: str) -> Checked[Parts]:
    """Front matter and body of a source. Only `---` on the first line opens it, and the next one closes it.

    A file whose name ends with `.yaml` is YAML alone.
    """
    if faults := conflicts(text, path):
        return Checked(_NOTHING, faults)
    if path.endswith(".yaml"):
        return Checked(Parts(text, 1, "", text.count("\n") + 2))
    opening = _FENCE.match(text)
    if opening is None:
        return Checked(_NOTHING, (_no_fields(text, path),))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return Checked(_NOTHING, (_not_closed(text, path, opening.end()),))
    body_line = text.count("\n", 0, closing.end()) + 2
    return Checked(Parts(text[opening.end() : closing.start()], 2, text[closing.end() + 1 :], body_line))


def conflicts(text: str, path: str) -> tuple[Diagnostic, ...]:
    """A fault for each place where git has left two versions of a text, at its first conflict mark."""
    if not any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "|||||||")):
        return ()
    marks = list(re.finditer(_CONFLICT, text))
    begun = [mark for mark in marks if mark[0].startswith("<")] or marks[:1]
    message, hint = "Her står to udgaver af teksten oven i hinanden", "Vælg den ene, og slet mærkerne"
    return tuple(
        Diagnostic("flettekonflikt", span_in(text, *mark.span(), path), message, hint)
        for mark in begun[:FAULTS_PER_KIND]
    )


def _no_fields(text: str, path: str) -> Diagnostic:
    if not text.strip():
        hint = "Skriv felterne mellem to linjer med --- og teksten under dem"
        return Diagnostic("mangler-felter", Span(path), "Filen er tom", hint)
    start = len(text) - len(text.lstrip())
    span = _line_span(text, path, start)
    if _FENCE.match(text, start):
        message = "Før linjen med --- står der tomme linjer eller mellemrum"
        return Diagnostic("mangler-felter", span, message, "Slet dem, så filen begynder med ---")
    if re.compile(_ALMOST_FENCE).match(text, start):
        message = "Linjen over felterne skal være tre bindestreger og ikke andet"
        return Diagnostic("mangler-felter", span, message, "Ret linjen til ---")
    hint = "Skriv --- på første linje, felterne under den og så --- igen"
    return Diagnostic("mangler-felter", span, "Filen begynder ikke med felterne øverst", hint)


def _not_closed(text: str, path: str, start: int) -> Diagnostic:
    almost = re.compile(_ALMOST_FENCE).search(text, start)
    related = (Related(span_in(text, *almost.span(), path), "skulle det være her?"),) if almost else ()
    hint = "Sæt en linje med --- efter det sidste felt"
    message = "Felterne øverst bliver aldrig afsluttet"
    return Diagnostic("uafsluttede-felter", Span(path, 1, 1, 1, 4), message, hint, related)


def parse(text: str, path: str, first_line: int = 1) -> Checked[Mapping]:
    """The tree of a YAML text that begins on line `first_line` of the file at `path`."""
    # A missing field is reported at the opening fence; a file that is YAML alone has none.
    whole = Span(path, first_line - 1, 1, first_line - 1, 4) if first_line > 1 else Span(path)
    empty = Mapping({}, {}, whole)
    # With blank lines before it, the text has the line numbers of the file.
    padded = "\n" * (first_line - 1) + text
    if len(text.encode("utf-8", "replace")) > FRONT_MATTER_BYTES:
        message = f"Felterne øverst fylder mere end {FRONT_MATTER_BYTES // 1000} kB"
        return Checked(empty, (Diagnostic("for-stor-fil", whole, message, "Flyt det meste ned i teksten"),))
    if faults := _invisible_characters(padded, path):
        return Checked(empty, faults)
    # A build that finds every document in its cache does not load the YAML library.
    from hjemsite.content.frontmatter.syntax import yaml_reader

    return yaml_reader.mapping(padded, path, whole)


def _invisible_characters(text: str, path: str) -> tuple[Diagnostic, ...]:
    # The common case first: Python calls no space printable but the common one.
    if text.replace("\n", " ").isprintable():
        return ()
    faults = []
    for match in INVISIBLE.finditer(text):
        message = f"Her står et usynligt tegn (U+{ord(match[0]):04X})"
        faults.append(Diagnostic("usynligt-tegn", span_in(text, *match.span(), path), message, "Slet tegnet"))
    for match in _HARD_SPACE.finditer(text):
        message = f"Her står et hårdt mellemrum (U+{ord(match[1]):04X}) i stedet for et almindeligt"
        hint = "Slet det, og skriv et almindeligt mellemrum"
        faults.append(Diagnostic("usynligt-tegn", span_in(text, *match.span(1), path), message, hint))
    return tuple(faults[:FAULTS_PER_KIND])


def _line_span(text: str, path: str, start: int) -> Span:
    end = text.find("\n", start)
    return span_in(text, start, end if end >= 0 else len(text), path)
