"""What a build tells of itself: why each page was made again, what took the time, and how far it has come."""

import json
import os
import pty
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.cache import cache, fingerprint
from hjemsite.cli.console import ProgressBar
from hjemsite.cli.main import main
from hjemsite.pipeline import build_site, state, state_files
from hjemsite.system.progress import Stage
from tests import program
from tests.fixture_site import copy_built_site, copy_fixture_site
from tests.previewing import own_template

PROJECT = Path(__file__).parents[2]
ARTICLE = "/nyheder/aerlig-snak/"


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("account")
    copy_fixture_site(root)
    for name in ("article.html", "assets/site.css"):
        own_template(root, name)
    assert build(root) == 0
    return root


@pytest.fixture
def root(built_once: Path, tmp_path: Path) -> Path:
    return copy_built_site(built_once, tmp_path / "site")


def build(root: Path, *words: str) -> int:
    return main(["build", "--root", str(root), "--as-of", "2026-11-22", "--no-search", *words])


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def paint(root: Path) -> None:
    Image.new("RGB", (1200, 800), (90, 120, 60)).save(root / f"{NEWS}/2025-03-01-aerlig-snak/dør.png")


NEWS = "content/nyheder"
SHORT = f"{NEWS}/2025-01-05-kort-nyt.md"
SNAK = f"{NEWS}/2025-03-01-aerlig-snak/index.md"
EDITS = {
    "a body": (replaced(SHORT, "havnen.", "kajen."), {"/nyheder/kort-nyt/": "nyheden /nyheder/kort-nyt/ er ændret"}),
    "a headline": (
        replaced(SHORT, "Kort nyt", "Kort"),
        {
            "/nyheder/kort-nyt/": "nyheden /nyheder/kort-nyt/ er ændret",
            ARTICLE: "omtalen af nyheden /nyheder/kort-nyt/ er ændret",
            "/nyheder/side/1/": "omtalen af nyheden /nyheder/kort-nyt/ er ændret",
        },
    ),
    "a member's name": (
        replaced("content/medlemmer/aagaard-kommune.md", "Aagaard", "Ågård"),
        {ARTICLE: "medlemmet aagaard-kommune er ændret"},
    ),
    "a member who is no longer named": (
        replaced(SNAK, "[aagaard-kommune, tidselfonden]", "aagaard-kommune"),
        {
            "/emner/boliger/feed.json": f"nyheden {ARTICLE} er ændret; medlemmet tidselfonden er faldet bort",
            # News of that member are no longer related.
            ARTICLE: f"nyheden {ARTICLE} er ændret; omtalen af nyheden /nyheder/laas-op/ er faldet bort",
        },
    ),
    "a new article": (
        lambda root: (root / f"{NEWS}/2026-01-01-ny.md").write_text("---\ntitle: Ny\ndate: 2026-01-01\n---\nNyt.\n"),
        {
            "/nyheder/ny/": "kendes ikke fra før",
            "/nyheder/lange-ord/": "omtalen af nyheden /nyheder/ny/ er kommet til",
        },
    ),
    "a template": (
        replaced("templates/article.html", "</article>", "<!-- --></article>"),
        {ARTICLE: "skabelonen article.html er ændret"},
    ),
    "a template in place of the program's": (
        lambda root: (root / "templates/topics.html").write_text('{% extends "hjemsite/topics.html" %} '),
        {"/emner/": "skabelonen topics.html er ændret"},
    ),
    "the style": (
        lambda root: (root / "templates/assets/site.css").write_text("body { color: black }"),
        {ARTICLE: "stilark, scripts og skrifter er ændret", "/soeg/": "stilark, scripts og skrifter er ændret"},
    ),
    "a setting": (
        replaced("content/site.yaml", "title: Nøgler", "title: Nøglen"),
        {ARTICLE: "indstillingerne er ændret", "/emner/": "indstillingerne er ændret"},
    ),
    "the address": (
        replaced("content/site.yaml", "example.dk/nyt", "example.dk/nu"),
        {ARTICLE: "indstillingerne er ændret; sidens adresse er ændret"},
    ),
    "a picture": (
        paint,
        {ARTICLE: f"filen {ARTICLE}doer.png er ændret"},
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_it_is_told_why_a_page_is_made_again(edit: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What differs is named as an editor would name it, page by page, and the cause before what follows from it."""
    change, expected = EDITS[edit]
    change(root)
    by_url = reasons(root, capsys)
    assert {url: by_url[url][: len(why)] for url, why in expected.items()} == expected
    assert all(by_url.values())


def reasons(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Address of a page that was made again → why."""
    capsys.readouterr()
    assert build(root, "--explain") == 0
    lines = capsys.readouterr().out.splitlines()
    return dict(line.split(": ", 1) for line in lines if line.startswith("/"))


def test_what_is_not_made_again_is_not_explained(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what was made is spoken of; where nothing was, that is said."""
    replaced(SHORT, "havnen.", "kajen.")(root)
    assert "/emner/" not in reasons(root, capsys)
    assert reasons(root, capsys) == {}
    assert build(root, "--explain") == 0
    assert "Ingen sider er lavet på ny." in capsys.readouterr().out


def test_another_program_makes_everything_again(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade it is the upgrade that is named, and nothing else."""
    for room in (fingerprint, cache, state, state_files, build_site):
        monkeypatch.setattr(room, "fingerprint", lambda: b"another")
    by_url = reasons(root, capsys)
    assert ARTICLE in by_url
    assert set(by_url.values()) == {"hjemsite selv er ændret"}


def test_faults_stay_alone_on_their_stream(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program that reads the faults as JSON gets nothing else."""
    replaced(SHORT, "havnen.", "kajen.")(root)
    capsys.readouterr()
    assert build(root, "--explain", "--timings", "--format", "json") == 0
    out, err = capsys.readouterr()
    assert {fault["severity"] for fault in json.loads(out)} == {"advarsel"}
    assert "nyheden /nyheder/kort-nyt/ er ændret" in err
    assert "I alt" in err


def test_the_times_add_up(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every stage with its seconds and what was made in it, and the sum of it all."""
    replaced(SHORT, "havnen.", "kajen.")(root)
    capsys.readouterr()
    assert build(root, "--timings") == 0
    rows = re.findall(r"^(.+?) +(\d+,\d\d)(?: +([\d.]+))?$", capsys.readouterr().out, re.MULTILINE)
    times = {name: float(seconds.replace(",", ".")) for name, seconds, _ in rows}
    counts = {name: number for name, _, number in rows}
    assert set(times) == {*Stage, "Alt andet", "I alt"} - {Stage.SEARCH, Stage.DEPLOYING}
    assert abs(2 * times["I alt"] - sum(times.values())) < 0.1
    assert counts[Stage.READING] == "1"
    assert counts[Stage.PICTURES] == ""
    assert int(counts[Stage.MAKING]) > 1


def bar(steps: Iterable[tuple[float, Stage, int, int]], *, blocks: bool = True) -> list[str]:
    """What is written when the steps come at these seconds."""
    written: list[str] = []
    seconds = [0.0]
    line = ProgressBar(written.append, lambda: seconds[-1], blocks=blocks)
    for second, stage, done, total in steps:
        seconds.append(second)
        line.update(stage, done, total)
    line.clear()
    return written


def test_the_bar_shows_what_is_left() -> None:
    """The stage, how much of it is done, and how long the rest will take at that pace."""
    steps = [(1.0, Stage.MAKING, 0, 0), (11.0, Stage.MAKING, 1000, 4000)]
    assert bar(steps) == [
        "\r3/7 Laver siderne …\x1b[K",
        "\r3/7 Laver siderne ██████░░░░░░░░░░░░░░░░░░ 1.000 af 4.000, 30 sekunder igen\x1b[K",
        "\r\x1b[K",
    ]
    assert "######------------------" in bar(steps, blocks=False)[1]


def test_a_publication_is_no_stage_of_the_build() -> None:
    """It has a bar without a number."""
    assert bar([(1.0, Stage.DEPLOYING, 3, 12)])[0] == "\rLægger siden ud ██████░░░░░░░░░░░░░░░░░░ 3 af 12\x1b[K"


def test_the_bar_stays_away_from_what_is_soon_done() -> None:
    """A build of half a second shows none, and a long one writes ten times a second at most."""
    assert bar([(0.1, Stage.READING, 0, 0), (0.4, Stage.READING, 5, 9)]) == []
    assert len(bar((1 + number / 1000, Stage.MAKING, number, 1000) for number in range(1, 1001))) < 12


def test_a_long_build_shows_its_bar_on_a_terminal_and_nowhere_else(root: Path) -> None:
    """On a terminal a line is written over and gone at the end; in a log there is none of it."""
    shutil.rmtree(root / ".hjemsite")
    shutil.rmtree(root / "output")
    words = ["--root", str(root), "--as-of", "2026-11-22", "--no-search"]
    ours, theirs = pty.openpty()
    with program.start(words, os.environ, make_it_long, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = _all_of(ours)
        process.communicate()
    assert "/7 " in shown
    # What comes after it are the faults.
    assert re.search(r"Skriver filerne[^\n]*\r\x1b\[K[^/\n]*advarsel", shown)
    shutil.rmtree(root / ".hjemsite")
    quiet = program.run(words, os.environ, make_it_long, capture_output=True)
    assert quiet.returncode == 0 and b"/7 " not in quiet.stderr


def make_it_long() -> None:
    """A clock that goes twenty times as fast: no machine is so quick that the build is over before it has a bar."""
    clock = time.monotonic
    time.monotonic = lambda: 20 * clock()


def _all_of(terminal: int) -> str:
    data = b""
    # A terminal whose other end is closed fails instead of ending.
    with suppress(OSError):
        while some := os.read(terminal, 1000):
            data += some
    os.close(terminal)
    return data.decode()
