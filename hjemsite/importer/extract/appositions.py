"""What stands behind a name: »Ib Bo, direktør i Nøglen«, »Ib Bo (S)«, »Ib Bo, der er lektor ved …«."""

from collections.abc import Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.jobs import NO_JOB, Job, is_kind_of_organisation, job_at, job_from_title
from hjemsite.importer.extract.lexicon import (
    BEFORE_TITLE,
    DEGREE,
    FIELDS,
    NOT_CAPITAL,
    PREPOSITIONS,
    PRONOUNS,
)
from hjemsite.importer.extract.organisation_names import is_unit, organisation_end
from hjemsite.importer.extract.person_names import NameIndex, is_acronym, is_organisation_word, person_end
from hjemsite.importer.extract.titles import is_title, title_end
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of

_COPULAS = frozenset("er var bliver blev som arbejder virker også samtidig selv nu i dag og har været".split())
_PORTFOLIO = frozenset({"rådmand", "borgmester", "viceborgmester", "direktør", "fagdirektør", "forvaltningschef"})


def continues_title(tokens: Sequence[Token], behind: Job) -> bool:
    """Whether what stands behind a name goes on with the title before it: it begins with a capital or is a degree."""
    first = next(token for token in tokens if token.start == behind.title[0].start)
    return (first.kind is Kind.CAPITAL and not is_title(first)) or bool(DEGREE.match(first.text))


def job_after_name(tokens: Sequence[Token], i: int, before: Job, names: NameIndex) -> tuple[Job, int]:
    """The post that stands behind a name that ends at token `i`, and where it ends."""
    i = _skip_brackets(tokens, i)
    found = NO_JOB
    if i < len(tokens) and tokens[i].folded in ("fra", "ved", "hos", "i", "på"):
        begin = i + 1 + is_kind_of_organisation(tokens, i + 1)
        stop = organisation_end(tokens, begin, names)
        place = TokenRange(begin, stop)
        if stop > begin and tokens[begin].kind is Kind.CAPITAL and _is_employer(tokens, i, place, names):
            found, i = Job((), segment_of(tokens, place)), stop
    while i + 1 < len(tokens) and tokens[i].text in (",", "–", "—", "-"):
        if tokens[i].text != "," and (found or tokens[i].end == tokens[i + 1].start):
            break
        item, after = _next_item(tokens, i + 1, before, found, names)
        if not item:
            break
        found = _merged(found, item)
        i = after
    return found, i


def _merged(found: Job, item: Job) -> Job:
    organisation = found.organisation or item.organisation
    return Job(found.title + item.title, organisation, found.is_former or item.is_former, None, item.is_secondary)


def _skip_brackets(tokens: Sequence[Token], i: int) -> int:
    """Past a party or an age: »(S)«, »(45)«."""
    if i < len(tokens) and tokens[i].text == "(":
        for k in range(i + 1, min(i + 5, len(tokens))):
            if tokens[k].text == ")":
                return k + 1
    return i


def _is_employer(tokens: Sequence[Token], i: int, place: TokenRange, names: NameIndex) -> bool:
    """Whether »fra X« or »i X« behind a name tells where they work: not so »siger Ib Bo i Politiken«."""
    words = [token.text for token in tokens[place.start : place.end]]
    sure = any(is_organisation_word(word) for word in words) or any(map(is_acronym, words))
    heard = tuple(word.casefold() for word in words) in names.organisations
    return sure or heard or place.start > i + 1 or (tokens[i].folded in ("fra", "ved", "hos") and len(words) > 1)


def _next_item(tokens: Sequence[Token], i: int, before: Job, found: Job, names: NameIndex) -> tuple[Job, int]:
    """One thing in the row behind a name: a post, a degree, an organisation, a relative clause."""
    first = tokens[i]
    if first.folded in ("der", "som"):
        return _relative_clause(tokens, i, names) if not found.title else (NO_JOB, i)
    start = i
    while start < len(tokens) and tokens[start].folded in BEFORE_TITLE - {"tidligere"}:
        start += 1
    former = start < len(tokens) and tokens[start].folded == "tidligere"
    end = title_end(tokens, start + former)
    if end == start + former and not found.title:
        end = _odd_title_end(tokens, start, names)
    if end > start + former:
        if person_end(tokens, end, names) > end:
            return NO_JOB, i
        told, after = job_from_title(tokens, start, end, names)
        if found.title and not (DEGREE.match(tokens[start].text) or found.title[0].start < 0):
            return (NO_JOB, i) if told.organisation and found.organisation else (told, after)
        return told, after
    return _organisation_after_comma(tokens, i, before, found, names)


