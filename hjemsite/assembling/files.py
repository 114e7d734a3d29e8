"""Pictures and attachments: what a document refers to must lie in its own bundle and be what its name says.

A file is known by its first bytes, not by its ending, so a renamed web page is never published as a picture.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname

from hjemsite.assembling.addresses import Register
from hjemsite.diagnostics import Diagnostic, Span
from hjemsite.model import Attachment, Picture
from hjemsite.reading.document import Document
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
    ".avif": (b"ftyp", 4),
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
        for use in self.document.prose.files:
            self._take(use.name, use.span, _ATTACHMENTS)

    def _url(self, name: str) -> Url:
        return file_address(self.document.url, name)

    def _take(self, name: str, span: Span, formats: Mapping[str, tuple[bytes, int]]) -> Source | None:
        folder = dirname(self.document.path)
        if folder not in self.register.bundles:
            message = f"Filen »{name}« kan ikke findes, for teksten har ikke sin egen mappe"
            self.faults.append(
                Diagnostic("mangler-fil", span, message, "Læg teksten som index.md i en mappe sammen med filen")
            )
            return None
        source = self.register.files.get(self._url(name))
        if source is None or source.path != f"{folder}/{name}":
            self.faults.append(_missing(name, span, source, folder))
            return None
        ending = name[name.rfind(".") :].lower()
        known = formats.get(ending)
        if known is None:
            wanted = ", ".join(sorted(key.removeprefix(".") for key in formats))
            self.faults.append(
                Diagnostic(
                    "filtype", span, f"Filer som »{name}« kan ikke lægges ud", f"Brug en af disse filtyper: {wanted}"
                )
            )
            return None
        magic, offset = known
        if source.data[offset : offset + len(magic)] != magic:
            message = f"Filen »{name}« er ikke det, som navnet siger"
            self.faults.append(
                Diagnostic("filtype", span, message, f"Åbn filen, og gem den igen som {ending.removeprefix('.')}")
            )
            return None
        self.used[self._url(name)] = source
        return source


def _missing(name: str, span: Span, similar: Source | None, folder: str) -> Diagnostic:
    if similar is not None:
        # Windows and macOS would find it, the web server would not.
        written = similar.path.removeprefix(f"{folder}/")
        return Diagnostic(
            "mangler-fil",
            span,
            f"Filen »{name}« findes ikke",
            f"mente du »{written}«? Store og små bogstaver er forskellige",
        )
    return Diagnostic(
        "mangler-fil", span, f"Filen »{name}« findes ikke", "Læg filen i samme mappe som teksten, eller ret navnet"
    )
