"""The format of an imported file, and the reader for it.

The format is read from the first bytes; the suffix decides only where they do not, as between text and Markdown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hjemsite import danish
from hjemsite.importer.formats import plain_text
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.limits import IMPORT_BYTES, IMPORT_TEXT_BYTES

_UNSUPPORTED = (
    (b"%PDF-", "Filen er en PDF. Bed om teksten som Word, eller kopiér den ind i en tekstfil."),
    (b"{\\rtf", "Filen er i formatet RTF. Åbn den i Word, gem den som .docx, og prøv igen."),
    (b"\x89PNG", "Filen er et billede."),
    (b"\xff\xd8\xff", "Filen er et billede."),
    (b"GIF8", "Filen er et billede."),
    (b"<!doctype html", "Filen er en webside. Kopiér teksten ind i en tekstfil eller et Word-dokument."),
    (b"<html", "Filen er en webside. Kopiér teksten ind i en tekstfil eller et Word-dokument."),
)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The press releases in one file. `skipped`, `failed` and `remarks` are Danish sentences."""

    manuscripts: tuple[Manuscript, ...]
    skipped: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_export: bool = False


def imported_file(name: str, data: bytes, media: Path | None = None, recover: bool = False) -> ImportedFile:
    """The press releases in the file `name` with the bytes `data`. Raises `UnreadableError`.

    `media` is a folder with the pictures of a WordPress export; `recover` repairs a damaged export.
    """
    from hjemsite.importer.formats import wordpress_xml
    from hjemsite.importer.formats.word import docx

    if len(data) > IMPORT_BYTES:
        raise UnreadableError(f"Filen fylder mere end {IMPORT_BYTES.millions} MB.")
    if not data.strip():
        raise UnreadableError("Filen er tom.")
    if wordpress_xml.is_export(data):
        return _export(data, media, recover)
    if len(data) > IMPORT_TEXT_BYTES:
        raise UnreadableError(f"Filen fylder mere end {IMPORT_TEXT_BYTES.millions} MB og er for stor til en tekst.")
    stem, ending = Path(name).stem, Path(name).suffix.lower()
    if data.startswith(b"PK"):
        return ImportedFile((docx.manuscript(stem, data),))
    if docx.is_old_word(data):
        docx.refuse_old(data)
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, sentence in _UNSUPPORTED:
        if start.startswith(magic.lower()):
            raise UnreadableError(sentence)
    if ending == ".docx":
        raise UnreadableError("Filen hedder .docx, men er ikke et Word-dokument. Bed om at få den sendt igen.")
    return _text(stem, data, is_markdown=ending in (".md", ".markdown"))


def _text(stem: str, data: bytes, is_markdown: bool) -> ImportedFile:
    text, encoding = plain_text.decoded(data)
    if is_markdown and text.startswith("---\n"):
        raise UnreadableError(
            "Filen har allerede felter øverst. Læg den i content/nyheder, og brug »python3 build.py quotes« på den."
        )
    read = plain_text.from_markdown(stem, text) if is_markdown else plain_text.from_text(stem, text)
    return ImportedFile((read,), remarks=(f"Læst som {encoding}.",))


def _export(data: bytes, media: Path | None, recover: bool) -> ImportedFile:
    from hjemsite.importer.formats import wordpress, wordpress_xml

    export = wordpress_xml.export(data, recover)
    found = tuple(wordpress.manuscripts(export, media))
    return ImportedFile(
        tuple(one for one in found if isinstance(one, Manuscript)),
        tuple(_sentences(found, failed=False)),
        (*_sentences(found, failed=True), *export.failed),
        (f"{danish.plural(export.dropped, 'tegn', 'tegn')}, som ikke må stå i en eksport, er fjernet.",)
        if export.dropped
        else (),
        is_export=True,
    )


def _sentences(found: tuple[object, ...], failed: bool) -> Iterator[str]:
    from hjemsite.importer.formats.wordpress import Skipped

    return (one.sentence for one in found if isinstance(one, Skipped) and one.failed is failed)
