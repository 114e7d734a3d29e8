"""Speech that goes on behind its attribution with no sign of it: »– Vi er klar, siger hun. Det tog et år.«

In a paragraph that a dash opens, what stands behind the attribution is speech, too, unless it tells of somebody.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.lexicon import ADVERBS, PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.person_names import NameIndex, is_organisation_word, person_end
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_definite_title, is_title
from hjemsite.importer.extract.tokens import Kind, Token, tokens

_NEXT_SENTENCE = re.compile(r"(?:(?<=[a-zæøå)]{2}[.!?])|(?<=[A-ZÆØÅ]\)[.!?]))\s+(?=[A-ZÆØÅ])")
_SPEAKS_ON = re.compile(r"\b(?:vi|jeg|os|mig|vores|min|mit|mine|jo|du|dig|så skal|man)\b", re.IGNORECASE)
_CONJUNCTIONS = frozenset({"og", "men", "at", "for", "så"})
_SPEAKING = frozenset({"vi", "jeg", "du", "man", "mig", "os", "vores", "min", "mit", "mine"})
_GOING_ON = _SPEAKING | {"det", "de", "den", "der", "nu"}
"""Words behind »og« with which speech goes on."""
_FINITE = frozenset("er var har havde kan kunne skal skulle vil ville må måtte bliver blev får fik gør".split())
"""Verbs with which the second half of an interrupted sentence begins."""
_OF_SOURCE = frozenset({"ifølge", "læs", "foto", "kilde"})
"""How a sentence begins that somebody writes."""


def run_on(plain: str, start: int, end: int, names: NameIndex) -> Segment | None:
    """The blank before the next sentence in which somebody named before it speaks on; None where nobody does."""
    sentence = _NEXT_SENTENCE.search(plain, start, end)
    if not sentence:
        return None
    stop = _NEXT_SENTENCE.search(plain, sentence.end(), end)
    own = Segment(sentence.end(), stop.end() if stop else end)
    is_speech = _SPEAKS_ON.search(plain, *own) or not _tells(tokens(plain, *own), names)
    return Segment(sentence.end(), sentence.end()) if is_speech else None


def goes_on_speaking(words: Sequence[Token]) -> bool:
    """Whether words behind »…, siger hun,« are speech: »skal vi have ro«, »tror jeg nok«, »at vi …«, »og vi …«."""
    if len(words) < 2:
        return False
    first, second = words[0].folded, words[1].folded
    if first in _CONJUNCTIONS:
        return second in _GOING_ON or first == "at" or _speaks_in_clause(words)
    return first in _FINITE or second in _SPEAKING


def _speaks_in_clause(words: Sequence[Token]) -> bool:
    """Whether a clause behind »og« or »men« has somebody who speaks in it: »men med det tempo er vi fremme i 2061«.

    »og siger, at vi …« and »og hun …« tell of somebody.
    """
    second = words[1]
    if second.kind is not Kind.SMALL or second.folded in SPEECH_VERBS or second.folded in PRONOUNS:
        return False
    is_verb = second.folded.endswith(("er", "ede", "te")) and second.folded not in PREPOSITIONS | ADVERBS
    end = next((at for at, word in enumerate(words) if word.text in ",.!?"), len(words))
    return not is_verb and any(word.folded in _SPEAKING for word in words[1:end])


def _tells(words: Sequence[Token], names: NameIndex) -> bool:
    """Whether a sentence tells of somebody, so that nobody says it."""
    return any(sign(words, names) for sign in _SIGNS_OF_TELLING)


def _is_about_speaker(words: Sequence[Token], _: NameIndex) -> bool:
    """»Han har selv …«, »Direktøren har …«, »Ifølge …«."""
    first = words[0]
    return first.folded in PRONOUNS or first.folded in _OF_SOURCE or is_definite_title(first) or is_title(first)


def _begins_with_name(words: Sequence[Token], names: NameIndex) -> bool:
    """»Ib har …«, »Bo har …«, »Nøglen har …«."""
    word = words[0].folded
    is_person = word in names.first_names or word in names.last_names
    is_listed = any(tuple(token.folded for token in words[:length]) in names.organisations for length in (1, 2, 3))
    return is_person or (is_listed and len(words) > 1) or is_organisation_word(words[0].text)


def _names_somebody(words: Sequence[Token], names: NameIndex) -> bool:
    """»Det arbejde leder Ib Bo.«"""
    return any(person_end(words, i, names) > i for i, word in enumerate(words) if word.kind is Kind.CAPITAL)


def _reports(words: Sequence[Token], _: NameIndex) -> bool:
    """»Det mener hun ikke.«"""
    return any(verb.folded in SPEECH_VERBS and source.folded in PRONOUNS for verb, source in pairwise(words))


_SIGNS_OF_TELLING: tuple[Callable[[Sequence[Token], NameIndex], bool], ...] = (
    _is_about_speaker,
    _begins_with_name,
    _names_somebody,
    _reports,
)
