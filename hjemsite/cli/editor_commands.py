"""What `new`, `import` and `quotes` do, told as sentences; the command line says them.

Questions go through a function that is handed in, so there is one way through with a terminal and without.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TextIO, TypeAlias

from hjemsite import danish
from hjemsite.cli import prompt
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.content.sources import Source
from hjemsite.diagnostics.report import visible
from hjemsite.importer import run
from hjemsite.importer.draft import new_file as form
from hjemsite.importer.draft import suggest, write_files
from hjemsite.importer.file_format import ReadOptions
from hjemsite.importer.known_site import KnownSite, known_site
from hjemsite.importer.run import Report
from hjemsite.limits import IMPORT_BYTES, TEXT_FILE_BYTES
from hjemsite.urls import address

Ask: TypeAlias = Callable[[str, Callable[[str], Sequence[str]]], str]
"""Shows a question, completes what is typed with the function, and returns the answer."""


def perform(order: Command, today: date, stdin: TextIO | None, progress: Callable[[int, int], None]) -> Report:
    """Does what is asked for. Questions are asked only where `stdin` is a terminal. Raises `UsageError`.

    `progress` is told how far a long work has come.
    """
    if order.command == "quotes":
        return offer_quotes(order)
    if order.command == "new":
        return new_file(order, today, prompt.ask if stdin is not None and stdin.isatty() else None)
    pasted = stdin.buffer.read(IMPORT_BYTES + 1) if stdin is not None and "-" in order.files else b""
    return import_files(order, today, pasted, progress)


def import_files(order: Command, today: date, stdin: bytes, progress: Callable[[int, int], None]) -> Report:
    """`import`: press releases become drafts, or with `--format json` what was found in them."""
    delivery = run.ImportJob(
        root=order.root,
        names=order.files,
        today=today,
        stdin=stdin,
        options=ReadOptions(order.media, order.recover, order.post_types),
        output=order.output,
        force=order.force,
        dry_run=order.dry_run,
        progress=progress,
    )
    if order.media and not order.media.is_dir():
        raise UsageError(f"»{order.media}« er ikke en mappe.")
    if order.format != "json":
        told = run.import_drafts(delivery)
        return Report(tuple(map(visible, told.done)), told.faults, told.misuse)
    found, told = run.extract_to_json(delivery)
    return Report((found,) if found else (), told.faults, told.misuse)


def offer_quotes(order: Command) -> Report:
    """`quotes`: what can be put into articles, as a diff; with `--write` it is put there."""
    known = known_site(order.root)
    done: list[str] = []
    faults: list[str] = []
    for name in order.files:
        source = _article(order.root, Path(name))
        made = suggest.suggest(source, known.members, known.people)
        if made.value is None:
            faults.append(f"{source.path}: {suggest.refusal(made.faults)}")
            continue
        done += _offered(made.value, source.path, order.write)
        if order.write and made.value.quotes:
            write_files.write_files({PurePosixPath(source.path): made.value.data}, order.root, over=True)
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


def _offered(made: suggest.Suggestion, path: str, written: bool) -> list[str]:
    left = [f"{path}: {sentence}." for sentence in made.left]
    if not made.quotes:
        return [f"{path}: Der er ingen nye citater at tilføje.", *left]
    counted = f"{danish.plural(made.quotes, 'citat', 'citater')} og {danish.plural(made.speakers, 'taler', 'talere')}"
    closing = f"{path}: {counted} er tilføjet." if written else f"{path}: {counted} kan tilføjes med --write."
    diff = "\n".join(map(visible, made.diff.split("\n")))
    return [diff, closing, *left]


def new_file(order: Command, today: date, ask: Ask | None) -> Report:
    """`new`: a file to begin with. Without `ask` everything must be in the answers. Raises `UsageError`."""
    known = known_site(order.root)
    foreign = [key for key in order.answers if key not in form.OPTIONS[order.kind]]
    if foreign:
        options = danish.list_of([f"--{key}" for key in form.OPTIONS[order.kind]])
        raise UsageError(f"»new {order.kind}« kender ikke --{foreign[0]}, men {options}.")
    answers = _answers(order, today, ask, known)
    path = form.file_path(order.kind, answers)
    url = address(path)
    taken = known.pages.get(url) if url else None
    try:
        if taken:
            raise write_files.PathTakenError(taken)
        write_files.write_files({PurePosixPath(path): form.file_text(order.kind, answers).encode()}, order.root)
    except write_files.PathTakenError as error:
        raise UsageError(f"{error} findes i forvejen og er ikke ændret. Vælg et andet navn.") from None
    except write_files.SymbolicLinkError as error:
        raise UsageError(f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet.") from None
    return Report((f"{path} er skrevet. Åbn den, og skriv videre.",))


def _answers(order: Command, today: date, ask: Ask | None, known: KnownSite) -> dict[str, str]:
    """Every answer in its final form, those that were given and those that are asked for."""
    answers: dict[str, str] = {}
    for key, text in order.answers.items():
        try:
            answers[key] = form.answer(key, text, known.members)
        except form.InvalidAnswerError as error:
            raise UsageError(f"--{key}: {error}") from None
    for question in form.questions(order.kind, today):
        if answers.get(question.key):
            continue
        if ask is None:
            if question.default is None:
                raise UsageError(f"Der mangler --{question.key}. Se »python3 build.py new --help«.")
            answers[question.key] = question.default
        else:
            answers[question.key] = _asked(question, ask, known)
    return answers


def _asked(question: form.Question, ask: Ask, known: KnownSite) -> str:
    """The answer to a question, asked until it can be used."""
    shown = f"{question.ask} [{question.default}]: " if question.default else f"{question.ask}: "

    def complete(typed: str) -> Sequence[str]:
        return form.completions(typed, known.members) if question.key == "member" else ()

    while True:
        try:
            text = form.answer(question.key, ask(shown, complete), known.members)
        except form.InvalidAnswerError as error:
            shown = f"{error}\n{question.ask}: "
            continue
        if text or question.default is not None:
            return text or question.default or ""
