"""Which files are read, how far, and as what."""

import os
import time
import unicodedata
from pathlib import Path

import pytest

from hjemsite.cache.blob import ContentChanged, LazyBytes
from hjemsite.content import scan as scanning
from hjemsite.content.scan import scan
from hjemsite.content.sources import Source, text_of
from hjemsite.diagnostics.diagnostic import Span
from hjemsite.limits import BUNDLE_FILE_BYTES, FOLDER_DEPTH, TEXT_FILE_BYTES


def _put(root: Path, path: str, size: int = 3) -> Path:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x" * size)
    return file


def _rules(root: Path) -> list[tuple[str, str]]:
    return [(fault.rule, fault.span.path) for fault in scan(root).faults]


def test_files_come_by_path(tmp_path: Path) -> None:
    """Every file, whatever the order of the folder, with `/` between the parts of its path."""
    for path in ("site.yaml", "nyheder/b/index.md", "nyheder/a.md", "sider/å.md"):
        _put(tmp_path, path)
    inputs = scan(tmp_path)
    assert [source.path for source in inputs.sources()] == sorted(source.path for source in inputs.sources())
    assert {source.path for source in inputs.sources()} >= {"content/nyheder/b/index.md", "content/sider/å.md"}
    assert inputs.faults == ()


@pytest.mark.parametrize(
    ("path", "limit"), [("nyheder/a.md", TEXT_FILE_BYTES), ("nyheder/a/foto.jpg", BUNDLE_FILE_BYTES)]
)
def test_a_file_over_its_limit_is_refused_unread(path: str, limit: int, tmp_path: Path) -> None:
    """At the limit a file is read, a byte more and it is named; the others are read, and its address stays taken."""
    _put(tmp_path, "site.yaml")
    os.truncate(_put(tmp_path, path), limit)
    assert _rules(tmp_path) == []
    os.truncate(tmp_path / "content" / path, limit + 1)
    assert _rules(tmp_path) == [("for-stor-fil", f"content/{path}")]
    assert [(source.path, len(source.data), source.refused) for source in scan(tmp_path).sources()] == [
        (f"content/{path}", 0, True),
        ("content/site.yaml", 3, False),
    ]


def test_what_is_no_file_is_named_and_does_not_block(tmp_path: Path) -> None:
    """A pipe called x.md would keep a reader waiting for ever."""
    _put(tmp_path, "site.yaml")
    os.mkfifo(tmp_path / "content" / "x.md")
    assert _rules(tmp_path) == [("ulaeselig-fil", "content/x.md")]


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    """Without content there is nothing to read, and that is said; so it is when content is a file."""
    assert _rules(tmp_path) == [("mangler-fil", "content")]
    (tmp_path / "content").write_text("x")
    assert _rules(tmp_path) == [("mangler-fil", "content")]


def test_folders_are_followed_only_so_far(tmp_path: Path) -> None:
    """A folder too deep is named; what lies above it is read."""
    _put(tmp_path, "/".join(["m"] * FOLDER_DEPTH) + "/a.md")
    assert _rules(tmp_path) == []
    _put(tmp_path, "/".join(["m"] * (FOLDER_DEPTH + 1)) + "/b.md")
    assert _rules(tmp_path) == [("filnavn", "content/" + "/".join(["m"] * (FOLDER_DEPTH + 1)))]


def test_a_content_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """A pull request that makes `content` a link must not publish what it leads to."""
    _put(tmp_path / "other", "site.yaml")
    (tmp_path / "content").symlink_to(tmp_path / "other" / "content")
    assert _rules(tmp_path) == [("genvej", "content")]
    assert scan(tmp_path).sources() == (Source("content", b"", refused=True),)


