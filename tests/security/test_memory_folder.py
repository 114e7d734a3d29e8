"""The folder `.hjemsite` may come from anybody: no link is followed, nothing of others is touched, no key is in it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.cache.secret import VARIABLE
from hjemsite.cli.console import DISCARDED
from hjemsite.cli.main import main
from hjemsite.pipeline.state import LAST_BUILD, STATE
from tests import program
from tests.fixture_site import copy_built_site
from tests.previewing import make_site

PLACES = ("", "/lock", "/cache.sqlite", "/cache.sqlite-wal", f"/{LAST_BUILD}", f"/.{STATE}.1.new", "/x")
"""Below the project folder, after `.hjemsite`."""

OTHERS = (("check",), ("next",), ("build", "--clean"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_site(tmp_path_factory.mktemp("memory") / "site")
    assert build(root) == 0
    return root


def build(root: Path) -> int:
    return main(["--root", str(root), "--as-of", "2026-11-22", "--no-search"])


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *((name, ("build",)) for name in PLACES),
        *(("/lock", command) for command in (("check",), ("next",), ("build", "--clean"))),
    ],
)
def test_a_link_is_refused_by_name(
    built: Path, tmp_path: Path, name: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder itself, any file in it, also one that nobody would look at; before anything is read or written."""
    root = copy_built_site(built, tmp_path / "site")
    target = tmp_path / "udenfor"
    if name:
        target.write_text("vigtigt")
        (root / f".hjemsite{name}").unlink(missing_ok=True)
    else:
        (root / ".hjemsite").rename(target)
    (root / f".hjemsite{name}").symlink_to(target)
    before = everything(tmp_path)
    assert main(["--root", str(root), *command, "--as-of", "2026-11-22"]) == 3
    err = capsys.readouterr().err
    assert f"»{root}/.hjemsite{name}« er en genvej (et symbolsk link) til »{target}«." in err and "Slet genvejen" in err
    assert everything(tmp_path) == before
    (root / f".hjemsite{name}").unlink()
    assert main(["--root", str(root), *command, "--as-of", "2026-11-22"]) == 0


