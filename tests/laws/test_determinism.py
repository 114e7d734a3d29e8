"""The law: the same input gives the same bytes, whatever the machine is like."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "tests" / "sites" / "noeglen"
AS_OF = "2026-11-01T12:00"


def _site(folder: Path) -> Path:
    shutil.copytree(SITE / "content", folder / "content")
    (folder / "templates").mkdir()
    (folder / "templates/topics.html").write_text('{% extends "hjemsite/topics.html" %}')
    return folder


def _build(site: Path, *arguments: str, **environment: str) -> Mapping[str, bytes]:
    """Every file of the built site, by path."""
    command = [sys.executable, "-m", "hjemsite", "--root", str(site), "build", *arguments]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, env=whole, cwd=site, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    files = (file for file in (site / "output").rglob("*") if file.is_file())
    return {file.relative_to(site / "output").as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site as built here and now."""
    return _build(_site(tmp_path_factory.mktemp("usual")), "--as-of", AS_OF, PYTHONHASHSEED="1")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "2"},
        {"PYTHONHASHSEED": "4294967295"},
        {"TZ": "Pacific/Auckland"},
        {"TZ": "America/Los_Angeles"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
        {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONTZPATH": ""},
        {"HOME": "/nonexistent", "USER": "nobody"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_changes_nothing(
    environment: dict[str, str], usual: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Hash seed, time zone, locale, encoding, time zone data and user leave no trace in a page."""
    assert _build(_site(tmp_path), "--as-of", AS_OF, **environment) == usual


def test_source_date_epoch_is_the_clock(usual: Mapping[str, bytes], tmp_path: Path) -> None:
    """`SOURCE_DATE_EPOCH` sets the clock as `--as-of` does: 1793530800 is noon of 1 November 2026 in Copenhagen."""
    assert _build(_site(tmp_path), SOURCE_DATE_EPOCH="1793530800") == usual


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
    assert _build(site, "--as-of", AS_OF) == usual


def test_a_hidden_clock_would_be_caught(usual: Mapping[str, bytes], tmp_path: Path) -> None:
    """The law bites: a day later, when the embargo has ended, the site is another."""
    assert _build(_site(tmp_path), "--as-of", "2026-11-03") != usual
