"""What can be found, how it is spelt in the index, and when the index is made."""

import gzip
import json
import re
import shutil
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hjemsite.cache.cache import Cache
from hjemsite.cli import main
from hjemsite.content.document_cache import Bodies
from hjemsite.danish import folded
from hjemsite.pages.search_page import SearchDocument
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.render.search_index import search_files
from hjemsite.system.errors import MachineError
from hjemsite.system.memory_folder import FOLDER
from hjemsite.urls import Url

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "tests/sites/noeglen"
NOON = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))

# Spelling

SPELLINGS = [
    ("Ålborg", "Aalborg", "^"),
    ("Aalborg", "Aalborg", None),
    ("Ærøskøbing,", "Aeroeskoebing,", "^^^"),
    ("Søgaard", "Soegaard", "^"),
    ("Gaardsø", "Gaardsoe", "~^"),
    ("ÅRSMØDE", "AARSMOEDE", "^^"),
    ("Å", "Aa", "^"),
    ("A\u030aben", "Aaben", "^"),
    ("pizzaæske", "pizzaaeske", "~^"),
    ("temaåbning", "temaaabning", "~^"),
    ("radioen", "radioen", None),
    ("café", "café", None),
    ("a\\b", "a\\b", None),
    ("a\\", "a\\", ""),
    ("a\\~^", "a\\~^", ""),
    ("ø\\^", "oe\\^", "^"),
]


@pytest.mark.parametrize(("word", "spelt", "marks"), SPELLINGS)
def test_letters_are_spelt_out_and_marked(word: str, spelt: str, marks: str | None) -> None:
    """A word with Danish letters has a backslash and its marks behind it; any other is as it was."""
    assert folded(word) == (spelt if marks is None else f"{spelt}\\{marks}")


def unfolded(word: str) -> str:
    """What `search.js` shows for a word of the index."""
    found = re.fullmatch(r"(.*?)\\([~^]*)", word, re.S)
    if not found:
        return word
    spelt, marks = found[1], iter(found[2])
    letters = {"ae": "æ", "oe": "ø", "aa": "å"}

    def letter(place: re.Match[str]) -> str:
        if next(marks, "") != "^":
            return place[0]
        small = letters[place[1].lower()]
        return (small if place[0].islower() else small.upper()) + "\0"

    return re.sub("\0.", "", re.sub("(?i)(?=(aa|ae|oe)).", letter, spelt))


@given(st.lists(st.text("aeoæøåAEOÆØÅbé-,.\\~^", min_size=1, max_size=9), min_size=1, max_size=4))
def test_no_letter_is_lost(words: list[str]) -> None:
    """From a folded text the text comes back, whatever was spelt how; Danish letters are gone from it meanwhile."""
    text = folded(" ".join(words))
    assert not set(text) & set("æøåÆØÅ")
    assert [unfolded(word) for word in text.split(" ")] == words


# The index


def options(root: Path) -> BuildOptions:
    shutil.copytree(SITE / "content", root / "content")
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON, search=True)


def index(asked: BuildOptions, cache: Cache | None = None) -> Mapping[str, bytes]:
    made = build(asked, cache=cache)
    return {path: data for path, data in made.loaded().items() if path.startswith("pagefind/")}


