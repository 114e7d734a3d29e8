"""A preview to test: a little site, `hjemsite serve` in a process of its own, and an HTTP client."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parents[1]

LONG = 30.0
"""Seconds that a test waits for what must come. Nearly always it is there at once; a busy machine is no fault."""

SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt fra Nøglen-alliancen\n"
ARTICLE = """\
---
title: Tidselfonden åbner døre på Ærø
date: 2022-09-28
---
Søren Nørgaard tog imod de første gæster.
"""
ARTICLE_PATH = "content/nyheder/2022-09-28-tidselfonden.md"
ARTICLE_URL = "/nyheder/tidselfonden/"


def make_site(root: Path) -> Path:
    """A little site without faults in `root`."""
    shutil.copytree(PROJECT / "templates", root / "templates")
    write(root, "content/site.yaml", SITE)
    write(root, ARTICLE_PATH, ARTICLE)
    return root


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def eventually(holds: Callable[[], object], within: float = LONG) -> None:
    """Wait until `holds`; fail when it never does."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@dataclass(frozen=True)
class Got:
    """An answer, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Preview:
    """A preview that runs. What it writes goes to files in `log`."""

    def __init__(self, root: Path, log: Path, *options: str) -> None:
        self.root = root
        self._log = log
        command = [sys.executable, "-m", "hjemsite", "--root", str(root), "serve", *options]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
        with (log / "out").open("wb") as out, (log / "err").open("wb") as err:
            self.process = subprocess.Popen(command, env=environment, stdout=out, stderr=err)
        eventually(lambda: self._address() or self.process.poll() is not None)
        address = self._address()
        assert address is not None, self.complained
        self.host, self.port = address[1].strip("[]"), int(address[2])

    def _address(self) -> re.Match[str] | None:
        return re.search(r"klar på http://(\S+):(\d+)/", self.said)

    @property
    def said(self) -> str:
        """All that it has said so far."""
        return (self._log / "out").read_text(encoding="utf-8")

    @property
    def complained(self) -> str:
        """All that it has written on standard error so far."""
        return (self._log / "err").read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @contextmanager
    def asking(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """An answer, with its body still to be read."""
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=LONG)) as connection:
            connection.request(method, path, body, dict(headers or {}))
            with connection.getresponse() as answer:
                yield answer

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Got:
        with self.asking(path, method, headers, body) as answer:
            return Got(answer.status, dict(answer.getheaders()), answer.read())

    def page(self, path: str) -> str:
        """The text at an address; empty where there is none."""
        got = self.ask(path)
        return got.body.decode() if got.status == 200 else ""

    def shows(self, path: str, text: str) -> bool:
        return text in self.page(path)

    def builds(self) -> int:
        """How many times the site has been built again."""
        return self.said.count("bygget igen")

    def stop(self, sign: signal.Signals = signal.SIGINT) -> int:
        """End it; its exit code."""
        self.process.send_signal(sign)
        return self.process.wait(timeout=LONG)


@contextmanager
def previewing(root: Path, *options: str) -> Iterator[Preview]:
    """A preview of `root` on a port of its own, unless `options` name one."""
    port = () if "--port" in options else ("--port", "0")
    with TemporaryDirectory() as log:
        preview = Preview(root, Path(log), *port, *options)
        try:
            yield preview
        finally:
            preview.process.kill()
            preview.process.wait()
