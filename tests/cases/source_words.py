"""All words of a press release in any format, read without hjemsite's readers: the other side of the law of losses."""

import quopri
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email import policy
from email.parser import BytesParser
from html import unescape
from pathlib import Path

import msgspec

_WORD_PART = re.compile(r"(document\d*|footnotes|endnotes|header\d*|footer\d*|comments|data\d+|chart\d+)\.xml$")
_NO_TEXT = re.compile(
    r"<(script|style|pubDate|published|updated|id)\b.*?</\1>|<(?:channel|feed)\b.*?(?=<(?:item|entry)\b)", re.DOTALL
)


def texts(case: Path) -> Iterator[str]:
    """The text of a file in pieces, each with whole words."""
    reader = _READERS.get(case.suffix)
    if reader is None:
        text = _READ_AS.get(case.stem[:3], bytes.decode)(case.read_bytes())
        # A picture inside Markdown is no text, and neither is what it is called there.
        yield _without_tags(re.sub(r"(?m)^\[image\d+\]: <data:.*>$|\[image\d+\]", "", text))
    else:
        yield from reader(case.read_bytes(), case)


def _word(data: bytes, case: Path) -> Iterator[str]:
    if not zipfile.is_zipfile(case):
        return
    with zipfile.ZipFile(case) as archive:
        for name in filter(_WORD_PART.search, archive.namelist()):
            xml = archive.read(name).decode()
            xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>|<w:moveFrom .*?</w:moveFrom>", "", xml, flags=re.DOTALL)
            xml = re.sub(
                r"</?w:(?:tab|br|cr|sym|drawing|pict|tc|del|ins)\b[^>]*>|<w:instrText.*?</w:instrText>", " ", xml
            )
            for paragraph in re.split(r"</?(?:w|a):p>|<w:p [^>]*>", xml.replace("<w:noBreakHyphen/>", "-")):
                yield unescape(re.sub(r"<[^>]*>", "", paragraph))


def _open_document(data: bytes, case: Path) -> Iterator[str]:
    with zipfile.ZipFile(case) as archive:
        xml = re.sub(r"<dc:creator>.*?</dc:creator>", "", archive.read("content.xml").decode())
        yield unescape(re.sub(r"<[^>]*>", " ", xml))


def _mail(data: bytes, case: Path) -> Iterator[str]:
    for part in BytesParser(policy=policy.default).parsebytes(data).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and not part.get_filename() and isinstance(payload, bytes):
            yield _without_tags(payload.decode(part.get_content_charset() or "utf-8"))


def _json_feed(data: bytes, case: Path) -> Iterator[str]:
    for item in msgspec.json.decode(data)["items"]:
        yield from (_without_tags(text) for name, text in item.items() if name not in ("id", "date_published"))


def _rich_text(data: bytes, case: Path) -> Iterator[str]:
    text = re.sub(r"\\'(..)", lambda match: bytes.fromhex(match[1]).decode("cp1252"), data.decode("cp1252"))
    text = re.sub(r"\\par\b|\\line\b|\\cell\b|\bHYPERLINK\b|\{\\(?:fonttbl|colortbl).*?\}\}?", " ", text)
    yield re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", text)


def _without_tags(text: str) -> str:
    """The words of HTML, also where it stands in a feed as text."""
    text = _NO_TEXT.sub(" ", unescape(_NO_TEXT.sub(" ", text)))
    return re.sub(r"</?(?:b|a|i)\b[^<>]*>", "", text) if "<p" not in text else re.sub(r"<[^@<>]*>", " ", text)


def _mojibake(data: bytes) -> str:
    text = data.decode().replace("Ã¥", "å").replace("Ã¸", "ø").replace("Ã¦", "æ")
    return re.sub("â€.", "”", text)


def _export(data: bytes, case: Path) -> Iterator[str]:
    """The posts of an export from WordPress that are neither private nor skipped for another reason, or a feed."""
    text = re.sub("[\udc80-\udcff]", lambda sign: chr(ord(sign[0]) - 0xDC00), data.decode("utf-8", "surrogateescape"))
    if "<wp:" not in text:
        yield _without_tags(text)
        return
    for item in re.findall(r"<item>.*?(?:</item>|\Z)", text, re.DOTALL):
        status = re.search(r"<wp:status>(?:<!\[CDATA\[)?([\w-]*)", item)
        kind = re.search(r"<wp:post_type>(?:<!\[CDATA\[)?([\w-]*)", item)
        is_locked = re.search(r"<wp:post_password><!\[CDATA\[\w", item)
        if not is_locked and (not status or status[1] in _SHOWN) and (not kind or kind[1] == "post"):
            for name in ("content:encoded", "title"):
                held = re.search(rf"<{name}>(.*?)(?:</{name}>|(?=<excerpt:encoded>)|\Z)", item, re.DOTALL)
                yield _without_markup(held[1] if held else "")


_SHOWN = ("publish", "future", "draft", "pending")


def _without_markup(text: str) -> str:
    """The words of the HTML of a post, without the data of blocks and without shortcodes, which are named by code."""
    text = text.replace("]]><![CDATA[", "").replace("<![CDATA[", "").replace("]]>", "").replace("\x0b", " ")
    text = re.sub(r"<!--.*?-->|<(style|script).*?</\1>", " ", text, flags=re.DOTALL)
    return unescape(
        unescape(
            re.sub(
                r"</?(?:b|em|strong|sub|sup|span)\b[^>]*>",
                "",
                re.sub(r"<(?!/?(?:b|em|strong|sub|sup|span)\b)[^>]*>?", " ", text),
            )
        )
    )


_READERS: Mapping[str, Callable[[bytes, Path], Iterator[str]]] = {
    ".docx": _word, ".docm": _word, ".odt": _open_document, ".eml": _mail, ".json": _json_feed, ".rtf": _rich_text,
    ".xml": _export,
    ".msg": _word, ".pdf": _word,
}  # fmt: skip
_READ_AS: Mapping[str, Callable[[bytes], str]] = {
    "t14": lambda data: quopri.decodestring(data).decode(),
    "t15": _mojibake,
    "t20": lambda data: data.decode("mac_roman"),
}
"""The damaged texts, read by somebody who knows what is wrong with each of them."""
