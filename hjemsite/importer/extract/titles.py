"""The words for a post: »administrerende direktør«, »souschef og faglig leder«, »social- og sundhedschef, ph.d.«."""

import re
from collections.abc import Sequence
from functools import lru_cache

from hjemsite.danish.speech_verbs import NO_VERBS, SPEECH_VERBS
from hjemsite.importer.extract.lexicon import BEFORE_TITLE, DEGREE, FORMER, PREPOSITIONS, PRONOUNS, TITLE, TITLE_NOUN
from hjemsite.importer.extract.person_names import begins_with_article
from hjemsite.importer.extract.tokens import Kind, Token

_SURNAME = re.compile(r"\w(?:søn|datter|mor|far|smed|kok|fisker|maler|møller|bødker|løber|prins|konge)\Z")
_LONGEST_TITLE = 8
_NO_TITLE = frozenset({"faren", "moren", "manden", "kvinden"})
_ADJECTIVE = re.compile(
    r"(?:\w{3}ende|isk|iske|\wlig|\wlige|\wal|\wale|\w{3}iv)\Z|"
    r"\A(?:konstitueret|konstituerede|øverste|anden|næste|grøn|valgt|uddannet|autoriseret|privat|frivillig)\Z"
)
STOPS = frozenset("der som at når hvis mens fordi har er var kan skal vil og eller men samt hvor hvilket sig".split())
"""Small words at which a title ends."""


def is_title(token: Token) -> bool:
    """Whether the word is one for a post: »centerchef«, »Landsformand«, »ph.d.«."""
    if token.kind in (Kind.SHORT, Kind.INITIAL):
        return token.folded in ("dir.", "vicedir.", "prof.", "sekr.") or bool(DEGREE.match(token.text))
    return token.kind in (Kind.SMALL, Kind.CAPITAL) and is_title_word(token.text)


@lru_cache(maxsize=1 << 14)
def is_title_word(word: str) -> bool:
    if word[0].isupper() and _SURNAME.search(word):
        return False
    return bool(TITLE.search(word) or DEGREE.fullmatch(word))


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


def shared_title(tokens: Sequence[Token], i: int) -> Token | None:
    """The title of each of several: »direktør« of »direktørerne«; None where there is none, or it has other letters."""
    word = tokens[i] if i < len(tokens) else None
    if word is None or len(word.text) < 7 or not word.folded.endswith(("erne", "ene")):
        return None
    stems = (word.text[:-length] for length in (2, 3, 4))
    stem = next((stem for stem in stems if is_title_word(stem)), None)
    return word._replace(text=stem, end=word.start + len(stem), folded=stem.casefold()) if stem else None


def title_end(tokens: Sequence[Token], i: int) -> int:
    """Where the words for a post that begin at token `i` end; `i` where none do."""
    end, j = i, i
    while j < len(tokens) and j - i < _LONGEST_TITLE:
        token = tokens[j]
        if is_title(token):
            end = j + 1
        elif not _may_stand_in_title(tokens, i, j, end):
            break
        j += 1
    return end


def _may_stand_in_title(tokens: Sequence[Token], i: int, j: int, end: int) -> bool:
    token, ahead = tokens[j], tokens[j + 1 : j + 4]
    if token.text == "," and end == j:
        return bool(ahead) and bool(DEGREE.match(ahead[0].text) or (end > i and _second_title(tokens, j + 1)))
    if token.folded in ("og", "samt", "&") and end == j and j > i:
        return any(is_title(one) for one in ahead[:3]) and _second_title(tokens, j + 1)
    if token.folded in ("og", "&") and j > i and tokens[j - 1].text.endswith("-"):
        return True
    if token.kind is Kind.SHORT:
        return token.folded in ("adm.", "fhv.", "konst.", "kst.", "tidl.", "ass.")
    if token.text.endswith("-"):
        return any(is_title(one) for one in ahead)
    if token.kind is Kind.CAPITAL and j == i and ahead and ahead[0].kind is Kind.SMALL and is_title(ahead[0]):
        return bool(_ADJECTIVE.search(token.folded))
    if token.kind is not Kind.SMALL or token.folded in STOPS | SPEECH_VERBS | PREPOSITIONS | PRONOUNS.keys():
        return False
    if end == j and j > i:
        return False
    return bool(_ADJECTIVE.search(token.folded)) and token.folded not in NO_VERBS


def _second_title(tokens: Sequence[Token], j: int) -> bool:
    """Whether another title begins at `j` and does not bring a name of its own, as in »formand Bo og direktør Ib«."""
    k = j
    while k < len(tokens) and k - j < 3 and not is_title(tokens[k]):
        if tokens[k].kind is not Kind.SMALL or tokens[k].folded in SPEECH_VERBS | STOPS | PREPOSITIONS:
            return False
        k += 1
    return k < len(tokens) and is_title(tokens[k]) and (tokens[k].kind is not Kind.CAPITAL or tokens[j - 1].text != ",")


def skip_modifiers(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """Past »den nye«, »tidligere« and the like; and whether they say that the post is no longer held."""
    former = False
    while i < len(tokens) and (tokens[i].folded in BEFORE_TITLE or tokens[i].folded.endswith(("-årig", "-årige"))):
        if begins_with_article(tokens, i):
            break
        former |= tokens[i].folded in FORMER
        i += 1
    return i, former
