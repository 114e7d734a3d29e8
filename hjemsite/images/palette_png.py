"""A picture of few colours as a PNG file: its rows as they lie in memory, in one deflate stream.

Pillow would convert the picture first and look for the best packing, which takes most of the time of drawing a card.
Rows with letters are written as what differs from the row above them (filter »Up«), which is mostly zeros, so deflate
need look for runs alone. The stream is put together of pieces that do not look back at each other, so one that
many pictures have is packed once. The format is that of the PNG specification, third edition.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby, starmap
from typing import NamedTuple

from PIL import Image, ImageChops

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INDEXED = 3
_STRATEGIES, _ENOUGH = ((zlib.Z_BEST_SPEED, zlib.Z_RLE), (4, zlib.Z_DEFAULT_STRATEGY)), 20_000
"""Pairs of a level and a strategy of zlib, tried in order until the stream has at most `_ENOUGH` bytes; else the last.
Runs of one colour are quick to write; a headline of very many small letters has few, and needs the slower search."""
_UP = 2
"""What stands before a row that is written as the difference to the one above it."""
_BLOCK = 8
"""Rows that are looked at together."""
_BEGINNING, _END = b"\x78\x5e", b"\x03\x00"
"""How a zlib stream begins (RFC 1950: deflated, in a window of 32 kB), and its last block, which is empty."""
_ADLER = 65_521
"""The largest prime below 2 to the power of 16, which the checksum of such a stream counts with."""


class _Piece(NamedTuple):
    """A piece of the stream: its bytes deflated, their checksum, and how many they were."""

    packed: bytes
    checksum: int
    size: int


def palette_png(above: bytes, rows: bytes, width: int, height: int, palette: bytes, bits: int = 4) -> bytes:
    """The file of a picture of `width` times `height` pixels, an even number of them in each row.

    Each row is a byte 0, which says that the row is not filtered yet, and its pixels with four or eight `bits` each: an
    index in the `palette` of three bytes for each colour. Those `above` the `rows` are packed once for all pictures.
    """
    length = 1 + width * bits // 8
    assert len(above) + len(rows) == height * length, (len(above), len(rows), height, length)
    header = struct.pack(">IIBBBBB", width, height, bits, _INDEXED, 0, 0, 0)
    packed = b""
    for level, strategy in _STRATEGIES:
        packed = _stream(chain(_kept_pieces(above, length), _pieces(rows, length, level, strategy)))
        if len(packed) <= _ENOUGH:
            break
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", packed), (b"IEND", b""))
    return b"".join([_SIGNATURE, *starmap(_chunk, parts)])


def _stream(pieces: Iterable[_Piece]) -> bytes:
    """The zlib stream of all `pieces`. Its checksum follows from theirs: the sum of all bytes, and that of all sums."""
    parts, low, high = [_BEGINNING], 1, 0
    for packed, checksum, size in pieces:
        high += (checksum >> 16) + size * (low - 1)
        low += (checksum & 0xFFFF) - 1
        parts.append(packed)
    return b"".join((*parts, _END, struct.pack(">HH", high % _ADLER, low % _ADLER)))


@lru_cache(maxsize=8)
def _kept_pieces(rows: bytes, length: int) -> tuple[_Piece, ...]:
    return tuple(_pieces(rows, length, *_STRATEGIES[0]))


def _pieces(rows: bytes, length: int, level: int, strategy: int) -> Iterator[_Piece]:
    """The `rows` of `length` bytes each. A run of equal rows, which zlib takes its time over, is packed once."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy)
    blocks = (rows[at : at + _BLOCK * length] for at in range(0, len(rows), _BLOCK * length))
    for row, same in groupby(blocks, lambda block: _only_row(block, length)):
        run = b"".join(same)
        yield _repeated(row, len(run) // length) if row else _piece(packer, _filtered(run, length))


def _filtered(rows: bytes, length: int) -> bytes:
    """Each row but the first as the difference to the one above it, byte by byte."""
    size = (length, len(rows) // length)
    these = Image.frombuffer("L", size, rows, "raw", "L", 0, 1)
    above = Image.new("L", size)
    above.paste(these, (0, 1))
    differences = ImageChops.subtract_modulo(these, above)
    differences.paste(_UP, (0, 1, 1, size[1]))
    return differences.tobytes()


def _piece(packer: "zlib._Compress", run: bytes) -> _Piece:
    return _Piece(packer.compress(run) + packer.flush(zlib.Z_FULL_FLUSH), zlib.adler32(run), len(run))


def _only_row(block: bytes, length: int) -> bytes:
    """The row that the rows of a block are equal to; empty where they differ."""
    return block[:length] if block[length:] == block[:-length] else b""


@lru_cache(maxsize=1_000)
def _repeated(row: bytes, count: int) -> _Piece:
    return _piece(zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS), row * count)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
