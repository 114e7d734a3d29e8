"""The fields around a text, on annotated releases: how many are found, and that what is certain is right.

`score_fields.py` prints the figures and every miss.
"""

from pathlib import Path

import pytest

from hjemsite.importer.extract.result import Confidence
from tests.cases.score_fields import Score, score

CASES = Path(__file__).parent
FOLDERS = ("fields", "releases", "extract")

FLOORS = {"title": 0.98, "date": 0.98, "credit": 0.98, "photo_credit": 0.98, "contact": 0.95}
"""Of each field, so much of what is found is right, and so much of what there is is found."""


@pytest.fixture(scope="module")
def scored() -> Score:
    return score(*(CASES / folder for folder in FOLDERS))


@pytest.mark.parametrize("name", FLOORS)
def test_the_fields_around_a_text_are_found(scored: Score, name: str) -> None:
    """Precision and recall of each field stay above their floor."""
    count = scored.fields[name]
    misses = [miss for miss in scored.misses if f" {name} " in miss]
    assert count.gold >= 14
    assert count.right >= FLOORS[name] * count.extracted, misses
    assert count.right >= FLOORS[name] * count.gold, misses


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_certain_is_right(scored: Score, name: str) -> None:
    """Of the titles, the dates, the credits and the contacts that are marked certain, 99 in 100 are right of each."""
    certain = scored.sure[name, Confidence.CERTAIN]
    assert certain.extracted > 20
    assert certain.right >= 0.99 * certain.extracted, [miss for miss in scored.misses if "certain" in miss]


def test_what_is_wrong_is_seen() -> None:
    """The score tells a wrong value, a missing one and a right one apart."""
    total = Score()
    total.note("01", "title", [("Nøglen åbner", Confidence.CERTAIN)], ["Nøglen lukker"])
    total.note("02", "title", [("Nøglen åbner", Confidence.CERTAIN)], ["Nøglen, åbner!"])
    assert (total.fields["title"].right, total.fields["title"].extracted, total.fields["title"].gold) == (1, 2, 2)
    assert total.misses == ["01 title        + Nøglen åbner (certain)", "01 title        - Nøglen lukker"]
