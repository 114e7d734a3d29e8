"""Connecting to a server by SSH: keys, passwords, known hosts, and failures in Danish."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncssh

from hjemsite.limits import SSH_SECONDS
from hjemsite.system.errors import MachineError

KEY, PASSPHRASE, PASSWORD = "HJEMSITE_SSH_KEY", "HJEMSITE_SSH_KEY_PASSPHRASE", "HJEMSITE_PASSWORD"
KNOWN_HOSTS = "HJEMSITE_SSH_KNOWN_HOSTS"
UNKNOWN_HOST = (
    "Serveren {host} er ikke en, der kendes, eller den har fået en ny nøgle. Vis dens nøgle med »ssh-keyscan {host}«, "
    "hold den op mod den, som udbyderen oplyser, og læg linjen i filen ~/.ssh/known_hosts eller i "
    f"{KNOWN_HOSTS} i miljøet."
)


async def connect(host: str, port: int | None, user: str) -> asyncssh.SSHClientConnection:
    """A connection; what the environment does not say, an agent and the user's own `~/.ssh` do.

    Raises what asyncssh raises, and `MachineError` for a key in the environment that is none.
    """
    options: dict[str, Any] = {
        "connect_timeout": int(SSH_SECONDS),
        "login_timeout": int(SSH_SECONDS),
        "keepalive_interval": 15,
    }
    if user:
        options["username"] = user
    if port:
        options["port"] = port
    if text := os.environ.get(KNOWN_HOSTS):
        options["known_hosts"] = _known_hosts(text)
    if text := os.environ.get(KEY):
        options["client_keys"] = [_key(text)]
    if password := os.environ.get(PASSWORD):
        options["password"] = password
    return await asyncssh.connect(host, **options)


def _known_hosts(text: str) -> asyncssh.SSHKnownHosts:
    try:
        return asyncssh.import_known_hosts(text)
    except ValueError:
        raise MachineError(
            f"{KNOWN_HOSTS} i miljøet kan ikke læses. Sæt den til den linje, som ssh-keyscan viser for serveren."
        ) from None


def _key(text: str) -> asyncssh.SSHKey:
    try:
        return asyncssh.import_private_key(f"{text.strip()}\n", os.environ.get(PASSPHRASE))
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        # What is wrong with it might be told with a piece of it.
        raise MachineError(
            f"{KEY} i miljøet er ikke en privat nøgle, der kan læses. Sæt den til hele nøglefilens tekst med første og "
            f"sidste linje, og sæt {PASSPHRASE}, hvis nøglen har en adgangssætning."
        ) from None


@contextmanager
def failures_in_danish(name: str, host: str) -> Iterator[None]:
    """A context in which what goes wrong with the server `host` becomes a `MachineError`. `name` is the target's."""
    try:
        yield
    except asyncssh.HostKeyNotVerifiable:
        raise MachineError(UNKNOWN_HOST.format(host=host)) from None
    except asyncssh.PermissionDenied:
        raise MachineError(
            f"{host} lukker ikke ind. Se efter, om brugernavnet i {name} er rigtigt, og om {KEY} eller {PASSWORD} er "
            "sat rigtigt i miljøet."
        ) from None
    except asyncssh.SFTPError as error:
        raise MachineError(_answer(error, name)) from error
    except (asyncssh.Error, OSError) as error:
        if isinstance(error, OSError) and error.filename:
            raise
        raise MachineError(
            f"{host} svarer ikke, eller forbindelsen røg. Se efter, om adressen er rigtig, og om der er net; prøv så "
            "igen, og der bliver fortsat, hvor der blev standset."
        ) from error


def _answer(error: asyncssh.SFTPError, name: str) -> str:
    if isinstance(error, asyncssh.SFTPPermissionDenied | asyncssh.SFTPWriteProtect):
        return f"Brugeren må ikke læse eller skrive i hele {name}. Ret rettighederne hos udbyderen, og udgiv igen."
    if isinstance(error, asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded):
        return f"Der er ikke mere plads på {name}. Skaf plads, og udgiv igen; der bliver fortsat."
    if isinstance(error, asyncssh.SFTPNoSuchFile | asyncssh.SFTPNoSuchPath):
        return f"Mappen over {name} findes ikke. Opret den hos udbyderen, eller ret adressen."
    if isinstance(error, asyncssh.SFTPConnectionLost | asyncssh.SFTPNoConnection):
        return f"Forbindelsen til {name} røg. Udgiv igen; der bliver fortsat, hvor der blev standset."
    return (
        f"{name} siger nej uden at sige hvorfor. Se efter, om der er plads, og om en mappe ligger, hvor en fil skal "
        "ligge; udgiv så igen."
    )
