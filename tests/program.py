"""hjemsite in a process of its own, without the half second of processor time that it takes a Python to load it.

Streams, signals, exit codes, limits and the environment are those of any process. What is not there is the start of
the interpreter: a test of that, or of what happens while the program is being loaded, starts `python -m hjemsite`.
"""

import os
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hjemsite.cache import secret
from hjemsite.cli.build_time import RELEASED
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

HIGHEST_FILE = 4096
"""No file of the tests has a higher number."""


def start(
    words: Sequence[str], env: Mapping[str, str], first: Callable[[], object] | None = None, **options: Any
) -> "subprocess.Popen[Any]":
    """`hjemsite WORDS` in the environment `env`, which does `first` before it starts. `options`: as for `Popen`."""
    _load()
    return subprocess.Popen(["hjemsite", *words], preexec_fn=partial(_become, words, {**env}, first), **options)


def run(
    words: Sequence[str], env: Mapping[str, str], first: Callable[[], object] | None = None, **options: Any
) -> "subprocess.CompletedProcess[Any]":
    """The same, to its end. `options`: as for `subprocess.run`."""
    _load()
    become = partial(_become, words, {**env}, first)
    return subprocess.run(["hjemsite", *words], preexec_fn=become, check=False, **options)


@cache
def _load() -> None:
    """Load all that a build needs into this process, by building a site: what is forked from it has it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "content/nyheder").mkdir(parents=True)
        (Path(folder) / "content/site.yaml").write_text(
            "title: N\naddress: https://n.example\ndescription: N\n", "utf-8"
        )
        (Path(folder) / "content/nyheder/n.md").write_text("---\ntitle: N\ndate: 2022-01-01\n---\n\nN.\n", "utf-8")
        build(BuildOptions(Path(folder), RELEASED))


def _become(words: Sequence[str], env: Mapping[str, str], first: Callable[[], object] | None) -> None:
    """In a process that `subprocess` has forked and that has its folder and streams: be the program, and end.

    So the command that `subprocess` would run next, whose name is only for its messages, never is.
    """
    try:
        # Among them the one by which `subprocess` would learn that the command runs.
        os.closerange(3, HIGHEST_FILE)
        os.environ.clear()
        os.environ.update(env)
        sys.argv = ["hjemsite", *words]
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # As Python does, so that a write fails instead.
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_IGN)
        # Where it lies is what the environment says, which is another one.
        secret._secret.cache_clear()
        secret._keyed.cache_clear()
        tempfile.tempdir = None
        if first is not None:
            first()
        _open_streams()
        runpy.run_module("hjemsite", run_name="__main__", alter_sys=True)
    finally:
        os._exit(70)


def _open_streams() -> None:
    """The three streams as Python opens them: none where the file is closed, and in the encoding that is asked for."""
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        handling = "backslashreplace" if name == "stderr" else errors or "strict"
        stream = None
        with suppress(OSError):
            stream = open(number, mode, encoding=encoding or "utf-8", errors=handling, closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
