"""The preview in a real browser: it follows what is saved, keeps the reader's place, and breaks no policy."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.previewing import (
    ARTICLE,
    ARTICLE_PATH,
    ARTICLE_URL,
    LONG,
    Preview,
    eventually,
    make_site,
    own_template,
    previewing,
    write,
)

EVERY_KIND = (Path(__file__).parent / "site/content", "2026-11-20")
LONG_ARTICLE = ARTICLE + "\n".join(f"\nAfsnit {number} om døre på Ærø." for number in range(200)) + "\n"
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(make_site(tmp_path_factory.mktemp("browser"))) as running:
        yield running


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """A window that shows a long article; what its console complains of fails the test."""
    start(preview)
    with browser.new_context(viewport={"width": 900, "height": 700}) as context:
        opened = context.new_page()
        opened.set_default_timeout(LONG * 1000)
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.extend(_complaint(message)))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(preview.url + ARTICLE_URL)
        opened.get_by_text("Afsnit 199 ").wait_for()
        yield opened
        assert complaints == []


def start(preview: Preview) -> None:
    """Write the long article, and wait until it and all that was written before has been built."""
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE)
    sign = f"Mærke {time.monotonic_ns()}"
    write(preview.root, "content/sider/maerke.md", f"---\ntitle: {sign}\n---\nMærke.\n")
    eventually(lambda: preview.shows("/maerke/", sign))


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser says that it should not have to; it also says when a page is not there."""
    is_complaint = message.type in ("error", "warning") and "404 (Not Found)" not in message.text
    return [message.text] if is_complaint else []


def visible(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=LONG * 1000)


def gone(page: Page, text: str) -> None:
    expect(page.get_by_text(text)).to_have_count(0, timeout=LONG * 1000)


SPEECH = """---
title: En lang tale
date: 2022-09-29
recordings: [{file: tale.mp3, title: Talen, transcript: udskrift.txt}]
---
Hør den.
"""
FRAME = b"\xff\xfb\x90\x64" + bytes(413)
"""A frame of MPEG-1, layer III: 26 milliseconds of silence."""


def test_a_recording_can_be_wound(page: Page, preview: Preview) -> None:
    """A listener who jumps far ahead hears what is there at once, without what lies between."""
    folder = preview.root / "content/nyheder/2022-09-29-tale"
    write(preview.root, "content/nyheder/2022-09-29-tale/index.md", SPEECH)
    write(preview.root, "content/nyheder/2022-09-29-tale/udskrift.txt", "Kære alle.\n")
    (folder / "tale.mp3").write_bytes(FRAME * 40_000)
    eventually(lambda: preview.shows("/nyheder/tale/", "tale.mp3"))
    # The page that is open loads itself again when something is built.
    listening = page.context.new_page()
    parts: list[tuple[int, str]] = []
    listening.on(
        "response", lambda response: parts.append((response.status, response.headers.get("content-range", "")))
    )
    listening.goto(f"{preview.url}/nyheder/tale/")
    listening.evaluate(
        """async () => {
            const sound = document.querySelector("audio");
            const happens = (name) => new Promise((done) => sound.addEventListener(name, done, {once: true}));
            sound.preload = "metadata";
            sound.load();
            await happens("loadedmetadata");
            sound.currentTime = sound.duration * 0.9;
            await happens("seeked");
        }"""
    )
    assert listening.evaluate("document.querySelector('audio').currentTime") > 900
    assert any(code == 206 and not of.startswith("bytes 0-") for code, of in parts), parts
    listening.close()
    shutil.rmtree(folder)


def test_a_save_shows_and_the_reader_stays(page: Page, preview: Preview) -> None:
    """The page is loaded again by itself, where the reader stood."""
    page.evaluate("scrollTo({top: 2400, behavior: 'instant'})")
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE.replace("Afsnit 150 ", "Afsnit hundrede og halvtreds "))
    page.get_by_text("Afsnit hundrede og halvtreds").wait_for()
    eventually(lambda: abs(page.evaluate("scrollY") - 2400) < 2)


def test_a_save_is_one_reload(page: Page, preview: Preview) -> None:
    """The page comes first and the rest of the site after it, which does not disturb whoever looks at the page."""
    before = preview.builds()
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE.replace("Afsnit 7 ", "Afsnit syv "))
    page.get_by_text("Afsnit syv ").wait_for()
    page.evaluate("window.stillHere = true")
    eventually(lambda: preview.builds() > before)
    # What comes next is told after whatever the rest of the site had to tell.
    with another_style(preview):
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=LONG * 1000)
        assert page.evaluate("window.stillHere") is True


@contextmanager
def another_style(preview: Preview) -> Iterator[None]:
    """While inside, headlines have another colour."""
    sheet = own_template(preview.root, "assets/site.css")
    before = sheet.read_text("utf-8")
    sheet.write_text(before + "\nh1 { color: rgb(1, 2, 3); }\n", "utf-8")
    yield
    sheet.write_text(before, "utf-8")


