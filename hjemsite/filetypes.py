"""Formats of files, recognised by their bytes: what may be published, and what a misnamed file is instead.

A name is only a claim, so a renamed web page is never published as a picture. What is on no list is not published.
"""

import re
from collections.abc import Iterable, Mapping
from posixpath import basename, splitext
from typing import TypeAlias

Formats: TypeAlias = Mapping[str, tuple[bytes, int]]
"""Ending → the bytes that each file of the kind holds, and at which offset, as its specification says."""

Trouble: TypeAlias = tuple[str, str]
"""What is wrong and the way out, in Danish."""

PICTURES: Formats = {
    ".jpg": (b"\xff\xd8\xff", 0),
    ".jpeg": (b"\xff\xd8\xff", 0),
    ".png": (b"\x89PNG\r\n\x1a\n", 0),
    ".webp": (b"WEBP", 8),
    ".gif": (b"GIF8", 0),
    # ISO media files name their brand after the length.
    ".avif": (b"ftypavi", 4),
}
ATTACHMENTS: Formats = {
    **PICTURES,
    ".pdf": (b"%PDF-", 0),
    ".docx": (b"PK\x03\x04", 0),
    ".xlsx": (b"PK\x03\x04", 0),
    ".pptx": (b"PK\x03\x04", 0),
    ".odt": (b"PK\x03\x04", 0),
    ".zip": (b"PK\x03\x04", 0),
}
SOUND: Formats = {".mp3": (b"ID3", 0)}
"""A file without a tag begins with a frame of sound (ISO 11172-3): `_is_recording` takes that, too."""
FILM: Formats = {".mp4": (b"ftyp", 4), ".webm": (b"\x1aE\xdf\xa3", 0)}
RECORDINGS: Formats = {**SOUND, **FILM}
CAPTIONS: Formats = {".vtt": (b"WEBVTT", 0)}
TRANSCRIPTS: Formats = {".txt": (b"", 0)}
_ALL: Formats = {**ATTACHMENTS, **RECORDINGS, **CAPTIONS, **TRANSCRIPTS}

MEDIA_TYPES: Mapping[str, str] = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
"""Ending → media type (IANA) of each of `ATTACHMENTS` and `RECORDINGS`; the machine's own table may have others."""

_SITE_MEDIA_TYPES: Mapping[str, str] = {
    **MEDIA_TYPES,
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".sha256": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
"""Ending → media type of each kind of file on a site."""


def media_type(path: str) -> str:
    """The media type with which a server sends the file at `path`; that of unknown bytes where no kind is known.

    >>> media_type("nyheder/index.html"), media_type("bilag/tal.ukendt")
    ('text/html; charset=utf-8', 'application/octet-stream')
    """
    return _SITE_MEDIA_TYPES.get(splitext(path)[1].lower(), "application/octet-stream")


_INSIDE = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
}
"""What a package must hold, beside being a ZIP file."""

_OTHERS: tuple[tuple[str, bytes, int], ...] = (
    ("TIFF-billede", b"II*\0", 0),
    ("TIFF-billede", b"MM\0*", 0),
    ("Photoshop-billede", b"8BPS", 0),
    ("PostScript-billede", b"%!PS", 0),
    ("FITS-billede", b"SIMPLE  =", 0),
    ("BMP-billede", b"BM", 0),
    ("HEIC-billede", b"ftyphei", 4),
    ("HEIC-billede", b"ftypmif1", 4),
    ("videoklip", b"ftyp", 4),
    ("videoklip", b"\x1aE\xdf\xa3", 0),
    ("lydklip", b"ID3", 0),
    ("program", b"MZ", 0),
)
"""What else a file may be, and how it begins; checked after what may be published."""

_MARKUP = rb"(?is)\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(svg|!doctype html|html|script|body|head)\b"
_DOUBLE = (
    r"(?i)\.(html?|xhtml|svg|xml|js|mjs|css|php\d?|phtml|aspx?|jsp|cgi|pl|py|rb|sh|exe|com|bat|cmd|scr|msi|vbs|ps1|jar"
    r"|app|docm?|xlsm?|pptm?|dll|lnk|hta|swf)(?=\.)"
)

_WAYS_OUT = {
    ".svg": "En SVG-tegning kan rumme programkode; gem den som png",
    ".heic": "Gem billedet som jpg",
    ".tif": "Gem billedet som jpg",
    ".tiff": "Gem billedet som jpg",
    ".doc": "Gem den som docx eller pdf",
    **dict.fromkeys(RECORDINGS, "Skriv lyd og film under recordings, hvor læserne kan afspille dem"),
}


def name_trouble(name: str, formats: Formats) -> Trouble | None:
    """What the name of a file alone says against it."""
    ending = splitext(name)[1].lower()
    if ending not in formats:
        endings = _either(suffix.removeprefix(".") for suffix in formats)
        return f"Filer som »{name}« kan ikke lægges ud", _WAYS_OUT.get(ending, f"Gem den som {endings}")
    if double := re.search(_DOUBLE, name):
        message = f"Filen »{name}« har to endelser, »{double[0]}« og »{ending}«"
        return message, "Giv filen et navn med kun én endelse"
    return None


