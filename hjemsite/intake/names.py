"""The names of people and organisations among the words of a text.

Both are runs of capitalised words. A person begins at a given name or at initials, an organisation goes on over
small words (»Rådet for Socialt Udsatte«) and stops where a person begins.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hjemsite.intake.given_names import is_given
from hjemsite.intake.tokens import Kind, Token
from hjemsite.intake.vocabulary import (
    LINKS,
    LOWER_ORGANISATIONS,
    NOT_CAPITAL,
    NOT_LOWER_ORGANISATION,
    ORGANISATION,
    PARTICLES,
    PREPOSITIONS,
    SAYING,
    TITLE,
    UNIT,
)

_LONGEST_NAME, _LONGEST_ORGANISATION = 6, 14
_GENITIVE = re.compile(r"(?:[’']s|(?<=[sxz])[’']|s)\Z")
_OF_ITS_KIND = re.compile(
    r"(?:rådet|center|centret|centeret|foreningen|institut|instituttet|forvaltningen|afdelingen|selskabet|forbundet|"
    r"styrelsen|ministeriet|nævnet|enheden|sekretariatet|udvalget|netværket|alliancen|fonden|hovedorganisationen|"
    r"forening|partnerskabet|nævn|råd|organisation|organisationen)\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:alliancen|fonden|foreningen|kommune|kommunen|netværket|partnerskabet|sekretariatet|gruppen|initiativet|kredsen|"
    r"centret|centeret|koncernen|forening|boligforening|boligselskab|afdeling)\Z"
)
_PART = re.compile(r"(?:center|team|afdeling|forvaltning|sekretariat|enhed|kontor|centret|rådgivning)\Z")
_POST = re.compile(r"(?i:direktør|formand|konsulent|leder|rådgiver|sekretær|borgmester|minister|redaktør|professor)\Z")
_DETERMINERS = frozenset({"de", "den", "det"})
MARKS = frozenset("“”„‟\"»«‘’'")
_DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the text tells: people and organisations it names, as folded words."""

    people: frozenset[tuple[str, ...]] = frozenset()
    organisations: frozenset[tuple[str, ...]] = frozenset()
    first_names: frozenset[str] = frozenset()


def known(people: Iterable[tuple[str, ...]], organisations: Iterable[tuple[str, ...]]) -> Known:
    persons = frozenset(people)
    return Known(persons, frozenset(organisations), frozenset(words[0] for words in persons if words))


NOTHING = Known()


def without_genitive(word: str) -> str:
    """The word without the ending of a genitive, where it may have one.

    >>> without_genitive("Kommunes"), without_genitive("ABO’s"), without_genitive("Lars’")
    ('Kommune', 'ABO', 'Lars')
    """
    return _GENITIVE.sub("", word)


def is_genitive(word: str) -> bool:
    return bool(_GENITIVE.search(word)) and len(word) > 2


@lru_cache(maxsize=1 << 14)
def is_organisation_word(word: str) -> bool:
    """Whether `word` tells that the name it stands in is no person's."""
    folded = word.casefold()
    return bool(ORGANISATION.search(folded) or ORGANISATION.search(without_genitive(folded)))


@lru_cache(maxsize=1 << 14)
def is_acronym(word: str) -> bool:
    letters = without_genitive(word)
    return len(letters) > 1 and letters.replace("-", "").replace("/", "").replace("&", "").isupper()


