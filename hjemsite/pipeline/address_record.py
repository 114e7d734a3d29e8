"""The list of what has been public, kept by builds that publish, in a site that has one."""

from contextlib import suppress
from pathlib import Path

from hjemsite.pipeline.build import Build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.address_list import with_public
from hjemsite.site.gate import publication_gate
from hjemsite.urls import ADDRESS_LIST


def record_addresses(made: Build, options: BuildOptions) -> None:
    """Add what is public in `made` to the list. A preview is not public, and neither is a build for another time."""
    if ADDRESS_LIST not in made.inputs.files or ADDRESS_LIST in made.inputs.refused or options.drafts:
        return
    known = made.inputs.source(ADDRESS_LIST).data
    edition = publication_gate(made.site, options.as_of)
    text = with_public(known.decode("utf-8-sig", "replace"), edition, made.inputs.anonymised)
    if text.encode() != known:
        # Where nobody may write, as in a check-out that is thrown away, the next build of an editor's does it.
        with suppress(OSError):
            _replace(Path(made.inputs.file(ADDRESS_LIST)), text.encode())


def _replace(file: Path, data: bytes) -> None:
    waiting = file.with_name(f".{file.name}.tmp")
    try:
        waiting.write_bytes(data)
        waiting.replace(file)
    finally:
        waiting.unlink(missing_ok=True)
