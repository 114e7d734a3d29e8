"""The card that a social network shows for a page: headline or quote, date and name of the site, as a small PNG.

It is drawn in a palette of ten colours: from paper to ink, from paper to the accent, and the light of the lamp. So
no colours must be reduced afterwards; only a logo has a palette of its own behind them. Three steps to the ink are
enough for smooth letters of this size, and each more is a tenth of the file. What is the same on many cards is drawn
once, letters too.
"""

import io
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from PIL import Image, ImageDraw

from hjemsite.images import card_houses
from hjemsite.images.card_fonts import Widths, font_of, glyph_of, widths_of
from hjemsite.images.card_letters import FACES
from hjemsite.images.palette_png import palette_png
from hjemsite.images.social_card import HEIGHT, WIDTH, CardLook, SocialCard

_Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_PAPER, _INK, _ACCENT, _LAMP = (251, 250, 246), (23, 33, 29), (11, 92, 69), (244, 185, 66)
_TINT = (252, 239, 203)
"""The paper of a quote."""

_TINTED = 0.1
"""How much of its accent the paper of a quote has on a site with a brand."""

_DARKEST, _FAINT = 3, 2
"""Indices in the palette: ink for headlines, and a fainter ink for the date; 0 is paper."""

_FULL_ACCENT, _LIGHT, _BAR = 7, 8, 9
_ACCENTS = _FULL_ACCENT - _DARKEST
_HOUSES = card_houses.Tones(_DARKEST + 1, _FULL_ACCENT, _LIGHT)
_OF_MARK = _BAR + 1
"""The first index of the colours of a logo."""

_MARK_COLOURS, _MARK_WIDTH, _MARK_HEIGHT = 128, 420, 66
"""How many colours a logo has on a card, and its largest size in pixels."""

_FILTER = 2
"""Pixels before each row of an image: with four bits each, they are the byte that PNG has there."""
_EDGE = 84
_SIZES, _QUOTE_SIZES = range(88, 43, -4), range(88, 35, -4)
"""Sizes of letters for a headline, and for a quote, in pixels; the largest that fits is taken."""

_MOST_LETTERS = 300
"""Letters of a headline that are looked at; more never fit."""

_HEAD = 150
"""The height of what all cards of a site have above the headline, in pixels."""

_BREADTH, _DEPTH = WIDTH - 2 * _EDGE, 300
"""The room for the headline, in pixels."""

_ABOVE_ROOFS, _BESIDE = 30, 40
"""How much less of that room there is above houses, and how far they are from the words to their left."""

_SPEAKER = 46
"""How much of that room, and how far above the date, the speaker of a quote has."""


def draw_card(card: SocialCard, mark: bytes = b"") -> bytes:
    """The card as PNG; `mark` is the PNG file that its look names."""
    paper = _paper(card)
    shown = _logo(mark, paper) if mark else None
    bits = 8 if shown else 4
    image = _blank(_bar(card.look)).copy()
    breadth = _BREADTH - _draw_houses(image, card)
    weight = 500 if card.speaker else 700
    size, lines = _lines(card)
    first = 186 + font_of(card.face, weight, size).getmetrics()[0]
    for number, line in enumerate(lines):
        _write(image, first + number * _leading(size), line, _DARKEST, (card.face, weight, size))
    if card.speaker:
        speaker = _shortened(card.speaker, breadth, 32)
        _write(image, HEIGHT - 64 - _SPEAKER, speaker, _DARKEST, (FACES[0], 600, 32))
    _write(image, HEIGHT - 64, card.date, _FAINT, (FACES[0], 400, 32))
    palette = _palette(card.look, paper) + (shown.palette if shown else b"")
    return palette_png(_head(card.site, card.look, mark, paper), _rows(image, bits), WIDTH, HEIGHT, palette, bits)


