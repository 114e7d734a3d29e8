"""What stands in the genitive before a title, and so has the job: »ABO’s Landsformand«, »gruppens formand«."""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.lexicon import NOT_CAPITAL, POSSESSIVES
from hjemsite.importer.extract.person_names import (
    begins_with_article,
    is_acronym,
    is_genitive,
    is_organisation_word,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_title, skip_modifiers, title_end
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of

_APOSTROPHES = frozenset("’'")
_SMALL_OWNER = re.compile(r"\w{3,}(?:ens|ets|nes|ernes|s)\Z")
_LINKS = frozenset({"og", "for", "til", "af", "mod"})
_OF_TOWN = re.compile(r"borgmester|rådmand|byråd|udvalgsformand|kommunaldirektør|stadsarkitekt", re.IGNORECASE)
"""Titles that somebody has in a town, and that its name stands before: »Nordbys borgmester«."""
_OF_STAFF = re.compile(r"tillids|arbejdsmiljørepræsentant", re.IGNORECASE)
"""Titles of those who speak for the staff of an organisation."""
_MAX_OWNER = 8
"""How many tokens the name of an owner may have."""


def genitive_owner(tokens: Sequence[Token], i: int) -> TokenRange | None:
    """The owner that begins at token `i` and has a title behind it; None where none does.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> genitive_owner(tokens("Fri af Nøds tidligere formand"), 0), genitive_owner(tokens("Nøglens hus"), 0)
    (TokenRange(start=0, end=3), None)
    """
    if i >= len(tokens):
        return None
    if tokens[i].folded in POSSESSIVES or tokens[i].folded == "hvis":
        return None
    if tokens[i].kind is Kind.SMALL:
        is_owner = _SMALL_OWNER.match(tokens[i].folded) and not is_title(tokens[i]) and _has_title(tokens, i + 1)
        return TokenRange(i, i + 1) if is_owner else None
    if tokens[i].kind not in (Kind.CAPITAL, Kind.INITIAL):
        return None
    if is_title(tokens[i]) or (tokens[i].folded in NOT_CAPITAL and not begins_with_article(tokens, i)):
        return None
    return _named_owner(tokens, i)


def _named_owner(tokens: Sequence[Token], i: int) -> TokenRange | None:
    """The owner with a name that begins at token `i`: a run of words up to a genitive with a title behind it."""
    for j in range(i, min(i + _MAX_OWNER, len(tokens))):
        token = tokens[j]
        has_apostrophe = j + 1 < len(tokens) and tokens[j + 1].text in _APOSTROPHES and tokens[j + 1].start == token.end
        is_owner = is_genitive(token.text) or (has_apostrophe and token.folded[-1] in "sxz")
        end = j + 1 + has_apostrophe
        if is_owner and end < len(tokens) and _has_title(tokens, end):
            return TokenRange(i, end)
        may_go_on = token.folded in _LINKS or (token.folded == "i" and j == i + 1 and tokens[i].folded.endswith("erne"))
        if (token.kind is Kind.SIGN and token.text != "&") or (token.kind is Kind.SMALL and not may_go_on):
            return None
    return None


def _has_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether a title stands at token `i`, perhaps behind »nye« or »tidligere«."""
    start, _ = skip_modifiers(tokens, i)
    return title_end(tokens, start) > start


def owner_segment(tokens: Sequence[Token], owner: TokenRange) -> Segment:
    """The name of the owner without the ending of its genitive."""
    last, whole = tokens[owner.end - 1].text, segment_of(tokens, owner)
    ending = 1 if last in _APOSTROPHES else len(last) - len(without_genitive(last))
    return Segment(whole.start, whole.end - ending)


def is_town_owner(tokens: Sequence[Token], owner: TokenRange, i: int) -> bool:
    """Whether an owner is the town of the mayor at token `i`: »Nordbys borgmester«."""
    town = without_genitive(tokens[owner.start].text)
    is_one = owner.end == owner.start + 1 and tokens[owner.start].kind is Kind.CAPITAL
    is_other = is_organisation_word(town) or is_acronym(town)
    return is_one and not is_other and bool(_OF_TOWN.search(tokens[i].text))


def is_staff(tokens: Sequence[Token], owner: TokenRange, i: int) -> bool:
    """Whether an owner is the staff whom the title at token `i` speaks for: »Postbudenes fællestillidsmand«."""
    return tokens[owner.end - 1].folded.endswith("nes") and bool(_OF_STAFF.search(tokens[i].text))


def is_common_owner(tokens: Sequence[Token], owner: TokenRange) -> bool:
    """Whether an owner may be a common word: it is small, or its capital is that of a sentence: »Parkens direktør«."""
    first = tokens[owner.start]
    if first.kind is Kind.SMALL:
        return True
    begins_sentence = owner.start == 0 or (
        tokens[owner.start - 1].kind is Kind.SIGN and tokens[owner.start - 1].text != ","
    )
    return begins_sentence and owner.end == owner.start + 1 and first.text.endswith(("ens", "ets"))
