"""Where a speaker works when the text does not say it beside the name: guessed from the title and the organisations.

The guesses are a table: the first line whose condition a title meets decides, even if it then names nobody.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from hjemsite.importer.extract.lexicon import COUNCIL, GENERIC
from hjemsite.importer.extract.organisation_mentions import (
    inner_names,
    is_certain_name,
    long_names,
    organisation_mentions,
)
from hjemsite.importer.extract.person_names import NameIndex, is_acronym, is_organisation_word
from hjemsite.importer.extract.result import Paragraph, Segment
from hjemsite.importer.extract.sender import sender
from hjemsite.importer.extract.tokens import Token

_WHERE = re.compile(r", hvor [A-ZÆØÅ][^.,:\n]{2,60} (?:er|arbejder som|sidder som) ")
"""»Nøglen, hvor Ib Bo er leder«."""
_COUNTRY = "danmark"
_MUNICIPALITY = re.compile(r"\bkommune\Z", re.IGNORECASE)
_MUNICIPAL = re.compile(
    r"(?:borgmester|borgmesteren|rådmand|rådmanden|gruppeformand|kommunaldirektør|byrådsmedlem|byrådspolitiker|stadsdirektør|"
    r"socialdirektør|forvaltningschef|forvaltningsdirektør|magistratsmedlem|skolechef|socialchef|stadsarkitekt)\b|"
    r"(?:udvalg|udvalget)\b|"
    r"\b(?:børne|social|sundheds?|skole|kultur|teknik|miljø|beskæftigelses|unge|ældre|job|velfærds|omsorgs)[\w -]*"
    r"(?:direktør|chef)\b",
    re.IGNORECASE,
)
_REGIONAL = re.compile(r"region", re.IGNORECASE)
_EMPLOYED = re.compile(
    r"(?:direktør|formand|forkvinde|forperson|sekretær|forstander|leder|chef|konsulent|medarbejder|rådgiver|koordinator|"
    r"koordinatoren|inspektør|assistent|specialist|mester|talsmand|talskvinde|talsperson|ansvarlig|præsident|rektor|"
    r"stifter|redaktør|partner|udvikler|jurist|økonom|analytiker|arbejder|vejleder|bestyrer|fuldmægtig)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[A-ZÆØÅ]\w+ og [A-ZÆØÅ]\w+")
_ARTICLE = re.compile(r"(?:ens|ets|nes|en|et|s)\Z")
_TOP = re.compile(
    r"(?:adm\. dir|direktør|generalsekretær|landsformand|forperson|forkvinde|præsident|rektor|pressechef|"
    r"kommunikationschef|sekretariatschef|sekretariatsleder|programchef|bestyrelsesformand|bestyrelsesforkvinde)\b|"
    r"\A(?:afgående )?(?:formand|forkvinde)(?: for bestyrelsen)?\Z",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"minister|ordfører|politiker|kandidat|professor|lektor|forsker|beboer", re.IGNORECASE)
"""Titles of those who seldom work for the sender."""
_TRADE = re.compile(r"mester\b", re.IGNORECASE)
"""Those who mostly work for themselves."""
_SCENE_WORDS = ("I ", "På ", "Hos ", "Ved ", "For ")
_MIN_STEM = 3
"""How many letters »fondens« and the like have at least without their ending, to be looked for in names."""


class Organisations(Struct, frozen=True):
    """The organisations of a text, each at every segment where it stands, in order."""

    long_names: Mapping[str, Segment]
    """The long name by the short one, folded."""
    sender: Segment | None
    is_sender_alone: bool
    """Whether the sender is the only organisation named."""
    municipalities: Sequence[Segment]
    regions: Sequence[Segment]
    subjects: Sequence[Segment]
    """Those that begin a clause."""
    scenes: Sequence[Segment]
    """Those of »I Nordby Kommune bliver pengene brugt til …«."""
    hosts: Mapping[int, Segment]
    """Those of »Nøglen, hvor Ib Bo er leder«, by where the title begins."""
    stems: Sequence[tuple[Segment, Sequence[str]]]
    """Those with a name of their own, with its words, folded and without articles."""
    folded: frozenset[str]
    """All their names, folded."""
    paragraph_starts: Sequence[int]

    def has_longer(self, name: str) -> bool:
        """Whether another name has this one in it, so that either may be meant."""
        inside = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
        return any(len(other) > len(name) and inside.search(other) for other in self.folded)


class UnplacedTitle(NamedTuple):
    """A title without an organisation beside it, at a position in the text."""

    text: str
    position: int
    owner: str | None
    """What stands in the genitive before it and is no name: »fondens direktør«."""
    is_first: bool
    """Whether nobody speaks before whoever holds it."""


def employer(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """Where somebody with the title probably works; None where nothing in the text shows it."""
    guesses = (guess for applies, guess in _GUESSES if applies(organisations, title))
    return next(guesses)(organisations, title)


def _host(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    return organisations.hosts.get(title.position)


def _has_host(organisations: Organisations, title: UnplacedTitle) -> bool:
    return title.position in organisations.hosts


def _is_of_council(_: Organisations, title: UnplacedTitle) -> bool:
    """»udvalgets formand«."""
    return bool(title.owner and COUNCIL.search(title.owner))


def _has_owner(_: Organisations, title: UnplacedTitle) -> bool:
    """»fondens direktør«."""
    return bool(title.owner)


def _owner(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """The organisation last named that »fondens«, »trioens« or »kommunens« means, by a word in its name."""
    owner = title.owner or ""
    stem = _ARTICLE.sub("", owner.casefold())
    is_word = len(stem) >= _MIN_STEM
    fits = [
        segment
        for segment, words in organisations.stems
        if is_word and any(word.startswith(stem) or word.endswith(stem) for word in words)
    ]
    return _nearest(fits, title.position) or (organisations.sender if GENERIC.fullmatch(owner) else None)


def _is_municipal(_: Organisations, title: UnplacedTitle) -> bool:
    """»borgmester«, »socialchef«, »rådmand, Job og Velfærd«."""
    return bool(_MUNICIPAL.search(title.text) or _FIELD.search(title.text))


def _municipality(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """The municipality named last in the paragraph; else the sender, if it is one; else the last one named."""
    here = _last_in_paragraph(organisations, organisations.municipalities, title.position)
    if here or organisations.sender not in organisations.municipalities:
        return here or _nearest(organisations.municipalities, title.position)
    return organisations.sender


def _is_regional(_: Organisations, title: UnplacedTitle) -> bool:
    return bool(_REGIONAL.search(title.text))


def _region(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    return _nearest(organisations.regions, title.position)


def _is_other(_: Organisations, __: UnplacedTitle) -> bool:
    return True


def _expected(organisations: Organisations, title: UnplacedTitle) -> Segment | None:
    """The organisation that the text is about there, for staff; else the sender, for its leaders and first speaker."""
    if _OUTSIDE.search(title.text):
        return None
    is_employed = bool(_EMPLOYED.search(title.text))
    here = _last_in_paragraph(organisations, organisations.subjects, title.position)
    local = here or _scene(organisations, title.position)
    if is_employed and local:
        return local
    is_of_sender = title.is_first or (organisations.is_sender_alone and not _TRADE.search(title.text))
    return organisations.sender if _TOP.search(title.text) or (is_employed and is_of_sender) else None


_Condition = Callable[[Organisations, UnplacedTitle], bool]
_Guess = Callable[[Organisations, UnplacedTitle], Segment | None]
_GUESSES: tuple[tuple[_Condition, _Guess], ...] = (
    (_has_host, _host),
    (_is_of_council, _municipality),
    (_has_owner, _owner),
    (_is_municipal, _municipality),
    (_is_regional, _region),
    (_is_other, _expected),
)
"""When a guess applies, and the guess."""


def _last_in_paragraph(organisations: Organisations, segments: Sequence[Segment], position: int) -> Segment | None:
    """The last of the segments that stands before a position in the same paragraph."""
    at = bisect_right(organisations.paragraph_starts, position)
    return _last_between(segments, organisations.paragraph_starts[at - 1], position) if at else None


def _scene(organisations: Organisations, position: int) -> Segment | None:
    """The scene set last in the paragraph of a position or the one before it."""
    at = bisect_right(organisations.paragraph_starts, position)
    return _last_between(organisations.scenes, organisations.paragraph_starts[max(at - 2, 0)], position) if at else None


def _last_between(segments: Sequence[Segment], start: int, end: int) -> Segment | None:
    return next((segment for segment in reversed(segments) if start <= segment.start < end), None)


def _nearest(segments: Sequence[Segment], position: int) -> Segment | None:
    """The last of the segments before a position; else the first of all."""
    before = [segment for segment in segments if segment.start <= position]
    return before[-1] if before else segments[0] if segments else None


def organisations(
    plain: str, paragraphs: Sequence[Paragraph], words: Sequence[Sequence[Token]], names: NameIndex
) -> Organisations:
    """The organisations of a text; `words` are those of each paragraph."""
    mentions = list(organisation_mentions(words, names))
    segments = [mention.segment for mention in mentions]
    by_end = {segment.end: segment for segment in segments}
    inner = inner_names(plain, mentions)
    sent_by = sender(plain, paragraphs, mentions)
    subjects = (mention.segment for mention in mentions if mention.is_subject)
    return Organisations(
        long_names=long_names(plain, segments),
        sender=sent_by,
        is_sender_alone=sent_by is not None and _is_alone(plain, sent_by, segments),
        municipalities=[segment for segment in segments if _MUNICIPALITY.search(plain[slice(*segment)])],
        regions=[segment for segment in segments if plain.startswith("Region ", segment.start)],
        subjects=[segment for segment in subjects if is_certain_name(plain, segment, inner)],
        scenes=[segment for segment in segments if _is_scene(plain, segment)],
        hosts={match.end(): by_end[match.start()] for match in _WHERE.finditer(plain) if match.start() in by_end},
        stems=[(one, _stems(plain, one)) for one in segments if not GENERIC.fullmatch(plain[slice(*one)])],
        folded=frozenset(plain[slice(*segment)].casefold() for segment in segments),
        paragraph_starts=[paragraph.segment.start for paragraph in paragraphs],
    )


def _is_scene(plain: str, segment: Segment) -> bool:
    """Whether a sentence begins with »I«, »Hos«, »For« or the like and this organisation."""
    name = plain[slice(*segment)]
    is_sure = any(is_organisation_word(word) for word in name.split()) or is_acronym(name)
    before = plain[max(segment.start - 5, 0) : segment.start]
    return is_sure and before.endswith(_SCENE_WORDS) and name.casefold() != _COUNTRY


def _is_alone(plain: str, sent_by: Segment, segments: Sequence[Segment]) -> bool:
    """Whether no other organisation than the sender is named by a word that only organisations have."""
    whole = plain[slice(*sent_by)].casefold()
    others = (plain[slice(*segment)] for segment in segments)
    return all(name.casefold() in whole or not is_organisation_word(name.split()[-1]) for name in others)


def _stems(plain: str, segment: Segment) -> list[str]:
    """The words of a name, folded and without their articles."""
    return [_ARTICLE.sub("", word) for word in plain[slice(*segment)].casefold().split()]
