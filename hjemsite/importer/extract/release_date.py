"""The day of a release: from its line with a date, or from the dateline that opens its body.

A date counts where it stands. It is certain where two signs agree: a label that announces the day of the release, the
place on top of the text, a line that is a date and hardly anything else. What a label gives to something else (»Tid:«,
»Frist:«) is never the day of the release.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from hjemsite.danish import parse_date
from hjemsite.danish.dates import MONTHS, parse_days
from hjemsite.importer.extract.dateline import date_segment, dateline_date
from hjemsite.importer.extract.labels import Role, is_other_day, label_of
from hjemsite.importer.extract.person_names import is_organisation_word
from hjemsite.importer.extract.result import Confidence, Extracted, ExtractedDate, Paragraph, Part, Segment

_REST = re.compile(
    r"\b(?:man|tirs|ons|tors|fre|lør|søn)(?:dag)?\b|"
    r"\b(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[ck]t|nov|dec)[a-z]{0,6}\b\.?|"
    r"(?<!\w)d\.(?!\w)|"
    r"\b(?:den|d|dato|kl\.?|klokken|pressemeddelelse|nyhed|udgivet|publiceret|offentliggjort|udsendt|oprettet|opdateret|"
    r"lagt|nettet|ændret|frigives|forrige|sidste|sidst|ce?s?t|nyheder|af|fra|senest|og|i|på|for|til|ved|uge|nr)\b|"
    r"[\d.:/,|·•–-]+",
    re.IGNORECASE,
)
"""What a line with a date may have besides names of places and senders."""

_YEARLESS = re.compile(
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,? )?(?:den |d\. ?)?"
    rf"\d{{1,2}}(?:\.? ?(?:{'|'.join(MONTHS)})|\. ?\d{{1,2}}\.(?!\d)|/\d{{1,2}}(?![\d/]))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{1,60}\)")
_FROM_TO = re.compile(r"\b(?:kl\.?|klokken)\s?\d{1,2}(?:[.:]\d\d)?\s?(?:[-–—]|til)\s?\d{1,2}", re.IGNORECASE)
_AT_HOUR = re.compile(r"\b(?:kl\.?|klokken)\s?\d", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:udgivet|publiceret|offentliggjort|udsendt|pressemeddelelse|nyhed|ce?s?t)\b|\|", re.IGNORECASE
)
_UPDATED = re.compile(r"(?:senest |sidst )?(?:opdateret|ændret)", re.IGNORECASE)
_VERB = re.compile(r"^(?:[a-zæøå]*(?:er|år|ør|es|ede)|sted|vi)$")
_MOST_BESIDE = 2
_LONGEST_LINE, _LONGEST_ABOVE = 110, 120
"""Characters, at most, of a line with a date, and of the lines above it where it stands on top."""


def is_date_line(text: str) -> bool:
    """Whether a line is a date and hardly anything else, as »Sønderø Kommune, 3/5 2021« is.

    >>> [is_date_line(line) for line in ("06. MAJ. 2019 KL. 11:02", "Tid: 3. maj 2021", "Den 3. maj 2021 åbner vi nu.")]
    [True, False, False]
    """
    if len(text) > _LONGEST_LINE or text[-1] in "!?" or _FROM_TO.search(text):
        return False
    if is_other_day(text) and not _UPDATED.match(text):
        return False
    if not parse_date(text):
        return without_year(text) is not None
    rest = _rest(text)
    is_alone = "|" in text or not any(map(_VERB.search, rest))
    return len(rest) <= (8 if _PUBLISHED.search(text) else 4) and is_alone


def is_mostly_date(text: str) -> bool:
    """Whether a line has a date and two other words at most, whatever the date is of: »Premiere den 3. maj 2021«."""
    return len(text) < _LONGEST_LINE and parse_date(text) is not None and len(_rest(text)) <= _MOST_BESIDE


def _rest(text: str) -> list[str]:
    """The words of a line beside its date and the small words of dates, without asides in brackets."""
    return _REST.sub(" ", _ASIDE.sub(" ", text)).split()


def without_year(text: str) -> str | None:
    """The date of a line that is a date without a year; None for any other line.

    >>> without_year("Mandag den 3. marts kl. 14"), without_year("Den 3. marts åbner Nøglen")
    ('Mandag den 3. marts', None)
    """
    match = _YEARLESS.search(text) if len(text) < _LONGEST_LINE and not is_other_day(text) else None
    is_alone = match and not parse_date(text) and len(_rest(text)) <= 1
    return match[0] if match and is_alone else None


class _Candidate(NamedTuple):
    """A line with a date. The lower its `rank`, the better."""

    day: date
    segment: Segment
    rank: int
    confidence: Confidence


def release_date(plain: str, paragraphs: Sequence[Paragraph]) -> ExtractedDate | None:
    """The day of the release; None where the text gives none."""
    candidates = sorted(_candidates(plain, paragraphs), key=lambda candidate: candidate.rank)
    if not candidates:
        return dateline_date(plain, paragraphs)
    best = candidates[0]
    is_contested = any(other.day != best.day for other in candidates if other.rank == best.rank)
    return ExtractedDate(best.day, best.segment, Confidence.LIKELY if is_contested else best.confidence)


def date_without_year(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """The first line that gives a day and no year, where no other line gives the whole date."""
    for paragraph in paragraphs:
        start, end = paragraph.segment
        words = without_year(plain[start:end]) if paragraph.part is Part.DATE else None
        if words:
            begin = plain.index(words, start)
            return Extracted(words, (Segment(begin, begin + len(words)),), Confidence.DOUBTFUL)
    return None


def _candidates(plain: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Candidate]:
    is_on_top = True
    for number, paragraph in enumerate(paragraphs):
        start, end = paragraph.segment
        text = plain[start:end]
        days = parse_days(text) if paragraph.part is Part.DATE else None
        if days:
            above = plain[slice(*paragraphs[number - 1].segment)] if number else ""
            is_labelled = _is_labelled(text) or _is_labelled(f"{above}:")
            rank, confidence = _judged(text, is_labelled, is_on_top)
            # »Festuge, 3. maj« looks like »Nordby, 3. maj«.
            if not is_labelled and not (_names_place(plain, paragraph.segment) and days[0] == days[1]):
                rank, confidence = rank + _UNSURE, Confidence.LIKELY
            yield _Candidate(days[0], date_segment(text, days[0], start), rank, confidence)
        elif paragraph.part is Part.CREDIT and (day := parse_date(text.rpartition(", ")[2])):
            yield _Candidate(day, date_segment(text, day, start), 1 + _UNSURE * (not is_on_top), Confidence.LIKELY)
        is_on_top &= paragraph.part is not Part.BODY or end - start < _LONGEST_ABOVE


_UNSURE = 4
"""What is added to the rank of a line that begins with an unknown word."""


def _names_place(plain: str, segment: Segment) -> bool:
    """Whether the words beside a date are those of a sender, or of a place that the text names elsewhere."""
    start, end = segment
    text = plain[start:end]
    rest = [word.strip("()") for word in _rest(text)]
    if any(map(is_organisation_word, rest)):
        return True
    elsewhere = plain[:start] + plain[end:]
    return all(_is_place(word, elsewhere) for word in rest if word[:1].isalpha())


def _is_place(word: str, text: str) -> bool:
    """Whether a text has the word within a sentence, or before what only organisations have in their names."""
    if re.search(rf"(?<=[a-zæøå] ){re.escape(word)}", text):
        return True
    return any(is_organisation_word(match[1]) for match in re.finditer(rf"\b{re.escape(word)} (\w+)", text))


def _is_labelled(text: str) -> bool:
    label = label_of(text)
    return (label is not None and label.role is Role.DATE) or bool(_PUBLISHED.search(text))


def _judged(text: str, is_labelled: bool, is_on_top: bool) -> tuple[int, Confidence]:
    """The rank and the confidence of a line with a date, by its label and where it stands."""
    if _UPDATED.match(text):
        return 3, Confidence.LIKELY
    if is_labelled:
        return 0, Confidence.CERTAIN
    if is_on_top:
        return 1, Confidence.LIKELY if _AT_HOUR.search(text) else Confidence.CERTAIN
    return 2, Confidence.LIKELY
