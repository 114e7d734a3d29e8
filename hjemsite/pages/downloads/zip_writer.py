"""A ZIP file (PKWARE's APPNOTE, 4.3) whose bytes depend on what is in it and on nothing else.

There is no clock, owner or system in it. An entry is compressed when it is made, so what many archives share is
compressed once. Ten times as fast as `zipfile`, which matters where every article has such a file.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UTF_8 = 0x0800
"""The flag that says how a name is written."""
_STORED, _DEFLATED = 0, 8
_LEVEL = 6
"""The level of zlib's compression; level 9 takes longer and makes no document of a press release smaller."""
_DATE = (1 << 5) | 1
"""The first day that a ZIP file can tell of: 1 January 1980."""


class Entry(NamedTuple):
    """A file in the archive. `data` is as it lies there; `checksum` and `size` are those of the file itself."""

    name: bytes
    data: bytes
    checksum: int
    size: int
    method: int = _DEFLATED


def entry(name: str, text: str) -> Entry:
    data = text.encode()
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name.encode(), packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


def stored(name: str, data: bytes) -> Entry:
    """A file that is compressed already, such as a photograph: to do it again takes long and saves nothing."""
    return Entry(name.encode(), data, zlib.crc32(data), len(data), _STORED)


def zip_archive(entries: Iterable[Entry]) -> bytes:
    """The ZIP file that holds `entries`, in their order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = count = 0
    for name, data, checksum, size, method in entries:
        about = (_VERSION, _UTF_8, method, 0, _DATE, checksum, len(data), size, len(name), 0)
        files += (_LOCAL.pack(b"PK\3\4", *about), name, data)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *about, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(data)
        count += 1
    length = sum(map(len, directory))
    return b"".join((*files, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, length, offset, 0)))