@pytest.mark.parametrize("name", ["lock", "cache.sqlite", LAST_BUILD])
def test_a_second_name_of_a_file_elsewhere_is_refused(
    built: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written into it, for it would be written there, too."""
    root = copy_built_site(built, tmp_path / "site")
    (tmp_path / "vigtig.txt").write_text("vigtigt")
    (root / ".hjemsite" / name).unlink()
    (root / ".hjemsite" / name).hardlink_to(tmp_path / "vigtig.txt")
    assert build(root) == 3
    assert "(et hårdt link)" in capsys.readouterr().err
    assert (tmp_path / "vigtig.txt").read_text() == "vigtigt"
    (root / ".hjemsite" / name).unlink()
    assert build(root) == 0


def test_a_pipe_is_refused(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody waits for what never comes."""
    root = copy_built_site(built, tmp_path / "site")
    (root / ".hjemsite" / STATE).unlink()
    os.mkfifo(root / ".hjemsite" / STATE)
    assert build(root) == 3
    assert "er hverken en fil eller en mappe" in capsys.readouterr().err


def test_what_is_no_folder_is_refused(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in the place of the memory would leave two builds without a lock between them."""
    root = tmp_path / "site"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns(".hjemsite"))
    (root / ".hjemsite").write_text("x")
    assert build(root) == 3
    assert f"»{root}/.hjemsite« er ikke en mappe." in capsys.readouterr().err
    (root / ".hjemsite").unlink()
    assert build(root) == 0


def test_a_folder_of_somebody_elses_stays(built: Path, tmp_path: Path) -> None:
    """Where one of our files belongs: nothing in it is deleted, and the site is built without."""
    root = copy_built_site(built, tmp_path / "site")
    for name in (LAST_BUILD, STATE, "cache.sqlite", "lock"):
        (root / ".hjemsite" / name).unlink()
        (root / ".hjemsite" / name / "noter").mkdir(parents=True)
    assert build(root) == 0
    assert main(["--root", str(root), "--as-of", "2026-11-22", "--no-search", "--clean"]) == 0
    assert all((root / ".hjemsite" / name / "noter").is_dir() for name in (LAST_BUILD, STATE, "cache.sqlite", "lock"))


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file, folder and link below `folder`: when it was last changed, and its size."""
    files = ((path, path.lstat()) for path in folder.rglob("*"))
    return {str(path): (status.st_mtime_ns, status.st_size) for path, status in files}


# --- the secret


def test_the_secret_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    """The first build makes it, outside the site and for its owner's eyes; what that seals is believed by the next."""
    root, home = make_site(tmp_path / "site"), tmp_path / "hjem"
    assert [run_alone(root, home).returncode for _ in range(2)] == [0, 0]
    (file,) = (path for path in home.rglob("*") if path.is_file())
    assert file.name == "secret" and file.stat().st_mode & 0o777 == 0o600
    (root / "content/nyheder/ny.md").write_text("---\ntitle: Ny\ndate: 2026-11-01\n---\n\nNyt.\n", encoding="utf-8")
    assert DISCARDED not in run_alone(root, home).stderr


def let_others_read(file: Path) -> None:
    file.chmod(0o644)


def cut_off(file: Path) -> None:
    file.write_bytes(b"kort")


@pytest.mark.parametrize("harm", [let_others_read, cut_off, Path.unlink])
def test_a_secret_that_is_none_is_made_anew(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """Others can read it, as they can all that comes out of git; it is cut off; it is gone."""
    root, home = make_site(tmp_path / "site"), tmp_path / "hjem"
    run_alone(root, home)
    file = home / "hjemsite/secret"
    before = file.read_bytes()
    harm(file)
    assert DISCARDED in run_alone(root, home).stderr
    assert file.read_bytes() != before and file.stat().st_mode & 0o777 == 0o600
    assert DISCARDED not in run_alone(root, home).stderr


def test_a_host_keeps_the_secret_in_a_file_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made where there is none, and is the same with other rights and times, as after a cache was restored."""
    root, file = make_site(tmp_path / "site"), tmp_path / "site/.hjemsite/secret"
    monkeypatch.setenv("HJEMSITE_SECRET_FILE", str(file))
    assert run_alone(root, tmp_path / "hjem").returncode == 0
    assert not (tmp_path / "hjem").exists() and len(file.read_bytes()) == 32
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)
    file.chmod(0o644)
    assert DISCARDED not in run_alone(root, tmp_path / "another").stderr
    cut_off(file)
    assert DISCARDED in run_alone(root, tmp_path / "another").stderr
    assert len(file.read_bytes()) == 32


def test_a_copy_of_the_secret_is_another(tmp_path: Path) -> None:
    """It may lie in the project, where a container has its user's home, and be committed: its bytes are not enough."""
    root = make_site(tmp_path / "site")
    run_alone(root, root)
    file = root / "hjemsite/secret"
    data = file.read_bytes()
    file.unlink()
    file.touch(0o600)
    file.write_bytes(data)
    assert DISCARDED in run_alone(root, root).stderr
    assert file.read_bytes() == data
    assert DISCARDED not in run_alone(root, root).stderr


def test_where_no_secret_can_be_kept_the_site_is_built(tmp_path: Path) -> None:
    """Every time from the beginning, and it says so."""
    root = make_site(tmp_path / "site")
    (tmp_path / "fil").write_text("")
    assert run_alone(root, tmp_path / "fil").returncode == 0
    assert DISCARDED in run_alone(root, tmp_path / "fil").stderr


def test_ci_may_give_the_secret(tmp_path: Path) -> None:
    """Then what one machine has kept is believed on another, and nowhere else."""
    root = make_site(tmp_path / "site")
    given = {VARIABLE: "x" * 40}
    run_alone(root, tmp_path / "en", **given)
    assert DISCARDED not in run_alone(root, tmp_path / "to", **given).stderr
    assert DISCARDED in run_alone(root, tmp_path / "to", **{VARIABLE: ""}).stderr
    assert not (tmp_path / "en").exists()


def run_alone(root: Path, home: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """A build in a process of its own, whose state lies below `home`."""
    words = ["--root", str(root), "--as-of", "2026-11-22", "--no-search"]
    environment = {**os.environ, VARIABLE: "", "XDG_STATE_HOME": str(home), **more}
    return program.run(words, environment, capture_output=True, encoding="utf-8")
