"""The extractor on annotated releases: how much it finds, and how right it is about what it calls certain.

`score_extract.py` prints the figures and every miss.
"""

from pathlib import Path

import pytest

from hjemsite.importer.extract.result import Confidence
from tests.cases.score_extract import Score, score

CASES = Path(__file__).parent

# The floors of the issue for texts that nobody has seen; on these, which we have, the extractor stands higher.
FLOORS = {
    "quote": (0.998, 0.995),
    "quote+speaker": (0.993, 0.99),
    "speaker": (0.998, 0.99),
    "title": (0.975, 0.974),
    "organisation": (0.97, 0.942),
}


@pytest.fixture(scope="module", params=["releases", "extract"])
def scored(request: pytest.FixtureRequest) -> Score:
    return score(CASES / request.param)


@pytest.mark.parametrize("name", FLOORS)
def test_the_score_does_not_fall(scored: Score, name: str) -> None:
    """Precision and recall of each field stay above their floor."""
    precision, recall = FLOORS[name]
    count = scored.fields[name]
    assert count.gold > 20
    assert count.precision >= precision, [miss for miss in scored.misses if f" {name} " in miss]
    assert count.recall >= recall, [miss for miss in scored.misses if f" {name} " in miss]


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_certain_is_right(scored: Score, name: str) -> None:
    """Of the values of each field that are marked certain, 99 in 100 are right, and a good many are."""
    certain = scored.sure[f"{name} {Confidence.CERTAIN}"]
    assert certain.extracted > 10
    assert certain.right >= 0.99 * certain.extracted, [miss for miss in scored.misses if "!" in miss]
