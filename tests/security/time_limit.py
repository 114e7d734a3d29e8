"""Whether hostile input is done within a time limit, found out with as little of it as tells."""

from collections.abc import Callable


def is_within(limit: float, seconds: Callable[[int], float]) -> bool:
    """Whether an input takes less than `limit` seconds; `seconds(4)` is what a quarter of it takes, `seconds(1)` all.

    Work grows with the square at most, so a quarter that takes less than a sixteenth of the time is proof. Where it
    takes more, an eighth tells how much of it grows with the square, and where that is too much, the input itself.

    >>> is_within(5, lambda part: 4 / part), is_within(5, lambda part: 6 / part), is_within(5, lambda part: 6 / part**2)
    (True, False, False)
    """
    quarter = seconds(4)
    if quarter < limit / 16:
        return True
    # Of a·n + b·n², twice n takes twice the time and 2b·n² more, and eight times n four times that and 48b·n² more.
    beyond_double = max(0.0, quarter - 2 * seconds(8))
    return 4 * quarter + 24 * beyond_double < limit or seconds(1) < limit
