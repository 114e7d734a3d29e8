"""A picture of few colours as a PNG file: its rows as they lie in memory, in one deflate stream.

Pillow would convert the picture first and look for the best packing, which takes most of the time of drawing a card.
The format is that of the PNG specification, third edition.
"""

import struct
import zlib
from itertools import starmap

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INDEXED = 3
_LEVEL = 4
"""Of zlib: the lowest at which hardly a card is above 20 kB."""


def palette_png(rows: bytes, width: int, height: int, palette: bytes, bits: int = 4) -> bytes:
    """The file of a picture of `width` times `height` pixels, an even number of them in each row.

    Each of the `rows` is a byte 0, which says that the row is not filtered, and its pixels with four or eight `bits`
    each: an index in the `palette` of three bytes for each colour.
    """
    assert len(rows) == height * (1 + width * bits // 8), (len(rows), width, height)
    header = struct.pack(">IIBBBBB", width, height, bits, _INDEXED, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, _LEVEL)), (b"IEND", b""))
    return b"".join([_SIGNATURE, *starmap(_chunk, parts)])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
