"""Sketches of articles (shingles with the smallest hashes), by which similar articles are found without their texts.

A number stands for three words in a row. So a copy with changed words, an added sentence or another order of paragraphs
shares most of its numbers with the original, and two texts about one subject share few.
"""

import re
from collections.abc import Iterator
from heapq import nsmallest
from html import unescape
from itertools import chain, pairwise
from struct import pack, unpack
from zlib import crc32

from msgspec import Struct

from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.danish.word_patterns import lazy_pattern

FEW_RUNS = 20
"""Runs of words; so many are not the same in two articles by chance."""

_SKETCH_RUNS = 16
"""Of a hundred thousand pairs of texts that share half of all their runs, two have none of these in common; of a
thousand that share a third, two."""

_RUNS = 1 << 32
"""How many different numbers there are."""

_MARKS = "«»‘’‚‛“”„‟–—…\xa0"
"""Signs that are no words, beside those of ASCII."""
_WORD_BYTES = bytes((*range(ord("0"), ord("9") + 1), *range(ord("a"), ord("z") + 1), *range(0x80, 0x100)))
_BLANK_BETWEEN_WORDS = bytes(byte if byte in _WORD_BYTES else ord(" ") for byte in range(0x100))
"""For each byte of a text in lower case, as UTF-8, itself where it belongs to a word, else a blank."""

_INLINE = lazy_pattern(r"</?(?:a|em|strong|del|code|sup)\b[^<>]*>")
_TAG = lazy_pattern(r"<[^<>]*>")
_FACT_BOX = lazy_pattern(r'<(\w+)\b[^<>]*class="[^"]*\bfaktaboks\b[^"]*"[^<>]*>(.*?)</\1>', re.DOTALL)

_STOCK = r"(?:Om|Fakta|Faktaboks|Kontakt|Pressekontakt|Yderligere oplysninger|Flere oplysninger)\b[^.!?:<>\n]{0,60}"
"""How a part begins that many articles have: about the sender, facts, contacts."""
_STOCK_HEADING = lazy_pattern(f"{_STOCK}:?")
_HEADING = lazy_pattern(
    rf"<h[2-6]\b[^<>]*>(.*?)</h[2-6]>|<p>(?:<strong>([^<>]{{1,80}})</strong>:?|({_STOCK}:?))</p>", re.DOTALL
)
_STOCK_PARAGRAPH = lazy_pattern(rf"<p>(?:{_STOCK}:|<strong>{_STOCK}:?</strong>:?)\s.*?</p>", re.DOTALL)


class Wording(Struct, frozen=True):
    """The runs of words in a headline and in each paragraph of a body.

    `stock` are those of what several articles may share: quotes, the credit, fact boxes and »Om alliancen«.
    """

    headline: frozenset[int]
    paragraphs: tuple[frozenset[int], ...]
    stock: frozenset[int]

    def own(self, stock: frozenset[int]) -> list[frozenset[int]]:
        """The runs of each paragraph without those in `stock`; paragraphs that are nothing else are left out."""
        return [own for paragraph in self.paragraphs if (own := paragraph - stock)]

    def whole(self) -> frozenset[int]:
        """All runs of the headline and the body."""
        return self.headline.union(*self.paragraphs)


def wording(document: Document) -> Wording:
    """The wording of an article."""
    return Wording(
        frozenset(_runs(_fields(document).title)),
        tuple(runs for paragraph in document.text.split("\n\n") if (runs := frozenset(_runs(paragraph)))),
        _stock_runs(document),
    )


def sketch(document: Document) -> bytes:
    """The least of an article's own runs, four bytes each: two articles that are alike have several in common.

    Of a text with few words of its own, it is taken from the headline and the whole body.
    """
    runs, stock = list(_runs(document.text)), _stock_runs(document)
    # Mostly the least are among a few that are small, and the others need not be compared.
    bound = _RUNS // max(1, len(runs)) * 2 * FEW_RUNS
    candidates: set[int] | frozenset[int] = {run for run in runs if run < bound} - stock
    if len(candidates) < FEW_RUNS:
        whole = frozenset(runs)
        own = whole - stock
        candidates = own if len(own) >= FEW_RUNS else whole.union(_runs(_fields(document).title))
    least = nsmallest(_SKETCH_RUNS, candidates)
    return pack(f"<{len(least)}I", *least)


def runs_in(sketch: bytes) -> tuple[int, ...]:
    """The runs of which a sketch was made."""
    return unpack(f"<{len(sketch) // 4}I", sketch)


def _fields(document: Document) -> ArticleFields:
    assert isinstance(document.fields, ArticleFields), document.path
    return document.fields


def _stock_runs(document: Document) -> frozenset[int]:
    quotes = (*document.marked.texts, *document.marked.unlisted)
    return frozenset(chain.from_iterable(map(_runs, (*quotes, _fields(document).credit, *_stock(document.html)))))


def _runs(text: str) -> Iterator[int]:
    """A number for every three words in a row, whatever stands between them; one for a text of fewer words."""
    text = text.casefold()
    for mark in _MARKS:
        text = text.replace(mark, " ")
    words = text.encode().translate(_BLANK_BETWEEN_WORDS).split()
    if len(words) < 3:
        return map(crc32, [b"".join(words)] if words else ())
    # `crc32` continues the checksum that it is given: each pass over the words adds one word to every run.
    return map(crc32, words[2:], map(crc32, words[1:], map(crc32, words)))


def _stock(html: str) -> Iterator[str]:
    """The paragraphs of a body that belong to fact boxes, and to parts that begin as `_STOCK` says."""
    parts = [match[2] for match in _FACT_BOX.finditer(html)] if "faktaboks" in html else []
    headings = [(match.start(), next(filter(None, match.groups()), "")) for match in _HEADING.finditer(html)]
    for (start, heading), (end, _) in pairwise([*headings, (len(html), "")]):
        if _STOCK_HEADING.fullmatch(heading):
            parts.append(html[start:end])
    parts.extend(match[0] for match in _STOCK_PARAGRAPH.finditer(html))
    for part in parts:
        yield from unescape(_TAG.sub("\n", _INLINE.sub("", part))).split("\n")
