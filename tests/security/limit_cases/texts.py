"""Inputs of a given size for the limits of the content: files, fields, bodies, pictures."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from PIL import Image

from hjemsite.checks.csp_tags import tag_faults
from hjemsite.content.embargo.embargo_lines import embargo_lines
from hjemsite.content.embargo.embargo_requests import embargo_requests
from hjemsite.content.excerpt import excerpt
from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.frontmatter.split import parse
from hjemsite.content.markdown import budget
from hjemsite.content.markdown.prose import prose
from hjemsite.content.reader import document
from hjemsite.content.scan import scan
from hjemsite.content.sources import Source
from hjemsite.danish import COPENHAGEN
from hjemsite.images import process, share_crop
from hjemsite.limits import DOCUMENT_PICTURE_BYTES, SHARE_BYTES
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

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


def yaml_depth(number: int) -> bool:
    brackets = number - 1
    return "for-dybt" not in rules(f"{ARTICLE}topics: {'[' * brackets}{']' * brackets}\n")


def slug(number: int) -> bool:
    with TemporaryDirectory() as root:
        file = Path(root, "content/sider", f"{'a' * number}.md")
        file.parent.mkdir(parents=True)
        file.write_text("---\ntitle: Om os\n---\n\nVi er her.\n", encoding="utf-8")
        return "filnavn" not in [fault.rule for fault in build(BuildOptions(Path(root), NOON)).faults]


def unlisted(number: int) -> bool:
    """Paragraphs of speech without an entry, each other words."""
    speech = "\n\n".join(f"»Vi åbner dør nummer {door},« siger hun." for door in range(number))
    return rules(f"{ARTICLE}quotes: []\n", speech).count("citat-uden-post") == number


def work(number: int) -> bool:
    """A block that costs `number` microseconds; it is weighed and not read, for reading takes the seconds it costs."""
    costly = "&" * (number // 13)
    rest = number - budget.block_work(costly)
    text = costly + "a" * round(rest / (budget.block_work("aa") - budget.block_work("a")))
    assert budget.block_work(text) == number
    return budget.first_block_over_budget(text) is None


def repeated(number: int) -> bool:
    """An address that a fault repeats, and the name of a field."""
    address = f"https://x.example/{'a' * (number - 18)}"
    name = "a" * number
    (fault,) = document(Source("content/nyheder/a.md", f"---\n{ARTICLE}{name}: x\n---\n\nÅbent.\n".encode())).faults
    is_whole = f"»{name}«" in fault.message
    return is_whole and any(flaw.says.endswith(address) for flaw in tag_faults(f'<img src="{address}">'))


def shared(number: int) -> bool:
    """No picture has a JPEG of a given size. So the picture stays, and the limit moves to the other side of it."""
    return _is_best(number, "SHARE_BYTES", SHARE_BYTES, lambda image: share_crop.share_crop(image, is_drawn=False))


def in_document(number: int) -> bool:
    """The same with the picture of a Word file."""
    return _is_best(number, "DOCUMENT_PICTURE_BYTES", DOCUMENT_PICTURE_BYTES, share_crop.document_picture)


def _is_best(number: int, name: str, limit: int, encode: Callable[[Image.Image], object]) -> bool:
    image = Image.effect_noise((1200, 630), 20).convert("RGB")
    with patch.object(share_crop, name, 10**9):
        best = encode(image)
    assert isinstance(best, tuple)
    with patch.object(share_crop, name, len(best[1]) + limit - number):
        return encode(image) == best


def quote_parts(number: int) -> bool:
    """A quote that the text interrupts so often that it stands in `number` parts."""
    parts = [f"vi åbner dør nummer {part} i dag" for part in range(number)]
    quote = ", ".join(parts)
    speech = ",« siger Anna Vad, »".join(parts)
    fields = f"{ARTICLE}quotes:\n  - text: {quote}\n    speaker: Anna Vad\n"
    return "citat-ikke-i-teksten" not in rules(fields, f"»{speech}.«")


TIMED = "Embargo til fredag den 4. december kl. 6"


def embargo_cues(number: int) -> bool:
    """A text that speaks of embargoes, and whose last line is one."""
    return bool(embargo_lines("Embargoen mod Rusland\n" * (number - 1) + TIMED))


def embargo_length(number: int) -> bool:
    """A line and a sentence that are so long."""
    asking = "Gem den venligst i skuffen til på søndag"
    filler = " for vi er her med alle de andre og venter på nyt" * 10
    line = TIMED.replace(" kl.", " " * (number - len(TIMED)) + " kl.")
    return bool(embargo_lines(line) and embargo_requests(f"{asking}{filler}"[: number - 1] + "."))


CASES: Mapping[str, Case] = {
    "TEXT_FILE_BYTES": lambda number: scanned("nyheder/a.md", number),
    "BUNDLE_FILE_BYTES": lambda number: scanned("nyheder/a/a.pdf", number),
    "ROOT_FILE_BYTES": lambda number: scanned("rod/a.txt", number),
    "FILE_NAME_BYTES": lambda number: scanned(f"nyheder/{'a' * (number - 3)}.md"),
    "FOLDER_DEPTH": lambda number: scanned(f"nyheder/{'a/' * (number - 1)}a.md"),
    "SLUG_CHARACTERS": slug,
    "FRONT_MATTER_BYTES": front_matter,
    "YAML_DEPTH": yaml_depth,
    "YAML_EVENTS": lambda number: "for-stor-fil" not in rules(ARTICLE + "topics: [" + "a, " * (number - 13) + "]\n"),
    "SYNTAX_ERRORS": syntax_errors,
    "TITLE_CHARACTERS": field("title"),
    "NAME_CHARACTERS": field("topics"),
    "SUMMARY_CHARACTERS": field("summary"),
    "FIELD_CHARACTERS": field("credit"),
    "BODY_CHARACTERS": lambda number: bool(html_of("a" * number)),
    "MARKDOWN_WORK": work,
    "MARKDOWN_DEPTH": lambda number: bool(html_of("> " * number + "a")),
    "EMPHASIS_DEPTH": emphasis,
    "LINK_CHARACTERS": lambda number: "href" in html_of(f"[a](https://x.example/{'a' * (number - 18)})"),
    "TAG_CHARACTERS": lambda number: "&lt;" not in html_of(f'Her <b title="{"x" * (number - 12)}"> er vi'),
    "EXCERPT_CHARACTERS": lambda number: excerpt(f"<p>{'a' * 99} {'a' * (number - 100)}</p>", "").endswith("a"),
    "QUOTE_PARTS": quote_parts,
    "EMBARGO_LINES": lambda number: len(embargo_lines(f"{TIMED}\n" * number)) == number,
    "EMBARGO_CUES": embargo_cues,
    "EMBARGO_CHARACTERS": embargo_length,
    "PICTURE_PIXELS": pixels,
    "PICTURE_SIDE": lambda number: picture(number, 1) and picture(1, number),
    "SHARE_BYTES": shared,
    "DOCUMENT_PICTURE_BYTES": in_document,
    "FAULTS_PER_KIND": lambda number: rules(ARTICLE, "Her <!-- x --> er\n\n" * number).count("fjernet-html") == number,
    "REPEATED_CHARACTERS": repeated,
    "UNLISTED_QUOTES": unlisted,
}
