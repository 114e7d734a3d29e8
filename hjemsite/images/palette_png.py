"""A picture of few colours as a PNG file: its rows as they lie in memory, in one deflate stream.

Pillow would convert the picture first and look for the best packing, which takes most of the time of drawing a card.
The format is that of the PNG specification, third edition.
"""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, starmap

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INDEXED = 3
_LEVEL = 3
"""The level of zlib's compression: the lowest at which hardly a card is above 20 kB."""
_BLOCK = 8
"""Rows that are looked at together."""
_BEGINNING, _END = b"\x78\x5e", b"\x03\x00"
"""How a zlib stream begins (RFC 1950: deflated, in a window of 32 kB), and its last block, which is empty."""


def palette_png(rows: bytes, width: int, height: int, palette: bytes, bits: int = 4) -> bytes:
    """The file of a picture of `width` times `height` pixels, an even number of them in each row.

    Each of the `rows` is a byte 0, which says that the row is not filtered, and its pixels with four or eight `bits`
    each: an index in the `palette` of three bytes for each colour.
    """
    assert len(rows) == height * (1 + width * bits // 8), (len(rows), width, height)
    header = struct.pack(">IIBBBBB", width, height, bits, _INDEXED, 0, 0, 0)
    packed = b"".join((_BEGINNING, *_pieces(rows, len(rows) // height), _END, struct.pack(">I", zlib.adler32(rows))))
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", packed), (b"IEND", b""))
    return b"".join([_SIGNATURE, *starmap(_chunk, parts)])


def _pieces(rows: bytes, length: int) -> Iterator[bytes]:
    """The `rows` of `length` bytes each, deflated in pieces that do not look back at each other.

    So a run of equal rows, which zlib takes its time over, is packed once for all cards.
    """
    packer = _packer(_LEVEL)
    blocks = (rows[at : at + _BLOCK * length] for at in range(0, len(rows), _BLOCK * length))
    for row, same in groupby(blocks, lambda block: _only_row(block, length)):
        run = b"".join(same)
        yield _repeated(row, len(run) // length) if row else packer.compress(run) + packer.flush(zlib.Z_FULL_FLUSH)


def _only_row(block: bytes, length: int) -> bytes:
    """The row that the rows of a block are equal to; empty where they differ."""
    return block[:length] if block[length:] == block[:-length] else b""


@lru_cache(maxsize=1_000)
def _repeated(row: bytes, count: int) -> bytes:
    packer = _packer(zlib.Z_BEST_COMPRESSION)
    return packer.compress(row * count) + packer.flush(zlib.Z_FULL_FLUSH)


def _packer(level: int) -> "zlib._Compress":
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
