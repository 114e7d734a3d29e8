"""The status file of a site (`STATUS`), for programs: how many pages it has, and how new its news are.

All of it can be seen on the pages, too. When the site changes next, as when an embargo ends, it says only where the
settings have it so.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from hjemsite.model import Listed
from hjemsite.site.gate import Edition, published


class SiteStatus(Struct, frozen=True):
    """`pages` counts those in HTML; `newest` is when the newest article came out. `next` counts only where `tells_next`
    is set: when the site changes by itself, or None where it never does."""

    pages: int
    newest: datetime | None
    tells_next: bool = False
    next: datetime | None = None

    def as_json(self) -> str:
        """The text of `STATUS`, which is the same until the site is another; times are RFC 3339."""
        record: dict[str, object] = {"pages": self.pages, "newest": _written(self.newest)}
        if self.tells_next:
            record["next"] = _written(self.next)
        return json.dumps(record) + "\n"


def site_status(edition: Edition, pages: int, until: datetime | None) -> SiteStatus:
    """The status of `edition`, which has so many `pages` and changes by itself at `until`."""
    tells_next = edition.settings.next_change
    return SiteStatus(pages, newest(edition.articles), tells_next, until if tells_next else None)


def newest(articles: Iterable[Listed]) -> datetime | None:
    """When the newest of `articles` came out."""
    return max(map(published, articles), default=None)


def decoded(data: bytes) -> SiteStatus:
    """The status that a site has written. Raises `ValueError`, `KeyError`, `TypeError` or `RecursionError` for others.

    Sites of earlier versions say `next` alone.
    """
    record = json.loads(data)
    pages, tells_next = record.get("pages", 0), "next" in record
    if not isinstance(pages, int) or not {"pages", "next"} & record.keys():
        raise ValueError("not a status")
    return SiteStatus(pages, _instant(record.get("newest")), tells_next, _instant(record.get("next")))


def _written(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _instant(record: str | None) -> datetime | None:
    if record is None:
        return None
    instant = datetime.fromisoformat(record)
    if instant.tzinfo is None:
        raise ValueError("an instant without its zone")
    return instant
