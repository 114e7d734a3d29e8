"""From spans to quotations: which spans are speech, and which of them make one quotation.

Marks stand around titles and scare words, too. So a span is speech only where its surroundings say so, and the ways in
which they can are a table of named signs.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.lexicon import DOCUMENTS, WRITINGS
from hjemsite.importer.extract.mentions import Form
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
_PAUSES, _ENDS = frozenset(",.!?…"), frozenset(".!?…")
_ENDS_OR_MARKS = _ENDS | frozenset('”"“»«)')
_MARKS = "”“\"»«’' "
_BY_LAYOUT = (SpeechStyle.BLOCK, SpeechStyle.ANSWER)
_LONG, _FULL, _SHORT = 5, 3, 2
"""How many words speech has at least: without a sign around it, with a weak one, with a strong one."""


class _Candidate(NamedTuple):
    """A span that may be speech, `spans[i]`, as the quotation that it would be, and what stands around it."""

    plain: str
    spans: Sequence[SpeechSpan]
    i: int
    quotation: Quotation
    previous: Quotation | None
    has_dashed_speech: bool
    """Whether dashes mark speech somewhere in this text."""
    names: NameIndex
    words: int
    """How many words the span has."""

    @property
    def span(self) -> SpeechSpan:
        """The span itself."""
        return self.spans[self.i]

    @property
    def last(self) -> str:
        """The last character."""
        return self.plain[self.span.end - 1]

    @property
    def begins_small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.plain[self.span.start].islower()


def quotations(plain: str, spans: Sequence[SpeechSpan], names: NameIndex) -> list[Quotation]:
    """All that is speech, in order. Spans that make one quotation are joined."""
    found: list[Quotation] = []
    dashed = (i for i, span in enumerate(spans) if span.style is SpeechStyle.DASH)
    has_dashed_speech = any(names_speaker(spans, i, names) for i in dashed)
    for i, span in enumerate(spans):
        if span.style is None:
            continue
        quotation = quotation_at(spans, i, names)
        previous = found[-1] if found else None
        count = len(_WORD.findall(plain, span.start, span.end))
        candidate = _Candidate(plain, spans, i, quotation, previous, has_dashed_speech, names, count)
        continues = previous is not None and _continues(plain, spans, i, previous)
        if not continues and not _IS_SPEECH[span.style](candidate):
            continue
        if previous and (continues or _ends_dashed_row(previous, quotation, spans, i)):
            found[-1] = _join(previous, quotation)
        else:
            found.append(quotation)
    return found


def _is_single_marked_speech(candidate: _Candidate) -> bool:
    """‘Single’ marks hold speech only before an attribution with a name."""
    return candidate.quotation.is_attributed and candidate.words >= _FULL and _has_pause(candidate)


def _is_marked_speech(candidate: _Candidate) -> bool:
    return not _is_written(candidate) and any(sign(candidate) for sign in _SIGNS_OF_MARKED_SPEECH)


def _has_attribution(candidate: _Candidate) -> bool:
    """»…,« siger Ib Bo: the surer the speaker, the shorter the speech may be."""
    behind = candidate.quotation.attribution
    if behind is None:
        return False
    is_person = any(mention.form is not Form.ORGANISATION for mention in behind.speakers)
    begins = candidate.span.begins_paragraph
    if not _has_pause(candidate):
        return is_person and begins and candidate.words >= _LONG
    is_sure = is_person and behind.has_speech_verb and begins
    return candidate.words >= (1 if is_sure else _SHORT if is_person else _FULL)


def _has_lead(candidate: _Candidate) -> bool:
    """Ib Bo siger: »…«."""
    return candidate.quotation.is_led and candidate.words >= _FULL


def _is_whole_paragraph(candidate: _Candidate) -> bool:
    """Nothing else stands in its paragraph, and it is as long as a sentence or has a speaker below."""
    if not (candidate.span.begins_paragraph and candidate.span.ends_paragraph):
        return False
    shortest = _FULL if candidate.last in _ENDS else _LONG
    return candidate.words >= shortest or bool(candidate.quotation.reported)


def _continues_in_sentence(candidate: _Candidate) -> bool:
    """»…,« siger Ib Bo. »…«: nothing but an attribution stands between it and the quotation before."""
    spans, i, previous = candidate.spans, candidate.i, candidate.previous
    if candidate.span.begins_paragraph or not previous or not previous.attribution or candidate.words < _SHORT:
        return False
    between = spans[i - 1].tokens
    if i < 2 or previous.spans[-1] is not spans[i - 2] or not between or len(sentences(between)) > 2:
        return False
    sign = between[-1].text
    if sign == "," and _has_clause(between, previous):
        return False
    return (sign in (".", ":", ",") or candidate.last in _ENDS) and (sign in (":", ",") or not candidate.begins_small)


def _opens_paragraph(candidate: _Candidate) -> bool:
    """Whole sentences at the beginning of a paragraph that goes on with something else."""
    if _is_of_document(candidate):
        return False
    begins = candidate.span.begins_paragraph and not candidate.quotation.attribution and not candidate.begins_small
    return begins and candidate.words >= _LONG and candidate.last in _ENDS


def _is_written(candidate: _Candidate) -> bool:
    """»…,« skriver foreningen i sin klage."""
    behind = candidate.quotation.attribution
    if not behind or any(mention.form is not Form.ORGANISATION for mention in behind.speakers):
        return False
    words = [token.folded for token in candidate.spans[candidate.i + 1].tokens]
    sentence = words[: words.index(".")] if "." in words else words
    return "skriver" in sentence[:3] and any(word in WRITINGS for word in sentence)


def _is_of_document(candidate: _Candidate) -> bool:
    """»…« Sådan begynder et brev: the words are written, and nobody's speech."""
    behind = candidate.spans[candidate.i + 1 : candidate.i + 2]
    words = [token.folded for span in behind for token in span.tokens[:8]]
    return words[:1] in (["sådan"], ["således"]) and any(word in DOCUMENTS for word in words)


