"""Organisations as the whole release tells of them: full names of short ones, who sends it, who employs whom."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hjemsite.importer.extract.lexicon import COUNCIL, GENERIC, NOT_CAPITAL
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    Known,
    begins_with_article,
    is_acronym,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.tokens import Kind, Token

_LONG_FORM = re.compile(
    r"(?P<long>\b[A-ZÆØÅ][\w’&-]{0,40}"
    r"(?:[ ](?:[A-ZÆØÅ][\w’&-]{0,40}|for|og|af|i|til|de|den|på|mod)){0,6})[ ]\((?P<short>[A-ZÆØÅ][\w&-]{1,9})\)"
)
_STAMP = re.compile(r"\|\s*(?!pressemeddelelse|nyhed)(?P<name>[^|\n]{2,60}?)\s*(?=\||$)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:Information om|Om) (?P<name>[A-ZÆØÅ0-9][^.:\n]{1,60})")
_LETTERHEAD = re.compile(
    r"(?:(?:pressemeddelelse|nyhed|nyt) fra|afsender:|udsendt af:?)[ ](?P<name>(?-i:[A-ZÆØÅ])[^.:,\n]{1,60})\Z",
    re.IGNORECASE,
)
_WHERE = re.compile(r", hvor [A-ZÆØÅ][^.,:\n]{2,60} (?:er|arbejder som|sidder som) ")
"""»Nøglen, hvor Ib Bo er leder«."""
_COUNTRY = "danmark"
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
_TRADE = re.compile(r"mester\b", re.IGNORECASE)
"""Those who mostly work for themselves."""
_LEAST = 4
_HEAD = 4
"""How many paragraphs at the top may be a letterhead."""


@dataclass(frozen=True, slots=True)
class Organisations:
    """`long` has the place of the long name by the folded short one; `sender` whoever sends the release.

    `municipalities` and `regions` are where each is named, in order.
    """

    long: Mapping[str, Segment]
    sender: Segment | None
    municipalities: Sequence[Segment]
    regions: Sequence[Segment]
    subjects: Sequence[Segment]
    """Those that stand where a clause begins."""
    scenes: Sequence[Segment]
    """Those that set the scene: »I Nordby Kommune bliver pengene brugt til …«."""
    hosts: Mapping[int, Segment]
    """Those of »Nøglen, hvor Ib Bo er leder«, by where the title begins."""
    alone: bool
    """Whether the sender is the only organisation named."""
    starts: Sequence[int]
    """Where each paragraph begins."""
    names: Sequence[tuple[Segment, Sequence[str]]]
    """Every organisation at every place, with its words."""
    called: frozenset[str]
    """All that organisations are called, folded."""

    def has_longer(self, name: str) -> bool:
        """Whether the release also has a longer name with this one in it, so that either may be meant."""
        inside = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
        return any(len(other) > len(name) and inside.search(other) for other in self.called)

    def employer(self, title: str, place: int, first: bool, owner: str | None) -> Segment | None:
        """Where somebody with a title probably works when the text does not say it beside their name.

        Of those who speak, the `first` is most often the sender's; later ones only when their post is a leader's or
        nobody else is named.
        """
        if place in self.hosts:
            return self.hosts[place]
        if owner and COUNCIL.search(owner):
            return self._municipality(place)
        if owner:
            return self._called(owner, place) or (self.sender if GENERIC.fullmatch(owner) else None)
        if _MUNICIPAL.search(title) or _FIELD.search(title):
            return self._municipality(place)
        if _REGIONAL.search(title):
            return _nearest(self.regions, place)
        here = [one for one in self.subjects if self._is_near(one, place)]
        if here and _EMPLOYED.search(title) and not _OUTSIDE.search(title):
            return here[-1]
        scene = self._scene(place)
        if scene and _EMPLOYED.search(title) and not _OUTSIDE.search(title):
            return scene
        fits = _TOP.search(title) or ((first or (self.alone and not _TRADE.search(title))) and _EMPLOYED.search(title))
        return self.sender if fits and not _OUTSIDE.search(title) else None

    def _municipality(self, place: int) -> Segment | None:
        """The municipality named last in the paragraph; else the sender, if it is one; else the last one named."""
        near = [one for one in self.municipalities if self._is_near(one, place)]
        return (
            near[-1]
            if near
            else self.sender
            if self.sender in self.municipalities
            else _nearest(self.municipalities, place)
        )

    def _is_near(self, one: Segment, place: int) -> bool:
        at = bisect_right(self.starts, place)
        return at > 0 and self.starts[at - 1] <= one.start < place

    def _scene(self, place: int) -> Segment | None:
        """The scene set last in this paragraph or the one before it."""
        at = bisect_right(self.starts, place)
        since = self.starts[max(at - 2, 0)] if at else place
        return next((one for one in reversed(self.scenes) if since <= one.start < place), None)

    def _called(self, owner: str, place: int) -> Segment | None:
        """The organisation last named that »fondens«, »trioens« or »kommunens« means, by a word in its name."""
        stem = _ARTICLE.sub("", owner.casefold())
        fits = [name for name, words in self.names if any(w.startswith(stem) or w.endswith(stem) for w in words)]
        return _nearest(fits, place) if len(stem) > 2 else None


def _nearest(places: Sequence[Segment], place: int) -> Segment | None:
    before = [one for one in places if one.start <= place]
    return before[-1] if before else places[0] if places else None


def organisations(
    plain: str, paragraphs: Sequence[Paragraph], words: Sequence[Sequence[Token]], known: Known
) -> Organisations:
    """The organisations of a release; `words` are those of each paragraph."""
    runs = list(_runs(words, known))
    names = [run for run, _ in runs]
    inside = {plain[run.start : run.end] for run, subject in runs if not subject}
    sender = _sender(plain, paragraphs, runs)
    ends = {run.end: run for run in names}
    return Organisations(
        long=_long_names(plain, names),
        sender=sender,
        scenes=[run for run in names if _is_scene(plain, run)],
        hosts={match.end(): ends[match.start()] for match in _WHERE.finditer(plain) if match.start() in ends},
        alone=sender is not None and _is_alone(plain, sender, names),
        municipalities=[run for run in names if re.search(r"\bkommune\Z", plain[run.start : run.end], re.IGNORECASE)],
        subjects=[run for run, subject in runs if subject and _is_sure(plain, run, inside)],
        starts=[one.segment.start for one in paragraphs],
        names=[(run, _words(plain, run)) for run in names if not GENERIC.fullmatch(plain[run.start : run.end])],
        called=frozenset(plain[run.start : run.end].casefold() for run in names),
        regions=[run for run in names if plain.startswith("Region ", run.start)],
    )


def _is_sure(plain: str, segment: Segment, inside: Collection[str]) -> bool:
    """Whether a run is the name of something, and not a word that is capitalised because a sentence begins with it."""
    name = plain[segment.start : segment.end]
    return (" " in name or is_acronym(name) or is_organisation_word(name) or name in inside) and not GENERIC.fullmatch(
        name
    )


def _is_scene(plain: str, segment: Segment) -> bool:
    """Whether a sentence begins with »I«, »Hos«, »For« or the like and this organisation."""
    name = plain[segment.start : segment.end]
    before = plain[max(segment.start - 5, 0) : segment.start]
    told = any(is_organisation_word(word) for word in name.split()) or is_acronym(name)
    return told and before.endswith(("I ", "På ", "Hos ", "Ved ", "For ")) and name.casefold() != _COUNTRY


def _is_alone(plain: str, sender: Segment, names: Sequence[Segment]) -> bool:
    """Whether no other organisation than the sender is named by a word that only organisations have."""
    whole = plain[sender.start : sender.end].casefold()
    others = (plain[one.start : one.end] for one in names)
    return all(name.casefold() in whole or not is_organisation_word(name.split()[-1]) for name in others)


def _words(plain: str, segment: Segment) -> list[str]:
    """The words of a name, without their article."""
    return [_ARTICLE.sub("", word) for word in plain[segment.start : segment.end].casefold().split()]


def _runs(paragraphs: Sequence[Sequence[Token]], known: Known) -> Iterator[tuple[Segment, bool]]:
    """Every run of words that may be an organisation's name, and whether it stands as a subject, at a beginning."""
    for words in paragraphs:
        i = 0
        while i < len(words):
            end = person_end(words, i, known)
            named = words[i].folded not in NOT_CAPITAL or begins_with_article(words, i)
            if end == i and words[i].kind is Kind.CAPITAL and named:
                end = organisation_end(words, i, known)
                yield (
                    _without_genitive(words, i, end),
                    i == 0 or words[i - 1].text in ".!?" or words[i - 1].folded == "at",
                )
            i = max(end, i + 1)


