"""Whether hostile input is done within a time limit, found out with as little of it as tells."""

from collections.abc import Callable


def is_within(limit: float, seconds: Callable[[int], float]) -> bool:
    """Whether an input takes less than `limit` seconds; `seconds(4)` is what a quarter of it takes, `seconds(1)` all.

    From an eighth to a quarter the time grows by some factor: 2 where it is linear, 4 where it is quadratic, 8 where it
    is cubic. Two more steps of that growth lead to the whole. Of work that is partly linear and partly quadratic, the
    estimate is at least 0.7 of the truth, so below half the limit it is proof; else the input itself is measured.

    >>> is_within(5.0, lambda part: 0.2 * (4 / part)), is_within(5.0, lambda part: 6.0 / part)
    (True, False)
    >>> is_within(5.0, lambda part: 6.0 / part**2), is_within(5.0, lambda part: 6.0 / part**3)
    (False, False)
    """
    eighth, quarter = seconds(8), seconds(4)
    growth = max(2.0, quarter / eighth) if eighth else float("inf")
    return quarter * growth**2 < limit / 2 or seconds(1) < limit
