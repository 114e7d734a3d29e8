"""Addresses follow from paths alone, in letters that every browser and server shows alike."""

import json
import random
import re
import shutil
import time
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hjemsite.model.article_files import downloads
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.urls import (
    ASSETS,
    DATA,
    NEWS,
    PEOPLE,
    PICTURES,
    PRIVACY,
    SEARCH_INDEX,
    TOPICS,
    Url,
    address,
    ascii_address,
    feed_urls,
    file_address,
    file_path,
    is_reserved,
    name_of,
    numbered,
    person_url,
    slug,
    slug_of,
    topic_url,
    year_url,
)  # fmt: skip

SLUGS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors/slugs.json").read_text("utf-8"))["vectors"]


@pytest.mark.parametrize("vector", SLUGS, ids=lambda vector: vector["slug"])
def test_a_slug_says_the_text(vector: dict[str, Any]) -> None:
    """Each vector, stored as one letter or as letter and accent."""
    longest = vector.get("maxlen", 80)
    assert slug(vector["input"], longest) == vector["slug"]
    assert slug(unicodedata.normalize("NFD", vector["input"]), longest) == vector["slug"]


def test_a_long_text_has_a_slug_at_once() -> None:
    """The words that do not fit are not joined again and again."""
    start = time.process_time()
    assert slug("aa " * 300_000, 8) == "aa-aa-aa"
    assert time.process_time() - start < 2


def test_signs_of_other_scripts_stay_apart() -> None:
    """A sharp s is two letters within a word, too, and a letter that has no spelling in a-z gives the slug a mark."""
    assert [slug(name) for name in ("Weißensee", "Guðrún", "Sacré-Cœur")] == ["weissensee", "gudrun", "sacre-coeur"]
    assert slug("Huset ↀ").startswith("huset-") and slug("Huset ↀ") != slug("Huset ↁ")


def test_an_address_is_written_as_programs_do() -> None:
    """The domain in Punycode, and other letters percent-encoded; one that has only a-z stays as it is."""
    assert (
        ascii_address("https://blåbær.example/på-tur?a=æ#ø")
        == "https://xn--blbr-roah.example/p%C3%A5-tur?a=%C3%A6#%C3%B8"
    )
    assert ascii_address("https://noeglen.example/a b") == "https://noeglen.example/a b"


def test_a_slug_has_only_letters_figures_and_single_hyphens() -> None:
    """Whatever goes in; and a slug of a slug is the slug."""
    chance = random.Random(2026)
    signs = "aå æøÅ/.%?#\"'<>&+-_…–’\u00ad\u202e\u200b\0\n1ßüéЖ漢😀\u0301"
    for _ in range(3000):
        text = "".join(chance.choices(signs, k=chance.randint(0, 40)))
        result = slug(text)
        assert re.fullmatch("|[a-z0-9]+(-[a-z0-9]+)*", result), (text, result)
        assert slug(result) == result


@pytest.mark.parametrize("text", ["", "–", "😀", "\u200b", "\u0301", "\u09be"])
def test_nothing_sayable_is_an_empty_slug(text: str) -> None:
    """The caller must see that there is no address, and not get one made up."""
    assert slug(text) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Олена Шевченко", "olena-sjevtjenko"),
        ("Юлія Щербак-Ґонта", "julija-sjtjerbak-gonta"),
        ("Фёдор Подъячев", "fjodor-podjatjev"),
        ("Љубица Њeгош", "ljubitsa-njegosj"),
        ("Γιώργος Παπαδόπουλος", "giorgos-papadopoulos"),
        ("Đặng Thị Hà", "dang-thi-ha"),
        ("Işık Öztürk", "isik-oeztuerk"),
        ("Ŋuŋa Ŧorve", "ngunga-torve"),
        ("٢٠٢٤", "2024"),
    ],
)
def test_names_of_other_alphabets_are_spelt_as_danes_spell_them(name: str, expected: str) -> None:
    """Russian and Ukrainian by the Danish transliteration, also when letter and accent are stored apart."""
    assert slug(name) == slug(unicodedata.normalize("NFD", name)) == slug(name.upper()) == expected


