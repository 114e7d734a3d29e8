"""What we have put at a target: a file there, true at every moment, also after a kill.

What it does not name is somebody else's and is never replaced or deleted. Whoever can write at the target can write
it, so a path in it is trusted no more than one in a request.
"""

import json
from collections.abc import Mapping

from msgspec import Struct

from hjemsite.publishing.deployment.target import Target
from hjemsite.publishing.write import require_sound
from hjemsite.system.errors import MachineError

RECORD = ".hjemsite-published.json"

_LATEST = 253_402_300_799_999
"""The last millisecond of year 9999, after which no build is."""


class TargetRecord(Struct, frozen=True):
    """`files`: path → digest (hex) of the bytes that stand there for certain. `number` is the build's, as
    `hjemsite.publishing.manifest.build_number` has it.

    At the paths in `unsure`, which are ours too, a run was at work: each holds the old bytes, the new ones or none.
    """

    number: int = 0
    files: Mapping[str, str] = {}
    unsure: frozenset[str] = frozenset()

    @property
    def ours(self) -> frozenset[str]:
        return self.unsure.union(self.files)


def encode_record(record: TargetRecord) -> bytes:
    value = {
        "version": 1,
        "number": record.number,
        "unsure": sorted(record.unsure),
        "files": dict(sorted(record.files.items())),
    }
    return json.dumps(value, indent=0, ensure_ascii=False).encode() + b"\n"


def read_record(target: Target) -> TargetRecord:
    """The record at `target`; an empty one where there is none. Raises `MachineError` when it is not as we write it."""
    data = target.read(RECORD)
    if data is None:
        return TargetRecord()
    try:
        return _decoded(data)
    except (ValueError, RecursionError) as error:
        raise MachineError(
            f"Filen {RECORD} på {target.name} er ødelagt, så det ikke er til at se, hvad hjemsite selv har lagt der. "
            "Slet den dér, og udgiv igen; så bliver filerne sammenlignet en for en."
        ) from error


def _decoded(data: bytes) -> TargetRecord:
    match json.loads(data):
        case {"version": 1, "number": int(number), "unsure": list(unsure), "files": dict(files)}:
            if 0 <= number <= _LATEST and all(isinstance(text, str) for text in (*unsure, *files.values())):
                for path in (*unsure, *files):
                    require_sound([path])
                return TargetRecord(number, files, frozenset(unsure))
    raise ValueError("not a record of this version")
