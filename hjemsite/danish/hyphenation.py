"""Where a long Danish word may be divided: soft hyphens for headlines, quotes and narrow columns.

The places are those of the Danish patterns of TeX, by way of pyphen. The patterns know no words, so where a compound
begins with one of the words that alliances use most, it is divided behind that.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from hjemsite.danish.word_patterns import lazy_pattern

SOFT_HYPHEN = "\u00ad"

_LONG_WORD = lazy_pattern(r"[^\W\d_]{13,}")
"""A shorter word is left whole: it has room on a line of a phone."""

_LEFT, _RIGHT = 4, 4
"""Letters that stay on a line, and that go to the next, at least."""

_FIRST_PARTS = frozenset(
    "aktivitets alliance arbejds beskæftigelses bestyrelses bo bolig borger bostøtte by byggeri børne center dag"
    " deltids ejendoms erhvervs familie fattigdoms finans flygtninge folke forenings formands forsknings forsorgs"
    " fritids frivillig fælles grund handicap hjem hjemløse hjemløsheds hoved hus idræts indsats indvandrer"
    " integrations kommunal kommune konference kredit kvinde land lands landsby langtids leder livs lokal"
    " ministeriums misbrugs nabo natur nærmiljø omsorg omsorgs opgangs overnatnings presse privat projekt"
    " psykiatri råd rådgivnings samarbejds samfunds sekretariats skole social sogne sommer special statistik stats"
    " stor storby sundheds tids trafik transport trappe uddannelses udsatte udvalgs udviklings ungdoms unge"
    " universitets velfærds verdens videns virksomheds vold volds ældre økonomi".split()
)

_SUFFIX = ("is", "it", "er", "en", "et", "ig", "sk", "ning", "hed")
"""What begins so is no word of its own: »social|istisk«."""


_SHORT_PART = 12
"""Letters of a part of a compound that is not divided itself; and of »samarbejds« the patterns have »samar|bejds«."""

_VOWELS = "aeiouyæøå"


def breakable(text: str) -> str:
    """`text` with soft hyphens in its long words.

    >>> breakable("Boligorganisationer i hjemløshedsindsatsen").replace(SOFT_HYPHEN, "|")
    'Bolig|or|ga|ni|sa|tioner i hjemløsheds|indsatsen'
    """
    return _LONG_WORD.sub(lambda word: _divided(word[0]), text)


@lru_cache(maxsize=4_096)
def _divided(word: str) -> str:
    places = [place for place in sorted({*_places(word.lower())}) if _LEFT <= place <= len(word) - _RIGHT]
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip((0, *places), (*places, len(word)), strict=True))


def _places(word: str) -> Iterator[int]:
    """Letters before each place at which a `word` in small letters may be divided."""
    for length in range(len(word) - _RIGHT, 1, -1):
        rest = word[length:]
        if word[:length] in _FIRST_PARTS and not rest.startswith(_SUFFIX):
            yield length
            yield from (length + place for place in _places(rest))
            return
    if len(word) > _SHORT_PART:
        yield from _by_pattern(word)


def _by_pattern(word: str) -> Iterator[int]:
    """The places that the patterns have; of two around one letter the better (»erhvervs-ud«, »for-ening«)."""
    places = [place for place in _patterns()(word) if place > 1 and len(word) - place > 1]
    for before, place, after in zip((0, *places), places, (*places[1:], 0), strict=False):
        is_late = place == before + 1 and word[before] in _VOWELS
        is_early = after == place + 1 and word[place] not in _VOWELS
        if not is_late and not is_early:
            yield place


@cache
def _patterns() -> Callable[[str], list[int]]:
    # Loaded where a site has its first long word.
    from pyphen import Pyphen

    positions: Callable[[str], list[int]] = Pyphen(lang="da_DK").positions
    return positions