def test_letters_without_a_spelling_are_left_to_a_mark() -> None:
    """It stays, it tells names apart that would read alike without those letters, and it fits the length."""
    names = [
        "王小明",
        "李雷",
        "محمد علي",
        "محمد",
        "C 王",
        "C 李",
        "ქეთი",
        "わたし",
        "अमित",
        "C",
        "漢" * 300,
        "漢" * 301,
    ]
    slugs = [slug(name) for name in names]
    assert len(set(slugs)) == len(names)
    assert slugs[0] == slug(" 王小明 ") == "navn-acf979cc"
    assert all(re.fullmatch("(navn|c)-[0-9a-f]{8}|c", result) for result in slugs)
    assert len(slug("ord 漢 " * 99, longest=60)) <= 60


def test_a_long_word_is_cut() -> None:
    """No piece is longer than asked for, even where there is no word to cut at."""
    assert slug("å" * 300, longest=60) == "a" * 60
    assert len(slug("meget lange ord " * 50)) <= 80


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/nyheder/2022-09-28-aalborg-kommune.md", "/nyheder/aalborg-kommune/"),
        ("content/nyheder/2022/2022-09-28-aalborg-kommune/index.md", "/nyheder/aalborg-kommune/"),
        ("content/nyheder/2022/09/28/Ærø.md", "/nyheder/aeroe/"),
        ("content/nyheder/A\u030aben dør.md", "/nyheder/aaben-doer/"),
        ("content/medlemmer/aagaard-kommune.md", "/medlemmer/aagaard-kommune/"),
        ("content/personer/søren-nørgaard.md", "/personer/soeren-noergaard/"),
        ("content/sider/om.md", "/om/"),
        ("content/sider/index.md", "/index/"),
        ("content/nyheder/2022-09-28.md", "/nyheder/2022-09-28/"),
        ("content/nyheder/../../evil.md", "/nyheder/evil/"),
        ("content/nyheder/%2e%2e.md", "/nyheder/2e-2e/"),
        ("content/nyheder/–.md", None),
        ("content/nyheder/foto.jpg", None),
        ("content/andet/x.md", None),
        ("content/site.yaml", None),
        ("nyheder/x.md", None),
    ],
)
def test_an_address_follows_from_the_path(path: str, expected: str | None) -> None:
    """The date and the folders between are for the editor's order; nothing leaves its section."""
    assert address(path) == expected


def test_a_bundle_is_called_after_its_folder() -> None:
    """And a single file after itself."""
    assert name_of("content/nyheder/2022-09-28-aeroe/index.md") == "2022-09-28-aeroe"
    assert name_of("content/nyheder/2022-09-28-aeroe.md") == "2022-09-28-aeroe"
    assert slug_of("content/nyheder/2022-09-28-aeroe/index.md") == slug_of("content/nyheder/2022-09-28-aeroe.md")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Åben dør.JPG", "/nyheder/aeroe/aaben-doer.jpg"), ("😀.png", "/nyheder/aeroe/fil.png")],
)
def test_a_file_of_a_bundle_lives_below_its_page(name: str, expected: str) -> None:
    """With its ending in small letters."""
    assert file_address(Url("/nyheder/aeroe/"), name) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/", "index.html"), ("/nyheder/", "nyheder/index.html"), ("/feed.xml", "feed.xml"), ("/404.html", "404.html")],
)
def test_the_file_of_an_address(url: str, expected: str) -> None:
    """An address that ends with a slash is a folder's index."""
    assert file_path(Url(url)) == expected


