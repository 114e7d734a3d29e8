"""`new`: a file to begin with.

Questions go through a function that is handed in, so there is one way through with a terminal and without.
"""

from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath

from hjemsite import danish
from hjemsite.cli import prompt
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft import new_file as form
from hjemsite.importer.draft import write_files
from hjemsite.importer.extract.result import KnownMembers
from hjemsite.importer.known_site import KnownSite, known_site
from hjemsite.urls import address


def new_file(command: Command, today: date, ask: prompt.Ask | None) -> Report:
    """Write the file. Without `ask` everything must be in the answers. Raises `UsageError`."""
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
        answers[key] = prompt.valid_answer(key, text, site.members)
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
