"""The law of the canary: no byte of the output tells of what is held back, whatever it is wrapped in.

An article that readers may not see yet has an address, a slug, words and an instant that stand nowhere else. It is
mentioned in every way in which an open text can mention it; then every file of the site is unpacked and searched.
"""

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN, at, long_date
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import make_site, write

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
ENDS = datetime(2026, 12, 17, 9, 41, tzinfo=COPENHAGEN)
"""When the embargo ends: at an hour that nothing else has."""

SECRET = """---
title: Kvarkpalads indvies
date: 2026-10-02
{gate}
member: tidselfonden
topics: [kvarkemne]
summary: Kvarkresumé.
redirects: [/gammelkvark/]
speakers:
  - name: Kvark Holm
    title: kvarkchef
    member: tidselfonden
quotes:
  - speaker: Kvark Holm
    text: Kvarken er landet i byen
attachments:
  - file: kvarkbilag.zip
    title: Kvarkbilaget
---

»Kvarken er landet i byen«, siger Kvark Holm.
"""

OPEN = """---
title: Åben nyhed
date: 2026-10-01
topics: [åbent]
---

Se [nyheden](kvarkpalads/index.md), [den](/nyheder/kvarkpalads/), [hele adressen](https://noeglen.example/nyheder/kvarkpalads/),
[citatet](/nyheder/kvarkpalads/#citat-kvarken-er-landet-i-byen), [emnet](/emner/kvarkemne/),
[den gamle adresse](/gammelkvark/), [bilaget](/nyheder/kvarkpalads/kvarkbilag.zip) og [personen](/personer/kvark-holm/).
"""

GATES = {
    "an embargo": f"embargo: {ENDS:%Y-%m-%d %H:%M}",
    "a date to come": "",
    "a draft with an embargo": f"draft: ja\nembargo: {ENDS:%Y-%m-%d %H:%M}",
}


def site(root: Path, gate: str) -> BuildOptions:
    """A site with the article, and with all that can point at it."""
    make_site(root)
    menu = "menu:\n  - title: Nyt\n    address: /nyheder/\n  - title: Se\n    address: /nyheder/kvarkpalads/\n"
    write(root, "content/site.yaml", f"{(root / 'content/site.yaml').read_text('utf-8')}{menu}")
    write(root, "content/medlemmer/tidselfonden.md", "---\nname: Tidselfonden\nkind: fond\n---\n")
    text = SECRET.replace("{gate}", GATES[gate])
    if gate == "a date to come":
        text = text.replace("date: 2026-10-02\n", f"date: {ENDS:%Y-%m-%d %H:%M}\n")
    write(root, "content/nyheder/kvarkpalads/index.md", text.replace("\n\nmember", "\nmember"))
    with zipfile.ZipFile(root / "content/nyheder/kvarkpalads/kvarkbilag.zip", "w") as archive:
        archive.writestr("kvarktal.txt", "Kvarktal")
    write(root, "content/nyheder/aaben.md", OPEN)
    return BuildOptions(root, NOON, search=True)


def signs() -> list[bytes]:
    """What tells of the article: its words, and its instant as people and programs write it."""
    utc, seconds = ENDS.astimezone(UTC), int(ENDS.timestamp())
    instants = (
        f"{ENDS:%Y-%m-%d}", f"{ENDS:%H:%M}", f"{utc:%H:%M}", long_date(ENDS.date()), at(ENDS), f"{ENDS:%d %b %Y}",
        f"{ENDS:%Y%m%d}", str(seconds),
    )  # fmt: skip
    return [text.encode().lower() for text in ("kvark", *instants)]


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """What a file holds, and what is in it: archives, compressed streams, parts of pictures, JSON as its text."""
    yield data
    if depth > 3:
        return
    inner: list[bytes] = []
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner += (name.encode() for name in archive.namelist())
            inner += (archive.read(name) for name in archive.namelist())
    elif data[:2] == b"\x1f\x8b":
        inner.append(gzip.decompress(data))
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        inner += re.findall(rb"(?:tEXt|iTXt|zTXt|eXIf)[^\0]{0,2000}", data)
    elif data[:4] == b"wOF2":
        return
    elif data[:1] in b"{[":
        with suppress(ValueError):
            inner.append(json.dumps(json.loads(data), ensure_ascii=False).encode())
    else:
        for start in re.finditer(rb"\x78[\x01\x9c\xda]", data):
            with suppress(zlib.error):
                inner.append(zlib.decompress(data[start.start() :]))
    for part in inner:
        yield from unpacked(part, depth + 1)


def tells(files: dict[str, bytes]) -> dict[str, list[bytes]]:
    """Path of each file that tells of the article, in its name or its bytes → what it tells."""
    found = {}
    for path, data in files.items():
        # The program's own style sheets, scripts and fonts know no article.
        parts = [path.encode(), *(() if path.startswith("assets/") else unpacked(data))]
        if heard := [sign for sign in signs() if any(sign in part.lower() for part in parts)]:
            found[path] = heard
    return found


@pytest.mark.parametrize("gate", GATES)
def test_no_byte_tells_of_what_is_held_back(gate: str, tmp_path: Path) -> None:
    """No page, feed, list, share card, search index, archive, header or status; and the build goes well."""
    made = build(site(tmp_path, gate))
    assert not has_errors(made.faults), [(one.rule, one.message) for one in made.faults if one.stops_build]
    assert tells(made.loaded()) == {}


def test_when_its_time_has_come_all_of_it_is_told(tmp_path: Path) -> None:
    """The law can fail: a minute later the same signs are found in names, pages, feeds, the index, and an archive."""
    options = site(tmp_path, "an embargo")
    made = build(BuildOptions(options.root, ENDS + timedelta(minutes=1), search=True))
    assert not has_errors(made.faults), made.faults
    found = tells(made.loaded())
    assert {"nyheder/kvarkpalads/index.html", "feed.xml", "sitemap.xml", "emner/kvarkemne/index.html"} <= found.keys()
    assert any(path.endswith(".docx") for path in found) and any(path.startswith("soeg/indeks/") for path in found)
    assert any(sign != b"kvark" for heard in found.values() for sign in heard)


def test_a_site_that_tells_its_next_change_is_caught(tmp_path: Path) -> None:
    """A planted fault, which a setting plants: the status names the instant."""
    options = site(tmp_path, "an embargo")
    write(tmp_path, "content/site.yaml", f"{(tmp_path / 'content/site.yaml').read_text('utf-8')}next_change: ja\n")
    assert list(tells(build(options).loaded())) == ["data/v1/status.json"]
