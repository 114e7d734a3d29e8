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


def made(options: BuildOptions, before: Build | None = None) -> Build:
    found = build(options, before.state if before else EMPTY)
    assert not has_errors(found.faults), found.faults
    return found


@pytest.mark.parametrize("field", [FIELD, ""], ids=["deindexed", "as it was"])
def test_what_search_engines_may_show_does_not_tell_of_it(field: str, tmp_path: Path) -> None:
    """No page that search engines may list holds the name or the words; without the field many do."""
    files = made(site(tmp_path, field)).loaded()
    found = telling(files, ["Kvark", "kulden", "så ham ikke"])
    unlisted = re.findall(r"^(/\S+?)\*?\n  (?:[^/\n].*\n  )*X-Robots-Tag: noindex", files["_headers"].decode(), re.M)
    shown = {path for path in found if HIDDEN not in files[path].decode("utf-8", "replace")}
    open_to_all = {path for path in shown if not f"/{path}".startswith(tuple(unlisted))}
    if field:
        # The rules themselves name the person's address.
        assert open_to_all == {"_headers"}
    else:
        assert {"citater/index.html", "personer/kvark-holm/index.html", "index.html", "feed.xml"} <= open_to_all


def test_it_is_read_where_it_was_and_found_nowhere(tmp_path: Path) -> None:
    """Page, lists, feeds and data have it; search, sitemaps and the pages of quotes have not."""
    files = made(site(tmp_path, FIELD)).loaded()
    article, person = (files[f"{path}/index.html"].decode() for path in ("nyheder/natten", "personer/kvark-holm"))
    assert HIDDEN in article and "Jeg sov i kulden" in article and HIDDEN in person and "Jeg sov i kulden" in person
    assert b"/nyheder/natten/" in files["nyheder/index.html"] and b"Natten" in files["feed.xml"]
    assert json.loads(files["data/v1/artikler.json"])["articles"][0]["deindexed"] == "2026-09-01"
    known = files["personer/zebra-baek/index.html"].decode()
    assert HIDDEN not in known and "Nu ser vi ham" in known and "dengang" not in known
    for path, data in files.items():
        if path.startswith(("sitemap", "soeg/indeks/", "citater/", "robots")):
            assert b"natten" not in data and b"kvark" not in data.lower(), path
    assert b"/personer/kvark-holm/" not in files["personer/index.html"]
    rules = files["_headers"].decode()
    for path in ("/nyheder/natten/*", "/personer/kvark-holm/*", "/data/*", "/feed.xml"):
        assert f"{path}\n" in rules and "X-Robots-Tag: noindex" in rules.split(f"{path}\n")[1].split("\n/")[0], path


def test_it_is_an_edit_like_others(tmp_path: Path) -> None:
    """A build that remembers equals a clean one when the field comes, when somebody is heard elsewhere, and goes."""
    options, known = site(tmp_path, ""), None
    for field, other in (("", NEW), (FIELD, NEW), (FIELD, NEW.replace("Zebra Bæk", "Kvark Holm")), ("", NEW)):
        write(tmp_path, "content/nyheder/natten/index.md", OLD.format(field=field))
        write(tmp_path, "content/nyheder/doer.md", other)
        known = made(options, known)
        assert known.loaded() == made(options).loaded()
