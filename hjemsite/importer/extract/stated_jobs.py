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
APPOINTING_VERBS = frozenset(
    "valgt valgte vælger får fået fik ansat ansætter udpeget udnævnt fundet konstitueret".split()
)
"""Verbs that give somebody a post: »Byrådet valgte Ib Bo til borgmester«."""


def job_taken(tokens: Sequence[Token], i: int, names: NameIndex) -> Job:
    """The post that somebody is said to hold or get: »bliver ny generalsekretær i Børnenes Værn«."""
    j = i
    if (
        j < len(tokens)
        and tokens[j].folded == "til"
        and any(t.folded in APPOINTING_VERBS for t in tokens[max(i - 20, 0) : i])
    ):
        return job_at(tokens, j + 1, names)[0]
    if j >= len(tokens) or tokens[j].folded not in _COPULAS:
        return NO_JOB
    while j < len(tokens) and j - i < 5 and tokens[j].folded in _APPOINTED | _COPULAS | {"nu", "i", "dag"}:
        j += 1
    return job_at(tokens, j, names)[0]


def job_stated(tokens: Sequence[Token], mention: Mention, names: NameIndex) -> Job:
    """The post behind a name behind »er«: »Her er Ib Bo direktør«, »Til daglig er Ib Bo leder af Nøglen«."""
    k = mention.end - 1
    while k and tokens[k].start > mention.name.start:
        k -= 1
    told = not mention.job and k and tokens[k - 1].folded in ("er", "var") and mention.end < len(tokens)
    if not told or tokens[mention.end].kind is not Kind.SMALL:
        return NO_JOB
    found, _ = job_at(tokens, mention.end, names)
    return found if found.title else NO_JOB


def job_of_pronoun(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Mention, Job] | None:
    """Whom a sentence at token `i` speaks of, and their post: »Han er tillidsmand på Nordby Sygehus.«"""
    if i + 2 >= len(tokens) or tokens[i].folded not in PRONOUNS or tokens[i + 1].folded != "er":
        return None
    start = i + 2
    while start < len(tokens) and tokens[start].folded in ("til", "daglig", "også", "selv"):
        start += 1
    found, _ = job_at(tokens, start, names)
    mention = Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)
    return (mention, found) if found.title and found.organisation else None


def vacancy(words: Sequence[Token], names: NameIndex) -> Job:
    """The job that the last sentence fills without saying by whom: »Ring 8 har valgt ny formand«."""
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
