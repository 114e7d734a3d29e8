"""Inputs of a given size for the limits of the import: Word, RTF, HTML, mail, feeds, exports."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from hjemsite.content.embargo.embargo_requests import embargo_requests
from hjemsite.importer.draft.body_selection import summary
from hjemsite.importer.embargoes import without_embargo
from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.file_format import ImportedFile, imported_file
from hjemsite.importer.formats.manuscript import Manuscript, Piece, SourceText, UnreadableError
from hjemsite.importer.formats.web.well_formed import check_depth
from hjemsite.importer.losses import Loss
from hjemsite.importer.run import ImportJob, import_drafts
from tests.previewing import make_site
from tests.security.limit_cases.texts import NOON

PARAGRAPH = "<w:p><w:r><w:t>Tidselfonden åbner et værested i Aarhus på mandag.</w:t></w:r></w:p>"


def is_read(name: str, data: bytes) -> bool:
    try:
        imported_file(name, data)
    except UnreadableError:
        return False
    return True


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A Word document with this XML in its body, and other parts."""
    return archive({**docx_parts(body), **parts}, method)


def docx_parts(body: str) -> dict[str, bytes]:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document_xml = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    whole = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document_xml}
    return {name: text.encode() for name, text in whole.items()}


def zip_entries(number: int) -> bool:
    return is_read("a.docx", docx(PARAGRAPH, {f"word/x{part}.bin": b"" for part in range(number - 3)}))


def html_depth(number: int) -> bool:
    inner = number - 1
    text = "<p>Tidselfonden åbner et værested i Aarhus.</p>"
    return is_read("a.html", f"<html><body>{'<div>' * inner}{text}{'</div>' * inner}</body></html>".encode())


def with_part(name: str, data: bytes) -> bool:
    """Whether a Word document is read that has another part."""
    return is_read("a.docx", docx(PARAGRAPH, {name: data}))


def elements(number: int) -> bool:
    item = "<item><title>Nyt værested</title><description>Tidselfonden åbner et værested.</description></item>"
    rest = "<category/>" * (number - 6)
    return is_read("a.xml", f'<rss version="2.0"><channel><title>Nyt</title>{item}{rest}</channel></rss>'.encode())


def mail(number: int) -> bool:
    """A mail in so many parts, of which the first is its text."""
    parts = ["Content-Type: application/octet-stream\n\nx"] * (number - 1)
    text = "Content-Type: text/plain; charset=utf-8\n\nTidselfonden åbner et værested i Aarhus på mandag.\n"
    head = "From: a@b.example\nSubject: Nyt værested\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    return is_read("a.eml", (head + "".join(f"--x\n{part}\n" for part in (text, *parts)) + "--x--\n").encode())


def feed(number: int) -> bool:
    """A feed of so many entries, of which the first says something."""
    entry = "<item><title>Nyt værested</title><description>Tidselfonden åbner et værested.</description></item>"
    rest = "<item/>" * (number - 1)
    return is_read("a.xml", f'<rss version="2.0"><channel><title>Nyt</title>{entry}{rest}</channel></rss>'.encode())


def imported(name: str, data: bytes) -> ImportedFile:
    return imported_file(name, data)


def unpacked(number: int) -> bool:
    """A document that unpacks to `number` bytes: parts within their limit, packed less than their ratio."""
    seldom = random.Random(1).randbytes(2_000)
    rest = number - sum(map(len, docx_parts(PARAGRAPH).values()))
    piece = (seldom + bytes(98_000)) * 400
    parts = {f"word/media/{start}.bin": piece[: min(len(piece), rest - start)] for start in range(0, rest, len(piece))}
    return is_read("a.docx", docx(PARAGRAPH, parts, zipfile.ZIP_DEFLATED))


def file_size(number: int) -> bool:
    """A document with padding at its start, as archives may have it."""
    plain = docx(PARAGRAPH, {})
    return is_read("a.docx", b"PK" + bytes(number - 2 - len(plain)) + plain)


