"""The law of the anonymised person: no byte of the site tells the name, however it is written and wrapped.

The same site without the setting shows that the search finds what it looks for.
"""

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hjemsite.content.anonymous_names import AnonymousName, found_names
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.pipeline.build import EMPTY, Build, build
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import SITE, make_site, write, write_recording
from tests.unpacked import telling

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
SETTING = "anonymised:\n  - {name: Søren Kvarkgård, as: en ung mand, date: 2026-10-20}\n"
ARTICLE = """---
title: Søren Kvarkgårds nat på banegården
date: 2026-10-05
topics: [Søren Kvarkgård, natten]
summary: Søren
  Kvarkgård sov dér i to år.
credit: "Tekst: SØREN KVARKGÅRD"
redirects: [/nyheder/soeren-kvarkgaards-nat/]
image: {file: foto.png, alt: Kvarkgård ved en dør, credit: "Foto: Sø. Rensen", caption: Søren Kvarkgaard i dag}
speakers:
  - {name: Søren Kvarkgård, title: tidligere hjemløs}
  - {name: Hanne Bæk, title: leder, organisation: Herberget}
quotes:
  - {speaker: Søren Kvarkgård, text: Jeg sov dér i to år}
  - {speaker: Hanne Bæk, text: Søren Kvarkgård og de andre sov dér}
contact: {name: S&oslash;ren Kvarkg&aring;rd, phone: 35 29 96 99}
corrections: [{date: 2026-10-07, text: Søren hedder Kvarkgård}]
attachments: [{file: bilag.docx, title: Søren Kvarkgårds brev}]
recordings: [{file: film.webm, title: Søren Kvarkgård taler, captions: film.vtt, credit: Søren Kvarkgård}]
---

»Jeg sov dér i to år«, siger **Søren
Kvarkgård**. S. Kvarkgård bor nu for sig selv, og Kvarkgårds dør er åben. Søren ler.
S&oslash;ren Kvarkg&aring;rd er glad.

> Søren
> Kvarkgård kom igen.

»Søren Kvarkgård og de andre sov dér«, siger Hanne Bæk. [Søren](/personer/soeren-kvarkgaard/) er på #SørenKvarkgård.

![Søren Kvarkgård](foto.png "Foto: Søren Kvarkgård")
"""
OTHER = "---\ntitle: Åbent hus\ndate: 2026-10-06\n---\n\nOgså Søren A. Kvarkgård kom, så [ham](natten/index.md).\n"
SIGNS = ("søren", "kvarkg", "soeren", "s&oslash;ren")


def site(root: Path, setting: str = SETTING, attached: str = "Kære ven", speech: str = "Jeg sov dér") -> BuildOptions:
    """A little site in which the person is named in every way."""
    make_site(root)
    write(root, "content/site.yaml", SITE + "quote_pages: ja\nnewsletter: ja\n" + setting)
    for old in (root / "content/nyheder").glob("*.md"):
        old.unlink()
    write(root, "content/nyheder/natten/index.md", ARTICLE)
    write(root, "content/nyheder/hus.md", OTHER)
    texts = PngInfo()
    texts.add_text("Author", "Søren Kvarkgård", zip=True)
    Image.new("RGB", (640, 400), "navy").save(root / "content/nyheder/natten/foto.png", pnginfo=texts)
    with zipfile.ZipFile(root / "content/nyheder/natten/bilag.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document><w:t>{attached}</w:t></w:document>")
    write_recording(root / "content/nyheder/natten", "film", speech)
    return BuildOptions(root, NOON, search=True)


def error_free_build(options: BuildOptions, before: Build | None = None) -> Build:
    built = build(options, before.state if before else EMPTY)
    assert not has_errors(built.faults), built.faults
    return built


def anonymity_faults(options: BuildOptions) -> list[Diagnostic]:
    return [fault for fault in build(options).faults if "anonymiseret" in fault.rule]


def test_no_byte_tells_the_name(tmp_path: Path) -> None:
    """In texts, quotes, captions, data, search, feeds, Word files, cards, pictures and addresses."""
    built = error_free_build(site(tmp_path))
    files = built.loaded()
    assert telling(files, SIGNS) == {}
    page = files["nyheder/natten/index.html"].decode()
    assert 'id="citat-jeg-sov-der-i-to-aar"' in page, "a quote keeps its place"
    assert "<h1>En ung mands nat på banegården</h1>" in page and "En ung mand ler." in page
    assert b"En ung mand" in files["personer/en-ung-mand/index.html"]
    assert {fault.rule for fault in built.faults if fault.is_error} == set()


