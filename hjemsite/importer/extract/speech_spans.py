"""The body of a release as a row of pieces: what may be speech, and the text between.

Speech stands within marks or behind a dash. A piece of speech knows how it is bounded, not yet whether it is speech.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import Attribution, attribution, signature
from hjemsite.importer.extract.person_names import Known
from hjemsite.importer.extract.quote_marks import Marked, marked
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.tokens import Token, tokens

_DASH = re.compile(r"[-–—−][-–—−]?\s*(?=[\w“”„\"»'’‘\[(…])")
_RESUMED = re.compile(r"\s+[–—-]\s*(?=[A-ZÆØÅ…])|(?<=[.:,])\s*[–—-]\s*(?=[A-ZÆØÅ…])|(?<=,)\s*[–—-]\s+(?=\w)")
_PAUSE = re.compile(r"[,!?.…]+[”“\"’»«]*\s*(?=([a-zæøå]{2,20})\s)")
_FIRST_PERSON = re.compile(r"\b(?:vi|jeg|os|mig|vores|min|mit|mine)\b", re.IGNORECASE)
_SPOKEN_PARTS = frozenset({Part.BODY, Part.HEADING, Part.DECK})
_MOST_TRIES = 40


class SpeechSpan(NamedTuple):
    """A stretch of one paragraph: speech (then `tokens` is empty) or the text around it."""

    start: int
    end: int
    paragraph: int
    tokens: Sequence[Token] = ()
    speech: bool = False
    style: str = ""
    """`marks`, `single`, `dash` or `bare` (no sign at all)."""
    opened: bool = True
    closed: bool = True
    begins: bool = False
    """Whether nothing stands before it in its paragraph, and whether nothing stands behind it."""
    ends: bool = False


def speech_spans(plain: str, paragraphs: Sequence[Paragraph], known: Known) -> list[SpeechSpan]:
    """All pieces of the paragraphs in which somebody may speak."""
    found: list[SpeechSpan] = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.part in _SPOKEN_PARTS:
            found.extend(_of_paragraph(plain, number, paragraph.segment, known))
    return found


def _of_paragraph(plain: str, number: int, segment: Segment, known: Known) -> Iterator[SpeechSpan]:
    start, end = segment
    dash = _DASH.match(plain, start, end)
    stretches = marked(plain, start, end)
    if dash and not (stretches and _is_marked_speech(plain, segment, dash.end(), stretches[0], known)):
        if stretches and not stretches[0].opened:
            first = stretches[0]._replace(start=dash.end(), outer_start=start)
            yield from _between(plain, number, segment, [first, *stretches[1:]])
            return
        yield from _dashed(plain, number, Segment(start, end), dash.end(), known)
        return
    yield from _between(plain, number, segment, stretches)


def _is_marked_speech(plain: str, segment: Segment, start: int, first: Marked, known: Known) -> bool:
    """Whether marks right behind a dash hold all that is said, and not only its first word."""
    whole = first.opened and first.closed and first.start <= start + 1
    rest = plain[first.outer_end : segment.end].strip(" .,")
    return whole and (not rest or inquit_at(plain, first.outer_end, segment.end, known) is not None)


def _between(plain: str, number: int, segment: Segment, stretches: Sequence[Marked]) -> Iterator[SpeechSpan]:
    """Marked stretches and the text between them."""
    left = segment.start
    for stretch in stretches:
        if plain[left : stretch.outer_start].strip():
            yield SpeechSpan(left, stretch.outer_start, number, tokens(plain, left, stretch.outer_start))
        begins = not plain[segment.start : stretch.outer_start].strip(" -–—")
        ends = not plain[stretch.outer_end : segment.end].strip(" .,")
        mark = plain[stretch.outer_start : stretch.outer_start + 2]
        single = stretch.opened and mark[:1] in "‘’‚'‹›" and mark not in ("’’", "''", "‘‘")
        style = "single" if single else "marks"
        yield SpeechSpan(
            stretch.start, stretch.end, number, (), True, style, stretch.opened, stretch.closed, begins, ends
        )  # fmt: skip
        left = stretch.outer_end
    if plain[left : segment.end].strip():
        yield SpeechSpan(left, segment.end, number, tokens(plain, left, segment.end))


def _dashed(plain: str, number: int, segment: Segment, start: int, known: Known) -> Iterator[SpeechSpan]:
    """Speech behind a dash up to its inquit; behind another dash it may go on."""
    all_tokens = tokens(plain, start, segment.end)
    if _is_aside(all_tokens, known):
        yield SpeechSpan(segment.start, segment.end, number, all_tokens)
        return
    stop = speech_end(plain, start, segment.end, known)
    end = len(plain[:stop].rstrip()) if False else stop
    yield SpeechSpan(start, end, number, (), True, "dash", True, True, True, stop == segment.end)
    left = stop
    while left < segment.end:
        again = _RESUMED.search(plain, left, segment.end)
        if not again:
            yield SpeechSpan(left, segment.end, number, tokens(plain, left, segment.end))
            return
        yield SpeechSpan(left, again.start(), number, tokens(plain, left, again.start()))
        stop = speech_end(plain, again.end(), segment.end, known)
        yield SpeechSpan(again.end(), stop, number, (), True, "dash", True, True, False, stop == segment.end)
        left = stop


def _is_aside(words: Sequence[Token], known: Known) -> bool:
    """Whether the words behind a dash are no speech: »– Siger NAVN og …«, »– Kaj Bro, direktør«."""
    return (
        bool(words and words[0].folded in SPEECH_VERBS and attribution(words, 0, known))
        or signature(words, known) is not None
    )


def speech_end(plain: str, start: int, end: int, known: Known) -> int:
    """Where speech without a closing mark ends: before the first inquit, else with the paragraph."""
    for tries, pause in enumerate(_PAUSE.finditer(plain, start, end)):
        if tries >= _MOST_TRIES:
            break
        told = inquit_at(plain, pause.start(), end, known)
        if told and (told.who or told.sure):
            return pause.start()
    return end


def inquit_at(plain: str, start: int, end: int, known: Known) -> Attribution | None:
    return attribution(tokens(plain, start, min(end, start + 300)), 0, known)


def bare(plain: str, piece: SpeechSpan, known: Known) -> list[SpeechSpan]:
    """Speech without any sign in a piece of text: first-person words and an inquit behind a comma."""
    stop = speech_end(plain, piece.start, piece.end, known)
    if stop == piece.end or not _FIRST_PERSON.search(plain, piece.start, stop):
        return [piece]
    told = inquit_at(plain, stop, piece.end, known)
    if not told or not told.who or not told.sure:
        return [piece]
    speech = SpeechSpan(piece.start, stop, piece.paragraph, (), True, "bare", True, True, True, False)
    return [speech, SpeechSpan(stop, piece.end, piece.paragraph, tokens(plain, stop, piece.end))]
