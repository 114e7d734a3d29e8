"""Finished sites to look at from outside: the real one, and one that holds something of everything."""

import fcntl
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from tests import program

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Browser, BrowserType, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-20T12:00:00+01:00"
PREFIX = "/nyt"
"""The path at which the site that holds something of everything stands, as its address says."""

PHOTOGRAPH = "image: {file: foto.jpg, alt: Mange mennesker på en plads, credit: Ib Sø, caption: Alle var mødt op}\n"
WORDS = "Kommunen har fundet de første grunde, og til foråret kan håndværkerne begynde på de små huse. " * 3


def built(root: Path, output: Path) -> Path:
    """Build the site of `root` as a user does; where it lies."""
    words = ["--root", str(root), "build", "--output", str(output), "--as-of", AS_OF]
    done = program.run(words, os.environ, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@contextmanager
def built_once(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that all workers of a test run share, and whether it still has to be filled; one worker at a time."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder, not (folder / ".done").exists()
        (folder / ".done").touch()


def with_content(content: Path, source: Path) -> Path:
    """The folder `source` with `content` in it."""
    shutil.copytree(content, source / "content")
    return source


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Name of a site → the folder with its finished files."""
    contents = {"the real site": ROOT / "content", "something of everything": Path(__file__).parent / "site/content"}
    with built_once(tmp_path_factory, "sites") as (folder, is_new):
        for name, content in contents.items() if is_new else ():
            built(with_content(content, folder / f"{name}, source"), folder / name)
        return {name: folder / name for name in contents}


@pytest.fixture(scope="session")
def html_checker() -> list[str]:
    """The command that starts the Nu HTML checker: `VNU_JAR`, or what `npm ci` put beside these tests."""
    jar = Path(os.environ.get("VNU_JAR") or Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java and jar.exists():
        # It lives for some seconds, in which code that is compiled quickly serves better than quick code.
        return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(jar)]
    return lacking("Java, and the Nu HTML checker: npm ci --ignore-scripts --prefix tests/doors")


def lacking(what: str) -> list[str]:
    """Skip a test whose tools are not on this machine; on a machine that builds for others, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
"""The source of axe-core, which `npm ci` puts beside these tests."""
AXE_PATH = "/axe.min.js"
"""Where every host of these tests serves it: a browser that fetches it compiles it once for many pages."""


class Host(SimpleHTTPRequestHandler):
    """Serves a finished site as a static host does: at its own path, with the headers that its `rules` ask for."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, rules: list[str], **options: Any) -> None:
        self.rules = rules
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if path == AXE_PATH:
            return str(AXE)
        prefix = self.rules[0].partition("/*")[0]
        return super().translate_path(path.removeprefix(prefix) if path.startswith(f"{prefix}/") else "/nowhere")

    def end_headers(self) -> None:
        for rule in self.rules:
            pattern, *lines = rule.strip().splitlines()
            if self.path == pattern or (pattern.endswith("*") and self.path.startswith(pattern[:-1])):
                for line in lines:
                    self.send_header(*line.strip().split(": ", 1))
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where the finished site in `folder` is served: scheme, host and port."""
    rules = re.split(r"\n(?=/)", (folder / "_headers").read_text(encoding="utf-8"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder), rules=rules)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def addresses(sites: Mapping[str, Path]) -> Iterator[Mapping[str, str]]:
    """Name of a site → where its front page is served, without the slash at the end."""
    with served(sites["the real site"]) as real, served(sites["something of everything"]) as everything:
        yield {"the real site": real, "something of everything": everything + PREFIX}


def photograph() -> "Image.Image":
    """As rich in detail as a picture of a crowd, for one of a quiet wall proves nothing; and the same each time."""
    from PIL import Image

    chance = Random(1)
    picture = Image.new("RGB", (1800, 1200), (128, 128, 128))
    for octave in range(10):
        width, height = 3 * 2**octave, 2 * 2**octave
        layer = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
        picture = Image.blend(picture, layer.resize(picture.size, Image.Resampling.BICUBIC), 0.2 if octave else 1)
    return picture


@pytest.fixture(scope="session")
def photographed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real site is served, whose release has got a photograph, with nineteen older articles.

    Ten of the twenty have the photograph, and the oldest a picture that stands upright. The three that the front page
    shows below its lead have none.
    """
    with built_once(tmp_path_factory, "photographed") as (folder, is_new):
        if is_new:
            _photograph_the_release(with_content(ROOT / "content", folder / "source"))
            _add_older_articles(folder / "source/content")
            built(folder / "source", folder / "output")
    with served(folder / "output") as address:
        yield address


def _photograph_the_release(root: Path) -> None:
    (text,) = (root / "content/nyheder").glob("*.md")
    text.with_suffix("").mkdir()
    written = text.read_text(encoding="utf-8").replace("\ndate:", f"\n{PHOTOGRAPH}date:", 1)
    (text.with_suffix("") / "index.md").write_text(written, encoding="utf-8")
    text.unlink()
    photograph().save(text.with_suffix("") / "foto.jpg", quality=90)


def _add_older_articles(content: Path) -> None:
    from PIL import Image

    (photo,) = content.glob("nyheder/*/foto.jpg")
    for number in range(1, 20):
        folder = content / f"nyheder/2021-03-{number:02}-nyt-{number}"
        folder.mkdir()
        head = f"---\ntitle: Nummer {number} af de ældre nyheder, som alle har en overskrift på to linjer\n"
        picture = PHOTOGRAPH if number < 16 and number % 3 else ""
        (folder / "index.md").write_text(f"{head}{picture}date: 2021-03-{number:02}\n---\n\n{WORDS}\n", "utf-8")
        if number == 1:
            Image.new("RGB", (900, 1600), "teal").save(folder / "foto.jpg")
        elif picture:
            (folder / "foto.jpg").write_bytes(photo.read_bytes())


@pytest.fixture(scope="session")
def address(addresses: Mapping[str, str]) -> str:
    """Where the site that holds something of everything is served."""
    return addresses["something of everything"]


CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""What a Chromium may be called. The first is the same engine without the windows, which takes a third less time."""


@contextmanager
def chromium(kind: "BrowserType", *flags: str) -> "Iterator[Browser]":
    """The Chromium of this machine, with more `flags` than the usual ones."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        lacking("Chromium: apt-get install chromium-headless-shell")
    # Letters are as wide as on a telephone; without windows it would else fit them to the dots of a coarse screen.
    letters = "--font-render-hinting=none"
    # A script of a page lives too short a time to be worth what it takes to make it quick.
    scripts = "--js-flags=--no-opt,--no-maglev"
    usual = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", letters, scripts)
    chrome = kind.launch(executable_path=program, args=[*usual, *flags])
    try:
        yield chrome
    finally:
        chrome.close()


@pytest.fixture(scope="session")
def playwright() -> "Iterator[Playwright]":
    """What drives the browsers of a worker."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: "Playwright") -> "Iterator[Browser]":
    """One for all tests of a worker."""
    with chromium(playwright.chromium) as chrome:
        yield chrome


@pytest.fixture(scope="session")
def layout_browser(playwright: "Playwright") -> "Iterator[Browser]":
    """The same engine without frames: it lays pages out and draws nothing, in less than half of the processor time.

    It serves tests that measure. What needs a frame never comes: a click, an animation, a picture loaded lazily.
    """
    with chromium(playwright.chromium, "--enable-begin-frame-control") as chrome:
        yield chrome


Judge = Callable[["Page", list[str]], tuple[list[tuple[str, str, str]], int]]


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Asks axe about the page as it is now, by the rules with these names or tags.

    What each fault breaks, where and how it is mended; and how many rules hold.
    """
    if not AXE.exists():
        lacking("axe-core: npm ci --ignore-scripts --prefix tests/doors")

    def broken(page: "Page", rules: list[str]) -> tuple[list[tuple[str, str, str]], int]:
        faults, held = page.evaluate(JUDGE, [AXE_PATH, rules])
        return [(rule, html, remedy) for rule, html, remedy in faults], held

    return broken


JUDGE = """async ([source, rules]) => {
    if (!window.axe) await new Promise((done, failed) => document.head.append(
        Object.assign(document.createElement("script"), {src: source, onload: done, onerror: failed})));
    const {violations, passes} = await axe.run({runOnly: rules, resultTypes: ["violations"], selectors: false});
    const faults = ({id, nodes}) => nodes.map(({html, failureSummary}) => [id, html, failureSummary]);
    return [violations.flatMap(faults), passes.length];
}"""
