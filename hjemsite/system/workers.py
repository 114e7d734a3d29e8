"""Parallel work in forked processes: the same results in the same order as a loop would give.

A forked process inherits the function and the items, so only results are sent between processes. Where the system
cannot fork, or there is too little work, everything runs in this process. While this process stores results, the others
are at what comes next.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct, field

from hjemsite.cache.blob import ContentChanged
from hjemsite.system.progress import Progress

# Most runs need one process, and a tenth of the time to see that nothing has changed would go into this.
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

A = TypeVar("A")
B = TypeVar("B")

MIN_COST_PER_PROCESS = 100
"""Items for each process; below that, starting a process costs more than it saves. Heavy work has its own number."""

_PIPE_BYTES = 1 << 20
"""The most that Linux gives a pipe whose owner has no privileges (`/proc/sys/fs/pipe-max-size`)."""


def cores() -> int:
    """How many processes can run at once here."""
    # A container often gives fewer cores than the machine has; not every system tells.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers(Struct, frozen=True):
    """The resources for parallel work: at most `jobs` processes, and the `Progress` to which they report."""

    jobs: int = 1
    progress: Progress = field(default_factory=Progress)


def map_in_batches(
    work: Callable[[A], B],
    items: Sequence[A],
    workers: Workers,
    batch_size: int,
    min_cost_per_process: int = MIN_COST_PER_PROCESS,
    cost: Callable[[A], int] = lambda _: 1,
) -> Iterator[tuple[Sequence[A], list[B]]]:
    """The batches of `items` in order, each with its results, so that one can be stored before the next is made.

    A batch has a total cost of at most `batch_size`, or is one item that costs more. What a worker process reads is
    copied for it, so an item for which much is read should cost much. `work` must be pure and its results picklable;
    it may begin on a batch before the results of the one before are stored, and on the first one at once.
    """
    results = _results(work, items, workers, batch_size, min_cost_per_process, cost)
    next(results)
    return results


def _results(
    work: Callable[[A], B],
    items: Sequence[A],
    workers: Workers,
    batch_size: int,
    min_cost_per_process: int,
    cost: Callable[[A], int],
) -> Iterator[tuple[Sequence[A], list[B]]]:
    """The same, after a first pair without meaning: by then the first batch has begun, and is ended with this."""
    batches, start = [], 0
    for stop, total_cost in _batch_ends(map(cost, items), batch_size):
        tell = partial(_step, workers.progress, start, len(items))
        jobs = min(workers.jobs, total_cost // min_cost_per_process, stop - start)
        batches.append(_Batch(work, items[start:stop], jobs, tell))
        start = stop
    try:
        _begin(batches)
        yield (), []
        for number, batch in enumerate(batches):
            batch.finish()
            _begin(batches[number + 1 :])
            yield batch.items, batch.results()
    finally:
        for batch in batches:
            batch.close()


def _batch_ends(costs: Iterable[int], batch_size: int) -> Iterator[tuple[int, int]]:
    """For each batch: the index after its last item, and the sum of its costs."""
    number = carried = 0
    for cost in costs:
        if carried and carried + cost > batch_size:
            yield number, carried
            carried = 0
        number, carried = number + 1, carried + cost
    if carried:
        yield number, carried


def parallel_map(work: Callable[[A], B], items: Sequence[A], workers: Workers) -> list[B]:
    """`[work(item) for item in items]`, computed in parallel."""
    return begun_map(work, items, workers)()


def begun_map(work: Callable[[A], B], items: Sequence[A], workers: Workers) -> Callable[[], list[B]]:
    """`parallel_map`, on which others begin at once: what is returned does the rest of the work and has the results.

    It may be called once. When nobody can call it any more, the others are ended.
    """
    batches = map_in_batches(work, items, workers, len(items) or 1)
    return lambda: [result for _, results in batches for result in results]


def _step(progress: Progress, before: int, total: int, done: int) -> None:
    progress.step(before + done, total)


class _Batch(Generic[A, B]):
    """Items that `jobs` processes work on: `helpers`, and this one. Whoever lets one `begin` must `close` it."""

    def __init__(self, work: Callable[[A], B], items: Sequence[A], jobs: int, tell: Callable[[int], None]) -> None:
        self.items = items
        self.helpers: list[tuple[BaseProcess, Connection]] = []
        self._work, self._jobs, self._tell = work, jobs, tell
        self._chunks: Sequence[Sequence[A]] = [items]
        self._tokens: int | None = None
        self._results: dict[int, list[B]] = {}
        self._sent: list[bytes] = []

    def begin(self) -> None:
        """Start the helpers."""
        if self._jobs < 2:
            return
        import multiprocessing

        if "fork" not in multiprocessing.get_all_start_methods():
            return
        fork = multiprocessing.get_context("fork")
        self._chunks, self._tokens = _chunks(self.items)
        for _ in range(1, self._jobs):
            ours, theirs = fork.Pipe(duplex=False)
            _widen(ours)
            for_us = [*(pipe for _, pipe in self.helpers), ours]
            arguments = (self._work, self._chunks, self._tokens, theirs, for_us, os.getpid())
            process = fork.Process(target=_run_worker, args=arguments, daemon=True)
            _start(process)
            theirs.close()
            self.helpers.append((process, ours))

    def finish(self) -> None:
        """Work on what no helper has begun on, until all is done. No helper is left then, nor the memory it takes."""
        if self._tokens is None:
            self._results[0] = _run_here(self._work, self.items, self._tell)
        else:
            self._results |= _run_chunks(self._work, self._chunks, self._tokens, self._tell)
        self._sent = [_receive(pipe) for _, pipe in self.helpers]
        self.close()

    def results(self) -> list[B]:
        """The results of all items of a batch that is finished. Raises the exception of a worker process."""
        for results, failure in map(self._unpacked, self._sent):
            if failure is not None:
                raise failure
            self._results |= results
        self._sent.clear()
        self._tell(len(self.items))
        return [result for number in range(len(self._chunks)) for result in self._results.pop(number)]

    def _unpacked(self, sent: bytes) -> tuple[dict[int, list[B]], Exception | None]:
        """What a helper has sent, as its pipe would unpack it."""
        from multiprocessing.reduction import ForkingPickler

        unpacked: tuple[dict[int, list[B]], Exception | None] = ForkingPickler.loads(sent)
        return unpacked

    def close(self) -> None:
        """End the helpers: where one of us has failed or was interrupted, nobody may go on."""
        if self._tokens is not None:
            os.close(self._tokens)
            self._tokens = None
        for helper, _ in self.helpers:
            helper.kill()
            helper.join()
        self.helpers.clear()


def _begin(batches: Iterable[_Batch[A, B]]) -> None:
    """Let helpers begin on the first of `batches` that has any; what has none, this process does alone meanwhile."""
    for batch in batches:
        if not batch.helpers:
            batch.begin()
        if batch.helpers:
            return


def _start(process: "BaseProcess") -> None:
    """Start a worker process with Ctrl-C blocked in it: it is ended by this process, which receives the signal, too."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _receive(pipe: "Connection") -> bytes:
    """What a worker process sends when it is done. Raises `MemoryError` when it was killed."""
    try:
        return pipe.recv_bytes()
    except EOFError:
        # It has been killed, and not by us; a machine does that when it runs out of memory.
        raise MemoryError from None


