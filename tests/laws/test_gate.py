"""The law: what is not published is nowhere in the output, and comes out by itself when its time comes."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)

SITE = "title: Nøglen-alliancen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
OPEN = (
    "---\ntitle: Åben nyhed\ndate: 2024-01-08\n---\n\n"
    "Alle må læse [den](hemmelig.md), [den](/nyheder/hemmelig/#citat-zebraen-er-loes-i-byen).\n"
)
SECRET = """---
title: Zebraoverskrift
date: {date}
{gate}
member: tidselfonden
topics: [zebraemne]
summary: Zebraresumé.
alliance_size: 77
redirects: /zebra/gammel/
speakers:
  - name: Zebra Hansen
    title: zebrachef
    member: tidselfonden
quotes:
  - speaker: Zebra Hansen
    text: Zebraen er løs i byen
corrections:
  - {{date: 2026-12-30, text: Zebrarettelse}}
---

»Zebraen er løs i byen«, siger Zebra Hansen. Vi er 77.
"""


def _order(root: Path, date: str = "2024-02-01", gate: str = "") -> BuildOptions:
    files = {
        "content/site.yaml": SITE,
        "content/medlemmer/tidselfonden.md": "---\nname: Tidselfonden\nkind: fond\n---\n",
        "content/nyheder/2024-01-08-aaben.md": OPEN,
        "content/nyheder/hemmelig.md": SECRET.format(date=date, gate=gate),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON)


def _leaks(order: BuildOptions) -> list[str]:
    """Where anything of the secret article is found: in an address or in bytes."""
    result = build(order)
    assert not any(fault.is_error for fault in result.faults), result.faults
    signs = (b"zebra", b"77", b"hemmelig")
    # A font may hold any bytes; assets are files of templates/ and know no article.
    files = {path: data for path, data in result.loaded().items() if not path.startswith("assets/")}
    # So may a picture: that no draft has a card is told by their number, in tests/security.
    files = {path: b"" if path.endswith(".png") else data for path, data in files.items()}
    return [path for path, data in files.items() if any(sign in path.encode() + data.lower() for sign in signs)]


@pytest.mark.parametrize(
    ("date", "gate"),
    [
        ("2024-02-01", "draft: true"),
        ("2024-02-01", "embargo: 2026-11-01 12:01"),
        ("2024-02-01", "expires: 2026-11-01 12:00"),
        ("2026-11-02", ""),
        ("2026-11-01 12:01", ""),
        ("2026-11-01 08:00", "embargo: 2026-11-01T11:00:01Z"),
        ("2024-02-01", "draft: ja\nexpires: 2030-01-01"),
    ],
)
def test_what_is_not_published_is_nowhere(date: str, gate: str, tmp_path: Path) -> None:
    """No page, list, count, feed, sitemap, old address, person, topic, size or link tells of it."""
    assert _leaks(_order(tmp_path, date, gate)) == []


@pytest.mark.parametrize(
    ("date", "gate"),
    [
        ("2024-02-01", "draft: nej"),
        ("2024-02-01", "embargo: 2026-11-01 12:00"),
        ("2024-02-01", "expires: 2026-11-01 12:01"),
        ("2026-11-01", ""),
        ("2026-11-01T11:00:00Z", ""),
    ],
)
def test_what_is_published_is_there(date: str, gate: str, tmp_path: Path) -> None:
    """The test above can fail: published, the same article is found all over."""
    leaks = _leaks(_order(tmp_path, date, gate))
    assert "nyheder/hemmelig/index.html" in leaks
    assert {"feed.xml", "sitemap.xml", "emner/zebraemne/index.html", "personer/zebra-hansen/index.html"} <= set(leaks)
    assert {"zebra/gammel/index.html", "medlemmer/tidselfonden/feed.json", "rss.xml"} <= set(leaks)


def test_a_preview_shows_it_with_a_ribbon(tmp_path: Path) -> None:
    """With drafts asked for it is there, marked; and the clock alone opens the gate."""
    order = _order(tmp_path, "2026-11-02")
    page = "nyheder/hemmelig/index.html"
    shown = build(replace(order, drafts=True)).loaded()[page].decode()
    due = build(replace(order, as_of=NOON + timedelta(days=1))).loaded()[page].decode()
    assert "Zebraoverskrift" in shown and "Zebraoverskrift" in due
    assert shown != due


def test_copenhagen_decides_the_day(tmp_path: Path) -> None:
    """At half past midnight in Copenhagen today's article is out, though it is still yesterday in London."""
    order = _order(tmp_path, "2026-11-02")
    just_after = datetime(2026, 11, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert "nyheder/hemmelig/index.html" in build(replace(order, as_of=just_after)).files
    assert "nyheder/hemmelig/index.html" not in build(replace(order, as_of=just_after - timedelta(minutes=31))).files
