"""Everybody whom running text names: by a full name with the job around it, or by a given name that is introduced."""

from collections.abc import Callable, Iterator, Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.job_owners import owner_segment
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at
from hjemsite.importer.extract.lexicon import PREPOSITIONS, PRONOUNS, THING
from hjemsite.importer.extract.mentions import Mention, first_name, person_at
from hjemsite.importer.extract.name_kinds import is_town
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    folded,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.shared_titles import shared_title
from hjemsite.importer.extract.titles import is_definite_title, is_title
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange

_MAX_JOB_BEFORE = 16
"""Within how many tokens before »hedder« a job begins."""


def named_people(tokens: Sequence[Token], names: NameIndex) -> Iterator[Mention]:
    """Everybody named in running text, in order, with their jobs."""
    i, shared, end = 0, None, 0
    while i < len(tokens):
        mention = person_at(tokens, i, names) if _may_begin_person(tokens, i) else None
        mention = mention or _introduced(tokens, i, names)
        if mention and i and tokens[i - 1].folded == "hedder":
            mention = _with_job_before(tokens, i - 1, mention, names)
        if mention:
            goes_on = end == i - 1 and tokens[i - 1].folded in ("og", "samt", ",")
            shared = shared_title(tokens, i - 1) if i and not goes_on else shared
            mention, end = _with_owner(tokens, i, _with_title(mention, shared), names), mention.end
            yield mention
        i = max(mention.end if mention else 0, i + 1)


def _with_owner(tokens: Sequence[Token], i: int, mention: Mention, names: NameIndex) -> Mention:
    """The mention with the organisation in the genitive right before its name: »Lærerforeningens Ib Bo er enig«."""
    owner = without_genitive(tokens[i - 1].text) if i else ""
    is_owner = bool(owner) and is_genitive(tokens[i - 1].text) and tokens[i - 1].kind is Kind.CAPITAL
    if mention.job or not is_owner or tokens[i].start != mention.name.start or not is_organisation_word(owner):
        return mention
    lengths = (
        length
        for length in (4, 3, 2)
        if i >= length and (*folded(tokens, i - length, i - 1), owner.casefold()) in names.organisations
    )
    start = i - next(lengths, 1)
    return mention._replace(job=Job((), owner_segment(tokens, TokenRange(start, i))))


def _with_title(mention: Mention, shared: Token | None) -> Mention:
    """The mention with the title that several share, where it has none: »formændene Ib Bo og Eva Lind«."""
    if shared is None or mention.job.title:
        return mention
    return mention._replace(job=mention.job._replace(title=(Segment(shared.start, shared.end),)))


