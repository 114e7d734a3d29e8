"""A mail as it was saved (`.eml`): the press release is what is attached to it, or else what it says.

The mail itself is read with Python's own parser. Pictures and other files that came along go into the folder of the
article; nothing that a mail links to is fetched.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from hjemsite import danish
from hjemsite.content.placeholders import NO_CREDIT
from hjemsite.importer.formats import embedded_pictures, plain_text
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.decoding import decoded
from hjemsite.importer.formats.mail.mail_text import press_release, with_headline_and_date
from hjemsite.importer.formats.manuscript import (
    EmbeddedFile,
    Manuscript,
    Piece,
    SourceText,
    UnreadableError,
    source_lines,
)
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.importer.formats.web.html_source import html_source
from hjemsite.limits import MAIL_PARTS
from hjemsite.urls import slug

ReadFile = Callable[[str, bytes], tuple[Manuscript, ...]]
"""Reads an attached file by its name and bytes. Raises `UnreadableError`."""

_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n")
_SURE = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Content-Type|Return-Path|X-Mailer):", re.MULTILINE | re.IGNORECASE
)
_USUAL = re.compile(rb"^(?:From|To|Subject|Date):", re.MULTILINE | re.IGNORECASE)
_RELEASES = (".docx", ".docm", ".odt", ".rtf", ".md", ".txt", ".eml")
_MAIL = "message/rfc822"
_HEADERS = {"From": "from", "Date": "date", "To": "to", "Cc": "cc", "Subject": "subject"}
_CID = re.compile(r"""(<img\b[^<>]*?\bsrc\s*=\s*["'])cid:([^"']+)(["'])""", re.IGNORECASE)


def is_message(data: bytes, name: str) -> bool:
    """Whether `data` begins with the headers of a mail; a name with `.eml` needs fewer of them."""
    head = _HEAD.match(data[:100_000].lstrip(b"\xef\xbb\xbf\r\n"))
    if not head:
        return False
    return bool(_USUAL.search(head[0])) and (name.lower().endswith(".eml") or bool(_SURE.search(head[0])))


def manuscripts(name: str, data: bytes, read_file: ReadFile) -> tuple[Manuscript, ...]:
    """The press releases in a mail. Raises `UnreadableError`."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        parts = _parts(message)
    except UnreadableError:
        raise
    # The parser calls itself for each mail in a mail, and fails in many ways on broken headers.
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, IndexError):
        raise UnreadableError("Mailen er gået i stykker. Kopiér dens tekst ind i en tekstfil, og prøv igen.") from None
    attached = tuple(_attached(parts, read_file))
    releases = attached or (_from_text(name, parts),)
    return tuple(_with_files(release, parts) for release in releases)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that came along. `name` is its name with suffix, `content_id` what HTML calls it by."""

    name: str
    content_id: str
    data: bytes

    @property
    def is_release(self) -> bool:
        """Whether it may hold a press release: it is called a document, and is no picture."""
        return self.name.lower().endswith(_RELEASES) and not embedded_pictures.suffix_for(self.data)


@dataclass(slots=True)
class _Parts:
    """A mail, taken apart. Of two forms of one text, the one in HTML comes first."""

    head: Mapping[str, str] = field(default_factory=dict)
    html: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    files: list[_File] = field(default_factory=list)

    def is_html_cut(self) -> bool:
        """Whether the form in HTML is the shorter one, and lacks most of what the plain one says."""
        html = [word for text in self.html for line in html_source(text) for word in line.words.split()]
        plain = [word for text in self.plain for word in text.split()]
        html_words = frozenset(html)
        return len(plain) > len(html) and 2 * sum(word not in html_words for word in plain) > len(plain)

    def source(self) -> Iterator[SourceText]:
        """All text of the mail itself."""
        texts = [text for html in self.html for text in html_source(html)]
        words = {word for text in texts for word in text.words.split()}
        is_cut = self.is_html_cut()
        for plain in self.plain:
            # Most mails say everything twice: in HTML, and plain for old programs.
            lines = (line for line in source_lines(plain) if is_cut or not words.issuperset(line.words.split()))
            texts += (SourceText(f"mailens {line.location}", line.words) for line in lines)
        yield from texts
        yield from (SourceText("mailens hoved", value) for value in self.head.values())
        yield from (SourceText("navnet på en vedhæftet fil", file.name) for file in self.files)


def _parts(message: EmailMessage) -> _Parts:
    head = {kind: str(message[name]) for name, kind in _HEADERS.items() if message[name]}
    parts = _Parts(head)
    for number, part in enumerate(_parts_in_order(message)):
        if number > MAIL_PARTS:
            raise UnreadableError(f"Mailen har mere end {MAIL_PARTS} dele. Kopiér dens tekst ind i en tekstfil.")
        if part.get_content_type() == _MAIL:
            parts.files.append(_attached_mail(part))
            continue
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        kind, file_name = part.get_content_type(), part.get_filename() or ""
        if file_name or part.get_content_disposition() == "attachment" or kind.partition("/")[0] == "image":
            name = file_name or f"fil.{kind.rpartition('/')[2]}"
            parts.files.append(_File(name, str(part.get("Content-ID", "")).strip("<> "), data))
        elif kind in ("text/plain", "text/html"):
            text = _text(data, part.get_content_charset())
            (parts.html if kind == "text/html" else parts.plain).append(text)
    return parts


def _parts_in_order(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a mail, and not those of a mail that is attached to it."""
    yield message
    inner = message.get_payload() if message.is_multipart() and message.get_content_type() != _MAIL else ()
    for part in inner if isinstance(inner, list) else ():
        if isinstance(part, EmailMessage):
            yield from _parts_in_order(part)


