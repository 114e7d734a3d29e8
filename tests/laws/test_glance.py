"""The law: what is shown of an article before the site has been built is what the build makes of it."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.cache.blob import read
from hjemsite.cache.cache import Cache
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.pipeline.build import Build, Order, build
from hjemsite.pipeline.glance import glance
from hjemsite.urls import Url, file_path

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))

ARTICLE = """\
---
title: Nøglen åbner på Ærø
date: 2024-12-10
member: aagaard-kommune
topics: [nøgler, øer]
speakers:
  - name: Åse Bæk
    title: formand
    member: aagaard-kommune
quotes:
  - speaker: Åse Bæk
    text: Vi åbner døren for alle
---
»Vi åbner døren for alle«, siger Åse Bæk.
"""
OTHER = "---\ntitle: En ø mere\ndate: 2024-12-12\ntopics: [Øer]\n---\nSe [den anden](sag.md).\n"
PATH = "content/nyheder/sag.md"


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A site with something of everything, and an article to edit."""
    shutil.copytree(ROOT / "tests/doors/site/content", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / PATH).write_text(ARTICLE, "utf-8")
    (tmp_path / "content/nyheder/anden.md").write_text(OTHER, "utf-8")
    return Order(tmp_path, NOON, drafts=True, allow_shrink=True)


def glanced(order: Order, text: str, path: str = PATH) -> tuple[Build, Build | None]:
    """A build of `order`, and the glance at the file when it holds `text`."""
    cache = Cache(None)
    before = build(order, cache)
    assert not any(fault.is_error for fault in before.faults)
    (order.root / path).write_text(text, "utf-8")
    return before, glance(order, before, order.root / path, cache)


def own(made: Build) -> list[Diagnostic]:
    """What the file says of itself, and not of how it agrees with others."""
    return [fault for fault in made.faults if {span.path for span in fault.spans} == {PATH}]


EDITS = {
    "nothing": ("", ""),
    "a word": ("for alle«, siger", "for alle«, mener"),
    "the headline": ("åbner på Ærø", "lukker på Fanø"),
    "the date, and with it the neighbours": ("date: 2024-12-10", "date: 2025-02-01"),
    "a new topic": ("topics: [nøgler, øer]", "topics: [låse]"),
    "a topic spelt otherwise": ("topics: [nøgler, øer]", "topics: [Øer]"),
    "no member": ("member: aagaard-kommune\ntopics", "topics"),
    "the speaker's title": ("title: formand", "title: direktør"),
    "a quote that is none": ("quotes:\n  - speaker: Åse Bæk\n    text: Vi åbner døren for alle\n", ""),
    "a draft": ("date:", "draft: true\ndate:"),
    "an embargo": ("date:", "embargo: 2026-12-03 09:00\ndate:"),
    "a correction": ("date:", "corrections:\n  - {date: 2024-12-11, text: Ordet er rettet}\ndate:"),
    "a warning": ("Åse Bæk.\n", "Åse Bæk.\n\n# For stor\n"),
    "the end of a line": ("\n", "\r\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_glance_is_what_a_build_makes(order: Order, edit: str) -> None:
    """The page of the article, byte for byte, and the faults of its file alone; all other files are as before."""
    text = ARTICLE.replace(*EDITS[edit])
    assert text != ARTICLE or edit == "nothing"
    before, seen = glanced(order, text)
    after = build(order)
    assert seen is not None
    page = file_path(Url("/nyheder/sag/"))
    assert read(seen.files[page]) == read(after.files[page])
    assert own(seen) == own(after)
    assert seen.site == after.site
    assert {**seen.files, page: b""} == {**before.files, page: b""}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PATH, ARTICLE.replace("member: aagaard", "member: ukendt")),
        (PATH, ARTICLE.replace("Vi åbner døren for alle\n---", "Noget andet\n---")),
        (PATH, "---\ntitle: Aldrig afsluttet\n"),
        (PATH, ""),
        (PATH, ARTICLE + "\n![Dør](dør.png 'Foto: Ib')\n"),
        ("content/nyheder/ny.md", ARTICLE),
        ("content/medlemmer/tidselfonden.md", "---\nname: Tidselfonden\nkind: fond\n---\n"),
        ("content/site.yaml", "title: N\naddress: https://n.example\ndescription: N\n"),
        ("templates/article.html", "<p>"),
    ],
)
def test_where_more_may_differ_there_is_no_glance(order: Order, path: str, text: str) -> None:
    """Faults, other files, other kinds of files: the build tells of them."""
    assert glanced(order, text, path)[1] is None


def test_there_is_no_glance_over_faults(order: Order) -> None:
    """A site with errors is not complete, and what it lacks is not known."""
    (order.root / "content/nyheder/anden.md").write_text(OTHER.replace("topics", "member: ukendt\ntopics"), "utf-8")
    assert glance(order, build(order), order.root / PATH, Cache(None)) is None
