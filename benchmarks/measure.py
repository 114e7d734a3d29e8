"""One run of a program, measured from outside: time, processor, memory.

Time is that of the whole process, from before it starts until it has ended. Memory is looked up while a program runs
and would disturb the clock, so it is measured in runs of its own.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer

LONGEST = 1800
"""Seconds after which a program is stopped."""

_LOOK = 0.01
"""Seconds between two looks at the memory."""


class ProgramError(Exception):
    """A program failed or took too long. The text is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` by the clock; `processor`: seconds of all cores, of the process and the children it waited for."""

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Memory:
    """The most that was in use at once, in MiB: by all processes together, and by one alone."""

    together: float
    alone: float


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run `command` in `folder`. Raises ProgramError."""
    begun = time.perf_counter()
    with _started(command, folder, environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime)


def memory(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Memory:
    """Run `command` and watch the memory of its processes. On systems without /proc: zeros. Raises ProgramError."""
    together = alone = 0.0
    with _started(command, folder, environment) as process:
        while process.poll() is None:
            sizes = [_proportional(number) for number in _session(process.pid)]
            together, alone = max(together, sum(sizes)), max(alone, max(sizes, default=0.0))
            time.sleep(_LOOK)
    return Memory(together, alone)


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program at work; with its children it ends inside, after `LONGEST`, or when we are interrupted."""
    with TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # A session of its own, by which its processes are found.
            start_new_session=True,
        )
        watchdog = Timer(LONGEST, _end, [process])
        watchdog.daemon = True
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            if process.returncode is None:
                _end(process)
                process.wait()
        if process.returncode:
            output.seek(0)
            raise ProgramError(f"{' '.join(command)}\n{output.read().decode('utf-8', 'replace')[-3000:]}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)


def _session(leader: int) -> list[int]:
    """The processes of the session that `leader` began."""
    pids = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may hold blanks; the session is the fourth field after it.
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[3]) == leader:
            pids.append(int(entry.parent.name))
    return pids


def _proportional(number: int) -> float:
    """The memory of a process in MiB, what it shares with others divided among them."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
