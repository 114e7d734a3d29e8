"""Lines of calendars and of address cards, which have the same form (RFC 5545 and RFC 6350, section 3)."""

from collections.abc import Iterable, Iterator

_OCTETS = 75
"""How long a line may be; a longer one goes on in the next, after a blank."""


def content_lines(lines: Iterable[str]) -> str:
    """`lines` as they stand in the file."""
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def value(text: str) -> str:
    r"""A text as a value (RFC 5545, 3.3.11).

    >>> value("Mad, musik; og\nmere")
    'Mad\\, musik\\; og\\nmere'
    """
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, the later ones after a blank; no letter is cut (RFC 5545, 3.1).

    >>> [len(part.encode()) for part in _folded("SUMMARY:" + "ø" * 50)]
    [74, 35]
    """
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
