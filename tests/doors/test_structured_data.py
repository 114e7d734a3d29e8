"""Structured data: every page's JSON-LD uses schema.org's words, and only where schema.org has them.

The table is the part of schema.org (version 29, schema.org/docs/full.html) that we use: what each type may have, with
what it has from the types above it.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import html5lib
import pytest

from hjemsite.model import Picture
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.json_ld import image
from hjemsite.urls import Url

THING = "name description url image mainEntityOfPage alternateName sameAs"
ORGANIZATION = f"{THING} memberOf logo contactPoint email telephone"
CREATIVE = (
    f"{THING} headline inLanguage isAccessibleForFree datePublished dateModified author publisher creator creditText"
    " about keywords isBasedOn isPartOf correction hasPart text license digitalSourceType"
)
MEDIA = "contentUrl encodingFormat contentSize uploadDate thumbnailUrl"
VOCABULARY: Mapping[str, frozenset[str]] = {
    name: frozenset(properties.split())
    for name, properties in {
        "NewsArticle": f"{CREATIVE} audio video",
        "Quotation": CREATIVE,
        "CorrectionComment": CREATIVE,
        "WebSite": CREATIVE,
        "ImageObject": f"{CREATIVE} contentUrl caption",
        "MediaObject": f"{CREATIVE} {MEDIA}",
        "AudioObject": f"{CREATIVE} {MEDIA} caption transcript",
        "VideoObject": f"{CREATIVE} {MEDIA} caption transcript",
        "Organization": ORGANIZATION,
        "GovernmentOrganization": ORGANIZATION,
        "NGO": ORGANIZATION,
        "EducationalOrganization": ORGANIZATION,
        "Person": f"{THING} jobTitle worksFor",
        "ContactPoint": f"{THING} contactType email telephone",
        "BreadcrumbList": f"{THING} itemListElement",
        "ListItem": f"{THING} position item",
        "Event": f"{THING} inLanguage startDate endDate eventStatus eventAttendanceMode location organizer",
        "Place": f"{THING} address",
        "VirtualLocation": THING,
        # Stands for the value of the property that it repeats.
        "Role": f"{THING} roleName",
    }.items()
}
RANGES: Mapping[str, frozenset[str]] = {
    name: frozenset(types.split())
    for name, types in {
        "author": "Person Organization",
        "publisher": "Person Organization",
        "creator": "Person Organization",
        "about": "Organization",
        "memberOf": "Organization",
        "worksFor": "Organization",
        "correction": "CorrectionComment",
        "hasPart": "Quotation",
        "image": "ImageObject",
        "logo": "ImageObject",
        "contactPoint": "ContactPoint",
        "location": "Place VirtualLocation",
        "organizer": "Organization",
        "itemListElement": "ListItem",
    }.items()
}
"""What a property may hold; every organisation is an Organization."""


def data_of(html: str) -> list[dict[str, Any]]:
    """The things that a page tells of, as an HTML parser finds them."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    blocks = [script for script in page.iter("script") if script.get("type") == "application/ld+json"]
    assert len(blocks) <= 1
    if not blocks:
        return []
    data = json.loads(blocks[0].text or "")
    assert data.pop("@context") == "https://schema.org"
    graph: list[dict[str, Any]] = data.get("@graph", [data])
    return graph


def faults(thing: object, holder: str = "") -> Iterator[str]:
    """What schema.org's vocabulary has against a thing and all that it holds."""
    if isinstance(thing, list):
        for node in thing:
            yield from faults(node, holder)
    elif isinstance(thing, dict) and set(thing) != {"@id"}:
        kind = thing.get("@type", "")
        properties = VOCABULARY.get(kind)
        if properties is None:
            yield f"no type {kind!r}"
            return
        general = "Organization" if properties == VOCABULARY["Organization"] else kind
        if holder in RANGES and general not in RANGES[holder]:
            yield f"{holder} holds a {kind}"
        for name, value in thing.items():
            if not name.startswith("@") and name not in properties:
                yield f"{kind} has no {name}"
            if value in ("", None, []):
                yield f"{kind}.{name} is empty"
            if name in ("url", "item", "contentUrl", "mainEntityOfPage") and not str(value).startswith("https://"):
                yield f"{kind}.{name} is no address: {value}"
            yield from faults(value, name)
    elif holder in RANGES and not isinstance(thing, dict):
        yield f"{holder} holds a text"


