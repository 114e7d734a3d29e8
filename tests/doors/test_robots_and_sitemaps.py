"""Sitemaps, robots.txt and security.txt: what search engines, robots and finders of holes look for."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from hjemsite.cache.blob import read
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.danish import COPENHAGEN
from hjemsite.images.image_set import ImageSet
from hjemsite.model import Body
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine.machine_views import SitemapIndexView, SitemapView
from hjemsite.pages.machine.sitemaps import sitemap_pages
from hjemsite.pages.page import Shows, view_function
from hjemsite.pages.robots_txt import ANSWERING, TRAINING
from hjemsite.pipeline.build import EMPTY, State, build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.gate import Edition
from hjemsite.site.taxonomies import EMPTY as EMPTY_TAXONOMIES
from hjemsite.urls import Url

ROOT = Path(__file__).resolve().parents[2]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
SITE = "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyt.\n"


def is_address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"]+", value) is not None


def test_the_site_map_names_pages_that_exist(sites: Mapping[str, Path]) -> None:
    """Every address of sitemap.xml is a page of the site, once, with a date in the form the standard wants."""
    for folder in sites.values():
        root = ElementTree.fromstring((folder / "sitemap.xml").read_bytes())
        assert root.tag == f"{SITEMAP}urlset"
        addresses = [url.findtext(f"{SITEMAP}loc") or "" for url in root]
        assert all(map(is_address, addresses))
        assert len(set(addresses)) == len(addresses) > 5
        home = min(addresses, key=len)
        for address in addresses:
            assert (folder / address.removeprefix(home) / "index.html").is_file(), address
        for day in root.iter(f"{SITEMAP}lastmod"):
            assert datetime.fromisoformat(day.text or "")


def test_the_last_change_is_the_readers(sites: Mapping[str, Path]) -> None:
    """An article was changed when it was corrected; a topic and a year when the newest of their articles was."""
    root = ElementTree.fromstring((sites["something of everything"] / "sitemap.xml").read_bytes())
    days = {(element.findtext(f"{SITEMAP}loc") or "")[30:]: element.findtext(f"{SITEMAP}lastmod") for element in root}
    assert days["/nyheder/aerlig-snak/"] == days["/emner/boliger/"] == "2025-03-03"
    assert days["/nyheder/2025/"] == days["/nyheder/lange-ord/"] == "2025-06-01"
    assert days["/nyheder/laas-op/"] == "2024-11-20"
    # Of a page that holds more than articles nobody knows when it was changed.
    assert days["/om-os/"] is None
    assert days["/medlemmer/aagaard-kommune/"] is None


def _options(root: Path, news: Mapping[str, str], more: str = "") -> BuildOptions:
    """A site with news: slug → what stands in front of it."""
    for name, front in news.items():
        file = root / f"content/nyheder/{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: Om {name} & mere\n{front}\n---\n\nTekst om {name}.\n", encoding="utf-8")
    (root / "content/site.yaml").write_text(SITE + more, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON)


def _news(options: BuildOptions) -> list[tuple[str, str, str]]:
    """Address, instant and headline of everything in the news sitemap, which is there and named when it has any."""
    files = build(options).files
    maps = _robots(read(files["robots.txt"]).decode()).site_maps() or []
    is_named = "https://noeglen.example/nyt/sitemap-news.xml" in maps
    assert is_named == ("sitemap-news.xml" in files)
    if not is_named:
        return []
    root = ElementTree.fromstring(read(files["sitemap-news.xml"]))
    assert len(root)
    assert root.tag == f"{SITEMAP}urlset"
    rows = []
    for url in root:
        news = url.find(f"{NEWS}news")
        assert news is not None
        assert news.findtext(f"{NEWS}publication/{NEWS}name") == "Nøglen"
        assert news.findtext(f"{NEWS}publication/{NEWS}language") == "da"
        texts = (news.findtext(f"{NEWS}{name}") or "" for name in ("publication_date", "title"))
        rows.append(((url.findtext(f"{SITEMAP}loc") or "").rpartition("nyheder/")[2], *texts))
    return [(path, at, title) for path, at, title in rows]


FRESH = {
    "ny": "date: 2026-11-01 08:00",
    "gammel": "date: 2026-10-30 12:00",
    "lige-inden-for": "date: 2026-10-30 12:01",
    "gemt": "date: 2026-10-01\nembargo: 2026-10-31 06:00",
    "kommende": "date: 2026-11-01 12:01",
    "kladde": "date: 2026-11-01 09:00\ndraft: ja",
}


def test_news_of_two_days_has_a_sitemap(tmp_path: Path) -> None:
    """From the minute it comes out until two days later, embargo counted; not a minute longer."""
    options = _options(tmp_path, FRESH)
    names = ["ny/", "lige-inden-for/", "gemt/"]
    assert [row[0] for row in _news(options)] == names
    assert _news(options)[0][1:] == ("2026-11-01T08:00:00+01:00", "Om ny & mere")
    assert _news(replace(options, as_of=NOON + timedelta(days=9))) == []
    # A preview shows more, but what is not out is no news.
    assert [row[0] for row in _news(replace(options, drafts=True))] == names


def test_it_is_known_when_the_news_sitemap_changes_by_itself(tmp_path: Path) -> None:
    """An article goes at each instant that the build names as the next, and at none between."""
    options = _options(tmp_path, {name: FRESH[name] for name in ("ny", "gammel", "lige-inden-for", "gemt")})
    left = []
    while (instant := build(options).until) is not None:
        before = [row[0] for row in _news(replace(options, as_of=instant - timedelta(seconds=1)))]
        assert before == [row[0] for row in _news(options)]
        options = replace(options, as_of=instant)
        assert len(_news(options)) == len(before) - 1
        left.append(instant.strftime("%d %H:%M"))
    assert left == ["01 12:01", "02 06:00", "03 08:00"]


def _context(edition: Edition) -> PageContext:
    """The context of a page that shows nothing."""
    addresses, images = Addresses("https://x.example/nyt", frozenset()), ImageSet({}, {}, {})
    return PageContext(
        edition, EMPTY_TAXONOMIES, addresses, images, lambda key: Body((), ""), {}, {}, {}, {}, {}, Shows(), None
    )


def test_a_large_site_has_an_index_of_sitemaps(tmp_path: Path) -> None:
    """With more addresses than a sitemap may hold there are several, and sitemap.xml lists them."""
    settings = build(_options(tmp_path, {"ny": FRESH["ny"]})).site.settings
    empty = Edition(settings, (), (), {}, {}, (), {}, {}, {})
    pages = [*sitemap_pages(Layout(empty, frozenset()), [Url(f"/{number}/") for number in range(7)], most=3)]
    assert [(page.url, page.template) for page in pages] == [
        ("/sitemap.xml", "sitemap_index.xml"),
        ("/sitemap-1.xml", "sitemap.xml"),
        ("/sitemap-2.xml", "sitemap.xml"),
        ("/sitemap-3.xml", "sitemap.xml"),
    ]
    index, *maps = (view_function(page.view)(_context(empty), *page.arguments) for page in pages)
    assert index == SitemapIndexView(tuple(f"https://x.example/nyt/sitemap-{number}.xml" for number in (1, 2, 3)))
    assert maps == [
        SitemapView(tuple((f"https://x.example/nyt/{number}/", "") for number in piece))
        for piece in ((0, 1, 2), (3, 4, 5), (6,))
    ]


def _robots(text: str) -> RobotFileParser:
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    return robots


@pytest.mark.parametrize(
    ("setting", "training", "answering"),
    [("", True, True), ("ja", True, True), ("ikke-træning", False, True), ("nej", False, False)],
)
def test_one_setting_says_what_ai_may_do(setting: str, training: bool, answering: bool, tmp_path: Path) -> None:
    """Search engines always may; programs that train models and programs that answer with them, as the setting says."""
    options = _options(tmp_path, {"ny": FRESH["ny"]}, f"ai_crawlers: {setting}\n" if setting else "")
    robots = _robots(read(build(options).files["robots.txt"]).decode())
    page = "https://noeglen.example/nyt/nyheder/ny/"
    assert all(robots.can_fetch(name, page) for name in ("*", "Googlebot", "bingbot", "Mozilla/5.0"))
    assert {robots.can_fetch(name, page) for name in TRAINING} == {training}
    assert {robots.can_fetch(name, page) for name in ANSWERING} == {answering}
    use = {True: "yes", False: "no"}
    signal = f"Content-Signal: search=yes, ai-input={use[answering]}, ai-train={use[training]}"
    assert signal in read(build(options).files["robots.txt"]).decode().splitlines()
    assert ("llms.txt" in build(options).files) == answering
    maps = ["https://noeglen.example/nyt/sitemap.xml", "https://noeglen.example/nyt/sitemap-news.xml"]
    assert robots.site_maps() == maps


def test_security_is_there_when_somebody_is_named(sites: Mapping[str, Path]) -> None:
    """security.txt (RFC 9116) has the contact and one expiry, as the settings say; without them there is none."""
    file = sites["something of everything"] / ".well-known/security.txt"
    fields = [line.split(": ", 1) for line in file.read_text(encoding="utf-8").splitlines()]
    assert fields == [
        ["Contact", "mailto:sikkerhed@noegler.example.dk"],
        ["Expires", "2027-05-01T00:00:00+02:00"],
        ["Preferred-Languages", "da, en"],
        ["Canonical", "https://noegler.example.dk/nyt/.well-known/security.txt"],
        ["Policy", "https://noegler.example.dk/sikkerhed/"],
    ]
    assert not (sites["the real site"] / ".well-known").exists()


def test_a_contact_may_be_an_address(tmp_path: Path) -> None:
    """A page to report on is written as it is, whatever signs its address has."""
    contact = '"https://noeglen.example/hul?a=1&b=2"'
    options = _options(tmp_path, {"ny": FRESH["ny"]}, f"security: {{contact: {contact}, expires: 2027-05-01}}\n")
    text = read(build(options).files[".well-known/security.txt"]).decode()
    assert text.startswith("Contact: https://noeglen.example/hul?a=1&b=2\nExpires: 2027-05-01T00:00:00+02:00\n")
    assert "Policy" not in text


def test_what_is_remembered_says_the_same(tmp_path: Path) -> None:
    """Copenhagen's clock stands in security.txt and in the warning, also when the settings are not read again."""
    options = _options(tmp_path, {"ny": FRESH["ny"]}, "security: {contact: a@noeglen.example, expires: 2026-11-20}\n")
    results, before = [], EMPTY
    for _ in range(3):
        cache = Cache(tmp_path / ".hjemsite")
        result = build(options, before, cache=cache)
        results.append((result.loaded(), result.faults, result.until))
        # First the documents are used again, then all that the last build ended with.
        before = decode(encode(result.state), State, EMPTY) if len(results) == 2 else EMPTY
        cache.close()
    assert results[0] == results[1] == results[2]
    assert b"Expires: 2026-11-20T00:00:00+01:00\n" in results[1][0][".well-known/security.txt"]
    assert [fault.message for fault in results[1][1]] == ["Kontakten i security.txt udløber 20. november 2026"]


