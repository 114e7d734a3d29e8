"""The format of an imported file, and the reader for it.

The format is read from the first bytes; the suffix decides only where they do not, as between text and Markdown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import hjemsite
from hjemsite.content.working_notes import shown, working_notes
from hjemsite.importer.extract.further_releases import further_releases
from hjemsite.importer.formats import markdown_pictures, plain_text
from hjemsite.importer.formats.decoding import decoded, utf8_xml
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError, source_lines
from hjemsite.limits import EXCERPT_SHOWN, FAULTS_PER_KIND, IMPORT_BYTES, IMPORT_TEXT_BYTES

_UNSUPPORTED = (
    (b"%PDF-", "Filen er en PDF. Bed om teksten som Word, eller kopiér den ind i en tekstfil."),
    (b"\x89PNG", "Filen er et billede."),
    (b"\xff\xd8\xff", "Filen er et billede."),
    (b"GIF8", "Filen er et billede."),
)
_SUFFIX_OF = {".docx": "et Word-dokument", ".odt": "et OpenDocument", ".eml": "en mail"}
"""Formats whose files say what they are; a file that is called so and is not is broken."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    `media` is a folder with the pictures of a WordPress export, `recover` repairs a damaged export, and `post_types`
    are the kinds of posts that are press releases.
    """

    media: Path | None = None
    recover: bool = False
    post_types: tuple[str, ...] = ("post",)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The press releases in one file. `skipped`, `failed` and `remarks` are Danish sentences."""

    manuscripts: tuple[Manuscript, ...]
    skipped: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_export: bool = False


def imported_file(name: str, data: bytes, options: ReadOptions | None = None) -> ImportedFile:
    """The press releases in the file `name` with the bytes `data`. Raises `UnreadableError`."""
    if len(data) > IMPORT_BYTES:
        raise UnreadableError(f"Filen fylder mere end {IMPORT_BYTES.millions} MB.")
    if not data.strip():
        raise UnreadableError("Filen er tom.")
    read = _read(name, data, options or ReadOptions())
    manuscripts = (_pointing_out_more(_with_working_notes(manuscript)) for manuscript in read.manuscripts)
    return replace(read, manuscripts=tuple(manuscripts))


def _pointing_out_more(manuscript: Manuscript) -> Manuscript:
    """The manuscript with a task where it seems to hold more than one press release."""
    tasks = (
        f"teksten har måske flere pressemeddelelser; her begynder en til: »{release.headline[:EXCERPT_SHOWN]}«; "
        "flyt den til en fil for sig, og læs den ind"
        for release in further_releases(manuscript.text)[:FAULTS_PER_KIND]
    )
    return replace(manuscript, unfinished=(*manuscript.unfinished, *tasks))


def _with_working_notes(manuscript: Manuscript) -> Manuscript:
    tasks = manuscript.unfinished
    # What is highlighted in Word is pointed out already.
    excerpts = (shown(note, manuscript.text) for note in islice(working_notes(manuscript.text), FAULTS_PER_KIND))
    notes = [
        f"»{note}« ligner en arbejdsnote; skriv, hvad der skal stå, eller slet den"
        for note in excerpts
        if not any(f"»{note}" in task for task in tasks)
    ]
    return replace(manuscript, unfinished=(*tasks, *notes))


def _read(name: str, data: bytes, options: ReadOptions) -> ImportedFile:
    from hjemsite.importer.formats.mail import mail_message
    from hjemsite.importer.formats.office import docx, rich_text
    from hjemsite.importer.formats.web import news_feed
    from hjemsite.importer.formats.wordpress import wordpress_xml

    data = utf8_xml(data)
    if wordpress_xml.is_export(data):
        return _export(data, options)
    stem = Path(name).stem
    if data.startswith(b"PK"):
        # Pictures make it large; its parts have limits of their own.
        return ImportedFile((_zipped(stem, data),))
    if len(data) > IMPORT_TEXT_BYTES:
        raise UnreadableError(f"Filen fylder mere end {IMPORT_TEXT_BYTES.millions} MB og er for stor til en tekst.")
    if docx.is_old_word(data):
        docx.refuse_old(data)
    if rich_text.is_rtf(data):
        return ImportedFile((rich_text.manuscript(stem, data),))
    if news_feed.is_feed(data):
        return ImportedFile(news_feed.manuscripts(data))
    if mail_message.is_message(data, name):
        return ImportedFile(mail_message.manuscripts(stem, data, _attached))
    _refuse(name, data)
    return _text(name, data)


