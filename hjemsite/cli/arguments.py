"""What the user asks for on the command line, checked and in Danish.

argparse does the work; whatever it would say in English is said here instead. Options for all commands may stand
before or after the command, and `build` is what is meant when no command is given.
"""

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

import hjemsite
from hjemsite import danish
from hjemsite.cli import site_arguments
from hjemsite.cli.command_words import HELP, command_for, nearest_command
from hjemsite.diagnostics.deprecated_names import DEPRECATED, DeprecatedName, deprecated


class UsageError(Exception):
    """What is asked for cannot be done. The text is Danish, in whole sentences, and says why."""


class Command(NamedTuple):
    """A command and its options. None leaves it to others: the clock, the address, the folder, the cores.

    `answers` are what the file that `new` writes shall say, by the names in `editor_arguments.ANSWERS`, or what is told
    of a new site, by the keys of its questions; `folder` is where that site shall lie.
    """

    command: str
    root: Path = Path()
    debug: bool = False
    as_of: datetime | None = None
    base_url: str | None = None
    drafts: bool = False
    format: str = "text"
    output: Path | None = None
    allow_shrink: bool = False
    allow_any_time: bool = False
    jobs: int | None = None
    clean: bool = False
    no_search: bool = False
    explain: bool = False
    timings: bool = False
    kind: str = ""
    answers: Mapping[str, str] = MappingProxyType({})
    files: Sequence[str] = ()
    media: Path | None = None
    post_types: tuple[str, ...] = ("post",)
    embargo: str = ""
    recover: bool = False
    force: bool = False
    dry_run: bool = False
    write: bool = False
    check_only: bool = False
    share: Sequence[str] = ()
    until: date | None = None
    live: str | None = None
    month: tuple[int, int] = (0, 0)
    server: str = ""
    ci_host: str = ""
    host: str | None = None
    port: int | None = None
    poll: bool = False
    target: str = ""
    endpoint: str = ""
    overwrite: bool = False
    allow_older: bool = False
    public: str = ""
    look_at: str | None = None
    links: bool = False
    quiet_hidden: bool = False
    no_look: bool = False
    at_next: bool = False
    folder: Path = Path()
    open: bool = False
    renamed: DeprecatedName | None = None
    """The command as it was called, where that is a deprecated name."""


def parse(words: Sequence[str], table: Sequence[DeprecatedName] = DEPRECATED) -> Command | str:
    """What the words after the program's name ask for; or the help, version or script to show. Raises `UsageError`.

    `table` has the commands that are now called something else.
    """
    everywhere = _Parser()
    _add_global(everywhere)
    values, rest = everywhere.parse_known_args(words)
    if "version" in values:
        return f"hjemsite {hjemsite.__version__}"
    if rest and rest[0].lower() in HELP:
        values.help, rest = True, rest[1:]
    if "help" in values and not rest:
        return _parsers()[0].format_help()
    word, *options = ["build", *rest] if not rest or rest[0].startswith("-") else rest
    command = command_for(word)
    renamed = deprecated("command", "", command, table)
    command = renamed.new if renamed else command
    top, commands = _parsers(command)
    if command not in commands:
        near = nearest_command(command, commands)
        raise UsageError(f"»{word}« er ikke en kommando{_meant(near)} Se »{hjemsite.COMMAND} --help«.")
    if "help" in values:
        return commands[command].format_help()
    values, unknown = commands[command].parse_known_args(options, values)
    if unknown:
        raise UsageError(_unknown(unknown[0], command, commands[command].format_help()))
    if command == "completion":
        from hjemsite.cli import completion

        return completion.script(top, commands.values(), values.shell)
    return Command(command, renamed=renamed, **vars(values))


def _unknown(word: str, command: str, help_text: str) -> str:
    option = word.partition("=")[0]
    near = danish.closest(option, re.findall(r"--[a-z-]+", help_text))
    return f"Kommandoen »{command}« kender ikke »{option}«{_meant(near)} Se »{hjemsite.COMMAND} {command} --help«."


def _meant(near: str | None) -> str:
    return f"; mente du »{near}«?" if near else "."


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Brug: " if prefix is None else prefix)


# What it would say is known by its English (`_ERRORS`), so that is not looked up in the language of the machine.
argparse._ = str  # type: ignore[attr-defined]


class _Parser(argparse.ArgumentParser):
    """argparse's parser without its English. An option that is not given leaves no value."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            argument_default=argparse.SUPPRESS,
            formatter_class=_Formatter,
            **settings,
        )

    def error(self, message: str) -> NoReturn:
        for english, sentence in _ERRORS:
            if match := re.fullmatch(english, message, re.S):
                raise UsageError(match.expand(sentence))
        raise UsageError(f"Kommandolinjen kan ikke forstås: {message}.")


_ERRORS = (
    (r"argument (\S+): expected one argument", r"Der mangler en værdi efter »\1«."),
    (r"argument (\S+): ignored explicit argument .*", r"Der skal ikke stå en værdi efter »\1«."),
    (r"argument (\S+): (.*)", r"\1: \2."),
    (r"the following arguments are required: (.*)", r"Der mangler \1."),
)


def _parsers(command: str = "") -> tuple[_Parser, dict[str, _Parser]]:
    """The parser that knows the commands, and the parser of each command.

    The groups of commands after that of `command` are left out: what they know takes a while to load.
    """
    top = _Parser(
        prog=hjemsite.COMMAND,
        usage=f"{hjemsite.COMMAND} [KOMMANDO] [TILVALG …]",
        description="Bygger en nyhedsside af pressemeddelelserne i mappen content.",
        epilog=f"»{hjemsite.COMMAND} KOMMANDO --help« fortæller mere om en kommando.",
    )
    branches = top.add_subparsers(title="Kommandoer", metavar="KOMMANDO", prog=hjemsite.COMMAND)
    commands: dict[str, _Parser] = {}
    for group in _groups():
        commands |= group(branches)
        if command in commands:
            break
    for parser in (top, *commands.values()):
        _add_global(parser)
    return top, commands


def _groups() -> Iterator[Callable[[Any], dict[str, Any]]]:
    """Functions that each add the parsers of a group of commands, those that run after every save first."""
    yield site_arguments.making
    yield site_arguments.telling
    from hjemsite.cli import publish_arguments

    yield publish_arguments.add
    from hjemsite.cli import editor_arguments

    yield editor_arguments.add
    from hjemsite.cli import completion

    yield completion.add


def _add_global(parser: _Parser) -> None:
    group = parser.add_argument_group("Til alle kommandoer")
    group.add_argument("--root", metavar="MAPPE", type=Path, help="mappen med content (ellers den, du står i)")
    group.add_argument("--debug", action="store_true", help="vis, hvor i programmet det går galt")
    group.add_argument("-h", "--help", action="store_true", help="vis denne hjælp")
    group.add_argument("--version", action="store_true", help="vis programmets version")
