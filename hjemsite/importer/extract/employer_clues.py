"""What in a text speaks for an organisation as the employer of somebody with a title, and against it.

Every clue is a named predicate of an `EmployerCase`, and has points.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from hjemsite.importer.extract.employer_cases import EmployerCase, nearness
from hjemsite.importer.extract.lexicon import COMMITTEE, GENERIC, TITLE, UNIT
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.organisation_references import VAGUE
from hjemsite.importer.extract.person_names import is_organisation_word
from hjemsite.importer.extract.workplaces import ASKED, LEADERS, whole_of

_MIN_STEM = 3
"""How many letters »fondens« and the like have at least without their ending, to be looked for in names."""
_MIN_SHARED = 4
"""How many letters a title and a name share at least: »havn« of »Ulvsund Havn« and »havnekaptajn«."""
_SHARED_KIND = 5
"""How many letters at the beginning of a title name a kind of organisation: »museu«."""
_ACTIVE = re.compile(r"(?:ator|ar|er|iker)\Z")
"""How the words end for those who do something: »konservator«, »bibliotekar«, »musiker«."""
_OF_MEMBERS = re.compile(r"(?:er|r)?(?:e|ne|nes)|s?(?:forening|forbund|selskab)\w*")
"""How a title goes on in the name of an association of those who have it."""
_LONG_STEM = 7
"""A word of a name with more letters than this, and the title begins with it: the title is from there."""
_EVERYWHERE = frozenset(
    "presse kommunikation udvikling projekt drift personale økonomi salg marked afdeling sekretariat fælles hoved "
    "bestyrelse general lands kreds lokal team program regn center område enhed viden central medie ungdom unge".split()
)
"""What titles begin with that people have in any organisation: »driftsleder«."""
_HOUSE = re.compile(
    r"hospital|sygehus|klinik|plejehjem|fængs|muse|bibliotek|universitet|skole|gymnasi|kirke|teat", re.IGNORECASE
)
"""How common nouns begin that mean one kind of organisation and no other."""
_JOINT = re.compile(r"(?<=\w{4})[se]\Z")
"""The letter between the two parts of a word: the »s« of »driftsleder«."""


def _stands_between(positions: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(positions, start)
    return at < len(positions) and positions[at] < end


def is_owner(case: EmployerCase) -> bool:
    """»fondens direktør«, »forsker ved instituttet«: a word in its name is meant."""
    stem = stem_of(case.title.owner or "")
    words = case.candidate.name.split()
    stems = (*case.candidate.stems, *(words if len(words) > 1 else ()))
    bare = (*stems, *map(stem_of, stems))
    return len(stem) >= _MIN_STEM and any(word.startswith(stem) or word.endswith((stem, f"{stem}e")) for word in bare)


def _is_of_kind(case: EmployerCase) -> bool:
    """Whether people with the title work at organisations of this kind: an »overlæge« at a hospital."""
    return any(kind.has(case.candidate.described) for kind in case.workplaces)


def _shares_kind(case: EmployerCase) -> bool:
    """»museumsinspektør« and a museum: the kind of organisation is a word of the title, too."""
    return _is_of_kind(case) and case.head[:_SHARED_KIND] in case.candidate.name


def _is_in_sentence(case: EmployerCase) -> bool:
    return _stands_between(case.candidate.positions, case.sentence, case.title.position)


def _is_in_paragraph(case: EmployerCase) -> bool:
    return _stands_between(case.candidate.positions, case.paragraph, case.title.position)


def _is_taken(case: EmployerCase) -> bool:
    """Somebody else has been placed there since it was last named: the text has probably gone on."""
    at = case.title.taken.get(case.candidate.segment, -1)
    is_sure = case.is_sender or is_owner(case) or _is_of_kind(case) or _is_in_title(case)
    return (
        not is_sure
        and case.candidate is not case.last
        and nearness(case.candidate, case.title.position) < at < case.title.position
    )


def _is_subject_above(case: EmployerCase) -> bool:
    """The last organisation named, above the paragraph of the title, begins a clause: »Hos Nøglen er man glad.«"""
    is_above = case.candidate is case.last and not _is_in_paragraph(case)
    return is_above and case.candidate.positions[_count_before(case) - 1] in case.candidate.subjects


def _count_before(case: EmployerCase) -> int:
    return bisect_left(case.candidate.positions, case.title.position)


def _is_in_title(case: EmployerCase) -> bool:
    """»havnekaptajn« and a port, »konservator« and a conservation centre: a word of the name is in the title."""
    if _is_of_kind(case):
        return False
    folded = case.head
    if _is_union(case):
        return False
    activity = _ACTIVE.sub("", folded)
    is_activity = activity != folded and len(activity) > _MIN_SHARED
    if is_activity and any(word.startswith(activity) for word in case.candidate.name.split()):
        return True
    stems = (stem.removesuffix("er") for stem in case.candidate.stems)
    return any(folded.startswith(stem[at:]) for stem in stems for at in range(max(len(stem) - _MIN_SHARED + 1, 0)))


def _begins_title(case: EmployerCase) -> bool:
    """»bryggeridirektør« and »Nordby Bryggeri«: a long word of the name begins the title."""
    folded = case.head
    if _is_union(case):
        return False
    return any(len(stem) > _LONG_STEM and folded.startswith(stem.removesuffix("er")) for stem in case.candidate.stems)


def _is_of_trade(case: EmployerCase) -> bool:
    """»glaspuster« and »Nordby Glasværk«: what stands before the job in the title begins a word of the name."""
    match = TITLE.search(case.head)
    first = case.head[: match.start()] if match else ""
    trade = _JOINT.sub("", first)
    if len(trade) < _MIN_SHARED or _EVERYWHERE & {first, trade} or _is_of_kind(case) or _is_in_title(case):
        return False
    return not _is_union(case) and any(word.startswith(trade) for word in case.candidate.name.split())


def _leads_house(case: EmployerCase) -> bool:
    """»havnechef« and »Nordby Havn«, »centerleder« and »centret Bro«: what stands before the job is its kind."""
    match = TITLE.search(case.head)
    house = _JOINT.sub("", case.head[: match.start()]) if match else ""
    is_kind = len(house) >= _MIN_SHARED and house not in _EVERYWHERE
    return is_kind and any(stem.endswith(house) for stem in case.candidate.stems)


def _is_union(case: EmployerCase) -> bool:
    """»tolder« and »Toldernes Fagforening«, »dykker« and »Fritidsdykkere«: its members work elsewhere."""
    words = (word.rpartition(case.head) for word in case.candidate.name.split() if case.head)
    return any(head and _OF_MEMBERS.fullmatch(rest) for _, head, rest in words)


def _is_of_other_kind(case: EmployerCase) -> bool:
    """»skoleleder« and a fund, in a text that names a school."""
    return case.is_kind_named and not (_is_of_kind(case) or _is_in_title(case) or _is_in_sentence(case))


def _is_leader(case: EmployerCase) -> bool:
    return bool(LEADERS.search(case.title.text))


def _is_staff(case: EmployerCase) -> bool:
    """Any title but those that people have who are asked for their view."""
    return case.is_sender and not _is_leader(case) and not ASKED.search(case.title.text)


def _is_too_large(case: EmployerCase) -> bool:
    """»formand« or »direktør« alone, and a municipality, which has mayors."""
    is_municipality = case.candidate.name.endswith("kommune")
    return is_municipality and _is_leader(case) and not _is_of_kind(case)


def _is_part(case: EmployerCase) -> bool:
    """»Hjertemedicinsk Afdeling«, »Institut for Økonomi«: probably of an organisation that is named, too."""
    wholes = whole_of(case.candidate.name)
    if wholes and any(re.search(wholes, one.name) for one in case.organisations.all if one is not case.candidate):
        return True
    words = case.candidate.name.split()
    if "kommunes" in words[1:]:
        return False
    is_unit = UNIT.fullmatch(words[0]) or UNIT.search(words[-1]) or words[0].endswith("afdelingen")
    return bool(is_unit) and not (case.is_sender or _is_here(case))


def _is_generic_owner_of_sender(case: EmployerCase) -> bool:
    """»foreningens formand« in a release of an association. »Hospitalet« is no municipality."""
    owner = case.title.owner or ""
    is_other = bool(_HOUSE.match(owner)) and any(map(is_organisation_word, case.candidate.name.split()))
    return case.is_sender and bool(GENERIC.fullmatch(owner)) and not is_other


def _is_vague_owner(case: EmployerCase) -> bool:
    """»Selskabets chef«: the organisation named last, whatever kind it is."""
    is_vague = stem_of(case.title.owner or "") in VAGUE
    return is_vague and case.candidate is case.last


def _is_subject(case: EmployerCase) -> bool:
    """A clause of the paragraph, before the title, begins with it."""
    return _stands_between(case.candidate.subjects, case.paragraph, case.title.position)


def _is_named_last(case: EmployerCase) -> bool:
    return case.candidate is case.last


def _is_new(case: EmployerCase) -> bool:
    """It is named last, and for the first time: the text has come to another organisation.

    Above the paragraph only the leaders are likely to be meant.
    """
    is_near = _is_in_paragraph(case) or _is_subject_above(case) or _is_here(case) or _is_leader(case)
    may_be = is_near and (not case.workplaces or _is_of_kind(case))
    return may_be and case.candidate is case.last and _count_before(case) == 1 and not case.is_sender


def _is_here(case: EmployerCase) -> bool:
    """»Her er leder Ib Bo glad«: the organisation named before that sentence."""
    return case.candidate is case.last and case.sentence in case.organisations.here


def _is_sender(case: EmployerCase) -> bool:
    return case.is_sender


def _leads_sender(case: EmployerCase) -> bool:
    """Whoever leads an organisation, where no other one is named between the sender and the title."""
    is_near = case.title.is_first or bool(case.title.owner) or case.last in (None, case.candidate)
    return case.is_sender and is_near and _is_leader(case)


def _opens_sender(case: EmployerCase) -> bool:
    """The first one who speaks, mostly for the sender."""
    return case.is_sender and case.title.is_first and not ASKED.search(case.title.text)


def _is_sender_alone(case: EmployerCase) -> bool:
    return case.is_sender and case.organisations.is_sender_alone


def _has_other_owner(case: EmployerCase) -> bool:
    """»fondens direktør« of one that is no fund."""
    owner = case.title.owner or ""
    is_none = not owner or COMMITTEE.search(owner) or _is_vague_owner(case)
    return not (is_none or is_owner(case) or _is_generic_owner_of_sender(case))


_CLUES: tuple[tuple[int, Callable[[EmployerCase], bool]], ...] = (
    (5, _is_of_kind),
    (4, _shares_kind),
    (6, _is_in_title),
    (5, _begins_title),
    (7, _is_of_trade),
    (4, _leads_house),
    (3, _is_in_sentence),
    (2, _is_in_paragraph),
    (1, _is_subject),
    (2, _is_named_last),
    (3, _is_subject_above),
    (-6, _is_part),
    (-3, _is_too_large),
    (-3, _is_taken),
    (2, _is_generic_owner_of_sender),
    (4, _is_vague_owner),
    (3, _is_new),
    (3, _is_here),
    (3, _is_sender),
    (2, _leads_sender),
    (2, _opens_sender),
    (2, _is_sender_alone),
    (1, _is_staff),
    (-3, _is_of_other_kind),
    (-4, _has_other_owner),
    (-8, _is_union),
)
"""What speaks for an organisation as the employer, and against it, with its points."""


def points_of(case: EmployerCase) -> int:
    """The sum of the points of all clues that hold."""
    return sum(points for points, holds in _CLUES if holds(case))
