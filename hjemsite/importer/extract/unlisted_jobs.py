"""Jobs that no table has: shown by the name behind them, or by »i« and an organisation.

Behind a verb of saying somebody must stand, so the small words before a name are what that person is.
"""

from collections.abc import Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.job_objects import is_generic_genitive
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_from_title
from hjemsite.importer.extract.lexicon import ADVERBS, POSSESSIVES, PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.person_names import NameIndex, person_end
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of

JOINING = frozenset({"og", "at", "der", "som", "men"})
_NO_JOB_WORDS = (
    PREPOSITIONS | SPEECH_VERBS | ADVERBS | PRONOUNS.keys() | (JOINING - {"men"}) | {"man", "vi", "jeg", "de"}
)
"""Small words that are no unlisted job and no part of one."""
_MAX_UNLISTED_JOB = 4
"""How many words such a job has at most."""


def with_unlisted_second_title(tokens: Sequence[Token], job: Job, i: int, names: NameIndex) -> tuple[Job, int]:
    """The job with a second title that no table has, and the number of the token behind: »sanger og trommist Ib Bo«."""
    row = tokens[i : i + 2]
    if len(row) < 2 or row[0].folded != "og" or row[1].kind is not Kind.SMALL or row[1].folded in SPEECH_VERBS:
        return job, i
    if not job.title or job.organisation or person_end(tokens, i + 2, names) == i + 2:
        return job, i
    title = (*job.title[:-1], Segment(job.title[-1].start, row[1].end))
    return job._replace(title=title), i + 2


def unlisted_job(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """A job that no table has, before a name or before »i« and an organisation, and the number of the token behind.

    »siger boligsocial vejviser Ib Bo«. A plural (»siger brødrene Ib Bo og …«) is nobody's job.
    """
    end = i
    while end < min(i + _MAX_UNLISTED_JOB, len(tokens)) and _may_be_job_word(tokens[end]):
        end += 1
    if end == i or end >= len(tokens):
        return NO_JOB, i
    if end == i + 1 and is_generic_genitive(tokens[i]) and person_end(tokens, end, names, frame=True) > end:
        return Job(owner=segment_of(tokens, TokenRange(i, end))), end
    is_relation = tokens[i].folded in POSSESSIVES and end == i + 2
    if is_relation and tokens[end].text == "," and person_end(tokens, end + 1, names) > end + 1:
        return Job(owner=segment_of(tokens, TokenRange(i, end))), end
    has_owner = end - i > 1 and tokens[i].folded.endswith(("ens", "ets", "nes"))
    job = Job((segment_of(tokens, TokenRange(i + has_owner, end)),))
    if tokens[end].text == "," and person_end(tokens, end + 1, names) > end + 1:
        return job, end
    if person_end(tokens, end, names, frame=True) > end:
        is_plural = tokens[end - 1].folded.endswith(("erne", "ene"))
        return (NO_JOB if is_plural else job), end
    if tokens[end].folded in PREPOSITIONS:
        return job_from_title(tokens, i + has_owner, end, names)
    return NO_JOB, i


def _may_be_job_word(token: Token) -> bool:
    return token.kind in (Kind.SMALL, Kind.SHORT) and token.folded not in _NO_JOB_WORDS
