"""Feeds, read by parsers that are not ours.

The rules for feed.json are those of JSON Feed 1.1; for dates, RFC 3339. Those for feed.xml are RFC 4287's, as RELAX NG.
Those for rss.xml are the RSS Advisory Board's (rssboard.org/rss-specification); for dates, RFC 5322.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import etree

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
FEED_KEYS = set(
    "version title home_page_url feed_url description user_comment next_url icon favicon authors language expired hubs"
    " items".split()
)
ITEM_KEYS = set(
    "id url external_url title content_html content_text summary image banner_image date_published date_modified"
    " authors tags language attachments".split()
)


def json_feed_faults(feed: Mapping[str, Any]) -> Iterator[str]:
    """What JSON Feed 1.1 has against `feed`."""
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "no version"
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        yield "no title"
    yield from (f"unknown key {key}" for key in set(feed) - FEED_KEYS if not key.startswith("_"))
    yield from (f"{key} is no address" for key in ("home_page_url", "feed_url") if not is_address(feed.get(key)))
    items = feed.get("items")
    if not isinstance(items, list):
        yield "no items"
        return
    if len({item.get("id") for item in items}) != len(items):
        yield "two items with one id"
    for item in items:
        yield from (f"{item.get('id')}: {fault}" for fault in item_faults(item))


def item_faults(item: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "no id"
    if not any(isinstance(item.get(key), str) for key in ("content_html", "content_text")):
        yield "no content"
    yield from (f"unknown key {key}" for key in set(item) - ITEM_KEYS if not key.startswith("_"))
    addresses = ("url", "external_url", "image", "banner_image")
    yield from (f"{key} is no address" for key in addresses if key in item and not is_address(item[key]))
    dates = ("date_published", "date_modified")
    yield from (f"{key} is no instant" for key in dates if key in item and not is_instant(item[key]))
    for author in item.get("authors", ()):
        if not set(author) & {"name", "url", "avatar"}:
            yield "an author without anything"
    for file in item.get("attachments", ()):
        if not is_address(file.get("url")) or "/" not in file.get("mime_type", ""):
            yield "an attachment without address or type"


def is_address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"]+", value) is not None


def is_instant(value: object) -> bool:
    """Whether `value` is a date and time with an offset, as RFC 3339 writes it."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", value):
        return False
    return datetime.fromisoformat(value).tzinfo is not None


def files(sites: Mapping[str, Path], name: str) -> list[Path]:
    """The files of this name in every site; there must be some in each."""
    by_site = {site: sorted(folder.rglob(name)) for site, folder in sites.items()}
    assert all(by_site.values()), by_site
    return [file for some in by_site.values() for file in some]


RSS_NAMESPACES = {
    "http://www.w3.org/2005/Atom": {"link"},
    "http://purl.org/rss/1.0/modules/content/": {"encoded"},
    "http://purl.org/dc/elements/1.1/": {"creator", "publisher"},
}
CHANNEL = set("title link description language lastBuildDate item".split())
ITEM = set("title link description category enclosure guid pubDate".split())


def rss_faults(text: bytes) -> Iterator[str]:
    """What RSS 2.0 has against a feed."""
    root = ElementTree.fromstring(text)
    channels = root.findall("channel")
    if (root.tag, root.get("version"), len(channels)) != ("rss", "2.0", 1):
        yield "not RSS 2.0"
        return
    (channel,) = channels
    for name in ("title", "link", "description"):
        if not channel.findtext(name):
            yield f"no {name}"
    yield from elements(channel, CHANNEL)
    if (built := channel.findtext("lastBuildDate")) is not None and not is_internet_date(built):
        yield "lastBuildDate is no date"
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    if len(set(guids)) != len(guids) or None in guids:
        yield "guids that are missing, or not unique"
    for item in items:
        yield from rss_item_faults(item)


