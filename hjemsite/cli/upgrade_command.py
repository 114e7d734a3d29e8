"""`upgrade`: what this version would break in a site made for an older one; without `--check` it is then pinned.

The site is checked by this program, so whoever asks has installed the new version somewhere already.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

import hjemsite
from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.build_time import build_options
from hjemsite.cli.init_command import requirement
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft import ci_files
from hjemsite.importer.draft.write_files import SymbolicLinkError, write_files
from hjemsite.pipeline.dry_run import check
from hjemsite.pipeline.site_upgrade import template_changes
from hjemsite.system.workers import Workers, cores

_FILE = PurePosixPath("requirements.txt")
_LINE = re.compile(r"(?m)^hjemsite(?:\s*==\s*([0-9.]+)|\b[^\n#]*)?")
"""The line that names hjemsite, with the version if it says one."""

_NEXT = "På denne computer henter start.command eller start.bat den; ellers .venv/bin/pip install -r requirements.txt."


def upgrade(command: Command) -> Report:
    """Check the site with this version, and unless only that is asked for, pin this version. Raises `UsageError`."""
    text = _requirements(command.root)
    line = _LINE.search(text)
    since = (line[1] if line else None) or ""
    _require_newer(since)
    options = build_options(command, os.environ, datetime.now(danish.COPENHAGEN))
    built = check(options, Workers(command.jobs or cores()))
    fault_lines = report.as_text(built.faults, built.lines).split("\n") if built.faults else []
    changes = tuple(_changes(command.root, since))
    version = hjemsite.__version__
    if has_errors(built.faults):
        left = "" if command.check_only else f"; {_FILE} er ikke ændret"
        return Report(
            changes,
            (*fault_lines, "", f"{report.summary(built.faults)}. Det skal rettes til hjemsite {version}{left}."),
        )
    counted = f" ({report.summary(built.faults)})" if built.faults else ""
    fine = f"Siden kan bygges med hjemsite {version}{counted}."
    if command.check_only:
        return Report((*changes, *fault_lines, fine, f"»{hjemsite.COMMAND} upgrade« skifter til den."))
    return Report((*changes, *fault_lines, fine, *_pinned(command.root, text, line)))


def _requirements(root: Path) -> str:
    """What the site's file with requirements says; empty where there is none, as in a checkout of hjemsite."""
    try:
        return (root / _FILE).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise UsageError(f"{_FILE} er ikke gemt som UTF-8. Gem den sådan, og prøv igen.") from None


def _require_newer(since: str) -> None:
    """Raise `UsageError` where the site was made for a newer version than this."""
    if _number(since) > _number(hjemsite.__version__):
        raise UsageError(
            f"Siden bygges med hjemsite {since}, og dette er den ældre {hjemsite.__version__}. Hent den nye, og prøv "
            "igen."
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)


def _changes(root: Path, since: str) -> Iterator[str]:
    """A sentence for each of the site's own templates that uses a template of the program which has changed."""
    if not since or _number(since) == _number(hjemsite.__version__):
        return
    for path, changes in template_changes(root, since).items():
        for change in changes:
            parts = (
                f"nyt: {', '.join(change.added)}" if change.added else "",
                f"væk: {', '.join(change.gone)}" if change.gone else "",
                f"ændret: {', '.join(name for name, *_ in change.retyped)}" if change.retyped else "",
            )
            sentence = f"{path} bygger på hjemsites {change.owner}, der er ændret"
            yield report.visible(f"{sentence} ({'; '.join(filter(None, parts))}).")


def _pinned(root: Path, text: str, line: re.Match[str] | None) -> Iterator[str]:
    """Write the version into the file with requirements, and say what comes next."""
    if line is None:
        yield f"Der er ingen linje med hjemsite i {_FILE}, så dér er intet ændret."
        return
    new = requirement()
    if line[0].strip() == new:
        yield f"{_FILE} siger allerede {new}."
    else:
        try:
            write_files({_FILE: f"{text[: line.start()]}{new}{text[line.end() :]}".encode()}, root, over=True)
        except SymbolicLinkError as error:
            raise UsageError(
                f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet."
            ) from None
        yield f"{_FILE} siger nu {new}. Send den ind, så bygger værten også siden med den."
    yield _NEXT
    for host, path in ci_files.PATHS.items():
        if (root / path).is_file():
            yield f"Se, om {path} skal skrives på ny: »{hjemsite.COMMAND} ci {host} --write«."
