"""The law of the withdrawn article: its address says that it is withdrawn, and nothing else of it is left anywhere.

The same site with the article as it was shows that the search finds what it looks for.
"""

import gzip
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import brotli
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pipeline.build import EMPTY, Build, build
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import SITE, make_site, write, write_recording
from tests.unpacked import telling

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
PATH = "content/nyheder/2026-10-05-nyhed-syv/index.md"
NOTICE = 'withdrawn:\n  date: 2026-10-{day}\n  text: Tallet var forkert, og "tallet" & <nyheden> er væk.\n'
ARTICLE = """---
title: Kvarkpalads indvies
date: 2026-10-05 09:00
member: tidselfonden
topics: [kvarkemne]
summary: Kvarkresumé.
alliance_size: 777
updated: 2026-10-06
credit: "Tekst: Kvark Hansen"
original: https://kvark.example/
redirects: [/nyheder/gammel-syv/]
image: {{file: kvarkhus.png, alt: Kvarkhuset, credit: "Foto: Kvark Foto", caption: Et kvarkhus}}
speakers:
  - {{name: Kvark Holm, title: kvarkchef, member: tidselfonden}}
quotes:
  - {{speaker: Kvark Holm, text: Kvarken er landet i byen}}
contact: {{name: Kvark Kontakt, phone: 35 29 96 99}}
corrections: [{{date: 2026-10-07, text: Kvarkrettelse}}]
attachments: [{{file: kvarkbilag.pdf, title: Kvarkbilaget}}]
recordings: [{{file: kvarkfilm.webm, title: Kvarkfilmen, captions: kvarkfilm.vtt, poster: kvarkhus.png}}]
{notice}---

»Kvarken er landet i byen«, siger Kvark Holm. Vi er 777. Se [partnerne](/medlemmer/).
"""
SIGNS = ("kvark", "777", "35 29 96 99", "citat-kvarken")


