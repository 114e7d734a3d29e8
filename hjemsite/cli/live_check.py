"""Whether a published site is up to date, by its status file.

The build that ends an embargo runs somewhere, and may one day not run. So this asks the site. A site that may tell when
it changes next can be asked from anywhere; any other is compared with the content.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from hjemsite import danish
from hjemsite.limits import LIVE_LATE_MINUTES
from hjemsite.pipeline.dry_run import newest_article
from hjemsite.pipeline.live_site import NoSite, Unreachable, live_status
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system.errors import MachineError
from hjemsite.system.workers import Workers


class Verdict(NamedTuple):
    """What to say of a site, and whether it is behind."""

    message: str
    is_stale: bool


def compared(options: BuildOptions, address: str, say: Callable[[str], None]) -> BuildOptions:
    """`options` with what readers see now at `address`, or else at the site's own.

    Where that cannot be had, it is said and stops no build: a new site is not there yet.
    """
    if not address:
        from hjemsite.pipeline.publish_site import settings_of

        settings = settings_of(options.root)
        address = settings.address if settings else ""
    try:
        return replace(options, live=live_status(address)) if address else options
    except NoSite:
        say(f"På {address} ligger der endnu ingen side fra hjemsite at sammenligne med.")
    except Unreachable as error:
        say(f"{error} Siden er derfor ikke sammenlignet med den, der er ude.")
    return options


def asked(address: str, options: BuildOptions) -> Verdict:
    """Whether the site at `address` is as it should be, by itself or by the content in `options.root`.

    Raises `MachineError` where that cannot be found out.
    """
    newest = partial(newest_article, options, Workers()) if (options.root / "content").is_dir() else None
    try:
        return verdict(address, options.as_of, newest)
    except Unreachable as error:
        raise MachineError(str(error)) from error


def verdict(address: str, now: datetime, newest: Callable[[], datetime | None] | None) -> Verdict:
    """Whether the site at `address` is as it should be at `now`. Raises `Unreachable`.

    `newest` tells when the newest article of the content came out, by the rule of the gate; None without content.
    """
    status = live_status(address)
    if status.tells_next:
        return _by_next_change(address, status.next, now)
    if newest is None:
        raise Unreachable(
            f"{address} siger ikke, hvornår siden ændrer sig, og her er intet indhold at sammenligne med. "
            "Kør kommandoen i mappen med siden, eller skriv »next_change: ja« i content/site.yaml, og byg siden."
        )
    due = newest()
    if due is not None and (status.newest is None or status.newest < due) and _is_late(due, now):
        return Verdict(f"{address} mangler en nyhed, der skulle være kommet ud {danish.at(due)}. {_REMEDY}", True)
    return Verdict(f"{address} har de nyheder, siden skal have.", False)


def _by_next_change(address: str, due: datetime | None, now: datetime) -> Verdict:
    if due is None:
        return Verdict(f"{address} er, som siden skal være, og ændrer sig ikke af sig selv.", False)
    when = danish.at(due)
    if _is_late(due, now):
        return Verdict(f"{address} skulle have ændret sig {when}, men har ikke gjort det. {_REMEDY}", True)
    return Verdict(f"{address} er, som siden skal være, og ændrer sig næste gang {when}.", False)


def _is_late(due: datetime, now: datetime) -> bool:
    return due + timedelta(minutes=LIVE_LATE_MINUTES) < now


_REMEDY = "Se efter, hvorfor siden ikke bliver bygget, og byg den."
