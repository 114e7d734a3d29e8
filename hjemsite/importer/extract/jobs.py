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
    Known,
    begins_with_article,
    is_acronym,
    is_genitive,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import (
    STOPS,
    definite_ending,
    is_definite_title,
    is_title,
    skip_modifiers,
    title_end,
)
from hjemsite.importer.extract.tokens import Kind, Token

_LONGEST_POST = 30
_APOSTROPHES = frozenset("’'")
_OF_A_FIELD = re.compile(r"(?:rådmand|minister|direktør|chef|ordfører)\Z", re.IGNORECASE)
_POSSESSOR = re.compile(r"\w{3,}(?:ens|ets|nes|ernes|s)\Z")


class Place(NamedTuple):
    """Tokens number `start` up to, not including, number `end`."""

    start: int
    end: int


class Job(NamedTuple):
    """A post held: the pieces of its title, and the organisation, as far as it is told."""

    title: tuple[Segment, ...] = ()
    organisation: Segment | None = None
    former: bool = False
    owner: Segment | None = None
    """What is not a name before the title: »gruppens formand«, »Fondens direktør«."""
    beside: bool = False
    """Whether they hold it beside another one, as which they speak: »der også er medlem af …«."""

    def __bool__(self) -> bool:
        return bool(self.title or self.organisation)


NO_JOB = Job()


def genitive_owner(tokens: Sequence[Token], i: int) -> Place | None:
    """The organisation in the genitive before a title: »ABO’s Landsformand«, »gruppens formand«."""
    if i >= len(tokens):
        return None
    if tokens[i].kind is Kind.SMALL:
        own = _POSSESSOR.match(tokens[i].folded) and not is_title(tokens[i]) and i + 1 < len(tokens)
        after, _ = skip_modifiers(tokens, i + 1)
        return Place(i, i + 1) if own and title_end(tokens, after) > after else None
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
                return Place(i, end)
        if tokens[j].kind is Kind.SMALL and tokens[j].folded not in ("og", "for", "til", "af", "mod"):
            break
        if tokens[j].kind is Kind.SIGN:
            break
        j += 1
    return None


def after_title(tokens: Sequence[Token], start: int, i: int, known: Known) -> tuple[Job, int]:
    """The whole post whose title is `tokens[start:i]`: what it is of, where, and where that ends."""
    end, organisation = i, None
    unit: Place | None = None
    owner: Segment | None = None
    limit = start + _LONGEST_POST
    while i < min(len(tokens), limit) and tokens[i].folded in PREPOSITIONS:
        obj = _object(tokens, i + 1, known)
        stop = organisation_end(tokens, obj, known)
        if stop == obj and obj > i + 1:
            stop = obj = i + 1
        if stop > obj:
            if person_end(tokens, obj, known) >= stop and not is_organisation_word(tokens[obj].text):
                break
            run = Place(obj, stop)
            if _is_field(tokens, end, run):
                end = i = _fields_end(tokens, stop)
                continue
            if organisation:
                i = stop if person_end(tokens, stop, known) > stop else i
                break
            if _is_part(tokens, run) and not _is_committee(tokens, run):
                unit, i = run, stop
                continue
            if _is_committee(tokens, run):
                end = i = stop
                continue
            organisation = run
            end = max(end, unit.end) if unit else end
            unit, i = None, stop
            continue
        small = _small_object(tokens, i + 1)
        if small == i + 1 or organisation:
            break
        if small == i + 2 and GENERIC.fullmatch(tokens[i + 1].text):
            owner, i = segment(tokens, Place(i + 1, small)), small
            break
        i = small
        end = i
    if unit and organisation is None:
        organisation, whole = unit, _whole_behind(tokens, i, known)
        if whole:
            organisation, end, i = whole, unit.end, whole.end
    title = _title(tokens, Place(start, end)) if end > start else ()
    found = Job(title, organisation and segment(tokens, organisation), owner=owner)
    return _without_short_name(found, tokens[start], known), i


def _without_short_name(found: Job, word: Token, known: Known) -> Job:
    """The post whose title begins with an organisation that the text names elsewhere, too: »KBF-direktør«."""
    short, dash, _ = word.text.partition("-")
    heard = bool(dash) and is_acronym(short) and any(short.casefold() in words for words in known.organisations)
    if not found.title or not heard:
        return found
    end = word.start + len(short)
    head = Segment(max(found.title[0].start, end + 1), found.title[0].end)
    return found._replace(title=(head, *found.title[1:]), organisation=found.organisation or Segment(word.start, end))


