"""The desk in a real browser: a communications officer's way from a Word file to a published article, and its pages."""

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from hjemsite.preview.desk.keys import keys_of
from tests.doors.conftest import AXE, Judge
from tests.previewing import LONG, PROJECT, Preview, eventually, make_site, previewing, write

RELEASE = PROJECT / "docs/redaktoer/tidselfonden.docx"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of a site in git, which has somewhere to send commits."""
    root = make_site(tmp_path_factory.mktemp("skrivebord") / "side")
    write(root, ".gitignore", ".hjemsite/\n")
    for words in (
        ("init", "--quiet", "--bare", "--initial-branch=main", "../fjern.git"),
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "Ida Ø"),
        ("config", "user.email", "ida@noeglen.example"),
        ("remote", "add", "origin", "../fjern.git"),
        ("add", "."),
        ("commit", "--quiet", "--message=begyndt"),
        ("push", "--quiet", "--set-upstream", "origin", "main"),
    ):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    with previewing(root) as running:
        yield running


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """A desk that was opened with its key; what the console complains of fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        opened.set_default_timeout(LONG * 1000)
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.extend(_complaint(message)))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(preview.url + keys_of(preview.root).path)
        yield opened
        assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """A page that says no has a status that the browser tells of."""
    is_complaint = message.type in ("error", "warning") and "409 (Conflict)" not in message.text
    return [message.text] if is_complaint else []


JudgeByName = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def judge(judge: Judge) -> JudgeByName:
    return partial(_judge, judge)


def _judge(judge: Judge, page: Page, name: str) -> None:
    """The page has no faults for those who use it otherwise, and fits on a phone, in light and dark."""
    # The desk has no axe beside its pages.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme, rules in (("light", RULES), ("dark", ["color-contrast"])):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert judge(page, rules)[0] == [], (name, scheme)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 780})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide <= 360, name


def drop(page: Page, area: str, name: str, data: bytes, kind: str) -> None:
    """Drop a file on an area of the page, as from the editor's own desktop."""
    page.evaluate(
        """([area, name, bytes, kind]) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([new Uint8Array(bytes)], name, {type: kind}));
            const event = new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true});
            document.querySelector(area).dispatchEvent(event);
        }""",
        [area, name, [*data], kind],
    )


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def follow(page: Page, words: str) -> None:
    """Click a link, and wait until its page is there in place of this one."""
    with page.expect_navigation():
        page.get_by_role("link", name=words).first.click()


