"""A text that holds more than one press release, told by what each of them begins with.

Where one release ends and the next begins is for the editor to say, so that no word comes to stand in the wrong news.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hjemsite.importer.extract.labels import Label, Role, label_of

_KIND = re.compile(
    r"\W*(?:pressemeddelelse|presseinvitation|pressenyt|pressenyhed|nyhed til pressen|press release)\b(?:\W|$)",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\s].*")
_LONGEST_BEGINNING, _SHORTEST_BODY = 90, 60
"""Characters of the line that a release begins with, at most, and of a line of the text below it, at least."""
_HEADLINE_WITHIN = 5
"""Lines between the beginning of a release and its headline, at most."""


class FurtherRelease(NamedTuple):
    """A press release within a text that begins with another: the offset of its first line, and its headline."""

    start: int
    headline: str


class _Line(NamedTuple):
    start: int
    text: str


def further_releases(text: str) -> tuple[FurtherRelease, ...]:
    """All press releases in a text but the first; empty where it is one.

    >>> text = "Alle, der bor i Nøglen, kan fra på mandag åbne døren til det nye fællesrum.\\n"
    >>> further_releases(f"Pressemeddelelse\\nNy dør i Nøglen\\n{text}PRESSEMEDDELELSE\\nNy nøgle nu\\n{text}")
    (FurtherRelease(start=109, headline='Ny nøgle nu'),)
    """
    lines = [_Line(match.start(), match[0].rstrip()) for match in _LINE.finditer(text)]
    return next(filter(None, (tuple(_further(lines, numbers)) for numbers in _beginnings(lines))), ())


def _beginnings(lines: Sequence[_Line]) -> Iterator[list[int]]:
    """The numbers of the lines that name the kind of text, and of those with the same label of a headline."""
    short = [(number, line.text) for number, line in enumerate(lines) if len(line.text) < _LONGEST_BEGINNING]
    yield [number for number, text in short if _KIND.match(text) and text[-1] not in ".,;"]
    labels = [(number, text[: label.value]) for number, text in short if (label := _headline_label(text))]
    yield [number for number, words in labels if words == labels[0][1]]


def _headline_label(line: str) -> Label | None:
    label = label_of(line)
    return label if label is not None and label.role is Role.TITLE else None


def _further(lines: Sequence[_Line], numbers: Sequence[int]) -> Iterator[FurtherRelease]:
    """The releases at all lines `numbers` but the first, of those with a text of their own."""
    whole = [
        number
        for number, end in pairwise([*numbers, len(lines)])
        if any(len(line.text) >= _SHORTEST_BODY for line in lines[number + 1 : end])
    ]
    for number in whole[1:]:
        start, text = lines[number]
        label = _headline_label(text)
        below = [line.text for line in lines[number + 1 : number + 1 + _HEADLINE_WITHIN]]
        likely = (line for line in below if len(line.split()) > 2 and not re.search(r"\d{4}", line))
        yield FurtherRelease(start, (text[label.value :] or below[0]) if label else next(likely, text))
