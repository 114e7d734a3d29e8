"""What an article offers to read on: older news about the same, and nothing that a new article would change."""

import re
from datetime import datetime
from pathlib import Path

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "---\ntitle: Nyt {0}\ndate: 2026-03-{1:02}\n{2}\n---\n\nDet er nyt {0}.\n\n»Døren er åben,« siger Bo Lund.\n"
ABOUT = {
    1: "topics: [bolig]",
    2: "topics: [bolig, råd]\nspeakers: [{name: Bo Lund}]",
    3: "topics: [skole]",
    4: "speakers: [{name: Bo Lund}]",
    5: "topics: [råd]",
    6: "topics: [fest]",
    7: "topics: [Bolig]\nspeakers: [{name: Bo Lund}]",
}


def write(root: Path, number: int, about: str) -> None:
    text = ARTICLE.format(number, number, about)
    (root / f"content/nyheder/nyt-{number}.md").write_text(text, encoding="utf-8")


def pages(root: Path) -> dict[str, str]:
    """Path → page."""
    files = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN))).loaded()
    return {path: data.decode() for path, data in files.items() if path.startswith("nyheder/nyt-") and "html" in path}


def offered(page: str) -> list[int]:
    section = re.search('<section class="related">(.*?)</section>', page, re.DOTALL)
    return [int(number) for number in re.findall(r'href="/nyheder/nyt-(\d+)/"', section[1])] if section else []


def test_older_news_about_the_same_are_offered(tmp_path: Path) -> None:
    """Those that share most come first, then the newest; the one right before has a link of its own."""
    (tmp_path / "content/nyheder").mkdir(parents=True)
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "content/site.yaml").write_text("title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n")
    for number, about in ABOUT.items():
        write(tmp_path, number, about)
    before = pages(tmp_path)
    assert {number: offered(before[f"nyheder/nyt-{number}/index.html"]) for number in ABOUT} == {
        1: [],
        2: [],
        3: [],
        4: [2],
        5: [2],
        6: [],
        7: [2, 4, 1],
    }
    write(tmp_path, 8, "topics: [bolig, skole]")
    after = pages(tmp_path)
    assert offered(after["nyheder/nyt-8/index.html"]) == [3, 2, 1]
    # The page before the new one gets a link to it; no other differs.
    assert {path for path in before if before[path] != after[path]} == {"nyheder/nyt-7/index.html"}
