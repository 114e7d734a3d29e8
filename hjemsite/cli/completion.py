"""`completion`: what a shell must know to complete the command `hjemsite`.

The script is made once and knows every command and option, so nothing is started while somebody types
(docs/decisions/0035-completion.md).
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import hjemsite
from hjemsite.cli.editor_arguments import KINDS
from hjemsite.cli.server_config import SERVERS
from hjemsite.importer.draft.ci_files import HOSTS

SHELLS = ("bash", "zsh", "fish")

_CHOICES = {"kind": tuple(KINDS), "server": tuple(SERVERS), "ci_host": tuple(HOSTS), "shell": SHELLS}
"""What an argument can be, by its name."""


def add(branches: Any) -> dict[str, Any]:
    """The parser of the command, by its name."""
    parser = branches.add_parser(
        "completion",
        usage=f"{hjemsite.COMMAND} completion bash|zsh|fish",
        help="lad skallen skrive kommandoer og tilvalg færdige med tabulator",
        description="Skriver det, som skallen skal læse for at skrive kommandoer, tilvalg og filnavne færdige med "
        "tabulator. Bash: »hjemsite completion bash > ~/.local/share/bash-completion/completions/hjemsite«. Fish: "
        "»hjemsite completion fish > ~/.config/fish/completions/hjemsite.fish«. Zsh: »hjemsite completion zsh > "
        "_hjemsite« i en mappe, der står i fpath.",
    )
    group = parser.add_argument_group("Hvad der skal skrives")
    group.add_argument("shell", metavar="SKAL", type=_shell, help="bash, zsh eller fish")
    return {"completion": parser}


_ONLY_INSTALLED = "skaller skriver kun den installerede kommando hjemsite færdig; README.md viser, hvordan du får den"


def _shell(text: str) -> str:
    if hjemsite.COMMAND != "hjemsite":
        raise argparse.ArgumentTypeError(_ONLY_INSTALLED)
    if text.lower() not in SHELLS:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne bash, zsh og fish")
    return text.lower()


def script(top: argparse.ArgumentParser, parsers: Iterable[argparse.ArgumentParser], shell: str) -> str:
    """What `shell` reads to complete all commands of `top`, which are in `parsers`."""
    import shtab

    top.prog = "hjemsite"
    for parser in parsers:
        for action in parser._actions:
            if action.dest in _CHOICES:
                action.choices = _CHOICES[action.dest]
            elif action.type is Path:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # shtab looks for it
            elif action.metavar == "FIL":
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(top, shell))
