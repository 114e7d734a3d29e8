"""Numbers in Danish text: written with figures or in words, and looked for in a text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from hjemsite.danish.dates import MONTHS

_ONES = (
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni",
    "ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
)  # fmt: skip
_TENS = {
    20: ("tyve",),
    30: ("tredive", "tredve"),
    40: ("fyrre", "fyrretyve"),
    50: ("halvtreds", "halvtredsindstyve"),
    60: ("tres", "tresindstyve"),
    70: ("halvfjerds", "halvfjerdsindstyve"),
    80: ("firs", "firsindstyve"),
    90: ("halvfems", "halvfemsindstyve"),
}
_UNIT = ("en", "et", "én", "ét")
"""The number 1 in both genders, without and with the accent that makes it a number."""

_BIGGER = r"(?:hundrede?|tusinde?|mio|mia|million\w*|milliard\w*)\b"


def number(value: int) -> str:
    """A whole number in figures, with a point between the thousands.

    >>> number(20), number(6431), number(-1000000)
    ('20', '6.431', '-1.000.000')
    """
    return f"{value:,}".replace(",", ".")


def plural(count: int, singular: str, several: str) -> str:
    """A count and the form of the word that goes with it.

    >>> plural(1, "nyhed", "nyheder"), plural(3, "nyhed", "nyheder"), plural(0, "nyhed", "nyheder")
    ('1 nyhed', '3 nyheder', '0 nyheder')
    """
    return f"{number(count)} {singular if abs(count) == 1 else several}"


def number_words(value: int) -> tuple[str, ...]:
    """The ways to write a number from 0 to 100 in words, the usual one first; none for other numbers.

    >>> number_words(20), number_words(50)
    (('tyve',), ('halvtreds', 'halvtredsindstyve'))
    >>> number_words(22)
    ('toogtyve', 'to og tyve')
    """
    if value in (1, 100):
        return _UNIT if value == 1 else ("hundrede", "et hundrede", "ét hundrede", "hundred")
    if 0 <= value < 20:
        return (_ONES[value],)
    if value in _TENS:
        return _TENS[value]
    if not 20 < value < 100:
        return ()
    ones = _UNIT if value % 10 == 1 else (_ONES[value % 10],)
    tens = _TENS[value - value % 10]
    return tuple(f"{unit}{og}{ten}" for ten in tens for unit in ones for og in ("og", " og "))


def mentions_number(text: str, value: int) -> bool:
    """Whether `text` mentions the number `value`, in figures or words.

    What is part of something longer does not count: a bigger number, a date, a time, an interval, a percentage, a word.

    >>> mentions_number("Alliancen tæller nu tyve aktører", 20), mentions_number("Der er 6.431 borgere", 6431)
    (True, True)
    >>> mentions_number("Den 20. juni kom 120 gæster, og enogtyve talte i 20-30 minutter", 20)
    False
    """
    return bool(_mention(value).search(" ".join(text.casefold().split())))


@lru_cache(maxsize=256)
def _mention(value: int) -> re.Pattern[str]:
    written = "|".join(number_words(value))
    words = f"|{_words_before(value)}(?:{written}){_words_after(value)}" if written else ""
    return re.compile(f"{_figures(value)}{words}")


def _figures(value: int) -> str:
    # A blank between the thousands is the way of the European Union.
    figures = re.escape(number(value)).replace(r"\.", "[. ]?")
    before = rf"(?<![\w§])(?<![0-9][.,:/ –-])(?<!\w[–-]){_not_after('§ ', 'kl. ', 'nr. ', 'stk. ')}"
    if 1900 <= value <= 2100:
        before += _not_after("i ", "år ", "året ", "siden ", *(f"{month} " for month in MONTHS))
    after = rf"(?!\w|[.,:/–-][0-9]|[–-]\w| [0-9]{{3}}\b| ?[%‰]| (?:pct|procent|kr|kroner)\b| {_BIGGER})"
    return rf"{before}{figures}{after}(?!\.(?:[–-]| {_one_of(MONTHS)}| [0-9]))"


def _words_before(value: int) -> str:
    if value == 100:
        return r"(?<![\w-])" + _not_after(*(f"{word} " for word in _ONES[2:20]))
    return r"(?<![\w-])" + _not_after("hundrede og ", *(f"{word} og " for word in (*_UNIT, *_ONES[2:10])))


def _words_after(value: int) -> str:
    tens = [word for words in _TENS.values() for word in words]
    return rf"(?![\w-]| og {_one_of([*tens, *_ONES, *_UNIT] if value == 100 else tens)}| {_BIGGER})"


def _not_after(*words: str) -> str:
    return "".join(rf"(?<!\b{re.escape(word)})" if word[0].isalpha() else f"(?<!{word})" for word in words)


def _one_of(words: Iterable[str]) -> str:
    return rf"(?:{'|'.join(words)})\b"