def rss_item_faults(item: ElementTree.Element) -> Iterator[str]:
    yield from elements(item, ITEM)
    if not (item.findtext("title") or item.findtext("description")):
        yield "neither title nor description"
    if not is_address(item.findtext("link")):
        yield "link is no address"
    if not is_internet_date(item.findtext("pubDate") or ""):
        yield "pubDate is no date"
    if len(item.findall("enclosure")) > 1:
        yield "more than one enclosure"
    for file in item.findall("enclosure"):
        length, kind = file.get("length", ""), file.get("type", "")
        if not is_address(file.get("url")) or not length.isdigit() or "/" not in kind:
            yield "an enclosure without address, length or type"


def elements(holder: ElementTree.Element, own: set[str]) -> Iterator[str]:
    """Elements that RSS has not got there, and those that stand twice and may not."""
    names = [child.tag for child in holder]
    for name in set(names):
        namespace, _, local = name.removeprefix("{").rpartition("}")
        if local not in (RSS_NAMESPACES.get(namespace, ()) if namespace else own):
            yield f"unknown element {name}"
        if names.count(name) > 1 and name not in ("item", "category", "enclosure"):
            yield f"two of {name}"


def is_internet_date(text: str) -> bool:
    """Whether `text` is an instant as RFC 5322 writes it, on the day of the week that it says."""
    if not re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", text):
        return False
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[parsedate_to_datetime(text).weekday()] == text[:3]


def test_every_rss_feed_keeps_the_rules(sites: Mapping[str, Path]) -> None:
    """RSS 2.0 has nothing against any rss.xml."""
    for file in files(sites, "rss.xml"):
        assert list(rss_faults(file.read_bytes())) == [], file


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('version="2.0"', 'version="0.91"', "not RSS 2.0"),
        ("<language>", "<subtitle/><language>", "unknown element subtitle"),
        ("<pubDate>Sat, 01", "<pubDate>Sun, 01", "pubDate is no date"),
        ("<pubDate>Sat, 01 Mar", "<pubDate>lør, 01 mar", "pubDate is no date"),
        ('length="', 'size="', "an enclosure without address, length or type"),
        ("<enclosure ", '<enclosure url="https://a.example/b.pdf" length="1" type="a/b"/><enclosure ', "more than one"),
        ("<guid ", "<id ", "guids that are missing, or not unique"),
        ("<link>https://noegler.example.dk/nyt/nyheder/", "<link>/nyheder/", "link is no address"),
    ],
)
def test_the_rules_for_rss_catch_faults(before: str, after: str, fault: str, sites: Mapping[str, Path]) -> None:
    """Each rule finds the fault that it is there for."""
    good = (sites["something of everything"] / "rss.xml").read_text(encoding="utf-8")
    assert before in good
    bad = good.replace(before, after)
    bad = bad.replace("</guid>", "</id>") if "<id" in after else bad
    assert any(message.startswith(fault) for message in rss_faults(bad.encode()))


def test_an_independent_parser_finds_one_thing_in_all_forms(sites: Mapping[str, Path]) -> None:
    """Of every feed, Atom, RSS and JSON Feed hold the same entries with the same words, authors and times."""
    for file in files(sites, "rss.xml"):
        rss = feedparser.parse(file.read_bytes())
        assert not rss.bozo, (file, rss.get("bozo_exception"))
        assert rss.version == "rss20"
        atom = feedparser.parse(file.with_name("feed.xml").read_bytes())
        items = json.loads(file.with_name("feed.json").read_text(encoding="utf-8"))["items"]
        for rss_entry, atom_entry, item in zip(rss.entries, atom.entries, items, strict=True):
            assert rss_entry.id == atom_entry.id == item["id"]
            assert rss_entry.title == atom_entry.title
            assert rss_entry.link == atom_entry.link == item["url"]
            assert rss_entry.author == atom_entry.author == item["authors"][0]["name"]
            assert rss_entry.published_parsed == atom_entry.published_parsed
            assert rss_entry.content[0].value == atom_entry.content[0].value
            assert [tag.term for tag in rss_entry.get("tags", ())] == [tag.term for tag in atom_entry.get("tags", ())]


