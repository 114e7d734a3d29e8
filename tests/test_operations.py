"""The guides for those who run a site, tried: each command that they ask for is run, in the order of the page."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import program
from tests.guide import blocks

ROOT = Path(__file__).resolve().parents[1]
EXPORT = ROOT / "tests/cases/import/w02-slugs.xml"


def commands(page: str) -> list[str]:
    """What somebody types who follows the page."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [line for block in blocks(text) if block.words == ("step",) for line in block.text.splitlines()]


def typed(line: str, folder: Path, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a line of the page in `folder`: hjemsite in a process of its own, what it says in the file after `>`."""
    command, _, file = line.partition(" > ")
    if not command.startswith("hjemsite "):
        shell = ["bash", "-eu", "-c", line]
        return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    words = shlex.split(command)[1:]
    done = program.run(words, environment, cwd=folder, capture_output=True, encoding="utf-8")
    if file:
        (folder / file).write_text(done.stdout, encoding="utf-8")
    return done


@pytest.mark.parametrize("page", ["drift.md", "operations.md"])
def test_whoever_does_what_the_page_says_has_a_site(page: str, tmp_path: Path) -> None:
    """From nothing to a public site, back to what it was, and with the news of a site made with WordPress.

    GitHub is a repository on this machine, and the folder of the server is another.
    """
    shutil.copy(EXPORT, tmp_path / "eksport.xml")
    (tmp_path / "uploads").mkdir()
    name = "alliancen" if page == "drift.md" else "alliance"
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / f"github/{name}.git"], check=True)
    (tmp_path / "gitconfig").write_text(
        f'[user]\nname = Red\nemail = red@brobyggerne.example\n[url "{tmp_path}/github/"]\n'
        "insteadOf = https://github.com/brobyggerne/\n"
    )
    (tmp_path / "www").mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "HJEMSITE_SECRET": "på prøve",
    }
    folder = tmp_path
    for line in commands(page):
        if line.startswith("cd "):
            folder /= line.removeprefix("cd ")
            continue
        done = typed(line.replace("/srv/www", str(tmp_path / "www")), folder, environment)
        assert done.returncode == 0, (line, done.stdout[-3000:], done.stderr[-3000:])
    site, public = tmp_path / name, tmp_path / "www" / name
    pushed = subprocess.run(
        ["git", "-C", tmp_path / f"github/{name}.git", "ls-tree", "--name-only", "main", ".github/workflows/"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert pushed.stdout == ".github/workflows/site.yml\n"
    assert "Brobyggerne" in (public / "index.html").read_text("utf-8")
    assert "bromøde" not in (public / "om/index.html").read_text("utf-8")
    articles = [file.read_text("utf-8") for file in (site / "content/nyheder").glob("*.md")]
    assert sum("\nredirects:" in text for text in articles) >= 1
    assert "Strict-Transport-Security" in (tmp_path / f"{name}.conf").read_text("utf-8")
