"""A date or an instant as an editor writes it in front matter, in the time of Copenhagen.

There is one form, year first, so that texts sort by date and cannot be misread. A date in another form is refused with
a proposal; a day or an hour that Denmark's calendar or clocks do not have is refused.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hjemsite.danish.dates import MONTHS, clock, den_date, find_days, long_date
from hjemsite.danish.rewriting import rewritten
from hjemsite.danish.word_patterns import lazy_pattern

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

FIRST_YEAR, LAST_YEAR = 1900, 2100

_WRITTEN = lazy_pattern(
    "([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|([+-])([0-9]{2}):([0-9]{2}))?)?"
)


class Instant(NamedTuple):
    """An instant in Copenhagen's time zone; for a date alone, its midnight. `timed` says that an hour was given."""

    at: datetime
    timed: bool


class NotADate(ValueError):  # noqa: N818
    """Text that is no instant. `message` says what is wrong and `hint` what to write instead, in Danish.

    `proposal` is an instant to write instead, where the text says enough to tell; else empty.
    """

    def __init__(self, message: str, hint: str, proposal: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.proposal = proposal


def instant(text: str) -> Instant:
    """The instant written in `text`: `YYYY-MM-DD`, perhaps followed by a blank or a `T` and `HH:MM` or `HH:MM:SS`.

    The time is Copenhagen's, unless `Z` or an offset such as `+02:00` (RFC 3339) follows. Raises `NotADate`.

    >>> instant("2022-09-28 14:30").at.isoformat()
    '2022-09-28T14:30:00+02:00'
    >>> instant("22-11-2026")
    Traceback (most recent call last):
        ...
    hjemsite.danish.instants.NotADate: »22-11-2026« er ikke skrevet som år-måned-dag
    """
    match = _WRITTEN.fullmatch(text)
    if not match:
        raise _not_written_so(text)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    _check_day(year, month, day)
    if hour > 23 or minute > 59 or second > 59:
        raise NotADate(f"Klokken »{text[11:19]}« findes ikke", "Skriv et klokkeslæt fra 00:00 til 23:59")
    local = datetime(year, month, day, hour, minute, second, tzinfo=COPENHAGEN)
    if match[7]:
        return Instant(local.replace(tzinfo=_offset(match)).astimezone(COPENHAGEN), timed=True)
    if match[4]:
        _check_clocks(local)
    return Instant(local, timed=bool(match[4]))


def at(moment: datetime) -> str:
    """An instant within a sentence, by the clock of Copenhagen; midnight is written as the day that begins.

    >>> at(datetime(2026, 12, 3, 8, 0, tzinfo=UTC)), at(datetime(2026, 12, 2, 23, 0, tzinfo=UTC))
    ('den 3. december 2026 kl. 9.00', 'den 3. december 2026')
    """
    local = moment.astimezone(COPENHAGEN)
    day = den_date(local.date())
    return f"{day} {clock(local)}" if (local.hour, local.minute) != (0, 0) else day


def _not_written_so(text: str) -> NotADate:
    shown = text.replace("\n", " ") if len(text) <= 40 else f"{' '.join(text[:40].split())} …"
    better = rewritten(text)
    if better is not None:
        try:
            instant(better)
        except NotADate as error:
            return error
        return NotADate(f"»{shown}« er ikke skrevet som år-måned-dag", f"Skriv {better}", better)
    days = find_days(text[:200])
    if days is None or not FIRST_YEAR <= days.first.year <= LAST_YEAR:
        return NotADate(f"»{shown}« er ikke en dato", "Skriv år, måned og dag, for eksempel 2022-09-28")
    hint = "Skriv år, måned og dag og om nødvendigt et klokkeslæt, for eksempel 2022-09-28 14:30"
    return NotADate(f"»{shown}« er ikke skrevet som år-måned-dag", hint)


def _check_day(year: int, month: int, day: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(f"Årstallet {year:04} kan ikke passe", f"Skriv et årstal fra {FIRST_YEAR} til {LAST_YEAR}")
    if not 1 <= month <= 12:
        raise NotADate(f"Der findes ingen måned nummer {month}", "Skriv året først, så måneden og til sidst dagen")
    days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    if not 1 <= day <= days:
        name = MONTHS[month - 1]
        raise NotADate(f"Den {day}. {name} {year} findes ikke", f"{name.capitalize()} {year} har {days} dage")


def _offset(match: re.Match[str]) -> timezone:
    if match[7] == "Z":
        return UTC
    hours, minutes = int(match[9]), int(match[10])
    if hours > 14 or minutes > 59:
        raise NotADate(f"»{match[7]}« er ikke en tidszone", "Skriv klokkeslættet uden; så gælder dansk tid")
    return timezone((-1 if match[8] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _check_clocks(local: datetime) -> None:
    """Raise `NotADate` for an hour that the Danish clocks skip in spring or show twice in autumn."""
    first, second = (local.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    if first == second:
        return
    time, day = f"{local:%H:%M}", long_date(local.date())
    if first < second:
        later = f"{local + (second - first):%Y-%m-%d %H:%M}"
        message = f"Klokken {time} findes ikke den {day}, for uret stilles frem til sommertid"
        raise NotADate(message, f"Skriv {later}, eller vælg et andet tidspunkt", later)
    if first > second:
        raise NotADate(
            f"Klokken er {time} to gange den {day}, for uret stilles tilbage til vintertid",
            f"Skriv {local:%Y-%m-%d %H:%M}+02:00 for sommertid eller +01:00 for vintertid",
        )
