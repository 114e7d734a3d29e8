"""Questions at the terminal, with the tabulator to complete an answer where the system can."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import hjemsite
from hjemsite.cli.arguments import UsageError
from hjemsite.importer.draft.new_file import InvalidAnswerError, Question, answer
from hjemsite.importer.extract.result import KnownMembers

Complete: TypeAlias = Callable[[str], Sequence[str]]
"""What may follow on the beginning of an answer."""

Ask: TypeAlias = Callable[[str, Complete], str]
"""Shows a question, completes what is typed with the function, and returns the answer."""


def answered(question: Question, command: str, ask: Ask | None, read: Callable[[str], str], complete: Complete) -> str:
    """The answer to a question of `command`, asked until `read` takes it; without `ask` its default.

    `read` gives an answer its final form, or raises `InvalidAnswerError`. Raises `UsageError` where there is nobody to
    ask and no default.
    """
    if ask is None:
        if question.default is None:
            option = question.key.replace("_", "-")
            raise UsageError(f"Der mangler --{option}. Se »{hjemsite.COMMAND} {command} --help«.")
        return question.default
    shown = f"{question.ask} [{question.default}]: " if question.default else f"{question.ask}: "
    while True:
        typed = ask(shown, complete)
        if not typed.strip() and question.default is not None:
            return question.default
        try:
            if (text := read(typed)) or question.default is not None:
                return text or question.default or ""
        except InvalidAnswerError as error:
            shown = f"{error}\n{question.ask}: "


def valid_answer(key: str, text: str, members: KnownMembers) -> str:
    """The value of an option in its final form. Raises `UsageError`."""
    try:
        return answer(key, text, members)
    except InvalidAnswerError as error:
        raise UsageError(f"--{key}: {error}") from None


def ask(question: str, complete: Complete) -> str:
    """The answer to `question`. Raises `KeyboardInterrupt` when the terminal is closed instead."""
    try:
        import readline
    except ImportError:
        # Windows has none.
        pass
    else:
        readline.set_completer_delims("")
        readline.set_completer(lambda typed, number: dict(enumerate(complete(typed))).get(number))
        readline.parse_and_bind("tab: complete")
    try:
        return input(question)
    except EOFError:
        raise KeyboardInterrupt from None
