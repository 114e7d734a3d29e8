"""An alliance's own colour, logo and icon: on pages, on cards, and in what starts from the last build."""

import io
import re
import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.danish import COPENHAGEN
from hjemsite.images.card_drawing import draw_card
from hjemsite.images.social_card import CardLook, SocialCard
from hjemsite.images.svg_drawing import UnsafeDrawingError, drawing
from hjemsite.pipeline.build import EMPTY, Build, State
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 25, 12, tzinfo=COPENHAGEN)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">%s</svg>'
MORE = SVG.replace("<svg ", '<?xml version="1.0"?><!DOCTYPE svg><svg xmlns:i="http://inkscape.example" ')


@cache
def png(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (80, 40), colour).save(stream, "PNG", pnginfo=None)
    return stream.getvalue()


def site(folder: Path, brand: str, files: Mapping[str, bytes] = {}) -> Path:  # never changed
    """The little site with this `brand`, and these files beside its settings."""
    shutil.copytree(ROOT / "tests/sites/noeglen/content", folder / "content", dirs_exist_ok=True)
    (folder / "content/site.yaml").write_text((ROOT / "tests/sites/noeglen/content/site.yaml").read_text() + brand)
    for name, data in files.items():
        (folder / "content" / name).write_bytes(data)
    return folder


def error_free_build(folder: Path, before: State = EMPTY) -> Build:
    built = build(BuildOptions(folder, NOON, search=False), before)
    assert [fault for fault in built.faults if fault.is_error] == []
    return built


def test_a_brand_is_on_every_page(tmp_path: Path) -> None:
    """Logo, icon, style sheet and cards are the alliance's, each at an address that follows from it."""
    brand = "\nbrand:\n  colour: 6a1b9a\n  logo: {light: logo.svg, dark: moerk.png}\n  icon: ikon.png\n"
    drawn = (SVG % "<path d='M0 0h30v10z'/>").encode()
    files = error_free_build(
        site(tmp_path, brand, {"logo.svg": drawn, "moerk.png": png("#fff"), "ikon.png": png("#6a1b9a")})
    )
    loaded = files.loaded()
    page = loaded["index.html"].decode()
    masthead = page[page.index("<h1 class") : page.index("</h1>")]
    assert re.findall(r'<img class="([\w-]+)" src="(/assets/\w+)\.\w+\.(\w+)" alt="" width="(\d+)"', masthead) == [
        ("by-day", "/assets/logo", "svg", "30"),
        ("by-night", "/assets/moerk", "png", "80"),
    ]
    assert "<svg" not in masthead and "Nøglen-alliancen" in masthead
    assert re.search(r'<link rel="icon" href="/assets/ikon\.\w+\.png" type="image/png">', page)
    sheet = next(data for path, data in loaded.items() if path.startswith("assets/site.") and path.endswith(".css"))
    assert b"--fill: light-dark(#6a1b9a, " in sheet
    address = re.search(r'og:image" content="https?://[^/]+/(?:[\w-]+/)?(billeder/kort-\w+\.png)', page)
    assert address and Image.open(io.BytesIO(loaded[address[1]])).convert("RGB").getpixel((5, 5)) == (0x6A, 0x1B, 0x9A)


def test_without_a_house_there_is_none(tmp_path: Path) -> None:
    """`mark: none` takes the house from the name, the street from the foot and the houses from the lists."""
    loaded = error_free_build(site(tmp_path, "\nbrand: {mark: none}\n")).loaded()
    for path, data in loaded.items():
        if path.endswith(".html"):
            assert b'class="mark"' not in data and b'class="street"' not in data, path
    sheet = next(data for path, data in loaded.items() if path.startswith("assets/site.") and path.endswith(".css"))
    assert b".house, .road { display: none; }" in sheet


def test_a_name_in_the_logo_is_said_once(tmp_path: Path) -> None:
    """A logo that holds the name is called by it, for those who cannot see, and the name does not stand beside it."""
    brand = "\nbrand:\n  logo: {light: logo.png, with_name: ja}\n"
    page = error_free_build(site(tmp_path, brand, {"logo.png": png("#080")})).loaded()["om/index.html"].decode()
    masthead = page[page.index('<p class="brand"') : page.index("</p>", page.index('<p class="brand"'))]
    assert 'alt="Nøglen-alliancen"' in masthead and masthead.count("Nøglen-alliancen") == 1


