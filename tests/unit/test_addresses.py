"""Who lives where, and what happens when two want the same address."""

from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.addresses import AddressBook, address_book, redirects
from hjemsite.site.xrefs import cross_refs
from hjemsite.urls import Url
from tests.previewing import make_site, write
from tests.shared_cache import build


def _register(*paths: str) -> Checked[AddressBook]:
    return address_book(paths)


def _rules_and_paths(faults: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(fault.rule, fault.span.path) for fault in faults]


def test_everything_has_its_place() -> None:
    """Pages by their path, files of a bundle below its page, in folders of it too."""
    checked = _register(
        "content/site.yaml",
        "content/medlemmer/aagaard.md",
        "content/nyheder/2022/2022-09-28-hus/index.md",
        "content/nyheder/2022/2022-09-28-hus/Åben dør.JPG",
        "content/nyheder/2022/2022-09-28-hus/bilag/rapport.pdf",
    )
    assert checked.faults == ()
    assert checked.value.pages == {
        "/medlemmer/aagaard/": "content/medlemmer/aagaard.md",
        "/nyheder/hus/": "content/nyheder/2022/2022-09-28-hus/index.md",
    }
    assert checked.value.bundles == {"content/nyheder/2022/2022-09-28-hus": Url("/nyheder/hus/")}
    assert [url for url in checked.value.files if url.startswith("/nyheder/hus/")] == list(checked.value.files)
    assert len(checked.value.files) == 2
    assert checked.value.slugs("medlemmer") == ("aagaard",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("content/nyheder/blaa.md", "content/nyheder/blå.md"),
        ("content/nyheder/a b.md", "content/nyheder/a-b.md"),
        ("content/nyheder/A.md", "content/nyheder/a.md"),
        ("content/nyheder/2022-01-01-a.md", "content/nyheder/2023-01-01-a.md"),
        ("content/nyheder/a.md", "content/nyheder/x/y/a/index.md"),
        ("content/nyheder/a/foto.jpg", "content/nyheder/a/foto.JPG"),
    ],
)
def test_two_claims_to_one_address_name_each_other(first: str, second: str) -> None:
    """The first keeps it."""
    checked = _register("content/nyheder/a/index.md", first, second) if "foto" in first else _register(first, second)
    (fault,) = checked.faults
    assert (fault.rule, fault.span.path) == ("samme-adresse", second)
    assert first in fault.message
    assert [related.span.path for related in fault.related] == [first]
    assert checked.value.unplaced == {second}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("content/nyheder/side.md", "reserveret-adresse"),
        ("content/nyheder/2022.md", "reserveret-adresse"),
        ("content/sider/nyheder.md", "reserveret-adresse"),
        ("content/sider/emner/index.md", "reserveret-adresse"),
        ("content/sider/assets.md", "reserveret-adresse"),
        ("content/nyheder/😀.md", "filnavn"),
        ("content/nyheder/index.md", "filnavn"),
        ("content/nyheder/a/INDEX.md", "filnavn"),
        (f"content/nyheder/{'a' * 121}.md", "filnavn"),
        ("content/a.md", "ukendt-placering"),
        ("content/index.md", "ukendt-placering"),
        ("content/blog/a.md", "ukendt-placering"),
        ("content/nyheder/foto.jpg", "ukendt-placering"),
        ("content/foto.jpg", "ukendt-placering"),
        ("content/site.yml", "ukendt-placering"),
        ("content/nyheder/a.docx", "ukendt-placering"),
        ("content/nyheder/a.MD", "ukendt-placering"),
    ],
)
def test_what_has_no_place_is_told(path: str, rule: str) -> None:
    """It is not a page, and takes no address from others."""
    checked = _register(path)
    assert _rules_and_paths(checked.faults) == [(rule, path)]
    assert checked.value.pages == {} == checked.value.files


@pytest.mark.parametrize("ending", ["MD", "markdown", "txt", "html", "htm", "docx", "rtf", "odt"])
def test_a_text_of_another_kind_is_recognised(ending: str) -> None:
    """Its writer is told the ending that a text must have."""
    (fault,) = _register(f"content/nyheder/aaben-doer.{ending}").faults
    assert "ender på .md" in fault.message and "ender på .md" in fault.hint


