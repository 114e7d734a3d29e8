"""Files of every format that were made to cost time or to break a parser: each is soon read, or refused."""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hjemsite.importer.run import ImportJob, import_drafts
from tests.security.time_limit import is_within

TODAY = date(2026, 11, 28)
SECONDS = 5.0 * (3 if sys.gettrace() else 1)
"""Of the processor: twice what the costliest takes when nothing else runs; measuring which lines run takes time too.
What grows with the square takes longer."""

MIXED = b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
HEAD = b"Fra: a <a@x.example>\nEmne: x\n\n"
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "dyb.eml": lambda part: _nested_mail(2_000 // part),
    "mange.eml": lambda part: MIXED + b"--b\n\nx\n" * (5_000 // part),
    "hoved.eml": lambda part: b"Subject: " + b"=?utf-8?q?=C3?= " * (20_000 // part) + b"\nMIME-Version: 1.0\n\nHej",
    "linjer.txt": lambda part: HEAD + b"> " * (200_000 // part) + b"\n" + b"* _" * (100_000 // part) + b"\nMvh",
    "adresser.txt": lambda part: b"Fra: a\nEmne: x\nTil: " + b"a@b.example, " * (50_000 // part) + b"\n\nHej",
    "dyb.html": lambda part: b"<html><body>" + b"<div>" * (10_000 // part) + b"x",
    "tabeller.html": lambda part: b"<p>x</p>" + b"<table><tr><td>a</td><td>" * 40 + b"b" + b"</td></tr></table>" * 40,
    "celler.html": lambda part: (
        b"<p>x</p><table>" + b"<tr><td colspan=999 rowspan=999>a</td><td>b</td></tr>" * (500 // part)
    ),
    "afsnit.html": lambda part: b"<p>&bull; a</p>" * (3_000 // part),
    "brud.html": lambda part: b"<p>" + b"a<br><br>" * (4_000 // part) + b"</p>",
    "dyb.xml": lambda part: b"<rss><channel>" + b"<a>" * (20_000 // part),
    "doctype.xml": lambda part: b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x "y">]><rss><channel/></rss>',
    "dyb.json": lambda part: b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * (100_000 // part),
    "klammer.rtf": lambda part: b"{\\rtf1 " + b"{\\pict " * (50_000 // part) + b"x",
    "felter.rtf": lambda part: b"{\\rtf1 " + b'{\\field{\\*\\fldinst HYPERLINK "' * (10_000 // part) + b"x}",
    "blokke.xml": lambda part: _post(b"<!-- wp:x {" * (20_000 // part)),
    "felter.xml": lambda part: _post(b'<!-- wp:acf/x {"data":{"a":"to ord"}} /-->' * (3_000 // part)),
    "links.xml": lambda part: _post(b'<a href="/x/">y</a> ' * (5_000 // part)),
    "billeder.xml": lambda part: _post(b"<img " * (60_000 // part)),
    "adresser.xml": lambda part: _post(b'<a href="x' * (60_000 // part)),
    "noter.xml": lambda part: _post(b'<sup data-fn="' * (60_000 // part)),
    "vers.xml": lambda part: _post(b"<pre>" * (60_000 // part)),
    "koder.xml": lambda part: _post(b"[a " * (100_000 // part)),
    "kommentarer.html": lambda part: b"<p>Vi er her.</p>" + b"<!--" * (60_000 // part),
    "erklaeringer.html": lambda part: b"<p>Vi er her.</p>" + b"<![CDATA[" * (60_000 // part),
    "elementer.html": lambda part: b"<p>Vi er her.</p>" + b"<a b='" * (60_000 // part),
    "tegn.txt": lambda part: b"\xc3\x83" * (500_000 // part),
    "embargoer.txt": lambda part: b"EMBARGO\n" * (3_000 // part) + b"Embargo til 4. maj kl. 6\n\n" * (3_000 // part),
    "embargo.txt": lambda part: (
        b"embargo|" * (10_000 // part) + b"vi, " * (10_000 // part) + b"frigives 4. maj " * (5_000 // part)
    ),
    "kode.txt": lambda part: b"=C3=A5=\n" * (100_000 // part),
}  # fmt: skip
"""The bytes of a file, or of a file that is so small a part of it: 4 makes a quarter."""


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

    def seconds(part: int) -> float:
        """What a file takes that is so small a part of the hostile one."""
        file.write_bytes(HOSTILE[name](part))
        before = time.process_time()
        report = import_drafts(ImportJob(tmp_path / "site", [str(file)], TODAY))
        assert len(report.faults) + len(report.done) >= 1
        return time.process_time() - before

    assert is_within(SECONDS, seconds)
