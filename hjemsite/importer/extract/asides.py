"""What may stand between a job and a name: a degree, a second job, an abbreviation between commas."""

import re
from collections.abc import Sequence

from hjemsite.danish.speech_verbs import NO_VERBS, SPEECH_VERBS
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at
from hjemsite.importer.extract.lexicon import DEGREE, POSSESSIVES, PREPOSITIONS
from hjemsite.importer.extract.person_names import NameIndex, is_acronym, person_end
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.tokens import Kind, Token, token_over
from hjemsite.importer.extract.unlisted_jobs import JOINING

_MAIN_TITLE = re.compile(
    r"(?:direktør|formand|leder|chef|rektor|dekan|præsident|sekretær|mester|koordinator)\Z", re.IGNORECASE
)
"""How a title ends that says what somebody does; a second title beside it is what they have learnt."""
_SUPERIORS = frozenset({"chef", "leder", "forgænger", "efterfølger", "makker", "kollega", "nabo"})
"""What somebody is to another."""


def is_superior(tokens: Sequence[Token], i: int) -> bool:
    """Whether »hendes chef,« ends at the comma behind token `i`: what somebody is to another, and no title."""
    is_of_somebody = i > 0 and tokens[i - 1].folded in POSSESSIVES and tokens[i].folded in _SUPERIORS
    return is_of_somebody and i + 2 < len(tokens) and tokens[i + 1].text == ","


def behind_daily_job(tokens: Sequence[Token], i: int, names: NameIndex) -> int:
    """The number of the token behind a second job at token `i`; else `i`.

    »formand for Nøglen og til daglig vognmand«
    """
    row = [token.folded for token in tokens[i : i + 3]]
    if row[:2] != ["og", "til"] or row[2:] not in (["daglig"], ["dagligt"]):
        return i
    daily, end = job_at(tokens, i + 3, names)
    return end if daily else i


def behind_years(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »gennem 14 år« at token `i`, before a comma; else `i`.

    »klubbens formand gennem 14 år, Ib Bo«
    """
    row = [token.folded for token in tokens[i : i + 5]]
    at = row.index("år") if "år" in row[2:4] else 0
    return i + at + 1 if at and row[0] in ("gennem", "igennem", "i") and row[at + 1 :][:1] == [","] else i


def with_degree(tokens: Sequence[Token], job: Job, i: int) -> tuple[Job, int]:
    """The job with the degree that stands between it and the name: »direktør i Nøglen, cand.mag. Ib Bo«."""
    row = tokens[i : i + 2]
    if len(row) < 2 or row[0].text != "," or not job.title or not DEGREE.match(row[1].text):
        return job, i
    return job._replace(title=(*job.title, Segment(row[1].start, row[1].end))), i + 2


def skip_aside(tokens: Sequence[Token], i: int, job: Job, names: NameIndex) -> tuple[int, Job]:
    """The number of the token behind what stands between a job and the comma before a name, and the job.

    »formand for Dansk Brugerforbund, DBF, Ib Bo«, »Gadens Lægers formand, overlæge på Nordby Sygehus Ib Bo«, »direktør
    i Nøglen, grev Ib Bo«. Without an aside it is token `i`.
    """
    row = tokens[i : i + 3]
    if len(row) < 3 or row[0].text != ",":
        return i, job
    if is_acronym(row[1].text) and row[2].text == ",":
        return i + 2, job
    other, end = job_at(tokens, i + 1, names) if row[1].kind in (Kind.SMALL, Kind.SHORT) else (NO_JOB, i)
    if other.title and person_end(tokens, end, names) > end:
        # In »forfatteren til bogen, journalist Ib Bo« the first one is no job.
        first = token_over(tokens, job.title[0].start) if job.title else None
        is_office = first is not None and bool(_MAIN_TITLE.search(first.text))
        return end - 1, job if job.organisation or job.owner or is_office else other
    is_rank = row[1].kind is Kind.SMALL and row[1].folded not in SPEECH_VERBS | PREPOSITIONS | JOINING | NO_VERBS
    return (i + 1 if is_rank and person_end(tokens, i + 2) > i + 2 else i), job
