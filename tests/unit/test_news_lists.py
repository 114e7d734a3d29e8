"""The front page: its quotation fits and is chosen by what is published, or an editor chooses it and the lead story."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from hjemsite.cache.blob import read
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 1, tzinfo=COPENHAGEN)
SHORT, FITTING, LONG = (
    "Velkommen",
    "Vi åbner døren for alle, der har brug for et hjem ",
    "Vi åbner døren, og vi lukker den ikke. " * 9,
)


def shown(root: Path, quotes: list[str], as_of: datetime = NOW, front: Mapping[int, str] = {}) -> str:
    """The quotation on the front page of a site where the newest article says the first of `quotes`, and so on."""
    files = {"site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n"}
    for number, text in enumerate(quotes):
        files[f"nyheder/nyt-{number}.md"] = (
            f"---\ntitle: Nyt {number}\ndate: 2026-03-{20 - number}\nspeakers: [{{name: Åse Ågård}}]\n"
            f"{front.get(number, '')}"
            f"quotes:\n  - {{speaker: Åse Ågård, text: {text.strip()!r}}}\n---\n\n“{text.strip()}”, siger Åse Ågård.\n"
        )
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    if not (root / "templates").exists():
        (root / "templates").symlink_to(ROOT / "templates")
    page = front_page(root, as_of)
    match = re.search(r'<section class="spoken">.*?<blockquote[^>]*><p>(.*?)</p>', page, re.DOTALL)
    return unescape(match[1]) if match else ""


def front_page(root: Path, as_of: datetime = NOW) -> str:
    return read(build(BuildOptions(root, as_of)).files["index.html"]).decode()


@pytest.mark.parametrize(
    ("quotes", "number"),
    [
        ([], None),
        ([SHORT], 0),
        ([LONG], 0),
        ([LONG, SHORT], 1),
        ([FITTING], 0),
        ([SHORT, FITTING, LONG], 1),
        ([FITTING + "i dag", FITTING + "i morgen"], 1),
    ],
    ids=["none", "short", "long", "the shorter", "fitting", "the one that fits", "not the lead story's"],
)
def test_a_quotation_that_fits_is_chosen(quotes: list[str], number: int | None, tmp_path: Path) -> None:
    """Neither a word nor a speech, and not what the lead story says; where nothing fits, the shortest."""
    assert shown(tmp_path, quotes) == ("" if number is None else quotes[number].strip())


def test_no_clock_chooses(tmp_path: Path) -> None:
    """The same articles give the same quotation on every day, and a new article may change it."""
    quotes = [f"{FITTING} nummer {number}" for number in range(9)]
    assert len({shown(tmp_path, quotes, NOW + timedelta(days=days)) for days in range(5)}) == 1
    seen = {shown(tmp_path, [*(f"{FITTING} før {new}" for new in range(count)), *quotes]) for count in range(6)}
    assert len(seen) > 1


def test_an_editor_chooses_the_quotation_for_a_while(tmp_path: Path) -> None:
    """One of the article's own, the newest article's where several are chosen, and until then only."""
    quotes, until = [FITTING + f"dag {number}" for number in range(6)], NOW + timedelta(days=2)
    choice = f"front: {{place: quote, until: {until:%Y-%m-%d}}}\n"
    front = {4: choice, 5: choice}
    assert shown(tmp_path, quotes, front=front) == quotes[4]
    assert shown(tmp_path, quotes, until - timedelta(minutes=1), front) == quotes[4]
    assert shown(tmp_path, quotes, until, front) == shown(tmp_path, quotes)


def test_an_editor_chooses_the_lead_story_for_a_while(tmp_path: Path) -> None:
    """The others follow, newest first, and the page says whether it is the newest."""
    shown(tmp_path, [FITTING] * 9, front={8: "front: {place: lead, until: 2026-11-02}\n"})
    headlines = '<h[23][^>]*><a href="/nyheder/nyt-(.)/">'
    page = front_page(tmp_path)
    assert re.findall(headlines, page) == ["8", "0", "1", "2", "3", "4", "5"]
    assert 'aria-label="Udvalgt nyhed"' in page
    later = front_page(tmp_path, NOW + timedelta(days=1))
    assert re.findall(headlines, later) == ["0", "1", "2", "3", "4", "5", "6"]
    assert 'aria-label="Den seneste nyhed"' in later
