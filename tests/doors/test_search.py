"""The search page in a real browser, under the strictest policy that it works with, and what is found there.

Chromium is Debian's. Whatever the browser complains of, and every request that leaves the site, fails the test.
"""

import gzip
import mimetypes
import random
import re
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
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from hjemsite.danish.search_spelling import search_stem, search_words
from hjemsite.limits import SEARCH_WORD_CHARACTERS
from hjemsite.pages.search_terms import COMMON_WORDS
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.urls import Url, file_path
from tests.doors.conftest import AXE, AXE_PATH, Judge, chromium
from tests.doors.test_browser import STANDARDS
from tests.unit.test_search import made_up_words

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
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
FRONT = {
    "hus": "member: aagaard-kommune\ntopics: [boliger]\nspeakers: [{name: Kirsten Søgaard, title: formand}]\n"
    "quotes: [{speaker: Kirsten Søgaard, text: Vi glæder os til at se jer igen}]\n",
    "kladde": "draft: true\n",
}


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
        self.wait_for_hits(query)
        return self.headlines()

    def wait_for_hits(self, query: str) -> None:
        """Wait until the page has said how many hits there are for `query`."""
        expect(self.page.locator("#hits")).to_contain_text(f"fund for »{query}«")

    def headlines(self) -> list[str]:
        return self.page.locator(".finds h2").all_inner_texts()

    def focused(self) -> str:
        script = "document.activeElement.name || document.activeElement.innerText"
        return str(self.page.evaluate(script))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with four articles, one of them a draft, a member and a page."""
    root = tmp_path_factory.mktemp("site")
    texts = {
        "site.yaml": "title: Nøglen-alliancen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
        "press: {name: Bo Vang, email: presse@noeglen.example}\n",
        "medlemmer/tidselfonden.md": "---\nname: Tidselfonden\nkind: fond\n---\n",
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
    with served({**files, AXE_PATH.removeprefix("/"): AXE.read_bytes()} if AXE.exists() else files) as origin:
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


FOUND: tuple[tuple[str, set[str]], ...] = (
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
    ("Søgård", {HUS, "Kirsten Søgaard"}),
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
    ("Alborg", {HUS}),
    ("kobenhavn", {HUS}),
    ("Sogaard", {HUS, "Kirsten Søgaard"}),
    ("sogard", {HUS, "Kirsten Søgaard"}),
    ("hjemløs", {HUS, TAL, HJEM}),
    ("hjemløshe", {HUS, TAL, HJEM}),
    ("hjemlsøhed", {HUS, TAL, HJEM}),
    ("færgren", {HUS}),
    ("»glæder os til at s", {HUS}),
    ("»glæder os« »sejler fra«", {HUS}),
    ("»Søgård. Færgen«", {HUS}),
    ("den der er", set()),
    ("et hjem til alle", {HJEM}),
    ("kontakt presse", {"For pressen"}),
    ("Bo Vang", {"For pressen"}),
)
"""Questions, and the headlines of all that answers them."""

ASK = """async (questions) => {
  const { find } = await import(document.querySelector("script[src*='/search.']").src);
  const titles = async (question) => {
    const found = await find(question);
    return (await found.more()).hits.map(({ title }) => title);
  };
  return Promise.all(questions.map(titles));
}"""
"""What the page finds for questions: its own script is asked, without waiting for what would be typed."""


def test_what_is_looked_for_is_found(tab: Visit) -> None:
    """Every spelling of æ, ø and å, every ending, and a slip of the finger lead to the same pages; what is not
    published is found by none."""
    answers = tab.page.evaluate(ASK, [{"q": query} for query, _ in FOUND])
    assert {query: set(titles) for (query, _), titles in zip(FOUND, answers, strict=True)} == dict(FOUND)
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
    assert sorted(details) == ["Medlem · Kommune · medlem fra 2023", "Nyhed · 1. januar 2024 · Ågård Kommune"]


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """From the field through the hits and back, into an article, and back to the same hits."""
    keyboard = visit.page.keyboard
    expect(visit.page.get_by_role("searchbox")).to_be_focused()
    keyboard.type("hjemløshed")
    visit.wait_for_hits("hjemløshed")
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
    visit.wait_for_hits("hjemløshed")
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
        visit.wait_for_hits(query)
    page.go_back()
    visit.wait_for_hits("Ålborg")
    expect(box).to_have_value("Ålborg")
    page.go_forward()
    visit.wait_for_hits("hjem & <b>")
    page.goto(f"{visit.origin}/soeg/?q=%C3%86r%C3%B8sk%C3%B8bing")
    visit.wait_for_hits("Ærøskøbing")
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
    with chromium(browser.browser_type, flag) as scriptless, visited(scriptless, site) as visit:
        expect(visit.page.locator("noscript p")).to_be_visible()
        links = visit.page.get_by_role("main").get_by_role("link").all()
        assert [link.get_attribute("href") for link in links] == ["/nyheder/2024/", "/emner/boliger/"]
        visit.page.get_by_role("searchbox").fill("hus")
        visit.page.get_by_role("button", name="Søg").click()
        expect(visit.page).to_have_url(f"{site}/soeg/?q=hus")
        assert visit.trouble == []


def test_a_site_may_stand_below_a_path(browser: Browser, root: Path) -> None:
    """Links lead to the pages where they are, and the index is the same one."""
    files = build(BuildOptions(root, AS_OF, base_url="https://noeglen.example/hjem", search=True)).loaded()
    below = {f"hjem/{path}": data for path, data in files.items()}
    with served(below) as origin, visited(browser, origin, "/hjem/soeg/?q=aalborg") as visit:
        visit.wait_for_hits("aalborg")
        visit.page.get_by_role("link", name=HUS).click()
        expect(visit.page).to_have_url(f"{origin}/hjem/nyheder/hus/")
        assert visit.trouble == []


def test_where_there_is_no_index_the_page_says_so(browser: Browser, root: Path) -> None:
    """A preview makes no index: the page tells, and still offers years and topics."""
    with served(build(BuildOptions(root, AS_OF)).loaded()) as origin, visited(browser, origin) as visit:
        expect(visit.page.locator("#hits")).to_contain_text("Søgningen kan ikke hentes")


def test_the_policy_bites(browser: Browser, files: Mapping[str, bytes]) -> None:
    """The tests above can fail: what a policy forbids is noticed, and so is a request that leaves the site."""
    stricter = STRICT.replace("connect-src 'self'", "connect-src 'none'")
    with served(files, stricter) as origin, visited(browser, origin, "/soeg/?q=hus") as visit:
        expect(visit.page.locator("#hits")).to_contain_text("Søgningen kan ikke hentes")
        assert any("Content Security Policy" in text for text in visit.trouble)
    page = files["soeg/index.html"].replace(b'href="/assets/search', b'href="http://127.0.0.2:9/assets/search')
    with served({**files, "soeg/index.html": page}) as origin, visited(browser, origin) as visit:
        assert any("127.0.0.2" in text for text in visit.trouble)


def test_a_first_search_fetches_little(browser: Browser, site: str, files: Mapping[str, bytes]) -> None:
    """The script is at most 7 kB compressed; a question needs the list of files, one of rows, the hits, the choices."""
    paths: list[str] = []
    with visited(browser, site, "/om/") as visit:
        visit.page.on("request", lambda request: paths.append(urlsplit(request.url).path.removeprefix("/")))
        visit.page.goto(f"{site}/soeg/?q=hus")
        visit.wait_for_hits("hus")
        expect(visit.page.get_by_role("group")).to_be_visible()
    script = next(files[path] for path in paths if path.startswith("assets/search.") and path.endswith(".js"))
    assert len(gzip.compress(script, mtime=0)) <= 7_000
    index = sorted(path.removeprefix("soeg/indeks/") for path in paths if path.startswith("soeg/indeks/"))
    assert [re.sub(r"[0-9]+-[0-9]+", "…", name) for name in index] == [
        "fund-….json",
        "ord-.txt",
        "start.json",
        "valg.json",
    ]


def test_the_page_spells_as_the_index_does(tab: Visit) -> None:
    """Words and stems are the same in the browser as in the build, of the guide's words and of made-up ones."""
    text = (ROOT / "docs/redaktoer.md").read_text(encoding="utf-8") + " ".join(made_up_words(random.Random(7), 5_000))
    text += " Malmö A\u030arhus crème fra\u00ad\u00eeche Straße ĀB ²½ 12.000 Жизнь naïve Ñandú"
    script = """async (text) => {
      const { words, key, COMMON } = await import(document.querySelector("script[src*='/search.']").src);
      return [[...new Set(words(text))].map((word) => [word, key(word)]), [...COMMON]];
    }"""
    stems, common = tab.page.evaluate(script, text)
    most = int(SEARCH_WORD_CHARACTERS)
    assert [tuple(pair) for pair in stems] == [
        (word, search_stem(word)[:most]) for word in dict.fromkeys(search_words(text))
    ]
    assert set(common) == COMMON_WORDS


