"""What stands behind a title and its preposition: a field, a council, a part of an organisation, small words.

All of these belong to the title; only what is none of them is the name of an organisation.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.lexicon import (
    COMMITTEE,
    COUNCIL,
    FIELDS,
    GENERIC,
    PREPOSITIONS,
    PRONOUNS,
    STREET_OR_BUILDING,
    UNIT,
    VAGUE,
)
from hjemsite.importer.extract.name_kinds import is_common_noun, is_unit
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    capital_after,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
)
from hjemsite.importer.extract.titles import TITLE_STOPS
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange
from hjemsite.importer.extract.workplaces import OUTSIDERS

_MAX_SMALL_OBJECT = 6
_MAX_LISTED, _MAX_DESCRIPTION = 3, 4
_SPANS = frozenset({"år", "måneder", "uger"})
_NO_OBJECT = (
    PREPOSITIONS
    | SPEECH_VERBS
    | TITLE_STOPS
    | {"samme", "nr.", "siden", "fra", "samt", "gennem", "igennem", "bliver", "blev"}
    | _SPANS
)
_OF_COUNCIL = re.compile(r"(?:formand|forkvinde|forperson|medlem)\Z", re.IGNORECASE)
_OF_A_FIELD = re.compile(r"(?:rådmand|minister|direktør|chef|ordfører|leder|koordinator|konsulent)\Z", re.IGNORECASE)
_NUMBERED = frozenset({"afdeling", "opgang", "etape", "kreds", "hold"})
"""What has a number: »formand for afdeling 7«, »beboer i opgang 6«."""
_BUILDING = re.compile(r"huset|stedet|hallen|haven|gården|værket|kirkegården")
"""Words for where people work that stand for an organisation: »formand for huset«."""
_OF_PEOPLE = re.compile(r"(?:ernes|enes)\Z")
"""How the genitive ends of those whom a council is for, and who have none: »Børnenes Udvalg«."""
_LEARNER = re.compile(r"(?:elev|studerende|kursist|lærling)\Z", re.IGNORECASE)
_COURSE = re.compile(r"(?:linjen|holdet|klassen|årgangen|uddannelsen|studiet|kurset|semesteret|forløbet)\Z")
_HOUSING = re.compile(
    r"(?:almene?|andels)?bolig(?:forening|selskab|organisation|foreningen|selskabet|organisationen)\Z"
)
_ESTATE = re.compile(r"\w{3}(?:parken|haven|gården|højen|bakken|lunden|vangen|engen|vænget|toften)\Z")
"""How the names of estates end."""
_RELATIONS = (frozenset({"til"}), frozenset({"sin", "sit", "sine", "hans", "hendes", "en", "et"}))
ARTICLES = frozenset({"den", "det", "de", "en", "et"})
_NEXT_CLAUSE = SPEECH_VERBS | {"selv", "også", "samtidig", "desuden", "derfor", "har", "er", "nu"}
"""Words behind »og« with which another clause begins: »formand og selv dyrker gulerødder«."""


def is_generic_genitive(token: Token) -> bool:
    """Whether the word is »foreningens« or the like, whose council somebody leads."""
    return token.text.endswith(("ens", "ets")) and is_common_noun(token.text)


def is_generic_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` means an organisation without its name: »foreningen«, and »på fabrikken« behind its »på«."""
    word = tokens[i].text
    is_at = len(word) > 4 and (
        (tokens[i - 1].folded in ("på", "ved", "hos") and word.endswith(("en", "et")))
        or (tokens[i - 1].folded == "i" and word.endswith("en"))
    )
    is_part = COMMITTEE.search(word) or UNIT.search(word)
    is_vague = stem_of(word.casefold()) in VAGUE and word != stem_of(word)
    return is_vague or is_common_noun(word) or bool(_BUILDING.fullmatch(word)) or (is_at and not is_part)


def is_at_organisation(tokens: Sequence[Token], i: int) -> bool:
    """Whether »på« or »ved« and a name that only organisations have stand at token `i`: »på Nordby Højskole«."""
    if i >= len(tokens) or tokens[i].folded not in ("på", "ved"):
        return False
    return any(is_organisation_word(token.text) for token in tokens[i + 1 : organisation_end(tokens, i + 1)])


def is_field(tokens: Sequence[Token], end: int, run: TokenRange, names: NameIndex) -> bool:
    """Whether a capitalised run is what a job is about, and no organisation: »rådmand for Social og Sundhed«.

    It may be short for »Forældrerådet Skole og Hjem«, though.
    """
    words = [token.folded for token in tokens[run.start : run.end]]
    if any(name[1:] == tuple(words) and is_organisation_word(name[0]) for name in names.organisations if len(name) > 2):
        return False
    if all(word in FIELDS or word in ("og", ",", "&") for word in words):
        return True
    has_field = bool(_OF_A_FIELD.search(tokens[end - 1].text)) and tokens[run.start - 1].folded in ("for", "af")
    row = [token for token in tokens[run.start : run.end] if token.folded not in FIELDS]
    is_name = any(is_organisation_word(token.text) or is_acronym(token.text) for token in row)
    return has_field and not is_name and "og" in words


