"""An export from WordPress (WXR), read event by event: each post, page and picture as an item.

Nothing that the export names is ever fetched. What breaks an export is told by its line; `recover` drops characters
that XML forbids, mends what holds the texts, and counts the items that still cannot be read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat
from xml.sax.saxutils import escape

from hjemsite import danish
from hjemsite.importer.formats.decoding import lenient_utf8
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.formats.office.xml_limits import refuse_doctype
from hjemsite.limits import IMPORT_BYTES, WORDPRESS_DEPTH

_WAY_OUT = " Prøv med --recover, som redder det, der kan læses."

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ITEM = re.compile(r"<item>.*?(?:</item>|(?=<item>)|\Z)", re.DOTALL)
_HOLDER = re.compile(r"<(content:encoded|excerpt:encoded|title)>(.*?)(?:</\1>|(?=<(?:wp|excerpt|content):\w)|\Z)", re.S)
_LINE_ENDS = re.compile("\r\n?")
_SITE = re.compile(r"<wp:base_site_url>\s*([^<\s]+)")
_CHANNEL = re.compile(r"<wp:base_blog_url>\s*([^<\s]+)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an export. `texts` has the text of each of its elements, by name; of several the first."""

    line: int
    texts: Mapping[str, str]
    categories: tuple[tuple[str, str], ...]
    """Domain and name."""
    meta: Mapping[str, str]
    comments: int
    is_cut: bool = False
    """Whether the export ends in the middle of it, or something in it had to be mended."""

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Export:
    """`failed` are items that cannot be read, each as a Danish sentence with its line; `remarks` are on the whole."""

    address: str
    items: tuple[Item, ...]
    failed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    site_address: str = ""


def is_export(data: bytes) -> bool:
    """Whether `data` begins like an export from WordPress."""
    start = data[:20_000].lower()
    return b"<rss" in start[:5_000] and (b"<wp:" in start or b"wordpress.org/export" in start)


def export(data: bytes, recover: bool = False) -> Export:
    """Every item of an export. Raises `UnreadableError`, which tells the line."""
    if len(data) > IMPORT_BYTES:
        raise UnreadableError(
            f"Eksporten fylder mere end {IMPORT_BYTES.millions} MB. Eksportér færre indlæg ad gangen."
        )
    text, bad_bytes = lenient_utf8(data)
    text = _LINE_ENDS.sub("\n", text)
    remarks = []
    if bad_bytes:
        signs = danish.plural(bad_bytes, "tegn", "tegn")
        remarks.append(f"{signs} i eksporten stod med en anden tegnkode end resten og er læst som Windows-1252.")
    above = _above(text)
    if shown := " ".join(re.sub(r"<[^<>]*>", " ", above).split()):
        remarks.append(f"Foran eksporten stod noget andet, som er sprunget over: »{shown[:100]}«.")
    text, first_line = text[len(above) :], above.count("\n") + 1
    export = _recovered(text, first_line) if recover else Export(_address(text), tuple(_items(text, first_line)))
    if not export.items and not export.failed:
        raise UnreadableError("Der er ingen indlæg i filen. Vælg »Alt indhold« eller »Indlæg«, når du eksporterer.")
    return replace(export, remarks=(*remarks, *export.remarks), site_address=_address(text, _SITE))


def _above(text: str) -> str:
    """What stands above an export: blank lines, or warnings that PHP has written there."""
    start = re.search(r"<\?xml\b|<!DOCTYPE\b|<rss\b", text[:20_000])
    return text[: start.start()] if start else ""


def _address(text: str, element: re.Pattern[str] = _CHANNEL) -> str:
    match = element.search(text)
    return match[1].rstrip("/") if match else ""


def _items(text: str, first_line: int) -> list[Item]:
    reader = _Reader(first_line)
    try:
        reader.parser.Parse(text, True)
    except expat.ExpatError as error:
        raise UnreadableError(_complaint(text, error, first_line)) from None
    return reader.items