NARROWED: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"q": "hjemløse", "slags": "nyhed", "orden": "nyeste"}, [HJEM, TAL, HUS]),
    ({"q": "", "organisation": "aagaard-kommune"}, [HUS, "Ågård Kommune"]),
    ({"q": "hjemløse", "emne": "boliger"}, [HUS]),
    ({"q": "hjemløse", "aar": "2024", "emne": "boliger"}, [HUS]),
    ({"q": "hjemløse", "aar": "2023"}, []),
    ({"q": "", "aar": "2024"}, [HJEM, TAL, HUS]),
    ({"q": "", "aar": "2024", "organisation": "aagaard-kommune"}, [HUS]),
    ({"q": "Ågård", "slags": "organisation"}, ["Ågård Kommune"]),
    ({"q": "Søgaard", "slags": "person"}, ["Kirsten Søgaard"]),
    ({"q": "glæder", "slags": "citat"}, [HUS]),
    ({"q": "pizzaæske", "slags": "citat"}, []),
    ({"q": "gade", "slags": "side"}, []),
    ({"q": "nøglegade", "slags": "side"}, ["Om os"]),
)
"""Questions that are narrowed down, and the headlines in their order."""


def test_a_search_can_be_narrowed_down(tab: Visit) -> None:
    """By kind, member, topic and year, alone or together; the newest come first when that is asked for."""
    answers = tab.page.evaluate(ASK, [question for question, _ in NARROWED])
    assert answers == [titles for _, titles in NARROWED]


