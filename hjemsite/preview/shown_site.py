"""What the preview serves: the last site that built without errors, and the faults of the newest build."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from urllib.parse import urlsplit

from hjemsite.cache.blob import Blob
from hjemsite.content.excerpts import excerpts
from hjemsite.content.scan import Inputs
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.model import Site
from hjemsite.pipeline.build import Build

_RUN = secrets.token_hex(4)
_COUNT = count(1)


def _version() -> str:
    return f"{_RUN}-{next(_COUNT)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """`files`: path below the output folder → what it holds, of the last build without errors; until there is one,
    of the newest.

    `faults` are those of the newest build, `lines` those that they speak of; `failure` is why it was not even finished,
    in Danish. `prefix` is the path at which the site stands, without a slash at the end.
    """

    as_of: datetime
    files: Mapping[str, Blob]
    site: Site | None
    faults: tuple[Diagnostic, ...]
    lines: QuotedLines
    inputs: Inputs
    """The files that were read for it."""
    unpublished: Mapping[str, str] = field(default_factory=dict)
    """Address of an article that readers cannot see → why not."""
    failure: str = ""
    only_css_since: str = ""
    """The version before, when nothing but style sheets differs from it; else empty."""
    complete: bool = False
    """Whether `files` come from a build without errors."""
    version: str = field(default_factory=_version)
    """Another for every build, and for every run of the program."""
    until: datetime | None = None
    """When the site changes by itself."""

    @property
    def prefix(self) -> str:
        return urlsplit(self.site.settings.address).path.rstrip("/") if self.site else ""

    @property
    def is_sound(self) -> bool:
        return not self.failure and not any(fault.is_error for fault in self.faults)


def after(before: Shown | None, build: Build, as_of: datetime, paths: Collection[str]) -> Shown:
    """The state to show after `build`; `paths` are the files that changed since `before`."""
    unpublished = {str(url): why for url, why in build.unpublished.items()}
    lines_before = (before.lines, before.inputs.files) if before else ()
    lines = excerpts(build.inputs, build.faults, *lines_before)
    newest = Shown(as_of, build.files, build.site, build.faults, lines, build.inputs, unpublished)
    newest = replace(newest, complete=newest.is_sound, until=build.until)
    if before is None:
        return newest
    if not newest.complete and (before.complete or not newest.files):
        newest = replace(newest, files=before.files, site=before.site, unpublished=before.unpublished)
        newest = replace(newest, complete=before.complete)
    only_style = bool(paths) and all(path.endswith(".css") for path in paths)
    same = (newest.faults, "") == (before.faults, before.failure)
    return replace(newest, only_css_since=before.version if only_style and same else "")


def failed(before: Shown | None, as_of: datetime, failure: str) -> Shown:
    """The state to show after a build that did not finish."""
    if before is None:
        return Shown(as_of, {}, None, (), {}, Inputs("", {}), failure=failure)
    return replace(before, failure=failure, only_css_since="", version=_version())
