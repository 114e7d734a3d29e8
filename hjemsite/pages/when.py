"""A point in time on a page."""

from msgspec import Struct


class When(Struct, frozen=True):
    """A point in time as people and as machines read it: »28. september 2022«, `2022-09-28`."""

    text: str
    iso: str
