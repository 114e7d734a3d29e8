"""A Word document as a manuscript: what the text means is kept, what it looks like is not.

mammoth makes HTML of the document after `Rewriter` has put everything into its reach. It gets an archive that we wrote,
with the checked parts alone, and never follows the link of a picture.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from hjemsite import danish
from hjemsite.importer.formats import embedded_pictures
from hjemsite.importer.formats.captions import pictures_without_credit
from hjemsite.importer.formats.decoding import decoded
from hjemsite.importer.formats.manuscript import EmbeddedFile, Manuscript, UnreadableError
from hjemsite.importer.formats.office import safe_zip
from hjemsite.importer.formats.office.word_drawings import ITEM_STYLE
from hjemsite.importer.formats.office.word_lists import ListNumbers, ordered_levels
from hjemsite.importer.formats.office.word_rewriter import CHUNK, CHUNK_END, HEADING_STYLE, QUOTE_STYLE, Rewriter
from hjemsite.importer.formats.office.word_source import margin_lines, remarks, source_texts
from hjemsite.importer.formats.office.word_styles import styles_for_mammoth, styles_in
from hjemsite.importer.formats.office.word_xml import Relation, WordPackage, relations_part, serialize
from hjemsite.importer.formats.web import html as hypertext
from hjemsite.limits import BODY_CHARACTERS, BUNDLE_FILE_BYTES, DOCX_CHUNKS, DOCX_PICTURES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_KINDS = (
    ("xl/workbook.xml", "Filen er et regneark."),
    ("ppt/presentation.xml", "Filen er en præsentation."),
    ("content.xml", "Filen er et OpenDocument."),
)

_STYLES = "\n".join(
    (
        *(f"p.{HEADING_STYLE}{level} => h{level}:fresh" for level in range(1, 7)),
        f"p.{QUOTE_STYLE} => blockquote > p:fresh",
        f"p.{ITEM_STYLE} => ul > li:fresh",
        "p[style-name='Subtitle'] => p:fresh",
    )
)
_CHUNK = re.compile(rf"<p>{CHUNK}([^{CHUNK_END}]*){CHUNK_END}</p>")


def is_old_word(data: bytes) -> bool:
    """Whether `data` is a compound file, Microsoft's old format for Word and Outlook and its wrapper for encryption."""
    return data.startswith(_OLE)


def refuse_old(data: bytes) -> None:
    """Raises `UnreadableError`, which names the program that wrote the compound file `data`."""
    if _ENCRYPTED in data:
        raise UnreadableError("Word-dokumentet er beskyttet med en adgangskode. Gem det uden, og prøv igen.")
    if _OUTLOOK in data:
        raise UnreadableError(
            "Filen er en mail fra Outlook (.msg). Åbn den i Outlook, og gem den vedhæftede pressemeddelelse, "
            "eller kopiér mailens tekst ind i en tekstfil."
        )
    raise UnreadableError("Filen er et gammelt Word-dokument (.doc). Åbn det i Word, gem det som .docx, og prøv igen.")


def manuscript(name: str, data: bytes) -> Manuscript:
    """A Word document as a manuscript. Raises `UnreadableError`."""
    archive = safe_zip.open_archive(data)
    safe_zip.check_xml(archive)
    package = WordPackage(archive)
    if not package.main:
        kind = next(
            (sentence for entry, sentence in _KINDS if entry in package.names), "Filen er ikke et Word-dokument."
        )
        raise UnreadableError(f"{kind} Gem teksten som .docx, og prøv igen.")
    reader = _Reader(package)
    html = reader.html()
    if len(html) > BODY_CHARACTERS:
        raise UnreadableError(
            f"Teksten fylder mere end {BODY_CHARACTERS.millions} million tegn. "
            "Del den op, eller vedhæft den som en fil."
        )
    margins = "".join(f"<p>{escape(line)}</p>" for line in margin_lines(package))
    words, pieces = hypertext.pieces(margins + html)
    if not words.strip():
        raise UnreadableError("Der er ingen tekst i Word-dokumentet.")
    unfinished = (*dict.fromkeys(reader.notes), *reader.pictures.unfinished, *pictures_without_credit(pieces))
    files = tuple(reader.pictures.taken.values())
    return Manuscript(name, words, pieces, files, unfinished, tuple(remarks(package)), source=source_texts(package))


