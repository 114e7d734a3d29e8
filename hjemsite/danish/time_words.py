"""The times that a Danish or English text names: days with and without a year, weekdays, hours, time zones.

They are read as they stand. `embargo_times`, which knows the day of the release, makes instants of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from hjemsite.danish.dates import MONTH_NUMBERS, WEEKDAYS, find_days
from hjemsite.danish.hour_words import HOURS, PART_OF_DAY, hours_in_figures
from hjemsite.danish.word_patterns import lazy_pattern

_T = TypeVar("_T")

_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_NUMBERS = {name: number for names in (WEEKDAYS, _ENGLISH_WEEKDAYS) for number, name in enumerate(names)}
_WEEKDAY_NUMBERS |= {"tirs.": 1, "ons.": 2, "tors.": 3, "fre.": 4, "lør.": 5, "søn.": 6}
_WEEKDAY = lazy_pattern(rf"\b(?:{'|'.join(map(re.escape, _WEEKDAY_NUMBERS))})")

_ORDINALS = (
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende "
    "femtende sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende "
    "femogtyvende seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte"
).split()
_MONTH = "|".join(sorted((name for name in MONTH_NUMBERS if len(name) > 2), key=len, reverse=True))
_ORDINAL = lazy_pattern(rf"\b({'|'.join(_ORDINALS)})(?= (?:{_MONTH})\b)")

_DAY_OF_MONTH = lazy_pattern(rf"(?<![0-9.])([0-9]{{1,2}})(?:\.|th|st|nd|rd)?\s?(?:of )?({_MONTH})\b\.?")
_MONTH_DAY = lazy_pattern(rf"\b({_MONTH})\.? ([0-9]{{1,2}})(?:th|st|nd|rd)?(?![0-9:.])")
_SLASHED_DAY = lazy_pattern(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_DOTTED_DAY = lazy_pattern(r"(?<![0-9.:])([0-9]{1,2})\.\s?([0-9]{1,2})\.(?![0-9])")
_BARE_DAY = lazy_pattern(r"(?<![0-9.:])([0-9]{1,2})\.([0-9]{1,2})(?![0-9.:])(?! ?[ap]\.?m\b)")

_RELATIVE = {"overmorgen": 2, "morgen": 1, "tomorrow": 1, "today": 0, "tonight": 0}
_RELATIVE |= dict.fromkeys(("dag", "formiddag", "middag", "eftermiddag", "aften", "nat"), 0)
_RELATIVE_DAY = lazy_pattern(
    r"\bi ?(overmorgen|morgen|dag|formiddag|middag|eftermiddag|aften|nat)\b|\b(tomorrow|today|tonight)\b"
)
_TONIGHT = lazy_pattern(r"\bi nat\b")
_AHEAD = lazy_pattern(r"\bom (en|én|to|tre|[0-9]{1,2}) (dag|uge)e?r?\b")
_AMOUNTS = {"en": 1, "én": 1, "to": 2, "tre": 3}
_WEEK = lazy_pattern(r"\b(?:i )?uge ([0-9]{1,2})\b")
_NEXT_WEEK = lazy_pattern(rf"\b(?:i )?næste uge\b|\bnext week\b|\bnæste (?={'|'.join(WEEKDAYS)})")

_MINUTE = r"(?P<minute>[0-5][0-9])"
_SECOND = r"(?:[.:][0-5][0-9])?"
_HALF = r"(?:\s*(?P<half>[ap])\.?m\b\.?)"
_LABELLED_CLOCK = lazy_pattern(
    rf"(?:\bkl(?:okken)?\b\.?:?(?: er)?|\bat|\bt)\s?(?P<hour>[0-9]{{1,2}})(?:[.:,]?{_MINUTE})?{_SECOND}"
    rf"(?![0-9]){_HALF}?"
)
_BARE_CLOCK = lazy_pattern(rf"(?<![0-9.,:/-])(?P<hour>[0-9]{{1,2}})[.:]{_MINUTE}{_SECOND}(?![0-9/]){_HALF}?")
_HALF_CLOCK = lazy_pattern(rf"(?<![0-9.,:/-])(?P<hour>[0-9]{{1,2}}){_HALF}")
_MILITARY_CLOCK = lazy_pattern(rf"(?<![0-9.,:/-])(?P<hour>[0-9]{{2}}){_MINUTE} ?(?:hours|hrs|h)\b")
_MIDNIGHT = lazy_pattern(r"\b(?:midnat|midnight)\b")
_NOON = lazy_pattern(r"\b(?:noon)\b")
_OFFSET_HOURS = {"cet": 1, "mez": 1, "cest": 2, "mesz": 2, "gmt": 0, "utc": 0, "z": 0, "bst": 1, "eet": 2, "eest": 3}
_ZONE = lazy_pattern(
    rf"\b(?P<name>{'|'.join(_OFFSET_HOURS)}|est|edt|pst|pdt)\b|"
    r"(?<=[0-9]) ?(?P<offset>\+[0-9]{2}):?(?P<minutes>[0-9]{2})\b"
)
_CONTINENTAL = ("cet", "mez", "cest", "mesz")
"""Names of Danish time."""

_LATE = lazy_pattern(r"\b(?:eftermiddag|aften|afternoon|evening|tonight)(?:en)?\b")
_FROM_NOON = lazy_pattern(r"\b(?:(?:efter)?middag|aften|nat|afternoon|evening|tonight)(?:en|stid|ten)?\b")
_DARK = lazy_pattern(r"\b(?:aften|nat|midnat|midnight)(?:en|ten)?\b")
_PART_WORD = lazy_pattern(r"\b(?:morgen|formiddag|middag|eftermiddag|aften|nat)(?:en|stid|ten)?\b(?: tidligt?\b)?")
_EVENING = 18
"""The first hour that is night in »i nat« before midnight."""

_INCLUSIVE = lazy_pattern(
    r"\b(?:til og med|t\.?o\.?m\b|inkl|døgnet ud|dagen ud|(?:dagens|døgnets) (?:udgang|udløb|slutning)|udgangen af)"
)
_AFTER = lazy_pattern(r"\b(?:efter|after)\b")
_NIGHT_BEFORE = lazy_pattern(
    r"\bnatten (?:til|mod)\b|\bmellem (?:\w+ )?(?:den |d\. )?[0-9]{1,2}\.? (?:\w+ )?og(?: den| d\.)?"
)


TIME_NAMES = frozenset(
    f"{' '.join((*MONTH_NUMBERS, *_WEEKDAY_NUMBERS, *_RELATIVE, *_ORDINALS, *HOURS, *_OFFSET_HOURS))} "
    "est edt pst pdt idag imorgen midnat midnight noon kl klokken at t am pm a m p h hrs hours th st nd rd "
    "morgenen formiddag formiddagen middag middagstid eftermiddag eftermiddagen aften aftenen nat natten "
    "tidlig tidligt næste next week halv kvart over".split()
)
"""Every word that times are made of."""


class Clock(NamedTuple):
    """An hour of the day, 24 at its end. `zone` is an offset from Greenwich in minutes, None for Danish time.

    `is_danish` says that the zone is one of Denmark's two, of which many write the wrong one. `doubt` is Danish.
    """

    hour: int
    minute: int
    zone: int | None = None
    is_danish: bool = True
    doubt: str = ""


class TimeWords(NamedTuple):
    """What a text says of a time. `days` have a year, `partial_days` are (month, day); weekdays count from Monday, 0.

    `relative` are days after the day of the release. `rest` is the text without all that, in small letters.
    """

    days: tuple[date, ...]
    partial_days: tuple[tuple[int, int], ...]
    weekdays: tuple[int, ...]
    relative: tuple[int, ...]
    clocks: tuple[Clock, ...]
    week: int | None
    """The number of the week, as in »uge 50«."""
    next_week: bool
    """Whether the weekday is one of the week after that of the release."""
    through: bool
    """Whether the last day belongs to it, as in »til og med torsdag«."""
    doubts: tuple[str, ...]
    rest: str

    @property
    def has_day(self) -> bool:
        """Whether a day is named, in whatever way."""
        return bool(self.days or self.partial_days or self.weekdays or self.relative or self.week)

    @property
    def is_empty(self) -> bool:
        """Whether neither a day nor an hour is named."""
        return not self.has_day and not self.clocks


def time_words(text: str) -> TimeWords:
    """The times that stand in `text`.

    >>> time_words("fredag den 4. december 2026 kl. 06.00").clocks
    (Clock(hour=6, minute=0, zone=None, is_danish=True, doubt=''),)
    >>> time_words("Må først bringes 4/12 kl. 6").rest
    'må først bringes'
    """
    plain, unclear = hours_in_figures(_plain(text))
    night_before = bool(_NIGHT_BEFORE.search(plain))
    zones = tuple(_ZONE.finditer(plain))
    days, rest = _whole_days(_NIGHT_BEFORE.sub(" ", _ZONE.sub(" ", plain)))
    weeks, rest = _taken(_NEXT_WEEK, rest, lambda match: match[0])
    rest = re.sub(r"\bmorgen tidligt?\b", "morgen", rest)
    numbers, rest = _taken(_WEEK, rest, lambda match: int(match[1]) if 1 <= int(match[1]) <= 53 else None)
    ahead, rest = _taken(_AHEAD, rest, _days_ahead)
    relative, rest = _taken(_RELATIVE_DAY, rest, lambda match: _RELATIVE[match[1] or match[2]])
    relative += ahead
    partial, rest = _named_days(rest)
    weekdays, rest = _taken(_WEEKDAY, rest, lambda match: _WEEKDAY_NUMBERS[match[0]])
    clocks, rest = _labelled_clocks(rest, night_before=night_before)
    doubts = [*unclear, *_week_doubts(weeks)]
    week = numbers[-1] if numbers else None
    if not (days or partial or weekdays or relative or week) and (match := _BARE_DAY.search(rest)):
        is_day = bool(clocks) or match[2] != "00"
        doubts += [] if clocks or not is_day else [f"{match[0]} kan være både en dag og et klokkeslæt"]
        partial, rest = _taken(_BARE_DAY, rest, _month_and_day) if is_day else (partial, rest)
    bare, rest = _taken(_BARE_CLOCK, rest, _clock)
    clocks = _with_zone(_in_part_of_day((*clocks, *bare), plain), zones)
    doubts += _hour_doubts(plain, clocks, night_before=night_before)
    if _TONIGHT.search(plain) and not (clocks and all(clock.hour >= _EVENING for clock in clocks)):
        relative = tuple(offset + 1 for offset in relative)
    rest = " ".join(_PART_WORD.sub(" ", rest).split())
    weekdays = tuple(dict.fromkeys(weekdays))
    through = _is_through(plain, has_night_or_clock=night_before or bool(clocks))
    return TimeWords(days, partial, weekdays, relative, clocks, week, bool(weeks), through, tuple(doubts), rest)


def _is_through(plain: str, *, has_night_or_clock: bool) -> bool:
    """Whether the last day belongs to the time, or its afternoon or evening at some hour that is not named."""
    if _INCLUSIVE.search(plain) or _AFTER.search(plain):
        return True
    # »Natten til fredag« ends as that day begins, and »i nat« is counted as the day after already.
    return not has_night_or_clock and bool(_FROM_NOON.search(_TONIGHT.sub(" ", plain)))


def _hour_doubts(plain: str, clocks: Sequence[Clock], *, night_before: bool) -> Iterator[str]:
    """Why the hour is not certain, in Danish."""
    if not clocks and PART_OF_DAY.search(plain):
        yield "linjen siger ikke, hvad klokken er"
    if _TONIGHT.search(plain):
        yield "»i nat« kan være to nætter"
    if night_before and any(clock.hour >= _EVENING for clock in clocks):
        yield "klokkeslættet kan være både før og efter midnat"


def _plain(text: str) -> str:
    """`text` in small letters with single blanks, and with figures for the words of days."""
    plain = " ".join(text.replace("\u00ad", "").casefold().split())
    return _ORDINAL.sub(lambda match: f"{_ORDINALS.index(match[1]) + 1}.", plain)


def _week_doubts(weeks: Sequence[str]) -> Iterator[str]:
    """»Næste torsdag« may be the next one, or that of the next week."""
    if any("uge" not in week and "week" not in week for week in weeks):
        yield "»næste« kan være denne uge eller den næste"


def _in_part_of_day(clocks: Iterable[Clock], plain: str) -> Iterator[Clock]:
    """The hours, counted to 24 where the text says that they are in the afternoon, the evening or the night."""
    is_late, is_dark = bool(_LATE.search(plain)), bool(_DARK.search(plain))
    for clock in clocks:
        if clock.hour == 12 and is_dark:
            yield clock._replace(hour=24 if not clock.minute else 12, doubt="klokken 12 kan være både nat og dag")
        else:
            yield clock._replace(hour=clock.hour + 12 if is_late and 0 < clock.hour < 12 else clock.hour)


def _whole_days(text: str) -> tuple[tuple[date, ...], str]:
    """The dates with a year, and the text without them."""
    days: list[date] = []
    while (written := find_days(text)) is not None:
        days += dict.fromkeys((written.first, written.last))
        text = written.rest
    return tuple(dict.fromkeys(days)), text


def _named_days(text: str) -> tuple[tuple[tuple[int, int], ...], str]:
    """The days of a month without a year, as (month, day), and the text without them."""
    days: tuple[tuple[int, int], ...] = ()
    for pattern in (_DAY_OF_MONTH, _MONTH_DAY, _SLASHED_DAY, _DOTTED_DAY):
        more, text = _taken(pattern, text, _month_and_day)
        days += more
    return tuple(dict.fromkeys(days)), text


def _days_ahead(match: re.Match[str]) -> int:
    """The days until »om en uge«."""
    return int(_AMOUNTS.get(match[1], match[1])) * (7 if match[2] == "uge" else 1)


def _month_and_day(match: re.Match[str]) -> tuple[int, int] | None:
    first, second = match.groups()
    day, month = (second, first) if first in MONTH_NUMBERS else (first, second)
    number = MONTH_NUMBERS.get(month) or int(month)
    return (number, int(day)) if 1 <= number <= 12 and 1 <= int(day) <= 31 else None


def _taken(
    pattern: re.Pattern[str], text: str, value: Callable[[re.Match[str]], _T | None]
) -> tuple[tuple[_T, ...], str]:
    """The values of all matches of `pattern`, and the text without those that have one."""
    values: list[_T] = []

    def take(match: re.Match[str]) -> str:
        taken = value(match)
        if taken is None:
            return match[0]
        values.append(taken)
        return " "

    rest = pattern.sub(take, text)
    return tuple(values), " ".join(rest.split())


def _clock(match: re.Match[str]) -> Clock | None:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    if groups.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (groups["half"] == "p")
    return Clock(hour, minute) if (hour, minute) <= (24, 0) else None


def _labelled_clocks(text: str, *, night_before: bool) -> tuple[tuple[Clock, ...], str]:
    """The hours that a word marks as such, and the text without them."""
    midnight = Clock(0, 0) if night_before else Clock(24, 0, doubt="midnat kan være både før og efter dagen")
    clocks: tuple[Clock, ...] = ()
    for pattern in (_LABELLED_CLOCK, _HALF_CLOCK, _MILITARY_CLOCK):
        more, text = _taken(pattern, text, _clock)
        clocks += more
    nights, text = _taken(_MIDNIGHT, text, lambda _: midnight)
    noons, text = _taken(_NOON, text, lambda _: Clock(12, 0))
    # »kl. 24.00 (midnat)« says one hour twice.
    return clocks + noons + (nights if not clocks else ()), text


def _with_zone(clocks: Iterable[Clock], zones: Sequence[re.Match[str]]) -> tuple[Clock, ...]:
    """The hours in the first of `zones`."""
    zone, doubt = _zone(zones[0]) if zones else (None, "")
    if len({_zone(match)[0] for match in zones}) > 1:
        doubt = "linjen nævner flere tidszoner"
    is_danish = zone is None or zones[0]["name"] in _CONTINENTAL
    return tuple(clock._replace(zone=zone, is_danish=is_danish, doubt=clock.doubt or doubt) for clock in clocks)


def _zone(match: re.Match[str]) -> tuple[int | None, str]:
    """An offset from Greenwich in minutes, None where it is not known, and the doubt about it."""
    if match["offset"]:
        return int(match["offset"]) * 60 + int(match["minutes"]), ""
    name = match["name"]
    if name not in _OFFSET_HOURS:
        return None, f"tidszonen {name.upper()} er ikke kendt"
    return _OFFSET_HOURS[name] * 60, ""
