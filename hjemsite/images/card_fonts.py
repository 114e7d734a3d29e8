"""The letters of share cards: fonts, how wide a letter is, and its shape. Each is computed once.

The layout engine gives each letter whole pixels and knows no pairs, so a word is as wide as its letters.
"""

import io
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from hjemsite.images.card_letters import FONTS


@cache
def font_of(face: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout engine is the only one on every machine.
    data = io.BytesIO((FONTS / f"{face}-{weight}.woff2").read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)


class Widths(dict[str, int]):
    """The width of each letter of a font, in pixels; letters are measured when they are asked for."""

    def __init__(self, of: ImageFont.FreeTypeFont) -> None:
        super().__init__()
        self._font = of

    def __missing__(self, letter: str) -> int:
        self[letter] = width = int(self._font.getlength(letter))
        return width

    def of(self, word: str) -> int:
        """The width of a word."""
        return sum(map(self.__getitem__, word))


@cache
def widths_of(face: str, weight: int, size: int) -> Widths:
    return Widths(font_of(face, weight, size))


class Glyph(NamedTuple):
    """How a letter is drawn: its `mask` begins at `left` and `top`, from where it stands on the baseline, in pixels.

    The next letter stands `advance` pixels further on.
    """

    mask: Image.Image | None
    """The shape of the letter; None where it has none, as a blank."""
    left: int
    top: int
    advance: int


@cache
def glyph_of(letter: str, face: str, weight: int, size: int) -> Glyph:
    font = font_of(face, weight, size)
    left, top, right, bottom = map(int, font.getbbox(letter, anchor="ls"))
    advance = widths_of(face, weight, size)[letter]
    if left >= right or top >= bottom:
        return Glyph(None, 0, 0, advance)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), letter, fill=255, font=font, anchor="ls")
    return Glyph(mask, left, top, advance)
