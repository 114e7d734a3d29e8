"""Work spread over processes is the same work."""

import errno
import multiprocessing
import os
import signal
import time
from collections.abc import Sequence

import pytest

from hjemsite.system.progress import Progress, Stage
from hjemsite.system.workers import MIN_COST_PER_PROCESS, Workers, begun_map, cores, map_in_batches, parallel_map


def _twice(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize(
    "items", [[], [1], range(MIN_COST_PER_PROCESS * 2), range(MIN_COST_PER_PROCESS * 7 + 3)], ids=len
)
def test_results_come_in_the_order_of_the_items(items: Sequence[int], jobs: int) -> None:
    """However many processes share the work, the results are those of a plain loop."""
    assert parallel_map(_twice, items, Workers(jobs)) == [_twice(item) for item in items]


def test_heavy_work_makes_short_turns() -> None:
    """A turn holds no more than it may, whatever its items weigh; what is too heavy has one of its own."""
    turns = map_in_batches(_twice, [1, 1, 9, 2, 2, 2, 30, 1], Workers(2), batch_size=10, cost=lambda item: item)
    assert [(list(some), results) for some, results in turns] == [
        ([1, 1], [2, 2]), ([9], [18]), ([2, 2, 2], [4, 4, 4]), ([30], [60]), ([1], [2])
    ]  # fmt: skip


def test_a_few_heavy_items_are_shared_too() -> None:
    """What is worth another process is the weight, not the number."""
    ((_, workers),) = map_in_batches(
        _slow_worker, range(40), Workers(2), batch_size=400, cost=lambda _: MIN_COST_PER_PROCESS // 20
    )
    assert len({*workers}) == 2


def _slow_worker(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_comes_in_turns(jobs: int) -> None:
    """So many at once, each with its result, and none left out."""
    items = range(MIN_COST_PER_PROCESS * 5)
    turns = list(map_in_batches(_twice, items, Workers(jobs), batch_size=MIN_COST_PER_PROCESS * 2))
    assert [len(some) for some, _ in turns] == [
        MIN_COST_PER_PROCESS * 2,
        MIN_COST_PER_PROCESS * 2,
        MIN_COST_PER_PROCESS,
    ]
    assert [(item, result) for some, all_made in turns for item, result in zip(some, all_made, strict=True)] == [
        (item, _twice(item)) for item in items
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_waits_is_told(jobs: int) -> None:
    """Never backwards, never more than there is, and in the end everything; over all turns together."""
    calls: list[tuple[Stage, int, int]] = []
    progress = Progress(lambda *step: calls.append(step))
    progress.enter(Stage.MAKING)
    items = range(MIN_COST_PER_PROCESS * 5)
    list(map_in_batches(_twice, items, Workers(jobs, progress), batch_size=MIN_COST_PER_PROCESS * 2))
    assert {(stage, total) for stage, _, total in calls[1:]} == {(Stage.MAKING, len(items))}
    steps = [done for _, done, _ in calls]
    assert steps == sorted(steps)
    assert steps[-1] == len(items)


def _worker(_: int) -> int:
    time.sleep(0.001)
    return os.getpid()


def test_the_work_is_really_shared() -> None:
    """With enough to do, another process does a part of it; with little, none is started."""
    assert len(set(parallel_map(_worker, range(MIN_COST_PER_PROCESS * 2), Workers(2)))) == 2
    assert set(parallel_map(lambda _: os.getpid(), range(MIN_COST_PER_PROCESS), Workers(2))) == {os.getpid()}


def _helpers(_: int) -> int:
    """How many processes work for this one, asked slowly enough to be seen at it."""
    time.sleep(0.05)
    return len(multiprocessing.active_children())


def test_the_others_work_on_while_results_are_stored() -> None:
    """What one process must do alone, storing a turn or one heavy item, keeps nobody from the next turn."""
    each = MIN_COST_PER_PROCESS // 10
    turns = map_in_batches(_helpers, range(40), Workers(2), batch_size=20 * each, cost=lambda _: each)
    next(turns)
    assert len(multiprocessing.active_children()) == 1
    next(turns)
    assert multiprocessing.active_children() == []
    heavy_first = map_in_batches(
        _helpers, range(21), Workers(2), batch_size=20 * each, cost=lambda item: each if item else 21 * each
    )
    assert next(heavy_first)[1] == [1]


def test_who_wants_no_more_leaves_nobody_at_work() -> None:
    """What is not asked for is not worked on."""
    each = MIN_COST_PER_PROCESS // 10
    for _ in map_in_batches(_helpers, range(40), Workers(2), batch_size=20 * each, cost=lambda _: each):
        break
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, MIN_COST_PER_PROCESS * 7 + 3])
def test_work_that_has_begun_gives_the_same(number: int, jobs: int) -> None:
    """Whenever somebody asks for the results, they are those of a plain loop."""
    assert begun_map(_twice, range(number), Workers(jobs))() == [_twice(item) for item in range(number)]


def test_work_that_has_begun_is_done_when_nobody_waits() -> None:
    """While this process does something else, another one works."""
    results = begun_map(lambda _: os.getpid(), range(MIN_COST_PER_PROCESS * 2), Workers(2))
    time.sleep(1)
    assert os.getpid() not in results()


def test_work_that_nobody_wants_any_more_ends() -> None:
    """Where nobody asks for the results, no process is left."""
    results = begun_map(_worker, range(MIN_COST_PER_PROCESS * 9), Workers(2))
    assert len(multiprocessing.active_children()) == 1
    del results
    assert not multiprocessing.active_children()


def _fragile(number: int) -> int:
    if number == MIN_COST_PER_PROCESS + 1:
        raise ValueError("æv")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_a_process_is_not_lost(jobs: int) -> None:
    """What goes wrong elsewhere goes wrong here, and says what it was."""
    with pytest.raises((ValueError, RuntimeError), match="æv"):
        parallel_map(_fragile, range(MIN_COST_PER_PROCESS * 2), Workers(jobs))


def _killed(number: int) -> int:
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    # Long enough for the other to get its share.
    time.sleep(0.01)
    return number


def test_a_process_that_is_killed_is_missed() -> None:
    """The system kills where memory runs out; then that is what is told, and nobody waits for ever."""
    with pytest.raises(MemoryError):
        parallel_map(_killed, range(MIN_COST_PER_PROCESS * 2), Workers(2))


def _greedy(number: int) -> int:
    raise MemoryError


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_without_memory_says_so(jobs: int) -> None:
    """It is no bug of ours."""
    with pytest.raises(MemoryError):
        parallel_map(_greedy, range(MIN_COST_PER_PROCESS * 2), Workers(jobs))


def _slow(number: int) -> int:
    if multiprocessing.parent_process() is None:
        raise OSError(errno.ENOSPC, "full")
    time.sleep(60)
    return number


def test_nobody_works_on_when_one_has_failed() -> None:
    """The others are stopped at once, so that what they were at can be cleared away."""
    started = time.monotonic()
    with pytest.raises(OSError, match="full"):
        parallel_map(_slow, range(MIN_COST_PER_PROCESS * 2), Workers(2))
    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []


def test_there_is_always_a_core() -> None:
    """Whoever asks has at least one."""
    assert cores() >= 1
