"""Pupils, who have no title: »siger Alma fra 9. b«, »Victor, der går i 7. klasse«, »Frida fra klassen«."""

import re

_CLASS = r"(?:[0-9]{1,2}\.? ?(?:[a-zæøå]|[A-ZÆØÅ])\b|[0-9]{1,2}\. ?(?:klasse|årgang)\b|klassen\b|[123]\. ?g\b)"
_BEHIND = re.compile(rf"(?:,? [0-9]{{1,2}} år)?,?(?: på [0-9]{{1,2}}(?: år)?)? (?:(?:som|der) går )?(?:fra|i) {_CLASS}")
"""What stands behind the name of a pupil."""
_AT_SCHOOL = " på "
_OF_CLASS = re.compile(r"(?:klassen|årgangen|holdet|eleverne)s?\Z", re.IGNORECASE)


def pupil_position(plain: str, end: int) -> int | None:
    """The position behind the class of a pupil whose name ends at `end`; None where the words say no such thing.

    Where the name of a school follows, it is the position inside that name.

    >>> pupil_position("Alma fra 9. b siger", 4), pupil_position("Alma fra Nordby siger", 4)
    (13, None)
    """
    match = _BEHIND.match(plain, end)
    if match is None:
        return None
    has_school = plain.startswith(_AT_SCHOOL, match.end())
    return match.end() + (len(_AT_SCHOOL) + 1) * has_school


def is_of_class(owner: str) -> bool:
    """Whether an owner is pupils, whose teacher somebody is: »klassens dansklærer«."""
    return _OF_CLASS.match(owner) is not None
