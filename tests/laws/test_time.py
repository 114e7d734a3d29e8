"""The law of time: what was without errors once is so at every instant, for no hand can mend what only time has done.

An hourly build publishes news when it is due and takes it away when it is over. If it stopped at a link to a page that
has gone with the news it showed, expired news would stay and embargoes never end.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import EMPTY, State, build
from hjemsite.pipeline.options import BuildOptions
from tests import shared_cache
from tests.previewing import write_recording

ROOT = Path(__file__).resolve().parents[2]
MOST_TURNS = 400
FIRST = datetime(2026, 1, 2, tzinfo=COPENHAGEN)
"""When the site below has been written: from then on, nobody touches it."""
TODAY = datetime(2026, 11, 22, tzinfo=COPENHAGEN)
"""The same for the sites of this repository."""

SITE = """title: Nøglen
address: https://noeglen.example
description: Nyheder om boliger.
press: {name: Kim Holm, email: kim@noeglen.example, phone: 12 34 56 78}
security: {contact: kim@noeglen.example, expires: 2026-12-01}
"""
MENU = """menu:
  - {title: Vinter, address: /emner/vinter/}
"""
PERSON = "---\nname: Ea Birk\nroles: [{title: Leder}]\n---\n"
HIDDEN = """---
title: Vinteren er her
date: 2026-03-02
{when}
topics: [vinter]
redirects: [/gammel/vinter/]
speakers: [{{name: Bo Lund, title: Vagt, organisation: Herberget}}, {{person: ea-birk}}]
quotes: [{{speaker: Bo Lund, text: Der er koldt nu}}, {{speaker: Ea Birk, text: Vi har senge nok}}]
image: {{file: dør.png, alt: En dør, credit: Ib}}
attachments: [{{file: tal.pdf, title: Tal}}]
recordings: [{{file: film.webm, title: Filmen, captions: film.vtt, poster: dør.png}}]
---

»Der er koldt nu,« siger Bo Lund, vagt i Herberget.

»Vi har senge nok,« siger Ea Birk, leder.
"""
OPEN = """---
title: Sommeren er forbi
date: 2026-01-15
---

