"""What the search index holds of a document: how much each of its words counts, and what a hit shows.

How much is that part of BM25F (Robertson and Zaragoza, 2009) which depends on the document alone: words count by their
field, and the more they are repeated, the less each counts. The usual length of a document is a constant instead of the
average, so no document depends on the others; the browser computes how rare a word is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, json

from hjemsite.danish import typography
from hjemsite.danish.search_spelling import search_stem, search_words
from hjemsite.limits import SEARCH_WORD_CHARACTERS
from hjemsite.pages.search_documents import SearchDocument

COMMON_WORDS = frozenset(
    "af at da de den der det en er et for fra har i ikke med men og om på som til var ved vi".split()
)
"""Common words (stop words): indexed in titles alone, and used only where a query has no others."""

_TITLE, _NAME, _LEAD, _DETAIL, _QUOTE = 5, 3, 2, 1, 1
"""How much a word counts in each field more than in the text, where those of the summary and of quotes stand too."""

_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.75, 250
LEVELS = 32
"""The number of levels of a word's weight. A word in a quote has as much again."""


class SearchTerms(Struct, frozen=True):
    """`weights`: stem → 0 to 63, from 32 where it stands in a quote. `hit` is what a hit shows, as JSON."""

    weights: Mapping[str, int]
    hit: bytes


def search_terms(document: SearchDocument, body: str) -> SearchTerms:
    """What the index holds of a `document` whose long text is `body`."""
    title, text = typography.text(document.title), _text(document, body)
    words = [word for word in search_words(text) if word not in COMMON_WORDS]
    weights = Counter(map(search_stem, words))
    quoted = _stems(quote.text for quote in document.quotes)
    for stems, weight in (
        (_stems([title], keep_common=True), _TITLE),
        (_stems(document.names), _NAME),
        (_stems([document.lead]), _LEAD),
        (_stems([document.detail]), _DETAIL),
        (quoted, _QUOTE),
    ):
        for stem in stems:
            weights[stem] += weight
    length = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * _rounded(len(words)) / _USUAL_LENGTH)
    level = [int(LEVELS * weight / (weight + length)) for weight in range(max(weights.values(), default=0) + 1)]
    levels = {stem[:SEARCH_WORD_CHARACTERS]: level[weight] for stem, weight in weights.items()}
    for stem in quoted:
        levels[stem[:SEARCH_WORD_CHARACTERS]] += LEVELS
    levels |= dict.fromkeys(document.filters, 0)
    return SearchTerms(levels, json.encode((document.url, title, document.detail, text, document.quotes)))


def _rounded(length: int) -> int:
    """A length to its two highest bits, or a word more would change how much all the others weigh.

    >>> [_rounded(length) for length in (1, 5, 15, 250, 260, 400)]
    [1, 4, 12, 192, 256, 384]
    """
    unit = 1 << max(length.bit_length() - 2, 0)
    return length // unit * unit


def _stems(texts: Iterable[str], keep_common: bool = False) -> set[str]:
    words = search_words(" ".join(texts))
    return {search_stem(word) for word in words if keep_common or word not in COMMON_WORDS}


def _text(document: SearchDocument, body: str) -> str:
    """All that can be found in a document, as one line. What has no full stop gets one, or it would run on."""
    text = "\n\n".join(filter(None, (document.lead, body, document.text)))
    return " ".join(" ".join(map(_closed, typography.text(text).split("\n\n"))).split())


def _closed(paragraph: str) -> str:
    return f"{paragraph}." if paragraph[-1:].isalnum() else paragraph
