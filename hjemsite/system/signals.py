"""Ctrl-C, and the request to stop: exceptions between any two lines, except where one would be lost.

A library that calls back one of our functions may swallow what it raises. There they wait; asking the system to hold
them would cost more than what such a call does.
"""

import signal

# `threading` has it too, and takes longer to import than a build without changes can spare.
from _thread import get_ident
from collections.abc import Callable
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_waiting: dict[int, list[int]] = {}
"""The threads that cannot be interrupted just now, and the signals that came meanwhile."""


def install_handlers() -> None:
    """From now on this process, whose main thread it must be, ends in order when it is told to."""
    signal.signal(signal.SIGTERM, _come)
    # A process in the background may have been told to ignore Ctrl-C.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _come)


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
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)