def _complaint(text: str, error: expat.ExpatError, first_line: int) -> str:
    lines = text.split("\n")
    at = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
    strange = _FORBIDDEN.search(at)
    why = f"tegnet U+{ord(strange[0]):04X} må ikke stå i filen" if strange else "filen er ikke skrevet rigtigt her"
    return f"Linje {error.lineno + first_line - 1}: {why}.{_WAY_OUT}"


@dataclass(slots=True)
class _Reader:
    """Collects the items that expat reports."""

    first_line: int
    items: list[Item] = field(default_factory=list)
    parser: expat.XMLParserType = field(init=False)
    path: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    categories: list[tuple[str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    key: str = ""
    domain: str = ""
    comments: int = 0

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = refuse_doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.begin, self.end
        self.parser.CharacterDataHandler = self.words.append

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > WORDPRESS_DEPTH:
            raise UnreadableError("Filen er indlejret i så mange lag, at den ikke kan være en eksport fra WordPress.")
        self.words.clear()
        if name == "item":
            self.line = self.parser.CurrentLineNumber + self.first_line - 1
            self.texts, self.categories, self.meta, self.comments = {}, [], {}, 0
        self.domain = attributes.get("domain", "")
        self.comments += name == "wp:comment"

    def end(self, name: str) -> None:
        self.path.pop()
        text = "".join(self.words)
        self.words.clear()
        if name == "item":
            self.items.append(Item(self.line, self.texts, tuple(self.categories), self.meta, self.comments))
        elif name == "wp:meta_key":
            self.key = text
        elif name == "wp:meta_value":
            self.meta.setdefault(self.key, text)
        elif self.path[-1:] == ["item"] and name == "category":
            self.categories.append((self.domain, text))
        elif self.path[-1:] == ["item"]:
            self.texts.setdefault(name, text)


def _recovered(text: str, first_line: int) -> Export:
    items: list[Item] = []
    failed: list[str] = []
    # A vertical tab is a soft return in Word.
    text, dropped = _FORBIDDEN.subn("", text.replace("\x0b", "\n"))
    if "<!DOCTYPE" in text[:3000]:
        refuse_doctype()
    for chunk in _ITEM.finditer(text):
        line = text.count("\n", 0, chunk.start()) + first_line
        try:
            is_cut = not chunk[0].endswith("</item>")
            items += (replace(item, is_cut=is_cut) for item in _items(_mended(chunk[0]), line))
        except UnreadableError as error:
            title = re.search(r"<title>(?:<!\[CDATA\[)?([^<\]]{1,80})", chunk[0])
            named = title[1].strip() if title else "uden titel"
            why = str(error).removesuffix(_WAY_OUT)
            failed.append(f"»{named}« (linje {line}) kan ikke reddes. {why}")
    if not items and not failed:
        raise UnreadableError("Der er ingen indlæg i filen, der kan reddes.")
    signs = danish.plural(dropped, "tegn", "tegn")
    remarks = (f"{signs}, som ikke må stå i en eksport, er fjernet.",) if dropped else ()
    return Export(_address(text), tuple(items), tuple(failed), remarks)


def _mended(chunk: str) -> str:
    """An item whose long texts stand between marks that close: whatever they hold, it is text."""
    mended = _HOLDER.sub(_held, chunk.partition("</channel>")[0])
    return mended if mended.endswith("</item>") else f"{mended}</item>"


def _held(match: re.Match[str]) -> str:
    inside = match[2].strip()
    if inside.startswith("<![CDATA["):
        inside = inside.removeprefix("<![CDATA[").removesuffix("]]>").replace("]]>", "]]]]><![CDATA[>")
        return f"<{match[1]}><![CDATA[{inside}]]></{match[1]}>"
    return f"<{match[1]}>{inside if '<' not in inside else escape(inside)}</{match[1]}>"
