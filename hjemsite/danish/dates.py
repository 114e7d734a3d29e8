"""Dates and times written as Danes write them, and dates found in Danish text.

The names of months and weekdays stand here and never come from the locale. In a date of figures the day comes first.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

# Templates for websites are often left in English.
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {
    name[:length]: number
    for names in (_ENGLISH, MONTHS)
    for number, name in enumerate(names, 1)
    for length in range(3, len(name) + 1)
}
"""Names of months in small letters, whole or cut short to three letters or more, in Danish and English."""

_DAY = "[0-9]{1,2}"
_YEAR = "[12][0-9]{3}(?![0-9])"
_MONTH = r"(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[ck]t|nov|dec)[a-z]{0,6}\b"
# A day does not begin inside a longer number, an amount, a time or the number of a paragraph.
_START = r"(?<![0-9])(?<![0-9][.,:/-])(?<!§ )(?<!kl\. )"
# Two figures are a year only where nothing follows: »3. maj 21 personer« has no year.
_SHORT_YEAR = r"['’][0-9]{2}(?![0-9])|[0-9]{2}(?=\s?(?:$|[,;)|]|\.(?![0-9])))"
# Patterns as texts: `re` compiles each when it is first used, and most builds read no date.
_WRITTEN = (
    rf"{_START}(?:(?P<first_day>{_DAY})\.?(?:\s?(?P<first_month>{_MONTH})\.?(?:\s(?P<first_year>{_YEAR}))?)?"
    rf"\s?(?:[-–—]|\btil\b)\s?)?(?P<day>{_DAY})(?:\.|st|nd|rd|th)?\s?(?P<month>{_MONTH})\.?,?"
    rf"(?:\s?-?(?P<year>(?<![0-9])(?:{_YEAR}|{_SHORT_YEAR})))?"
)
_FIGURES = (
    rf"{_START}(?:(?P<first_day>{_DAY})\.\s?[-–—]\s?)?(?P<day>{_DAY})"
    rf"(?:(?:\.\s?|-)(?P<month>{_DAY})(?:\.\s?|-)|/(?P<slashed_month>{_DAY})(?:[/.]|\s?-\s?|\s(?={_YEAR})))"
    rf"(?P<year>{_YEAR}|[0-9]{{2}})(?![0-9]|[.,/-][0-9])"
)
_YEAR_FIRST = rf"(?<![0-9-])(?P<year>[12][0-9]{{3}})[/-](?P<month>{_DAY})[/-](?P<day>{_DAY})(?![0-9])"
_MONTH_FIRST = rf"(?P<month>{_MONTH})\.?\s(?P<day>{_DAY})(?:st|nd|rd|th)?,?\s(?P<year>{_YEAR})"


def long_date(day: date) -> str:
    """The date as it stands in running text.

    >>> long_date(date(2022, 9, 28))
    '28. september 2022'
    """
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def den_date(day: date) -> str:
    """The date within a sentence.

    >>> den_date(date(2021, 5, 3))
    'den 3. maj 2021'
    """
    return f"den {long_date(day)}"


def full_date(day: date) -> str:
    """The date with its weekday.

    >>> full_date(date(2022, 9, 28))
    'onsdag den 28. september 2022'
    """
    return f"{WEEKDAYS[day.weekday()]} {den_date(day)}"


def partial_date(year: int, month: int = 0, day: int = 0) -> str:
    """A date of which the month and the day may be unknown, which is written 0.

    >>> partial_date(2016), partial_date(2018, 7), partial_date(2022, 9, 28)
    ('2016', 'juli 2018', '28. september 2022')
    """
    if not month:
        return str(year)
    return long_date(date(year, month, day)) if day else f"{MONTHS[month - 1]} {year}"


def period(first: date, last: date) -> str:
    """The days from `first` to `last`; between a day and its month no line breaks.

    >>> period(date(2022, 9, 3), date(2022, 9, 28)), period(date(2022, 9, 28), date(2022, 9, 28))
    ('3. til 28.\\xa0september 2022', '28.\\xa0september 2022')
    >>> period(date(2021, 12, 28), date(2022, 1, 3)), period(date(2022, 9, 28), date(2022, 10, 3))
    ('28.\\xa0december 2021 til 3.\\xa0januar 2022', '28.\\xa0september til 3.\\xa0oktober 2022')
    """
    start, end = (long_date(day).replace(". ", ".\xa0") for day in (first, last))
    if first == last:
        return end
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        start = start.partition("\xa0")[0] if first.month == last.month else start
    return f"{start} til {end}"


def clock(time: datetime) -> str:
    """The time of day; with a point, as Danish style guides want it.

    >>> clock(datetime(2022, 9, 28, 9, 5))
    'kl. 9.05'
    """
    return f"kl. {time.hour}.{time.minute:02}"


def appointment(start: datetime, end: datetime | None, *, timed: bool) -> str:
    """When something takes place. Where it is not `timed`, `end` is its last day.

    >>> day = datetime(2026, 12, 3, 10)
    >>> appointment(day, day.replace(hour=16, minute=30), timed=True)
    'torsdag den 3. december 2026 kl. 10.00-16.30'
    >>> appointment(day, None, timed=False), appointment(day, day.replace(day=4), timed=False)
    ('torsdag den 3. december 2026', 'torsdag den 3. december 2026 til fredag den 4. december 2026')
    """
    first = f"{full_date(start.date())} {clock(start)}" if timed else full_date(start.date())
    if end is None or end == start:
        return first
    if end.date() == start.date():
        return f"{first}-{clock(end).removeprefix('kl. ')}"
    return f"{first} til {full_date(end.date())}{f' {clock(end)}' if timed else ''}"


def parse_date(text: str, year: int | None = None) -> date | None:
    """The first whole date written in `text`, of a span its first day; see `parse_days`.

    >>> parse_date("København, tirsdag d. 3/5 2022 kl. 14.30")
    datetime.date(2022, 5, 3)
    """
    days = parse_days(text, year)
    return days and days[0]


def parse_days(text: str, year: int | None = None) -> tuple[date, date] | None:
    """The first and last day of the first whole date written in `text`; None where there is none.

    `year` is the year of a date that has none. Two figures are a year from 1950 to 2049.

    >>> parse_days("20.-21. juni 2024")
    (datetime.date(2024, 6, 20), datetime.date(2024, 6, 21))
    >>> parse_days("d. 31. april 2021")
    """
    written = find_days(text, year)
    return written and (written.first, written.last)


class WrittenDays(NamedTuple):
    """A date in a text: its first and last day, and the rest of the text, in small letters and with single blanks."""

    first: date
    last: date
    rest: str


def find_days(text: str, year: int | None = None) -> WrittenDays | None:
    """The first whole date written in `text`, as `parse_days` reads it, with the rest of the text.

    >>> find_days("Mandag d. 3/5 2022 kl. 14.30").rest
    'mandag d. kl. 14.30'
    """
    plain = " ".join(text.replace("\u00ad", "").casefold().split())
    patterns = (_WRITTEN, _FIGURES, _YEAR_FIRST, _MONTH_FIRST)
    matches = sorted(
        chain.from_iterable(re.finditer(pattern, plain) for pattern in patterns), key=lambda match: match.start()
    )
    return next(_possible(matches, year), None)


def _possible(matches: list[re.Match[str]], year: int | None) -> Iterator[WrittenDays]:
    for match in matches:
        parts = match.groupdict()
        written_year = parts["year"] or year
        if not written_year:
            continue
        month = parts["month"] or parts.get("slashed_month")
        last = _date(written_year, month, parts["day"])
        first_year, first_month = parts.get("first_year") or written_year, parts.get("first_month") or month
        first = _date(first_year, first_month, parts.get("first_day"))
        if last and (first or not parts.get("first_day")) and (first or last) <= last:
            rest = f"{match.string[: match.start()]} {match.string[match.end() :]}"
            yield WrittenDays(first or last, last, " ".join(rest.split()))


def _date(year: str | int, month: str | None, day: str | None) -> date | None:
    figures = str(year).lstrip("'’")
    whole_year = int(figures)
    if len(figures) == 2:
        whole_year += 2000 if whole_year < 50 else 1900
    try:
        return date(whole_year, MONTH_NUMBERS.get(month or "") or int(month or 0), int(day or 0))
    except ValueError:
        return None
