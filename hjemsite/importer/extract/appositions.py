"""The job that stands behind a name: »Ib Bo, direktør i Nøglen«, »Ib Bo (S)«, »Ib Bo, der er lektor ved …«.

Behind the name stands a row of items with commas between them. Each is a title, a degree, an organisation or a relative
clause, and together they are one job.
"""

from collections.abc import Sequence

from hjemsite.importer.extract.job_objects import (
    ARTICLES,
    department_end,
    ends_clause,
    is_at_organisation,
    is_kind_of_organisation,
    with_town,
)
from hjemsite.importer.extract.job_owners import genitive_owner
from hjemsite.importer.extract.jobs import (
    NO_JOB,
    Job,
    job_at,
    job_from_title,
)
from hjemsite.importer.extract.lexicon import (
    BEFORE_TITLE,
    DEGREE,
    FIELDS,
    NOT_CAPITAL,
)
from hjemsite.importer.extract.name_kinds import is_common_noun, is_town, is_unit
from hjemsite.importer.extract.offices import office_behind
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    is_acronym,
    is_organisation_word,
    person_end,
)
from hjemsite.importer.extract.relative_clauses import is_employer, relative_clause, unlisted_title_end
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_title, title_end
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of, token_over, token_to

_PORTFOLIO = frozenset({"rådmand", "borgmester", "viceborgmester", "direktør", "fagdirektør", "forvaltningschef"})
"""Titles that may have a field with a capital behind them: »rådmand Ib Bo, Job og Velfærd«."""
_MODIFIERS = (BEFORE_TITLE - {"tidligere"}) | {"nu"}
_AT = frozenset({"på", "ved"})
_MAX_TEAM = 5
"""Within how many tokens of »det palliative team på« the preposition stands."""
_MAX_BRACKETS = 5
"""How many tokens stand in the brackets of a party or an age at most."""


def continues_title(tokens: Sequence[Token], behind: Job) -> bool:
    """Whether the title behind a name goes on with the one before it: it begins with a capital or is a degree."""
    first = token_over(tokens, behind.title[0].start)
    return first is not None and (
        (first.kind is Kind.CAPITAL and not is_title(first)) or bool(DEGREE.match(first.text))
    )


def job_after_name(tokens: Sequence[Token], i: int, before: Job, names: NameIndex) -> tuple[Job, int]:
    """The job behind a name that ends before token `i`, and the number of the token after; `before` stands before it.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = "Ib Bo (S), direktør i Nøglen, er glad"
    >>> job, end = job_after_name(tokens(text), 2, NO_JOB, NameIndex())
    >>> text[slice(*job.title[0])], text[slice(*job.organisation)], tokens(text)[end + 1].text
    ('direktør', 'Nøglen', 'er')
    """
    i = _behind_years_old(tokens, i)
    job, i = _employer_in_brackets(tokens, i, names)
    if not job:
        job, i = _job_in_brackets(tokens, i, names)
    if not job:
        job, i = _employer(tokens, _skip_brackets(tokens, i), names)
    if not job and [token.folded for token in tokens[i : i + 2]] in (["der", "er"], ["som", "er"]):
        # »siger Ib Bo der er formand«, where the comma was left out
        return relative_clause(tokens, i, names)
    while i + 1 < len(tokens) and tokens[i].text in (",", "–", "—", "-"):
        if tokens[i].text != "," and (job or tokens[i].end == tokens[i + 1].start):
            break
        item, end = _next_item(tokens, i + 1, before, job, names)
        if not item:
            break
        job, i = _merged(job, item), end
    return job, i


def _behind_years_old(tokens: Sequence[Token], i: int) -> int:
    """The number of the comma behind »Ib Bo på 19,« or »på 19 år,« at token `i`; else `i`."""
    if i + 2 >= len(tokens) or tokens[i].folded != "på" or tokens[i + 1].kind is not Kind.NUMBER:
        return i
    end = i + 2 + (tokens[i + 2].folded == "år")
    return end if end < len(tokens) and tokens[end].text == "," and len(tokens[i + 1].text) < 3 else i


def _merged(job: Job, item: Job) -> Job:
    organisation = job.organisation or item.organisation
    owner = job.owner or item.owner
    return Job(job.title + item.title, organisation, job.is_former or item.is_former, owner, item.is_secondary)