@pytest.mark.parametrize("name", ["æblegrød.md", "Ærø.md", "blå.md"])
def test_names_are_composed(name: str, tmp_path: Path) -> None:
    """A name as macOS spells it is the same path, and its twin is a fault."""
    decomposed = unicodedata.normalize("NFD", name)
    _put(tmp_path, decomposed)
    assert [source.path for source in scan(tmp_path).sources()] == [f"content/{name}"]
    if decomposed != name:
        _put(tmp_path, name)
        assert _rules(tmp_path) == [("samme-adresse", f"content/{name}")]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("æøå\n".encode(), "æøå\n"),
        (b"\xef\xbb\xbfa\r\nb\rc\n", "a\nb\nc\n"),
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
    ],
)
def test_text_has_one_kind_of_line_end(data: bytes, text: str) -> None:
    """Byte order mark, CRLF and lone CR leave no trace."""
    assert text_of(Source("content/x.md", data)).value == text
    assert text_of(Source("content/x.md", data)).faults == ()


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("Ærø".encode("cp1252"), 1, 1),
        (b"ab\nc\xe5d", 2, 2),
        ("æø\nå".encode() + b"\xff", 2, 2),
        (b"\xef\xbb\xbfa\nb\xe6", 2, 2),
        ("x".encode("utf-16"), 1, 1),
    ],
)
def test_what_is_not_utf_8_is_pointed_at(data: bytes, line: int, column: int) -> None:
    """The first byte that is no UTF-8 is told by line and column, counted in letters."""
    (fault,) = text_of(Source("content/x.md", data)).faults
    assert (fault.rule, fault.span) == ("tegnkodning", Span("content/x.md", line, column))


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("Ærø".encode("cp1252"), "Windows-1252"),
        ("Ærø".encode("utf-16"), "UTF-16"),
        ("Ærø".encode("utf-16-be"), "UTF-16"),
        ("---\nÆrø".encode("utf-16-le"), "UTF-16"),
        ("Ærø".encode()[:-1], "Windows-1252"),
    ],
)
def test_the_encoding_is_guessed(data: bytes, guess: str) -> None:
    """So that an editor knows what to look for in the menu of the text editor."""
    (fault,) = text_of(Source("content/x.md", data)).faults
    assert fault.message.endswith(guess)


def test_a_name_that_is_no_text_is_named_and_can_be_printed(tmp_path: Path) -> None:
    """A name in an old encoding cannot be written to a terminal as it is."""
    _put(tmp_path, "site.yaml")
    with open(os.fsencode(tmp_path / "content") + b"/bl\xe5.md", "wb"):  # noqa: PTH123  # a Path cannot hold the name
        pass
    (fault,) = scan(tmp_path).faults
    assert (fault.rule, fault.span.path) == ("filnavn", "content/bl\\udce5.md")
    assert fault.message == "Filnavnet er ikke gemt som UTF-8"


@pytest.mark.parametrize("name", ["a.md", "Ærø (1).md", "a'b & c.md", "con-ference.md", "aux1.md", "å" * 98 + ".md"])
def test_odd_names_that_work_everywhere_are_read(name: str, tmp_path: Path) -> None:
    """Only what some computer cannot write is refused."""
    _put(tmp_path, name)
    assert scan(tmp_path).faults == ()


def test_a_link_is_no_way_out(tmp_path: Path) -> None:
    """Neither a link to a file, nor to a folder, nor to nothing, nor in a ring gives a byte of what it leads to."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "index.md").write_text("hemmeligt")
    _put(tmp_path, "site.yaml")
    content = tmp_path / "content"
    for name, target in (("a.md", "../secret/index.md"), ("b", "../secret"), ("c.md", "none"), ("d", "d"), ("e", ".")):
        (content / name).symlink_to(target)
    inputs = scan(tmp_path)
    assert _rules(tmp_path) == [("genvej", f"content/{name}") for name in ("a.md", "b", "c.md", "d", "e")]
    assert b"".join(source.data for source in inputs.sources()) == b"xxx"


def test_not_everything_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a limit, a file is read again when it is wanted, and must still be the same."""
    monkeypatch.setattr(scanning, "MOST_HELD", 5)
    for name in ("a.md", "b.md"):
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_text("fire")
    time.sleep(0.03)
    first, second = scan(tmp_path).sources()
    assert (first.content, isinstance(second.content, LazyBytes), second.data) == (b"fire", True, b"fire")
    (tmp_path / "content/b.md").write_text("fem og")
    with pytest.raises(ContentChanged):
        second.data  # noqa: B018