def _introduced(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Somebody introduced by »hedder«, or by a given name alone: »Amina, der er mor til tre«, »En af dem er Ib.«"""
    if tokens[i].kind is not Kind.CAPITAL:
        return None
    if [token.folded for token in tokens[max(i - 3, 0) : i]] == ["præsenterede", "sig", "som"]:
        return person_at(tokens, i, names, frame=True) or first_name(tokens, i)
    if i and tokens[i - 1].folded == "hedder":
        return person_at(tokens, i, names, frame=True) or first_name(tokens, i)
    if not is_given(tokens[i].text):
        return first_name(tokens, i) if _is_of_age(tokens, i + 1) else None
    first = first_name(tokens, i)
    if first is None:
        return None
    if employed := _employed(tokens, i + 1, names):
        return first._replace(job=employed)
    if i and is_title(tokens[i - 1]):
        return first._replace(job=Job((Segment(tokens[i - 1].start, tokens[i - 1].end),)))
    return first if any(shows(tokens, i) for shows in _INTRODUCTIONS) else None


def _has_clause(tokens: Sequence[Token], i: int) -> bool:
    """»Amina, der er mor til tre«."""
    return [token.folded for token in tokens[i + 1 : i + 3]] in ([",", "der"], [",", "som"])


def _has_age(tokens: Sequence[Token], i: int) -> bool:
    """»9-årige Amina«, »Amina på ni år«."""
    is_behind_age = i > 0 and tokens[i - 1].folded.endswith("-årige")
    return is_behind_age or _is_age(tokens, i + 1) or _is_of_age(tokens, i + 1)


def _begins_sentence(tokens: Sequence[Token], i: int) -> bool:
    """»Amina er gæst.«"""
    return (i == 0 or tokens[i - 1].text in ".!?") and _has_verb(tokens, i + 1)


def _is_answer(tokens: Sequence[Token], i: int) -> bool:
    """»En af dem er Amina.«"""
    return i > 0 and tokens[i - 1].folded in ("er", "hedder") and _ends_sentence(tokens, i + 1)


_INTRODUCTIONS: tuple[Callable[[Sequence[Token], int], bool], ...] = (
    _has_clause,
    _has_age,
    _begins_sentence,
    _is_answer,
)
"""What shows that a given name alone, token `i`, is somebody of whom the text tells."""


def _employed(tokens: Sequence[Token], i: int, names: NameIndex) -> Job:
    """The organisation of »Ib fra Nordby El har …« at token `i` as a job; `NO_JOB` where none stands there.

    The words must show that it is an organisation, since »Ib fra Nordby« is anybody.
    """
    if i >= len(tokens) or tokens[i].folded != "fra":
        return NO_JOB
    end = organisation_end(tokens, i + 1, names)
    run = tokens[i + 1 : end]
    is_name = len(run) > 1 or any(is_organisation_word(word.text) or is_acronym(word.text) for word in run)
    is_place = is_town(tokens, i + 1, end, names) or person_end(tokens, i + 1, names) > i + 1
    return Job((), Segment(run[0].start, run[-1].end)) if is_name and not is_place else NO_JOB


def _with_job_before(tokens: Sequence[Token], i: int, mention: Mention, names: NameIndex) -> Mention:
    """The mention with the job that ends before »hedder« at token `i`: »Direktøren for Nøglen hedder Ib Bo«."""
    if i > 1 and tokens[i - 1].folded in PRONOUNS and tokens[i - 2].text in ".!?":
        job, _ = job_at(tokens, _sentence_start(tokens, i - 2), names)
        return mention._replace(job=job) if job.title and not mention.job else mention
    for start in range(max(i - _MAX_JOB_BEFORE, 0), i):
        job, end = job_at(tokens, start, names)
        if job.title and (end == i or _is_clause(tokens, end, i)):
            return mention if mention.job else mention._replace(job=job)
    return mention


def _sentence_start(tokens: Sequence[Token], i: int) -> int:
    """The number of the token that begins the sentence which ends at token `i`: of »Formanden for Nøglen er glad.«"""
    ends = (at for at in range(i - 1, -1, -1) if tokens[at].text in ".!?")
    return next(ends, -1) + 1


def _is_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a relative clause between commas, and nothing else, is `tokens[start:end]`."""
    row = [token.folded for token in tokens[start:end]]
    return len(row) > 3 and row[0] == row[-1] == "," and row[1] in ("der", "som") and row.count(",") == 2


def _is_age(tokens: Sequence[Token], i: int) -> bool:
    """Whether »på ni år« or », 44 år« stands at token `i`."""
    row = [token.folded for token in tokens[i : i + 3]]
    is_number = row[0:1] == ["på"] or (
        row[0:1] == [","] and tokens[i + 1 : i + 2] and tokens[i + 1].kind is Kind.NUMBER
    )
    return bool(is_number) and row[2:] == ["år"]


def _is_of_age(tokens: Sequence[Token], i: int) -> bool:
    """Whether »på 20« or »på 20 år«, and no measure, stands at token `i`: »Aurelia på 20 og Malthe på 19 har …«."""
    row = tokens[i : i + 3]
    is_number = len(row) == 3 and row[0].folded == "på" and row[1].kind is Kind.NUMBER and len(row[1].text) < 3
    return is_number and (row[2].kind is Kind.SIGN or row[2].folded in ("og", "år", "har", "er", "havde", "var"))


def _has_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether »er« or »har« stands at token `i`: »Knud er gæst.«"""
    return i < len(tokens) and tokens[i].folded in ("er", "var", "har", "havde", "bor")


def _ends_sentence(tokens: Sequence[Token], i: int) -> bool:
    return i >= len(tokens) or tokens[i].text in ".!?"


def _may_begin_person(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name or a job may begin at token `i`: a quick answer, since most words begin none."""
    token = tokens[i]
    if token.kind in (Kind.CAPITAL, Kind.INITIAL, Kind.SHORT):
        return i == 0 or not THING.search(tokens[i - 1].folded)
    if token.kind is not Kind.SMALL or token.folded in SPEECH_VERBS or token.folded in PREPOSITIONS:
        return False
    return is_title(token) or is_definite_title(token) or any(map(is_title, tokens[i + 1 : i + 3]))
