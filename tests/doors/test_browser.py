"""What a reader's browser makes of every kind of page: Debian's Chromium, with the site's own headers."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from hjemsite.model import Brand
from hjemsite.pages.brand_style import style
from tests.doors.conftest import Judge
from tests.doors.test_first_view import sent

ARTICLE = "/nyheder/aerlig-snak/"
KINDS = {
    "home": "/",
    "news": "/nyheder/",
    "older news": "/nyheder/side/1/",
    "year": "/nyheder/2025/",
    "article": ARTICLE,
    "article without quotes": "/nyheder/kort-nyt/",
    "article of long words": "/nyheder/lange-ord/",
    "member of long words": "/medlemmer/boligsammenslutningen/",
    "person of long words": "/personer/bartholomaeus-christoffersen-vestergaard/",
    "members": "/medlemmer/",
    "member": "/medlemmer/aagaard-kommune/",
    "former member": "/medlemmer/tidselfonden/",
    "people": "/personer/",
    "person": "/personer/soeren-noergaard/",
    "quotes": "/citater/",
    "topics": "/emner/",
    "topic": "/emner/boliger/",
    "plain": "/om-os/",
    "events": "/arrangementer/",
    "event": "/arrangementer/aabent-hus/",
    "press": "/presse/",
    "press pictures": f"{ARTICLE}pressebilleder/",
    "picture bank": "/presse/billeder/",
    "withdrawn": "/nyheder/forkert-tal/",
    "follow": "/foelg-med/",
    "privacy": "/privatliv/",
    "accessibility": "/was/",
    "not found": "/404.html",
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 768, 1280, 1600)

WATCH = """
window.shifts = [];
window.violations = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push(entry.value)))
    .observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective));
"""

PAINTED = """() => new Promise(done => (function look() {
    performance.getEntriesByType("paint").length ? done() : requestAnimationFrame(look);
})())"""

WIDE = """() => [document.documentElement.scrollWidth, [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pattern, .unseen"))
    .map(one => one.outerHTML.slice(0, 120))]"""
"""How wide the page is, and what reaches out of the window."""


@dataclass(frozen=True)
class Sight:
    """What a visitor met on a page that she came to and waited a moment on."""

    trouble: list[str]
    violations: list[str]
    shifts: list[float]
    cookies: list[Any]
    stored: list[str]


class Visit:
    """A page, and all that its visitor would not want to see."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.trouble: list[str] = []
        self._sights: dict[str, Sight] = {}
        page.add_init_script(WATCH)
        page.on("console", lambda message: self.trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.address).netloc:
            self.trouble.append(f"asks {url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def at(self, path: str) -> Page:
        """The page at `path`, which is gone to when it is not there already."""
        return self.page if self.page.url == self.address + path else self.go(path)

    def sight(self, path: str) -> Sight:
        """What was met at `path`, which is gone to once, before anybody does anything with the page."""
        if path not in self._sights:
            self.trouble.clear()
            page = self.go(path)
            page.wait_for_timeout(50)
            self._sights[path] = Sight(
                [*self.trouble],
                page.evaluate("violations"),
                page.evaluate("shifts"),
                [*page.context.cookies()],
                page.evaluate("Object.keys(localStorage)"),
            )
        return self._sights[path]


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(**options)
    try:
        yield Visit(context.new_page(), address)
    finally:
        context.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """A reader with a telephone, in either scheme."""
    with visit(browser, address, color_scheme=request.param, viewport={"width": 360, "height": 800}) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def desk(layout_browser: Browser, address: str) -> Iterator[Visit]:
    """A window of any width, in which is measured and nothing drawn."""
    with visit(layout_browser, address) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def brand_reader(browser: Browser, address: str) -> Iterator[Visit]:
    """A telephone on which an alliance tries its colours, also where the policy would not let it."""
    # A button that fades into another colour has both for a while.
    how: Any = {"viewport": {"width": 360, "height": 800}, "bypass_csp": True, "reduced_motion": "reduce"}
    with visit(browser, address, **how) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def late_fonts(browser: Browser, address: str) -> Iterator[tuple[Visit, list[Route]]]:
    """A reader to whom no font comes until the test lets it; and the fonts that wait."""
    waiting: list[Route] = []
    with visit(browser, address) as visitor:
        visitor.page.route("**/*.woff2", lambda route: waiting.append(route))
        yield visitor, waiting


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, reader: Visit, judge: Judge) -> None:
    """No page kind breaks a rule of WCAG 2.2 AA, or of good habit, that a machine can see, in either scheme."""
    reader.sight(KINDS[kind])
    # A rule that cannot tell is about contrast over pictures, of which there are none beside text.
    broken, held = judge(reader.at(KINDS[kind]), STANDARDS)
    assert broken == []
    assert held > 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "article", "members", "person", "quotes", "press", "search"])
