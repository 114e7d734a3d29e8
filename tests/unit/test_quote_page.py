"""A page for each quotation: where it lives, what it says, and what leads there."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

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


CORRECTED = "corrections: [{date: 2026-03-09, text: Huset er rødt.}]\n"
ARTICLES = ((1, SAID, CORRECTED), (2, SAID, ""), (3, "Side", ""))
"""Two say the same, one of them is corrected, and one says »Side«."""


def pages_of(
    root: Path, settings: str = "quote_pages: ja\n", articles: Iterable[tuple[int, str, str]] = ARTICLES
) -> Mapping[str, str]:
    """The pages of a site with `articles`: the number, what is said, and further fields."""
    (root / "content/nyheder").mkdir(parents=True, exist_ok=True)
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "content/site.yaml").write_text(SITE + settings, encoding="utf-8")
    for number, text, more in articles:
        file = root / f"content/nyheder/nyt-{number}.md"
        file.write_text(ARTICLE.format(number, text, more), encoding="utf-8")
    files = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN))).loaded()
    return {path: data.decode() for path, data in files.items() if path.endswith((".html", ".xml"))}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return pages_of(tmp_path_factory.mktemp("citat"))


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
    assert re.findall('<p class="cite"[^>]*>(.*?)</p>', page, re.DOTALL)[:2] == [
        f"“{SAID}” – Åse Ågård, leder, 1. marts 2026. {address}",
        f"Åse Ågård, leder. I: “Nyt 1”. Nøglen, 1. marts 2026. {address}",
    ]
    assert f'"text":"{SAID}"' in page and '"isPartOf"' in page


def test_its_card_has_the_words(pages: Mapping[str, str]) -> None:
    """Another than that of the article, described by what it shows."""
    own, article = (_card(pages[path], "") for path in (ADDRESS, "nyheder/nyt-1/index.html"))
    assert own != article
    assert _card(pages[ADDRESS], ":alt") == f"“{SAID}”. Åse Ågård, leder. 1. marts 2026. Nøglen"


def _card(page: str, property_: str) -> str:
    match = re.search(f'og:image{property_}" content="([^"]+)"', page)
    assert match
    return match[1]


def test_a_card_shows_whole_sentences(tmp_path: Path) -> None:
    """Of a long quote the first ones; where there is none, or a letter is missing, the article's card serves."""
    long = "Så det er vi " * 30
    texts = {1: f"Vi er klar. {long}og sådan er det", 2: f"{long}og sådan er det", 3: "Київ er langt væk"}
    pages = pages_of(tmp_path, articles=[(number, text, "") for number, text in texts.items()])
    shown = {
        _card(page, ":alt") for path, page in pages.items() if path.startswith("citater/") and "H1" in page.upper()
    }
    assert shown == {
        "“Vi er klar. …”. Åse Ågård, leder. 1. marts 2026. Nøglen",
        *(f"Nyt {number}. {number}. marts 2026. Nøglen" for number in (2, 3)),
        "Nøglen. noeglen.example",
    }


def test_what_stands_around_is_said_once(pages: Mapping[str, str], tmp_path: Path) -> None:
    """The paragraph before, and of a long quote only the beginning and the end."""
    assert "<p>Der er åbent hus.</p>" in pages[ADDRESS]
    long = f"Vi er klar til at {'tage imod alle og ' * 20}hver af dem"
    page = next(
        page for path, page in pages_of(tmp_path, articles=[(1, long, "")]).items() if "citater/vi-er-klar" in path
    )
    assert (
        "<p>“Vi er klar til at tage imod alle […] og tage imod alle og hver af dem,” siger Åse Ågård, leder.</p>"
        in page
    )


def test_lists_and_articles_lead_there(pages: Mapping[str, str]) -> None:
    """The list of all quotes by the words, the article where it is signed; its place in the article stays."""
    assert '<a class="own" href="/citater/side-nyt-3/">Side</a>' in pages["citater/index.html"]
    article = pages["nyheder/nyt-1/index.html"]
    assert 'class="place" href="/citater/vi-holder-doeren-aaben-for-alle-i-vores/"' in article
    assert 'id="citat-vi-holder-doeren-aaben-for-alle-i-vores"' in article


@pytest.mark.parametrize("settings", ["quote_pages: ja\n", ""], ids=["own pages", "none"])
def test_every_list_leads_where_the_list_of_all_does(tmp_path: Path, settings: str) -> None:
    """From the front page, a person, a member, a topic and a page of the editors' own: to the quote, or its place."""
    for path, text in {
        "medlemmer/tidselfonden.md": "name: Tidselfonden\nkind: fond\n---\n",
        "sider/om-os.md": "title: Om os\nshow: {quotes: {most: 3}}\n---\n",
        "nyheder/fest.md": ARTICLE.format(4, SAID, "topics: døre\n")
        .removeprefix("---\n")
        .replace("title: leder", "title: leder, member: tidselfonden"),
    }.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True)
        (tmp_path / "content" / path).write_text(f"---\n{text}", encoding="utf-8")
    pages = pages_of(tmp_path, settings, ())
    words = SAID if not settings else f'<a class="own" href="/{ADDRESS.removesuffix("index.html")}">{SAID}</a>'
    for path in ("", "citater/", "personer/aase-aagaard/", "medlemmer/tidselfonden/", "emner/doere/", "om-os/"):
        shown = pages[f"{path}index.html"].replace("\u00ad", "")
        assert (
            f'<blockquote cite="/nyheder/fest/#citat-vi-holder-doeren-aaben-for-alle-i-vores"><p>{words}</p>' in shown
        )


def test_without_the_setting_there_are_none(tmp_path: Path) -> None:
    """A site with very many quotes may do without."""
    pages = pages_of(tmp_path, "")
    assert {path for path in pages if path.startswith("citater/")} == {"citater/index.html"}
    assert 'class="place" href="#citat-vi-holder' in pages["nyheder/nyt-1/index.html"]
