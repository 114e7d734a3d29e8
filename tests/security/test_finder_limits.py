"""Texts made to cost time: the extractor is done with a megabyte of each within four seconds, on a slow machine too.

It reads the first `EXTRACT_CHARACTERS` of it, so smaller texts that tell its time are parts of these.
"""

import sys
from time import process_time

import pytest

from hjemsite.importer.extract.extractor import extract
from hjemsite.limits import EXTRACT_CHARACTERS
from hjemsite.urls import Slug
from tests.security.time_limit import is_within

MEGABYTE = 1_000_000
MOST_SECONDS = 4.0
"""Of processor time: twice what the dearest takes on a busy machine. Where time grew with the square, it is minutes."""
HOSTILE = {
    "marks that open": '"a ',
    "one mark": "“",
    "capitals": "Aa",
    "genitives": "Bos ",
    "dashes": "- Vi er glade, siger han.\n\n",
    "he": "Lene Bo. ”Ja, det er godt,” siger han.\n\n",
    "the chairman": "Lene Bo. ”Ja, det er godt,” siger formanden.\n\n",
    "first names": "”Ja, det er godt,” siger Olga.\n\n",
    "posts": "direktør i ",
    "leads": "siger Ib Bo:\n\n",
    "pairs": "siger Ib Bo og Bo Ib. ",
    "lists": "• a\n",
    "parties": "Ib Bo (S), ",
    "credits": "Foto:",
    "blank lines": " \n",
    "accents": "a\u0301",
    "clauses": "der kører bus i Nordby og er ",
    "kinship": "far til to og ",
    "seats": "medlem af byrådet for Nøglelisten og formand for ",
    "ordinals": "2. formand i ",
    "dwellings": "Boligforeningen Bo. Ib Bo, beboer i Birkeparken, ",
    "some of many": "En af værterne er Ib Bo og ",
    "jobs with an aside": "Gadens Lægers formand, overlæge på Nordby Sygehus Ib Bo og ",
    "jobs around a name": "direktør i Nøglen Ib Bo, formand for Døren, ",
    "jobs in pieces": "Ib Bo, kulturchef, Nordby Kommune, ",
    "as they say": "»Ja, det er godt,« som Ib Bo siger. ",
    "teams": "Ib Bo, der løber på klubbens hold, ",
    "short names": "KUV (Kirkernes Udsatte ",
    "signed lines": "Vi er glade.\nIb Bo, formand\n\n",
    "indented lines": "Ib Bo er glad.\n\n    Jeg er glad.\n\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_is_read_in_time(name: str) -> None:
    """Time grows no faster than the text, whatever stands in it."""
    text = (HOSTILE[name] * (MEGABYTE // len(HOSTILE[name]) + 1))[:MEGABYTE]
    assert is_within(MOST_SECONDS, lambda part: seconds(text if part == 1 else text[: EXTRACT_CHARACTERS // part]))


def seconds(text: str) -> float:
    """The processor time of the extractor alone."""
    # What coverage takes for itself is not the extractor's.
    tracer = sys.gettrace()
    sys.settrace(None)
    start = process_time()
    try:
        extract(text, {Slug("bo"): ("Bo Ib", "Rådet for Bo")})
        return process_time() - start
    finally:
        sys.settrace(tracer)
