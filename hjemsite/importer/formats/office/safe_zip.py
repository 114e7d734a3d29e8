"""The zip archive of a Word document, checked before anything in it is unpacked or parsed.

The limits apply to the sizes that the archive declares, and `zipfile` never unpacks more than those. All XML is read
once, event by event, before a library builds a tree of it. Nothing from an archive is written to disk.
"""

import io
import stat
import zipfile
import zlib
from posixpath import normpath

from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.formats.office.xml_limits import count_elements
from hjemsite.limits import (
    IMPORT_BYTES,
    XML_ELEMENTS,
    ZIP_ENTRIES,
    ZIP_ENTRY_BYTES,
    ZIP_RATIO,
    ZIP_XML_BYTES,
)

_LINK = stat.S_IFLNK >> 12
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TRY_AGAIN = "Åbn det i Word, gem det igen som .docx, og prøv igen."


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive `data`, with names, sizes and flags checked. Raises `UnreadableError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UnreadableError(f"Word-dokumentet er gået i stykker. {_TRY_AGAIN}") from None
    entries = archive.infolist()
    if len(entries) > ZIP_ENTRIES:
        raise UnreadableError(f"Word-dokumentet rummer mere end {ZIP_ENTRIES} dele. Gem kun teksten, og prøv igen.")
    for entry in entries:
        _judge(entry)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > IMPORT_BYTES or unpacked > ZIP_RATIO * max(len(data), 1):
        raise UnreadableError(_too_large(unpacked))
    return archive


def _judge(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or normpath(name).startswith(".."):
        raise UnreadableError(
            f"Word-dokumentet rummer en del, der vil ligge uden for det (»{name[:80]}«). {_TRY_AGAIN}"
        )
    if entry.external_attr >> 28 == _LINK:
        raise UnreadableError(f"Word-dokumentet rummer en genvej til en anden fil (»{name[:80]}«). {_TRY_AGAIN}")
    if entry.flag_bits & 1:
        raise UnreadableError("Word-dokumentet er beskyttet med en adgangskode. Gem det uden, og prøv igen.")
    if entry.compress_type not in _PLAIN:
        raise UnreadableError(f"Word-dokumentet er pakket på en måde, som Word ikke bruger. {_TRY_AGAIN}")
    if entry.file_size > ZIP_ENTRY_BYTES or (
        entry.file_size > 1_000_000 and entry.file_size > ZIP_RATIO * max(entry.compress_size, 1)
    ):
        raise UnreadableError(_too_large(entry.file_size))


def _too_large(size: int) -> str:
    return (
        f"Word-dokumentet fylder {max(1, size // 1_000_000)} MB, når det pakkes ud. Det er for meget; "
        "gør billederne mindre, eller gem kun teksten."
    )


def check_xml(archive: zipfile.ZipFile) -> None:
    """Check size, depth, number of elements and absence of a DOCTYPE in all XML. Raises `UnreadableError`."""
    elements = 0
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            if entry.file_size > ZIP_XML_BYTES:
                raise UnreadableError(_too_large(entry.file_size))
            elements += count_elements(read_entry(archive, entry.filename), "Word-dokumentet", _TRY_AGAIN)
            if elements > XML_ELEMENTS:
                raise UnreadableError(
                    "Word-dokumentet er for stort til at være en pressemeddelelse. Kopiér teksten til et nyt dokument."
                )


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of the entry `name`. Raises `UnreadableError`."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError):
        raise UnreadableError(f"Word-dokumentet er gået i stykker. {_TRY_AGAIN}") from None
