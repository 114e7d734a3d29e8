"""Each limit of the table, just below, at and above: what is within it is taken whole, what is beyond it is not.

A limit without a case fails the test. `WITHOUT_CASE` are those that have none yet; it may only become shorter.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from hjemsite import limits
from hjemsite.cli import live_check
from hjemsite.content.excerpt import excerpt
from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.frontmatter.split import parse
from hjemsite.content.markdown.prose import prose
from hjemsite.content.reader import document
from hjemsite.content.scan import scan
from hjemsite.content.sources import Source
from hjemsite.danish import COPENHAGEN
from hjemsite.images import process
from hjemsite.importer.file_format import imported_file
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.hidden_information.wording import named

TABLE = {name: limit for name, limit in vars(limits).items() if isinstance(limit, limits.Limit)}
ARTICLE = "title: Åben dør\ndate: 2026-03-02\n"
NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
Case = Callable[[int], bool]
"""Whether an input of this size, length, depth or number is taken whole."""


def scanned(path: str, size: int = 0) -> bool:
    """Whether a file of `size` bytes at `path` below `content/` is taken by a look at the folder."""
    with TemporaryDirectory() as root:
        file = Path(root, "content", path)
        file.parent.mkdir(parents=True)
        with file.open("wb") as stream:
            stream.truncate(size)
        inputs = scan(Path(root))
        return f"content/{path}" in inputs.files and f"content/{path}" not in inputs.refused


def rules(fields: str, body: str = "Døren er åben.") -> list[str]:
    """The rules that an article breaks."""
    text = f"---\n{fields}---\n\n{body}\n"
    return [fault.rule for fault in document(Source("content/nyheder/a.md", text.encode())).faults]


def field(name: str) -> Case:
    """A text of so many characters in the field `name`."""

    def fits(number: int) -> bool:
        values = {"title": "a", "date": "2026-03-02", name: "a" * number}
        text = "".join(f"{key}: {value}\n" for key, value in values.items())
        return not typed(parse(text, "a.md", 1).value, ArticleFields).faults

    return fits


def front_matter(number: int) -> bool:
    filler = number - len(ARTICLE.encode())
    return "for-stor-fil" not in rules(ARTICLE + "#" * (filler - 1) + "\n")


def syntax_errors(number: int) -> bool:
    return sum(rule == "uforstaaelige-felter" for rule in rules(ARTICLE + "a: [\n" * number)) == number


def html_of(body: str) -> str:
    return prose(body, path="content/nyheder/a.md", first_line=1).value.html


def emphasis(number: int) -> bool:
    return html_of("*a " * number + "a*" * number).count("<em>") == number


def picture(width: int, height: int) -> bool:
    """Whether the header of a picture says that it is small enough; its pixels are never read."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    with Image.open(io.BytesIO(data)) as image:
        return process._refusal(image) is None


def pixels(number: int) -> bool:
    # Numbers beside the limit have no two factors that are short enough, so a row more or less stands for them.
    return picture(8_000, 5_000 + (number > 40_000_000) - (number < 40_000_000))


def is_read(name: str, data: bytes) -> bool:
    try:
        imported_file(name, data)
    except UnreadableError:
        return False
    return True


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: bytes) -> bytes:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document_xml = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    whole = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document_xml}
    return archive({**{name: text.encode() for name, text in whole.items()}, **parts})


PARAGRAPH = "<w:p><w:r><w:t>Tidselfonden åbner et værested i Aarhus på mandag.</w:t></w:r></w:p>"


def zip_entries(number: int) -> bool:
    return is_read("a.docx", docx(PARAGRAPH, **{f"word/x{part}.bin": b"" for part in range(number - 3)}))


def html_depth(number: int) -> bool:
    inner = number - 1
    text = "<p>Tidselfonden åbner et værested i Aarhus.</p>"
    return is_read("a.html", f"<html><body>{'<div>' * inner}{text}{'</div>' * inner}</body></html>".encode())


def yaml_depth(number: int) -> bool:
    brackets = number - 1
    return "for-dybt" not in rules(f"{ARTICLE}topics: {'[' * brackets}{']' * brackets}\n")


def with_part(name: str, data: bytes) -> bool:
    """Whether a Word document is read that has another part."""
    return is_read("a.docx", docx(PARAGRAPH, **{name: data}))


def elements(number: int) -> bool:
    item = "<item><title>Nyt værested</title><description>Tidselfonden åbner et værested.</description></item>"
    rest = "<category/>" * (number - 6)
    return is_read("a.xml", f'<rss version="2.0"><channel><title>Nyt</title>{item}{rest}</channel></rss>'.encode())


def slug(number: int) -> bool:
    with TemporaryDirectory() as root:
        file = Path(root, "content/sider", f"{'a' * number}.md")
        file.parent.mkdir(parents=True)
        file.write_text("---\ntitle: Om os\n---\n\nVi er her.\n", encoding="utf-8")
        return "filnavn" not in [fault.rule for fault in build(BuildOptions(Path(root), NOON)).faults]