def ratio(number: int) -> bool:
    """A document that unpacks to exactly `number` times its size, which a comment of the archive rounds up."""
    size = 4_000
    rest = size * number - sum(map(len, docx_parts(PARAGRAPH).values()))
    stream = io.BytesIO(docx(PARAGRAPH, {"word/x.bin": bytes(rest)}, zipfile.ZIP_DEFLATED))
    short = size - len(stream.getvalue())
    with zipfile.ZipFile(stream, "a") as file:
        file.comment = b" " * short
    assert len(stream.getvalue()) == size
    return is_read("a.docx", stream.getvalue())


def relations(kind: str, targets: Mapping[str, str]) -> bytes:
    """The relations of the main part: id → target."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{at}"/>' for key, at in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'.encode()


def chunks(number: int) -> bool:
    """A document in which so many files are put in whole."""
    targets = {f"r{chunk}": f"{chunk}.txt" for chunk in range(number)}
    body = "".join(f'<w:altChunk xmlns:r="{RELATIONS}" r:id="{key}"/>' for key in targets)
    parts = {f"word/{target}": f"Afsnit {key}.".encode() for key, target in targets.items()}
    rels = {"word/_rels/document.xml.rels": relations("aFChunk", targets)}
    (manuscript,) = imported("a.docx", docx(PARAGRAPH + body, rels | parts)).manuscripts
    is_whole = all(f"Afsnit {key}." in manuscript.text for key in targets)
    assert is_whole or manuscript.unfinished, "what is left out is said"
    return is_whole


def pictures(number: int) -> bool:
    """A document with so many pictures, each another."""
    targets = {f"r{picture}": f"media/{picture}.png" for picture in range(number)}
    parts = {}
    for picture, target in enumerate(targets.values()):
        stream = io.BytesIO()
        Image.new("RGB", (40, 40), (picture, 0, 0)).save(stream, "PNG")
        parts[f"word/{target}"] = stream.getvalue()
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    body = "".join(
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:blipFill>'
        f'<a:blip xmlns:r="{RELATIONS}" r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
        for key in targets
    )
    rels = {"word/_rels/document.xml.rels": relations("image", targets)}
    (manuscript,) = imported("a.docx", docx(PARAGRAPH + body, rels | parts)).manuscripts
    return len(manuscript.files) == number


def text_size(number: int) -> bool:
    """A feed that is nearly all blanks, the quickest to read of all texts of this size."""
    start = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Nyt", "content_text": "Vi er her."}'
    return is_read("a.json", start + b" " * (number - len(start) - 2) + b"]}")


def rtf(number: int) -> bool:
    """An RTF file with line ends between its commands, where they mean nothing."""
    start, end = b"{\\rtf1\\ansi ", b"Tidselfonden \\'e5bner et v\\'e6rested.}"
    return is_read("a.rtf", start + b"\n" * (number - len(start) - len(end)) + end)


def wordpress(number: int) -> bool:
    """An export in which elements stand `number` deep."""
    inner = number - 3
    item = f"<item><title>Nyt</title><wp:post_type>post</wp:post_type>{'<x>' * inner}{'</x>' * inner}</item>"
    head = '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">'
    return is_read("a.xml", f"{head}<channel><title>Nøglen</title>{item}</channel></rss>".encode())


def extracted(number: int) -> bool:
    """A text whose last line tells who may be asked."""
    start, last = "Nøglen åbner en dør\n\n", "\n\nPressekontakt: Kirsten Vad, tlf. 12 34 56 78"
    # Long words: the finder's time goes by words.
    filler = f"{'a' * 99}. " * (number // 100)
    return bool(extract(start + filler[: number - len(start) - len(last)] + last).contacts)


def deck(number: int) -> bool:
    """A deck that becomes the field `summary`."""
    words = ("Foreningerne flytter ind på mandag, og " * (number // 20))[: number - 1] + "."
    release = extract(f"Rubrik: Nøglen åbner en dør\nUnderrubrik: {words}\n\nDer er plads til mange.\n")
    assert release.deck is not None
    return len(summary(release)) == number


def embargo_sources(number: int) -> bool:
    """A document with so many texts around it that speak of embargoes, of which the last is an embargo line."""
    spoken = [SourceText("sidefoden", f"Embargoen mod land {text} gælder stadig.") for text in range(number - 1)]
    line = SourceText("sidefoden", "Embargo til fredag den 4. december kl. 6")
    words = "Nøglen åbner en dør."
    manuscript = Manuscript("a", words, (Piece(0, len(words), words),), source=(*spoken, line))
    return any(mention.removed for mention in without_embargo(manuscript, date(2026, 11, 28)).mentions)


def tag_depth(number: int) -> bool:
    """Tags inside each other, before anything is made of them."""
    try:
        check_depth("<i>" * number + "Dør" + "</i>" * number)
    except UnreadableError:
        return False
    return True


def merged(number: int) -> bool:
    """A table whose heading covers all its columns."""
    cells = "".join(f"<td>{cell}</td>" for cell in range(number))
    table = f"<table><tr><th colspan={number}>Døre</th></tr><tr>{cells}</tr></table>"
    (manuscript,) = imported("a.html", f"<p>Nøglen åbner en dør.</p>{table}".encode()).manuscripts
    return any(row.count("|") == number + 1 for piece in manuscript.pieces for row in piece.markdown.splitlines()[:1])


def style_chain(number: int) -> bool:
    """A paragraph whose style is a heading by `number` steps."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{step}"><w:name w:val="Stil {step}"/><w:basedOn w:val="S{step + 1}"/>'
        "</w:style>"
        for step in range(number - 1)
    )
    last = f'<w:style w:type="paragraph" w:styleId="S{number - 1}"><w:name w:val="heading 2"/></w:style>'
    body = f'{PARAGRAPH}<w:p><w:pPr><w:pStyle w:val="S0"/></w:pPr><w:r><w:t>Åben dør</w:t></w:r></w:p>{PARAGRAPH}'
    part = f'<w:styles xmlns:w="{WORD}">{styles}{last}</w:styles>'.encode()
    rels = {"word/_rels/document.xml.rels": relations("styles", {"s": "styles.xml"})}
    (manuscript,) = imported("a.docx", docx(body, rels | {"word/styles.xml": part})).manuscripts
    return any(piece.markdown.startswith("#") for piece in manuscript.pieces)


