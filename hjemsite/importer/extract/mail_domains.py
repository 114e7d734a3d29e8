"""Whether the domain of a mail address can be that of an organisation: »kommbyg« of »Kommunernes Byggefællesskab«.

A domain is short for a name: it has the beginnings of its words in order, or their first letters.
"""

import re

_ADDRESS = re.compile(r"@(?P<domain>[\w-]{1,63})\.")
_SPELLINGS = (str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}), str.maketrans({"æ": "ae", "ø": "o", "å": "aa"}))
_WORD = re.compile(r"[a-z0-9]+")
_MIN_BEGINNING = 3
"""How many letters of a word a domain has at least, if it has no whole word."""
_MIN_DOMAIN = 4
"""A shorter domain is made of first letters."""
_MAX_ENDING = 1
"""How many letters a domain may have behind the beginning of a last word: »bagere« of »Bagerilaug«."""


def mail_domains(text: str) -> frozenset[str]:
    """The domains of all mail addresses in a text, folded, without what stands behind the first full stop.

    >>> sorted(mail_domains("Ib Bo, ib@noeglen.example, tlf. 12 34 56 78"))
    ['noeglen']
    """
    return frozenset(match["domain"].casefold() for match in _ADDRESS.finditer(text))


def is_domain_of(domain: str, name: str) -> bool:
    """Whether a domain can be short for the name of an organisation.

    >>> [is_domain_of("postsyd", name) for name in ("Postvæsenet Danmark Syd", "Havnenes Fællesdrift")]
    [True, False]
    >>> is_domain_of("phg", "Professionshøjskolen Gudmundsø"), is_domain_of("oelaeger", "Ø-Lægernes Forening")
    (True, True)
    """
    letters = domain.replace("-", "").replace("_", "")
    for spelling in _SPELLINGS:
        words = _WORD.findall(name.casefold().replace("&", " og ").translate(spelling))
        is_short_for = _has_first_letters if len(letters) < _MIN_DOMAIN else _has_beginnings
        if is_short_for(letters, words):
            return True
    return False


def _has_beginnings(letters: str, words: list[str]) -> bool:
    """Whether the letters are beginnings of some of the words, in order."""
    ends = {0}
    for word in words:
        for start in tuple(ends):
            shared, rest = _shared(letters[start:], word), len(letters) - start
            ends.update(range(start + min(_MIN_BEGINNING, len(word)), start + shared + 1))
            if shared > _MIN_DOMAIN and rest - shared <= _MAX_ENDING:
                return True
    return len(letters) in ends


def _shared(letters: str, word: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(letters, word, strict=False))
    return next((at for at, (letter, other) in pairs if letter != other), min(len(letters), len(word)))


def _has_first_letters(letters: str, words: list[str]) -> bool:
    """Whether the letters stand in the words in this order, the first one and the last one where a word begins."""
    if len(words) < 2 or len(letters) < 2:
        return False
    *inner, last = map(re.escape, letters)
    return re.match(".*?".join(inner) + rf".* {last}", " ".join(words)) is not None
