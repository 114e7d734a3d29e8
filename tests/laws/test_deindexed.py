"""The law of the deindexed article: readers find it at its address and in the lists of news, and no search finds it."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pipeline.build import EMPTY, Build, build
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import SITE, make_site, write, write_recording
from tests.unpacked import telling

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
OLD = """---
title: Natten på banegården
date: 2026-10-31
{field}member: tidselfonden
topics: [kulde]
speakers:
  - {{name: Kvark Holm, title: tidligere hjemløs, member: tidselfonden}}
  - {{name: Zebra Bæk, title: leder, member: tidselfonden}}
quotes:
  - {{speaker: Kvark Holm, text: Jeg sov i kulden i to år}}
  - {{speaker: Zebra Bæk, text: Vi så ham ikke dengang}}
attachments: [{{file: bilag.pdf, title: Bilag}}]
recordings: [{{file: film.webm, title: Kvark Holms nat, captions: film.vtt}}]
---

»Jeg sov i kulden i to år«, siger Kvark Holm. »Vi så ham ikke dengang«, siger Zebra Bæk.
"""
NEW = """---
title: En dør er åben
date: 2026-10-30
member: tidselfonden
speakers:
  - {name: Zebra Bæk, title: leder, member: tidselfonden}
quotes:
  - {speaker: Zebra Bæk, text: Nu ser vi ham}
---

»Nu ser vi ham«, siger Zebra Bæk.
"""
EVENT = """---
title: Fest for Zebra Bæk
starts: 2026-12-03 10:00
place: Kvarkhuset
published: 2026-10-01
{field}summary: Kom i kulden.
member: tidselfonden
---

Vi så ham ikke ved festen.
"""
PAGE = """---
title: Om os
{field}---