def _odd_title_end(tokens: Sequence[Token], i: int, names: NameIndex) -> int:
    """A post that no table has, told by its »i« and an organisation: »sygehuspræst« has a head, »salgsrepræs« not."""
    j = i
    while j < len(tokens) and j - i < 3 and tokens[j].kind is Kind.SMALL and tokens[j].folded not in PREPOSITIONS:
        if tokens[j].folded in SPEECH_VERBS | PRONOUNS.keys() | NOT_CAPITAL:
            return i
        j += 1
    if j == i or j + 1 >= len(tokens) or tokens[j].folded not in ("i", "hos", "ved", "for", "på"):
        return i
    stop = organisation_end(tokens, j + 1, names)
    return j if stop > j + 1 and tokens[j + 1].kind is Kind.CAPITAL and _ends_clause(tokens, stop) else i


def _ends_clause(tokens: Sequence[Token], i: int) -> bool:
    return i >= len(tokens) or tokens[i].kind is Kind.SIGN or tokens[i].folded in ("og", "til")


def _relative_clause(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """»der er lektor på Østhavn Universitet«, »som til daglig er leder af Nøglen«."""
    j = i + 1
    while j < len(tokens) and j - i < 6 and (tokens[j].folded in _COPULAS or _is_daily(tokens, j)):
        j += 1 + _is_daily(tokens, j)
    if j == i + 1:
        return NO_JOB, i
    told, after = job_at(tokens, j, names)
    if told:
        beside = any(token.folded in ("også", "samtidig", "desuden") for token in tokens[i:j])
        return told._replace(is_secondary=beside), after
    end = _odd_title_end(tokens, j, names)
    return job_from_title(tokens, j, end, names) if end > j else (NO_JOB, i)


def _is_daily(tokens: Sequence[Token], j: int) -> bool:
    return [token.folded for token in tokens[j : j + 2]] == ["til", "daglig"]


def _organisation_after_comma(
    tokens: Sequence[Token], i: int, before: Job, found: Job, names: NameIndex
) -> tuple[Job, int]:
    """An organisation behind a comma, or the part of one that goes with the title."""
    j = i + (tokens[i].folded in ("fra", "i", "ved") and i + 1 < len(tokens))
    stop = organisation_end(tokens, j, names)
    if stop == j or tokens[j].folded in NOT_CAPITAL or found.organisation:
        return NO_JOB, i
    if not _ends_clause(tokens, stop) or person_end(tokens, j, names) > j or tokens[j].kind is Kind.SMALL:
        lower = tokens[j].kind is Kind.SMALL and _ends_clause(tokens, stop) and bool(before.title or found.title)
        if not lower:
            return NO_JOB, i
    run = TokenRange(j, stop)
    if _goes_with_title(tokens, run, before, found, names):
        return Job((segment_of(tokens, run),)), stop
    return Job((), segment_of(tokens, run)), stop


def _goes_with_title(tokens: Sequence[Token], run: TokenRange, before: Job, found: Job, names: NameIndex) -> bool:
    title = (before.title or found.title)[-1:]
    if not title:
        return False
    if is_unit(tokens, *run) and run.end + 1 < len(tokens) and tokens[run.end].text == ",":
        following = organisation_end(tokens, run.end + 1, names)
        return following > run.end + 1 and tokens[run.end + 1].kind is Kind.CAPITAL
    words = tokens[run.start : run.end]
    if all(word.folded in FIELDS or word.folded in ("og", ",", "&") for word in words):
        return True
    head = next((token.folded for token in tokens if token.end == title[0].end), "")
    plain = not any(is_organisation_word(word.text) or is_acronym(word.text) for word in words)
    return head in _PORTFOLIO and plain and any(word.folded == "og" for word in words)
