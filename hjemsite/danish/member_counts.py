"""How many members a Danish text says that an alliance has: »Alliancen tæller nu 20 centrale aktører«.

A text counts many things. What is read here is a number before a noun, in a paragraph that also names the alliance.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hjemsite.danish.numbers import number_words

MEMBER_NOUNS = frozenset(
    "aktører medlemmer partnere parter medlemsorganisationer organisationer medlemsforeninger samarbejdspartnere "
    "deltagere".split()
)
"""What releases call the members of an alliance."""


class MemberCount(NamedTuple):
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
_WORDS_FOR_NUMBERS = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_COUNT = re.compile(
    rf"(?<![\w.,-])(?P<count>[1-9][0-9]{{0,3}}|{_WORDS_FOR_NUMBERS})\s+"
    r"(?P<kind>(?:(?:centrale|forskellige|faste|nye|stærke|aktive|danske|andre|store|små|lokale)\s+){0,2})"
    r"(?P<noun>[^\W\d_][\w-]*)",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(word.split()[0].casefold() for word in _NUMBERS)
_TOKEN = re.compile(r"(?<![\w.,-])(?:[1-9][0-9]{0,3}|[^\W\d_]+)")
_GROUP = "allianc|kreds|netværk|partnerskab|fællesskab|samarbejde"
_ALLIANCE = re.compile(_GROUP, re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:tæller|består|dermed|nu|i alt|samler|omfatter|udgøres|har)\b", re.IGNORECASE)
_FILLER = r"(?:\s+(?:nu|i\s+dag|i\s+alt|dermed|således|altså|i\s+øjeblikket|for\s+tiden|op\s+på))*\s+$"
_HAS = r"\b(?:tæller|samler|omfatter|rummer|har|er|(?:består|udgøres)(?=.*\saf\s))\b"
_SELF = r"[\w-]*(?:allianc|netværket|kredsen|partnerskabet)\w*"
_WHICH = rf"{_SELF},\s+(?:som|der)\b[^.,!?]{{0,40}}?"
_SUBJECT = rf"(?<!\bi )(?<!\b(?:af|og|på) )(?<!\b(?:med|til|fra|for|hos) )\b{_SELF}\s(?:(?!\bog\b)[^.,!?]){{0,40}}?"
_CLAIM = re.compile(
    rf"(?:(?:{_WHICH}|{_SUBJECT}){_HAS}|{_HAS}\s+{_SELF}|\balliancens\b)(?:\s+af)?{_FILLER}", re.IGNORECASE
)
_WE = re.compile(rf"\b(?:vi\s+er|er\s+vi|nu\s+er\s+der){_FILLER}", re.IGNORECASE)
_NEAR = 200
"""Characters before and after a number in which the alliance must be named."""


def member_counts(text: str) -> Iterator[MemberCount]:
    """Every number of things in a paragraph of `text` that names the alliance near by.

    >>> [(one.size, one.noun) for one in member_counts("Alliancen tæller nu 20 centrale aktører i fem regioner.")]
    [(20, 'aktører'), (5, 'regioner')]
    >>> [one.is_claim for one in member_counts("Alliancen tæller nu 20 centrale aktører i fem regioner.")]
    [True, False]
    """
    for match in _counts(text):
        before = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
        behind = text[match.end() : match.end() + _NEAR].partition("\n")[0]
        if not _ALLIANCE.search(before) and not _ALLIANCE.search(behind):
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


def _counts(text: str) -> Iterator[re.Match[str]]:
    """Each match of `_COUNT`. To look up where a number may begin takes a tenth of trying them all everywhere."""
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() >= end and (token[0][0].isdigit() or token[0].casefold() in _FIRST_WORDS):
            match = _COUNT.match(text, token.start())
            if match is not None:
                end = match.end()
                yield match


def _is_claim(before: str, behind: str) -> bool:
    sentence, rest = re.split(r"[.!?]\s", before)[-1], re.split(r"[.!?]", behind)[0]
    return bool(_CLAIM.search(sentence) or (_WE.search(sentence) and _ALLIANCE.search(sentence + rest)))
