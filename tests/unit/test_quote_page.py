"""A page for each quotation: where it lives, what it says, and what leads there."""

import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n"
ARTICLE = """---
title: Nyt {0}
date: 2026-03-0{0}
{2}speakers: [{{name: Åse Ågård, title: leder}}]
quotes: [{{speaker: Åse Ågård, text: {1}}}]
---

Der er åbent hus.

»{1},« siger Åse Ågård, leder.
"""
SAID = "Vi holder døren åben for alle i vores by"
ADDRESS = "citater/vi-holder-doeren-aaben-for-alle-i-vores/index.html"


def made(root: Path, settings: str = "quote_pages: ja\n") -> Mapping[str, str]:
    """The pages of a site in which two articles say the same, one is corrected, and one says »Side«."""
    (root / "content/nyheder").mkdir(parents=True)
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "content/site.yaml").write_text(SITE + settings, encoding="utf-8")
    corrected = "corrections: [{date: 2026-03-09, text: Huset er rødt.}]\n"
    for number, text, more in ((1, SAID, corrected), (2, SAID, ""), (3, "Side", "")):
        file = root / f"content/nyheder/nyt-{number}.md"
        file.write_text(ARTICLE.format(number, text, more), encoding="utf-8")
    files = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN))).loaded()
    return {path: data.decode() for path, data in files.items() if path.endswith((".html", ".xml"))}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return made(tmp_path_factory.mktemp("citat"))


def test_the_oldest_of_those_that_begin_alike_has_the_words_alone(pages: Mapping[str, str]) -> None:
    """The others end with the name of their article, and so does one whose words are an address of the site's own."""
    assert {path for path in pages if path.startswith("citater/")} == {
        "citater/index.html",
        ADDRESS,
        ADDRESS.replace("/index", "-nyt-2/index"),
        "citater/side-nyt-3/index.html",
    }
    assert "/citater/side-nyt-3/" in pages["sitemap.xml"]


def test_it_says_all_that_a_journalist_needs(pages: Mapping[str, str]) -> None:
    """The words, who said them and as what, when and where, what stands around, and that it is corrected."""
    page = unescape(pages[ADDRESS])
    assert f"<h1>{SAID}</h1>" in page and "leder" in page
    assert '<a href="/nyheder/nyt-1/#citat-vi-holder-doeren-aaben-for-alle-i-vores">Nyt 1</a>' in page
    assert f"<p>“{SAID},” siger Åse Ågård, leder.</p>" in page
    assert "er rettet" in page and "Huset er rødt." in page
    assert "er rettet" not in pages[ADDRESS.replace("/index", "-nyt-2/index")]
    address = "https://noeglen.example/citater/vi-holder-doeren-aaben-for-alle-i-vores/"
    assert re.findall('<p class="cite"[^>]*>(.*?)</p>\n?</dd>', page, re.DOTALL)[:2] == [
        f"“{SAID}” – Åse Ågård, leder, 1. marts 2026. {address}",
        f"Åse Ågård, leder. I: “Nyt 1”. Nøglen, 1. marts 2026. {address}",
    ]
    assert f'"text":"{SAID}"' in page and '"isPartOf"' in page


def test_lists_and_articles_lead_there(pages: Mapping[str, str]) -> None:
    """The list of all quotes by the words, the article where it is signed; its place in the article stays."""
    assert '<a class="own" href="/citater/side-nyt-3/">Side</a>' in pages["citater/index.html"]
    article = pages["nyheder/nyt-1/index.html"]
    assert 'class="place" href="/citater/vi-holder-doeren-aaben-for-alle-i-vores/"' in article
    assert 'id="citat-vi-holder-doeren-aaben-for-alle-i-vores"' in article


def test_without_the_setting_there_are_none(tmp_path: Path) -> None:
    """A site with very many quotes may do without."""
    pages = made(tmp_path, "")
    assert {path for path in pages if path.startswith("citater/")} == {"citater/index.html"}
    assert 'class="place" href="#citat-vi-holder' in pages["nyheder/nyt-1/index.html"]