def test_a_style_shows_without_a_reload(page: Page, preview: Preview) -> None:
    """Only the style sheet is exchanged: what the reader has done in the page is still there."""
    page.evaluate("window.stillHere = true")
    with another_style(preview):
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=LONG * 1000)
        assert page.evaluate("window.stillHere") is True
        expect(page.locator("head link[rel=stylesheet]")).to_have_count(1, timeout=LONG * 1000)
        # And what comes after it is a reload like any other.
        write(preview.root, ARTICLE_PATH, LONG_ARTICLE.replace("Afsnit 1 ", "Afsnit et "))
        page.get_by_text("Afsnit et ").wait_for()


def test_a_fault_lies_over_the_page_and_vanishes(page: Page, preview: Preview) -> None:
    """With its excerpt; the last good page is still there below it."""
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE.replace("date:", "member: ukendt\ndate:"))
    visible(page, "»ukendt« er ikke et medlem")
    visible(page, "^^^^^^")
    visible(page, "Siden er den sidste, der var uden fejl")
    assert page.get_by_text("Afsnit 199 ").count() == 1
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE)
    gone(page, "»ukendt« er ikke et medlem")


def test_a_warning_waits_to_be_opened_and_stays_so(page: Page, preview: Preview) -> None:
    """It is counted; whoever reads it is not interrupted by the next save."""
    warned = LONG_ARTICLE + "\n# For stor en overskrift\n"
    write(preview.root, ARTICLE_PATH, warned)
    visible(page, "1 advarsel (1 i denne fil)")
    expect(page.get_by_text("Begynd linjen med ##")).to_be_hidden()
    page.get_by_text("1 advarsel (1 i denne fil)").click()
    visible(page, "Begynd linjen med ##")
    write(preview.root, ARTICLE_PATH, warned.replace("Afsnit 2 ", "Afsnit to "))
    page.get_by_text("Afsnit to ").wait_for()
    visible(page, "Begynd linjen med ##")


def test_an_article_tells_where_it_comes_from(page: Page, preview: Preview) -> None:
    """The bar names the file and how the article stands, and the ribbon says when it appears."""
    visible(page, ARTICLE_PATH)
    visible(page, "Udgivet")
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE.replace("date:", "embargo: 2029-12-03 09:00\ndate:"))
    visible(page, "Vises fra den 3. december 2029 kl. 9.00. Siden ses kun i forhåndsvisningen.")


def test_a_page_that_is_deleted_and_comes_back(page: Page, preview: Preview) -> None:
    """The browser follows there, too."""
    write(preview.root, "content/nyheder/anden.md", ARTICLE.replace("Ærø", "Fanø"))
    (preview.root / ARTICLE_PATH).unlink()
    gone(page, "Afsnit 199 ")
    write(preview.root, ARTICLE_PATH, LONG_ARTICLE)
    page.get_by_text("Afsnit 199 ").wait_for()
    (preview.root / "content/nyheder/anden.md").unlink()


def test_many_windows_at_once(browser: Browser, preview: Preview) -> None:
    """A browser opens six connections to a server; pages in the background leave them to the one that is seen."""
    start(preview)
    with browser.new_context() as context:
        pages = [context.new_page() for _ in range(5)]
        for window in pages:
            window.goto(preview.url + ARTICLE_URL)
        write(preview.root, ARTICLE_PATH, LONG_ARTICLE.replace("Afsnit 3 ", "Afsnit tre "))
        for window in pages:
            window.get_by_text("Afsnit tre ").wait_for(timeout=LONG * 1000)


def test_no_kind_of_page_breaks_the_policy(layout_browser: Browser, tmp_path: Path) -> None:
    """Nothing is refused by a policy on any of the pages, with the preview's bar on them, and nothing foreign asked."""
    content, day = EVERY_KIND
    shutil.copytree(content, tmp_path / "content")
    with previewing(tmp_path, "--as-of", day) as preview, layout_browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        foreign: list[str] = []
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: foreign.extend(() if asked.url.startswith(preview.url) else (asked.url,)))
        seen, waiting = set[str](), ["/"]
        while waiting:
            url = waiting.pop()
            page.goto(preview.url + url, wait_until="domcontentloaded")
            assert page.locator("hjemsite-forhaandsvisning aside").count() == 1, url
            assert page.evaluate("document.querySelector('hjemsite-forhaandsvisning').shadowRoot !== null")
            seen.add(url)
            paths: list[str] = page.evaluate("[...document.querySelectorAll('a')].map(a => a.pathname)")
            waiting += [path for path in dict.fromkeys(paths) if path.endswith("/") and path not in {*seen, *waiting}]
        assert len(seen) > 15
        assert (complaints, foreign) == ([], [])
