"""Pictures that come along with a press release: which can be shown, and what they are described as.

A picture is known by its first bytes, and judged by its header alone; Pillow is loaded only when there is one.
"""

import io
import re

from hjemsite.content.sources import MAX_FILE

MOST_PIXELS = 40_000_000

_FORMATS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_PILLOW = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}


def described(alt: str) -> str:
    """A description as it can stand between brackets; of none, words that say so."""
    return re.sub(r"[\[\]\\*_`<>{}]", "", alt).strip() or "Billedet er ikke beskrevet endnu"


def ending_of(data: bytes) -> str:
    """The ending that a picture's first bytes call for; empty when no browser can show it."""
    if data[8:12] == b"WEBP":
        return ".webp"
    if data[4:11] == b"ftypavi":
        return ".avif"
    return next((ending for magic, ending in _FORMATS.items() if data.startswith(magic)), "")


def unfit(data: bytes) -> str:
    """Why a picture cannot be used (»det …«); empty when it can. Only its header is read."""
    ending = ending_of(data)
    if not ending:
        return "kan ikke vises i en browser; gem det som jpg eller png"
    if len(data) > MAX_FILE:
        return f"fylder mere end {MAX_FILE // 1_000_000} MB"
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=[_PILLOW[ending]]) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        width, height = MOST_PIXELS, 2
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "er gået i stykker"
    return f"er på mere end {MOST_PIXELS // 1_000_000} megapixel" if width * height > MOST_PIXELS else ""
