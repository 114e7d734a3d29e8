"""Whether the time for which a site is built can be right: too late ends embargoes, too early takes news away.

The content itself cannot tell, for news are written ahead. Three things can: when somebody last committed, what readers
see already, and the machine's clock where another time is asked for.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hjemsite import danish
from hjemsite.model import Listed
from hjemsite.site.gate import published

_SLACK = timedelta(days=1)
"""Clocks of several machines and time zones may differ by so much."""

_YEARS = timedelta(days=5 * 366)
"""How long a site is left alone at most, and how far ahead the date of an article may lie."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2056
"""The first and last plausible year: the web began in 1990."""


def time_doubt(
    as_of: datetime,
    clock: datetime | None,
    commit: datetime | None,
    articles: Iterable[Listed],
    *,
    in_ci: bool,
    live: datetime | None = None,
) -> str:
    """Why `as_of` cannot be right, as a Danish sentence without its full stop; empty where nothing speaks against it.

    `clock` is what the machine's clock says where somebody has asked for another time, else None. `commit` is when
    somebody last committed; None where that is not known. `live` is when the newest article came out that readers see.
    """
    subject = "Computerens ur" if clock is None else "Tidspunktet"
    says = f"{subject} er {danish.den_date(as_of.astimezone(danish.COPENHAGEN).date())}"
    if not _FIRST_YEAR <= as_of.year <= _LAST_YEAR:
        return f"{says}, og det ligger mange år fra nu"
    if live is not None and as_of < live - _SLACK:
        return f"{says}, men læserne ser allerede en nyhed fra {_day(live)}"
    if commit is None:
        return ""
    if clock is None and as_of < commit - _SLACK:
        return f"{says}, men projektet er sidst ændret i git {_day(commit)}"
    if as_of > commit + _YEARS:
        return f"{says}, men projektet er sidst ændret i git {_day(commit)}, og det er mere end fem år før"
    if clock is None:
        return ""
    if in_ci and as_of > max(clock, commit) + _SLACK:
        return f"{says}, og nyheder med embargo til da ville komme ud nu"
    shown = max(
        (at for article in articles if not article.draft and (at := published(article)) <= commit), default=as_of
    )
    if as_of < shown - _SLACK:
        return f"{says}, men der er allerede en nyhed ude fra {_day(shown)}, og den ville forsvinde"
    return ""


def _day(instant: datetime) -> str:
    return danish.den_date(instant.astimezone(danish.COPENHAGEN).date())
