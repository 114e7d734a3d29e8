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
    capital_after,
    folded,
    is_genitive,
    is_organisation_word,
    name_index,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.titles import skip_modifiers, title_end
from hjemsite.importer.extract.tokens import Kind, Token

_LETTERHEAD_PARAGRAPHS = 3
"""How many paragraphs at the top may hold the name of the sender."""
_COLUMN = 3
"""How many blanks stand between two columns of a line at least."""
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
    first, *more = [_letterhead(words) for words in paragraphs[:_LETTERHEAD_PARAGRAPHS]] or [()]
    first = () if _is_headline(first) else first
    placed = {name for name in more if any(name[:at] in organisations for at in range(1, len(name)))} | {first} - {()}
    return replace(name_index(persons, organisations, towns), letterheads=frozenset(placed))


def _is_headline(name: tuple[str, ...]) -> bool:
    """Whether the first line is a headline, and the name stands behind its small word: »Fest på Nordby Museum«."""
    is_behind = len(name) > 2 and name[1] in ("i", "på", "ved") and any(map(is_organisation_word, name[2:]))
    return is_behind and not is_organisation_word(name[0])


def _letterhead(words: Sequence[Token]) -> tuple[str, ...]:
    """The name with a place that the words begin with, and nothing goes on: »Nøglens Venner i Nordby«; else none."""
    is_label = [word.folded for word in words[:2]] in (["fra", ":"], ["afsender", ":"])
    is_release = len(words) > 2 and words[1].folded == "fra" and words[0].folded.startswith("presse")
    start = 2 if is_label or is_release else 0
    end = start
    while end < len(words) and _is_in_letterhead(words, start, end):
        end += 1
    is_line = end == len(words) or words[end].kind is Kind.SIGN or words[end].start - words[end - 1].end >= _COLUMN
    is_line |= all(word.text.isupper() for word in words[start:end])
    is_placed = any(word.folded in ("i", "på", "ved") for word in words[start:end])
    return folded(words, start, end) if is_line and is_placed else ()


def _is_in_letterhead(words: Sequence[Token], start: int, i: int) -> bool:
    """Whether token `i` goes on with the name that begins at token `start`."""
    if i > start and words[i].start - words[i - 1].end >= _COLUMN:
        return False
    is_link = i > start and words[i].folded in LINKS | {"i", "på", "ved"} and capital_after(words, i)
    return words[i].kind is Kind.CAPITAL or is_link


def _persons(words: Sequence[Token]) -> set[tuple[str, ...]]:
    found = set()
    i = 0
    while i < len(words):
        may_be_name = words[i].kind in NAME_KINDS
        end = person_end(words, i) if may_be_name else i
        if end > i:
            found.add(folded(words, i, end))
        elif may_be_name and _is_introduced_person(words, i):
            found.add(folded(words, i, person_end(words, i, frame=True)))
        elif words[i].text in SPEECH_VERBS:
            found |= _named_behind(words, i)
        i = max(end, i + 1)
    return found


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
    found = attribution(near, 0, NameIndex())
    names = set()
    for mention in found.speakers if found else ():
        if mention.form is Form.NAME:
            inside = (token for token in near if mention.name.start <= token.start < mention.name.end)
            names.add(tuple(token.folded for token in inside))
    return names


def _towns(words: Sequence[Token]) -> set[str]:
    """The words before »Kommune«, and the one before the date or the dash of a dateline: »Aarhøj, den 3. maj«."""
    found = {
        word.folded
        for word, behind in pairwise(words)
        if word.kind is Kind.CAPITAL and behind.folded in ("kommune", "kommunes")
    }
    is_dateline = len(words) > 2 and words[1].text == "," and (words[2].kind is Kind.NUMBER or words[2].folded == "den")
    if is_dateline and words[0].kind is Kind.CAPITAL and not is_organisation_word(words[0].text):
        found.add(words[0].folded)
    return found


def _organisations(words: Sequence[Token]) -> set[tuple[str, ...]]:
    found = set()
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
            found.add(tuple(run))
            found.add((*run[:-1], without_genitive(run[-1])))
        i = end
    return found
