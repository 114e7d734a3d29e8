"""Each quotation given its speaker, from the surest sign to the weakest, and each speaker a post.

An inquit with a full name is certain; »han«, a title or a lead that ends in a colon is likely; the rest is doubtful.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.coreference import People, Person
from hjemsite.importer.extract.jobs import Job, job
from hjemsite.importer.extract.mentions import (
    FILLING,
    Form,
    Mention,
    all_named,
    becomes,
    pronoun_told_to_be,
    told_to_be,
)
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import Known, is_acronym, is_organisation_word
from hjemsite.importer.extract.quotations import Quotation
from hjemsite.importer.extract.result import Confidence, Paragraph, Part, Segment
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.tokens import Kind, Token, tokens

_NEAR = 3
"""How many paragraphs on somebody is still taken to be speaking."""


class AttributedQuote(NamedTuple):
    """A quotation and who said it. `form` is how the speaker was named there."""

    quotation: Quotation
    speakers: tuple[Person, ...]
    confidence: Confidence
    name: tuple[str, ...]


def collect_people(plain: str, paragraphs: Sequence[Paragraph], pieces: Sequence[SpeechSpan], known: Known) -> People:
    """Everybody the release names outside quotations. Who stands in captions and contacts has a post, but no turn."""
    people = People(plain)
    before: Sequence[Token] = ()
    by_paragraph: dict[int, list[SpeechSpan]] = {}
    for piece in pieces:
        by_paragraph.setdefault(piece.paragraph, []).append(piece)
    for number, paragraph in enumerate(paragraphs):
        if number in by_paragraph:
            for piece in by_paragraph[number]:
                _note(people, piece.tokens, known, 1, paragraph.part is Part.BODY)
                _apply_appointment(people, before, piece.tokens, known)
                before = piece.tokens
        else:
            _note(people, tokens(plain, *paragraph.segment), known, 3, False)
    return people


_IT_BECAME = (("det", "blev"), ("det", "bliver"), ("valget", "faldt"))


def _appointment(words: Sequence[Token], known: Known) -> Job:
    """A post that a sentence says is filled, without saying by whom: »Ring 8 har valgt ny formand«."""
    for start, end in sentences(words)[-1:]:
        for i in range(start, end):
            if words[i].folded not in FILLING:
                continue
            found, _ = job(words, i + 1, known)
            if found.title and words[i + 1].folded in ("ny", "nye", "en", "sin"):
                stop = organisation_end(words, start, known)
                if words[start].kind is Kind.CAPITAL and stop > start:
                    place = Segment(words[start].start, words[stop - 1].end)
                    return found._replace(organisation=found.organisation or place)
                return found
    return Job()


def _apply_appointment(people: People, before: Sequence[Token], words: Sequence[Token], known: Known) -> None:
    """Give the post that a sentence fills to the one whom the next sentence names: »Det blev Torben Askholm«."""
    if tuple(token.folded for token in words[:2]) not in _IT_BECAME:
        return
    vacancy = _appointment(before, known)
    first = next(all_named(words[:30], known), None)
    if vacancy.title and first:
        people.add(first, 0).posts.append((0, first.name.start, vacancy))


def _note(people: People, words: Sequence[Token], known: Known, rank: int, turn: bool) -> None:
    parts = sentences(words)
    for mention in all_named(words, known):
        mention = _set_in(words, parts, mention, known)
        person = people.add(mention, rank) if mention.form is Form.NAME else people.resolve(mention, mention.name.start)
        if person is None:
            continue
        later = becomes(words, mention.after, known) or told_to_be(words, mention, known)
        if later:
            person.posts.append((rank + 1, mention.name.start, later))
        if turn:
            people.resolve_mention(person, mention.name.start)
    for start, _ in parts if turn else ():
        told = pronoun_told_to_be(words, start, known)
        who = told and people.resolve(told[0], words[start].start)
        if told and who:
            who.posts.append((rank + 1, words[start].start, told[1]._replace(beside=True)))


def _set_in(words: Sequence[Token], parts: Sequence[tuple[int, int]], mention: Mention, known: Known) -> Mention:
    """The mention with the organisation that its sentence begins with: »I Fonden Nøglen er direktør Ib Bo glad«,
    »Nøglen ved direktør Ib Bo skriver«.
    """
    if not mention.post.title or mention.post.organisation:
        return mention
    start = parts[bisect_left(parts, mention.after, key=lambda part: part[1])][0]
    end = organisation_end(words, start, known)
    if end > start and words[end].folded == "ved" and words[end + 1].start == mention.post.title[0].start:
        place = Segment(words[start].start, words[end - 1].end)
        return mention._replace(post=mention.post._replace(organisation=place))
    if words[start].text not in ("I", "Hos", "Ved"):
        return mention
    end = organisation_end(words, start + 1, known)
    named = any(is_organisation_word(one.text) or is_acronym(one.text) for one in words[start + 1 : end])
    if not named or end >= mention.after:
        return mention
    place = Segment(words[start + 1].start, words[end - 1].end)
    return mention._replace(post=mention.post._replace(organisation=place))


def attribute(quotations: Sequence[Quotation], people: People) -> list[AttributedQuote]:
    """Who says what, in order."""
    found: list[AttributedQuote] = []
    waiting: list[int] = []
    for quotation in quotations:
        previous = found[-1] if found else None
        one = _speaker(quotation, people, previous)
        if not one.speakers:
            if not quotation.after:
                waiting.append(len(found))
        else:
            for person in one.speakers:
                people.resolve_mention(person, quotation.place)
            if (
                waiting
                and waiting[-1] == len(found) - 1
                and _adjoins(found[-1].quotation, quotation)
                and one.quotation.after
            ):
                found[-1] = found[-1]._replace(speakers=one.speakers, confidence=Confidence.DOUBTFUL, name=one.name)
        found.append(one)
    return found


def _adjoins(one: Quotation, other: Quotation) -> bool:
    return other.pieces[0].paragraph - one.pieces[-1].paragraph == 1


def _speaker(quotation: Quotation, people: People, previous: AttributedQuote | None) -> AttributedQuote:
    after = quotation.after
    named = _named_ahead(quotation, people)
    if named:
        return AttributedQuote(quotation, (named,), Confidence.LIKELY, ())
    if after and after.who:
        speakers = _resolved(after.who, people, quotation.place)
        if speakers:
            sure = all(mention.form is Form.NAME for mention in after.who)
            return AttributedQuote(
                quotation, speakers, Confidence.CERTAIN if sure else Confidence.LIKELY, _names(after.who, people)
            )
    before = quotation.before
    if before and quotation.colon and before.who:
        speakers = _resolved(before.who, people, before.who[0].name.start)
        if speakers:
            return AttributedQuote(quotation, speakers, Confidence.LIKELY, _names(before.who, people))
    if quotation.report:
        speakers = _resolved(quotation.report, people, quotation.place)
        if speakers:
            return AttributedQuote(quotation, speakers, Confidence.LIKELY, _names(quotation.report, people))
    nobody = after and after.sure and not after.who and not after.echo
    if nobody and not (before and before.who and quotation.colon):
        return AttributedQuote(quotation, (), Confidence.DOUBTFUL, ())
    if before and before.who:
        speakers = _resolved(before.who, people, before.who[0].name.start)
        if speakers:
            sure = before.said and all(mention.form is Form.NAME for mention in before.who)
            confidence = Confidence.LIKELY if sure else Confidence.DOUBTFUL
            return AttributedQuote(quotation, speakers, confidence, _names(before.who, people))
    if (
        previous
        and previous.speakers
        and quotation.pieces[0].paragraph - previous.quotation.pieces[-1].paragraph < _NEAR
    ):
        return AttributedQuote(quotation, previous.speakers, Confidence.DOUBTFUL, ())
    return AttributedQuote(quotation, (), Confidence.DOUBTFUL, ())


def _named_ahead(quotation: Quotation, people: People) -> Person | None:
    """The one whom a lead names when the inquit gives only a title: »… Ditte Wium: »…,« lyder det fra direktøren«."""
    after, before = quotation.after, quotation.before
    if not (after and before and quotation.colon and len(after.who) == len(before.who) == 1):
        return None
    if after.who[0].form is not Form.TITLE or before.who[0].form is not Form.NAME:
        return None
    person = people.resolve(before.who[0], before.who[0].name.start)
    if person:
        person.posts.append((-1, quotation.place, after.who[0].post))
    return person


def _resolved(who: Sequence[Mention], people: People, place: int) -> tuple[Person, ...]:
    if who and who[0].form is Form.PAIR:
        return people.pair(place)
    found = [people.resolve(mention, place) for mention in who]
    return tuple(dict.fromkeys(person for person in found if person))


def _names(who: Sequence[Mention], people: People) -> tuple[str, ...]:
    return tuple(people.name(mention.name) for mention in who if mention.form is Form.NAME)
