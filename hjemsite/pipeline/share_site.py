"""Drafts shared with a colleague: the whole site is built with them in it, and only their own pages are kept.

They lie in a folder whose name nobody guesses, apart from the public site, which is neither read nor changed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.secret import seal
from hjemsite.diagnostics.diagnostic import Diagnostic, in_order
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.dry_run import last_build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.reading import read_site
from hjemsite.pipeline.shared_pages import Sharing, shared_files
from hjemsite.publishing.guard import guard
from hjemsite.publishing.write import publish
from hjemsite.system.lock import exclusive
from hjemsite.system.memory_folder import memory_folder
from hjemsite.system.workers import Workers
from hjemsite.urls import Url, ascii_address

DAYS = 14
"""How long a draft is shared where nothing else is asked for."""

_QUIET = {
    "_headers": b"/*\n  X-Robots-Tag: noindex\n  Referrer-Policy: no-referrer\n  Cache-Control: no-store\n",
    "robots.txt": b"User-agent: *\nDisallow: /\n",
    # The folder may lie in the project, and drafts do not belong in git twice.
    ".gitignore": b"*\n",
}
"""What keeps the folder out of search engines, of other sites' logs, and of git."""


class SharedDrafts(Struct, frozen=True):
    """What was shared: path of a source → where its page lies below the folder. With errors, nothing was written."""

    pages: Mapping[str, str]
    faults: tuple[Diagnostic, ...] = ()
    lines: QuotedLines = {}


def share(
    options: BuildOptions, sources: Sequence[str], ribbon: str, end: datetime, output: Path, workers: Workers
) -> SharedDrafts:
    """Make the folder `output` hold the pages of the articles at `sources`, with a `ribbon`, to be read until `end`.

    What an earlier sharing put there is deleted. Raises `Refused` and `AlreadyLocked`.
    """
    guard(output, options.root)
    memory = memory_folder(options.root)
    with exclusive(memory), last_build(options.root) as (before, inputs, cache):
        name = seal(b"deling", end.isoformat().encode(), *(source.encode() for source in sources)).hex()
        site = read_site(inputs, before.read, cache, workers, options.as_of).site
        public = ascii_address(options.base_url or site.settings.address).rstrip("/")
        wish = replace(options, shared=frozenset(sources), search=False, editor=None)
        finished = build(wish, before, inputs, cache, workers)
        if faults := _faults(finished, sources):
            return SharedDrafts({}, faults, replace(finished, faults=faults).lines)
        addresses: dict[str, Url] = {
            article.source: article.url for article in finished.site.articles if article.source in sources
        }
        sharing = Sharing(finished.files, tuple(addresses.values()), public, ribbon, end)
        files = {f"{name}/{path}": data for path, data in shared_files(sharing).items()}
        published = publish({**files, **_QUIET}, output, allow_shrink=True, workers=workers)
    return SharedDrafts({source: f"{name}{url}" for source, url in addresses.items()}, published.faults)


def _faults(build: Build, sources: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The errors for which the articles at `sources` cannot be shown, or the site cannot be built."""
    own = [fault for fault in build.faults if fault.is_error and fault.span.path in sources]
    return in_order([*own, *(fault for fault in build.faults if fault.stops_build)])