def _zipped(stem: str, data: bytes) -> Manuscript:
    from hjemsite.importer.formats.office import docx, opendocument, safe_zip

    archive = safe_zip.open_archive(data)
    return opendocument.manuscript(stem, archive) if opendocument.is_text(archive) else docx.manuscript(stem, data)


def _attached(name: str, data: bytes) -> tuple[Manuscript, ...]:
    """The press releases in a file that was attached to a mail."""
    return imported_file(name, data).manuscripts


def _refuse(name: str, data: bytes) -> None:
    """Raises `UnreadableError` for formats that cannot be read, and for a file that is not what it is called."""
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, sentence in _UNSUPPORTED:
        if start.startswith(magic.lower()):
            raise UnreadableError(sentence)
    if start.startswith((b"<?xml", b"<!doctype")) and b"<html" not in data[:2_000].lower():
        raise UnreadableError(
            "Filen er XML, men hverken en eksport fra WordPress eller en nyhedsstrøm. Kopiér teksten ind i en tekstfil."
        )
    suffix = Path(name).suffix.lower()
    if suffix in _SUFFIX_OF:
        raise UnreadableError(f"Filen hedder {suffix}, men er ikke {_SUFFIX_OF[suffix]}. Bed om at få den sendt igen.")


def _text(name: str, data: bytes) -> ImportedFile:
    text, encoding, tasks = decoded(data)
    manuscript = _manuscript(Path(name).stem, Path(name).suffix.lower(), text)
    manuscript = replace(manuscript, unfinished=(*tasks, *manuscript.unfinished))
    return ImportedFile((manuscript,), remarks=(f"Læst som {encoding}.",))


def _manuscript(stem: str, suffix: str, text: str) -> Manuscript:
    """A text as what it is: HTML, Markdown, a mail, or plain."""
    from hjemsite.importer.formats.mail import mail_text
    from hjemsite.importer.formats.web import copied_page, web_page

    if web_page.is_page(text):
        return web_page.manuscript(stem, text)
    if suffix in (".md", ".markdown"):
        if text.startswith("---\n"):
            raise UnreadableError(
                "Filen har allerede felter øverst. Læg den i content/nyheder, "
                f"og brug »{hjemsite.COMMAND} quotes« på den."
            )
        return markdown_pictures.manuscript(stem, text)
    if mail_text.is_mail(text):
        return mail_text.manuscript(stem, text)
    return replace(plain_text.from_text(stem, copied_page.main_text(text)), source=source_lines(text))


def _export(data: bytes, options: ReadOptions) -> ImportedFile:
    from hjemsite.importer.formats.wordpress import posts, wordpress_xml

    export = wordpress_xml.export(data, options.recover)
    texts = tuple(posts.manuscripts(export, options.media, options.post_types))
    return ImportedFile(
        tuple(text for text in texts if isinstance(text, Manuscript)),
        tuple(_sentences(texts, failed=False)),
        (*_sentences(texts, failed=True), *export.failed),
        (*export.remarks, *posts.own_kinds(export, options.post_types)),
        is_export=True,
    )


def _sentences(texts: tuple[object, ...], failed: bool) -> Iterator[str]:
    from hjemsite.importer.formats.wordpress.posts import Skipped

    return (text.sentence for text in texts if isinstance(text, Skipped) and text.failed is failed)
