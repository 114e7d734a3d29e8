"""A date as far as it is known: sources often tell a year, or a month of a year, and no more."""

from typing import NamedTuple


class Day(NamedTuple):
    """A date as far as it is known: a year, a month of a year, or a day. What is not known is 0."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)

    def compare(self, other: "Day") -> int:
        """-1 when this is certainly before `other`, 1 when certainly after, 0 when they may be the same day."""
        for one, two in zip(self, other, strict=True):
            if not one or not two or one == two:
                continue
            return -1 if one < two else 1
        return 0