def test_a_feed_says_what_the_page_says(sites: Mapping[str, Path]) -> None:
    """The standfirst, the picture with its words, the text, the corrections and the attachments, in this order."""
    folder = sites["something of everything"]
    item = next(
        item for item in json.loads((folder / "feed.json").read_bytes())["items"] if "aerlig-snak" in item["url"]
    )
    html = item["content_html"]
    assert html.startswith("<p>Nøgler og døre hører sammen, siger 2 &gt; 1 af de adspurgte.</p><figure")
    assert f'<img src="{item["image"]}" alt="En grøn dør"' in html
    assert "<figcaption><span>Døren ved havnen</span> <span>Foto: Åse Ågård</span></figcaption>" in html
    assert "<h2>Rettelser</h2><ul><li>3. marts 2025: Tallet var forkert.</li></ul>" in html
    file = {
        "url": f"{item['url']}bilag.pdf",
        "mime_type": "application/pdf",
        "title": "Bilag om døre",
        "size_in_bytes": (folder / "nyheder/aerlig-snak/bilag.pdf").stat().st_size,
    }
    film, sound, attached = item["attachments"]
    assert (film["mime_type"], sound["mime_type"], attached) == ("video/webm", "audio/mpeg", file)
    assert f'<li><a href="{file["url"]}">Bilag om døre</a> (PDF, ' in html
    assert item["authors"] == [{"name": "Aagaard Kommune"}]
    for name, attachments in (("feed.xml", [film, sound, attached]), ("rss.xml", [film])):
        entry = next(
            entry for entry in feedparser.parse((folder / name).read_bytes()).entries if entry.link == item["url"]
        )
        enclosures = [(enclosure.href, enclosure.type, int(enclosure.length)) for enclosure in entry.enclosures]
        assert enclosures == [
            (attachment["url"], attachment["mime_type"], attachment["size_in_bytes"]) for attachment in attachments
        ]


def feed_of(root: Path, name: str, front: str) -> dict[str, Any]:
    """The only item of the feed of a site with one article, which lies in the file `name`."""
    for path, text in {
        "site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\nalliance: {name: Døren}\n",
        "medlemmer/aagaard-kommune.md": "---\nname: Aagaard Kommune\nkind: kommune\n---\n",
        f"nyheder/{name}.md": f"---\ntitle: Døren åbner\ndate: 2026-01-05\n{front}---\n\nDøren åbner i maj.\n",
    }.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    built = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN)))
    assert not [fault for fault in built.faults if fault.is_error]
    (item,) = json.loads(built.loaded()["feed.json"])["items"]
    assert isinstance(item, dict)
    return item


@pytest.mark.parametrize(
    ("name", "front"),
    [
        ("2026-01-05-doeren", ""),
        ("2026-01-06-doeren", ""),
        ("2026-01-05-huset", "redirects: /nyheder/doeren/\n"),
        ("2026-01-05-hjemmet", "redirects: [/nyheder/doeren/, /nyheder/huset/]\n"),
        ("2026-01-05-doeren", "redirects: /2026/01/en-doer-aabner/\n"),
    ],
    ids=["as it came out", "another date", "moved", "moved twice", "an address of another system"],
)
def test_an_entry_keeps_its_id_for_ever(name: str, front: str, tmp_path: Path) -> None:
    """A reader shows an article once, wherever it moves: its id is the address at which it came out."""
    item = feed_of(tmp_path, name, front)
    assert item["id"] == "https://noeglen.example/nyheder/doeren/"
    assert item["url"] == f"https://noeglen.example/nyheder/{name[11:]}/"


