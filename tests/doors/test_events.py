"""Events as readers and their programs get them: the page, the list, calendars, feeds and data."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN)
SITE = "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyt.\nalliance: {name: Nøglen-alliancen}\n"
FIELDS = {
    "aabent-hus": "starts: 2026-12-03 10:00\nends: 2026-12-03 16:00\naddress: Gade 4, 9999 Klitby\n"
    "member: tidselfonden\nsignup: https://www.example.dk/tilmelding\nupdated: 2026-11-10 08:30"
    "\nredirects: /arrangementer/hus/",
    "webinar": "starts: 2026-12-10 14:00\nonline: https://www.example.dk/web\ncancelled: ja",
    "konference": "starts: 2027-01-20\nends: 2027-01-21",
    "sommer": "starts: 2025-06-01 19:00",
    "oplaeg": "starts: 2026-12-12\nextra: {sprog: dansk}\n"
    "attachments: [{file: program.pdf, title: Dagens program}, {file: oplaeg.zip}]",
}
PLACES = {"webinar": "Online"}


def written(root: Path, name: str, fields: str) -> None:
    title = f"Møde, {name}; og {'en meget lang overskrift med øl, å og æbler ' * (name == 'konference')}mere"
    text = f"---\ntitle: '{title}'\nplace: {PLACES.get(name, 'Salen')}\npublished: 2025-02-01\n{fields}\n---\n\nKom.\n"
    file = root / f"content/arrangementer/{name}{'/index' if 'attachments' in fields else ''}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    if "attachments" in fields:
        (file.parent / "program.pdf").write_bytes(b"%PDF-1.4\ntrailer\n<<>>\n%%EOF\n")
        with ZipFile(file.parent / "oplaeg.zip", "w") as packed:
            packed.writestr("oplaeg.txt", "Oplæg")
    file.write_text(text, "utf-8")


def order(root: Path) -> BuildOptions:
    (root / "content/medlemmer").mkdir(parents=True)
    (root / "content/site.yaml").write_text(SITE, "utf-8")
    (root / "content/medlemmer/tidselfonden.md").write_text("---\nname: Tidselfonden\nkind: fond\n---\n", "utf-8")
    return BuildOptions(root, AS_OF, allow_shrink=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("events")
    options = order(root)
    for name, fields in FIELDS.items():
        written(root, name, fields)
    built = build(options)
    assert [fault.message for fault in built.faults if fault.is_error] == []
    return {
        path: data.decode() for path, data in built.loaded().items() if path.endswith((".html", ".ics", ".xml", "json"))
    }


def calendar(text: str) -> list[dict[str, str]]:
    """The events of an iCalendar file, read as RFC 5545 has it: unfolded, with their properties."""
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hjemsite//arrangementer//DA"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    events = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
    return [dict(line.split(":", 1) for line in event.partition("\nEND:VEVENT")[0].split("\n")) for event in events]


def test_a_calendar_says_when_and_where(site: dict[str, str]) -> None:
    """In UTC, by whole days with the day after the last, cancelled; and under an id that is the oldest address."""
    events = {
        re.sub(".*, (.*)\\\\;.*", r"\1", event["SUMMARY"]): event
        for event in calendar(site["arrangementer/kalender.ics"])
    }
    house, web, days = events["aabent-hus"], events["webinar"], events["konference"]
    assert (house["DTSTART"], house["DTEND"]) == ("20261203T090000Z", "20261203T150000Z")
    assert house["LOCATION"] == r"Salen\, Gade 4\, 9999 Klitby"
    assert house["UID"] == "https://noeglen.example/nyt/arrangementer/hus/"
    assert house["DTSTAMP"] == "20261110T073000Z"
    assert house["URL"] == "https://noeglen.example/nyt/arrangementer/aabent-hus/"
    assert (days["DTSTART;VALUE=DATE"], days["DTEND;VALUE=DATE"]) == ("20270120", "20270122")
    assert web["STATUS"] == "CANCELLED" and web["SUMMARY"].startswith("Aflyst: ")
    assert [event["UID"] for event in calendar(site["arrangementer/konference/konference.ics"])] == [days["UID"]]


def structured(page: str) -> dict[str, Any]:
    """The first thing that the page is about."""
    match = re.search(r'ld\+json">(.*?)</script>', page)
    assert match
    things: list[dict[str, Any]] = json.loads(match[1])["@graph"]
    return things[0]


def test_the_list_and_the_front_page_have_those_to_come(site: dict[str, str]) -> None:
    """In the order in which they begin; the past ones below, by year."""
    coming, past = site["arrangementer/index.html"].split("Tidligere</h2>")
    names = re.findall(r"/nyt/arrangementer/([a-z-]+)/\">Møde", coming)
    assert names == ["aabent-hus", "webinar", "oplaeg", "konference"]
    assert "/sommer/" in past and "2025" in past
    assert 'href="webcal://noeglen.example/nyt/arrangementer/kalender.ics"' in coming
    assert "/sommer/" not in site["index.html"] and "Det sker" in site["index.html"]
    assert "Det sker" in site["medlemmer/tidselfonden/index.html"]


def test_a_page_says_what_search_engines_want_of_an_event(site: dict[str, str]) -> None:
    """Google's documentation of Event asks for name, start, location; status and attendance say the rest."""
    event = structured(site["arrangementer/aabent-hus/index.html"])
    assert (event["@type"], event["startDate"]) == ("Event", "2026-12-03T10:00:00+01:00")
    assert event["location"] == {"@type": "Place", "name": "Salen", "address": "Gade 4, 9999 Klitby"}
    assert event["organizer"][0]["name"] == "Tidselfonden"
    web = structured(site["arrangementer/webinar/index.html"])
    assert web["eventStatus"].endswith("EventCancelled") and web["eventAttendanceMode"].endswith(
        "OnlineEventAttendanceMode"
    )
    assert "Arrangementet er aflyst." in site["arrangementer/webinar/index.html"]
    assert "Meld dig til" not in site["arrangementer/webinar/index.html"]


