"""What a quote says in the article's own words, which are what every page, feed and file shows.

The entry in `quotes` only points out which words: spelling, signs and paragraphs are the body's. Where an attribution
divides a quote the body has no sign that is the quote's own, and there stands the entry's.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from hjemsite.content.quotes.figures import ENTITY, UNSEEN
from hjemsite.content.quotes.normalized import NormalizedText, WordRange
from hjemsite.content.quotes.segments import QuoteSpan, Segments
from hjemsite.danish import typography
from hjemsite.danish.word_patterns import lazy_pattern

_NEAR = 40
"""How far before and behind its words the signs of a quote are looked for, in characters."""
_ENDS = ".!?…"
_PARAGRAPH = "\n\n"
_BRACKET_BEFORE = lazy_pattern(r"(?:[\[(]…[\])]\s*|\[)\Z")
_SIGNS_BEHIND = lazy_pattern(rf"[{_ENDS}”’\])]*(?:\s*[\[(]…[\])])?")
_OPENING = {"”": "“", "’": "‘"}
_MARKS = lazy_pattern("[“”„‟»«\"'’‘‚‹›*_]")
_PAIRED = lazy_pattern("[“”‘’]")
_BLANKS = lazy_pattern(r"[\t\r\n][ \t\r\n]*| [ \t\r\n]+")
"""White space but for a single blank, which is as it should be."""


def own_words(
    body: Segments, words: NormalizedText, quotes: Sequence[NormalizedText], quote_spans: Sequence[QuoteSpan]
) -> tuple[str, ...]:
    """Each quote as plain text, its paragraphs parted by a blank line; empty for one that the body has not."""
    texts = [""] * len(quotes)
    for number, own in groupby(sorted(quote_spans, key=lambda span: span.quote), lambda span: span.quote):
        texts[number] = _text(body, words, quotes[number], [span.words for span in own])
    return tuple(texts)


def _text(body: Segments, words: NormalizedText, quote: NormalizedText, parts: Sequence[WordRange]) -> str:
    text, word = "", 0
    for part in parts:
        if text:
            text += _joint(text, quote, word)
        text += _PARAGRAPH.join(_paragraphs(body, words, part))
        word = bisect_left(quote.edges, quote.edges[word] + len(words.letters_of(part)))
        while word < len(quote) and quote.is_pause(word):
            word += 1
    return text


def _joint(text: str, quote: NormalizedText, word: int) -> str:
    """What stands before word number `word` of a quote, where the body has an attribution."""
    last = word - 1
    while quote.is_pause(last):
        last -= 1
    signs = _MARKS.sub("", quote.text[quote.ends[last] : quote.starts[word]])
    if text[-1] in _ENDS:
        signs = signs.lstrip(f",:;{_ENDS}")
    return typography.text(_BLANKS.sub(" ", signs)) or " "


def _paragraphs(body: Segments, words: NormalizedText, part: WordRange) -> Iterator[str]:
    """The words of a part, paragraph by paragraph, each with the signs that belong to it."""
    start, end = words.span(part)
    first = bisect_left(body.texts, start, key=lambda block: block.end - 1)
    for block in body.texts[first:]:
        if block.start >= end:
            return
        inside = words.within(max(block.start, start), min(block.end, end))
        if inside.first < inside.last:
            yield _with_signs(body.plain, *words.span(inside), block.start, block.end)


def _with_signs(plain: str, start: int, end: int, first: int, last: int) -> str:
    """`plain[start:end]` with brackets before it, and behind it the end of its sentence and marks that it opened.

    The paragraph is `plain[first:last]`. Marks that close what was opened before are somebody else's.
    """
    before = _seen(plain[max(first, start - _NEAR) : start])
    behind = _seen(plain[end : min(last, end + _NEAR)])
    text = _seen(plain[start:end])
    if bracket := _BRACKET_BEFORE.search(before):
        text, before = bracket[0] + text, before[: bracket.start()]
    opened, lacking = _unpaired(text)
    if lacking and before[-1:] == lacking[0]:
        text = lacking[0] + text
    signs = _SIGNS_BEHIND.match(behind)
    for sign in signs[0] if signs else "":
        if sign in _OPENING:
            if not opened or opened[-1] != _OPENING[sign]:
                break
            opened.pop()
        text += sign
    return text


def _seen(plain: str) -> str:
    """What a reader sees of a plain text, each run of blanks as one."""
    return _BLANKS.sub(" ", plain.replace(UNSEEN, "").replace(ENTITY, ""))


def _unpaired(text: str) -> tuple[list[str], list[str]]:
    """The opening marks of a text that are never closed, and those that closing marks in it lack."""
    opened: list[str] = []
    lacking: list[str] = []
    for match in _PAIRED.finditer(text):
        sign = match[0]
        if sign not in _OPENING:
            opened.append(sign)
        elif opened and opened[-1] == _OPENING[sign]:
            opened.pop()
        elif not text[match.end() : match.end() + 1].isalnum():
            lacking.append(_OPENING[sign])
    return opened, lacking
