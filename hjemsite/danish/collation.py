"""The order of the Danish alphabet: æ, ø and å last, aa as å, word by word.

A key has the levels of the Unicode Collation Algorithm under CLDR's rules for `da`: letters decide first, then accents,
then case with capitals first. Retskrivningsordbogen § 4 agrees, but for aa across two syllables.
The tables hold the Latin letters and common signs; other alphabets follow å, in the order of their code points.
"""

import unicodedata
from functools import cache, lru_cache

from hjemsite.danish.word_patterns import lazy_pattern

SortKey = tuple[str, str, str, str]
"""Letters, accents and case, and last the text itself, so that keys are equal only when their texts are."""

_Element = tuple[str, str, str]
"""Letters, accents and case that one character adds to a key."""

# CLDR's root order.
_SIGNS = "\t\n\v\f\r\x85\u2028\u2029 _-‐‒–—―,;:!¡?¿.·'‹›\"«»()[]{}‖§¶@*/\\&#%‰†‡•‧′`^°©®←→+±÷×<=>¬|¦~⁄¤¢$£¥€"
_ACCENTS = (
    "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u030d\u030e\u0312\u0315"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
# Sorted as the first one; the others count as that letter with an accent. Danish: ü as y, ä as æ, ö as ø, ð as d.
_ALIKE = ("yüű", "æä", "øöő", "dđð", "'‘’‚‛", '"“”„‟')
# Letters of their own that stand right after another letter.
_AFTER = {"ı": "i", "ŋ": "n", "ĸ": "q", "ŧ": "t", "ə": "e", "ʒ": "z"}

# One level of a key: the most common accent, and case with room for a variant after each.
_PLAIN = "\1"
_CAPITAL, _MIXED, _SMALL = "A", "C", "L"

_LIGATURES = (
    ("œ", "o", "e", "\1\2", "LL"),
    ("Œ", "o", "e", "\1\2", "AA"),
    ("ß", "s", "s", "\2\1", "LM"),
    ("ẞ", "s", "s", "\2\1", "AB"),
    ("þ", "t", "h", "\1\1", "MM"),
    ("Þ", "t", "h", "\1\1", "AM"),
)

_DOUBLE_A = lazy_pattern("[Aa]a|AA")
_DOUBLE_A_SIGNS = {"aa": "\ue000", "Aa": "\ue001", "AA": "\ue002"}
_FIRST_LENGTH = 0xE100
_NUMBER = lazy_pattern("0*([0-9]+)")
_NO_SURNAME = lazy_pattern(r"[IVX]+|.*\.")

_RANKS = {sign: chr(rank) for rank, sign in enumerate((*_SIGNS, "other signs", *"0123456789", "numbers", *_LETTERS), 1)}
_LETTER_OF_RANK = {_RANKS[letter]: letter.upper() for letter in _LETTERS}


def sort_key(text: str, numeric: bool = False) -> SortKey:
    """The key that puts texts in Danish order; with `numeric`, whole numbers in them go by size.

    >>> sorted(["Ørum", "Aagaard", "Ærø", "Zoo", "Åse", "Nord Energi", "Nordbo", "3F"], key=sort_key)
    ['3F', 'Nord Energi', 'Nordbo', 'Zoo', 'Ærø', 'Ørum', 'Aagaard', 'Åse']
    """
    # An accented a must not hide that two a's stand together, nor an å written as a and a ring that it is an å.
    signs = _DOUBLE_A.sub(lambda pair: _DOUBLE_A_SIGNS[pair[0]], unicodedata.normalize("NFD", text))
    if numeric:
        signs = _NUMBER.sub(lambda match: chr(_FIRST_LENGTH + min(len(match[1]), 255)) + match[1], signs)
    elements = [_element(sign) for sign in unicodedata.normalize("NFC", signs)]
    letters, accents, case = ("".join(level) for level in zip(*elements, strict=True)) if elements else ("", "", "")
    return letters, accents, case, text


def surname_first(name: str) -> str:
    """The name of a person as an alphabet of people has it: under the surname, whatever stands before or behind it.

    The surname is the last word with a capital letter that is neither an abbreviation nor a Roman numeral, so »von«,
    »jr.« and »II« are none. A hyphen keeps two surnames together.

    >>> surname_first("Nuuradiin S. Hussein"), surname_first("Kim von Haven jr."), surname_first("Karl II")
    ('Hussein, Nuuradiin S.', 'Haven, Kim von jr.', 'Karl II')
    >>> surname_first("Karen O’Brien"), surname_first("Ib Ø"), surname_first("EVA HOLM")
    ('O’Brien, Karen', 'Ø, Ib', 'HOLM, EVA')
    """
    words = name.split()
    for number in range(len(words) - 1, 0, -1):
        if words[number][0].isupper() and not _NO_SURNAME.fullmatch(words[number]):
            return f"{words[number]}, {' '.join((*words[:number], *words[number + 1 :]))}"
    return name


def initial(text: str) -> str:
    """The letter of the alphabet under which `text` is found; "#" where it begins with something else.

    >>> initial("Aagaard"), initial("Ærø"), initial("ülger"), initial("3F")
    ('Å', 'Æ', 'Y', '#')
    """
    return _LETTER_OF_RANK.get(sort_key(text)[0][:1], "#")


def _small_letters() -> dict[str, _Element]:
    table = {letter: (_RANKS[letter], _PLAIN, _SMALL) for letter in _RANKS if len(letter) == 1}
    for alike in _ALIKE:
        table |= {other: (_RANKS[alike[0]], chr(number), _SMALL) for number, other in enumerate(alike[1:], 2)}
    table |= {letter: (_RANKS[base] + chr(0xFFFF), _PLAIN, _SMALL) for letter, base in _AFTER.items()}
    stroke = _PLAIN + _accent("\u0338")
    return table | {letter: (_RANKS[base], stroke, _SMALL * 2) for letter, base in (("ł", "l"), ("ħ", "h"))}


@cache
def _table() -> dict[str, _Element]:
    table = _small_letters()
    for letter, (rank, accent, case) in tuple(table.items()):
        # Not every letter is the small one of its capital: ı has I, which belongs to i.
        if letter.upper() != letter == letter.upper().lower():
            table[letter.upper()] = (rank, accent, _CAPITAL + case[1:])
    for pair, case in (("AA", _variant(_CAPITAL)), ("Aa", _MIXED), ("aa", _variant(_SMALL))):
        table[_DOUBLE_A_SIGNS[pair]] = (_RANKS["å"], _PLAIN, case)
    table |= {chr(_FIRST_LENGTH + n): (_RANKS["numbers"] + chr(n), _PLAIN, _SMALL) for n in range(1, 256)}
    return table | {
        sign: (_RANKS[first] + _RANKS[second], accents, case) for sign, first, second, accents, case in _LIGATURES
    }


def _accent(mark: str) -> str:
    rank = _ACCENTS.find(mark)
    return chr(0x10 + rank) if rank >= 0 else chr(0x80 + ord(mark))


def _variant(case: str) -> str:
    """The level of case that sorts right after `case`: for raised figures, no-break spaces and the like."""
    return "".join(chr(ord(level) + 1) for level in case)


@lru_cache(maxsize=4096)
def _element(sign: str) -> _Element:
    if sign in (table := _table()):
        return table[sign]
    kind, *parts = unicodedata.decomposition(sign).split() or [""]
    if kind:
        same = not kind.startswith("<")
        whole = [_element(chr(int(part, 16))) for part in ([kind, *parts] if same else parts)]
        letters, accents, case = ("".join(level) for level in zip(*whole, strict=True))
        return letters, accents, case if same else _variant(case)
    category = unicodedata.category(sign)
    if category[0] == "M":
        return "", _accent(sign), _SMALL
    if category[0] == "C":
        return "", "", ""
    if category[0] in "LN":
        return chr(0x1000) + sign.lower(), _PLAIN, _SMALL if sign == sign.lower() else _CAPITAL
    return _RANKS["other signs"] + sign, _PLAIN, _SMALL