def _draw_houses(image: Image.Image, card: SocialCard) -> int:
    """Draw the houses of a card in an image of what is below `_head`; how much room they take, in pixels."""
    if not card.houses:
        return 0
    date = widths_of(FACES[0], 400, 32).of(card.date) + _BESIDE if card.date else 0
    houses = card_houses.street(card.houses, _BREADTH - date, _HOUSES)
    image.paste(houses, (_FILTER + WIDTH - _EDGE - houses.width, image.height - houses.height))
    return houses.width + _BESIDE


def _paper(card: SocialCard) -> _Colour:
    """The colour of the ground: a quote stands on a tint."""
    if not card.speaker:
        return _PAPER
    return _mixed(_rgb(card.look.accent), _TINTED, _PAPER) if card.look else _TINT


@lru_cache(maxsize=2)
def _head(site: str, look: CardLook | None, mark: bytes, paper: _Colour) -> bytes:
    """The rows of pixels with the mark and the name of the site, which all its cards on one `paper` have."""
    drawn, logo = Image.new("L", (WIDTH, _HEAD)), _logo(mark, paper) if mark else None
    before = logo.pixels if logo else _mark() if look is None or look.has_house else None
    left = _EDGE
    if before is not None:
        drawn.paste(before, (_EDGE, 72 + (_MARK_HEIGHT - before.height) // 2))
        left += before.width + 22
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, 20, _HEAD), fill=_bar(look))
    if logo is None or look is None or look.has_name:
        name = _shortened(site, WIDTH - _EDGE - left, 34)
        pen.text((left, 108), name, fill=_DARKEST, font=font_of(FACES[0], 600, 34), anchor="lm")
    image = Image.new("P", (_FILTER + WIDTH, _HEAD))
    image.paste(Image.frombytes("P", drawn.size, drawn.tobytes()), (_FILTER, 0))
    return _rows(image, 8 if logo else 4)


@cache
def _blank(bar: int) -> Image.Image:
    """What is below `_head`, without headline and date."""
    image = Image.new("P", (_FILTER + WIDTH, HEIGHT - _HEAD))
    image.paste(bar, (_FILTER, 0, _FILTER + 21, HEIGHT - _HEAD))
    return image


def _bar(look: CardLook | None) -> int:
    """The index of the colour of the left edge."""
    return _BAR if look else _FULL_ACCENT


def _rows(image: Image.Image, bits: int) -> bytes:
    """The pixels of an image, four or eight bits each."""
    if bits == 4:
        return image.tobytes("raw", "P;4")
    # Of the pixels before each row, one is the byte that PNG has there.
    return image.crop((_FILTER - 1, 0, *image.size)).tobytes()


class _Logo(NamedTuple):
    """A logo, drawn with the colours of a `palette` whose first index is `_OF_MARK`."""

    pixels: Image.Image
    palette: bytes


@lru_cache(maxsize=2)
def _logo(data: bytes, paper: _Colour) -> _Logo | None:
    """The logo in a PNG file on `paper`, in its size on a card; None where the file cannot be decoded."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
            logo = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    scale = min(_MARK_HEIGHT / logo.height, _MARK_WIDTH / logo.width)
    logo = logo.resize((max(1, round(logo.width * scale)), max(1, round(logo.height * scale))), Image.Resampling.BOX)
    plain = Image.new("RGBA", logo.size, (*paper, 255))
    plain.alpha_composite(logo)
    few = plain.convert("RGB").quantize(_MARK_COLOURS, dither=Image.Dither.NONE)
    palette = bytes(few.getpalette() or [])[: 3 * _MARK_COLOURS]
    return _Logo(Image.frombytes("L", few.size, bytes(_OF_MARK + index for index in few.tobytes())), palette)


def _write(image: Image.Image, baseline: int, text: str, colour: int, font: tuple[str, int, int]) -> None:
    """Write `text` from the edge on, at a height on the card, in an image of what is below `_head`.

    The layout engine gives each letter whole pixels, so one looks the same wherever it stands. It begins at an even
    pixel, for two are a byte: so a letter is the same bytes each time, and deflate finds it again.
    """
    x, baseline = _FILTER + _EDGE, baseline - _HEAD
    # What Pillow's own method does for each letter before it draws takes longer than the drawing.
    pen = ImageDraw.Draw(image).draw
    ink = pen.draw_ink(colour)
    for letter in text:
        glyph = glyph_of(letter, *font)
        if glyph.mask is not None:
            pen.draw_bitmap((x - x % 2 + glyph.left, baseline + glyph.top), glyph.mask.im, ink)
        x += glyph.advance


def _lines(card: SocialCard) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; one that never fits is cut."""
    words = card.title[:_MOST_LETTERS].split()
    below = _SPEAKER if card.speaker else _ABOVE_ROOFS if card.houses else 0
    sizes, depth, weight = (_QUOTE_SIZES, _DEPTH - below, 500) if card.speaker else (_SIZES, _DEPTH - below, 700)
    for size in sizes:
        lines = _wrapped(words, widths_of(card.face, weight, size))
        if lines is not None and len(lines) * _leading(size) <= depth:
            return size, lines
    size, most = sizes[-1], depth // _leading(sizes[-1])
    widths = widths_of(card.face, weight, size)
    lines = _wrapped([piece for word in words for piece in _divided(word, widths)], widths) or []
    return size, lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0]} …"]


