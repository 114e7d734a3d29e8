"""What the text around a span of speech says of its speaker: behind it, before it, and in the next paragraph."""

from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.importer.extract.attribution import Attribution, attribution
from hjemsite.importer.extract.leading_attribution import LeadingAttribution, leading_attribution
from hjemsite.importer.extract.mentions import Mention
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.signatures import signature
from hjemsite.importer.extract.speech_spans import SpeechSpan

MAX_PARAGRAPHS_APART = 2
"""How many paragraphs apart a lead and speech, or two pieces of speech, still belong together."""
MAX_SPANS_BETWEEN = 5
"""Over how many spans a colon, or an attribution behind dashed paragraphs, is looked for."""


class Quotation(NamedTuple):
    """Speech, in one or several spans, with what the text says of its speaker."""

    spans: tuple[SpeechSpan, ...]
    attribution: Attribution | None
    """What stands right behind it: »siger Ib Bo«."""
    lead: LeadingAttribution | None
    """Whom the words right before it are about."""
    has_colon_before: bool
    """Whether those words end in a colon."""
    reported: tuple[Mention, ...]
    """Who is named below it, as in »Det siger Ib Bo«, or in a signature."""
    position: int
    """Where its attribution stands. »han« means somebody mentioned before that."""
    is_asked: bool = False
    """Whether nothing else stands in its paragraph, and the one before it is a question."""

    @property
    def is_attributed(self) -> bool:
        """Whether the words after the quotation name a speaker."""
        return self.attribution is not None and bool(self.attribution.speakers)

    @property
    def is_led(self) -> bool:
        """Whether the words before the quotation name a person and end in a colon."""
        return self.has_colon_before and self.names_in_lead

    @property
    def names_in_lead(self) -> bool:
        """Whether the words before the quotation name a person."""
        return self.lead is not None and bool(self.lead.speakers)


def quotation_at(spans: Sequence[SpeechSpan], i: int, names: NameIndex) -> Quotation:
    """Span number `i` as a quotation of its own."""
    behind = attribution_behind(spans, i, names)
    is_attributed = behind is not None and bool(behind.speakers)
    lead, has_colon = _lead(spans, i, names)
    if not has_colon and spans[i].begins_paragraph and not is_attributed:
        distant = _distant_lead(spans, i, names)
        lead, has_colon = (distant, True) if distant else (lead, False)
    reported = () if is_attributed else _reported_below(spans, i, names)
    position = spans[i + 1].start if behind else spans[i].start
    return Quotation((spans[i],), behind, lead, has_colon, reported, position, _is_asked(spans, i))


def _is_asked(spans: Sequence[SpeechSpan], i: int) -> bool:
    """Whether span number `i` is a paragraph of its own below a question that is no speech."""
    if i == 0 or not (spans[i].begins_paragraph and spans[i].ends_paragraph):
        return False
    asked = spans[i - 1]
    ends = bool(asked.tokens) and asked.tokens[-1].text == "?"
    return ends and asked.paragraph == spans[i].paragraph - 1


def _ends_in_colon(span: SpeechSpan) -> bool:
    return bool(span.tokens) and span.tokens[-1].text == ":"


def _text_behind(spans: Sequence[SpeechSpan], i: int) -> SpeechSpan | None:
    """The text right behind span number `i`."""
    return spans[i + 1] if i + 1 < len(spans) and not spans[i + 1].is_speech else None


def _lead(spans: Sequence[SpeechSpan], i: int, names: NameIndex) -> tuple[LeadingAttribution | None, bool]:
    """Whom the text right before span number `i` is about, and whether it ends in a colon."""
    if i == 0 or spans[i - 1].is_speech:
        return None, False
    span, ahead = spans[i], spans[i - 1]
    if ahead.paragraph != span.paragraph and not (
        span.begins_paragraph and ahead.paragraph >= span.paragraph - MAX_PARAGRAPHS_APART
    ):
        return None, False
    return leading_attribution(ahead.tokens, names), _ends_in_colon(ahead)


def _distant_lead(spans: Sequence[SpeechSpan], i: int, names: NameIndex) -> LeadingAttribution | None:
    """The lead that ends in a colon before a box or a heading that has come between it and span number `i`."""
    for ahead in reversed(spans[max(i - MAX_SPANS_BETWEEN, 0) : max(i, 0)]):
        if ahead.is_speech:
            return None
        if _ends_in_colon(ahead):
            lead = leading_attribution(ahead.tokens, names)
            return lead if lead.has_speech_verb and lead.speakers else None
    return None


def names_speaker(spans: Sequence[SpeechSpan], i: int, names: NameIndex) -> bool:
    """Whether an attribution or a verb of saying before a colon says that span number `i` is speech."""
    is_led = i > 0 and _ends_in_colon(spans[i - 1]) and leading_attribution(spans[i - 1].tokens, names).has_speech_verb
    return is_led or attribution_behind(spans, i, names) is not None


def attribution_behind(spans: Sequence[SpeechSpan], i: int, names: NameIndex) -> Attribution | None:
    """The attribution or signature right behind span number `i`, in its own paragraph."""
    behind = _text_behind(spans, i)
    if behind is None or behind.paragraph != spans[i].paragraph:
        return None
    clause = attribution(behind.tokens, 0, names)
    signed = signature(behind.tokens, names) if clause is None else ()
    return Attribution(signed, False, signed[-1].end) if signed else clause


def _reported_below(spans: Sequence[SpeechSpan], i: int, names: NameIndex) -> tuple[Mention, ...]:
    """Who is named in the next paragraph: »Det siger NAVN, …«, or by a signature."""
    behind = _text_behind(spans, i)
    if behind is None or not spans[i].ends_paragraph or behind.paragraph <= spans[i].paragraph:
        return ()
    signed = signature(behind.tokens, names)
    if signed:
        return signed
    clause = attribution(behind.tokens, 0, names)
    is_of_next = clause is not None and clause.leads_on and _ends_in_colon(behind)
    return clause.speakers if clause and clause.has_speech_verb and not is_of_next else ()