def test_without_the_setting_the_name_is_found_everywhere(tmp_path: Path) -> None:
    """The law can fail: pages, feeds, data, the index, a Word file and addresses hold the name."""
    hits = telling(error_free_build(site(tmp_path, "")).loaded(), SIGNS)
    assert {
        "nyheder/natten/index.html",
        "feed.xml",
        "data/v1/citater.json",
        "personer/soeren-kvarkgaard/index.html",
    } <= {*hits}
    assert any(path.startswith("soeg/indeks/") for path in hits) and any(path.endswith(".docx") for path in hits)


def test_the_setting_is_an_edit_like_others(tmp_path: Path) -> None:
    """A build that remembers equals a clean one when somebody is anonymised, called otherwise, or no more."""
    options, incremental = site(tmp_path, ""), None
    for setting in ("", SETTING, SETTING.replace("en ung mand", "Jonas"), ""):
        write(tmp_path, "content/site.yaml", SITE + "quote_pages: ja\nnewsletter: ja\n" + setting)
        incremental = error_free_build(options, incremental)
        assert incremental.loaded() == error_free_build(options).loaded()


def test_readers_programs_take_a_text_anew_from_the_day_of_the_setting(tmp_path: Path) -> None:
    """Feeds, sitemap and data have a newer time for each text that holds the name, and for no other."""
    order = site(tmp_path)
    write(order.root, "content/site.yaml", SITE + SETTING.replace("2026-10-20", "2026-10-28"))
    after = build(order).loaded()
    date = "2026-10-28T00:00:01+01:00"
    times = {item["title"]: item["date_modified"] for item in json.loads(after["feed.json"])["items"]}
    assert sorted(times.values()) == [date, date], times
    assert f"<updated>{date}</updated>".encode() in after["feed.xml"] and b"<lastmod>2026-10-28" in after["sitemap.xml"]
    pages = [path for path in after if path.endswith(".html") and b"28. oktober" in after[path]]
    assert pages == []
    write(order.root, "content/nyheder/en-anden.md", "---\ntitle: En anden\ndate: 2026-10-08\n---\n\nHanne Bæk kom.\n")
    items = json.loads(build(order).loaded()["feed.json"])["items"]
    assert [item["date_modified"] for item in items if item["title"] == "En anden"] == ["2026-10-08T00:00:00+02:00"]


def test_what_texts_cannot_mend_is_an_error(tmp_path: Path) -> None:
    """A file's name, an attached file, the settings, the person's own file, and a part of the name in another's."""
    options = site(
        tmp_path,
        SETTING + "press: {name: Søren Kvarkgård}\n",
        attached="Søren</w:t><w:t>Kvarkgård",
        speech="Søren Kvarkgård sov dér",
    )
    write(tmp_path, "content/nyheder/soeren-kvarkgaard-taler.md", OTHER.replace("Åbent", "Lukket"))
    write(tmp_path, "content/personer/soeren.md", "---\nname: Søren Kvarkgård\n---\n")
    write(
        tmp_path,
        "content/nyheder/mor.md",
        "---\ntitle: Mor\ndate: 2026-10-07\n---\n\nMia Kvarkgård og Søren Kvarkgård.\n",
    )
    write(tmp_path, "content/rod/tak.txt", "Tak til Søren Kvarkgård\n")
    faults = [(fault.span.path.removeprefix("content/"), fault.message) for fault in anonymity_faults(options)]
    assert faults == [
        ("nyheder/mor.md", "»Kvarkgård« er en del af et navn, der er anonymiseret i samme tekst"),
        ("nyheder/natten/index.md", "Filen »bilag.docx« rummer et navn, der er anonymiseret"),
        ("nyheder/natten/index.md", "Filen »film.vtt« rummer et navn, der er anonymiseret"),
        ("nyheder/soeren-kvarkgaard-taler.md", "Filens navn rummer et navn, der er anonymiseret"),
        ("personer/soeren.md", "Filen handler om en person, der er anonymiseret"),
        ("rod/tak.txt", "Filen rummer et navn, der er anonymiseret"),
        ("site.yaml", "Feltet press rummer et navn, der er anonymiseret"),
    ]
    (name,) = (fault for fault in anonymity_faults(options) if "taler" in fault.span.path)
    assert name.hint == "Kald den en-ung-mand-taler.md, og skriv ikke den gamle adresse i redirects"