def _without_genitive(words: Sequence[Token], i: int, end: int) -> Segment:
    last = words[end - 1]
    stem = without_genitive(last.text)
    sure = is_organisation_word(stem) or is_acronym(stem) or "’" in last.text
    return Segment(words[i].start, last.end - (len(last.text) - len(stem)) * sure)


def _long_names(plain: str, names: Sequence[Segment]) -> dict[str, Segment]:
    found: dict[str, Segment] = {}
    for match in _LONG_FORM.finditer(plain):
        found.setdefault(match["short"].casefold(), Segment(match.start("long"), match.end()))
    for segment in names:
        name = plain[segment.start : segment.end]
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) > 1 and " " in name and not name.isupper():
            found.setdefault(initials.casefold(), segment)
        short, dash, _ = name.partition(" – ")
        if dash and is_acronym(short):
            found.setdefault(short.casefold(), segment)
    return found


def _sender(plain: str, paragraphs: Sequence[Paragraph], runs: Sequence[tuple[Segment, bool]]) -> Segment | None:
    """Who sends the release: named in a stamp, under »Om …«, alone in a line, or as the subject of its beginning."""
    marks: Counter[str] = Counter()
    first: dict[str, Segment] = {}
    for segment, score in _clues(plain, paragraphs, runs):
        name = plain[segment.start : segment.end].casefold()
        marks[name] += score
        first.setdefault(name, segment)
    if not marks:
        return None
    name, score = max(marks.items(), key=lambda item: (item[1], -first[item[0]].start))
    return first[name] if score >= _LEAST else None


