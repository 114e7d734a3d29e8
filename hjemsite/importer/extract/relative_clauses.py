"""The job in a relative clause behind a name: »Ib Bo, der er lektor ved …«, »Ib Bo, der står bag Nøglen«."""

import re
from collections.abc import Sequence

from hjemsite.danish.dates import MONTH_NUMBERS
from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.job_objects import ends_clause, is_at_organisation, is_generic_genitive
from hjemsite.importer.extract.job_owners import owner_segment
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at, job_from_title
from hjemsite.importer.extract.lexicon import COUNCIL, NOT_CAPITAL, PART_WORD, PREPOSITIONS, PRONOUNS, VAGUE
from hjemsite.importer.extract.name_kinds import is_address, is_common_noun, is_town
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    capital_after,
    folded,
    is_acronym,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.titles import title_end
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of

_COPULAS = frozenset(
    "er var bliver blev som arbejder virker ellers normalt også samtidig selv nu i dag og ansat netop lige "
    "tiltrådt".split()
)
_AT_WORK = frozenset("står sidder går arbejder læser studerer underviser forsker praktiserer".split())
"""Verbs behind which, not far on, an organisation stands: »der sidder i bestyrelsen for Nøglen«, »der står bag …«."""
_LENT = frozenset({"hentet", "udlånt", "lånt", "indlånt", "udstationeret"})
"""What somebody is who works at another organisation than their own."""
_RUNS = frozenset({"driver", "leder", "ejer", "bestyrer"})
"""Verbs that say where somebody works: »Ib Bo, der driver Nøglen«."""
_SEASONS = frozenset("sommer efteråret foråret vinter nytår årsskiftet maj juni juli".split())
_ALSO = frozenset({"også", "samtidig", "desuden"})
_NOT_IN_UNLISTED = SPEECH_VERBS | PRONOUNS.keys() | NOT_CAPITAL
_MAX_COMPANIONS = 6
"""Within how many tokens from »sammen med sin kone« on the verb stands."""
_WORKER = re.compile(
    r"\w{5,}(?:er|ør|ent|ant|ator|log|graf|mand|kvinde)(?<!efter)(?<!over)(?<!under)(?<!heller)(?<!sikker)(?<!permanent)(?<!enkemand)(?<!nordmand)(?<!ægtemand)"
)
"""How long words end for those who do something."""
_TEAM = re.compile(r"(?:hold|holdet|trup|kor|orkester|klasse|bestyrelse|børnehold)\Z")
"""What of an organisation somebody is in: »klubbens førstehold«."""
_MAX_FIRST_PREDICATE = 12
"""How many words »kører bus i Nordby« before »og er« may have."""
_MAX_UNLISTED_TITLE, _MAX_COPULAS, _MAX_WORDS_TO_WORK = 3, 5, 7


def is_employer(tokens: Sequence[Token], i: int, run: TokenRange, names: NameIndex) -> bool:
    """Whether the run behind the preposition at token `i` is where they work: not so »siger Ib Bo i Politiken«."""
    words = [token.text for token in tokens[run.start : run.end]]
    if is_address(tokens, *run):
        return False
    if any(is_organisation_word(word) or is_acronym(word) for word in words):
        return True
    if is_town(tokens, *run, names) or (len(words) == 1 and PART_WORD.search(words[0])):
        return False
    is_listed = tuple(word.casefold() for word in words) in names.organisations
    has_kind = run.start > i + 1
    return is_listed or has_kind or (tokens[i].folded in ("fra", "ved", "hos", "af") and len(words) > 1)


def unlisted_title_end(tokens: Sequence[Token], i: int, names: NameIndex) -> int:
    """The number of the token behind a title that no table has, shown by its »i« and an organisation; else `i`.

    »Ib Bo, vejviser i Nøglen«.
    """
    end = i
    while end < min(i + _MAX_UNLISTED_TITLE, len(tokens)) and tokens[end].kind is Kind.SMALL:
        if tokens[end].folded in PREPOSITIONS:
            break
        if tokens[end].folded in _NOT_IN_UNLISTED or tokens[end].folded.endswith("ere"):
            return i
        end += 1
    if end == i + 1 and _is_worker(tokens, i):
        return end
    if end == i or end + 1 >= len(tokens) or tokens[end].folded not in ("i", "hos", "ved", "for", "på"):
        return i
    stop = organisation_end(tokens, end + 1, names)
    is_name = stop > end + 1 and tokens[end + 1].kind is Kind.CAPITAL
    return end if is_name and ends_clause(tokens, stop) else i


