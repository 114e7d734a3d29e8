"""Reads the status file (`STATUS`) of the site that is online."""

from hjemsite.limits import LIVE_ANSWER_BYTES, LIVE_SECONDS
from hjemsite.site.site_status import SiteStatus, decoded
from hjemsite.system.web import fetch
from hjemsite.urls import STATUS


class Unreachable(Exception):  # noqa: N818 - a sentence for whoever asked
    """The status cannot be fetched or read. The text is Danish, in whole sentences."""


class NoSite(Unreachable):
    """Somebody answers at the address, and has no site of ours there."""


def live_status(address: str) -> SiteStatus:
    """The status of the site at `address`. Raises `Unreachable`."""
    try:
        answer = fetch(f"{address.rstrip('/')}{STATUS}", LIVE_ANSWER_BYTES, LIVE_SECONDS)
        if not 200 <= answer.status < 300:
            kind = NoSite if answer.status in (404, 410) else Unreachable
            raise kind(f"{address} svarer, men siger ikke, hvordan siden er ({answer.status}).")
        return decoded(answer.body)
    except OSError as error:
        raise Unreachable(f"{address} svarer ikke. Se efter, om adressen er rigtig, og om der er net.") from error
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Unreachable(f"{address} svarer noget andet end en side fra hjemsite.") from error
