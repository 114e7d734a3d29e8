"""One spelling for what Danes spell in two: Ålborg and Aalborg, Ærø and Aeroe, København and Koebenhavn.

The index of the search holds æ, ø and å spelt out, and so does what a reader asks for, so the two always meet.
What was spelt how stands behind the word in marks, from which `templates/assets/search.js` shows the text as it was.
"""

import re
import unicodedata
from functools import lru_cache

_SPELT_OUT = {"æ": "ae", "ø": "oe", "å": "aa"}
_PAIR = r"(?i)(?=aa|ae|oe)"
_CHANGED = re.compile(r"\S*[æøåÆØÅ\\]\S*")
_LOOKS_MARKED = r"\\[~^]*$"
_LETTER, _PLAIN = "^", "~"


def folded(text: str) -> str:
    """The text with æ, ø and å spelt out, ready to be searched, and its white space made single.

    Behind a word that is changed stand a backslash and a mark for each place where »aa«, »ae« or »oe« can be read:
    `^` where it was one letter and `~` where it was two. An index of words takes no notice of signs at their end.

    >>> print(folded("Aalborg, Ålborg og Gaardsø i maj"))
    Aalborg, Aalborg\\^ og Gaardsoe\\~^ i maj
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return _CHANGED.sub(lambda found: _word(found[0]), text)


@lru_cache(maxsize=50_000)
def _word(word: str) -> str:
    spelt, letters = "", set()
    for place, letter in enumerate(word):
        if pair := _SPELT_OUT.get(letter.lower()):
            letters.add(len(spelt))
            beside = word[place + 1 : place + 2] or word[place - 1 : place]
            spelt += pair if letter.islower() else pair.upper() if beside.isupper() else pair.capitalize()
        else:
            spelt += letter
    if not letters and not re.search(_LOOKS_MARKED, word):
        return word
    marks = "".join(_LETTER if found.start() in letters else _PLAIN for found in re.finditer(_PAIR, spelt))
    return f"{spelt}\\{marks.rstrip(_PLAIN)}"
