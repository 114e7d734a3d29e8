"""Titles and organisations as they stand before a name, after it, and on both sides.

»administrerende direktør i AHL, Kent Bro«, »lektor ved Juridisk Institut på Østhavn Universitet«, »rådmand Kim Bo,
Job og Velfærd«. A part of an organisation belongs to the title when the organisation itself is named, too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.lexicon import COMMITTEE, COUNCIL, FIELDS, GENERIC, NOT_CAPITAL, PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.organisation_names import is_unit, organisation_end
from hjemsite.importer.extract.person_names import (
    NameIndex,
    begins_with_article,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import (
    TITLE_STOPS,
    definite_ending,
    is_definite_title,
    is_title,
    skip_modifiers,
    title_end,
)
from hjemsite.importer.extract.tokens import Kind, Token

_LONGEST_JOB = 30
_APOSTROPHES = frozenset("’'")
_OF_A_FIELD = re.compile(r"(?:rådmand|minister|direktør|chef|ordfører)\Z", re.IGNORECASE)
_POSSESSOR = re.compile(r"\w{3,}(?:ens|ets|nes|ernes|s)\Z")


class TokenRange(NamedTuple):
    """Tokens number `start` up to, not including, number `end`."""

    start: int
    end: int


class Job(NamedTuple):
    """A post held: the pieces of its title, and the organisation, as far as it is told."""

    title: tuple[Segment, ...] = ()
    organisation: Segment | None = None
    is_former: bool = False
    owner: Segment | None = None
    """What is not a name before the title: »gruppens formand«, »Fondens direktør«."""
    is_secondary: bool = False
    """Whether they hold it beside another one, as which they speak: »der også er medlem af …«."""

    def __bool__(self) -> bool:
        return bool(self.title or self.organisation)


NO_JOB = Job()


def genitive_owner(tokens: Sequence[Token], i: int) -> TokenRange | None:
    """The organisation in the genitive before a title: »ABO’s Landsformand«, »gruppens formand«."""
    if i >= len(tokens):
        return None
    if tokens[i].kind is Kind.SMALL:
        own = _POSSESSOR.match(tokens[i].folded) and not is_title(tokens[i]) and i + 1 < len(tokens)
        after, _ = skip_modifiers(tokens, i + 1)
        return TokenRange(i, i + 1) if own and title_end(tokens, after) > after else None
    if tokens[i].kind not in (Kind.CAPITAL, Kind.INITIAL) or (
        tokens[i].folded in NOT_CAPITAL and not begins_with_article(tokens, i)
    ):
        return None
    j = i
    while j < len(tokens) and j - i < 8 and (tokens[j].kind in (Kind.CAPITAL, Kind.NUMBER, Kind.INITIAL) or j > i):
        if is_genitive(tokens[j].text) and j + 1 < len(tokens):
            end = j + 1 + (tokens[j + 1].text in _APOSTROPHES and tokens[j + 1].start == tokens[j].end)
            after, _ = skip_modifiers(tokens, end)
            if title_end(tokens, after) > after:
                return TokenRange(i, end)
        if tokens[j].kind is Kind.SMALL and tokens[j].folded not in ("og", "for", "til", "af", "mod"):
            break
        if tokens[j].kind is Kind.SIGN:
            break
        j += 1
    return None


class _JobRead(NamedTuple):
    """A job read from its title on: how far the title goes, which token comes next, and what has been read."""

    title_end: int
    next: int
    organisation: TokenRange | None = None
    part: TokenRange | None = None
    """A part of an organisation that is not named yet."""
    owner: TokenRange | None = None
    is_complete: bool = False


def job_from_title(tokens: Sequence[Token], start: int, i: int, names: NameIndex) -> tuple[Job, int]:
    """The whole job whose title is `tokens[start:i]`: what it is of, where, and the number of the token behind it."""
    read, stop = _JobRead(i, i), min(len(tokens), start + _LONGEST_JOB)
    while not read.is_complete and read.next < stop and tokens[read.next].folded in PREPOSITIONS:
        read = _with_object(tokens, read, names)
    if read.part and not read.organisation:
        read = _with_whole(tokens, read, read.part, names)
    title = _title(tokens, TokenRange(start, read.title_end)) if read.title_end > start else ()
    organisation, owner = (place and segment(tokens, place) for place in (read.organisation, read.owner))
    return _without_short_name(Job(title, organisation, owner=owner), tokens[start], names), read.next


def _with_object(tokens: Sequence[Token], read: _JobRead, names: NameIndex) -> _JobRead:
    """The job with what stands behind the preposition that comes next."""
    begin = _object_start(tokens, read.next + 1, names)
    end = organisation_end(tokens, begin, names)
    if end == begin:
        return _with_small_object_end(tokens, read)
    if person_end(tokens, begin, names) >= end and not is_organisation_word(tokens[begin].text):
        return read._replace(is_complete=True)
    return _with_named_object(tokens, read, TokenRange(begin, end), names)


def _with_named_object(tokens: Sequence[Token], read: _JobRead, run: TokenRange, names: NameIndex) -> _JobRead:
    """»for Social og Sundhed« and »for Socialudvalget« go on with the title; »i Nøglen« is where the job is."""
    if _is_field(tokens, read.title_end, run):
        end = _fields_end(tokens, run.end)
        return read._replace(title_end=end, next=end)
    if read.organisation:
        is_before_name = person_end(tokens, run.end, names) > run.end
        return read._replace(next=run.end if is_before_name else read.next, is_complete=True)
    if _is_committee(tokens, run):
        return read._replace(title_end=run.end, next=run.end)
    if _is_part(tokens, run):
        return read._replace(part=run, next=run.end)
    title_end = max(read.title_end, read.part.end) if read.part else read.title_end
    return read._replace(title_end=title_end, next=run.end, organisation=run, part=None)


def _with_small_object_end(tokens: Sequence[Token], read: _JobRead) -> _JobRead:
    """»for boliger« goes on with the title; »for foreningen« tells whose job it is."""
    run = TokenRange(read.next + 1, _small_object_end(tokens, read.next + 1))
    if run.end == run.start or read.organisation:
        return read._replace(is_complete=True)
    if run.end == run.start + 1 and GENERIC.fullmatch(tokens[run.start].text):
        return read._replace(next=run.end, owner=run, is_complete=True)
    return read._replace(title_end=run.end, next=run.end)


def _with_whole(tokens: Sequence[Token], read: _JobRead, part: TokenRange, names: NameIndex) -> _JobRead:
    """The job at the organisation behind the part that was read; at the part itself if there is none."""
    whole = _whole_organisation(tokens, read.next, names)
    if whole is None:
        return read._replace(organisation=part)
    return read._replace(title_end=part.end, next=whole.end, organisation=whole)


def _without_short_name(found: Job, word: Token, names: NameIndex) -> Job:
    """The post whose title begins with an organisation that the text names elsewhere, too: »KBF-direktør«."""
    short, dash, _ = word.text.partition("-")
    heard = bool(dash) and is_acronym(short) and any(short.casefold() in words for words in names.organisations)
    if not found.title or not heard:
        return found
    end = word.start + len(short)
    head = Segment(max(found.title[0].start, end + 1), found.title[0].end)
    return found._replace(title=(head, *found.title[1:]), organisation=found.organisation or Segment(word.start, end))


def _object_start(tokens: Sequence[Token], obj: int, names: NameIndex) -> int:
    """Where the name begins of what a post is of, past »foreningen«, »den« and »bostedet« before it."""
    if obj + 1 < len(tokens) and GENERIC.fullmatch(tokens[obj].text) and tokens[obj + 1].kind is Kind.CAPITAL:
        obj += tokens[obj].kind is Kind.SMALL and person_end(tokens, obj + 1, names) == obj + 1
    if obj < len(tokens) and tokens[obj].text in ("den", "det", "de", "en", "et"):
        obj += 1
    obj += is_kind_of_organisation(tokens, obj) and person_end(tokens, obj + 1, names) == obj + 1
    return obj


def is_kind_of_organisation(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word says what kind of organisation follows: »fra tegnestuen Plank«."""
    word = tokens[i] if i + 1 < len(tokens) else None
    return bool(
        word and word.kind is Kind.SMALL and word.text.endswith(("en", "et")) and tokens[i + 1].kind is Kind.CAPITAL
    )


