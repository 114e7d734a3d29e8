"""Where a speaker works when the text does not say it beside the name: guessed from the title and the organisations.

Every clue has points. The organisation with the most is the employer, if they are enough.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hjemsite.importer.extract.lexicon import COMMITTEE, COUNCIL, GENERIC, UNIT
from hjemsite.importer.extract.organisation_mentions import Organisation, stem_of
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.text_organisations import Organisations
from hjemsite.importer.extract.workplaces import Workplace, whole_of, workplace_of

_TOP = re.compile(
    r"(?:adm\. dir|direktør|generalsekretær|landsformand|forperson|forkvinde|præsident|rektor|pressechef|"
    r"kommunikationschef|sekretariatschef|sekretariatsleder|programchef|bestyrelsesformand|bestyrelsesforkvinde)\b|"
    r"\A(?:afgående )?(?:formand|forkvinde)(?: for bestyrelsen)?\Z",
    re.IGNORECASE,
)
"""Titles of those who speak for the sender."""
_ASKED = re.compile(
    r"læge|professor|lektor|forsker|lærer|pædagog|politi|betjent|journalist|sanger|musiker|studerende|ejer\b|indehaver|"
    r"stifter|landmand|avler|præst|\bfrivillig\b|elev\b|patient|pårørende|bager|økonom|jurist|sygeplejerske|ingeniør",
    re.IGNORECASE,
)
"""Titles of those who are often asked for their view, and seldom by their employer."""
_TEACHING = re.compile(r"professor|lektor|adjunkt|ph\.d|postdoc|forsker|institutleder", re.IGNORECASE)
_OUTSIDE = re.compile(r"minister|ordfører|politiker|kandidat|beboer|\bmor\b|\bfar\b|nabo|\bmf\b", re.IGNORECASE)
"""Titles of those whose employer, if any, a text says."""
_OF_ITS_OWN = re.compile(
    r"(?<!borg)mester\b|advokat|forfatter|skuespiller|kunstner|psykolog|praktiserende|dyrlæge|tandlæge|\barkitekt\b|\bsmed\b",
    re.IGNORECASE,
)
"""Titles of those who mostly work for themselves."""
_MIN_STEM = 3
"""How many letters »fondens« and the like have at least without their ending, to be looked for in names."""
_MIN_SHARED = 4
"""How many letters a title and a name share at least: »havn« of »Ulvsund Havn« and »havnekaptajn«."""
_MIN_POINTS = 4
"""From how many points on an organisation is taken for the employer."""
_PARAGRAPHS_ABOVE = 3


class UnplacedTitle(NamedTuple):
    """A title without an organisation beside it, at a position in the text."""

    text: str
    position: int
    owner: str | None
    """What stands in the genitive before it and is no name: »fondens direktør«."""
    is_first: bool
    """Whether nobody speaks before whoever holds it."""
    taken: Mapping[Segment, int] = {}
    """Where the titles stand of those whom the text has placed before, by the organisation."""
    owner_segment: Segment | None = None
    """Where the owner stands, if it may be a name: »Menighedsrådets formand«."""


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
    is_kind_named: bool
    """Whether the text names an organisation of the kind that has people with the title."""
    candidate: Organisation

    @property
    def is_sender(self) -> bool:
        """Whether the candidate sends the release."""
        return self.candidate is self.organisations.sender


def employer(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """Where somebody with the title probably works; None where too little in the text shows it."""
    if title.position in organisations.hosts:
        return organisations.hosts[title.position]
    if _OUTSIDE.search(title.text):
        return None
    kinds = workplace_of("byrådsudvalget" if title.owner and COUNCIL.search(title.owner) else title.text)
    cases = _cases(organisations, title, kinds)
    scored = [(_points(case), case.candidate) for case in cases]
    if _OF_ITS_OWN.search(title.text) and not any(case.is_kind_named for case in cases):
        return None
    if title.owner_segment and not any(_is_owner(case) for case in cases):
        return title.owner_segment
    points, best = max(scored, key=lambda one: (one[0], _nearness(one[1], title.position)), default=(0, None))
    return best.segment if best and points >= _MIN_POINTS else None


def whole(organisations: Organisations, part: Segment, name: str, title: str) -> Segment | None:
    """The organisation that one of that name, at a segment, is part of; None where the text names none.

    An institute is part of a university only for those who teach there: others stand alone.
    """
    wholes = whole_of(name)
    if not wholes or ("universitet" in wholes and not _TEACHING.search(title)):
        return None
    fits = [one for one in organisations.all if re.search(wholes, one.name) and one.name != name.casefold()]
    best = max(fits, key=lambda one: (one is organisations.sender, _nearness(one, part.start)), default=None)
    return best.segment if best else None


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
    fits = [one for one in organisations.all if any(kind.organisations.search(one.name) for kind in kinds)]
    everybody = fits if kinds and kinds[0].is_required else organisations.all
    return [_Case(organisations, title, kinds, starts[at], sentence, last, bool(fits), one) for one in everybody]


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
    stem = stem_of(case.title.owner or "")
    return len(stem) >= _MIN_STEM and any(word.startswith(stem) or word.endswith(stem) for word in case.candidate.stems)


def _is_of_kind(case: _Case) -> bool:
    """Whether people with the title work at organisations of this kind: an »overlæge« at a hospital."""
    return any(kind.organisations.search(case.candidate.name) for kind in case.workplaces)


def _is_in_sentence(case: _Case) -> bool:
    return _stands_between(case.candidate.positions, case.sentence, case.title.position)


def _is_in_paragraph(case: _Case) -> bool:
    return _stands_between(case.candidate.positions, case.paragraph, case.title.position)


def _is_taken(case: _Case) -> bool:
    """Somebody else has been placed there since it was last named: the text has probably gone on."""
    at = case.title.taken.get(case.candidate.segment, -1)
    is_sure = case.is_sender or _is_owner(case) or _is_of_kind(case) or _is_in_title(case)
    return not is_sure and _nearness(case.candidate, case.title.position) < at < case.title.position


def _is_subject_above(case: _Case) -> bool:
    """The last organisation named, above the paragraph of the title, begins a clause: »Hos Nøglen er man glad.«"""
    is_above = case.candidate is case.last and not _is_in_paragraph(case)
    return is_above and case.candidate.positions[_count_before(case) - 1] in case.candidate.subjects


def _count_before(case: _Case) -> int:
    return bisect_left(case.candidate.positions, case.title.position)


def _is_in_title(case: _Case) -> bool:
    """»havnekaptajn« and a port, »biblioteksassistent« and a library: the title begins as a word of the name ends."""
    if _is_of_kind(case):
        return False
    folded = case.title.text.split()[-1].casefold()
    stems = (stem for stem in case.candidate.stems if len(stem) >= _MIN_SHARED)
    return any(folded.startswith(stem[at:]) for stem in stems for at in range(len(stem) - _MIN_SHARED + 1))


def _is_of_other_kind(case: _Case) -> bool:
    """»skoleleder« and a fund, in a text that names a school."""
    return case.is_kind_named and not (_is_of_kind(case) or _is_in_title(case) or _is_in_sentence(case))


def _is_staff(case: _Case) -> bool:
    """Any title but those that people have who are asked for their view."""
    return case.is_sender and not _leads_sender(case) and not _ASKED.search(case.title.text)


def _is_too_large(case: _Case) -> bool:
    """»formand« or »direktør« alone, and a municipality, which has mayors."""
    is_municipality = case.candidate.name.endswith("kommune")
    return is_municipality and bool(_TOP.search(case.title.text)) and not _is_of_kind(case)


def _is_part(case: _Case) -> bool:
    """»Hjertemedicinsk Afdeling«, »Institut for Økonomi«: probably of an organisation that is named, too."""
    wholes = whole_of(case.candidate.name)
    if wholes and any(re.search(wholes, one.name) for one in case.organisations.all if one is not case.candidate):
        return True
    words = case.candidate.name.split()
    is_unit = UNIT.fullmatch(words[0]) or UNIT.search(words[-1]) or words[0].endswith("afdelingen")
    return bool(is_unit) and not case.is_sender


def _is_generic_owner_of_sender(case: _Case) -> bool:
    """»foreningens formand« in a release of an association."""
    return case.is_sender and bool(case.title.owner) and bool(GENERIC.fullmatch(case.title.owner or ""))


def _is_subject(case: _Case) -> bool:
    """A clause of the paragraph, before the title, begins with it."""
    return _stands_between(case.candidate.subjects, case.paragraph, case.title.position)


def _is_named_last(case: _Case) -> bool:
    return case.candidate is case.last


def _is_new(case: _Case) -> bool:
    """It is named last, and for the first time: the text has come to another organisation."""
    may_be = not case.workplaces or _is_of_kind(case)
    return may_be and case.candidate is case.last and _count_before(case) == 1 and not case.is_sender


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
    (5, _is_of_kind),
    (6, _is_in_title),
    (3, _is_in_sentence),
    (2, _is_in_paragraph),
    (1, _is_subject),
    (2, _is_named_last),
    (3, _is_subject_above),
    (-6, _is_part),
    (-3, _is_too_large),
    (-3, _is_taken),
    (2, _is_generic_owner_of_sender),
    (3, _is_new),
    (3, _is_here),
    (3, _is_sender),
    (2, _leads_sender),
    (2, _opens_sender),
    (2, _is_sender_alone),
    (1, _is_staff),
    (-3, _is_of_other_kind),
    (-4, _has_other_owner),
)
"""What speaks for an organisation as the employer, and against it, with its points."""


def _points(case: _Case) -> int:
    return sum(points for points, holds in _CLUES if holds(case))
