"""A body where there is little room: its long words may be divided, and a table moves within a box of its own."""

import re

from hjemsite.danish.hyphenation import breakable
from hjemsite.danish.word_patterns import lazy_pattern

_NARROW = lazy_pattern(r"(?s)<(t[dh]|h[2-4])\b[^<>]*>.*?</\1>")
"""A heading, or a cell of a table."""

_TEXT = lazy_pattern(r"(?<=>)[^<>]+")
_TABLE = lazy_pattern(r"(?s)<table\b[^<>]*>.*?</table>")
_BOX = '<div class="bred-tabel" role="group" aria-label="Tabel" tabindex="0">'
"""A keyboard must reach what can be moved (WCAG 2.2, 2.1.1)."""


def for_narrow_windows(html: str) -> str:
    """The `html` of a body, for a page; what is copied elsewhere, feeds and data, stays without.

    >>> for_narrow_windows("<h2>Boligorganisationer</h2>").replace("\u00ad", "|")
    '<h2>Bolig|or|ga|ni|sa|tioner</h2>'
    """
    if "<t" not in html and "<h" not in html:
        return html
    divided = _NARROW.sub(lambda match: match[0] if "<code" in match[0] else _TEXT.sub(_breakable, match[0]), html)
    return _TABLE.sub(lambda match: f"{_BOX}{match[0]}</div>", divided) if "<table" in divided else divided


def _breakable(text: re.Match[str]) -> str:
    return breakable(text[0])
