"""The members' houses: on their pages, in the list of members, and as the street at the foot of every page."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from hjemsite.model import Kind
from hjemsite.pages.houses import GROUND, house
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.urls import Slug

ROOT = Path(__file__).parents[2]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SETTINGS = "title: Nøglen\naddress: https://noeglen.example\ndescription: Vi bygger.\nalliance: {name: Nøglen}\n"
SVG = "{http://www.w3.org/2000/svg}"
MEMBERS = {"nord": ("kommune", "2020-05"), "syd": ("ngo", "2018"), "vest": ("fond", "2020"), "oest": ("andet", "")}


def built(folder: Path, *, news_of: str = "", year: int = 2026, new: str = "") -> dict[str, str]:
    """The files of a site with four members, and perhaps a `new` one and an article about one, by their paths."""
    members = MEMBERS | ({new: ("fond", "2025")} if new else {})
    texts = {
        "content/site.yaml": SETTINGS,
        "content/sider/om.md": "---\ntitle: Om os\n---\n\nVi bygger.\n",
        "content/nyheder/2024-01-01-foer.md": "---\ndate: 2024-01-01\ntitle: Før\nmember: syd\n---\n\nDet var før.\n",
    }
    for name, (kind, joined) in members.items():
        text = f"---\nname: {name.title()} Hus\nkind: {kind}\n" + (f"joined: {joined}\n" if joined else "") + "---\n"
        texts[f"content/medlemmer/{name}.md"] = text
    if news_of:
        text = f"---\ndate: {year}-10-01\ntitle: Nyt\nmember: {news_of}\n---\n\nDet er nyt.\n"
        texts["content/nyheder/2026-nyt.md"] = text
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "templates").symlink_to(ROOT / "templates")
    result = build(BuildOptions(folder, AS_OF, search=False))
    assert [fault for fault in result.faults if fault.is_error] == []
    return {path: data.decode() for path, data in result.loaded().items() if path.endswith((".html", ".svg"))}


def lit(page: str) -> list[str]:
    """The members in whose houses there is light, in the list of members."""
    members = page.split('<li class="member">')[1:]
    return [re.findall(r'href="/medlemmer/(\w+)/"', member)[0] for member in members if 'class="house lit"' in member]


def test_those_who_joined_first_stand_first(tmp_path: Path) -> None:
    """Those of whom it is not known stand last; each year is said once."""
    page = built(tmp_path)["medlemmer/index.html"]
    road = page[page.index('<div class="road"') : page.index('<section class="group"')]
    assert re.findall(r"<title>(\w+) Hus</title>", road) == ["Syd", "Vest", "Nord", "Oest"]
    assert re.findall(r'<p class="detail">(\d*)</p>', road) == ["2018", "2020", "", ""]


def test_there_is_light_where_the_latest_year_has_news(tmp_path: Path) -> None:
    """Older news light nothing; the year is that of the newest article, whatever the day is."""
    for name, news in {"none": "", "new": "nord"}.items():
        files = built(tmp_path / name, news_of=news)
        assert lit(files["index.html"]) == [news or "syd"]
        assert 'class="house lit"' in files[f"medlemmer/{news or 'syd'}/index.html"]
        assert 'class="house lit"' not in files["medlemmer/vest/index.html"]


def test_the_street_is_one_drawing_for_all_pages(tmp_path: Path) -> None:
    """A new member changes the drawing, and no page that does not list members."""
    before, after = built(tmp_path / "before"), built(tmp_path / "after", new="midt")
    assert len(ElementTree.fromstring(after["gade.svg"]).findall(f"{SVG}g[1]/{SVG}path")) == len(MEMBERS) + 1
    changed = {path for path, text in after.items() if before.get(path) != text}
    lists = {"index.html", "medlemmer/index.html", "foelg-med/index.html"}
    assert changed == {"gade.svg", *lists, "medlemmer/midt/index.html"}
    assert '<div class="street"></div>' in after["om/index.html"]


def test_a_site_without_members_has_a_street_too(tmp_path: Path) -> None:
    """A house of each kind, and light in none."""
    (tmp_path / "content/sider").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    drawn = ElementTree.fromstring(build(BuildOptions(tmp_path, AS_OF, search=False)).loaded()["gade.svg"])
    houses, lights = drawn.findall(f"{SVG}g")
    assert (len(houses), len(lights)) == (len(get_args(Kind)), 0)


def test_a_house_lies_within_its_drawing() -> None:
    """Every form, at every height and turned both ways; and a kind has more than one house."""
    for kind in get_args(Kind):
        drawn = {house(kind, Slug(f"medlem-{number}"), False) for number in range(60)}
        assert 2 < len(drawn) <= 6
        for drawing in drawn:
            path = "".join((drawing.walls, drawing.roof, drawing.panes, drawing.door))
            corners = re.findall(r"[ML](-?\d+) (-?\d+)", path)
            assert all(0 <= int(x) <= drawing.width and 0 <= int(y) <= GROUND for x, y in corners)
            for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h", path):
                assert int(x) + int(width) <= drawing.width
                assert int(y) + int(height) <= GROUND


def test_the_street_grows_along_the_years(browser: Browser, addresses: Mapping[str, str]) -> None:
    """A slider fades the houses of those who joined later; without scripts all stand there."""
    page = browser.new_page()
    page.goto(f"{addresses['the real site']}/medlemmer/")
    houses, later = page.locator(".road > div"), page.locator(".road > .later")
    assert houses.count() > 10 and later.count() == 0
    page.get_by_role("slider", name="Gaden ved udgangen af året").focus()
    page.keyboard.press("Home")
    assert later.count() == 1 and page.locator("output").inner_text() == f"2016: {houses.count() - 1} huse"
    page.keyboard.press("End")
    assert later.count() == 0
    page.close()
