"""A release cut into paragraphs, as its author saw them.

Line breaks come from all kinds of programs: an empty line ends a paragraph, and so does a single break, unless the
text only wraps there. The plain text has the length of the source, so every place in it is a place in the source.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from hjemsite.importer.extract.result import Segment

_BLANK = re.compile(r"[\t\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_BULLET = re.compile(r"\s*(?:[-–—−•·*‣▪●○]|[0-9]{1,2}[.)]\s|#{1,6}\s)")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@|www\.|https?:")
_ENDS = '.!?:;…”"“»«)'
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 110


def plain(text: str) -> str:
    """The text with every odd blank as a plain one and every break that only wraps a line as a blank.

    >>> plain("Vi har\\u00a0boet her,\\nog vi bliver.\\n\\nSlut")
    'Vi har boet her, og vi bliver.\\n\\nSlut'
    """
    parts = []
    for block in re.split(r"(\n(?:[^\S\n]*\n)+)", _BLANK.sub(" ", text)):
        parts.append(_unwrapped(block) if block.count("\n") and block.strip() else block)
    return "".join(parts)


def paragraphs(plain_text: str) -> list[Segment]:
    """The paragraphs of a plain text: its lines that are not empty, trimmed."""
    found = []
    for line in re.finditer(r"[^\n]+", plain_text):
        words = line[0].strip()
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append(Segment(start, start + len(words)))
    return found


def _unwrapped(block: str) -> str:
    lines = block.split("\n")
    wrapped = _is_wrapped(lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append(" " if _goes_on(before, line, wrapped) else "\n")
        joined.append(line)
    return "".join(joined)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a block of lines is one paragraph that a program has cut at some width."""
    widths = [len(line.strip()) for line in lines if line.strip()]
    if len(widths) < 2 or any(_BULLET.match(line) for line in lines[1:]):
        return False
    widest = max(widths)
    loose = sum(line.rstrip()[-1:] not in _ENDS for line in lines[:-1] if line.strip())
    fits = _SHORTEST_WRAPPED <= widest <= _LONGEST_WRAPPED and all(width >= 0.7 * widest for width in widths[:-1])
    return fits and 2 * loose >= len(widths) - 1


def _goes_on(before: str, line: str, wrapped: bool) -> bool:
    before, line = before.rstrip(), line.lstrip()
    if not before or not line or _BULLET.match(line) or _ADDRESS.match(line):
        return False
    return wrapped or (line[0].islower() and before[-1] not in _ENDS) or before[-1] == ","


def joined(text: str, segments: Iterator[Segment] | tuple[Segment, ...] | list[Segment], between: str = " ") -> str:
    """The words at the segments, with single blanks and without soft hyphens."""
    return between.join(" ".join(text[start:end].replace("\u00ad", "").split()) for start, end in segments)
