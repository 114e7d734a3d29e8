"""Questions at the terminal, with the tabulator to complete an answer where the system can."""

from collections.abc import Callable, Sequence


def ask(question: str, complete: Callable[[str], Sequence[str]]) -> str:
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