def _whole_organisation(tokens: Sequence[Token], i: int, names: NameIndex) -> TokenRange | None:
    """The organisation behind a part of it and a comma: »på Psykiatrisk Afdeling, Nordby Sygehus«."""
    if i + 1 >= len(tokens) or tokens[i].text != "," or tokens[i + 1].kind is not Kind.CAPITAL:
        return None
    stop = organisation_end(tokens, i + 1, names)
    sure = any(is_organisation_word(token.text) for token in tokens[i + 1 : stop])
    apart = stop >= len(tokens) or tokens[stop].kind is Kind.SIGN
    return TokenRange(i + 1, stop) if sure and apart and person_end(tokens, i + 1, names) == i + 1 else None


def _title(tokens: Sequence[Token], place: TokenRange) -> tuple[Segment, ...]:
    """The title; of »formanden for bestyrelsen« the letters of »formand« and what follows."""
    whole, first = segment(tokens, place), tokens[place.start]
    stem = definite_ending(first.text)
    if not stem or is_title(first):
        return (whole,)
    short, dash, _ = first.text.partition("-")
    head = Segment(first.start + (len(short) + 1) * bool(dash and is_acronym(short)), first.end - stem)
    return (head, Segment(tokens[place.start + 1].start, whole.end)) if place.end - place.start > 1 else (head,)


