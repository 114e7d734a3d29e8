"""All colours that follow from a brand's colour: the accent of each scheme, and the colours above and below it.

The colour itself is the ground of buttons and labels, whose letters are light or dark. As letters and lines it is made
darker by day and lighter by night, with the same hue, until every contrast holds (WCAG 2.2 AA).
"""

import math
from functools import lru_cache

from msgspec import Struct

from hjemsite.images.oklch import Oklch, contrast, distance, from_hex, to_hex

TEXT = 4.5
"""The least contrast of letters with their ground (WCAG 2.2, 1.4.3)."""

_SEEN = 0.12
"""The least distance in OKLab at which a colour is seen beside the paper; a bright yellow has twice that."""

_ALIKE = 0.1
"""Two colours with less distance in OKLab than this pass for one."""

_DAY, _NIGHT = ("#fbfaf6", "#f1efe7"), ("#111816", "#19221f")
"""The colours of the paper and the panel by day and by night, as `site.css` has them."""

_DAY_INKS, _NIGHT_INKS = ("#17211d", "#56605a"), ("#eeeae0", "#adb6b0")
"""Letters that stand on the tint."""

_PALE, _DARK = "#fffdf6", "#15130e"
"""Letters on the colour itself."""

_STEP = 0.005
"""How much the lightness changes from one colour to the next that is tried."""


class SchemeColours(Struct, frozen=True):
    """The tokens of one scheme, `#rrggbb`: see `docs/design.md`."""

    accent: str
    on_accent: str
    fill: str
    """The ground of buttons and labels."""
    on_fill: str
    tint: str
    roof: str


class BrandColours(Struct, frozen=True):
    light: SchemeColours
    dark: SchemeColours


@lru_cache(maxsize=8)
def brand_colours(colour: str) -> BrandColours:
    """The colours of both schemes that follow from `colour`, `#rrggbb`, one that `is_seen`."""
    return BrandColours(_by_day(colour), _by_night(colour))


def is_seen(colour: str) -> bool:
    """Whether `colour` can be the ground of something on light paper.

    >>> is_seen("#ffd400"), is_seen("#fdf6d8")
    (True, False)
    """
    return all(distance(colour, ground) >= _SEEN for ground in _DAY)


def nearest_seen(colour: str) -> str:
    """The colour of the same hue that is seen and looks most like `colour`.

    >>> nearest_seen("#fdf6d8")
    '#fee57a'
    """
    whole = from_hex(colour)
    stronger = [whole.chroma + step * 0.01 for step in range(20)] if whole.chroma > 0.01 else [whole.chroma]
    nearest, least = "", math.inf
    for step in range(int(whole.lightness / _STEP)):
        if step * _STEP > least + _STEP:
            break  # what is darker than this is farther away, whatever its chroma
        for chroma in stronger:
            other = to_hex(Oklch(whole.lightness - step * _STEP, chroma, whole.hue))
            away = distance(other, colour)
            if away < least and is_seen(other):
                nearest, least = other, away
    return nearest


def _by_day(colour: str) -> SchemeColours:
    hue = from_hex(colour)
    tint = _held(Oklch(0.955, min(0.03, hue.chroma), hue.hue), _DAY_INKS, _STEP)
    accent = _held(hue, (*_DAY, tint), -_STEP)
    # A button hardly darker than the brand has letters that are read with ease.
    fill = accent if distance(accent, colour) < _ALIKE else colour
    return SchemeColours(accent, _letters_on(accent), fill, _letters_on(fill), tint, accent)


def _by_night(colour: str) -> SchemeColours:
    hue = from_hex(colour)
    tint = _held(Oklch(0.28, min(0.03, hue.chroma), hue.hue), _NIGHT_INKS, -_STEP)
    # A colour that is light enough is the light in the window; a dark one is lit.
    accent = _held(hue._replace(lightness=max(hue.lightness, 0.76)), (*_NIGHT, tint), _STEP)
    roof = to_hex(Oklch(0.48, min(0.06, hue.chroma), hue.hue))
    letters = _letters_on(accent)
    return SchemeColours(accent, letters, accent, letters, tint, roof)


def _held(colour: Oklch, others: tuple[str, ...], step: float) -> str:
    """The first colour from `colour` on, step by step of lightness, that has the contrast of text with all `others`."""
    shown = to_hex(colour)
    while min(contrast(shown, other) for other in others) < TEXT:
        colour = colour._replace(lightness=colour.lightness + step)
        shown = to_hex(colour)
    return shown


def _letters_on(ground: str) -> str:
    return _PALE if contrast(_PALE, ground) >= TEXT else _DARK