def test_the_sitemap_tells_when_an_event_was_changed(site: dict[str, str]) -> None:
    """As it does of articles."""
    assert "/arrangementer/aabent-hus/</loc><lastmod>2026-11-10</lastmod>" in site["sitemap.xml"]
    assert "/arrangementer/sommer/</loc><lastmod>2025-02-01</lastmod>" in site["sitemap.xml"]


def test_feeds_bring_them(site: dict[str, str]) -> None:
    """All three forms, listed in the OPML."""
    atom = ElementTree.fromstring(site["arrangementer/feed.xml"])
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 5
    assert len(ElementTree.fromstring(site["arrangementer/rss.xml"]).findall("channel/item")) == 5
    items = json.loads(site["arrangementer/feed.json"])["items"]
    assert any(item["title"].endswith("(3. december 2026)") for item in items)


def test_files_and_fields_of_ones_own_are_where_programs_and_readers_look(site: dict[str, str]) -> None:
    """What the event offers is on its page, in the calendar, in all feeds, in JSON-LD, in the data and in search."""
    home = "https://noeglen.example/nyt/arrangementer/oplaeg"
    page = site["arrangementer/oplaeg/index.html"]
    assert '<a href="/nyt/arrangementer/oplaeg/program.pdf">Dagens program</a> <span class="detail">PDF, 1 kB' in page
    assert '<a href="/nyt/arrangementer/oplaeg/oplaeg.zip" download>oplaeg.zip</a>' in page
    assert [work["name"] for work in structured(page)["subjectOf"]] == ["Dagens program", "oplaeg.zip"]
    lines = site["arrangementer/oplaeg/oplaeg.ics"].replace("\r\n ", "").split("\r\n")
    assert f"ATTACH;FMTTYPE=application/pdf:{home}/program.pdf" in lines
    atom = ElementTree.fromstring(site["arrangementer/feed.xml"])
    links = [link.attrib for link in atom.iter("{http://www.w3.org/2005/Atom}link") if link.get("rel") == "enclosure"]
    assert [link["href"] for link in links] == [f"{home}/program.pdf", f"{home}/oplaeg.zip"]
    (enclosure,) = ElementTree.fromstring(site["arrangementer/rss.xml"]).iter("enclosure")
    assert enclosure.get("type") == "application/pdf"
    (item,) = [item for item in json.loads(site["arrangementer/feed.json"])["items"] if "attachments" in item]
    assert item["attachments"][0]["url"] == f"{home}/program.pdf" and "<h2>Bilag</h2>" in item["content_html"]
    rows = {event["id"]: event for event in json.loads(site["data/v1/arrangementer.json"])["events"]}
    assert rows["oplaeg"]["extra"] == {"sprog": "dansk"} and "extra" not in rows["webinar"]
    assert [attachment["type"] for attachment in rows["oplaeg"]["attachments"]] == [
        "application/pdf",
        "application/zip",
    ]
    assert rows["webinar"]["attachments"] == []