def test_a_brand_can_be_read(kind: str, scheme: Any, brand_reader: Visit, judge: Judge) -> None:
    """With the colours of a green, a bright yellow and a violet, axe finds no letters without contrast."""
    page = brand_reader.at({**KINDS, "search": "/soeg/"}[kind])
    page.emulate_media(color_scheme=scheme)
    for colour in ("#0f3d2e", "#ffd400", "#6a1b9a"):
        own = page.add_style_tag(content=style(Brand(colour, None, None, False, None, True)))
        assert judge(page, ["color-contrast"]) == ([], 1), colour
        assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--fill')") != ""
        own.evaluate("one => one.remove()")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_quiet_and_keeps_still(kind: str, reader: Visit) -> None:
    """No error, no breach of the policy, no request off the site, no cookie; nothing moves while the page loads."""
    assert reader.sight(KINDS[kind]) == Sight(trouble=[], violations=[], shifts=[], cookies=[], stored=[])


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("kind", ["home", "article", "quotes", "members", "press pictures", "member of long words"])
def test_little_moves_when_fonts_are_late(kind: str, width: int, late_fonts: tuple[Visit, list[Route]]) -> None:
    """What stands in until the fonts have come takes their room on this system too, so lines break where they will."""
    reader, waiting = late_fonts
    waiting.clear()
    page = reader.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(reader.address + KINDS[kind], wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert waiting and page.evaluate("document.fonts.status") == "loading"
    for route in waiting:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.wait_for_timeout(100)
    assert sum(page.evaluate("shifts")) <= 0.01


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_window(kind: str, desk: Visit) -> None:
    """From 320 to 1600 px, and with all text twice as large, nobody must scroll to the side (WCAG 1.4.10, 1.4.4)."""
    page = desk.go(KINDS[kind])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDE) == [width, []]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDE) == [WIDTHS[-1], []]
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_our_own_eyes_are_open(browser: Browser, address: str) -> None:
    """A page that breaks the policy, moves and asks elsewhere is seen to do so: the watch can fail."""

    def spoilt(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace(
            "<h1", '<p style="color:red">x</p><img src="https://tael.example/x.gif" alt=""><h1', 1
        )
        route.fulfill(response=answer, body=body)

    with visit(browser, address) as reader:
        reader.page.route("**/om-os/", spoilt)
        page = reader.go("/om-os/")
        assert {*page.evaluate("violations")} == {"img-src", "style-src-attr"}
        assert any("tael.example" in message for message in reader.trouble)
        # Only what has been painted can be seen to move, and a frame may be long in coming on a busy machine.
        for _ in range(100):
            page.evaluate(
                "document.querySelector('h1').before(Object.assign(document.createElement('p'), {textContent: 'x'}))"
            )
            page.wait_for_timeout(50)
            if page.evaluate("shifts.length"):
                break
        assert page.evaluate("shifts.length") > 0


@pytest.fixture
def newcomer(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader who has been nowhere: nothing is kept, nothing has been fetched."""
    with visit(browser, address) as visitor:
        yield visitor


def copied(page: Page) -> str:
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


@pytest.fixture(scope="module")
def journalist(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader whose browser lets the page copy. What a test does there ends when the next one goes to its page."""
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        yield visitor


def test_a_quote_is_copied_with_speaker_date_and_link(journalist: Visit) -> None:
    """From the article, by keyboard alone; the page says that it is done, and the button says so for a while."""
    page = journalist.go(ARTICLE)
    button = page.get_by_role("button", name="Kopiér citat af Søren Nørgaard")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Kopieret til udklipsholderen").wait_for()
    assert copied(page) == (
        "“Vi giver nøglen videre, og vi tager den ikke igen”\n"
        "– Søren Nørgaard, rådmand, Aagaard Kommune, 1. marts 2025\n"
        "https://noegler.example.dk/nyt/nyheder/aerlig-snak/#citat-vi-giver-noeglen-videre-og-vi-tager-den"
    )
    assert page.locator("button.done").inner_text() == "Kopieret"
    page.get_by_role("button", name="Kopiér citat af Søren Nørgaard").wait_for()


def test_a_quote_in_a_list_is_copied_as_in_its_article(journalist: Visit) -> None:
    """The page of quotes and the page of the person give the same text."""
    texts = set()
    for path in ("/citater/", "/personer/soeren-noergaard/", ARTICLE):
        page = journalist.go(path)
        page.get_by_role("button", name="Kopiér citat af Søren Nørgaard").first.click()
        page.get_by_role("status").get_by_text("Kopieret").wait_for()
        texts.add(copied(page))
    assert len(texts) == 1


def test_a_reference_is_copied(journalist: Visit) -> None:
    """How to cite the article, in one line."""
    page = journalist.go(ARTICLE)
    page.get_by_role("button", name="Kopiér henvisning").click()
    page.get_by_role("status").get_by_text("Kopieret").wait_for()
    assert copied(page) == (
        "Nøglen-alliancen (1. marts 2025): “Ærlig snak om <nøgler> & døre”. "
        "https://noegler.example.dk/nyt/nyheder/aerlig-snak/"
    )


def test_what_is_copied_has_words_as_they_were_written(journalist: Visit) -> None:
    """Where a long headline may be divided is for the eye."""
    page = journalist.go("/nyheder/lange-ord/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    assert "\u00ad" in page.evaluate("getSelection().toString()")
    page.keyboard.press("Control+C")
    assert copied(page) == "Hjemløsestrategiimplementeringsarbejdsgruppen og boligorganisationssamarbejdsaftalerne"


def test_a_browser_that_will_not_copy_is_told_of(browser: Browser, address: str) -> None:
    """Where copying is not allowed, the page says what to do instead."""
    with visit(browser, address) as reader:
        reader.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
        page = reader.go(ARTICLE)
        page.get_by_role("button", name="Kopiér henvisning").click()
        page.get_by_role("status").get_by_text("Markér teksten").wait_for()


def test_the_link_of_a_quote_leads_to_its_words(journalist: Visit) -> None:
    """From the list of quotes to the very place in the article, which stands out."""
    page = journalist.go("/citater/")
    page.locator(".saying", has_text="Vi giver nøglen videre").locator(".place").click()
    page.wait_for_url("**/aerlig-snak/#citat-*")
    target = page.locator(":target")
    assert target.inner_text() == "Vi giver nøglen videre, og vi tager den ikke igen"
    # The page glides to it, so it is waited for.
    expect(target).to_be_in_viewport(ratio=1)
    assert target.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_the_keyboard_reaches_everything_in_order(journalist: Visit) -> None:
    """Past the menu in one step, or through it; whatever has focus can be seen to have it."""
    page = journalist.go("/")
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.ariaLabel"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        box = page.evaluate("(({top, bottom}) => [top, bottom])(document.activeElement.getBoundingClientRect())")
        assert 0 <= box[0] < box[1] <= 720
    assert seen == [
        "Spring til indhold",
        "Nøgler & Døre",
        "Nyheder",
        "Arrangementer",
        "Medlemmer",
        "Citater",
        "Presse",
        "Om os",
    ]
    for name in ("Søg", "Sluk lyset"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent || document.activeElement.ariaLabel") == name
    page.goto(journalist.address + ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


GROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_lamp_is_remembered_and_nothing_else_is(newcomer: Visit) -> None:
    """The reader's choice holds on the next page from its first picture on; it is all that is ever stored."""
    page = newcomer.go("/")
    light = page.evaluate(GROUND)
    page.get_by_role("button", name="Sluk lyset").click()
    page.get_by_role("button", name="Tænd lyset").wait_for()
    dark = page.evaluate(GROUND)
    assert dark != light
    page.add_init_script(
        "window.grounds = []; requestAnimationFrame(function look() {"
        f" if (document.body) grounds.push({GROUND}); if (grounds.length < 9) requestAnimationFrame(look); }})"
    )
    newcomer.go(ARTICLE)
    assert page.evaluate(GROUND) == dark
    assert set(page.evaluate("grounds")) == {dark}
    assert page.evaluate("Object.entries({...localStorage})") == [["lys", "slukket"]]
    assert page.context.cookies() == []


def test_a_page_is_whole_without_scripts(layout_browser: Browser, address: str) -> None:
    """Text, quotes, speakers, links and how to cite are there; only the buttons are not."""
    with visit(layout_browser, address, java_script_enabled=False) as reader:
        page = reader.go(ARTICLE)
        assert page.get_by_role("button").count() == 0
        assert page.locator(".said .by").count() == 2
        assert page.get_by_role("link", name="Link til citatet").count() == 2
        assert "Ærlig snak" in page.locator(".cite").inner_text()


def test_paper_gets_the_release_and_nothing_that_cannot_be_used(desk: Visit) -> None:
    """In print: what it is, headline, text, who speaks, contact and address; no menu, no button, no street."""
    page = desk.go(ARTICLE)
    page.emulate_media(media="print")
    for shown in (".printed", "h1", ".prose", ".said .by", ".for-press address", ".about", ".address", ".corrections"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".menu", ".path", ".street", ".beside", "button", ".place", ".skip", ".cite"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.emulate_media(media="screen")


def test_a_forced_palette_and_calm_are_respected(layout_browser: Browser, address: str) -> None:
    """With the colours of the system links are underlined; whoever wants no motion gets none."""
    with visit(layout_browser, address, forced_colors="active", reduced_motion="reduce") as reader:
        page = reader.go("/")
        colours = page.evaluate(
            "(style => [style.textDecorationColor, style.color])(getComputedStyle(document.querySelector('.menu a')))"
        )
        assert colours[0] == colours[1]
        assert page.evaluate("getComputedStyle(document.querySelector('.menu a')).transitionDuration") == "0s"
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_first_view_is_light(newcomer: Visit, sites: Mapping[str, Path]) -> None:
    """A page with all that it needs: few requests, a small script, and no more than one font that it does not show."""
    answers: list[Response] = []
    newcomer.page.on("response", lambda answer: answers.append(answer))
    newcomer.go(ARTICLE)
    asked = [urlsplit(answer.url).path for answer in answers]
    assert len(asked) <= 12 and not [url for url in asked if url.endswith("italic.woff2")][1:]
    assert sum(map(sent, answers)) <= 100_000
    folder = sites["something of everything"]
    assert re.search(r"Cache-Control: public, max-age=31536000, immutable", (folder / "_headers").read_text("utf-8"))