def site(root: Path, notice: str) -> BuildOptions:
    """A little site with the article; with a `notice` it is withdrawn."""
    make_site(root)
    write(root, "content/site.yaml", SITE + "quote_pages: ja\nnewsletter: ja\n")
    write(root, "content/medlemmer/tidselfonden.md", "---\nname: Tidselfonden\nkind: fond\n---\n")
    write(root, PATH, ARTICLE.format(notice=notice))
    folder = (root / PATH).parent
    texts = PngInfo()
    texts.add_text("Comment", "kvark", zip=True)
    Image.new("RGB", (640, 400), "navy").save(folder / "kvarkhus.png", pnginfo=texts)
    (folder / "kvarkbilag.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    write_recording(folder, "kvarkfilm", "Kvarkord")
    return BuildOptions(root, NOON, search=True)


def error_free_build(options: BuildOptions, before: Build | None = None) -> Build:
    """The site, built without errors."""
    built = build(options, before.state if before else EMPTY)
    assert not has_errors(built.faults), built.faults
    return built


def test_no_byte_is_left_of_a_withdrawn_article(tmp_path: Path) -> None:
    """Neither in a page, a list, a feed, the data, the search, a picture, a Word file nor an address."""
    files = error_free_build(site(tmp_path, NOTICE.format(day=20))).loaded()
    assert telling(files, SIGNS) == {}
    assert "nyheder/nyhed-syv/index.html" in files and "personer/kvark-holm/index.html" not in files


def test_the_article_as_it_was_is_found_everywhere(tmp_path: Path) -> None:
    """The law can fail: not withdrawn, it stands in pages, feeds, data, the index, a Word file and addresses."""
    hits = telling(error_free_build(site(tmp_path, "")).loaded(), SIGNS)
    assert {"nyheder/nyhed-syv/index.html", "feed.xml", "data/v1/citater.json", "emner/kvarkemne/index.html"} <= set(
        hits
    )
    assert any(path.endswith(".docx") for path in hits) and any(path.startswith("soeg/indeks/") for path in hits)


def test_every_output_says_that_it_is_withdrawn_or_lacks_it(tmp_path: Path) -> None:
    """The page, feeds, data, ninjs and files say it; lists, sitemaps and search lack it."""
    files = error_free_build(site(tmp_path, NOTICE.format(day=20))).loaded()
    page = files["nyheder/nyhed-syv/index.html"].decode()
    assert "<h1>Nyheden er trukket tilbage</h1>" in page and '<meta name="robots" content="noindex">' in page
    assert "“tallet” &amp; &lt;nyheden&gt; er væk" in page and "20. oktober 2026" in page
    assert files["_redirects"].decode() == (
        "/nyheder/gammel-syv/ /nyheder/nyhed-syv/ 301\n/nyheder/nyhed-syv/ /nyheder/nyhed-syv/index.html 410!\n"
    )
    assert "/nyheder/nyhed-syv/" in files["nyheder/gammel-syv/index.html"].decode()
    (entry,) = (item for item in json.loads(files["feed.json"])["items"] if item["url"].endswith("/nyhed-syv/"))
    assert entry["id"].endswith("/nyheder/gammel-syv/") and entry["title"] == "Nyheden er trukket tilbage"
    assert entry["date_modified"] == "2026-10-20T00:00:00+02:00"
    ninjs = json.loads(files["nyheder/nyhed-syv/ninjs.json"])
    assert ninjs["pubStatus"] == "canceled" and "er væk" in ninjs["bodies"][0]["value"]
    rows = json.loads(files["data/v1/artikler.json"])["articles"]
    assert [(row["id"], row["withdrawn"]) for row in rows] == [("nyhed-syv", "2026-10-20"), ("tidselfonden", None)]
    assert "er væk" in files["nyheder/nyhed-syv/nyhed-syv.txt"].decode()
    having = {path for path, data in files.items() if b"nyhed-syv" in data or b"trukket tilbage" in data.lower()}
    assert {path for path in having if not path.startswith("nyheder/nyhed-syv/")} == {
        "404.html", "_redirects", "data/v1/artikler.json", "feed.json", "feed.xml",
        "nyheder/gammel-syv/index.html", "rss.xml",
    }  # fmt: skip


def test_withdrawing_and_taking_it_back_are_edits_like_others(tmp_path: Path) -> None:
    """A build that remembers equals a clean one, whether an article becomes withdrawn, is worded anew or comes back."""
    options, incremental = site(tmp_path, ""), None
    for notice in ("", NOTICE.format(day=20), NOTICE.format(day=20).replace("væk", "borte"), ""):
        write(tmp_path, PATH, ARTICLE.format(notice=notice))
        incremental = error_free_build(options, incremental)
        assert incremental.loaded() == error_free_build(options).loaded()


def test_on_its_own_day_it_is_newer_than_it_was(tmp_path: Path) -> None:
    """A program that has shown the article sees by its time of change that it is another."""
    entry = json.loads(error_free_build(site(tmp_path, NOTICE.format(day="05"))).loaded()["feed.json"])["items"][0]
    assert entry["date_published"] < entry["date_modified"] < "2026-10-05T09:00:02"


def test_two_notices_are_no_copies_and_may_be_all_there_is(tmp_path: Path) -> None:
    """Two articles of one day, withdrawn with the same words, are built without a word; so is a site with no others."""
    options = site(tmp_path, NOTICE.format(day=20))
    for old in (tmp_path / "content/nyheder").glob("*.md"):
        old.unlink()
    other = ARTICLE.format(notice=NOTICE.format(day=20)).replace("gammel-syv", "gammel-otte")
    write(tmp_path, "content/nyheder/2026-10-05-otte.md", other)
    assert error_free_build(options).faults == ()


def test_what_is_wrong_with_the_withdrawn_words_is_no_fault(tmp_path: Path) -> None:
    """The body may be deleted or hold anything; the notice is held to what fields are held to."""
    options = site(tmp_path, NOTICE.format(day=20))
    for body in ("", "»Ukendt citat« af [ingen](/findes-ikke/)\n\n# Overskrift\n\nSkriv pressemeddelelsen her.\n"):
        write(tmp_path, PATH, ARTICLE.format(notice=NOTICE.format(day=20)).rpartition("---\n")[0] + f"---\n{body}")
        assert build(options).faults == ()
    write(tmp_path, PATH, ARTICLE.format(notice="withdrawn: {date: 2026-09-01, text: Den er **væk**}\n"))
    assert [fault.rule for fault in build(options).faults] == ["datoer-i-uorden", "formatering-i-felt"]


@pytest.mark.parametrize("wrap", ["zip", "gzip", "brotli", "png", "pdf", "json"])
def test_the_search_opens_what_is_packed(wrap: str) -> None:
    """A planted word is found in every wrapping that a file of the site may have."""
    word = "Åse Kvark".encode()
    stream = io.BytesIO()
    if wrap == "zip":
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", word * 9)
    if wrap == "png":
        texts = PngInfo()
        texts.add_itxt("Comment", "Åse Kvark", zip=True)
        Image.new("L", (2, 2)).save(stream, "png", pnginfo=texts)
    packed = {
        "gzip": ("a.txt.gz", gzip.compress(word * 9)),
        "brotli": ("a.txt.br", brotli.compress(word * 9)),
        "pdf": ("a.pdf", b"%PDF-1.4 /Title (\xfe\xff" + "Åse Kvark".encode("utf-16-be") + b")"),
        "json": ("a.json", json.dumps({"name": "Åse Kvark"}).encode()),
    }
    name, data = packed.get(wrap, (f"a.{wrap}", stream.getvalue()))
    assert telling({name: data}, ["åse kvark"]) and not telling({name: data}, ["bo kvark"])
