"""What belongs to a figure: »1,5«, »5 %«, »10-15«, »§ 5«, »5.« are words that mean something else without their sign.

A sign that touches a digit is part of the word; signs of measure and calculation are so across a blank as well.
White space is not: »1 500« is 1500 and »5%« is »5 %«, for the typographer writes both. Nor is the kind of a dash.
"""

import re

from hjemsite.danish.word_patterns import lazy_pattern

UNSEEN = "\x1f"
"""Stands in a plain text for markup within a line, such as `<em>`: no character, and so no white space either."""

ENTITY = "\x1e"
"""Fills up a plain text behind a character that the HTML writes as an entity: `&amp;` is `&` and four of these."""

PAUSES = frozenset(".,:;")
"""Signs that may follow a figure and begin nothing: »den 5. maj«, »i 2022, hvor«. Each is a word of its own."""

_NO_WIDTH = f"{UNSEEN}{ENTITY}\u00ad\u200b-\u200d\u2060\ufeff"
_BLANK = " \t\\n\\r\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_NUMERALS = r"\d²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅞"
_MARKS = "“”„‟»«\"'’‘‚‹›"
_ALONE = "%‰‱°§€$£¥¢&+±×÷=№"

# Possessive, so that no text makes a search go back and try again.
_Z = f"[{_NO_WIDTH}]*+"
# Over the end of a line, but not of a paragraph.
_W = f"{_Z}(?:(?!\\n[ \t]*+\\n)[{_BLANK}]){{0,3}}+{_Z}"
_SIGN = f"(?:\\.\\.\\.|[.,:;/^…·⁄∕{_DASHES}])"
_AFTER_NUMERAL, _BEFORE_NUMERAL = f"(?<=[{_NUMERALS}])", f"(?=[{_NUMERALS}])"


def _figures(letter: str) -> re.Pattern[str]:
    """A word, with what belongs to its figures; `letter` is the class of what words are made of."""
    blank = f"{_Z}[{_BLANK}]{_Z}"
    grouped = f"(?<!\\d)(?:\\d{{1,3}}(?:{blank}\\d{{3}})+|\\d\\d(?:{blank}\\d\\d){{3}})(?!\\d)"
    word = f"(?:{grouped}|{letter}+)"
    before = f"(?:(?:[§€$£¥<>≤≥≠≈#№+±×÷=]{_W}){{1,3}}{_BEFORE_NUMERAL}|[.,:;/^·⁄∕{_DASHES}]{_Z}{_BEFORE_NUMERAL})?"
    within = "|".join(
        (
            f"{_AFTER_NUMERAL}{_Z}{_SIGN}{{1,3}}{_Z}(?={letter})",
            f"{_Z}{_SIGN}{{1,3}}{_Z}{_BEFORE_NUMERAL}",
            f"{_AFTER_NUMERAL}{_W}(?:[{_DASHES}]{{1,2}}|[+±×÷=<>≤≥≠≈/:]){_W}{_BEFORE_NUMERAL}",
            f"{_AFTER_NUMERAL}{_Z}{_BEFORE_NUMERAL}",
        )
    )
    after = f"{_AFTER_NUMERAL}(?:{_W}[%‰‱°€$£¥+±×÷=<>≤≥≠≈′″]{ENTITY}*|{_Z},?[{_DASHES}])"
    pause = f"{_AFTER_NUMERAL}[{_NO_WIDTH}{_MARKS}]*[.,:;](?!\\.)"
    return lazy_pattern(f"({before}{word}(?:(?:{within}){word})*(?:{after})*|{pause}|[{_ALONE}]{ENTITY}*)")


FIGURES = _figures(r"\w")
WITH_ACCENTS = _figures(r"[\w\u0300-\u036f]")
HAS_FIGURES = lazy_pattern(f"[\\d{_ALONE}]")
FIGURE = lazy_pattern(f"[{_NUMERALS}{_ALONE}]")
"""A part of each word that is read otherwise because it has figures."""

_MEANT = {
    **{ord(blank): None for blank in f" \t\n\r\u00a0\u202f\u205f\u3000{UNSEEN}{ENTITY}\u00ad\u2060\ufeff"},
    **dict.fromkeys(range(0x2000, 0x200E)),
    **dict.fromkeys((*range(8208, 8214), 8722, 65112, 65123, 65293), "-"),
    **{ord(slash): "/" for slash in "⁄∕"},
}


def meant(word: str) -> str:
    """A word of `FIGURES` without what typography may change in it; several at once when they are joined by `\\0`.

    >>> meant("10 – 15"), meant("1\u202f500"), meant("5\u00a0%")
    ('10-15', '1500', '5%')
    """
    return word.translate(_MEANT).replace("...", "…")
