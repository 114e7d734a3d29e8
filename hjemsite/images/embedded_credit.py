"""Writes the description, credit and origin of a picture or a recording into its file, as XMP and IPTC.

No pixel and no sound is changed: parts are added beside those that make the picture. It is a page of code, because the
libraries that do it need a program of their own (exiftool), a licence that ours is not (Exiv2, Mutagen), or encode the
picture again (Pillow).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from html import escape

from msgspec import Struct


class FileNotes(Struct, frozen=True):
    """What the file of a picture or a recording says of it; empty texts are left out. `caption` is a recording's title,
    `source_type` one of IPTC's NewsCodes."""

    headline: str
    description: str
    """What the picture shows, for those who do not see it."""
    caption: str
    credit: str
    licence: str
    publisher: str
    source_type: str = ""

    @property
    def creator(self) -> str:
        """Who made it, where the credit says so.

        >>> FileNotes("", "", "", "Foto: Ib Bo", "", "").creator
        'Ib Bo'
        >>> FileNotes("", "", "", "Kilde: Byen", "", "").creator
        ''
        """
        word, colon, name = self.credit.partition(":")
        return name.strip() if colon and word.strip().casefold() in _MAKERS else "" if colon else self.credit


_MAKERS = frozenset(
    {"foto", "fotograf", "billede", "illustration", "tegning", "grafik", "photo", "film", "video", "lyd", "optagelse"}
)

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PACKET = "W5M0MpCehiHzreSzNTczkc9d"
"""How every packet of XMP begins (XMP specification, part 1, 7.3.2)."""

_LONGEST = 1200
"""Characters of each text in XMP, so that all of it fits into one segment of a JPEG, 65 kB, whatever its letters."""

_CAPTION, _OTHER, _NAME = 2000, 256, 32
"""The longest caption, headline and name in IPTC's older form, in bytes (IIM 4.2)."""


def can_hold_notes(kind: str) -> bool:
    """Whether a file in the format `kind`, its ending, can be given notes."""
    return kind in _WRITERS


def with_notes(data: bytes, kind: str, notes: FileNotes) -> bytes:
    """The picture `data`, which has no metadata, or the recording, with `notes` in it."""
    return _WRITERS[kind](data, notes)


def _xmp(notes: FileNotes) -> bytes:
    spaces = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    body = "".join(f"<{name}>{content}</{name}>" for name, content in _properties(notes))
    return (
        f'<?xpacket begin="\ufeff" id="{_PACKET}"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about=""{spaces}>{body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _properties(notes: FileNotes) -> Iterator[tuple[str, str]]:
    """The elements and what stands in each, as XML (IPTC Photo Metadata Standard 2023.1, core and extension)."""
    if notes.creator:
        yield "dc:creator", f"<rdf:Seq><rdf:li>{_xml(notes.creator)}</rdf:li></rdf:Seq>"
    if notes.caption or notes.description:
        yield "dc:description", _alternatives(notes.caption or notes.description)
    if notes.description:
        yield "Iptc4xmpCore:AltTextAccessibility", _alternatives(notes.description)
    if notes.licence:
        yield "xmpRights:UsageTerms", _alternatives(notes.licence)
        if web := re.search(r"https?://[^\s<>]+", notes.licence):
            yield "xmpRights:WebStatement", _xml(web[0])
    plain = {
        "photoshop:Headline": notes.headline,
        "photoshop:Credit": notes.credit,
        "photoshop:Instructions": notes.licence,
        "photoshop:Source": notes.publisher,
        "Iptc4xmpExt:DigitalSourceType": notes.source_type,
    }
    yield from ((name, _xml(text)) for name, text in plain.items() if text)


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _xml(text: str) -> str:
    return escape(text[:_LONGEST], quote=False)


def _iim(notes: FileNotes) -> bytes:
    """IPTC's older form, which many newsrooms' programs read first: data sets of record 2, in UTF-8."""
    texts = {
        40: (notes.licence, _OTHER),
        80: (notes.creator, _NAME),
        105: (notes.headline, _OTHER),
        110: (notes.credit, _NAME),
        115: (notes.publisher, _NAME),
        120: (notes.caption or notes.description, _CAPTION),
    }
    sets = [(1, 90, b"\x1b%G"), (2, 0, b"\0\4")]
    sets += [(2, number, _cut(text, longest)) for number, (text, longest) in texts.items() if text]
    return b"".join(struct.pack(">3BH", 0x1C, record, number, len(data)) + data for record, number, data in sets)


def _cut(text: str, longest: int) -> bytes:
    """`text` in at most `longest` bytes, without half a letter at its end."""
    return text.encode()[:longest].decode(errors="ignore").encode()


def _jpeg(data: bytes, notes: FileNotes) -> bytes:
    """Segments behind the picture's own JFIF segment, if it has one (ITU-T T.81, annex B)."""
    iim = _iim(notes)
    resource = b"8BIM\4\4\0\0" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2)
    parts = (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _xmp(notes)), (0xED, b"Photoshop 3.0\0" + resource)
    offset = 4 + int.from_bytes(data[4:6]) if data[2:4] == b"\xff\xe0" else 2
    segments = (struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content for marker, content in parts)
    return b"".join((data[:offset], *segments, data[offset:]))


