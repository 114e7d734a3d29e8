"""Everybody whom a text mentions, with the jobs that it gives them, wherever it does so."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.coreference import People, StatedJob, best_job
from hjemsite.importer.extract.jobs import NO_JOB, Job
from hjemsite.importer.extract.leading_attribution import people_mentioned
from hjemsite.importer.extract.mentions import Form, Mention, person_at
from hjemsite.importer.extract.named_people import named_people
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import NameIndex, is_acronym, is_organisation_word, person_end
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.stated_jobs import (
    FILLS_VACANCY,
    SUCCEEDING_VERBS,
    is_of_many,
    is_of_today,
    job_of_pronoun,
    job_of_sentence,
    job_stated,
    job_taken,
    office_of_sentence,
    vacancy,
    vacancy_filled,
)
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of, tokens

_MIN_HOUSE = 4
"""How many letters »mejeri« of »På mejeriet« has at least."""
_MAX_OPENING = 30
"""Within how many tokens of a sentence that fills a vacancy the name stands."""
_MAX_BEFORE_NAME = 12
"""How many characters stand before the name at most that a sentence begins with: »47-årige «."""
_OF_MANY_RANK = 10
"""What is added to the rank of »En af værterne er Ib Bo«: what else somebody is said to be goes before."""
_BODY_RANK, _ASIDE_RANK = 1, 3
"""The rank of a job (see `StatedJob`) in the body, and in captions and contacts."""


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
    early: list[Mention] = []
    for number, paragraph in enumerate(paragraphs):
        for span in by_paragraph.get(number, ()):
            named = list(named_people(span.tokens, names))
            _add_mentions(people, span.tokens, named, names, _BODY_RANK, can_speak=paragraph.part is Part.BODY)
            if paragraph.part is Part.BODY:
                mentioned = list(people_mentioned(span.tokens, named, names))
                _add_short_mentions(people, mentioned)
                _add_pronoun_jobs(people, span.tokens, names, _BODY_RANK)
                early += [mention for mention in mentioned if mention.form is Form.FIRST and not people.knows(mention)]
            _add_appointment(people, before, span.tokens, names)
            before = span.tokens
        if number not in by_paragraph:
            words = tokens(plain, *paragraph.segment)
            _add_mentions(people, words, named_people(words, names), names, _ASIDE_RANK, can_speak=False)
            if paragraph.part is Part.CONTACT:
                _add_listed(people, words, names)
    for mention in early:
        # »Det var Eva, der …«, whom only a caption further down names in full.
        person = people.resolve(mention, mention.name.start) if people.knows(mention) else None
        if person is not None:
            people.add_mention(person, mention.name.start)
    return people


def _add_listed(people: People, words: Sequence[Token], names: NameIndex) -> None:
    """Add the job of whoever is listed behind an organisation and a colon: »Nøglen: Direktør Ib Bo, 12 34 56 78«."""
    end = organisation_end(words, 0, names)
    listed = person_at(words, end + 1, names) if 0 < end < len(words) - 1 and words[end].text == ":" else None
    is_named = any(is_organisation_word(word.text) or is_acronym(word.text) for word in words[:end])
    if listed and is_named and not listed.job.organisation:
        job = listed.job._replace(organisation=segment_of(words, TokenRange(0, end)))
        person = people.add(listed._replace(job=NO_JOB), _ASIDE_RANK)
        people.add_job(person, StatedJob(_ASIDE_RANK, words[0].start, job))


def _add_mentions(
    people: People, words: Sequence[Token], named: Iterable[Mention], names: NameIndex, rank: int, *, can_speak: bool
) -> None:
    """Add those named in a span of text, and their jobs; the mentions too, if those who are mentioned `can_speak`."""
    parts = sentences(words)
    for bare in named:
        mention = _with_sentence_organisation(words, parts, bare, names)
        position = mention.name.start
        if mention.form is Form.FIRST and not people.knows(mention) and _is_named_later(people, mention, names):
            continue
        person = people.add(mention, rank) if mention.form is Form.NAME else people.resolve(mention, position)
        if person is None:
            continue
        start = parts[bisect_left(parts, mention.end, key=lambda part: part[1])][0]
        filled = vacancy_filled(words, start, names) if words[start].start >= position - _MAX_BEFORE_NAME else None
        if filled and filled.title:
            people.add_job(person, StatedJob(0, position, filled))
        for job, more in _jobs_of_sentence(people, words, mention, names):
            people.add_job(person, StatedJob(rank + more, position, job))
        if can_speak:
            people.add_mention(person, position)


def _is_named_later(people: People, mention: Mention, names: NameIndex) -> bool:
    """Whether a given name is that of one person whom the text, so far read, has not named in full: in a caption."""
    return people.words_at(mention.name).casefold() in names.single


def _jobs_of_sentence(
    people: People, words: Sequence[Token], mention: Mention, names: NameIndex
) -> Iterator[tuple[Job, int]]:
    """The jobs that the sentence of a mention gives somebody elsewhere than beside the name, with what to add to ranks.

    The last is less direct, and holds only where the others have no title.
    """
    office = office_of_sentence(words, mention, names)
    if office:
        yield office, -1
    stated = job_taken(words, mention.end, names) or job_stated(words, mention, names)
    if stated:
        yield stated, 1
    is_given = bool(stated.title or office)
    indirect = NO_JOB if is_given else job_of_sentence(words, mention, names) or _post_left(people, words, mention)
    if indirect:
        yield indirect, 2 + _OF_MANY_RANK * is_of_many(words, mention)


def _post_left(people: People, words: Sequence[Token], mention: Mention) -> Job:
    """Where somebody works whom the last one mentioned follows: »Hun afløser Ib Bo«; else `NO_JOB`."""
    i = bisect_left(words, mention.name.start, key=lambda word: word.start)
    successor = people.last_before(words[i].start) if i and words[i - 1].folded in SUCCEEDING_VERBS else None
    post = best_job(people.persons[successor].jobs) if successor is not None and not mention.job else NO_JOB
    return Job((), post.organisation, is_combined=True) if post.organisation else NO_JOB


def _add_short_mentions(people: People, mentioned: Sequence[Mention]) -> None:
    """Add the mentions of those whom a title or a given name alone means: »Direktøren håber, at … Hun …«, »Ib …«."""
    for mention in mentioned:
        position = mention.name.start
        is_short = mention.form is Form.TITLE or (mention.form is Form.FIRST and people.knows(mention))
        person = people.resolve(mention, position) if is_short else None
        if person is not None:
            people.add_mention(person, position)


def _add_pronoun_jobs(people: People, words: Sequence[Token], names: NameIndex, rank: int) -> None:
    """Add the jobs of »Han er tillidsmand på Nordby Sygehus« to those whom the pronouns mean."""
    for start, _ in sentences(words):
        stated = job_of_pronoun(words, start, names)
        position = words[start].start
        person = people.resolve(stated[0], position) if stated else None
        if stated and person is not None:
            is_now = is_of_today(words, start)
            job = stated[1]._replace(is_secondary=bool(stated[1].title) and not is_now)
            people.add_job(person, StatedJob(rank + (not is_now), position, job))


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
    if _is_house_of_title(words, start, mention, names):
        noun = Segment(words[start + 1].start, words[start + 1].end)
        return mention._replace(job=mention.job._replace(owner=mention.job.owner or noun))
    if words[start].text not in ("I", "Hos", "Ved"):
        return mention
    run = words[start + 1 : organisation_end(words, start + 1, names)]
    is_named = len(run) > 1 and words[start].text == "Hos" and person_end(words, start + 1, names) == start + 1
    is_organisation = is_named or any(is_organisation_word(word.text) or is_acronym(word.text) for word in run)
    is_before = start + 1 + len(run) < mention.end
    return _employed_by(mention, run) if is_organisation and is_before else mention


def _is_house_of_title(words: Sequence[Token], start: int, mention: Mention, names: NameIndex) -> bool:
    """Whether a sentence begins »På mejeriet er direktør Ib Bo«, and the text names such a house: »Nordby Mejeri«."""
    if words[start].text not in ("I", "Hos", "Ved", "På") or start + 3 >= len(words):
        return False
    noun, title = words[start + 1], words[start + 3]
    stem = stem_of(noun.folded)
    is_house = noun.kind is Kind.SMALL and len(stem) >= _MIN_HOUSE and noun.folded.endswith(("en", "et"))
    is_beside = title.start == mention.job.title[0].start
    return is_house and is_beside and stem in names.heads


def _employed_by(mention: Mention, organisation: Sequence[Token]) -> Mention:
    segment = Segment(organisation[0].start, organisation[-1].end)
    return mention._replace(job=mention.job._replace(organisation=segment))


def _add_appointment(people: People, before: Sequence[Token], words: Sequence[Token], names: NameIndex) -> None:
    """Give the job that a sentence fills to the one whom the next sentence names: »Det blev Torben Askholm«."""
    if tuple(token.folded for token in words[:2]) not in FILLS_VACANCY:
        return
    vacant = vacancy(before, names)
    first = next(named_people(words[:_MAX_OPENING], names), None)
    if vacant.title and first:
        people.add_job(people.add(first, 0), StatedJob(0, first.name.start, vacant))