def test_choices_stand_in_the_address(visit: Visit) -> None:
    """They come with the first answer, are worked by the keyboard, and are there again after going back."""
    page = visit.page
    expect(page.get_by_role("group")).to_be_hidden()
    visit.search("hjemløse")
    page.get_by_role("searchbox").press("Enter")
    members = page.get_by_role("combobox", name="Medlem")
    expect(members).to_be_visible()
    members.select_option("Ågård Kommune")
    expect(page.locator("#hits")).to_have_text("1 fund for »hjemløse«")
    expect(page).to_have_url(f"{visit.origin}/soeg/?q=hjeml%C3%B8se&organisation=aagaard-kommune")
    members.select_option("Alle")
    page.get_by_role("radio", name="Alt").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{visit.origin}/soeg/?q=hjeml%C3%B8se&slags=nyhed")
    page.goto(f"{visit.origin}/soeg/?q=gl%C3%A6der&slags=citat")
    expect(page.locator(".finds h2")).to_have_text("“Vi glæder os til at se jer igen”")
    expect(page.locator(".finds mark")).to_have_text("glæder")
    expect(page.locator(".finds .detail")).to_contain_text("Citat · Kirsten Søgaard")
    page.locator(".finds a").click()
    expect(page).to_have_url(re.compile("/nyheder/hus/#"))
    page.go_back()
    expect(page.get_by_role("radio", name="Citater")).to_be_checked()


def test_what_is_found_can_be_used_by_all(visit: Visit, judge: Judge) -> None:
    """No rule of WCAG 2.2 AA that a machine can see is broken by hits and choices, in either scheme, at any width."""
    page = visit.page
    for scheme, width in (("light", 1280), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{visit.origin}/soeg/?q=hjemløse")
        visit.wait_for_hits("hjemløse")
        expect(page.get_by_role("group")).to_be_visible()
        assert judge(page, STANDARDS)[0] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