Læs {links}.
"""
LINKS = (
    "/nyheder/vinter/",
    "/nyheder/vinter/#indhold",
    "/emner/vinter/",
    "/emner/",
    "/personer/bo-lund/",
    "/personer/ea-birk/",
    "/nyheder/vinter/pressebilleder/",
    "/nyheder/vinter/vinter.docx",
    "/nyheder/vinter/tal.pdf",
    "/nyheder/vinter/film.webm",
    "/nyheder/vinter/doer.png",
    "/nyheder/2026/",
    "/gammel/vinter/",
    "/citater/",
)
EMBARGO, EXPIRES = "embargo: 2026-04-01 09:00", "expires: 2026-05-01"
WHEN = (EMBARGO, EXPIRES, f"{EMBARGO}\n{EXPIRES}", "draft: ja")


def turns(root: Path, start: datetime) -> Iterator[tuple[datetime, list[str]]]:
    """Every instant after `start` at which the site changes by itself, with the errors that a build gives there.

    The builds share a cache, as those of a site do that is built every hour.
    """
    as_of: datetime | None = start
    state: State = EMPTY
    for _ in range(MOST_TURNS):
        if as_of is None:
            return
        built = shared_cache.build(BuildOptions(root, as_of), state)
        yield (
            as_of,
            [
                f"{fault.rule} {fault.span.path}:{fault.span.line} {fault.message}"
                for fault in built.faults
                if fault.is_error
            ],
        )
        as_of, state = built.until, built.state
    raise AssertionError("the site goes on changing")


def errors_over_time(root: Path, start: datetime = FIRST) -> dict[str, list[str]]:
    """Instant → the errors of a build then, forwards through every turn, and once more backwards."""
    forwards = dict(turns(root, start))
    by_time = {as_of.isoformat(): errors for as_of, errors in forwards.items() if errors}
    state: State = EMPTY
    for as_of in reversed(forwards):
        built = shared_cache.build(BuildOptions(root, as_of), state)
        state = built.state
        if errors := [f"{fault.rule} {fault.message}" for fault in built.faults if fault.is_error]:
            by_time[f"back at {as_of.isoformat()}"] = errors
    return by_time


@pytest.mark.parametrize("content", ["content", "tests/doors/site/content", "tests/sites/noeglen/content"])
def test_no_turn_of_time_stops_a_site(content: str, tmp_path: Path) -> None:
    """Through every turn to the last, and back."""
    shutil.copytree(ROOT / content, tmp_path / "content")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    assert errors_over_time(tmp_path, TODAY) == {}


def site(root: Path, when: str, links: str, settings: str = SITE) -> Path:
    files = {
        "site.yaml": settings,
        "personer/ea-birk.md": PERSON,
        "nyheder/vinter/index.md": HIDDEN.format(when=when),
        "nyheder/2026-01-15-sommer.md": OPEN.format(links=links),
        "sider/om.md": f"---\ntitle: Om os\n---\n\nSe {links}.\n",
    }
    for name, text in files.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8")
    picture = ROOT / "tests/doors/site/content/nyheder/2025-03-01-aerlig-snak/dør.png"
    shutil.copy(picture, root / "content/nyheder/vinter/dør.png")
    (root / "content/nyheder/vinter/tal.pdf").write_bytes(b"%PDF-1.4\n")
    write_recording(root / "content/nyheder/vinter", "film", "Der er koldt nu")
    (root / "templates").symlink_to(ROOT / "templates")
    return root


ALL_LINKS = ", ".join(f"[vejen frem]({link})" for link in LINKS)


@pytest.mark.parametrize("when", WHEN)
def test_a_link_to_what_time_took_away_is_text(when: str, tmp_path: Path) -> None:
    """Whatever an article brings with it: its own page and files, those of its topics and people, and its year."""
    assert errors_over_time(site(tmp_path, when, ALL_LINKS)) == {}


def test_no_end_of_a_consent_stops_a_site(tmp_path: Path) -> None:
    """What links to the person and to the picture is text from then on."""
    root = site(tmp_path, "", ALL_LINKS)
    consent = "consent: {kind: mail, until: 2026-06-01"
    person, article = root / "content/personer/ea-birk.md", root / "content/nyheder/vinter/index.md"
    person.write_text(PERSON.replace("roles", f"{consent}, as: en leder}}\nroles"), "utf-8")
    article.write_text(article.read_text("utf-8").replace("credit: Ib", f"credit: Ib, {consent}}}"), "utf-8")
    assert errors_over_time(root) == {}


@pytest.mark.parametrize("own", ["", "https://noeglen.example"])
def test_a_menu_leads_nowhere_for_a_while(own: str, tmp_path: Path) -> None:
    """The item is left out while its page is not there, and the editor is told."""
    root = site(tmp_path, EMBARGO, "her", SITE + MENU.replace("address: ", f"address: {own}"))
    assert errors_over_time(root) == {}
    hidden = build(BuildOptions(root, FIRST))
    assert b"/emner/vinter/" not in hidden.loaded()["index.html"]
    assert "Menupunktet peger på /emner/vinter/, som ikke er der nu (vises fra" in str(hidden.faults)
    shown = build(BuildOptions(root, datetime(2026, 4, 2, tzinfo=COPENHAGEN)), hidden.state)
    assert b"/emner/vinter/" in shown.loaded()["index.html"]


def test_all_news_may_be_over(tmp_path: Path) -> None:
    """When the last article expires, the site stands without news; nothing that is over stays."""
    root = site(tmp_path, EXPIRES, "her")
    open_article = root / "content/nyheder/2026-01-15-sommer.md"
    open_article.write_text(open_article.read_text().replace("---\n\n", "expires: 2026-06-01\n---\n\n", 1))
    assert errors_over_time(root) == {}


def test_a_copy_that_outlives_the_other_is_told_before_it_does(tmp_path: Path) -> None:
    """Of two articles with one text, one expires: that is an error while somebody can mend it, and not only then."""
    root = site(tmp_path, EXPIRES, "her")
    text = (root / "content/nyheder/vinter/index.md").read_text().replace(f"{EXPIRES}\n", "")
    own = ("image", "attachments", "recordings", "redirects")
    kept = "".join(line for line in text.splitlines(True) if not line.startswith(own))
    (root / "content/nyheder/2026-03-03-vintervejr.md").write_text(kept.replace("Vinteren er her", "Vejret er her"))
    errors_at_turns = dict(turns(root, FIRST)).values()
    rules = {"; ".join(sorted({error.partition(" ")[0] for error in errors})) for errors in errors_at_turns}
    assert len(rules) == 1


def test_the_law_finds_a_link_that_stops_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, a topic that goes with its last article stops the build."""
    monkeypatch.setattr("hjemsite.pipeline.build.without_absent", lambda layout, *_: layout)
    assert errors_over_time(site(tmp_path, EXPIRES, "[her](/emner/vinter/)"))


