"""A date of which the month or the day may be unknown, as sources often give a year, or a month of a year, only."""

from typing import NamedTuple


class Day(NamedTuple):
    """A year, a month of a year, or a day. A part that is unknown is 0."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)

    def compare(self, other: "Day") -> int:
        """-1 when this is certainly before `other`, 1 when certainly after, 0 when they may be the same day."""
        for part, other_part in zip(self, other, strict=True):
            if part and other_part and part != other_part:
                return -1 if part < other_part else 1
        return 0
