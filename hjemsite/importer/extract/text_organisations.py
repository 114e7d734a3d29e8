"""The organisations of a whole text: all that it names, which of them sends it, and where its sentences begin."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from hjemsite.importer.extract.name_kinds import is_field_name
from hjemsite.importer.extract.organisation_mentions import (
    Organisation,
    OrganisationMention,
    inner_names,
    is_within,
    organisation_mentions,
    organisations_of,
)
from hjemsite.importer.extract.organisation_references import with_common_nouns, without_genitives
from hjemsite.importer.extract.person_names import NameIndex, is_organisation_word
from hjemsite.importer.extract.result import Paragraph, Segment
from hjemsite.importer.extract.sender import sender
from hjemsite.importer.extract.short_names import full_names, long_names, whole_names
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.tokens import Token

_WHERE = re.compile(r", hvor (?:[A-ZÆØÅ][^.,:\n]{2,60} (?:er|arbejder som|sidder som) )?")
"""»Nøglen, hvor Ib Bo er leder«, »Nøglen, hvor leder Ib Bo har …«."""
_HERE = re.compile(r"\s*(?:Her|Det samme|Stedets|Bag|Derfra)\b")
"""How a sentence begins that goes on about the organisation named last."""
_LEFT = re.compile(
    r"\b(?:stilling(?:en)? (?:som|i|hos|ved)|(?:[Hh]an|[Hh]un) (?:kommer|kom) (?:senest )?fra|"
    r"tidligere (?:har (?:han |hun )?)?(?:arbejdet|arbejdede|været|var|haft|siddet|ledet|ansat)|"
    r"uddannet (?:ved|på|fra|i)|(?:fortid|baggrund) (?:som|i|hos|ved|fra))\b[^.\n]*\Z"
)
"""What stands before the organisations of somebody's past."""
_ASIDE = re.compile(
    r"\b(?:optagelse|optaget|medlemskab|medlem|medlemmer|kunde|støtte|penge|tilskud|midler) (?:i|af|hos|fra) \Z|"
    r"\b(?:trykt|trykkes|købes|købt|fås|sælges|solgt) (?:hos|i|på|af) \Z"
)
"""What stands before those whom a text names for what they give or sell, and who say nothing in it."""
_PAID_BY = re.compile(r"\b(?:finansieret|betalt|støttet) af \Z")
_MINISTRY = re.compile(r"[\w-]+(?: og [\w-]+)?ministeriet\b")
_RUN_BY_MUNICIPALITY = re.compile(r", (?:som|der) (?:kommunen (?:driver|ejer)|(?:drives|ejes) af kommunen)\b")
"""What stands behind the name of a part of the municipality: »Plejehjemmet Nøglen, som kommunen driver«."""
_OF_MUNICIPALITY = re.compile(r"\bkommunens (?:egen |eget )?[a-zæøå]+,? (?=[A-ZÆØÅ])")
"""What stands before one: »kommunens plejehjem Nøglen«."""
_MAX_LEFT = 80
"""How many characters before the name of an organisation are read."""
_SENTENCE_END = re.compile(r"[.!?:][”“»«\"]*\s")


class Organisations(Struct, frozen=True):
    """The organisations that a text names, and the positions at which its paragraphs and sentences begin."""

    all: Sequence[Organisation]
    past: Sequence[Organisation]
    """Organisations that are named for somebody's past, or for what they give or sell."""
    long_names: Mapping[str, Segment]
    """The long name by the short one, folded."""
    sender: Organisation | None
    is_sender_alone: bool
    """Whether no other organisation is named."""
    hosts: Mapping[int, Segment]
    """Those of »Nøglen, hvor Ib Bo er leder«, by where the title begins."""
    paragraph_starts: Sequence[int]
    sentence_starts: Sequence[int]
    speaking: frozenset[int]
    """The starts of paragraphs with speech."""
    municipal: frozenset[str]
    """The folded names of what a municipality runs: »Plejehjemmet Nøglen, som kommunen driver«."""
    here: frozenset[int]
    """The starts of sentences that go on about the organisation named last: »Her er leder Ib Bo glad«."""

    def has_longer(self, name: str) -> bool:
        """Whether another name has this one in it, so that either may be meant."""
        inside = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
        return any(len(other.name) > len(name) and inside.search(other.name) for other in self.all)