_SIGNS_OF_MARKED_SPEECH = (
    _has_attribution,
    _has_lead,
    _is_whole_paragraph,
    _continues_in_sentence,
    _opens_paragraph,
)
"""What stands within marks is speech where one of these is true."""


def _has_pause(candidate: _Candidate) -> bool:
    """Whether a comma or the end of a sentence stands where the span ends, or nothing but marks behind it."""
    end = candidate.span.end
    behind = candidate.plain[end : end + 4].lstrip(_MARKS)
    return candidate.last in _PAUSES or not behind or behind[0] in _PAUSES


def _is_dashed_speech(candidate: _Candidate) -> bool:
    """Behind a dash stand list items, questions and asides, too."""
    quotation, previous, paragraph = candidate.quotation, candidate.previous, candidate.span.paragraph
    if quotation.attribution:
        return candidate.words >= (1 if quotation.is_attributed else _SHORT)
    if not candidate.span.begins_paragraph:
        return previous is not None and previous.spans[-1].paragraph == paragraph
    if candidate.words < _FULL or _is_question(candidate):
        return False
    if quotation.reported or quotation.is_led:
        return True
    is_near = previous is not None and previous.spans[-1].paragraph >= paragraph - MAX_PARAGRAPHS_APART
    is_likely = candidate.has_dashed_speech and (is_near or quotation.names_in_lead)
    return candidate.last in _ENDS_OR_MARKS and (is_likely or _leads_to_attribution(candidate))


def _dashed_behind(candidate: _Candidate) -> Iterator[int]:
    """The numbers of the dashed spans right behind, a paragraph each."""
    spans = candidate.spans
    for k in range(candidate.i + 1, min(candidate.i + 1 + MAX_SPANS_BETWEEN, len(spans))):
        if spans[k].style is not SpeechStyle.DASH or spans[k].paragraph != spans[k - 1].paragraph + 1:
            return
        yield k


def _is_question(candidate: _Candidate) -> bool:
    """Whether a dashed paragraph is the journalist's: one question and nothing else, answered by the next."""
    spans, i = candidate.spans, candidate.i
    text = candidate.plain[candidate.span.start : candidate.span.end]
    is_one = text.endswith("?") and not any(sign in text[:-1] for sign in ".!?")
    return is_one and i + 1 < len(spans) and spans[i + 1].style is SpeechStyle.DASH


def _leads_to_attribution(candidate: _Candidate) -> bool:
    """Whether dashed paragraphs follow one another from here on to one with an attribution."""
    behind = _dashed_behind(candidate)
    return any(attribution_behind(candidate.spans, k, candidate.names) is not None for k in behind)


def _is_always_speech(_: _Candidate) -> bool:
    """Unmarked speech was cut out for its attribution, or for the layout."""
    return True


_IS_SPEECH: dict[SpeechStyle, Callable[[_Candidate], bool]] = {
    SpeechStyle.MARKS: _is_marked_speech,
    SpeechStyle.SINGLE: _is_single_marked_speech,
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
    is_same = not _has_clause(between, previous) or _begins_conjunction(plain, span)
    is_interrupted = bool(between) and is_same and (between[-1].text == "," or _is_asked(between))
    return is_interrupted and last.style is span.style


def _begins_conjunction(plain: str, span: SpeechSpan) -> bool:
    """Whether speech goes on with »og« or the like, however long what stands before it: »…,« siger Ib, der …, »og …«"""
    return _CONJUNCTION.match(plain, span.start, span.end) is not None


def _has_clause(between: Sequence[Token], previous: Quotation) -> bool:
    """Whether the attribution goes on with a clause of its own: »siger Ib Bo, som har skrevet bogen, »…««."""
    end = previous.attribution.end if previous.attribution else 0
    return any(token.folded in ("som", "der", "hvor") for token in between[end:])


def _is_asked(between: Sequence[Token]) -> bool:
    """Whether the words `between` two quotations are »spørger Ib Bo.«: then both may be by that speaker."""
    verb = next((token.folded for token in between if token.kind is not Kind.SIGN), "")
    return verb in ("spørger", "spurgte") and between[-1].text == "." and len(sentences(between)) == 1


def _ends_dashed_row(previous: Quotation, quotation: Quotation, spans: Sequence[SpeechSpan], i: int) -> bool:
    """Whether a dashed paragraph ends a quotation of several, of which the ones before have no attribution."""
    last = previous.spans[-1]
    if previous.has_colon_before and quotation.is_attributed:
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
