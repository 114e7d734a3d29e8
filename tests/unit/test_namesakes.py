"""A name is not an identity: one person has one page, and two people never share one because of a build before."""

from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build_site import BuildResult, build_site
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
ARTICLE = """\
---
title: Molen
date: 2026-01-05
speakers: [{name: Kirsten Holm}]
quotes: [{speaker: Kirsten Holm, text: Molen er ny}]
---

“Molen er ny”, siger Kirsten Holm.
"""
EARLIER: dict[str, tuple[str, set[str]]] = {
    "no file": ("", {"kirsten-holm"}),
    "a file of another name": ("name: Eva Dal", {"kirsten-holm", "kb"}),
    "a file with the name": ("name: Kirsten Holm", {"kb"}),
    "a file with a former name": ("name: Kirsten Birk\nformer_names: [Kirsten Holm]", {"kb"}),
}
"""State of `content/personer/kb.md` → the people who have a page."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {"content/site.yaml": SITE, "content/nyheder/2026-01-05-molen.md": ARTICLE}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "content/personer").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    return tmp_path


def state(root: Path, fields: str) -> BuildResult:
    file = root / "content/personer/kb.md"
    file.unlink(missing_ok=True)
    if fields:
        file.write_text(f"---\n{fields}\n---\n", "utf-8")
    result = build_site(BuildOptions(root, NOON), root / "output")
    assert not any(fault.is_error for fault in result.faults)
    return result


def people(root: Path) -> set[str]:
    return {folder.name for folder in (root / "output/personer").iterdir() if folder.is_dir()}


@pytest.mark.parametrize("earlier", EARLIER)
@pytest.mark.parametrize("later", EARLIER)
def test_a_person_has_one_page_whatever_was_built_before(root: Path, earlier: str, later: str) -> None:
    """The article is resolved again when a file takes or gives up the name."""
    state(root, EARLIER[earlier][0])
    state(root, EARLIER[later][0])
    assert people(root) == EARLIER[later][1]


def test_an_old_article_keeps_the_name_of_its_day(root: Path) -> None:
    """It says the former name, and leads to the page of the person, which has both."""
    state(root, EARLIER["a file with a former name"][0])
    article = (root / "output/nyheder/molen/index.html").read_text("utf-8")
    assert "/personer/kb/" in article
    assert "Kirsten Birk" not in article
    person = (root / "output/personer/kb/index.html").read_text("utf-8")
    assert "Kirsten Birk</h1>" in person
    assert "Kirsten Holm</p>" in person
    assert "Molen er ny" in person
