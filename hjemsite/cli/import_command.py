"""`import`: press releases become drafts."""

from collections.abc import Callable
from datetime import date

from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.prompt import valid_answer
from hjemsite.diagnostics.report import visible
from hjemsite.importer import run
from hjemsite.importer.command_report import Report
from hjemsite.importer.file_format import ReadOptions


def import_files(command: Command, today: date, stdin: bytes, progress: Callable[[int, int], None]) -> Report:
    """Write drafts of press releases, or show with `--format json` what was found in them."""
    job = run.ImportJob(
        root=command.root,
        names=command.files,
        today=today,
        stdin=stdin,
        options=ReadOptions(command.media, command.recover, command.post_types),
        output=command.output,
        embargo=valid_answer("embargo", command.embargo, {}),
        force=command.force,
        dry_run=command.dry_run,
        progress=progress,
    )
    if command.media and not command.media.is_dir():
        raise UsageError(f"»{command.media}« er ikke en mappe.")
    if command.format != "json":
        report = run.import_drafts(job)
        return Report(tuple(map(visible, report.done)), report.faults, report.misuse)
    text, report = run.extract_to_json(job)
    return Report((text,) if text else (), report.faults, report.misuse)
