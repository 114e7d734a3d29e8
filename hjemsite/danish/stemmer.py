"""The stem of a Danish word, by which a search finds its other forms: »hjemløse« and »hjemløshed« are both »hjemløs«.

It is the Danish algorithm of Snowball (https://snowballstem.org/algorithms/danish/stemmer.html), version 3.1.
`templates/assets/search.js` has the same rules; tests hold both to Snowball's own program.
"""

from hjemsite.danish.word_patterns import lazy_pattern

_VOWELS = "aeiouyæåø"
_REGION = lazy_pattern(f"[^{_VOWELS}]*[{_VOWELS}]+[^{_VOWELS}]")
_ENDING = lazy_pattern(
    "(?:hed|ethed|ered|e|erede|ende|erende|ene|erne|ere|en|heden|eren|er|heder|erer|heds|es|endes|erendes|enes|ernes"
    "|eres|ens|hedens|erens|ers|ets|erets|et|eret)$"
)
_S = lazy_pattern("(?<=[abcdfghjklmnoprtvyzå'])s$")
_PAIR = lazy_pattern("(?:gd|[dgk]t)$")
_SUFFIX = lazy_pattern("(?:elig|els|lig|ig)$")
_DOUBLE = lazy_pattern(r"([bdfgklmnprst])\1$")
_SHORTEST = 3


def stem(word: str) -> str:
    """The stem of a `word` in small letters.

    >>> stem("hjemløshedens"), stem("boligerne"), stem("venligst"), stem("ø")
    ('hjemløs', 'bol', 'ven', 'ø')
    """
    if len(word) < _SHORTEST:
        return word
    region = _REGION.match(word)
    start = max(_SHORTEST, region.end()) if region else len(word)
    if (match := _ENDING.search(word, start)) or (match := _S.search(word, start)):
        word = word[: match.start()]
    word = _without_pair(word, start)
    if word.endswith("igst"):
        word = word[:-2]
    if word.endswith("løst") and len(word) - 4 >= start:
        word = word[:-1]
    elif match := _SUFFIX.search(word, start):
        word = _without_pair(word[: match.start()], start)
    return word[:-1] if len(word) > start and _DOUBLE.search(word) else word


def _without_pair(word: str, start: int) -> str:
    """The word without the last letter of gd, dt, gt or kt, where both stand at `start` or behind it."""
    return word[:-1] if _PAIR.search(word, start) else word
