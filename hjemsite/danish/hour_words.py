"""Hours of the day that a text has in words, in figures: »klokken halv syv« is »kl. 6.30«.

A small hour without a part of the day is taken for the afternoon, the later of its two readings, with a doubt.
"""

import re
from typing import NamedTuple

from hjemsite.danish.word_patterns import lazy_pattern

HOURS = (
    "nul et to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve "
    "enogtyve toogtyve treogtyve fireogtyve"
).split()
"""The Danish words for 0 to 24, in order."""

_HOUR = lazy_pattern(
    rf"\b(?:kl(?:\.|okken|\b)(?: er)? (?:(?P<shift>halv|kvart over|kvart i) )?|(?P<bare>halv|kvart over|kvart i) )"
    rf"(?P<hour>{'|'.join(HOURS)})\b"
)
_SHIFTS = {"": 0, "kvart over": 15, "halv": -30, "kvart i": -15}
"""Minutes from the hour that is named."""

PART_OF_DAY = lazy_pattern(
    r"\b(?<!\bi )(?:morgen|formiddag|middag|eftermiddag|aften|nat)(?:en|stid|ten)?\b|\bmorgen tidligt?\b|"
    r"\bi (?:formiddag|middag|eftermiddag|aften|nat)\b|\b(?:tonight|this (?:afternoon|evening))\b"
)
"""Part of a day, in small letters. »I morgen« is a day, »i aften« is both."""

_TODAY = lazy_pattern(r"\b(?:i ?dag|today)\b")
_LAST_SMALL, _LAST_MORNING = 5, 11


class HoursInFigures(NamedTuple):
    """`text` with figures for the words of hours, and Danish reasons why they may be wrong."""

    text: str
    doubts: tuple[str, ...]


def hours_in_figures(text: str) -> HoursInFigures:
    """`text`, which is in small letters, with figures for the words of hours.

    >>> hours_in_figures("fredag klokken halv syv om morgenen").text
    'fredag kl. 6.30 om morgenen'
    >>> hours_in_figures("fredag klokken to")
    HoursInFigures(text='fredag kl. 14.00', doubts=('klokken to kan være både nat og dag',))
    """
    doubts: list[str] = []
    last_unclear = _LAST_MORNING if _TODAY.search(text) else _LAST_SMALL
    is_unclear = not PART_OF_DAY.search(text)

    def figures(match: re.Match[str]) -> str:
        hour, shift = HOURS.index(match["hour"]), match["shift"] or match["bare"] or ""
        minutes = (hour if hour or not shift else 24) * 60 + _SHIFTS[shift]
        if hour == 1 and minutes < 60:
            # »Halv et« is in the day unless the text says that it is night.
            minutes += 720
        if is_unclear and 0 < hour <= last_unclear and minutes < 720:
            doubts.append(f"klokken {match['hour']} kan være både {'nat' if hour <= _LAST_SMALL else 'morgen'} og dag")
            minutes += 720
        return f"kl. {minutes // 60}.{minutes % 60:02}"

    return HoursInFigures(_HOUR.sub(figures, text), tuple(doubts))
