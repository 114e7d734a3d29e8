"""Plain text as Markdown that the page shows unchanged.

Only characters that our Markdown parser would interpret at their position are escaped, so that the source stays
readable for an editor.
"""

import re

from hjemsite.content.markdown.commonmark.inlines.bare_addresses import web_address
from hjemsite.danish.dates import MONTHS

_WEB = re.compile(r"(?:https?://|www\.)[^\s<]+")
_ALWAYS = re.compile(r"[\\`*~]|(?<!\w)_|_(?!\w)")
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
    written, at = "", 0
    for match in _WEB.finditer(text):
        if match.start() >= at:
            written += _escaped_words(text[at : match.start()])
            address = web_address(match[0])
            written += _written_address(address, match[0], text[match.start() + len(address) :])
            at = match.start() + (len(address) or len(match[0]))
    return written + _escaped_words(text[at:])


def _written_address(address: str, candidate: str, rest: str) -> str:
    """An address as it is, since it becomes a link, and kept apart from signs behind it that must be escaped.

    `candidate` looks like one; without an `address` in it, it is words, and its first letter says so.
    """
    glued = rest.split(maxsplit=1)[0] if rest and not rest[0].isspace() else ""
    words = glued if address else candidate
    if _escaped_words(words) == words:
        return address or candidate
    if address.startswith("http"):
        return f"<{address}>"
    return f"&#{ord(candidate[0])};{_escaped_words((address or candidate)[1:])}"


def _escaped_words(text: str) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    if _REFERENCE.search(text) or "[^" in text:
        text = text.replace("[", "\\[")
    text = _BRACE.sub("&#123;", text)
    return _TAG.sub("&lt;", text)


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
