"""Who says each quotation, by the surest sign that the text gives.

An attribution with a full name is certain. »han«, a title, or a lead that ends in a colon is likely. The rest is
doubtful. The signs are a table of rules, and the first that finds somebody decides.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hjemsite.importer.extract.coreference import People, PersonId, StatedJob
from hjemsite.importer.extract.mentions import Form, Mention
from hjemsite.importer.extract.quotation_context import Quotation
from hjemsite.importer.extract.result import Confidence
from hjemsite.importer.extract.speech_spans import SpeechStyle

_MAX_PARAGRAPHS_ON = 3
"""From so many paragraphs after a quotation on, its speaker is not taken to go on speaking."""
_LEAD_RANK = -1
"""The rank of a job (see `StatedJob`) as the title in an attribution."""


class AttributedQuote(NamedTuple):
    """A quotation and who says it. `printed_names` are the full names with which the speakers are named there."""

    quotation: Quotation
    speakers: tuple[PersonId, ...] = ()
    confidence: Confidence = Confidence.DOUBTFUL
    printed_names: tuple[str, ...] = ()


def attribute(quotations: Sequence[Quotation], people: People) -> list[AttributedQuote]:
    """Who says each quotation, in order. People who are first met as speakers are added to `people`."""
    attributed: list[AttributedQuote] = []
    for quotation in quotations:
        previous = attributed[-1] if attributed else None
        quote = _attributed(quotation, people, previous)
        for person in quote.speakers:
            people.add_mention(person, quotation.position)
        if previous and _answers_for(quote, previous):
            attributed[-1] = quote._replace(quotation=previous.quotation, confidence=Confidence.DOUBTFUL)
        attributed.append(quote)
    return attributed


def _answers_for(quote: AttributedQuote, previous: AttributedQuote) -> bool:
    """Whether the attribution of a quotation holds for the one right before it, too, which has none."""
    is_open = not previous.speakers and not previous.quotation.attribution
    gap = quote.quotation.spans[0].paragraph - previous.quotation.spans[-1].paragraph
    return is_open and gap == 1 and bool(quote.speakers) and quote.quotation.attribution is not None


def _attributed(quotation: Quotation, people: People, previous: AttributedQuote | None) -> AttributedQuote:
    """The quotation with the speakers that the first rule finds which fits it."""
    answers = (rule(quotation, people, previous) for rule in _RULES)
    return next((answer for answer in answers if answer), AttributedQuote(quotation))


def _is_interviewed(quotation: Quotation, people: People, previous: AttributedQuote | None) -> AttributedQuote | None:
    """An answer in an interview: by whoever speaks, or is named first in the text."""
    is_answer = quotation.spans[0].style is SpeechStyle.ANSWER
    if not is_answer and (quotation.attribution or quotation.reported or not quotation.is_asked):
        return None
    if not is_answer and previous and previous.speakers:
        return AttributedQuote(quotation, previous.speakers)
    person = people.first_before(quotation.position)
    return AttributedQuote(quotation) if person is None else AttributedQuote(quotation, (person,))


def _named_in_lead(quotation: Quotation, people: People, _: AttributedQuote | None) -> AttributedQuote | None:
    """The lead names somebody and the attribution a title: »… Ditte Wium: »…,« lyder det fra direktøren«."""
    attribution, lead = quotation.attribution, quotation.lead
    if not (attribution and lead and quotation.has_colon_before):
        return None
    if [mention.form for mention in attribution.speakers] != [Form.TITLE]:
        return None
    if [mention.form for mention in lead.speakers] != [Form.NAME]:
        return None
    person = people.add(lead.speakers[0], 0)
    if not people.has_title(person, attribution.speakers[0]):
        people.add_job(person, StatedJob(_LEAD_RANK, quotation.position, attribution.speakers[0].job))
    return AttributedQuote(quotation, (person,), Confidence.LIKELY)


def _in_attribution(quotation: Quotation, people: People, _: AttributedQuote | None) -> AttributedQuote | None:
    """The attribution says who: »…,« siger Ib Bo."""
    mentions = quotation.attribution.speakers if quotation.attribution else ()
    confidence = Confidence.CERTAIN if _are_full_names(mentions) else Confidence.LIKELY
    return _resolved(quotation, mentions, people, quotation.position, confidence)


def _before_colon(quotation: Quotation, people: People, _: AttributedQuote | None) -> AttributedQuote | None:
    """The words that lead up to it end in a colon: »Ib Bo er glad:«."""
    mentions = quotation.lead.speakers if quotation.lead and quotation.has_colon_before else ()
    return _resolved(quotation, mentions, people, _position_of(mentions), Confidence.LIKELY)


def _reported_below(quotation: Quotation, people: People, _: AttributedQuote | None) -> AttributedQuote | None:
    """The next paragraph says who: »Det siger Ib Bo«, or a signature."""
    return _resolved(quotation, quotation.reported, people, quotation.position, Confidence.LIKELY)


def _said_by_nobody(quotation: Quotation, _: People, __: AttributedQuote | None) -> AttributedQuote | None:
    """The attribution names no person: »…,« lyder det i en pressemeddelelse. No later rule may guess one."""
    attribution, lead = quotation.attribution, quotation.lead
    is_impersonal = (
        attribution and attribution.has_speech_verb and not attribution.speakers and not attribution.means_last_speaker
    )
    is_of_document = lead and lead.is_of_document and quotation.has_colon_before
    is_led = lead and lead.speakers and quotation.has_colon_before
    return AttributedQuote(quotation) if (is_impersonal or is_of_document) and not is_led else None


def _in_sentence_before(quotation: Quotation, people: People, _: AttributedQuote | None) -> AttributedQuote | None:
    """The sentence before it is about somebody: »Ib Bo er glad. »…«."""
    lead = quotation.lead
    mentions = lead.speakers if lead else ()
    is_speaking = lead and lead.has_speech_verb and _are_full_names(mentions)
    confidence = Confidence.LIKELY if is_speaking else Confidence.DOUBTFUL
    return _resolved(quotation, mentions, people, _position_of(mentions), confidence)


def _goes_on_speaking(quotation: Quotation, _: People, previous: AttributedQuote | None) -> AttributedQuote | None:
    """The quotation with the speakers of the one before it, if that is a few paragraphs away at most; else None."""
    if not previous or not previous.speakers:
        return None
    gap = quotation.spans[0].paragraph - previous.quotation.spans[-1].paragraph
    return AttributedQuote(quotation, previous.speakers) if gap < _MAX_PARAGRAPHS_ON else None


_Rule = Callable[[Quotation, People, AttributedQuote | None], AttributedQuote | None]
_RULES: tuple[_Rule, ...] = (
    _is_interviewed,
    _named_in_lead,
    _in_attribution,
    _before_colon,
    _reported_below,
    _said_by_nobody,
    _in_sentence_before,
    _goes_on_speaking,
)
"""From the surest to the weakest. Each gets the quotation, the people and the quotation before it."""


def _resolved(
    quotation: Quotation, mentions: Sequence[Mention], people: People, position: int, confidence: Confidence
) -> AttributedQuote | None:
    """The quotation, said by those whom the mentions mean at a position; None where they mean nobody."""
    if mentions and mentions[0].form is Form.PAIR:
        speakers = people.last_ones_before(position, people.words_at(mentions[0].name))
    else:
        persons = [people.resolve(mention, position) for mention in mentions]
        speakers = tuple(dict.fromkeys(person for person in persons if person is not None))
    names = tuple(people.words_at(mention.name) for mention in mentions if mention.form is Form.NAME)
    return AttributedQuote(quotation, speakers, confidence, names) if speakers else None


def _are_full_names(mentions: Sequence[Mention]) -> bool:
    return all(mention.form is Form.NAME for mention in mentions)


def _position_of(mentions: Sequence[Mention]) -> int:
    return mentions[0].name.start if mentions else 0
