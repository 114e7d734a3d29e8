"""Who sends a release: the organisation that its letterhead, its first sentences and its »Om …« text point to.

Every clue has points. The organisation with the most is the sender, if they are enough.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from hjemsite.importer.extract.certain_names import is_certain_name
from hjemsite.importer.extract.lexicon import STREET_OR_BUILDING
from hjemsite.importer.extract.mail_domains import is_domain_of, mail_domains
from hjemsite.importer.extract.name_kinds import is_district, is_field_name
from hjemsite.importer.extract.organisation_mentions import (
    OrganisationMention,
    inner_names,
)
from hjemsite.importer.extract.person_names import is_organisation_word, without_genitive
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.titles import is_title_word

_STAMP = re.compile(
    r"\|\s*(?:(?:pressemeddelelse|nyhed|nyt) fra )?(?!pressemeddelelse|nyhed|[0-9])(?P<name>[^|\n]{2,60}?)\s*(?=\||$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<name>[A-ZÆØÅ][\w&/.-]*(?: [\w&/.-]+){1,5}?)(?:,| [·–|-]) (?:pressemeddelelse|den |d\. |\d)", re.IGNORECASE
)
"""»Nøglens Venner, 3. maj 2021«, »Nøglens Venner · Pressemeddelelse«; a town has one word."""
_ABOUT = re.compile(r"(?:Information om|Om) (?P<name>[A-ZÆØÅ0-9][^.:\n]{1,60})")
_LETTERHEAD = re.compile(
    r"(?:(?:pressemeddelelse|nyhed|nyt) fra|afsender:|udsendt af:?)[ ]"
    r"(?P<name>(?-i:[A-ZÆØÅ])[^.:,\n]{1,60}?)(?:,.*)?\Z",
    re.IGNORECASE,
)
_SENT_BY = re.compile(r"\b(?:hermed|pressemeddelelse|nyt|nyheder)\b[^.\n]{0,40} fra \Z", re.IGNORECASE)
"""What stands before the sender in running text: »Hermed lidt nyt til avisen fra Nøglen«."""
_MAX_SENT_BY = 80
_TOLD_BY = re.compile(r"\b(?:oplyser|meddeler|skriver) \Z")
"""What stands before whoever tells the news in the first sentences: »…, oplyser Nordby Forsyning«."""
_MAX_TOLD = 12
_COUNCILS = (
    (re.compile(r"\b(?:Byrådet|Kommunalbestyrelsen|Økonomiudvalget)\b"), re.compile(r"\bkommune\Z")),
    (re.compile(r"\b(?:Regionsrådet|Forretningsudvalget)\b"), re.compile(r"\bregion\b")),
)
"""Councils, and how those are called whose they are."""
_GAP = re.compile(r" {3,}")
_HEADING = re.compile(r"pressemeddelelse|nyhed|seneste|til pressen", re.IGNORECASE)
_STAMP_POINTS, _LETTERHEAD_POINTS, _DOMAIN_POINTS = 5, 8, 5
_EARLY_POINTS = 1
_TITLE_POINTS, _TITLE_SUBJECT_POINTS, _OPENING_POINTS = 1, 2, 3
_MAX_COUNTED = 4
"""How many mentions of an organisation give it a point each."""
_MIN_POINTS = 3
_LETTERHEAD_PARAGRAPHS, _OPENING_PARAGRAPHS = 4, 2
"""How many paragraphs at the top may be a letterhead, and how many of body open a release."""

_NO_NAME = re.compile(r"pressemeddelelse", re.IGNORECASE)
"""A heading in capitals, as »FÆLLES PRESSEMEDDELELSE«."""
_NATIONAL = re.compile(r"(?:dansk|nordisk|jysk|fynsk|europæisk|forened|samvirkend|almen)e? ")
"""How the names of associations begin, and none of a town: »i Danske Småhavne«."""
_BEFORE_TOWN = re.compile(r"(?P<word>\w*)\W+(?:i|på|til|nær|omkring) \Z")
_MAX_BEFORE_TOWN = 30
"""How many characters before a name are read."""

_Clue = tuple[Segment, int]
"""Where an organisation is named, and the points that it gets for that."""


def sender(
    plain: str, paragraphs: Sequence[Paragraph], mentions: Sequence[OrganisationMention], persons: Collection[str]
) -> Segment | None:
    """Where the sender is first named; None where the clues are too few. `persons` are the folded names of people."""
    points: Counter[str] = Counter()
    first: dict[str, Segment] = {}
    towns = _towns(plain, mentions)
    clues = (
        _printed(plain, paragraphs, mentions),
        _mentioned(plain, paragraphs, mentions),
        _by_mail(plain, mentions),
        _by_council(plain, paragraphs, mentions),
        _alone_at_end(paragraphs, mentions),
    )
    for segment, score in chain(*clues):
        name = plain[slice(*segment)].casefold()
        if (
            name in persons
            or name in towns
            or is_district(name)
            or _NO_NAME.search(name)
            or is_field_name(name)
            or _is_place(name)
        ):
            continue
        points[name] += score
        first.setdefault(name, segment)
    if not points:
        return None
    name, score = max(points.items(), key=lambda item: (item[1], -first[item[0]].start))
    return first[name] if score >= _MIN_POINTS else None


def _printed(plain: str, paragraphs: Sequence[Paragraph], mentions: Sequence[OrganisationMention]) -> Iterator[_Clue]:
    """The clues of a stamp (»3. maj 2021 | Nøglen«), »Om Nøglen«, »Pressemeddelelse fra Nøglen« and a name alone."""
    for paragraph in paragraphs:
        if paragraph.part in (Part.DATE, Part.ABOUT):
            for pattern in (_STAMP, _ABOUT, _DATED):
                yield from _named_by(pattern.search(plain[slice(*paragraph.segment)]), paragraph, _STAMP_POINTS)
    ends = {mention.segment for mention in mentions}
    for paragraph in paragraphs[:_LETTERHEAD_PARAGRAPHS]:
        text = plain[slice(*paragraph.segment)]
        name = _first_column(plain, paragraph.segment)
        is_name = name in ends and " " in plain[slice(*name)] and not _HEADING.match(text)
        if is_name and paragraph.part is not Part.TITLE:
            yield name, _STAMP_POINTS
        letterhead = _LETTERHEAD.match(plain[slice(*paragraph.segment)].rstrip())
        yield from _named_by(letterhead, paragraph, _LETTERHEAD_POINTS)


def _towns(plain: str, mentions: Sequence[OrganisationMention]) -> frozenset[str]:
    """The folded names of places among the mentions: »i« or »på« stands before them, and no word of a kind in them.

    What begins a clause does something, so it is no place; nor is Nøglen, of which somebody is »direktør i Nøglen«.
    """
    names = [(plain[slice(*mention.segment)].casefold(), mention) for mention in mentions]
    active = {name for name, mention in names if mention.is_subject}
    located = {name for name, mention in names if name not in active and _is_located(plain, mention.segment.start)}
    named = (name for name in located if not _NATIONAL.match(name))
    return frozenset(name for name in named if not any(map(is_organisation_word, name.split())))


def _is_place(name: str) -> bool:
    return bool(STREET_OR_BUILDING.search(name)) and not any(map(is_organisation_word, name.split()[:-1]))


def _is_located(plain: str, start: int) -> bool:
    before = _BEFORE_TOWN.search(plain, max(start - _MAX_BEFORE_TOWN, 0), start)
    return before is not None and not is_title_word(before["word"])


def _by_mail(plain: str, mentions: Sequence[OrganisationMention]) -> Iterator[_Clue]:
    """The clues of the mail addresses: each organisation of which the only domain in the text can be short."""
    domains = mail_domains(plain)
    if len(domains) != 1:
        return
    (domain,) = domains
    for name, segment in {plain[slice(*mention.segment)]: mention.segment for mention in reversed(mentions)}.items():
        if is_domain_of(domain, name):
            yield segment, _DOMAIN_POINTS


def _by_council(
    plain: str, paragraphs: Sequence[Paragraph], mentions: Sequence[OrganisationMention]
) -> Iterator[_Clue]:
    """The clue of »Byrådet har …« in the first sentences: the only municipality or region, whose council it is."""
    bodies = [paragraph.segment for paragraph in paragraphs if paragraph.part is Part.BODY][:_OPENING_PARAGRAPHS]
    for council, kind in _COUNCILS:
        named = {plain[slice(*mention.segment)].casefold(): mention.segment for mention in reversed(mentions)}
        fits = [segment for name, segment in named.items() if kind.search(name)]
        if len(fits) == 1 and any(council.search(plain, *body) for body in bodies):
            yield fits[0], _OPENING_POINTS


def _alone_at_end(paragraphs: Sequence[Paragraph], mentions: Sequence[OrganisationMention]) -> Iterator[_Clue]:
    """The clue of a name alone on a line of the contacts."""
    names = {mention.segment for mention in mentions}
    for paragraph in paragraphs:
        if paragraph.part is Part.CONTACT and paragraph.segment in names:
            yield paragraph.segment, _STAMP_POINTS


def _first_column(plain: str, line: Segment) -> Segment:
    """The part of a line before a gap of several blanks: »Nøglens Venner      3. maj 2021«."""
    return Segment(line.start, line.start + len(_GAP.split(plain[slice(*line)])[0]))


def _named_by(match: re.Match[str] | None, paragraph: Paragraph, points: int) -> Iterator[_Clue]:
    if match:
        offset = paragraph.segment.start
        yield Segment(offset + match.start("name"), offset + match.end("name")), points


def _mentioned(plain: str, paragraphs: Sequence[Paragraph], mentions: Sequence[OrganisationMention]) -> Iterator[_Clue]:
    """The clues of the headline, of the first sentences, and of how often an organisation is mentioned."""
    titles = [paragraph.segment for paragraph in paragraphs if paragraph.part is Part.TITLE]
    title = titles[0] if titles else Segment(0, 0)
    bodies = [paragraph.segment for paragraph in paragraphs if paragraph.part is Part.BODY][:_OPENING_PARAGRAPHS]
    inner = inner_names(plain, mentions)
    counts: Counter[str] = Counter()
    for mention in mentions:
        segment = _as_elsewhere(plain, mention.segment, inner)
        if not is_certain_name(plain, segment, inner):
            continue
        name = plain[slice(*segment)].casefold()
        counts[name] += 1
        points = int(counts[name] <= _MAX_COUNTED)
        is_early = any(_holds(body, segment) for body in bodies)
        points += _TITLE_POINTS * _holds(title, segment) + _EARLY_POINTS * is_early
        points += _STAMP_POINTS * bool(_SENT_BY.search(plain, max(segment.start - _MAX_SENT_BY, 0), segment.start))
        points += _OPENING_POINTS * (
            is_early and bool(_TOLD_BY.search(plain, max(segment.start - _MAX_TOLD, 0), segment.start))
        )
        if mention.is_subject:
            points += _TITLE_SUBJECT_POINTS * (segment.start == title.start)
            points += _OPENING_POINTS * is_early
        yield segment, points


def _as_elsewhere(plain: str, segment: Segment, inner: frozenset[str]) -> Segment:
    """The segment without what may be a genitive, where the rest is a name that stands inside a sentence."""
    name = plain[slice(*segment)]
    stem = without_genitive(name)
    return Segment(segment.start, segment.start + len(stem)) if stem in inner else segment


def _holds(outer: Segment, inner: Segment) -> bool:
    return outer.start <= inner.start < outer.end