def _clues(
    plain: str, paragraphs: Sequence[Paragraph], runs: Sequence[tuple[Segment, bool]]
) -> Iterator[tuple[Segment, int]]:
    bodies = [one.segment for one in paragraphs if one.part is Part.BODY][:2]
    title = next((one.segment for one in paragraphs if one.part is Part.TITLE), Segment(0, 0))
    for one in paragraphs:
        text = plain[one.segment.start : one.segment.end]
        for pattern in (_STAMP, _ABOUT):
            match = pattern.search(text) if one.part in (Part.DATE, Part.ABOUT) else None
            if match:
                yield Segment(one.segment.start + match.start("name"), one.segment.start + match.end("name")), 5
    for one in paragraphs[:_HEAD]:
        match = _LETTERHEAD.match(plain[one.segment.start : one.segment.end].rstrip())
        if match:
            yield Segment(one.segment.start + match.start("name"), one.segment.start + match.end("name")), 8
    inside = {plain[s.start : s.end] for s, subject in runs if not subject}
    seen: Counter[str] = Counter()
    for segment, subject in runs:
        name = plain[segment.start : segment.end]
        stem = without_genitive(name)
        if stem != name and stem in inside:
            segment, name = Segment(segment.start, segment.start + len(stem)), stem
        if not _is_sure(plain, segment, inside):
            continue
        name = name.casefold()
        seen[name] += 1
        yield segment, int(seen[name] <= 4)
        if title.start <= segment.start < title.end:
            yield segment, 1
        if subject and segment.start == title.start:
            yield segment, 2
        if subject and any(body.start <= segment.start < body.end for body in bodies):
            yield segment, 3
