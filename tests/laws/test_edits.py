"""The law, edit by edit: a build that starts from the last one equals a clean one, and renders only what can differ.

The site holds something of everything. Each row is an edit, and which pages may be rendered again because of it.
"""

import base64
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hjemsite.cache.cache import Cache
from hjemsite.content.scan import scan
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Brief
from hjemsite.pages import dependencies, digests
from hjemsite.pages.laid_out import LaidOut
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.build_site import BuildResult, build_site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.publishing.manifest import MANIFEST, encoded, manifest_of
from hjemsite.site import article_records, articles
from hjemsite.site.taxonomies import articles_of
from hjemsite.urls import Url, file_path
from tests.fixture_site import copy_fixture_site, copy_templates
from tests.previewing import write_recording

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
SHORT, SNAK = "2025-01-05-kort-nyt.md", "2025-03-01-aerlig-snak/index.md"
OLD, LONG = "2024-11-20-laas-op.md", "2025-06-01-lange-ord.md"
RECORDED = """---
title: Bilag
date: 2024-12-03
recordings:
  - {file: film.webm, title: Filmen, captions: film.vtt, poster: dør.png}
---
En tekst.
"""
LEADING = "---\ntitle: Fører hen\ndate: 2024-10-01\n---\nSe [her](2025-03-01-aerlig-snak/index.md#saadan-goer-vi).\n"

DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
"""A PNG of one pixel."""

Edit = Callable[[Path], object]


