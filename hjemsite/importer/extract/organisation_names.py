"""The names of organisations among the words of a text.

Like a person's name it is a run of capitalised words. But it goes on over small words (»Rådet for Socialt Udsatte«) and
stops where a person's name begins. What it goes on over is a table: a kind of token, and a rule for it.
"""

import re
from collections.abc import Callable, Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.lexicon import (
    COMPANY,
    FIELDS,
    GENERIC,
    LINKS,
    LOWER_ORGANISATIONS,
    NOT_LOWER_ORGANISATION,
    OF_ITS_KIND,
    PART,
    PREPOSITIONS,
    TAIL,
)
from hjemsite.importer.extract.name_kinds import is_town
from hjemsite.importer.extract.name_links import parts_name
from hjemsite.importer.extract.person_names import (
    NO_NAMES,
    NameIndex,
    capital_after,
    folded,
    is_acronym,
    is_adjacent,
    is_genitive,
    is_organisation_word,
    person_end,
)
from hjemsite.importer.extract.tokens import Kind, Token

_MAX_NAME = 14
"""How many tokens a name may have."""
_NO_NAME = NOT_LOWER_ORGANISATION | PREPOSITIONS | SPEECH_VERBS
"""Short small words that look like a name without a capital."""
_MAX_SMALL_WORDS = 5
_NO_PURPOSE = PREPOSITIONS | SPEECH_VERBS | {"der", "som", "er", "har", "kan", "at"}
"""Small words with which a name does not go on: they begin a clause."""
_DETERMINERS = frozenset({"de", "den", "det"})
_DASHES = frozenset("–—-")
_ENDS = frozenset(".!?:")
_OWN_NAME = re.compile(
    r"(?<![Hh]øj)(?<!\bEfter)(?<!\bMusik)(?<!\bFolke)(?<!\bFri)(?<!\bBørne)(?<!moder)(?<!plejerske)(?<!\bDesign)(?<=\w{3})(?:skolen|gården|huset|hallen|haven|parken|bakken)\Z"
)
"""How a name ends that needs no town behind it: »Fasanskolen i Nordby« is called »Fasanskolen«."""
_OF_MANY = re.compile(
    r"(?:kommun|region|foren|fond|organisation|virksomhed|parti|forbund|politi|afdeling)(?:en|et|ing|ingen)"
)
"""Words that mean one of many, and begin no name: »Foreningen i Nordby«."""
_LOCAL = re.compile(
    r"(?<!\bråd)(?:parti|partiet|forening|foreningen|forbund|forbundet|organisation|organisationen|fællesråd|fællesrådet|"
    r"samråd|samrådet|venner|vennerne|hjælperne|ravne|liste|listen|kredsen|union|klub|klubben|laug|lauget)\Z"
)
"""How the names of those end that have a town in theirs: »Lejernes Landsorganisation i Nordby«."""
SAINTS = frozenset({"sct.", "skt.", "st."})
"""Abbreviations that the name of a school or a hospital begins with."""
_LANDS = frozenset({"danmark", "norden", "grønland"})


def organisation_end(tokens: Sequence[Token], i: int, names: NameIndex = NO_NAMES) -> int:
    """The number of the token behind the name of an organisation that begins at token `i`; `i` where none begins.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> words = tokens("Rådet for Socialt Udsatte mener")
    >>> words[organisation_end(words, 0)].text
    'mener'
    """
    if i >= len(tokens):
        return i
    if tokens[i].kind is Kind.SMALL:
        return _lower_case_end(tokens, i)
    is_saint = tokens[i].folded in SAINTS and capital_after(tokens, i)
    if tokens[i].kind is not Kind.CAPITAL and not is_saint:
        return i
    end, last = i + is_saint, min(len(tokens), i + _MAX_NAME)
    while end < last:
        more = _continuation(tokens, i, end, names)
        if not more:
            break
        end += more
    return max(_known_prefix(tokens, i, end, names), _placed_end(tokens, i, names))


def _lower_case_end(tokens: Sequence[Token], i: int) -> int:
    """Where a short name without a capital ends that begins at token `i`: »fsb«, »fsø«. It has hardly a vowel."""
    word = tokens[i].text
    is_name = LOWER_ORGANISATIONS.match(word) is not None and word not in _NO_NAME and word not in FIELDS
    is_listed = i + 1 < len(tokens) and tokens[i + 1].folded == "og"
    return i + (is_name and not is_listed)


def _placed_end(tokens: Sequence[Token], i: int, names: NameIndex) -> int:
    """The number of the token behind a name with a place that begins at token `i`; `i` where none does."""
    ends = (i + len(name) for name in names.placed if folded(tokens, i, i + len(name)) == name)
    return max(ends, default=i)