def content_trouble(name: str, ending: str, data: bytes) -> Trouble | None:
    """What is wrong with a file that is not what its ending, one of ours, says it is."""
    if _holds(data, _ALL[ending]) and _is_package(data, ending) and ending not in RECORDINGS:
        return None
    if ending in RECORDINGS and _is_recording(data, ending):
        return None
    if not data:
        return f"Filen »{name}« er tom", "Læg den rigtige fil i mappen"
    if data.startswith(b"version https://git-lfs"):
        return f"Filen »{name}« er ikke hentet ned", "Hent den med git lfs pull, og byg igen"
    if _is_zip(ending) and _holds(data, _ALL[ending]) and not _is_package(data, ".zip"):
        return f"Filen »{name}« er i stykker", "Hent den igen, hvor den kom fra"
    nature, hint = _nature(data), f"Åbn filen, og gem den igen som {ending[1:]}"
    if nature:
        return f"Filen »{name}« er i virkeligheden {nature}", hint
    return f"Filen »{name}« er ikke det, som navnet siger", hint


_ROOT_PICTURES: Formats = {".png": PICTURES[".png"], ".ico": (b"\0\0\1\0", 0)}
_ROOT_TEXTS = ("", ".asc", ".html", ".json", ".txt", ".webmanifest", ".xml")
_MORE_THAN_A_PROOF: Mapping[str, str] = {
    ".html": r"(?i)<(?!/?(?:html|head|title|meta|body|p)\b|!doctype\b|!--)\S{0,30}"
    r"|\b(?:on\w+|style|background)\s*=|http-equiv\s*=\s*[\"']?\s*refresh",
    ".xml": r"(?i)w3\.org/(?:1999/xhtml|2000/svg|1999/xsl)|<\?xml-stylesheet|<!DOCTYPE|<!ENTITY",
}
"""Ending → what lets a file at the root be more than a proof: code, something fetched, or a page without our checks."""


def root_file_trouble(path: str, data: bytes) -> Trouble | None:
    """What is wrong with a file that is to lie at the root of the site as it is; None when nothing is."""
    name = basename(path)
    ending = splitext(name)[1].lower()
    if ending not in (*_ROOT_TEXTS, *_ROOT_PICTURES):
        endings = _either(suffix[1:] for suffix in (*_ROOT_TEXTS, *_ROOT_PICTURES) if suffix)
        return (
            f"Filer som »{name}« kan ikke lægges i roden",
            f"Brug en fil, der ender på {endings}",
        )
    if data.startswith(b"version https://git-lfs"):
        return f"Filen »{name}« er ikke hentet ned", "Hent den med git lfs pull, og byg igen"
    if ending in _ROOT_PICTURES:
        hint = f"Åbn filen, og gem den igen som {ending[1:]}"
        return None if _holds(data, _ROOT_PICTURES[ending]) else (f"Filen »{name}« er ikke det, som navnet siger", hint)
    if b"\0" in data:
        return f"Filen »{name}« er ikke en tekst", "Slet filen, eller hent den igen, hvor den kom fra"
    pattern = _MORE_THAN_A_PROOF.get(ending)
    if pattern and (extra := re.search(pattern, data.decode("utf-8", "replace"))):
        message = f"Filen »{name}« er mere end en bekræftelse: Den rummer »{extra[0]}«"
        return message, "Slet koden, eller lav teksten til en side i content/sider"
    return None


def _either(endings: Iterable[str]) -> str:
    *others, last = sorted(endings)
    return f"{', '.join(others)} eller {last}" if others else last


def _holds(data: bytes, magic: tuple[bytes, int]) -> bool:
    return data.startswith(magic[0], magic[1])


def _is_zip(ending: str) -> bool:
    return _ALL[ending][0] == b"PK\x03\x04"


_CODE = re.compile(rb"(?i)<(?:!doctype html|html|script|svg|iframe)\b")


def _is_recording(data: bytes, ending: str) -> bool:
    """Whether a file is what its ending, one of `RECORDINGS`, says, and no web page to a browser that guesses.

    A browser that guesses looks at the first 1,445 bytes (mimesniff.spec.whatwg.org).
    """
    if _CODE.search(data[:4000]):
        return False
    if ending == ".mp3":
        # A frame: eleven bits are set, and two say layer III.
        return _holds(data, SOUND[ending]) or (data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE6 == 0xE2)
    if ending == ".webm":
        return _holds(data, FILM[ending]) and b"webm" in data[:64]
    return _holds(data, FILM[ending]) and not data.startswith((b"ftypavi", b"ftyphei", b"ftypmif1"), 4)


def _is_package(data: bytes, ending: str) -> bool:
    """Whether a file that begins as a ZIP file is one, with what its ending promises; other files are what they are."""
    if not _is_zip(ending):
        return True
    # Few texts have such files, and these two take long to load.
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return ending not in _INSIDE or _INSIDE[ending] in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _nature(data: bytes) -> str:
    """What a file is, as a Danish noun with its article; empty when that is not known."""
    if markup := re.match(_MARKUP, data[:4000]):
        return "en SVG-tegning" if markup[1].lower() == b"svg" else "en webside"
    for ending, magic in ATTACHMENTS.items():
        if _holds(data, magic):
            return f"en {ending[1:]}-fil" if magic[0] != b"PK\x03\x04" else "en zip-fil"
    return next((f"et {name}" for name, magic, offset in _OTHERS if _holds(data, (magic, offset))), "")
