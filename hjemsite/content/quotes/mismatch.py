"""Where a text comes nearest to a quote that it does not have, and the first words that differ.

An editor who has mistyped a word is shown that word, and need not compare two paragraphs.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest

from hjemsite.content.document import Mismatch
from hjemsite.content.quotes.align import follow
from hjemsite.content.quotes.figures import ENTITY, UNSEEN
from hjemsite.content.quotes.normalized import NormalizedText, WordRange

_MOST_SPOTS = 50
"""How often a word is looked up in the text: one that stands everywhere says nothing of where a quote begins."""
_LIKE = 4
"""A text is like a quote when at least one word in this many stands where it should."""
_SHIFT = 30
_MOST_BEGINNINGS = 4
_OPENING = 8
_FARTHEST = 12
_SHOWN = 3


def mismatches(text: NormalizedText, quotes: Sequence[NormalizedText]) -> tuple[Mismatch | None, ...]:
    """For each quote, where the text comes nearest to it; None where nothing is like it, or nothing differs."""
    words = text.words_of(WordRange(0, len(text)))
    quoted = [quote.words_of(WordRange(0, len(quote))) for quote in quotes]
    spots: dict[str, list[int]] = defaultdict(list)
    looked_up = {word for quote in quoted for word in quote}
    for number, word in enumerate(words):
        if word in looked_up and len(spots[word]) < _MOST_SPOTS:
            spots[word].append(number)
    return tuple(_mismatch(text, words, spots, quote, own) for quote, own in zip(quotes, quoted, strict=True))


def _mismatch(
    text: NormalizedText,
    words: Sequence[str],
    spots: Mapping[str, Sequence[int]],
    quote: NormalizedText,
    quoted: Sequence[str],
) -> Mismatch | None:
    alignments = [(first, *follow(text, quote, first)) for first in _beginnings(words, spots, quoted)]
    if not alignments:
        return None
    first, parts, matched = max(alignments, key=lambda alignment: alignment[2])
    here, there = parts[-1].last if parts else first, bisect_left(quote.edges, matched)
    if there == len(quoted) or here == len(words):
        return None
    in_text, in_quote = _differing(words, here, quoted, there)
    start, end = text.span(in_text)
    left, right = quote.span(in_quote)
    return Mismatch(_line(text.text[start:end]), _line(quote.text[left:right]), start, end)


def _line(text: str) -> str:
    return " ".join(text.replace(UNSEEN, "").replace(ENTITY, "").split())


def _beginnings(words: Sequence[str], spots: Mapping[str, Sequence[int]], quoted: Sequence[str]) -> list[int]:
    """The words of the text at which the quote may begin: near where most of its words stand as they should."""
    votes = Counter(spot - number for number, word in enumerate(quoted) for spot in spots.get(word, ()))
    best, count = votes.most_common(1)[0] if votes else (0, 0)
    if count < max(2, len(quoted) / _LIKE):
        return []

    def likeness(start: int) -> tuple[int, int, int]:
        pairs = zip(words[max(start, 0) : max(start + _OPENING, 0)], quoted[max(-start, 0) : _OPENING], strict=False)
        return sum(word == other for word, other in pairs), votes[start], -start

    near = nlargest(_MOST_BEGINNINGS, (start for start in votes if abs(start - best) <= _SHIFT), key=likeness)
    return [max(0, start) for start in near]


def _differing(words: Sequence[str], here: int, quoted: Sequence[str], there: int) -> tuple[WordRange, WordRange]:
    """What stands in the text from word `here`, and in the quote from word `there`, until they are alike again.

    Where one has words that the other has not, both are shown with the word before, so that neither is empty.
    """
    rest = min(_SHOWN, len(quoted) - there)
    less, more = next(_meetings(words, here, quoted, there), (rest, rest))
    back = 1 if not (less and more) and here and there else 0
    ahead = 1 if not (less and more) and not back else 0
    return (
        WordRange(here - back, min(here + less + ahead, len(words))),
        WordRange(there - back, min(there + more + ahead, len(quoted))),
    )


def _meetings(words: Sequence[str], here: int, quoted: Sequence[str], there: int) -> Iterator[tuple[int, int]]:
    """How many words of the text and of the quote to go past for them to agree again: in two words, or soon in one."""
    for agreeing, farthest in ((2, _FARTHEST), (1, _SHOWN)):
        for reach in range(1, farthest + 1):
            for skipped in range(reach + 1):
                ahead = quoted[there + skipped : there + skipped + agreeing]
                start = here + reach - skipped
                if ahead and list(words[start : start + len(ahead)]) == list(ahead):
                    yield reach - skipped, skipped
