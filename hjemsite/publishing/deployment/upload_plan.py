"""Plans an upload, from what was built, what we uploaded before, and what is at the target now.

It is a pure function: the plan for any target can be shown before anything is done.
"""

from collections.abc import Collection, Mapping

from msgspec import Struct

from hjemsite.cache.paths import folders_of
from hjemsite.limits import DELETED_FILES
from hjemsite.publishing.deployment.target_record import TargetRecord
from hjemsite.publishing.order import is_fingerprinted, write_order


class UploadPlan(Struct, frozen=True):
    """The actions in their order: `clear`, then `put`, then `delete`. All are paths.

    `clear` are files of ours where a folder is needed now, or the other way round. `kept` are right as they stand.
    `strangers` are in our way and not ours: unless that is overruled, nothing may be done.
    """

    clear: tuple[str, ...] = ()
    put: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.clear or self.put or self.delete)


def unclear(files: Mapping[str, str], record: TargetRecord) -> list[str]:
    """The paths of `files` (path → digest) of which the record does not say what stands there."""
    return sorted(path for path in files if path not in record.files or path in record.unsure)


def upload_plan(files: Mapping[str, str], record: TargetRecord, present: Mapping[str, bool]) -> UploadPlan:
    """How a target becomes `files` (path → digest). `present`: path that is `unclear` → whether it holds our bytes."""
    certain = {path for path, digest in files.items() if path not in record.unsure and record.files.get(path) == digest}
    kept = certain | {path for path in files if present.get(path)}
    strangers = {path for path, is_right in present.items() if not is_right} - record.ours
    gone = record.ours - files.keys()
    needed = folders_of(files)
    clear = {path for path in gone if path in needed or any(above in files for above in folders_of([path]))}
    return UploadPlan(
        clear=tuple(sorted(clear)),
        put=tuple(sorted(files.keys() - kept, key=write_order)),
        delete=tuple(sorted(gone - clear)),
        kept=frozenset(kept),
        strangers=tuple(sorted(strangers)),
    )


def shrinks(plan: UploadPlan, record: TargetRecord) -> tuple[int, int] | None:
    """How many files go, and of how many, where that is more than a tenth or more than `DELETED_FILES`; else None.

    Only lasting addresses count: a fingerprinted file is replaced by another name at every change, and no link leads
    into the index of the search, neither this one nor that which Pagefind once made.
    """
    gone, before = _lasting((*plan.clear, *plan.delete)), _lasting(record.ours)
    return (gone, before) if gone > DELETED_FILES or gone * 10 > before else None


def _lasting(paths: Collection[str]) -> int:
    return sum(not is_fingerprinted(path) and not path.startswith(("soeg/indeks/", "pagefind/")) for path in paths)
