"""The law: a site that is amended is the one that a build would make, and it is amended only where that is known.

What is amended here is a site with something of everything; what a build makes of the same files is the judge.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.pipeline import build as pipeline
from hjemsite.pipeline import edits
from hjemsite.pipeline.delivery import Delivered, Task, deliver
from hjemsite.publishing.manifest import MANIFEST, encoded, manifest_of

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
SHORT = "2025-01-05-kort-nyt.md"
SNAK = "2025-03-01-aerlig-snak/index.md"
OLD = "2024-11-20-laas-op.md"
LEADING = "---\ntitle: Fører hen\ndate: 2024-10-01\n---\nSe [her](2025-03-01-aerlig-snak/index.md#saadan-goer-vi).\n"

Edit = Callable[[Path], object]


def words(name: str, old: str, new: str) -> Edit:
    def edit(news: Path) -> None:
        text = (news / name).read_text("utf-8")
        assert old in text
        (news / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def both(*edits: Edit) -> Edit:
    return lambda news: [edit(news) for edit in edits]


WORDS: dict[str, Edit] = {
    "a word of a body": words(SHORT, "havnen.", "kajen."),
    "a word of a body in a bundle": words(SNAK, "de er enige", "de er meget enige"),
    "the first words, which lists show": words(OLD, "---\n\n", "---\n\nNu. "),
    "a headline": words(SHORT, "title: Kort nyt", "title: Nyt i korthed"),
    "a summary": words(SNAK, "Nøgler og døre hører", "Døre og nøgler hører"),
    "two articles": both(words(SHORT, "havnen.", "kajen."), words(SNAK, "title: Ærlig", "title: Ærligere")),
    "nothing but the time": lambda news: (news / SHORT).touch(),
    "the headline of the newest, which leads the front page": words("2025-06-01-lange-ord.md", "title: ", "title: Ny "),
}

MORE: dict[str, Edit] = {
    "a date": words(SHORT, "date: 2025-01-05", "date: 2025-03-02"),
    "a topic": words(SNAK, "boliger, ", "bolig, "),
    "what somebody said": both(
        words(SNAK, "text: Vi giver nøglen", "text: Vi gav nøglen"), words(SNAK, "“Vi giver nøglen", "“Vi gav nøglen")
    ),
    "a speaker's title": words(SNAK, "title: rådmand", "title: rådkvinde"),
    "a member": words(SNAK, "member: [aagaard-kommune, tidselfonden]", "member: aagaard-kommune"),
    "a caption": words(SNAK, "caption: Døren", "caption: Porten"),
    "a correction": words(SNAK, "text: Tallet var", "text: Tallet er"),
    "an old address": words(SNAK, "/nyhed/42/", "/nyhed/43/"),
    "a draft": words(SHORT, "title: ", "draft: ja\ntitle: "),
    "a body of a draft": words("2024-12-01-kladde.md", "---\n\n", "---\n\nMere. "),
    "a link more": words(SHORT, "havnen.", "havnen og [låsen](2024-11-20-laas-op.md)."),
    "a link to another place": words(SNAK, "2025-01-05-kort-nyt.md)", "2025-01-05-kort-nyt.md#x)"),
    "a link less": words(SNAK, "[navn](../2025-01-05-kort-nyt.md)", "navn"),
    "a heading that others lead to": words(SNAK, "## Sådan gør vi", "## Sådan gjorde vi"),
    "a word that is a warning": words(SHORT, "havnen.", "havnen.\n\n# For stor"),
    "a body with a warning, which moves": words("2024-12-02-advarsel.md", "---\nFørst", "---\n\nFørst"),
    "a quote that is no longer there": words(SNAK, "“Vi giver nøglen", "“Vi beholder nøglen"),
    "fields that cannot be read": words(SHORT, "title: ", "title: [\n"),
    "a headline that another has on that day": words(SHORT, "title: Kort nyt", "title: Nyt i januar"),
    "two headlines of a day that become one": both(
        words(SHORT, "title: Kort nyt", "title: Ét"), words("2025-01-05-andet.md", "title: Nyt i januar", "title: Ét")
    ),
    "a number that the text must name": words(SNAK, "tæller 2 medlemmer", "tæller mange medlemmer"),
    "a text beside a file that it names": words("2024-12-03-med-bilag/index.md", "tekst", "tekst om ubrugt.pdf"),
    "an article more": lambda news: (news / "ny.md").write_text("---\ntitle: N\ndate: 2026-01-01\n---\nNyt.\n"),
    "an article less": lambda news: (news / OLD).unlink(),
    "an article that moves": lambda news: (news / OLD).rename(news / "2024-11-20-luk-op.md"),
    "a picture": lambda news: shutil.copy(
        news / "2025-03-01-aerlig-snak/havn.jpg", news / "2025-03-01-aerlig-snak/dør.jpg"
    ),
    "a body and an attachment": both(
        words(SNAK, "de er enige", "de er meget enige"),
        lambda news: (news / "2025-03-01-aerlig-snak/bilag.pdf").write_bytes(b"%PDF-1.4 andet"),
    ),
    "a member's text": lambda news: words("aagaard-kommune.md", "\n---\n", "\n---\nMere. ")(news.parent / "medlemmer"),
    "the settings": lambda news: words("site.yaml", "title: ", "title: Nye ")(news.parent),
    "a template": lambda news: words("article.html", "</article>", "<!-- --></article>")(news.parents[1] / "templates"),
    "the style": lambda news: (news.parents[1] / "templates/assets/site.css").write_text("body { color: black }"),
    "a file of the site": both(
        words(SHORT, "havnen.", "kajen."),
        lambda news: (news.parents[1] / "output/nyheder/lange-ord/index.html").write_text("rettet i hånden"),
    ),
    "a stranger among the files": both(
        words(SHORT, "havnen.", "kajen."), lambda news: (news.parents[1] / "output/min.txt").write_text("min")
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site stands."""
    root = tmp_path_factory.mktemp("amending")
    shutil.copytree(ROOT / "tests/doors/site/content", root / "content")
    shutil.copytree(ROOT / "templates", root / "templates")
    news = root / "content/nyheder"
    # Otherwise there is a warning about an article that is to be amended.
    words("tidselfonden.md", "left:", "# left:")(root / "content/medlemmer")
    (news / "2024-12-02-advarsel.md").write_text("---\ntitle: Advarer\ndate: 2024-12-02\n---\nFørst.\n\n# Stor\n")
    (news / "2025-01-05-andet.md").write_text("---\ntitle: Nyt i januar\ndate: 2025-01-05\n---\nDet andet.\n")
    (news / "2024-10-01-foerer.md").write_text(LEADING)
    (news / "2024-12-03-med-bilag").mkdir()
    (news / "2024-12-03-med-bilag/index.md").write_text("---\ntitle: Bilag\ndate: 2024-12-03\n---\nEn tekst.\n")
    (news / "2024-12-03-med-bilag/ubrugt.pdf").write_bytes(b"%PDF-1.4")
    return root


