"""The instant of an embargo, for a release of a given day, from the words of its embargo line.

Whatever cannot be told for certain has a reason in Danish. Of two readings the later is taken, because a text that
comes out too late does less harm than one that comes out too early.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from hjemsite.danish.dates import WEEKDAYS
from hjemsite.danish.instants import COPENHAGEN, NotADate, instant
from hjemsite.danish.time_words import Clock, TimeWords
from hjemsite.danish.time_words import time_words as time_words

_FURTHEST = timedelta(days=370)
"""An embargo never lies so far ahead; a slip in a year does."""


class EmbargoTime(NamedTuple):
    """`value` is the time as the field `embargo` takes it, "" where none can be told. `doubts` are Danish reasons."""

    value: str
    doubts: tuple[str, ...] = ()


def embargo_time(words: TimeWords, base: date | None, today: date) -> EmbargoTime:
    """The instant that `words` mean in a release of the day `base`, None where that is not known.

    >>> embargo_time(time_words("fredag kl. 6"), date(2026, 12, 1), date(2026, 11, 28))
    EmbargoTime(value='2026-12-04 06:00', doubts=())
    >>> embargo_time(time_words("4. december kl. 24"), None, date(2026, 11, 28))
    EmbargoTime(value='2026-12-05 00:00', doubts=('linjen siger intet årstal',))
    """
    doubts = list(words.doubts)
    days = sorted(_days(words, base or today))
    if not days:
        return EmbargoTime("", (*doubts, "linjen siger ikke, hvilken dag det er"))
    if len(days) > 1:
        doubts.append("linjen nævner flere dage")
    doubts += _day_doubts(words, days[-1], base)
    if re.search("[0-9]", words.rest):
        doubts.append("linjen har et tal, som ikke kan læses")
    instants = sorted({_instant(days[-1], clock) for clock in words.clocks})
    if len(instants) > 1:
        doubts.append("linjen nævner flere klokkeslæt")
    doubts += [doubt for clock in words.clocks for doubt in _clock_doubts(days[-1], clock)]
    whole_days = days[-1] + timedelta(days=words.through)
    value = f"{instants[-1]:%Y-%m-%d %H:%M}" if instants else str(whole_days)
    value, wrong = _accepted(value)
    doubts += [*wrong, *_plausibility(days[-1], today)]
    return EmbargoTime(value, tuple(dict.fromkeys(doubts)))


def _days(words: TimeWords, base: date) -> set[date]:
    """The days that `words` can mean, the first of them from `base` on."""
    if words.days or words.partial_days:
        return {*words.days, *filter(None, (_next_day(base, *partial_day) for partial_day in words.partial_days))}
    if words.relative:
        return {base + timedelta(days=offset) for offset in words.relative}
    if words.week:
        return {_day_of_week(base, words.week, weekday) for weekday in words.weekdays or (0,)}
    if words.next_week:
        return {base + timedelta(days=7 + weekday - base.weekday()) for weekday in words.weekdays}
    return {base + timedelta(days=(weekday - base.weekday()) % 7) for weekday in words.weekdays}


def _day_of_week(base: date, week: int, weekday: int) -> date:
    """The day of the week with that number, the first from the week of `base` on."""
    monday = base - timedelta(days=base.weekday())
    while monday.isocalendar().week != week and monday - base < _FURTHEST:
        monday += timedelta(days=7)
    return monday + timedelta(days=weekday)


def _next_day(base: date, month: int, day: int) -> date | None:
    for year in (base.year, base.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= base:
            return candidate
    return None


def _day_doubts(words: TimeWords, day: date, base: date | None) -> Iterator[str]:
    """Why the day is not certain, in Danish."""
    if words.days or words.partial_days:
        yield from _date_doubts(words, day, base)
    elif base is None:
        yield "linjen siger ingen dato"
    elif words.week:
        yield from () if words.weekdays else ("linjen siger ikke, hvilken dag i ugen det er",)
    elif words.relative and not words.clocks and not words.through and day == base:
        yield "nyheden er selv fra den dag"
    elif words.next_week and base.weekday() == WEEKDAYS.index("søndag"):
        yield "nyheden er fra en søndag, så »næste uge« kan være to uger"
    elif not words.relative and day == base:
        yield f"nyheden er selv fra en {WEEKDAYS[day.weekday()]}"


def _date_doubts(words: TimeWords, day: date, base: date | None) -> Iterator[str]:
    """Why a date that the line names is not certain, in Danish."""
    if words.weekdays and day.weekday() not in words.weekdays:
        yield f"den {day.day}. er en {WEEKDAYS[day.weekday()]}"
    if not words.days and base is None:
        yield "linjen siger intet årstal"
    if not words.days and base is not None and day - base > timedelta(days=180):
        yield "dagen ligger langt efter nyhedens dato"


def _instant(day: date, clock: Clock) -> datetime:
    """The instant by the clock of Copenhagen, without its zone."""
    at = datetime.combine(day + timedelta(days=clock.hour == 24), time(clock.hour % 24, clock.minute))
    if clock.zone is None:
        return at
    zone = timezone(timedelta(minutes=clock.zone))
    there = at.replace(tzinfo=zone).astimezone(COPENHAGEN).replace(tzinfo=None)
    return max(at, there) if clock.is_danish else there


def _clock_doubts(day: date, clock: Clock) -> Iterator[str]:
    if clock.doubt:
        yield clock.doubt
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN).utcoffset()
    if clock.zone is not None and clock.is_danish and timedelta(minutes=clock.zone) != offset:
        yield "tidszonen passer ikke til årstiden"


def _accepted(value: str) -> tuple[str, list[str]]:
    """`value` as front matter takes it, and what is wrong with it. It is empty where no such day exists."""
    try:
        instant(value)
    except NotADate as error:
        # An hour that is skipped in spring has a proposal; one that comes twice in autumn is meant the second time.
        for better in (error.proposal, f"{value}+01:00"):
            with suppress(NotADate):
                return (better if instant(better) else ""), [error.message]
        return "", [error.message]
    return value, []


def _plausibility(day: date, today: date) -> Iterator[str]:
    if day < today:
        yield "tidspunktet er gået"
    elif day - today > _FURTHEST:
        yield "tidspunktet ligger mere end et år fremme"