def _png(data: bytes, notes: FileNotes) -> bytes:
    """A text chunk behind the header, which is 33 bytes with the signature (PNG specification, 11.3.4.5)."""
    chunk = b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + _xmp(notes)
    return b"".join(
        (data[:33], struct.pack(">I", len(chunk) - 4), chunk, struct.pack(">I", zlib.crc32(chunk)), data[33:])
    )


_XMP_FLAG, _ALPHA_FLAG = 0x04, 0x10


def _webp(data: bytes, notes: FileNotes) -> bytes:
    """A chunk at the end, announced by the chunk VP8X, which a simple file does not have (WebP container, 2.7)."""
    header, chunks = b"", data[12:]
    if data[12:16] == b"VP8X":
        header, chunks = data[12:20] + bytes([data[20] | _XMP_FLAG]) + data[21:30], data[30:]
    else:
        width, height, alpha = _webp_size(data)
        sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        header = struct.pack("<4sII", b"VP8X", 10, _XMP_FLAG | (_ALPHA_FLAG if alpha else 0)) + sides
    xmp = _xmp(notes)
    body = header + chunks + struct.pack("<4sI", b"XMP ", len(xmp)) + xmp + b"\0" * (len(xmp) % 2)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_size(data: bytes) -> tuple[int, int, bool]:
    """Width and height of a simple WebP file, and whether one can see through it."""
    if data[12:16] == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF, False


_TAG = struct.Struct(">3sBBB4B")
"""The header of an ID3 tag; its length is in four times seven bits (ID3v2.3.0, 3.1)."""
_TAG_FOOTER = 0x10


def _mp3(data: bytes, notes: FileNotes) -> bytes:
    """An ID3 tag in place of the one that the file has, with title, creator and XMP (XMP specification, part 3)."""
    texts = {b"TIT2": notes.caption, b"TPE1": notes.creator, b"TPUB": notes.publisher}
    frames = [(name, b"\1" + text[:_LONGEST].encode("utf-16")) for name, text in texts.items() if text]
    frames.append((b"PRIV", b"XMP\0" + _xmp(notes)))
    tag = b"".join(name + struct.pack(">IH", len(content), 0) + content for name, content in frames)
    size = (len(tag) >> 21 & 127, len(tag) >> 14 & 127, len(tag) >> 7 & 127, len(tag) & 127)
    return _TAG.pack(b"ID3", 3, 0, 0, *size) + tag + data[_tag_end(data) :]


def _tag_end(data: bytes) -> int:
    """Where the sound begins."""
    if not data.startswith(b"ID3") or len(data) < _TAG.size:
        return 0
    flags, size = data[5], data[6:10]
    length = size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3]
    return _TAG.size + length + (_TAG.size if flags & _TAG_FOOTER else 0)


_XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def _mp4(data: bytes, notes: FileNotes) -> bytes:
    """A box behind the last one, so that nothing in the file is at another place (XMP specification, part 3).

    A file whose last box has no end of its own is left as it is.
    """
    offset = 0
    while offset + 8 <= len(data):
        size = int.from_bytes(data[offset : offset + 4])
        if size == 1:
            size = int.from_bytes(data[offset + 8 : offset + 16])
        if size < 8:
            return data
        offset += size
    if offset != len(data):
        return data
    content = b"uuid" + _XMP_BOX + _xmp(notes)
    return data + struct.pack(">I", len(content) + 4) + content


_WRITERS: Mapping[str, Callable[[bytes, FileNotes], bytes]] = {
    "jpg": _jpeg,
    "png": _png,
    "webp": _webp,
    "mp3": _mp3,
    "mp4": _mp4,
}
