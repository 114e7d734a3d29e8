"""From the bytes of a text file to its text, whatever program wrote it.

A text file does not name its encoding, so it is inferred: a byte order mark, valid UTF-8, else the encoding in which
Danish letters stand inside words. Damage is repaired only where one reading is possible, and the editor is told.
"""

import quopri
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple
from unicodedata import normalize

from hjemsite import danish
from hjemsite.content.markdown.invisible_characters import FORBIDDEN
from hjemsite.importer.formats.manuscript import UnreadableError

_SINGLE_BYTE = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp865": "DOS"}
"""Encodings with one byte for each character that Danish texts have, the most usual first."""

_DANISH = re.compile(r"(?<=[a-zæøå])[æøåé]|[æøåé](?=[a-zæøå])", re.IGNORECASE)
_SIGN_IN_WORD = re.compile(r"(?<=[A-Za-z])[^\w\s!-/:-@\[-`{-~’‘“”–—…´§]|[^\w\s!-/:-@\[-`{-~’‘“”–—…´§](?=[a-z])")

_MOST_HIGH_BYTES = 0.5
"""The part of a Danish text that can be letters outside ASCII: six of a hundred, and more in a short one."""

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""A vertical tab is a soft return in Word, and a form feed begins a page."""

_BYTE_OF = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_CONTINUED = "".join(sorted(re.escape(sign) for sign, byte in _BYTE_OF.items() if byte < 0xC0))
_MOJIBAKE = re.compile(rf"[\xc2-\xdf][{_CONTINUED}]|[\xe0-\xef][{_CONTINUED}]{{2}}|[\xf0-\xf4][{_CONTINUED}]{{3}}")
"""A character of UTF-8 that was read as Windows-1252, as »Ã¥« for »å«."""

_LOST_QUOTE = re.compile(r"â€[?\ufffd\x9d]")
"""A closing quotation mark of which Windows-1252 has no third byte."""

_TELLING = set("æøåÆØÅéüöä“”’‘–—…»«")
"""Characters that prove mojibake when they come out of it."""

_XML_ENCODING = re.compile(r"""\s+encoding\s*=\s*["'][A-Za-z0-9._-]*["'](?=[^<>]*\?>)""")
_QUOTED = re.compile(r"=[0-9A-F]{2}")
_SOFT_BREAK = re.compile(r"=[ \t]*\n")


class Decoded(NamedTuple):
    """`encoding` is its name as an editor would know it. `tasks` are for the editor: what was repaired."""

    text: str
    encoding: str
    tasks: tuple[str, ...] = ()


def decoded(data: bytes) -> Decoded:
    """The text of `data`, with `\\n` between its lines, and its encoding. Raises `UnreadableError`.

    >>> decoded("Ærø på tværs".encode("cp1252"))
    Decoded(text='Ærø på tværs', encoding='Windows-1252', tasks=())
    >>> decoded("PÃ¥ Ã†rÃ¸".encode()).text
    'På Ærø'
    """
    encoding, text = _guess(data)
    text = _LINE_ENDS.sub("\n", text)
    _refuse_binary(text)
    text, tasks = _repaired(text)
    # macOS may write å as a and a ring, which no list of names holds and no editor can tell apart.
    return Decoded(normalize("NFC", FORBIDDEN.sub("", text)), encoding, tasks)


def _refuse_binary(text: str) -> None:
    """Raises `UnreadableError` for a text with more control characters than a damaged text has."""
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise UnreadableError("Filen er ikke tekst. Gem pressemeddelelsen som tekst eller som .docx, og prøv igen.")


def _guess(data: bytes) -> tuple[str, str]:
    if data.startswith(BOM_UTF8):
        return "UTF-8", data[len(BOM_UTF8) :].decode("utf-8", "replace")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "UTF-16", data.decode("utf-16", "replace")
    sample = data[:4000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        # Nearly every letter of a Danish text is below 256, so its other byte is zero.
        if len(zeros) > 1 and zeros.count(0) > 0.7 * len(zeros):
            return "UTF-16", data.decode(encoding, "replace")
    try:
        return "UTF-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data)


def _single_byte(data: bytes) -> tuple[str, str]:
    """The reading with the most Danish letters and the fewest signs inside words. Raises `UnreadableError`."""
    if mixed := _mostly_utf8(data):
        return "UTF-8", mixed
    _refuse_binary(data.decode("latin-1"))
    # The five bytes that mean nothing in Windows-1252 are control characters, and go.
    readings = {name: data.decode(name, "ignore") for name in _SINGLE_BYTE}
    scores = {name: len(_DANISH.findall(text)) - len(_SIGN_IN_WORD.findall(text)) for name, text in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < -5 or sum(byte >= 0x80 for byte in data) > _MOST_HIGH_BYTES * len(data):
        raise UnreadableError(
            "Filen er gemt med en tegnkode, som ikke kan kendes, så æ, ø og å går tabt. "
            "Åbn den i det program, den kommer fra, og gem den som UTF-8 eller som .docx."
        )
    return _SINGLE_BYTE[best], readings[best]


def lenient_utf8(data: bytes) -> tuple[str, int]:
    """The text of UTF-8 with bytes of Windows-1252 in between, and how many there were.

    Each byte that is no UTF-8 is read as Windows-1252, so one bad byte spoils nothing but itself.

    >>> lenient_utf8("Ærø og F".encode() + "anø".encode("cp1252"))
    ('Ærø og Fanø', 1)
    """
    text = data.removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape")
    return _NOT_UTF8.subn(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "ignore"), text)


def utf8_xml(data: bytes) -> bytes:
    """XML in UTF-16 as XML in UTF-8, without the declaration of its encoding; other data as it is.

    >>> utf8_xml("<?xml version='1.0' encoding='utf-16'?><rss>Ærø</rss>".encode("utf-16")).decode()
    "<?xml version='1.0'?><rss>Ærø</rss>"
    """
    if not data[:200].translate(None, b"\0").lstrip(BOM_UTF16_LE + BOM_UTF16_BE).startswith(b"<?xml"):
        return data
    encoding, text = _guess(data)
    return _XML_ENCODING.sub("", text.lstrip("\ufeff"), count=1).encode() if encoding == "UTF-16" else data


def _mostly_utf8(data: bytes) -> str:
    """The text of UTF-8 with a few bytes of Windows-1252 in between; empty where most are of Windows-1252."""
    text, bad = lenient_utf8(data)
    return text if sum(character > "\x7f" for character in text) > 2 * bad else ""


def _repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without quoted-printable and mojibake, and a task for each that was there."""
    tasks = []
    plain = _from_quoted_printable(text)
    if plain != text:
        tasks.append("teksten var kodet til mail (»=C3=A5« for »å«) og er oversat; læs den igennem")
    mended, count = _from_mojibake(plain)
    if count:
        places = danish.plural(count, "sted", "steder")
        tasks.append(f"teksten var gemt med en forkert tegnkode (»Ã¥« for »å«) og er rettet {places}; læs den igennem")
    if lost := mended.count("\ufffd"):
        signs = danish.plural(lost, "tegn", "tegn")
        tasks.append(f"{signs} er gået tabt, før filen blev gemt (»\ufffd«); find dem, og skriv dem")
    return mended, tuple(tasks)


def _from_quoted_printable(text: str) -> str:
    """The text that quoted-printable stands for; `text` itself where it is none."""
    if not text.isascii() or len(_QUOTED.findall(text)) < 2:
        return text
    if not (_SOFT_BREAK.search(text) or re.search(r"=C3=[0-9AB]|\w=(?:E5|E6|F8|C5|C6|D8)", text)):
        return text
    data = quopri.decodestring(text.encode())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "ignore")


def _from_mojibake(text: str) -> tuple[str, int]:
    """The text with each misread character read again, and how many there were.

    >>> _from_mojibake("smÃ¥ hjem i BrÃ¸nderup")
    ('små hjem i Brønderup', 2)
    """
    mended, count = text, 0
    # A text that went through two programs may be misread twice.
    for _ in range(2):
        readings = [reading for sequence in _MOJIBAKE.findall(mended) if (reading := _read_again(sequence))]
        if not _TELLING & set(readings):
            break
        mended = _MOJIBAKE.sub(lambda match: _read_again(match[0]) or match[0], mended)
        mended, lost = _LOST_QUOTE.subn("”", mended)
        count += len(readings) + lost
    return mended, count


def _read_again(signs: str) -> str:
    """The character that `signs` are as UTF-8; empty where they are none."""
    return bytes(_BYTE_OF[sign] for sign in signs).decode("utf-8", "ignore")
