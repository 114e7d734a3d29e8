"""Keeps `content/adresser.txt`, the list of addresses that have been public, up to date; only sites that have it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.address_list import unlisted, with_public
from hjemsite.site.gate import publication_gate
from hjemsite.urls import ADDRESS_LIST


def record_addresses(build: Build, options: BuildOptions) -> None:
    """Add what is public in `build` to the list. A preview is not public."""
    lists = _lists(build, options)
    if lists is not None and lists[0] != lists[1]:
        # Where the folder is read-only, as in CI, the next build on an editor's machine writes it.
        with suppress(OSError):
            atomic_write(Path(build.inputs.file(ADDRESS_LIST)), lists[1].encode())


def missing_addresses(build: Build, options: BuildOptions) -> Iterator[Diagnostic]:
    """A warning where the list lacks a public address, as when no build on an editor's machine has added it."""
    lists = _lists(build, options)
    return unlisted(*lists) if lists else iter(())


def _lists(build: Build, options: BuildOptions) -> tuple[str, str] | None:
    """The list as it is and as it should be; None where there is none to keep."""
    if ADDRESS_LIST not in build.inputs.files or ADDRESS_LIST in build.inputs.refused or options.drafts:
        return None
    recorded = build.inputs.source(ADDRESS_LIST).data.decode("utf-8-sig", "replace")
    edition = publication_gate(build.site, _public_until(options))
    return recorded, with_public(recorded, edition, build.inputs.anonymised)


def _public_until(options: BuildOptions) -> datetime:
    """The instant up to which articles are public: a build for a later day than the clock's only looks ahead."""
    source = options.time_source
    return min(options.as_of, source.now) if source else options.as_of
