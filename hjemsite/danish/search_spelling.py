"""One spelling for words that Danes spell in several ways: Ålborg, Aalborg and Alborg, Ærø, Aeroe and Aero.

The search index has æ, ø and å spelt out, and what a reader looks for is spelt in the same way. A keyboard without the
three letters makes a third spelling, for which words are also compared with »aa« as »a« and »oe« as »o«.
`templates/assets/search.js` has the same rules; a test holds both to each other.
"""

import re
import unicodedata
from functools import lru_cache

from hjemsite.danish.stemmer import stem
from hjemsite.danish.word_patterns import lazy_pattern

_SPELT_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_WORD = lazy_pattern(r"[^\W_]+")
_FOREIGN = lazy_pattern("[^\\x00-\\x7fæøå]")
_LIKE = {"ä": "æ", "ö": "ø", "ß": "ss"}
_ACCENT = lazy_pattern("[\u0300-\u036f]")

_WORDS_HELD = 100_000


def search_words(text: str) -> list[str]:
    """The words of a text in small letters, without hyphens that only show at the end of a line.

    >>> search_words("Færgen sejler fra A\\u030arhus kl. 12")
    ['færgen', 'sejler', 'fra', 'århus', 'kl', '12']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return _WORD.findall(text.lower())


@lru_cache(_WORDS_HELD)
def search_stem(word: str) -> str:
    """What stands in the index for a `word` in small letters: its stem, spelt out.

    >>> search_stem("hjemløshedens"), search_stem("ålborg"), search_stem("cafés"), search_stem("malmö")
    ('hjemloes', 'aalborg', 'caf', 'malmoe')
    """
    if word.isascii():
        return stem(word)
    return stem(_FOREIGN.sub(_danish, word)).translate(_SPELT_OUT)


def _danish(letter: re.Match[str]) -> str:
    """A foreign letter as Danes write it: without its accent, or as the Danish one that is like it."""
    return _LIKE.get(letter[0]) or _ACCENT.sub("", unicodedata.normalize("NFD", letter[0]))


def without_danish_letters(stem: str) -> str:
    """A stem of the index as somebody writes it who leaves out rings and strokes.

    >>> without_danish_letters("noergaard")
    'norgard'
    """
    return stem.replace("oe", "o").replace("aa", "a")
