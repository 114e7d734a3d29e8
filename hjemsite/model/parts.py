"""Pieces that articles, members, people and the settings share."""

from typing import NewType

from msgspec import Struct

from hjemsite.danish.partial_dates import Day
from hjemsite.urls import Url

Html = NewType("Html", str)
"""HTML that has passed `hjemsite.content.markdown.prose`: safe to put on a page as it is."""


class Picture(Struct, frozen=True, array_like=True):
    """A picture in a bundle. `url` is where the file lives on the site."""

    url: Url
    alt: str
    credit: str = ""
    caption: str = ""
    licence: str = ""


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
