"""Whom to call or write to: the people and offices in the paragraphs of contact, with what to ask them about.

A number or an address belongs to whoever is named before it, on its line or on the lines above. It is certain where a
heading says that contacts stand there, and a person is named.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.letterhead import is_address, is_greeting
from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.mentions import Mention, first_name, person_at
from hjemsite.importer.extract.named_people import named_people
from hjemsite.importer.extract.person_names import NameIndex, is_organisation_word
from hjemsite.importer.extract.reach import LABEL, Reach, reaches
from hjemsite.importer.extract.result import Confidence, ExtractedContact, Paragraph, Part, Segment
from hjemsite.importer.extract.titles import title_end
from hjemsite.importer.extract.tokens import Kind, tokens

_FOLLOWS = (
    r"(?:kontakt(?:er|person(?:er)?|oplysninger|info(?:rmation)?)?|pressehenvendelser?|henvendelser?|navn|"
    r"(?:for )?(?:yderligere|mere|flere) (?:information|info|oplysninger|viden)|"
    r"(?:hvis )?(?:vil )?du (?:vil )?vide mere)"
)
_FOLLOWS_ALONE = re.compile(rf"(?:{_FOLLOWS}|(?:for )?(?:pressen?|medier))\W*", re.IGNORECASE)
"""A line that says no more than that contacts follow."""

_FOLLOWS_INLINE = re.compile(
    rf"{_FOLLOWS}(?:\s?:\s*|,? (?:kan )?(?:fås|rettes)\b)?"
    r"(?: (?:fås|kontakt|hos|ved|på|venligst|til|ring|skriv)\b)*\s?:?\s*",
    re.IGNORECASE,
)
"""How a line begins that introduces contacts within a sentence: »Yderligere oplysninger fås hos …«."""

_FOLLOWS_FOR = re.compile(
    r"(?:(?i:presse)?[Kk]ontakt(?:person)?|KONTAKT) (?:for |til )?(?P<about>(?!(?:hos|ved|på|venligst|til)\b)"
    r"[a-zæøå][\w-]{2,}(?: [\w-]+){0,2})\s?:\s*"
)
"""A label that says whom or what a contact is for: »Kontakt presse: …«."""

_LABEL = re.compile(r"(?P<label>[^:@\d\n]{1,60}?)\s?:\s*")
_DETAIL = re.compile(rf"(?:{LABEL}|titel|stilling|adresse|web|www|hjemmeside|fax|.)\.?", re.IGNORECASE)
"""A label of a part of a contact."""

_ASKED = re.compile(r"kontakt|spørgsmål|press|medi|henvend|oplysning|information", re.IGNORECASE)
_OFFICE_NAME = re.compile(
    rf"(?P<name>(?:[A-ZÆØÅ][\w-]*(?:afdelingen|kontoret|sekretariatet|vagten|tjenesten), (?=[A-ZÆØÅ]))?"
    rf"[A-ZÆØÅ][\w’&.-]*(?: [\w’&-]+){{0,4}}?)(?: \([^()\d]{{1,40}}\))?"
    rf"(?:[ ,:]+(?i:{LABEL}\.?|på|træffes|pressen?))*[ :,–/-]*\Z"
)
_OFFICE_WORD = re.compile(
    r"\b\w{3,}(?:vagt|afdeling|kontor|sekretariat|hotline|team|tjeneste|service|redaktion|rådgivning|telefon)"
    r"(?:en|et|s)*\b|"
    r"\b(?:kontor|kontoret|sekretariatet|redaktionen|vagten)\b",
    re.IGNORECASE,
)
_SWITCHBOARD = re.compile(r"hovednummer|omstilling|reception|fax|cvr|ean", re.IGNORECASE)
_SHARED = re.compile(r"\bfælles\b", re.IGNORECASE)
"""Before a number that everybody on the line has."""
_CALL = re.compile(r"(?:ring|skriv)(?: (?:gerne|blot|venligst))?(?: (?-i:til) | (?=(?-i:[A-ZÆØÅ])))", re.IGNORECASE)
_VIA = re.compile(r"\b(?:via|gennem)\s")
"""Before the name of somebody who answers for another: »Ib Bo, via sekretær Eva Lind, 12 34 56 78«."""

_SUBJECT = re.compile(
    r"\((?P<about>(?=[^()]*(?i:spørgsmål|\bom\b|vedr|angående|interview|presse|fotos?\b|økonomi|fagligt?|politisk|"
    r"praktisk|tekni))[^()\d@\n]{3,60})\)"
)
_LONGEST_JOB = 80
"""Characters of a job with its organisation, at most."""


class _Line(NamedTuple):
    """A paragraph of contact behind its heading. `is_headed` says that a heading announces it, `about` for what."""

    segment: Segment
    people: Sequence[Mention]
    is_headed: bool
    is_signature: bool
    about: str


class _Owned(NamedTuple):
    """A number or an address with whose it is: a person's, or an office's, which has its name at `office`."""

    person: Mention | None
    office: Segment | None
    title: str
    line: _Line
    reach: Reach

    @property
    def name(self) -> Segment | None:
        return self.person.name if self.person else self.office

    @property
    def confidence(self) -> Confidence:
        if self.person:
            is_sure = self.line.is_headed and not self.line.is_signature
            return Confidence.CERTAIN if is_sure else Confidence.LIKELY
        return Confidence.LIKELY if self.office else Confidence.DOUBTFUL


def contacts(
    plain: str, paragraphs: Sequence[Paragraph], names: NameIndex, sender: Segment | None
) -> tuple[ExtractedContact, ...]:
    """Each person or office once, with the first number and address given; those below a heading stand first.

    The `sender` has a number without a name, where no other contact is found.
    """
    grouped: dict[str, list[_Owned]] = {}
    for owned in _owned(plain, paragraphs, names):
        name = owned.name or sender
        if name:
            grouped.setdefault(_full_name(plain, joined(plain, [name]), names), []).append(owned)
    groups = sorted(grouped.items(), key=lambda item: not any(owned.line.is_headed for owned in item[1]))
    if groups and groups[0][1][0].line.is_headed:
        groups = [item for item in groups if any(owned.person or owned.line.is_headed for owned in item[1])]
    contacts = [_contact(plain, name, group) for name, group in groups]
    return tuple([contact for contact in contacts if contact.confidence is not Confidence.DOUBTFUL] or contacts)


def _full_name(plain: str, name: str, names: NameIndex) -> str:
    """The name of the only person in the text who has this given name: »Kurt Lind« for »Ring til Kurt på …«."""
    matches = [words for words in names.people if words[0] == name.casefold()] if is_given(name) else []
    printed = re.search(r"\s+".join(map(re.escape, matches[0])), plain, re.IGNORECASE) if len(matches) == 1 else None
    return " ".join(printed[0].split()) if printed else name


class _Above(NamedTuple):
    """Who is named on the lines above: a person with the job on a line of its own, or an office."""

    person: Mention | None = None
    office: Segment | None = None
    title: str = ""
    people: Sequence[Mention] = ()
    """Everybody on the last line that names somebody."""

    def owner(self, plain: str, email: str) -> Mention | None:
        """Who owns a mail address: the one with both names in it (»ibbo@brejl.example«), else the last who is named."""
        user = email.partition("@")[0].casefold()
        names = ((person, joined(plain, [person.name]).casefold().split()) for person in self.people)
        named = (person for person, words in names if all(word in user for word in words))
        return next(named, self.person) if user else self.person

    def passing(self, plain: str, line: _Line, is_reached: bool) -> "_Above":
        """What is above the line behind `line`, which has a number or an address or not."""
        if line.people:
            return _Above(line.people[-1], people=line.people)
        if is_reached:
            return self
        if self.person:
            words = tokens(plain, *line.segment)
            is_more = any(is_organisation_word(word.text) for word in words) if self.title else title_end(words, 0)
            title = ", ".join(filter(None, (self.title, joined(plain, [line.segment]))))
            return self._replace(title=title) if is_more and len(title) < _LONGEST_JOB else self
        office = _office(plain, *line.segment) if line.is_headed else None
        return _Above(office=office or self.office)


def _owned(plain: str, paragraphs: Sequence[Paragraph], names: NameIndex) -> Iterator[_Owned]:
    """Every number and address in the paragraphs of contact, in order, with its owner."""
    above = _Above()
    for line in _lines(plain, paragraphs, names):
        if line is None:
            above = _Above()
            continue
        line_reaches = list(reaches(plain, *line.segment))
        left, last = line.segment.start, None
        for reach in line_reaches:
            person, office = _owner(plain, line, left, reach)
            # »Pressevagten, 12 34 56 78, presse@…«
            office = last = office or (None if person else last)
            if line.people and _SHARED.search(plain[left : reach.segment.start]):
                yield from (_Owned(sharer, None, "", line, reach) for sharer in line.people)
            elif person or office:
                yield _Owned(person, office, "", line, reach)
            elif not _SWITCHBOARD.search(plain[left : reach.segment.start]):
                yield _Owned(above.owner(plain, reach.email), above.office, above.title, line, reach)
            left = reach.segment.end
        above = above.passing(plain, line, bool(line_reaches))


def _owner(plain: str, line: _Line, left: int, reach: Reach) -> tuple[Mention | None, Segment | None]:
    """The person or the office that a line names for a number; `left` is where the number before it ends."""
    before = [person for person in line.people if person.name.end <= reach.segment.start]
    office = None if before and before[-1].name.start >= left else _office(plain, left, reach.segment.start)
    if office:
        return None, office
    if len(before) > 1 and _VIA.search(plain[before[-2].name.end : before[-1].name.start]):
        return before[-2], None
    # »Ib Bo træffes på …«, and »På … træffes Ib Bo«.
    return (before[-1] if before else next(iter(line.people), None)), None


def _office(plain: str, start: int, end: int) -> Segment | None:
    """The name of an office right before a number or an address: »Presseafdelingen: «."""
    match = _OFFICE_NAME.search(plain, max(start, end - 80), end)
    if match and is_address(match["name"]):
        return _office(plain, start, match.start("name"))
    if not match or _SWITCHBOARD.search(match["name"]) or _DETAIL.fullmatch(match["name"]):
        return None
    call = _CALL.match(match["name"])
    if call:
        return Segment(match.start("name") + call.end(), match.end("name"))
    is_office = _OFFICE_WORD.search(match["name"]) or any(map(is_organisation_word, match["name"].split()))
    return Segment(*match.span("name")) if is_office else None


def _lines(plain: str, paragraphs: Sequence[Paragraph], names: NameIndex) -> Iterator[_Line | None]:
    """The paragraphs of contact without their headings; None where other paragraphs stand between them."""
    is_headed, is_signature, about = False, False, ""
    for paragraph in paragraphs:
        start, end = paragraph.segment
        if paragraph.part is not Part.CONTACT:
            is_headed, is_signature, about = False, False, ""
            yield None
            continue
        heading = _heading(plain[start:end], names)
        if heading:
            is_headed |= heading.is_heading
            is_signature = is_greeting(plain[start:end]) or (is_signature and not heading.is_heading)
            about = heading.about
            start += heading.end
        words = tokens(plain, start, end)
        people = list(named_people(words, names))
        if not people and is_headed and len(words) > 1 and words[0].kind is not Kind.SMALL:
            people = list(filter(None, [person_at(words, 0, names, frame=True)]))
        if not people and is_signature and words and is_given(words[0].text):
            people = list(filter(None, [first_name(words, 0)]))
        yield _Line(Segment(start, end), people, is_headed, is_signature, about)


class _Heading(NamedTuple):
    """The first `end` characters of a line. `is_heading` says that it announces contacts, `about` for what."""

    end: int
    is_heading: bool
    about: str


def _heading(text: str, names: NameIndex) -> _Heading | None:
    """The heading of contacts with which a line begins; None where it begins with none."""
    if is_greeting(text) or _FOLLOWS_ALONE.fullmatch(text):
        return _Heading(len(text), True, "")
    inline = _FOLLOWS_INLINE.match(text)
    if inline and not _FOLLOWS_FOR.match(text):
        return _Heading(inline.end(), True, "")
    if whom := _FOLLOWS_FOR.match(text):
        return _Heading(whom.end(), True, whom["about"])
    label = _LABEL.match(text)
    if not label or _DETAIL.fullmatch(label["label"]) or any(named_people(tokens(label["label"]), names)):
        return None
    if _OFFICE_WORD.search(label["label"]) and any(reaches(text[:90])):
        return None
    return _Heading(label.end(), bool(_ASKED.search(label["label"])), label["label"])


def _contact(plain: str, name: str, group: Sequence[_Owned]) -> ExtractedContact:
    first = group[0]
    start = min(first.name.start if first.name else first.reach.segment.start, first.reach.segment.start)
    return ExtractedContact(
        name=name,
        title=_job(plain, first.person) or first.title if first.person else "",
        email=next((owned.reach.email for owned in group if owned.reach.email), ""),
        phone=next((owned.reach.phone for owned in group if owned.reach.phone), ""),
        about=_bracketed_subject(plain, first) or first.line.about,
        segment=Segment(start, group[-1].reach.segment.end),
        confidence=_group_confidence(group),
    )


def _bracketed_subject(plain: str, owned: _Owned) -> str:
    """What stands in brackets between a name and its number or behind it: »Ib Bo (om huslejen), 12 34 56 78«."""
    start, end = owned.reach.segment
    before = _SUBJECT.search(plain, owned.name.end if owned.name else start, start)
    match = before or _SUBJECT.match(plain, end + (plain[end : end + 1] == " "), owned.line.segment.end)
    return match["about"] if match else ""


def _group_confidence(group: Sequence[_Owned]) -> Confidence:
    """The confidence of the surest, but no more than likely where the editor must choose among numbers or addresses."""
    confidence = min((owned.confidence for owned in group), key=list(Confidence).index)
    several = any(len({getattr(owned.reach, kind) for owned in group} - {""}) > 1 for kind in ("phone", "email"))
    return Confidence.LIKELY if several and confidence is Confidence.CERTAIN else confidence


def _job(plain: str, person: Mention) -> str:
    """The title with the organisation beside it: »formand for Nøglen«."""
    job = person.job
    segments = [*job.title, *([job.organisation] if job.organisation else [])]
    if not job.title:
        return ""
    whole = Segment(min(segment.start for segment in segments), max(segment.end for segment in segments))
    if whole.start <= person.name.start < whole.end:  # »Projektleder Ib Bo, Nøglen«
        return joined(plain, segments, ", ")
    return joined(plain, [whole] if whole.end - whole.start < _LONGEST_JOB else job.title, ", ")
