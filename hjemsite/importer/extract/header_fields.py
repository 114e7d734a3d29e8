"""What stands around the body of a release: its day, its place, its credit, its deck, its »Om …« text."""

import re
from collections.abc import Sequence
from datetime import date

from hjemsite.danish import parse_date
from hjemsite.importer.extract.result import Confidence, Extracted, ExtractedDate, Paragraph, Part, Segment
from hjemsite.importer.extract.sections import joined

_CREDIT = re.compile(
    r"(?:(?:tekst(?: og (?:foto|fotos|billeder))?|skrevet af|forfatter|journalist)\b\s*:?\s*|af:?\s+(?=[A-ZÆØÅ]))\S.*",
    re.IGNORECASE,
)
_PHOTO = re.compile(r"\b(?:(?:Presse|Arkiv)?[Ff]oto(?:graf|s)?|FOTO|Illustration|Billede):\s*[^\s:][^:]{1,80}\Z")
_PHOTO_WORD = re.compile(r"\b(?:\w{0,10}[Ff]oto\w{0,5}|FOTO|Illustration|Billede):")
_DATELINE = re.compile(
    r"(?P<place>[A-ZÆØÅ][\w.]+(?:[ -][A-ZÆØÅ][\w.]*){0,2})"
    r"(?P<day>,? (?:den |d\. ?)?[^.,:–-]{0,6}\d[^:–]{0,25})? (?:–|-) (?=[A-ZÆØÅ])"
)
_PLACE = re.compile(
    r"(?P<place>[A-ZÆØÅ][\w]+(?:[ -][A-ZÆØÅ]\w*){0,2}),? (?:(?:man|tirs|ons|tors|fre|lør|søn)dag )?(?:den |d\. ?)?\d"
)
_NOT_A_PLACE = re.compile(
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|kommune|forrige|sidste|pressemeddelelse|udgivet|senest", re.IGNORECASE
)


def release_date(plain: str, paragraphs: Sequence[Paragraph]) -> ExtractedDate | None:
    """The day of the release: its first line of date, else a date that opens its body (»Aarhøj, 3. maj 2021 –«)."""
    lines = [one for one in paragraphs if one.part is Part.DATE]
    for number, paragraph in enumerate(lines):
        text = plain[slice(*paragraph.segment)]
        told = parse_date(text)
        if told:
            same = all(parse_date(plain[slice(*other.segment)]) in (told, None) for other in lines)
            sure = Confidence.CERTAIN if same and not number else Confidence.LIKELY
            return ExtractedDate(told, _date_segment(text, told, paragraph.segment.start), sure)
    for paragraph in paragraphs:
        if paragraph.part in (Part.BODY, Part.CREDIT):
            opening = _DATELINE.match(plain, *paragraph.segment)
            told = parse_date(opening[0]) if opening else None
            if opening and told:
                return ExtractedDate(told, _date_segment(opening[0], told, opening.start()), Confidence.LIKELY)
    return None


def _date_segment(text: str, told: date, offset: int) -> Segment:
    """The shortest stretch of a line that tells the day."""
    start, end = 0, len(text)
    while start < end and parse_date(text[start + 1 : end]) == told and not text[start].isdigit():
        start += 1
    while end > start and parse_date(text[start : end - 1]) == told:
        end -= 1
    return Segment(offset + start, offset + end)


def dateline(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """The place that opens the body, or the line of the date."""
    for paragraph in paragraphs:
        pattern = {Part.DATE: _PLACE, Part.BODY: _DATELINE}.get(paragraph.part)
        match = pattern.match(plain, *paragraph.segment) if pattern else None
        if match and not _NOT_A_PLACE.search(match["place"]):
            place = Segment(match.start("place"), match.end("place"))
            upper = match["place"].isupper() or bool(match["day"]) if pattern is _DATELINE else True
            if upper:
                return Extracted(match["place"], (place,), Confidence.LIKELY)
    return None


def credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """»Tekst: …« or »Skrevet af …« as it is printed."""
    for paragraph in paragraphs:
        if paragraph.part is Part.CREDIT:
            match = _CREDIT.fullmatch(plain, *paragraph.segment)
            if match:
                return _certain(plain, *match.span())
    return None


def photo_credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """»Foto: …«, also at the end of a caption."""
    for paragraph in paragraphs:
        if paragraph.part is not Part.CREDIT:
            continue
        for begin in reversed([match.start() for match in _PHOTO_WORD.finditer(plain, *paragraph.segment)]):
            match = _PHOTO.match(plain, begin, paragraph.segment.end)
            if match:
                return _certain(plain, *match.span())
    return None


def _certain(plain: str, start: int, end: int) -> Extracted:
    end -= plain[start:end].endswith(".")
    segment = Segment(start, end)
    return Extracted(joined(plain, [segment]), (segment,), Confidence.CERTAIN)


def part_text(plain: str, paragraphs: Sequence[Paragraph], wanted: Part, sure: Confidence) -> Extracted | None:
    """All paragraphs of one part as one text; their segments in order."""
    segments = tuple(one.segment for one in paragraphs if one.part is wanted)
    return Extracted(joined(plain, segments, "\n\n"), segments, sure) if segments else None
