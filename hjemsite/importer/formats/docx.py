"""A press release as a Word document: mammoth reads what it means, and what it looks like is left behind.

mammoth sees a document only after `archive` has. It never follows a picture's link; pictures that lie in the document
are handed over as bytes, and those that no browser can show are named.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Any

from hjemsite import danish
from hjemsite.importer.formats import embedded_pictures, safe_zip
from hjemsite.importer.formats import html as hypertext
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.manuscript import EmbeddedFile, Manuscript, UnreadableError
from hjemsite.limits import BODY_CHARACTERS, BUNDLE_FILE_BYTES, DOCX_PICTURES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    ("xl/workbook.xml", "Filen er et regneark."),
    ("ppt/presentation.xml", "Filen er en præsentation."),
    ("content.xml", "Filen er et OpenDocument."),
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""


def is_old_word(data: bytes) -> bool:
    """Whether `data` is of Microsoft's old kind of file, which also wraps what is encrypted."""
    return data.startswith(_OLE)


def refuse_old(data: bytes) -> None:
    """Raises `UnreadableError`, which says what the old kind of file holds."""
    if _ENCRYPTED in data:
        raise UnreadableError("Word-dokumentet er beskyttet med en adgangskode. Gem det uden, og prøv igen.")
    raise UnreadableError("Filen er et gammelt Word-dokument (.doc). Åbn det i Word, gem det som .docx, og prøv igen.")


def manuscript(name: str, data: bytes) -> Manuscript:
    """A Word document as a manuscript. Raises `UnreadableError`."""
    opened = safe_zip.open_archive(data)
    names = set(opened.namelist())
    if "word/document.xml" not in names:
        kind = next((said for entry, said in _KINDS if entry in names), "Filen er ikke et Word-dokument.")
        raise UnreadableError(f"{kind} Gem teksten som .docx, og prøv igen.")
    safe_zip.check_xml(opened)
    shown = _Pictures()
    html = _html(data, shown)
    if len(html) > BODY_CHARACTERS:
        raise UnreadableError(
            f"Teksten fylder mere end {BODY_CHARACTERS.millions} million tegn. "
            "Del den op, eller vedhæft den som en fil."
        )
    words, pieces = hypertext.pieces(html)
    if not words.strip():
        raise UnreadableError("Der er ingen tekst i Word-dokumentet.")
    margins = b"".join([*safe_zip.texts(opened, "word/header"), *safe_zip.texts(opened, "word/footer")])
    remarks = ("Sidehoved og sidefod er ikke taget med.",) if re.search(rb"<w:t[ >][^<]*\w", margins) else ()
    unfinished = (*shown.unfinished, *pictures_without_credit(pieces))
    return Manuscript(name, words, pieces, tuple(shown.taken), unfinished, remarks)


def _html(data: bytes, shown: "_Pictures") -> str:
    import mammoth
    from mammoth import images

    try:
        read = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=images.img_element(shown.take),
        )
    # What lies in a document that is put together wrongly can fail in any way.
    except Exception:
        raise UnreadableError(
            "Word-dokumentet er sat sammen på en måde, der ikke kan læses. Åbn det i Word, gem det igen, og prøv igen."
        ) from None
    return str(read.value)


@dataclass(slots=True)
class _Pictures:
    """The pictures of one document, in order."""

    taken: list[EmbeddedFile] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    seen: int = 0

    def take(self, image: Any) -> dict[str, str]:
        """For mammoth: the attributes of the picture's element. Without any it leaves no trace."""
        self.seen += 1
        try:
            with image.open() as stream:
                data = stream.read(BUNDLE_FILE_BYTES + 1)
        # An image that is only linked to cannot be opened, and one may be missing in the archive.
        except (ValueError, OSError, KeyError, AttributeError):
            self._leave("ligger ikke i selve dokumentet")
            return {}
        if (why := embedded_pictures.rejection_reason(data)) or len(self.taken) == DOCX_PICTURES:
            self._leave(why or f"er mere end {DOCX_PICTURES}")
            return {}
        name = f"billede-{self.seen}{embedded_pictures.suffix_for(data)}"
        self.taken.append(EmbeddedFile(name, data))
        alt = " ".join((image.alt_text or "").split())
        if not alt:
            self.unfinished.append(f"beskriv billedet {name} for dem, der ikke kan se det")
        return {"src": name, "alt": embedded_pictures.alt_text(alt)}

    def _leave(self, why: str) -> None:
        self.unfinished.append(f"billede {danish.number(self.seen)} i dokumentet er ikke taget med; det {why}")