def _known_prefix(tokens: Sequence[Token], i: int, j: int, names: NameIndex) -> int:
    """The end of the name `tokens[i:j]`, cut behind one that the index has if the rest may be somebody's name.

    »Fonden« alone is no name of that kind.
    """
    for cut in range(j - 2, i + bool(GENERIC.fullmatch(tokens[i].text)), -1):
        rest = tokens[cut:j]
        is_name = rest[0].kind is not Kind.SIGN and all(token.kind is not Kind.SMALL for token in rest)
        if is_name and folded(tokens, i, cut) in names.organisations:
            return j if any(is_organisation_word(token.text) for token in rest) else cut
    return j


def _continuation(tokens: Sequence[Token], i: int, j: int, names: NameIndex) -> int:
    """How many more tokens, from number `j` on, belong to the organisation that begins at number `i`."""
    rule = next((rule for is_kind, rule in _CONTINUATIONS if is_kind(tokens[j])), None)
    return rule(tokens, i, j, names) if rule else 0


def _capital(tokens: Sequence[Token], i: int, j: int, names: NameIndex) -> int:
    """A capitalised word, unless a person's name begins there."""
    is_person = j > i and person_end(tokens, j, names) > j and not _is_name_of_it(tokens, j)
    return 0 if is_person else 1


def _saint(tokens: Sequence[Token], _: int, j: int, __: NameIndex) -> int:
    """»Psykiatrisk Center Sct. Annæ«."""
    return 2 if capital_after(tokens, j) else 0


def _number(tokens: Sequence[Token], _: int, j: int, __: NameIndex) -> int:
    """»Ring 8«, but not »den 3. maj«."""
    is_ordinal = j + 2 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 2].kind is Kind.SMALL
    return int(len(tokens[j].text) <= 4 and not is_ordinal)


def _short_name_in_brackets(tokens: Sequence[Token], _: int, j: int, __: NameIndex) -> int:
    """»Andelshavernes Organisation (ADO)«."""
    is_one_word = j + 2 < len(tokens) and tokens[j + 2].text == ")"
    return 3 if is_one_word and is_acronym(tokens[j + 1].text) else 0


def _small_word(tokens: Sequence[Token], i: int, j: int, _: NameIndex) -> int:
    """»De hjemløses Forening«, »Nordby Kommunes center«, »Nøglen-alliancen«, »Nordby Vand a.m.b.a.«."""
    word = tokens[j].text
    if not is_adjacent(tokens, j):
        return 0
    if COMPANY.match(word):
        return 1
    if tokens[i].folded in _DETERMINERS and j == i + 1 and j + 1 < len(tokens):
        return 2 if is_organisation_word(tokens[j + 1].text) else 0
    if is_genitive(tokens[j - 1].text) and any(is_organisation_word(token.text) for token in tokens[i:j]):
        return int(bool(PART.search(word)))
    is_owned = is_acronym(tokens[j - 1].text) and is_genitive(tokens[j - 1].text)
    return int(bool(TAIL.match(word)) and not (is_owned or is_organisation_word(tokens[j - 1].text)))


def _location(tokens: Sequence[Token], i: int, j: int, names: NameIndex) -> int:
    """A place in a name: »Retshjælpen i Centrum«, »Lejernes Parti i Nordby«, but not »Nordby Kommune i Nordjylland«."""
    if not capital_after(tokens, j) or person_end(tokens, j + 1, names) > j + 1:
        return 0
    if tokens[j].folded == "i" and tokens[j + 1].folded in _LANDS:
        return 2
    if tokens[j].folded == "i" and _is_local(tokens, i, j):
        return 2
    word = tokens[i].text
    is_kind = j == i + 1 and word.endswith(("en", "et")) and is_organisation_word(word) and not is_genitive(word)
    begins_sentence = i == 0 or tokens[i - 1].text in _ENDS
    location = tokens[j + 1 : organisation_end(tokens, j + 1, names)]
    if not is_kind or _OWN_NAME.search(word) or (begins_sentence and _OF_MANY.fullmatch(word)):
        return 0
    return 0 if any(is_organisation_word(token.text) or is_acronym(token.text) for token in location) else 2