@pytest.fixture
def root(built: Path) -> Iterator[Path]:
    """The same; what a test changes is changed back."""
    before = {folder: built.parent / f"{folder}-before" for folder in ("content", "templates")}
    for folder, copy in before.items():
        shutil.copytree(built / folder, copy)
    made(built)
    yield built
    for folder, copy in before.items():
        shutil.rmtree(built / folder)
        copy.rename(built / folder)
    (built / "output/min.txt").unlink(missing_ok=True)


def made(root: Path, *, search: bool = False) -> Delivered:
    # What was touched just now is not relied on.
    time.sleep(0.03)
    done = deliver(Task(root, root / "output", NOON, allow_shrink=True, search=search))
    return replace(done, faults=tuple(fault for fault in done.faults if fault.rule != "fremmed-fil"))


def stands(root: Path) -> dict[str, bytes]:
    output = root / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def makes(root: Path, *, search: bool = False) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """What a build makes that remembers nothing: files with their manifest, and faults."""
    clean = build(pipeline.Order(root, NOON, allow_shrink=True, search=search))
    return clean.loaded() | {MANIFEST: encoded(manifest_of(clean.files))}, clean.faults


build = pipeline.build


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What has been built, and not amended."""
    found: list[object] = []

    def counted(*given: Any) -> pipeline.Build:
        found.append(given)
        return build(*given)

    monkeypatch.setattr(pipeline, "build", counted)
    return found


@pytest.mark.parametrize("edit", WORDS)
def test_words_are_amended(edit: str, root: Path, builds: list[object]) -> None:
    """The files, the manifest and the faults are those of a build, and there was none; nor is there one after it."""
    builds.clear()
    WORDS[edit](root / "content/nyheder")
    done = made(root)
    assert builds == []
    assert (stands(root), done.faults) == makes(root)
    assert (made(root).same, builds) == (len(stands(root)) - 1, [])


@pytest.mark.parametrize("edit", MORE)
def test_where_more_may_differ_the_site_is_built(edit: str, root: Path, builds: list[object]) -> None:
    """Whatever other pages or checks stand on, and whatever is no article."""
    builds.clear()
    MORE[edit](root / "content/nyheder")
    made(root)
    assert len(builds) == 1


def test_what_is_amended_can_be_found(root: Path, builds: list[object]) -> None:
    """The index for searching is made of the new words."""
    made(root, search=True)
    builds.clear()
    WORDS["two articles"](root / "content/nyheder")
    done = made(root, search=True)
    assert builds == []
    assert (stands(root), done.faults) == makes(root, search=True)


def test_one_amendment_follows_another(root: Path, builds: list[object]) -> None:
    """Each starts from what the one before it left; a build of everything has nothing to add."""
    builds.clear()
    for edit in ("a word of a body", "a headline", "a summary", "the first words, which lists show"):
        WORDS[edit](root / "content/nyheder")
        made(root)
    assert builds == []
    assert stands(root) == makes(root)[0]
    (root / ".hjemsite/unchanged.json").unlink()
    assert (made(root).written, len(builds)) == (0, 1)


def forget_the_headline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other pages are believed to say the same."""
    monkeypatch.setattr(edits.Edit, "is_retold", False)


def take_dates_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article may change its place and its neighbours."""
    monkeypatch.setattr(edits, "_wordless", lambda article: None)


@pytest.mark.parametrize("plant", [forget_the_headline, take_dates_for_words])
def test_a_wrong_amendment_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge of the tests above tells."""
    plant(monkeypatch)
    edit = WORDS["a headline"] if plant is forget_the_headline else MORE["a date"]
    edit(root / "content/nyheder")
    made(root)
    assert stands(root) != makes(root)[0]
