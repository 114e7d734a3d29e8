"""The words of a text, and where they stand in it.

Two texts say the same when their letters and figures are the same: quotation marks, dashes, hyphens, white space,
letter case and the way an å is stored never matter. A sign beside a digit does (see `figures`), for it is what the
figure says. Only whole words count, so »en god« is not in »igen godt«, nor »5« in »1,5«.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec import Struct

from hjemsite.content.quotes import figures
from hjemsite.danish import typography
from hjemsite.danish.word_patterns import lazy_pattern

MOST_TRIES = 1_000
"""How many places one search looks at. Honest text needs a handful; a text of nothing but repeats must end, too."""

_WORD = lazy_pattern(r"(\w+)")
_WORD_WITH_ACCENTS = lazy_pattern(r"([\w\u0300-\u036f]+)")
_BARRIER = "\n"
_APART = " "
"""Stands between two figures, so that »5 20-liters« is not »520-liters«, and behind the sign after a figure."""
_ACCENT = lazy_pattern(r"[\u0300-\u036f]")


class WordRange(NamedTuple):
    """The words from number `first` up to, not including, number `last`."""

    first: int
    last: int


class NormalizedText(Struct, frozen=True):
    """A text and its words. `letters` is all their letters and figures, folded, with nothing between them.

    Word i is `text[starts[i]:ends[i]]` and `letters[edges[i]:edges[i + 1]]`. `starts` and `edges` have one item more
    than there are words: where the text and the letters end.
    """

    text: str
    letters: str
    edges: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ends)

    def within(self, start: int, end: int) -> WordRange:
        """The words that begin in `text[start:end]`."""
        return WordRange(bisect_left(self.starts, start, 0, len(self)), bisect_left(self.starts, end, 0, len(self)))

    def letters_of(self, stretch: WordRange) -> str:
        return self.letters[self.edges[stretch.first] : self.edges[stretch.last]]

    def words_of(self, stretch: WordRange) -> list[str]:
        """Each word of the stretch, folded."""
        edges = self.edges[stretch.first : stretch.last + 1]
        return [self.letters[start:end] for start, end in pairwise(edges)]

    def is_pause(self, word: int) -> bool:
        """Whether a word is no more than the sign behind a figure, or what keeps two figures apart."""
        return self.letters.endswith(_APART, self.edges[word], self.edges[word + 1])

    def span(self, stretch: WordRange) -> tuple[int, int]:
        """Where in the text the words of a stretch that is not empty begin and end."""
        return self.starts[stretch.first], self.ends[stretch.last - 1]


def fold(text: str) -> str:
    """What remains of a word when spelling is compared.

    >>> fold("Å") == fold("A\u030a") == fold("å")
    True
    """
    if not unicodedata.is_normalized("NFC", text):
        text = _ACCENT.sub("", unicodedata.normalize("NFC", text))
    return text.casefold().replace("_", "")


def normalize(text: str, ranges: Sequence[tuple[int, int]] | None = None) -> NormalizedText:
    """The words of `text`, or of the `ranges` of it alone (in order, apart), in time linear in their length.

    Between two ranges stands a word that no quote has, so that nothing is found across what was left out. A sign
    behind the last figure of a range is passed over: it ends the sentence.

    >>> normalize("»Bo-støtte virker«, siger hun").letters
    'bostøttevirkersigerhun'
    >>> normalize("Fra 1 500 til 2.000 kr., kl. 9:30").letters
    'fra1500til2.000krkl9.30'
    """
    text = typography.with_clock_times(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    left = 0
    for start, end in ((0, len(text)),) if ranges is None else ranges:
        if words:
            words.append(_BARRIER)
            starts.append(left)
            ends.append(left)
        range_words, bounds = _words(text[start:end], start)
        words += range_words
        starts += bounds[0:-1:2]
        ends += bounds[1::2]
        left = end
    return NormalizedText(text, "".join(words), (0, *accumulate(map(len, words))), (*starts, len(text)), tuple(ends))


def _words(text: str, start: int) -> tuple[list[str], list[int]]:
    """The words of a text that begins at `start`, folded, and where each begins and ends, by turns."""
    # macOS stores å as a and a ring; to look for rings everywhere would slow down all other texts.
    has_accents = not unicodedata.is_normalized("NFC", text)
    word, with_figures = (_WORD_WITH_ACCENTS, figures.WITH_ACCENTS) if has_accents else (_WORD, figures.FIGURES)
    words: list[str] = []
    bounds: list[int] = []
    for first, last, has_figures in _pieces(text):
        read = _words_and_figures if has_figures else _words_alone
        piece_words, piece_bounds = read(text[first:last], start + first, with_figures if has_figures else word)
        words += piece_words
        bounds += piece_bounds
    return words, [*bounds, start + len(text)]


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """A text cut into pieces: where each begins and ends, and whether it has figures, which take long to read.

    It is cut at a blank between two letters, over which nothing belongs to a figure.
    """
    at = 0
    for figure in figures.FIGURE.finditer(text) if figures.HAS_FIGURES.search(text) else ():
        if figure.start() < at:
            continue
        first, last = figure.start(), figure.end()
        while (first := text.rfind(" ", at, first)) >= 0 and not _parts_letters(text, first):
            pass
        while (last := text.find(" ", last)) >= 0 and not _parts_letters(text, last):
            last += 1
        first, last = first if first >= 0 else at, last if last >= 0 else len(text)
        if at < first:
            yield at, first, False
        yield first, last, True
        at = last
    if at < len(text):
        yield at, len(text), False


def _parts_letters(text: str, blank: int) -> bool:
    return text[blank - 1 : blank].isalpha() and text[blank + 1 : blank + 2].isalpha()


def _words_alone(text: str, start: int, word: re.Pattern[str]) -> tuple[list[str], list[int]]:
    """The words of a text without figures that begins at `start`, and where each begins and ends, by turns."""
    parts = word.split(text)  # what is between the words, and the words, by turns
    if len(parts) == 1:
        return [], []
    return fold("\n".join(parts[1::2])).split("\n"), list(accumulate(map(len, parts), initial=start))[1:-1]


def _words_and_figures(text: str, start: int, word: re.Pattern[str]) -> tuple[list[str], list[int]]:
    """The words of a text with figures, in which signs are words or parts of words, and where each begins and ends."""
    matches = list(word.finditer(text))
    while matches and matches[-1][0][-1] in figures.PAUSES:
        matches.pop()
    if not matches:
        return [], []
    words: list[str] = []
    bounds: list[int] = []
    meanings = fold(figures.meant("\0".join([match[0] for match in matches]))).split("\0")
    for meant, match in zip(meanings, matches, strict=True):
        begin, end = match.span()
        if words and meant[:1].isdecimal() and words[-1][-1:].isdecimal():
            words.append(_APART)
            bounds += (bounds[-1], start + begin)
        words.append(meant + _APART if meant in figures.PAUSES else meant)
        bounds += (start + begin, start + end)
    return words, bounds


def occurrences(body: NormalizedText, letters: str) -> Iterator[WordRange]:
    """Where whole words of the body make up `letters`, from the first on; they may overlap.

    >>> list(occurrences(normalize("Igen godt! En god, en god dag"), "engod"))
    [WordRange(first=2, last=4), WordRange(first=4, last=6)]
    """
    at = body.letters.find(letters) if letters else -1
    for _ in range(MOST_TRIES):
        if at < 0:
            return
        word_range = _whole_words(body, at, at + len(letters))
        if word_range:
            yield word_range
        at = body.letters.find(letters, at + 1)


def _whole_words(body: NormalizedText, start: int, end: int) -> WordRange | None:
    first, last = bisect_right(body.edges, start) - 1, bisect_left(body.edges, end)
    return WordRange(first, last) if body.edges[first] == start and body.edges[last] == end else None


def shared(body: NormalizedText, at: int, quote: NormalizedText, done: int) -> int:
    """How many letters the body, from its letter `at`, and the quote, from its letter `done`, have alike."""
    low, high = 0, min(len(body.letters) - at, len(quote.letters) - done)
    while low < high:  # halving: each step compares whole slices, which is quick even when a body is all repeats
        middle = (low + high + 1) // 2
        if body.letters.startswith(quote.letters[done + low : done + middle], at + low):
            low = middle
        else:
            high = middle - 1
    return low
