"""Which letters a share card can show. A letter that the font lacks would be drawn as an empty box, so such a headline
has no card.

The fonts in `fonts/` are whole; readers get smaller ones. Beside each lies the list of its code points, so that nobody
opens a font to find out.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FACES = ("schibsted", "newsreader")
"""The faces for a headline: the first with all its letters is taken. Everything else on a card is in the first."""

# Signs that look the same and mean the same to a reader of a headline.
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u201f": "”", "\u2212": "–"})
_LEFT_OUT = {"So", "Sk", "Cf", "Cc", "Me"}
"""Unicode categories of emoji and what joins and colours them, and of invisible signs."""


@cache
def letters_of(face: str) -> frozenset[str]:
    """The letters and signs that the `face` has, without marks that do not stand alone."""
    letters: set[str] = set()
    for part in (FONTS / f"{face}-700.txt").read_text(encoding="ascii").split():
        first, _, last = part.partition("-")
        letters.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(letter for letter in letters if not unicodedata.combining(letter))


def shown(text: str) -> str:
    """`text` as a card shows it: composed, on one line, and without emoji.

    >>> shown("Åbent hus 🏳️‍🌈 på Ærø"), shown("Pris: 5 €")
    ('Åbent hus på Ærø', 'Pris: 5 €')
    """
    if letters_of(FACES[0]).issuperset(text):
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return " ".join("".join(letter for letter in composed if not _is_left_out(letter)).split())


def _is_left_out(letter: str) -> bool:
    if letter in letters_of(FACES[0]):
        return False
    return unicodedata.category(letter) in _LEFT_OUT or "\ufe00" <= letter <= "\ufe0f"


def face_for(headline: str) -> str | None:
    """The face in which all letters of the `headline` can be drawn; None where there is none.

    >>> face_for("İstanbul’dan Łódź’ya"), face_for("Tiếng Việt"), face_for("Київ")
    ('schibsted', 'newsreader', None)
    """
    return next((face for face in FACES if not _missing(headline, face)), None)


def missing_letters(text: str, faces: Sequence[str] = FACES) -> str:
    """The letters of `text` that the best of these `faces` lacks, each once, in order.

    >>> missing_letters("Київ og Wien")
    'Київ'
    """
    return min((_missing(text, face) for face in faces), key=len)


def _missing(text: str, face: str) -> str:
    # Nearly every headline of a large site ends here, at the cost of one look at a set.
    if letters_of(face).issuperset(text):
        return ""
    return "".join(dict.fromkeys(letter for letter in shown(text) if letter not in letters_of(face)))
