"""The real release with a photograph, as a reader first meets it: how little comes, and in which size."""

import gzip

import pytest
from playwright.sync_api import Browser, Response

ARTICLE = "/nyheder/hjerteligt-velkommen-til-aalborg-kommune-der-nu-traeder-ind-i-hjem-til-alle-alliancen/"
SCREENS = [(360, 2.0), (390, 3.0), (412, 2.625), (768, 2.0), (1280, 1.0)]
"""Width in CSS pixels, and how many pixels of the screen each is."""

MOST_BYTES, MOST_HTML, MOST_SCRIPT, MOST_REQUESTS = 120_000, 14_000, 5_000, 12


def sent(response: Response) -> int:
    """How many bytes a host sends, which compresses what is text."""
    body = response.body()
    is_text = response.headers["content-type"].startswith(("text/", "image/svg"))
    return len(gzip.compress(body, 6) if is_text else body)


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


@pytest.mark.parametrize("path", ["/", ARTICLE, f"{ARTICLE}pressebilleder/"])
@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("width", [360, 768, 1280, 1600])
def test_a_picture_is_as_large_as_its_place(
    browser: Browser, photographed: str, path: str, ratio: int, width: int
) -> None:
    """`sizes` says what the style sheet does: the width that a browser fetches is neither twice nor half of it."""
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=ratio)
    page = context.new_page()
    page.goto(photographed + path)
    shown, fetched = page.evaluate(
        """async () => {
            const picture = document.querySelector("main picture img");
            await picture.decode();
            return [picture.getBoundingClientRect().width, Number(picture.currentSrc.match(/-(\\d+)\\.avif$/)[1])];
        }"""
    )
    context.close()
    assert 0.6 <= fetched / (shown * ratio) <= 1.5, (shown, fetched)
