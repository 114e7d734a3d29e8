"""The organisations that a whole text mentions: where each stands, and the long name that goes with a short one."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from hjemsite.importer.extract.certain_names import company_end, is_certain_name, is_noun_of_text, names_of_things
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.lexicon import (
    BOARDS,
    DESCRIPTIVE,
    GENERIC,
    NOT_CAPITAL,
    PROJECT,
    STREET_OR_BUILDING,
    UNIT,
)
from hjemsite.importer.extract.name_kinds import is_common_noun, is_district, is_town
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.organisation_names import SAINTS, organisation_end
from hjemsite.importer.extract.person_names import (
    NAME_KINDS,
    NameIndex,
    begins_with_article,
    folded,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.titles import is_title
from hjemsite.importer.extract.tokens import Kind, Token

_OF_PLACES = frozenset({"i", "til", "omkring", "nær", "uden", "mellem", "langs"})
_ADVERBS = frozenset({"også", "netop", "især", "men"})
_SCENES = frozenset({"i", "hos", "på", "ved", "for"})
_LANDS = frozenset({"danmark", "norge", "sverige", "europa", "norden", "grønland", "christiansborg", "folketinget"})
_DASHES, _MAX_DATELINE = frozenset("–—-"), 8
"""What ends a dateline, and how many tokens it has at most."""
_MAX_CAPITALS = 4
"""How many words a name has at most that is all in capitals."""
_MIN_LABEL = 7
"""How many letters a word in capitals has at least that is a subject and no short name."""
_COOPERATIVE = re.compile(r"\bandels|\ba\.?m\.?b\.?a\b")
_CLUB = re.compile(r"\b(?:if|fc|bk|gf|ik|fk|gif|boldklub)\b")
"""How sports clubs are called, which a text goes on to call »klubben« or »foreningen«."""
_DEFINITE = ("en", "et", "ens", "ets")


class OrganisationMention(NamedTuple):
    """A run of words that may be the name of an organisation, without a genitive. Some are common words."""

    segment: Segment
    is_subject: bool
    """Whether it begins a sentence, perhaps behind »Hos«, or a clause with »at«."""
    is_first: bool
    """Whether its capital may be that of a sentence."""
    is_located: bool
    """Whether »i« or »til« stands before it, as before the name of a town, or »på« as before that of an island."""
    kind: str
    """The kind of organisation that is named before it, folded: »foreningen Nøglen«; else ""."""


class Organisation(Struct, frozen=True):
    """An organisation of a text, under all its names. Positions are those of its mentions, in order."""

    name: str
    """The full name, folded."""
    segment: Segment
    """Where the full name first stands."""
    positions: Sequence[int]
    subjects: Sequence[int]
    """The positions at which it begins a clause."""
    stems: Sequence[str]
    """The words of all its names, folded and without articles; empty where the name is only »Fonden« or the like."""
    kind: str = ""
    """The kind of organisation that the text once calls it, folded: »lokallisten«."""

    @property
    def described(self) -> str:
        """The kind of the organisation and its name, as one text."""
        return f"{self.kind} {self.name}".strip()


def organisation_mentions(paragraphs: Sequence[Sequence[Token]], names: NameIndex) -> Iterator[OrganisationMention]:
    """Every mention in the words of the paragraphs, in order."""
    nouns = {stem_of(word.folded) for words in paragraphs for word in words if word.kind is Kind.SMALL}
    things = {name for words in paragraphs for name in names_of_things(words)}
    for words in paragraphs:
        i = 0
        while i < len(words):
            if company := company_end(words, i):
                yield from _mentions_at(words, i, company)
            end = company or (person_end(words, i, names) if words[i].kind in NAME_KINDS else i)
            may_begin = words[i].kind is Kind.CAPITAL or words[i].folded in SAINTS
            if end == i and may_begin and _may_begin_mention(words, i, names):
                end = max(organisation_end(words, i, names), i + 1)
                is_other = end == i + 1 and (
                    without_genitive(words[i].folded) in things or is_noun_of_text(words, i, nouns)
                )
                if not is_other and not (i and PROJECT.match(words[i - 1].text)):
                    yield from _mentions_at(words, i, end)
            i = max(end, i + 1)


def _may_begin_mention(words: Sequence[Token], i: int, names: NameIndex) -> bool:
    is_board = words[i].folded in BOARDS and [word.folded for word in words[i + 1 : i + 2]] == ["for"]
    return may_begin_name(words, i) and not is_board and not _is_description(words, i, names)


def _is_description(words: Sequence[Token], i: int, names: NameIndex) -> bool:
    """Whether token `i` only says what the name behind it is: »Patientforeningen Ret til Læge«."""
    if i + 1 >= len(words) or words[i + 1].kind is not Kind.CAPITAL:
        return False
    if DESCRIPTIVE.match(words[i].text):
        return True
    is_noun = len(words[i].text) > 4 and words[i].text.endswith(("en", "et"))
    if not is_noun or not _begins_clause(words, i) or GENERIC.fullmatch(words[i].text):
        return False
    if is_organisation_word(words[i].text) and is_town(words, i + 1, i + 2, names):
        return False
    # The name stands elsewhere without that word.
    return folded(words, i + 1, organisation_end(words, i + 1, names)) in names.organisations


def _mentions_at(words: Sequence[Token], i: int, end: int) -> Iterator[OrganisationMention]:
    """The mention `words[i:end]`, and the municipality in it: that of »Nordby Kommunes jobcenter«."""
    before = words[i - 1] if i else None
    if _is_headline(words, i, end):
        return
    is_first = before is None or (before.kind is Kind.SIGN and before.text not in ",(/")
    kind = _kind_before(words, i)
    is_island = end == i + 1 and words[i].text.endswith("ø") and before is not None and before.folded == "på"
    is_way = before is not None and before.folded == "fra" and [word.folded for word in words[end : end + 1]] == ["til"]
    is_located = is_island or is_way or (before is not None and before.folded in _OF_PLACES)
    segment = _without_genitive(words[i:end], is_owner=_is_before_title(words, i, end))
    mention = OrganisationMention(segment, _begins_clause(words, i), is_first, is_located, kind)
    whole = next((at for at in range(i, end - 1) if _is_whole(words, at)), None)
    if whole is None or words[end - 1].kind is Kind.CAPITAL:
        yield mention
    if whole is not None:
        yield mention._replace(segment=_without_genitive(words[i : whole + 1]))


def _kind_before(words: Sequence[Token], i: int) -> str:
    """The kind of organisation that stands before its name at token `i`, folded: »foreningen«; "" where none does."""
    before = words[i - 1] if i else None
    if before is None or before.folded.endswith("s"):
        return ""
    return before.folded if is_common_noun(before.folded) or DESCRIPTIVE.match(before.text) else ""


def _is_whole(words: Sequence[Token], i: int) -> bool:
    """Whether token `i` is an organisation in the genitive with a part of it behind: »Nordby Kommunes jobcenter«."""
    is_of_municipality = words[i].folded in ("kommunes", "regions") and bool(UNIT.search(words[i + 1].text))
    is_before_part = words[i + 1].kind is Kind.SMALL or is_of_municipality
    return is_genitive(words[i].text) and is_organisation_word(words[i].text) and is_before_part


def _is_headline(words: Sequence[Token], i: int, end: int) -> bool:
    """Whether a run is all in capitals, and long or before a colon, as in a headline: »HJEMLØSHED: Ny aftale«."""
    is_label = i == 0 and len(words[i].text) >= _MIN_LABEL and [word.text for word in words[end : end + 1]] == [":"]
    is_long = end - i > _MAX_CAPITALS or is_label
    longer = [word.text for word in words[i:end] if len(word.text) > 3]
    return is_long and bool(longer) and all(map(str.isupper, longer))


def _begins_clause(words: Sequence[Token], i: int) -> bool:
    """Whether a clause begins at token `i`, perhaps with »Hos« or »På« before it, or with »Det er«."""
    before = [word.folded for word in words[max(i - 2, 0) : i]]
    if not before or before[-1] in (".", "!", "?", "at"):
        return True
    if i and words[i - 1].kind is Kind.CAPITAL and DESCRIPTIVE.match(words[i - 1].text):
        return _begins_clause(words, i - 1)
    if before[-1] in _DASHES and i <= _MAX_DATELINE:
        return True
    if i > 1 and before[-1] in _SCENES and before[0].endswith(_DEFINITE) and words[i - 2].kind is Kind.CAPITAL:
        return i == 2 or words[i - 3].text in ".!?"
    return (
        before == ["det", "er"]
        or before[-1] == "står"
        or (before[-1] in _SCENES and before[0] in (*_SCENES, *_ADVERBS, ".", "!", "?"))
    )


def organisations_of(
    plain: str,
    mentions: Sequence[OrganisationMention],
    full_names: Mapping[str, Segment],
    inner: Collection[str],
    speech: Sequence[SpeechSpan],
    towns: Collection[str],
) -> list[Organisation]:
    """The organisations among the mentions, each once, in the order of the text."""
    grouped: dict[str, list[OrganisationMention]] = {}
    for mention in mentions:
        if is_certain_name(plain, mention.segment, inner):
            name = plain[slice(*mention.segment)].casefold()
            full = full_names.get(name, mention.segment)
            grouped.setdefault(plain[slice(*full)].casefold(), []).append(mention)
    return [
        _organisation(plain, name, written, full_names)
        for name, group in grouped.items()
        if not _is_town(plain, name, group, towns)
        and (written := [mention for mention in group if not is_within(mention.segment.start, speech)])
    ]


def _organisation(
    plain: str, name: str, group: Sequence[OrganisationMention], full_names: Mapping[str, Segment]
) -> Organisation:
    # A letterhead may print it in capitals.
    printed = sorted(
        group, key=lambda mention: (plain[slice(*mention.segment)].isupper(), mention.segment), reverse=True
    )
    texts = {plain[slice(*mention.segment)].casefold(): mention.segment for mention in printed}
    whole = texts.get(name) or next(full for full in full_names.values() if plain[slice(*full)].casefold() == name)
    words = {word for text in (name, *texts) for word in text.split() if not GENERIC.fullmatch(text)}
    words |= {mention.kind for mention in group if mention.kind}
    words |= {"forening", "klub"} if _CLUB.search(name) else set()
    words |= {"andelsselskab"} if _COOPERATIVE.search(name) else set()
    return Organisation(
        name=name,
        segment=whole,
        positions=[mention.segment.start for mention in group],
        subjects=[mention.segment.start for mention in group if mention.is_subject],
        stems=sorted({stem_of(word) for word in words}),
        kind=next((mention.kind for mention in group if mention.kind), ""),
    )


def is_within(position: int, speech: Sequence[SpeechSpan]) -> bool:
    at = bisect_right(speech, position, key=lambda span: span.start) - 1
    return at >= 0 and position < speech[at].end


def _is_town(plain: str, name: str, group: Sequence[OrganisationMention], towns: Collection[str]) -> bool:
    """Whether a name of one word only ever stands where a town's does: behind »i«, or before the dash of a dateline."""
    if STREET_OR_BUILDING.search(name) and (" " not in name or not is_organisation_word(name.split()[0])):
        return True
    is_pair = " og " in name and not any(map(is_organisation_word, name.split()))
    if is_pair and all(mention.is_located for mention in group):
        # »mellem Nordby og Havn«
        return True
    if " " in name or is_organisation_word(name):
        return is_district(name)
    if len(name) < 3 or is_given(plain[slice(*group[0].segment)]):
        return True
    return (
        name in _LANDS
        or name in towns
        or all(mention.is_located or plain[mention.segment.end : mention.segment.end + 1] == ":" for mention in group)
    )


def may_begin_name(words: Sequence[Token], i: int) -> bool:
    """Whether the capital at token `i` can be a name's: that of »Men« or »Den nye« only begins a sentence."""
    return words[i].folded not in NOT_CAPITAL or begins_with_article(words, i)


def _is_before_title(words: Sequence[Token], i: int, end: int) -> bool:
    """Whether a name of several words stands before a title: »Museum Nordbys direktør«."""
    return end - i > 1 and end < len(words) and words[end].kind is Kind.SMALL and is_title(words[end])


def _without_genitive(words: Sequence[Token], *, is_owner: bool = False) -> Segment:
    """The segment of a name. Where the last letter may be the name's own, as in »Andreas«, it stays."""
    last = words[-1]
    stem = without_genitive(last.text)
    is_sure = is_organisation_word(stem) or is_acronym(stem) or "’" in last.text or is_owner
    return Segment(words[0].start, last.end - (len(last.text) - len(stem)) * is_sure)


def inner_names(plain: str, mentions: Sequence[OrganisationMention]) -> frozenset[str]:
    """What is mentioned in the middle of a sentence, where only a name has a capital."""
    return frozenset(plain[slice(*mention.segment)] for mention in mentions if not mention.is_first)