def fields_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind a list of fields that goes on at token `i`: »for Social, Job og Sundhed«."""
    j = i
    while j + 1 < len(tokens) and tokens[j].text == "," and tokens[j + 1].folded in FIELDS:
        j += 2
    closed = j > i and j + 1 < len(tokens) and tokens[j].folded == "og" and tokens[j + 1].folded in FIELDS
    return j + 2 if closed else i


def department_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind a department called by its fields at token `i`: »fra Vej og Park«; else `i`."""
    row = [token.folded in FIELDS and token.kind is Kind.CAPITAL for token in tokens[i : i + 3 : 2]]
    is_pair = row == [True, True] and tokens[i + 1].folded in ("og", "&")
    is_longer = i + 3 < len(tokens) and tokens[i + 3].kind is Kind.CAPITAL
    return i + 3 if is_pair and not is_longer else i


def is_committee(tokens: Sequence[Token], end: int, run: TokenRange) -> bool:
    """Whether a run is a part without a name of its own: »Ungeudvalget«, »Hjemløseenheden«; the title ends at `end`.

    A council has staff, too: »formand for Udsatterådet«, but »jurist i Klagerådet«. »Udvalget for Ældre« has none.
    """
    words = [token.folded for token in tokens[run.start : run.end]]
    is_staff = words[-1].endswith(("rådet", "tinget")) and not _OF_COUNCIL.search(tokens[end - 1].text)
    is_owned = any(is_genitive(word) and not _OF_PEOPLE.search(word) for word in words[:-1])
    is_part = bool(COMMITTEE.search(words[-1])) and "for" not in words and not is_owned
    return (is_part and not is_staff) or words[:2] == ["udvalget", "for"]


def is_part(tokens: Sequence[Token], run: TokenRange) -> bool:
    """Whether a run is a part of an organisation that is named behind it: »Juridisk Institut«."""
    return is_unit(tokens, *run) and not is_acronym(tokens[run.start].text)


def is_course(tokens: Sequence[Token], end: int, run: TokenRange) -> bool:
    """Whether small words say what somebody learns: »studerende på energilinjen«; the title ends at `end`."""
    return bool(_LEARNER.search(tokens[end - 1].text) and _COURSE.search(tokens[run.start].text))


def names_organisation(word: Token, names: NameIndex) -> bool:
    """Whether a noun is the last word of an organisation's name: »lokalrådet« of »Nordby Lokalråd«, not »udvalget«."""
    stem = stem_of(word.folded)
    is_definite = word.folded.endswith(("en", "et")) and len(stem) > 4 and not COUNCIL.search(word.folded)
    return is_definite and any(len(name) > 1 and stem_of(name[-1]) == stem for name in names.organisations)


def is_body_of_people(tokens: Sequence[Token], run: TokenRange) -> bool:
    """Whether small words mean the organisation of those who have members: »i småbrugernes forening«."""
    is_pair = run.end == run.start + 2 and _OF_PEOPLE.search(tokens[run.start].folded) is not None
    return is_pair and _is_kind(tokens[run.end - 1].text)


def is_dwelling(tokens: Sequence[Token], end: int, run: TokenRange, names: NameIndex) -> bool:
    """Whether a run is where somebody lives and nobody works: »beboer i Birkevænget«; the title ends at `end`.

    »Birkeparken« may be a home with staff, but not in the text of a housing association.
    """
    if not OUTSIDERS.search(tokens[end - 1].text):
        return False
    word = tokens[run.end - 1].folded
    is_estate = run.end == run.start + 1 and _ESTATE.search(word) is not None
    return bool(STREET_OR_BUILDING.search(word)) or (is_estate and _names_housing(names.organisations))


@lru_cache(maxsize=1)
def _names_housing(organisations: Collection[tuple[str, ...]]) -> bool:
    """Whether a housing association is among the names of a text."""
    return any(_HOUSING.match(word) for name in organisations for word in name)


def is_relation_object(tokens: Sequence[Token], i: int) -> bool:
    """Whether »til sin kone« stands at token `i`: it says whose relative somebody is, and belongs to no title."""
    return [token.folded in words for token, words in zip(tokens[i : i + 2], _RELATIONS, strict=False)] == [True, True]


