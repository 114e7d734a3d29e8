"""Somebody mentioned: a name with the post around it, »han«, »direktøren«, a first name alone.

The same grammar reads an inquit (»siger administrerende direktør i AHL, Kent Bro«) and running text. Behind a verb of
saying it is bolder, because there somebody must stand.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.appositions import continues_title, job_after_name
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.jobs import (
    NO_JOB,
    Job,
    TokenRange,
    genitive_owner,
    job_at,
    job_from_title,
    owner_segment,
    segment,
)
from hjemsite.importer.extract.lexicon import ADVERBS, NOT_CAPITAL, PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    MARKS,
    NameIndex,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_definite_title, is_title, skip_modifiers
from hjemsite.importer.extract.tokens import Kind, Token


class Form(Enum):
    """How somebody is named."""

    NAME = "name"
    FIRST = "first"
    PRONOUN = "pronoun"
    PAIR = "pair"
    """»de to«: the last two spoken of."""
    TITLE = "title"
    ORGANISATION = "organisation"


class Mention(NamedTuple):
    """One person (or organisation) spoken of. `name` is what they are called here; `after` the next token."""

    form: Form
    name: Segment
    job: Job
    end: int


_JOINING = frozenset({"og", "at", "der", "som", "men"})


def mention_after_verb(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Who stands behind a verb of saying."""
    i = _skip_adverbs(tokens, i)
    if i >= len(tokens):
        return None
    if tokens[i].text in PRONOUNS:
        return Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)
    if [token.folded for token in tokens[i : i + 2]] == ["de", "to"]:
        return Mention(Form.PAIR, Segment(tokens[i].start, tokens[i + 1].end), NO_JOB, i + 2)
    return (
        person_at(tokens, i, names, frame=True)
        or _person_by_title(tokens, i, names)
        or _first_name(tokens, i)
        or _organisation(tokens, i, names)
    )


def _skip_adverbs(tokens: Sequence[Token], i: int) -> int:
    stop = i + 4
    while i < min(stop, len(tokens)) and tokens[i].folded in ADVERBS:
        i += 1
    return i


def person_at(tokens: Sequence[Token], i: int, names: NameIndex, frame: bool = False) -> Mention | None:
    """The person whose name, or the post before it, begins at token `i`."""
    begin, _ = skip_modifiers(tokens, i)
    end = person_end(tokens, begin, names, frame)
    owner = (
        genitive_owner(tokens, begin) if frame and end > begin and person_end(tokens, begin, names) == begin else None
    )
    # »Fri af Gælds formand«: what owns a post and is nobody's name for sure is an organisation.
    if end > begin and not (owner and owner.end >= end):
        return _with_job_after(tokens, begin, end, NO_JOB, names)
    before, j = job_at(tokens, i, names)
    if not before and frame:
        before, j = _unlisted_job(tokens, begin, names)
    if not before:
        return _person_of_organisation(tokens, begin, names) if frame else None
    j += j < len(tokens) and tokens[j].folded in ("bag", "selv")
    before, j = _with_unlisted_second_title(tokens, before, j, names)
    comma = j < len(tokens) and tokens[j].text == ","
    placed = before.owner is not None or before.organisation is not None
    start, before = _skip_aside(tokens, j, before, names)
    start += comma
    end = person_end(tokens, start, names, frame=comma == placed)
    if end > start:
        return _with_job_after(tokens, start, end, before, names)
    return _name_in_organisation(tokens, before, j, names) if frame and before.organisation else None


def _with_unlisted_second_title(tokens: Sequence[Token], before: Job, j: int, names: NameIndex) -> tuple[Job, int]:
    """The post with a second one that no table has: »sanger og trommeslager Ib Bo«."""
    row = tokens[j : j + 2]
    joined = len(row) == 2 and row[0].folded == "og" and row[1].kind is Kind.SMALL and row[1].folded not in SPEECH_VERBS
    if not joined or not before.title or before.organisation or person_end(tokens, j + 2, names) == j + 2:
        return before, j
    title = (*before.title[:-1], Segment(before.title[-1].start, row[1].end))
    return before._replace(title=title), j + 2


def _skip_aside(tokens: Sequence[Token], j: int, before: Job, names: NameIndex) -> tuple[int, Job]:
    """Past what stands between a post and a name: »formand for Dansk Brugerforbund, DBF, Ib Bo«, »…, grev Ib Bo«,
    »Gadens Lægers formand, overlæge på Nordby Sygehus Ib Bo«.
    """
    row = tokens[j : j + 3]
    if len(row) < 3 or row[0].text != ",":
        return j, before
    if is_acronym(row[1].text) and row[2].text == ",":
        return j + 2, before
    other, end = job_at(tokens, j + 1, names) if row[1].kind in (Kind.SMALL, Kind.SHORT) else (NO_JOB, j)
    if other.title and person_end(tokens, end, names) > end:
        # »forfatteren til bogen, journalist Ib Bo«: what is of nothing that has a name is no post.
        return end - 1, before if before.organisation or before.owner else other
    lord = row[1].kind is Kind.SMALL and row[1].folded not in SPEECH_VERBS | PREPOSITIONS | _JOINING
    return (j + 1 if lord and person_end(tokens, j + 2) > j + 2 else j), before


