"""The text of one leaf, put together from its lines, and where in the body each piece of it stands."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct


class TextPlaces(Struct, frozen=True):
    """`text`, and the offset in the body at which each of its pieces begins."""

    text: str
    starts: tuple[int, ...]
    """Where each piece begins in `text`."""
    offsets: tuple[int, ...]
    """Where each piece begins in the body."""

    @classmethod
    def of_lines(cls, lines: Sequence[tuple[str, int]]) -> "TextPlaces":
        """The text of `lines`, each with its offset in the body."""
        if len(lines) == 1:
            return cls(lines[0][0].rstrip(), (0,), (lines[0][1],))
        starts, length = [], 0
        for text, _ in lines:
            starts.append(length)
            length += len(text) + 1
        return cls("\n".join([text for text, _ in lines]).rstrip(), tuple(starts), tuple([at for _, at in lines]))

    def offset(self, position: int) -> int:
        """The offset in the body of the character at `position` in `text`."""
        piece = bisect_right(self.starts, position) - 1
        return self.offsets[piece] + position - self.starts[piece]

    def range(self, start: int, end: int) -> str:
        """The stretch of the body from `start` up to `end` in `text`, as two numbers."""
        first = self.offset(start)
        return f"{first}-{self.offset(end - 1) + 1 if end > start else first}"