def small_object_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind the small words from token `i` on: »chef for boliger og bosteder«."""
    end = i
    while end < min(i + _MAX_SMALL_OBJECT, len(tokens)) and _may_stand_in_object(tokens, end):
        end += 1
    if end < len(tokens) and tokens[end].folded in _SPANS:
        return i
    end = _list_end(tokens, end) if end > i else end
    if i < end < len(tokens) and tokens[end].kind is Kind.NUMBER and tokens[end - 1].folded in _NUMBERED:
        return end + 1
    while end > i and (tokens[end - 1].folded == "og" or tokens[end - 1].folded in ARTICLES):
        end -= 1
    return end


def _list_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind a list that goes on at token `i`: »rådgivning, hjælp og HR i«; else `i`.

    It must end in »og« and one more, and a preposition or a sign: so a comma joins no two clauses.
    """
    at, has_and = i, False
    while at + 1 < len(tokens) and not has_and and (tokens[at].text == "," or tokens[at].folded == "og"):
        has_and = tokens[at].folded == "og"
        stop = at + 1
        while stop < min(at + 1 + _MAX_LISTED, len(tokens)) and _may_be_listed(tokens, stop):
            stop += 1
        if stop == at + 1:
            return i
        at = stop
    is_at_end = at >= len(tokens) or tokens[at].folded in PREPOSITIONS or tokens[at].kind is Kind.SIGN
    return at if has_and and is_at_end else i


def _may_be_listed(tokens: Sequence[Token], i: int) -> bool:
    is_word = tokens[i].kind is Kind.SMALL and tokens[i].folded not in (_NO_OBJECT | _NEXT_CLAUSE | PRONOUNS.keys())
    return is_word or is_acronym(tokens[i].text)


def _may_stand_in_object(tokens: Sequence[Token], i: int) -> bool:
    """Whether small words may go on over token `i`. »og« must join two of them, and no two sentences."""
    word, ahead = tokens[i].folded, tokens[i + 1 : i + 2]
    if word == "og":
        is_clause = any(token.folded in TITLE_STOPS for token in tokens[i + 2 : i + 3])
        return not is_clause and any(token.kind is Kind.SMALL and token.folded not in _NEXT_CLAUSE for token in ahead)
    return tokens[i].kind in (Kind.SMALL, Kind.SHORT) and word not in _NO_OBJECT and word not in PRONOUNS


def object_start(tokens: Sequence[Token], i: int, names: NameIndex) -> int:
    """The number of the token that an organisation begins with, past »foreningen«, »den« and »bostedet« from `i` on."""
    if i + 1 < len(tokens) and GENERIC.fullmatch(tokens[i].text) and tokens[i + 1].kind is Kind.CAPITAL:
        i += tokens[i].kind is Kind.SMALL and person_end(tokens, i + 1, names) == i + 1
    if i < len(tokens) and tokens[i].text in ARTICLES:
        i = _behind_description(tokens, i + 1)
    return i + (is_kind_of_organisation(tokens, i) and person_end(tokens, i + 1, names) == i + 1)


def _behind_description(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »almennyttige boligselskab« before a name, from token `i` on; else `i`."""
    ahead = tokens[i : i + _MAX_DESCRIPTION]
    length = next((number for number, token in enumerate(ahead) if token.kind is not Kind.SMALL), 0)
    is_described = length > 1 and ahead[length].kind is Kind.CAPITAL and _is_kind(ahead[length - 1].text)
    return i + length if is_described else i


def ends_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name that ends before token `i` ends its clause: a sign stands there, or »og«, or »til«."""
    return i >= len(tokens) or tokens[i].kind is Kind.SIGN or tokens[i].folded in ("og", "til")


def with_town(tokens: Sequence[Token], run: TokenRange) -> TokenRange:
    """The name of an organisation between commas, with its town: »lektor, Skovskolen i Nordby«."""
    is_placed = run.end > run.start and [token.folded for token in tokens[run.end : run.end + 1]] == ["i"]
    has_town = is_placed and capital_after(tokens, run.end) and ends_clause(tokens, run.end + 2)
    return TokenRange(run.start, run.end + 2) if has_town else run


def is_kind_of_organisation(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is the kind of organisation of which the name follows: »fra tegnestuen Plank«."""
    if i + 1 >= len(tokens) or tokens[i + 1].kind is not Kind.CAPITAL:
        return False
    return tokens[i].kind is Kind.SMALL and tokens[i].text.endswith(("en", "et", "erne"))


def _is_kind(word: str) -> bool:
    """Whether a word without an article means a kind of organisation: »boligselskab«, »virksomhed«."""
    return is_organisation_word(word) or GENERIC.fullmatch(f"{word}en") is not None


def whole_behind_comma(tokens: Sequence[Token], i: int, names: NameIndex) -> TokenRange | None:
    """The organisation behind a part of it and a comma: »på Psykiatrisk Afdeling, Nordby Sygehus«."""
    if i + 1 >= len(tokens) or tokens[i].text != "," or tokens[i + 1].kind is not Kind.CAPITAL:
        return None
    stop = organisation_end(tokens, i + 1, names)
    is_organisation = any(is_organisation_word(token.text) for token in tokens[i + 1 : stop])
    ends_clause = stop >= len(tokens) or tokens[stop].kind is Kind.SIGN
    is_whole = is_organisation and ends_clause and person_end(tokens, i + 1, names) == i + 1
    return TokenRange(i + 1, stop) if is_whole else None