def _object(tokens: Sequence[Token], obj: int, known: Known) -> int:
    """Where the name begins of what a post is of, past »foreningen«, »den« and »bostedet« before it."""
    if obj + 1 < len(tokens) and GENERIC.fullmatch(tokens[obj].text) and tokens[obj + 1].kind is Kind.CAPITAL:
        obj += tokens[obj].kind is Kind.SMALL and person_end(tokens, obj + 1, known) == obj + 1
    if obj < len(tokens) and tokens[obj].text in ("den", "det", "de", "en", "et"):
        obj += 1
    obj += is_class(tokens, obj) and person_end(tokens, obj + 1, known) == obj + 1
    return obj


def is_class(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word says what kind of organisation follows: »fra tegnestuen Plank«."""
    word = tokens[i] if i + 1 < len(tokens) else None
    return bool(
        word and word.kind is Kind.SMALL and word.text.endswith(("en", "et")) and tokens[i + 1].kind is Kind.CAPITAL
    )


def _whole_behind(tokens: Sequence[Token], i: int, known: Known) -> Place | None:
    """The organisation behind a part of it and a comma: »på Psykiatrisk Afdeling, Nordby Sygehus«."""
    if i + 1 >= len(tokens) or tokens[i].text != "," or tokens[i + 1].kind is not Kind.CAPITAL:
        return None
    stop = organisation_end(tokens, i + 1, known)
    sure = any(is_organisation_word(token.text) for token in tokens[i + 1 : stop])
    apart = stop >= len(tokens) or tokens[stop].kind is Kind.SIGN
    return Place(i + 1, stop) if sure and apart and person_end(tokens, i + 1, known) == i + 1 else None


def _title(tokens: Sequence[Token], place: Place) -> tuple[Segment, ...]:
    """The title; of »formanden for bestyrelsen« the letters of »formand« and what follows."""
    whole, first = segment(tokens, place), tokens[place.start]
    stem = definite_ending(first.text)
    if not stem or is_title(first):
        return (whole,)
    short, dash, _ = first.text.partition("-")
    head = Segment(first.start + (len(short) + 1) * bool(dash and is_acronym(short)), first.end - stem)
    return (head, Segment(tokens[place.start + 1].start, whole.end)) if place.end - place.start > 1 else (head,)


def _is_field(tokens: Sequence[Token], end: int, run: Place) -> bool:
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


def _is_committee(tokens: Sequence[Token], run: Place) -> bool:
    """Whether a run is a part without a name of its own: »Børne- og Ungeudvalget«, »Hjemløseenheden«."""
    words = [token.folded for token in tokens[run.start : run.end]]
    return bool(COMMITTEE.search(words[-1])) and "for" not in words and not any(map(is_genitive, words[:-1]))


def _is_part(tokens: Sequence[Token], run: Place) -> bool:
    return is_unit(tokens, *run) and not is_acronym(tokens[run.start].text)


def _small_object(tokens: Sequence[Token], i: int) -> int:
    """The end of the small words in »chef for boliger og bosteder«."""
    j = i
    while j < len(tokens) and j - i < 6 and (tokens[j].kind is Kind.SMALL or tokens[j].kind is Kind.SHORT):
        word = tokens[j].folded
        if word in PREPOSITIONS or word in SPEECH_VERBS or word in PRONOUNS or (word in STOPS and word != "og"):
            break
        if word == "og" and not (j + 1 < len(tokens) and tokens[j + 1].kind is Kind.SMALL):
            break
        if word == "og" and tokens[j + 1].folded in SPEECH_VERBS:
            break
        j += 1
    while j > i and tokens[j - 1].folded in ("og", "den", "det", "de", "en", "et"):
        j -= 1
    return j


def job(tokens: Sequence[Token], i: int, known: Known) -> tuple[Job, int]:
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
    found, end = after_title(tokens, start, end, known)
    if owner:
        named = tokens[owner.start].kind in (Kind.CAPITAL, Kind.INITIAL) and not (
            owner.end - owner.start == 1 and GENERIC.fullmatch(tokens[owner.start].text)
        )
        named = named and not COUNCIL.search(tokens[owner.end - 1].text)
        place = owner_of(tokens, owner)
        found = found._replace(owner=place) if not named else found
        found = found._replace(organisation=found.organisation or (place if named else None))
    return found._replace(former=former or more), end


def _first_of_two(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the title ends that goes with the owner before it: »Nøglens formand, borgmester i Nordby Ib Bo«."""
    comma = next((k for k in range(start, end) if tokens[k].text == ","), end)
    elsewhere = end < len(tokens) and tokens[end].folded in PREPOSITIONS
    return comma if elsewhere else end


def segment(tokens: Sequence[Token], place: Place) -> Segment:
    return Segment(tokens[place.start].start, tokens[place.end - 1].end)


def owner_of(tokens: Sequence[Token], place: Place) -> Segment:
    last = tokens[place.end - 1].text
    whole = segment(tokens, place)
    if last in _APOSTROPHES:
        return Segment(whole.start, whole.end - 1)
    return Segment(whole.start, whole.end - len(last) + len(without_genitive(last)))
