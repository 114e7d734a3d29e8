"""A picture as social networks show it: 1200 × 630 pixels, a JPEG that the strictest of them takes.

A photograph is cut to that shape. A drawing is not cut, for its edges may hold words; it stands whole on white.
"""

import io

from PIL import Image, ImageOps

from hjemsite.images.social_card import HEIGHT, WIDTH
from hjemsite.limits import DOCUMENT_PICTURE_BYTES, SHARE_BYTES

NARROWEST = 600
"""In pixels. Networks show what is narrower as a stamp beside the text, and there the drawn card serves better."""

_QUALITIES = (82, 74, 66, 58, 50, 42, 34, 26, 18)
_CENTRE, _UPRIGHT = (50, 40), (50, 20)
"""Which part of a photograph is kept, in percent from the left and from above: faces are above the middle."""


def share_crop(
    image: Image.Image, is_drawn: bool, focus: tuple[int, int] | None = None
) -> tuple[tuple[int, int], bytes] | None:
    """Width and height in pixels, and the JPEG, of `image` in RGB or RGBA; None for one that is too small.

    `focus` is the point that must be seen, in percent from the left and from above. A photograph that is narrower than
    the card is not made larger; then all of it is smaller.
    """
    plain = _on_white(image)
    if is_drawn:
        cut = _whole(plain) if plain.width >= NARROWEST else None
    else:
        width = min(WIDTH, plain.width, plain.height * WIDTH // HEIGHT)
        size = (width, round(width * HEIGHT / WIDTH))
        x, y = focus or (_UPRIGHT if plain.height > plain.width else _CENTRE)
        kept = (x / 100, y / 100)
        cut = ImageOps.fit(plain, size, Image.Resampling.BICUBIC, centering=kept) if width >= NARROWEST else None
    return (cut.size, _encoded(cut, SHARE_BYTES)) if cut else None


DOCUMENT_WIDTH = 960
"""The width of a picture in a document, in pixels: 150 an inch, as wide as the text on A4."""


def document_picture(image: Image.Image) -> tuple[tuple[int, int], bytes]:
    """Width and height in pixels, and the JPEG, of a picture as a document has it, with few bytes."""
    small = _on_white(image.copy())
    small.thumbnail((DOCUMENT_WIDTH, DOCUMENT_WIDTH), Image.Resampling.BICUBIC, reducing_gap=3.0)
    return small.size, _encoded(small, DOCUMENT_PICTURE_BYTES)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _whole(image: Image.Image) -> Image.Image:
    small = image.copy()
    small.thumbnail((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    card = Image.new("RGB", (WIDTH, HEIGHT), "white")
    card.paste(small, ((WIDTH - small.width) // 2, (HEIGHT - small.height) // 2))
    return card


def _encoded(image: Image.Image, limit: int) -> bytes:
    """The best JPEG of at most `limit` bytes; of pure noise the worst, which is a little larger."""
    image.info = {}
    data = b""
    for quality in _QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        data = stream.getvalue()
        if len(data) <= limit:
            break
    return data
