"""Work spread over the cores of the machine: the same results, in the same order, sooner.

A forked process sees work and items as they are, so only results travel between processes.
Where there is no fork, or too little to do, the work is done here.
"""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

WORTHWHILE = 100
"""Items for each process; below that, starting a process costs more than it saves."""


def cores() -> int:
    """How many processes can run at once here."""
    # A container often gives fewer cores than the machine has; not every system tells.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[A], B], items: Sequence[A], jobs: int) -> list[B]:
    """`[work(item) for item in items]`, on at most `jobs` processes. `work` must be pure and its results picklable."""
    jobs = min(jobs, len(items) // WORTHWHILE)
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(item) for item in items]
    fork = multiprocessing.get_context("fork")
    # Every process takes each jobs-th item, so that a run of heavy ones is shared.
    helpers = []
    for number in range(1, jobs):
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_help, args=(work, items[number::jobs], theirs), daemon=True)
        process.start()
        theirs.close()
        helpers.append((process, ours))
    results: list[list[B]] = [[work(item) for item in items[::jobs]]]
    for process, pipe in helpers:
        done, failure = pipe.recv()
        process.join()
        if failure:
            raise RuntimeError(failure)
        results.append(done)
    return [results[place % jobs][place // jobs] for place in range(len(items))]


def _help(work: Callable[[A], B], items: Sequence[A], pipe: Connection) -> None:
    try:
        pipe.send(([work(item) for item in items], ""))
    except Exception:
        pipe.send(([], traceback.format_exc()))