def things(sites: Mapping[str, Path], page: str) -> dict[str, dict[str, Any]]:
    """Type → thing, of one page of the site that holds something of everything."""
    html = (sites["something of everything"] / page).read_text(encoding="utf-8")
    return {node["@type"]: node for node in data_of(html)}


def test_every_page_keeps_to_the_vocabulary(sites: Mapping[str, Path]) -> None:
    """No unknown type, no property where it does not belong, nothing empty."""
    for folder in sites.values():
        pages = [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.html"))]
        graphs = [data_of(page) for page in pages]
        assert sum(map(bool, graphs)) > 10
        assert [fault for data in graphs for fault in faults(data)] == []


def addresses_in(value: object) -> Iterator[str]:
    """Every web address that data name, however deep."""
    if isinstance(value, dict | list):
        for node in value.values() if isinstance(value, dict) else value:
            yield from addresses_in(node)
    elif isinstance(value, str) and value.startswith("https://") and " " not in value:
        yield value


def test_no_address_on_the_site_leads_nowhere(sites: Mapping[str, Path]) -> None:
    """Pages, people and pictures that structured data and ninjs name are there."""
    for folder in sites.values():
        home = data_of((folder / "index.html").read_text(encoding="utf-8"))[0]["url"]
        addresses: set[str] = set()
        for file in folder.rglob("*.html"):
            addresses.update(addresses_in(data_of(file.read_text(encoding="utf-8"))))
        for file in folder.rglob("ninjs.json"):
            addresses.update(addresses_in(json.loads(file.read_text(encoding="utf-8"))))
        paths = {address.removeprefix(home).partition("#")[0] for address in addresses if address.startswith(home)}
        assert len(paths) > 5
        assert [
            path for path in sorted(paths) if not (folder / (path if "." in path else f"{path}index.html")).is_file()
        ] == []


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Nyhed"}, "no type 'Nyhed'"),
        ({"@type": "NewsArticle", "jobTitle": "chef"}, "NewsArticle has no jobTitle"),
        ({"@type": "NewsArticle", "creditText": ""}, "NewsArticle.creditText is empty"),
        ({"@type": "NewsArticle", "author": "Åse"}, "author holds a text"),
        ({"@type": "NewsArticle", "hasPart": [{"@type": "Person", "name": "Åse"}]}, "hasPart holds a Person"),
        ({"@type": "Person", "worksFor": {"@type": "Organisation"}}, "no type 'Organisation'"),
        ({"@type": "Person", "url": "/personer/aase/"}, "Person.url is no address: /personer/aase/"),
    ],
)
def test_the_check_of_the_vocabulary_finds_faults(thing: dict[str, Any], fault: str) -> None:
    """Each rule finds the fault that it is there for."""
    assert fault in list(faults(thing))


def test_an_article_tells_what_was_said_and_by_whom(sites: Mapping[str, Path]) -> None:
    """Headline, dates, credit, members, correction and every quotation, with the speaker's title of the day."""
    article = things(sites, "nyheder/aerlig-snak/index.html")["NewsArticle"]
    assert article["headline"] == "Ærlig snak om <nøgler> & døre"
    assert (article["datePublished"], article["dateModified"]) == (
        "2025-03-01T09:30:00+01:00",
        "2025-03-03T00:00:00+01:00",
    )
    assert (article["creditText"], article["author"]["name"]) == ("Tekst: Aagaard Kommune", "Nøglen-alliancen")
    assert [(subject["@type"], subject["name"]) for subject in article["about"]] == [
        ("GovernmentOrganization", "Aagaard Kommune"),
        ("Organization", "Tidselfonden »T« & Venner"),
    ]
    assert article["correction"] == [
        {"@type": "CorrectionComment", "text": "Tallet var forkert.", "datePublished": "2025-03-03"}
    ]
    quote = article["hasPart"][0]
    assert quote["text"] == "Vi giver nøglen videre, og vi tager den ikke igen"
    assert (quote["creator"]["name"], quote["creator"]["jobTitle"]) == ("Søren Nørgaard", "rådmand")
    assert quote["creator"]["worksFor"]["name"] == "Aagaard Kommune"
    page = (sites["something of everything"] / "nyheder/aerlig-snak/index.html").read_text(encoding="utf-8")
    address, _, anchor = quote["url"].partition("#")
    assert address == article["url"]
    assert f'id="{anchor}"' in page


