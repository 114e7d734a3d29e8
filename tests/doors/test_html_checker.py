"""What the Nu HTML checker says of the finished pages and their style sheet: nothing."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

OPTIONS = ("--stdout", "--format", "json", "--exit-zero-always", "--also-check-css", "--skip-non-html")


def findings(checker: Sequence[str], *folders: Path) -> list[str]:
    """Every error and warning in the pages and style sheets below the folders, as `file:line: what`."""
    # A file on a disk has no origin, so the checker thinks that the policy's 'self' allows nothing, and it takes data
    # for scripts. What a browser says of the policy is told by test_browser.py.
    done = subprocess.run([*checker, *OPTIONS, *map(str, folders)], capture_output=True, encoding="utf-8", check=True)
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(done.stdout)["messages"]
        if "violates Content Security Policy" not in message["message"]
    ]


def test_every_page_is_valid(html_checker: list[str], sites: Mapping[str, Path]) -> None:
    """No page has an error or a warning, nor has the style sheet."""
    for site in sites.values():
        assert len(list(site.rglob("*.html"))) > 10
    assert findings(html_checker, *sites.values()) == []


def test_the_checker_finds_faults(html_checker: list[str], tmp_path: Path) -> None:
    """The checker is at work: a picture without a text, a heading out of order and a misspelt property are found."""
    page = '<!doctype html><html lang="da"><meta charset="utf-8"><title>Nyt</title><h1>Nyt</h1><img src="a.png">'
    (tmp_path / "under").mkdir()
    (tmp_path / "under/index.html").write_text(page, encoding="utf-8")
    (tmp_path / "site.css").write_text("body { colr: red }", encoding="utf-8")
    found = "\n".join(findings(html_checker, tmp_path))
    assert "must have an “alt” attribute" in found
    assert "Property “colr” doesn't exist" in found
