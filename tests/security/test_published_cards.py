"""The cards of a site: one for each published article and one for the rest, at the address that the page tells."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from hjemsite.pipeline.build import Order, build

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SITE = "title: Nøglen-alliancen\naddress: https://noeglen.example/a\ndescription: Nyheder.\n"
_IMAGE = re.compile(r'<meta property="og:image" content="https://noeglen.example/a/([^"]+)">')


def _order(root: Path, settings: str = "") -> Order:
    files = {
        "site.yaml": SITE + settings,
        "nyheder/ude.md": "---\ntitle: Åben dør\ndate: 2024-01-01\n---\n\nTekst.\n",
        "nyheder/kladde.md": "---\ntitle: Hemmelig\ndate: 2024-01-01\ndraft: ja\n---\n\nTekst.\n",
    }
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return Order(root, NOON)


def _cards(order: Order) -> tuple[dict[str, str], set[str]]:
    """Page → its card, and the cards that were made."""
    files = build(order).loaded()
    told = {path: found[1] for path, data in files.items() if (found := _IMAGE.search(data.decode("utf-8", "ignore")))}
    return told, {path for path in files if path.startswith("billeder/kort-")}


def test_each_page_has_a_card(tmp_path: Path) -> None:
    """An article its own, all others that of the site; a draft has none until it is shown."""
    order = _order(tmp_path)
    told, made = _cards(order)
    assert set(told.values()) == made and len(made) == 2
    assert told["nyheder/ude/index.html"] != told["index.html"] == told["404.html"]
    assert len(_cards(replace(order, drafts=True))[1]) == 3


@pytest.mark.parametrize("settings", ["social_cards: nej\n"])
def test_a_site_may_do_without(settings: str, tmp_path: Path) -> None:
    """Then no page promises a card, and none is made."""
    assert _cards(_order(tmp_path, settings)) == ({}, set())
