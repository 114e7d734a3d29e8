"""`format`: rewrites source files in the standard layout, or with `--check` lists those that differ from it.

Nothing is written before every file has been read; a file with faults is left as it is and its faults are printed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import hjemsite
from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.content.document import kind_of
from hjemsite.content.excerpts import excerpts
from hjemsite.content.formatter.source_format import formatted
from hjemsite.content.scan import Inputs, scan
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft.write_files import SymbolicLinkError, write_files


def format_files(command: Command) -> Report:
    """Format the files and folders of the command, or all sources. Raises `UsageError` for what is no source."""
    inputs = scan(command.root, folders=("content",))
    paths = [path for path in inputs.paths if kind_of(path)]
    if command.files:
        paths = _chosen(command.root, command.files, paths)
    changed: dict[str, bytes] = {}
    faults = [fault for fault in inputs.faults if fault.span.path in paths]
    for path in paths:
        source = inputs.source(path)
        if source.refused:
            continue
        result = formatted(source)
        faults += result.faults
        if result.value != source.data:
            changed[path] = result.value
    fault_lines = tuple(_fault_lines(faults, inputs))
    if command.check_only:
        return (
            Report((), (*fault_lines, *_unformatted(changed)))
            if changed or fault_lines
            else Report((_fine(len(paths)),))
        )
    _write(changed, command.root, inputs)
    done = [f"{path} er sat op." for path in changed]
    return Report(tuple(map(report.visible, done)) or (() if fault_lines else (_fine(len(paths)),)), fault_lines)


def _fine(count: int) -> str:
    return f"{danish.plural(count, 'fil', 'filer').capitalize()} er sat op, som de skal være."


def _unformatted(changed: Mapping[str, bytes]) -> Sequence[str]:
    if not changed:
        return ()
    what = "den" if len(changed) == 1 else "dem"
    named = [f"{path} er ikke sat op, som den skal være." for path in changed]
    return (*named, f"»{hjemsite.COMMAND} format« sætter {what} op.")


def _fault_lines(faults: Sequence[Diagnostic], inputs: Inputs) -> Sequence[str]:
    """The lines that report faults of files that are left as they are."""
    if not faults:
        return ()
    left = sorted({fault.span.path for fault in faults})
    many = "filen er" if len(left) == 1 else "filerne er"
    text = report.as_text(faults, excerpts(inputs, faults))
    return (*text.split("\n"), "", f"Det skal rettes først; {many} ikke rørt.")


def _chosen(root: Path, names: Sequence[str], paths: Sequence[str]) -> list[str]:
    """Those of `paths` that are named, or lie in a folder that is. Raises `UsageError` for a name of none of them."""
    chosen: list[str] = []
    for name in names:
        file = Path(name) if Path(name).is_absolute() or Path(name).exists() else root / name
        if not file.exists():
            raise UsageError(f"»{name}« findes ikke.")
        inside = [path for path in paths if (root / path).resolve().is_relative_to(file.resolve())]
        if not inside:
            raise UsageError(f"»{name}« er hverken en tekst i content eller content/site.yaml.")
        chosen += inside
    return sorted(set(chosen))


def _write(changed: Mapping[str, bytes], root: Path, inputs: Inputs) -> None:
    files = {PurePosixPath(inputs.names.get(path, path)): data for path, data in changed.items()}
    try:
        write_files(files, root, over=True)
    except SymbolicLinkError as error:
        raise UsageError(f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet.") from None
