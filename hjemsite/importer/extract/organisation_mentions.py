"""The organisations that a whole text mentions: where each stands, and the long name that goes with a short one."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from hjemsite.importer.extract.lexicon import GENERIC, NOT_CAPITAL
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    begins_with_article,
    is_acronym,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.tokens import Kind, Token

_LONG_FORM = re.compile(
    r"(?P<long>\b[A-ZÆØÅ][\w’&-]{0,40}"
    r"(?:[ ](?:[A-ZÆØÅ][\w’&-]{0,40}|for|og|af|i|til|de|den|på|mod)){0,6})[ ]\((?P<short>[A-ZÆØÅ][\w&-]{1,9})\)"
)
"""»Andelshavernes Organisation (ADO)«."""


class OrganisationMention(NamedTuple):
    """A run of words that may be the name of an organisation, without a genitive. Some are common words."""

    segment: Segment
    is_subject: bool
    """Whether it begins a sentence or a clause with »at«."""


def organisation_mentions(paragraphs: Sequence[Sequence[Token]], names: NameIndex) -> Iterator[OrganisationMention]:
    """Every mention in the words of the paragraphs, in order."""
    for words in paragraphs:
        i = 0
        while i < len(words):
            end = person_end(words, i, names)
            if end == i and words[i].kind is Kind.CAPITAL and may_begin_name(words, i):
                end = organisation_end(words, i, names)
                is_subject = i == 0 or words[i - 1].text in ".!?" or words[i - 1].folded == "at"
                yield OrganisationMention(_without_genitive(words[i:end]), is_subject)
            i = max(end, i + 1)


def may_begin_name(words: Sequence[Token], i: int) -> bool:
    """Whether the capital at token `i` can be a name's: that of »Men« or »Den nye« only begins a sentence."""
    return words[i].folded not in NOT_CAPITAL or begins_with_article(words, i)


def _without_genitive(words: Sequence[Token]) -> Segment:
    """The segment of a name. Where the last letter may be the name's own, as in »Andreas«, it stays."""
    last = words[-1]
    stem = without_genitive(last.text)
    is_sure = is_organisation_word(stem) or is_acronym(stem) or "’" in last.text
    return Segment(words[0].start, last.end - (len(last.text) - len(stem)) * is_sure)


def inner_names(plain: str, mentions: Sequence[OrganisationMention]) -> frozenset[str]:
    """What is mentioned in the middle of a sentence, where only a name has a capital."""
    return frozenset(plain[slice(*mention.segment)] for mention in mentions if not mention.is_subject)


def is_certain_name(plain: str, segment: Segment, inner: Collection[str]) -> bool:
    """Whether a mention is a name, and not a word that a sentence begins with. `inner` comes from `inner_names`."""
    name = plain[slice(*segment)]
    is_name = " " in name or is_acronym(name) or is_organisation_word(name) or name in inner
    return is_name and not GENERIC.fullmatch(name)


def long_names(plain: str, segments: Sequence[Segment]) -> dict[str, Segment]:
    """The long name by the short one, folded: from »… (ADO)«, from initials, and from »ADO – …«."""
    found: dict[str, Segment] = {}
    for match in _LONG_FORM.finditer(plain):
        found.setdefault(match["short"].casefold(), Segment(match.start("long"), match.end()))
    for segment in segments:
        name = plain[slice(*segment)]
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) > 1 and " " in name and not name.isupper():
            found.setdefault(initials.casefold(), segment)
        short, dash, _ = name.partition(" – ")
        if dash and is_acronym(short):
            found.setdefault(short.casefold(), segment)
    return found
