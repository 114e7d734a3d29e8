"""The body of an article as its page shows it: each quotation is set off, with its speaker below the paragraph.

A reader sees who speaks, a journalist can copy the words, and both find a link to the very place.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.model import Article, Html, Passage, Quote
from hjemsite.pages.components import BodyView, PassageView
from hjemsite.pages.context import PageContext

MIN_PULLED = 40
"""How many characters a quote must have before its paragraph is set off; a word or two is part of the sentence."""

_OPENING = lazy_pattern(r"<p>[“”„»«\"'–—\s-]*\Z")
_CLOSING = lazy_pattern(r"</(p|li|d[dt]|t[dh]|h[1-6]|blockquote|div|section)>")


def passages(context: PageContext, article: Article, quote_pages: Sequence[str] = ()) -> tuple[PassageView, ...]:
    """The body of `article` in pieces, with a signature after each paragraph that quotes somebody.

    A signature leads to the quote's own page, one of `quote_pages`, or else to its place.
    """
    href = context.addresses.href
    own = {quote.anchor: href(url) for quote, url in zip(article.quoted, quote_pages, strict=False) if url}
    quotes = article.quotes
    shown: list[PassageView] = []
    unsigned: list[Quote] = []
    paragraph = ""  # what the writer has written around the quotes of the paragraph that is being read
    # The first picture of a page is loaded at once, and it may stand in any passage.
    eager = article.image is None
    for passage in context.passages(article):
        body = context.body(passage.html, eager)
        eager = eager and all(isinstance(piece, str) for piece in body)
        # Of an article with faults, quotes may be missing that its body is cut by.
        number = len(quotes) if passage.quote is None else passage.quote
        quote = quotes[number] if number < len(quotes) else None
        if quote is None:
            shown.extend(_text(context, body, unsigned, paragraph))
            paragraph = _CLOSING.split(paragraph + passage.html)[-1]
        else:
            if passage.form == "inline" and passage.first:
                if not unsigned and len(quote.text) >= MIN_PULLED:
                    shown[-1:] = _opened(shown[-1:])
                unsigned.append(quote)
            shown.append(_quote_passage(context, body, passage, quote))
    return tuple(
        replace(quote, place=own.get(quote.place, f"#{quote.place}")) if quote.place else quote for quote in shown
    )


def _text(context: PageContext, body: BodyView, unsigned: list[Quote], paragraph: str) -> Iterator[PassageView]:
    """Text, cut where the paragraph ends in which the quotes of `unsigned` stand; then they are signed.

    `paragraph` is what stands before it in that paragraph.
    """
    for piece in body:
        end = _CLOSING.search(piece) if unsigned and isinstance(piece, str) else None
        if end is None:
            yield PassageView((piece,), "text")
            continue
        # A signature is a paragraph: it stands after one, but within a list's item or a table's cell.
        cut = end.end() if end[1] == "p" or end[1][0] == "h" else end.start()
        yield PassageView((Html(end.string[:cut]),), "text")
        yield from _signatures(context, unsigned, paragraph + end.string[: end.start()])
        unsigned.clear()
        if end.string[cut:]:
            yield PassageView((Html(end.string[cut:]),), "text")


def _signatures(context: PageContext, quotes: list[Quote], paragraph: str) -> Iterator[PassageView]:
    """One for each speaker, in the order in which they speak; a name that the paragraph tells is not shown again."""
    anchors: dict[str, list[Quote]] = {}
    for quote in quotes:
        anchors.setdefault(quote.speaker.person, []).append(quote)
    for spoken in anchors.values():
        names = " ".join(quote.anchor for quote in spoken)
        speaker, is_named = context.speaker(spoken[0].speaker), spoken[0].speaker.name in paragraph
        yield PassageView((), "signed", speaker, quotes=names, place=spoken[0].anchor, named=is_named)


def _opened(last: list[PassageView]) -> Iterator[PassageView]:
    """The text before a quote, and the beginning of the paragraph that the quote begins, apart."""
    for text in last:
        piece = text.body[0] if text.form == "text" else None
        begin = _OPENING.search(piece) if isinstance(piece, str) else None
        if begin is None:
            yield text
            continue
        if begin.start():
            yield PassageView((Html(begin.string[: begin.start()]),), "text")
        yield PassageView((Html(begin.string[begin.start() + len("<p>") :]),), "lead")


def _quote_passage(context: PageContext, body: BodyView, passage: Passage, quote: Quote) -> PassageView:
    return PassageView(
        body,
        passage.form,
        context.speaker(quote.speaker),
        anchor=quote.anchor if passage.first else "",
        quotes=quote.anchor,
        place=quote.anchor if passage.first and passage.form != "inline" else "",
        named=any(quote.speaker.name in piece for piece in body if isinstance(piece, str)),
    )
