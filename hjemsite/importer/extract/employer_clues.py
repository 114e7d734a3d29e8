"""What in a text speaks for an organisation as the employer of somebody with a title, and against it.

Every clue is a named predicate of an `EmployerCase`, and has points.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from hjemsite.importer.extract.employer_cases import EmployerCase, nearness
from hjemsite.importer.extract.lexicon import COMMITTEE, GENERIC, UNIT, VAGUE
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.person_names import is_organisation_word
from hjemsite.importer.extract.title_clues import (
    begins_title,
    is_in_title,
    is_namesake,
    is_of_kind,
    is_of_trade,
    is_other_ministry,
    is_owner,
    is_union,
    leads_house,
    shares_kind,
)
from hjemsite.importer.extract.workplaces import ASKED, LEADERS, whole_of

_HOUSE = re.compile(
    r"hospital|sygehus|klinik|plejehjem|fængs|muse|bibliotek|universitet|skole|gymnasi|kirke|teat", re.IGNORECASE
)
"""How common nouns begin that mean one kind of organisation and no other."""
_PUBLIC = re.compile(r"\b(?:kommune|region|politi)\b|ministeri|styrelse|hospital|sygehus")
"""Names of those who have no members."""
_OF_MEMBERS_OWNED = re.compile(r"(?:forening|forbund|klub|selskab|parti)(?:en|et|b?en)s?\Z", re.IGNORECASE)
"""How common nouns end that mean who has members."""
_OF_STAFF = re.compile(r"tillids|arbejdsmiljørepræsentant|medarbejderrepræsentant", re.IGNORECASE)
_UNION = re.compile(r"forbund|fagforening|fagfore")


def _stands_between(positions: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(positions, start)
    return at < len(positions) and positions[at] < end


def _is_in_sentence(case: EmployerCase) -> bool:
    return _stands_between(case.candidate.positions, case.sentence, case.title.position)


def _is_in_paragraph(case: EmployerCase) -> bool:
    return _stands_between(case.candidate.positions, case.paragraph, case.title.position)


def _is_taken(case: EmployerCase) -> bool:
    """Somebody else has been placed there since it was last named: the text has probably gone on."""
    at = case.title.taken.get(case.candidate.segment, -1)
    is_sure = case.is_sender or is_owner(case) or is_of_kind(case) or is_in_title(case)
    return (
        not is_sure
        and case.candidate is not case.last
        and 0 <= nearness(case.candidate, case.title.position) < at < case.title.position
    )


def _is_named_later(case: EmployerCase) -> bool:
    """The text names it behind the title only, and nothing else speaks for it."""
    is_sure = case.is_sender or is_owner(case) or is_of_kind(case) or is_in_title(case)
    return not is_sure and nearness(case.candidate, case.title.position) < 0


def _is_subject_above(case: EmployerCase) -> bool:
    """The last organisation named, above the paragraph of the title, begins a clause: »Hos Nøglen er man glad.«"""
    is_above = case.candidate is case.last and not _is_in_paragraph(case)
    return is_above and case.candidate.positions[_count_before(case) - 1] in case.candidate.subjects


def _count_before(case: EmployerCase) -> int:
    return bisect_left(case.candidate.positions, case.title.position)


def _is_of_other_kind(case: EmployerCase) -> bool:
    """»skoleleder« and a fund, in a text that names a school."""
    is_meant = is_of_kind(case) or is_in_title(case) or _is_in_sentence(case) or is_here(case)
    return case.is_kind_named and not is_meant


def _is_leader(case: EmployerCase) -> bool:
    return bool(LEADERS.search(case.title.text))


def _is_staff(case: EmployerCase) -> bool:
    """Any title but those that people have who are asked for their view."""
    return case.is_sender and not _is_leader(case) and not ASKED.search(case.title.text)


def _speaks_for_staff(case: EmployerCase) -> bool:
    """»tillidsrepræsentant« in a release of the employer. A union's are elsewhere."""
    is_union = bool(_UNION.search(case.candidate.name))
    return case.is_sender and bool(_OF_STAFF.search(case.title.text)) and not is_union


def _is_too_large(case: EmployerCase) -> bool:
    """»formand« or »direktør« alone, and a municipality, which has mayors."""
    is_municipality = case.candidate.name.endswith("kommune")
    return is_municipality and _is_leader(case) and not is_of_kind(case)


def _is_part(case: EmployerCase) -> bool:
    """»Hjertemedicinsk Afdeling«, »Institut for Økonomi«: probably of an organisation that is named, too."""
    wholes = whole_of(case.candidate.name)
    if wholes and any(re.search(wholes, other.name) for other in case.organisations.all if other is not case.candidate):
        return True
    words = case.candidate.name.split()
    if "kommunes" in words[1:]:
        return False
    is_unit = UNIT.fullmatch(words[0]) or UNIT.search(words[-1]) or words[0].endswith("afdelingen")
    return bool(is_unit) and not (case.is_sender or is_here(case))


