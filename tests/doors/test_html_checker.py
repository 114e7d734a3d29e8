"""What the Nu HTML checker says of the finished pages and their style sheet: nothing."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

OPTIONS = ("--stdout", "--format", "json", "--exit-zero-always", "--also-check-css", "--skip-non-html")


PAGE = '<!doctype html><html lang="da"><meta charset="utf-8"><title>Nyt</title><h1>Nyt</h1><img src="a.png">'


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a picture without a text and a misspelt property."""
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "under").mkdir()
    (folder / "under/index.html").write_text(PAGE, encoding="utf-8")
    (folder / "site.css").write_text("body { colr: red }", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def findings(html_checker: Sequence[str], sites: Mapping[str, Path], faulty: Path) -> Mapping[Path, list[str]]:
    """Each folder with every error and warning in its pages and style sheets, as `file:line: what`.

    The checker takes much longer to start than to look at a page, so it starts once.
    """
    # A file on a disk has no origin, so the checker thinks that the policy's 'self' allows nothing, and it takes data
    # for scripts. What a browser says of the policy is told by test_browser.py.
    folders = [*sites.values(), faulty]
    command = [*html_checker, *OPTIONS, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    messages = [
        (
            unquote(urlsplit(message.get("url", "")).path),
            f"{message.get('url')}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')!r}",
        )
        for message in json.loads(done.stdout)["messages"]
        if "violates Content Security Policy" not in message["message"]
    ]
    by_folder = {folder: [text for path, text in messages if Path(path).is_relative_to(folder)] for folder in folders}
    assert sum(map(len, by_folder.values())) == len(messages), messages
    return by_folder


def test_every_page_is_valid(findings: Mapping[Path, list[str]], sites: Mapping[str, Path]) -> None:
    """No page has an error or a warning, nor has the style sheet."""
    for site in sites.values():
        assert len(list(site.rglob("*.html"))) > 10
        assert findings[site] == []


def test_the_checker_finds_faults(findings: Mapping[Path, list[str]], faulty: Path) -> None:
    """The checker is at work: a picture without a text, a heading out of order and a misspelt property are found."""
    messages = "\n".join(findings[faulty])
    assert "must have an “alt” attribute" in messages
    assert "Property “colr” doesn't exist" in messages
