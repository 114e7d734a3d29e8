"""The houses at the foot of a share card, drawn from the paths of SVG that pages have for the same houses.

Only what those paths use is understood: absolute moves and lines, relative steps to the side and up or down, and
half circles. All of it ends at whole pixels, so a house is as sharp as a page draws it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from PIL import Image, ImageDraw

from hjemsite.images.social_card import CardHouse

HOUSE_HEIGHT = 72
"""The height of the drawing of a house, in pixels of a page."""

_GAP = 3
"""Between two houses."""

_STEPS = 8
"""Corners that stand for a half circle."""

_FINER = 2
"""How much larger walls and roofs are drawn before they are made smaller, for smooth edges."""

_COMMAND = re.compile(r"([MLhvazV])([^A-Za-z]*)")


class Tones(NamedTuple):
    """Indices in the palette of a card; those between `walls` and `roof` are mixtures of the same colour and paper."""

    walls: int
    roof: int
    panes: int


def street(houses: Sequence[CardHouse], room: int, tones: Tones) -> Image.Image:
    """The houses side by side: twice as large as on a page where they are within `room`, in pixels, else as large.

    Where even that is too wide, the last ones are left out.
    """
    scale = 2 if _width(houses) * 2 <= room else 1
    while houses and _width(houses) * scale > room:
        houses = houses[:-1]
    image, left = Image.new("L", (max(1, _width(houses) * scale), HOUSE_HEIGHT * scale)), 0
    for house in houses:
        image.paste(_house(house, scale, tones), (left, 0))
        left += (house.width + _GAP) * scale
    return image


def _width(houses: Sequence[CardHouse]) -> int:
    return sum(house.width + _GAP for house in houses) - _GAP


@lru_cache(maxsize=500)
def _house(house: CardHouse, scale: int, tones: Tones) -> Image.Image:
    """The image of one house, `scale` times as large as on a page; the paper around it has index 0."""
    size, fine = (house.width * scale, HOUSE_HEIGHT * scale), scale * _FINER
    large = Image.new("L", (house.width * fine, HOUSE_HEIGHT * fine))
    pen = ImageDraw.Draw(large)
    steps = tones.roof - tones.walls + 1
    for path, shade in ((house.walls, 255 // steps), (house.dark, 255)):
        for shape in shapes(path):
            pen.polygon(_enlarged(shape, fine), fill=shade)
    drawn = large.resize(size, Image.Resampling.BOX)
    drawn = drawn.point([0, *(tones.walls - 1 + max(1, value * steps // 255) for value in range(1, 256))])
    light = ImageDraw.Draw(drawn)
    for shape in shapes(house.panes):
        light.polygon(_enlarged(shape, scale), fill=tones.panes)
    return drawn


def _enlarged(shape: Sequence[tuple[float, float]], scale: int) -> list[tuple[float, float]]:
    """The corners in pixels. Pillow draws the last row and column too, so what is right or below is one less."""
    across, down = (sorted(corner[axis] for corner in shape) for axis in (0, 1))
    centre, middle = (across[0] + across[-1]) / 2, (down[0] + down[-1]) / 2
    return [(x * scale - (x > centre), y * scale - (y > middle)) for x, y in shape]


def shapes(path: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each closed shape in a path.

    >>> [*shapes("M4 6h2v1h-2z")]
    [[(4.0, 6.0), (6.0, 6.0), (6.0, 7.0), (4.0, 7.0)]]
    """
    corners: list[tuple[float, float]] = []
    for command, written in _COMMAND.findall(path):
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", written)]
        match command:
            case "M" | "L":
                corners.append((numbers[0], numbers[1]))
            case "h":
                corners.append((corners[-1][0] + numbers[0], corners[-1][1]))
            case "v":
                corners.append((corners[-1][0], corners[-1][1] + numbers[0]))
            case "V":
                corners.append((corners[-1][0], numbers[0]))
            case "a":
                corners.extend(_half_circle(*corners[-1], numbers[5]))
            case _:
                yield corners
                corners = []


def _half_circle(x: float, y: float, across: float) -> Iterator[tuple[float, float]]:
    """The corners of half a circle that goes clockwise from a point to the one so far to its right."""
    for step in range(1, _STEPS + 1):
        angle = pi * step / _STEPS
        yield x + across / 2 * (1 - cos(angle)), y - across / 2 * sin(angle)
