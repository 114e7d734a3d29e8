"""Files of every format that were made to cost time or to break a parser: each is soon read, or refused."""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hjemsite.importer.run import ImportJob, import_drafts

TODAY = date(2026, 11, 28)
SECONDS = 5.0 * (3 if sys.gettrace() else 1)
"""Of the processor: twice what the costliest takes when nothing else runs; measuring which lines run takes time too.
What grows with the square takes longer."""

MIXED = b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
HEAD = b"Fra: a <a@x.example>\nEmne: x\n\n"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "dyb.eml": lambda: _nested_mail(2_000),
    "mange.eml": lambda: MIXED + b"--b\n\nx\n" * 5_000,
    "hoved.eml": lambda: b"Subject: " + b"=?utf-8?q?=C3?= " * 20_000 + b"\nMIME-Version: 1.0\n\nHej",
    "linjer.txt": lambda: HEAD + b"> " * 200_000 + b"\n" + b"* _" * 100_000 + b"\nMvh",
    "adresser.txt": lambda: b"Fra: a\nEmne: x\nTil: " + b"a@b.example, " * 50_000 + b"\n\nHej",
    "dyb.html": lambda: b"<html><body>" + b"<div>" * 10_000 + b"x",
    "tabeller.html": lambda: b"<p>x</p>" + b"<table><tr><td>a</td><td>" * 40 + b"b" + b"</td></tr></table>" * 40,
    "celler.html": lambda: b"<p>x</p><table>" + b"<tr><td colspan=999 rowspan=999>a</td><td>b</td></tr>" * 500,
    "afsnit.html": lambda: b"<p>&bull; a</p>" * 3_000,
    "brud.html": lambda: b"<p>" + b"a<br><br>" * 4_000 + b"</p>",
    "dyb.xml": lambda: b"<rss><channel>" + b"<a>" * 20_000,
    "doctype.xml": lambda: b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x "y">]><rss><channel/></rss>',
    "dyb.json": lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
    "klammer.rtf": lambda: b"{\\rtf1 " + b"{\\pict " * 50_000 + b"x",
    "felter.rtf": lambda: b"{\\rtf1 " + b'{\\field{\\*\\fldinst HYPERLINK "' * 10_000 + b"x}",
    "blokke.xml": lambda: _post(b"<!-- wp:x {" * 20_000),
    "felter.xml": lambda: _post(b'<!-- wp:acf/x {"data":{"a":"to ord"}} /-->' * 3_000),
    "links.xml": lambda: _post(b'<a href="/x/">y</a> ' * 5_000),
    "billeder.xml": lambda: _post(b"<img " * 60_000),
    "adresser.xml": lambda: _post(b'<a href="x' * 60_000),
    "noter.xml": lambda: _post(b'<sup data-fn="' * 60_000),
    "vers.xml": lambda: _post(b"<pre>" * 60_000),
    "koder.xml": lambda: _post(b"[a " * 100_000),
    "kommentarer.html": lambda: b"<p>Vi er her.</p>" + b"<!--" * 60_000,
    "erklaeringer.html": lambda: b"<p>Vi er her.</p>" + b"<![CDATA[" * 60_000,
    "elementer.html": lambda: b"<p>Vi er her.</p>" + b"<a b='" * 60_000,
    "tegn.txt": lambda: b"\xc3\x83" * 500_000,
    "embargoer.txt": lambda: b"EMBARGO\n" * 3_000 + b"Embargo til 4. maj kl. 6\n\n" * 3_000,
    "embargo.txt": lambda: b"embargo|" * 10_000 + b"vi, " * 10_000 + b"frigives 4. maj " * 5_000,
    "kode.txt": lambda: b"=C3=A5=\n" * 100_000,
}  # fmt: skip


EXPORT = b'<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="c"><channel><item>'


def _post(content: bytes) -> bytes:
    end = b"]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"
    return EXPORT + b"<title>Nyt</title><content:encoded><![CDATA[" + content + end


def _nested_mail(depth: int) -> bytes:
    return b"Subject: x\nMIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * depth + b"Hej"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_cost_time_is_soon_done(name: str, tmp_path: Path) -> None:
    """Whatever comes of it, it comes soon, and in Danish."""
    (tmp_path / "site/content/nyheder").mkdir(parents=True)
    file = tmp_path / name
    file.write_bytes(HOSTILE[name]())
    before = time.process_time()
    report = import_drafts(ImportJob(tmp_path / "site", [str(file)], TODAY))
    assert time.process_time() - before < SECONDS
    assert len(report.faults) + len(report.done) >= 1