@dataclass(slots=True)
class _Reader:
    """Reads one document, and those that are embedded in it. `notes` are tasks for the editor."""

    package: WordPackage
    pictures: "_Pictures" = field(default_factory=lambda: _Pictures())
    notes: list[str] = field(default_factory=list)
    depth: int = 0

    def html(self) -> str:
        """The body and its notes as HTML, not yet sanitised."""
        import mammoth

        try:
            read = mammoth.convert_to_html(
                io.BytesIO(self._rewritten()),
                style_map=_STYLES,
                include_embedded_style_map=False,
                external_file_access=False,
                convert_image=self.pictures.take,
            )
        except UnreadableError:
            raise
        # mammoth fails in many ways on a document that is put together wrongly.
        except Exception:
            raise UnreadableError(
                "Word-dokumentet er sat sammen på en måde, der ikke kan læses. "
                "Åbn det i Word, gem det igen, og prøv igen."
            ) from None
        relations = self.package.relations(self.package.main)
        chunks = 0

        def chunk(match: re.Match[str]) -> str:
            nonlocal chunks
            chunks += 1
            return self._chunk(relations.get(match[1])) if chunks <= DOCX_CHUNKS else ""

        whole = _CHUNK.sub(chunk, str(read.value))
        if chunks > DOCX_CHUNKS:
            self.notes.append(
                f"kun de første {DOCX_CHUNKS} indsatte dokumenter er taget med; kopiér teksten fra resten ind"
            )
        return whole

    def _rewritten(self) -> bytes:
        """An archive with the rewritten body and notes, the styles, and the pictures."""
        package = self.package
        kinds = ("numbering", "footnotes", "endnotes")
        paths = {kind: next(package.related(kind), f"word/{kind}.xml") for kind in kinds}
        styles = styles_in(package.styles)
        lists = ListNumbers(ordered_levels(package.tree(paths["numbering"])), styles)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for target, path in {"document": package.main, **paths}.items():
                root = package.tree(path)
                if root is None:
                    continue
                if target != "numbering":
                    rewriter = Rewriter(package, path, styles, lists, self.notes)
                    rewriter.rewrite(root)
                    self._copy_relations(archive, f"word/_rels/{target}.xml.rels", package.relations(path))
                archive.writestr(f"word/{target}.xml", serialize(root))
            if package.styles is not None:
                archive.writestr("word/styles.xml", serialize(styles_for_mammoth(package.styles)))
            if "[Content_Types].xml" in package.names:
                archive.writestr("[Content_Types].xml", safe_zip.read_entry(package.archive, "[Content_Types].xml"))
        return stream.getvalue()

    def _copy_relations(self, package: zipfile.ZipFile, name: str, relations: Mapping[str, Relation]) -> None:
        used = {key: relation for key, relation in relations.items() if relation.kind in ("image", "hyperlink")}
        package.writestr(name, relations_part(used))
        for relation in used.values():
            if relation.target in self.package.names and relation.target not in package.namelist():
                package.writestr(relation.target, safe_zip.read_entry(self.package.archive, relation.target))

    def _chunk(self, relation: Relation | None) -> str:
        """The HTML of a document that is embedded whole."""
        if relation is None or relation.target not in self.package.names:
            return ""
        data = safe_zip.read_entry(self.package.archive, relation.target)
        suffix = relation.target.rpartition(".")[2].lower()
        if suffix in ("htm", "html", "xhtml"):
            return hypertext.body_of(decoded(data).text)
        if suffix == "txt":
            return "".join(f"<p>{escape(line)}</p>" for line in decoded(data).text.split("\n"))
        if suffix == "docx" and not self.depth:
            archive = safe_zip.open_archive(data)
            safe_zip.check_xml(archive)
            return replace(self, package=WordPackage(archive), depth=1).html()
        self.notes.append(f"et indsat dokument (.{suffix[:10]}) er ikke taget med; kopiér teksten ind")
        return ""


@dataclass(slots=True)
class _Pictures:
    """The pictures of one document in order. `taken` has them by their bytes: one that is shown twice is one file."""

    taken: dict[bytes, EmbeddedFile] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)
    count: int = 0

    def take(self, image: Any) -> list[Any]:
        """For mammoth: the element of a picture, or nothing for one that cannot be shown."""
        from mammoth import html

        self.count += 1
        try:
            with image.open() as stream:
                data: bytes = stream.read(BUNDLE_FILE_BYTES + 1)
        # An image that is only linked to cannot be opened, and one may be missing in the archive.
        except (ValueError, OSError, KeyError, AttributeError):
            data = b""
        reason = embedded_pictures.rejection_reason(data) if data else "ligger ikke i selve dokumentet"
        if reason or (data not in self.taken and len(self.taken) == DOCX_PICTURES):
            number = danish.number(self.count)
            self.unfinished.append(
                f"billede {number} i dokumentet er ikke taget med; det {reason or f'er mere end {DOCX_PICTURES}'}"
            )
            return []
        alt = embedded_pictures.described_by_editor(image.alt_text or "")
        if data not in self.taken:
            name = f"billede-{self.count}{embedded_pictures.suffix_for(data)}"
            self.taken[data] = EmbeddedFile(name, data)
            if not alt:
                self.unfinished.append(f"beskriv billedet {name} for dem, der ikke kan se det")
        return [html.element("img", {"src": self.taken[data].name, "alt": embedded_pictures.alt_text(alt)})]
