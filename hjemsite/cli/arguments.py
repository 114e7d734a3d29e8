"""What the user asks for on the command line, checked and in Danish.

argparse does the work; whatever it would say in English is said here instead. Options for all commands may stand
before or after the command, and `build` is what is meant when no command is given.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

import hjemsite
from hjemsite import danish
from hjemsite.cli import completion, editor_arguments, publish_arguments
from hjemsite.cli.command_words import HELP, command_for, nearest_command
from hjemsite.cli.option_values import base_url, fault_format, instant, jobs, plain_format, port, site_address


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
    live: str | None = None
    server: str = ""
    host: str | None = None
    port: int | None = None
    poll: bool = False
    target: str = ""
    endpoint: str = ""
    overwrite: bool = False
    allow_older: bool = False
    public: str = ""
    no_look: bool = False
    folder: Path = Path()
    open: bool = False


def parse(words: Sequence[str]) -> Command | str:
    """What the words after the program's name ask for; or the help, version or script to show. Raises `UsageError`."""
    everywhere = _Parser()
    _add_global(everywhere)
    values, rest = everywhere.parse_known_args(words)
    if "version" in values:
        return f"hjemsite {hjemsite.__version__}"
    top, commands = _parsers()
    if rest and rest[0].lower() in HELP:
        values.help, rest = True, rest[1:]
    if "help" in values and not rest:
        return top.format_help()
    word, *options = ["build", *rest] if not rest or rest[0].startswith("-") else rest
    command = command_for(word)
    if command not in commands:
        near = nearest_command(command, commands)
        raise UsageError(f"»{word}« er ikke en kommando{_meant(near)} Se »{hjemsite.COMMAND} --help«.")
    if "help" in values:
        return commands[command].format_help()
    values, unknown = commands[command].parse_known_args(options, values)
    if unknown:
        raise UsageError(_unknown(unknown[0], command, commands[command].format_help()))
    if command == "completion":
        return completion.script(top, commands.values(), values.shell)
    return Command(command, **vars(values))


def _unknown(word: str, command: str, help_text: str) -> str:
    option = word.partition("=")[0]
    near = danish.closest(option, re.findall(r"--[a-z-]+", help_text))
    return f"Kommandoen »{command}« kender ikke »{option}«{_meant(near)} Se »{hjemsite.COMMAND} {command} --help«."


def _meant(near: str | None) -> str:
    return f"; mente du »{near}«?" if near else "."


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Brug: " if prefix is None else prefix)


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
        for english, said in _ERRORS:
            if match := re.fullmatch(english, message, re.S):
                raise UsageError(match.expand(said))
        raise UsageError(f"Kommandolinjen kan ikke forstås: {message}.")


_ERRORS = (
    (r"argument (\S+): expected one argument", r"Der mangler en værdi efter »\1«."),
    (r"argument (\S+): ignored explicit argument .*", r"Der skal ikke stå en værdi efter »\1«."),
    (r"argument (\S+): (.*)", r"\1: \2."),
    (r"the following arguments are required: (.*)", r"Der mangler \1."),
)


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    """The parser that knows the commands, and the parser of each command."""
    top = _Parser(
        prog=hjemsite.COMMAND,
        usage=f"{hjemsite.COMMAND} [KOMMANDO] [TILVALG …]",
        description="Bygger en nyhedsside af pressemeddelelserne i mappen content.",
        epilog=f"»{hjemsite.COMMAND} KOMMANDO --help« fortæller mere om en kommando.",
    )
    branches = top.add_subparsers(title="Kommandoer", metavar="KOMMANDO")
    build = branches.add_parser(
        "build",
        usage=f"{hjemsite.COMMAND} [build] [TILVALG …]",
        help="byg siden (det sker også, når ingen kommando er nævnt)",
        description="Bygger siden. Er der fejl i indholdet, bliver den gamle side stående.",
    )
    check = branches.add_parser(
        "check",
        usage=f"{hjemsite.COMMAND} check [TILVALG …]",
        help="find fejl uden at skrive noget",
        description="Gør alt det, som build gør, men skriver ingen filer.",
    )
    serve = branches.add_parser(
        "serve",
        usage=f"{hjemsite.COMMAND} serve [TILVALG …]",
        help="se siden i en browser, mens du skriver",
        description="Viser siden på denne computer, med kladder og kommende nyheder, og igen, hver gang du gemmer. "
        "Skriver ingen filer.",
    )
    _add_output(build)
    _add_serving(serve)
    for parser in (build, check):
        _add_making(parser)
    _add_account(build)
    commands = {"build": build, "check": check, "serve": serve, **_telling(branches), **publish_arguments.add(branches)}
    commands |= editor_arguments.add(branches) | completion.add(branches)
    for parser in (top, *commands.values()):
        _add_global(parser)
    return top, commands


