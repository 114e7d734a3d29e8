"""Ctrl-C, and the request to stop: exceptions between any two lines, except where one would be lost.

A library that calls back one of our functions may swallow what it raises. There they wait; asking the system to hold
them would cost more than what such a call does. The first one counts: what is undone on the way out is undone in peace.
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
    """From now on this process, whose main thread it must be, ends in order when it is told to."""
    global _interrupted_at
    _interrupted_at = None
    signal.signal(signal.SIGTERM, _come)
    # A process in the background may have been told to ignore Ctrl-C.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _come)


def ignore() -> None:
    """From now on this process hears no signal: its work is done, and it is about to end by itself."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def is_interrupted() -> bool:
    """Whether a signal has come. A library may have turned the exception of it into another one."""
    return _interrupted_at is not None


def defer_interrupts(work: Callable[[A], B], argument: A) -> B:
    """`work(argument)`; who interrupts it meanwhile is heard at its end."""
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
    """As the shell counts: 130 for Ctrl-C, which `KeyboardInterrupt` stands for, 143 for the request to stop."""
    global _interrupted_at
    if _interrupted_at is None:
        _interrupted_at = time.monotonic()
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)
    if time.monotonic() - _interrupted_at > _PATIENCE:
        # The next build completes what is left half done.
        os._exit(128 + number)
