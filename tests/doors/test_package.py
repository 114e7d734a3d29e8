"""The package: made the same twice, and all that somebody needs who has no checkout.

The wheel is installed into an environment of its own, beside the locked packages, and used as its README says.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.previewing import eventually, write

ROOT = Path(__file__).resolve().parents[2]
EXTENDED = '{% extends "hjemsite/article.html" %}{% block head %}<meta name="x" content="MARK">{% endblock %}\n'


def packed(project: Path, folder: Path, *targets: str, **environment: str) -> dict[str, bytes]:
    """Name → bytes of the wheel and the sdist that are made of the `project`, without a network."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "--directory", str(folder), *targets]
    surroundings = {**os.environ, **environment}
    subprocess.run(command, cwd=project, env=surroundings, check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    packed(ROOT, folder)
    return folder


def test_it_is_made_the_same_twice(packages: Path, tmp_path: Path) -> None:
    """Another day, time zone and place give the same bytes, and so does the wheel that is made of the sdist."""
    first = {file.name: file.read_bytes() for file in packages.iterdir()}
    (sdist,) = packages.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (project,) = tmp_path.iterdir()
    for file in project.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    again = packed(project, tmp_path / "again", TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert again == first and {name.rpartition(".")[2] for name in again} == {"whl", "gz"}


class Installed:
    """The command `hjemsite` of a fresh environment, in a folder of its own."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        venv.create(folder, with_pip=False, symlinks=os.name != "nt")
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        (self.packages,) = folder.glob("[Ll]ib/**/site-packages")
        (self.packages / "locked.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-deps", "--no-index"]
        subprocess.run([*pip, "--no-compile", "--disable-pip-version-check", str(wheel)], check=True)
        # Nothing of the checkout is in reach.
        self.environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}

    def command(self, *words: str) -> list[str]:
        return [str(self.scripts / "hjemsite"), *words]

    def run(self, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        command = self.command(*words)
        return subprocess.run(
            command, cwd=folder, env=self.environment, capture_output=True, encoding="utf-8", timeout=120, check=False
        )


@pytest.fixture(scope="module")
def installed(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    (wheel,) = packages.glob("*.whl")
    return Installed(tmp_path_factory.mktemp("environment") / "venv", wheel)


@pytest.fixture(scope="module")
def site(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that `init` has begun."""
    above = tmp_path_factory.mktemp("alliance")
    words = ("--title", "Brobyggerne", "--address", "https://brobyggerne.example", "--members-called", "partnere")
    done = installed.run(above, "init", "Vores side", *words)
    assert (done.returncode, done.stderr) == (0, "") and 'cd "Vores side"' in done.stdout
    return above / "Vores side"


def test_a_site_is_begun_checked_and_built(installed: Installed, site: Path) -> None:
    """From an empty folder to finished pages, with the look that is in the package."""
    checked = installed.run(site, "check")
    assert checked.returncode == 0 and "[ingen-nyheder]" in checked.stderr
    built = installed.run(site, "build")
    assert built.returncode == 0
    assert "<title>Brobyggerne</title>" in (site / "output/index.html").read_text("utf-8")
    assert [*(site / "output/assets").glob("site.*.css")] and not (site / "templates").exists()
    helped = installed.run(site, "--help")
    assert helped.stdout.startswith("Brug: hjemsite ") and "build.py" not in helped.stdout


def test_a_release_is_read_in_and_shown(installed: Installed, site: Path) -> None:
    """A Word file becomes a draft; the preview shows it and stops at Ctrl-C."""
    done = installed.run(site, "import", str(ROOT / "docs/redaktoer/tidselfonden.docx"))
    assert done.returncode == 0 and "content/nyheder/2026-11-02-tidselfonden" in done.stdout
    browser, opened = site.parent / "browser", site.parent / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    with subprocess.Popen(
        installed.command("serve", "--port", "0", "--open"),
        cwd=site,
        env={**installed.environment, "BROWSER": f"{browser} %s"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        ready = ""
        while "klar på" not in ready:
            ready = process.stdout.readline()
            assert ready
        match = re.search(r"http://\S+/", ready)
        assert match
        with urllib.request.urlopen(f"{match[0]}nyheder/", timeout=60) as page:
            assert "Tidselfonden" in page.read().decode()
        eventually(lambda: opened.exists() and opened.read_text("utf-8").endswith("\n"))
        # The browser is shown the desk, with the key to it.
        key = opened.read_text("utf-8").strip()
        assert key.startswith(f"{match[0]}_forhaandsvisning/?noegle=")
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with visitor.open(key, timeout=60) as page:
            assert "Importér en pressemeddelelse" in page.read().decode()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130


def test_both_places_of_templates_are_followed(installed: Installed, site: Path, tmp_path: Path) -> None:
    """What is changed, added or taken away in either is seen by the next build, which equals a clean one."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(".hjemsite", "output", "*-eksempel.md", "2026-11-02*"))
    write(folder, "content/nyheder/2026-01-01-ny.md", "---\ntitle: Ny\ndate: 2026-01-01\n---\nEn bro.\n")
    own, programs = folder / "templates/article.html", installed.packages / "hjemsite/templates/article.html"
    before = programs.read_text("utf-8")

    def built_files(*words: str) -> dict[str, bytes]:
        done = installed.run(folder, "build", "--as-of", "2026-11-29", "--no-search", *words)
        assert done.returncode == 0, done.stderr
        files = (file for file in (folder / "output").rglob("*") if file.is_file())
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

    def differs(change: Callable[[], object]) -> bool:
        page = "output/nyheder/ny/index.html"
        old = (folder / page).read_bytes()
        change()
        now = built_files()
        assert now == built_files("--clean")
        return now[page] != old

    built_files()
    own.parent.mkdir()
    assert differs(lambda: own.write_text(EXTENDED, encoding="utf-8"))
    assert b'content="MARK"' in (folder / "output/nyheder/ny/index.html").read_bytes()
    assert differs(lambda: programs.write_text(before.replace("</article>", "<!-- x --></article>"), encoding="utf-8"))
    assert differs(lambda: own.write_text(EXTENDED.replace("MARK", "MERE"), encoding="utf-8"))
    assert differs(own.unlink)
    assert differs(lambda: programs.write_text(before, encoding="utf-8"))


@pytest.fixture(scope="module")
def bash_completion(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `completion bash` writes."""
    return installed.run(tmp_path_factory.mktemp("bash"), "completion", "bash").stdout


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        (("b",), "build"),
        (("serve", "--po"), "--port --poll"),
        (("new", "a"), "article"),
        (("headers", "n"), "nginx"),
        (("quotes", "noget"), "noget.md"),
    ],
)
def test_bash_completes(bash_completion: str, tmp_path: Path, words: tuple[str, ...], completions: str) -> None:
    """Commands, options, what an argument can be, and files."""
    (tmp_path / "noget.md").touch()
    (tmp_path / "script").write_text(bash_completion, encoding="utf-8")
    ask = 'source ./script; COMP_WORDS=(hjemsite "$@"); COMP_CWORD=$#; _shtab_hjemsite; echo "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", ask, "bash", *words], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == completions


@pytest.mark.parametrize(("shell", "sign"), [("zsh", "#compdef hjemsite"), ("fish", "complete -c hjemsite")])
def test_other_shells_get_their_own(installed: Installed, tmp_path: Path, shell: str, sign: str) -> None:
    """With what the help says of each command."""
    done = installed.run(tmp_path, "completion", shell)
    assert done.returncode == 0 and sign in done.stdout and "Skriver ingen filer" in done.stdout
