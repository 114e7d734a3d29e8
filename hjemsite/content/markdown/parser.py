"""Markdown as editors see it while they type: Python-Markdown, reading CommonMark with GitHub's extensions.

HTML becomes empty elements that say what stood there, so every removal can be reported. The tree is handed out before
it is written, for others to judge.
"""

from collections.abc import Collection
from functools import lru_cache
from threading import get_ident
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.serializers import to_html_string

from hjemsite.content.markdown.commonmark.extension import CommonMark, CommonMarkParser
from hjemsite.content.markdown.positions import without_fillers


@lru_cache(maxsize=16)
def _markdown(_thread: int) -> Markdown:
    """The library takes as long to set up as a page to read, so each thread keeps one; it remembers nothing else."""
    markdown = Markdown(extensions=[CommonMark()], output_format="html")
    # It is asked of every element, and all names are in small letters here.
    markdown.is_block_level = frozenset(markdown.block_level_elements).__contains__  # type: ignore[assignment]
    return markdown


def tree(text: str, speech: Collection[int] = ()) -> Element:
    """The tree of a body that has passed `sanitize` and `budget`; at the offsets in `speech` a line is speech."""
    markdown = _markdown(get_ident())
    assert isinstance(markdown.parser, CommonMarkParser)
    markdown.parser.speech = speech
    root = markdown.parser.parseDocument(text.split("\n")).getroot()
    assert root is not None
    for treeprocessor in markdown.treeprocessors:
        treeprocessor.run(root)
    return root


def html(root: Element) -> str:
    """A tree written as HTML, without fillers; it may still say anything, and is for a sanitizer."""
    written = to_html_string(root)
    return without_fillers(written[len("<div>") : written.rindex("</div>")]).strip()
