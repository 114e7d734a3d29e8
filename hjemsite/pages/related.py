"""What to read after an article: older ones about the same members, people and topics.

Only older ones are chosen, so a new article does not change the pages of those before it; they link to the newer one in
another place.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from hjemsite.model import Listed
from hjemsite.urls import Url, slug

_SHOWN = 3
_REMEMBERED = 5
"""Articles that are compared with one, at most, for each of its members, people and topics: the newest before it."""


def related(newest_first: Sequence[Listed]) -> Mapping[Url, tuple[Url, ...]]:
    """For each article those before it that share most with it, the newest first where they share as much.

    The one right before it is left out, for a link leads there anyway.
    """
    latest: dict[tuple[str, str], deque[int]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
    oldest_first = newest_first[::-1]
    most_alike: dict[Url, tuple[Url, ...]] = {}
    for number, article in enumerate(oldest_first):
        shared: dict[int, int] = {}
        for subject in _subjects(article):
            numbers = latest[subject]
            for other in numbers:
                shared[other] = shared.get(other, 0) + 1
            numbers.append(number)
        shared.pop(number - 1, None)
        best = sorted(shared, key=lambda other: (shared[other], other), reverse=True)[:_SHOWN]
        most_alike[article.url] = tuple(oldest_first[other].url for other in best)
    return most_alike


def _subjects(article: Listed) -> Iterator[tuple[str, str]]:
    """The members, people and topics of an article, each once."""
    yield from (("member", name) for name in article.members)
    yield from (("person", name) for name in dict.fromkeys(speaker.person for speaker in article.speakers))
    yield from (("topic", name) for name in dict.fromkeys(map(slug, article.topics)))