def folded(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    return tuple([token.folded for token in tokens[start:end]])


def person_end(tokens: Sequence[Token], i: int, known: Known = NOTHING, frame: bool = False) -> int:
    """Where the name of a person that begins at token `i` ends; `i` where none begins.

    With `frame` the surroundings already tell that a person must stand here, so any capitalised run will do.
    """
    if i >= len(tokens) or tokens[i].kind not in (Kind.CAPITAL, Kind.INITIAL):
        return i
    first = tokens[i]
    sure = first.kind is Kind.INITIAL or is_given(first.text)
    if not sure and not frame and not _is_known(tokens, i, known):
        return i
    if first.folded in NOT_CAPITAL or (not sure and _cannot_begin(first)):
        return i
    j = _run_end(tokens, i)
    words = [token for token in tokens[i:j] if token.kind is Kind.CAPITAL]
    if j - i < 2 or not words or tokens[j - 1].kind is Kind.INITIAL:
        return i
    return i if any(_is_other_word(word) for word in words if word is not first) else j


def _is_known(tokens: Sequence[Token], i: int, known: Known) -> bool:
    listed = tokens[i].folded in known.first_names
    return listed and any(folded(tokens, i, i + length) in known.people for length in (2, 3, 4))


def _cannot_begin(token: Token) -> bool:
    return is_acronym(token.text) or _is_other_word(token) or bool(TITLE.search(token.text))


def _is_other_word(token: Token) -> bool:
    return is_organisation_word(token.folded) and not _is_surname(token.folded)


def _is_surname(word: str) -> bool:
    # Bank, Vej and Hjem are organisations' words alone, but Holmgade, Kirkevej and Lindehus are surnames, too.
    return bool(re.search(r"\w{3}(?:hus|gade|vej|bank|park|bolig|hjem|værn|skole|plads|råd|kirke|center)\Z", word))


def _alias_end(tokens: Sequence[Token], j: int) -> int:
    """Behind a nickname in marks between two names: »Konrad »Konge« Vestergaard«."""
    if tokens[j].text not in MARKS or tokens[j].start == tokens[j - 1].end:
        return j
    for k in (j + 2, j + 3):
        if k + 1 < len(tokens) and tokens[k].text in MARKS and tokens[k + 1].kind is Kind.CAPITAL:
            return k + 1
    return j


def _run_end(tokens: Sequence[Token], i: int) -> int:
    j = i
    while j < len(tokens) and j - i < _LONGEST_NAME:
        token = tokens[j]
        if j > i and not _adjacent(tokens, j):
            break
        if token.kind is Kind.INITIAL or (token.kind is Kind.CAPITAL and not _ends_name(tokens, i, j)):
            j += 1
        elif j > i and _alias_end(tokens, j) > j:
            j = _alias_end(tokens, j)
        elif j > i and token.folded in PARTICLES and _capital_after(tokens, j):
            j += 2
        else:
            break
    return j


def _ends_name(tokens: Sequence[Token], i: int, j: int) -> bool:
    word = tokens[j].text
    return j > i and (is_acronym(word) or bool(_POST.search(word)))


def _adjacent(tokens: Sequence[Token], j: int) -> bool:
    return tokens[j].start - tokens[j - 1].end <= 1


def _capital_after(tokens: Sequence[Token], j: int) -> bool:
    return j + 1 < len(tokens) and tokens[j + 1].kind is Kind.CAPITAL and _adjacent(tokens, j + 1)


def organisation_end(tokens: Sequence[Token], i: int, known: Known = NOTHING) -> int:
    """Where the name of an organisation that begins at token `i` ends; `i` where none begins."""
    if i >= len(tokens):
        return i
    if tokens[i].kind is Kind.SMALL:
        return _lower_case_end(tokens, i)
    if tokens[i].kind is not Kind.CAPITAL:
        return i
    j, last = i, min(len(tokens), i + _LONGEST_ORGANISATION)
    while j < last:
        step = _step(tokens, i, j, known)
        if not step:
            break
        j += step
    return _known_prefix(tokens, i, j, known)


def _lower_case_end(tokens: Sequence[Token], i: int) -> int:
    """»fsb«, »fsø«: short names without a capital, in which hardly a vowel stands."""
    word = tokens[i].text
    return i + bool(LOWER_ORGANISATIONS.match(word) and word not in NOT_LOWER_ORGANISATION | PREPOSITIONS | SAYING)


def _known_prefix(tokens: Sequence[Token], i: int, j: int, known: Known) -> int:
    """The run, cut after an organisation known from elsewhere when what follows may be somebody's name."""
    for cut in range(j - 2, i, -1):
        rest = tokens[cut:j]
        if folded(tokens, i, cut) in known.organisations and all(token.kind is not Kind.SMALL for token in rest):
            return j if any(is_organisation_word(token.text) for token in rest) else cut
    return j


def _step(tokens: Sequence[Token], i: int, j: int, known: Known) -> int:
    """How many more tokens, from `j` on, belong to the organisation that began at `i`."""
    token = tokens[j]
    if token.kind is Kind.CAPITAL:
        return 0 if j > i and person_end(tokens, j, known) > j and not _is_name_of_it(tokens, j) else 1
    if j == i:
        return 0
    if token.kind is Kind.NUMBER:
        ordinal = j + 2 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 2].kind is Kind.SMALL
        return int(len(token.text) <= 4 and not ordinal)
    if token.folded in LINKS:
        return _link(tokens, i, j, known)
    if token.text == ",":
        return _list(tokens, i, j)
    if token.text in _DASHES:
        return _second_name(tokens, i, j)
    if token.text == "(" and j + 2 < len(tokens) and tokens[j + 2].text == ")":
        return 3 if is_acronym(tokens[j + 1].text) else 0
    if token.kind is Kind.SMALL and _adjacent(tokens, j):
        if tokens[i].folded in _DETERMINERS and j == i + 1 and j + 1 < len(tokens):
            return 2 if is_organisation_word(tokens[j + 1].text) else 0
        if is_genitive(tokens[j - 1].text) and any(is_organisation_word(one.text) for one in tokens[i:j]):
            return int(bool(_PART.search(token.text)))
        return int(bool(_TAIL.match(token.text)) and not is_organisation_word(tokens[j - 1].text))
    return 0


