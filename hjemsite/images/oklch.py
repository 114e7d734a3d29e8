"""Colours as people see them: OKLCH (Björn Ottosson, 2020; CSS Color 4), and the contrast of two (WCAG 2.2).

At one lightness and hue, a colour that no screen can show is the most colourful one that it can.
"""

import math
from typing import NamedTuple

_LINEAR = 0.0031308
_STEPS = 12
"""Halvings by which the most colourful colour of a screen is found; the last is less than a step of eight bits."""


class Oklch(NamedTuple):
    """Lightness, 0 to 1; chroma, 0 (grey) to about 0.32; hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def from_hex(colour: str) -> Oklch:
    """The colour `#rrggbb`.

    >>> "%.2f %.2f %.0f" % from_hex("#0b5c45")
    '0.42 0.08 168'
    """
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def to_hex(colour: Oklch) -> str:
    """`colour` as `#rrggbb`, as colourful as a screen can show it.

    >>> to_hex(from_hex("#0b5c45")), to_hex(Oklch(0.9, 0.4, 264.0))
    ('#0b5c45', '#cedeff')
    """
    shown = colour
    if not _is_shown(_rgb(colour)):
        least, most = 0.0, colour.chroma
        for _ in range(_STEPS):
            middle = (least + most) / 2
            if _is_shown(_rgb(colour._replace(chroma=middle))):
                least = middle
            else:
                most = middle
        shown = colour._replace(chroma=least)
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, part)))):02x}" for part in _rgb(shown))


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def distance(colour: str, other: str) -> float:
    """How different two colours `#rrggbb` look: their distance in OKLab, 0 to 1."""
    first, second = from_hex(colour), from_hex(other)
    angle = math.radians(first.hue - second.hue)
    across = first.chroma**2 + second.chroma**2 - 2 * first.chroma * second.chroma * math.cos(angle)
    return math.sqrt((first.lightness - second.lightness) ** 2 + max(0.0, across))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR * 12.92 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return part * 12.92 if part <= _LINEAR else 1.055 * part ** (1 / 2.4) - 0.055


def _rgb(colour: Oklch) -> tuple[float, float, float]:
    """Red, green and blue in linear light; below 0 or above 1 where no screen shows the colour."""
    angle = math.radians(colour.hue)
    a, b = colour.chroma * math.cos(angle), colour.chroma * math.sin(angle)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(parts: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in parts)
