"""The law: what is not published is nowhere in the output, and comes out by itself when its time comes.

And what is wrong with it stays with it: the rest of the site is built as if it were not there.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from hjemsite.cli.main import main
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)

SITE = "title: Nøglen-alliancen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
OPEN = (
    "---\ntitle: Åben nyhed\ndate: 2024-01-08\n---\n\n"
    "Alle må læse [den](hemmelig.md), [den](/nyheder/hemmelig/#citat-zebraen-er-loes-i-byen).\n"
)
SECRET = """---
title: Zebraoverskrift
date: {date}
{gate}
member: tidselfonden
topics: [zebraemne]
summary: Zebraresumé.
alliance_size: 77
redirects: /zebra/gammel/
speakers:
  - name: Zebra Hansen
    title: zebrachef
    member: tidselfonden
quotes:
  - speaker: Zebra Hansen
    text: Zebraen er løs i byen
corrections:
  - {{date: 2026-12-30, text: Zebrarettelse}}
---

»Zebraen er løs i byen«, siger Zebra Hansen. Vi er 77.
"""


def _order(root: Path, date: str = "2024-02-01", gate: str = "") -> BuildOptions:
    files = {
        "content/site.yaml": SITE,
        "content/medlemmer/tidselfonden.md": "---\nname: Tidselfonden\nkind: fond\n---\n",
        "content/nyheder/2024-01-08-aaben.md": OPEN,
        "content/nyheder/hemmelig.md": SECRET.format(date=date, gate=gate),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON)


def _leaks(order: BuildOptions) -> list[str]:
    """Where anything of the secret article is found: in an address or in bytes."""
    return _leaks_of(build(order))


def _leaks_of(result: Build) -> list[str]:
    """The same of a site that has been built."""
    assert not has_errors(result.faults), result.faults
    signs = (b"zebra", b"77", b"hemmelig")
    # A font may hold any bytes; assets are files of templates/ and know no article.
    files = {path: data for path, data in result.loaded().items() if not path.startswith("assets/")}
    # Their addresses hold digests, and a digest may have any figures.
    files = {path: re.sub(rb"assets/[a-z]+\.[0-9a-f]{8}\.", b"assets/", data) for path, data in files.items()}
    # So may a picture: that no draft has a card is told by their number, in tests/security.
    files = {path: b"" if path.endswith(".png") else data for path, data in files.items()}
    return [path for path, data in files.items() if any(sign in path.encode() + data.lower() for sign in signs)]


@pytest.mark.parametrize(
    ("date", "gate"),
    [
        ("2024-02-01", "draft: true"),
        ("2024-02-01", "embargo: 2026-11-01 12:01"),
        ("2024-02-01", "expires: 2026-11-01 12:00"),
        ("2026-11-02", ""),
        ("2026-11-01 12:01", ""),
        ("2026-11-01 08:00", "embargo: 2026-11-01T11:00:01Z"),
        ("2024-02-01", "draft: ja\nexpires: 2030-01-01"),
    ],
)
def test_what_is_not_published_is_nowhere(date: str, gate: str, tmp_path: Path) -> None:
    """No page, list, count, feed, sitemap, old address, person, topic, size or link tells of it."""
    assert _leaks(_order(tmp_path, date, gate)) == []


@pytest.mark.parametrize(
    ("date", "gate"),
    [
        ("2024-02-01", "draft: nej"),
        ("2024-02-01", "embargo: 2026-11-01 12:00"),
        ("2024-02-01", "expires: 2026-11-01 12:01"),
        ("2026-11-01", ""),
        ("2026-11-01T11:00:00Z", ""),
    ],
)
def test_what_is_published_is_there(date: str, gate: str, tmp_path: Path) -> None:
    """The test above can fail: published, the same article is found all over."""
    leaks = _leaks(_order(tmp_path, date, gate))
    assert "nyheder/hemmelig/index.html" in leaks
    assert {"feed.xml", "sitemap.xml", "emner/zebraemne/index.html", "personer/zebra-hansen/index.html"} <= set(leaks)
    assert {"zebra/gammel/index.html", "medlemmer/tidselfonden/feed.json", "rss.xml"} <= set(leaks)


def test_a_preview_shows_it_with_a_ribbon(tmp_path: Path) -> None:
    """With drafts asked for it is there, marked; and the clock alone opens the gate."""
    order = _order(tmp_path, "2026-11-02")
    page = "nyheder/hemmelig/index.html"
    shown = build(replace(order, drafts=True)).loaded()[page].decode()
    due = build(replace(order, as_of=NOON + timedelta(days=1))).loaded()[page].decode()
    assert "Zebraoverskrift" in shown and "Zebraoverskrift" in due
    assert shown != due


def test_copenhagen_decides_the_day(tmp_path: Path) -> None:
    """At half past midnight in Copenhagen today's article is out, though it is still yesterday in London."""
    order = _order(tmp_path, "2026-11-02")
    just_after = datetime(2026, 11, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert "nyheder/hemmelig/index.html" in build(replace(order, as_of=just_after)).files
    assert "nyheder/hemmelig/index.html" not in build(replace(order, as_of=just_after - timedelta(minutes=31))).files


GATES = ["draft: ja", "embargo: 2026-11-01 12:01", "expires: 2026-11-01 12:00"]

SLIPS = {
    "a member that is unknown": ("member: tidselfonden\ntopics", "member: tidsel\ntopics"),
    "a quote that is not in the text": ("    text: Zebraen er løs", "    text: Zebraen er væk"),
    "a speaker that is not listed": ("  - speaker: Zebra Hansen", "  - speaker: Zebra Jensen"),
    "a colon in the headline": ("title: Zebraoverskrift", "title: Zebraoverskrift: nu"),
    "an open quotation mark": ("summary: Zebraresumé.", 'summary: "Zebraresumé.'),
    "a field that does not exist": ("topics:", "emnerne:"),
    "a field of another kind": ("topics: [zebraemne]", "topics: {zebra: emne}"),
    "no headline": ("title: Zebraoverskrift\n", ""),
    "a number that is none": ("alliance_size: 77", "alliance_size: mange"),
    "an address that is none": ("redirects: /zebra/gammel/", "redirects: http://zebra"),
    "a picture that is missing": ("Vi er 77.", 'Vi er 77. ![Zebra](zebra.jpg "Foto: Ida")'),
    "a picture from elsewhere": ("Vi er 77.", 'Vi er 77. ![Zebra](https://example.dk/zebra.jpg "Foto: Ida")'),
    "a dead link": ("Vi er 77.", "Vi er 77. Se [zebraen](/zebra/)."),
    "a guess that nobody has looked at": ("topics:", "# tjek: usikker\ntopics:"),
    "a placeholder": ("Vi er 77.", "Vi er 77. Skriv pressemeddelelsen her."),
}
"""What may be wrong with the fields and the body of an article: old words and new."""


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("slip", SLIPS)
def test_a_fault_stays_with_a_hidden_article(slip: str, gate: str, without: dict[str, bytes], tmp_path: Path) -> None:
    """It is said as an error, nothing of the article is out, and the site is what it is without the article."""
    order = _order(tmp_path, "2024-02-01", gate)
    file = _slip(tmp_path, *SLIPS[slip])
    result = build(order)
    errors = [fault for fault in result.faults if fault.is_error]
    if gate == "draft: ja" and slip in ("a guess that nobody has looked at", "a placeholder"):
        assert errors == []
    else:
        assert errors and all(fault.held_back and fault.span.path == file for fault in errors)
    assert _leaks_of(result) == []
    assert result.loaded() == without


@pytest.mark.parametrize("slip", SLIPS)
def test_the_same_fault_stops_the_build_when_its_time_comes(slip: str, tmp_path: Path) -> None:
    """A minute later the article would be out: now nothing is published before it is mended."""
    order = _order(tmp_path, "2024-02-01", "embargo: 2026-11-01 12:01")
    _slip(tmp_path, *SLIPS[slip])
    assert not has_errors(build(order).faults)
    assert has_errors(build(replace(order, as_of=NOON + timedelta(minutes=1))).faults)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_preview_shows_drafts_so_their_faults_stop_it(slip: str, tmp_path: Path) -> None:
    """What can be seen must be right."""
    order = _order(tmp_path, "2024-02-01", "embargo: 2026-11-01 12:01")
    _slip(tmp_path, *SLIPS[slip])
    assert has_errors(build(replace(order, drafts=True)).faults)


DOUBTS = {
    "an embargo that cannot be read": ("draft: ja", "embargo: i morgen tidlig"),
    "an embargo without a value": ("draft: ja", "embargo:"),
    "an embargo that does not exist": ("draft: ja", "embargo: 2026-11-31"),
    "a draft that is neither": ("draft: ja", "draft: måske"),
    "two answers": ("draft: ja", "draft: ja\ndraft: nej"),
    "a slip in the name": ("draft: ja", "drfat: ja"),
    "no date": ("date: 2024-02-01\ndraft: ja\n", ""),
    "a date that cannot be read, and that was to come": ("date: 2024-02-01\ndraft: ja", "date: 2062-13-01"),
    "a date far ahead": ("date: 2024-02-01\ndraft: ja", "date: 2062-02-01"),
    "an end before the beginning": ("date: 2024-02-01\ndraft: ja", "date: 2026-12-01\nexpires: 2025-01-01"),
    "fields that never end": ("---\n\n»", "\n»"),
    "no fields": ("---\ntitle", "title"),
    "two versions": ("draft: ja", "<<<<<<< HEAD\ndraft: ja\n=======\n>>>>>>> andre"),
    "an address that is taken": ("redirects: /zebra/gammel/", "redirects: /nyheder/aaben/"),
}
"""What leaves open whether an article is hidden, or is about more than the article."""


@pytest.mark.parametrize("doubt", DOUBTS)
def test_when_in_doubt_nothing_is_published(doubt: str, tmp_path: Path) -> None:
    """Nobody knows whether readers may see the article, so the build stops, and says so."""
    order = _order(tmp_path, "2024-02-01", "draft: ja")
    file = _slip(tmp_path, *DOUBTS[doubt])
    assert file in [fault.span.path for fault in build(order).faults if fault.stops_build]


def test_files_beside_a_draft_are_its_own(tmp_path: Path) -> None:
    """A picture that cannot be shown stays with the draft; a file name that no clone can have stops everybody."""
    order = _order(tmp_path, "2024-02-01", "draft: ja")
    folder = tmp_path / "content/nyheder/hemmelig"
    folder.mkdir()
    (tmp_path / "content/nyheder/hemmelig.md").rename(folder / "index.md")
    (folder / "zebra.jpg").write_bytes(b"no picture")
    _slip(tmp_path, "Vi er 77.", 'Vi er 77. ![Zebra](zebra.jpg "Foto: Ida")', "hemmelig/index.md")
    assert [(fault.rule, fault.held_back) for fault in build(order).faults if fault.is_error] == [("filtype", "Kladde")]
    assert _leaks(order) == []
    (folder / "con.jpg").write_bytes(b"no picture")
    assert [fault.rule for fault in build(order).faults if fault.stops_build] == ["filnavn"]


def test_the_law_catches_a_gate_that_takes_all_faults_for_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted fault: an embargo that cannot be read is taken for one of a draft, and the article comes out."""
    order = _order(tmp_path, "2024-02-01", "draft: ja")
    _slip(tmp_path, *DOUBTS["an embargo that cannot be read"])
    monkeypatch.setattr(Diagnostic, "stops_build", property(lambda _: False))
    assert "nyheder/hemmelig/index.html" in build(order).files


def test_the_program_says_what_is_held_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` and `build` end well, name the article, and say what will happen; json and annotations say it, too."""
    _order(tmp_path, "2024-02-01", "embargo: 2026-12-01 06:00")
    file = _slip(tmp_path, *SLIPS["a member that is unknown"])
    words = ["--root", str(tmp_path)]
    as_of = ["--as-of", "2026-11-01"]
    assert main([*words, "check", *as_of]) == 0
    captured = capsys.readouterr()
    assert f"{file} er holdt tilbage (Vises fra den 1. december 2026 kl. 6.00) og har 1 fejl." in captured.err
    assert captured.out.startswith("Ingen fejl standser siden: ")
    assert main([*words, "build", "--no-search", *as_of]) == 0
    assert "1 fejl" in capsys.readouterr().out
    assert (tmp_path / "output/index.html").exists() and not (tmp_path / "output/nyheder/hemmelig").exists()
    assert main([*words, "check", "--format", "json", *as_of]) == 0
    assert '"held_back": "Vises fra den 1. december 2026 kl. 6.00"' in capsys.readouterr().out
    assert main([*words, "check", "--format", "github", *as_of]) == 0
    assert "::error file=content/nyheder/hemmelig.md" in capsys.readouterr().out
    assert main([*words, "build", "--no-search", "--as-of", "2026-12-02"]) == 1


def _slip(root: Path, old: str, new: str, name: str = "hemmelig.md") -> str:
    """Put `new` for `old` in the secret article; its path."""
    file = root / "content/nyheder" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return f"content/nyheder/{name}"


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site without the hidden article; what links to it does so no more."""
    order = _order(tmp_path_factory.mktemp("without"))
    (order.root / "content/nyheder/hemmelig.md").unlink()
    (order.root / "content/nyheder/2024-01-08-aaben.md").write_text(re.sub(r"\[den\]\([^)]*\)", "den", OPEN), "utf-8")
    return build(order).loaded()


EVENT = """---
title: Zebramøde
starts: 2026-12-24 10:00
place: Zebrasalen
published: {date}
{gate}
member: tidselfonden
redirects: /zebra/gammel/
attachments: [{{file: zebra.pdf, title: Zebraplanen}}]
extra: {{dyr: zebra}}
---

Zebraen kommer. Vi er 77.
"""


def _with_event(root: Path, date: str, gate: str) -> BuildOptions:
    """The site with a secret event in place of the secret article."""
    order = _order(root)
    (root / "content/nyheder/hemmelig.md").unlink()
    folder = root / "content/arrangementer/hemmelig"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(EVENT.format(date=date, gate=gate), "utf-8")
    (folder / "zebra.pdf").write_bytes(b"%PDF-1.4\ntrailer\n<<>>\n%%EOF\n")
    link = "[den](../arrangementer/hemmelig/index.md), [alle](/arrangementer/)"
    (root / "content/nyheder/2024-01-08-aaben.md").write_text(re.sub(r"\[den\].*\)", link, OPEN), "utf-8")
    return order


@pytest.mark.parametrize(
    ("date", "gate"),
    [
        ("2024-02-01", "draft: ja"),
        ("2024-02-01", "embargo: 2026-11-01 12:01"),
        ("2024-02-01", "expires: 2026-11-01 12:00"),
        ("2026-11-02", ""),
    ],
)
def test_an_event_that_is_not_published_is_nowhere(date: str, gate: str, tmp_path: Path) -> None:
    """No page, list, calendar, feed, search document, old address or link tells of it, nor that there are events."""
    order = _with_event(tmp_path, date, gate)
    assert _leaks(order) == []
    assert not [path for path in build(order).files if path.startswith("arrangementer")]


def test_an_event_that_is_published_is_there(tmp_path: Path) -> None:
    """The test above can fail: published, the event is found on the front page, in calendars and feeds."""
    leaks = _leaks(_with_event(tmp_path, "2024-02-01", ""))
    assert {"index.html", "arrangementer/hemmelig/hemmelig.ics", "arrangementer/kalender.ics"} <= set(leaks)
    assert {"arrangementer/feed.xml", "arrangementer/rss.xml", "zebra/gammel/index.html", "sitemap.xml"} <= set(leaks)
    assert {"medlemmer/tidselfonden/index.html", "_redirects", "data/v1/arrangementer.json"} <= set(leaks)
    assert "arrangementer/hemmelig/zebra.pdf" in leaks


def test_a_fault_stays_with_a_hidden_event(tmp_path: Path) -> None:
    """It is said as an error, and the rest of the site is built."""
    order = _with_event(tmp_path, "2024-02-01", "draft: ja\nzebra: ja")
    assert [(fault.rule, fault.held_back) for fault in build(order).faults if fault.is_error] == [
        ("ukendt-felt", "Kladde")
    ]
    assert _leaks(order) == []
