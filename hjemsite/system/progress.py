"""The progress of a build: its current stage, how many items of the stage are done, and the time that each stage took.

A build reports its progress here. The caller decides what is shown and supplies the clock.
"""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class Stage(StrEnum):
    """The stages of a build, in order, and the stage of a publication."""

    READING = "Læser teksterne"
    PICTURES = "Laver billederne"
    MAKING = "Laver siderne"
    CARDS = "Tegner delebillederne"
    CHECKING = "Efterser helheden"
    SEARCH = "Gør siden søgbar"
    PUBLISHING = "Skriver filerne"
    DEPLOYING = "Lægger siden ud"


class StageTiming(Struct, frozen=True):
    """The time that a stage took, in `seconds`, and how many items were made in it rather than found in the cache."""

    stage: Stage
    seconds: float
    items: int


def _ignore(_stage: Stage, _done: int, _total: int) -> None:
    """The default listener, which does nothing."""


class Progress:
    """The progress of one build.

    `tell` is called at each step with the stage, the number of items done and their total.
    """

    def __init__(
        self, tell: Callable[[Stage, int, int], None] = _ignore, clock: Callable[[], float] = lambda: 0.0
    ) -> None:
        self._tell, self._clock = tell, clock
        self._stage: Stage | None = None
        self._done, self._since = 0, 0.0
        self._spent: list[StageTiming] = []

    def enter(self, stage: Stage) -> None:
        """Begin a stage; the stage before it ends here."""
        self._leave()
        self._stage, self._done = stage, 0
        self._tell(stage, 0, 0)

    def step(self, done: int, total: int) -> None:
        """Report that `done` of `total` items of the current stage are done."""
        if self._stage is not None:
            self._done = max(self._done, done)
            self._tell(self._stage, done, total)

    def end(self) -> tuple[StageTiming, ...]:
        """End the last stage; returns the timing of every stage."""
        self._leave()
        return tuple(self._spent)

    def _leave(self) -> None:
        now = self._clock()
        if self._stage is not None:
            self._spent.append(StageTiming(self._stage, now - self._since, self._done))
        self._since, self._stage = now, None
