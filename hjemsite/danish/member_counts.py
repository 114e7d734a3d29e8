"""How many members a Danish text says that an alliance has: »Alliancen tæller nu 20 centrale aktører«.

A text counts many things. What is read here is a number before a noun, in a paragraph that also names the alliance.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from hjemsite.danish.numbers import number_words
from hjemsite.danish.word_patterns import any_of, lazy_pattern

MEMBER_NOUNS = frozenset(
    "aktører medlemmer partnere parter medlemsorganisationer organisationer medlemsforeninger samarbejdspartnere "
    "deltagere".split()
)
"""What releases call the members of an alliance."""


class MemberCount(Struct, frozen=True):
    """`text[start:end]` is the number `size`, `noun` what is counted, in small letters, and `words` all of it.

    With `is_total`, a word near by says that all are counted: »nu«, »tæller«, »i alt«. With `is_claim`, the alliance is
    the subject of a sentence that says how many it has.
    """

    size: int
    noun: str
    words: str
    start: int
    end: int
    is_total: bool
    is_claim: bool


_NUMBERS = {word: value for value in range(2, 100) for word in number_words(value)}
_GROUPS = ("allianc", "kreds", "netværk", "partnerskab", "fællesskab", "samarbejde")
"""What an alliance is called, in small letters, without endings."""
_TOTAL = lazy_pattern(r"\b(?:tæller|består|dermed|nu|i alt|samler|omfatter|udgøres|har)\b", re.IGNORECASE)
_FILLERS = ("nu", "i dag", "i alt", "dermed", "således", "altså", "i øjeblikket", "for tiden", "op på")
_FILLER = rf"(?:\s+(?:{'|'.join(_FILLERS)}))*\s+$".replace(" ", r"\s+")
_HAVE, _CONSIST = ("tæller", "samler", "omfatter", "rummer", "har", "er"), ("består", "udgøres")
_HAS = rf"\b(?:{'|'.join(_HAVE)}|(?:{'|'.join(_CONSIST)})(?=.*\saf\s))\b"
_OWN_NAMES = ("allianc", "netværket", "kredsen", "partnerskabet")
_SELF = rf"[\w-]*(?:{'|'.join(_OWN_NAMES)})\w*"
_WHICH = rf"{_SELF},\s+(?:som|der)\b[^.,!?]{{0,40}}?"
_SUBJECT = rf"(?<!\bi )(?<!\b(?:af|og|på) )(?<!\b(?:med|til|fra|for|hos) )\b{_SELF}\s(?:(?!\bog\b)[^.,!?]){{0,40}}?"
_CLAIM = lazy_pattern(
    rf"(?:(?:{_WHICH}|{_SUBJECT}){_HAS}|{_HAS}\s+{_SELF}|\balliancens\b)(?:\s+af)?{_FILLER}", re.IGNORECASE
)
_WE_ARE = r"\b(?:vi\s+er|er\s+vi|nu\s+er\s+der)"
_WE = lazy_pattern(f"{_WE_ARE}{_FILLER}", re.IGNORECASE)
_WE_ANYWHERE = tuple(map(re.compile, (r"vi\s+er", r"er\s+vi", r"nu\s+er\s+der")))
"""»Vi er« anywhere in a folded text, also within words: each pattern begins with letters, which Python finds fast."""
_LEADS = frozenset((*_FILLERS, *_HAVE, *_CONSIST, "af", "vi", "der"))
"""The word or two words before the number of a claim; or it is the alliance's own name."""
_FIRST_WORDS = frozenset(word.split()[0] for word in _NUMBERS)
_LAST_WORD = lazy_pattern(r"\w+\Z")
_NEAR = 200
"""Characters before and after a number in which the alliance must be named."""


def member_counts(text: str) -> Iterator[MemberCount]:
    """Every number of things in a paragraph of `text` that names the alliance near by.

    >>> [(count.size, count.noun) for count in member_counts("Alliancen tæller nu 20 centrale aktører i fem regioner.")]
    [(20, 'aktører'), (5, 'regioner')]
    >>> [count.is_claim for count in member_counts("Alliancen tæller nu 20 centrale aktører i fem regioner.")]
    [True, False]
    """
    for match in _count().finditer(text) if _names_alliance(text.casefold()) else ():
        before = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
        behind = text[match.end() : match.end() + _NEAR].partition("\n")[0]
        if not _names_alliance(f"{before} {behind}".casefold()):
            continue
        word = match["count"].casefold()
        yield MemberCount(
            int(word) if word.isdigit() else _NUMBERS[" ".join(word.split())],
            match["noun"].casefold(),
            match[0],
            *match.span("count"),
            is_total=_TOTAL.search(before[-60:]) is not None,
            is_claim="nye" not in match["kind"].casefold() and _is_claim(before, behind),
        )


def claimed_counts(text: str) -> Iterator[MemberCount]:
    """Those among `member_counts` that are claims. Few texts can make one, and the others are soon passed over.

    >>> [count.size for count in claimed_counts("Alliancen tæller nu 20 centrale aktører i fem regioner.")]
    [20]
    """
    folded = text.casefold()
    names_itself = any(name in folded for name in _OWN_NAMES)
    may_be_meant = names_itself or (_names_alliance(folded) and any(pattern.search(folded) for pattern in _WE_ANYWHERE))
    if may_be_meant and _may_claim(folded.split()):
        yield from (count for count in member_counts(text) if count.is_claim)


def _may_claim(words: Sequence[str]) -> bool:
    """Whether somewhere in a text of `words` a number follows what can stand before that of a claim."""
    # Figures, and signs, come before the letters.
    indexes = [index for index, word in enumerate(words) if word in _FIRST_WORDS or word < "a"]
    return any(_is_number(words, index) and _may_lead(*words[max(0, index - 2) : index]) for index in indexes if index)


def _is_number(words: Sequence[str], index: int) -> bool:
    return words[index] in _NUMBERS or words[index].isdecimal() or words[index + 1 : index + 2] == ["og"]


def _may_lead(*words: str) -> bool:
    """Whether these two words may stand before the number of a claim; signs may stand before the first of them."""
    last = _LAST_WORD.search(words[-1])
    is_lead = last is not None and last[0] in _LEADS
    return is_lead or " ".join(words) in _LEADS or any(name in words[-1] for name in _OWN_NAMES)


@cache
def _count() -> re.Pattern[str]:
    """A number of things. It is compiled when it is needed, since builds that read no article do without it."""
    return re.compile(
        rf"(?<![\w.,-])(?P<count>[1-9][0-9]{{0,3}}|{any_of(_NUMBERS)})\s+"
        r"(?P<kind>(?:(?:centrale|forskellige|faste|nye|stærke|aktive|danske|andre|store|små|lokale)\s+){0,2})"
        r"(?P<noun>[^\W\d_][\w-]*)",
        re.IGNORECASE,
    )


def _names_alliance(folded: str) -> bool:
    return any(group in folded for group in _GROUPS)


def _is_claim(before: str, behind: str) -> bool:
    sentence, rest = re.split(r"[.!?]\s", before)[-1], re.split(r"[.!?]", behind)[0]
    return bool(_CLAIM.search(sentence) or (_WE.search(sentence) and _names_alliance((sentence + rest).casefold())))
