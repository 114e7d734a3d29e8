"""Where a speaker works when the text does not say it beside the name: guessed from the title and the organisations.

Every clue has points. The organisation with the most is the employer, if they are enough.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from hjemsite.importer.extract.lexicon import COMMITTEE, COUNCIL, GENERIC, UNIT
from hjemsite.importer.extract.organisation_mentions import (
    ARTICLE,
    Organisation,
    inner_names,
    long_names,
    organisation_mentions,
    organisations_of,
)
from hjemsite.importer.extract.person_names import NameIndex, is_organisation_word
from hjemsite.importer.extract.result import Paragraph, Segment
from hjemsite.importer.extract.sender import sender
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.tokens import Token
from hjemsite.importer.extract.workplaces import Workplace, workplace_of

_WHERE = re.compile(r", hvor [A-ZÆØÅ][^.,:\n]{2,60} (?:er|arbejder som|sidder som) ")
"""»Nøglen, hvor Ib Bo er leder«."""
_HERE = re.compile(r"\s*(?:Her|Det samme|Stedets|Bag|Derfra)\b")
"""How a sentence begins that goes on about the organisation named last."""
_SENTENCE_END = re.compile(r"[.!?:][”“»«\"]*\s")
_TOP = re.compile(
    r"(?:adm\. dir|direktør|generalsekretær|landsformand|forperson|forkvinde|præsident|rektor|pressechef|"
    r"kommunikationschef|sekretariatschef|sekretariatsleder|programchef|bestyrelsesformand|bestyrelsesforkvinde)\b|"
    r"\A(?:afgående )?(?:formand|forkvinde)(?: for bestyrelsen)?\Z",
    re.IGNORECASE,
)
"""Titles of those who speak for the sender."""
_OUTSIDE = re.compile(r"minister|ordfører|politiker|kandidat|beboer|\bmor\b|\bfar\b|nabo|\bmf\b", re.IGNORECASE)
"""Titles of those whose employer, if any, a text says."""
_OF_ITS_OWN = re.compile(r"(?<!borg)mester\b|advokat|forfatter|skuespiller|kunstner|psykolog|dyrlæge|tandlæge|arkitekt\b|\bsmed\b")
"""Titles of those who mostly work for themselves."""
_MIN_STEM = 3
"""How many letters »fondens« and the like have at least without their ending, to be looked for in names."""
_MIN_POINTS = 4
"""From how many points on an organisation is taken for the employer."""
_PARAGRAPHS_ABOVE = 3


class Organisations(Struct, frozen=True):
    """The organisations of a text, and how its paragraphs and sentences lie."""

    all: Sequence[Organisation]
    long_names: Mapping[str, Segment]
    """The long name by the short one, folded."""
    sender: Organisation | None
    is_sender_alone: bool
    """Whether no other organisation is named."""
    hosts: Mapping[int, Segment]
    """Those of »Nøglen, hvor Ib Bo er leder«, by where the title begins."""
    paragraph_starts: Sequence[int]
    sentence_starts: Sequence[int]
    here: frozenset[int]
    """The starts of sentences that go on about the organisation named last: »Her er leder Ib Bo glad«."""

    def has_longer(self, name: str) -> bool:
        """Whether another name has this one in it, so that either may be meant."""
        inside = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
        return any(len(one.name) > len(name) and inside.search(one.name) for one in self.all)


class UnplacedTitle(NamedTuple):
    """A title without an organisation beside it, at a position in the text."""

    text: str
    position: int
    owner: str | None
    """What stands in the genitive before it and is no name: »fondens direktør«."""
    is_first: bool
    """Whether nobody speaks before whoever holds it."""


class _Case(NamedTuple):
    """A title, and an organisation that may be its employer, with what stands around the title."""

    organisations: Organisations
    title: UnplacedTitle
    workplaces: Sequence[Workplace]
    paragraph: int
    """Where the paragraph of the title begins."""
    sentence: int
    """Where its sentence begins."""
    last: Organisation | None
    """The organisation named last before the title, in its paragraph or not far above."""
    candidate: Organisation

    @property
    def is_sender(self) -> bool:
        """Whether the candidate sends the release."""
        return self.candidate is self.organisations.sender


def employer(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """Where somebody with the title probably works; None where too little in the text shows it."""
    if title.position in organisations.hosts:
        return organisations.hosts[title.position]
    if _OUTSIDE.search(title.text) or _OF_ITS_OWN.search(title.text):
        return None
    kinds = workplace_of("byrådsudvalget" if title.owner and COUNCIL.search(title.owner) else title.text)
    scored = [(_points(case), case.candidate) for case in _cases(organisations, title, kinds)]
    points, best = max(scored, key=lambda one: (one[0], _nearness(one[1], title.position)), default=(0, None))
    return best.segment if best and points >= _MIN_POINTS else None


def _nearness(organisation: Organisation, position: int) -> int:
    """Where the organisation is last named before a position; else how far behind it, below zero."""
    at = bisect_left(organisation.positions, position)
    return organisation.positions[at - 1] if at else position - organisation.positions[0]


def _cases(organisations: Organisations, title: UnplacedTitle, kinds: Sequence[Workplace]) -> list[_Case]:
    """Each organisation that may be the employer. Where the title requires a kind, only those of that kind."""
    starts = organisations.paragraph_starts
    at = max(bisect_right(starts, title.position) - 1, 0)
    sentence = organisations.sentence_starts[max(bisect_right(organisations.sentence_starts, title.position) - 1, 0)]
    last = _last_named(organisations, starts[max(at - _PARAGRAPHS_ABOVE, 0)], title.position)
    return [
        _Case(organisations, title, kinds, starts[at], sentence, last, one)
        for one in organisations.all
        if not (kinds and kinds[0].is_required) or kinds[0].organisations.search(one.name)
    ]


def _last_named(organisations: Organisations, start: int, end: int) -> Organisation | None:
    """The organisation whose last mention between two positions is nearest to the second one."""
    nearest, last = start - 1, None
    for one in organisations.all:
        at = bisect_left(one.positions, end)
        if at and one.positions[at - 1] > nearest:
            nearest, last = one.positions[at - 1], one
    return last


def _stands_between(positions: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(positions, start)
    return at < len(positions) and positions[at] < end


def _is_owner(case: _Case) -> bool:
    """»fondens direktør«, »forsker ved instituttet«: a word in its name is meant."""
    stem = _stem(case.title.owner or "")
    return len(stem) >= _MIN_STEM and any(word.startswith(stem) or word.endswith(stem) for word in case.candidate.stems)


def _stem(word: str) -> str:
    """The word, folded and without its article: »centret« as »center«, »instituttet« as »institut«."""
    stem = ARTICLE.sub("", word.casefold())
    if stem.endswith("centr"):
        return stem[:-1] + "er"
    return stem[:-1] if stem[-2:-1] == stem[-1:] else stem


def _is_of_kind(case: _Case) -> bool:
    """»overlæge« and a hospital."""
    return any(kind.organisations.search(case.candidate.name) for kind in case.workplaces)


def _is_in_sentence(case: _Case) -> bool:
    return _stands_between(case.candidate.positions, case.sentence, case.title.position)


def _is_in_paragraph(case: _Case) -> bool:
    return _stands_between(case.candidate.positions, case.paragraph, case.title.position)


def _is_subject_above(case: _Case) -> bool:
    """The last organisation named, above the paragraph of the title, begins a clause: »Hos Nøglen er man glad.«"""
    is_above = case.candidate is case.last and not _is_in_paragraph(case)
    return is_above and case.candidate.positions[_count_before(case) - 1] in case.candidate.subjects


def _count_before(case: _Case) -> int:
    return bisect_left(case.candidate.positions, case.title.position)


def _is_part(case: _Case) -> bool:
    """»Hjertemedicinsk Afdeling«, »Institut for Økonomi«: probably of an organisation that is named, too."""
    return bool(UNIT.search(case.candidate.name.split(" for ")[0]))


def _is_generic_owner_of_sender(case: _Case) -> bool:
    """»foreningens formand« in a release of an association."""
    return case.is_sender and bool(case.title.owner) and bool(GENERIC.fullmatch(case.title.owner or ""))


def _is_subject(case: _Case) -> bool:
    """A clause of the paragraph, before the title, begins with it."""
    return _stands_between(case.candidate.subjects, case.paragraph, case.title.position)


def _is_named_last(case: _Case) -> bool:
    return case.candidate is case.last


def _is_here(case: _Case) -> bool:
    """»Her er leder Ib Bo glad«: the organisation named before that sentence."""
    return case.candidate is case.last and case.sentence in case.organisations.here


def _is_sender(case: _Case) -> bool:
    return case.is_sender


def _leads_sender(case: _Case) -> bool:
    return case.is_sender and bool(_TOP.search(case.title.text))


def _opens_sender(case: _Case) -> bool:
    """The first one who speaks, mostly for the sender."""
    return case.is_sender and case.title.is_first


def _is_sender_alone(case: _Case) -> bool:
    return case.is_sender and case.organisations.is_sender_alone


def _has_other_owner(case: _Case) -> bool:
    """»fondens direktør« of one that is no fund."""
    owner = case.title.owner or ""
    is_none = not owner or COMMITTEE.search(owner)
    return not is_none and not _is_owner(case) and not _is_generic_owner_of_sender(case)


_CLUES: tuple[tuple[int, Callable[[_Case], bool]], ...] = (
    (6, _is_owner),
    (4, _is_of_kind),
    (3, _is_in_sentence),
    (2, _is_in_paragraph),
    (1, _is_subject),
    (2, _is_named_last),
    (3, _is_subject_above),
    (-5, _is_part),
    (2, _is_generic_owner_of_sender),
    (3, _is_here),
    (3, _is_sender),
    (2, _leads_sender),
    (2, _opens_sender),
    (2, _is_sender_alone),
    (-4, _has_other_owner),
)
"""What speaks for an organisation as the employer, and against it, with its points."""


def _points(case: _Case) -> int:
    return sum(points for points, holds in _CLUES if holds(case))


def organisations(
    plain: str,
    paragraphs: Sequence[Paragraph],
    words: Sequence[Sequence[Token]],
    spans: Sequence[SpeechSpan],
    names: NameIndex,
) -> Organisations:
    """The organisations of a text; `words` are those of each paragraph. What is named within speech counts less."""
    mentions = list(organisation_mentions(words, names))
    speech = [span for span in spans if span.is_speech]
    by_end = {mention.segment.end: mention.segment for mention in mentions}
    full_names = long_names(plain, [mention.segment for mention in mentions])
    everybody = organisations_of(plain, mentions, full_names, inner_names(plain, mentions), speech)
    sent_by = sender(plain, paragraphs, mentions)
    sending = sent_by and _sending(plain, everybody, full_names, sent_by)
    everybody = everybody if sending is None or sending in everybody else [*everybody, sending]
    starts = [paragraph.segment.start for paragraph in paragraphs]
    sentences = sorted({*starts, *(match.end() for match in _SENTENCE_END.finditer(plain))}) or [0]
    return Organisations(
        all=everybody,
        long_names=full_names,
        sender=sending,
        is_sender_alone=sending is not None and _is_alone(sending, everybody),
        hosts={match.end(): by_end[match.start()] for match in _WHERE.finditer(plain) if match.start() in by_end},
        paragraph_starts=starts or [0],
        sentence_starts=sentences,
        here=frozenset(start for start in sentences if _HERE.match(plain, start)),
    )


def _sending(
    plain: str, everybody: Sequence[Organisation], full_names: Mapping[str, Segment], sent_by: Segment
) -> Organisation:
    """The sender among the organisations, or as a new one, where nothing but a letterhead names it."""
    name = plain[slice(*sent_by)].casefold()
    full = full_names.get(name, sent_by)
    named = (one for one in everybody if one.name == plain[slice(*full)].casefold())
    return next(named, Organisation(name, full, (sent_by.start,), (), ()))


def _is_alone(sending: Organisation, everybody: Sequence[Organisation]) -> bool:
    """Whether no other organisation than the sender is named by a word that only organisations have."""
    return all(one.name in sending.name or not _is_sure(one) for one in everybody)


def _is_sure(organisation: Organisation) -> bool:
    """Whether it has a word that only organisations have, or begins a clause with a name of several words."""
    words = organisation.name.split()
    return is_organisation_word(words[-1]) or (len(words) > 1 and bool(organisation.subjects))