def _is_generic_owner_of_sender(case: EmployerCase) -> bool:
    """»foreningens formand« in a release of an association. »Hospitalet« is no municipality."""
    owner = case.title.owner or ""
    is_other = bool(_HOUSE.match(owner)) and any(map(is_organisation_word, case.candidate.name.split()))
    is_other |= bool(_PUBLIC.search(case.candidate.name)) and bool(_OF_MEMBERS_OWNED.search(owner))
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
    is_near = _is_in_paragraph(case) or _is_subject_above(case) or is_here(case) or _is_right_above(case)
    may_be = is_near and (not case.is_kind_named or is_of_kind(case))
    return may_be and case.candidate is case.last and _count_before(case) == 1 and not case.is_sender


def _above(case: EmployerCase) -> int:
    """Where the paragraph right above that of the title begins."""
    starts = case.organisations.paragraph_starts
    return starts[max(bisect_left(starts, case.paragraph) - 1, 0)]


def _is_right_above(case: EmployerCase) -> bool:
    """It is named in the paragraph right above that of the title, in which nobody speaks.

    Not where the sender has people with the title.
    """
    sender = case.organisations.sender
    if sender and any(kind.has(sender.described) for kind in case.workplaces):
        return False
    above = _above(case)
    is_told = above not in case.organisations.speaking
    return is_told and _stands_between(case.candidate.positions, above, case.paragraph)


def is_here(case: EmployerCase) -> bool:
    """»Her er leder Ib Bo glad«: the organisation named before that sentence."""
    return case.candidate is case.last and case.sentence in case.organisations.here


def _is_sender(case: EmployerCase) -> bool:
    return case.is_sender


def _has_committee(case: EmployerCase) -> bool:
    """Whether the sender has the committee that the title names, as in »formand for sundhedsudvalget«.

    It does where it is of a kind that has such committees, or where no kind in the text has.
    """
    return case.is_sender and (is_of_kind(case) or not case.workplaces) and "udvalg" in case.title.text.casefold()


def _leads_sender(case: EmployerCase) -> bool:
    """Whether the title is that of a leader, and no other organisation is named in its paragraph or right above."""
    is_last = case.last is None or not _stands_between(case.last.positions, _above(case), case.title.position)
    is_near = case.title.is_first or bool(case.title.owner) or case.last is case.candidate or is_last
    return case.is_sender and is_near and _is_leader(case)


def _opens_sender(case: EmployerCase) -> bool:
    """The first one who speaks, mostly for the sender."""
    return case.is_sender and case.title.is_first and not ASKED.search(case.title.text)


def _keeps_money_of_sender(case: EmployerCase) -> bool:
    """»kasserer« alone, where the text names those who have given money, too."""
    return case.is_sender and case.head == "kasserer"


def _is_sender_alone(case: EmployerCase) -> bool:
    return case.is_sender and case.organisations.is_sender_alone


def _has_other_owner(case: EmployerCase) -> bool:
    """»fondens direktør« of one that is no fund."""
    owner = case.title.owner or ""
    is_none = not owner or COMMITTEE.search(owner) or _is_vague_owner(case)
    return not (is_none or is_owner(case) or _is_generic_owner_of_sender(case))


_CLUES: tuple[tuple[int, Callable[[EmployerCase], bool]], ...] = (
    (5, is_of_kind),
    (4, shares_kind),
    (6, is_in_title),
    (4, is_namesake),
    (5, begins_title),
    (7, is_of_trade),
    (4, leads_house),
    (3, _is_in_sentence),
    (2, _is_in_paragraph),
    (1, _is_subject),
    (2, _is_named_last),
    (3, _is_subject_above),
    (-6, _is_part),
    (-3, _is_too_large),
    (-3, _is_taken),
    (-3, _is_named_later),
    (2, _is_generic_owner_of_sender),
    (4, _is_vague_owner),
    (3, _is_new),
    (3, is_here),
    (3, _is_sender),
    (3, _has_committee),
    (3, _keeps_money_of_sender),
    (2, _leads_sender),
    (2, _opens_sender),
    (2, _is_sender_alone),
    (1, _is_staff),
    (3, _speaks_for_staff),
    (-3, _is_of_other_kind),
    (-8, _has_other_owner),
    (-8, is_union),
    (-8, is_other_ministry),
)
"""What speaks for an organisation as the employer, and against it, with its points."""


def points_of(case: EmployerCase) -> int:
    """The sum of the points of all clues that hold."""
    return sum(points for points, holds in _CLUES if holds(case))
