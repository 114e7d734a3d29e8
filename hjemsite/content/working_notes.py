"""Notes to colleagues that are left in a text, as »[XX – TJEK ANTAL]«: none of them is for readers.

The importer and the build look for the same. What can only be a note is certain; what a press release may also say,
such as »NB til redaktionen: …«, is not. A plain »OBS: …« or »Husk …!« is to readers, and no note.
"""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, span_in
from hjemsite.limits import FAULTS_PER_KIND, REPEATED_CHARACTERS

_ORDERS = "TJEK(?:KES|ES)?|INDSÆT(?:TES)?|UDFYLD(?:ES)?|MANGLER"
_WORDS = (
    rf"XX+|xx+|{_ORDERS}|TODO|TBD|NAVN|TITEL|DATO|ANTAL|TAL|CITAT|FOTO|BILLEDE|LINK|SKRIV|HUSK|KLADDE|UDKAST|NB|OBS"
)
_BRACKETS = lazy_pattern(r"\[([^\[\]^][^\[\]]{0,200})\](?![(\[:])")
"""What stands in brackets and is neither a link nor a footnote."""
_TO_DO = (
    r"(?:[Tt]jek|[Cc]heck) (?:lige\b|(?:med|hos) [A-ZÆØÅ]\w+|(?:tal|årstal|navn|stavning|titel)\w*\b)|"
    r"[Hh]usk (?:lige )?at (?:indsætte|rette|tjekke|spørge|få|sætte|skrive|slette)\b|"
    r"[Ss]kal (?:lige|stadig|nok lige) (?:bekræftes|tjekkes|checkes|rettes|opdateres|godkendes|udfyldes|slettes)\b|"
    r"[Ss]pørg (?:lige )?[A-ZÆØÅ]\w+|"
    r"[Ii]ndsæt (?:\w+ )?(?:citat|navn|tal|dato|billede|foto|link|titel|beløb|antal)\w*|"
    r"[Ee]r (?:navnet|tallet|titlen|årstallet|datoen|stavningen) rigtige?t?\?"
)
"""What one colleague asks of another."""
_CERTAIN_INSIDE = lazy_pattern(
    rf"\b(?:{_WORDS})\b|\?\?|^(?:[Ii]ndsæt|[Uu]dfyld|[Tt]jek|[Hh]usk|[Ss]kriv|[Ss]pørg|[Ss]let|"
    r"[Ss]kal (?:bekræftes|tjekkes|checkes|rettes|opdateres))\b|"
    rf"(?<!\w)(?:{_TO_DO})"
)
_DOUBTFUL_INSIDE = lazy_pattern(
    r"\b(?:indsæt(?:tes)?|udfyldes|tjekkes|mangler)\b|…\?|^afventer\b|^(?:navn|titel|dato|antal|tal|citat|foto|link|beløb)$",
    re.I,
)

