"""The extractor on annotated releases: how much it finds, and how right it is about what it calls certain.

`score_extract.py` prints the figures and every miss.
"""

from pathlib import Path

import pytest

from tests.cases.score_extract import Score, score

CASES = Path(__file__).parent

# The floors of the issue for texts that nobody has seen; on these, which we have, the extractor stands higher.
FLOORS = {
    "quote": (0.98, 0.98),
    "quote+speaker": (0.97, 0.96),
    "speaker": (0.97, 0.94),
    "title": (0.94, 0.90),
    "organisation": (0.90, 0.82),
}


@pytest.fixture(scope="module", params=["releases", "extract"])
def scored(request: pytest.FixtureRequest) -> Score:
    return score(CASES / request.param)


@pytest.mark.parametrize("name", FLOORS)
def test_the_score_does_not_fall(scored: Score, name: str) -> None:
    """Precision and recall of each field stay above their floor."""
    precision, recall = FLOORS[name]
    found = scored.fields[name]
    assert found.gold > 20
    assert found.precision >= precision, [miss for miss in scored.misses if f" {name} " in miss]
    assert found.recall >= recall, [miss for miss in scored.misses if f" {name} " in miss]


def test_what_is_certain_is_right(scored: Score) -> None:
    """Of all values marked certain, 98 in 100 are right."""
    certain = [count for name, count in scored.sure.items() if name.endswith(" certain")]
    assert sum(one.found for one in certain) > 100
    assert sum(one.right for one in certain) >= 0.98 * sum(one.found for one in certain)
