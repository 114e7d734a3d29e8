"""What the streams of a process can show, and how they are made to show what they can."""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TextIO

from hjemsite import danish
from hjemsite.diagnostics import report
from hjemsite.system.errors import describe_failure


def is_screen(stream: TextIO) -> bool:
    """Whether it is a terminal that can do more than write one line after another."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colour(stream: TextIO | None) -> bool:
    """Whether colours are shown and wanted there."""
    return stream is not None and is_screen(stream) and not os.environ.get("NO_COLOR")


def silence(stream: TextIO) -> None:
    """Send what is still in the buffer nowhere, so that Python does not try to write it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def spell_out(stream: TextIO | None, encoding: str | None = None) -> None:
    """Make a stream write the letters that it cannot encode as their numbers, so that none stops a build."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=encoding or stream.encoding, errors="backslashreplace")


def say(stream: TextIO | None, text: str) -> None:
    """Write a line, unless the reader has left, as in `| head`. Raises `OSError` where it is lost otherwise."""
    if stream is not None:
        try:
            stream.write(f"{text}\n")
            stream.flush()
        except BrokenPipeError:
            silence(stream)


def complain(stream: TextIO | None, text: str) -> None:
    """Write a line about faults. Where that cannot be done, the exit code tells that there are some."""
    if stream is not None:
        try:
            say(stream, text)
        except OSError:
            silence(stream)


def count(stream: TextIO | None, done: int, total: int) -> None:
    """On a terminal, how far a long work has come, on one line that is written over."""
    if stream is not None and stream.isatty():
        end = "\n" if done == total else ""
        stream.write(f"\r{danish.number(done)} af {danish.number(total)}{end}")
        stream.flush()


def read_names_as_utf8() -> None:
    """Start over where Python takes the names of files for Latin-1 or ASCII, as under the locale `da_DK`.

    The names in a repository are UTF-8 on every machine, and addresses are made from them.
    """
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        if sys.stdout is not None:
            os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - itself, without a shell


def account(done: Iterable[str], complaints: Iterable[str]) -> None:
    """Write the sentences on what is done to stdout, and those on what is not to stderr."""
    for sentence in done:
        say(sys.stdout, sentence)
    for sentence in complaints:
        complain(sys.stderr, report.visible(sentence))


def closing_line_lost(fine: str, error: OSError) -> int:
    """Say that all is well, as the sentence `fine` has it, where standard output could not be written; exit code 0."""
    if sys.stdout is not None:
        silence(sys.stdout)
    complain(sys.stderr, f"{fine}. Det kunne ikke skrives, hvor det skulle: {describe_failure(error)}")
    return 0
