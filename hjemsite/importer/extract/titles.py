"""Titles: »administrerende direktør«, »souschef og faglig leder«, »social- og sundhedschef, ph.d.«.

A title ends in a known word for a job. Which other words may stand in it is a table of named predicates.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from hjemsite.danish.speech_verbs import NO_VERBS, SPEECH_VERBS
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.lexicon import BEFORE_TITLE, DEGREE, FORMER, PREPOSITIONS, PRONOUNS, TITLE, TITLE_NOUN
from hjemsite.importer.extract.person_names import begins_with_article
from hjemsite.importer.extract.tokens import Kind, Token

_SURNAME = re.compile(r"\w(?:søn|datter|mor|far|smed|kok|fisker|maler|møller|bødker|løber|prins|konge)\Z")
_LONGEST_TITLE = 8
"""How many tokens a title has at most."""
_NO_TITLE = frozenset({"faren", "moren", "manden", "kvinden", "enkemand", "enkemanden", "nordmand", "nordmanden"})
_ADJECTIVE = re.compile(
    r"(?:\w{3}ende|isk|iske|\wlig|\wlige|\wal|\wale|\w{3}iv)\Z|"
    r"\A(?:konstitueret|konstituerede|pensioneret|pensionerede|øverste|anden|næste|grøn|valgt|uddannet|autoriseret|privat|frivillig)\Z"
)
TITLE_STOPS = frozenset(
    "der som at når hvis mens fordi har er var kan skal vil og eller men samt hvor hvilket sig".split()
)
"""Small words at which a title ends."""
NOT_IN_TITLE = TITLE_STOPS | SPEECH_VERBS | PREPOSITIONS
"""Small words that no title has in it."""
_NO_ADJECTIVES = NOT_IN_TITLE | NO_VERBS
_ENGLISH = frozenset(
    "chief senior executive operating financial technical technology commercial marketing managing vice global nordic "
    "regional country project program sales communications digital human resources product creative".split()
)
_ENGLISH_HEADS = frozenset({"officer", "director", "manager", "president", "advisor", "partner", "consultant"})
_HEADS_OF = frozenset({"head", "vp", "director", "chief"})
"""What stands before »of« and a field: »Head of Sales«."""
_ABBREVIATIONS = frozenset({"adm.", "fhv.", "konst.", "kst.", "tidl.", "ass."})


def is_title(token: Token) -> bool:
    """Whether the token is a title or a degree: »centerchef«, »Landsformand«, »ph.d.«."""
    if token.kind in (Kind.SHORT, Kind.INITIAL):
        return token.folded in ("dir.", "vicedir.", "prof.", "sekr.") or bool(DEGREE.match(token.text))
    # »Svend« with a capital is somebody's name.
    is_word = token.kind is Kind.SMALL or (token.kind is Kind.CAPITAL and not is_given(token.text))
    return is_word and (token.folded in _ENGLISH_HEADS or is_title_word(token.text))


@lru_cache(maxsize=1 << 14)
def is_title_word(word: str) -> bool:
    """Whether a word by itself is a title. »Fisker« with a capital is more often a surname."""
    if word[0].isupper() and _SURNAME.search(word):
        return False
    return word.casefold() not in _NO_TITLE and bool(TITLE.search(word) or DEGREE.fullmatch(word))


def is_definite_title(token: Token) -> bool:
    """Whether the word is a title with its article: »formanden«, »AHL-formanden«, »den frivillige«."""
    if token.kind not in (Kind.SMALL, Kind.CAPITAL) or token.folded in _NO_TITLE:
        return False
    return bool(definite_ending(token.text) or TITLE_NOUN.search(token.text))


@lru_cache(maxsize=1 << 14)
def definite_ending(word: str) -> int:
    """How many letters at the end of a title are its article; 0 where it has none.

    >>> definite_ending("formanden"), definite_ending("sygeplejersken"), definite_ending("borgen")
    (2, 1, 0)
    """
    if word[-4:-3] == word[-3:-2] and word.endswith("en") and TITLE.search(word[:-3]):
        return 3
    for length, endings in ((2, ("en", "et")), (1, ("n",))):
        if word.endswith(endings) and TITLE.search(word[:-length]):
            return length
    return 0


def title_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind the title that begins at token `i`; `i` where none does.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> title_end(tokens("souschef og faglig leder i Nøglen"), 0)
    4
    """
    end = max(i, _english_end(tokens, i))
    for at in range(end, min(i + _LONGEST_TITLE, len(tokens))):
        if is_title(tokens[at]):
            end = at + 1
        elif not _may_stand_in_title(_Position(tokens, i, at, end)):
            break
    return end