@pytest.mark.parametrize(
    ("credit", "author"),
    [
        ("", "Døren"),
        ('credit: "Tekst: Ida Holt"\n', "Ida Holt"),
        ('credit: "Tekst og foto: Ida Holt"\n', "Ida Holt"),
        ('credit: "Skrevet af Ida Holt og Bo Dam. Foto: Eva Krog"\n', "Ida Holt og Bo Dam"),
        ("credit: Ida Holt (foto Eva Krog)\n", "Ida Holt"),
        ('credit: "Foto: Eva Krog"\n', "Døren"),
    ],
)
def test_the_author_is_who_wrote_the_text(credit: str, author: str, tmp_path: Path) -> None:
    """By the credit line, or else the alliance; never the member whom the text is about."""
    item = feed_of(tmp_path, "2026-01-05-doeren", f"member: aagaard-kommune\n{credit}")
    assert item["authors"] == [{"name": author}]
    assert [member["name"] for member in item["_hjemsite"]["members"]] == ["Aagaard Kommune"]


def test_an_independent_parser_reads_every_atom_feed(sites: Mapping[str, Path]) -> None:
    """feedparser finds nothing wrong, and every entry has what a reader shows."""
    for file in files(sites, "feed.xml"):
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.title
        assert is_instant(feed.feed.updated)
        for entry in feed.entries:
            assert entry.title
            assert entry.content[0].value
            assert is_address(entry.link)
            assert is_instant(entry.published)
            assert is_instant(entry.updated)


def test_every_atom_feed_has_what_the_standard_asks_for(sites: Mapping[str, Path]) -> None:
    """RFC 4287: one id, title and update for the feed and for each entry, an author, and ids that differ."""
    for file in files(sites, "feed.xml"):
        root = ElementTree.fromstring(file.read_bytes())
        entries = root.findall(f"{ATOM}entry")
        for holder in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(holder.findall(f"{ATOM}{name}")) == 1, (file, name)
            assert root.find(f"{ATOM}author") is not None or holder.find(f"{ATOM}author") is not None
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        newest = max((entry.findtext(f"{ATOM}updated") or "" for entry in entries), default="", key=instant)
        assert not newest or instant(root.findtext(f"{ATOM}updated") or "") == instant(newest)


RELAX_NG = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas/atom.rng"))


def test_every_atom_feed_is_valid(sites: Mapping[str, Path]) -> None:
    """The schema has nothing against any feed.xml."""
    for file in files(sites, "feed.xml"):
        assert RELAX_NG.validate(etree.parse(file)), (file, RELAX_NG.error_log)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<updated>", "<modified>"),
        ("<id>https:", "<id>"),
        ("+01:00</published>", "</published>"),
        ("T00:00:00", " 00:00:00"),
        ("<name>", "<nayn>"),
        ('<content type="html">', '<content type="markdown">'),
        ('rel="self"', 'rel="selv"'),
        ("<title>", "<title>to</title><title>"),
        (' term="', ' name="'),
    ],
)
def test_the_schema_finds_faults(before: str, after: str, sites: Mapping[str, Path]) -> None:
    """It can fail: each fault, put into a good feed, is found."""
    good = (sites["something of everything"] / "feed.xml").read_text(encoding="utf-8")
    bad = good.replace(before, after).replace("</updated>", "</modified>" if "modified" in after else "</updated>")
    bad = bad.replace("</name>", "</nayn>") if "nayn" in after else bad
    assert RELAX_NG.validate(etree.fromstring(good.encode()))
    assert before in good
    assert not RELAX_NG.validate(etree.fromstring(bad.encode()))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_every_json_feed_keeps_the_rules(sites: Mapping[str, Path]) -> None:
    """JSON Feed 1.1 has nothing against any feed.json."""
    for file in files(sites, "feed.json"):
        assert list(json_feed_faults(json.loads(file.read_text(encoding="utf-8")))) == [], file


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"version": "1"}, "no version"),
        ({"title": ""}, "no title"),
        ({"titel": "Nyt"}, "unknown key titel"),
        ({"feed_url": "/feed.json"}, "feed_url is no address"),
        ({"items": None}, "no items"),
        ({"items": [{"content_text": "a"}]}, "None: no id"),
        ({"items": [{"id": "1"}]}, "1: no content"),
        (
            {"items": [{"id": "1", "content_text": "a", "date_published": "2022-09-28"}]},
            "1: date_published is no instant",
        ),
        ({"items": [{"id": "1", "content_text": "a", "url": "nyheder/"}]}, "1: url is no address"),
        ({"items": [{"id": "1", "content_text": "a"}] * 2}, "two items with one id"),
    ],
)
def test_the_rules_for_json_feeds_catch_faults(change: dict[str, Any], fault: str) -> None:
    """Each rule finds the fault that it is there for."""
    good = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Nyt",
        "home_page_url": "https://nyheder.example.dk/",
        "feed_url": "https://nyheder.example.dk/feed.json",
        "items": [{"id": "1", "content_text": "a", "date_published": "2022-09-28T00:00:00+02:00"}],
    }
    assert list(json_feed_faults(good)) == []
    assert fault in json_feed_faults({**good, **change})


