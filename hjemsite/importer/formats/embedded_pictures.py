"""Files inside an imported file: pictures that a browser can show, their text alternatives, and attachments.

A picture's format is read from its first bytes and its size from its header; the pixels are never decoded.
"""

import io
import re
from posixpath import splitext

from hjemsite.content.placeholders import NO_ALT
from hjemsite.filetypes import ATTACHMENTS, content_trouble, name_trouble
from hjemsite.limits import BUNDLE_FILE_BYTES, PICTURE_PIXELS

_FORMATS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_PILLOW = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}


def alt_text(alt: str) -> str:
    """`alt` without characters that mean something in Markdown; a placeholder in Danish where nothing is left."""
    return re.sub(r"[\[\]\\*_`<>{}]", "", alt).strip() or NO_ALT


_AUTOMATIC = re.compile(r"genereret automatisk|automatically generated|automatisk genereret", re.IGNORECASE)


def described_by_editor(alt: str) -> str:
    """The text alternative of a picture in one line; empty where Word has guessed it.

    >>> described_by_editor("Et billede, der indeholder person. Beskrivelsen er genereret automatisk")
    ''
    """
    return "" if _AUTOMATIC.search(alt) else " ".join(alt.split())


def suffix_for(data: bytes) -> str:
    """The file suffix for the format of `data`, as `.png`; empty when no browser can show the format."""
    if data[8:12] == b"WEBP":
        return ".webp"
    if data[4:11] == b"ftypavi":
        return ".avif"
    return next((ending for magic, ending in _FORMATS.items() if data.startswith(magic)), "")


def attachment_rejection(name: str, data: bytes) -> str:
    """Why the document `data` cannot be attached, as the end of a Danish sentence (»den …«); empty when it can."""
    if name_trouble(name, ATTACHMENTS):
        return "er af en slags, som ikke kan vedhæftes"
    if len(data) > BUNDLE_FILE_BYTES:
        return f"fylder mere end {BUNDLE_FILE_BYTES.millions} MB"
    return "er ikke det, som navnet siger" if content_trouble(name, splitext(name)[1].lower(), data) else ""


def rejection_reason(data: bytes) -> str:
    """Why the picture `data` cannot be used, as the end of a Danish sentence (»det …«); empty when it can."""
    ending = suffix_for(data)
    if not ending:
        return "kan ikke vises i en browser; gem det som jpg eller png"
    if len(data) > BUNDLE_FILE_BYTES:
        return f"fylder mere end {BUNDLE_FILE_BYTES.millions} MB"
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=[_PILLOW[ending]]) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        width, height = PICTURE_PIXELS, 2
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "er gået i stykker"
    return f"er på mere end {PICTURE_PIXELS.millions} megapixel" if width * height > PICTURE_PIXELS else ""
