"""One publication at a time at a target, whichever machines they run on.

A lock is a file that its holder rewrites while it works. Whoever waits watches it by its own clock, so two clocks need
not agree; one that stands still, or whose process is gone from this machine, is taken over.
"""

import json
import os
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hjemsite.publishing.deployment.target import Target
from hjemsite.system.errors import MachineError
from hjemsite.system.lock import is_dead

LOCK = ".hjemsite-lock"

_BEAT, _STALE, _LOOK = 10.0, 90.0, 2.0
"""Seconds between two signs of life, until a lock without them is dead, and between two looks at it.

A beat waits for the batch of files before it, which may take a minute on a slow line.
"""


class TargetLock:
    """The lock of one run. `say` is called with a Danish sentence when others must be waited for."""

    def __init__(
        self, target: Target, number: int, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._target, self._say, self._clock = target, say, clock
        self._about = {
            "number": number,
            "machine": _machine(),
            "process": os.getpid(),
            "run": secrets.token_hex(8),
        }
        self._held, self._beats, self._last = b"", 0, 0.0

    def acquire(self) -> None:
        """Wait until the target is ours."""
        seen, since, has_said = None, self._clock(), False
        while not self._take(None):
            theirs = self._target.read(LOCK)
            if theirs != seen:
                seen, since = theirs, self._clock()
            if theirs is None:
                continue
            if _is_orphaned(theirs) or self._clock() - since > _STALE:
                if self._take(theirs):
                    return
                continue
            if not has_said:
                self._say(f"En anden udgivelse til {self._target.name} er i gang. Venter, til den er færdig …")
                has_said = True
            time.sleep(_LOOK)

    def beat(self) -> bool:
        """Rewrite the lock file if it is time, so that others see us alive; whether it was. Raises `MachineError` as
        `require` does."""
        if self._clock() - self._last < _BEAT:
            return False
        self.require()
        return True

    def require(self) -> None:
        """Raise `MachineError` when somebody has taken the target over."""
        if not self._take(self._held):
            raise MachineError(
                f"En anden udgivelse til {self._target.name} har taget over, så denne er standset. "
                "Se efter, om læserne har den nyeste udgave, og udgiv igen, hvis de ikke har."
            )

    def release(self) -> None:
        """Give the target back, if it is ours. What cannot be deleted grows stale."""
        if self._held:
            with suppress(MachineError, OSError):
                self._target.swap(LOCK, None, self._held)

    def _take(self, expected: bytes | None) -> bool:
        self._beats += 1
        data = json.dumps({**self._about, "beat": self._beats}).encode()
        if self._target.swap(LOCK, data, expected):
            self._held, self._last = data, self._clock()
            return True
        return False


def _machine() -> str:
    """Stands for this machine since it was started, and for the container that this process sees of it."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts += [Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()]
        parts += [str(Path("/proc/self/ns/pid").readlink())]
    return " ".join(parts)


def _is_orphaned(lock: bytes) -> bool:
    """Whether the lock is that of a process of this machine that is no more."""
    try:
        about = json.loads(lock)
        machine, process = about["machine"], int(about["process"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    # Only where the kernel tells machines apart can the number of a process be looked up.
    return machine == _machine() and " " in machine and is_dead(process)
