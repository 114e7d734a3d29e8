"""The preview's first page: what is a draft, planned, at fault and out, and how far git has it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.content.document import kind_of
from hjemsite.content.frontmatter.field_labels import LABELS, label
from hjemsite.content.frontmatter.fields import (
    ArticleFields,
    EventFields,
    Fields,
    LibraryPictureFields,
    MemberFields,
    PageFields,
    PersonFields,
    SiteFields,
)
from hjemsite.content.scan import scan
from hjemsite.danish import COPENHAGEN
from hjemsite.importer.editing.form_values import shapes
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.keys import keys_of
from hjemsite.preview.desk.pages.edit_page import edit_page, save, save_whole
from hjemsite.preview.desk.room import Room
from hjemsite.preview.overlay import OWN
from hjemsite.preview.request import Request
from hjemsite.preview.responses import answer
from hjemsite.preview.shown_site import Shown, after, failed
from tests.previewing import PROJECT, filled_form

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
FILES = {
    "content/site.yaml": "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyheder.\n",
    "content/nyheder/2026-10-01-sendt.md": "---\ntitle: Sendt hus\ndate: 2026-10-01\n---\n\nÅben.\n",
    "content/nyheder/2026-10-02-rettet.md": "---\ntitle: Rettet hus\ndate: 2026-10-02\n---\n\nÅben.\n",
    "content/nyheder/2026-10-03-usendt.md": "---\ntitle: Usendt hus\ndate: 2026-10-03\n---\n\nÅben.\n",
    "content/nyheder/2026-10-04-ø.md": "---\ntitle: Ny <b>ø</b>\ndate: 2026-10-04\ndraft: ja\nresume: x\n---\n\nHej.\n",
    "content/nyheder/2026-12-24-jul.md": "---\ntitle: Jul\ndate: 2026-12-24\n---\n\nGlædelig jul.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a folder of a repository: three news were committed, one of them has not been pushed."""
    repository = tmp_path_factory.mktemp("skrivebord") / "arbejde"
    site = repository / "side"

    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@noeglen.example", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *words], cwd=repository, check=True, capture_output=True)

    for path, text in FILES.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    git("init", "--bare", "../fjern.git")
    git("init")
    git("remote", "add", "origin", "../fjern.git")
    git("add", "side/content/nyheder/2026-10-01-sendt.md", "side/content/nyheder/2026-10-02-rettet.md")
    git("commit", "-m", "To huse")
    git("push", "-u", "origin", "main")
    git("add", "side/content/nyheder/2026-10-03-usendt.md")
    git("commit", "-m", "Et hus til")
    with (site / "content/nyheder/2026-10-02-rettet.md").open("a", encoding="utf-8") as file:
        file.write("Rettet.\n")
    return site


def desk(root: Path) -> str:
    built = build(BuildOptions(root, NOON, drafts=True, allow_shrink=True))
    response = answer(Request("GET", OWN, ""), after(None, built, NOON, ()))
    assert response.status == 200
    return response.body.decode()


def items(html: str) -> dict[str, tuple[str, list[str]]]:
    """Headline → the section that it stands in, and its marks."""
    rows = {}
    for section in html.split("<h2>")[1:]:
        title = section.partition(" (")[0]
        for row in re.findall(r"<li><a.*?</code>", section, re.S):
            marks = re.findall(r'class="tilstand(?: ude)?">(.*?)</span>', row)
            rows[re.sub("<.*?>", "", re.findall(r"<a[^>]*>(.*?)</a>", row)[0])] = (title, marks)
    return rows


def test_everything_stands_where_it_belongs(root: Path) -> None:
    """With its state to readers, and with its state in git; what is wrong with a file stands beside it."""
    html = desk(root)
    planned = "Planlagt, og det, der er udløbet"
    assert items(html) == {
        "Ny &lt;b&gt;ø&lt;/b&gt;": ("Kladder", ["Kladde", "Ikke committet"]),
        "Jul": (planned, ["Vises fra den 24. december 2026", "Ikke committet"]),
        "Usendt hus": ("Udgivet", ["Udgivet", "Committet, ikke sendt"]),
        "Rettet hus": ("Udgivet", ["Udgivet", "Ændringer ikke committet"]),
        "Sendt hus": ("Udgivet", ["Udgivet", "Sendt"]),
    }
    (fault,) = re.findall(r'<li class="fejl">(.*?)</li>', html)
    assert fault.startswith("Linje 5: Feltet »resume« findes ikke")
    assert '<a href="/nyt/nyheder/oe/">' in html


def test_it_stands_without_git(root: Path, tmp_path: Path) -> None:
    """And where nothing has been built, or the last build failed."""
    shutil.copytree(root, tmp_path / "side")
    marks = {mark for _, row_marks in items(desk(tmp_path / "side")).values() for mark in row_marks}
    assert marks == {"Kladde", "Vises fra den 24. december 2026", "Udgivet"}
    response = answer(Request("GET", OWN, ""), failed(None, NOON, "Disken er <fuld>."))
    assert "Disken er &lt;fuld&gt;." in response.body.decode()


def test_every_page_leads_there(root: Path) -> None:
    """The bar at the foot of the preview has a link."""
    built = build(BuildOptions(root, NOON, drafts=True, allow_shrink=True))
    response = answer(Request("GET", "/nyt/nyheder/jul/", ""), after(None, built, NOON, ()))
    assert f'<a href="{OWN}">Skrivebordet</a>' in response.body.decode()


@pytest.mark.parametrize("content", [PROJECT / "content", PROJECT / "tests/doors/site/content"])
def test_a_form_of_any_text_changes_nothing_by_itself(content: Path, tmp_path: Path) -> None:
    """Each text that we have, of every kind, is shown in a form and sent back as it was shown."""
    shutil.copytree(content, tmp_path / "content")
    shown = Shown(NOON, {}, None, (), {}, scan(tmp_path))
    room = Room(tmp_path, lambda: NOON, keys_of(tmp_path), shown)
    texts = [path for path in shown.inputs.paths if kind_of(path)]
    assert "content/site.yaml" in texts
    assert len(texts) > 3
    for path in texts:
        form = filled_form(edit_page(room, path).body.decode())
        act = save if "felter" in form else save_whole
        response = act(room, FormData(form, {})).answer
        assert response.location.endswith("sket=uaendret"), (path, response.body.decode())


def test_every_field_of_a_form_has_a_danish_name() -> None:
    """Of every kind of text, down to the last record."""

    def keys(kind: type[Fields]) -> Iterator[tuple[type[Fields], str]]:
        for shape in shapes(kind):
            yield kind, shape.key
            inner = shape.kind or (shape.item and shape.item.kind)
            yield from keys(inner) if inner else ()

    kinds = (ArticleFields, EventFields, MemberFields, PersonFields, PageFields, LibraryPictureFields, SiteFields)
    pairs = {pair for kind in kinds for pair in keys(kind)}
    assert len(pairs) > 150
    assert [pair for pair in pairs if pair[1] not in LABELS and label(*pair) == label(Fields, pair[1])] == []