SLIPS = {
    "ends: 2026-12-01 10:00": "Arrangementet slutter, før det begynder",
    "ends: 2026-12-04": "Begyndelsen har et klokkeslæt, og slutningen har ikke",
    "expires: 2025-01-01": "Arrangementet udløber, før det er ude",
    "updated: 2024-01-01": "Arrangementet er opdateret, før det er ude",
    "member: tidsel": "»tidsel« er ikke et medlem",
    "slutter: 2026-12-04 10:00": "Feltet »slutter« findes ikke",
    "ends: 2062-12-04 10:00": "Datoen ligger mere end fem år ude i fremtiden (2062)",
}


def test_times_and_members_that_do_not_agree_are_told(tmp_path: Path) -> None:
    """Each in its own file, at its own field."""
    options = order(tmp_path)
    for number, slip in enumerate(SLIPS):
        written(tmp_path, f"moede-{number}", f"starts: 2026-12-03 10:00\n{slip}")
    built: Build = build(options)
    messages = {fault.span.path: fault.message for fault in built.faults}
    for number, message in enumerate(SLIPS.values()):
        assert message in messages.get(f"content/arrangementer/moede-{number}.md", ""), (message, messages)


def test_without_events_there_is_no_trace_of_them(tmp_path: Path) -> None:
    """No page, no item of the menu, no heading."""
    assert not [path for path, data in build(order(tmp_path)).loaded().items() if b"rrangement" in data]


def test_a_long_list_has_ways_through_it(site: dict[str, str], tmp_path: Path) -> None:
    """To the members who have something to come, and to each year that has been; a short list needs none."""
    options = order(tmp_path)
    for name in ("klitby-kommune", "oefonden"):
        (tmp_path / f"content/medlemmer/{name}.md").write_text(
            f"---\nname: {name.upper()}\nkind: andet\n---\n", "utf-8"
        )
    for number in range(11):
        host = "member: tidselfonden\n" if number == 9 else ""
        written(tmp_path, f"gammelt-{number}", f"{host}starts: {2025 - number % 3}-03-{number + 1:02}")
    for name in ("klitby-kommune", "oefonden"):
        written(tmp_path, f"hos-{name}", f"starts: 2026-12-01\nmember: {name}")
    built = build(options)
    assert [fault.message for fault in built.faults if fault.is_error] == []
    page = built.loaded()["arrangementer/index.html"].decode()
    ways = page.partition('aria-label="Find arrangementer"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)">([^<]+)<', ways) == [
        ("/nyt/medlemmer/klitby-kommune/#arrangementer", "KLITBY-KOMMUNE"),
        ("/nyt/medlemmer/oefonden/#arrangementer", "OEFONDEN"),
        ("#aar-2025", "2025"),
        ("#aar-2024", "2024"),
        ("#aar-2023", "2023"),
    ]
    assert all(f'id="aar-{year}"' in page for year in (2023, 2024, 2025))
    assert b'id="arrangementer"' in built.loaded()["medlemmer/oefonden/index.html"]
    assert "Find arrangementer" not in site["arrangementer/index.html"]
