"""How every kind of page looks: pictures in docs/skaerme, where a reviewer finds them.

`python3 build.py test tests/doors/test_screens.py --skriv` takes them again; look at them before you commit them.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "skaerme"
LARGEST = 60_000
SHOWN = 840
REAL, MADE = "the real site", "something of everything"
RELEASE = "hjerteligt-velkommen-til-aalborg-kommune-der-nu-traeder-ind-i-hjem-til-alle-alliancen"
KINDS = {
    "forside": (REAL, "/"),
    "nyhed": (REAL, f"/nyheder/{RELEASE}/"),
    "nyhed-med-alt": (MADE, "/nyheder/aerlig-snak/"),
    "nyhed-med-lange-ord": (MADE, "/nyheder/lange-ord/"),
    "nyheder": (MADE, "/nyheder/"),
    "aar": (MADE, "/nyheder/2025/"),
    "medlemmer": (REAL, "/medlemmer/"),
    "medlem": (REAL, "/medlemmer/aalborg-kommune/"),
    "personer": (REAL, "/personer/"),
    "person": (REAL, "/personer/kira-west/"),
    "citater": (REAL, "/citater/"),
    "citat": (REAL, "/citater/vi-er-meget-glade-for-at-byde-aalborg/"),
    "emner": (MADE, "/emner/"),
    "emne": (MADE, "/emner/boliger/"),
    "om": (REAL, "/om/"),
    "soeg": (MADE, "/soeg/"),
    "presse": (MADE, "/presse/"),
    "pressebilleder": (MADE, "/nyheder/aerlig-snak/pressebilleder/"),
    "arrangementer": (MADE, "/arrangementer/"),
    "arrangement": (MADE, "/arrangementer/aabent-hus/"),
    "foelg-med": (MADE, "/foelg-med/"),
    "privatliv": (REAL, "/privatliv/"),
    "tilgaengelighed": (MADE, "/was/"),
    "findes-ikke": (MADE, "/404.html"),
}
MAIN = {"forside", "nyhed", "medlemmer", "person"}
"""Those shown in the dark too."""
WINDOWS = {360: 1200, 1280: 1500}
"""Width → height of the picture."""
SCREENS = [
    (kind, width, scheme)
    for kind in KINDS
    for width in WINDOWS
    for scheme in ("light", "dark")
    if scheme == "light" or kind in MAIN
]


def name(kind: str, width: int, scheme: str) -> str:
    return f"{kind}-{width}{'-moerk' if scheme == 'dark' else ''}.webp"


def light_enough(screen: bytes) -> bytes:
    """The picture as WebP, a wide one made smaller, as good as it can be within `LARGEST`."""
    with Image.open(BytesIO(screen)) as picture:
        small = picture.convert("RGB")
        small.thumbnail((SHOWN, picture.height), Image.Resampling.LANCZOS)
    webp = BytesIO()
    for quality in range(75, 5, -10):
        webp = BytesIO()
        small.save(webp, "webp", quality=quality, method=6)
        if webp.tell() <= LARGEST:
            break
    return webp.getvalue()


def take(browser: Browser, addresses: Mapping[str, str]) -> None:
    """Every kind of page, narrow and wide, the main ones in the dark too."""
    FOLDER.mkdir(exist_ok=True)
    for kind, width, scheme in SCREENS:
        site, path = KINDS[kind]
        page = browser.new_page(viewport={"width": width, "height": WINDOWS[width]})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(addresses[site] + path, wait_until="networkidle")
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(WINDOWS[width], height)})
        (FOLDER / name(kind, width, scheme)).write_bytes(light_enough(page.screenshot()))
        page.close()


def test_every_kind_of_page_is_shown(request: pytest.FixtureRequest) -> None:
    """No screen is missing, left over or heavy, and the page beside them shows them all."""
    if request.config.getoption("--skriv"):
        take(request.getfixturevalue("browser"), request.getfixturevalue("addresses"))
    files = {file.name: file.stat().st_size for file in FOLDER.glob("*.webp")}
    assert files.keys() == {name(*screen) for screen in SCREENS}
    assert max(files.values()) <= LARGEST
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [file for file in files if f"({file})" not in listed] == []
