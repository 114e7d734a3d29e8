"""The body of an article compared with its entries in `quotes`, and cut into passages where they stand.

Only words are compared (see `normalized`), so an editor may retype marks and dashes, but not a word. A quote stands
in one piece, over several paragraphs, or in parts with an attribution between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from hjemsite.content.document import MarkedBody, Mismatch
from hjemsite.content.quotes import align, mismatch, normalized, own_words, segments, speech_detection
from hjemsite.content.quotes.normalized import NormalizedText, WordRange
from hjemsite.content.quotes.segments import QuoteSpan, Segments, block_at
from hjemsite.limits import UNLISTED_QUOTES
from hjemsite.model import Html
from hjemsite.urls import slug


def mark_quotes(html: Html, quotes: Sequence[str]) -> MarkedBody:
    """The quotes found and marked up in a sanitised body.

    >>> marked = mark_quotes(Html("<p>»Vi er klar«, siger Søren Nørgaard.</p>"), ["vi er klar", "Det er godt"])
    >>> [(passage.html, passage.form) for passage in marked.passages]
    [('<p>»', 'text'), ('Vi er klar', 'inline'), ('«, siger Søren Nørgaard.</p>', 'text')]
    >>> marked.anchors, marked.missing
    (('citat-vi-er-klar', 'citat-det-er-godt'), (1,))
    """
    body = segments.segments(html)
    entries = [normalized.normalize(quote) for quote in quotes]
    marks = speech_detection.quote_marks(body)
    # Most texts say their quotes where something marks them, and then the other paragraphs need no reading.
    words = normalized.normalize(body.plain, speech_detection.paragraphs_with_speech(body, marks))
    quote_spans = align.align_quotes(words, entries, _rank(body, words, marks), split=False)
    if len({span.quote for span in quote_spans}) < len(entries):
        words = normalized.normalize(body.plain)
        quote_spans = align.align_quotes(words, entries, _rank(body, words, marks))
    repeated = tuple(_repeated(words, entries, quote_spans))
    settled = {span.quote for span in quote_spans} | {number for number, _ in repeated}
    missing = tuple(number for number in range(len(entries)) if number not in settled)
    return MarkedBody(
        segments.cut(body, words, quote_spans),
        _anchors(quotes, entries),
        own_words.own_words(body, words, entries, quote_spans),
        missing,
        mismatch.mismatches(words, [entries[number] for number in missing]) if missing else (),
        repeated,
        tuple(_unlisted(body, marks, [words.span(span.words) for span in quote_spans], entries, missing)),
    )


def nearest(text: str, quote: str) -> Mismatch | None:
    """Where `text` comes nearest to a quote that it does not have; None where nothing in it is like the quote.

    >>> nearest("»Vi er glade for det,« siger hun", "Vi er glade over det")
    Mismatch(in_text='for', quoted='over', start=13, end=16)
    """
    return mismatch.mismatches(normalized.normalize(text), [normalized.normalize(quote)])[0]


def _rank(body: Segments, words: NormalizedText, marks: speech_detection.QuoteMarks) -> align.Rank:
    """Words in a paragraph with marks of speech come first, of these the marked ones; a heading comes last."""
    spoken: list[Callable[[int], bool]] = []

    def rank(at: WordRange) -> tuple[bool, bool, bool]:
        if not spoken:
            # Asked for only when a quote's words stand in several places.
            ranges = speech_detection.speech_ranges(body, marks), speech_detection.paragraphs_with_speech(body, marks)
            spoken.extend(map(speech_detection.within, ranges))
        start, end = words.span(at)
        in_speech, near_speech = spoken
        block = block_at(body.texts, start)
        heading = block is not None and block.kind.startswith("h")
        return not (near_speech(start) and near_speech(end - 1)), not in_speech(start), heading

    return rank


def _repeated(
    words: NormalizedText, entries: Sequence[NormalizedText], quote_spans: Sequence[QuoteSpan]
) -> Iterator[tuple[int, int]]:
    """Pairs of numbers: a quote whose words all belong to another quote, and that one; an equal one if there is any."""
    placed = {span.quote for span in quote_spans}
    equals = {entries[number].letters: number for number in placed}
    for number, quote in enumerate(entries):
        at = next(normalized.occurrences(words, quote.letters), None) if number not in placed else None
        if number not in placed and quote.letters in equals:
            yield number, equals[quote.letters]
        elif at:
            first = bisect_right(quote_spans, at.first, key=lambda span: span.words.last)
            yield number, quote_spans[first].quote


def _unlisted(
    body: Segments,
    marks: speech_detection.QuoteMarks,
    listed: Sequence[tuple[int, int]],
    entries: Sequence[NormalizedText],
    missing: Sequence[int],
) -> Iterator[str]:
    """Quotations that are in no entry, not even as a repetition or with a changed word.

    `listed` has the start and end of each quote in the body, in order.
    """

    def is_listed(start: int, end: int) -> bool:
        number = bisect_left(listed, start, key=lambda span: span[1])
        return number < len(listed) and listed[number][0] < end

    seen: set[str] = set()
    for quotation in islice(speech_detection.quotations(body, marks, is_listed), UNLISTED_QUOTES):
        words = normalized.normalize(body.plain, [(quotation.start, quotation.end)])
        is_known = any(words.letters in quote.letters or quote.letters in words.letters for quote in entries)
        if words.letters in seen or is_known or any(_alike(words, entries[number]) for number in missing):
            continue
        seen.add(words.letters)
        yield segments.text_of(body.html[words.starts[0] : words.ends[-1]])


def _alike(quotation: NormalizedText, quote: NormalizedText) -> bool:
    """Whether most of the words of `quotation` are in `quote`."""
    words = set(quotation.words_of(WordRange(0, len(quotation))))
    return 2 * len(words.intersection(quote.words_of(WordRange(0, len(quote))))) > len(words)


def _anchors(quotes: Sequence[str], entries: Sequence[NormalizedText]) -> tuple[str, ...]:
    """An id for each quote, made from its first words; of those that begin alike, the later ones get a digest."""
    given: list[str] = []
    for quote, words in zip(quotes, entries, strict=True):
        first = " ".join([word for word in quote.split(maxsplit=20)[:20] if any(map(str.isalnum, word))][:8])
        anchor = f"citat-{slug(first, longest=60)}".rstrip("-")
        if anchor in given or anchor == "citat":
            anchor += "-" + blake2b(_bare(words).encode(), digest_size=3).hexdigest()
        given.append(anchor if anchor not in given else f"{anchor}-{len(given) + 1}")
    return tuple(given)


def _bare(words: NormalizedText) -> str:
    # Addresses of quotes are older than the signs in `letters`, and stay.
    return "".join(filter(str.isalnum, words.letters))
