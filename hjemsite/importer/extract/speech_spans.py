"""The paragraphs of a text cut into spans: what may be speech, and the text around it.

Speech stands within marks or behind a dash. A span knows how it is bounded; whether it is speech is decided later.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import Attribution, attribution
from hjemsite.importer.extract.layout_speech import Layout, layout_of, without_block_sign
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.quote_marks import MarkedRange, marked_ranges
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.run_on_speech import goes_on_speaking, run_on
from hjemsite.importer.extract.signatures import signature
from hjemsite.importer.extract.tokens import Token, tokens

_DASH = re.compile(r"[-–—−][-–—−]?\s*(?=[\w“”„\"»'’‘\[(…])")
"""A dash that opens a paragraph of speech."""
_RESUMED = re.compile(r"\s+[–—-]\s*(?=[A-ZÆØÅ…])|(?<=[.:,])\s*[–—-]\s*(?=[A-ZÆØÅ…])|(?<=,)\s*[–—-]\s+(?=\w)")
"""A dash with which speech goes on after an attribution."""
_PLACE_BEFORE_DASH = re.compile(
    r"(?:[A-ZÆØÅ]{2,}(?:[ .-][A-ZÆØÅ]{2,}){0,2}:?|[A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)?:)\s*(?=[-–—−])"
)
"""A dateline in front of a dash: »KLITBY:- Jeg har …«."""
_INNER_DASH = re.compile(r"(?<=[.!?:])\s+[-–—−]\s?(?=[A-ZÆØÅ…])")
"""A dash behind the end of a sentence, with which speech may begin inside a paragraph."""
_PAUSE = re.compile(r"[,!?.…]+[”“\"’»«]*\s*(?=[a-zæøå]{2,20}\s)")
"""Where speech may end and an attribution begin: a sign and a small word."""
_FIRST_PERSON = re.compile(r"\b(?:vi|jeg|os|mig|vores|min|mit|mine)\b", re.IGNORECASE)
_SPOKEN_PARTS = frozenset({Part.BODY, Part.HEADING, Part.DECK})
_MAX_PAUSES = 40
"""At how many pauses of a paragraph an attribution is looked for."""
_MAX_ATTRIBUTION = 300
"""How many characters of an attribution are read."""
_SINGLE_MARKS, _DOUBLED_SINGLES = frozenset("‘’‚'‹›"), frozenset({"’’", "''", "‘‘"})


class SpeechStyle(StrEnum):
    """How a span of speech is marked."""

    MARKS = "marks"
    SINGLE = "single"
    """‘Single’ marks, which also stand around single words."""
    DASH = "dash"
    UNMARKED = "unmarked"
    BLOCK = "block"
    """A block quotation with a signature."""
    ANSWER = "answer"
    """What somebody who is interviewed answers."""


class SpeechSpan(NamedTuple):
    """`plain[start:end]` of one paragraph, by its number: speech of a style, or text, which alone has `tokens`."""

    start: int
    end: int
    paragraph: int
    tokens: Sequence[Token] = ()
    style: SpeechStyle | None = None
    is_opened: bool = True
    """Whether the mark that opens it is there. Some are lost."""
    is_closed: bool = True
    begins_paragraph: bool = False
    ends_paragraph: bool = False

    @property
    def is_speech(self) -> bool:
        """Whether it may be speech, by its marks."""
        return self.style is not None


def speech_spans(plain: str, paragraphs: Sequence[Paragraph], names: NameIndex) -> list[SpeechSpan]:
    """The spans of all paragraphs in which somebody may speak, in order.

    >>> text = "»Vi er klar,« siger Ib Bo."
    >>> spans = speech_spans(text, [Paragraph(Segment(0, len(text)), Part.BODY)], NameIndex())
    >>> [(text[span.start : span.end], span.is_speech) for span in spans]
    [('Vi er klar,', True), (' siger Ib Bo.', False)]
    """
    layout = layout_of(plain, paragraphs, names)
    spans: list[SpeechSpan] = []
    for number, paragraph in enumerate(paragraphs):
        segment = without_block_sign(plain, paragraph.segment)
        if number in layout:
            spans.append(_span_of_layout(plain, number, segment, layout[number]))
        elif paragraph.part in _SPOKEN_PARTS and segment.start < segment.end:
            spans.extend(_paragraph_spans(plain, number, segment, names))
    return spans


def _span_of_layout(plain: str, number: int, segment: Segment, kind: Layout) -> SpeechSpan:
    """The paragraph as speech, or as text where it is a question."""
    if kind is Layout.QUESTION:
        return _text_span(plain, number, *segment)
    style = SpeechStyle.BLOCK if kind is Layout.BLOCK else SpeechStyle.ANSWER
    return SpeechSpan(*segment, number, style=style, begins_paragraph=True, ends_paragraph=True)


def _text_span(plain: str, number: int, start: int, end: int) -> SpeechSpan:
    return SpeechSpan(start, end, number, tokens(plain, start, end))


def _paragraph_spans(plain: str, number: int, segment: Segment, names: NameIndex) -> Iterator[SpeechSpan]:
    dash = _DASH.match(plain, *segment)
    ranges = marked_ranges(plain, *segment)
    if dash is None:
        return _spans_without_dash_in_front(plain, number, segment, ranges, names)
    if ranges and _is_all_speech(plain, segment, dash.end(), ranges[0], names):
        return _marked_spans(plain, number, segment, ranges)
    if ranges and not ranges[0].is_opened:
        # »- Vi er klar,” siger Ib Bo«: the dash opens what the mark closes.
        first = ranges[0]._replace(start=dash.end(), outer_start=segment.start)
        return _marked_spans(plain, number, segment, [first, *ranges[1:]])
    return _dash_spans(plain, number, segment, dash.end(), names)


def _spans_without_dash_in_front(
    plain: str, number: int, segment: Segment, ranges: Sequence[MarkedRange], names: NameIndex
) -> Iterator[SpeechSpan]:
    """The spans of a paragraph that opens with a place, with marks or with text. A dash may stand further in."""
    dateline = _PLACE_BEFORE_DASH.match(plain, *segment)
    start = dateline.end() if dateline else segment.start
    dash = _DASH.match(plain, start, segment.end) if dateline else _dash_inside(plain, segment, ranges, names)
    if dash is None or _speech_end(plain, dash.end(), segment.end, names) == segment.end:
        yield from _marked_spans(plain, number, segment, ranges)
        return
    before = Segment(segment.start, dash.start())
    ranges_before = [marked_range for marked_range in ranges if marked_range.outer_end <= before.end]
    yield from _marked_spans(plain, number, before, ranges_before)
    first, *rest = _dash_spans(plain, number, segment, dash.end(), names)
    yield first._replace(begins_paragraph=dateline is not None)
    yield from rest


def _dash_inside(plain: str, segment: Segment, ranges: Sequence[MarkedRange], names: NameIndex) -> re.Match[str] | None:
    """The first dash of a paragraph, outside marks, that opens speech with an attribution behind it."""
    for dash in _INNER_DASH.finditer(plain, *segment):
        is_marked = any(marked_range.outer_start <= dash.start() < marked_range.outer_end for marked_range in ranges)
        if not is_marked and _speech_end(plain, dash.end(), segment.end, names) < segment.end:
            return dash
    return None


def _is_all_speech(plain: str, segment: Segment, start: int, first: MarkedRange, names: NameIndex) -> bool:
    """Whether marks right behind a dash hold all that is said, and not only its first word."""
    is_whole = first.is_opened and first.is_closed and first.start <= start + 1
    rest = plain[first.outer_end : segment.end].strip(" .,")
    return is_whole and (not rest or _attribution_at(plain, first.outer_end, segment.end, names) is not None)


def _marked_spans(plain: str, number: int, segment: Segment, ranges: Sequence[MarkedRange]) -> Iterator[SpeechSpan]:
    """What stands within marks, and the text between."""
    left = segment.start
    for marked in ranges:
        if plain[left : marked.outer_start].strip():
            yield _text_span(plain, number, left, marked.outer_start)
        yield SpeechSpan(
            marked.start,
            marked.end,
            number,
            style=_style(plain, marked),
            is_opened=marked.is_opened,
            is_closed=marked.is_closed,
            begins_paragraph=not plain[segment.start : marked.outer_start].strip(" -–—"),
            ends_paragraph=not plain[marked.outer_end : segment.end].strip(" .,"),
        )
        left = marked.outer_end
    if plain[left : segment.end].strip():
        yield _text_span(plain, number, left, segment.end)


def _style(plain: str, marked: MarkedRange) -> SpeechStyle:
    mark = plain[marked.outer_start : marked.outer_start + 2]
    is_single = marked.is_opened and mark[:1] in _SINGLE_MARKS and mark not in _DOUBLED_SINGLES
    return SpeechStyle.SINGLE if is_single else SpeechStyle.MARKS


def _dash_spans(plain: str, number: int, segment: Segment, start: int, names: NameIndex) -> Iterator[SpeechSpan]:
    """Speech behind a dash, from `start` up to its attribution. Behind another dash it may go on."""
    all_tokens = tokens(plain, start, segment.end)
    if _is_aside(all_tokens, names):
        yield SpeechSpan(*segment, number, all_tokens)
        return
    stop = _speech_end(plain, start, segment.end, names)
    yield _dash_speech(number, Segment(start, stop), segment)._replace(begins_paragraph=True)
    while stop < segment.end:
        resumed = _resumed_after(plain, stop, segment.end, names) or run_on(plain, stop, segment.end, names)
        if not resumed:
            yield _text_span(plain, number, stop, segment.end)
            return
        yield _text_span(plain, number, stop, resumed.start)
        stop = _speech_end(plain, resumed.end, segment.end, names)
        yield _dash_speech(number, Segment(resumed.end, stop), segment)


def _resumed_after(plain: str, start: int, end: int, names: NameIndex) -> Segment | None:
    """What stands between an attribution from `start` on and speech that goes on behind it: a dash, or a comma."""
    dash = _RESUMED.search(plain, start, end)
    words = tokens(plain, start, min(end, start + _MAX_ATTRIBUTION))
    clause = attribution(words, 0, names)
    comma = clause.end if clause else len(words)
    is_before_dash = comma < len(words) and (dash is None or words[comma].start < dash.start())
    if is_before_dash and words[comma].text == "," and goes_on_speaking(words[comma + 1 :]):
        return Segment(words[comma].start, words[comma + 1].start)
    return Segment(*dash.span()) if dash else None


def _dash_speech(number: int, speech: Segment, paragraph: Segment) -> SpeechSpan:
    return SpeechSpan(*speech, number, style=SpeechStyle.DASH, ends_paragraph=speech.end == paragraph.end)


def _is_aside(words: Sequence[Token], names: NameIndex) -> bool:
    """Whether the words behind a dash are no speech: »– Siger NAVN og …«, »– Kaj Bro, direktør«."""
    is_verb = bool(words) and words[0].folded in SPEECH_VERBS
    return (is_verb and attribution(words, 0, names) is not None) or bool(signature(words, names))


def _speech_end(plain: str, start: int, end: int, names: NameIndex) -> int:
    """Where speech without a closing mark ends: before the first attribution, else with the paragraph."""
    for pause in islice(_PAUSE.finditer(plain, start, end), _MAX_PAUSES):
        clause = _attribution_at(plain, pause.start(), end, names)
        if clause and (clause.speakers or clause.has_speech_verb):
            return pause.start()
    return end


def _attribution_at(plain: str, start: int, end: int, names: NameIndex) -> Attribution | None:
    return attribution(tokens(plain, start, min(end, start + _MAX_ATTRIBUTION)), 0, names)


def unmarked_speech(plain: str, span: SpeechSpan, names: NameIndex) -> list[SpeechSpan]:
    """The span, or two: speech without any sign, and its attribution.

    Without signs it takes a word in the first person and an attribution behind a comma to be speech.
    """
    stop = _speech_end(plain, span.start, span.end, names)
    if stop == span.end or not _FIRST_PERSON.search(plain, span.start, stop):
        return [span]
    clause = _attribution_at(plain, stop, span.end, names)
    if not clause or not clause.speakers or not clause.has_speech_verb:
        return [span]
    speech = SpeechSpan(span.start, stop, span.paragraph, style=SpeechStyle.UNMARKED, begins_paragraph=True)
    return [speech, _text_span(plain, span.paragraph, stop, span.end)]
