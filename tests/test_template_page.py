"""`docs/skabeloner.md` is what the templates and views make it, and its examples build."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from tests.template_page import ROOT, Structs, examples, template_page
from tests.test_templates import PAGES

VIEWS = {name: view.__name__ for name, view in PAGES.items()}


def test_the_page_of_templates_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """With `--skriv` it is written."""
    page = ROOT / "docs/skabeloner.md"
    if pytestconfig.getoption("--skriv"):
        page.write_text(template_page(VIEWS), encoding="utf-8", newline="\n")
    assert page.read_text("utf-8") == template_page(VIEWS)


def test_every_type_on_the_page_is_explained() -> None:
    """A view, or one of its parts, holds nothing whose names the page does not list."""
    structs = Structs()
    known = {*structs.of, *structs.aliases, "Html"}
    for _, fields in structs.of.values():
        for field in fields:
            names = set(re.findall(r"[A-Z]\w+", field.type))
            assert names - {"None", "Literal"} <= known


def test_the_examples_build(tmp_path: Path) -> None:
    """All at once, each in place of the program's template, in a site with something of everything."""
    shutil.copytree(ROOT / "tests/sites/noeglen/content", tmp_path / "content")
    (tmp_path / "templates").mkdir()
    for name, text in examples(VIEWS).items():
        (tmp_path / "templates" / name).write_text(text.replace("<p>", '<p class="eksempel">'), encoding="utf-8")
    made = build(BuildOptions(tmp_path, datetime(2026, 11, 25, 12, tzinfo=COPENHAGEN)))
    assert [fault for fault in made.faults if fault.is_error] == []
    shown = {path for path, data in made.loaded().items() if b'<p class="eksempel">' in data}
    assert {"index.html", "404.html", "om/index.html", "medlemmer/index.html", "nyheder/index.html"} <= shown
