"""Pictures and attachments: what a document refers to must lie in its own bundle and be what its name says.

A file is known by its first bytes, not by its ending, so a renamed web page is never published as a picture.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, splitext

from hjemsite import danish
from hjemsite.assembling.addresses import Register
from hjemsite.diagnostics import Diagnostic, Span
from hjemsite.model import Attachment, Picture
from hjemsite.reading.document import SITE, Document
from hjemsite.reading.fields import AttachmentFields, LogoFields, PictureFields
from hjemsite.reading.sources import Source
from hjemsite.urls import Url, file_address

# The bytes with which each format begins, from its specification; ISO media files name their brand after the length.
_PICTURES: Mapping[str, tuple[bytes, int]] = {
    ".jpg": (b"\xff\xd8\xff", 0),
    ".jpeg": (b"\xff\xd8\xff", 0),
    ".png": (b"\x89PNG\r\n\x1a\n", 0),
    ".webp": (b"WEBP", 8),
    ".gif": (b"GIF8", 0),
    ".avif": (b"ftypavi", 4),
}
_ATTACHMENTS: Mapping[str, tuple[bytes, int]] = {
    **_PICTURES,
    ".pdf": (b"%PDF-", 0),
    ".docx": (b"PK\x03\x04", 0),
    ".xlsx": (b"PK\x03\x04", 0),
    ".pptx": (b"PK\x03\x04", 0),
    ".odt": (b"PK\x03\x04", 0),
    ".zip": (b"PK\x03\x04", 0),
}


@dataclass(slots=True)
class Shelf:
    """The files that one document has taken into use, and the faults of those it asked for in vain."""

    document: Document
    register: Register
    used: dict[Url, Source] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def picture(self, fields: PictureFields | LogoFields | None, key: str) -> Picture | None:
        """The picture that the field `key` names; None when there is none, or none that can be used."""
        if fields is None:
            return None
        source = self._take(fields.file, self.document.span(key, "file"), _PICTURES)
        if source is None:
            return None
        more = (fields.credit, fields.caption, fields.licence) if isinstance(fields, PictureFields) else ()
        return Picture(self._url(fields.file), fields.alt, *more)

    def attachments(self, fields: tuple[AttachmentFields, ...]) -> Iterator[Attachment]:
        for number, one in enumerate(fields):
            source = self._take(one.file, self.document.span("attachments", number, "file"), _ATTACHMENTS)
            if source is not None:
                yield Attachment(self._url(one.file), one.title or basename(one.file), len(source.data))

    def in_body(self) -> None:
        """Takes the files that the body shows or links to."""
        for use in self.document.files:
            self._take(use.name, use.span, _ATTACHMENTS)

    def _url(self, name: str) -> Url:
        return file_address(self.document.url, name)

    def _take(self, name: str, span: Span, formats: Mapping[str, tuple[bytes, int]]) -> Source | None:
        folder = dirname(self.document.path)
        if folder not in self.register.bundles:
            message = f"Filen »{name}« kan ikke findes, for teksten har ikke sin egen mappe"
            hint = "Læg teksten som index.md i en mappe sammen med filen"
            if self.document.path == SITE:
                hint = "Brug i stedet en side i content/sider, der har sin egen mappe"
            self.faults.append(Diagnostic("mangler-fil", span, message, hint))
            return None
        if f"{folder}/{name}" in self.register.homeless:
            return None
        source = self.register.files.get(self._url(name))
        if source is None or source.path != f"{folder}/{name}":
            self.faults.append(_missing(name, span, source, folder))
            return None
        fault = None if source.refused else _format_fault(name, span, source.data, formats)
        if fault is not None:
            self.faults.append(fault)
            return None
        self.used[self._url(name)] = source
        return source


def _format_fault(name: str, span: Span, data: bytes, formats: Mapping[str, tuple[bytes, int]]) -> Diagnostic | None:
    ending = splitext(name)[1].lower()
    if ending not in formats:
        wanted = danish.list_of(sorted(known.removeprefix(".") for known in formats), "eller")
        message = f"Filer som »{name}« kan ikke lægges ud"
        return Diagnostic("filtype", span, message, f"Gem den som {wanted}")
    magic, offset = formats[ending]
    if data[offset : offset + len(magic)] == magic:
        return None
    message, hint = f"Filen »{name}« er ikke det, som navnet siger", f"Åbn filen, og gem den igen som {ending[1:]}"
    if not data:
        message, hint = f"Filen »{name}« er tom", "Læg den rigtige fil i mappen"
    elif data.startswith(b"version https://git-lfs"):
        message, hint = f"Filen »{name}« er ikke hentet ned", "Hent den med git lfs pull, og byg igen"
    return Diagnostic("filtype", span, message, hint)


def _missing(name: str, span: Span, similar: Source | None, folder: str) -> Diagnostic:
    hint = "Læg filen i samme mappe som teksten, eller ret navnet"
    if similar is not None and similar.path.casefold() == f"{folder}/{name}".casefold():
        # Windows and macOS would find it, the web server would not.
        written = similar.path.removeprefix(f"{folder}/")
        hint = f"mente du »{written}«? Store og små bogstaver er forskellige"
    return Diagnostic("mangler-fil", span, f"Filen »{name}« findes ikke", hint)
