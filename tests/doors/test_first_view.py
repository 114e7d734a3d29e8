"""The real release with a photograph, as a reader first meets it: how little comes, and in which size."""

import gzip
from functools import cache
from itertools import product

import pytest
from playwright.sync_api import Browser, Response

ARTICLE = "/nyheder/hjerteligt-velkommen-til-aalborg-kommune-der-nu-traeder-ind-i-hjem-til-alle-alliancen/"
SCREENS = [(360, 2.0), (390, 3.0), (412, 2.625), (768, 2.0), (1280, 1.0)]
"""Width in CSS pixels, and how many pixels of the screen each is."""

MOST_BYTES, MOST_HTML, MOST_SCRIPT, MOST_REQUESTS = 120_000, 14_000, 5_000, 12
MOST_OF_LIST = 150_000


def sent(response: Response) -> int:
    """How many bytes a host sends, which compresses what is text."""
    is_text = response.headers["content-type"].startswith(("text/", "image/svg"))
    return compressed_size(response.body()) if is_text else len(response.body())


@cache
def compressed_size(text: bytes) -> int:
    """How many bytes a text takes on its way to a reader."""
    return len(gzip.compress(text, 6))


@pytest.mark.parametrize("path", ["/", ARTICLE])
@pytest.mark.parametrize(("width", "ratio"), SCREENS)
def test_the_first_view_is_light(browser: Browser, photographed: str, path: str, width: int, ratio: float) -> None:
    """With its photograph a page is at most 120 kB in 12 requests; of the HTML and the script there is little."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=ratio, is_mobile=width < 600
    )
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))
    page.goto(photographed + path, wait_until="networkidle")
    weights = {response.url.removeprefix(photographed): sent(response) for response in answers}
    context.close()
    assert [name for name in weights if name.startswith("/billeder/foto-")], "the photograph is in view"
    assert len(answers) <= MOST_REQUESTS and sum(weights.values()) <= MOST_BYTES, weights
    assert weights[path] <= MOST_HTML
    assert sum(size for name, size in weights.items() if name.endswith(".js")) <= MOST_SCRIPT


@pytest.mark.parametrize(("width", "ratio"), SCREENS)
def test_a_list_of_twenty_is_light_to_its_end(browser: Browser, photographed: str, width: int, ratio: float) -> None:
    """Twenty news, eleven with a picture as rich as a crowd, are at most 150 kB for somebody who reads all of them."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=ratio, is_mobile=width < 600
    )
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))
    page.goto(f"{photographed}/nyheder/", wait_until="networkidle")
    assert page.locator(".cards > li").count() == 20
    pictures = page.locator(".thumb img").all()
    for picture in pictures:
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    weights = {response.url: sent(response) for response in answers}
    context.close()
    # All but the upright one are the same file, which a browser fetches once.
    photo = max(size for url, size in weights.items() if "/billeder/foto-" in url)
    assert len(pictures) == 11
    assert sum(weights.values()) + (len(pictures) - 2) * photo <= MOST_OF_LIST, weights


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_an_upright_picture_leaves_the_text_in_view(layout_browser: Browser, photographed: str, width: int) -> None:
    """It keeps its form, is lower than the window, and where there is room, whom to ask stands beside it."""
    context = layout_browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{photographed}/nyheder/nyt-1/")
    picture = page.locator(".upright img").bounding_box()
    contact = page.locator(".for-press").bounding_box()
    context.close()
    assert picture and contact
    assert picture["height"] <= 0.85 * 800 + 1 and picture["width"] <= width
    assert abs(picture["width"] / picture["height"] - 900 / 1600) < 0.01
    assert (contact["y"] < picture["y"] + 60) == (width >= 1024)


PATHS = ("/", ARTICLE, f"{ARTICLE}pressebilleder/")
RATIOS = (1, 2)
WIDTHS = (360, 768, 1280, 1600)
MEASURE = """async () => {
    const picture = document.querySelector("main picture img");
    await picture.decode();
    return [picture.getBoundingClientRect().width, Number(picture.currentSrc.match(/-(\\d+)\\.avif$/)[1])];
}"""
"""How wide the first picture is shown in CSS pixels, and how wide the file is that was fetched."""


@pytest.fixture(scope="module")
def pictures(layout_browser: Browser, photographed: str) -> dict[tuple[str, int, int], tuple[float, int]]:
    """Path, ratio of pixels and width of the window → what `MEASURE` finds.

    Each path and ratio has a browser of its own, whose window grows: Chromium takes a larger file that it already has.
    """
    widths = {}
    for path, ratio in product(PATHS, RATIOS):
        with layout_browser.new_context(device_scale_factor=ratio) as context:
            page = context.new_page()
            for width in sorted(WIDTHS):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(photographed + path)
                shown, fetched = page.evaluate(MEASURE)
                widths[path, ratio, width] = shown, fetched
    return widths


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_is_as_large_as_its_place(
    pictures: dict[tuple[str, int, int], tuple[float, int]], path: str, ratio: int, width: int
) -> None:
    """`sizes` says what the style sheet does: the width that a browser fetches is neither twice nor half of it."""
    shown, fetched = pictures[path, ratio, width]
    assert 0.6 <= fetched / (shown * ratio) <= 1.5, (shown, fetched)