def _english_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »Head of Sales« or »VP of Product and Design« at token `i`; `i` where none is."""
    row = tokens[i : i + 5]
    if len(row) < 3 or row[0].folded not in _HEADS_OF or row[1].folded != "of" or row[2].kind is not Kind.CAPITAL:
        return i
    is_double = len(row) == 5 and row[3].folded in ("and", "&") and row[4].kind is Kind.CAPITAL
    return i + 3 + 2 * is_double


class _Position(NamedTuple):
    """A token, number `at`, that is no title itself. The title read so far is `tokens[start:end]`, perhaps empty."""

    tokens: Sequence[Token]
    start: int
    at: int
    end: int

    @property
    def token(self) -> Token:
        """The token itself."""
        return self.tokens[self.at]

    @property
    def ahead(self) -> Sequence[Token]:
        """The next three tokens."""
        return self.tokens[self.at + 1 : self.at + 4]

    @property
    def is_behind_title(self) -> bool:
        """Whether a title ends right before the token."""
        return self.start < self.at == self.end


def _may_stand_in_title(position: _Position) -> bool:
    """Whether a title may go on over the token."""
    return any(allows(position) for allows in _ALLOWED_IN_TITLE.get(position.token.kind, ()))


def _is_comma_before_degree(position: _Position) -> bool:
    """»chef, ph.d.«: a degree may even come first."""
    is_comma = position.token.text == "," and position.at == position.end
    return is_comma and bool(position.ahead) and bool(DEGREE.match(position.ahead[0].text))


def _is_comma_before_title(position: _Position) -> bool:
    """»direktør, sekretær«, »overlæge, dr.med., og professor«."""
    is_comma = position.token.text == "," and position.is_behind_title
    has_and = is_comma and [token.folded for token in position.ahead[:1]] == ["og"]
    return is_comma and _second_title(position.tokens, position.at + 1 + has_and)


def _is_and_before_title(position: _Position) -> bool:
    """»souschef og faglig leder«."""
    has_comma = position.start < position.end == position.at - 1 and position.tokens[position.end].text == ","
    is_and = position.token.folded in ("og", "samt", "&") and (position.is_behind_title or has_comma)
    leads_to_title = any(is_title(token) for token in position.ahead)
    return is_and and leads_to_title and _second_title(position.tokens, position.at + 1)


def _is_and_behind_hyphen(position: _Position) -> bool:
    """»social- og sundhedschef«."""
    is_and = position.token.folded in ("og", "&") and position.at > position.start
    return is_and and position.tokens[position.at - 1].text.endswith("-")


def _is_ordinal(position: _Position) -> bool:
    """»2. næstformand«: the number, and then its point."""
    ahead = position.ahead
    if position.token.text == ".":
        is_behind = position.at == position.start + 1 and position.tokens[position.start].kind is Kind.NUMBER
        return is_behind and bool(ahead) and ahead[0].kind is Kind.SMALL and is_title(ahead[0])
    is_first = position.at == position.start and len(position.token.text) == 1 and len(ahead) > 1
    return is_first and ahead[0].text == "." and ahead[1].kind is Kind.SMALL and is_title(ahead[1])


def _is_abbreviation(position: _Position) -> bool:
    """»adm. direktør«."""
    return position.token.kind is Kind.SHORT and position.token.folded in _ABBREVIATIONS


def _is_first_half(position: _Position) -> bool:
    """»social- og sundhedschef«."""
    is_half = position.token.text.endswith("-")
    return is_half and any(is_title(token) or token.text.endswith("-") for token in position.ahead)


def _is_comma_behind_hyphen(position: _Position) -> bool:
    """»social-, sundheds- og ældrechef«."""
    return (
        position.token.text == "," and position.at > position.start and position.tokens[position.at - 1].text[-1] == "-"
    )


def _is_capital_adjective(position: _Position) -> bool:
    """»Administrerende direktør«."""
    is_first = position.token.kind is Kind.CAPITAL and position.at == position.start
    ahead = position.ahead[:1]
    is_before_title = any(token.kind is Kind.SMALL and is_title(token) for token in ahead)
    return is_first and is_before_title and bool(_ADJECTIVE.search(position.token.folded))


def _is_adjective(position: _Position) -> bool:
    """»faglig leder«: not right behind a title, which it would begin anew."""
    word = position.token.folded
    is_small_word = position.token.kind is Kind.SMALL and word not in _NO_ADJECTIVES and word not in PRONOUNS
    return is_small_word and not position.is_behind_title and bool(_ADJECTIVE.search(word))


def _is_english(position: _Position) -> bool:
    """»Chief Operating Officer«."""
    return position.token.folded in _ENGLISH and any(token.folded in _ENGLISH_HEADS for token in position.ahead)


_AND_RULES = (_is_and_before_title, _is_and_behind_hyphen)
_ALLOWED_IN_TITLE: Mapping[Kind, tuple[Callable[[_Position], bool], ...]] = {
    Kind.SIGN: (
        _is_first_half,
        _is_comma_before_degree,
        _is_comma_before_title,
        _is_comma_behind_hyphen,
        _is_ordinal,
        *_AND_RULES,
    ),
    Kind.NUMBER: (_is_ordinal,),
    Kind.SMALL: (_is_adjective, _is_first_half, *_AND_RULES, _is_english),
    Kind.CAPITAL: (_is_first_half, _is_capital_adjective, _is_english),
    Kind.SHORT: (_is_abbreviation,),
}
"""A title goes on over a token of which one of these is true. They are asked by the kind of the token."""


def _second_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether another title begins at token `i` without a name of its own, as in »formand Bo og direktør Ib«."""
    for at in range(i, min(i + 4, len(tokens))):
        token = tokens[at]
        if is_title(token):
            is_verb = token.folded == "arbejder" and at + 1 < len(tokens) and tokens[at + 1].folded in PREPOSITIONS
            return not is_verb and (token.kind is not Kind.CAPITAL or tokens[i - 1].text != ",")
        if token.kind is not Kind.SMALL or token.folded in NOT_IN_TITLE:
            return False
    return False


def skip_modifiers(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """The number of the token behind »den nye«, »tidligere« and the like from `i` on, and whether the job is former.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> skip_modifiers(tokens("den tidligere formand"), 0)
    (2, True)
    """
    is_former = False
    while i < len(tokens) and (tokens[i].folded in BEFORE_TITLE or tokens[i].folded.endswith(("-årig", "-årige"))):
        if begins_with_article(tokens, i):
            break
        is_former |= tokens[i].folded in FORMER
        i += 1
    return i, is_former
