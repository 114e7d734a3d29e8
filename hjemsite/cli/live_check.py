"""Whether a site that is out is as new as it should be: it says itself when it changes next.

The build that ends an embargo runs somewhere, and may one day not run. So this asks the site, from anywhere.
"""

import json
from datetime import datetime, timedelta

from hjemsite import danish
from hjemsite.limits import LIVE_ANSWER_BYTES, LIVE_LATE_MINUTES, LIVE_SECONDS
from hjemsite.system.web import fetch
from hjemsite.urls import STATUS


class Unreachable(Exception):  # noqa: N818 - a sentence for whoever asked
    """The site does not say. The text is Danish, in whole sentences."""


def due(address: str) -> datetime | None:
    """When the site at `address` was to change next, by what it says itself. Raises `Unreachable`."""
    try:
        answer = fetch(f"{address.rstrip('/')}{STATUS}", LIVE_ANSWER_BYTES, LIVE_SECONDS)
        if not 200 <= answer.status < 300:
            raise Unreachable(f"{address} svarer, men siger ikke, hvornår siden ændrer sig ({answer.status}).")
        said = json.loads(answer.body)["next"]
        instant = datetime.fromisoformat(said) if said is not None else None
    except OSError as error:
        raise Unreachable(f"{address} svarer ikke. Se efter, om adressen er rigtig, og om der er net.") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreachable(f"{address} svarer noget andet end en side fra hjemsite.") from error
    if instant is not None and instant.tzinfo is None:
        raise Unreachable(f"{address} siger et tidspunkt uden tidszone.")
    return instant


def is_stale(due: datetime | None, now: datetime) -> bool:
    """Whether a change that was due has not come."""
    return due is not None and due + timedelta(minutes=LIVE_LATE_MINUTES) < now


def message(address: str, due: datetime | None, *, stale: bool) -> str:
    """What to say of a site that changes, or should have changed, at `due`."""
    if due is None:
        return f"{address} er, som siden skal være, og ændrer sig ikke af sig selv."
    when = danish.at(due)
    if stale:
        return (
            f"{address} skulle have ændret sig {when}, men har ikke gjort det. "
            "Se efter, hvorfor siden ikke bliver bygget, og byg den."
        )
    return f"{address} er, som siden skal være, og ændrer sig næste gang {when}."
