"""What to build: the one record of a build's options."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

# To see that there is nothing to do must not take longer than doing it.
if TYPE_CHECKING:
    from hjemsite.site.site_status import SiteStatus
    from hjemsite.urls import Url


class TimeSource(Struct, frozen=True):
    """Where the time of a build comes from: `is_given` by whoever asked, else from the clock. `now` is the clock's."""

    now: datetime
    is_given: bool
    in_ci: bool = False


class BuildOptions(Struct, frozen=True):
    """`root` is the project folder. `as_of` is the instant, with its zone, at which readers see the site."""

    root: Path
    as_of: datetime
    base_url: str | None = None
    """Stands in place of the address in `site.yaml`."""
    drafts: bool = False
    """With drafts, embargoed and future articles, for a preview."""
    shared: frozenset[str] = frozenset()
    """Paths of articles that are shown to somebody before the readers may see them."""
    allow_shrink: bool = False
    """Build also a site without news, or with a fifth fewer pages than the last one."""
    search: bool = False
    """With the index of the search page."""
    editor: "Callable[[], Mapping[Url, bytes]] | None" = None
    """Gives the files of the editors' program, for a site whose settings ask for it; None leaves them out."""
    explain: bool = False
    """Say why each page was rendered again."""
    time_source: TimeSource | None = None
    """Where `as_of` comes from, if it is to be checked."""
    live: "SiteStatus | None" = None
    """What readers see now, if the new site is to be compared with it."""
