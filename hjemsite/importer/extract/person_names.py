"""The names of people among the words of a text, and the words that tell a person from an organisation.

Both names are runs of capitalised words. That of a person begins at a given name or at initials.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.lexicon import NOT_CAPITAL, ORGANISATION, PARTICLES, TITLE
from hjemsite.importer.extract.tokens import Kind, Token

_LONGEST_NAME = 6
_GENITIVE = re.compile(r"(?:[’']s|(?<=[sxz])[’']|s)\Z")
_POST = re.compile(r"(?i:direktør|formand|konsulent|leder|rådgiver|sekretær|borgmester|minister|redaktør|professor)\Z")
MARKS = frozenset("“”„‟\"»«‘’'")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """What the rest of the text tells: people and organisations it names, as folded words."""

    people: frozenset[tuple[str, ...]] = frozenset()
    organisations: frozenset[tuple[str, ...]] = frozenset()
    first_names: frozenset[str] = frozenset()


def name_index(people: Iterable[tuple[str, ...]], organisations: Iterable[tuple[str, ...]]) -> NameIndex:
    persons = frozenset(people)
    return NameIndex(persons, frozenset(organisations), frozenset(words[0] for words in persons if words))


NO_NAMES = NameIndex()


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


def begins_with_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether the article at token `i` is part of a name: »Den Blå Nødhjælp«, not »Den nye formand«."""
    article = i + 1 < len(tokens) and tokens[i].text in ("Den", "Det", "De")
    return article and tokens[i + 1].kind is Kind.CAPITAL


def folded(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    return tuple([token.folded for token in tokens[start:end]])


def person_end(tokens: Sequence[Token], i: int, names: NameIndex = NO_NAMES, frame: bool = False) -> int:
    """Where the name of a person that begins at token `i` ends; `i` where none begins.

    With `frame` the surroundings already tell that a person must stand here, so any capitalised run will do.
    """
    if i >= len(tokens) or tokens[i].kind not in (Kind.CAPITAL, Kind.INITIAL):
        return i
    first = tokens[i]
    sure = first.kind is Kind.INITIAL or is_given(first.text)
    if not sure and not frame and not _is_known(tokens, i, names):
        return i
    if first.folded in NOT_CAPITAL or (not sure and _cannot_begin(first)):
        return i
    j = _run_end(tokens, i)
    words = [token for token in tokens[i:j] if token.kind is Kind.CAPITAL]
    if j - i < 2 or not words or tokens[j - 1].kind is Kind.INITIAL:
        return i
    # Behind »Vejen« in »Trine Vejen Poulsen« there is no doubt any more.
    told = words[-1:] if sure and words[-1].folded.endswith("sen") else words
    return i if any(_is_other_word(word) for word in told if word is not first) else j


def _is_known(tokens: Sequence[Token], i: int, names: NameIndex) -> bool:
    listed = tokens[i].folded in names.first_names
    return listed and any(folded(tokens, i, i + length) in names.people for length in (2, 3, 4))


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
        if j > i and not is_adjacent(tokens, j):
            break
        if token.kind is Kind.INITIAL or (token.kind is Kind.CAPITAL and not _ends_name(tokens, i, j)):
            j += 1
        elif j > i and _alias_end(tokens, j) > j:
            j = _alias_end(tokens, j)
        elif j > i and token.folded in PARTICLES and capital_after(tokens, j):
            j += 2
        else:
            break
    return j


def _ends_name(tokens: Sequence[Token], i: int, j: int) -> bool:
    word = tokens[j].text
    return j > i and (is_acronym(word) or bool(_POST.search(word)))


def is_adjacent(tokens: Sequence[Token], j: int) -> bool:
    return tokens[j].start - tokens[j - 1].end <= 1


def capital_after(tokens: Sequence[Token], j: int) -> bool:
    return j + 1 < len(tokens) and tokens[j + 1].kind is Kind.CAPITAL and is_adjacent(tokens, j + 1)
