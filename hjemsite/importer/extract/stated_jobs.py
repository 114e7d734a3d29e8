"""Jobs that a sentence gives somebody whom it names elsewhere: »Byrådet valgte Ib Bo til borgmester«."""

from collections.abc import Sequence

from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at
from hjemsite.importer.extract.lexicon import PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.tokens import Kind, Token

_COPULAS = frozenset("er bliver blev var som".split())
_APPOINTED = frozenset(
    "ny den valgt udnævnt ansat udpeget blevet tiltrådt til som konstitueret genvalgt nyvalgt".split()
)
_BEFORE_JOB = _APPOINTED | _COPULAS | {"nu", "i", "dag"}
_MAX_WORDS_BEFORE_JOB = 5
_MAX_WORDS_FROM_VERB = 20
APPOINTING_VERBS = frozenset(
    "valgt valgte vælger får fået fik ansat ansætter udpeget udnævnt fundet konstitueret".split()
)
"""Verbs that give somebody a job: »Byrådet valgte Ib Bo til borgmester«."""


def job_taken(tokens: Sequence[Token], i: int, names: NameIndex) -> Job:
    """The job that a name before token `i` has or gets: »bliver ny generalsekretær i Børnenes Værn«, »til formand«.

    `NO_JOB` where none is stated.
    """
    if i >= len(tokens):
        return NO_JOB
    if tokens[i].folded == "til" and _is_appointed(tokens, i):
        return job_at(tokens, i + 1, names)[0]
    start = i if tokens[i].folded in _COPULAS else _later_copula(tokens, i)
    if start is None:
        return NO_JOB
    i = start
    while start < min(i + _MAX_WORDS_BEFORE_JOB, len(tokens)) and tokens[start].folded in _BEFORE_JOB:
        start += 1
    return job_at(tokens, start, names)[0]


def _later_copula(tokens: Sequence[Token], i: int) -> int | None:
    """The number of the »er« in »har været med i ti år og er i dag leder af …«; None where the sentence has none."""
    for at in range(i, min(i + _MAX_WORDS_FROM_VERB, len(tokens) - 1)):
        if tokens[at].text in ".!?,:":
            return None
        if tokens[at].folded == "og" and tokens[at + 1].folded == "er":
            return at + 1
    return None


def _is_appointed(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb that gives somebody a job stands not far before token `i`."""
    return any(token.folded in APPOINTING_VERBS for token in tokens[max(i - _MAX_WORDS_FROM_VERB, 0) : i])


def job_stated(tokens: Sequence[Token], mention: Mention, names: NameIndex) -> Job:
    """The job behind a name that »er« stands before: »Her er Ib Bo direktør«, »Til daglig er Ib Bo leder af Nøglen«.

    `NO_JOB` where none is stated.
    """
    start = mention.end - 1
    while start and tokens[start].start > mention.name.start:
        start -= 1
    is_stated = not mention.job and start and tokens[start - 1].folded in ("er", "var") and mention.end < len(tokens)
    if not is_stated or tokens[mention.end].kind is not Kind.SMALL:
        return NO_JOB
    job, _ = job_at(tokens, mention.end, names)
    return job if job.title else NO_JOB


def job_of_pronoun(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Mention, Job] | None:
    """The pronoun that a sentence begins with at token `i`, and the job: »Han er tillidsmand på Nordby Sygehus.«"""
    if i + 2 >= len(tokens) or tokens[i].folded not in PRONOUNS or tokens[i + 1].folded != "er":
        return None
    start = i + 2
    while start < len(tokens) and tokens[start].folded in ("til", "daglig", "også", "selv"):
        start += 1
    job, _ = job_at(tokens, start, names)
    mention = Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)
    return (mention, job) if job.title and job.organisation else None


def vacancy(words: Sequence[Token], names: NameIndex) -> Job:
    """The job that the last sentence fills without naming anybody: »Ring 8 har valgt ny formand«; else `NO_JOB`."""
    parts = sentences(words)
    start, end = parts[-1] if parts else (0, 0)
    verbs = (at for at in range(start, end) if words[at].folded in APPOINTING_VERBS)
    jobs = (job_at(words, at + 1, names)[0] for at in verbs if _is_indefinite(words, at + 1))
    job = next((one for one in jobs if one.title), NO_JOB)
    if not job or job.organisation or words[start].kind is not Kind.CAPITAL:
        return job
    stop = organisation_end(words, start, names)
    return job._replace(organisation=Segment(words[start].start, words[stop - 1].end)) if stop > start else job


def _is_indefinite(words: Sequence[Token], i: int) -> bool:
    return i < len(words) and words[i].folded in ("ny", "nye", "en", "sin")
