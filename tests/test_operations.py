"""The guides for those who run a site, tried: each command that they ask for is run, in the order of the page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide import blocks

ROOT = Path(__file__).resolve().parents[1]
EXPORT = ROOT / "tests/cases/import/w02-slugs.xml"


def commands(page: str) -> list[str]:
    """What somebody types who follows the page."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [line for block in blocks(text) if block.words == ("step",) for line in block.text.splitlines()]


@pytest.mark.parametrize("page", ["drift.md", "operations.md"])
def test_whoever_does_what_the_page_says_has_a_site(page: str, tmp_path: Path) -> None:
    """From nothing to a public site, back to what it was, and with the news of a site made with WordPress.

    GitHub is a repository on this machine, and the folder of the server is another.
    """
    shutil.copy(EXPORT, tmp_path / "eksport.xml")
    (tmp_path / "uploads").mkdir()
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/hjemsite"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hjemsite "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    name = "alliancen" if page == "drift.md" else "alliance"
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / f"github/{name}.git"], check=True)
    (tmp_path / "gitconfig").write_text(
        f'[user]\nname = Red\nemail = red@brobyggerne.example\n[url "{tmp_path}/github/"]\n'
        "insteadOf = https://github.com/brobyggerne/\n"
    )
    (tmp_path / "www").mkdir()
    typed = "\n".join(commands(page)).replace("/srv/www", str(tmp_path / "www"))
    environment = {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "HJEMSITE_SECRET": "på prøve",
    }
    done = subprocess.run(
        ["bash", "-eu", "-c", typed], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
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
