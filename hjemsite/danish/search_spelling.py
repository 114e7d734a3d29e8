"""One spelling for words that Danes spell in two ways: Ålborg and Aalborg, Ærø and Aeroe, København and Koebenhavn.

The search index and the reader's query both have æ, ø and å spelt out, so they match whatever the spelling was.
Marks behind a word record its own spelling; from them `templates/assets/search.js` shows the text as it was written.
"""

import re
import unicodedata
from functools import lru_cache

_SPELT_OUT = {"æ": "ae", "ø": "oe", "å": "aa"}
_PAIR = r"(?i)(?=aa|ae|oe)"
_CHANGED = re.compile(r"(?<!\S)[^\sæøåÆØÅ\\]*+[æøåÆØÅ\\]\S*+")
_LOOKS_MARKED = r"\\[~^]*$"
_LETTER, _PLAIN = "^", "~"


def folded(text: str) -> str:
    """The text for the search index: æ, ø and å spelt out, white space made single.

    Behind a word that is changed stand a backslash and a mark for each place where »aa«, »ae« or »oe« can be read:
    `^` where it was one letter and `~` where it was two. The search index ignores signs at the end of a word.

    >>> print(folded("Aalborg, Ålborg og Gaardsø i maj"))
    Aalborg, Aalborg\\^ og Gaardsoe\\~^ i maj
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return _CHANGED.sub(lambda match: _word(match[0]), text)


@lru_cache(maxsize=50_000)
def _word(word: str) -> str:
    spelt, letters = "", set()
    for index, letter in enumerate(word):
        if pair := _SPELT_OUT.get(letter.lower()):
            letters.add(len(spelt))
            beside = word[index + 1 : index + 2] or word[index - 1 : index]
            spelt += pair if letter.islower() else pair.upper() if beside.isupper() else pair.capitalize()
        else:
            spelt += letter
    if not letters and not re.search(_LOOKS_MARKED, word):
        return word
    marks = "".join(_LETTER if match.start() in letters else _PLAIN for match in re.finditer(_PAIR, spelt))
    return f"{spelt}\\{marks.rstrip(_PLAIN)}"
