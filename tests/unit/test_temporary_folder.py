"""Folders for other programs: gone when they have been used, and what a killed process left is gone at the next one."""

import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.system.lock import exclusive
from hjemsite.system.temporary_folder import temporary_folder


@pytest.fixture
def system_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_when_it_has_been_used(system_folder: Path) -> None:
    """With all that was put in it, also when its user fails."""
    with pytest.raises(ValueError, match="æv"), temporary_folder() as folder:
        (folder / "a/b").mkdir(parents=True)
        assert folder.parent == system_folder
        raise ValueError("æv")
    assert list(system_folder.iterdir()) == []


def test_what_a_killed_process_left_is_swept_by_the_next(system_folder: Path) -> None:
    """As when a machine runs out of memory, or somebody is in a hurry."""
    child = os.fork()
    if not child:
        with temporary_folder() as folder:
            (folder / "side.html").touch()
            time.sleep(60)
        os._exit(0)
    while not list(system_folder.glob("*/side.html")):
        time.sleep(0.01)
    with temporary_folder():
        assert len(list(system_folder.iterdir())) == 2, "the folder of a process that is at work stays"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with temporary_folder() as mine:
        assert list(system_folder.iterdir()) == [mine]


def strange_name(system_folder: Path) -> Path:
    with exclusive(system_folder / "andet"):
        return system_folder / "andet"


def without_lock(system_folder: Path) -> Path:
    (system_folder / "hjemsite-nyt").mkdir()
    return system_folder / "hjemsite-nyt"


def link(system_folder: Path) -> Path:
    with exclusive(system_folder / "mål"):
        (system_folder / "hjemsite-genvej").symlink_to("mål")
    return system_folder / "mål/lock"


@pytest.mark.parametrize("make", [strange_name, without_lock, link])
def test_what_is_not_ours_stays(system_folder: Path, make: Callable[[Path], Path]) -> None:
    """A folder of another name, one that is just being made, and what a link leads to."""
    stays = make(system_folder)
    with temporary_folder():
        pass
    assert stays.exists()