def test_a_picture_tells_what_its_editor_wrote() -> None:
    """Caption, credit and licence as they are, whether the licence is an address or a sentence; nothing empty."""
    addresses = Addresses("https://noeglen.example", frozenset())
    picture = Picture(Url("/nyheder/hus/foto.jpg"), "Et hus", "Ib Sø", "Huset i maj", "Må bruges frit")
    assert image(addresses, picture) == {
        "@type": "ImageObject",
        "contentUrl": "https://noeglen.example/nyheder/hus/foto.jpg",
        "description": "Et hus",
        "caption": "Huset i maj",
        "creditText": "Ib Sø",
        "license": "Må bruges frit",
    }
    assert list(faults(image(addresses, picture))) == []
    assert image(addresses, Picture(Url("/logo.png"), "Logo")).keys() == {"@type", "contentUrl", "description"}


def test_members_and_people_tell_who_they_are(sites: Mapping[str, Path]) -> None:
    """A member belongs to the alliance until it leaves; a person has the posts of today."""
    member = things(sites, "medlemmer/aagaard-kommune/index.html")["GovernmentOrganization"]
    assert member["memberOf"]["name"] == "Nøglen-alliancen"
    (former,) = member["alternateName"]
    assert former == {"@type": "Role", "roleName": "tidligere navn", "alternateName": "Gamle Ågård Kommune"}
    assert "memberOf" not in things(sites, "medlemmer/tidselfonden/index.html")["Organization"]
    person = things(sites, "personer/soeren-noergaard/index.html")["Person"]
    assert (person["jobTitle"], [organisation["name"] for organisation in person["worksFor"]]) == (
        ["rådmand"],
        ["Aagaard Kommune"],
    )
    assert things(sites, "personer/mette-aa-kjaer/index.html")["Person"]["jobTitle"] == "centerchef"


def test_the_way_to_a_page_is_told(sites: Mapping[str, Path]) -> None:
    """The steps are the page's own path and lead to pages that exist; the front page tells whose site it is."""
    trail = things(sites, "nyheder/aerlig-snak/index.html")["BreadcrumbList"]["itemListElement"]
    assert [(crumb["position"], crumb["name"]) for crumb in trail] == [
        (1, "Forside"),
        (2, "Nyheder"),
        (3, "Ærlig snak om <nøgler> & døre"),
    ]
    home = trail[0]["item"]
    for step in trail[:-1]:
        assert (sites["something of everything"] / step["item"].removeprefix(home) / "index.html").is_file()
    assert "item" not in trail[-1]
    front = things(sites, "index.html")
    assert front.keys() == {"WebSite", "Organization"}
    assert front["Organization"]["contactPoint"]["telephone"] == "+4535299699"


def test_open_graph_tells_times_and_topics(sites: Mapping[str, Path]) -> None:
    """An article has its times, a section and a tag for each topic; other pages have none of them."""
    folder = sites["something of everything"]
    page = html5lib.parse((folder / "nyheder/aerlig-snak/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    properties = [(meta.get("property"), meta.get("content")) for meta in page.iter("meta") if meta.get("property")]
    assert [pair for pair in properties if str(pair[0]).startswith("article:")] == [
        ("article:published_time", "2025-03-01T09:30:00+01:00"),
        ("article:modified_time", "2025-03-03T00:00:00+01:00"),
        ("article:section", "boliger"),
        ("article:tag", "boliger"),
        ("article:tag", "Unge & gamle"),
    ]
    assert "article:" not in (folder / "index.html").read_text(encoding="utf-8").partition("<body")[0]