def words(name: str, old: str, new: str) -> Edit:
    def edit(news: Path) -> None:
        text = (news / name).read_text("utf-8")
        assert old in text
        (news / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def both(*edits: Edit) -> Edit:
    return lambda news: [edit(news) for edit in edits]


def of_pictures(old: str, new: str) -> Edit:
    return lambda news: words("nøgle.yaml", old, new)(news.parent / "billeder")


WORDS: dict[str, Edit] = {
    "a word of a body": words(SHORT, "havnen.", "kajen."),
    "a word of a body in a bundle": words(SNAK, "de er enige", "de er meget enige"),
    "the first words, which lists show": words(OLD, "---\n\n", "---\n\nNu. "),
    "a headline": words(SHORT, "title: Kort nyt", "title: Nyt i korthed"),
    "a summary": words(SNAK, "Nøgler og døre hører", "Døre og nøgler hører"),
    "two articles": both(words(SHORT, "havnen.", "kajen."), words(SNAK, "title: Ærlig", "title: Ærligere")),
    "nothing but the time": lambda news: (news / SHORT).touch(),
    "the headline of the newest, which leads the front page": words(LONG, "title: ", "title: Ny "),
    "a body of a draft": words("2024-12-01-kladde.md", "---\n\n", "---\n\nMere. "),
    "a body with a warning, which moves": words("2024-12-02-advarsel.md", "---\nFørst", "---\n\nFørst"),
    "a word that is a warning": words(SHORT, "havnen.", "havnen.\n\n# For stor"),
    "a caption": words(SNAK, "caption: Døren", "caption: Porten"),
    "a text beside a file that it names": words("2024-12-03-med-bilag/index.md", "tekst", "tekst om ubrugt.pdf"),
}
"""Edits of words alone: most pages are as they were."""

MORE: dict[str, Edit] = {
    "what somebody said": both(
        words(SNAK, "text: Vi giver nøglen", "text: Vi gav nøglen"), words(SNAK, "“Vi giver nøglen", "“Vi gav nøglen")
    ),
    "a link more": words(SHORT, "havnen.", "havnen og [låsen](2024-11-20-laas-op.md)."),
    "a heading that others lead to": words(SNAK, "## Sådan gør vi", "## Sådan gjorde vi"),
    "a date": words(SHORT, "date: 2025-01-05", "date: 2025-03-02"),
    "a topic": words(SNAK, "boliger, ", "bolig, "),
    "a speaker's title": words(SNAK, "title: rådmand", "title: rådkvinde"),
    "a member": words(SNAK, "member: [aagaard-kommune, tidselfonden]", "member: aagaard-kommune"),
    "a correction": words(SNAK, "text: Tallet var", "text: Tallet er"),
    "an old address": words(SNAK, "/nyhed/42/", "/nyhed/43/"),
    "a draft": words(SHORT, "title: ", "draft: ja\ntitle: "),
    "an embargo": words(SHORT, "title: ", "embargo: 2026-12-03 09:00\ntitle: "),
    "a link to another place": words(SNAK, "2025-01-05-kort-nyt.md)", "2025-01-05-kort-nyt.md#x)"),
    "a link less": words(SNAK, "[navn](../2025-01-05-kort-nyt.md)", "navn"),
    "a quote that is no longer there": words(SNAK, "“Vi giver nøglen", "“Vi beholder nøglen"),
    "fields that cannot be read": words(SHORT, "title: ", "title: [\n"),
    "a headline that another has on that day": words(SHORT, "title: Kort nyt", "title: Nyt i januar"),
    "two headlines of a day that become one": both(
        words(SHORT, "title: Kort nyt", "title: Ét"), words("2025-01-05-andet.md", "title: Nyt i januar", "title: Ét")
    ),
    "a number that the text must name": words(SNAK, "tæller 2 medlemmer", "tæller mange medlemmer"),
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
    "what is said in a film": words("2024-12-03-med-bilag/film.vtt", "Døren er åben", "Døren er lukket"),
    "a film with other bytes": lambda news: (news / "2024-12-03-med-bilag/film.webm").write_bytes(
        (news / "2024-12-03-med-bilag/film.webm").read_bytes() + b"mere"
    ),
    "what a film is called": words("2024-12-03-med-bilag/index.md", "title: Filmen", "title: Den korte film"),
    "a film at rest": lambda news: (news / "2024-12-03-med-bilag/dør.png").write_bytes(DOT),
    "captions less": lambda news: (news / "2024-12-03-med-bilag/film.vtt").unlink(),
    "a poster less": words("2024-12-03-med-bilag/index.md", ", poster: dør.png", ""),
    "a member's text": lambda news: words("aagaard-kommune.md", "\n---\n", "\n---\nMere. ")(news.parent / "medlemmer"),
    "a member's name": lambda news: words("tidselfonden.md", "name: ", "name: Ny ")(news.parent / "medlemmer"),
    "a member less": lambda news: (news.parent / "medlemmer/boligsammenslutningen.md").unlink(),
    "a person's name": lambda news: words("soeren-noergaard.md", "name: ", "name: S. ")(news.parent / "personer"),
    "a person more": lambda news: (news.parent / "personer/ny.md").write_text("---\nname: Ny\n---\n"),
    "what is said of a picture of the library": of_pictures("caption: Nøglen", "caption: Døren"),
    "a picture of the library that is no longer for the press": of_pictures("press: ja", "press: nej"),
    "the point that must be seen of it": of_pictures("focus: 70%", "focus: 10%"),
    "what cannot be read of it": of_pictures("alt: ", "alt: [\n"),
    "a picture of the library less": lambda news: (news.parent / "billeder/nøgle.png").unlink(),
    "a picture of the library that nobody described": lambda news: (news.parent / "billeder/nøgle.yaml").unlink(),
    "a picture of the library with other bytes": lambda news: (news.parent / "billeder/nøgle.png").write_bytes(DOT),
    "the settings": lambda news: words("site.yaml", "title: ", "title: Nye ")(news.parent),
    "a template": lambda news: words("article.html", "</article>", "<!-- --></article>")(news.parents[1] / "templates"),
    "a template in place of the program's": lambda news: (news.parents[1] / "templates/topics.html").write_text(
        '{% extends "hjemsite/topics.html" %}{% block head %}<meta name="x" content="y">{% endblock %}'
    ),
    "a template of its own less": lambda news: (news.parents[1] / "templates/member.html").unlink(),
    "a picture of its own less": lambda news: (news.parents[1] / "templates/assets/icon.svg").unlink(),
    "all templates of its own less": lambda news: shutil.rmtree(news.parents[1] / "templates"),
    "a part of Word files": lambda news: words("core.xml", "dc:title>", "dc:title><!-- -->")(
        news.parents[1] / "templates/word"
    ),
    "the style": lambda news: (news.parents[1] / "templates/assets/site.css").write_text("body { color: black }"),
    "a file of the site": both(
        words(SHORT, "havnen.", "kajen."),
        lambda news: (news.parents[1] / "output/nyheder/lange-ord/index.html").write_text("rettet i hånden"),
    ),
    "a stranger among the files": both(
        words(SHORT, "havnen.", "kajen."), lambda news: (news.parents[1] / "output/min.txt").write_text("min")
    ),
    "the end of each line": lambda news: (news / SHORT).write_bytes(
        (news / SHORT).read_bytes().replace(b"\n", b"\r\n")
    ),
    "a save that was not finished": lambda news: (news / SHORT).write_text(""),
}
"""Edits that other pages, lists or checks stand on."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with something of everything, and its site."""
    root = tmp_path_factory.mktemp("edits")
    copy_fixture_site(root)
    copy_templates(root)
    (root / "templates/topics.html").unlink()
    (root / "templates/member.html").write_text(
        '{% extends "hjemsite/member.html" %}{% block head %}<meta name="x" content="y">{% endblock %}'
    )
    (root / "templates/assets/icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    news = root / "content/nyheder"
    (news / "2024-12-02-advarsel.md").write_text("---\ntitle: Advarer\ndate: 2024-12-02\n---\nFørst.\n\n# Stor\n")
    (news / "2025-01-05-andet.md").write_text("---\ntitle: Nyt i januar\ndate: 2025-01-05\n---\nDet andet.\n")
    (news / "2024-10-01-foerer.md").write_text(LEADING)
    (news / "2024-12-03-med-bilag").mkdir()
    (news / "2024-12-03-med-bilag/index.md").write_text(RECORDED)
    write_recording(news / "2024-12-03-med-bilag", "film", "Døren er åben")
    shutil.copy(news / "2025-03-01-aerlig-snak/dør.png", news / "2024-12-03-med-bilag/dør.png")
    (news / "2024-12-03-med-bilag/ubrugt.pdf").write_bytes(b"%PDF-1.4")
    return root


@pytest.fixture(scope="module")
def previewed(project: Path) -> tuple[BuildOptions, Cache, Build]:
    """A preview of the project before any edit: how it is built, its cache and what came out."""
    options, cache = BuildOptions(project, NOON, drafts=True, allow_shrink=True), Cache(None)
    return options, cache, build(options, cache=cache)


@pytest.fixture
def root(project: Path) -> Iterator[Path]:
    """The same; what a test changes is changed back."""
    before = {folder: project.parent / f"{folder}-before" for folder in ("content", "templates")}
    for folder, copy in before.items():
        shutil.copytree(project / folder, copy)
    built_site(project)
    yield project
    for folder, copy in before.items():
        shutil.rmtree(project / folder, ignore_errors=True)
        copy.rename(project / folder)
    (project / "output/min.txt").unlink(missing_ok=True)


_OF_THE_FOLDER = ("fremmed-fil", "forsvundet-adresse")


def built_site(root: Path) -> BuildResult:
    # What was touched just now is read again.
    time.sleep(0.03)
    options = BuildOptions(root, NOON, allow_shrink=True, search=True, explain=True)
    done = build_site(options, root / "output")
    # A clean build sees no folder: neither strangers in it nor addresses that were there before.
    return replace(done, faults=tuple(fault for fault in done.faults if fault.rule not in _OF_THE_FOLDER))


def stands(root: Path) -> dict[str, bytes]:
    output = root / "output"
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if path != "min.txt"}


def clean(root: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...], LaidOut]:
    """What a build makes that starts from nothing: files with their manifest, faults and pages."""
    built = build(BuildOptions(root, NOON, allow_shrink=True, search=True))
    return built.loaded() | {MANIFEST: encoded(manifest_of(built.files.digests))}, built.faults, built.state.laid_out


