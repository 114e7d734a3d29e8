"""Mentions of people: a name with the job around it, »han«, »direktøren«, a first name alone.

One grammar reads attributions (»siger administrerende direktør i AHL, Kent Bro«) and running text. Behind a verb of
saying it takes more for a name, because somebody must stand there; that is what `frame` means.
"""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from hjemsite.importer.extract.appositions import continues_title, job_after_name
from hjemsite.importer.extract.asides import behind_daily_job, behind_years, is_superior, skip_aside, with_degree
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.job_owners import genitive_owner, owner_segment
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at, job_from_title
from hjemsite.importer.extract.lexicon import (
    ADVERBS,
    BOARDS,
    KIN,
    NO_FIRST_NAMES,
    NOT_CAPITAL,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PRONOUNS,
)
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    MARKS,
    NameIndex,
    is_acronym,
    is_genitive,
    is_genitive_name,
    is_organisation_word,
    person_end,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.title_forms import is_acquaintance, is_plural_title
from hjemsite.importer.extract.titles import is_definite_title, skip_modifiers
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of, token_over, token_to
from hjemsite.importer.extract.unlisted_jobs import unlisted_job, with_unlisted_second_title
from hjemsite.importer.extract.workplaces import INDEPENDENT


class Form(Enum):
    """How a mention names somebody."""

    NAME = "name"
    FIRST = "first"
    """A given name alone."""
    PRONOUN = "pronoun"
    PAIR = "pair"
    """»de to«, »de tre borgmestre«: the last ones mentioned, or the last ones with that title."""
    TITLE = "title"
    """A title alone: »formanden«."""
    ORGANISATION = "organisation"


class Mention(NamedTuple):
    """A person, or an organisation, named in the text. `end` is the number of the token behind it."""

    form: Form
    name: Segment
    """The words that name them, without a job beside them."""
    job: Job
    end: int


COUNTS = {"to": 2, "tre": 3, "fire": 4}
"""How many people »de to« and the like are."""
_MIN_WORD = 6
"""How many letters a word has that may be a job, and is not »lille«."""
_EPITHET = re.compile(r"(?:ige?|ende|ede|te|ske|lle|øde)\Z")
"""How words end that say no job: »siger modige Ib«."""
_MOOD = re.compile(r"(?:et|rt|ende|igt?|ad|sk|lt|ed)\Z")
"""How adjectives end that tell how somebody speaks: »siger en rørt Ib Bo«."""


