"""What a text is about, for lists, search engines and feeds, where its editor has written no summary: how it begins.

Only a paragraph of running text begins a text. Headings, lists, tables, fact boxes and whatever stands before a press
release proper are passed over.
"""

import re
from collections.abc import Iterator
from html import unescape

from hjemsite.danish import typography
from hjemsite.danish.datelines import without_dateline
from hjemsite.limits import EXCERPT_CHARACTERS

# Few starts of the program need them, and they are compiled when one does.
_BLOCK = r"<(/?)(p|ul|ol|table|pre|div)\b[^<>]*>"
_NO_WORDS = r"<sup\b[^<>]*>.*?</sup>|<(?!br\b)[^<>]*>"
_BOLD = r"(?s)\s*<strong\b[^<>]*>(?:(?!</strong>).)*</strong>\s*"
_CREDIT = (
    r"(?i)(?:tekst(?: og fotos?)?|fotos?|illustration|grafik|journalist)\s?:\s"
    r"|(?:tekst|foto|skrevet) af [^.!?]{3,60}\Z"
)
_SENTENCE_END = (".", "!", "?", "”", "…")


def excerpt(html: str, title: str) -> str:
    """The first paragraph of the body `html` that says something, at most some 200 characters; empty when none does.

    It is cut at a word. After a whole sentence nothing is missing; otherwise an ellipsis says that more follows.
    `title` is the headline, which a text may repeat.
    """
    paragraph = typography.text(_opening(html, title))
    if len(paragraph) <= EXCERPT_CHARACTERS:
        return paragraph
    cut = paragraph[:EXCERPT_CHARACTERS].rpartition(" ")[0].rstrip(",;:–- ")
    return cut if cut.endswith((".", "!", "?", "”")) else f"{cut}\xa0…"


def _opening(html: str, title: str) -> str:
    """The first paragraph that says something; one that leads up to a list or a quotation only if there is no other."""
    leading = ""
    for paragraph in _paragraphs(html):
        text = without_dateline(_text(paragraph))
        if not text or text == title or _is_heading(paragraph, text) or re.match(_CREDIT, text):
            continue
        if not text.endswith(":"):
            return text
        leading = leading or text
    return leading


def _paragraphs(html: str) -> Iterator[str]:
    """The HTML within each paragraph of a sanitised body, but for those in lists and tables, boxes and small print."""
    depth, begin, is_plain = 0, 0, False
    for tag in re.finditer(_BLOCK, html):
        closing, name = tag.groups()
        if name != "p":
            depth += -1 if closing else 1
        elif not closing:
            begin, is_plain = tag.end(), tag[0] == "<p>"
        elif is_plain and not depth:
            yield html[begin : tag.start()]


def _text(html: str) -> str:
    """What a paragraph says, in one line and without references to footnotes."""
    return " ".join(unescape(re.sub(_NO_WORDS, "", html).replace("<br>", " ")).split())


def _is_heading(paragraph: str, text: str) -> bool:
    """Whether a paragraph is all bold or in capitals, and no sentence: so some editors write headings."""
    is_loud = re.fullmatch(_BOLD, paragraph) is not None or (text.isupper() and " " in text)
    return is_loud and not text.endswith(_SENTENCE_END)
