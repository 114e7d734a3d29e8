"""What became of the output folder."""

from collections.abc import Mapping

from msgspec import Struct

from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.publishing.path_kind import Kind


class Published(Struct, frozen=True):
    """What became of the folder. Paths are below it and sorted; with an error among `faults` nothing was changed.

    `foreign`: path of what is not ours → its kind.
    """

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int
    faults: tuple[Diagnostic, ...]
    foreign: Mapping[str, Kind]
