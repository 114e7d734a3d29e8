"""What a run of capitalised words names besides a whole organisation: a town, or a part of an organisation."""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.lexicon import COMMITTEE, FIELDS, GENERIC, LINKS, STREET_OR_BUILDING, TOWN, UNIT
from hjemsite.importer.extract.person_names import NameIndex, is_acronym, is_genitive, is_organisation_word
from hjemsite.importer.extract.tokens import Kind, Token

_DISTRICT = re.compile(r"\w+ (?:[KVØNSC]|NV|SV|SØ|NØ|nord|syd|øst|vest|midt|centrum|midtby)", re.IGNORECASE)
"""A part of a town, as the post names it: »København K«."""

_COMPASS = frozenset("øster vester nørre sønder store lille gammel gamle gl. nr. sdr. kongens over neder".split())
"""What the names of towns begin with: »Øster Nørby«."""
_DEFINITE = re.compile(r"\w{4,}(?:en|et|ens|ets)")


def is_common_noun(word: str) -> bool:
    """Whether a word means an organisation without naming it: »Fonden«, and in small letters »jobcentret«."""
    if GENERIC.fullmatch(word):
        return True
    is_kind = word.islower() and bool(_DEFINITE.fullmatch(word)) and is_organisation_word(word)
    return is_kind and not (STREET_OR_BUILDING.search(word) or COMMITTEE.search(word.removesuffix("s")))


def is_town(tokens: Sequence[Token], start: int, end: int, names: NameIndex) -> bool:
    """Whether `tokens[start:end]` is the name of a town, as the text shows, or as names of towns end."""
    word = tokens[start]
    if end == start + 2 and word.folded in _COMPASS and not is_organisation_word(tokens[start + 1].text):
        return True
    if end != start + 1 or word.kind is not Kind.CAPITAL or is_organisation_word(word.text) or is_acronym(word.text):
        return False
    return word.folded in names.towns or bool(TOWN.search(word.folded))


def is_address(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether `tokens[start:end]` is a street and a number, where somebody lives: »på Engdraget 31«, »Engvej 3«."""
    if end - start < 2 or tokens[end - 1].kind is not Kind.NUMBER:
        return False
    is_at = start > 0 and tokens[start - 1].folded == "på"
    return is_at or bool(STREET_OR_BUILDING.search(tokens[end - 2].folded))


def is_unit(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether `tokens[start:end]` names a part of an organisation: »Juridisk Institut«, »Center for Særlig Støtte«."""
    words = [token.text for token in tokens[start:end]]
    if any(is_genitive(word) and is_organisation_word(word) for word in words):
        return False
    small = next((at for at, word in enumerate(words) if word in LINKS), len(words))
    return bool(words and (UNIT.search(words[0]) or UNIT.search(words[small - 1])))


def is_district(name: str) -> bool:
    """Whether a name is that of a part of a town: »København K«, »Nordby Vest«, but not »Plejecenter Vest«."""
    return bool(_DISTRICT.fullmatch(name)) and not is_organisation_word(name.split()[0])


def is_field_name(name: str) -> bool:
    """Whether a name has nothing but fields, as that of a department has: »Social og Sundhed«."""
    return all(word in FIELDS or word in ("og", "&") for word in name.casefold().split())