def is_law_broken(root: Path, before: Collection[str]) -> bool:
    """Whether the output folder, or what is said of it, differs from a clean build. `before` is what stood there."""
    done = built_site(root)
    files, faults, _ = clean(root)
    failed = any(fault.stops_build for fault in faults)
    return done.faults != faults or (stands(root) != files if not failed else stands(root).keys() != {*before})


def articles_in(done: BuildResult) -> set[Url]:
    """The articles whose own pages were rendered because their text has changed."""
    return {url for url, why in done.reasons.items() if f"nyheden {url} er ændret" in why}


def showing(pages: LaidOut, edited: Collection[Url]) -> set[Url]:
    """Of the `pages` those that show one of the `edited` articles, whole or as other pages do."""
    urls = set()
    for url in pages:
        shows = pages.page(url).shows
        shown = {*shows.articles, *shows.briefs, *articles_of(shows.quotes)}
        if shows.all_briefs or shows.all_quotes or not shown.isdisjoint(edited):
            urls.add(url)
    return urls


@pytest.mark.parametrize("edit", WORDS)
def test_an_edit_of_words_renders_what_shows_them(edit: str, root: Path) -> None:
    """The files, the manifest and the faults are those of a clean build.

    A page that differs has been rendered, and no page was rendered that shows none of the articles.
    """
    before = stands(root)
    WORDS[edit](root / "content/nyheder")
    done = built_site(root)
    files, faults, pages = clean(root)
    assert (stands(root), done.faults) == (files, faults)
    differing = {path for path, data in files.items() if before.get(path) != data and path != MANIFEST}
    no_page = ("billeder/", "soeg/indeks/")
    assert {path for path in differing if not path.startswith(no_page)} <= {*map(file_path, done.reasons)}
    assert {*done.reasons} <= showing(pages, articles_in(done))
    assert built_site(root).written == 0


