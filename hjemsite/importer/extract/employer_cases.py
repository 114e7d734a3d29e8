"""What is weighed where a title has no organisation beside it: the title, and each organisation that may be meant."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from hjemsite.importer.extract.organisation_mentions import Organisation
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.text_organisations import Organisations
from hjemsite.importer.extract.workplaces import Workplace

_OBJECT = re.compile(r" (?:af|for|i|på|ved|hos|til) |,")
"""What a title goes on with behind its last word."""


class UnplacedTitle(NamedTuple):
    """A title without an organisation beside it, at a position in the text."""

    text: str
    position: int
    owner: str | None
    """What stands in the genitive before it and is no name: »fondens direktør«; or »en skole«, behind »lærer på«."""
    is_first: bool
    """Whether nobody speaks before whoever holds it."""
    taken: Mapping[Segment, int] = {}
    """Where the titles stand of those whom the text has placed before, by the organisation."""
    owner_segment: Segment | None = None
    """Where the owner stands, if it may be a name: »Menighedsrådets formand«."""
    last_name: str = ""
    """The last name of whoever holds it, folded."""


class EmployerCase(NamedTuple):
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

    @property
    def head(self) -> str:
        """The last word of the title itself, folded: »leder« of »leder af Jobcentret«."""
        return _head(self.title.text)


@lru_cache(maxsize=1 << 10)
def _head(title: str) -> str:
    return _OBJECT.split(title.casefold())[0].rpartition(" ")[2]


def nearness(organisation: Organisation, position: int) -> int:
    """How near an organisation is named to a token; the greatest number is the nearest.

    The position at which it is last named before the token; else the distance to where it is first named behind it, as
    a negative number.
    """
    at = bisect_left(organisation.positions, position)
    return organisation.positions[at - 1] if at else position - organisation.positions[0]