Kvark Holm var med fra begyndelsen.
"""
FIELD = "deindexed: 2026-09-01\n"
HIDDEN = '<meta name="robots" content="noindex">'


def site(root: Path, field: str) -> BuildOptions:
    make_site(root)
    write(root, "content/site.yaml", SITE + "quote_pages: ja\nnewsletter: ja\n")
    write(root, "content/medlemmer/tidselfonden.md", "---\nname: Tidselfonden\nkind: fond\n---\n")
    write(root, "content/nyheder/natten/index.md", OLD.format(field=field))
    (root / "content/nyheder/natten/bilag.pdf").write_bytes(b"%PDF-1.4\ntrailer\n<<>>\n%%EOF\n")
    write_recording(root / "content/nyheder/natten", "film", "Jeg sov i kulden i to år")
    write(root, "content/nyheder/doer.md", NEW)
    return BuildOptions(root, NOON, search=True)


def error_free_build(options: BuildOptions, before: Build | None = None) -> Build:
    built = build(options, before.state if before else EMPTY)
    assert not has_errors(built.faults), built.faults
    return built


@pytest.mark.parametrize("field", [FIELD, ""], ids=["deindexed", "as it was"])
def test_what_search_engines_may_show_does_not_tell_of_it(field: str, tmp_path: Path) -> None:
    """No page that search engines may list holds the name or the words; without the field many do."""
    files = error_free_build(site(tmp_path, field)).loaded()
    hits = telling(files, ["Kvark", "kulden", "så ham ikke"])
    unlisted = re.findall(r"^(/\S+?)\*?\n  (?:[^/\n].*\n  )*X-Robots-Tag: noindex", files["_headers"].decode(), re.M)
    shown = {path for path in hits if HIDDEN not in files[path].decode("utf-8", "replace")}
    open_to_all = {path for path in shown if not f"/{path}".startswith(tuple(unlisted))}
    if field:
        # The rules themselves name the person's address.
        assert open_to_all == {"_headers"}
    else:
        assert {"citater/index.html", "personer/kvark-holm/index.html", "index.html", "feed.xml"} <= open_to_all


def test_it_is_read_where_it_was_and_found_nowhere(tmp_path: Path) -> None:
    """Page, lists, feeds and data have it; search, sitemaps and the pages of quotes have not."""
    files = error_free_build(site(tmp_path, FIELD)).loaded()
    article, person = (files[f"{path}/index.html"].decode() for path in ("nyheder/natten", "personer/kvark-holm"))
    assert HIDDEN in article and "Jeg sov i kulden" in article and HIDDEN in person and "Jeg sov i kulden" in person
    assert b"/nyheder/natten/" in files["nyheder/index.html"] and b"Natten" in files["feed.xml"]
    assert json.loads(files["data/v1/artikler.json"])["articles"][0]["deindexed"] == "2026-09-01"
    other_person = files["personer/zebra-baek/index.html"].decode()
    assert HIDDEN not in other_person and "Nu ser vi ham" in other_person and "dengang" not in other_person
    for path, data in files.items():
        if path.startswith(("sitemap", "soeg/indeks/", "citater/", "robots")):
            assert b"natten" not in data and b"kvark" not in data.lower(), path
    assert b"/personer/kvark-holm/" not in files["personer/index.html"]
    rules = files["_headers"].decode()
    for path in ("/nyheder/natten/*", "/personer/kvark-holm/*", "/data/*", "/feed.xml"):
        assert f"{path}\n" in rules and "X-Robots-Tag: noindex" in rules.split(f"{path}\n")[1].split("\n/")[0], path


def with_others(root: Path, field: str) -> BuildOptions:
    """A site with an event and a page, both with the `field`, and nothing else that tells of them."""
    options = site(root, "")
    for path in ("natten/index.md", "natten/bilag.pdf", "natten/film.webm", "natten/film.vtt"):
        (root / "content/nyheder" / path).unlink()
    write(root, "content/arrangementer/2026-12-03-fest.md", EVENT.format(field=field))
    write(root, "content/sider/om-os.md", PAGE.format(field=field))
    return options


@pytest.mark.parametrize("field", [FIELD, ""], ids=["deindexed", "as it was"])
def test_an_event_and_a_page_are_found_nowhere(field: str, tmp_path: Path) -> None:
    """They are read where they were; of the event lists show the name, when and where, and no word of its text."""
    files = error_free_build(with_others(tmp_path, field)).loaded()
    event, plain = (files[f"{path}/index.html"].decode() for path in ("arrangementer/fest", "om-os"))
    assert "ham ikke ved festen" in event and "fra begyndelsen" in plain
    rules = files["_headers"].decode()
    addresses = ("/arrangementer/fest/*", "/om-os/*", "/arrangementer/feed.xml", "/arrangementer/kalender.ics")
    noindex = [f"{url}\n" in rules and "noindex" in rules.split(f"{url}\n")[1].split("\n/")[0] for url in addresses]
    hidden = [page for page in (event, plain) if HIDDEN in page]
    pages = {path for path in telling(files, ["ved festen", "fra begyndelsen", "i kulden"]) if path.endswith(".html")}
    mapped = [address for address in ("/arrangementer/fest/", "/om-os/") if address.encode() in files["sitemap.xml"]]
    index_files = {
        path for path in telling(files, ["fest for zebra", "ved festen", "fra begyndelsen"]) if "soeg/indeks" in path
    }
    assert "Fest for Zebra Bæk" in files["arrangementer/index.html"].decode()
    if field:
        assert (all(noindex), len(hidden), mapped, index_files) == (True, 2, [], set())
        assert pages == {"arrangementer/fest/index.html", "om-os/index.html"}
    else:
        assert (any(noindex), hidden, len(mapped)) == (False, [], 2)
        assert index_files and {"arrangementer/index.html", "index.html"} <= pages


def test_hiding_an_event_and_a_page_are_edits_like_others(tmp_path: Path) -> None:
    """A build that remembers equals a clean one when the field comes and goes."""
    options, incremental = with_others(tmp_path, ""), None
    for field in ("", FIELD, ""):
        write(tmp_path, "content/arrangementer/2026-12-03-fest.md", EVENT.format(field=field))
        write(tmp_path, "content/sider/om-os.md", PAGE.format(field=field))
        incremental = error_free_build(options, incremental)
        assert incremental.loaded() == error_free_build(options).loaded()


def test_it_is_an_edit_like_others(tmp_path: Path) -> None:
    """A build that remembers equals a clean one when the field comes, when somebody is heard elsewhere, and goes."""
    options, incremental = site(tmp_path, ""), None
    for field, other in (("", NEW), (FIELD, NEW), (FIELD, NEW.replace("Zebra Bæk", "Kvark Holm")), ("", NEW)):
        write(tmp_path, "content/nyheder/natten/index.md", OLD.format(field=field))
        write(tmp_path, "content/nyheder/doer.md", other)
        incremental = error_free_build(options, incremental)
        assert incremental.loaded() == error_free_build(options).loaded()
