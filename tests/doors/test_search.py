"""The search page in a real browser, under the strictest policy that it works with.

Chromium is Debian's. Whatever the browser complains of, and every request that leaves the site, fails the test.
"""

import gzip
import mimetypes
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, Request, expect

from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.urls import Url, file_path

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
STRICT = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

ARTICLES = {
    "hus": (
        "Nyt hus i Aalborg",
        "Huset er for hjemløse, siger Kirsten Søgaard. Færgen sejler fra Ærøskøbing til København hver dag.\n\n"
        "ÅRSMØDET i Ålborg handler om temaåbning og en pizzaæske: »Vi glæder os til at se jer igen«.",
    ),
    "tal": ("Tal om hjemløshed", "Her er tallene. Det koster 1 < 2 kroner & er `<b>gratis</b>`. Temaet er klimaet."),
    "hjem": ("Et hjem til alle", "Ingen skal bo hjemløst. Temaer er der nok af, og radioen spiller."),
    "kladde": ("Zebraen er løs", "Zebraen er hjemløs."),
}
FRONT = {"hus": "member: aagaard-kommune\ntopics: [boliger]\n", "kladde": "draft: true\n"}


@dataclass
class Visit:
    """A tab in the browser, and what went wrong in it."""

    page: Page
    origin: str
    trouble: list[str] = field(default_factory=list)

    def requested(self, request: Request) -> None:
        if not request.url.startswith(self.origin):
            self.trouble.append(request.url)

    def complained(self, message: ConsoleMessage) -> None:
        """What a policy stops is told here too."""
        if message.type in ("error", "warning"):
            self.trouble.append(message.text)

    def search(self, query: str) -> list[str]:
        """The headlines that are found."""
        self.page.get_by_role("searchbox").fill(query)
        self.told(query)
        return self.headlines()

    def told(self, query: str) -> None:
        """Wait until the page has said how many hits there are for `query`."""
        expect(self.page.locator("#hits")).to_contain_text(f"fund for »{query}«")

    def headlines(self) -> list[str]:
        return self.page.locator(".finds h2").all_inner_texts()

    def focused(self) -> str:
        script = "document.activeElement.name || document.activeElement.innerText"
        return str(self.page.evaluate(script))


