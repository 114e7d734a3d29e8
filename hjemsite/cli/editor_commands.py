"""What the commands with which an editor writes do. They return Danish sentences; `cli.main` prints them.

Questions go through a function that is handed in, so there is one way through with a terminal and without.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TextIO

from hjemsite import danish
from hjemsite.cli import prompt
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.ci_command import ci_file
from hjemsite.cli.format_command import format_files
from hjemsite.cli.init_command import begin_site
from hjemsite.cli.move_command import move_file
from hjemsite.cli.share_command import share_drafts
from hjemsite.cli.upgrade_command import upgrade
from hjemsite.content.sources import Source
from hjemsite.diagnostics.report import visible
from hjemsite.importer import run
from hjemsite.importer.draft import new_file as form
from hjemsite.importer.draft import suggest, write_files
from hjemsite.importer.extract.result import KnownMembers
from hjemsite.importer.file_format import ReadOptions
from hjemsite.importer.known_site import KnownSite, known_site
from hjemsite.importer.run import Report
from hjemsite.limits import IMPORT_BYTES, TEXT_FILE_BYTES
from hjemsite.urls import address


def perform(command: Command, today: date, stdin: TextIO | None, progress: Callable[[int, int], None]) -> Report:
    """Run a command. Questions are asked only where `stdin` is a terminal. Raises `UsageError`.

    `progress` is called with the number of files that are done and of all.
    """
    if command.share:
        return share_drafts(command)
    if command.command == "quotes":
        return offer_quotes(command)
    if command.command == "format":
        return format_files(command)
    if command.command == "move":
        return move_file(command)
    if command.command == "ci":
        return ci_file(command)
    if command.command == "upgrade":
        return upgrade(command)
    ask = prompt.ask if stdin is not None and stdin.isatty() else None
    if command.command == "init":
        return begin_site(command, today, ask)
    if command.command == "new":
        return new_file(command, today, ask)
    pasted = stdin.buffer.read(IMPORT_BYTES + 1) if stdin is not None and "-" in command.files else b""
    return import_files(command, today, pasted, progress)


def import_files(command: Command, today: date, stdin: bytes, progress: Callable[[int, int], None]) -> Report:
    """`import`: press releases become drafts, or with `--format json` what was found in them."""
    job = run.ImportJob(
        root=command.root,
        names=command.files,
        today=today,
        stdin=stdin,
        options=ReadOptions(command.media, command.recover, command.post_types),
        output=command.output,
        embargo=_valid_answer("embargo", command.embargo, {}),
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


def offer_quotes(command: Command) -> Report:
    """`quotes`: what can be put into articles, as a diff; with `--write` it is put there."""
    site = known_site(command.root)
    done: list[str] = []
    faults: list[str] = []
    for name in command.files:
        source = _article(command.root, Path(name))
        suggestion = suggest.suggest(source, site.members, site.people)
        if suggestion.value is None:
            faults.append(f"{source.path}: {suggest.refusal(suggestion.faults)}")
            continue
        done += _offered(suggestion.value, source.path, command.write)
        if command.write and suggestion.value.quotes:
            write_files.write_files({PurePosixPath(source.path): suggestion.value.data}, command.root, over=True)
    return Report(tuple(done), tuple(faults))


def _article(root: Path, file: Path) -> Source:
    """The article in `file`. Raises `UsageError` when it is none."""
    whole = file if file.is_absolute() or file.exists() else root / file
    try:
        path = whole.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        path = ""
    if not path.startswith("content/nyheder/") or not address(path):
        raise UsageError(f"»{file}« er ikke en nyhed i content/nyheder.")
    if not whole.is_file():
        raise UsageError(f"»{file}« findes ikke.")
    with whole.open("rb") as stream:
        data = stream.read(TEXT_FILE_BYTES + 1)
    if len(data) > TEXT_FILE_BYTES:
        raise UsageError(f"»{file}« er for stor til en nyhed.")
    return Source(path, data)


def _offered(suggestion: suggest.Suggestion, path: str, written: bool) -> list[str]:
    left = [f"{path}: {sentence}." for sentence in suggestion.left]
    if not suggestion.quotes:
        return [f"{path}: Der er ingen nye citater at tilføje.", *left]
    quotes = danish.plural(suggestion.quotes, "citat", "citater")
    counted = f"{quotes} og {danish.plural(suggestion.speakers, 'taler', 'talere')}"
    closing = f"{path}: {counted} er tilføjet." if written else f"{path}: {counted} kan tilføjes med --write."
    diff = "\n".join(map(visible, suggestion.diff.split("\n")))
    return [diff, closing, *left]


def new_file(command: Command, today: date, ask: prompt.Ask | None) -> Report:
    """`new`: a file to begin with. Without `ask` everything must be in the answers. Raises `UsageError`."""
    site = known_site(command.root)
    foreign = [key for key in command.answers if key not in form.OPTIONS[command.kind]]
    if foreign:
        options = danish.list_of([f"--{key}" for key in form.OPTIONS[command.kind]])
        raise UsageError(f"»new {command.kind}« kender ikke --{foreign[0]}, men {options}.")
    answers = _answers(command, today, ask, site)
    path = form.file_path(command.kind, answers)
    url = address(path)
    taken = site.pages.get(url) if url else None
    try:
        if taken:
            raise write_files.PathTakenError(taken)
        write_files.write_files({PurePosixPath(path): form.file_text(command.kind, answers).encode()}, command.root)
    except write_files.PathTakenError as error:
        raise UsageError(f"{error} findes i forvejen og er ikke ændret. Vælg et andet navn.") from None
    except write_files.SymbolicLinkError as error:
        raise UsageError(f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet.") from None
    return Report((f"{path} er skrevet. Åbn den, og skriv videre.",))


def _answers(command: Command, today: date, ask: prompt.Ask | None, site: KnownSite) -> dict[str, str]:
    """Every answer in its final form, those that were given and those that are asked for."""
    answers: dict[str, str] = {}
    for key, text in command.answers.items():
        answers[key] = _valid_answer(key, text, site.members)
    for question in form.questions(command.kind, today):
        if not answers.get(question.key):
            read, complete = _reader(question.key, site.members), _completions(question.key, site.members)
            answers[question.key] = prompt.answered(question, "new", ask, read, complete)
    return answers


def _reader(key: str, members: KnownMembers) -> Callable[[str], str]:
    """Gives an answer to the question with the `key` its final form."""
    return lambda text: form.answer(key, text, members)


def _completions(key: str, members: KnownMembers) -> prompt.Complete:
    """Completes the answer to the question with the `key`; only names of members are completed."""
    return lambda typed: form.completions(typed, members) if key == "member" else ()


def _valid_answer(key: str, text: str, members: KnownMembers) -> str:
    """The value of an option in its final form. Raises `UsageError`."""
    try:
        return form.answer(key, text, members)
    except form.InvalidAnswerError as error:
        raise UsageError(f"--{key}: {error}") from None
