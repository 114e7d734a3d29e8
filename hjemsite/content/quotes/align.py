"""Where in a body each quote stands.

The longest quotes choose first and no word is given twice, so a short quote never takes a place inside a long one.
A quote in one stretch goes before a quote in parts, and words that somebody is shown to say before running text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from hjemsite.content.quotes.normalized import NormalizedText, WordRange, occurrences, shared
from hjemsite.content.quotes.segments import QuoteSpan
from hjemsite.content.quotes.speech_cues import is_attribution

LONGEST_INQUIT = 200
"""The longest inquit between two parts of a quote, in letters and digits."""

Rank = Callable[[WordRange], tuple[bool, ...]]
"""How well a place suits a quote; the lowest is best, and of equals the first."""

# Limits for texts that are made to cost time; an article with ten misquotations needs some hundred starts.
_MOST_PLACES = 50
_MOST_STARTS = 2_000
_MOST_PARTS = 12
_MOST_CUTS = 6
_MOST_RESUMPTIONS = 6


def align_quotes(
    body: NormalizedText, quotes: Sequence[NormalizedText], rank: Rank, split: bool = True
) -> tuple[QuoteSpan, ...]:
    """The places of all quotes that the body has, in the body's order. Of several places the lowest `rank` is best.

    Without `split` no quote is looked for in parts.
    """
    taken = bytearray(len(body))
    found: list[QuoteSpan] = []

    def claim(number: int, parts: Sequence[WordRange]) -> None:
        for part in parts:
            taken[part.first : part.last] = b"\1" * (part.last - part.first)
            found.append(QuoteSpan(part, number))

    longest_first = sorted(range(len(quotes)), key=lambda number: -len(quotes[number].letters))
    left: list[int] = []
    for number in longest_first:
        place = _whole(body, quotes[number], taken, rank)
        if place:
            claim(number, [place])
        else:
            left.append(number)
    starts = iter(range(_MOST_STARTS))
    for number in left if split else ():
        claim(number, _parts(body, quotes[number], taken, starts))
    return tuple(sorted(found))


def _whole(body: NormalizedText, quote: NormalizedText, taken: bytearray, rank: Rank) -> WordRange | None:
    free = (place for place in occurrences(body, quote.letters) if taken.find(1, *place) < 0)
    places = list(islice(free, _MOST_PLACES))
    return min(places, key=rank) if len(places) > 1 else places[0] if places else None


def _parts(body: NormalizedText, quote: NormalizedText, taken: bytearray, starts: Iterator[int]) -> Sequence[WordRange]:
    """The first place that has the quote with inquits in it. `starts` runs out when too many places have been tried."""
    for size in (3, 1):
        if size >= len(quote):
            continue
        for place in occurrences(body, quote.letters_of(WordRange(0, size))):
            if next(starts, None) is None:
                return ()
            parts, told = follow(body, quote, place.first)
            if told == len(quote.letters) and all(taken.find(1, *part) < 0 for part in parts):
                return parts
    return ()


def follow(body: NormalizedText, quote: NormalizedText, first: int) -> tuple[list[WordRange], int]:
    """The parts that the body has of the quote from its word `first` on, and how many of its letters they are.

    Between two parts stands an inquit; each part begins and ends with a whole word in both texts.
    """
    parts: list[WordRange] = []
    told = 0
    while len(parts) < _MOST_PARTS:
        alike = shared(body, body.edges[first], quote, told)
        ends = list(islice(_common_ends(body, quote, first, told, alike), _MOST_CUTS))
        if not ends:
            break
        last, done = ends[0], told + body.edges[ends[0]] - body.edges[first]
        resumption = next(_resumptions(body, quote, first, told, ends), None) if done < len(quote.letters) else None
        if resumption is None:
            parts.append(WordRange(first, last))
            return parts, done
        parts.append(WordRange(first, resumption.last))
        first, told = resumption.first, resumption.told
    return parts, told


def _common_ends(body: NormalizedText, quote: NormalizedText, first: int, told: int, alike: int) -> Iterator[int]:
    """Where a part of `alike` letters at most can end, from the longest on: after a whole word in both texts."""
    start = body.edges[first]
    for last in range(bisect_right(body.edges, start + alike) - 1, first, -1):
        here = told + body.edges[last] - start
        if quote.edges[bisect_left(quote.edges, here)] == here:
            yield last


class _Resumption(NamedTuple):
    """A part ends before word `last` of the body; the next begins at word `first`.

    `told` is how many letters of the quote stand before the next part.
    """

    last: int
    first: int
    told: int


def _resumptions(
    body: NormalizedText, quote: NormalizedText, first: int, told: int, ends: Sequence[int]
) -> Iterator[_Resumption]:
    """Where a part ends and the next begins, with an inquit between them.

    The sign behind a figure is there the inquit's: »Vi var 5,« siger hun, »og vi gik«.
    """
    for end in ends:
        word = bisect_left(quote.edges, told + body.edges[end] - body.edges[first])
        while word < len(quote) and quote.is_pause(word):
            word += 1
        last = end - 1 if body.is_pause(end - 1) else end
        for size in (2, 1):
            ahead = quote.letters_of(WordRange(word, min(word + size, len(quote))))
            for resumed in islice(_soon(body, last, ahead), _MOST_RESUMPTIONS):
                if is_attribution(body.text[body.ends[last - 1] : body.starts[resumed]]):
                    yield _Resumption(last, resumed, quote.edges[word])


def _soon(body: NormalizedText, last: int, ahead: str) -> Iterator[int]:
    """The words soon after word `last` at which the letters `ahead` begin."""
    start = body.edges[last] + 1
    limit = start + LONGEST_INQUIT + len(ahead)
    at = body.letters.find(ahead, start, limit)
    while ahead and at >= 0:
        word = bisect_left(body.edges, at)
        if body.edges[word] == at and word < len(body):
            yield word
        at = body.letters.find(ahead, at + 1, limit)