def test_from_word_to_published(page: Page, preview: Preview, judge: JudgeByName) -> None:
    """With an embargo, a picture, a mistake and its undo, and a draft for a colleague; without a command."""
    judge(page, "the list")
    follow(page, "Importér en pressemeddelelse")
    judge(page, "where a file is chosen")
    drop(page, "[data-slip]", RELEASE.name, RELEASE.read_bytes(), "")
    expect(page.locator("mark.usikker", has_text="Nu går vi i gang.")).to_be_visible(timeout=LONG * 1000)
    judge(page, "what was found")
    press(page, "Gem som kladde")
    expect(page.get_by_text("Gemt som kladde.")).to_be_visible(timeout=LONG * 1000)
    judge(page, "the form")
    page.get_by_label("Embargo").fill("2026-12-24 06:00")
    for mark in page.get_by_label("Det passer").all():
        mark.check()
    press(page, "Gem")
    expect(page.get_by_label("Det passer")).to_have_count(0, timeout=LONG * 1000)
    page.get_by_label("Overskrift").fill("")
    press(page, "Gem")
    expect(page.locator("#felt-title .fejl")).to_be_visible(timeout=LONG * 1000)
    judge(page, "a form with a fault")
    follow(page, "Fortryd")
    judge(page, "the steps")
    press(page, "Fortryd det")
    expect(page.get_by_text("Fortrudt.")).to_be_visible(timeout=LONG * 1000)
    follow(page, "Skrivebordet")
    follow(page, "Tidselfonden giver nøglen")
    picture = (PROJECT / "docs/redaktoer/kladde.webp").read_bytes()
    drop(page, ".kort [data-slip]", "Åben dør.webp", picture, "image/webp")
    page.get_by_label("Hvad billedet viser").last.fill("En åben dør")
    page.get_by_label("Fotograf").last.fill("Ib Sø")
    press(page, "Læg billedet ved")
    expect(page.get_by_text("Billedet er lagt ved.")).to_be_visible(timeout=LONG * 1000)
    follow(page, "Del et udkast")
    press(page, "Del udkastet")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent det som én fil").first.click()
    assert download.value.suggested_filename == "2026-11-02-tidselfonden-giver-noeglen-til-hundrede-hjem.zip"
    judge(page, "a shared draft")
    follow(page, "Ret den")
    follow(page, "Udgiv")
    press(page, "Den er færdig")
    expect(page.get_by_text("Vises fra den 24. december 2026 kl. 6.00")).to_be_visible(timeout=LONG * 1000)
    judge(page, "what will be published")
    press(page, "Udgiv")
    expect(page.get_by_text("Det er committet og sendt til origin/main.")).to_be_visible(timeout=LONG * 1000)
    newest = ["git", "log", "-1", "--format=%an: %s", "main"]
    log = subprocess.run(newest, cwd=preview.root.parent / "fjern.git", check=True, capture_output=True, text=True)
    assert log.stdout == "Ida Ø: Tidselfonden giver nøglen til hundrede hjem\n"


def test_two_tabs_do_not_write_over_each_other(page: Page, judge: JudgeByName) -> None:
    """The second sees both, and saves on purpose."""
    page.locator("li", has_text="åbner døre på Ærø").get_by_role("link").first.click()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Overskrift").fill("Fra den anden fane")
    other.get_by_role("button", name="Gem").first.click()
    expect(other.get_by_text("Gemt.")).to_be_visible(timeout=LONG * 1000)
    page.get_by_label("Overskrift").fill("Fra den første fane")
    press(page, "Gem")
    expect(page.get_by_text("Intet er gemt.")).to_be_visible(timeout=LONG * 1000)
    expect(page.locator("#felt-title pre")).to_have_text("Fra den anden fane")
    judge(page, "two editions")
    press(page, "Gem min udgave")
    expect(page.get_by_label("Overskrift")).to_have_value("Fra den første fane")


def test_all_but_dropping_works_without_scripts(browser: Browser, preview: Preview) -> None:
    """A file is chosen, and the forms are sent by the browser itself."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(LONG * 1000)
        page.goto(preview.url + keys_of(preview.root).path)
        follow(page, "Skriv en ny nyhed")
        page.get_by_label("Overskrift").fill("Uden programmer")
        press(page, "Begynd på en kladde")
        page.locator("#i-tekst").fill("Åben dør.\n\nPå Ærø.")
        press(page, "Gem")
        expect(page.get_by_text("Gemt.")).to_be_visible(timeout=LONG * 1000)
        eventually(lambda: preview.shows("/nyheder/uden-programmer/", "På Ærø."))
        page.goto(f"{preview.url}/_forhaandsvisning/importer")
        page.get_by_label(re.compile("Træk filen hertil")).set_input_files(RELEASE)
        press(page, "Se, hvad der bliver fundet")
        expect(page.locator("mark[title]", has_text="Nu går vi i gang.")).to_be_visible(timeout=LONG * 1000)


def test_what_is_not_saved_is_not_left_by_mistake(page: Page) -> None:
    """The browser asks first."""
    page.locator("li", has_text="content/nyheder").get_by_role("link").first.click()
    page.get_by_label("Resumé").fill("Noget")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    follow(page, "Importér")
    page.wait_for_url("**/importer")
    assert asked == ["beforeunload"]
