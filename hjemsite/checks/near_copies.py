"""Which public articles say what a held-back one says: candidates by their sketches, then the texts themselves.

What many articles share, such as a quote, a fact box or »Om alliancen«, makes no copy. A text is a copy where most of
its own words are the other's, in most of its paragraphs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from msgspec import Struct

from hjemsite.site.word_runs import FEW_RUNS, Wording, runs_in

_MOST = 0.55
"""The share of a text that makes it a copy. With one word changed in each sentence of twelve, .75 is left. Two articles
of one short paragraph each, above the same paragraph about the alliance, share half."""
_PIECE = 0.25
"""The share of a held-back text below which what stands of it in a public one is a piece, such as a box."""
_QUOTED = 0.45
"""The share of an article that may be quoted from one that readers have seen."""
_NEARLY_ALL = 0.8
"""The share, both ways, where an article has few words of its own."""

_COMMON_SKETCHES = 20
"""Public articles from which a run of words in their sketches belongs to a form, such as a dateline."""
_COMMON_DAYS = 3
"""Days from which a run of words in the texts of candidates belongs to a form; copies of one article have its day."""
_CANDIDATES = 8
"""Public articles that are compared with one held-back article: the likeliest."""


class Shares(Struct, frozen=True, array_like=True):
    """How much of a held-back article stands in a public one, and how much of the public one in the held-back."""

    of_held: float
    of_public: float

    def is_copy(self, *, was_public: bool) -> bool:
        """Whether the public article is a copy; what `was_public` once may be quoted at length in another."""
        is_made_of_it = self.of_public >= _MOST and self.of_held >= _PIECE
        tells_it = self.of_held >= _MOST and (self.of_public > _QUOTED or not was_public)
        return is_made_of_it or tells_it


_NONE = Shares(0, 0)


def candidates(held: Sequence[bytes], public: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, ...]]:
    """For each sketch in `held`, the paths of those in `public` (path and sketch) that may be copies of it."""
    sought = frozenset(chain.from_iterable(map(runs_in, held)))
    having: dict[int, list[str]] = defaultdict(list)
    for path, sketch in public:
        # Mostly there are none, and asking that is quicker than looking for them.
        if not sought.isdisjoint(runs := runs_in(sketch)):
            for run in sought.intersection(runs):
                having[run].append(path)
    for sketch in held:
        own = [having[run] for run in runs_in(sketch) if run in having]
        shared = Counter(chain.from_iterable(others for others in own if len(others) < _COMMON_SKETCHES))
        likeliest = sorted(shared, key=lambda path: (-shared[path], path))
        yield tuple(likeliest[:_CANDIDATES])


def shares(held: Wording, public: Sequence[tuple[date, Wording]]) -> list[Shares]:
    """What each of the `public` articles, given with its day, shares with `held`."""
    common = _common(public)
    return [_shares(held, wording, common) for _, wording in public]


def _common(articles: Iterable[tuple[date, Wording]]) -> frozenset[int]:
    """The runs that stand in articles of several days."""
    by_day: dict[date, set[int]] = defaultdict(set)
    for day, wording in articles:
        by_day[day] |= wording.whole()
    days = Counter(chain.from_iterable(by_day.values()))
    return frozenset(run for run, count in days.items() if count >= _COMMON_DAYS)


def _shares(held: Wording, public: Wording, common: frozenset[int]) -> Shares:
    stock = held.stock | public.stock | common
    own, other = held.own(stock), public.own(stock)
    if min(_length(own), _length(other)) >= FEW_RUNS:
        return Shares(_share(own, other), _share(other, own))
    own, other = [held.whole() - common], [public.whole() - common]
    return Shares(1, 1) if min(_share(own, other), _share(other, own)) >= _NEARLY_ALL else _NONE


def _length(paragraphs: Iterable[frozenset[int]]) -> int:
    return sum(map(len, paragraphs))


def _share(paragraphs: Sequence[frozenset[int]], other: Sequence[frozenset[int]]) -> float:
    """How much of a text stands in the other: by all its words, and by its paragraphs; the less of the two."""
    if not any(paragraphs):
        return 0
    runs = frozenset[int]().union(*other)
    shared = [len(paragraph & runs) for paragraph in paragraphs]
    ratios = [count / len(paragraph) for count, paragraph in zip(shared, paragraphs, strict=True)]
    return min(sum(shared) / _length(paragraphs), sum(ratios) / len(paragraphs))
