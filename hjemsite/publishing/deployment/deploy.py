"""One publication: the target is locked, compared, changed in order, and left with a record of what stands there.

A kill at any moment leaves the old site, the new one, or one that the next publication completes: the record names a
file before it is written, and pages are written after all that they use.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from hjemsite.publishing.deployment.target import Target, Upload
from hjemsite.publishing.deployment.target_lock import TargetLock
from hjemsite.publishing.deployment.target_record import RECORD, TargetRecord, encode_record, read_record
from hjemsite.publishing.deployment.upload_plan import UploadPlan, shrinks, unclear, upload_plan
from hjemsite.publishing.order import batches
from hjemsite.system.errors import MachineError

_TRIES = 5
"""How often a publication begins anew because another one came first."""


class BuiltSite(Struct, frozen=True):
    """A finished site in `folder`. `files`: path below it → digest (hex). `number` as `build_number` has it."""

    folder: Path
    files: Mapping[str, str]
    number: int

    def upload(self, path: str) -> Upload:
        return Upload(path, self.folder / path, self.files[path])


class DeployOptions(Struct, frozen=True):
    """Which drastic changes the user has allowed."""

    allow_shrink: bool = False
    allow_older: bool = False
    overwrite: bool = False


class Halted(Exception):  # noqa: N818 - an answer to the user, no accident
    """Nothing was changed: the plan needs an option of the user's."""


class Shrinks(Halted):
    """Too many files would be deleted: `gone` of `before`."""

    def __init__(self, gone: int, before: int) -> None:
        super().__init__(gone, before)
        self.gone, self.before = gone, before


class StrangersInTheWay(Halted):
    """Files at `paths` are not ours and would be replaced."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(paths)
        self.paths = paths


class Occupied(Halted):
    """The `target` holds nothing of ours, and others' `names` at its top: perhaps it is another place than meant."""

    def __init__(self, target: str, names: Sequence[str]) -> None:
        super().__init__(target, names)
        self.target, self.names = target, names


class Overtaken(Halted):
    """A later build is at the target: `number` is when it was made, in milliseconds since 1970."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def preview(site: BuiltSite, target: Target, options: DeployOptions) -> "tuple[UploadPlan, Halted | None]":
    """What `deploy` would do now, and why it would not. Raises `Overtaken` and `MachineError`."""
    record, plan = _plan(site, target, options)
    try:
        _require_meant(plan, record, target, options)
    except Halted as refusal:
        return plan, refusal
    return plan, None


def deploy(
    site: BuiltSite,
    target: Target,
    options: DeployOptions,
    step: Callable[[int, int], None],
    say: Callable[[str], None],
) -> UploadPlan:
    """Make the target serve `site`; what was done. Raises `Halted`, `MachineError` and `OSError`.

    `step` is called with how many actions of how many are done, `say` with a sentence when others are waited for.
    """
    _require_meant_place(site, target, options)
    for _ in range(_TRIES):
        done = _locked(site, target, options, step, say)
        if done is not None:
            return done
    raise MachineError(f"Andre bliver ved med at udgive til {target.name} på samme tid. Vent lidt, og prøv igen.")


def _locked(
    site: BuiltSite,
    target: Target,
    options: DeployOptions,
    step: Callable[[int, int], None],
    say: Callable[[str], None],
) -> UploadPlan | None:
    """One try, under the lock; None where another publication came first."""
    lock = TargetLock(target, site.number, say)
    try:
        lock.acquire()
        before, plan = _plan(site, target, options)
        _require_meant(plan, before, target, options)
        work = _Work(site, target, before, plan, lock, step)
        try:
            work.do()
        except MachineError:
            # The target does not answer as it should, and its record is true as it stands.
            raise
        except BaseException:
            with suppress(MachineError, OSError):
                work.save()
            raise
        return plan if target.finish() else None
    finally:
        lock.release()


def _plan(site: BuiltSite, target: Target, options: DeployOptions) -> tuple[TargetRecord, UploadPlan]:
    record = read_record(target)
    if record.number > site.number and not options.allow_older:
        raise Overtaken(record.number)
    files = {path: digest for path, digest in site.files.items() if path not in target.hides}
    present = target.compare([site.upload(path) for path in unclear(files, record)])
    return record, upload_plan(files, record, present)


def _require_meant_place(site: BuiltSite, target: Target, options: DeployOptions) -> None:
    """Raise `Halted` where the target has no record and holds files of others; called before the lock is made there."""
    if target.read(RECORD) is not None:
        return
    _, refusal = preview(site, target, options)
    # Another publication of the site may have begun meanwhile; what it puts there is no stranger's.
    if refusal and target.read(RECORD) is None:
        raise refusal


def _require_meant(plan: UploadPlan, record: TargetRecord, target: Target, options: DeployOptions) -> None:
    """Raise `Halted` where the plan does something drastic that the options do not allow."""
    if plan.strangers and not options.overwrite:
        raise StrangersInTheWay(plan.strangers)
    is_ours = record.ours or plan.kept or options.overwrite
    if not is_ours and (others := sorted(name for name in target.names() if not _is_hosts(name))):
        raise Occupied(target.name, others)
    if (shrinking := shrinks(plan, record)) and not options.allow_shrink:
        raise Shrinks(*shrinking)


def _is_hosts(name: str) -> bool:
    """Whether hosts put a file or folder of this name into an empty target; our lock begins with a dot, too."""
    return name.startswith(".") or name in {"cgi-bin", "CNAME", "README.md"}


class _Work:
    """A plan being carried out. Its record says at every moment which files are at the target."""

    def __init__(
        self,
        site: BuiltSite,
        target: Target,
        before: TargetRecord,
        plan: UploadPlan,
        lock: TargetLock,
        step: Callable[[int, int], None],
    ) -> None:
        self._site, self._target, self._plan, self._lock, self._step = site, target, plan, lock, step
        self._unsure = {*plan.clear, *plan.put, *plan.delete}
        self._files = {path: digest for path, digest in before.files.items() if path not in self._unsure}
        self._files |= {path: site.files[path] for path in plan.kept}
        self._before = before
        self._done, self._total = 0, len(self._unsure)

    def do(self) -> None:
        plan, target, site = self._plan, self._target, self._site
        if not plan.is_empty:
            self.save()
        for paths in batches(plan.clear, target.batch):
            target.delete(paths)
            self._count(paths, {})
        for paths in batches(plan.put, target.batch):
            target.put([site.upload(path) for path in paths])
            self._count(paths, site.files)
        # A later build may have begun, if this machine was asleep.
        if plan.put and plan.delete:
            self._lock.require()
        for paths in batches(plan.delete, target.batch):
            target.delete(paths)
            self._count(paths, {})
        self._lock.require()
        self.save()

    def save(self) -> None:
        """Write the record, unless it is there."""
        record = TargetRecord(self._site.number, self._files, frozenset(self._unsure))
        if record != self._before:
            self._target.write(RECORD, encode_record(record))
            self._before = record

    def _count(self, paths: Sequence[str], files: Mapping[str, str]) -> None:
        """The files at `paths` are there now if they are among `files`, and else no more."""
        self._unsure -= set(paths)
        self._files |= {path: files[path] for path in paths if path in files}
        self._done += len(paths)
        self._step(self._done, self._total)
        if self._lock.beat():
            self.save()
