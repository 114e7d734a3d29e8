"""Feeds, read by parsers that are not ours.

The rules for feed.json are those of JSON Feed 1.1; for dates, RFC 3339. Those for feed.xml are RFC 4287's, as RELAX NG.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import etree

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
    found = {site: sorted(folder.rglob(name)) for site, folder in sites.items()}
    assert all(found.values()), found
    return [file for some in found.values() for file in some]


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
    item = next(one for one in feed["items"] if "aerlig-snak" in one["url"])
    assert [one["name"] for one in item["_hjemsite"]["members"]] == ["Aagaard Kommune", "Tidselfonden »T« & Venner"]
    assert item["_hjemsite"]["quotes"][1] == {
        "text": "En dør er ikke nok. Der skal også være nogen, der åbner den.",
        "speaker": "Mette Å. Kjær",
        "title": "centerchef",
        "organisation": "Center for Døre",
        "url": f"{item['url']}#citat-en-doer-er-ikke-nok-der-skal-ogsaa",
    }
    assert all(is_address(one["url"]) for kind in item["_hjemsite"].values() for one in kind)


def test_members_topics_and_people_have_feeds(sites: Mapping[str, Path]) -> None:
    """Each holds what its page lists, and its page tells of it."""
    folder = sites["something of everything"]
    for page in ("", "medlemmer/aagaard-kommune/", "emner/boliger/", "personer/soeren-noergaard/"):
        feed = feedparser.parse((folder / page / "feed.xml").read_bytes())
        assert any(entry.link.endswith("/nyheder/aerlig-snak/") for entry in feed.entries), page
        html = (folder / page / "index.html").read_text(encoding="utf-8")
        assert 'type="application/atom+xml" title="' in html.partition("</head>")[0]
        assert f'href="/nyt/{page}feed.xml"' in html.partition("</head>")[0]
    front = (folder / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert re.search(r'type="application/feed\+json"[^>]* href="/nyt/feed.json"', front)
    assert re.search(r'type="text/x-opml"[^>]* href="/nyt/feeds.opml"', front)


def test_the_list_of_feeds_is_complete(sites: Mapping[str, Path]) -> None:
    """feeds.opml (OPML 2.0) names every Atom feed of the site once, with the page it belongs to."""
    for folder in sites.values():
        root = ElementTree.fromstring((folder / "feeds.opml").read_bytes())
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert root.findtext("head/title")
        outlines = [one for one in root.iter("outline") if one.get("type") == "rss"]
        home = outlines[0].get("htmlUrl") or ""
        listed = [(one.get("xmlUrl") or "").removeprefix(home) for one in outlines]
        assert sorted(listed) == sorted(file.relative_to(folder).as_posix() for file in folder.rglob("feed.xml"))
        for one in outlines:
            assert one.get("text")
            assert (folder / (one.get("htmlUrl") or "").removeprefix(home) / "index.html").is_file()
