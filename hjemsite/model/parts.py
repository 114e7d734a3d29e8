"""Pieces that articles, members, people and the settings share."""

from datetime import UTC, datetime
from typing import Literal, NewType

from msgspec import Struct
from msgspec.structs import force_setattr

from hjemsite.danish import COPENHAGEN
from hjemsite.danish.partial_dates import Day
from hjemsite.urls import Url

Html = NewType("Html", str)
"""HTML that has passed `hjemsite.content.markdown.prose`: safe to put on a page as it is."""


class Consent(Struct, frozen=True, array_like=True):
    """That those whom the picture at `url` shows have agreed to it `until` an instant."""

    url: Url
    until: datetime

    def __post_init__(self) -> None:
        # msgspec decodes instants as UTC.
        if self.until.tzinfo is UTC:
            force_setattr(self, "until", self.until.astimezone(COPENHAGEN))


PictureOrigin = Literal[
    "fotografi", "redigeret", "montage", "tegning", "grafik", "skærmbillede", "ai-redigeret", "ai-genereret"
]
TextOrigin = Literal["skrevet", "ai-hjulpet", "ai-genereret"]


class FocalPoint(Struct, frozen=True, array_like=True):
    """The point of a picture that every crop must show, in percent of its width from the left and of its height from
    above."""

    x: int
    y: int


class Picture(Struct, frozen=True, array_like=True):
    """A picture beside a text, or one of the library. `url` is where the file lives on the site."""

    url: Url
    alt: str
    credit: str = ""
    caption: str = ""
    licence: str = ""
    consent: Consent | None = None
    """None where it does not end."""
    origin: PictureOrigin | None = None
    """How it came to be, where the editor says so."""
    focus: FocalPoint | None = None
    press: bool = False
    """It is one of the library and for the press, whoever shows it."""


class Attachment(Struct, frozen=True, array_like=True):
    url: Url
    title: str
    size: int
    """Bytes."""


class Recording(Struct, frozen=True, array_like=True):
    """Sound or a film. `captions` is the address of a WebVTT file; `poster` the picture of a film at rest."""

    file: Attachment
    captions: Url | None
    poster: Picture | None
    credit: str
    said: tuple[str, ...]
    """What is said in it, as paragraphs."""


class Contact(Struct, frozen=True, array_like=True):
    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    about: str = ""


class Coverage(Struct, frozen=True):
    """An article about the alliance that somebody else has brought."""

    title: str
    outlet: str
    date: Day
    url: str
