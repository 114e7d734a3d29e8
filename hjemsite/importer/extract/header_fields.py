"""The values around the body of a release: its date, its dateline, its credits, its deck, its »Om …« text."""

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
    """The date of the release: its first line of a date, else a date that opens its body (»Aarhøj, 3. maj 2021 –«)."""
    lines = [paragraph for paragraph in paragraphs if paragraph.part is Part.DATE]
    for number, paragraph in enumerate(lines):
        text = plain[slice(*paragraph.segment)]
        day = parse_date(text)
        if day:
            is_only = all(parse_date(plain[slice(*other.segment)]) in (day, None) for other in lines)
            confidence = Confidence.CERTAIN if is_only and not number else Confidence.LIKELY
            return ExtractedDate(day, _date_segment(text, day, paragraph.segment.start), confidence)
    for paragraph in paragraphs:
        if paragraph.part in (Part.BODY, Part.CREDIT):
            opening = _DATELINE.match(plain, *paragraph.segment)
            day = parse_date(opening[0]) if opening else None
            if opening and day:
                return ExtractedDate(day, _date_segment(opening[0], day, opening.start()), Confidence.LIKELY)
    return None


def _date_segment(text: str, day: date, offset: int) -> Segment:
    """The shortest segment of a line that is read as the day; the line begins at `offset`."""
    start, end = 0, len(text)
    while start < end and parse_date(text[start + 1 : end]) == day and not text[start].isdigit():
        start += 1
    while end > start and parse_date(text[start : end - 1]) == day:
        end -= 1
    return Segment(offset + start, offset + end)


def dateline(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """The place name that opens the body, or the line of the date."""
    for paragraph in paragraphs:
        pattern = {Part.DATE: _PLACE, Part.BODY: _DATELINE}.get(paragraph.part)
        match = pattern.match(plain, *paragraph.segment) if pattern else None
        if match and not _NOT_A_PLACE.search(match["place"]):
            is_place = pattern is _PLACE or match["place"].isupper() or bool(match["day"])
            if is_place:
                return Extracted(match["place"], (Segment(*match.span("place")),), Confidence.LIKELY)
    return None


def credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """»Tekst: …« or »Skrevet af …«, as it is printed."""
    for paragraph in paragraphs:
        if paragraph.part is Part.CREDIT:
            match = _CREDIT.fullmatch(plain, *paragraph.segment)
            if match:
                return _certain(plain, *match.span())
    return None


def photo_credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """»Foto: …«, as it is printed, also at the end of a caption."""
    for paragraph in paragraphs:
        if paragraph.part is not Part.CREDIT:
            continue
        for begin in reversed([match.start() for match in _PHOTO_WORD.finditer(plain, *paragraph.segment)]):
            match = _PHOTO.match(plain, begin, paragraph.segment.end)
            if match:
                return _certain(plain, *match.span())
    return None


def _certain(plain: str, start: int, end: int) -> Extracted:
    """The words of `plain[start:end]` without a full stop at the end."""
    end -= plain[start:end].endswith(".")
    segment = Segment(start, end)
    return Extracted(joined(plain, [segment]), (segment,), Confidence.CERTAIN)


def part_text(plain: str, paragraphs: Sequence[Paragraph], part: Part, confidence: Confidence) -> Extracted | None:
    """All paragraphs of one part as one text, with a blank line between them."""
    segments = tuple(paragraph.segment for paragraph in paragraphs if paragraph.part is part)
    return Extracted(joined(plain, segments, "\n\n"), segments, confidence) if segments else None
