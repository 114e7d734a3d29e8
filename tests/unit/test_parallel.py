"""Work spread over processes is the same work."""

import os
import time
from collections.abc import Sequence

import pytest

from hjemsite.parallel import WORTHWHILE, begin, cores, spread


def _twice(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("items", [[], [1], range(WORTHWHILE * 2), range(WORTHWHILE * 7 + 3)], ids=len)
def test_results_come_in_the_order_of_the_items(items: Sequence[int], jobs: int) -> None:
    """However many processes share the work, the results are those of a plain loop."""
    assert spread(_twice, items, jobs) == [_twice(item) for item in items]


def _worker(_: int) -> int:
    time.sleep(0.001)
    return os.getpid()


def test_others_are_at_work_before_we_are() -> None:
    """What is begun goes on by itself: here, until another process has done everything."""
    finish = begin(_worker, range(WORTHWHILE * 2), 2)
    time.sleep(1)
    assert os.getpid() not in finish()


def test_the_work_is_really_shared() -> None:
    """With enough to do, another process does a part of it; with little, none is started."""
    assert len(set(spread(_worker, range(WORTHWHILE * 2), 2))) == 2
    assert set(spread(lambda _: os.getpid(), range(WORTHWHILE), 2)) == {os.getpid()}


def _fragile(number: int) -> int:
    if number == WORTHWHILE + 1:
        raise ValueError("æv")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_a_process_is_not_lost(jobs: int) -> None:
    """What goes wrong elsewhere goes wrong here, and says what it was."""
    with pytest.raises((ValueError, RuntimeError), match="æv"):
        spread(_fragile, range(WORTHWHILE * 2), jobs)


def test_there_is_always_a_core() -> None:
    """Whoever asks has at least one."""
    assert cores() >= 1
