"""What the words of a title and of an organisation's name say: »havnekaptajn« and »Havnby Havn«.

Every clue is a named predicate of an `EmployerCase`; `employer_clues` gives them their points.
"""

import re

from hjemsite.importer.extract.employer_cases import EmployerCase
from hjemsite.importer.extract.lexicon import TITLE
from hjemsite.importer.extract.noun_stems import stem_of

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
_MEMBERS = ("ernes", "enes")
"""How the word ends for those whom an association has as members: »Plejefamiliernes Netværk«."""
_LONG_STEM = 7
"""Letters of a word of a name, above which a title that begins with the word is one of that organisation."""
_EVERYWHERE = frozenset(
    "presse kommunikation udvikling projekt drift personale økonomi salg marked afdeling sekretariat fælles hoved "
    "bestyrelse general lands kreds lokal team program regn center område enhed viden central medie ungdom unge".split()
)
"""What titles begin with that people have in any organisation: »driftsleder«."""
_OFFICES = frozenset({"kasserer", "formand", "sekretær", "bestyrer"})
"""What any organisation has, though »Sparekassen« has the word in its name."""
_JOINT = re.compile(r"(?<=\w{4})[se]\Z")
"""The letter between the two parts of a word: the »s« of »driftsleder«."""


def is_owner(case: EmployerCase) -> bool:
    """»fondens direktør«, »forsker ved instituttet«: a word in its name is meant."""
    stem = stem_of(case.title.owner or "")
    words = case.candidate.name.split()
    stems = (*case.candidate.stems, *(words if len(words) > 1 else ()))
    bare = (*stems, *map(stem_of, stems))
    return len(stem) >= _MIN_STEM and any(word.startswith(stem) or word.endswith((stem, f"{stem}e")) for word in bare)


def is_of_kind(case: EmployerCase) -> bool:
    """Whether people with the title work at organisations of this kind: an »overlæge« at a hospital."""
    return any(kind.has(case.candidate.described) for kind in case.workplaces)


def shares_kind(case: EmployerCase) -> bool:
    """»museumsinspektør« and a museum: the kind of organisation is a word of the title, too."""
    return is_of_kind(case) and case.head[:_SHARED_KIND] in case.candidate.name


def is_in_title(case: EmployerCase) -> bool:
    """»havnekaptajn« and a port, »konservator« and a conservation centre: a word of the name is in the title."""
    if is_of_kind(case):
        return False
    folded = case.head
    if is_union(case) or folded in _OFFICES:
        return False
    activity = _ACTIVE.sub("", folded)
    is_activity = activity != folded and len(activity) > _MIN_SHARED
    if is_activity and any(word.startswith(activity) for word in case.candidate.name.split()):
        return True
    members = {stem_of(word) for word in case.candidate.name.split() if word.endswith(_MEMBERS)}
    stems = (stem.removesuffix("er") for stem in case.candidate.stems if stem not in members)
    return any(folded.startswith(stem[at:]) for stem in stems for at in range(max(len(stem) - _MIN_SHARED + 1, 0)))


def begins_title(case: EmployerCase) -> bool:
    """»bryggeridirektør« and »Nordby Bryggeri«: a long word of the name begins the title."""
    folded = case.head
    if is_union(case):
        return False
    return any(len(stem) > _LONG_STEM and folded.startswith(stem.removesuffix("er")) for stem in case.candidate.stems)


def is_of_trade(case: EmployerCase) -> bool:
    """»glaspuster« and »Nordby Glasværk«: what stands before the job in the title begins a word of the name."""
    match = TITLE.search(case.head)
    first = case.head[: match.start()] if match else ""
    trade = _JOINT.sub("", first)
    if len(trade) < _MIN_SHARED or _EVERYWHERE & {first, trade} or is_of_kind(case) or is_in_title(case):
        return False
    return not is_union(case) and any(word.startswith(trade) for word in case.candidate.name.split())


def leads_house(case: EmployerCase) -> bool:
    """»havnechef« and »Nordby Havn«, »centerleder« and »centret Bro«: what stands before the job is its kind."""
    match = TITLE.search(case.head)
    house = _JOINT.sub("", case.head[: match.start()]) if match else ""
    is_kind = len(house) >= _MIN_SHARED and house not in _EVERYWHERE
    return is_kind and any(stem.endswith(house) for stem in case.candidate.stems)


def is_namesake(case: EmployerCase) -> bool:
    """»indehaver Ib Bo« and »I. Bo & Søn A/S«."""
    name = case.title.last_name
    return len(name) > 1 and any(word in (name, f"{name}s") for word in case.candidate.name.split())


def is_union(case: EmployerCase) -> bool:
    """»tolder« and »Toldernes Fagforening«, »dykker« and »Fritidsdykkere«: its members work elsewhere."""
    words = (word.rpartition(case.head) for word in case.candidate.name.split() if case.head)
    return not _is_required(case) and any(head and _OF_MEMBERS.fullmatch(rest) for _, head, rest in words)


def _is_required(case: EmployerCase) -> bool:
    """Whether nobody but organisations of its kind has people with the title."""
    return bool(case.workplaces) and case.workplaces[0].is_required


def is_other_ministry(case: EmployerCase) -> bool:
    """»socialminister« and »Kulturministeriet«; »ministeren« may be of any."""
    field, _, _ = case.head.partition("minister")
    is_ministry = case.head.endswith("minister") and field not in ("", "stats")
    return is_ministry and not any(word.startswith(_JOINT.sub("", field)) for word in case.candidate.name.split())