def _attached_mail(part: EmailMessage) -> _File:
    """A mail that was forwarded as a file of its own."""
    payload = part.get_payload()
    mail = payload[0] if isinstance(payload, list) and payload else None
    data = mail.as_bytes() if isinstance(mail, EmailMessage) else b""
    return _File(part.get_filename() or "videresendt mail.eml", "", data)


def _text(data: bytes, charset: str | None) -> str:
    try:
        return decoded(data.decode(charset or "utf-8").encode()).text if data else ""
    except (UnicodeError, LookupError):
        return decoded(data).text


def _attached(parts: _Parts, read_file: ReadFile) -> Iterator[Manuscript]:
    """The press releases that are attached as files of their own. Raises `UnreadableError` when none can be read."""
    releases: list[tuple[str, Manuscript]] = []
    failed: list[tuple[str, str]] = []
    for file in parts.files:
        if file.is_release:
            try:
                releases += ((file.name, release) for release in read_file(file.name, file.data))
            except UnreadableError as error:
                failed.append((file.name, str(error)))
    if failed and not releases:
        raise UnreadableError("Den vedhæftede fil »{}«: {}".format(*failed[0]))
    unread = [f"den vedhæftede fil {name} kan ikke læses: {reason.rstrip('.')}" for name, reason in failed]
    for name, release in releases:
        source = [SourceText(f"{text.location} i »{name}«", text.words) for text in release.source]
        task = f"pressemeddelelsen lå i den vedhæftede fil {name}; mailens egen tekst er ikke taget med"
        yield replace(
            release,
            source=(*source, *parts.source()),
            unfinished=(*release.unfinished, task, *unread, *_dated(parts.head)),
        )


def _dated(head: Mapping[str, str]) -> Iterator[str]:
    if day := danish.parse_date(head.get("date", "")):
        yield f"mailen er sendt den {danish.long_date(day)}"


def _from_text(name: str, parts: _Parts) -> Manuscript:
    """The press release in the text of the mail."""
    pictures = {file.content_id: file for file in parts.files if file.content_id}

    def picture(match: re.Match[str]) -> str:
        file = pictures.get(match[2])
        is_usable = file is not None and not embedded_pictures.rejection_reason(file.data)
        return f"{match[1]}{_bundle_name(file)}{match[3]}" if file and is_usable else ""

    is_html = bool(parts.html) and not parts.is_html_cut()
    if is_html:
        html = _CID.sub(picture, "".join(parts.html))
        written = Manuscript("", *hypertext.pieces(hypertext.body_of(html))).body()
    else:
        written = "\n\n".join(parts.plain)
    if not written.strip():
        raise UnreadableError("Mailen har ingen tekst og ingen vedhæftet pressemeddelelse.")
    text, tasks = with_headline_and_date(press_release(written, parts.head))
    read = plain_text.from_markdown(name, text) if is_html else plain_text.from_text(name, text)
    return replace(read, unfinished=tasks, source=tuple(parts.source()))


def _bundle_name(file: _File) -> str:
    """The name of a file in the folder of the article."""
    stem, _, suffix = file.name.rpartition(".")
    return f"{slug(stem or suffix) or 'fil'}{embedded_pictures.suffix_for(file.data) or f'.{slug(suffix)}'}"


def _with_files(manuscript: Manuscript, parts: _Parts) -> Manuscript:
    """The manuscript with the pictures and other files of the mail, those that the text does not use at its end."""
    files = {file.name: file for file in manuscript.files}
    pieces, tasks = list(manuscript.pieces), list(manuscript.unfinished)
    end = len(manuscript.text)
    body = manuscript.body()
    for file in parts.files:
        name = _bundle_name(file)
        is_used = f"({name}" in body
        if name in files or file.is_release or (file.content_id and not is_used):
            continue
        is_picture = bool(embedded_pictures.suffix_for(file.data))
        if reason := _why_not(file, name, is_picture=is_picture):
            tasks.append(f"den vedhæftede fil {file.name[:100]} er ikke taget med; den {reason}")
            continue
        files[name] = EmbeddedFile(name, file.data)
        if not is_used:
            link = f'![{embedded_pictures.alt_text("")}]({name} "{NO_CREDIT}")' if is_picture else f"[{name}]({name})"
            pieces.append(Piece(end, end, link))
            tasks.append(f"filen {name} fulgte med mailen; den står nu nederst i teksten")
    tasks += pictures_without_credit(pieces)
    return replace(
        manuscript, files=tuple(files.values()), pieces=tuple(pieces), unfinished=tuple(dict.fromkeys(tasks))
    )


def _why_not(file: _File, name: str, *, is_picture: bool) -> str:
    """Why a file cannot come along, as the end of a Danish sentence; empty when it can."""
    if is_picture:
        return embedded_pictures.rejection_reason(file.data)
    return embedded_pictures.attachment_rejection(name, file.data)
