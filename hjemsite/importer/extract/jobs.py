"""The jobs of people: a title and the organisation behind it, as in »lektor ved Juridisk Institut på Havn Universitet«.

A part of an organisation (»Juridisk Institut«) belongs to the title where the organisation itself is named, too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.importer.extract.job_objects import (
    fields_end,
    is_at_organisation,
    is_body_of_people,
    is_committee,
    is_course,
    is_dwelling,
    is_field,
    is_generic_genitive,
    is_generic_place,
    is_part,
    is_relation_object,
    names_organisation,
    object_start,
    small_object_end,
    whole_behind_comma,
)
from hjemsite.importer.extract.job_owners import genitive_owner, is_common_owner, is_staff, is_town_owner, owner_segment
from hjemsite.importer.extract.lexicon import COUNCIL, DEGREE, GENERIC, PREPOSITIONS
from hjemsite.importer.extract.name_kinds import is_address, is_town
from hjemsite.importer.extract.offices import (
    begins_longer_name,
    is_branch,
    is_owned_noun,
    municipality_of_council,
    office_behind,
)
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.shared_titles import one_of_many
from hjemsite.importer.extract.title_segments import title_segments
from hjemsite.importer.extract.titles import (
    is_definite_title,
    skip_modifiers,
    title_end,
)
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of

_MAX_JOB = 30
"""How many tokens behind the first one of its title a job may go on."""
_BOARDS = frozenset("bestyrelse hovedbestyrelse direktion repræsentantskab forretningsudvalg formandskab".split())
"""What an organisation is led by: »formand for Nøglens bestyrelse«."""
_PUBLIC = re.compile(r"(?:kommunes|\bregions|styrelsens|ministeriets|forvaltningens)\Z")
"""How the genitive ends of authorities, whose parts have no name of their own."""
_AT = frozenset({"i", "på", "hos", "ved"})
"""What stands before where somebody works."""
_KIN = re.compile(r"(?:mor|far|søn|datter|bror|søster)\Z", re.IGNORECASE)
"""What somebody is to another person: »mor til Ida«."""
_LOCAL_POST = re.compile(r"(?:præst|borgmester|dyrlæge|landmand|\bsmed|gårdejer)\Z", re.IGNORECASE)
"""Titles that go on with a town: »sognepræst i Nordby«."""
_HEAD = re.compile(r"\b(?:direktør|formand|forkvinde|forperson|leder|chef)\Z", re.IGNORECASE)


class Job(NamedTuple):
    """A job that somebody has: the segments of its title, and the organisation, where the text gives them."""

    title: tuple[Segment, ...] = ()
    organisation: Segment | None = None
    is_former: bool = False
    owner: Segment | None = None
    """What stands in the genitive before the title and is no name: »gruppens formand«, »Fondens direktør«.

    Or an organisation without a name behind it: »lærer på en skole«.
    """
    is_secondary: bool = False
    """Whether they speak as something else: »der også er medlem af …«."""

    is_combined: bool = False
    """Whether the organisation stands elsewhere than the title."""

    def __bool__(self) -> bool:
        return bool(self.title or self.organisation or self.owner)


NO_JOB = Job()


class _JobRead(NamedTuple):
    """What has been read of a job from its title on."""

    title_end: int
    """The number of the token behind the title."""
    next: int
    """The number of the token that is read next."""
    organisation: TokenRange | None = None
    part: TokenRange | None = None
    """A part of an organisation that is not named yet."""
    owner: TokenRange | None = None
    is_complete: bool = False


def job_from_title(tokens: Sequence[Token], start: int, i: int, names: NameIndex) -> tuple[Job, int]:
    """The job whose title begins as `tokens[start:i]`, with what stands behind it, and the number of the token after.

    An empty range is a job without a title.
    """
    read, stop = _JobRead(i, i), min(len(tokens), start + _MAX_JOB)
    while not read.is_complete and read.next < stop and tokens[read.next].folded in PREPOSITIONS:
        read = _with_object(tokens, read, names)
    if read.part and not read.organisation:
        read = _with_whole(tokens, read, read.part, names)
    if read.organisation and read.organisation.start > read.title_end:
        read = _with_municipality(tokens, read, read.organisation, names)
    last = _behind_first_title(tokens, start, read) if read.organisation else read.title_end
    title = title_segments(tokens, TokenRange(start, last)) if last > start else ()
    organisation = read.organisation and _organisation_segment(tokens, read.organisation)
    owner = read.owner and segment_of(tokens, read.owner)
    return _without_short_name(Job(title, organisation, owner=owner), tokens[start], names), read.next


def _behind_first_title(tokens: Sequence[Token], start: int, read: _JobRead) -> int:
    """The number of the token behind a title without »og medlem …«, which says no more than where somebody is."""
    row = [token.folded for token in tokens[start : read.title_end]]
    return next((start + at for at in range(1, len(row) - 1) if row[at : at + 2] == ["og", "medlem"]), read.title_end)


def _organisation_segment(tokens: Sequence[Token], run: TokenRange) -> Segment:
    """Where the name of an organisation stands, without its part: »i Nordby Kommunes vejafdeling«."""
    if is_genitive(tokens[run.end - 1].text) and _is_own_part(tokens, run.end):
        return owner_segment(tokens, run)
    inner = run.end - 1
    is_part = inner > run.start and tokens[inner].kind is Kind.SMALL and _PUBLIC.search(tokens[inner - 1].folded)
    return owner_segment(tokens, TokenRange(run.start, inner)) if is_part else segment_of(tokens, run)


def _is_own_part(tokens: Sequence[Token], i: int) -> bool:
    """Whether a board, a council or another part stands at token `i`: behind »formand for Nøglens«."""
    return i < len(tokens) and (
        tokens[i].folded in _BOARDS or COUNCIL.search(tokens[i].text) is not None or is_owned_noun(tokens, i)
    )


def _with_object(tokens: Sequence[Token], read: _JobRead, names: NameIndex) -> _JobRead:
    """The job with the words behind the preposition that comes next."""
    begin = object_start(tokens, read.next + 1, names)
    end = organisation_end(tokens, begin, names)
    if end == begin:
        return _with_small_object(tokens, read, names)
    if tokens[read.next].folded == "til" and _KIN.search(tokens[read.next - 1].text):
        return read._replace(is_complete=True)
    if person_end(tokens, begin, names) >= end and not is_organisation_word(tokens[begin].text):
        return read._replace(is_complete=True)
    return _with_named_object(tokens, read, TokenRange(begin, end), names)


def _with_named_object(tokens: Sequence[Token], read: _JobRead, run: TokenRange, names: NameIndex) -> _JobRead:
    """The job with a capitalised run: »for Social og Sundhed« belongs to the title, »i Nøglen« is the organisation."""
    if is_field(tokens, read.title_end, run, names):
        end = fields_end(tokens, run.end)
        return read._replace(title_end=end, next=end)
    if is_address(tokens, *run):
        return read._replace(next=run.end, is_complete=True)
    if tokens[run.start - 1].folded in ("i", "på", "fra") and _is_location(tokens, read, run, names):
        return read._replace(next=run.end, is_complete=True)
    if is_dwelling(tokens, read.title_end, run, names):
        return read._replace(title_end=run.end, next=run.end, is_complete=True)
    if read.organisation and _is_country(tokens, read, read.organisation):
        return read._replace(title_end=read.organisation.end, next=run.end, organisation=run)
    if read.organisation:
        behind = run.end + (run.end < len(tokens) and tokens[run.end].text == ",")
        is_before_name = person_end(tokens, behind, names) > behind
        return read._replace(next=run.end if is_before_name else read.next, is_complete=True)
    if municipality := municipality_of_council(tokens, run):
        return read._replace(title_end=run.end, next=run.end, organisation=municipality)
    if is_committee(tokens, read.title_end, run) and not begins_longer_name(tokens, run, names):
        return read._replace(title_end=run.end, next=run.end)
    if is_part(tokens, run):
        return read._replace(part=run, next=run.end)
    title_end = max(read.title_end, read.part.end) if read.part else read.title_end
    has_board = is_genitive(tokens[run.end - 1].text) and _is_own_part(tokens, run.end)
    return read._replace(title_end=title_end, next=run.end + has_board, organisation=run, part=None)


def _is_country(tokens: Sequence[Token], read: _JobRead, before: TokenRange) -> bool:
    """Whether what was taken for the organisation is where it is led: »landechef i Kulumba for Læger uden Rast«."""
    word = tokens[before.start].text
    is_bare = before.end == before.start + 1 and not (is_organisation_word(word) or is_acronym(word))
    return is_bare and tokens[before.start - 1].folded == "i" and tokens[read.next].folded in ("for", "hos")


def _is_location(tokens: Sequence[Token], read: _JobRead, run: TokenRange, names: NameIndex) -> bool:
    """Whether a job is in a town, and not at an organisation: »rådgiver i Nordby«, but not »direktør i Solby«."""
    is_head = bool(_HEAD.search(tokens[read.title_end - 1].text)) and tokens[run.start].folded not in names.towns
    own_name = tuple(token.folded for token in tokens[run.start : run.end])
    is_short = any(name[1:] == own_name and GENERIC.fullmatch(name[0]) for name in names.organisations if name)
    is_post = bool(_LOCAL_POST.search(tokens[read.title_end - 1].text)) and run.end == run.start + 1
    is_bare = not (is_organisation_word(tokens[run.start].text) or is_acronym(tokens[run.start].text))
    return not (is_head or is_short) and (is_town(tokens, *run, names) or (is_post and is_bare))


def _with_small_object(tokens: Sequence[Token], read: _JobRead, names: NameIndex) -> _JobRead:
    """The job with small words: »for boliger« belongs to the title, »for foreningen« is its owner."""
    if is_relation_object(tokens, read.next):
        return read._replace(is_complete=True)
    run = TokenRange(read.next + 1, small_object_end(tokens, read.next + 1))
    if run.end == run.start or read.organisation:
        return read._replace(is_complete=True)
    if tokens[read.next].folded in _AT and tokens[run.start].folded in ("en", "et") and run.end > run.start + 1:
        return read._replace(next=run.end, owner=TokenRange(run.start, run.start + 2), is_complete=True)
    if is_body_of_people(tokens, run):
        return read._replace(next=run.end, owner=TokenRange(run.start + 1, run.end), is_complete=True)
    if run.end == run.start + 1 and names_organisation(tokens[run.start], names):
        return read._replace(next=run.end, owner=run, is_complete=True)
    if is_course(tokens, read.title_end, run):
        return read._replace(title_end=run.start + 1, next=run.start + 1, is_complete=True)
    is_joined = run.end > run.start + 1 and tokens[run.start + 1].folded == "og"
    if (run.end == run.start + 1 or is_joined) and is_generic_place(tokens, run.start):
        noun = TokenRange(run.start, run.start + 1)
        return read._replace(next=noun.end, owner=noun, is_complete=not is_at_organisation(tokens, noun.end))
    owner = next((TokenRange(at, at + 1) for at in range(*run) if is_generic_genitive(tokens[at])), read.owner)
    return read._replace(title_end=run.end, next=run.end, owner=owner)


def _with_whole(tokens: Sequence[Token], read: _JobRead, part: TokenRange, names: NameIndex) -> _JobRead:
    """The job with the organisation behind the part that was read; with the part as its organisation if none is."""
    whole = whole_behind_comma(tokens, read.next, names)
    if whole is None:
        return read._replace(organisation=part)
    return read._replace(title_end=part.end, next=whole.end, organisation=whole)


def _with_municipality(tokens: Sequence[Token], read: _JobRead, part: TokenRange, names: NameIndex) -> _JobRead:
    """The job at the municipality behind its house and a comma: »leder af Familiehuset, Nordby Kommune«."""
    whole = whole_behind_comma(tokens, part.end, names) if read.next == part.end else None
    if whole and is_branch(tokens, part):
        return read._replace(next=whole.end, organisation=whole)
    is_whole = whole and tokens[whole.end - 1].folded == "kommune" and tokens[part.end - 1].folded != "kommune"
    return read._replace(title_end=part.end, next=whole.end, organisation=whole) if whole and is_whole else read


def _without_short_name(job: Job, word: Token, names: NameIndex) -> Job:
    """The job, split where its title begins with an organisation that the text names elsewhere: »KBF-direktør«."""
    short, dash, _ = word.text.partition("-")
    is_name = bool(dash) and is_acronym(short) and any(short.casefold() in words for words in names.organisations)
    if not job.title or not is_name:
        return job
    end = word.start + len(short)
    head = Segment(max(job.title[0].start, end + 1), job.title[0].end)
    return job._replace(title=(head, *job.title[1:]), organisation=job.organisation or Segment(word.start, end))


def job_at(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The job that begins at token `i`, and the number of the token behind it; `NO_JOB` and `i` where none does.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = "administrerende direktør i Fonden Nøglen, Ib Bo"
    >>> job, end = job_at(tokens(text), 0, NameIndex())
    >>> [text[slice(*segment)] for segment in (*job.title, job.organisation)], end
    (['administrerende direktør', 'Fonden Nøglen'], 5)
    """
    if many := one_of_many(tokens, i):
        at, title = many
        return job_from_title([*tokens[:at], title, *tokens[at + 1 :]], at, at + 1, names)
    begin, is_former = skip_modifiers(tokens, i)
    owner = genitive_owner(tokens, begin)
    start, is_former_behind = skip_modifiers(tokens, owner.end if owner else begin)
    end = title_end(tokens, start)
    if end == start and start < len(tokens) and is_definite_title(tokens[start]):
        end = start + 1
    if end == start:
        return NO_JOB, i
    job, after = job_from_title(tokens, start, _first_of_two(tokens, start, end) if owner else end, names)
    if office := office_behind(tokens, start, after):
        job, after = job_from_title(tokens, *office, names)
    if owner and is_town_owner(tokens, owner, end - 1):
        job = job._replace(owner=job.owner or owner_segment(tokens, owner))
    elif owner and not is_staff(tokens, owner, start):
        job = _with_owner(tokens, job, owner)
    return job._replace(is_former=is_former or is_former_behind), after


def _with_owner(tokens: Sequence[Token], job: Job, owner: TokenRange) -> Job:
    """The job with what stands in the genitive before it: a name is where it is, »gruppens« only its owner."""
    is_generic = owner.end - owner.start == 1 and GENERIC.fullmatch(tokens[owner.start].text)
    is_council = COUNCIL.search(tokens[owner.end - 1].text)
    is_name = not (is_generic or is_council or is_common_owner(tokens, owner))
    segment = owner_segment(tokens, owner)
    return job._replace(organisation=job.organisation or segment) if is_name else job._replace(owner=segment)


def _first_of_two(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of the first of two titles; else `end`: »Nøglens formand, advokat Ib Bo«. A degree is no second title."""
    commas = (at for at in range(start, end - 1) if tokens[at].text == "," and not DEGREE.match(tokens[at + 1].text))
    return next(commas, end)
