"""One colour makes those of both schemes, and every contrast holds."""

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from hjemsite.images import brand_colours
from hjemsite.images.brand_colours import SchemeColours, is_seen, nearest_seen
from hjemsite.images.oklch import contrast, distance, from_hex, to_hex

CSS = (Path(__file__).parents[2] / "templates/assets/site.css").read_text("utf-8")
STEPS = range(0, 256, 36)
SAMPLES = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(STEPS, repeat=3)]
"""512 colours, from black to nearly white."""

brand_of = cache(brand_colours.brand_colours)
"""The colours of both schemes, for the tests of the one and the other."""


def tokens(scheme: int) -> dict[str, str]:
    """Name of a token in the style sheet → its colour by day (0) or by night (1)."""
    declarations = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", CSS)
    return {name: (day, night)[scheme] for name, day, night in declarations}


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_contrast_of_every_colour_holds(scheme: int) -> None:
    """WCAG 2.2, 1.4.3: letters have 4.5 on every ground that they may stand on, as the style sheet's own have."""
    fixed = tokens(scheme)
    for colour in filter(is_seen, SAMPLES):
        colours: SchemeColours = (brand_of(colour).light, brand_of(colour).dark)[scheme]
        pairs = [(colours.accent, fixed["paper"]), (colours.accent, fixed["panel"]), (colours.accent, colours.tint)]
        pairs += [(colours.on_accent, colours.accent), (colours.on_fill, colours.fill)]
        pairs += [(fixed["ink"], colours.tint), (fixed["quiet"], colours.tint)]
        assert min(contrast(*pair) for pair in pairs) >= 4.5, (colour, colours)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    """Colours are held against what the style sheet says of paper, panel and ink."""
    for scheme, grounds, inks in (
        (0, brand_colours._DAY, brand_colours._DAY_INKS),
        (1, brand_colours._NIGHT, brand_colours._NIGHT_INKS),
    ):
        fixed = tokens(scheme)
        assert (grounds, inks) == ((fixed["paper"], fixed["panel"]), (fixed["ink"], fixed["quiet"]))


@pytest.mark.parametrize(
    ("colour", "fill", "letters"),
    [("#0b5c45", "#0b5c45", "#fffdf6"), ("#ffd400", "#ffd400", "#15130e"), ("#6a1b9a", "#6a1b9a", "#fffdf6")],
)
def test_a_brand_stays_itself_where_it_is_large(colour: str, fill: str, letters: str) -> None:
    """A green, a bright yellow and a violet are the ground of buttons as they are."""
    light = brand_colours.brand_colours(colour).light
    assert (light.fill, light.on_fill) == (fill, letters)


def test_what_cannot_be_seen_has_a_neighbour_that_can() -> None:
    """The nearest colour that is proposed is taken, and has the hue of what was asked for."""
    for colour in ("#fdf6d8", "#ffffff", "#eeffee", "#f4f4ff"):
        near = nearest_seen(colour)
        assert not is_seen(colour) and is_seen(near)
        assert from_hex(colour).chroma < 0.01 or abs(from_hex(near).hue - from_hex(colour).hue) < 8


def test_a_colour_is_the_same_there_and_back() -> None:
    """From red, green and blue to lightness, chroma and hue and back, nothing is lost."""
    assert [to_hex(from_hex(colour)) for colour in SAMPLES] == SAMPLES
    assert distance("#000000", "#ffffff") == pytest.approx(1.0, abs=1e-3)
