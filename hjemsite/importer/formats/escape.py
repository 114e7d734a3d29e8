"""Plain words as Markdown, so that the page says exactly what the text said.

Only what the parser would take for a sign is escaped, so that an editor still meets a text and no code.
"""

import re

from hjemsite.danish.dates import MONTHS

_ALWAYS = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)")
_REFERENCE = re.compile(r"\]:|\]\(|\]\[")
_BRACE = re.compile(r"\{(?=:?[ ]*[.#\w])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# A date at the start of a paragraph is no list here (see `reading.dashes`).
_NAMES = "|".join(MONTHS)
_LINE_START = re.compile(rf"^([ \t]*)([#>]|[-–—+](?=\s|$)|\d+(?=\.(?:\s|$)))(?!\. ?(?:{_NAMES})\b)", re.MULTILINE)
# A line of signs alone is decoration in a plain text, but an underline or a rule in Markdown.
RULE = re.compile(r"[ \t]*[-=_*~·•–—]{3,}[ \t]*")


def escaped(text: str) -> str:
    """`text` written so that Markdown shows it as it is, within a line.

    >>> escaped("5 * 3 < 20 [sic] snake_case")
    '5 \\\\* 3 < 20 [sic] snake_case'
    """
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    if _REFERENCE.search(text) or "[^" in text:
        text = text.replace("[", "\\[")
    text = _BRACE.sub("&#123;", text)
    return _TAG.sub("&lt;", text)


def opened(line: str) -> str:
    """An escaped line that opens a paragraph, so that it becomes no heading, list or quotation.

    A dash before speech becomes the long one that a reader sees anyway.

    >>> opened("- Vi bliver"), opened("1. Nyt"), opened("1. maj")
    ('– Vi bliver', '1\\\\. Nyt', '1. maj')
    """
    return _LINE_START.sub(_harmless, line)


def _harmless(found: re.Match[str]) -> str:
    sign = found[2]
    if sign in "-–—":
        return f"{found[1]}–"
    return f"{found[1]}{sign}\\" if sign.isdigit() else f"{found[1]}\\{sign}"
