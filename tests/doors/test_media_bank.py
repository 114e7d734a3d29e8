"""The press page as a media bank: whom to ask about what, and pictures, logos, texts and numbers to take away."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import html5lib
import pytest
from msgspec.structs import replace
from PIL import Image
from playwright.sync_api import Browser

from hjemsite.cache.blob import read
from hjemsite.cache.cache import Cache
from hjemsite.danish import COPENHAGEN, instant
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from tests.doors.conftest import served

ROOT = Path(__file__).resolve().parents[2]
AS_OF = instant("2026-11-20").at.astimezone(COPENHAGEN)
BARE = "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyt.\n"
TEXTS = {
    "site.yaml": f"""{BARE}alliance:
  name: Nøglen-alliancen
  sizes:
    - {{date: 2024-03, count: 2, source: https://www.example.dk/begyndelsen, note: da Tidselfonden kom med}}
    - {{date: 2026-01-05, count: 1200, source: https://www.example.dk/nu}}
members_called: partnere
press: {{name: Frida Sjø, email: presse@noeglen.example, phone: 12345678}}
boilerplate:
  short: Nøglen-alliancen findes ikke.
  long: |
    Nøglen-alliancen findes ikke.
    Den er god at øve sig på.
""",
    "personer/ida/index.md": "---\nname: Ida Aa\nroles: [{title: formand, member: fond}]\n"
    "speaks_about: [boliger, unge]\nphoto: {file: ida.jpg, alt: Ida, credit: 'Foto: Bo'}\n---\n",
    "personer/tavs/index.md": "---\nname: Tavs Ø\n---\n",
    "personer/uden.md": "---\nname: Ea Uden\nspeaks_about: økonomi\n---\n",
    "medlemmer/fond/index.md": "---\nname: Fonden\nkind: fond\nlogo: {file: logo.png, alt: Mærke}\n---\n",
    "medlemmer/ude/index.md": "---\nname: Ude\nkind: fond\nleft: 2020\nlogo: {file: logo.png, alt: Mærke}\n---\n",
    "nyheder/hus/index.md": "---\ntitle: Et hus\ndate: 2024-05-01\n"
    "image: {file: hus.jpg, alt: Hus, credit: 'Foto: Bo'}\n---\n\nTekst.\n",
    "nyheder/kladde/index.md": "---\ntitle: Zebra\ndate: 2024-05-02\ndraft: ja\n"
    "image: {file: zebra.jpg, alt: Hus, credit: 'Foto: Bo'}\n---\n\nTekst.\n",
}
PICTURES = ("personer/ida/ida.jpg", "medlemmer/fond/logo.png", "medlemmer/ude/logo.png", "nyheder/hus/hus.jpg",
            "nyheder/kladde/zebra.jpg")  # fmt: skip


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> BuildOptions:
    root = tmp_path_factory.mktemp("bank")
    for path, text in TEXTS.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    for number, path in enumerate(PICTURES):
        stream = io.BytesIO()
        Image.new("RGB", (600 + number, 400), (90, 120, 60)).save(stream, path[-3:].replace("jpg", "JPEG"))
        (root / "content" / path).write_bytes(stream.getvalue())
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, AS_OF)


@pytest.fixture(scope="module")
def files(options: BuildOptions) -> Mapping[str, bytes]:
    result = build(options)
    assert [fault for fault in result.faults if fault.is_error] == []
    return result.loaded()


def sections(page: bytes) -> dict[str, str]:
    """Heading of each section of the page → what it says."""
    tree = html5lib.parse(page.decode(), namespaceHTMLElements=False)
    by_heading = {}
    for section in tree.findall(".//main//section"):
        heading = section.find("h2")
        if heading is not None:
            by_heading["".join(heading.itertext())] = " ".join("".join(section.itertext()).split())
    return by_heading


def test_the_page_has_all_that_a_journalist_takes_away(files: Mapping[str, bytes]) -> None:
    """Whom to ask about what, portraits and logos in full size, texts by length, numbers with day and source."""
    parts = sections(files["presse/index.html"])
    assert next(iter(parts)) == "Kontakt"
    people = parts["Talspersoner"]
    assert "Ida Aa formand, Fonden Udtaler sig om boliger og unge Hent portræt JPG, " in people
    assert "Foto: Bo" in people and "Ea Uden Udtaler sig om økonomi" in people and "Tavs" not in people
    assert re.fullmatch(r"Logoer Fonden PNG, \d+ kB", parts["Logoer"])
    texts = parts["Nøglen-alliancen kort fortalt"]
    assert "Kort, 3 ord Nøglen-alliancen findes ikke. Lang, 10 ord Nøglen-alliancen findes ikke. Den er god" in texts
    assert parts["Tal med kilder"] == (
        "Tal med kilder 1.200 partnere 5. januar 2026. Kilde: example.dk "
        "2 partnere marts 2024, da Tidselfonden kom med. Kilde: example.dk"
    )
    assert parts["Billeder"] == "Billeder Et hus 1 billede"


def test_every_file_that_the_page_offers_is_there(files: Mapping[str, bytes]) -> None:
    """And nothing of a draft is."""
    page = files["presse/index.html"].decode()
    offered = re.findall(r'<a href="/nyt/([^"]+)" download>', page)
    assert sorted(offered) == ["medlemmer/fond/logo.png", "personer/ida/ida.jpg"]
    assert set(offered) <= files.keys() and "nyheder/hus/pressebilleder/index.html" in files
    assert "ebra" not in page


def test_the_page_of_a_person_says_what_to_ask_about(files: Mapping[str, bytes]) -> None:
    """In the words of the press page; of others it says nothing."""
    assert "<p>Udtaler sig om boliger og unge</p>" in files["personer/ida/index.html"].decode()
    assert not [path for path, page in files.items() if "tavs" in path and b"Udtaler sig" in page]


def test_a_part_that_nobody_has_written_is_not_there(tmp_path: Path) -> None:
    """A site with nothing but a title promises nothing."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(BARE, encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    assert sections(build(BuildOptions(tmp_path, AS_OF)).loaded()["presse/index.html"]).keys() == {
        "Brug af materialet",
        "Følg med",
    }


EDITS = {
    "personer/ida/index.md": ("boliger", "husleje"),
    "medlemmer/fond/index.md": ("name: Fonden", "name: Anden"),
    "site.yaml": ("1200", "1300"),
    "nyheder/hus/index.md": ("Et hus", "To huse"),
}


def test_the_page_follows_what_it_shows(options: BuildOptions, tmp_path: Path) -> None:
    """After each edit an incremental build has the page of a clean one."""
    cache, (root, content) = Cache(tmp_path), (options.root, options.root / "content")
    before = build(options, cache=cache)
    for path, (old, new) in EDITS.items():
        text = TEXTS[path]
        (content / path).write_text(text.replace(old, new), encoding="utf-8")
        after = build(options, before.state, cache=cache)
        page = read(after.files["presse/index.html"])
        assert page == build(replace(options, root=root)).loaded()["presse/index.html"]
        assert page != read(before.files["presse/index.html"]), path
        before = after
    for path, text in TEXTS.items():
        (content / path).write_text(text, encoding="utf-8")
    cache.close()


def test_a_logo_stays_within_its_box(browser: Browser, files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Whatever its form, it covers neither its name nor another."""
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = browser.new_page()
    with served(tmp_path) as address:
        page.goto(f"{address}/nyt/presse/")
        logo, picture = (page.locator(selector).first.bounding_box() for selector in (".bank .logo", ".bank .logo img"))
    page.close()
    assert logo and picture and picture["height"] > 40
    assert logo["y"] <= picture["y"] and picture["y"] + picture["height"] <= logo["y"] + logo["height"]
