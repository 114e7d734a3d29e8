"""Metadata of picture files: camera, place, names, comments, and whatever stands behind the end of the picture.

The parts that make the picture are kept by name, so metadata that nobody thought of goes. No pixel is changed.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping

Range = tuple[int, int]
"""From one offset up to another."""

_OTHER_FILES = re.compile(
    rb"<(?:script|html|svg|\?php|!doctype|body|iframe)\b|%PDF-|PK\x05\x06|MZ\x90\0", re.IGNORECASE
)
"""How files of other kinds begin, or, for ZIP, end."""

_SCAN_END = re.compile(rb"\xff(?=[^\0\xd0-\xd7\xff])")
_KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"IDAT", b"IEND"})
_WEBP_FLAGS = 0x2E
"""ICC profile, Exif, XMP, animation: bits of the VP8X chunk (WebP container specification)."""


class BrokenError(Exception):
    """The parts of the file do not fit together."""


def without_metadata(data: bytes) -> bytes:
    """The JPEG, PNG, WebP or GIF `data` without metadata and without colour profile. Raises `BrokenError`."""
    kept = b"".join(data[start:end] for start, end in _ranges(data))
    return _webp(kept) if data.startswith(b"RIFF") else kept


def has_embedded_file(data: bytes) -> bool:
    """Whether another kind of file is hidden in what `without_metadata` leaves out. Raises `BrokenError`."""
    end = 0
    for start, following in (*_ranges(data), (len(data), len(data))):
        if _OTHER_FILES.search(data, end, start):
            return True
        end = following
    return False


def _ranges(data: bytes) -> list[Range]:
    for magic, walk in _WALKS.items():
        if data.startswith(magic):
            try:
                ranges = list(walk(data))
            except (IndexError, ValueError, struct.error) as error:
                raise BrokenError from error
            if ranges[-1][1] > len(data):
                raise BrokenError
            return ranges
    raise BrokenError


def _jpeg(data: bytes) -> Iterator[Range]:
    """ITU-T T.81, annex B: segments; after a start of scan, coded data up to the next marker."""
    yield 0, 2
    offset = 2
    while True:
        while data[offset + 1] == 0xFF:
            offset += 1
        marker = data[offset + 1]
        if data[offset] != 0xFF:
            raise ValueError
        if marker == 0xD9:
            yield offset, offset + 2
            return
        end = offset + 2 + int.from_bytes(data[offset + 2 : offset + 4])
        if marker == 0xDA:
            scan = _SCAN_END.search(data, end)
            if scan is None:
                raise ValueError
            end = scan.start()
        if _is_needed(marker, data[offset + 4 : end]):
            yield offset, end
        offset = end


def _is_needed(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        # With 14 bytes it holds no thumbnail.
        return content.startswith(b"JFIF\0") and len(content) == 14
    if marker == 0xEE:
        return content.startswith(b"Adobe") and len(content) == 12
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _png(data: bytes) -> Iterator[Range]:
    yield 0, 8
    offset, name = 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, offset)
        if name in _KEPT_CHUNKS:
            yield offset, offset + 12 + length
        offset += 12 + length


def _riff(data: bytes) -> Iterator[Range]:
    yield 0, 12
    offset, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while offset + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, offset)
        following = offset + 8 + length + length % 2
        if name in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH"):
            yield offset, following
        offset = following


def _webp(kept: bytes) -> bytes:
    if kept[12:16] == b"VP8X":
        kept = kept[:20] + bytes([kept[20] & ~_WEBP_FLAGS]) + kept[21:]
    return kept[:4] + (len(kept) - 8).to_bytes(4, "little") + kept[8:]


def _gif(data: bytes) -> Iterator[Range]:
    """GIF89a: header and colours, then extensions and pictures, each a row of blocks that ends with an empty one."""
    offset = 13 + _colours(data[10])
    yield 0, offset
    while data[offset] != 0x3B:
        if data[offset] == 0x2C:
            end = _after_blocks(data, offset + 11 + _colours(data[offset + 9]))
            yield offset, end
        else:
            end = _after_blocks(data, offset + 2)
            if data[offset : offset + 2] == b"!\xf9":
                yield offset, end
        offset = end
    yield offset, offset + 1


def _colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, offset: int) -> int:
    while data[offset]:
        offset += 1 + data[offset]
    return offset + 1


_WALKS: Mapping[bytes, Callable[[bytes], Iterator[Range]]] = {
    b"\xff\xd8": _jpeg,
    b"\x89PNG": _png,
    b"RIFF": _riff,
    b"GIF8": _gif,
}
