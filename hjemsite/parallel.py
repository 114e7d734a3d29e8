"""Work spread over the cores of the machine: the same results, in the same order, sooner.

A forked process sees work and items as they are, so only results travel between processes.
Where there is no fork, or too little to do, the work is done here.
"""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from hjemsite.contents import Altered

A = TypeVar("A")
B = TypeVar("B")

WORTHWHILE = 100
"""Items for each process; below that, starting a process costs more than it saves. Heavy work has its own number."""


def cores() -> int:
    """How many processes can run at once here."""
    # A container often gives fewer cores than the machine has; not every system tells.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[A], B], items: Sequence[A], jobs: int, worthwhile: int = WORTHWHILE) -> list[B]:
    """`[work(item) for item in items]`, on at most `jobs` processes. `work` must be pure and its results picklable."""
    return begin(work, items, jobs, worthwhile)()


def begin(work: Callable[[A], B], items: Sequence[A], jobs: int, worthwhile: int = WORTHWHILE) -> Callable[[], list[B]]:
    """`spread` in two steps: other processes are at work when it returns; what it returns takes part and ends it."""
    jobs = min(jobs, len(items) // worthwhile)
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return lambda: [work(item) for item in items]
    fork = multiprocessing.get_context("fork")
    batches, tokens = _batches(items)
    helpers: list[tuple[BaseProcess, Connection]] = []
    for _ in range(1, jobs):
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_help, args=(work, batches, tokens, theirs), daemon=True)
        process.start()
        theirs.close()
        helpers.append((process, ours))

    def finish() -> list[B]:
        results = _done(work, batches, tokens)
        os.close(tokens)
        for process, pipe in helpers:
            done, failure = pipe.recv()
            process.join()
            if failure is not None:
                raise failure
            results |= done
        return [result for number in range(len(batches)) for result in results[number]]

    return finish


def _batches(items: Sequence[A]) -> tuple[Sequence[Sequence[A]], int]:
    """The items in at most 200 batches, and a pipe with the number of each: whoever reads a number does that batch.

    So no process waits while there is work, as in the job server of GNU make.
    """
    size = -(-len(items) // 200)
    batches = [items[start : start + size] for start in range(0, len(items), size)]
    tokens, giving = os.pipe()
    os.write(giving, bytes(range(len(batches))))
    os.close(giving)
    return batches, tokens


def _done(work: Callable[[A], B], batches: Sequence[Sequence[A]], tokens: int) -> dict[int, list[B]]:
    """The results of the batches that fell to this process."""
    results = {}
    while token := os.read(tokens, 1):
        results[token[0]] = [work(item) for item in batches[token[0]]]
    return results


def _help(work: Callable[[A], B], batches: Sequence[Sequence[A]], tokens: int, pipe: Connection) -> None:
    try:
        pipe.send((_done(work, batches, tokens), None))
    except Altered as error:
        pipe.send(({}, error))
    except Exception:
        pipe.send(({}, RuntimeError(traceback.format_exc())))
