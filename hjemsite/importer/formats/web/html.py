"""HTML from a word processor, a mail or another website, as pieces of Markdown.

nh3 leaves only the elements that a press release may have, then markdownify writes them. A link that our own reader
would refuse becomes plain words. Text that is struck out is left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

import nh3

from hjemsite.content.markdown.invisible_characters import FORBIDDEN
from hjemsite.importer.formats.captions import with_captions
from hjemsite.importer.formats.manuscript import PARAGRAPH, Piece, UnreadableError, joined
from hjemsite.importer.formats.web.html_blocks import simplify_blocks
from hjemsite.importer.formats.web.html_tables import simplify_tables
from hjemsite.importer.formats.web.markdown_writer import INLINE, MarkdownWriter
from hjemsite.importer.formats.web.well_formed import check_depth
from hjemsite.limits import HTML_DEPTH

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "pre", "div"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "li": {"id"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip
_sanitizer = nh3.Cleaner(
    tags=INLINE | _BLOCKS | _TABLES,
    attributes=_ATTRIBUTES,
    clean_content_tags={"script", "style", "del", "s", "strike"},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_without_tags = nh3.Cleaner(tags=set())

_NOT_BOLD = re.compile(r"<b\b[^<>]*font-weight:\s*normal[^<>]*>", re.IGNORECASE)
"""What Google Docs puts around everything that is copied from it."""

IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"<(/?)(?:figcaption|figure|summary|details|section|article|main|aside|header|footer|nav|address|center|dl|dt|dd)\b[^<>]*>",
    re.IGNORECASE,
)
"""Blocks that are to stand apart, and whose kind means nothing in an article."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b")
_VOID = {"br", "img", "hr"}
_RESUMED = re.compile(r"<ol>(\s*<li>(?:<\w+>)*)\ue000(\d+)\ue001")
_MARKS = re.compile("\ue000[^\ue001]*\ue001")
_BODY = re.compile(r"<body\b[^<>]*>(.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"^#+(?= )", re.MULTILINE)


def pieces(html: str, local: Collection[str] = ()) -> tuple[str, tuple[Piece, ...]]:
    """The words of `html` and its Markdown, block by block. Raises `UnreadableError`.

    `local` are the targets of links that lead to pages of this site and to files beside the article.

    >>> pieces("<h1>Åben dør</h1><p>Vi er <b>her</b>. <script>alert(1)</script></p>")[0]
    'Åben dør\\n\\nVi er her.'
    """
    check_depth(html)
    # A vertical tab is a soft return in Word.
    text = normalize("NFC", FORBIDDEN.sub("", html.replace("\x0b", " ")))
    safe = _sanitizer.clean(_BLOCK_TAG.sub(r"<\1div>", _NOT_BOLD.sub("<span>", text)))
    if _depth(safe) > HTML_DEPTH:
        raise UnreadableError("Teksten er indlejret i så mange lag, at den ikke kan læses. Kopiér den til en ny fil.")
    whole = MarkdownWriter(local).convert_soup(_simplified(safe))
    blocks = [block.strip("\n") for block in _blocks(whole)]
    written = (block for block in _headings_below(blocks) if block.strip())
    return joined((block.words, block.markdown, PARAGRAPH) for block in with_captions(written))


def _simplified(html: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    # The number of a list that goes on after a paragraph, as `word_lists` marks it.
    html = _MARKS.sub("", _RESUMED.sub(r'<ol start="\2">\1', html))
    soup = BeautifulSoup(html, "html.parser")
    simplify_tables(soup)
    simplify_blocks(soup)
    return soup


def body_of(html: str) -> str:
    """What stands between the tags `body`; all of it where there are none.

    >>> body_of("<html><head><title>Nyt</title></head><body class='x'><p>Åben dør</p></body></html>")
    '<p>Åben dør</p>'
    """
    match = _BODY.search(html)
    return match[1] if match else html


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name not in _VOID:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _blocks(whole: str) -> Iterator[str]:
    """What stands between blank lines; a list or quotation with blank lines in it is one block."""
    held = ""
    for block in re.split(r"\n{2,}", whole.strip("\n")):
        if held and block.startswith(("    ", "> ")) and held.lstrip()[:1] in "-*>0123456789[":
            held += PARAGRAPH + block
            continue
        if held:
            yield held
        held = block
    yield held


def _headings_below(blocks: Iterable[str]) -> Iterator[str]:
    """The page's own heading is the first level, so those of the text begin at the second.

    The very first heading is left as it is made: it is most often the headline, and then it is no part of the body.
    """
    blocks = list(blocks)
    levels = [len(sign[0]) for block in blocks[1:] if (sign := _HEADING.match(block))]
    shift = 2 - min(levels, default=2)
    for number, block in enumerate(blocks):
        sign = _HEADING.match(block)
        if sign is None:
            yield block
        else:
            level = 2 if number == 0 else max(2, min(6, len(sign[0]) + shift))
            yield "#" * level + block[sign.end() :]


def text_of(html: str) -> str:
    """The words of a little HTML, such as a headline, in one line."""
    return " ".join(unescape(_without_tags.clean(html)).split())
