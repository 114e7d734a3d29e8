"""The law of the canary: no byte of the output tells of what is held back, whatever it is wrapped in.

An article that readers may not see yet has an address, a slug, words and an instant that stand nowhere else. It is
mentioned in every way in which an open text can mention it; then every file of the site is unpacked and searched.
"""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.danish import COPENHAGEN, at, long_date
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import make_site, write, write_recording
from tests.unpacked import telling

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
recordings:
  - {file: kvarkfilm.webm, title: Kvarkfilmen, captions: kvarkfilm.vtt, poster: kvarkfoto.png, credit: Kvark Film}
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
[den gamle adresse](/gammelkvark/), [bilaget](/nyheder/kvarkpalads/kvarkbilag.zip),
[filmen](/nyheder/kvarkpalads/kvarkfilm.webm) og [personen](/personer/kvark-holm/).
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
    write_recording(root / "content/nyheder/kvarkpalads", "kvarkfilm", "Kvarkord")
    Image.new("RGB", (640, 400), "navy").save(root / "content/nyheder/kvarkpalads/kvarkfoto.png")
    write(root, "content/nyheder/aaben.md", OPEN)
    return BuildOptions(root, NOON, search=True)


def signs() -> list[str]:
    """What tells of the article: its words, and its instant as people and programs write it."""
    utc, seconds = ENDS.astimezone(UTC), int(ENDS.timestamp())
    instants = (
        f"{ENDS:%Y-%m-%d}", f"{ENDS:%H:%M}", f"{utc:%H:%M}", long_date(ENDS.date()), at(ENDS), f"{ENDS:%d %b %Y}",
        f"{ENDS:%Y%m%d}", str(seconds),
    )  # fmt: skip
    return ["kvark", *instants]


def tells(files: dict[str, bytes]) -> dict[str, list[str]]:
    """Path of each file that tells of the article, in its name or its bytes → what it tells."""
    return telling(files, signs())


@pytest.mark.parametrize("gate", GATES)
def test_no_byte_tells_of_what_is_held_back(gate: str, tmp_path: Path) -> None:
    """No page, feed, list, share card, search index, archive, header or status; and the build goes well."""
    built = build(site(tmp_path, gate))
    assert not has_errors(built.faults), [(fault.rule, fault.message) for fault in built.faults if fault.stops_build]
    assert tells(built.loaded()) == {}


def test_when_its_time_has_come_all_of_it_is_told(tmp_path: Path) -> None:
    """The law can fail: a minute later the same signs are found in names, pages, feeds, the index, and an archive."""
    options = site(tmp_path, "an embargo")
    built = build(BuildOptions(options.root, ENDS + timedelta(minutes=1), search=True))
    assert not has_errors(built.faults), built.faults
    hits = tells(built.loaded())
    assert {"nyheder/kvarkpalads/index.html", "feed.xml", "sitemap.xml", "emner/kvarkemne/index.html"} <= hits.keys()
    assert any(path.endswith(".docx") for path in hits) and any(path.startswith("soeg/indeks/") for path in hits)
    assert any(sign != "kvark" for heard in hits.values() for sign in heard)


def test_a_site_that_tells_its_next_change_is_caught(tmp_path: Path) -> None:
    """A planted fault, which a setting plants: the status names the instant."""
    options = site(tmp_path, "an embargo")
    write(tmp_path, "content/site.yaml", f"{(tmp_path / 'content/site.yaml').read_text('utf-8')}next_change: ja\n")
    assert list(tells(build(options).loaded())) == ["data/v1/status.json"]