def _is_name_of_it(tokens: Sequence[Token], j: int) -> bool:
    """Whether a person's name is part of an organisation's, as in »Fonden Karen Blixens Minde«."""
    end = person_end(tokens, j)
    return is_genitive(tokens[end - 1].text) and end < len(tokens) and tokens[end].kind is Kind.CAPITAL


def _link(tokens: Sequence[Token], i: int, j: int, known: Known) -> int:
    words = folded(tokens, i, j)
    if tokens[j].folded in ("og", "&") and ("og" in words or is_acronym(tokens[min(j + 1, len(tokens) - 1)].text)):
        return 0
    if _capital_after(tokens, j) and person_end(tokens, j + 1, known) == j + 1:
        # »og« joins two organisations as well as two words of one.
        both = is_organisation_word(tokens[j - 1].text) or is_acronym(tokens[j - 1].text)
        return 0 if tokens[j].folded == "og" and both and "for" not in words else 2
    if tokens[j].folded in ("for", "af", "mod", "til") and _OF_ITS_KIND.search(tokens[j - 1].text):
        return _small_words(tokens, j + 1) - j
    return 0


def _small_words(tokens: Sequence[Token], j: int) -> int:
    """The end of the small words that say what a council or a centre is for."""
    end = j
    while end < len(tokens) and end - j < 5 and tokens[end].kind is Kind.SMALL:
        word = tokens[end].folded
        if word in PREPOSITIONS or word in SAYING or word in ("der", "som", "er", "har", "kan", "at"):
            break
        if word == "og" and (end + 1 == len(tokens) or tokens[end + 1].kind is not Kind.SMALL):
            break
        end += 1
    while end > j and tokens[end - 1].folded in ("og", "samt", "den", "det", "de"):
        end -= 1
    return end


def _list(tokens: Sequence[Token], i: int, j: int) -> int:
    """»Ministeriet for By, Bolig og Landdistrikter«: one name with commas in it."""
    words = folded(tokens, i, j)
    if "for" not in words or len(words) - words.index("for") > 3 or not _OF_ITS_KIND.search(tokens[i].text):
        return 0
    k = j
    while k + 1 < len(tokens) and tokens[k].text == "," and tokens[k + 1].kind is Kind.CAPITAL:
        k += 2
    closed = k + 1 < len(tokens) and tokens[k].folded in ("og", "&") and tokens[k + 1].kind is Kind.CAPITAL
    return k + 2 - j if closed and person_end(tokens, j + 1) == j + 1 else 0


def _second_name(tokens: Sequence[Token], i: int, j: int) -> int:
    """»AHL – Almene Hjem«, »HUSLY – De hjemløses forening«: a short name, a dash and the long one."""
    if j != i + 1 or not is_acronym(tokens[i].text) or j + 1 >= len(tokens) or tokens[j + 1].kind is not Kind.CAPITAL:
        return 0
    if tokens[j].start == tokens[i].end or person_end(tokens, j + 1) > j + 1:
        return 0
    if tokens[j + 1].folded not in _DETERMINERS:
        return 2
    k = j + 2
    while k < len(tokens) and k - j < 6 and tokens[k].kind is Kind.SMALL and tokens[k].folded not in SAYING:
        k += 1
        if is_organisation_word(tokens[k - 1].text):
            break
    return k - j


def is_unit(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an organisation's name is that of a part of one: »Juridisk Institut«, »Center for Særlig Støtte«."""
    words = [token.text for token in tokens[start:end]]
    if any(is_genitive(word) and is_organisation_word(word) for word in words):
        return False
    small = next((at for at, word in enumerate(words) if word in LINKS), len(words))
    return bool(words and (UNIT.search(words[0]) or UNIT.search(words[small - 1])))