def test_a_file_at_the_root_takes_no_address_of_a_page() -> None:
    """Neither one that is written with other letters, where disks and servers do not tell them apart."""
    page, file = "content/sider/cname.md", "content/rod/CNAME"
    assert _rules_and_paths(_register(page, file).faults) == [("samme-adresse", file)]


def test_a_copy_names_what_it_is_a_copy_of() -> None:
    """A program that stores a file twice is no reason for a page more."""
    text, copy = "content/sider/om/index.md", "content/sider/om/index (1).md"
    checked = _register(copy, text)
    assert _rules_and_paths(checked.faults) == [("kopi-af-index", copy)]
    assert [related.span.path for related in checked.faults[0].related] == [text]
    assert checked.value.pages == {"/om/": text}


@pytest.mark.parametrize("path", ["content", "content/nyheder/ude", "content/foto.jpg", "content/nyheder/😀.md"])
def test_a_refused_source_is_told_of_only_once(path: str) -> None:
    """Where it was refused."""
    assert address_book([path], {path}).faults == ()


def test_a_refused_source_keeps_its_address() -> None:
    """So links to it are not dead, and another file at the address is still one too many."""
    gone, there = "content/medlemmer/a.md", "content/medlemmer/a/index.md"
    checked = address_book([gone, there], {gone})
    assert checked.value.slugs("medlemmer") == ("a",)
    assert _rules_and_paths(checked.faults) == [("samme-adresse", "content/medlemmer/a/index.md")]


@pytest.mark.parametrize(
    ("old", "free"),
    [
        ("/gammel/", True),
        ("/nyheder/gammel/", True),
        ("/gammel.html", True),
        ("/index/", True),
        ("/nyheder/2022/", False),
        ("/citater/side/2/", False),
        ("/nyheder/hus/", False),
        ("/Nyheder/HUS/", False),
        ("/nyheder/hus/index.html", False),
        ("/index.html", False),
        ("/404.html", False),
        ("/nyheder/", False),
        ("/nyheder/side/", False),
        ("/NYHEDER/2022/", False),
        ("/emner/index.html", False),
    ],
)
def test_an_old_address_must_be_free(old: str, free: bool) -> None:
    """Whatever spells it: on Windows and macOS capitals are no difference, and index.html is the folder."""
    text = f"---\nname: A\nkind: fond\nredirects: ['{old}']\n---\n"
    read = document(Source("content/medlemmer/a.md", text.encode())).value
    assert read is not None
    faults = list(redirects([cross_refs(read)], {Url("/nyheder/hus/"): "content/nyheder/hus.md"}))
    assert [fault.rule for fault in faults] == ([] if free else ["samme-adresse"])


@pytest.mark.parametrize(
    ("name", "rule"), [("langt-" * 36, "filnavn"), ("hus/index (1)", "kopi-af-index"), ("side", "reserveret-adresse")]
)
def test_a_text_that_can_have_no_address_makes_no_dead_links(name: str, rule: str, tmp_path: Path) -> None:
    """It is blamed where it stands, and the texts that link to it are in order; once it is gone, they are not."""
    root = make_site(tmp_path)
    write(root, "content/nyheder/hus/index.md", "---\ntitle: Hus\ndate: 2026-01-01\n---\n\nEt hus.\n")
    write(root, f"content/nyheder/{name}.md", "---\ntitle: Bil\ndate: 2026-01-02\n---\n\nEn bil.\n")
    write(root, "content/nyheder/en.md", f"---\ntitle: En\ndate: 2026-01-03\n---\n\nSe [den](<{name}.md>).\n")
    options = BuildOptions(root, datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN))
    first = build(options)
    assert {fault.rule for fault in first.faults} == {rule}
    (root / f"content/nyheder/{name}.md").unlink()
    assert [fault.rule for fault in build(options, first.state).faults] == ["doedt-link"]
