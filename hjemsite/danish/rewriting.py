"""A date that is written in some common way, written in the one way that front matter takes.

A proposal must lose nothing: where a text says more than a day, an hour and a time zone, there is none.
"""

import re

from hjemsite.danish.dates import MONTH_NUMBERS, WEEKDAYS, find_days

_DAY_NAMES = "|".join((*WEEKDAYS, "man", "tirs", "tir", "ons", "tors", "tor", "fre", "lør", "søn"))
_FILLER = rf"(?:[\s,;]|\b(?:den|d|dag|om|{_DAY_NAMES})\b\.?)*"
_CLOCK = (
    r"(?P<prefix>t|kl(?:okken)?\b\.?)?\s*(?P<hour>[0-9]{1,2})"
    r"(?:[.:]?(?P<minute>[0-5][0-9])(?:[.:](?P<second>[0-5][0-9])(?:[.,][0-9]+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?:(?P<zone>z|utc|gmt|cet|cest)\b|(?P<offset>[+-][0-9]{2}:?[0-9]{2}))?"
    r"(?:\s*dansk tid)?"
)
_REST = rf"{_FILLER}(?:{_CLOCK})?{_FILLER}"
_ZONES = {"z": "Z", "utc": "Z", "gmt": "Z", "cet": "+01:00", "cest": "+02:00"}
_LONGEST = 200
"""Characters of a text that is looked at; no date is longer."""


def rewritten(text: str) -> str | None:
    """The day or instant that `text` means, in a form that `instant` reads; None where that would lose anything.

    >>> rewritten("1. december 2026 kl. 9"), rewritten("22/11 2026"), rewritten("2026-12-01T06:00:00.000Z")
    ('2026-12-01 09:00', '2026-11-22', '2026-12-01 06:00:00Z')
    >>> rewritten("1. december 2026 ved middagstid")
    """
    days = find_days(text) if len(text) <= _LONGEST else None
    match = days and re.fullmatch(_REST, days.rest)
    if not days or not match or days.first != days.last:
        return None
    if match["hour"] is None:
        return str(days.first)
    time = _time(match)
    return time and f"{days.first} {time}"


def _time(match: re.Match[str]) -> str | None:
    hour, half = int(match["hour"]), match["half"]
    if not (match["prefix"] or match["minute"] or half) or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    offset = (match["offset"] or "").replace(":", "")
    if offset.startswith("-") and match["prefix"] != "t":
        # »9:00-10:30« is from one hour to another.
        return None
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    second = f":{match['second']}" if match["second"] else ""
    zone = f"{offset[:3]}:{offset[3:]}" if offset else _ZONES.get(match["zone"] or "", "")
    return f"{hour:02}:{match['minute'] or '00'}{second}{zone}"


def rewritten_month(text: str) -> str | None:
    """The month of a year that `text` means, as year and month; None where it means anything else.

    >>> rewritten_month("maj 2026"), rewritten_month("2026-5"), rewritten_month("5/2026"), rewritten_month("2026")
    ('2026-05', '2026-05', '2026-05', None)
    """
    plain = " ".join(text[:_LONGEST].casefold().split())
    match = re.fullmatch(r"(?P<month>[a-z]{3,9})\.? (?P<year>(?:19|20)[0-9]{2})", plain)
    match = match or re.fullmatch(r"(?P<month>[0-9]{1,2})[-/. ](?P<year>(?:19|20)[0-9]{2})", plain)
    match = match or re.fullmatch(r"(?P<year>(?:19|20)[0-9]{2})[-/. ](?P<month>[0-9]{1,2})", plain)
    month = match and (MONTH_NUMBERS.get(match["month"]) or (int(match["month"]) if match["month"].isdigit() else 0))
    return f"{match['year']}-{month:02}" if match and month and month <= 12 else None
