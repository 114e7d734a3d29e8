"""Pieces of views that draw members as houses: one beside a name, and a street of them."""

from msgspec import Struct


class House(Struct, frozen=True):
    """A member's house, as SVG draws it: paths in a drawing of `width` and `height`, in pixels.

    `walls`, `roof` (with columns and chimneys), `panes` and `door` have a colour each; `lit` says whether there is
    light behind the panes.
    """

    width: int
    height: int
    walls: str
    roof: str
    panes: str
    door: str
    lit: bool


class StreetHouse(Struct, frozen=True):
    """The house of the member `name` in a street. `year` is when it joined; empty where the one before has it, too."""

    name: str
    house: House
    year: str
    joined: int
    """The year in which the member joined; 0 where it is not known."""


class PlacedHouse(Struct, frozen=True):
    """A house in a street, `left` pixels from its beginning."""

    left: int
    house: House


class StreetView(Struct, frozen=True):
    """A drawing of a street. `width` and `height` are those of the houses, in pixels.

    The drawing is three times as high: above are the houses as shadows, below them the dark panes and the lit ones
    alone, so that a page can give each a colour of its own.
    """

    width: int
    height: int
    houses: tuple[PlacedHouse, ...]
