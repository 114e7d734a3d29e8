"""The real press release comes out whole: every word of it, in order, with its people, its members and its date."""

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
SLUG = "hjerteligt-velkommen-til-aalborg-kommune-der-nu-traeder-ind-i-hjem-til-alle-alliancen"
RELEASE = ROOT / "content" / "nyheder" / f"2022-09-28-{SLUG}.md"


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """The site as it is in the repository."""
    result = build(BuildOptions(ROOT, datetime(2026, 11, 1, tzinfo=COPENHAGEN)))
    assert result.faults == ()
    return result.loaded()


def _text(html: bytes) -> str:
    shown = re.sub(r"<script\b.*?</script>", "", html.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_every_paragraph_stands_in_order(files: Mapping[str, bytes]) -> None:
    """The article's page holds the paragraphs of the release, marks and all, in their order."""
    page = re.sub(r"</?q\b[^>]*>", "", files[f"nyheder/{SLUG}/index.html"].decode())
    text, end = _text(page.encode()), 0
    paragraphs = RELEASE.read_text("utf-8").split("\n---\n", 1)[1].split("\n\n")
    assert len(paragraphs) == 10
    for paragraph in paragraphs:
        start = text.find(" ".join(paragraph.split()), end)
        assert start >= 0, paragraph
        end = start + len(paragraph)


def test_date_and_credit_are_shown(files: Mapping[str, bytes]) -> None:
    """The date is Danish, and the credit stands as the release has it."""
    text = _text(files[f"nyheder/{SLUG}/index.html"])
    assert "28. september 2022" in text and text.count("Tekst: Aalborg Kommune") == 1


@pytest.mark.parametrize(
    ("name", "title", "organisation"),
    [
        ("Kira West", "direktør", "Hjem til Alle alliancen"),
        ("Nuuradiin S. Hussein", "rådmand, Job og Velfærd", "Aalborg Kommune"),
        ("Tina Maria Larsen", "centerchef", "Aalborg Kommunes Center for Sociale Indsatser"),
    ],
)
def test_every_quote_has_its_speaker(name: str, title: str, organisation: str, files: Mapping[str, bytes]) -> None:
    """Each of the three is quoted once on the page, with title and organisation, and stands in the register."""
    marked = f'data-speaker="{name}" data-title="{title}" data-organisation="{organisation}"'
    assert files[f"nyheder/{SLUG}/index.html"].decode().count(marked) == 1
    assert name in _text(files["citater/index.html"]) and name in _text(files["personer/index.html"])


def test_article_and_member_link_to_each_other(files: Mapping[str, bytes]) -> None:
    """From the release to the member's page and back."""
    assert 'href="/medlemmer/aalborg-kommune/"' in files[f"nyheder/{SLUG}/index.html"].decode()
    assert f'href="/nyheder/{SLUG}/"' in files["medlemmer/aalborg-kommune/index.html"].decode()


def test_sizes_stand_with_their_sources(files: Mapping[str, bytes]) -> None:
    """The known sizes, the claimed one among them, in order of time."""
    text = _text(files["medlemmer/index.html"])
    assert "2016: 11; december 2016: 12; juli 2018: 15; 28. september 2022: 20; oktober 2023: 22" in text
