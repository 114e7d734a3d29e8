"""The cards of a site: one for each published article and one for the rest, at the address that the page tells."""

import io
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PIL import Image

from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SITE = "title: Nøglen-alliancen\naddress: https://noeglen.example/a\ndescription: Nyheder.\n"
_IMAGE = re.compile(r'<meta property="og:image" content="https://noeglen.example/a/([^"]+)">')


def _order(root: Path, settings: str = "") -> BuildOptions:
    files = {
        "site.yaml": SITE + settings,
        "nyheder/ude.md": "---\ntitle: Åben dør\ndate: 2024-01-01\n---\n\nTekst.\n",
        "nyheder/kladde.md": "---\ntitle: Hemmelig\ndate: 2024-01-01\ndraft: ja\n---\n\nTekst.\n",
    }
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON)


def _cards(order: BuildOptions) -> tuple[dict[str, str], set[str]]:
    """Page → its card, and the cards that were made."""
    files = build(order).loaded()
    cards = {path: match[1] for path, data in files.items() if (match := _IMAGE.search(data.decode("utf-8", "ignore")))}
    return cards, {path for path in files if path.startswith("billeder/kort-")}


def test_each_page_has_a_card(tmp_path: Path) -> None:
    """An article its own, all others that of the site; a draft has none until it is shown."""
    order = _order(tmp_path)
    cards, card_files = _cards(order)
    assert set(cards.values()) == card_files and len(card_files) == 2
    assert cards["nyheder/ude/index.html"] != cards["index.html"] == cards["404.html"]
    assert len(_cards(replace(order, drafts=True))[1]) == 3


def test_a_site_may_do_without(tmp_path: Path) -> None:
    """Then no page promises a card, and none is made."""
    assert _cards(_order(tmp_path, "social_cards: nej\n")) == ({}, set())


@cache
def _noise(width: int, height: int) -> bytes:
    """A JPEG: the same every time, so that it is developed once."""
    stream = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def _picture(file: Path, *size: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_noise(*size))


ARTICLE = "---\ntitle: Åben dør\ndate: 2024-01-01\n{fields}---\n\nTekst.\n\n{text}\n"
OWN = 'image: {file: stor.jpg, alt: "Et \\"hus\\" & en dør", credit: Ib Sø}\n'


@pytest.mark.parametrize("settings", ["", "social_cards: nej\n"])
@pytest.mark.parametrize(
    ("fields", "text", "shown", "alt"),
    [
        (OWN, "", "stor", "Et &#34;hus&#34; &amp; en dør"),
        ("", '![En dør](lille.jpg "Foto: Ib Sø") ![Et tag](stor.jpg "Foto: Ib Sø")', "stor", "Et tag"),
        ("", '![Et tag](stor.jpg "Foto: Ib Sø")\n\n![En væg](to.jpg "Foto: Ib Sø")', "stor", "Et tag"),
        (OWN, '![En væg](to.jpg "Foto: Ib Sø")', "stor", "Et &#34;hus&#34; &amp; en dør"),
    ],
)
def test_a_picture_of_the_article_stands_for_it(
    settings: str, fields: str, text: str, shown: str, alt: str, tmp_path: Path
) -> None:
    """Its own, or the first large one of its text, cut as the networks ask for; then no card is drawn for it."""
    order = _order(tmp_path, settings)
    folder = tmp_path / "content/nyheder/hus"
    for name, size in {"stor": (1400, 1000), "to": (1300, 900), "lille": (300, 200)}.items():
        _picture(folder / f"{name}.jpg", *size)
    (folder / "index.md").write_text(ARTICLE.format(fields=fields, text=text), encoding="utf-8")
    files = build(order).loaded()
    page = files["nyheder/hus/index.html"].decode()
    match = _IMAGE.search(page)
    assert match and re.fullmatch(rf"billeder/{shown}-\w+-deling\.jpg", match[1])
    with Image.open(io.BytesIO(files[match[1]])) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert len(files[match[1]]) <= 300_000
    for name, value in {"type": "image/jpeg", "width": "1200", "height": "630", "alt": alt}.items():
        assert f'<meta property="og:image:{name}" content="{value}">' in page
    drawn = sum(path.startswith("billeder/kort-") for path in files)
    assert drawn == (0 if settings else 2)


def test_no_card_shows_an_empty_box(tmp_path: Path) -> None:
    """A headline with letters that no font has gets no card at all, rather than that of the whole site."""
    order = _order(tmp_path)
    (tmp_path / "content/nyheder/ude.md").write_text(
        "---\ntitle: Venskabsby med Київ\ndate: 2024-01-01\n---\n\nTekst.\n", encoding="utf-8"
    )
    cards, card_files = _cards(order)
    assert "nyheder/ude/index.html" not in cards and set(cards.values()) == card_files and len(card_files) == 1