def _leading(size: int) -> int:
    return round(size * 1.14)


def _wrapped(words: Iterable[str], widths: Widths) -> list[str] | None:
    """The words in lines, as many in each as have room; None where a word alone has none."""
    lines: list[list[str]] = []
    left, blank = 0, widths[" "]
    for word in words:
        length = widths.of(word)
        if length > _BREADTH:
            return None
        left -= blank + length
        if left < 0 or not lines:
            lines.append([])
            left = _BREADTH - length
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _divided(word: str, widths: Widths) -> Iterator[str]:
    """A word in pieces that have room on a line."""
    while widths.of(word) > _BREADTH:
        end = next(end for end in range(len(word) - 1, 0, -1) if widths.of(f"{word[:end]}-") <= _BREADTH)
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _shortened(text: str, room: int, size: int) -> str:
    """A name, cut where it would be wider than `room`, in pixels."""
    widths = widths_of(FACES[0], 600, size)
    if widths.of(text) <= room:
        return text
    return next(cut for end in range(len(text), -1, -1) if widths.of(cut := f"{text[:end]}…") <= room)


@cache
def _mark() -> Image.Image:
    """A door with light in it, with smooth edges."""
    large = Image.new("L", (248, 264))
    pen = ImageDraw.Draw(large)
    pen.polygon([(0, 264), (0, 109), (124, 0), (248, 109), (248, 264)], fill=255)
    pen.pieslice((62, 99, 186, 223), 180, 360, fill=0)
    pen.rectangle((62, 161, 186, 264), fill=0)
    house = large.resize((62, 66), Image.Resampling.BOX).point(_as_accent)
    light = ImageDraw.Draw(house)
    light.pieslice((22, 31, 40, 49), 180, 360, fill=_LIGHT)
    light.rectangle((22, 40, 40, 66), fill=_LIGHT)
    return house


def _as_accent(value: int) -> int:
    return _DARKEST + max(1, value * _ACCENTS // 255) if value else 0


@lru_cache(maxsize=2)
def _palette(look: CardLook | None, paper: _Colour) -> bytes:
    full, bar = (_rgb(look.accent), _rgb(look.bar)) if look else (_ACCENT, _PAPER)
    ink = [_mixed(_INK, step / _DARKEST, paper) for step in range(_DARKEST + 1)]
    accent = [_mixed(full, step / _ACCENTS, paper) for step in range(1, _ACCENTS + 1)]
    return bytes(chain.from_iterable([*ink, *accent, _LAMP, bar]))


def _rgb(colour: str) -> _Colour:
    """Red, green and blue of `#rrggbb`."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _mixed(colour: _Colour, share: float, paper: _Colour) -> _Colour:
    red, green, blue = (round(ground + (full - ground) * share) for ground, full in zip(paper, colour, strict=True))
    return red, green, blue