def _is_field(tokens: Sequence[Token], end: int, run: TokenRange) -> bool:
    """Whether a capitalised run is what a post is about, not whose it is: »rådmand for Social og Sundhed«."""
    words = [token.folded for token in tokens[run.start : run.end]]
    if all(word in FIELDS or word in ("og", ",", "&") for word in words):
        return True
    about = bool(_OF_A_FIELD.search(tokens[end - 1].text)) and tokens[run.start - 1].folded == "for"
    plain = not any(is_organisation_word(word.text) or is_acronym(word.text) for word in tokens[run.start : run.end])
    return about and plain and "og" in words


def _fields_end(tokens: Sequence[Token], i: int) -> int:
    """Where a row of fields ends: »rådmand for Social, Job og Sundhed«."""
    j = i
    while j + 1 < len(tokens) and tokens[j].text == "," and tokens[j + 1].folded in FIELDS:
        j += 2
    closed = j > i and j + 1 < len(tokens) and tokens[j].folded == "og" and tokens[j + 1].folded in FIELDS
    return j + 2 if closed else i


def _is_committee(tokens: Sequence[Token], run: TokenRange) -> bool:
    """Whether a run is a part without a name of its own: »Børne- og Ungeudvalget«, »Hjemløseenheden«."""
    words = [token.folded for token in tokens[run.start : run.end]]
    return bool(COMMITTEE.search(words[-1])) and "for" not in words and not any(map(is_genitive, words[:-1]))


def _is_part(tokens: Sequence[Token], run: TokenRange) -> bool:
    return is_unit(tokens, *run) and not is_acronym(tokens[run.start].text)


def _small_object_end(tokens: Sequence[Token], i: int) -> int:
    """The end of the small words in »chef for boliger og bosteder«."""
    j = i
    while j < len(tokens) and j - i < 6 and (tokens[j].kind is Kind.SMALL or tokens[j].kind is Kind.SHORT):
        word = tokens[j].folded
        if word in PREPOSITIONS or word in SPEECH_VERBS or word in PRONOUNS or (word in TITLE_STOPS and word != "og"):
            break
        if word == "og" and not (j + 1 < len(tokens) and tokens[j + 1].kind is Kind.SMALL):
            break
        if word == "og" and tokens[j + 1].folded in SPEECH_VERBS:
            break
        j += 1
    while j > i and tokens[j - 1].folded in ("og", "den", "det", "de", "en", "et"):
        j -= 1
    return j


def job_at(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The post told from token `i` on, and where it ends; without one, `NO_POST` and `i`."""
    begin, former = skip_modifiers(tokens, i)
    owner = genitive_owner(tokens, begin)
    start = owner.end if owner else begin
    start, more = skip_modifiers(tokens, start)
    end = title_end(tokens, start)
    if end == start and start < len(tokens) and is_definite_title(tokens[start]):
        end = start + 1
    if end == start:
        return NO_JOB, i
    end = _first_of_two(tokens, start, end) if owner else end
    found, end = job_from_title(tokens, start, end, names)
    if owner:
        named = tokens[owner.start].kind in (Kind.CAPITAL, Kind.INITIAL) and not (
            owner.end - owner.start == 1 and GENERIC.fullmatch(tokens[owner.start].text)
        )
        named = named and not COUNCIL.search(tokens[owner.end - 1].text)
        place = owner_segment(tokens, owner)
        found = found._replace(owner=place) if not named else found
        found = found._replace(organisation=found.organisation or (place if named else None))
    return found._replace(is_former=former or more), end


def _first_of_two(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the title ends that goes with the owner before it: »Nøglens formand, borgmester i Nordby Ib Bo«."""
    comma = next((k for k in range(start, end) if tokens[k].text == ","), end)
    elsewhere = end < len(tokens) and tokens[end].folded in PREPOSITIONS
    return comma if elsewhere else end


def segment(tokens: Sequence[Token], place: TokenRange) -> Segment:
    return Segment(tokens[place.start].start, tokens[place.end - 1].end)


def owner_segment(tokens: Sequence[Token], place: TokenRange) -> Segment:
    last = tokens[place.end - 1].text
    whole = segment(tokens, place)
    if last in _APOSTROPHES:
        return Segment(whole.start, whole.end - 1)
    return Segment(whole.start, whole.end - len(last) + len(without_genitive(last)))