def _widen(pipe: "Connection") -> None:
    """Give a pipe room for the results of most batches, where the system can: who has sent them need not stay.

    As long as a worker lives, all that this process changes in its memory is kept for it as it was.
    """
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _run_here(work: Callable[[A], B], items: Sequence[A], tell: Callable[[int], None]) -> list[B]:
    results = []
    for number, item in enumerate(items, start=1):
        results.append(work(item))
        tell(number)
    return results


def _chunks(items: Sequence[A]) -> tuple[Sequence[Sequence[A]], int]:
    """The items in at most 200 chunks, and a pipe holding the number of each chunk.

    A process takes the next chunk by reading a number from the pipe, so no process idles while chunks remain. GNU
    make's job server works in the same way.
    """
    size = -(-len(items) // 200)
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    tokens, giving = os.pipe()
    os.write(giving, bytes(range(len(chunks))))
    os.close(giving)
    return chunks, tokens


def _run_chunks(
    work: Callable[[A], B], chunks: Sequence[Sequence[A]], tokens: int, tell: Callable[[int], object]
) -> dict[int, list[B]]:
    """The results of the chunks that fell to this process."""
    results = {}
    while token := os.read(tokens, 1):
        # Whatever was taken before this chunk is done, or nearly.
        tell(token[0] * len(chunks[0]))
        results[token[0]] = [work(item) for item in chunks[token[0]]]
    return results


def _run_worker(
    work: Callable[[A], B],
    chunks: Sequence[Sequence[A]],
    tokens: int,
    pipe: "Connection",
    for_others: "Sequence[Connection]",
    master: int,
) -> None:
    # As long as we could read them ourselves, writing to nobody would wait for ever.
    for other in for_others:
        other.close()

    def go_on(_: int) -> None:
        # Whoever works on alone would hold the lock that the next build waits for.
        if os.getppid() != master:
            os._exit(1)

    with suppress(BrokenPipeError):
        pipe.send(_outcome(work, chunks, tokens, go_on))


def _outcome(
    work: Callable[[A], B], chunks: Sequence[Sequence[A]], tokens: int, tell: Callable[[int], object]
) -> tuple[dict[int, list[B]], Exception | None]:
    try:
        return _run_chunks(work, chunks, tokens, tell), None
    except (ContentChanged, OSError, MemoryError) as error:
        return {}, error
    except Exception:
        import traceback

        return {}, RuntimeError(traceback.format_exc())
