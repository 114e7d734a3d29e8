"""`init`: a new site in a folder of its own, from a few answers. It never touches a file that is there."""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from importlib import metadata
from pathlib import Path, PurePosixPath

import hjemsite
from hjemsite import danish
from hjemsite.cli import prompt
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.content.document import SITE
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft import new_site, write_files
from hjemsite.importer.draft.new_file import InvalidAnswerError

_MAY_BE_THERE = frozenset({".git", ".venv", ".DS_Store", "Thumbs.db", "desktop.ini", "LICENSE", "LICENSE.md"})
"""What may lie in the folder of a new site: it was just cloned, or hjemsite was installed in it."""


def begin_site(command: Command, today: date, ask: prompt.Ask | None) -> Report:
    """Write a new site into its folder. Without `ask` everything must be in the answers. Raises `UsageError`."""
    folder = command.folder
    _require_room(folder)
    answers = {key: _valid(f"--{key.replace('_', '-')}: ", key, text) for key, text in command.answers.items()}
    for question in new_site.QUESTIONS:
        if question.key not in answers:
            read = partial(new_site.answer, question.key)
            answers[question.key] = prompt.answered(question, "init", ask, read, lambda _: ())
    files = new_site.site_files(new_site.NewSite(**answers, requirement=requirement()), today)
    names = [f"  {path}" for path in files]
    if command.dry_run:
        return Report((f"I mappen »{folder}« ville der blive skrevet {_counted(files)}:", *names))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        write_files.write_files(files, folder)
    except write_files.PathTakenError as error:
        raise UsageError(f"{error} findes i forvejen i »{folder}« og er ikke ændret.") from None
    for path in new_site.EXECUTABLE:
        (folder / path).chmod(0o755)
    return Report((f"Siden er begyndt i mappen »{folder}«: {_counted(files)}.", *names, _next_steps(folder)))


def _counted(files: Mapping[PurePosixPath, bytes]) -> str:
    return danish.plural(len(files), "fil", "filer")


def _next_steps(folder: Path) -> str:
    if hjemsite.COMMAND == "hjemsite":
        return (
            f"Gå til mappen med »cd {_quoted(folder)}«, og se siden med »hjemsite serve«. README.md fortæller resten."
        )
    return f"Se siden med »{hjemsite.COMMAND} serve --root {_quoted(folder.absolute())}«. README.md fortæller resten."


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _require_room(folder: Path) -> None:
    """Raise `UsageError` unless a site can begin in `folder`: absent or as good as empty, and in no other site."""
    if folder.is_symlink() and not folder.exists():
        raise UsageError(f"»{folder}« er en genvej, der ingen steder fører hen. Vælg en anden mappe.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"»{folder}« er en fil. Vælg en mappe, der er tom eller ikke findes.")
    if folder.is_dir():
        inside = sorted(entry.name for entry in folder.iterdir() if entry.name not in _MAY_BE_THERE)
        if inside:
            raise UsageError(
                f"Mappen »{folder}« er ikke tom; dér ligger for eksempel »{inside[0]}«. "
                "Vælg en mappe, der er tom eller ikke findes."
            )
    whole = folder.resolve()
    for above in whole.parents:
        if above.is_file():
            raise UsageError(f"»{above}« er en fil, så der kan ikke ligge en mappe i den. Vælg et andet sted.")
        if (above / SITE).is_file():
            raise UsageError(f"Mappen »{folder}« ligger inde i en anden side, »{above}«. Vælg et sted uden for den.")


def _valid(shown: str, key: str, text: str) -> str:
    try:
        return new_site.answer(key, text)
    except InvalidAnswerError as error:
        raise UsageError(f"{shown}{error}") from None


def requirement() -> str:
    """The line of a file with requirements that names this hjemsite: by its version, or by the commit it came from.

    How a package was installed stands in its direct URL (PEP 610).
    """
    try:
        direct_url = metadata.distribution("hjemsite").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        direct_url = None
    origin = json.loads(direct_url) if direct_url else {}
    if "vcs_info" in origin:
        kind, commit = origin["vcs_info"]["vcs"], origin["vcs_info"]["commit_id"]
        return f"hjemsite @ {kind}+{origin['url']}@{commit}"
    return f"hjemsite=={hjemsite.__version__}"