@pytest.mark.parametrize(
    "written",
    [
        "summary: Sø\u00adren Kvark\u00adgård\n---\n\nTekst.",
        'summary: "S\\u00f8ren \\u004bvarkgård"\n---\n\nTekst.',
        "---\n\nS&#248;ren &#75;varkgård kom.",
        "---\n\n<b>Søren</b> [Kvark](https://x.example/)gård kom.",
        '---\n\n| Navn |\n|---|\n| `Søren Kvarkgård` |\n\n[x]: https://x.example/ "Søren Kvarkgård"\n\nSe [x].',
        "---\n\nSøren\u200bKvarkgård og Søre\u0301n, So\u0308ren.",
    ],
)
def test_what_is_spelt_in_an_odd_way_is_replaced_or_told(written: str, tmp_path: Path) -> None:
    """No spelling gets the name out: it is replaced, or it is an error and nothing comes out."""
    options = site(tmp_path)
    write(tmp_path, "content/nyheder/natten/index.md", f"---\ntitle: En\ndate: 2026-10-07\n{written}\n")
    write(tmp_path, "content/nyheder/hus.md", "---\ntitle: Åbent hus\ndate: 2026-10-06\n---\n\nAlle kom.\n")
    built = build(options)
    if not has_errors(built.faults):
        assert telling(built.loaded(), ("kvarkgård",)) == {}
    else:
        assert {fault.rule for fault in built.faults if fault.is_error} == {"anonymiseret-navn"}


def test_namesakes_keep_their_names(tmp_path: Path) -> None:
    """By their full name, or by the file in which they are named; a surname alone is a warning."""
    options = site(tmp_path)
    write(
        tmp_path,
        "content/nyheder/andre.md",
        "---\ntitle: Andre\ndate: 2026-10-07\n---\n\nKvarkgård kom. Mia Kvarkgård kom.\n",
    )
    (doubt,) = anonymity_faults(options)
    assert (doubt.rule, doubt.span.line, doubt.span.column) == ("muligt-anonymiseret-navn", 6, 1)
    write(
        tmp_path,
        "content/nyheder/andre.md",
        "---\ntitle: Andre\ndate: 2026-10-07\n---\n\nSøren Kvarkgård, smed. Mia Kvarkgård.\n",
    )
    write(tmp_path, "content/site.yaml", SITE + SETTING.replace("}", ", not_in: andre}"))
    assert anonymity_faults(options) == [] and b"smed" in error_free_build(options).loaded()["nyheder/andre/index.html"]
    write(
        tmp_path,
        "content/nyheder/andre.md",
        "---\ntitle: Andre\ndate: 2026-10-07\n---\n\nSøren Kvarkgård og Mia Kvarkgård.\n",
    )
    write(tmp_path, "content/site.yaml", SITE + SETTING.replace("}", ", namesakes: Mia Kvarkgård}"))
    assert "En ung mand og Mia Kvarkgård." in error_free_build(options).loaded()["nyheder/andre/index.html"].decode()


def test_faults_stand_where_the_editor_sees_them(tmp_path: Path) -> None:
    """Behind a name that is longer or shorter than what stands for it, the column is that of the file."""
    options = site(tmp_path)
    text = "---\ntitle: En\ndate: 2026-10-07\n---\n\nSøren Kvarkgård er [her](/findes-ikke/).\n"
    write(tmp_path, "content/nyheder/en.md", text)
    (dead,) = (fault for fault in build(options).faults if fault.rule == "doedt-link")
    line = text.split("\n")[dead.span.line - 1]
    assert line[dead.span.column - 1 : dead.span.end_column - 1].startswith("/findes-ikke/")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Han hedder Lars Mads Hansen.", "Han hedder N."),
        ("Lars Hansen’s, LARS HANSENS og Hansen, Lars", "Ns, Ns og N"),
        ("lars-mads-hansen og lars_hansen", "n og n"),
        ("Lars Hansenberg og Klars Hansen", "Lars Hansenberg og Klars Hansen"),
        ("Lars og Hansen", "Lars og Hansen"),
    ],
)
def test_forms_of_a_name(text: str, becomes: str) -> None:
    """In the genitive, in capitals, turned, with and without the middle name, in addresses; within no other word."""
    for mention in reversed(found_names(text, AnonymousName("Lars Mads Hansen", "N"))):
        text = text[: mention.start] + (mention.text or "?") + text[mention.end :]
    assert text == becomes
