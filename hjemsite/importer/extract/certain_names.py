"""Whether a run of words that begins with a capital is the name of an organisation, and no common words."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from hjemsite.importer.extract.lexicon import COMMITTEE, COMPANY, GENERIC, ORGANISATION, PROJECT, THING
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.person_names import (
    NAME_KINDS,
    is_acronym,
    is_family_firm,
    is_organisation_word,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_title_word
from hjemsite.importer.extract.tokens import Kind, Token

_OWN = re.compile(r"(?:en|et|erne|s)\Z|\W|\d|\w[A-ZÆØÅ]")
"""What the one word of a name has that no common noun has at the head of a sentence: »Nødhjælp når frem«."""
_PHRASE = re.compile(r"[\w-]+(?<!en)(?<!et) (?:for|af|til|mod) [a-zæøå]|\w+t [a-zæøå]+\Z")
"""How a sentence may begin that names nobody: »Sangforening for nye borgere …«, »Alment boligselskab«."""
_HEADINGS = frozenset("pressemeddelelse pm nyhed fakta kontakt pressenyt presseinvitation obs nb ps".split())
"""What stands in capitals above a text and is no name."""
_MAX_COMPANY = 7
"""How many tokens the name of a company that begins with an initial has at most."""
_DEFINITE = ("en", "et", "ens", "ets")
_ENGLISH_TITLE = re.compile(r"(?:head|vp|director|chief) of ", re.IGNORECASE)


def is_certain_name(plain: str, segment: Segment, inner: Collection[str]) -> bool:
    """Whether a mention is a name, and not a word that a sentence begins with. `inner` comes from `inner_names`."""
    name = plain[slice(*segment)]
    is_phrase = bool(_PHRASE.match(name)) and name not in inner
    is_kind = is_organisation_word(name) and bool(_OWN.search(name))
    is_name = (" " in name and not is_phrase) or is_acronym(name) or is_kind or name in inner
    return is_name and not GENERIC.fullmatch(name) and not _is_common(name)


def _is_common(name: str) -> bool:
    """Whether a name is a title or a common word: »Formand for Miljøudvalget«, »Socialudvalget«, »Boliger«."""
    first, blank, _ = name.partition(" ")
    if PROJECT.search(first) and not is_organisation_word(name.split()[-1]):
        return True
    # »Lokallisten« ends as »journalisten« does.
    is_person = is_title_word(first.removesuffix("en")) and not is_organisation_word(first)
    is_job = is_title_word(first) or is_person or _ENGLISH_TITLE.match(name)
    if is_job or first.casefold() in _HEADINGS or first == "Årets":
        return True
    return not blank and bool(COMMITTEE.search(name) or ORGANISATION.fullmatch(name))


def names_of_things(words: Sequence[Token]) -> Iterator[str]:
    """The folded names of animals and ships: »labradoren Bølle«, »skonnerten Anna«."""
    for before, name in pairwise(words):
        if name.kind is Kind.CAPITAL and THING.search(before.folded):
            yield without_genitive(name.folded)


def company_end(words: Sequence[Token], i: int) -> int:
    """The number of the token behind a company that begins with an initial at token `i`: »P. Bo & Søn A/S«; else 0."""
    if words[i].kind is not Kind.INITIAL:
        return 0
    for at in range(i + 1, min(i + _MAX_COMPANY, len(words))):
        if COMPANY.fullmatch(words[at].folded):
            return at + 1
        if is_family_firm(words, at - 1):
            return at + 1 + (at + 1 < len(words) and bool(COMPANY.fullmatch(words[at + 1].folded)))
        if words[at].kind not in NAME_KINDS and words[at].folded not in ("&", "og"):
            return 0
    return 0


def is_noun_of_text(words: Sequence[Token], i: int, nouns: Collection[str]) -> bool:
    """Whether the word that a sentence begins with stands in small letters elsewhere: »Skadestuen får seks pladser«."""
    begins_sentence = i == 0 or words[i - 1].text in ".!?"
    return begins_sentence and words[i].text.endswith(_DEFINITE) and stem_of(words[i].folded) in nouns
