"""Writes a file in one step: whoever reads it finds the old bytes or all the new ones, also after a crash."""

import os
import re
from pathlib import Path

from hjemsite.cache.filestat import PLAINLY


def atomic_write(file: Path, *parts: bytes, mode: int = 0o666) -> None:
    """Put a new file that holds `parts`, one after the other, in the place of `file`.

    `mode`: the rights of the file, less what the umask takes away. Raises `OSError`, for one where the folder is
    missing; then `file` is as it was.
    """
    # Hidden, for it may lie in a site; with the process, for two may write the same file at once.
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAINLY, mode), "wb") as stream:
            stream.writelines(parts)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def target_name(name: str) -> str:
    """The name of the file that a write was for, where `name` is what a killed one left; else `name`.

    >>> target_name(".state.msgpack.4711.new"), target_name("state.msgpack")
    ('state.msgpack', 'state.msgpack')
    """
    return re.sub(r"\A\.(.+)\.\d+\.new\Z", r"\1", name)