def _person_of_organisation(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """»siger Samaritternes Rasmus Elkær«: an organisation in the genitive and a name."""
    for k in range(i + 1, min(i + 5, len(tokens))):
        if tokens[k - 1].kind is not Kind.CAPITAL:
            return None
        end = person_end(tokens, k, names)
        if end > k and is_given(tokens[k].text):
            found = _with_job_after(tokens, k, end, NO_JOB, names)
            owner = owner_segment(tokens, TokenRange(i, k)) if is_genitive(tokens[k - 1].text) else None
            return found._replace(job=found.job._replace(organisation=found.job.organisation or owner))
    return None


def _name_in_organisation(tokens: Sequence[Token], before: Job, j: int, names: NameIndex) -> Mention | None:
    """The last two words of an organisation, where they must be the name that was looked for."""
    k = j - 2
    run = tokens[k:j]
    assert before.organisation is not None
    inside = k > 0 and tokens[k].start > before.organisation.start and all(t.kind is Kind.CAPITAL for t in run)
    if not inside or any(is_organisation_word(t.text) or is_acronym(t.text) for t in run):
        return None
    if tokens[k - 1].kind is Kind.SMALL or (j < len(tokens) and tokens[j].text == "("):
        return None
    shorter = before._replace(organisation=Segment(before.organisation.start, tokens[k - 1].end))
    return _with_job_after(tokens, k, j, shorter, names)


def _unlisted_job(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """A word for a post that no table has, right before a name or before »i« and an organisation."""
    j = i
    while j < len(tokens) and j - i < 4 and tokens[j].kind in (Kind.SMALL, Kind.SHORT):
        word = tokens[j].folded
        if word in PREPOSITIONS | SPEECH_VERBS | ADVERBS | PRONOUNS.keys() | (_JOINING - {"men"}):
            break
        j += 1
    if j == i or j >= len(tokens):
        return NO_JOB, i
    begin = i + (j - i > 1 and tokens[i].folded.endswith(("ens", "ets", "nes")))
    if tokens[j].text == "," and person_end(tokens, j + 1, names) > j + 1:
        return Job((segment(tokens, TokenRange(begin, j)),)), j
    i = begin
    if person_end(tokens, j, names, frame=True) > j:
        plural = tokens[j - 1].folded.endswith(("erne", "ene"))
        return (Job((), None, True) if plural else Job((segment(tokens, TokenRange(i, j)),))), j
    return job_from_title(tokens, i, j, names) if tokens[j].folded in PREPOSITIONS else (NO_JOB, i)


def _person_by_title(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Somebody called by a post alone: »direktøren«, »organisationens formand«, »formanden for Nøglen«."""
    found, j = job_at(tokens, i, names)
    if found.title:
        return Mention(Form.TITLE, found.title[0], found, j)
    begin, _ = skip_modifiers(tokens, i)
    for k in range(begin, min(begin + 3, len(tokens))):
        if is_definite_title(tokens[k]):
            found, j = job_from_title(tokens, begin, k + 1, names)
            return Mention(Form.TITLE, found.title[0], found, j)
        if tokens[k].kind is not Kind.SMALL:
            return None
    return None


def _first_name(tokens: Sequence[Token], i: int) -> Mention | None:
    if tokens[i].text in MARKS and i + 2 < len(tokens) and tokens[i + 2].text in MARKS:
        found = _first_name(tokens[: i + 2], i + 1)  # a name that is not the real one: »Maria«
        return found and found._replace(end=i + 3)
    if tokens[i].kind is not Kind.CAPITAL or tokens[i].folded in NOT_CAPITAL or is_acronym(tokens[i].text):
        return None
    if not is_given(tokens[i].text) and is_organisation_word(tokens[i].text):
        return None
    if i + 1 < len(tokens) and tokens[i + 1].kind is Kind.CAPITAL:
        return None
    return Mention(Form.FIRST, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)


def _organisation(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    end = organisation_end(tokens, i, names) if tokens[i].kind is Kind.CAPITAL else i
    return Mention(Form.ORGANISATION, segment(tokens, TokenRange(i, end)), NO_JOB, end) if end > i else None


def _with_job_after(tokens: Sequence[Token], start: int, end: int, before: Job, names: NameIndex) -> Mention:
    behind, after = job_after_name(tokens, end, before, names)
    name = segment(tokens, TokenRange(start, end))
    if not before.title:
        return Mention(Form.NAME, name, behind, after)
    whole = before
    if behind.title and continues_title(tokens, behind):
        whole = whole._replace(title=before.title + behind.title)
    elif behind.title and not (before.organisation or before.owner) and behind.organisation:
        whole = behind
    elsewhere = whole.owner and behind.title
    if not whole.organisation and not elsewhere:
        whole = whole._replace(organisation=behind.organisation)
    return Mention(Form.NAME, name, whole, after)


def named_people(tokens: Sequence[Token], names: NameIndex) -> Iterator[Mention]:
    """Everybody named in running text, in order, with their posts."""
    i = 0
    while i < len(tokens):
        found = person_at(tokens, i, names) if _may_begin_person(tokens, i) else None
        found = found or _introduced_by_first_name(tokens, i)
        if found:
            yield found
        i = max(found.end if found else 0, i + 1)


def _introduced_by_first_name(tokens: Sequence[Token], i: int) -> Mention | None:
    """Somebody presented by a given name alone: »Amina, der er mor til tre«, »19-årige Mia«."""
    if tokens[i].kind is not Kind.CAPITAL or not is_given(tokens[i].text):
        return None
    clause = [token.folded for token in tokens[i + 1 : i + 3]] in ([",", "der"], [",", "som"])
    aged = i > 0 and tokens[i - 1].folded.endswith("-årige")
    return _first_name(tokens, i) if clause or aged else None


def _may_begin_person(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind in (Kind.CAPITAL, Kind.INITIAL, Kind.SHORT):
        return True
    if token.kind is not Kind.SMALL or token.folded in SPEECH_VERBS or token.folded in PREPOSITIONS:
        return False
    return is_title(token) or is_definite_title(token) or any(is_title(one) for one in tokens[i + 1 : i + 3])