@pytest.mark.parametrize("edit", MORE)
def test_any_other_edit_equals_a_clean_build(edit: str, root: Path) -> None:
    """Whatever other pages or checks stand on, and whatever is no article."""
    before = stands(root)
    MORE[edit](root / "content/nyheder")
    assert not is_law_broken(root, before)


TEMPLATES = {
    "a template": re.compile("article.html"),
    "a template in place of the program's": re.compile("topics.html"),
    "a template of its own less": re.compile("member.html"),
    "a part of Word files": re.compile(r"release\.docx|press_kit(\.sha256)?"),
    "the style": re.compile(r"(?!redirect).+\.html"),
}
"""Edits of templates: the templates and formats of all pages that stand on what is edited."""


@pytest.mark.parametrize("edit", TEMPLATES)
def test_an_edit_of_a_template_renders_what_stands_on_it(edit: str, root: Path) -> None:
    """The others are neither rendered nor written."""
    MORE[edit](root / "content/nyheder")
    done = built_site(root)
    files, _, pages = clean(root)
    standing = {url for url in pages if TEMPLATES[edit].fullmatch(pages.page(url).template)}
    assert standing and {*done.reasons} == standing
    assert stands(root) == files


def test_one_edit_follows_another(root: Path) -> None:
    """Each build starts from what the one before it left; without that, there is nothing to add."""
    for edit in ("a word of a body", "a headline", "a summary", "the first words, which lists show"):
        WORDS[edit](root / "content/nyheder")
        built_site(root)
    assert stands(root) == clean(root)[0]
    (root / ".hjemsite/state.msgpack").unlink()
    (root / ".hjemsite/last-build.msgpack").unlink()
    assert built_site(root).written == 0