def test_every_address_of_the_site_itself_is_in_the_table(tmp_path: Path) -> None:
    """What a build makes beside the pages of sources and their files is reserved, or in a folder of the site's own."""
    root = Path(__file__).parents[2]
    shutil.copytree(root / "tests/sites/noeglen/content", tmp_path / "content")
    (tmp_path / "templates").symlink_to(root / "templates")
    built = build(BuildOptions(tmp_path, datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/Copenhagen"))))
    old = {address for owner in built.site.owners() for address in getattr(owner, "redirects", ())}
    sources = tuple(owner.url for owner in built.site.owners())
    below = (ASSETS, PICTURES, SEARCH_INDEX, DATA, PEOPLE, TOPICS, *sources)
    urls = {f"/{path.removesuffix('index.html')}" for path in built.files}
    rest = {url for url in urls - old if not url.startswith(below)}
    assert len(rest) > 15
    # An editor may write that page.
    assert {url for url in rest if not is_reserved(url)} == {PRIVACY}


def test_an_address_that_no_page_has_is_free() -> None:
    """Lists of years and numbers are not the only ones with digits in them."""
    for url in ("/nyheder/20222/", "/nyheder/side-om-side/", "/om/", "/emner/bolig/", "/assets/gammel.pdf", "/feed/"):
        assert not is_reserved(url)


KEPT = """
/ /nyheder/ /medlemmer/ /personer/ /citater/ /emner/ /presse/ /foelg-med/ /was/ /soeg/ /404.html /feed.xml /rss.xml
/feed.json /feeds.opml /sitemap.xml /sitemap-news.xml /sitemap-1.xml /sitemap-20.xml /robots.txt /llms.txt
/.well-known/security.txt /gade.svg /_headers /_redirects
/assets/ /billeder/ /soeg/indeks/ /data/ /data/v1/ /data/v1/articles.json /data/v2/x/ /nyheder/1999/
/nyheder/2026/ /nyheder/side/ /nyheder/side/2/ /nyheder/side/31/ /citater/side/ /citater/side/2/ /sider/ /404/
/admin/ /admin/config.yml /admin/a/b/
""".split()


@pytest.mark.parametrize("url", KEPT)
def test_an_address_of_the_site_itself_is_kept(url: str) -> None:
    """No text and no old address can have it, whether there is such a page now or not."""
    assert is_reserved(url)


@pytest.mark.parametrize(
    "url", ["/nyheder", "/data", "/nyheder/20a6/", "/nyheder/side/x/", "/sitemap-.xml", "/administration/"]
)
def test_what_only_looks_like_it_is_free(url: str) -> None:
    """A piece is a year or a number or nothing of ours."""
    assert not is_reserved(url)


def test_the_feeds_of_a_page_lie_below_it() -> None:
    """And those of all news at the root."""
    assert feed_urls(NEWS) == ("/nyheder/feed.xml", "/nyheder/rss.xml", "/nyheder/feed.json")
    assert feed_urls(Url("/")) == ("/feed.xml", "/rss.xml", "/feed.json")


def test_pages_of_lists_people_topics_and_years_have_their_addresses() -> None:
    """Those of a list are counted from the oldest."""
    assert [numbered(NEWS, number) for number in (1, 2)] == ["/nyheder/side/1/", "/nyheder/side/2/"]
    assert (person_url("ida"), topic_url("bolig"), year_url(2026)) == (
        "/personer/ida/",
        "/emner/bolig/",
        "/nyheder/2026/",
    )


LETTERS = (
    "æ=ae ø=oe å=aa ä=ae ö=oe ü=ue ß=ss ð=d þ=th œ=oe ł=l đ=d ħ=h ŧ=t ŋ=ng ı=i ə=e a+b=a-plus-b a&b=a-og-b θ=th χ=ch "
    "ψ=ps ου=ou ж=zj щ=sjtj ё=jo"
).split()


@pytest.mark.parametrize("pair", LETTERS)
def test_each_letter_has_its_spelling(pair: str) -> None:
    """As Danes spell it who lack the letter."""
    letter, _, spelt = pair.partition("=")
    assert slug(letter) == spelt


def test_the_files_of_an_article_carry_its_name() -> None:
    """So that one knows in a folder of downloads what one has."""
    files = downloads(Url("/nyheder/aabent-hus/"))
    assert files.text == "/nyheder/aabent-hus/aabent-hus.txt"
    assert files.word == "/nyheder/aabent-hus/aabent-hus.docx"
    assert files.markdown == "/nyheder/aabent-hus/aabent-hus.md"
    assert files.ninjs == "/nyheder/aabent-hus/ninjs.json"
