"""Stops a build whose time cannot be right, since what it would publish too early cannot be taken back."""

from hjemsite.model import Site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.plausible_time import time_doubt
from hjemsite.system.errors import MachineError
from hjemsite.system.git import newest_commit


def require_plausible_time(options: BuildOptions, site: Site) -> None:
    """Raise `MachineError` where the time of a build of `site` cannot be right."""
    source = options.time_source
    if source is None:
        return
    clock, commit = (source.now if source.is_given else None), newest_commit(options.root)
    live = options.live.newest if options.live else None
    if why := time_doubt(options.as_of, clock, commit, site.articles, in_ci=source.in_ci, live=live):
        remedy = "Angiv et andet tidspunkt" if source.is_given else "Stil uret"
        raise MachineError(f"{why}. {remedy}, eller byg med --allow-any-time, hvis det er meningen.")
