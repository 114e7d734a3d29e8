"""The names that stand anywhere in a release, gathered before its sentences are read.

A name that is certain in one sentence is so in all.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import attribution
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.lexicon import LINKS, NOT_CAPITAL, PARTIES, PREPOSITIONS
from hjemsite.importer.extract.mentions import Form
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NAME_KINDS,
    NameIndex,
    begins_with_article,
    folded,
    is_genitive,
    is_organisation_word,
    name_index,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.placed_names import placed_names
from hjemsite.importer.extract.titles import skip_modifiers, title_end
from hjemsite.importer.extract.tokens import Kind, Token

_MAX_ATTRIBUTION = 60
"""How many tokens of an attribution are read."""


def known_names(paragraphs: Sequence[Sequence[Token]], people: Sequence[str]) -> NameIndex:
    """The names in the words of the paragraphs; the full names `people` count, too, though the text lacks them."""
    persons = {tuple(name.casefold().split()) for name in people}
    organisations: set[tuple[str, ...]] = set()
    towns: set[str] = set()
    for words in paragraphs:
        persons |= _persons(words)
        organisations |= _organisations(words)
        towns |= _towns(words)
    return replace(name_index(persons, organisations, towns), placed=placed_names(paragraphs, organisations))


def _persons(words: Sequence[Token]) -> set[tuple[str, ...]]:
    persons = set()
    i = 0
    while i < len(words):
        may_be_name = words[i].kind in NAME_KINDS
        end = person_end(words, i) if may_be_name else i
        if end > i:
            persons.add(folded(words, i, end))
        elif may_be_name and _is_introduced_person(words, i):
            persons.add(folded(words, i, person_end(words, i, frame=True)))
        elif words[i].text in SPEECH_VERBS:
            persons |= _named_behind(words, i)
        i = max(end, i + 1)
    return persons


def _is_introduced_person(words: Sequence[Token], i: int) -> bool:
    """Whether a run of capitals is a person by what follows: a job, a party, »som ny leder«."""
    end = person_end(words, i, frame=True)
    if end == i or end - i > 3 or end + 1 >= len(words) or words[i].folded in NOT_CAPITAL:
        return False
    if any(is_given(word.text) for word in words[i + 1 : end]) or (
        i and words[i - 1].folded in LINKS | PREPOSITIONS | {"–", "-"}
    ):
        return False
    if words[end].text == "(":
        return end + 2 < len(words) and words[end + 2].text == ")" and words[end + 1].text in PARTIES
    follows = words[end].text == "," or words[end].folded in ("som", "bliver")
    after, _ = skip_modifiers(words, end + 1)
    return follows and title_end(words, after) > after and not is_genitive(words[i].text)


def _named_behind(words: Sequence[Token], i: int) -> set[tuple[str, ...]]:
    """The names of those who are the source of the verb of saying at token `i`."""
    near = words[i : i + _MAX_ATTRIBUTION]
    clause = attribution(near, 0, NameIndex())
    names = set()
    for mention in clause.speakers if clause else ():
        if mention.form is Form.NAME:
            inside = (token for token in near if mention.name.start <= token.start < mention.name.end)
            names.add(tuple(token.folded for token in inside))
    return names


def _towns(words: Sequence[Token]) -> set[str]:
    """The words before »Kommune«, and the one before the date or the dash of a dateline: »Aarhøj, den 3. maj«."""
    towns = {
        word.folded
        for word, behind in pairwise(words)
        if word.kind is Kind.CAPITAL and behind.folded in ("kommune", "kommunes")
    }
    is_dateline = len(words) > 2 and words[1].text == "," and (words[2].kind is Kind.NUMBER or words[2].folded == "den")
    if is_dateline and words[0].kind is Kind.CAPITAL and not is_organisation_word(words[0].text):
        towns.add(words[0].folded)
    return towns


def _organisations(words: Sequence[Token]) -> set[tuple[str, ...]]:
    organisations = set()
    i = 0
    while i < len(words):
        if (
            words[i].kind is not Kind.CAPITAL
            or person_end(words, i) > i
            or (words[i].folded in NOT_CAPITAL and not begins_with_article(words, i))
        ):
            i += 1
            continue
        end = max(organisation_end(words, i), i + 1)
        if end - i > 1 or is_organisation_word(words[i].text) or i:
            run = [*(token.folded for token in words[i : end - 1]), words[end - 1].folded]
            organisations.add(tuple(run))
            organisations.add((*run[:-1], without_genitive(run[-1])))
        i = end
    return organisations
