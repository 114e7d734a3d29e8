"""Whether the time for which a site is built can be right: too late ends embargoes, too early takes news away.

The content itself cannot tell, for news are written ahead. Three things can: when somebody last committed, what readers
see already, and the machine's clock where another time is asked for.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hjemsite import danish
from hjemsite.model import Listed, Site
from hjemsite.pipeline.options import BuildOptions, TimeSource
from hjemsite.site.gate import published
from hjemsite.system.errors import MachineError
from hjemsite.system.git import newest_commit

_SLACK = timedelta(days=1)
"""Clocks of several machines and time zones may differ by so much."""

_YEARS = timedelta(days=5 * 366)
"""Nobody leaves a site alone for longer; nor may the date of an article lie further ahead."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2056
"""Before it there were no web sites; after it nobody has news to come."""


def require_plausible_time(options: BuildOptions, site: Site) -> None:
    """Raise `MachineError` where the time of a build of `site` cannot be right."""
    source = options.time_source
    if source is None:
        return
    live = options.live.newest if options.live else None
    if why := doubt(options.as_of, source, newest_commit(options.root), site.articles, live):
        remedy = "Angiv et andet tidspunkt" if source.is_given else "Stil uret"
        raise MachineError(f"{why}. {remedy}, eller byg med --allow-any-time, hvis det er meningen.")


def doubt(
    as_of: datetime,
    source: TimeSource,
    commit: datetime | None,
    articles: Iterable[Listed],
    live: datetime | None = None,
) -> str:
    """Why `as_of` cannot be right, as a Danish sentence without its full stop; empty where nothing speaks against it.

    `commit` is when somebody last committed; None where that is not known. `live` is when the newest article came out
    that readers see now.
    """
    subject = "Tidspunktet" if source.is_given else "Computerens ur"
    says = f"{subject} er {danish.den_date(as_of.astimezone(danish.COPENHAGEN).date())}"
    if not _FIRST_YEAR <= as_of.year <= _LAST_YEAR:
        return f"{says}, og det ligger mange år fra nu"
    if live is not None and as_of < live - _SLACK:
        return f"{says}, men læserne ser allerede en nyhed fra {_day(live)}"
    if commit is None:
        return ""
    if not source.is_given and as_of < commit - _SLACK:
        return f"{says}, men projektet er sidst ændret i git {_day(commit)}"
    if as_of > commit + _YEARS:
        return f"{says}, men projektet er sidst ændret i git {_day(commit)}, og det er mere end fem år før"
    if not source.is_given:
        return ""
    if source.in_ci and as_of > max(source.now, commit) + _SLACK:
        return f"{says}, og nyheder med embargo til da ville komme ud nu"
    shown = max((at for one in articles if not one.draft and (at := published(one)) <= commit), default=as_of)
    if as_of < shown - _SLACK:
        return f"{says}, men der er allerede en nyhed ude fra {_day(shown)}, og den ville forsvinde"
    return ""


def _day(instant: datetime) -> str:
    return danish.den_date(instant.astimezone(danish.COPENHAGEN).date())