def test_json_feeds_tell_who_said_what(sites: Mapping[str, Path]) -> None:
    """Beyond JSON Feed an item holds its members and quotations, each with the speaker's title and its place."""
    feed = json.loads((sites["something of everything"] / "feed.json").read_text(encoding="utf-8"))
    assert is_address(feed["_hjemsite"]["about"])
    item = next(item for item in feed["items"] if "aerlig-snak" in item["url"])
    assert [member["name"] for member in item["_hjemsite"]["members"]] == [
        "Aagaard Kommune",
        "Tidselfonden »T« & Venner",
    ]
    assert item["_hjemsite"]["quotes"][1] == {
        "text": "En dør er ikke nok. Der skal også være nogen, der åbner den.",
        "speaker": "Mette Å. Kjær",
        "title": "centerchef",
        "organisation": "Center for Døre",
        "url": f"{item['url']}#citat-en-doer-er-ikke-nok-der-skal-ogsaa",
    }
    assert all(is_address(row["url"]) for kind in item["_hjemsite"].values() for row in kind)


def test_members_topics_and_people_have_feeds(sites: Mapping[str, Path]) -> None:
    """Each holds what its page lists, and its page tells of it."""
    folder = sites["something of everything"]
    for page in ("", "medlemmer/aagaard-kommune/", "emner/boliger/", "personer/soeren-noergaard/"):
        feed = feedparser.parse((folder / page / "feed.xml").read_bytes())
        assert any(entry.link.endswith("/nyheder/aerlig-snak/") for entry in feed.entries), page
        html = (folder / page / "index.html").read_text(encoding="utf-8")
        assert 'type="application/atom+xml" title="' in html.partition("</head>")[0]
        assert f'href="/nyt/{page}feed.xml"' in html.partition("</head>")[0]
        rss = re.search(rf'type="application/rss\+xml" title="[^"]* som RSS" href="/nyt/{page}rss.xml"', html)
        assert bool(rss) == (folder / page / "rss.xml").is_file() == (not page.startswith("personer/"))
    front = (folder / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert re.search(r'type="application/feed\+json"[^>]* href="/nyt/feed.json"', front)
    assert re.search(r'type="text/x-opml"[^>]* href="/nyt/feeds.opml"', front)


def test_the_list_of_feeds_is_complete(sites: Mapping[str, Path]) -> None:
    """feeds.opml (OPML 2.0) names every Atom feed of the site once, with the page it belongs to."""
    for folder in sites.values():
        root = ElementTree.fromstring((folder / "feeds.opml").read_bytes())
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert root.findtext("head/title")
        outlines = [outline for outline in root.iter("outline") if outline.get("type") == "rss"]
        home = outlines[0].get("htmlUrl") or ""
        listed = [(outline.get("xmlUrl") or "").removeprefix(home) for outline in outlines]
        assert sorted(listed) == sorted(file.relative_to(folder).as_posix() for file in folder.rglob("feed.xml"))
        for outline in outlines:
            assert outline.get("text")
            assert (folder / (outline.get("htmlUrl") or "").removeprefix(home) / "index.html").is_file()
