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
from hjemsite.model import Html, Passage

LONGEST_SIGNATURE = 20
"""How many words a block quotation may hold beside its quote: a signature, or an inquit within it."""

_ANY_TAG = re.compile(r"<(/?)(\w+)[^<>]*>")
_BLOCK_TAG = re.compile(r"<(/?)(p|h[1-6]|[uo]l|li|blockquote|table|thead|tbody|tr|t[hd]|hr|pre|div|section)\b[^<>]*>")
# A reference to a footnote is no word of the sentence that it stands in.
_UNSAID = re.compile(r"(<sup[^<>]*><a[^<>]*>[^<>]*</a></sup>|<[^<>]*>|&#?\w+;)")
_VOID = frozenset({"br", "img", "hr"})
_ENCLOSING = re.compile(r"(?:<(?:a|code|em|strong|su[bp])\b[^<>]*>)+\Z")
_ENCLOSED = re.compile(r"(?:</(?:a|code|em|strong|su[bp])>)+")
# What belongs to the words of a quote: a sentence's end, and brackets that the editor put in.
_BEFORE = re.compile(r"(?:[\[(](?:…|\.\.\.)[\])]\s*|…\s*|\[)\Z")
_AFTER = re.compile(r"[.!?…]*(?:\s*[\[(](?:…|\.\.\.)[\])])?")
_OUTER = " \t\n\u00a0\u00ad“”„‟»«\"'’‘‚›‹–—−-,:"
_NEAR = 400
"""How far back the tags just before a quote are looked for, in characters."""


class Block(NamedTuple):
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
    """A stretch of the body's words that says (a part of) a quote."""

    place: WordRange
    quote: int


class _Segment(NamedTuple):
    start: int
    end: int
    quote: int
    form: Literal["inline", "block", "quoted"]
    dropped: int
    """Where the text before goes to, and the text after comes from, when tags around the piece are left out."""
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
        found = _block_tag(tag)
        if not found:
            continue
        if filled:
            texts.append(Block(kind, begin, start, before, at, len(outermost) if opened else None))
        closing, name = found
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
    found = _BLOCK_TAG.match(tag)
    return (found[1], found[2]) if found else None


def text_of(html: str) -> str:
    """What a piece of a body says, in one line and without references to footnotes.

    Between two blocks, and for a `<br>`, stands a blank.

    >>> text_of("Vi<sup><a href='#n'>1</a></sup> &amp; <em>I")
    'Vi & I'
    """
    return " ".join(unescape(_UNSAID.sub(_no_tag, html)).split())