_NO_ADDRESS = (r"(?<![\w/@.=&?#-])", r"(?![\w/@=-])")
"""What may stand before and after a note that is a word: it is no part of a web address."""
_CERTAIN = (
    lazy_pattern(rf"\((?:{_ORDERS})\b[^()\n]{{0,200}}\)"),
    lazy_pattern(rf"\((?:[^()\n]{{0,60}}\W)?(?:{_TO_DO})[^()\n]{{0,200}}\)"),
    lazy_pattern(r"\((?:NB|OBS|Obs|Note|Kommentar)[ :]+(?:til )?[A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)?: [^()\n]{1,200}\)"),
    lazy_pattern(r"\([^()\n]{0,60}\?\?+[!?]*\)"),
    lazy_pattern("TODO".join(_NO_ADDRESS)),
    lazy_pattern(r"\b[Ll]orem ipsum\b"),
    lazy_pattern(r"^[ \t#*_]*(?:UDKAST|KLADDE)[ \t*_]*$", re.MULTILINE),
)
_DOUBTFUL = (
    lazy_pattern(rf"^[ \t]*(?:(?:NB|OBS)[ :]+)?[A-ZÆØÅ]\w+[:,] (?:{_TO_DO})[^\n]{{0,200}}", re.MULTILINE),
    lazy_pattern(r"\([Aa]fventer (?:\w+ )?(?:svar|tal|godkendelse|citat|ok)\b[^()\n]{0,100}\)"),
    lazy_pattern(r"^[ \t]*(?:NB|OBS|HUSK|Husk|Note|Kommentar) til [^:\n]{1,60}:[^\n]{1,300}", re.MULTILINE),
    lazy_pattern(r"(?:(?:19|20)?[xX][xX]+|TBD|tbd)".join(_NO_ADDRESS)),
    lazy_pattern(r"\?{3,}"),
)
_BEFORE_VALUE = lazy_pattern(r"[ \t]*(?:-[ \t]+)*(?:[\w-]+:[ \t]+)?")
"""What stands before a value in front matter, on its line."""
_SIGNS = (
    *("xx", "XX", "xX", "Xx", "TODO", "TBD", "tbd", "orem ipsum", "(TJEK", "(INDSÆT", "(UDFYLD", "(MANGLER"),
    *("tjek ", "Tjek ", "check ", "Check ", "usk at ", "usk lige", "kal lige", "kal stadig", "kal nok lige"),
    *("(afventer", "(Afventer", "pørg ", "ndsæt ", "rigtig?", "rigtigt?", "rigtige?", "(NB", "(OBS", "(Obs", "(Note"),
    *("(Kommentar", "??"),
    *("UDKAST", "KLADDE", "NB til ", "OBS til ", "HUSK til ", "Husk til ", "Note til ", "Kommentar til "),
)  # fmt: skip
"""One of these is in each note that stands in no brackets; most texts have none, and are soon passed over."""


class WorkingNote(Struct, frozen=True):
    """A note in a text, from the offset `start` up to `end`."""

    start: int
    end: int
    is_certain: bool


def working_notes(text: str) -> Iterator[WorkingNote]:
    """The notes in `text`, in order; of one within another only the outer.

    >>> [note.is_certain for note in working_notes("Vi åbner [XX – TJEK ANTAL] hjem i maj 20xx, siger hun [red.].")]
    [True, False]
    """
    end = 0
    for note in sorted(_all(text), key=lambda note: (note.start, -note.end)):
        if note.start >= end:
            end = note.end
            yield note


def shown(note: WorkingNote, text: str) -> str:
    """The words of a note, for a message."""
    return " ".join(text[note.start : note.end].split())[:REPEATED_CHARACTERS]


def note_faults(yaml: str, body: str, path: str, yaml_line: int, body_line: int) -> Iterator[Diagnostic]:
    """A fault for each note in the fields and the body of a file, which begin on the given lines of it."""
    in_fields = (note for note in working_notes(yaml) if _is_in_value(note, yaml))
    for notes, text, first in ((in_fields, yaml, yaml_line), (working_notes(body), body, body_line)):
        yield from islice((_fault(note, text, path, first) for note in notes), FAULTS_PER_KIND)


def _all(text: str) -> Iterator[WorkingNote]:
    for match in _BRACKETS.finditer(text) if "[" in text else ():
        is_certain = bool(_CERTAIN_INSIDE.search(match[1]))
        if is_certain or _DOUBTFUL_INSIDE.search(match[1]):
            yield WorkingNote(*match.span(), is_certain)
    for pattern in (*_CERTAIN, *_DOUBTFUL) if any(sign in text for sign in _SIGNS) else ():
        yield from (WorkingNote(*match.span(), pattern in _CERTAIN) for match in pattern.finditer(text))


def _is_in_value(note: WorkingNote, yaml: str) -> bool:
    """Whether a note in front matter is part of a value, and neither of a comment nor the list that a value is."""
    before = yaml[yaml.rfind("\n", 0, note.start) + 1 : note.start]
    is_list = yaml[note.start] == "[" and _BEFORE_VALUE.fullmatch(before)
    return not is_list and not before.lstrip().startswith("#") and " #" not in before


def _fault(note: WorkingNote, text: str, path: str, first_line: int) -> Diagnostic:
    span = span_in(text, note.start, note.end, path, first_line)
    words, hint = shown(note, text), "Skriv, hvad der skal stå, eller slet noten"
    if note.is_certain:
        return Diagnostic("arbejdsnote", span, f"»{words}« er en arbejdsnote og kan ikke udgives", hint)
    return Diagnostic("mulig-arbejdsnote", span, f"»{words}« ligner en arbejdsnote", hint)