def found(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """What Pagefind shows of each page, by address: title, detail and text, as they are on the site."""
    pages = (
        json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
        for path, data in files.items()
        if "fragment/" in path
    )
    return {
        f"{page['url'].removesuffix('.html')}/": {
            name: shown(text) for name, text in {**page["meta"], "text": page["content"]}.items()
        }
        for page in pages
    }


def shown(text: str) -> str:
    return " ".join(unfolded(word) for word in text.split(" "))


def test_everything_published_can_be_found(tmp_path: Path) -> None:
    """Articles, members, people and pages, each with what its page says; no list, and nothing that is not published."""
    pages = found(index(options(tmp_path)))
    assert {url: page["title"] for url, page in pages.items()} == {
        "/medlemmer/aagaard-kommune/": "Aagaard Kommune",
        "/medlemmer/oest-bolig/": "Øst Bolig",
        "/medlemmer/tidselfonden/": "Tidselfonden",
        "/nyheder/foer-vi-blev-flere/": "Før vi blev flere",
        "/nyheder/tredje/": "Det tredje hus",
        "/nyheder/velkommen-aagaard/": "Velkommen til Aagaard Kommune: nu er vi to",
        "/om/": "Om Nøglen",
        "/personer/idriis-a-warsame/": "Idriis A. Warsame",
        "/personer/kirstine-vestergaard/": "Kirstine Vestergård",
    }
    assert pages["/nyheder/foer-vi-blev-flere/"] == {
        "title": "Før vi blev flere",
        "detail": "3. maj 2022 · Tidselfonden",
        "text": "Om tiden, da vi var få. “Dengang”, siger Kirstine Vestergård, “var vi kun et sekretariat.” "
        "Kirstine Vestergård, sekretariatsleder, Nøglen-alliancen. boliger.",
    }
    assert pages["/personer/kirstine-vestergaard/"]["detail"] == "direktør, Nøglen-alliancen"


def test_a_preview_with_drafts_finds_them(tmp_path: Path) -> None:
    """The test above can fail: what the gate lets through is in the index."""
    pages = found(index(replace(options(tmp_path), drafts=True)))
    assert {"/nyheder/kladde/", "/nyheder/jul/", "/personer/hemmelig-kilde/"} <= set(pages)


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    """Made twice, and with Pagefind's own settings in the environment, the index is the same."""
    once = index(options(tmp_path / "once"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
        assert index(options(tmp_path / "again")) == once


def test_the_index_is_below_one_address(tmp_path: Path) -> None:
    """What a browser fetches, and none of Pagefind's own interfaces."""
    names = {re.sub(r"da_[0-9a-f]+", "…", path) for path in index(options(tmp_path))}
    assert names == {
        "pagefind/pagefind.js",
        "pagefind/pagefind-entry.json",
        "pagefind/wasm.da.pagefind",
        "pagefind/pagefind.….pf_meta",
        "pagefind/index/….pf_index",
        "pagefind/fragment/….pf_fragment",
    }


# When it is made


@pytest.fixture
def no_pagefind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which Pagefind cannot run: its package is one that has no program."""
    (tmp_path / "lame").mkdir()
    (tmp_path / "lame/pagefind_bin.py").write_text(
        "def get_executable():\n    raise FileNotFoundError('no program for this machine')\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "lame")
    monkeypatch.delitem(sys.modules, "pagefind_bin", raising=False)


def test_nothing_new_to_index_runs_nothing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """As long as the text is the same the index is remembered, whatever else has changed; a new text needs Pagefind."""
    wanted, cache = options(tmp_path), Cache(tmp_path / FOLDER)
    once = index(wanted, cache)
    request.getfixturevalue("no_pagefind")
    assert index(wanted, cache) == once
    later = replace(wanted, as_of=NOON + timedelta(hours=1), base_url="https://www.example/hjem")
    assert index(later, cache) == once
    with pytest.raises(MachineError):
        index(replace(wanted, as_of=NOON + timedelta(days=1)), cache)
    cache.close()


def test_a_check_needs_no_index(tmp_path: Path, no_pagefind: None, capsys: pytest.CaptureFixture[str]) -> None:
    """A build without Pagefind ends with what is wrong and changes nothing; a check does without."""
    wanted = options(tmp_path)
    words = ["--root", str(wanted.root), "--as-of", "2026-11-01T12:00"]
    assert main.main(["check", *words]) == main.FINE
    assert main.main(["build", *words]) == main.MACHINE
    assert "programmet Pagefind mangler eller virker ikke på denne computer" in capsys.readouterr().err
    assert not (wanted.root / "output").exists()


def test_a_site_with_faults_is_not_indexed(tmp_path: Path, no_pagefind: None) -> None:
    """What will not be published need not be found."""
    wanted = options(tmp_path)
    (wanted.root / "content/sider/om.md").write_text("---\ntitle: Om\n---\n\n[Hen](/hvor/)\n", encoding="utf-8")
    assert any(fault.is_error for fault in build(wanted).faults)
    assert index(wanted) == {}


def test_a_program_that_fails_is_told_of(tmp_path: Path, no_pagefind: None) -> None:
    """The last thing that Pagefind said is part of the message."""
    program = tmp_path / "lame/pagefind"
    program.write_text("#!/bin/sh\necho noget >&2\necho disken er fuld >&2\nexit 1\n")
    program.chmod(0o755)
    (tmp_path / "lame/pagefind_bin.py").write_text(f"def get_executable():\n    return {str(program)!r}\n")
    with pytest.raises(MachineError, match=r"\(disken er fuld\)"):
        search_files([SearchDocument(Url("/om/"), "Om", "", "Om os.")], Bodies(Cache(None)), Cache(None))


@pytest.mark.parametrize("end", ["kill -9 $$", "echo memory allocation of 64 bytes failed >&2; kill -6 $$"])
def test_memory_that_runs_out_is_not_blamed_on_pagefind(tmp_path: Path, no_pagefind: None, end: str) -> None:
    """A system that has no memory left kills what takes most; and Pagefind says so before it gives up."""
    program = tmp_path / "lame/pagefind"
    program.write_text(f"#!/bin/sh\n{end}\n")
    program.chmod(0o755)
    (tmp_path / "lame/pagefind_bin.py").write_text(f"def get_executable():\n    return {str(program)!r}\n")
    with pytest.raises(MemoryError):
        search_files([SearchDocument(Url("/om/"), "Om", "", "Om os.")], Bodies(Cache(None)), Cache(None))


def test_an_empty_site_has_no_index() -> None:
    """Where there is nothing to find, Pagefind is not asked."""
    assert search_files([], Bodies(Cache(None)), Cache(None)) == {}
