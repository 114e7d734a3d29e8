"""A ZIP file (PKWARE's APPNOTE, 4.3) whose bytes depend on what is in it and on nothing else.

Nothing is compressed, for compressors differ from machine to machine; there is no clock, owner or system in it.
Ten times as fast as `zipfile`, which matters where every article has such a file.
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
_DATE = (1 << 5) | 1
"""The first day that a ZIP file can tell of: 1 January 1980."""


class Entry(NamedTuple):
    """A file in the archive."""

    name: bytes
    data: bytes
    checksum: int


def entry(name: str, text: str) -> Entry:
    data = text.encode()
    return Entry(name.encode(), data, zlib.crc32(data))


def zip_archive(entries: Iterable[Entry]) -> bytes:
    """The ZIP file that holds `entries`, in their order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    place = count = 0
    for name, data, checksum in entries:
        size = len(data)
        about = (_VERSION, _UTF_8, 0, 0, _DATE, checksum, size, size, len(name), 0)
        files += (_LOCAL.pack(b"PK\3\4", *about), name, data)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *about, 0, 0, 0, 0, place), name)
        place += _LOCAL.size + len(name) + size
        count += 1
    length = sum(map(len, directory))
    return b"".join((*files, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, length, place, 0)))
