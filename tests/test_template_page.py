"""`docs/skabeloner.md` is what the templates and views make it, and its examples build."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

import hjemsite
from hjemsite.danish import COPENHAGEN
from hjemsite.pages.newsletter import NewsletterView
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.render.names.template_names import names_of, versions
from tests.template_names import template_names
from tests.template_page import ROOT, Structs, examples, template_page
from tests.test_templates import PAGES

RECORDS = ROOT / "hjemsite/render/names/records"
RECORDED = {**PAGES, "mail/newsletter.html": NewsletterView}
VIEWS = {name: view.__name__ for name, view in PAGES.items()}


def test_the_record_of_names_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """With `--skriv` it is written, before the page that is made of it."""
    record = RECORDS / f"{hjemsite.__version__}.json"
    data = msgspec.json.format(msgspec.json.encode(template_names(RECORDED)), indent=1) + b"\n"
    if pytestconfig.getoption("--skriv"):
        record.write_bytes(data)
        names_of.cache_clear()
        versions.cache_clear()
    assert record.read_bytes() == data
    assert versions()[-1] == hjemsite.__version__


def test_the_page_of_templates_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """With `--skriv` it is written."""
    page = ROOT / "docs/skabeloner.md"
    if pytestconfig.getoption("--skriv"):
        page.write_text(template_page(VIEWS), encoding="utf-8", newline="\n")
    assert page.read_text("utf-8") == template_page(VIEWS)


def test_every_type_on_the_page_is_explained() -> None:
    """A view, or one of its parts, holds nothing whose names the page does not list."""
    structs = Structs()
    type_names = {*structs.of, *structs.aliases, "Html"}
    for _, fields in structs.of.values():
        for field in fields:
            names = set(re.findall(r"[A-Z]\w+", field.type))
            assert names - {"None", "Literal"} <= type_names


def test_the_examples_build(tmp_path: Path) -> None:
    """All at once, each in place of the program's template, in a site with something of everything."""
    shutil.copytree(ROOT / "tests/sites/noeglen/content", tmp_path / "content")
    (tmp_path / "templates").mkdir()
    for name, text in examples(VIEWS).items():
        (tmp_path / "templates" / name).write_text(text.replace("<p>", '<p class="eksempel">'), encoding="utf-8")
    built = build(BuildOptions(tmp_path, datetime(2026, 11, 25, 12, tzinfo=COPENHAGEN)))
    assert [fault for fault in built.faults if fault.is_error] == []
    shown = {path for path, data in built.loaded().items() if b'<p class="eksempel">' in data}
    assert {"index.html", "404.html", "om/index.html", "medlemmer/index.html", "nyheder/index.html"} <= shown