@pytest.mark.parametrize(
    "own",
    ["", "https://noeglen.example", "http://noeglen.example", "https://www.noeglen.example", "HTTPS://NOEGLEN.example"],
)
def test_what_is_hidden_has_no_address_in_the_open(own: str, tmp_path: Path) -> None:
    """The words of a link stay; where it led to is nowhere in what is published, not even in part.

    A full address of the site is a link like any other.
    """
    as_of = datetime(2026, 2, 1, tzinfo=COPENHAGEN)
    links = ALL_LINKS.replace("](", f"]({own}")
    files = build(BuildOptions(site(tmp_path, EMBARGO, links), as_of)).loaded()
    for path in ("nyheder/sommer/index.html", "om/index.html"):
        assert files[path].count(b"vejen frem") >= len(LINKS)
    assert [path for path, data in files.items() if b"vinter" in data.lower()] == []


EVENT = """---
title: Vintermøde
starts: 2026-05-01 19:00
{when}
place: Herberget
published: 2026-03-02
redirects: /gammelt/vintermoede/
---

Kom indenfor. Se {links}.
"""
EVENT_LINKS = (
    "/arrangementer/",
    "/arrangementer/vintermoede/",
    "/arrangementer/kalender.ics",
    "/arrangementer/feed.xml",
)


@pytest.mark.parametrize("when", ["ends: 2026-05-01 21:00", "expires: 2026-04-20", "embargo: 2026-06-01", "draft: ja"])
def test_no_turn_of_time_stops_a_site_with_events(when: str, tmp_path: Path) -> None:
    """What links to an event, to the list of them or to their calendar is text while there is none."""
    links = ", ".join(f"[vejen frem]({link})" for link in EVENT_LINKS)
    menu = "menu:\n  - {title: Det sker, address: /arrangementer/}\n"
    root = site(tmp_path, EMBARGO, links, SITE + menu)
    (root / "content/arrangementer").mkdir()
    (root / "content/arrangementer/vintermoede.md").write_text(EVENT.format(when=when, links=ALL_LINKS), "utf-8")
    assert errors_over_time(root) == {}


def test_an_event_that_is_over_leaves_those_to_come(tmp_path: Path) -> None:
    """At its end it goes from the front page and down among the past ones; `until` says so, and a build after knows."""
    root = site(tmp_path, EXPIRES, "her")
    (root / "content/arrangementer").mkdir()
    text = EVENT.format(when="ends: 2026-05-01 21:00", links="her")
    (root / "content/arrangementer/vintermoede.md").write_text(text, "utf-8")
    end = datetime(2026, 5, 1, 21, tzinfo=COPENHAGEN)
    before = build(BuildOptions(root, datetime(2026, 5, 1, 20, 59, tzinfo=COPENHAGEN)))
    assert before.until == end
    assert b"Vinterm" in before.loaded()["index.html"]
    after = build(BuildOptions(root, end), before.state)
    clean = build(BuildOptions(root, end))
    assert after.loaded() == clean.loaded()
    assert b"Vinterm" not in after.loaded()["index.html"] and b"Vinterm" in after.loaded()["arrangementer/index.html"]
    assert "Arrangementet er slut." in after.loaded()["arrangementer/vintermoede/index.html"].decode()
