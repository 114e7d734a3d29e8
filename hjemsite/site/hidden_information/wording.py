"""How hidden information is named to an editor: a Danish noun each, or nothing."""

from collections.abc import Iterator

from hjemsite import danish
from hjemsite.limits import NAME_CHARACTERS_SHOWN


class UnreadableError(Exception):
    """The document cannot be examined."""


def counted(number: int, singular: str, several: str) -> Iterator[str]:
    """`3 kommentarer`; nothing where there are none."""
    if number:
        yield danish.plural(number, singular, several)


def named(label: str, value: object) -> Iterator[str]:
    """`forfatteren »Bodil Holm«`; nothing where there is no value. A stranger wrote it, so a long one is cut."""
    text = " ".join(str(value or "").split())
    if text:
        yield f"{label} »{text[:NAME_CHARACTERS_SHOWN]}{'…' if len(text) > NAME_CHARACTERS_SHOWN else ''}«"


def some(there_are: object, noun: str) -> Iterator[str]:
    """`noun` where there are any."""
    if there_are:
        yield noun
