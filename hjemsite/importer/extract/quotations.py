"""From spans to quotations: which spans are speech, and which of them make one quotation.

What stands within marks has a module of its own; behind a dash stand list items, questions and asides, too.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.marked_speech import (
    ENDS,
    FULL,
    SHORT,
    Candidate,
    has_clause,
    is_marked_speech,
    is_single_marked_speech,
)
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.quotation_context import (
    MAX_PARAGRAPHS_APART,
    MAX_SPANS_BETWEEN,
    Quotation,
    attribution_behind,
    names_speaker,
    quotation_at,
)
from hjemsite.importer.extract.speech_spans import SpeechSpan, SpeechStyle
from hjemsite.importer.extract.tokens import Kind, Token

_WORD = re.compile(r"\w+")
_CONJUNCTION = re.compile(r"(?:og|men|for|så|fordi|selv om) ")
_ENDS_OR_MARKS = ENDS | frozenset('”"“»«)')
_BY_LAYOUT = (SpeechStyle.BLOCK, SpeechStyle.ANSWER)


def quotations(plain: str, spans: Sequence[SpeechSpan], names: NameIndex) -> list[Quotation]:
    """All that is speech, in order. Spans that make one quotation are joined."""
    quotations: list[Quotation] = []
    dashed = (i for i, span in enumerate(spans) if span.style is SpeechStyle.DASH)
    has_dashed_speech = any(names_speaker(spans, i, names) for i in dashed)
    for i, span in enumerate(spans):
        if span.style is None:
            continue
        quotation = quotation_at(spans, i, names)
        previous = quotations[-1] if quotations else None
        count = len(_WORD.findall(plain, span.start, span.end))
        candidate = Candidate(plain, spans, i, quotation, previous, has_dashed_speech, names, count)
        continues = previous is not None and _continues(plain, spans, i, previous)
        if not continues and not _IS_SPEECH[span.style](candidate):
            continue
        if previous and (continues or _ends_dashed_row(previous, quotation, spans, i)):
            quotations[-1] = _join(previous, quotation)
        else:
            quotations.append(quotation)
    return quotations


def _is_dashed_speech(candidate: Candidate) -> bool:
    """Behind a dash stand list items, questions and asides, too."""
    quotation, previous, paragraph = candidate.quotation, candidate.previous, candidate.span.paragraph
    if quotation.attribution:
        return candidate.words >= (1 if quotation.is_attributed else SHORT)
    if not candidate.span.begins_paragraph:
        return previous is not None and previous.spans[-1].paragraph == paragraph
    if candidate.words < FULL or _is_question(candidate):
        return False
    if quotation.reported or quotation.is_led:
        return True
    is_near = previous is not None and previous.spans[-1].paragraph >= paragraph - MAX_PARAGRAPHS_APART
    is_likely = candidate.has_dashed_speech and (is_near or quotation.names_in_lead)
    return candidate.last in _ENDS_OR_MARKS and (is_likely or _leads_to_attribution(candidate))


def _dashed_behind(candidate: Candidate) -> Iterator[int]:
    """The numbers of the dashed spans right behind, a paragraph each."""
    spans = candidate.spans
    for k in range(candidate.i + 1, min(candidate.i + 1 + MAX_SPANS_BETWEEN, len(spans))):
        if spans[k].style is not SpeechStyle.DASH or spans[k].paragraph != spans[k - 1].paragraph + 1:
            return
        yield k


def _is_question(candidate: Candidate) -> bool:
    """Whether a dashed paragraph is the journalist's: one question and nothing else, answered by the next."""
    spans, i = candidate.spans, candidate.i
    text = candidate.plain[candidate.span.start : candidate.span.end]
    is_one = text.endswith("?") and not any(sign in text[:-1] for sign in ".!?")
    return is_one and i + 1 < len(spans) and spans[i + 1].style is SpeechStyle.DASH


def _leads_to_attribution(candidate: Candidate) -> bool:
    """Whether dashed paragraphs follow one another from here on to one with an attribution."""
    behind = _dashed_behind(candidate)
    return any(attribution_behind(candidate.spans, k, candidate.names) is not None for k in behind)


def _is_always_speech(_: Candidate) -> bool:
    """Unmarked speech was cut out for its attribution, or for the layout."""
    return True


_IS_SPEECH: dict[SpeechStyle, Callable[[Candidate], bool]] = {
    SpeechStyle.MARKS: is_marked_speech,
    SpeechStyle.SINGLE: is_single_marked_speech,
    SpeechStyle.DASH: _is_dashed_speech,
    SpeechStyle.UNMARKED: _is_always_speech,
    SpeechStyle.BLOCK: _is_always_speech,
    SpeechStyle.ANSWER: _is_always_speech,
}


def _continues(plain: str, spans: Sequence[SpeechSpan], i: int, previous: Quotation) -> bool:
    """Whether a span goes on with the sentence that an attribution has split, or with speech whose marks stand open."""
    span, last = spans[i], previous.spans[-1]
    if span.style in _BY_LAYOUT:
        return span.style is last.style and spans[i - 1] is last
    if span.paragraph != last.paragraph:
        is_open = not last.is_closed and not previous.attribution
        is_marked = last.style is span.style is SpeechStyle.MARKS
        return is_open and is_marked and span.begins_paragraph and span.paragraph == last.paragraph + 1
    if i < 2 or spans[i - 2] is not last or not previous.attribution:
        return False
    between = spans[i - 1].tokens
    if span.style is SpeechStyle.DASH and not span.begins_paragraph:
        return len(sentences(between)) <= 1 and between[-1].text != "."
    is_same = not has_clause(between, previous) or _begins_conjunction(plain, span)
    is_interrupted = bool(between) and is_same and (between[-1].text == "," or _is_asked(between))
    return is_interrupted and last.style is span.style


def _begins_conjunction(plain: str, span: SpeechSpan) -> bool:
    """Whether speech goes on with »og« or the like, however long what stands before it: »…,« siger Ib, der …, »og …«"""
    return _CONJUNCTION.match(plain, span.start, span.end) is not None


def _is_asked(between: Sequence[Token]) -> bool:
    """Whether the words `between` two quotations are »spørger Ib Bo.«: then both may be by that speaker."""
    verb = next((token.folded for token in between if token.kind is not Kind.SIGN), "")
    return verb in ("spørger", "spurgte") and between[-1].text == "." and len(sentences(between)) == 1


def _ends_dashed_row(previous: Quotation, quotation: Quotation, spans: Sequence[SpeechSpan], i: int) -> bool:
    """Whether a dashed paragraph ends a quotation of several, of which the ones before have no attribution."""
    last = previous.spans[-1]
    if (previous.has_colon_before and quotation.is_attributed) or not previous.spans[0].begins_paragraph:
        return False
    is_row = spans[i - 1] is last and last.style is spans[i].style is SpeechStyle.DASH
    return is_row and not previous.attribution and not previous.reported


def _join(first: Quotation, second: Quotation) -> Quotation:
    """Two quotations as one; what is said of the first one's speaker goes before."""
    attributed = first if first.attribution else second
    return first._replace(
        spans=first.spans + second.spans,
        attribution=attributed.attribution,
        position=attributed.position,
        reported=first.reported or second.reported,
    )