def test_what_programs_read_has_domains_in_punycode(tmp_path: Path) -> None:
    """Editors write domains with Danish letters; no file that programs read has any in an address."""
    options = _options(
        tmp_path,
        {"ny": f"{FRESH['ny']}\nmember: aaen\noriginal: https://blåbær.example/på-tur"},
        "security: {contact: hul@blåbær.example, expires: 2027-05-01, policy: 'https://blåbær.example/å'}\n"
        "press: {name: Bo Dam, email: presse@blåbær.example}\n",
    )
    settings = (tmp_path / "content/site.yaml").read_text("utf-8")
    (tmp_path / "content/site.yaml").write_text(settings.replace("noeglen.example/nyt", "bølgen.example"), "utf-8")
    (tmp_path / "content/medlemmer").mkdir()
    member = "---\nname: Åen\nkind: ngo\nwebsite: https://åen.example/\n---\n"
    (tmp_path / "content/medlemmer/aaen.md").write_text(member, "utf-8")
    result = build(options)
    assert [fault.rule for fault in result.faults if fault.is_error] == []
    texts = {path: data.decode() for path, data in result.loaded().items() if path.endswith((".xml", ".json", ".txt"))}
    assert len(texts) > 10
    # Plain text is for people.
    assert [path for path, text in texts.items() if re.search(r"[æøå]\w*\.example", text)] == ["nyheder/ny/ny.txt"]
    assert "Contact: mailto:hul@xn--blbr-roah.example\n" in texts[".well-known/security.txt"]
    assert "<loc>https://xn--blgen-vua.example/nyheder/ny/</loc>" in texts["sitemap.xml"]
    head = result.loaded()["nyheder/ny/index.html"].decode().partition("</head>")[0]
    assert '<link rel="canonical" href="https://xn--blbr-roah.example/p%C3%A5-tur">' in head
    assert '<meta property="og:url" content="https://xn--blgen-vua.example/nyheder/ny/">' in head
    assert "blåbær.example" not in head
