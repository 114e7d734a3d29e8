"""Where a speaker works when the text does not say it beside the name: guessed from the title and the organisations.

Every clue has points. The organisation with the most is the employer, if they are enough.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from hjemsite.importer.extract.employer_cases import EmployerCase, UnplacedTitle, nearness
from hjemsite.importer.extract.employer_clues import is_here, points_of
from hjemsite.importer.extract.lexicon import BOARDS, COUNCIL
from hjemsite.importer.extract.organisation_mentions import Organisation
from hjemsite.importer.extract.person_names import is_organisation_word
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.text_organisations import Organisations
from hjemsite.importer.extract.title_clues import is_owner
from hjemsite.importer.extract.workplaces import (
    INDEPENDENT,
    OUTSIDERS,
    TEACHERS,
    Workplace,
    may_be_unit_of,
    whole_of,
    workplace_of,
)

_MIN_POINTS = 5
"""From how many points on an organisation is taken for the employer."""
_PARAGRAPHS_ABOVE = 3
_UNPAID = re.compile(r"frivillig\b", re.IGNORECASE)
"""How the titles of those begin who are employed nowhere, or elsewhere."""


_OWNS = re.compile(r"(?:ejer|indehaver|stifter|grundlægger)\b", re.IGNORECASE)
"""Titles of those who own what they work for: »bagermester og medejer«."""
_AND = re.compile(r", | og ")
"""What stands between two titles: »bestyrelsesformand, advokat«."""
_OF_NOBODY = re.compile(r"(?:en|et|hans|hendes|deres) ", re.IGNORECASE)
"""How an owner begins that is an organisation without a name, or a relation: »lærer på en skole«, »hans kone«."""


def employer(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """Where somebody with the title probably works; None where too little in the text shows it."""
    if title.position in organisations.hosts:
        return organisations.hosts[title.position]
    if title.owner and _OF_NOBODY.match(title.owner):
        return None
    if title.owner in BOARDS and not title.text:
        return organisations.sender.segment if organisations.sender else None
    title = title._replace(owner=None, owner_segment=None) if _is_board(title.owner) else title
    kinds = _kinds(title)
    cases = _cases(organisations, title, kinds)
    owning = [case for case in cases if is_owner(case)] or _owned_by_past(organisations, title, cases)
    if owning:
        return _best(organisations, owning, title)
    if title.owner_segment:
        is_name = is_organisation_word(title.owner or "") and not (kinds and kinds[0].is_required)
        return title.owner_segment if is_name else None
    if _is_of_none(title, cases):
        return None
    return _best(organisations, [case for case in cases if points_of(case) >= _MIN_POINTS], title)


def _owned_by_past(
    organisations: Organisations, title: UnplacedTitle, cases: Sequence[EmployerCase]
) -> list[EmployerCase]:
    """Those named for somebody's past that own the title: »Hun kommer fra Nordby Mejeri. På mejeriet er direktør …«."""
    if not title.owner or not cases:
        return []
    past = (cases[0]._replace(candidate=organisation) for organisation in organisations.past)
    return [case for case in past if is_owner(case) and " " in case.candidate.name]


def _is_board(owner: str | None) -> bool:
    """Whether an owner is the board of an organisation, whose name the text has elsewhere: »bestyrelsens formand«."""
    return owner is not None and owner.casefold().removesuffix("s") in BOARDS


def _is_of_none(title: UnplacedTitle, cases: Sequence[EmployerCase]) -> bool:
    """Whether the title names somebody whom no organisation employs: without a post, unpaid, or on their own."""
    if not title.text or OUTSIDERS.search(title.text) or _UNPAID.match(title.text):
        return True
    is_free = not title.owner and all(map(INDEPENDENT.search, _AND.split(title.text))) and not _OWNS.search(title.text)
    return is_free and not any(case.is_kind_named or is_here(case) for case in cases)


def _kinds(title: UnplacedTitle) -> Sequence[Workplace]:
    """The kinds of organisation that have people with the title."""
    return workplace_of("byrådsudvalget" if title.owner and COUNCIL.search(title.owner) else title.text)


def _best(organisations: Organisations, cases: Sequence[EmployerCase], title: UnplacedTitle) -> Segment | None:
    """The organisation for which most speaks, or the whole that it is part of; the nearest of several."""
    ordered = sorted(cases, key=lambda case: (points_of(case), _nearness(case)), reverse=True)
    best = ordered[0].candidate if ordered else None
    return (whole(organisations, best.segment, best.name, title.text) or best.segment) if best else None


def _nearness(case: EmployerCase) -> int:
    return nearness(case.candidate, case.title.position)


def whole(organisations: Organisations, part: Segment, name: str, title: str) -> Segment | None:
    """The organisation that one of that name, at a segment, is part of; None where the text names none.

    An institute is part of a university only for those who teach there: others stand alone.
    """
    wholes = r"\bkommune\b" if name.casefold() in organisations.municipal else whole_of(name, title)
    if not wholes or ("universitet" in wholes and not TEACHERS.search(title)):
        return None
    fits = [
        organisation
        for organisation in organisations.all
        if re.search(wholes, organisation.name) and organisation.name != name.casefold()
    ]
    best = max(
        fits,
        key=lambda organisation: (organisation is organisations.sender, nearness(organisation, part.start)),
        default=None,
    )
    return best.segment if best else None


def unit_of_sender(organisations: Organisations, name: str) -> Segment | None:
    """The sender, if it is an authority that may have a part of that name: »Center for Pladser«."""
    sender = organisations.sender
    is_part = sender is not None and sender.name != name.casefold() and may_be_unit_of(name, sender.name)
    return sender.segment if sender and is_part else None


def _cases(organisations: Organisations, title: UnplacedTitle, kinds: Sequence[Workplace]) -> list[EmployerCase]:
    """Each organisation that may be the employer. Where the title requires a kind, only those of that kind."""
    starts = organisations.paragraph_starts
    at = max(bisect_right(starts, title.position) - 1, 0)
    sentence = organisations.sentence_starts[max(bisect_right(organisations.sentence_starts, title.position) - 1, 0)]
    last = _last_named(organisations, starts[max(at - _PARAGRAPHS_ABOVE, 0)], title.position)
    fits = [
        organisation for organisation in organisations.all if any(kind.has(organisation.described) for kind in kinds)
    ]
    is_required = bool(kinds) and kinds[0].is_required
    if is_required and not fits:
        # »Hun kommer fra Nordby Kommune«, »med støtte fra Nordby Kommune«, whose mayor speaks, too.
        fits = [organisation for organisation in organisations.past if kinds[0].has(organisation.described)]
    if is_required and not fits and "udvalg" in title.text.casefold():
        # »formand for prisudvalget«, in a text that names no municipality.
        is_required, kinds = False, ()
    everybody = fits if is_required else organisations.all
    return [
        EmployerCase(organisations, title, kinds, starts[at], sentence, last, bool(fits), organisation)
        for organisation in everybody
    ]


def _last_named(organisations: Organisations, start: int, end: int) -> Organisation | None:
    """The organisation whose last mention between two positions is nearest to the second one."""
    nearest, last = start - 1, None
    for organisation in organisations.all:
        at = bisect_left(organisation.positions, end)
        if at and organisation.positions[at - 1] > nearest:
            nearest, last = organisation.positions[at - 1], organisation
    return last
