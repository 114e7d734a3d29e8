"""A build on a machine that is short of something, or that somebody else works on meanwhile."""

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.system.errors import describe_failure
from tests import program
from tests.fixture_site import copy_built_site, copy_fixture_site

WHEN = "2026-11-22"
NEWS = "content/nyheder/2025-01-05-kort-nyt.md"
WARNED = "\n# For stor en overskrift\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "site")


def project(root: Path) -> Path:
    copy_fixture_site(root)
    return root


def build(root: Path, *words: str) -> int:
    return main(["--root", str(root), "--as-of", WHEN, "--no-search", *words])


def process(
    root: Path, *words: str, first: Callable[[], object] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A build as a program of its own, which does `first` before it starts."""
    return program.run(
        ["--root", str(root), "--as-of", WHEN, "--no-search", *words],
        {**os.environ, **environment},
        first,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("usual") / "site")
    assert build(root) == 0
    return root


@pytest.fixture(scope="module")
def usual(built_once: Path) -> dict[str, bytes]:
    """The finished site of a machine with nothing odd about it."""
    return files(built_once / "output")


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """The project, built."""
    return copy_built_site(built_once, tmp_path / "site")


# --- rights


def bound() -> None:
    """Also the administrator keeps to what the rights of a file say."""
    if os.geteuid() == 0:
        system, write_anything = ctypes.CDLL(None), 1 << 1
        version_and_process = (ctypes.c_uint32 * 2)(0x20080522, 0)
        # Effective, permitted and inherited, twice.
        rights = (ctypes.c_uint32 * 6)()
        assert system.capget(version_and_process, rights) == 0
        rights[0] &= ~write_anything
        assert system.capset(version_and_process, rights) == 0


@pytest.fixture
def locked() -> Iterator[Callable[[Path], None]]:
    """Takes away the right to write in a folder and all below it."""
    done: list[Path] = []

    def lock(folder: Path) -> None:
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o555)
                done.append(path)

    yield lock
    for path in done:
        path.chmod(0o755)


def test_a_project_that_can_only_be_read_is_built(
    root: Path, tmp_path: Path, locked: Callable[[Path], None], usual: dict[str, bytes]
) -> None:
    """With the output elsewhere; nothing can be remembered then, and nothing needs to (FAULTS E2)."""
    home = tmp_path / "home"
    home.mkdir()
    locked(root)
    locked(home)
    done = process(root, "--output", str(tmp_path / "ude"), first=bound, HOME=str(home))
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "ude") == usual
    assert not (root / ".hjemsite").exists()


def test_an_output_folder_that_cannot_be_written_is_told(built: Path, locked: Callable[[Path], None]) -> None:
    """It stays as it was (FAULTS E2)."""
    before = files(built / "output")
    with (built / NEWS).open("a") as file:
        file.write("\nEt ord mere.\n")
    locked(built / "output")
    done = process(built, first=bound)
    assert done.returncode == 3
    assert "Du har ikke lov til at læse eller skrive her." in done.stderr
    assert files(built / "output") == before


# --- limits


def test_few_open_files_are_enough(root: Path, usual: dict[str, bytes]) -> None:
    """Sixty-four (FAULTS E12)."""
    limit = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (64, 64))
    done = process(root, first=limit)
    assert done.returncode == 0, done.stderr
    assert files(root / "output") == usual


def test_a_long_path_is_no_obstacle(tmp_path: Path, usual: dict[str, bytes]) -> None:
    """A project may lie deep in somebody's folders (FAULTS E12)."""
    root = tmp_path
    while len(str(root)) < 240:
        root /= "en mappe med et langt navn på dansk"
    assert build(project(root)) == 0
    assert files(root / "output") == usual


# --- somebody else is at work


def opening(path: str, happens: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets something happen once, just before the file at `path` is opened."""
    waiting, real = [happens], os.open

    def opened(file: str, *arguments: int, **options: int) -> int:
        if str(file).endswith(path) and waiting:
            waiting.pop()()
        return real(file, *arguments, **options)

    monkeypatch.setattr(os, "open", opened)


def test_a_file_that_goes_while_it_is_listed_is_told(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is a fault at the file, and the site stays as it was (FAULTS E8)."""
    before = files(built / "output")
    (built / NEWS).touch()
    opening(NEWS, (built / NEWS).unlink, monkeypatch)
    assert build(built) == 1
    assert f"fejl[ulaeselig-fil]: Filen forsvandt, mens siden blev bygget\n  --> {NEWS}" in capsys.readouterr().err
    assert files(built / "output") == before


def test_a_file_that_is_replaced_while_it_is_built_counts_as_it_is_now(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was known of it no longer holds, and nothing of the old text is left in the new site (FAULTS E8)."""
    text = (root / NEWS).read_text("utf-8")
    (root / NEWS).write_text(text + WARNED, "utf-8")
    time.sleep(0.1)
    assert build(root) == 0
    (root / "content/nyheder/2026-01-10-nyt.md").write_text("---\ntitle: Nyt\ndate: 2026-01-10\n---\nHus.\n", "utf-8")
    capsys.readouterr()
    # The file is known, and what was made of it is gone: so its text is fetched again.
    for file in (root / ".hjemsite").glob("cache.sqlite*"):
        file.unlink()
    replaced: list[int] = []
    opening(NEWS, lambda: replaced.append((root / NEWS).write_text(f"{text}\nEt andet ord.\n", "utf-8")), monkeypatch)
    assert build(root) == 0
    assert replaced
    assert "overskrift-niveau" not in capsys.readouterr().err
    clean = tmp_path / "clean"
    assert build(root, "--clean", "--output", str(clean)) == 0
    assert files(root / "output") == files(clean)
    assert "Et andet ord." in (root / "output/nyheder/kort-nyt/index.html").read_text("utf-8")


def in_use(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: the front page cannot be replaced so many times, for another program has it open."""
    left, real = iter(range(times)), os.replace

    def replace(source: str | Path, target: str | Path) -> None:
        if os.fspath(target).endswith("output/index.html") and next(left, None) is not None:
            error = PermissionError(13, "The process cannot access the file", target)
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_a_file_in_use_is_waited_for(root: Path, usual: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at a file for a moment stops no build (FAULTS E9)."""
    in_use(3, monkeypatch)
    assert build(root) == 0
    assert files(root / "output") == usual


def test_a_file_in_use_for_long_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After two seconds the build gives up, and the old site stands (FAULTS E9)."""
    assert build(root) == 0
    before = files(root / "output")
    site = root / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("title: ", "title: Ny ", 1), "utf-8")
    in_use(6, monkeypatch)
    started = time.monotonic()
    assert build(root) == 3
    assert time.monotonic() - started < 10
    err = capsys.readouterr().err
    assert err.endswith("output/index.html«: Filen er åben i et andet program; luk den der, og prøv igen.\n")
    assert files(root / "output") == before


def test_a_file_one_may_not_touch_is_not_waited_for() -> None:
    """Elsewhere than on Windows the same error is final, and is told as what it is."""
    assert (
        describe_failure(PermissionError(13, "Permission denied", "x"))
        == "»x«: Du har ikke lov til at læse eller skrive her."
    )
