"""What the beginning of a line says: which block begins there.

The patterns are those of CommonMark, section 4 and 5, and of GitHub's tables and footnotes. Two are ours: a date begins
no list (Retskrivningsordbogen § 42.3), and the bullets that word processors write do.
"""

import re

from hjemsite.danish.word_patterns import lazy_pattern

_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"

HASHES = lazy_pattern(r"(#{1,6})(?:[ \t]+|\Z)")
FENCE = lazy_pattern(r"(`{3,})[^`]*\Z|(~{3,})")
RULE = lazy_pattern(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
UNDERLINE = lazy_pattern(r"(?:=+|-+)[ \t]*\Z")
NOTE = lazy_pattern(r"\[\^([^\[\]\n]+)\]:")
DELIMITERS = lazy_pattern(r"(?=[^\n]*[|:])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*\Z")
"""The line below the head of a table."""

_ITEM = lazy_pattern(rf"(?:([-+*])|(\d{{1,9}})([.)])(?!(?<=\.)[ ]+(?i:{_MONTHS})\b))(?=[ \t]|\Z)")

_ATTRIBUTE = r"""(?:[.#][^\s={}"'#.]+|[^\s={}"'#.][^\s={}"']*=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s{}"']*))"""
ATTRIBUTES = lazy_pattern(rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*+)[ ]*\}}")
ATTRIBUTE = lazy_pattern(_ATTRIBUTE)

_BULLETS = {"•": 1, "●": 1, "\uf0b7": 1, "○": 2, "◦": 2, "▪": 3, "■": 3, "\uf0a7": 3}
PASTED = {**_BULLETS, "·": 1, "–": 1, "—": 1, "ü": 1, "o": 2, "§": 3}
"""The bullets that Word, Outlook and Google Docs put into plain text, and the level on which each stands there.

Those behind `_BULLETS` mean something else, too: they count only before the white space of a word processor.
"""

_PASTED_ITEM = lazy_pattern(rf"(?:[{''.join(_BULLETS)}]|·(?=[ \t\xa0])|o(?=[ \xa0]{{2}})|[–—üo§](?=\t))[ \t\xa0]*")

STARTERS = frozenset(">#`~=-_*+|:[{0123456789").union(PASTED)
"""The characters without one of which no block but a paragraph begins."""


def item_marker(text: str) -> re.Match[str] | None:
    """The bullet, or the number and its sign, with which `text` begins a list item.

    >>> item_marker("1) Kom")[0], item_marker("12. maj åbner vi")
    ('1)', None)
    """
    return _ITEM.match(text)


def pasted_marker(text: str) -> re.Match[str] | None:
    """The bullet from a word processor with which `text` begins, and the white space behind it.

    >>> pasted_marker("•\\tsovepose").end()
    2
    """
    return _PASTED_ITEM.match(text) if text[:1] in PASTED else None


def pasted_level(text: str) -> int:
    """The level of the bullet from a word processor with which `text` begins, or 0."""
    return PASTED[text[0]] if pasted_marker(text) else 0


def heading_text(text: str) -> str:
    """The words of a line that begins with hashes, without the hashes on either side.

    >>> heading_text("## Åbent hus ##")
    'Åbent hus'
    """
    words = text.lstrip("#").strip(" \t")
    open_end = words.rstrip("#")
    return open_end.rstrip(" \t") if not open_end or open_end[-1] in " \t" else words
