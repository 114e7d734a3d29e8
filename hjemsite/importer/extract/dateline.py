"""The dateline that opens a body, as »Aarhøj, 3. maj 2021 – Nøglen åbner«: its place and its day."""

import re
from collections.abc import Sequence
from datetime import date

from hjemsite.danish import parse_date
from hjemsite.danish.datelines import DAY
from hjemsite.importer.extract.result import Confidence, Extracted, ExtractedDate, Paragraph, Part, Segment

_DATELINE = re.compile(
    r"(?P<town>[A-ZÆØÅ][\w.]+(?:[ -][A-ZÆØÅ][\w.]*){0,2})"
    rf"(?:(?P<day>,? (?:(?i:{DAY})|(?:den |d\. ?)?[^.,:–-]{{0,6}}\d[^:–]{{0,25}}))? (?:–|-)|"
    rf", (?P<whole_day>(?i:{DAY}))[.:]) (?=[A-ZÆØÅ0-9])"
)
"""It ends with a dash; behind a comma and a day with its year also with a full stop or a colon."""
_TOWN_AND_DAY = re.compile(
    r"(?P<town>[A-ZÆØÅ][\w]+(?:[ -][A-ZÆØÅ]\w*){0,2}),? (?:(?:man|tirs|ons|tors|fre|lør|søn)dag )?(?:den |d\. ?)?\d"
)
_NOT_A_TOWN = re.compile(
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|kommune|forrige|sidste|pressemeddelelse|udgivet|senest", re.IGNORECASE
)


def dateline(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """The place name that opens the body, or the line of the date."""
    for paragraph in paragraphs:
        pattern = {Part.DATE: _TOWN_AND_DAY, Part.BODY: _DATELINE}.get(paragraph.part)
        match = pattern.match(plain, *paragraph.segment) if pattern else None
        if match and not _NOT_A_TOWN.search(match["town"]):
            is_town = (
                pattern is _TOWN_AND_DAY
                or match["town"].isupper()
                or bool(match["day"] or parse_date(match["whole_day"] or ""))
            )
            if is_town:
                return Extracted(match["town"], (Segment(*match.span("town")),), Confidence.LIKELY)
    return None


def dateline_date(plain: str, paragraphs: Sequence[Paragraph]) -> ExtractedDate | None:
    """The day in the first dateline that has one."""
    for paragraph in paragraphs:
        if paragraph.part in (Part.BODY, Part.CREDIT):
            opening = _DATELINE.match(plain, *paragraph.segment)
            day = parse_date(opening[0]) if opening else None
            if opening and day:
                return ExtractedDate(day, date_segment(opening[0], day, opening.start()), Confidence.LIKELY)
    return None


def date_segment(text: str, day: date, offset: int) -> Segment:
    """The shortest segment of a line that is read as the day; the line begins at `offset`."""
    start, end = 0, len(text)
    while start < end and parse_date(text[start + 1 : end]) == day and not text[start].isdigit():
        start += 1
    while end > start and parse_date(text[start : end - 1]) == day:
        end -= 1
    return Segment(offset + start, offset + end)
