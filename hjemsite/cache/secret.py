"""The secret of this machine and user, with which all that is kept between builds is sealed.

A `.hjemsite` that was committed or copied from another machine was sealed with another secret, so nothing in it is
used. It lies outside every site, and is made when it is first wanted. In CI, where every machine is new, the
environment may give one, or name a file that the host keeps together with what builds have kept.
"""

import hmac
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.cache.filestat import PLAINLY

VARIABLE = "HJEMSITE_SECRET"
"""In the environment: a secret in place of the one in the file. It may be any text that nobody guesses."""

FILE_VARIABLE = "HJEMSITE_SECRET_FILE"
"""In the environment: the file with the secret, made where there is none. Whoever can write it is believed."""

SEAL_BYTES = 16

_SECRET_BYTES = 32


def seal(*parts: bytes | memoryview) -> bytes:
    """16 bytes that nobody can make for `parts`, one after the other, without the secret (HMAC-SHA-256, cut)."""
    mac = _keyed(os.environ.get(VARIABLE, ""), os.environ.get(FILE_VARIABLE, "")).copy()
    for part in parts:
        mac.update(part)
    return mac.digest()[:SEAL_BYTES]


@cache
def _keyed(given: str, file: str) -> hmac.HMAC:
    """An HMAC that has the secret already, to be copied: a build makes thousands of seals."""
    return hmac.new(_secret(given, file), digestmod="sha256")


def secret_file() -> Path:
    """Where the secret lies: the folder in which this system keeps what programs know between runs."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home fails for users that have none, as in containers
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        folder = home / "Library/Application Support"
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or home / ".local/state")
    return folder / "hjemsite" / "secret"


@cache
def _secret(given: str, file: str) -> bytes:
    """The one that is `given`, else the one in `file`, else this user's; where none can be kept, one that ends with
    this process."""
    if given:
        return given.encode("utf-8", "surrogateescape")
    read, path = (_restored, Path(file)) if file else (_ours, secret_file())
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (secret := read(path)) is None:
            # In place of one that is cut off, or that others can read.
            atomic_write(path, os.urandom(_SECRET_BYTES), mode=0o600)
            secret = read(path)
        return secret or os.urandom(_SECRET_BYTES)
    return os.urandom(_SECRET_BYTES)


def _ours(file: Path) -> bytes | None:
    """The secret of the file, if that is ours alone: no link, and nobody else's to read, as what git checks out is.

    When the file came to be is a part of it, in nanoseconds: where it lies in a project, as when that is the home of
    a container's user, who knows its bytes does not know the secret.
    """
    data, status = _read(file)
    if status is None or (os.name != "nt" and (status.st_uid != os.getuid() or status.st_mode & 0o077)):
        return None
    return data + status.st_ctime_ns.to_bytes(16, "big") if data else None


def _restored(file: Path) -> bytes | None:
    """The secret of a file that a host has put back, with whatever owner, rights and times it gives to files."""
    return _read(file)[0] or None


def _read(file: Path) -> tuple[bytes, os.stat_result | None]:
    """The bytes of a file that can hold a secret, and what the system says of it; nothing where it cannot."""
    try:
        number = os.open(file, os.O_RDONLY | PLAINLY)
    except FileNotFoundError:
        return b"", None
    with os.fdopen(number, "rb") as stream:
        status = os.fstat(number)
        data = stream.read(_SECRET_BYTES + 1) if stat.S_ISREG(status.st_mode) else b""
    return (data, status) if len(data) == _SECRET_BYTES else (b"", status)
