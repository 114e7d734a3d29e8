"""The lines and paragraphs of a press release: where one ends and the next begins.

An empty line ends a paragraph, and so does a single break, unless the text only wraps there. The plain text is as long
as the source, so that every position in it is one in the source.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from hjemsite.danish.dates import MONTHS
from hjemsite.importer.extract.labels import label_of
from hjemsite.importer.extract.result import Segment

_BLANK = re.compile(r"[\t\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_OWN_LINE = re.compile(
    r"\s*(?:[-–—−•·*‣▪●○]|[0-9]{1,2}[.)]\s|#{1,6}\s|(?i:pressemeddelelse|nyhedsbrev|download|hent)\b)"
)
_CREDIT = re.compile(r"\s*(?:tekst|foto|billede|skrevet af|kilde)\w*(?: og \w+)?\s?:", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:[A-ZÆØÅ][\w-]{1,20},? )?(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,? )?(?:den |d\. ?)?"
    rf"[0-9]{{1,2}}\.? ?(?:{'|'.join(MONTHS)}|[./-] ?[0-9]{{1,2}}[./-]?) ?(?:19|20)?[0-9]{{2}}\.?",
    re.IGNORECASE,
)
"""A line that is a date, perhaps behind a town."""
_LINE_ADDRESS = re.compile(r"[\w.+-]{1,64}@|www\.|https?:")
_LINE_ENDS = '.!?:;…”"“»«)'
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 110


def plain_text(text: str) -> str:
    """The text, as long as before, with a plain blank for every other blank and for every break that only wraps a line.

    >>> plain_text("Vi har\\u00a0boet her,\\nog vi bliver.\\n\\nSlut")
    'Vi har boet her, og vi bliver.\\n\\nSlut'
    """
    parts = []
    for block in re.split(r"(\n(?:[^\S\n]*\n)+)", _BLANK.sub(" ", text)):
        parts.append(_unwrapped(block) if block.count("\n") and block.strip() else block)
    return "".join(parts)


def paragraph_segments(plain: str) -> list[Segment]:
    """The lines of a plain text that are not empty, trimmed."""
    segments = []
    for line in re.finditer(r"[^\n]+", plain):
        words = line[0].strip()
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            segments.append(Segment(start, start + len(words)))
    return segments


def _unwrapped(block: str) -> str:
    """A block of lines with blanks for the breaks that only wrap one."""
    lines = block.split("\n")
    wrapped = _is_wrapped(lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append(" " if _goes_on(before, line, wrapped) else "\n")
        joined.append(line)
    return "".join(joined)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a block of lines is one paragraph that a program has wrapped at some width."""
    if any(_DATE_LINE.fullmatch(line.strip()) for line in lines):
        return False
    widths = [len(line.strip()) for line in lines if line.strip()]
    if (
        len(widths) < 2
        or _CREDIT.match(lines[0])
        or any(_OWN_LINE.match(line) or label_of(line.strip()) for line in lines[1:])
    ):
        return False
    widest = max(widths)
    unended = sum(line.rstrip()[-1:] not in _LINE_ENDS for line in lines[:-1] if line.strip())
    is_even = _SHORTEST_WRAPPED <= widest <= _LONGEST_WRAPPED and all(width >= 0.7 * widest for width in widths[:-1])
    return is_even and 2 * unended >= len(widths) - 1


def _goes_on(before: str, line: str, wrapped: bool) -> bool:
    """Whether a line goes on with the one before it; `wrapped` says that their block is one paragraph."""
    before, line = before.rstrip(), line.lstrip()
    if not before or not line or _OWN_LINE.match(line) or _LINE_ADDRESS.match(line) or label_of(line):
        return False
    return wrapped or (line[0].islower() and before[-1] not in _LINE_ENDS) or before[-1] == ","


def joined(text: str, segments: Iterable[Segment], between: str = " ") -> str:
    """The words at the segments, with `between` between segments, single blanks within, and no soft hyphens.

    >>> joined("Vi  er her. Nu.", [Segment(0, 11), Segment(12, 15)], "|")
    'Vi er her.|Nu.'
    """
    return between.join(" ".join(text[start:end].replace("\u00ad", "").split()) for start, end in segments)
