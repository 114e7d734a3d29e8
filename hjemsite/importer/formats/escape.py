"""Plain text as Markdown that the page shows unchanged.

Only characters that our Markdown parser would interpret at their position are escaped, so that the source stays
readable for an editor.
"""

import re

from hjemsite.content.markdown.commonmark.inlines.bare_addresses import web_address
from hjemsite.danish.dates import MONTHS

_ADDRESS = r"(?:https?://|www\.)[^\s<]+"
_ALWAYS = re.compile(rf"({_ADDRESS})|[\\`*~]|(?<!\w)_|_(?!\w)")
_REFERENCE = re.compile(r"\]:|\]\(|\]\[")
_BRACE = re.compile(r"\{(?=:?[ ]*[.#\w])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# A date at the start of a line does not begin a list (see `commonmark/blocks/block_starts.py`).
_NAMES = "|".join(MONTHS)
_LINE_START = re.compile(
    rf"^([ \t]*)([#>]|[-–—+](?=\s|$)|(?:-+|=+)(?=[ \t]*$)|\d+(?=[.)](?:\s|$)))(?!\. ?(?:{_NAMES})\b)", re.MULTILINE
)
# A line of signs alone is decoration in a plain text, but an underline or a rule in Markdown.
RULE = re.compile(r"[ \t]*[-=_*~·•–—]{3,}[ \t]*")


def escaped(text: str) -> str:
    """`text` as Markdown inside a line: every character is shown as it is.

    >>> escaped("5 * 3 < 20 [sic] snake_case")
    '5 \\\\* 3 < 20 [sic] snake_case'
    """
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(_sign, text)
    if _REFERENCE.search(text) or "[^" in text:
        text = text.replace("[", "\\[")
    text = _BRACE.sub("&#123;", text)
    return _TAG.sub("&lt;", text)


def _sign(match: re.Match[str]) -> str:
    """A character with its backslash; an address as it is, because it becomes a link."""
    if not match[1]:
        return f"\\{match[0]}"
    whole = len(web_address(match[1])) or 1
    return match[1][:whole] + _ALWAYS.sub(_sign, match[1][whole:])


def escape_line_start(line: str) -> str:
    """An escaped line at the start of a paragraph, changed so that it begins no heading, list or blockquote.

    A hyphen before speech becomes an en dash, as the typography of the site has it.

    >>> [escape_line_start(line) for line in ("- Vi bliver", "1. Nyt", "1. maj")]
    ['– Vi bliver', '1\\\\. Nyt', '1. maj']
    """
    return _LINE_START.sub(_harmless, line)


def _harmless(match: re.Match[str]) -> str:
    sign = match[2]
    if sign in "-–—":
        return f"{match[1]}–"
    return f"{match[1]}{sign}\\" if sign.isdigit() else f"{match[1]}\\{sign}"
