"""Jobs that a sentence gives somebody whom it names elsewhere: »Byrådet valgte Ib Bo til borgmester«."""

from collections.abc import Iterator, Sequence

from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.job_objects import is_kind_of_organisation, is_part
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at
from hjemsite.importer.extract.lexicon import BOARDS, COMMITTEE, NOT_CAPITAL, PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention
from hjemsite.importer.extract.name_kinds import is_town
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import NameIndex, person_end
from hjemsite.importer.extract.relative_clauses import lending_organisation
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, number_of_token, segment_of, token_over, token_to

_COPULAS = frozenset("er bliver blev var som".split())
_APPOINTED = frozenset(
    "ny den valgt udnævnt ansat udpeget blevet tiltrådt til som konstitueret genvalgt nyvalgt".split()
)
_PAST_ROLES = frozenset("elev studerende lærling patient beboer soldat barn".split())
"""What somebody was, and is not any more."""
_BEFORE_JOB = _APPOINTED | _COPULAS | {"nu", "i", "dag", "daglig", "også", "selv"}
_WORKS = frozenset(
    "arbejder sidder virker fungerer ansat ansættes begynder begyndt starter startede startet fortsætter fortsat "
    "tiltræder tiltrådt udnævnt konstitueret valgt genvalgt nyvalgt indsat udpeget".split()
)
"""Verbs with »som« and a job behind them."""
_RUNS = frozenset({"leder", "driver", "bestyrer"})
_STUDIES = frozenset({"forsker", "underviser"})
"""Verbs with a subject behind them, and then where: »forsker i tang ved Nordby Universitet«."""
_MAX_SUBJECT = 8
"""How many tokens that subject has at most, with its »i«."""
_AT = frozenset({"i", "for", "hos", "på", "ved"})
_COMES = frozenset("kommer kom tiltræder tiltrådte begynder afløser".split())
"""What a sentence says of somebody who has just got a job."""
_MAX_WORDS_BEFORE_JOB = 5
_MAX_WORDS_FROM_VERB = 20
APPOINTING_VERBS = frozenset(
    "valgt valgte genvalgte nyvalgte vælger får fået fik ansat ansætter udpeget udnævnt fundet konstitueret".split()
)
"""Verbs that give somebody a job: »Byrådet valgte Ib Bo til borgmester«."""
SUCCEEDING_VERBS = frozenset({"afløser", "afløste", "efterfølger", "efterfulgte"})
"""Verbs of whoever gets the job that somebody had."""


FILLS_VACANCY = frozenset(
    {("det", "blev"), ("det", "bliver"), ("valget", "faldt"), ("hun", "hedder"), ("han", "hedder")}
)
"""How a sentence begins that names whoever got the job in the sentence before."""


def job_taken(tokens: Sequence[Token], i: int, names: NameIndex) -> Job:
    """The job that a name before token `i` has or gets: »bliver ny generalsekretær i Børnenes Værn«, »til formand«.

    `NO_JOB` where none is stated.
    """
    if i >= len(tokens):
        return NO_JOB
    if tokens[i].folded == "til" and _is_appointed(tokens, i):
        board = tokens[i + 1 : i + 2]
        if board and board[0].folded in BOARDS:
            return Job(owner=Segment(board[0].start, board[0].end))
        return job_at(tokens, i + 1, names)[0]
    begin = _behind_age(tokens, i)
    starts = (start for start in _job_starts(tokens, begin, names) if not _is_past_role(tokens, start))
    jobs = (job_at(tokens, start, names)[0] for start in starts)
    return next((job for job in jobs if job.title), None) or _place_of_work(tokens, begin, names)


