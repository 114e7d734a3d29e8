"""What to build: the one record of a build's options."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct


class BuildOptions(Struct, frozen=True):
    """`root` is the project folder. `as_of` is the instant, with its zone, at which readers see the site."""

    root: Path
    as_of: datetime
    base_url: str | None = None
    """Stands in place of the address in `site.yaml`."""
    drafts: bool = False
    """With drafts, embargoed and future articles, for a preview."""
    allow_shrink: bool = False
    """A site without news, or with a fifth fewer pages, is meant."""
    search: bool = False
    """With the index of the search page, which takes longer than all else together when it is not cached."""
    explain: bool = False
    """Say why each page was rendered again."""
