"""`content/adresser.txt`, which builds keep in a site that has it, and `move`, which renames a file for good."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.danish import COPENHAGEN
from tests.previewing import make_site, write

LIST = "content/adresser.txt"
FUTURE = "---\ntitle: Om et år\ndate: 2027-06-01\n---\n\nDen kommer.\n"
AS_OF = "2026-11-01T12:00:00+01:00"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


def run(root: Path, *words: str) -> int:
    return main([*words, "--root", str(root)])


def build(root: Path, *words: str) -> int:
    return run(root, "build", "--no-search", "--as-of", AS_OF, *words)


def listed(root: Path) -> Sequence[str]:
    return (root / LIST).read_text("utf-8").splitlines()


def test_a_build_adds_what_is_public(site: Path) -> None:
    """Sorted, below the comments, and never what waits; a preview of drafts adds nothing, and a site needs no list."""
    assert build(site) == 0 and not (site / LIST).exists()
    write(site, LIST, "# Husk\n/nyheder/tidselfonden/\n")
    write(site, "content/nyheder/2027-06-01-kommer.md", FUTURE)
    write(site, "content/medlemmer/nabo.md", "---\nname: Nabo\nkind: fond\n---\n")
    assert build(site, "--drafts") == 0 and listed(site) == ["# Husk", "/nyheder/tidselfonden/"]
    assert build(site) == 0 and listed(site) == ["# Husk", "/medlemmer/nabo/", "/nyheder/tidselfonden/"]
    before = (site / LIST).stat().st_mtime_ns
    assert build(site) == 0 and (site / LIST).stat().st_mtime_ns == before


def test_pages_and_people_keep_their_addresses_too(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are listed, can be moved, and lead on from every form of old address that a file can have."""
    write(site, LIST, "")
    write(site, "content/sider/om.md", "---\ntitle: Om os\nredirects: [/om.aspx, /Om-Os/, /gammel.html]\n---\n\nOs.\n")
    write(site, "content/personer/ea-birk.md", "---\nname: Ea Birk\n---\n")
    news = "---\ntitle: To\ndate: 2022-10-01\nspeakers: [{person: ea-birk}]\n---\n\nEa Birk kom.\n"
    write(site, "content/nyheder/to.md", news)
    assert build(site) == 0
    assert listed(site) == ["/nyheder/tidselfonden/", "/nyheder/to/", "/om/", "/personer/ea-birk/"]
    for old in ("om.aspx/index.html", "Om-Os/index.html", "gammel.html"):
        assert "url=/om/" in (site / "output" / old).read_text("utf-8")
    assert "/om.aspx /om/ 301\n" in (site / "output/_redirects").read_text("utf-8")
    assert run(site, "move", "personer/ea-birk", "ea-lund") == 0 and run(site, "move", "sider/om", "os") == 0
    assert "{person: ea-lund}" in (site / "content/nyheder/to.md").read_text("utf-8")
    assert build(site, "--allow-shrink") == 0
    assert "url=/personer/ea-lund/" in (site / "output/personer/ea-birk/index.html").read_text("utf-8")
    assert "url=/os/" in (site / "output/om/index.html").read_text("utf-8")
    (site / "content/personer/ea-lund.md").unlink()
    write(site, "content/nyheder/to.md", news.replace("person: ea-birk", "name: Ea Lund").replace("Ea Birk", "Ea Lund"))
    assert build(site, "--allow-shrink") == 1
    err = capsys.readouterr().err
    assert "Adressen /personer/ea-birk/ har været offentlig" in err and "/personer/ea-lund/ har" not in err


def test_a_look_ahead_adds_nothing(site: Path, tmp_path: Path) -> None:
    """A build for a later day shows what is not public yet, to whoever builds it."""
    write(site, LIST, "")
    ahead = datetime.now(COPENHAGEN) + timedelta(days=30)
    write(site, "content/nyheder/kommer.md", FUTURE.replace("2027-06-01", f"{ahead:%Y-%m-%d}"))
    later = ["build", "--no-search", "--as-of", f"{ahead + timedelta(days=2):%Y-%m-%d}"]
    assert run(site, *later, "--output", str(tmp_path / "senere")) == 0
    assert (tmp_path / "senere/nyheder/kommer/index.html").exists()
    assert listed(site) == ["/nyheder/tidselfonden/"]


