"""Quotes are checked data: the words of each must stand in the body, and the page marks them up there.

What is compared is words alone (see `normalized`), so an editor may retype marks and dashes, but not a word. A quote is
found in one stretch, over several paragraphs, or in parts with an inquit between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
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
    wanted = [normalized.normalize(quote) for quote in quotes]
    signs = speech_detection.signs(body)
    # Most texts say their quotes where something marks them, and then the other paragraphs need no reading.
    words = normalized.normalize(body.plain, speech_detection.paragraphs_with_speech(body, signs))
    claims = align.align_quotes(words, wanted, _rank(body, words, signs), split=False)
    if len({claim.quote for claim in claims}) < len(wanted):
        words = normalized.normalize(body.plain)
        claims = align.align_quotes(words, wanted, _rank(body, words, signs))
    repeated = tuple(_repeated(words, wanted, claims))
    settled = {claim.quote for claim in claims} | {number for number, _ in repeated}
    missing = tuple(number for number in range(len(wanted)) if number not in settled)
    return MarkedBody(
        segments.cut(body, words, claims),
        _anchors(quotes, wanted),
        own_words.own_words(body, words, wanted, claims),
        missing,
        mismatch.mismatches(words, [wanted[number] for number in missing]) if missing else (),
        repeated,
        tuple(_unlisted(body, signs, [words.span(claim.place) for claim in claims], wanted, missing)),
    )


def nearest(text: str, quote: str) -> Mismatch | None:
    """Where `text` comes nearest to a quote that it does not have; None where nothing in it is like the quote.

    >>> nearest("»Vi er glade for det,« siger hun", "Vi er glade over det")
    Mismatch(in_text='for', quoted='over', start=13, end=16)
    """
    return mismatch.mismatches(normalized.normalize(text), [normalized.normalize(quote)])[0]


def _rank(body: Segments, words: NormalizedText, signs: speech_detection.QuoteMarks) -> align.Rank:
    """Words in a text with signs of speech come first, there those within the signs, and words in a heading last."""
    # Asked for only when a quote's words stand in several places.
    spoken = cache(
        lambda: (
            speech_detection.within(speech_detection.speech_ranges(body, signs)),
            speech_detection.within(speech_detection.paragraphs_with_speech(body, signs)),
        )
    )

    def rank(place: WordRange) -> tuple[bool, bool, bool]:
        start, end = words.span(place)
        said, signed = spoken()
        block = block_at(body.texts, start)
        heading = block is not None and block.kind.startswith("h")
        return not (signed(start) and signed(end - 1)), not said(start), heading

    return rank


def _repeated(
    words: NormalizedText, wanted: Sequence[NormalizedText], claims: Sequence[QuoteSpan]
) -> Iterator[tuple[int, int]]:
    """The quotes that found no place of their own, and whose their words are: their equal's, if there is one."""
    found = {claim.quote for claim in claims}
    equals = {wanted[number].letters: number for number in found}
    for number, quote in enumerate(wanted):
        place = next(normalized.occurrences(words, quote.letters), None) if number not in found else None
        if number not in found and quote.letters in equals:
            yield number, equals[quote.letters]
        elif place:
            first = bisect_right(claims, place.first, key=lambda claim: claim.place.last)
            yield number, claims[first].quote


def _unlisted(
    body: Segments,
    signs: speech_detection.QuoteMarks,
    said: Sequence[tuple[int, int]],
    wanted: Sequence[NormalizedText],
    missing: Sequence[int],
) -> Iterator[str]:
    """What looks like speech and is in no quote, not even as a repetition or with a word changed.

    `said` is where the quotes stand, in order.
    """

    def held(start: int, end: int) -> bool:
        number = bisect_left(said, start, key=lambda span: span[1])
        return number < len(said) and said[number][0] < end

    seen: set[str] = set()
    for quotation in islice(speech_detection.quotations(body, signs, held), UNLISTED_QUOTES):
        words = normalized.normalize(body.plain, [(quotation.start, quotation.end)])
        known = any(words.letters in quote.letters or quote.letters in words.letters for quote in wanted)
        if words.letters in seen or known or any(_alike(words, wanted[number]) for number in missing):
            continue
        seen.add(words.letters)
        yield segments.text_of(body.html[words.starts[0] : words.ends[-1]])


def _alike(one: NormalizedText, other: NormalizedText) -> bool:
    """Whether most of the words of `one` are in `other`."""
    words = set(one.words_of(WordRange(0, len(one))))
    return 2 * len(words.intersection(other.words_of(WordRange(0, len(other))))) > len(words)


def _anchors(quotes: Sequence[str], wanted: Sequence[NormalizedText]) -> tuple[str, ...]:
    """An id for each quote, made from its first words; of those that begin alike, the later ones tell their digest."""
    given: list[str] = []
    for quote, words in zip(quotes, wanted, strict=True):
        first = " ".join([word for word in quote.split(maxsplit=20)[:20] if any(map(str.isalnum, word))][:8])
        anchor = f"citat-{slug(first, longest=60)}".rstrip("-")
        if anchor in given or anchor == "citat":
            anchor += "-" + blake2b(_bare(words).encode(), digest_size=3).hexdigest()
        given.append(anchor if anchor not in given else f"{anchor}-{len(given) + 1}")
    return tuple(given)


def _bare(words: NormalizedText) -> str:
    # Addresses of quotes are older than the signs in `letters`, and stay.
    return "".join(filter(str.isalnum, words.letters))
