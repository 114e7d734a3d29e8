"""What to build, and for which instant: asked for, given by the environment, or the clock's."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.pipeline.options import BuildOptions, TimeSource
from hjemsite.system.errors import MachineError
from hjemsite.urls import Url

RELEASED = datetime(2026, 11, 1, tzinfo=danish.COPENHAGEN)
"""When this version came out. A clock that shows an earlier time is wrong."""


def build_time(asked: datetime | None, environment: Mapping[str, str], now: datetime) -> tuple[datetime, TimeSource]:
    """The instant to build for, and where it comes from: `asked` for, or what `instant` says."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    # What GitHub, GitLab, Bitbucket, CircleCI, Travis and most others set.
    in_ci = environment.get("CI", "").lower() not in ("", "0", "false")
    source = TimeSource(now, is_given=asked is not None or epoch is not None, in_ci=in_ci)
    return asked or instant(epoch, now), source


def build_options(order: Command, environment: Mapping[str, str], now: datetime) -> BuildOptions:
    """What to build for `order`."""
    as_of, source = build_time(order.as_of, environment, now)
    return BuildOptions(
        root=order.root,
        as_of=as_of,
        base_url=order.base_url,
        drafts=order.drafts,
        allow_shrink=order.allow_shrink,
        search=order.command == "build" and not order.no_search,
        editor=_editor(order.root) if order.command == "build" else None,
        explain=order.explain,
        time_source=None if order.allow_any_time else source,
    )


def _editor(root: Path) -> Callable[[], Mapping[Url, bytes]]:
    def files() -> Mapping[Url, bytes]:
        # Hardly any build needs what fetches it.
        from hjemsite.pipeline.editor_package import editor_files

        return editor_files(root)

    return files


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
