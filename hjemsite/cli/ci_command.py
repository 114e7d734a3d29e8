"""`ci`: the file by which a host checks, builds and publishes the site, shown or written.

A file that says something else is never written over in silence: somebody may have changed it by hand.
"""

import difflib
from pathlib import Path

import hjemsite
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.diagnostics.report import visible
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft import ci_files, write_files
from hjemsite.pipeline.publish_site import settings_of


def ci_file(command: Command) -> Report:
    """Show the file for the host, or with `--write` put it where the host reads it. Raises `UsageError`."""
    settings = settings_of(command.root)
    publish_to = settings.publish_to if settings else ""
    preview = settings.publish_preview_to if settings else ""
    project = ci_files.SITE if hjemsite.COMMAND == "hjemsite" else ci_files.CHECKOUT
    try:
        text = ci_files.ci_file(command.ci_host, project, publish_to, preview)
    except ci_files.CannotBePublishedError as error:
        raise UsageError(str(error)) from None
    if not command.write:
        return Report((text.rstrip("\n"),))
    written = _written(command, text)
    if written.misuse or ci_files.publishes(command.ci_host, publish_to):
        return written
    missing = "Siden bliver bygget, men ikke udgivet: Skriv i feltet publish_to i content/site.yaml, hvor den skal"
    return Report((*written.done, f"{missing} ud, og kør kommandoen igen."))


def _written(command: Command, text: str) -> Report:
    """Write the file. Where another lies there and `--force` is not given, the report shows how the two differ."""
    path = ci_files.path_of(command.ci_host)
    file = command.root / path
    new = {path: text.encode()}
    if write_files.is_same(new, command.root):
        return Report((f"{path} er, som den skal være.",))
    was_there = file.exists()
    before = file.read_text("utf-8", "replace") if was_there else ""
    if was_there and not command.force:
        refusal = f"{path} findes i forvejen og siger noget andet, så den er ikke ændret"
        mend = "Skriv den nye fil med --write --force, hvis intet af det, den siger, skal blive."
        return Report((_difference(before, text),), misuse=(f"{refusal}. {mend}",))
    try:
        write_files.write_files(new, command.root, over=True)
    except write_files.SymbolicLinkError as error:
        raise UsageError(f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet.") from None
    return Report((f"{path} er {'erstattet' if was_there else 'skrevet'}.",))


def _difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "som den er", "som den ville blive", lineterm=""
    )
    return "\n".join(map(visible, lines))


def expectation(root: Path) -> str:
    """When readers see what changes, where a host builds the project at `root` by the hour; empty where none does."""
    host = next((name for host, name in ci_files.HOSTS.items() if (root / ci_files.path_of(host)).is_file()), "")
    if not host:
        return ""
    return (
        f"\n{host} bygger siden hver time, 7 minutter over, så læserne ser det lidt efter. Skal det være på sekundet, "
        f"så lad en anden computer køre »{hjemsite.COMMAND} publish --at-next«."
    )