def chart(number: int) -> bool:
    """A chart of `number` figures in one series."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    points = "".join(f'<c:pt idx="{at}"><c:v>{at}</c:v></c:pt>' for at in range(number))
    inner = f"<c:ser><c:val><c:numRef><c:numCache>{points}</c:numCache></c:numRef></c:val></c:ser>"
    part = f'<c:chartSpace xmlns:c="{space}"><c:chart>{inner}</c:chart></c:chartSpace>'.encode()
    body = (
        f'{PARAGRAPH}<w:p><w:r><w:drawing><c:chart xmlns:c="{space}" xmlns:r="{RELATIONS}" r:id="c"/>'
        "</w:drawing></w:r></w:p>"
    )
    rels = {"word/_rels/document.xml.rels": relations("chart", {"c": "charts/chart1.xml"})}
    (manuscript,) = imported("a.docx", docx(body, rels | {"word/charts/chart1.xml": part})).manuscripts
    assert any("diagram" in note for note in manuscript.unfinished)
    return str(number - 1) in manuscript.text


def word_notes(number: int) -> bool:
    """A document with so many highlighted words."""
    body = "".join(
        f'<w:p><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>Sted {index}</w:t></w:r></w:p>'
        for index in range(number)
    )
    (manuscript,) = imported("a.docx", docx(PARAGRAPH + body, {})).manuscripts
    return sum("fremhævet" in note for note in manuscript.unfinished) == number


def post(content: str, others: str = "") -> str:
    """The text of a post of an export from WordPress, with other items beside it."""
    item = (
        "<item><title>Nyt</title><wp:post_type>{}</wp:post_type><wp:post_id>{}</wp:post_id>"
        "<wp:status>publish</wp:status><content:encoded><![CDATA[{}]]></content:encoded></item>"
    )
    head = '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    blocks = others or ""
    export = f"{head}<channel><title>Nøglen</title>{item.format('post', 1, content)}{blocks}</channel></rss>"
    return "".join(manuscript.text for manuscript in imported("a.xml", export.encode()).manuscripts)


def reuses(number: int) -> bool:
    """A reused block in a reused block, `number` deep."""
    item = (
        "<item><title>Blok</title><wp:post_type>wp_block</wp:post_type><wp:post_id>{}</wp:post_id>"
        "<wp:status>publish</wp:status><content:encoded><![CDATA[{}]]></content:encoded></item>"
    )
    inner = [f'<!-- wp:block {{"ref":{101 + step}}} /-->' for step in range(number - 1)]
    blocks = "".join(item.format(100 + step, text) for step, text in enumerate([*inner, "Allerinderst."]))
    return "Allerinderst" in post('Før. <!-- wp:block {"ref":100} /-->', blocks)


def json_depth(number: int) -> bool:
    inner = number - 2
    return "Inderst her" in post(f'Før. <!-- wp:acf/x {{"data":{{"a":{"[" * inner}"Inderst her"{"]" * inner}}}}} /-->')


def block_texts(number: int) -> bool:
    texts = ", ".join(f'"Tekst {text} slut"' for text in range(number))
    return f"Tekst {number - 1} slut" in post(f'Før. <!-- wp:acf/x {{"data":{{"a":[{texts}]}}}} /-->')


def losses(number: int) -> bool:
    """A document whose header has so many paragraphs that are no part of the text."""
    header = "".join(f"<w:p><w:r><w:t>Brevhoved nummer {line} udgår</w:t></w:r></w:p>" for line in range(number))
    part = f'<w:hdr xmlns:w="{WORD}">{header}</w:hdr>'.encode()
    rels = {"word/_rels/document.xml.rels": relations("header", {"h": "header1.xml"})}
    with TemporaryDirectory() as folder:
        root = make_site(Path(folder))
        Path(root, "a.docx").write_bytes(docx(PARAGRAPH, rels | {"word/header1.xml": part}))
        done = import_drafts(ImportJob(root, [str(Path(root, "a.docx"))], NOON.date())).done
    return sum(line.startswith("  Ikke taget med: »") for line in done) == number


def excerpt(number: int) -> bool:
    """A loss whose words are so long."""
    words = f"{'a' * (number - 2)} b"
    return words in str(Loss("sidehovedet", words))


CASES: Mapping[str, Callable[[int], bool]] = {
    "IMPORT_BYTES": lambda number: file_size(number) and unpacked(number),
    "IMPORT_TEXT_BYTES": text_size,
    "ZIP_ENTRY_BYTES": lambda number: with_part("word/media/x.bin", bytes(number)),
    "ZIP_XML_BYTES": lambda number: with_part("word/x.xml", b"<x>" + b" " * (number - 7) + b"</x>"),
    "ZIP_RATIO": ratio,
    "ZIP_ENTRIES": zip_entries,
    "XML_DEPTH": lambda number: with_part("word/x.xml", b"<x>" * number + b"</x>" * number),
    "XML_ELEMENTS": elements,
    "WORDPRESS_DEPTH": wordpress,
    "HTML_DEPTH": html_depth,
    "DOCX_PICTURES": pictures,
    "DOCX_CHUNKS": chunks,
    "MAIL_PARTS": mail,
    "FEED_ENTRIES": feed,
    "RTF_BYTES": rtf,
    "EXTRACT_CHARACTERS": extracted,
    "IMPORT_SUMMARY_CHARACTERS": deck,
    "EMBARGO_REQUESTS": lambda number: len(embargo_requests("Gem den venligst til på søndag. " * number)) == number,
    "EMBARGO_SOURCES": embargo_sources,
    "HTML_TAG_DEPTH": tag_depth,
    "MERGED_CELLS": merged,
    "STYLE_CHAIN": style_chain,
    "CHART_FIGURES": chart,
    "WORD_NOTES": word_notes,
    "JSON_DEPTH": json_depth,
    "WORDPRESS_REUSES": reuses,
    "BLOCK_TEXTS": block_texts,
    "LOSSES_SHOWN": losses,
    "EXCERPT_SHOWN": excerpt,
}
