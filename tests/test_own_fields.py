"""Fields of a site's own: what docs/egne-sider.md shows works from beginning to end, as it stands there."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import EMPTY, Build, State
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 4, 25, 12, tzinfo=COPENHAGEN)
FILES = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", (ROOT / "docs/egne-sider.md").read_text("utf-8"), re.M | re.S))
"""Path → text of each file that the page shows."""
_OF_VIDEO = ("aaben-doer.md", "site.yaml", "article.html")
VIDEO = {path: text for path, text in FILES.items() if path.endswith(_OF_VIDEO)}

DECLARED = (
    "extra_fields:\n  begins: {kind: time}\n  day: {kind: date}\n  seats: {kind: number}\n  free: {kind: flag}\n"
    "  tags: {kind: list}\n  place: {}\n"
)


def site(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def error_free_build(folder: Path, before: State = EMPTY) -> Build:
    built = build(BuildOptions(folder, NOON, search=False), before)
    assert [fault for fault in built.faults if fault.is_error or "skabelon" in fault.rule] == []
    return built


def test_the_page_for_developers_works(tmp_path: Path) -> None:
    """Its files, put where it says, build without a fault, and the video is on the page and in the data."""
    loaded = error_free_build(site(tmp_path, VIDEO)).loaded()
    page = loaded["nyheder/aaben-doer/index.html"].decode()
    assert '<a href="https://film.noeglen.example/aaben-doer">Se filmen om nyheden</a>' in page
    (row,) = [row for row in json.loads(loaded["data/v1/artikler.json"])["articles"] if "extra" in row]
    assert row["extra"] == {"video": "https://film.noeglen.example/aaben-doer"}


SHOWN = (
    '{% extends "hjemsite/article.html" %}{% block main %}{{ super() }}{% set own = view.extra %}<p id="own">'
    "{{ own.begins.text }}|{{ own.begins.iso }}|{{ own.day.text }}|{{ own.seats }}|{{ own.free }}|"
    "{{ own.tags|join('+') }}|{{ own.place }}</p>{% endblock %}"
)


@pytest.mark.parametrize(
    ("extra", "shown"),
    [
        (
            "{begins: 2026-05-03 17:00, day: 2026-05-03, seats: 1.200, free: ja, tags: [a, b], place: <b>Her</b>}",
            "den 3. maj 2026 kl. 17.00|2026-05-03T17:00:00+02:00|3. maj 2026|1200|True|a+b|&lt;b&gt;Her&lt;/b&gt;",
        ),
        ("{tags: a}", "||||False|a|"),
        ("{free: nej}", "||||False||"),
    ],
)
def test_values_are_finished_for_templates(tmp_path: Path, extra: str, shown: str) -> None:
    """Each kind of value is as a page shows it, and one that is left out is empty; all is escaped."""
    text = f"---\ntitle: Åben dør\ndate: 2026-03-02\nextra: {extra}\n---\nDøren står åben.\n"
    files = {"content/site.yaml": VIDEO["content/site.yaml"].partition("extra_fields")[0] + DECLARED}
    files |= {"content/nyheder/2026-03-02-aaben-doer.md": text, "templates/article.html": SHOWN}
    template = files["templates/article.html"].replace("own.begins.text", "own.begins.text if own.begins else ''")
    template = template.replace("own.begins.iso", "own.begins.iso if own.begins else ''")
    files["templates/article.html"] = template.replace("own.day.text", "own.day.text if own.day else ''")
    page = error_free_build(site(tmp_path, files)).loaded()["nyheder/aaben-doer/index.html"].decode()
    assert re.search(r'<p id="own">(.*)</p>', page)[1] == shown  # type: ignore[index]


def test_fields_that_change_are_seen(tmp_path: Path) -> None:
    """Another value, another description and none at all: a build from the last one equals a clean one."""
    first = error_free_build(site(tmp_path, VIDEO))
    news, settings = tmp_path / "content/nyheder/2026-03-02-aaben-doer.md", tmp_path / "content/site.yaml"
    for file, old, new in (
        (news, "aaben-doer\n", "en-anden\n"),
        (settings, "kind: address", "kind: text"),
        (settings, "used_on: article", "used_on: [article, page]"),
        (news, "extra:\n  video: https://film.noeglen.example/en-anden\n", ""),
    ):
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        after = error_free_build(tmp_path, first.state)
        assert after.loaded() == error_free_build(tmp_path).loaded()
        first = after
    assert b"extra" not in first.loaded()["data/v1/artikler.json"]


def test_a_field_that_is_missing_is_told_again(tmp_path: Path) -> None:
    """A description that asks for a field finds the texts that were read before it."""
    first = error_free_build(
        site(
            tmp_path, {**VIDEO, "content/nyheder/2026-03-03-uden.md": "---\ntitle: Uden\ndate: 2026-03-03\n---\nIntet."}
        )
    )
    settings = tmp_path / "content/site.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("kind: address", "kind: address\n    required: ja"), "utf-8"
    )
    faults = build(BuildOptions(tmp_path, NOON, search=False), first.state).faults
    assert [(fault.rule, fault.span.path) for fault in faults if fault.is_error] == [
        ("mangler-felt", "content/nyheder/2026-03-03-uden.md")
    ]


def test_the_page_of_events_works(tmp_path: Path) -> None:
    """The event is listed with its place until it is over, and what was written stays."""
    root = site(tmp_path, FILES)
    first = error_free_build(root)
    page = first.loaded()["moed-os/index.html"].decode()
    assert '<time datetime="2026-05-03T14:00:00+02:00">' in page and "Åbent hus i havnen, Pakhuset</a>" in page
    assert "Sidst vi sås" in page and "Forårsfest i havnen" in page
    after = build(BuildOptions(root, datetime(2026, 5, 4, 1, tzinfo=COPENHAGEN), search=False), first.state)
    assert "Der er ikke noget på vej lige nu." in after.loaded()["moed-os/index.html"].decode()
    clean = build(BuildOptions(root, datetime(2026, 5, 4, 1, tzinfo=COPENHAGEN), search=False))
    assert after.loaded() == clean.loaded()


def test_a_page_shows_what_it_asks_for(tmp_path: Path) -> None:
    """News of a topic or a member, and quotes of a person, at most as many as asked for; without a template, too."""
    shutil.copytree(ROOT / "tests/sites/noeglen/content", tmp_path / "content")
    om = tmp_path / "content/sider/udvalgt.md"
    for show, holds, lacks in (
        ("{news: {member: aagaard-kommune, most: 1}}", ['<h2 class="label">Nyheder'], ["Citater</h2>", "Det sker"]),
        ("{quotes: {most: 1}}", ['<h2 class="label">Citater', "<blockquote"], ['<h2 class="label">Nyheder']),
        ("{news: {topic: findes ikke}}", [], ['<h2 class="label">Nyheder']),
    ):
        om.write_text(f"---\ntitle: Udvalgt\nshow: {show}\n---\nTekst.\n", "utf-8")
        page = error_free_build(tmp_path).loaded()["udvalgt/index.html"].decode()
        assert all(sign in page for sign in holds) and not any(sign in page for sign in lacks)


def test_a_template_of_ones_own_that_is_not_there(tmp_path: Path) -> None:
    """A misspelt template is told where the page names it, with the one that was meant."""
    root = site(tmp_path, FILES)
    page = root / "content/sider/moed-os.md"
    page.write_text(page.read_text("utf-8").replace("template: moed-os", "template: moed-oz"), "utf-8")
    faults = build(BuildOptions(root, NOON, search=False)).faults
    assert [(fault.rule, fault.span.line, fault.hint) for fault in faults if fault.is_error] == [
        ("mangler-skabelon", 4, "mente du »moed-os«?")
    ]
    page.write_text(page.read_text("utf-8").replace("template: moed-oz", "template: article"), "utf-8")
    faults = build(BuildOptions(root, NOON, search=False)).faults
    assert [(fault.rule, fault.hint) for fault in faults if fault.is_error] == [
        ("mangler-skabelon", "Nævn en skabelon, der ikke står i stedet for en af hjemsites egne")
    ]


def test_a_section_and_a_style_sheet_of_ones_own(tmp_path: Path) -> None:
    """The front page has the section with the news, and every page the style sheet, behind the program's."""
    files = error_free_build(site(tmp_path, FILES)).loaded()
    front = files["index.html"].decode()
    section = front.partition('<section class="vores">')[2].partition("</section>")[0]
    assert '<a href="/nyheder/aaben-doer/">Åben dør</a>, 2. marts 2026' in section
    for page in ("index.html", "privatliv/index.html"):
        head = files[page].decode()
        assert head.index("/assets/site.") < head.index("/assets/egne.")