def _is_worker(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` alone is what somebody does, as its ending says: »Ib Bo, der er kystvogter.«"""
    is_alone = i + 1 >= len(tokens) or tokens[i + 1].kind is Kind.SIGN
    # »Ib Bo, stopper« is a verb.
    may_be_verb = tokens[i - 1].text == "," and tokens[i].folded.endswith("er")
    return is_alone and not may_be_verb and _WORKER.fullmatch(tokens[i].folded) is not None


def relative_clause(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The job of »der er lektor på Østhavn Universitet« or »som til daglig er leder af Nøglen«, from token `i` on."""
    borrowed, end = lending_organisation(tokens, i + 1, names)
    if not borrowed and i + 1 < len(tokens) and tokens[i + 1].folded in _AT_WORK:
        borrowed, end = _organisation_at_work(tokens, i + 2, names)
    if borrowed:
        return borrowed, end
    start = _behind_age(tokens, _behind_copulas(tokens, i + 1))
    if start + 1 < len(tokens) and tokens[start].folded in _RUNS:
        job, after = _run_by(tokens, start + 1, i, names)
        if job or tokens[start + 1].kind is Kind.CAPITAL:
            is_daily = any(token.folded == "daglig" for token in tokens[i:start])
            return job._replace(is_secondary=is_daily and bool(job)), after
    if start == i + 1 and (driven := _has_driven(tokens, start, names)):
        return driven
    if start == i + 1:
        return _second_predicate(tokens, start, names) or _on_team(tokens, start) or (NO_JOB, i)
    job, after = job_at(tokens, start, names)
    if job:
        is_secondary = any(token.folded in _ALSO or token.folded == "daglig" for token in tokens[i:start])
        return job._replace(is_secondary=is_secondary), after
    end = unlisted_title_end(tokens, start, names)
    return job_from_title(tokens, start, end, names) if end > start else (NO_JOB, i)


def _is_generic_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` means the organisation named last: »firmaet«, but not »gruppen« of »gruppen på Nøglen«."""
    is_noun = tokens[i].kind is Kind.SMALL and (is_common_noun(tokens[i].text) or stem_of(tokens[i].folded) in VAGUE)
    return is_noun and not (i + 1 < len(tokens) and tokens[i + 1].folded in PREPOSITIONS)


def _behind_copulas(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »er«, »til daglig«, »nu arbejder som«, »sammen med sin bror« from token `i` on."""
    start = i
    if [token.folded for token in tokens[start : start + 2]] == ["er", "tidligere"] and tokens[start + 3 : start + 4]:
        # »der er tidligere hjemløs og i dag leder«
        start += 3 * (tokens[start + 3].folded == "og")
    while start <= i + _MAX_COPULAS + 2 and start < len(tokens):
        if tokens[start].folded not in _COPULAS and not _is_daily(tokens, start):
            break
        start += 1 + _is_daily(tokens, start)
    if [token.folded for token in tokens[start : start + 2]] == ["sammen", "med"]:
        stop = min(start + _MAX_COMPANIONS, len(tokens))
        start = next((at for at in range(start + 2, stop) if tokens[at].folded in _RUNS), start)
    return start


def _has_driven(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int] | None:
    """The organisation of »gennem 31 år har drevet Nøglen« from token `i` on, and the token behind; else None."""
    for at in range(i, min(i + _MAX_FIRST_PREDICATE, len(tokens) - 1)):
        if tokens[at].kind is Kind.SIGN:
            return None
        if tokens[at].folded in ("drevet", "ledet") and any(token.folded == "har" for token in tokens[i:at]):
            job, after = _run_by(tokens, at + 1, i, names)
            return (job, after) if job.organisation else None
    return None


def _second_predicate(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int] | None:
    """The job behind »og er« in the clause from token `i` on: »der kører bus i Nordby og er fællestillidsmand for …«.

    None where no title stands there.
    """
    for at in range(i, min(i + _MAX_FIRST_PREDICATE, len(tokens) - 1)):
        if tokens[at].kind is Kind.SIGN:
            return None
        if tokens[at].folded == "og" and tokens[at + 1].folded in ("er", "arbejder"):
            job, after = relative_clause(tokens, at, names)
            return (job, after) if job.title else None
    return None


def _behind_age(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »22 år og« at token `i`, before a title; else `i`."""
    has_age = [token.folded for token in tokens[i + 1 : i + 3]] == ["år", "og"] and tokens[i].kind is Kind.NUMBER
    return i + 3 if has_age and title_end(tokens, i + 3) > i + 3 else i


def _on_team(tokens: Sequence[Token], i: int) -> tuple[Job, int] | None:
    """The owner of »der løber på klubbens hold«, in the clause from token `i` on, and the token behind; else None."""
    for at in range(i + 1, min(i + _MAX_WORDS_TO_WORK, len(tokens) - 1)):
        if tokens[at - 1].kind is not Kind.SMALL:
            return None
        is_team = is_generic_genitive(tokens[at]) and _TEAM.search(tokens[at + 1].folded)
        if is_team and tokens[at - 1].folded in ("på", "i"):
            return Job(owner=segment_of(tokens, TokenRange(at, at + 1))), at + 2
    return None


def _organisation_at_work(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The organisation of »i bestyrelsen for Nøglen«, »i 8. klasse på Nordby Skole« as a job, and the token behind."""
    stop = min(i + _MAX_WORDS_TO_WORK, len(tokens))
    start = next((at for at in range(i, stop) if tokens[at].kind is Kind.CAPITAL or tokens[at].text == ","), stop)
    run = TokenRange(start, organisation_end(tokens, start, names))
    if run.end > start and COUNCIL.search(tokens[run.end - 1].text) and tokens[run.end : run.end + 1]:
        run = TokenRange(run.end + 1, max(organisation_end(tokens, run.end + 1, names), run.end + 1))
        start = run.start
    is_behind = start > i and (tokens[start - 1].folded in PREPOSITIONS or tokens[start - 1].folded == "bag")
    if run.end == start or not is_behind or not is_employer(tokens, start - 1, run, names):
        return NO_JOB, i
    return Job((), segment_of(tokens, run)), run.end


def _run_by(tokens: Sequence[Token], i: int, clause: int, names: NameIndex) -> tuple[Job, int]:
    """The organisation at token `i` as a job, and the number of the token behind; `NO_JOB` and `clause` if none is.

    »der driver Nøglen«, »der ejer firmaet«
    """
    if _is_generic_noun(tokens, i):
        return Job(owner=segment_of(tokens, TokenRange(i, i + 1))), i + 1
    if tokens[i].kind is not Kind.CAPITAL:
        return NO_JOB, clause
    end = organisation_end(tokens, i, names)
    is_name = person_end(tokens, i, names) == i and not is_town(tokens, i, end, names)
    if not is_name or end == i:
        return NO_JOB, clause
    run = TokenRange(i, end)
    if is_at_organisation(tokens, end) and capital_after(tokens, end):
        # »der leder Klinikken på Nordby Sygehus«
        run = TokenRange(end + 1, organisation_end(tokens, end + 1, names))
        return Job((), segment_of(tokens, run)), run.end
    is_owner = (*folded(tokens, i, end - 1), without_genitive(tokens[end - 1].folded)) in names.organisations
    is_owner &= end < len(tokens) and tokens[end].kind is Kind.SMALL
    return Job((), owner_segment(tokens, run) if is_owner else segment_of(tokens, run)), end


def _is_daily(tokens: Sequence[Token], i: int) -> bool:
    """Whether »til daglig«, »har været« or »til august« stands at token `i`, words that only lead on to a job."""
    pair = [token.folded for token in tokens[i : i + 2]]
    is_soon = (
        len(pair) == 2 and pair[0] in ("til", "fra", "siden") and (pair[1] in MONTH_NUMBERS or pair[1] in _SEASONS)
    )
    return is_soon or pair in (["til", "daglig"], ["har", "været"])


def lending_organisation(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The organisation of »er hentet ind fra Nordby Museum« as a job, and the number of the token behind it."""
    words = [token.folded for token in tokens[i : i + 4]]
    if not set(words[:2]) & _LENT or "fra" not in words:
        return NO_JOB, i
    start = i + words.index("fra") + 1
    run = TokenRange(start, organisation_end(tokens, start, names))
    if run.end == start or tokens[start].kind is not Kind.CAPITAL or is_town(tokens, *run, names):
        return NO_JOB, i
    return Job((), segment_of(tokens, run)), run.end
