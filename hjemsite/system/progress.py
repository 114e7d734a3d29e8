"""How a build goes: the stage it is in, how far that has come, and what each stage took.

A build reports; whoever asked for it decides what is shown, and brings the clock.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """The stages of a build, in their order, and that of a publication."""

    READING = "Læser teksterne"
    PICTURES = "Laver billederne"
    MAKING = "Laver siderne"
    CARDS = "Tegner delebillederne"
    CHECKING = "Efterser helheden"
    SEARCH = "Gør siden søgbar"
    PUBLISHING = "Skriver filerne"
    DEPLOYING = "Lægger siden ud"


class StageTiming(NamedTuple):
    """What a stage took: `seconds` by the clock, in which `made` things were made that nobody remembered."""

    stage: Stage
    seconds: float
    made: int


def _ignore(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody wants to know."""


class Progress:
    """The record of one build. `tell` hears of each step: the stage, and how many things of how many are done."""

    def __init__(
        self, tell: Callable[[Stage, int, int], None] = _ignore, clock: Callable[[], float] = lambda: 0.0
    ) -> None:
        self._tell, self._clock = tell, clock
        self._stage: Stage | None = None
        self._made, self._since = 0, 0.0
        self._spent: list[StageTiming] = []

    def enter(self, stage: Stage) -> None:
        """The stage before it is over."""
        self._leave()
        self._stage, self._made = stage, 0
        self._tell(stage, 0, 0)

    def step(self, done: int, total: int) -> None:
        """`done` of `total` things are made."""
        if self._stage is not None:
            self._made = max(self._made, done)
            self._tell(self._stage, done, total)

    def end(self) -> tuple[StageTiming, ...]:
        """All is done: what each stage took."""
        self._leave()
        return tuple(self._spent)

    def _leave(self) -> None:
        now = self._clock()
        if self._stage is not None:
            self._spent.append(StageTiming(self._stage, now - self._since, self._made))
        self._since, self._stage = now, None
