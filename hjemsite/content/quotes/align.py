"""Where in a body each quote stands.

The longest quotes are looked for first and no word is used twice, so a short quote is never found inside a long one.
One piece is preferred to several parts, and marked speech to running text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from msgspec import Struct

from hjemsite.content.quotes.normalized import NormalizedText, WordRange, occurrences, shared
from hjemsite.content.quotes.segments import QuoteSpan
from hjemsite.content.quotes.speech_cues import is_attribution
from hjemsite.limits import QUOTE_PARTS

LONGEST_ATTRIBUTION = 200
"""The longest attribution between two parts of a quote, in letters and digits."""

Rank = Callable[[WordRange], tuple[bool, ...]]
"""How well a range of words suits a quote; the lowest is best, and of equals the first."""

# Limits for texts that are made to cost time; an article with ten misquotations needs some hundred starts.
_MOST_CANDIDATES = 50
_MOST_STARTS = 2_000
_MOST_CUTS = 6
_MOST_RESUMPTIONS = 6


def align_quotes(
    body: NormalizedText, quotes: Sequence[NormalizedText], rank: Rank, split: bool = True
) -> tuple[QuoteSpan, ...]:
    """Where the body has the quotes, in the body's order. Of several ranges for one quote the lowest `rank` is best.

    Without `split` no quote is looked for in parts.
    """
    used = bytearray(len(body))
    spans: list[QuoteSpan] = []

    def assign(number: int, parts: Sequence[WordRange]) -> None:
        for part in parts:
            used[part.first : part.last] = b"\1" * (part.last - part.first)
            spans.append(QuoteSpan(part, number))

    longest_first = sorted(range(len(quotes)), key=lambda number: -len(quotes[number].letters))
    unplaced: list[int] = []
    for number in longest_first:
        candidate = _whole(body, quotes[number], used, rank)
        if candidate:
            assign(number, [candidate])
        else:
            unplaced.append(number)
    starts = iter(range(_MOST_STARTS))
    for number in unplaced if split else ():
        assign(number, _parts(body, quotes[number], used, starts))
    return tuple(sorted(spans))


def _whole(body: NormalizedText, quote: NormalizedText, used: bytearray, rank: Rank) -> WordRange | None:
    free = (candidate for candidate in occurrences(body, quote.letters) if used.find(1, *candidate) < 0)
    candidates = list(islice(free, _MOST_CANDIDATES))
    return min(candidates, key=rank) if len(candidates) > 1 else candidates[0] if candidates else None


def _parts(body: NormalizedText, quote: NormalizedText, used: bytearray, starts: Iterator[int]) -> Sequence[WordRange]:
    """The first parts that make up the quote. `starts` runs out when too many beginnings have been tried."""
    for size in (3, 1):
        if size >= len(quote):
            continue
        for candidate in occurrences(body, quote.letters_of(WordRange(0, size))):
            if next(starts, None) is None:
                return ()
            parts, matched = follow(body, quote, candidate.first)
            if matched == len(quote.letters) and all(used.find(1, *part) < 0 for part in parts):
                return parts
    return ()


def follow(body: NormalizedText, quote: NormalizedText, first: int) -> tuple[list[WordRange], int]:
    """The parts that the body has of the quote from word `first` of the body on, and how many of its letters they are.

    Between two parts stands an attribution; each part begins and ends with a whole word in both texts.
    """
    parts: list[WordRange] = []
    matched = 0
    longest: tuple[list[WordRange], int] = ([], 0)
    while len(parts) < QUOTE_PARTS:
        alike = shared(body, body.edges[first], quote, matched)
        ends = list(islice(_common_ends(body, quote, first, matched, alike), _MOST_CUTS))
        if not ends:
            break
        done = matched + body.edges[ends[0]] - body.edges[first]
        longest = max(longest, ([*parts, WordRange(first, ends[0])], done), key=itemgetter(1))
        resumption = next(_resumptions(body, quote, first, matched, ends), None) if done < len(quote.letters) else None
        if resumption is None:
            break
        parts.append(WordRange(first, resumption.last))
        first, matched = resumption.first, resumption.matched
    return longest


def _common_ends(body: NormalizedText, quote: NormalizedText, first: int, matched: int, alike: int) -> Iterator[int]:
    """Where a part of `alike` letters at most can end, from the longest on: after a whole word in both texts."""
    start = body.edges[first]
    for last in range(bisect_right(body.edges, start + alike) - 1, first, -1):
        here = matched + body.edges[last] - start
        if quote.edges[bisect_left(quote.edges, here)] == here:
            yield last


class _Resumption(Struct, frozen=True):
    """A part ends before word `last` of the body; the next begins at word `first`.

    `matched` is how many letters of the quote stand before the next part.
    """

    last: int
    first: int
    matched: int


def _resumptions(
    body: NormalizedText, quote: NormalizedText, first: int, matched: int, ends: Sequence[int]
) -> Iterator[_Resumption]:
    """Where a part ends and the next begins, with an attribution between them.

    The sign behind a figure is there the attribution's: »Vi var 5,« siger hun, »og vi gik«.
    """
    for end in ends:
        word = bisect_left(quote.edges, matched + body.edges[end] - body.edges[first])
        while word < len(quote) and quote.is_pause(word):
            word += 1
        last = end - 1 if body.is_pause(end - 1) else end
        # Where two words go on, one does, too.
        tried: set[int] = set()
        for size in (2, 1):
            ahead = quote.letters_of(WordRange(word, min(word + size, len(quote))))
            for resumed in islice(_soon(body, last, ahead), _MOST_RESUMPTIONS):
                if resumed not in tried and is_attribution(body.text[body.ends[last - 1] : body.starts[resumed]]):
                    yield _Resumption(last, resumed, quote.edges[word])
                tried.add(resumed)


def _soon(body: NormalizedText, last: int, ahead: str) -> Iterator[int]:
    """The words soon after word `last` at which the letters `ahead` begin."""
    start = body.edges[last] + 1
    limit = start + LONGEST_ATTRIBUTION + len(ahead)
    at = body.letters.find(ahead, start, limit)
    while ahead and at >= 0:
        word = bisect_left(body.edges, at)
        if body.edges[word] == at and word < len(body):
            yield word
        at = body.letters.find(ahead, at + 1, limit)
