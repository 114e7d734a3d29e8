"""Titles in the plural, which several have: »direktørerne«, »de to forpersoner«, »en af de fire sygeplejersker«."""

from collections.abc import Sequence

from hjemsite.importer.extract.titles import NOT_IN_TITLE, is_title_word
from hjemsite.importer.extract.tokens import Kind, Token

_NOT_YET = frozenset({"kommende", "nye", "tidligere"})
_ROLES = frozenset("gæst patient beboer borger bruger lejer kunde deltager nabo elev mand kvinde person".split())
"""What somebody is who is one of many, and no title."""
_MIN_TITLE = 4
"""How many letters a title has at least."""
_MAX_OF_MANY = 5
"""Within how many tokens behind »en af« the title of each stands."""


def shared_title(tokens: Sequence[Token], i: int) -> Token | None:
    """The title of each of several people: »direktør« of »direktørerne«; None where no plural of a title stands."""
    word = tokens[i] if i < len(tokens) else None
    if word is None or len(word.text) < 7 or not word.folded.endswith(("erne", "ene")):
        return None
    stems = (word.text[:-length] for length in (2, 3, 4))
    stem = next((stem for stem in stems if is_title_word(stem)), None)
    return word._replace(text=stem, end=word.start + len(stem), folded=stem.casefold()) if stem else None


def shared_title_at(tokens: Sequence[Token], i: int) -> tuple[Token, int] | None:
    """The title of each of several people and its number, from token `i` on: »de to forpersoner«, »direktørerne«."""
    at = i
    if i < len(tokens) and tokens[i].folded == "de":
        stop = min(i + 1 + _MAX_OF_MANY, len(tokens))
        at = next((at for at in range(i + 1, stop) if _each_of(tokens[at])), i)
        title = _each_of(tokens[at]) if at > i else None
    else:
        title = shared_title(tokens, i)
    is_whole = all(token.kind is Kind.SMALL and token.folded not in NOT_IN_TITLE for token in tokens[i:at])
    return (title, at) if title and is_whole else None


def one_of_many(tokens: Sequence[Token], i: int) -> tuple[int, Token] | None:
    """The title of »en af de fire sygeplejersker« at token `i`, with its number; None where no such words stand there.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> at, title = one_of_many(tokens("en af de fire sygeplejersker"), 0)
    >>> at, title.text
    (4, 'sygeplejerske')
    """
    if [token.folded for token in tokens[i : i + 2]] not in (["en", "af"], ["et", "af"]):
        return None
    for at in range(i + 2, min(i + 2 + _MAX_OF_MANY, len(tokens))):
        if tokens[at].kind not in (Kind.SMALL, Kind.NUMBER) or tokens[at].folded in NOT_IN_TITLE:
            return None
        if tokens[at].folded in _NOT_YET:
            return None
        if title := shared_title(tokens, at) or _each_of(tokens[at]):
            return None if title.folded in _ROLES or title.folded.endswith("elev") else (at, title)
    return None


def _each_of(word: Token) -> Token | None:
    """The title of each of several: »lærer« of »lærere«, »medlem« of »medlemmer«; None where no plural stands."""
    stems = [word.text[:-1]] * word.text.endswith(("e", "r")) + [word.text[:-2]] * word.text.endswith("er")
    stems += [word.text[:-3]] * word.text.endswith("mer")
    stem = next((stem for stem in stems if len(stem) >= _MIN_TITLE and is_title_word(stem)), None)
    return word._replace(text=stem, end=word.start + len(stem), folded=stem.casefold()) if stem else None
