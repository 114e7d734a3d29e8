"""The forms of a Danish noun: one or many, with or without the article at its end.

Danish does not let every plural be turned back: »støtter« may be more than one »støtte« or »støtter«. So only nouns and
endings that settle all four forms are in the tables; for any other noun the forms must be asked for.
"""

import re
from typing import NamedTuple

from hjemsite.danish.numbers import plural


class NounForms(NamedTuple):
    """»partner«, »partnere«, »partneren«, »partnerne«."""

    one: str
    many: str
    the_one: str
    the_many: str

    @property
    def heading(self) -> str:
        """»Partnere«."""
        return self.many[:1].upper() + self.many[1:]

    def counted(self, count: int) -> str:
        """»1 partner«, »20 partnere«."""
        return plural(count, self.one, self.many)


_NOUNS = (
    NounForms("medlem", "medlemmer", "medlemmet", "medlemmerne"),
    NounForms("kommune", "kommuner", "kommunen", "kommunerne"),
    NounForms("part", "parter", "parten", "parterne"),
    NounForms("fond", "fonde", "fonden", "fondene"),
    NounForms("ven", "venner", "vennen", "vennerne"),
)
"""Nouns, which may be the end of a longer one."""

_SUFFIXES = (
    NounForms("ør", "ører", "øren", "ørerne"),
    NounForms("tor", "torer", "toren", "torerne"),
    NounForms("sor", "sorer", "soren", "sorerne"),
    NounForms("ion", "ioner", "ionen", "ionerne"),
    NounForms("ing", "inger", "ingen", "ingerne"),
    NounForms("hed", "heder", "heden", "hederne"),
    NounForms("er", "ere", "eren", "erne"),
)
"""Ends of nouns with at least `_SHORTEST_STEM` letters before them: »aktører«, but not »ører«."""

_SHORTEST_STEM = 3


def noun_forms(many: str) -> NounForms | None:
    """All forms of the noun whose plural without article is `many`; None where they are not certain.

    >>> noun_forms("partnere")
    NounForms(one='partner', many='partnere', the_one='partneren', the_many='partnerne')
    >>> noun_forms("støttemedlemmer").the_many
    'støttemedlemmerne'
    >>> noun_forms("støtter") is None, noun_forms("venner og naboer") is None
    (True, True)
    """
    if not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", many):
        return None
    for table, shortest in ((_NOUNS, 0), (_SUFFIXES, _SHORTEST_STEM)):
        for ending in table:
            stem = many.removesuffix(ending.many)
            if stem != many and len(stem) >= shortest:
                return NounForms(*(f"{stem}{form}" for form in ending))
    return None
