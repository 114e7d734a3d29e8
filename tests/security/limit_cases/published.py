"""Inputs of a given size for the limits of what a site gives its readers: attached documents, sitemaps, Word files."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from copy import copy
from datetime import timedelta
from functools import cache
from math import isqrt
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
from msgspec.structs import replace
from pypdf import PdfWriter
from pypdf.annotations import Text

from hjemsite.cache import blob
from hjemsite.cache.cache import Cache
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.share_command import share_drafts
from hjemsite.images.embedded_credit import FileNotes
from hjemsite.pages.downloads.docx_writer import WordView
from hjemsite.pages.downloads.kit_writer import KitPicture, PressKitView, press_kit
from hjemsite.pages.edition_changes import changed_paragraphs
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine.sitemaps import news_sitemap, sitemap_pages
from hjemsite.pages.search_documents import SearchDocument
from hjemsite.pages.search_terms import search_terms
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.publishing.deployment.target_record import TargetRecord
from hjemsite.publishing.deployment.upload_plan import shrinks, upload_plan
from hjemsite.site.gate import Edition
from hjemsite.site.hidden_information.findings import hidden_information
from hjemsite.site.taxonomies import EMPTY
from hjemsite.urls import Url
from tests.previewing import ARTICLE, ARTICLE_PATH, make_site, write
from tests.security.limit_cases.texts import NOON


def hidden(name: str, data: bytes) -> str:
    """What is said of what the attached document hides."""
    url = Url(f"/nyheder/a/{name}")
    faults = hidden_information({url: data}, Cache(None))
    return faults[url].message if url in faults else ""


def package(parts: Mapping[str, bytes]) -> bytes:
    """A Word document with a comment, and these parts."""
    comment = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment/></w:comments>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in {"word/comments.xml": comment, **parts}.items():
            file.writestr(name, data)
    return stream.getvalue()


def attached_parts(number: int) -> bool:
    return "kommentar" in hidden("a.docx", package({f"word/{part}": b"" for part in range(number - 1)}))


def attached_bytes(number: int) -> bool:
    """A photograph in the document, which is looked at whole."""
    with zipfile.ZipFile(io.BytesIO(package({}))) as file:
        rest = number - len(file.read("word/comments.xml"))
    return "kommentar" in hidden("a.docx", package({"word/media/a.jpg": bytes(rest)}))


def attached_pages(number: int) -> bool:
    """A comment on the last page."""
    writer, stream = PdfWriter(), io.BytesIO()
    for _ in range(number):
        writer.add_blank_page(100, 100)
    writer.add_annotation(number - 1, Text(rect=(0, 0, 9, 9), text="Til intern brug"))
    writer.write(stream)
    return "kommentar" in hidden("a.pdf", stream.getvalue())


def shown_name(number: int) -> bool:
    """The name of an author."""
    head = '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>'
    name = "a" * number
    return name in hidden("a.docx", package({"docProps/core.xml": f"{head}{name}</dc:creator></x>".encode()}))


def list_levels(number: int) -> bool:
    """A list that is `number` deep is indented so far in the file for the press."""
    body = "\n" + "".join(f"{'  ' * level}- Trin {level}\n" for level in range(number))
    with TemporaryDirectory() as folder:
        root = make_site(Path(folder))
        write(root, ARTICLE_PATH, ARTICLE + body)
        files = build(BuildOptions(root, NOON)).files
        (data,) = (blob.read(content) for path, content in files.items() if path.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        levels = re.findall(r'w:ilvl w:val="(\d+)"', file.read("word/document.xml").decode())
    return levels == [str(level) for level in range(number)]


def press_kit_bytes(number: int) -> bool:
    """Files of so many bytes together, a picture among them."""
    environment = jinja2.Environment(loader=jinja2.FunctionLoader(lambda name: name), autoescape=True)
    bare = PressKitView("a", WordView("", "", "", "", ()), (), "{}", "", "", (), ())
    with zipfile.ZipFile(io.BytesIO(press_kit(bare, environment))) as file:
        texts = sum(info.compress_size for info in file.infolist() if info.filename != "billeder.txt")
    picture = KitPicture("a.gif", "gif", bytes(number - texts), "", FileNotes("", "", "", "", "", ""))
    with zipfile.ZipFile(io.BytesIO(press_kit(replace(bare, pictures=(picture,)), environment))) as file:
        return "billeder/a.gif" in file.namelist()


@cache
def layout() -> Layout:
    """The layout of a site without articles."""
    with TemporaryDirectory() as folder:
        settings = build(BuildOptions(make_site(Path(folder)), NOON)).site.settings
    return Layout(Edition(settings, (), (), {}, {}, (), {}, {}, {}), frozenset())


def news(number: int) -> bool:
    recent = tuple(Url(f"/nyheder/{article}/") for article in range(number))
    site = copy(layout())
    site.taxonomies = replace(EMPTY, recent=recent)
    (page,) = news_sitemap(site)
    return page.shows.briefs == recent


def deleted(number: int) -> bool:
    """So few of many files that go at once."""
    record = TargetRecord(1, {f"side-{file}/index.html": "x" for file in range(10 * number)})
    left = dict.fromkeys([*record.files][number:], "x")
    return shrinks(upload_plan(left, record, {}), record) is None


def search_word(number: int) -> bool:
    """A word that no rule makes shorter."""
    document = SearchDocument("side", Url("/om/"), "b" * number, "", "")
    return "b" * number in search_terms(document, "").weights


def transcript(number: int) -> bool:
    """Whether what is said in a recording is taken when it has so many bytes."""
    with TemporaryDirectory() as folder:
        root = make_site(Path(folder))
        fields = "title: Tale\ndate: 2022-09-28\nrecordings: [{file: a.mp3, title: Talen, transcript: b.txt}]"
        write(root, "content/nyheder/tale/index.md", f"---\n{fields}\n---\n\nTekst.\n")
        write(root, "content/nyheder/tale/a.mp3", "ID3")
        write(root, "content/nyheder/tale/b.txt", "a " * (number // 2) + "a" * (number % 2))
        return not any(fault.rule == "for-stor-fil" for fault in build(BuildOptions(root, NOON)).faults)


def compared_words(number: int) -> bool:
    """Two editions with so many pairs of words; the end of a paragraph counts as one."""
    length = next(length for length in range(isqrt(number), 0, -1) if number % length == 0)
    before, after = (
        " ".join((name, *map(str, range(words - 2)))) for name, words in (("x", length), ("y", number // length))
    )
    return any(run.kind == "same" for paragraph in changed_paragraphs(before, after) for run in paragraph)


def shared_days(number: int) -> bool:
    """A draft that a colleague may see for so many days."""
    with TemporaryDirectory() as folder:
        until = NOON.date() + timedelta(days=number)
        try:
            share_drafts(Command("build", make_site(Path(folder)), as_of=NOON, share=("ingen.md",), until=until))
        except UsageError as error:
            return "--until" not in str(error)
    raise AssertionError("the draft is not there")


CASES: Mapping[str, Callable[[int], bool]] = {
    "ATTACHED_PARTS": attached_parts,
    "ATTACHED_BYTES": attached_bytes,
    "ATTACHED_PAGES": attached_pages,
    "NAME_CHARACTERS_SHOWN": shown_name,
    "PRESS_KIT_BYTES": press_kit_bytes,
    "DOCX_LIST_LEVELS": list_levels,
    "SITEMAP_URLS": lambda number: len([*sitemap_pages(layout(), [Url(f"/{page}/") for page in range(number)])]) == 1,
    "NEWS_SITEMAP_URLS": news,
    "DELETED_FILES": deleted,
    "SEARCH_WORD_CHARACTERS": search_word,
    "TRANSCRIPT_BYTES": transcript,
    "COMPARED_WORDS": compared_words,
    "SHARED_DAYS": shared_days,
}