def _skip_brackets(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind a party or an age at token `i`: »(S)«, »(45)«; else `i`."""
    if i < len(tokens) and tokens[i].text == "(":
        for at in range(i + 1, min(i + _MAX_BRACKETS, len(tokens))):
            if tokens[at].text == ")":
                return at + 1
    return i


def _employer_in_brackets(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The organisation of »(Nordby Museum)« as a job, and the number of the token behind; `NO_JOB` and `i` if none."""
    if i + 2 >= len(tokens) or tokens[i].text != "(" or tokens[i + 1].kind is not Kind.CAPITAL:
        return NO_JOB, i
    run = TokenRange(i + 1, organisation_end(tokens, i + 1, names))
    is_closed = run.end < len(tokens) and tokens[run.end].text == ")"
    is_organisation = any(is_organisation_word(token.text) for token in tokens[run.start : run.end])
    return (Job((), segment_of(tokens, run)), run.end + 1) if is_closed and is_organisation else (NO_JOB, i)


def _job_in_brackets(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The job of »(direktør, Nordby Museum)«, and the number of the token behind; `NO_JOB` and `i` where there is none.

    A party or an age before it is passed over: »(S, formand for Socialudvalget)«.
    """
    if i + 2 >= len(tokens) or tokens[i].text != "(":
        return NO_JOB, i
    start = i + 1 + 2 * (tokens[i + 2].text == "," and not is_title(tokens[i + 1]))
    job, end = job_at(tokens, start, names)
    if job.title and not job.organisation and tokens[end : end + 1] and tokens[end].text == ",":
        item, after = _organisation_after_comma(tokens, end + 1, NO_JOB, job, names)
        job, end = (_merged(job, item), after) if item else (job, end)
    is_closed = bool(job.title) and end < len(tokens) and tokens[end].text == ")"
    return (job, end + 1) if is_closed else (NO_JOB, i)


def _employer(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The organisation of »fra Nøglen« or »i Nordby Kommune« as a job, and the number of the token behind."""
    if [token.folded for token in tokens[i : i + 3]] == ["på", "vegne", "af"]:
        i += 2
    elif i >= len(tokens) or tokens[i].folded not in ("fra", "ved", "hos", "i", "på"):
        return NO_JOB, i
    if _is_common_noun(tokens, i + 1):
        is_owner = tokens[i + 1].text.endswith("s") and i + 2 < len(tokens) and tokens[i + 2].kind is Kind.SMALL
        return Job(owner=segment_of(tokens, TokenRange(i + 1, i + 2))), i + 2 + is_owner
    if (department := department_end(tokens, i + 1)) > i + 1:
        return NO_JOB, department
    if (whole := _behind_team(tokens, i + 1)) > i + 1:
        run = TokenRange(whole, organisation_end(tokens, whole, names))
        return Job((), segment_of(tokens, run)), run.end
    start = i + 1 + is_kind_of_organisation(tokens, i + 1)
    run = TokenRange(start, organisation_end(tokens, start, names))
    if run.end > start and tokens[i].folded == "fra" and is_town(tokens, *run, names):
        return NO_JOB, run.end
    if run.end == start or tokens[start].kind is not Kind.CAPITAL or not is_employer(tokens, i, run, names):
        return NO_JOB, i
    if is_unit(tokens, *run):
        return job_from_title(tokens, i + 1, i, names)
    return Job((), segment_of(tokens, run)), run.end


def _behind_team(tokens: Sequence[Token], i: int) -> int:
    """The number of the token that a whole begins with, behind »det palliative team på« at token `i`; else `i`."""
    if i >= len(tokens) or tokens[i].folded not in ARTICLES:
        return i
    stop = min(i + _MAX_TEAM, len(tokens) - 1)
    at = next((at for at in range(i + 1, stop) if tokens[at].kind is not Kind.SMALL or tokens[at].folded in _AT), stop)
    is_whole = at > i + 1 and is_at_organisation(tokens, at) and tokens[at + 1].kind is Kind.CAPITAL
    return at + 1 if is_whole else i


def _is_common_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is »foreningen«, »kommunens« or the like, without a name behind it."""
    has_name = i + 1 < len(tokens) and tokens[i + 1].kind is Kind.CAPITAL
    is_small = i < len(tokens) and (tokens[i].kind is Kind.SMALL or tokens[i].folded.endswith(("ens", "ets")))
    return is_small and not has_name and is_common_noun(tokens[i].text)


def _next_item(tokens: Sequence[Token], i: int, before: Job, job: Job, names: NameIndex) -> tuple[Job, int]:
    """The item that begins at token `i`, and the number of the token behind; `job` is what the items before it say.

    `NO_JOB` and `i` where the row is at its end.
    """
    i = _behind_age(tokens, i)
    if tokens[i].folded in ("der", "som"):
        return (NO_JOB, i) if job.title else relative_clause(tokens, i, names)
    if [token.folded for token in tokens[i : i + 2]] in (["til", "daglig"], ["til", "dagligt"]):
        return _daily_job(tokens, i, job, names)
    start = i
    while start < len(tokens) and tokens[start].folded in _MODIFIERS:
        start += 1
    title_start = start + (start < len(tokens) and tokens[start].folded == "tidligere")
    end = title_end(tokens, title_start)
    if end == title_start and not job.title:
        end = unlisted_title_end(tokens, start, names)
    if end <= title_start and not job and genitive_owner(tokens, start):
        return _owned_job(tokens, start, names)
    if end <= title_start:
        return _organisation_after_comma(tokens, i, before, job, names)
    if person_end(tokens, end, names) > end:
        return NO_JOB, i
    item, after = _titled(tokens, start, end, names)
    is_other_job = job.title and job.organisation and item.organisation and not DEGREE.match(tokens[start].text)
    return (NO_JOB, i) if is_other_job else (item, after)


def _behind_age(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind »45 år og« or »45 år,« at token `i`, if any is; else `i`."""
    age = [token.folded for token in tokens[i + 1 : i + 4]]
    is_age = age[:2] in (["år", "og"], ["år", ","]) and age[2:] not in ([], ["tidligere"])
    return i + 3 if is_age else i


def _titled(tokens: Sequence[Token], start: int, end: int, names: NameIndex) -> tuple[Job, int]:
    """The job with the title `tokens[start:end]`, or with the office behind it, and the number of the token behind."""
    job, after = job_from_title(tokens, start, end, names)
    office = office_behind(tokens, start, after)
    return job_from_title(tokens, *office, names) if office else (job, after)


def _daily_job(tokens: Sequence[Token], i: int, job: Job, names: NameIndex) -> tuple[Job, int]:
    """The job of »Ib Bo, til daglig fotograf« at token `i`, and the token behind, where no `job` goes before it."""
    daily, after = job_at(tokens, i + 2, names)
    return (daily._replace(is_secondary=True), after) if daily.title and not job else (NO_JOB, i)


def _owned_job(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The job of »Ib Bo, klubbens kasserer« from token `i` on, and the token behind.

    `NO_JOB` and `i` where the job is somebody else's: »Ib Bo, klubbens kasserer Eva Lind og …«.
    """
    item, after = job_at(tokens, i, names)
    is_own = bool(item.title) and person_end(tokens, after, names) == after
    return (item, after) if is_own else (NO_JOB, i)


def _organisation_after_comma(
    tokens: Sequence[Token], i: int, before: Job, job: Job, names: NameIndex
) -> tuple[Job, int]:
    """The job that the words after a comma add to `before` and `job`, and the token behind it.

    They are the name of an organisation, or of a department or a field, which belongs to the title.
    """
    start = i + (tokens[i].folded in ("fra", "i", "ved") and i + 1 < len(tokens))
    run = with_town(tokens, TokenRange(start, organisation_end(tokens, start, names)))
    if run.end == start or tokens[start].folded in NOT_CAPITAL or job.organisation or not ends_clause(tokens, run.end):
        return NO_JOB, i
    if tokens[start].kind is Kind.SMALL and not (before.title or job.title):
        return NO_JOB, i
    if person_end(tokens, start, names) > start:
        return NO_JOB, i
    segment = segment_of(tokens, run)
    is_title = _belongs_to_title(tokens, run, (before.title or job.title)[-1:], names)
    return (Job((segment,)) if is_title else Job((), segment)), run.end


def _belongs_to_title(tokens: Sequence[Token], run: TokenRange, title: tuple[Segment, ...], names: NameIndex) -> bool:
    """Whether a run behind a comma belongs to the title before it: »rådmand Ib Bo, Job og Velfærd«."""
    if not title:
        return False
    if is_unit(tokens, *run) and run.end + 1 < len(tokens) and tokens[run.end].text == ",":
        whole_end = organisation_end(tokens, run.end + 1, names)
        return whole_end > run.end + 1 and tokens[run.end + 1].kind is Kind.CAPITAL
    words = tokens[run.start : run.end]
    if all(word.folded in FIELDS or word.folded in ("og", ",", "&") for word in words):
        return True
    last = token_to(tokens, title[0].end)
    is_name = any(is_organisation_word(word.text) or is_acronym(word.text) for word in words)
    return last is not None and last.folded in _PORTFOLIO and not is_name and any(word.folded == "og" for word in words)
