"""The instant for which a site is built: asked for, given by the environment, or the clock's."""

import re
from datetime import datetime

from hjemsite import danish
from hjemsite.cli.arguments import UsageError
from hjemsite.system.errors import MachineError

RELEASED = datetime(2026, 11, 1, tzinfo=danish.COPENHAGEN)
"""When this version came out. A clock that shows an earlier time is wrong."""


def instant(epoch: str | None, now: datetime) -> datetime:
    """The instant to build for, in Copenhagen: `epoch`, as the environment gives it, and else `now`, the clock's.

    SOURCE_DATE_EPOCH is that of reproducible-builds.org: seconds since 1970. Raises `UsageError`, and `MachineError`
    when the clock cannot be right.
    """
    if epoch is not None:
        if not re.fullmatch(r"[0-9]{1,11}", epoch):
            raise UsageError(f"SOURCE_DATE_EPOCH skal være et helt antal sekunder siden 1970 og ikke »{epoch}«.")
        return datetime.fromtimestamp(int(epoch), danish.COPENHAGEN)
    if RELEASED <= now < RELEASED.replace(year=RELEASED.year + 30):
        return now
    raise MachineError(
        f"Computerens ur viser den {danish.long_date(now.date())}, og det kan ikke passe. "
        "Stil uret, eller angiv tidspunktet med --as-of."
    )
