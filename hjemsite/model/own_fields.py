"""The site's own fields, which the settings describe and templates show."""

from typing import Literal

from msgspec import Struct

from hjemsite.urls import Slug

ExtraKind = Literal["text", "number", "date", "time", "address", "flag", "list"]
"""What a field holds: a text, a whole number, a day, a day with its hour, a web address, yes or no, several texts."""

ExtraOwner = Literal["article", "member", "person", "event", "page"]
"""The kind of text that a field stands in."""


class ExtraField(Struct, frozen=True):
    """A field that the settings describe."""

    name: str
    kind: ExtraKind
    is_required: bool
    owners: tuple[ExtraOwner, ...]
    explanation: str


class Extra(Struct, frozen=True, array_like=True):
    """The value of such a field: of a list each of its texts, of anything else one.

    A date is `2026-05-03`, a time RFC 3339 with the hour in Copenhagen, a flag true or false.
    """

    name: str
    kind: ExtraKind
    words: tuple[str, ...]


class Piece(Struct, frozen=True):
    """What a plain page asks to show: the newest `most`, of one topic, member or person where that is given."""

    most: int
    topic: Slug | None = None
    member: Slug | None = None
    person: Slug | None = None


class Pieces(Struct, frozen=True):
    """The ready-made pieces that a plain page asks for."""

    news: Piece | None = None
    quotes: Piece | None = None
    events: Piece | None = None
