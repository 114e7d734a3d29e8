"""The list of all quotes: ways to those of a person, a topic and a year, and few stops for a keyboard."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """---
title: Nyt {0}
date: {1}-03-{2:02}
topics: [{3}]
speakers: [{{name: {4}}}]
quotes: [{{speaker: {4}, text: Vi holder døren åben dag {0}}}]
---

»Vi holder døren åben dag {0},« siger {4}.
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Two people who speak about two topics in three years."""
    root = tmp_path_factory.mktemp("citater")
    (root / "content/nyheder").mkdir(parents=True)
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "content/site.yaml").write_text("title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n")
    for number in range(47):
        values = (number, 2023 + number // 16, number % 16 + 1)
        text = ARTICLE.format(*values, ("bolig", "råd")[number % 2], ("Åse Ågård", "Bo Lund")[number % 3 == 0])
        (root / f"content/nyheder/nyt-{number}.md").write_text(text, encoding="utf-8")
    files = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN))).loaded()
    return {path: data.decode() for path, data in files.items() if path.endswith(".html")}


def filters(page: str) -> dict[str, dict[str, str]]:
    """»Person« → name → address, and so on."""
    groups = re.findall(r"<summary>(.*?)</summary>(.*?)</details>", page, re.DOTALL)
    return {
        title: {name: url for url, name in re.findall('<a href="(.*?)">(.*?)</a>', links)} for title, links in groups
    }


def test_there_are_ways_to_a_person_a_topic_and_a_year(pages: Mapping[str, str]) -> None:
    """Each leads to quotes, and to those that it names, without scripts."""
    links_by_title = filters(pages["citater/index.html"])
    assert {title: [*links] for title, links in links_by_title.items()} == {
        "Person": ["Bo Lund", "Åse Ågård"],
        "Emne": ["bolig", "råd"],
        "År": ["2025", "2024", "2023"],
    }
    for name, url in (pair for links in links_by_title.values() for pair in links.items()):
        path, _, anchor = url.partition("#")
        file = f"{path.lstrip('/')}index.html"
        section = re.search(f'<section[^>]* id="{anchor}">(.*?)</section>', pages[file], re.DOTALL)
        assert section and "<blockquote" in section[1] and (name in section[1] or name in pages[file])


def test_years_begin_where_they_say(pages: Mapping[str, str]) -> None:
    """The first quote behind the way to a year is its newest."""
    _, _, section = pages["citater/side/1/index.html"].partition('id="aar-2023"')
    assert "dag 15" in "".join(pages.values()) and section


def test_a_keyboard_stops_less_than_a_hundred_times(pages: Mapping[str, str]) -> None:
    """The first page is as full as it gets. Behind each quote the script puts a button; what is folded is not met."""
    page = re.sub(r"</summary>.*?</details>", "</summary>", pages["citater/index.html"], flags=re.DOTALL)
    quotes = page.count("<blockquote")
    assert quotes == 23
    assert len(re.findall("<(?:a|button|summary|input)[ >]", page)) + quotes <= 100


def test_other_pages_have_no_ways(pages: Mapping[str, str]) -> None:
    """So what is new does not change them."""
    assert [path for path, text in pages.items() if "<summary>" in text] == ["citater/index.html"]