def test_a_brand_that_changes_is_seen(tmp_path: Path) -> None:
    """A new colour and a new logo make what a clean build makes, starting from the last one."""
    files = {"logo.svg": (SVG % "<path d='M0 0h30v10z'/>").encode()}
    first = error_free_build(site(tmp_path, "\nbrand: {colour: 0b5c45, logo: logo.svg}\n", files))
    for brand, changed in (
        ("\nbrand: {colour: ffd400, logo: logo.svg}\n", files),
        ("\nbrand: {colour: ffd400, logo: logo.svg}\n", {"logo.svg": (SVG % "<path d='M0 0h9v9z'/>").encode()}),
        ("\n", {}),
    ):
        (tmp_path / "content/logo.svg").unlink()
        site(tmp_path, brand, changed or files)
        after = error_free_build(tmp_path, first.state)
        assert after.loaded() == error_free_build(tmp_path).loaded()
        first = after


def test_a_drawing_is_written_with_what_is_seen() -> None:
    """Notes of drawing programs go, the drawing stays."""
    text = MORE % "<metadata><x>Navn</x></metadata><i:view a='b'/><g i:label='Lag' fill='url(#a)'><title>T</title></g>"
    svg = drawing(text.encode())
    assert b"Navn" not in svg.data and b"inkscape" not in svg.data and b"DOCTYPE" not in svg.data
    assert b'<g fill="url(#a)"><title>T</title></g>' in svg.data
    assert drawing(svg.data) == svg


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<path onload='x()' d='M0 0'/>",
        "<foreignObject/>",
        "<a href='#x'/>",
        "<image href='data:image/png;base64,AA'/>",
        "<use href='//other.example/a#b'/>",
        "<use href=' javascript:x()'/>",
        "<path style='fill:url(http://other.example/#a)' d='M0 0'/>",
        "<path fill='url(  \"//other.example#a\")' d='M0 0'/>",
        "<style>@import 'a.css';</style>",
        "<style>.a{fill:u\\72l(//other.example)}</style>",
        "<animate attributeName='href' to='javascript:x()'/>",
        "<set attributeName='onload' to='x()'/>",
        "<iframe/>",
        "<g>",
    ],
)
def test_what_a_drawing_could_do_is_refused(inside: str) -> None:
    """Nothing in a logo runs, fetches or leads anywhere."""
    with pytest.raises(UnsafeDrawingError):
        drawing((SVG % inside).encode())


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % "",
        SVG.replace("viewBox", "view-box") % "",
        SVG.replace("30 10", "0 0") % "",
        "<svg/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "",
        "x",
        SVG % ("<g>" * 300 + "</g>" * 300),
    ],
    ids=["entity", "no size", "no area", "no namespace", "a web page", "nothing", "no drawing", "deep"],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    """The file of a logo must be a drawing, whole and of a size."""
    with pytest.raises(UnsafeDrawingError):
        drawing(text.encode())


def test_style_in_pieces_is_judged_whole() -> None:
    """What a style fetches is found also where a comment of XML or a CDATA section parts its words."""
    for inside in (
        "<style>.a{fill:u<!-- -->rl(//other.example)}</style>",
        "<style>.a{fill:u<![CDATA[rl(//other.example)]]>}</style>",
    ):
        with pytest.raises(UnsafeDrawingError):
            drawing((SVG % inside).encode())


def test_a_logo_is_on_a_card_in_its_colours() -> None:
    """A logo in PNG stands before the name, or in its place, and a card without one is drawn without a house."""
    look = CardLook("#6a1b9a", "#6a1b9a", has_house=False, mark="/assets/logo.png", has_name=True)
    card = SocialCard("Nyt", "1. maj 2026", "Nøglen-alliancen", look=look)
    drawn = Image.open(io.BytesIO(draw_card(card, png("#cc0033")))).convert("RGB")
    assert drawn.size == (1200, 630) and drawn.getpixel((100, 105)) == (0xCC, 0x00, 0x33)
    assert drawn.getpixel((5, 600)) == (0x6A, 0x1B, 0x9A)
    bare = Image.open(io.BytesIO(draw_card(card, b"no picture"))).convert("RGB")
    assert bare.getpixel((90, 140)) == (251, 250, 246)
