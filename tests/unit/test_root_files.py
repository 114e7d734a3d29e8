"""Files at the root of the site: published byte for byte, and never in the place of one of ours."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.limits import ROOT_FILE_BYTES
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import make_site
from tests.shared_cache import build

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
PNG = b"\x89PNG\r\n\x1a\n and more that nobody reads"
FILES = {
    "google1234.html": b"google-site-verification: google1234.html\r\n",
    "pinterest-1.html": b'<!DOCTYPE html><html><head><meta name="p:domain_verify" content="1"/></head>\n</html>',
    "BingSiteAuth.xml": b'<?xml version="1.0"?>\n<users><user>1</user></users>',
    "favicon.ico": b"\0\0\1\0\1\0",
    "apple-touch-icon.png": PNG,
    "CNAME": b"noeglen.example",
    ".nojekyll": b"",
    "ads.txt": "Ærø\r\n".encode("latin-1"),
    "apple-app-site-association": b"{}",
    ".well-known/assetlinks.json": b"[]",
    ".well-known/acme-challenge/abc_DEF-1": b"abc",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_site(tmp_path)


def put(root: Path, name: str, data: bytes = b"x") -> None:
    file = root / "content/rod" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def site_build(root: Path) -> Build:
    return build(BuildOptions(root, NOON))


def fault_rows(root: Path) -> list[tuple[str, str]]:
    return [(fault.rule, fault.span.path.removeprefix("content/rod/")) for fault in site_build(root).faults]


def test_they_are_published_byte_for_byte(root: Path) -> None:
    """No picture is developed, no line end changed; they are in no site map, and go when their file goes."""
    for name, data in FILES.items():
        put(root, name, data)
    output = root / "output"
    first = build_site(BuildOptions(root, NOON), output)
    assert first.faults == ()
    assert {name: (output / name).read_bytes() for name in FILES} == FILES
    assert "google1234" not in (output / "sitemap.xml").read_text("utf-8")
    put(root, "CNAME", b"ny.noeglen.example")
    (root / "content/rod/favicon.ico").unlink()
    second = build_site(BuildOptions(root, NOON), output)
    assert (second.written, second.deleted, second.faults) == (1, 1, ())
    assert (output / "CNAME").read_bytes() == b"ny.noeglen.example" and not (output / "favicon.ico").exists()


def test_no_file_of_ours_is_replaced(root: Path) -> None:
    """Whatever lies at the root of a site, and whatever folder does, and also with other capitals."""
    ours = site_build(root).files
    at_root = {path for path in ours if "/" not in path}
    folders = {path.split("/")[0] for path in ours if "/" in path}
    assert {"index.html", "404.html", "robots.txt", "_headers", "feed.xml"} <= at_root
    for name in at_root | {"ROBOTS.txt", "sitemap-2.xml", "sitemap-news.xml"} | folders:
        put(root, name)
        build_with_it = site_build(root)
        assert [(fault.rule, fault.span.path) for fault in build_with_it.faults if fault.is_error] == [
            ("filtype" if name in ("feeds.opml", "gade.svg") else "reserveret-adresse", f"content/rod/{name}")
        ], name
        assert {path: build_with_it.files[path] for path in ours}.keys() == ours.keys()
        (root / "content/rod" / name).unlink()


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("side.md", b"x", "ukendt-placering"),
        ("mappe/a.txt", b"x", "ukendt-placering"),
        ("a.yaml", b"x", "filtype"),
        ("logo.svg", b"<svg/>", "filtype"),
        ("app.js", b"alert(1)", "filtype"),
        ("a.php", b"<?php", "filtype"),
        ("rapport.pdf", b"%PDF-", "filtype"),
        ("favicon.ico", PNG, "filtype"),
        ("program", b"MZ\0\0", "filtype"),
        ("hent.txt", b"version https://git-lfs.github.com/spec/v1", "filtype"),
        ("a.html", b"<p>x<script>alert(1)</script>", "filtype"),
        ("a.html", b"<!--><img src=//x.example>", "filtype"),
        ("a.html", b"<body onload=alert(1)>", "filtype"),
        ("a.html", b'<meta http-equiv="refresh" content="0; url=//x.example">', "filtype"),
        ("a.xml", b'<a xmlns="http://www.w3.org/1999/xhtml"><script/></a>', "filtype"),
        ("min fil.txt", b"x", "filnavn"),
        ("æ.txt", b"x", "filnavn"),
        ("stor.txt", b"x" * (ROOT_FILE_BYTES + 1), "for-stor-fil"),
    ],
)
def test_only_small_files_of_known_kinds(name: str, data: bytes, rule: str, root: Path) -> None:
    """Nothing that runs code, fetches something or is a page without our checks."""
    put(root, name, data)
    assert fault_rows(root) == [(rule, name)]


def test_two_names_that_differ_in_capitals_are_one(root: Path) -> None:
    """On the disks of Windows and macOS."""
    put(root, "ads.txt")
    put(root, "Ads.txt")
    assert fault_rows(root) == [("samme-adresse", "ads.txt")]


def test_an_old_address_is_no_file_at_the_root(root: Path) -> None:
    """Whoever comes first, readers would get only one of them."""
    put(root, "om.html")
    article = "---\ntitle: B\ndate: 2026-01-02\nredirects: /om.html\n---\nTekst.\n"
    (root / "content/nyheder/b.md").write_text(article, encoding="utf-8")
    assert fault_rows(root) == [("samme-adresse", "content/nyheder/b.md")]
