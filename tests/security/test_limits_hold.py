"""Each limit of the table, just below, at and above: what is within it is taken whole, what is beyond it is not.

A limit without a case in `limit_cases/` fails the test. A case measures what comes out at the front door, or at the
function that decides where reading so much would take minutes or gigabytes.
"""

import pytest

from hjemsite import limits
from tests.security.limit_cases import connections, imports, published, texts

TABLE = {name: limit for name, limit in vars(limits).items() if isinstance(limit, limits.Limit)}
CASES = {**texts.CASES, **imports.CASES, **published.CASES, **connections.CASES}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_limit_holds_to_the_last_unit(name: str) -> None:
    """One less and as many are taken, one more is not."""
    limit = int(TABLE[name])
    assert [CASES[name](number) for number in (limit - 1, limit, limit + 1)] == [True, True, False]


def test_every_limit_has_a_case() -> None:
    """A new limit comes with its case, and a case belongs to one limit."""
    assert {*CASES} == {*TABLE}
    assert len(CASES) == sum(map(len, (texts.CASES, imports.CASES, published.CASES, connections.CASES)))
