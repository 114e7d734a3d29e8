"""Handling of Ctrl-C (SIGINT) and of requests to stop (SIGTERM): the first one raises an exception in the main thread.

Some libraries swallow exceptions that are raised in their callbacks. Around calls to them the signal is deferred until
they return, which costs less than blocking it in the system. Further signals are ignored for two seconds, so that
cleaning up is not interrupted; after that, the next one ends the process at once.
"""

import os
import signal
import time

# `threading` has it too, and takes longer to import than a build without changes can spare.
from _thread import get_ident
from collections.abc import Callable
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_waiting: dict[int, list[int]] = {}
"""The threads that cannot be interrupted just now, and the signals that came meanwhile."""

_PATIENCE = 2.0
"""Seconds in which a process that has been interrupted ends in order. After them, the next signal ends it at once."""

_interrupted_at: float | None = None
"""When the first signal came, by the clock of `time.monotonic`; None before that."""


def install_handlers() -> None:
    """Let SIGINT and SIGTERM raise exceptions in this process. Must be called in its main thread."""
    global _interrupted_at
    _interrupted_at = None
    signal.signal(signal.SIGTERM, _come)
    # A process in the background may have been told to ignore Ctrl-C.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _come)


def ignore() -> None:
    """Ignore signals from now on: the work is done and the process is about to exit."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def is_interrupted() -> bool:
    """Whether a signal has been received, also when a library has replaced its exception by another."""
    return _interrupted_at is not None


def defer_interrupts(work: Callable[[A], B], argument: A) -> B:
    """Return `work(argument)`. A signal that arrives meanwhile raises its exception when the call has returned."""
    _waiting[get_ident()] = []
    try:
        return work(argument)
    finally:
        for number in _waiting.pop(get_ident()):
            _end(number)


def _come(number: int, _frame: object) -> None:
    waiting = _waiting.get(get_ident())
    if waiting is None:
        _end(number)
    else:
        waiting.append(number)


def _end(number: int) -> None:
    """Raise the exception of the first signal. Where ending takes too long, a later one ends the process at once.

    The exit codes are a shell's: 130 for Ctrl-C (`KeyboardInterrupt`), 143 for a request to stop.
    """
    global _interrupted_at
    if _interrupted_at is None:
        _interrupted_at = time.monotonic()
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)
    if time.monotonic() - _interrupted_at > _PATIENCE:
        # The next build completes what is left half done.
        os._exit(128 + number)
