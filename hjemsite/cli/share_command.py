"""What `build --share` does: drafts get pages that a colleague can see, and the sentences say where."""

import os
from datetime import datetime, time, timedelta
from pathlib import Path

import hjemsite
from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.build_time import build_options
from hjemsite.content.scan import scan
from hjemsite.diagnostics import report
from hjemsite.importer.command_report import Report
from hjemsite.limits import SHARED_DAYS
from hjemsite.pipeline.share_site import DAYS, share
from hjemsite.system.workers import Workers, cores
from hjemsite.urls import NEWS, address


def share_drafts(command: Command) -> Report:
    """Share the articles that the command names. Raises `UsageError`."""
    options = build_options(command, os.environ, datetime.now(danish.COPENHAGEN))
    today = options.as_of.date()
    until = command.until or today + timedelta(days=DAYS)
    if not today <= until <= today + timedelta(days=SHARED_DAYS):
        raise UsageError(f"--until skal være en dag fra i dag og højst {SHARED_DAYS} dage frem.")
    sources = tuple(sorted({_source(command.root, name) for name in command.share}))
    output = command.output or command.root / "delt"
    ribbon = f"Delt til gennemsyn til og med {danish.long_date(until)}. Må ikke sendes videre."
    end = datetime.combine(until + timedelta(days=1), time(), danish.COPENHAGEN)
    shared = share(options, sources, ribbon, end, output, Workers(command.jobs or cores()))
    if shared.faults:
        lines = report.as_text(shared.faults, shared.lines).split("\n")
        return Report((), (*lines, "", "Det skal rettes først; intet er delt."))
    day = danish.long_date(until)
    done = [
        f"{source} kan ses på /{page} i mappen »{output}« til og med {day}." for source, page in shared.pages.items()
    ]
    hint = f"Læg mappen ud med »{hjemsite.COMMAND} publish MÅL --output {output} --no-look«, og send adressen."
    return Report((*map(report.visible, done), report.visible(hint)))


def _source(root: Path, name: str) -> str:
    """The path of the article in the file or bundle `name`. Raises `UsageError` when it is none."""
    file = Path(name) if Path(name).is_absolute() or Path(name).exists() else root / name
    file = file / "index.md" if file.is_dir() else file
    inputs = scan(root, folders=("content",))
    paths = (path for path in inputs.paths if (root / inputs.names.get(path, path)).resolve() == file.resolve())
    path = next(paths, "")
    if not (address(path) or "").startswith(NEWS) or not path.endswith(".md"):
        raise UsageError(f"»{name}« er ikke en nyhed i content/nyheder.")
    return path
