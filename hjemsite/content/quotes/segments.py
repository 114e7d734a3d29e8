"""The body of an article as blocks of text, and cut into passages where its quotes stand.

A passage can be wrapped in an element of its own and the page is still well nested: every cut is made where
the same elements are open on both sides, and no character of the text is lost.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from hjemsite.content.quotes.figures import ENTITY, UNSEEN
from hjemsite.content.quotes.normalized import NormalizedText, WordRange
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model import Html, Passage

LONGEST_SIGNATURE = 20
"""How many words a block quotation may hold beside its quote: a signature, or an attribution within it."""

_ANY_TAG = lazy_pattern(r"<(/?)(\w+)[^<>]*>")
_BLOCK_TAG = lazy_pattern(r"<(/?)(p|h[1-6]|[uo]l|li|blockquote|table|thead|tbody|tr|t[hd]|hr|pre|div|section)\b[^<>]*>")
# A reference to a footnote is no word of the sentence that it stands in.
_UNSAID = lazy_pattern(r"(<sup[^<>]*><a[^<>]*>[^<>]*</a></sup>|<[^<>]*>|&#?\w+;)")
_VOID = frozenset({"br", "img", "hr"})
_ENCLOSING = lazy_pattern(r"(?:<(?:a|code|del|em|strong|su[bp])\b[^<>]*>)+\Z")
_ENCLOSED = lazy_pattern(r"(?:</(?:a|code|del|em|strong|su[bp])>)+")
# What belongs to the words of a quote: a sentence's end, and brackets that the editor put in.
_BEFORE = lazy_pattern(r"(?:[\[(](?:…|\.\.\.)[\])]\s*|…\s*|\[)\Z")
_AFTER = lazy_pattern(r"[.!?…]*(?:\s*[\[(](?:…|\.\.\.)[\])])?")
_OUTER = " \t\n\u00a0\u00ad“”„‟»«\"'’‘‚›‹–—−-,:"
_NEAR = 400
"""How far back the tags just before a quote are looked for, in characters."""


class Block(Struct, frozen=True):
    """An element, or a run of text between the tags of two blocks: `html[start:end]`, tags and all `outer`.

    `quotation` is the number of the outermost block quotation that it stands in.
    """

    kind: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    quotation: int | None = None


class Segments(Struct, frozen=True):
    """A body and its blocks.

    `plain` is as long as `html`. In it the tags of blocks are line ends, a `<br>` is blanks, other tags and references
    to footnotes are `UNSEEN`, and an entity is its character and then `ENTITY`.
    `texts` are the runs of text that no block divides, in order; `blockquotes` are the outermost ones.
    """

    html: Html
    plain: str
    texts: tuple[Block, ...]
    blockquotes: tuple[Block, ...]


class QuoteSpan(NamedTuple):
    """The words of the body that are a quote, or a part of one; `quote` is its number."""

    words: WordRange
    quote: int


class _Segment(Struct, frozen=True):
    start: int
    end: int
    quote: int
    form: Literal["inline", "block", "quoted"]
    dropped: int
    """Where the text before it ends, and the text after it begins, when tags on either side are left out."""
    resumed: int


def segments(html: Html) -> Segments:
    """The blocks of a sanitised body: `<`, `>` and `&` in its text and attributes are entities."""
    parts = _UNSAID.split(html)  # text, and what is no text, by turns
    texts: list[Block] = []
    outermost: list[Block] = []
    opened: list[tuple[int, int]] = []
    kind, before, begin, at = "", 0, 0, 0
    filled = False
    for text, tag in zip(parts[:-1:2], parts[1::2], strict=True):
        start = at + len(text)
        at = start + len(tag)
        filled = filled or bool(text.strip())
        match = _block_tag(tag)
        if not match:
            continue
        if filled:
            texts.append(Block(kind, begin, start, before, at, len(outermost) if opened else None))
        closing, name = match
        if name == "blockquote":
            if not closing:
                opened.append((start, at))
            elif opened:
                outer, inner = opened.pop()
                if not opened:
                    outermost.append(Block(name, inner, start, outer, at))
        kind, before, begin, filled = "" if closing else name, start, at, False
    if opened:  # never in what nh3 returns
        outermost.append(Block("blockquote", opened[0][1], len(html), opened[0][0], len(html)))
    parts[1::2] = map(_plain, parts[1::2])
    plain = "".join(parts)
    if plain[begin:].strip():
        texts.append(Block("", begin, len(html), begin, len(html)))
    return Segments(html, plain, tuple(texts), tuple(outermost))


# Nearly all tags are »<p>« and its like.
@lru_cache(maxsize=1000)
def _plain(markup: str) -> str:
    """What stands in a plain text where the body has a tag, an entity or a reference to a footnote; as long as that."""
    if markup[0] == "&":
        return unescape(markup)[:1].ljust(len(markup), ENTITY)
    filling = "\n" if _block_tag(markup) else " " if markup.startswith("<br") else UNSEEN
    return filling * len(markup)


@lru_cache(maxsize=1000)
def _block_tag(tag: str) -> tuple[str, str] | None:
    """The slash and the name in the tag of a block; None where it is something else."""
    match = _BLOCK_TAG.match(tag)
    return (match[1], match[2]) if match else None


def text_of(html: str) -> str:
    """What a piece of a body says, in one line and without references to footnotes.

    Between two blocks, and for a `<br>`, stands a blank.

    >>> text_of("Vi<sup><a href='#n'>1</a></sup> &amp; <em>I")
    'Vi & I'
    """
    return " ".join(unescape(_UNSAID.sub(_no_tag, html)).split())


def _no_tag(match: re.Match[str]) -> str:
    return match[0] if match[0][0] == "&" else "" if _plain(match[0])[0] == UNSEEN else " "


def block_at(blocks: Sequence[Block], offset: int) -> Block | None:
    """The one of `blocks` (in order, apart from each other) that holds the character at `offset`."""
    number = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[number] if number >= 0 and offset < blocks[number].end else None


def cut(body: Segments, words: NormalizedText, quote_spans: Sequence[QuoteSpan]) -> tuple[Passage, ...]:
    """The body with each quote in passages of its own. The spans are in order and do not overlap."""
    passages: list[Passage] = []
    started: set[int] = set()
    at = 0
    for segment in _segments(body, words, quote_spans):
        if at < segment.dropped:
            passages.append(Passage(Html(body.html[at : segment.dropped])))
        html = Html(body.html[segment.start : segment.end])
        passages.append(Passage(html, segment.quote, segment.form, segment.quote not in started))
        started.add(segment.quote)
        at = segment.resumed
    if at < len(body.html):
        passages.append(Passage(Html(body.html[at:])))
    return tuple(passages)


def _segments(body: Segments, words: NormalizedText, quote_spans: Sequence[QuoteSpan]) -> Iterator[_Segment]:
    floor = 0
    for quoted, group in groupby(quote_spans, lambda span: _whole_blockquote(body, words, quote_spans, span)):
        if quoted:
            quote = next(group).quote
            yield _Segment(quoted.start, quoted.end, quote, "quoted", quoted.outer_start, quoted.outer_end)
            continue
        for span in group:
            for segment in _block_pieces(body, words, span) or _inline_pieces(body, words, span, floor):
                yield segment
                floor = segment.resumed


def _whole_blockquote(
    body: Segments, words: NormalizedText, quote_spans: Sequence[QuoteSpan], span: QuoteSpan
) -> Block | None:
    """The block quotation that holds the quote of `span`, no other quote, and hardly anything else."""
    text = block_at(body.texts, words.starts[span.words.first])
    if text is None or text.quotation is None:
        return None
    block = body.blockquotes[text.quotation]
    inside = words.within(block.start, block.end)
    start = bisect_right(quote_spans, inside.first, key=lambda other: other.words.last)
    end = bisect_left(quote_spans, inside.last, key=lambda other: other.words.first)
    held = quote_spans[start:end]
    quoted = sum(other.words.last - other.words.first for other in held)
    alone = all(other.quote == span.quote for other in held)
    at_edges = held[0].words.first == inside.first and held[-1].words.last <= inside.last
    return block if alone and at_edges and inside.last - inside.first - quoted <= LONGEST_SIGNATURE else None


def _block_pieces(body: Segments, words: NormalizedText, span: QuoteSpan) -> list[_Segment]:
    """The paragraphs that are the words of `span` and nothing else; none when it stands in any other way."""
    whole: list[Block] = []
    at = words.starts[span.words.first]
    while at < words.ends[span.words.last - 1]:
        block = block_at(body.texts, at)
        inside = words.within(block.start, block.end) if block else span.words
        if block is None or block.kind != "p" or inside.first < span.words.first or inside.last > span.words.last:
            return []
        whole.append(block)
        if inside.last == span.words.last:
            break
        at = words.starts[inside.last]
    return [
        _Segment(run[0].outer_start, run[-1].outer_end, span.quote, "block", run[0].outer_start, run[-1].outer_end)
        for run in _siblings(body.html, whole)
    ]


def _siblings(html: str, blocks: list[Block]) -> list[list[Block]]:
    """The blocks in runs with nothing but white space between them."""
    runs = [blocks[:1]]
    for before, block in pairwise(blocks):
        if html[before.outer_end : block.outer_start].strip():
            runs.append([block])
        else:
            runs[-1].append(block)
    return runs


def _inline_pieces(body: Segments, words: NormalizedText, span: QuoteSpan, floor: int) -> Iterator[_Segment]:
    """The words of `span`, cut at each tag whose partner is outside; nothing before `floor` is touched."""
    html = body.html
    start, end = words.starts[span.words.first], words.ends[span.words.last - 1]
    near = max(floor, start - _NEAR)
    before = _BEFORE.search(html[near:start])
    start, end = near + before.start() if before else start, _sentence_end(html, end)
    start, end, cuts = _widened(html, near, start, end)
    end = _sentence_end(html, end)
    for left, right in _between(start, end, cuts):
        inside = words.within(left, right)
        if inside.first < inside.last:
            left, right = _without_marks(html, left, right, words.span(inside))
            yield _Segment(left, right, span.quote, "inline", left, right)


def _without_marks(html: str, start: int, end: int, quoted: tuple[int, int]) -> tuple[int, int]:
    """`start` and `end`, moved inwards over quotation marks, dashes and commas, but never into the words `quoted`.

    So the minus of a quote that begins with »-5« stays.
    """
    inner = html[start:end]
    left, right = start + len(inner) - len(inner.lstrip(_OUTER)), end - len(inner) + len(inner.rstrip(_OUTER))
    return min(left, quoted[0]), max(right, quoted[1])


def _sentence_end(html: str, end: int) -> int:
    after = _AFTER.match(html, end)
    return after.end() if after else end


def _between(start: int, end: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in cuts:
        yield start, left
        start = right
    yield start, end


def _widened(html: str, near: int, start: int, end: int) -> tuple[int, int, list[tuple[int, int]]]:
    """The stretch with the inline tags at its edges that have their partner within it, and the tags to cut at."""
    opened: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []
    blocks: list[tuple[int, int]] = []
    for tag in _ANY_TAG.finditer(html, start, end):
        closing, name = tag.groups()
        if _block_tag(tag[0]):
            blocks.append(tag.span())
        elif closing and opened:
            opened.pop()
        elif closing:
            closed.append(tag.span())
        elif name not in _VOID:
            opened.append(tag.span())
    if closed and (match := _ENCLOSING.search(html[near:start])):
        outer = [near + match.start() + tag.start() for tag in _ANY_TAG.finditer(match[0])][-len(closed) :]
        start, closed = outer[0], closed[len(outer) :]
    if opened and (match := _ENCLOSED.match(html, end)):
        outer = [end + tag.end() for tag in _ANY_TAG.finditer(match[0])][: len(opened)]
        end, opened = outer[-1], opened[: len(opened) - len(outer)]
    return start, end, sorted((*closed, *opened, *blocks))