def _behind_age(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »(45)«, »på 74« or »på 74 år« at token `i`; else `i`."""
    row = tokens[i : i + 3]
    if [token.kind for token in row] == [Kind.SIGN, Kind.NUMBER, Kind.SIGN]:
        return i + 3
    is_age = len(row) > 1 and row[0].folded == "på" and row[1].kind is Kind.NUMBER
    return i + 2 + (row[2:] != [] and row[2].folded == "år") if is_age else i


def _job_starts(tokens: Sequence[Token], i: int, names: NameIndex) -> Iterator[int]:
    """Where a job may begin in the clause from token `i` on: behind »er«, »har været« or »arbejder som«."""
    before: set[str] = set()
    for at in range(i, min(i + _MAX_WORDS_FROM_VERB, len(tokens))):
        word = tokens[at].folded
        if at > i and person_end(tokens, at, names) > at:
            return
        is_date = tokens[at].text == "." and (tokens[at - 1].kind is Kind.NUMBER or tokens[at - 1].folded == "pr")
        if tokens[at].text in ".!?:," and not is_date:
            return
        is_copula = word in _COPULAS and (at == i or tokens[at - 1].folded == "og")
        is_past = word == "været" and before & {"har", "havde"}
        is_post = word == "til" and tokens[at - 1].folded in APPOINTING_VERBS
        if is_copula or is_past or is_post or (word == "som" and before & _WORKS):
            yield _behind_age_and_modifiers(tokens, at + 1)
        before.add(word)


def _is_past_role(tokens: Sequence[Token], i: int) -> bool:
    """Whether »var elev« and the like ends with token `i`: it says no job."""
    return tokens[i - 1].folded == "var" and i < len(tokens) and tokens[i].folded in _PAST_ROLES


def _behind_age_and_modifiers(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »43 år og«, »43 år,«, »nu«, »valgt til« and the like from token `i` on."""
    if [token.folded for token in tokens[i + 1 : i + 3]] in (["år", "og"], ["år", ","]):
        i += 3
    stop = min(i + _MAX_WORDS_BEFORE_JOB, len(tokens))
    while i < stop and tokens[i].folded in _BEFORE_JOB and not _is_daily_leader(tokens, i):
        i += 1
    return i


def _is_daily_leader(tokens: Sequence[Token], i: int) -> bool:
    """Whether »daglig leder« stands at token `i`, which is a title, and not »til daglig«."""
    return tokens[i].folded == "daglig" and tokens[i - 1].folded != "til"


def _place_of_work(tokens: Sequence[Token], i: int, names: NameIndex) -> Job:
    """The organisation of »arbejder i Nøglen«, »leder Nøglen«, »står i spidsen for Nøglen« as a job without a title."""
    borrowed, _ = lending_organisation(tokens, i, names)
    if borrowed:
        return borrowed
    if i < len(tokens) and tokens[i].folded in _STUDIES:
        return _place_of_study(tokens, i + 1, names)
    for at in range(i, min(i + _MAX_WORDS_BEFORE_JOB, len(tokens) - 1)):
        words = (tokens[at].folded, tokens[at + 1].folded)
        has_worked = words[0] == "arbejdet"
        has_left = "tidligere" in [token.folded for token in tokens[i:at]]
        is_at = (words[0] in ("arbejder", "ansat") or has_worked) and words[1] in _AT and not has_left
        is_at |= words == ("spidsen", "for")
        start = at + 1 + is_at
        start += is_at and is_kind_of_organisation(tokens, start)
        end = organisation_end(tokens, start, names) if is_at or words[0] in _RUNS else start
        if end > start and tokens[start].kind is Kind.CAPITAL and not is_town(tokens, start, end, names):
            return Job((), segment_of(tokens, TokenRange(start, end)))
    return NO_JOB


def _place_of_study(tokens: Sequence[Token], i: int, names: NameIndex) -> Job:
    """The organisation of »i tang ved Nordby Universitet« from token `i` on as a job without a title."""
    for at in range(i, min(i + _MAX_SUBJECT, len(tokens) - 1)):
        if tokens[at].kind is Kind.SIGN and tokens[at].text != ",":
            return NO_JOB
        end = organisation_end(tokens, at + 1, names) if tokens[at].folded in ("ved", "på", "hos") else at
        is_named = end > at + 1 and tokens[at + 1].kind is Kind.CAPITAL and not is_part(tokens, TokenRange(at + 1, end))
        if is_named and not is_town(tokens, at + 1, end, names):
            return Job((), segment_of(tokens, TokenRange(at + 1, end)))
    return NO_JOB


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
    if mention.job or not start or mention.end >= len(tokens) or tokens[mention.end].kind is not Kind.SMALL:
        return NO_JOB
    pair = (tokens[start - 1].folded, tokens[mention.end].folded)
    is_long = (pair[0] in ("har", "havde") and pair[1] == "været") or (pair[0] in _WORKS and pair[1] == "som")
    if not is_long and pair[0] not in ("er", "var"):
        return NO_JOB
    job, _ = job_at(tokens, mention.end + is_long, names)
    return job if job.title else NO_JOB


def job_of_sentence(tokens: Sequence[Token], mention: Mention, names: NameIndex) -> Job:
    """The job that a sentence begins with, before »er« and a name: »Formand i ti år er Ib Bo«; else `NO_JOB`."""
    has_job = bool(mention.job.title or mention.job.organisation) and not (
        mention.job.is_secondary or mention.job.is_former
    )
    return NO_JOB if has_job else _job_before(tokens, mention.name.start, names)


def is_of_many(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the sentence of a mention begins with »En af«: »En af værterne er Ib Bo«."""
    start = _sentence_start(tokens, max(number_of_token(tokens, mention.name.start), 0))
    return start is not None and [token.folded for token in tokens[start : start + 2]] in (["en", "af"], ["et", "af"])


def _sentence_start(tokens: Sequence[Token], i: int) -> int | None:
    """The number of the first token of the sentence of token `i`; None where that is too far away."""
    nearest = range(i, max(i - _MAX_WORDS_FROM_VERB, 0) - 1, -1)
    return next((at for at in nearest if at == 0 or tokens[at - 1].text in ".!?"), None)


def office_of_sentence(tokens: Sequence[Token], mention: Mention, names: NameIndex) -> Job:
    """The office that goes before a job beside the name: »Formand for udvalget er forfatter Ib Bo«; else `NO_JOB`."""
    if not mention.job.title or mention.job.title[0].start > mention.name.start:
        return NO_JOB
    office = _job_before(tokens, mention.job.title[0].start, names)
    return office if office.organisation or (office.title and _is_of_council(tokens, office)) else NO_JOB


def _job_before(tokens: Sequence[Token], begin: int, names: NameIndex) -> Job:
    """The job that a sentence begins with, before »er« and the token that begins at `begin`; else `NO_JOB`."""
    i = number_of_token(tokens, begin) - 1
    if i < 1 or tokens[i].folded not in ("er", "bliver", "blev"):
        return NO_JOB
    start = _sentence_start(tokens, i)
    if start is None:
        return NO_JOB
    job, end = job_at(tokens, start, names)
    is_whole = bool(job.title) and end <= i and all(token.kind is not Kind.SIGN for token in tokens[end:i])
    return job if is_whole else NO_JOB


def is_of_today(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence begins at token `i` with what somebody is now: »I dag er hun …«, »Nu er han …«."""
    return _pronoun_of_today(tokens, i)[1]


def _pronoun_of_today(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """The number of the pronoun in »I dag er hun elev i Nøglen«, and whether a sentence begins so at token `i`."""
    row = [token.folded for token in tokens[i : i + 3]]
    words = 2 if row == ["i", "dag", "er"] else 0 if row[:2] == ["nu", "er"] else -1
    return (i + words + 1 + (words == 0), True) if words >= 0 else (i, False)


_ANYBODY = frozenset({"kvinde", "mand", "person", "borger"})
"""What »Hun er den første kvinde på posten« says, and no job."""


def job_of_pronoun(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Mention, Job] | None:
    """The pronoun that a sentence begins with at token `i`, and the job: »Han er tillidsmand på Nordby Sygehus.«"""
    i, is_inverted = _pronoun_of_today(tokens, i)
    if i + 2 >= len(tokens) or tokens[i].folded not in PRONOUNS:
        return None
    job = job_at(tokens, i + 1, names)[0] if is_inverted else job_taken(tokens, i + 1, names)
    ends = (token_over(tokens, job.title[0].start), token_to(tokens, job.title[0].end)) if job.title else ()
    if any(token is not None and token.folded in _ANYBODY for token in ends):
        return None
    mention = Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)
    return (mention, job) if job.organisation or (job.title and (job.owner or _is_of_council(tokens, job))) else None


def _is_of_council(tokens: Sequence[Token], job: Job) -> bool:
    """Whether a title ends in a council, which says where: »formand for Nordbys Ungeudvalg«."""
    last = token_to(tokens, job.title[-1].end)
    return last is not None and bool(COMMITTEE.search(last.text))


def vacancy(words: Sequence[Token], names: NameIndex) -> Job:
    """The job that the last sentence fills without naming anybody: »Ring 8 har valgt ny formand«; else `NO_JOB`."""
    parts = sentences(words)
    start, end = parts[-1] if parts else (0, 0)
    for at in range(start, end):
        if words[at].folded in APPOINTING_VERBS:
            subject = TokenRange(at + 1, organisation_end(words, at + 1, names))
            job = job_at(words, subject.end, names)[0] if _is_indefinite(words, subject.end) else NO_JOB
            if job.title:
                return _at_employer(words, job, start, subject, names)
    return NO_JOB


def _at_employer(words: Sequence[Token], job: Job, start: int, subject: TokenRange, names: NameIndex) -> Job:
    """A job that the last sentence fills, with the subject behind its verb, or at its start, as the organisation."""
    if job.organisation:
        return job
    if subject.end > subject.start:
        return job._replace(organisation=segment_of(words, subject))
    if words[start].kind is not Kind.CAPITAL or words[start].folded in NOT_CAPITAL:
        return job
    stop = organisation_end(words, start, names)
    return job._replace(organisation=Segment(words[start].start, words[stop - 1].end)) if stop > start else job


def vacancy_filled(words: Sequence[Token], start: int, names: NameIndex) -> Job:
    """The job that the sentence before token `start` fills, where the next one says who it is, or whence they come.

    »Nordby Kommune får ny socialchef. Ib Bo kommer fra Nøglen.« »Nøglen har ansat en kok. Han hedder Ib Bo.«
    """
    stop = next((at for at in range(start, len(words)) if words[at].text in ".!?"), len(words))
    begins = tuple(token.folded for token in words[start : start + 2])
    has_come = begins in FILLS_VACANCY or any(token.folded in _COMES for token in words[start:stop])
    return vacancy(words[:start], names) if start and has_come else NO_JOB


def _is_indefinite(words: Sequence[Token], i: int) -> bool:
    return i < len(words) and words[i].folded in ("ny", "nye", "en", "sin")
