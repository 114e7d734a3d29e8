"""The programs `git` and `rsync`, run without a terminal, and the key with which they go through `ssh`.

No secret is an argument, for every user of a machine can read those; and no program is believed to keep them out of
what it says, so its words are only read, never repeated.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from hjemsite.publishing.targets.ssh_access import KEY, KNOWN_HOSTS, UNKNOWN_HOST
from hjemsite.system.errors import MachineError
from hjemsite.system.temporary_folder import temporary_folder

_SAYINGS: tuple[tuple[str, str], ...] = (
    (r"host key verification failed|remote host identification has changed", UNKNOWN_HOST),
    (
        r"permission denied \(|authentication failed|could not read (?:username|password)|auth failed|"
        r"returned error: 40[13]|access denied|invalid credentials|write access to repository not granted|"
        r"permission to \S+ denied|read.?only",
        "{name} lukker ikke ind. Se efter, om nøglen eller adgangskoden i miljøet er den rigtige, og om den må skrive "
        "dér; docs/udgiv.md viser, hvad variablerne hedder.",
    ),
    (r"no space left|disk quota exceeded", "Der er ikke mere plads på {name}. Skaf plads, og udgiv igen."),
    (
        r"could not resolve|connection refused|connection timed out|timed? ?out|network is unreachable|"
        r"connection reset|connection unexpectedly closed|failed to connect|couldn't connect|operation timed out",
        "{name} svarer ikke, eller forbindelsen røg. Se efter, om adressen er rigtig, og om der er net; udgiv så igen.",
    ),
    (
        r"permission denied|operation not permitted",
        "Brugeren må ikke læse eller skrive i hele {name}. Ret rettighederne, og udgiv igen.",
    ),
    (
        r"not found|does not exist|does not appear to be a git repository|no such file or directory|unknown module",
        "{name} findes ikke. Opret det hos udbyderen, eller ret adressen.",
    ),
)
"""What the programs say in English, without regard to case, and what it is in Danish; the first that fits is meant."""


class Program:
    """A program with the environment it needs, for the target `name` on the server `host`.

    Raises `MachineError` where it is not installed.

    Its private files, such as a key from the environment, lie in a folder that `close` deletes. Where the process is
    killed before, the next one that wants such a folder does.
    """

    def __init__(self, program: str, name: str, host: str) -> None:
        self._name, self._host, self._program = name, host, program
        if shutil.which(program) is None:
            raise MachineError(
                f"Programmet {program} mangler, og det skal bruges til {name}. På Debian og Ubuntu hentes det med "
                f"»apt-get install {program}«."
            )
        self._open = ExitStack()
        self.folder = self._open.enter_context(temporary_folder())
        self.environment: dict[str, str] = {**os.environ, "LC_ALL": "C"}

    def ssh(self, command: str = "ssh") -> str:
        """`command` so that it never asks, believes only servers that are known, and uses our key where we have one.

        What stands in the user's `~/.ssh/config` holds beside it.
        """
        words = [
            *shlex.split(command),
            "-o",
            "BatchMode=yes",
            "-o",
            "ConnectTimeout=30",
            "-o",
            "ServerAliveInterval=15",
        ]
        if text := os.environ.get(KNOWN_HOSTS):
            words += ["-o", f"UserKnownHostsFile={self._private('known_hosts', text)}"]
            words += ["-o", "StrictHostKeyChecking=yes"]
        if text := os.environ.get(KEY):
            words += ["-i", str(self._private("key", text)), "-o", "IdentitiesOnly=yes"]
        return shlex.join(words)

    def run(
        self, arguments: Sequence[str], stdin: bytes = b"", more: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run the program to its end, whatever its exit code. `more` goes into its environment."""
        environment = {**self.environment, **(more or {})}
        return subprocess.run(  # noqa: S603 - the program was looked up, and its arguments are no shell's
            [self._program, *arguments], input=stdin, capture_output=True, check=False, env=environment
        )

    def failure(self, output: bytes) -> MachineError:
        """What to tell of a program that failed and said this."""
        text = output.decode(errors="replace").lower()
        for pattern, danish in _SAYINGS:
            if re.search(pattern, text):
                return MachineError(danish.format(name=self._name, host=self._host))
        return MachineError(
            f"Programmet {self._program} kunne ikke gøre sit arbejde på {self._name}. Prøv igen; bliver det ved, så "
            f"prøv selv {self._program} mod samme adresse, og se, hvad det siger."
        )

    def close(self) -> None:
        self._open.close()

    def _private(self, name: str, text: str) -> Path:
        """A file that only we can read; the folder around it is ours alone."""
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_text(f"{text.strip()}\n", "utf-8")
        return file
