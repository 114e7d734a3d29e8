"""Builds that are killed at random moments, and builds that start at the same moment.

`HJEMSITE_KILLS` says which of them are killed, as in `0-500`, which is a night's worth.
"""

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.publishing.manifest import MANIFEST, STAGING
from tests.fixture_site import copy_fixture_site

KILLS = range(*map(int, os.environ.get("HJEMSITE_KILLS", "0-12").split("-")))
FINE, MACHINE = 0, 3
TEXT = "content/nyheder/2025-01-05-kort-nyt.md"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")


def build(root: Path) -> int:
    return main(["--root", str(root), "--as-of", "2026-11-22", "--no-search"])


def start(root: Path) -> int:
    """The number of a process that builds, and says nothing."""
    child = os.fork()
    if not child:
        code = 99
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            code = build(root)
        finally:
            os._exit(code)
    return child


def ends(children: Sequence[int]) -> list[int]:
    """The exit codes of the processes, in order of size."""
    return sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


def site(root: Path) -> dict[str, bytes]:
    """The output folder, without what only the next build needs."""
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    named = ((path.relative_to(root / "output"), path) for path in files)
    return {str(name): path.read_bytes() for name, path in named if name.parts[0] not in (STAGING, MANIFEST)}


def edit(root: Path) -> None:
    """Change a headline, take away an article, add another."""
    file = root / TEXT
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Helt "), "utf-8")
    file.with_name("2025-02-02-et-andet.md").write_text(file.read_text("utf-8").replace("Helt", "Endnu"), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site stands, and whose content has been changed since."""
    root = tmp_path_factory.mktemp("kills") / "site"
    copy_fixture_site(root)
    assert ends([start(root)]) == [FINE]
    edit(root)
    return root


@pytest.fixture(scope="module")
def new(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The site after the change, and how many seconds a build of it takes."""
    root = tmp_path_factory.mktemp("new") / "site"
    shutil.copytree(built, root)
    began = time.monotonic()
    assert ends([start(root)]) == [FINE]
    return site(root), time.monotonic() - began


@pytest.mark.parametrize("seed", KILLS)
def test_a_killed_build_leaves_the_old_site_or_the_new(
    seed: int, built: Path, new: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    """Or it says that it is in between; and the next build needs no help (FAULTS F1)."""
    expected, seconds = new
    chance = random.Random(seed)
    root = tmp_path / "site"
    shutil.copytree(built, root)
    if chance.random() < 0.3:
        shutil.rmtree(root / ".hjemsite")
    for _ in range(chance.choice((1, 1, 2))):
        child = start(root)
        time.sleep(chance.uniform(0, 1.1 * seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if json.loads((root / "output" / MANIFEST).read_bytes())["finished"]:
        assert site(root) in (site(built), expected)
    assert ends([start(root)]) == [FINE]
    assert site(root) == expected and not (root / "output" / STAGING).exists()


@pytest.mark.parametrize("number", range(3))
def test_builds_at_once_make_one_site(
    number: int, built: Path, new: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    """One builds; the others say that it does, or come after it and find nothing to do (FAULTS F3)."""
    root = tmp_path / "site"
    shutil.copytree(built, root)
    if number:
        shutil.rmtree(root / ".hjemsite")
    codes = ends([start(root) for _ in range(2 + number)])
    assert codes[0] == FINE and set(codes) <= {FINE, MACHINE}
    assert site(root) == new[0]
