"""Notes to colleagues that are left in a text, as »[XX – TJEK ANTAL]«: they are pointed out and stay where they are."""

import re
from collections.abc import Iterator
from itertools import islice

_WORDS = (
    r"XX+|xx+|TJEK|TODO|TBD|NAVN|TITEL|DATO|ANTAL|TAL|CITAT|FOTO|LINK|MANGLER|INDSÆT|UDFYLD|SKRIV|HUSK|KLADDE|UDKAST"
)
_NOTE = re.compile(
    rf"\[[^\[\]\n]{{0,200}}(?:\b(?:{_WORDS})\b|\?\?|…\?|\bindsæt|\bmangler|\btjek|\budfyld|\bhusk)[^\[\]\n]{{0,200}}\]"
    r"|(?m:^[ \t]*(?:NB|OBS|TODO|HUSK)\b(?: til [^:\n]{1,60})?[:!][^\n]{1,300})"
    r"|\b(?:XX+|xxx+|TODO|TBD)\b|\?\?\?"
)
_MOST = 10
_LONGEST = 80
"""In characters."""


def working_notes(text: str) -> Iterator[str]:
    """A task for the editor for each note in a text.

    >>> list(working_notes("Vi åbner [XX – TJEK ANTAL] hjem, siger hun [red.]."))
    ['»[XX – TJEK ANTAL]« ligner en arbejdsnote; skriv, hvad der skal stå, eller slet den']
    """
    for note in islice(_NOTE.finditer(text), _MOST):
        shown = " ".join(note[0].split())[:_LONGEST]
        yield f"»{shown}« ligner en arbejdsnote; skriv, hvad der skal stå, eller slet den"