def mention_after_verb(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Who is mentioned right behind a verb of saying, from token `i` on; None where nobody is."""
    i = _skip_adverbs(tokens, i)
    if i >= len(tokens):
        return None
    if _is_kin(tokens, i):
        return Mention(Form.PRONOUN, Segment(tokens[i + 1].start, tokens[i + 1].end), NO_JOB, i + 2)
    if tokens[i].text in PRONOUNS or (tokens[i].text in OBJECT_PRONOUNS and tokens[i - 1].folded == "fra"):
        return Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)
    if tokens[i].folded == "de" and i + 1 < len(tokens) and tokens[i + 1].folded in COUNTS:
        end = i + 2 + (i + 2 < len(tokens) and is_plural_title(tokens[i + 2].folded))
        return Mention(Form.PAIR, Segment(tokens[i].start, tokens[end - 1].end), NO_JOB, end)
    return (
        person_at(tokens, i, names, frame=True)
        or _person_by_title(tokens, i, names)
        or _first_name_and_job(tokens, i, names)
        or _first_name_behind_word(tokens, i)
        or _organisation(tokens, i, names)
    )


def _is_kin(tokens: Sequence[Token], i: int) -> bool:
    """Whether »hans søster« without a name stands at token `i`: the last woman who is mentioned."""
    if i + 1 >= len(tokens) or tokens[i].folded not in POSSESSIVES or tokens[i + 1].folded not in KIN:
        return False
    return i + 2 >= len(tokens) or tokens[i + 2].text in ".!?"


def _first_name_and_job(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Somebody called by a given name alone, with the job behind it: »siger Ib, 2.g-elev«."""
    first = first_name(tokens, i)
    if first is None or first.job or tokens[i].text in MARKS:
        return first
    job, end = job_after_name(tokens, first.end, NO_JOB, names)
    return first._replace(job=job, end=end) if job.title else first


def _first_name_behind_word(tokens: Sequence[Token], i: int) -> Mention | None:
    """Somebody called by a given name alone behind what they are, which no table has: »siger ulveunge Ib på 9 år«."""
    is_word = tokens[i].kind is Kind.SMALL and len(tokens[i].text) >= _MIN_WORD
    first = first_name(tokens, i + 1) if is_word and i + 1 < len(tokens) and is_given(tokens[i + 1].text) else None
    is_job = not _EPITHET.search(tokens[i].folded)
    return first._replace(job=Job((Segment(tokens[i].start, tokens[i].end),))) if first and is_job else first


def _skip_adverbs(tokens: Sequence[Token], i: int) -> int:
    stop = i + 4
    while i < min(stop, len(tokens)) and tokens[i].folded in ADVERBS:
        i += 1
    return i


def person_at(tokens: Sequence[Token], i: int, names: NameIndex, frame: bool = False) -> Mention | None:
    """The person whose name, or the job before it, begins at token `i`; None where none does.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = "formand for Nøglens Venner, Ib Bo, er glad"
    >>> mention = person_at(tokens(text), 0, NameIndex())
    >>> text[slice(*mention.name)], text[slice(*mention.job.organisation)]
    ('Ib Bo', 'Nøglens Venner')
    """
    begin, _ = skip_modifiers(tokens, i)
    begin = _skip_mood(tokens, begin, names) if frame else begin
    end = person_end(tokens, begin, names, frame)
    if end > begin and not (frame and _is_owner(tokens, begin, end, names)):
        return _with_job_after(tokens, begin, end, NO_JOB, names)
    if is_superior(tokens, i) and job_at(tokens, i + 2, names)[0].title:
        return person_at(tokens, i + 2, names, frame)
    job, after = job_at(tokens, i, names)
    if not job and frame:
        job, after = unlisted_job(tokens, begin, names)
    if not job:
        return _person_of_organisation(tokens, begin, names) if frame else None
    return _person_behind_job(tokens, job, after, names, frame)


def _skip_mood(tokens: Sequence[Token], i: int, names: NameIndex) -> int:
    """The number of the token behind the adjectives of »siger en tydeligt rørt Ib Bo«; `i` where none stand there."""
    end = i
    while end < min(i + 2, len(tokens)) and tokens[end].kind is Kind.SMALL and _MOOD.search(tokens[end].text):
        end += 1
    is_mood = i > 0 and tokens[i - 1].text in ("en", "et") and person_end(tokens, end, names, frame=True) > end
    return end if is_mood else i


def _is_owner(tokens: Sequence[Token], start: int, end: int, names: NameIndex) -> bool:
    """Whether `tokens[start:end]` owns a job and is nobody's name for sure, as in »Fri af Gælds formand«."""
    owner = genitive_owner(tokens, start)
    return owner is not None and owner.end >= end and person_end(tokens, start, names) == start


def _person_behind_job(tokens: Sequence[Token], job: Job, i: int, names: NameIndex, frame: bool) -> Mention | None:
    """The person whose job ends before token `i`."""
    i += i < len(tokens) and tokens[i].folded in ("bag", "selv")
    i = behind_years(tokens, behind_daily_job(tokens, i, names))
    job, i = with_unlisted_second_title(tokens, job, i, names)
    job, i = with_degree(tokens, job, i)
    has_comma = i < len(tokens) and tokens[i].text == ","
    workplace = job.organisation or job.owner
    is_placed = tokens[i - 1].kind is not Kind.SHORT and workplace is not None
    is_owned = workplace is not None and bool(job.title) and workplace.end <= job.title[0].start
    start, job = skip_aside(tokens, i, job, names)
    start += has_comma
    # »direktør Ib Bo«, »direktør i Nøglen, Ib Bo« and »Nøglens direktør Ib Bo«, but seldom »direktør, Ib Bo«.
    end = person_end(tokens, start, names, frame=is_owned or has_comma == is_placed)
    if end > start:
        return _with_job_after(tokens, start, end, job, names)
    return _name_in_organisation(tokens, job, job.organisation, i, names) if frame and job.organisation else None


def _person_of_organisation(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """A person behind an organisation in the genitive: »siger Samaritternes Rasmus Elkær«."""
    for start in range(i + 1, min(i + 5, len(tokens))):
        if tokens[start - 1].kind is not Kind.CAPITAL:
            return None
        end = person_end(tokens, start, names)
        if end > start and is_given(tokens[start].text):
            mention = _with_job_after(tokens, start, end, NO_JOB, names)
            is_owner = is_genitive(tokens[start - 1].text) and not mention.job.organisation
            owner = owner_segment(tokens, TokenRange(i, start)) if is_owner else mention.job.organisation
            return mention._replace(job=mention.job._replace(organisation=owner))
    return None


def _name_in_organisation(
    tokens: Sequence[Token], job: Job, organisation: Segment, i: int, names: NameIndex
) -> Mention | None:
    """The last two words of an organisation before token `i`, where they must be the name that was looked for."""
    start = i - 2
    run = tokens[max(start, 0) : i]
    if start <= 0 or run[0].start <= organisation.start or any(token.kind is not Kind.CAPITAL for token in run):
        return None
    if any(is_organisation_word(token.text) or is_acronym(token.text) for token in run):
        return None
    if run[0].folded in NO_FIRST_NAMES:
        return None
    if tokens[start - 1].kind is Kind.SMALL or (i < len(tokens) and tokens[i].text == "("):
        return None
    shorter = job._replace(organisation=Segment(organisation.start, tokens[start - 1].end))
    return _with_job_after(tokens, start, i, shorter, names)


def _person_by_title(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Somebody called by a title alone: »direktøren«, »organisationens formand«, »formanden for Nøglen«."""
    job, end = job_at(tokens, i, names)
    if job.title:
        return Mention(Form.TITLE, job.title[0], job, end)
    begin, _ = skip_modifiers(tokens, i)
    for at in range(begin, min(begin + 3, len(tokens))):
        if is_definite_title(tokens[at]):
            job, end = job_from_title(tokens, begin, at + 1, names)
            return Mention(Form.TITLE, job.title[0], job, end)
        if tokens[at].kind is not Kind.SMALL:
            return None
    return None


def first_name(tokens: Sequence[Token], i: int) -> Mention | None:
    """Somebody called by a given name alone, perhaps in marks, since it is not the real one: siger »Maria«."""
    if tokens[i].text in MARKS and i + 2 < len(tokens) and tokens[i + 2].text in MARKS:
        inside = first_name(tokens[: i + 2], i + 1)
        return inside and inside._replace(end=i + 3)
    if tokens[i].kind is not Kind.CAPITAL or tokens[i].folded in NOT_CAPITAL or is_acronym(tokens[i].text):
        return None
    is_longer = i + 1 < len(tokens) and tokens[i + 1].kind is Kind.CAPITAL
    if is_longer or (not is_given(tokens[i].text) and is_organisation_word(tokens[i].text)):
        return None
    job = Job(owner=Segment(tokens[i + 2].start, tokens[i + 2].end)) if _is_of_board(tokens, i + 1) else NO_JOB
    return Mention(Form.FIRST, Segment(tokens[i].start, tokens[i].end), job, i + 1)


def _is_of_board(tokens: Sequence[Token], i: int) -> bool:
    """Whether »fra bestyrelsen« stands at token `i`, and means that of whoever sends the release."""
    return i + 1 < len(tokens) and tokens[i].folded == "fra" and tokens[i + 1].folded in BOARDS


def _organisation(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    end = organisation_end(tokens, i, names) if tokens[i].kind is Kind.CAPITAL else i
    return Mention(Form.ORGANISATION, segment_of(tokens, TokenRange(i, end)), NO_JOB, end) if end > i else None


def _with_job_after(tokens: Sequence[Token], start: int, end: int, before: Job, names: NameIndex) -> Mention:
    """The person whose name is `tokens[start:end]`, with the job before the name and the one behind it as one."""
    behind, after = job_after_name(tokens, end, before, names)
    name = segment_of(tokens, TokenRange(start, end))
    if is_genitive_name(tokens, start, end, names):
        name = owner_segment(tokens, TokenRange(start, end))
    if not before.title:
        return Mention(Form.NAME, name, behind, after)
    job = before
    if behind.title and _is_acquaintance(tokens, before):
        job = behind
    elif behind.title and continues_title(tokens, behind):
        job = job._replace(title=before.title + behind.title)
    elif behind.title and not (before.organisation or before.owner or behind.is_secondary) and behind.organisation:
        job = behind
    is_other_job = behind.is_secondary or (job.owner and behind.title)
    if not (job.organisation or is_other_job or _is_guest(tokens, job, end)):
        job = job._replace(organisation=behind.organisation, owner=job.owner or behind.owner)
    return Mention(Form.NAME, name, job, after)


def _is_guest(tokens: Sequence[Token], job: Job, i: int) -> bool:
    """Whether somebody on their own is only at the place behind the name: »forfatter Ib Bo på Nordby Bibliotek«."""
    is_scene = i < len(tokens) and tokens[i].folded in ("på", "i")
    return is_scene and (last := token_to(tokens, job.title[0].end)) is not None and bool(INDEPENDENT.search(last.text))


def _is_acquaintance(tokens: Sequence[Token], job: Job) -> bool:
    """Whether a job says only whom somebody knows: »kollegaen Ib Bo, der er kok«."""
    first = token_over(tokens, job.title[0].start)
    return first is not None and job.organisation is None and is_acquaintance(first.text)


def at_one_organisation(speakers: Sequence[Mention]) -> Sequence[Mention]:
    """Several who speak together, with the only organisation named: »formand Ib Bo og direktør Bo Ib fra Nøglen«."""
    jobs = [speaker.job for speaker in speakers]
    stated = [job.organisation for job in jobs if job.organisation]
    is_last = len(stated) == 1 and stated[0].start >= speakers[-1].name.start
    if len(speakers) < 2 or not is_last or not all(job.title and not job.owner for job in jobs):
        return speakers
    return [speaker._replace(job=speaker.job._replace(organisation=stated[0])) for speaker in speakers]