def test_a_check_tells_what_the_list_lacks(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody builds on a machine of their own, the list falls behind; a check writes nothing."""
    write(site, LIST, "")
    assert run(site, "check", "--as-of", AS_OF, "--format", "json") == 0
    assert '"adresse-ikke-noteret"' in capsys.readouterr().out and listed(site) == []
    assert build(site) == 0 and run(site, "check", "--as-of", AS_OF, "--format", "json") == 0
    assert "adresse-ikke-noteret" not in capsys.readouterr().out


def test_two_branches_are_joined_line_by_line(site: Path) -> None:
    """What git joins of two branches is in any order and may stand twice; the next build puts it in order."""
    write(site, LIST, "/nyheder/tidselfonden/\n\n/nyheder/tidselfonden/\n# Husk")
    assert build(site) == 0 and listed(site) == ["# Husk", "/nyheder/tidselfonden/"]


def test_a_checkout_that_cannot_be_written_is_built(site: Path) -> None:
    """The list is another's to write then."""
    write(site, LIST, "")
    # Even root cannot write a file where a folder is.
    (site / f"content/.adresser.txt.{os.getpid()}.new").mkdir()
    assert build(site) == 0 and listed(site) == []


def test_an_address_that_would_die_stops_the_build(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each way out that the message names is one: a redirect, a withdrawal, a line that is deleted."""
    write(site, LIST, "/nyheder/vaek/\n")
    assert build(site) == 1
    assert "mistet-adresse]: Adressen /nyheder/vaek/ har været offentlig" in capsys.readouterr().err
    assert listed(site) == ["/nyheder/vaek/"]
    head = "---\ntitle: Ny\ndate: 2026-01-02\n"
    for name, fields in (
        ("ny", "redirects: /nyheder/vaek/\n"),
        ("vaek", "withdrawn: {date: 2026-02-01, text: Den holdt ikke.}\n"),
    ):
        write(site, f"content/nyheder/{name}.md", f"{head}{fields}---\n\nTekst.\n")
        assert build(site, "--allow-shrink") == 0
        (site / f"content/nyheder/{name}.md").unlink()
        write(site, LIST, "/nyheder/vaek/\n")
    write(site, LIST, "")
    assert build(site, "--allow-shrink") == 0


OLD = """---
title: Gammel
date: 2026-01-02
member: [nabo, tidselfonden]
{redirects}---

Se [nabo](../medlemmer/nabo.md).
"""
LINKING = """---
title: Anden
date: 2026-01-03
speakers:
  - {name: Ib Raun, member: nabo}
---

Se [a](/nyheder/gammel/), [b](gammel.md), [c](https://noeglen.example/nyheder/gammel/), [d][d] og
https://noeglen.example/nyheder/gammel/. Ikke [e](/nyheder/gammelt/) eller [f](https://andre.example/nyheder/gammel/).
Ib Raun.

[d]: ../nyheder/gammel.md
"""


def begin(root: Path, redirects: str = "") -> None:
    """Three texts that refer to each other."""
    write(root, "content/nyheder/gammel.md", OLD.replace("{redirects}", redirects))
    write(root, "content/nyheder/anden.md", LINKING)
    write(root, "content/nyheder/gammelt.md", "---\ntitle: Gammelt\ndate: 2026-01-04\n---\n\nHelt.\n")
    for name in ("nabo", "tidselfonden"):
        write(root, f"content/medlemmer/{name}.md", f"---\nname: {name.title()}\nkind: fond\n---\n")


def test_a_moved_article_keeps_its_old_address(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It gets `redirects`, and links to it are corrected; a dry run says so and writes nothing."""
    begin(site)
    write(site, LIST, "")
    assert build(site) == 0
    before = {file: file.read_bytes() for file in (site / "content").rglob("*.md")}
    assert run(site, "move", "nyheder/gammel.md", "2026/2026-01-02-ny.md", "--dry-run") == 2
    assert run(site, "move", "nyheder/gammel.md", "nyheder/2026/2026-01-02-ny.md", "--dry-run") == 0
    assert "ville komme til at hedde content/nyheder/2026/2026-01-02-ny.md" in capsys.readouterr().out
    assert before == {file: file.read_bytes() for file in (site / "content").rglob("*.md")}
    assert run(site, "move", "nyheder/gammel.md", "nyheder/2026/2026-01-02-ny.md") == 0
    assert "Den gamle adresse /nyheder/gammel/ fører til /nyheder/ny/." in capsys.readouterr().out
    moved = (site / "content/nyheder/2026/2026-01-02-ny.md").read_text("utf-8")
    assert "\nredirects: /nyheder/gammel/\n---\n" in moved and "(../../medlemmer/nabo.md)" in moved
    other = (site / "content/nyheder/anden.md").read_text("utf-8")
    for snippet in (
        "[a](/nyheder/ny/)", "[b](2026/2026-01-02-ny.md)", "[c](https://noeglen.example/nyheder/ny/)",
        "\nhttps://noeglen.example/nyheder/ny/.", "[e](/nyheder/gammelt/)", "https://andre.example/nyheder/gammel/",
        "[d]: 2026/2026-01-02-ny.md",
    ):  # fmt: skip
        assert snippet in other
    assert build(site) == 0 and "/nyheder/ny/" in listed(site)


def test_an_address_is_kept_however_often_it_moves(site: Path) -> None:
    """Old addresses stay with the oldest first, and one to which a text comes back is old no more."""
    begin(site, "redirects:\n  - /aeldst/\n  # en bemærkning\n  - /gammel/\n")
    for old, new, expected in (
        ("/nyheder/gammel/", "ny", "redirects: [/aeldst/, /gammel/, /nyheder/gammel/] # en bemærkning\n"),
        ("nyheder/ny", "nyest.md", "redirects: [/aeldst/, /gammel/, /nyheder/gammel/, /nyheder/ny/] # en bemærkning\n"),
        ("nyheder/nyest.md", "gammel", "redirects: [/aeldst/, /gammel/, /nyheder/ny/, /nyheder/nyest/] # en bem"),
    ):
        assert run(site, "move", old, new) == 0
        texts = [file.read_text("utf-8") for file in (site / "content/nyheder").glob("*.md")]
        (text,) = (text for text in texts if "title: Gammel\n" in text)
        assert expected in text and text.count("redirects") == 1
        assert build(site) == 0


def test_a_member_and_a_bundle_move_with_all_that_names_them(site: Path) -> None:
    """Articles name the member by its new file; a draft was never public and keeps no address."""
    begin(site)
    write(site, "content/nyheder/kladde/index.md", "---\ntitle: K\ndate: 2026-01-05\ndraft: ja\n---\n\nSe her.\n")
    assert run(site, "move", "medlemmer/nabo.md", "genbo") == 0
    assert "member: [genbo, tidselfonden]" in (site / "content/nyheder/gammel.md").read_text("utf-8")
    assert "member: genbo}" in (site / "content/nyheder/anden.md").read_text("utf-8")
    assert "(../medlemmer/genbo.md)" in (site / "content/nyheder/gammel.md").read_text("utf-8")
    assert "redirects: /medlemmer/nabo/" in (site / "content/medlemmer/genbo.md").read_text("utf-8")
    assert run(site, "move", "nyheder/kladde", "udkast") == 0
    assert "redirects" not in (site / "content/nyheder/udkast/index.md").read_text("utf-8")
    assert build(site) == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nyheder/findes-ikke.md", "x", "Der er ingen tekst, der hedder »nyheder/findes-ikke.md«"),
        ("nyheder/gammel.md", "anden", "Der ligger allerede noget på »content/nyheder/anden.md«"),
        ("nyheder/gammel.md", "2026-02-02-anden.md", "har allerede adressen /nyheder/anden/"),
        ("nyheder/gammel.md", "medlemmer/x.md", "ligger ikke i content/nyheder"),
        ("nyheder/gammel.md", "nyheder/../../x.md", "ligger ikke i en mappe med tekster"),
        ("nyheder/gammel.md", "2026.md", "kan ikke blive til en adresse"),
        ("nyheder/gammel.md", "gammel.md", "Filen hedder det i forvejen"),
    ],
)
def test_what_cannot_be_moved_is_left(
    old: str, new: str, message: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never over another file, never to an address that is taken, never out of its folder."""
    begin(site)
    write(site, "content/sider/om.md", "---\ntitle: Om\n---\n\nOm os.\n")
    before = {file: file.read_bytes() for file in (site / "content").rglob("*.md")}
    assert run(site, "move", old, new) == 2
    assert message in capsys.readouterr().err
    assert before == {file: file.read_bytes() for file in (site / "content").rglob("*.md")}


def test_a_picture_of_the_library_is_renamed_where_it_is_shown(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its description; a picture of a text's own, one that is called nearly the same, and words are left alone."""
    begin(site)
    picture = next((Path(__file__).parents[1] / "sites").rglob("*dør.png")).read_bytes()
    for name in ("hus.png", "hus.png.png", "to.png"):
        (site / "content/billeder").mkdir(exist_ok=True)
        (site / "content/billeder" / name).write_bytes(picture)
    described = "alt: Et hus\ncredit: Ib\n"
    for name in ("hus.yaml", "hus.png.yaml", "x.yaml"):
        write(site, f"content/billeder/{name}", described + ("file: to.png\n" if name == "x.yaml" else ""))
    text = (
        "---\ntitle: B\ndate: 2026-01-07\nimage:\n  file: /billeder/{0}.png\n---\n\nI billeder/hus.png:\n\n"
        "![](../../billeder/{0}.png)\n\n![](billeder/hus.png.png)\n\n![](billeder/to.png)\n"
    )
    write(site, "content/nyheder/b.md", text.format("hus"))
    assert build(site) == 0
    assert run(site, "move", "billeder/hus.png", "blå/nyt hus") == 2
    assert run(site, "move", "billeder/hus.png", "dør.gif") == 2 and run(site, "move", "billeder/hus.png", "to") == 2
    assert run(site, "move", "content/billeder/hus.png", "dør") == 0
    assert run(site, "move", "billeder/to.png", "billeder/blå/to.png") == 0
    now = (site / "content/nyheder/b.md").read_text("utf-8")
    assert now == text.format("dør").replace("billeder/to.png", "billeder/blå/to.png")
    assert (site / "content/billeder/dør.yaml").read_text("utf-8") == described
    assert "hus.yaml hedder nu content/billeder/dør.yaml" in capsys.readouterr().out
    assert build(site) == 0


def test_names_with_spaces_and_danish_letters_move_between_folders(site: Path) -> None:
    """A bundle goes into a year's folder with its files; paths to it and out of it are right, and can be read."""
    begin(site)
    text = "\ufeff---\r\ntitle: Blå\r\ndate: 2026-01-05\r\n---\r\n\r\nSe [a](../anden.md).\r\n"
    (site / "content/nyheder/blå mappe").mkdir()
    (site / "content/nyheder/blå mappe/index.md").write_bytes(text.encode())
    write(site, "content/nyheder/tre.md", "---\ntitle: Tre\ndate: 2026-01-06\n---\n\nSe [b](blå%20mappe/index.md).\n")
    assert build(site) == 0
    assert run(site, "move", "nyheder/blå mappe", "nyheder/2026/grøn ø (2)") == 0
    moved = (site / "content/nyheder/2026/grøn ø (2)/index.md").read_text("utf-8")
    assert "\nredirects: /nyheder/blaa-mappe/\n---\n" in moved and "(../../anden.md)" in moved
    assert "(2026/grøn%20ø%20%282%29/index.md)" in (site / "content/nyheder/tre.md").read_text("utf-8")
    assert build(site) == 0