@contextmanager
def started(chromium: BrowserType, *flags: str) -> Iterator[Browser]:
    usual = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
    browser = chromium.launch(executable_path=shutil.which("chromium"), args=[*usual, *flags])
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with four articles, one of them a draft, a member and a page."""
    root = tmp_path_factory.mktemp("site")
    texts = {
        "site.yaml": "title: Nøglen-alliancen\naddress: https://noeglen.example\ndescription: Nyheder.\n",
        "medlemmer/aagaard-kommune.md": "---\nname: Ågård Kommune\nkind: kommune\njoined: 2023\n---\n",
        "sider/om.md": "---\ntitle: Om os\n---\n\nVi holder til i Nøglegade.\n",
    }
    for number, (name, (title, body)) in enumerate(ARTICLES.items(), 1):
        front = f"title: {title}\ndate: 2024-01-{number:02}\n{FRONT.get(name, '')}"
        texts[f"nyheder/{name}.md"] = f"---\n{front}---\n\n{body}\n"
    for path, text in texts.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return root


@pytest.fixture(scope="module")
def files(root: Path) -> Mapping[str, bytes]:
    return build(BuildOptions(root, AS_OF, search=True)).loaded()


@contextmanager
def served(files: Mapping[str, bytes], policy: str = STRICT) -> Iterator[str]:
    """The address at which `files` are served, each with the policy in its head."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = file_path(Url(self.path.partition("?")[0]))
            self.send_response(200 if path in files else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(files.get(path, b""))

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def visited(browser: Browser, origin: str, path: str = "/soeg/") -> Iterator[Visit]:
    context = browser.new_context(locale="da-DK")
    try:
        visit = Visit(context.new_page(), origin)
        visit.page.on("request", visit.requested)
        visit.page.on("console", visit.complained)
        visit.page.on("pageerror", lambda error: visit.trouble.append(str(error)))
        visit.page.goto(origin + path)
        yield visit
    finally:
        context.close()


@pytest.fixture(scope="module")
def site(files: Mapping[str, bytes]) -> Iterator[str]:
    with served(files) as origin:
        yield origin


@pytest.fixture(scope="module")
def tab(browser: Browser, site: str) -> Iterator[Visit]:
    """One tab for questions that leave no trace in each other."""
    with visited(browser, site) as visit:
        yield visit


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """A tab that has just come to the search page, and must have gone through its test without complaint."""
    with visited(browser, site) as visit:
        yield visit
        assert visit.trouble == []


HUS, TAL, HJEM = (ARTICLES[name][0] for name in ("hus", "tal", "hjem"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hjemløshed", {HUS, TAL, HJEM}),
        ("hjemløse", {HUS, TAL, HJEM}),
        ("hjemløst", {HUS, TAL, HJEM}),
        ("hjemloese", {HUS, TAL, HJEM}),
        ("Hjemløsheden", {HUS, TAL, HJEM}),
        ("Ålborg", {HUS}),
        ("aalborg", {HUS}),
        ("A\u030alborgs", {HUS}),
        ("Ærøskøbing", {HUS}),
        ("aeroeskoebing", {HUS}),
        ("koebenhavn", {HUS}),
        ("KØBENHAVN", {HUS}),
        ("Søgård", {HUS}),
        ("årsmøde", {HUS}),
        ("temaåbning", {HUS}),
        ("tema", {HUS, TAL, HJEM}),
        ("temaet klima", {TAL}),
        ("radio", {HJEM}),
        ("»glæder os til at se«", {HUS}),
        ("“til os glæder”", set()),
        ("Aagaard", {HUS, "Ågård Kommune"}),
        ("nøglegade", {"Om os"}),
        ("januar 2024", {HUS, TAL, HJEM}),
        ("zebra", set()),
        ("<gratis>", {TAL}),
    ],
)
def test_what_is_looked_for_is_found(query: str, found: set[str], tab: Visit) -> None:
    """Both spellings of æ, ø and å, and every ending, lead to the same pages; what is not published to none."""
    assert set(tab.search(query)) == found
    assert tab.trouble == []


def test_excerpts_say_what_the_page_says(tab: Visit) -> None:
    """Letters stand as they do on the page, markup is shown as text, and what was looked for is marked."""
    tab.search("årsmødet")
    excerpt = tab.page.locator(".finds .summary")
    expect(excerpt).to_contain_text("fra Ærøskøbing til København hver dag. ÅRSMØDET i Ålborg handler om temaåbning")
    expect(excerpt).to_contain_text("og en pizzaæske: “Vi glæder os")
    assert excerpt.locator("mark").all_inner_texts() == ["ÅRSMØDET"]
    tab.search("gratis")
    expect(excerpt).to_have_text("Her er tallene. Det koster 1 < 2 kroner & er <b>gratis</b>. Temaet er klimaet. ")
    tab.search("Aagaard")
    details = tab.page.locator(".finds .detail").all_inner_texts()
    assert sorted(details) == ["1. januar 2024 · Ågård Kommune", "Kommune · medlem fra 2023"]


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """From the field through the hits and back, into an article, and back to the same hits."""
    keyboard = visit.page.keyboard
    expect(visit.page.get_by_role("searchbox")).to_be_focused()
    keyboard.type("hjemløshed")
    visit.told("hjemløshed")
    order = visit.headlines()
    keyboard.press("ArrowUp")
    assert visit.focused() == "q"
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    assert visit.focused() == order[1]
    keyboard.press("ArrowUp")
    assert visit.focused() == order[0]
    keyboard.press("Escape")
    assert visit.focused() == "q"
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text(order[0])
    visit.page.go_back()
    visit.told("hjemløshed")
    assert visit.headlines() == order
    visit.page.get_by_role("searchbox").focus()
    keyboard.press("Escape")
    expect(visit.page.locator("#hits")).to_be_empty()
    assert (visit.headlines(), visit.page.url) == ([], f"{visit.origin}/soeg/")


def test_a_search_has_an_address(visit: Visit) -> None:
    """What was asked stands in the address, can be sent to others, and is found again with the back button."""
    page, box = visit.page, visit.page.get_by_role("searchbox")
    for query in ("Ålborg", "hjem & <b>"):
        box.fill(query)
        box.press("Enter")
        visit.told(query)
    page.go_back()
    visit.told("Ålborg")
    expect(box).to_have_value("Ålborg")
    page.go_forward()
    visit.told("hjem & <b>")
    page.goto(f"{visit.origin}/soeg/?q=%C3%86r%C3%B8sk%C3%B8bing")
    visit.told("Ærøskøbing")
    assert visit.headlines() == [HUS]


def test_the_menu_leads_to_the_search(browser: Browser, site: str) -> None:
    """Every page has a link to it."""
    with visited(browser, site, "/nyheder/hus/") as visit:
        visit.page.get_by_role("link", name="Søg", exact=True).click()
        expect(visit.page.get_by_role("searchbox")).to_be_focused()
        assert visit.trouble == []


def test_more_hits_are_shown_when_asked_for(browser: Browser, root: Path, tmp_path: Path) -> None:
    """Ten at first, then the rest, and the keyboard stands at the first new one."""
    shutil.copytree(root, tmp_path / "many", symlinks=True)
    for number in range(12):
        text = f"---\ntitle: Havn nummer {number}\ndate: 2024-02-{number + 1:02}\n---\n\nHavnen er åben.\n"
        (tmp_path / f"many/content/nyheder/havn-{number}.md").write_text(text, encoding="utf-8")
    files = build(BuildOptions(tmp_path / "many", AS_OF, search=True)).loaded()
    with served(files) as origin, visited(browser, origin) as visit:
        assert len(visit.search("havn")) == 10
        expect(visit.page.locator("#hits")).to_have_text("12 fund for »havn«")
        visit.page.get_by_role("button", name="Vis flere").click()
        expect(visit.page.locator(".finds h2")).to_have_count(12)
        assert visit.focused() == visit.headlines()[10]
        expect(visit.page.get_by_role("button", name="Vis flere")).to_be_hidden()
        assert visit.trouble == []


def test_without_javascript_there_are_years_and_topics(browser: Browser, site: str) -> None:
    """The page says so, offers real links, and the form leads back to it."""
    # Playwright's own switch stops scripts, but leaves the browser believing that they run.
    flag = "--blink-settings=scriptEnabled=false"
    with started(browser.browser_type, flag) as scriptless, visited(scriptless, site) as visit:
        expect(visit.page.locator("noscript p")).to_be_visible()
        links = visit.page.get_by_role("main").get_by_role("link").all()
        assert [link.get_attribute("href") for link in links] == ["/nyheder/2024/", "/emner/boliger/"]
        visit.page.get_by_role("searchbox").fill("hus")
        visit.page.get_by_role("button", name="Søg").click()
        expect(visit.page).to_have_url(f"{site}/soeg/?q=hus")
        assert visit.trouble == []


def test_a_site_may_stand_below_a_path(browser: Browser, root: Path) -> None:
    """Links lead to the pages where they are, and the index is the same one."""
    made = build(BuildOptions(root, AS_OF, base_url="https://noeglen.example/hjem", search=True)).loaded()
    below = {f"hjem/{path}": data for path, data in made.items()}
    with served(below) as origin, visited(browser, origin, "/hjem/soeg/?q=aalborg") as visit:
        visit.told("aalborg")
        visit.page.get_by_role("link", name=HUS).click()
        expect(visit.page).to_have_url(f"{origin}/hjem/nyheder/hus/")
        assert visit.trouble == []


def test_where_there_is_no_index_the_page_says_so(browser: Browser, root: Path) -> None:
    """A preview makes no index: the page tells, and still offers years and topics."""
    with served(build(BuildOptions(root, AS_OF)).loaded()) as origin, visited(browser, origin) as visit:
        expect(visit.page.locator("#hits")).to_contain_text("Søgningen kan ikke hentes")


def test_the_policy_bites(browser: Browser, files: Mapping[str, bytes]) -> None:
    """The tests above can fail: what a policy forbids is noticed, and so is a request that leaves the site."""
    stricter = STRICT.replace(" 'wasm-unsafe-eval'", "")
    with served(files, stricter) as origin, visited(browser, origin, "/soeg/?q=hus") as visit:
        expect(visit.page.locator("#hits")).to_contain_text("Søgningen kan ikke hentes")
        assert any("Content Security Policy" in text for text in visit.trouble)
    page = files["soeg/index.html"].replace(b'href="/assets/search', b'href="http://127.0.0.2:9/assets/search')
    with served({**files, "soeg/index.html": page}) as origin, visited(browser, origin) as visit:
        assert any("127.0.0.2" in text for text in visit.trouble)


def test_a_first_search_fetches_little(browser: Browser, site: str, files: Mapping[str, bytes]) -> None:
    """Our own script is at most 3 kB compressed, and all that a search needs beside the page 100 kB."""
    paths: set[str] = set()
    with visited(browser, site, "/om/") as visit:
        visit.page.on("request", lambda request: paths.add(urlsplit(request.url).path.removeprefix("/")))
        visit.page.goto(f"{site}/soeg/?q=hus")
        visit.told("hus")
    fetched = {path: files[path] for path in paths if path in files}
    ours = next(data for path, data in fetched.items() if path.startswith("assets/search.") and path.endswith(".js"))
    assert len(gzip.compress(ours, mtime=0)) <= 3_000
    pagefind = [gzip.compress(data, mtime=0) for path, data in fetched.items() if path.startswith("pagefind/")]
    assert len(pagefind) == 6
    assert sum(map(len, pagefind)) <= 100_000
