"""Long words may be divided where they are shown large or narrow, and nowhere else."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from pyphen import Pyphen

from hjemsite.danish import COPENHAGEN
from hjemsite.danish.hyphenation import SOFT_HYPHEN, breakable, pattern_places
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]
SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\nquote_pages: ja\n"
ARTICLE = """---
title: Hjemløshedsindsatsen begynder
date: 2026-03-01
speakers: [{name: Åse Ågård, title: kommunalbestyrelsesmedlem}]
quotes: [{speaker: Åse Ågård, text: Boligselskaberne og opgangsfællesskaberne er med}]
---

»Boligselskaberne og opgangsfællesskaberne er med,« siger Åse Ågård.

## Opgangsfællesskaberne

| Dato | Sted | Arrangement | Pris |
| --- | --- | --- | --- |
| 3. december | Aagaard | Generalforsamlingen | `Generalforsamlingen` |
"""


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("December på Frederiksberg", "December på Frede|riks|berg"),
        ("Nordvestsjællands og Sydøstjyllands", "Nordvest|sjællands og Sydøst|jyllands"),
        ("Nordsjællandske og Sydslesvigske", "Nord|sjællandske og Sydslesvigske"),
        ("hjemløshed og boligpolitik", "hjemløshed og boligpolitik"),
        ("Boligorganisationernes", "Bolig|or|ga|ni|sa|tio|nernes"),
        ("kommunalbestyrelsesmedlem", "kommunal|bestyrelses|medlem"),
        ("socialistiske", "soci|ali|stiske"),
        ("Ringkøbing-Skjern Kommune", "Ringkøbing-Skjern Kommune"),
        ("https://www.example.dk/1234567890123456", "https://www.example.dk/1234567890123456"),
        ("", ""),
    ],
)
def test_words_are_divided_where_danes_do(text: str, divided: str) -> None:
    """Behind the first part of a compound, and else by the patterns; a word of less than 13 letters never."""
    assert breakable(text).replace(SOFT_HYPHEN, "|") == divided


def test_patterns_mean_what_pyphen_says() -> None:
    """The package is not loaded for its dictionary, and every long word of our own texts is divided as it would."""
    places = Pyphen(lang="da_DK", left=0, right=0).positions
    words = {
        word.lower() for path in ROOT.glob("docs/*.md") for word in re.findall(r"[^\W\d_]+", path.read_text("utf-8"))
    }
    assert len(words) > 3_000
    assert [word for word in words if list(pattern_places(word)) != places(word)] == []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    root = tmp_path_factory.mktemp("ord")
    (root / "content/nyheder").mkdir(parents=True)
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "content/site.yaml").write_text(SITE, encoding="utf-8")
    (root / "content/nyheder/nyt.md").write_text(ARTICLE, encoding="utf-8")
    output = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN), search=True)).loaded()
    return {path: data.decode() for path, data in output.items() if not path.endswith((".docx", ".png", ".woff2"))}


def test_headlines_quotes_and_tables_have_soft_hyphens(files: Mapping[str, str]) -> None:
    """Where there is little room; never in a sample of code."""
    article = files["nyheder/nyt/index.html"].replace(SOFT_HYPHEN, "|")
    assert ">Hjemløsheds|indsatsen begynder</h1>" in article
    assert ">Opgangs|fæl|les|ska|berne</h2>" in article
    assert "<td>Gene|ral|for|sam|lingen</td>" in article
    assert "<code>Generalforsamlingen</code>" in article
    quotes = files["citater/index.html"].replace(SOFT_HYPHEN, "|")
    assert "Bolig|selskaberne og opgangs|fæl|les|ska|berne er med" in quotes


def test_a_table_moves_in_a_box(files: Mapping[str, str]) -> None:
    """A keyboard reaches it."""
    assert (
        '<div class="bred-tabel" role="group" aria-label="Tabel" tabindex="0"><table>'
        in files["nyheder/nyt/index.html"]
    )


def test_nothing_else_has_any(files: Mapping[str, str]) -> None:
    """Titles, descriptions, data, feeds, search and files to take away are as they were written."""
    having = {path for path, text in files.items() if SOFT_HYPHEN in text}
    assert {Path(path).suffix for path in having} == {".html"}
    for path in having:
        head = files[path].partition("<body>")[0]
        assert SOFT_HYPHEN not in head, path
    assert json.loads(files["feed.json"])["items"][0]["title"] == "Hjemløshedsindsatsen begynder"