def mail(number: int) -> bool:
    """A mail in so many parts, of which the first is its text."""
    parts = ["Content-Type: application/octet-stream\n\nx"] * (number - 1)
    text = "Content-Type: text/plain; charset=utf-8\n\nTidselfonden åbner et værested i Aarhus på mandag.\n"
    head = "From: a@b.example\nSubject: Nyt værested\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    return is_read("a.eml", (head + "".join(f"--x\n{part}\n" for part in (text, *parts)) + "--x--\n").encode())


def feed(number: int) -> bool:
    entry = "<item><title>Nyt værested</title><description>Tidselfonden åbner et værested.</description></item>"
    return is_read("a.xml", f'<rss version="2.0"><channel><title>Nyt</title>{entry * number}</channel></rss>'.encode())


def shown_name(number: int) -> bool:
    return "…" not in "".join(named("forfatteren", "a" * number))


def late(number: int) -> bool:
    return not live_check._is_late(NOON - timedelta(minutes=number), NOON)


CASES: dict[str, Case] = {
    "TEXT_FILE_BYTES": lambda number: scanned("nyheder/a.md", number),
    "BUNDLE_FILE_BYTES": lambda number: scanned("nyheder/a/a.pdf", number),
    "ROOT_FILE_BYTES": lambda number: scanned("rod/a.txt", number),
    "FILE_NAME_BYTES": lambda number: scanned(f"nyheder/{'a' * (number - 3)}.md"),
    "FOLDER_DEPTH": lambda number: scanned(f"nyheder/{'a/' * (number - 1)}a.md"),
    "FRONT_MATTER_BYTES": front_matter,
    "YAML_DEPTH": yaml_depth,
    "YAML_EVENTS": lambda number: "for-stor-fil" not in rules(ARTICLE + "topics: [" + "a, " * (number - 13) + "]\n"),
    "SYNTAX_ERRORS": syntax_errors,
    "TITLE_CHARACTERS": field("title"),
    "NAME_CHARACTERS": field("topics"),
    "SUMMARY_CHARACTERS": field("summary"),
    "FIELD_CHARACTERS": field("credit"),
    "BODY_CHARACTERS": lambda number: bool(html_of("a" * number)),
    "MARKDOWN_DEPTH": lambda number: bool(html_of("> " * number + "a")),
    "EMPHASIS_DEPTH": emphasis,
    "LINK_CHARACTERS": lambda number: "href" in html_of(f"[a](https://x.example/{'a' * (number - 18)})"),
    "EXCERPT_CHARACTERS": lambda number: excerpt(f"<p>{'a' * 99} {'a' * (number - 100)}</p>", "").endswith("a"),
    "PICTURE_PIXELS": pixels,
    "PICTURE_SIDE": lambda number: picture(number, 1) and picture(1, number),
    "ZIP_ENTRIES": zip_entries,
    "ZIP_XML_BYTES": lambda number: with_part("word/x.xml", b"<x>" + b" " * (number - 7) + b"</x>"),
    "ZIP_ENTRY_BYTES": lambda number: with_part("word/media/x.bin", bytes(number)),
    "XML_DEPTH": lambda number: with_part("word/x.xml", b"<x>" * number + b"</x>" * number),
    "XML_ELEMENTS": elements,
    "SLUG_CHARACTERS": slug,
    "HTML_DEPTH": html_depth,
    "MAIL_PARTS": mail,
    "FEED_ENTRIES": feed,
    "NAME_CHARACTERS_SHOWN": shown_name,
    "LIVE_LATE_MINUTES": late,
    "FAULTS_PER_KIND": lambda number: rules(ARTICLE, "Her <!-- x --> er\n\n" * number).count("fjernet-html") == number,
}

WITHOUT_CASE = set(
    """
    ATTACHED_BYTES ATTACHED_PAGES ATTACHED_PARTS DOCX_CHUNKS
    DOCX_LIST_LEVELS DOCX_PICTURES EXTRACT_CHARACTERS FAULTS_IN_PREVIEW
    IMPORT_BYTES IMPORT_SUMMARY_CHARACTERS IMPORT_TEXT_BYTES LIVE_ANSWER_BYTES
    LIVE_SECONDS MARKDOWN_WORK NEWS_SITEMAP_URLS PREVIEW_CONNECTIONS
    PREVIEW_HEAD_BYTES PREVIEW_SECONDS REPEATED_CHARACTERS RTF_BYTES
    SHARE_BYTES SITEMAP_URLS UNLISTED_QUOTES
    WORDPRESS_DEPTH ZIP_RATIO
    """.split()
)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_limit_holds_to_the_last_unit(name: str) -> None:
    """One less and as many are taken, one more is not."""
    limit = int(TABLE[name])
    assert [CASES[name](number) for number in (limit - 1, limit, limit + 1)] == [True, True, False]


def test_every_limit_has_a_case() -> None:
    """A new limit comes with its case."""
    assert {*CASES} | WITHOUT_CASE == {*TABLE}
    assert not {*CASES} & WITHOUT_CASE