def _is_local(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether `tokens[i:j]` may be an association of a town: »Samrådet for Unge«, »Folkelisten«, but not »Partiet«."""
    words = [token.folded for token in tokens[i:j]]
    if GENERIC.fullmatch(words[0]) and j == i + 1:
        return False
    return bool(_LOCAL.search(words[-1]) or (words[1:2] == ["for"] and _LOCAL.search(words[0])))


def _is_name_of_it(tokens: Sequence[Token], j: int) -> bool:
    """Whether the person's name at token `j` is part of an organisation's, as in »Fonden Karen Blixens Minde«."""
    end = person_end(tokens, j)
    return is_genitive(tokens[end - 1].text) and end < len(tokens) and tokens[end].kind is Kind.CAPITAL


def _link(tokens: Sequence[Token], i: int, j: int, names: NameIndex) -> int:
    """»og«, »for« and the like with what they join: »Rådet for Socialt Udsatte«, »Huset med de Tre Døre«."""
    is_and = tokens[j].folded == "og" and not tokens[j - 1].text.endswith("-")
    if tokens[j].folded == "til" and folded(tokens, i, j + 2) in names.organisations and capital_after(tokens, j):
        # »fra Ly til Natten« is no way from Ly where the text names »organisationen Ly til Natten«.
        return 2
    if parts_name(tokens, i, j) or (is_and and folded(tokens, i, j) in names.organisations):
        return 0
    is_year = j + 1 < len(tokens) and tokens[j + 1].kind is Kind.NUMBER and len(tokens[j + 1].text) == 4
    if tokens[j].folded == "af" and is_year:
        return 2
    if capital_after(tokens, j) and person_end(tokens, j + 1, names) == j + 1:
        return 2
    is_kind = j == i + 1 and tokens[i].text.endswith(("en", "et")) and is_organisation_word(tokens[i].text[:-2])
    if is_kind and capital_after(tokens, j + 1) and tokens[j + 1].text in _DETERMINERS:
        return 3
    if tokens[j].folded in ("for", "af", "mod", "til") and OF_ITS_KIND.search(tokens[j - 1].text):
        return _small_words(tokens, j + 1) - j
    return 0


def _small_words(tokens: Sequence[Token], j: int) -> int:
    """The number of the token behind the small words, from token `j` on, that say what »Rådet for …« is for."""
    end = j
    while end < min(j + _MAX_SMALL_WORDS, len(tokens)) and tokens[end].kind is Kind.SMALL:
        is_last = end + 1 == len(tokens) or tokens[end + 1].kind is not Kind.SMALL
        is_verb = not is_last and tokens[end + 1].folded == "sig"
        if is_verb or tokens[end].folded in _NO_PURPOSE or (tokens[end].folded == "og" and is_last):
            break
        end += 1
    while end > j and tokens[end - 1].folded in ("og", "samt", "den", "det", "de"):
        end -= 1
    return end


def _list(tokens: Sequence[Token], i: int, j: int, _: NameIndex) -> int:
    """How many tokens after `j` continue a name that lists fields: »Ministeriet for By, Bolig og Landdistrikter«.

    A region may stand there, too: »Bagernes Klub, Nordby og Omegn«.
    """
    if [token.folded for token in tokens[j + 2 : j + 4]] == ["og", "omegn"]:
        return 4
    if tokens[j - 1].text.endswith("-") and capital_after(tokens, j):
        return 2
    words = folded(tokens, i, j)
    if "for" not in words or len(words) - words.index("for") > 3 or not OF_ITS_KIND.search(tokens[i].text):
        return 0
    k = j
    while k + 1 < len(tokens) and tokens[k].text == "," and tokens[k + 1].kind is Kind.CAPITAL:
        k += 2
    closed = k + 1 < len(tokens) and tokens[k].folded in ("og", "&") and tokens[k + 1].kind is Kind.CAPITAL
    return k + 2 - j if closed and person_end(tokens, j + 1) == j + 1 else 0


def _second_name(tokens: Sequence[Token], i: int, j: int, names: NameIndex) -> int:
    """A dash between a short name and the long one: »AHL – Almene Hjem«, »HUS Vest – Foreningen for Hjem«.

    A town may stand behind it, too: »Lærernes Forbund – Nordby vil«.
    """
    if _is_local(tokens, i, j) and is_town(tokens, j + 1, j + 2, names):
        return 2 if j + 2 < len(tokens) and tokens[j + 2].kind is Kind.SMALL else 0
    if not is_acronym(tokens[i].text) or j + 1 >= len(tokens) or tokens[j + 1].kind is not Kind.CAPITAL:
        return 0
    if j > i + 2 or (j == i + 2 and not is_organisation_word(tokens[j + 1].text)):
        return 0
    is_dateline = tokens[i].folded == tokens[j + 1].folded
    if is_dateline or tokens[j].start == tokens[i].end or person_end(tokens, j + 1) > j + 1:
        return 0
    if tokens[j + 1].folded not in _DETERMINERS:
        return 2
    k = j + 2
    while k < len(tokens) and k - j < 6 and tokens[k].kind is Kind.SMALL and tokens[k].folded not in SPEECH_VERBS:
        k += 1
        if is_organisation_word(tokens[k - 1].text):
            break
    return k - j


_CONTINUATIONS: tuple[tuple[Callable[[Token], bool], Callable[[Sequence[Token], int, int, NameIndex], int]], ...] = (
    (lambda token: token.kind is Kind.CAPITAL, _capital),
    (lambda token: token.kind is Kind.NUMBER, _number),
    (lambda token: token.folded in LINKS, _link),
    (lambda token: token.folded in ("i", "på", "ved"), _location),
    (lambda token: token.folded in SAINTS, _saint),
    (lambda token: token.text == ",", _list),
    (lambda token: token.text in _DASHES, _second_name),
    (lambda token: token.text == "(", _short_name_in_brackets),
    (lambda token: token.kind is Kind.SMALL, _small_word),
)
"""For each kind of token, the rule that says how many tokens of a name it begins. The first kind that fits counts."""