def organisations(
    plain: str,
    paragraphs: Sequence[Paragraph],
    words: Sequence[Sequence[Token]],
    spans: Sequence[SpeechSpan],
    names: NameIndex,
    persons: Collection[str],
) -> Organisations:
    """The organisations of a text; `words` are those of each paragraph, `persons` the folded names of people.

    What is named within speech counts less.
    """
    mentions = without_genitives(plain, list(organisation_mentions(words, names)))
    speech = [span for span in spans if span.is_speech]
    by_end = dict(_at_towns(plain, mentions))
    segments = [mention.segment for mention in mentions]
    short = whole_names(plain, segments, long_names(plain, segments))
    full = full_names(plain, segments, short)
    past = [
        mention
        for mention in mentions
        if _is_former(plain, mention.segment.start) or _is_aside(plain, mention.segment.start)
    ]
    mentions = [mention for mention in mentions if _may_employ(plain, mention, names, persons)]
    named = organisations_of(plain, mentions, full, inner_names(plain, mentions), speech, names.towns)
    everybody = with_common_nouns(named, words, speech)
    places = (*names.towns, "danmark")
    stated = [
        mention
        for mention in mentions
        if plain[slice(*mention.segment)].casefold() not in places and not is_within(mention.segment.start, speech)
    ]
    sent_by = sender(plain, paragraphs, stated, persons)
    sending = sent_by and _sending(plain, everybody, full, sent_by)
    everybody = everybody if sending is None or sending in everybody else [*everybody, sending]
    starts = [paragraph.segment.start for paragraph in paragraphs]
    sentences = sorted({*starts, *(match.end() for match in _SENTENCE_END.finditer(plain))}) or [0]
    return Organisations(
        all=everybody,
        past=organisations_of(plain, past, full, inner_names(plain, past), speech, names.towns),
        long_names=short,
        sender=sending,
        is_sender_alone=sending is not None and _is_alone(sending, everybody),
        hosts={match.end(): by_end[match.start()] for match in _WHERE.finditer(plain) if match.start() in by_end},
        paragraph_starts=starts or [0],
        sentence_starts=sentences,
        speaking=frozenset(paragraphs[span.paragraph].segment.start for span in speech),
        municipal=_municipal(plain, everybody),
        here=frozenset(at for at in sentences if _HERE.match(plain, at) and not is_within(at, speech)),
    )


def _municipal(plain: str, organisations: Sequence[Organisation]) -> frozenset[str]:
    """The folded names of those that the text says the municipality runs."""
    before = [plain[: match.start()].casefold() for match in _RUN_BY_MUNICIPALITY.finditer(plain)]
    behind = [plain[match.end() :].casefold() for match in _OF_MUNICIPALITY.finditer(plain)]
    return frozenset(
        organisation.name
        for organisation in organisations
        if any(text.endswith(organisation.name) for text in before)
        or any(text.startswith(organisation.name) for text in behind)
    )


def _at_towns(plain: str, mentions: Sequence[OrganisationMention]) -> Iterator[tuple[int, Segment]]:
    """Each mention by its end; for the town of »Bymuseet i Nordby« it is the mention before it."""
    before: OrganisationMention | None = None
    for mention in mentions:
        is_town = mention.is_located and before and plain[before.segment.end : mention.segment.start] in (" i ", " på ")
        yield mention.segment.end, before.segment if before and is_town else mention.segment
        before = mention


def _may_employ(plain: str, mention: OrganisationMention, names: NameIndex, persons: Collection[str]) -> bool:
    """Whether a mention may be of an organisation that somebody in the text works for."""
    start = mention.segment.start
    is_other = _is_person(plain, mention.segment, names, persons) or is_field_name(plain[slice(*mention.segment)])
    return not (is_other or _is_former(plain, start) or _is_aside(plain, start) or _is_paying_ministry(plain, start))


def _is_former(plain: str, position: int) -> bool:
    """Whether somebody has left the organisation at a position: »Hun kommer fra en stilling i Nordby Kommune«."""
    return _LEFT.search(plain, max(position - _MAX_LEFT, 0), position) is not None


def _is_aside(plain: str, position: int) -> bool:
    """Whether the organisation at a position is no part of what the text is about: »Bogen købes i Nordby Boghandel«."""
    return _ASIDE.search(plain, max(position - _MAX_LEFT, 0), position) is not None


def _is_paying_ministry(plain: str, position: int) -> bool:
    """Whether a ministry at a position has paid, and says nothing; a fund that has may."""
    is_paid = _PAID_BY.search(plain, max(position - _MAX_LEFT, 0), position)
    return is_paid is not None and _MINISTRY.match(plain, position) is not None


def _is_person(plain: str, segment: Segment, names: NameIndex, persons: Collection[str]) -> bool:
    name = plain[slice(*segment)].casefold()
    words = tuple(name.split())
    is_person = words in names.people or (len(words) == 1 and name in names.last_names)
    return name in persons or (is_person and not is_organisation_word(words[-1]))


def _sending(
    plain: str, everybody: Sequence[Organisation], names: Mapping[str, Segment], sent_by: Segment
) -> Organisation:
    """The sender among the organisations, or as a new one, where nothing but a letterhead names it."""
    name = plain[slice(*sent_by)].casefold()
    full = names.get(name, sent_by)
    named = (organisation for organisation in everybody if organisation.name == plain[slice(*full)].casefold())
    return next(named, Organisation(name, full, (sent_by.start,), (), ()))


def _is_alone(sending: Organisation, everybody: Sequence[Organisation]) -> bool:
    """Whether no other organisation than the sender is named by a word that only organisations have."""
    return all(organisation.name in sending.name or not _is_sure(organisation) for organisation in everybody)


def _is_sure(organisation: Organisation) -> bool:
    """Whether it has a word that only organisations have, or is a name of several words that begins a clause.

    »Bussernes Arbejdsgivere« are sure, too.
    """
    words = organisation.name.split()
    is_owned = len(words) > 1 and words[0].endswith(("ernes", "enes"))
    return is_organisation_word(words[-1]) or is_owned or (len(words) > 1 and bool(organisation.subjects))
