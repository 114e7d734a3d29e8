"""What is out, what waits, and what has faults: `status`, as an editor and as a program reads it."""

import json
import re
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from tests.previewing import ARTICLE_PATH, make_site, write

NOON = ["--as-of", "2026-11-01 12:00"]


def status_text(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What `status` says of the site in `root` at noon of 1 November 2026."""
    assert main(["--root", str(root), "status", *NOON, *options]) == 0
    return capsys.readouterr().out


def add(root: Path, name: str, fields: str) -> None:
    """An article about Fanø `name`, with further `fields`; no two are alike."""
    date = "" if "date:" in fields else "date: 2022-10-01\n"
    text = f"---\n{date}title: Fanø {name}\n{fields}\n---\n\nAlle {name} {name}-huse {name}-stuer er {name}-gode.\n"
    write(root, f"content/nyheder/{name}.md", text)


def test_a_quiet_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(tmp_path)
    assert status_text(tmp_path, capsys).splitlines() == [
        "1 nyhed er ude: »Tidselfonden åbner døre på Ærø« fra 28. september 2022.",
        "Intet er planlagt.",
        "Ingen fejl.",
    ]


def test_what_is_out_what_waits_and_what_has_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Drafts by their headlines, plans in order of time, files with their faults; nothing is written."""
    make_site(tmp_path)
    add(tmp_path, "klar", "embargo: 2026-12-03 09:00")
    add(tmp_path, "kort", "expires: 2026-11-20")
    add(tmp_path, "udkast", "draft: ja")
    add(tmp_path, "skæv", "date: i går")
    before = {path for path in tmp_path.rglob("*") if ".hjemsite" not in path.parts}
    text = status_text(tmp_path, capsys)
    assert text.splitlines() == [
        "2 nyheder er ude; den nyeste er »Fanø kort« fra 1. oktober 2022.",
        "1 kladde: »Fanø udkast«.",
        "Planlagt:",
        "- den 20. november 2026: »Fanø kort« tages af, for så udløber den (content/nyheder/kort.md)",
        "- den 3. december 2026 kl. 9.00: »Fanø klar« kommer ud, for så slutter dens embargo (content/nyheder/klar.md)",
        "1 fejl: content/nyheder/skæv.md (1 fejl). Kommandoen check viser dem.",
    ]
    assert {path for path in tmp_path.rglob("*") if ".hjemsite" not in path.parts} == before


def test_ten_lines_are_enough_for_any_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is left out is counted; a program gets all of it."""
    make_site(tmp_path)
    for number in range(1, 8):
        add(tmp_path, f"plan-{number}", f"embargo: 2026-12-0{number}")
        add(tmp_path, f"kladde-{number}", "draft: ja")
        add(tmp_path, f"fejl-{number}", "date: i går")
    lines = status_text(tmp_path, capsys).splitlines()
    assert len(lines) <= 10
    assert lines[1].startswith("7 kladder: ")
    assert lines[1].endswith(" og 4 til.")
    assert "- og 3 mere, den sidste den 7. december 2026" in lines
    assert re.search(r" og \d+ til\. Komm", lines[-1])
    status = json.loads(status_text(tmp_path, capsys, "--format", "json"))
    assert (status["public"], status["newest"]["source"]) == (1, ARTICLE_PATH)
    assert [len(status[part]) for part in ("drafts", "plans")] == [7, 7]
    assert {f"content/nyheder/fejl-{number}.md" for number in range(1, 8)} <= status["faults"].keys()
    assert status["plans"][0]["time"] == "2026-12-01T00:00:00+01:00"


def test_a_site_without_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(tmp_path)
    (tmp_path / ARTICLE_PATH).unlink()
    assert status_text(tmp_path, capsys).startswith("Ingen nyheder er ude endnu.\nIntet er planlagt.\n")