IN_A_PREVIEW = (
    *("a word of a body", "a headline", "a body of a draft", "a word that is a warning", "what somebody said"),
    *("a date", "a topic", "a speaker's title", "a member", "a correction", "a draft", "an embargo"),
    *("fields that cannot be read", "a quote that is no longer there", "a save that was not finished"),
    *("a member's name", "an article more", "an article less", "a template", "the settings", "a picture"),
    *("a heading that others lead to", "the end of each line"),
)


@pytest.mark.parametrize("edit", IN_A_PREVIEW)
def test_a_preview_keeps_the_law(edit: str, previewed: tuple[BuildOptions, Cache, Build], root: Path) -> None:
    """The same with drafts, from the state in memory instead of that on disk."""
    options, cache, first = previewed
    (WORDS | MORE)[edit](root / "content/nyheder")
    second = build(options, first.state, scan(root, first.inputs.files), cache)
    anew = build(options)
    assert second.faults == anew.faults
    if not any(fault.is_error for fault in anew.faults):
        assert second.loaded() == anew.loaded()
    back = build(options, second.state, scan(root, second.inputs.files), cache)
    assert back.faults == second.faults


def test_a_renamed_member_leaves_other_articles_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only articles that name a member are resolved again when it gets another name."""
    resolved: list[str] = []
    real = articles.resolve

    def counted(read: Any, source: str, *more: Any) -> Any:
        resolved.append(source)
        return real(read, source, *more)

    monkeypatch.setattr(article_records, "resolve", counted)
    MORE["a member's name"](root / "content/nyheder")
    built_site(root)
    naming = [path for path in (root / "content/nyheder").rglob("*.md") if "tidselfonden" in path.read_text("utf-8")]
    assert sorted(resolved) == sorted(f"content/{path.relative_to(root / 'content').as_posix()}" for path in naming)


def forget_the_headline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other pages are believed to show the same."""
    real = articles.facet
    monkeypatch.setattr(
        articles,
        "facet",
        lambda article, kind: real(replace(article, title=""), kind) if kind is Brief else real(article, kind),
    )


def forget_the_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a member is called is left out of what pages depend on."""
    real = dependencies.Dependencies.digests.func  # type: ignore[attr-defined]
    monkeypatch.setattr(
        dependencies.Dependencies,
        "digests",
        property(lambda self: replace(real(self), members=dict.fromkeys(self.whole.edition.members, b""))),
    )
    monkeypatch.setattr(digests, "members_of", lambda article: ())


def forget_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article is believed to name nobody."""
    monkeypatch.setattr(articles, "names_in", lambda document, fields, names: ((), False))


def take_dates_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new date is believed to leave all lists as they are."""
    real = article_records._record

    def record(*given: Any) -> Any:
        return replace(real(*given), listed_digest=b"")

    monkeypatch.setattr(article_records, "_record", record)


PLANTED: dict[Callable[[pytest.MonkeyPatch], None], Edit] = {
    forget_the_headline: WORDS["a headline"],
    forget_the_members: MORE["a member's name"],
    forget_the_names: MORE["a member less"],
    take_dates_for_words: MORE["a date"],
}


@pytest.mark.parametrize("plant", PLANTED)
def test_the_law_finds_what_breaks_it(
    plant: Callable[[pytest.MonkeyPatch], None], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge of the tests above tells."""
    plant(monkeypatch)
    shutil.rmtree(root / ".hjemsite")
    try:
        built_site(root)
        before = stands(root)
        PLANTED[plant](root / "content/nyheder")
        broken = is_law_broken(root, before)
    except KeyError:
        # A page has shown what it has not declared.
        broken = True
    assert broken
    shutil.rmtree(root / ".hjemsite")
