"""The law: the same input gives the same bytes, whatever the machine is like."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from hjemsite.cli.main import FINE, main

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "tests" / "sites" / "noeglen"
AS_OF = "2026-11-01T12:00"


def _site(folder: Path) -> Path:
    shutil.copytree(SITE / "content", folder / "content")
    (folder / "templates").mkdir()
    (folder / "templates/topics.html").write_text('{% extends "hjemsite/topics.html" %}')
    return folder


def _build(site: Path, **environment: str) -> Mapping[str, bytes]:
    """Every file of the site as a process of its own builds it in `environment`, by path."""
    command = [sys.executable, "-m", "hjemsite", "--root", str(site), "build", "--as-of", AS_OF]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, env=whole, cwd=site, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return _files(site)


def _build_here(site: Path, *arguments: str) -> Mapping[str, bytes]:
    """The same, built in this process: for what lies in the files, or is said on the command line."""
    assert main(["--root", str(site), "build", *arguments]) == FINE
    return _files(site)


def _files(site: Path) -> Mapping[str, bytes]:
    files = (file for file in (site / "output").rglob("*") if file.is_file())
    return {file.relative_to(site / "output").as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site as built here and now."""
    return _build(_site(tmp_path_factory.mktemp("usual")), PYTHONHASHSEED="1")


ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "2"},
    {"PYTHONHASHSEED": "4294967295"},
    {"TZ": "Pacific/Auckland"},
    {"TZ": "America/Los_Angeles"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONTZPATH": ""},
    {"HOME": "/nonexistent", "USER": "nobody"},
)
COMBINED = tuple(
    {name: value for number in numbers for name, value in ENVIRONMENTS[number].items()}
    for numbers in ((0, 2, 4, 7), (1, 3, 6, 8), (5,))
)
"""All of them in three builds, for a process takes longer to begin than the site to be built: what leaves a trace
leaves it beside others, too."""


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Mapping[str, bytes]]:
    """The site as built in each of `COMBINED`."""
    return [_build(_site(tmp_path_factory.mktemp("combined")), **environment) for environment in COMBINED]


@pytest.mark.parametrize(
    "environment",
    ENVIRONMENTS,
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_changes_nothing(
    environment: dict[str, str],
    usual: Mapping[str, bytes],
    combined: Sequence[Mapping[str, bytes]],
    tmp_path: Path,
) -> None:
    """Hash seed, time zone, locale, encoding, time zone data and user leave no trace in a page.

    Where a combination does, each of it is tried alone.
    """
    number = next(number for number, whole in enumerate(COMBINED) if environment.items() <= whole.items())
    assert combined[number] == usual or _build(_site(tmp_path), **environment) == usual


def test_source_date_epoch_is_the_clock(
    usual: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`SOURCE_DATE_EPOCH` sets the clock as `--as-of` does: 1793530800 is noon of 1 November 2026 in Copenhagen."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793530800")
    assert _build_here(_site(tmp_path)) == usual


def _decomposed(site: Path) -> None:
    """File names as macOS spells them."""
    for file in sorted(site.rglob("*"), reverse=True):
        file.rename(file.with_name(unicodedata.normalize("NFD", file.name)))


def _backwards(site: Path) -> None:
    """The same files, made in another order, so that most file systems list them in another order too."""
    files = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    shutil.rmtree(site / "content")
    for path in sorted(files, reverse=True):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(files[path])


def _crlf(site: Path) -> None:
    """Line ends and a byte order mark as Windows writes them."""
    for file in site.glob("content/**/*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


def _old(site: Path) -> None:
    """Other times on the files."""
    for file in site.rglob("*"):
        os.utime(file, (1, 1))


@pytest.mark.parametrize("change", [_decomposed, _backwards, _crlf, _old])
def test_the_file_system_changes_nothing(
    change: Callable[[Path], None], usual: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Normal form of names, order of folders, line ends, times and the path itself leave no trace in a page."""
    site = _site(tmp_path / "en helt anden sti på øen")
    change(site)
    assert _build_here(site, "--as-of", AS_OF) == usual


def test_a_hidden_clock_would_be_caught(usual: Mapping[str, bytes], tmp_path: Path) -> None:
    """The law bites: a day later, when the embargo has ended, the site is another."""
    assert _build_here(_site(tmp_path), "--as-of", "2026-11-03") != usual
