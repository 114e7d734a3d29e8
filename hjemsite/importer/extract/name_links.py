"""Small words between two names, which would else be read as one: »Nøglen og Nordby Kommune«, »fra Nordby til Havn«.

Each kind of them is a predicate of the tokens, the number of the first one of the name, and that of the small word.
"""

import re
from collections.abc import Callable, Sequence

from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.lexicon import GENERIC, OF_ITS_KIND
from hjemsite.importer.extract.person_names import folded, is_acronym, is_organisation_word
from hjemsite.importer.extract.tokens import Kind, Token

_KIND = re.compile(r"(?:rådet|forbundet|netværket|alliancen|selskabet|partnerskabet|samvirket)\Z")
_NAMED = re.compile(r"(?:en|et|kommune|region|s)\Z")
"""How the words end that are no common nouns without an article."""


def parts_name(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether the small word at token `j` ends the name that begins at token `i`.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> parts_name(tokens("Nøglen og Nordby Kommune"), 0, 1), parts_name(tokens("Børn og Unge"), 0, 1)
    (True, False)
    """
    return any(parts(tokens, i, j) for parts in _PARTED)


def _is_and(token: Token) -> bool:
    return token.folded in ("og", "&")


def _is_clause_with_at(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»mener Nordby Kommune at Nøglen …«, but not »Et Sted at Bo«."""
    return tokens[j].folded == "at" and (is_organisation_word(tokens[j - 1].text) or j < i + 2)


def _is_and_before_common_noun(tokens: Sequence[Token], _: int, j: int) -> bool:
    """»Nøglen og Kommunen«."""
    return _is_and(tokens[j]) and j + 1 < len(tokens) and GENERIC.fullmatch(tokens[j + 1].text) is not None


def _is_and_before_municipality(tokens: Sequence[Token], _: int, j: int) -> bool:
    """»Nøglen og Nordby Kommune«."""
    behind = tokens[j + 2].folded if j + 2 < len(tokens) else ""
    return tokens[j].folded == "og" and behind in ("kommune", "kommunes")


def _is_second_and(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»Børn og Unge og Nøglen«, »Nøglen og ADO«."""
    is_before_acronym = j + 1 < len(tokens) and is_acronym(tokens[j + 1].text)
    return _is_and(tokens[j]) and (is_before_acronym or any(token.folded == "og" for token in tokens[i:j]))


def _is_and_behind_organisation(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»Nøglens Union og Biblioteket«: it joins two organisations, and not two words of one."""
    if tokens[j].folded != "og" or tokens[j - 1].text.endswith("-") or "for" in folded(tokens, i, j):
        return False
    if _is_pair(tokens, i, j):
        return False
    return any(is_organisation_word(token.text) or is_acronym(token.text) for token in tokens[i:j])


def _is_pair(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»Foreningen Vildt og Stille«: a pair of words is the name of an organisation behind its kind."""
    is_kind = (
        j == i + 2 and GENERIC.fullmatch(tokens[i].text) is not None and not is_organisation_word(tokens[j - 1].text)
    )
    second = tokens[j + 1 : j + 3]
    is_word = bool(second) and second[0].kind is Kind.CAPITAL and not is_organisation_word(second[0].text)
    goes_on = len(second) > 1 and second[1].kind is Kind.CAPITAL and not is_given(second[1].text)
    return not goes_on and ((is_kind and is_word) or _are_bare(tokens, i, j))


def _are_bare(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»Forældrerådet Skole og Hjem«: two nouns without an article behind their kind, and no organisations."""
    if j != i + 2 or j + 1 >= len(tokens) or not _KIND.search(tokens[i].folded):
        return False
    nouns = (tokens[j - 1], tokens[j + 1])
    return all(noun.kind is Kind.CAPITAL and not _NAMED.search(noun.folded) for noun in nouns)


def _is_purpose_of_none(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»Nordby Stadion mod Havn FC«: only what is an association or the like has a purpose."""
    is_kind = j == i + 1 or any(OF_ITS_KIND.search(token.text) for token in tokens[i:j])
    return tokens[j].folded in ("mod", "med", "uden", "om", "til") and not is_kind


def _is_way(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»fra Nordby til Havn«."""
    return tokens[j].folded == "til" and j == i + 1 and i > 0 and tokens[i - 1].folded in ("fra", "mellem")


def _is_country_of(tokens: Sequence[Token], i: int, j: int) -> bool:
    """»landechef i Kulumba for Læger uden Rast«: a land or a town has no purpose."""
    word = tokens[i].text
    is_alone = tokens[j].folded == "for" and j == i + 1 and i > 0 and tokens[i - 1].folded == "i"
    is_kind = is_organisation_word(word) or is_acronym(word) or OF_ITS_KIND.search(word) is not None
    return is_alone and not (is_kind or word.endswith(("en", "et", "erne")))


_PARTED: tuple[Callable[[Sequence[Token], int, int], bool], ...] = (
    _is_clause_with_at,
    _is_and_before_common_noun,
    _is_and_before_municipality,
    _is_second_and,
    _is_and_behind_organisation,
    _is_purpose_of_none,
    _is_way,
    _is_country_of,
)