def _no_tag(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == "&" else "" if _plain(found[0])[0] == UNSEEN else " "


def block_at(blocks: Sequence[Block], place: int) -> Block | None:
    """The one of `blocks` (in order, apart from each other) that holds the character number `place`."""
    number = bisect_right(blocks, place, key=lambda block: block.start) - 1
    return blocks[number] if number >= 0 and place < blocks[number].end else None


def cut(body: Segments, words: NormalizedText, claims: Sequence[QuoteSpan]) -> tuple[Passage, ...]:
    """The body with each claim in passages of its own. Claims are in order and do not overlap."""
    passages: list[Passage] = []
    seen: set[int] = set()
    at = 0
    for piece in _pieces(body, words, claims):
        if at < piece.dropped:
            passages.append(Passage(Html(body.html[at : piece.dropped])))
        html = Html(body.html[piece.start : piece.end])
        passages.append(Passage(html, piece.quote, piece.form, piece.quote not in seen))
        seen.add(piece.quote)
        at = piece.resumed
    if at < len(body.html):
        passages.append(Passage(Html(body.html[at:])))
    return tuple(passages)


def _pieces(body: Segments, words: NormalizedText, claims: Sequence[QuoteSpan]) -> Iterator[_Segment]:
    floor = 0
    for quoted, group in groupby(claims, lambda claim: _whole_blockquote(body, words, claims, claim)):
        if quoted:
            quote = next(group).quote
            yield _Segment(quoted.start, quoted.end, quote, "quoted", quoted.outer_start, quoted.outer_end)
            continue
        for claim in group:
            for piece in _block_pieces(body, words, claim) or _inline_pieces(body, words, claim, floor):
                yield piece
                floor = piece.resumed


def _whole_blockquote(
    body: Segments, words: NormalizedText, claims: Sequence[QuoteSpan], claim: QuoteSpan
) -> Block | None:
    """The block quotation that holds the claim's quote, no other quote, and hardly anything else."""
    text = block_at(body.texts, words.starts[claim.place.first])
    if text is None or text.quotation is None:
        return None
    block = body.blockquotes[text.quotation]
    inside = words.within(block.start, block.end)
    start = bisect_right(claims, inside.first, key=lambda other: other.place.last)
    end = bisect_left(claims, inside.last, key=lambda other: other.place.first)
    held = claims[start:end]
    said = sum(other.place.last - other.place.first for other in held)
    alone = all(other.quote == claim.quote for other in held)
    at_edges = held[0].place.first == inside.first and held[-1].place.last <= inside.last
    return block if alone and at_edges and inside.last - inside.first - said <= LONGEST_SIGNATURE else None


def _block_pieces(body: Segments, words: NormalizedText, claim: QuoteSpan) -> list[_Segment]:
    """The paragraphs that are the claim's words and nothing else; none when the claim stands in any other way."""
    whole: list[Block] = []
    at = words.starts[claim.place.first]
    while at < words.ends[claim.place.last - 1]:
        block = block_at(body.texts, at)
        inside = words.within(block.start, block.end) if block else claim.place
        if block is None or block.kind != "p" or inside.first < claim.place.first or inside.last > claim.place.last:
            return []
        whole.append(block)
        if inside.last == claim.place.last:
            break
        at = words.starts[inside.last]
    return [
        _Segment(run[0].outer_start, run[-1].outer_end, claim.quote, "block", run[0].outer_start, run[-1].outer_end)
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


def _inline_pieces(body: Segments, words: NormalizedText, claim: QuoteSpan, floor: int) -> Iterator[_Segment]:
    """The claim's words, cut at each tag whose partner is outside; nothing before `floor` is touched."""
    html = body.html
    start, end = words.starts[claim.place.first], words.ends[claim.place.last - 1]
    near = max(floor, start - _NEAR)
    before = _BEFORE.search(html[near:start])
    start, end = near + before.start() if before else start, _sentence_end(html, end)
    start, end, cuts = _widened(html, near, start, end)
    end = _sentence_end(html, end)
    for left, right in _between(start, end, cuts):
        inside = words.within(left, right)
        if inside.first < inside.last:
            left, right = _without_marks(html, left, right, words.span(inside))
            yield _Segment(left, right, claim.quote, "inline", left, right)


def _without_marks(html: str, start: int, end: int, said: tuple[int, int]) -> tuple[int, int]:
    """`html[start:end]` without the marks, dashes and commas at its edges, as far as they are not `said`: »-5«."""
    inner = html[start:end]
    left, right = start + len(inner) - len(inner.lstrip(_OUTER)), end - len(inner) + len(inner.rstrip(_OUTER))
    return min(left, said[0]), max(right, said[1])


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
    if closed and (found := _ENCLOSING.search(html[near:start])):
        outer = [near + found.start() + tag.start() for tag in _ANY_TAG.finditer(found[0])][-len(closed) :]
        start, closed = outer[0], closed[len(outer) :]
    if opened and (found := _ENCLOSED.match(html, end)):
        outer = [end + tag.end() for tag in _ANY_TAG.finditer(found[0])][: len(opened)]
        end, opened = outer[-1], opened[: len(opened) - len(outer)]
    return start, end, sorted((*closed, *opened, *blocks))
