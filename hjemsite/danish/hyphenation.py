"""Where a long Danish word may be divided: soft hyphens for headlines, quotes and narrow columns.

The places are those of the Danish patterns of TeX, as pyphen has them. The patterns know no words, so where a compound
begins with one of the words that alliances use most, it is divided behind that.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

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
    " ministeriums misbrugs nabo natur nord nordvest nordøst nærmiljø omsorg omsorgs opgangs overnatnings presse"
    " privat projekt psykiatri råd rådgivnings samarbejds samfunds sekretariats skole social sogne sommer special"
    " statistik stats stor storby sundheds syd sydvest sydøst tids trafik transport trappe uddannelses udsatte"
    " udvalgs udviklings ungdoms unge universitets velfærds verdens videns virksomheds vold volds ældre økonomi".split()
)

_SUFFIX = ("is", "it", "er", "en", "et", "ig", "sk", "ning", "hed")
"""What begins so is no word of its own: »social|istisk«."""


_SHORT_PART = 12
"""Letters of a part of a compound that is not divided itself; and of »samarbejds« the patterns have »samar|bejds«."""

_LONGEST_PATTERN = 9
"""Letters, with the full stop that stands for an end of a word."""

_NO_FIGURES = str.maketrans("", "", "0123456789")

_VOWELS = "aeiouyæøå"


# Headlines and names come again on many pages. Text that is safe to put out stays of its own type.
@lru_cache(maxsize=4_096, typed=True)
def breakable(text: str) -> str:
    """`text` with soft hyphens in its long words.

    >>> breakable("Boligorganisationer i hjemløshedsindsatsen").replace(SOFT_HYPHEN, "|")
    'Bolig|or|ga|ni|sa|tioner i hjemløsheds|indsatsen'
    """
    return _LONG_WORD.sub(lambda word: _divided(word[0]), text)


@lru_cache(maxsize=4_096)
def _divided(word: str) -> str:
    offsets = [offset for offset in sorted({*_places(word.lower())}) if _LEFT <= offset <= len(word) - _RIGHT]
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip((0, *offsets), (*offsets, len(word)), strict=True))


def _places(word: str) -> Iterator[int]:
    """Letters before each place at which a `word` in small letters may be divided."""
    for length in range(len(word) - _RIGHT, 1, -1):
        rest = word[length:]
        if word[:length] in _FIRST_PARTS and not rest.startswith(_SUFFIX):
            yield length
            yield from (length + offset for offset in _places(rest))
            return
    if len(word) > _SHORT_PART:
        yield from _by_pattern(word)


def _by_pattern(word: str) -> Iterator[int]:
    """The places that the patterns have; of two around one letter the better (»erhvervs-ud«, »for-ening«)."""
    offsets = [offset for offset in pattern_places(word) if offset > 1 and len(word) - offset > 1]
    for before, offset, after in zip((0, *offsets), offsets, (*offsets[1:], 0), strict=False):
        is_late = offset == before + 1 and word[before] in _VOWELS
        is_early = after == offset + 1 and word[offset] not in _VOWELS
        if not is_late and not is_early:
            yield offset


def pattern_places(word: str) -> Iterator[int]:
    """Letters before each place that the patterns allow (Liang 1983): of all that say something of a place, the highest
    figure counts, and an odd one divides."""
    patterns = _patterns()
    marked = f".{word}."
    figures = [0] * len(marked)
    for start in range(len(marked)):
        for end in range(start + 1, min(start + _LONGEST_PATTERN, len(marked)) + 1):
            index = start
            for sign in patterns.get(marked[start:end], ""):
                if sign.isdigit():
                    figures[index] = max(figures[index], int(sign))
                else:
                    index += 1
    return (index - 1 for index, figure in enumerate(figures) if figure % 2)


@cache
def _patterns() -> Mapping[str, str]:
    """The letters of each Danish pattern → the pattern, with a figure where it says something: »disk« → »di4sk«.

    Loading pyphen itself takes longer than rendering a page.
    """
    package = find_spec("pyphen")
    assert package is not None, "a package of the lock file"
    assert package.origin is not None, "a package of the lock file"
    text = Path(package.origin).with_name("dictionaries").joinpath("hyph_da_DK.dic").read_text("iso8859-1")
    return dict(zip(text.translate(_NO_FIGURES).splitlines(), text.splitlines(), strict=True))
