"""Markdown as editors see it while they type: Python-Markdown, reading CommonMark with GitHub's extensions.

HTML becomes empty elements that say what stood there, so every removal can be reported. The tree is handed out before
it is written, for others to judge.
"""

from collections.abc import Collection
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

from hjemsite.content.markdown.commonmark.commonmark_reader import CommonMark
from hjemsite.content.markdown.positions import without_fillers


def tree(text: str, speech: Collection[int] = ()) -> Element:
    """The tree of a body that has passed `sanitize` and `budget`; at the offsets in `speech` a line is speech."""
    markdown = CommonMark(speech)
    root = markdown.parser.parseDocument(text.split("\n")).getroot()
    assert root is not None
    for treeprocessor in markdown.treeprocessors:
        treeprocessor.run(root)
    return root


def html(root: Element) -> str:
    """A tree written as HTML, without fillers; it may still say anything, and is for a sanitizer."""
    written = to_html_string(root)
    return without_fillers(written[len("<div>") : written.rindex("</div>")]).strip()
