"""A preview to test: a little site, `hjemsite serve` in a process of its own, and an HTTP client."""

import http.client
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from hjemsite.preview.desk.keys import keys_of
from hjemsite.preview.request import OWN
from tests import program

PROJECT = Path(__file__).parents[1]

LONG = 120.0
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
    """A little site without faults in `root`, with the templates of the program."""
    write(root, "content/site.yaml", SITE)
    write(root, ARTICLE_PATH, ARTICLE)
    return root


def own_template(root: Path, name: str) -> Path:
    """A copy of the program's template or asset `name`, which stands in its place in the site of `root`."""
    file = root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(PROJECT / "templates" / name, file))


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def write_recording(folder: Path, name: str, speech: str) -> None:
    """Put a film of no length into `folder`, with captions."""
    (folder / f"{name}.webm").write_bytes(
        b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm"
    )
    (folder / f"{name}.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:02.000\n{speech}\n", encoding="utf-8")


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
        with (log / "out").open("wb") as out, (log / "err").open("wb") as err:
            words = ["--root", str(root), "serve", *options]
            self.process = program.start(words, os.environ, stdout=out, stderr=err)
        eventually(lambda: self._address() or self.process.poll() is not None)
        address = self._address()
        assert address is not None, self.complained
        self.host, self.port = address[1].strip("[]"), int(address[2])

    def _address(self) -> re.Match[str] | None:
        return re.search(r"klar på http://(\S+):(\d+)/", self.output)

    @property
    def output(self) -> str:
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
        return self.output.count("bygget igen")

    def stop(self, sign: signal.Signals = signal.SIGINT) -> int:
        """End it; its exit code."""
        self.process.send_signal(sign)
        return self.process.wait(timeout=LONG)


class Editor:
    """Whoever works at the desk of a preview, with forms as a browser sends them and no JavaScript."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.keys = keys_of(preview.root)
        self.headers = {"Cookie": f"{self.keys.name}={self.keys.cookie}", "Origin": preview.url}

    def see(self, page: str) -> str:
        """A page of the desk."""
        got = self.preview.ask(OWN + page, headers=self.headers)
        assert got.status == 200, got.body.decode()
        return got.body.decode()

    def send(self, act: str, texts: Mapping[str, str], files: Mapping[str, tuple[str, bytes]] | None = None) -> Got:
        """Send a form to the desk: texts, and files with their names."""
        headers, body = self.form({"token": self.keys.token, **texts}, files or {})
        return self.preview.ask(OWN + act, "POST", headers, body)

    def form(self, texts: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> tuple[dict[str, str], bytes]:
        """The headers and the body of a form."""
        parts = [f'name="{name}"\r\n\r\n{text}'.encode() for name, text in texts.items()]
        parts += [
            f'name="{name}"; filename="{file}"\r\nContent-Type: message/rfc822\r\n\r\n'.encode() + data
            for name, (file, data) in files.items()
        ]
        body = b"".join(b"--graense\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
        return {**self.headers, "Content-Type": "multipart/form-data; boundary=graense"}, body + b"--graense--\r\n"

    def filled(self, page: str) -> dict[str, str]:
        """What a browser would send of the first form on a page of the desk that nobody has touched."""
        return filled_form(self.see(page))


def filled_form(html: str) -> dict[str, str]:
    """The texts in the first form of a page."""
    form = re.search(r"<form.*?</form>", html, re.S)
    assert form is not None, html
    inputs = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        if (name := re.search(r'name="([^"]*)"', tag)) and not re.search(r'type="(?:checkbox|radio|file)"', tag):
            value = re.search(r'value="([^"]*)"', tag)
            inputs[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form[0], re.S):
        inputs[name] = unescape(text).replace("\n", "\r\n")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form[0], re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        inputs[name] = unescape(chosen[1]) if chosen else ""
    return inputs


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
