"""Who says each quotation, by the surest sign that the text gives.

An attribution with a full name is certain. »han«, a title, or a lead that ends in a colon is likely. The rest is
doubtful. The signs are a table of rules, and the first that finds somebody decides.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hjemsite.importer.extract.attribution import people_mentioned, sentences
from hjemsite.importer.extract.coreference import People, PersonId, StatedJob
from hjemsite.importer.extract.mentions import Form, Mention
from hjemsite.importer.extract.named_people import named_people
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import NameIndex, is_acronym, is_organisation_word, person_end
from hjemsite.importer.extract.quotation_context import Quotation
from hjemsite.importer.extract.result import Confidence, Paragraph, Part, Segment
from hjemsite.importer.extract.speech_spans import SpeechSpan, SpeechStyle
from hjemsite.importer.extract.stated_jobs import (
    job_of_pronoun,
    job_of_sentence,
    job_stated,
    job_taken,
    vacancy,
    vacancy_filled,
)
from hjemsite.importer.extract.tokens import Token, tokens

_MAX_PARAGRAPHS_ON = 3
"""From so many paragraphs after a quotation on, its speaker is not taken to go on speaking."""
_MAX_OPENING = 30
"""Within how many tokens of a sentence that fills a vacancy the name stands."""
_MAX_BEFORE_NAME = 12
"""How many characters stand before the name at most that a sentence begins with: »47-årige «."""
_BODY_RANK, _ASIDE_RANK, _LEAD_RANK = 1, 3, -1
"""The rank of a job (see `StatedJob`) in the body, in captions and contacts, and as the title in an attribution."""


class AttributedQuote(NamedTuple):
    """A quotation and who says it. `printed_names` are the full names with which the speakers are named there."""

    quotation: Quotation
    speakers: tuple[PersonId, ...] = ()
    confidence: Confidence = Confidence.DOUBTFUL
    printed_names: tuple[str, ...] = ()


def collect_people(
    plain: str, paragraphs: Sequence[Paragraph], spans: Sequence[SpeechSpan], names: NameIndex
) -> People:
    """Everybody whom the text mentions outside quotations, with their jobs.

    Only mentions in the body count for »han« and »hun«; captions and contacts give nothing but jobs.
    """
    people = People(plain)
    by_paragraph: dict[int, list[SpeechSpan]] = {}
    for span in spans:
        by_paragraph.setdefault(span.paragraph, []).append(span)
    before: Sequence[Token] = ()
    for number, paragraph in enumerate(paragraphs):
        for span in by_paragraph.get(number, ()):
            _add_mentions(people, span.tokens, names, _BODY_RANK, can_speak=paragraph.part is Part.BODY)
            _add_appointment(people, before, span.tokens, names)
            before = span.tokens
        if number not in by_paragraph:
            words = tokens(plain, *paragraph.segment)
            _add_mentions(people, words, names, _ASIDE_RANK, can_speak=False)
    return people


def _add_mentions(people: People, words: Sequence[Token], names: NameIndex, rank: int, *, can_speak: bool) -> None:
    """Add the people in a span of text, and their jobs; the mentions too, if those who are mentioned `can_speak`."""
    parts = sentences(words)
    for bare in named_people(words, names):
        mention = _with_sentence_organisation(words, parts, bare, names)
        position = mention.name.start
        person = people.add(mention, rank) if mention.form is Form.NAME else people.resolve(mention, position)
        if person is None:
            continue
        start = parts[bisect_left(parts, mention.end, key=lambda part: part[1])][0]
        filled = vacancy_filled(words, start, names) if words[start].start >= position - _MAX_BEFORE_NAME else None
        if filled and filled.title:
            people.add_job(person, StatedJob(0, position, filled))
        stated = job_taken(words, mention.end, names) or job_stated(words, mention, names)
        if stated:
            people.add_job(person, StatedJob(rank + 1, position, stated))
        elif indirect := job_of_sentence(words, mention, names):
            people.add_job(person, StatedJob(rank + 2, position, indirect))
        if can_speak:
            people.add_mention(person, position)
    if can_speak:
        _add_titles_alone(people, words, names)
        _add_pronoun_jobs(people, words, parts, names, rank)


def _add_titles_alone(people: People, words: Sequence[Token], names: NameIndex) -> None:
    """Add the mentions of those whom a title alone means: »Direktøren håber, at flere følger efter. Hun …«."""
    for mention in people_mentioned(words, names):
        position = mention.name.start
        person = people.resolve(mention, position) if mention.form is Form.TITLE else None
        if person is not None:
            people.add_mention(person, position)


def _add_pronoun_jobs(
    people: People, words: Sequence[Token], parts: Sequence[tuple[int, int]], names: NameIndex, rank: int
) -> None:
    """Add the jobs of »Han er tillidsmand på Nordby Sygehus« to those whom the pronouns mean."""
    for start, _ in parts:
        stated = job_of_pronoun(words, start, names)
        position = words[start].start
        person = people.resolve(stated[0], position) if stated else None
        if stated and person is not None:
            people.add_job(
                person, StatedJob(rank + 1, position, stated[1]._replace(is_secondary=bool(stated[1].title)))
            )


def _with_sentence_organisation(
    words: Sequence[Token], parts: Sequence[tuple[int, int]], mention: Mention, names: NameIndex
) -> Mention:
    """The mention with the organisation that its sentence begins with, when the job beside it has none.

    »I Fonden Nøglen er direktør Ib Bo glad«, »Nøglen ved direktør Ib Bo skriver«.
    """
    if not mention.job.title or mention.job.organisation:
        return mention
    start = parts[bisect_left(parts, mention.end, key=lambda part: part[1])][0]
    end = organisation_end(words, start, names)
    is_beside = end + 1 < len(words) and words[end + 1].start == mention.job.title[0].start
    if end > start and is_beside and words[end].folded == "ved":
        return _employed_by(mention, words[start:end])
    if words[start].text not in ("I", "Hos", "Ved"):
        return mention
    run = words[start + 1 : organisation_end(words, start + 1, names)]
    is_named = len(run) > 1 and words[start].text == "Hos" and person_end(words, start + 1, names) == start + 1
    is_organisation = is_named or any(is_organisation_word(word.text) or is_acronym(word.text) for word in run)
    is_before = start + 1 + len(run) < mention.end
    return _employed_by(mention, run) if is_organisation and is_before else mention


def _employed_by(mention: Mention, organisation: Sequence[Token]) -> Mention:
    segment = Segment(organisation[0].start, organisation[-1].end)
    return mention._replace(job=mention.job._replace(organisation=segment))


_FILLS_VACANCY = frozenset(
    {("det", "blev"), ("det", "bliver"), ("valget", "faldt"), ("hun", "hedder"), ("han", "hedder")}
)
"""How a sentence begins that names whoever got the job in the sentence before."""


def _add_appointment(people: People, before: Sequence[Token], words: Sequence[Token], names: NameIndex) -> None:
    """Give the job that a sentence fills to the one whom the next sentence names: »Det blev Torben Askholm«."""
    if tuple(token.folded for token in words[:2]) not in _FILLS_VACANCY:
        return
    vacant = vacancy(before, names)
    first = next(named_people(words[:_MAX_OPENING], names), None)
    if vacant.title and first:
        people.add_job(people.add(first, 0), StatedJob(0, first.name.start, vacant))


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


def _is_interviewed(quotation: Quotation, people: People, _: AttributedQuote | None) -> AttributedQuote | None:
    """An answer in an interview: by whoever is named first in the text."""
    if quotation.spans[0].style is not SpeechStyle.ANSWER:
        return None
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
    """Whoever spoke last, a few paragraphs before at most."""
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
        speakers = people.last_two_before(position)
    else:
        found = [people.resolve(mention, position) for mention in mentions]
        speakers = tuple(dict.fromkeys(person for person in found if person is not None))
    names = tuple(people.words_at(mention.name) for mention in mentions if mention.form is Form.NAME)
    return AttributedQuote(quotation, speakers, confidence, names) if speakers else None


def _are_full_names(mentions: Sequence[Mention]) -> bool:
    return all(mention.form is Form.NAME for mention in mentions)


def _position_of(mentions: Sequence[Mention]) -> int:
    return mentions[0].name.start if mentions else 0