def _telling(branches: "argparse._SubParsersAction[_Parser]") -> dict[str, _Parser]:
    """The parsers of the commands that tell about the site and change nothing."""
    coming = branches.add_parser(
        "next",
        usage=f"{hjemsite.COMMAND} next [TILVALG …]",
        help="hvornår siden næste gang ændrer sig af sig selv, og hvorfor",
        description="Fortæller, hvornår siden næste gang ændrer sig, uden at nogen rører ved den, og hvorfor. "
        "Med --live bliver siden på nettet spurgt, om den er fulgt med.",
    )
    status = branches.add_parser(
        "status",
        usage=f"{hjemsite.COMMAND} status [TILVALG …]",
        help="hvad der er ude, hvad der venter, og hvad der er fejl i",
        description="Fortæller i få linjer, hvor mange nyheder der er ude, hvilke kladder der ligger, hvad der kommer "
        "ud og bliver taget af hvornår, og hvilke filer der er fejl i. Med --format json kommer det hele med.",
    )
    _add_coming(coming)
    _add_told(status)
    return {"next": coming, "status": status}


def _add_output(parser: _Parser) -> None:
    group = parser.add_argument_group("Hvor siden skal ligge")
    group.add_argument("--output", metavar="MAPPE", type=Path, help="byg i MAPPE i stedet for i output")
    group.add_argument("--allow-shrink", action="store_true", help="byg, selv om siden bliver meget mindre eller tom")
    group.add_argument("--clean", action="store_true", help="begynd forfra uden at bruge noget fra tidligere")
    group.add_argument(
        "--live",
        metavar="ADRESSE",
        nargs="?",
        const="",
        type=site_address,
        help="sammenlign med siden på ADRESSE (ellers adressen i content/site.yaml), så en side, der er blevet meget "
        "mindre eller ældre, ikke kommer ud. Til byggeri i CI, hvor output er tom",
    )
    group.add_argument(
        "--no-search", action="store_true", help="byg hurtigere uden søgning, for eksempel for at se efter"
    )


def _add_account(parser: _Parser) -> None:
    group = parser.add_argument_group("Hvad der skal fortælles")
    group.add_argument(
        "--explain", action="store_true", help="vis for hver side, der er lavet på ny, hvorfor den er det"
    )
    group.add_argument("--timings", action="store_true", help="vis, hvor lang tid hvert trin tog")


def _add_making(parser: _Parser) -> None:
    group = parser.add_argument_group("Hvad der skal med")
    group.add_argument("--drafts", action="store_true", help="tag kladder med")
    _add_as_of(group)
    group.add_argument(
        "--allow-any-time", action="store_true", help="byg, selv om tidspunktet ikke ser ud til at kunne passe"
    )
    group.add_argument(
        "--base-url",
        metavar="ADRESSE",
        type=base_url,
        help="brug ADRESSE i stedet for adressen i content/site.yaml",
    )
    group.add_argument(
        "--format",
        metavar="FORM",
        type=fault_format,
        help="vis fejl som text (til mennesker), json eller github",
    )
    group.add_argument(
        "--jobs", metavar="ANTAL", type=jobs, help="brug højst ANTAL af computerens kerner (ellers alle)"
    )


def _add_serving(parser: _Parser) -> None:
    group = parser.add_argument_group("Hvad der skal vises og hvor")
    _add_as_of(group)
    group.add_argument("--port", metavar="TAL", type=port, help="den port, siden vises på (ellers 8000)")
    group.add_argument(
        "--host", metavar="NAVN", help="vis siden for andre computere på adressen NAVN (ellers kun for denne)"
    )
    group.add_argument("--open", action="store_true", help="åbn siden i browseren, når den er klar")
    group.add_argument(
        "--poll",
        action="store_true",
        help="se selv efter ændringer (netværksdrev, WSL, Docker)",
    )


def _add_told(parser: _Parser) -> argparse._ArgumentGroup:
    group = parser.add_argument_group("Hvad der skal fortælles")
    _add_as_of(group)
    group.add_argument("--format", metavar="FORM", type=plain_format, help="som text (til mennesker) eller json")
    return group


def _add_coming(parser: _Parser) -> None:
    _add_told(parser).add_argument(
        "--live",
        metavar="ADRESSE",
        type=base_url,
        help="spørg siden på ADRESSE; det er en fejl, hvis den skulle have ændret sig for over en time siden",
    )


def _add_as_of(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--as-of",
        metavar="TIDSPUNKT",
        type=instant,
        help="vis siden, som den er på TIDSPUNKT (dansk tid): 2026-11-22, som er dagens begyndelse, eller "
        "»2026-11-22 14:30«. Ellers gælder SOURCE_DATE_EPOCH, hvis den er sat, og ellers computerens ur",
    )


def _add_global(parser: _Parser) -> None:
    group = parser.add_argument_group("Til alle kommandoer")
    group.add_argument("--root", metavar="MAPPE", type=Path, help="mappen med content (ellers den, du står i)")
    group.add_argument("--debug", action="store_true", help="vis, hvor i programmet det går galt")
    group.add_argument("-h", "--help", action="store_true", help="vis denne hjælp")
    group.add_argument("--version", action="store_true", help="vis programmets version")
