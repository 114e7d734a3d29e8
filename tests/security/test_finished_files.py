"""A finished file is written once and has two names. Whatever becomes of the one in `.hjemsite/`, the site is right.

Sites are built through the front door; the files are then changed, lost, or somebody else's.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.cache.blob import digest, read
from hjemsite.cache.cache import Cache
from hjemsite.cache.finished_files import FOLDER, FinishedFiles
from hjemsite.cli.main import main
from hjemsite.content import reader
from hjemsite.danish import COPENHAGEN
from hjemsite.pages.page import Page
from hjemsite.preview.session import Console, PreviewBuilder, PreviewOptions
from hjemsite.publishing.manifest import MANIFEST
from hjemsite.render import render
from tests.fixture_site import copy_built_site, copy_fixture_site

FINISHED = f".hjemsite/{FOLDER}"
TEXT = "content/nyheder/2025-01-05-kort-nyt.md"
PAGE = "nyheder/kort-nyt/index.html"


def build(root: Path, *words: str) -> int:
    return main(["--root", str(root), "--as-of", "2026-11-22", "--no-search", *words])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("finished") / "site"
    copy_fixture_site(root)
    assert build(root) == 0
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A site that was built, on a machine of its own."""
    return copy_built_site(built, tmp_path / "site")


def site(root: Path) -> dict[str, bytes]:
    output = root / "output"
    return {str(file.relative_to(output)): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def finished(root: Path, path: str) -> Path:
    """The file in `.hjemsite/` that holds what stands at `path` in the output folder."""
    return root / FINISHED / digest((root / "output" / path).read_bytes()).hex()


def edit(root: Path, word: str = "Helt") -> None:
    file = root / TEXT
    file.write_text(file.read_text("utf-8").replace("title: ", f"title: {word} "), "utf-8")


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses of the pages that are rendered meanwhile."""
    urls: list[str] = []
    real = render._render

    def counting(page: Page, *others: object) -> object:
        urls.append(page.url)
        return real(page, *others)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(render, "_render", counting)
        yield urls


def test_a_page_in_the_output_folder_is_the_finished_file(built: Path) -> None:
    """A second name, and no copy, also of pictures and cards."""
    for path in (PAGE, "sitemap.xml", *(name for name in site(built) if name.startswith("billeder/"))):
        assert finished(built, path).samefile(built / "output" / path), path


def test_what_is_kept_is_what_stands_there(root: Path) -> None:
    """The file of a page that is another now, or is gone, is removed: a hundred edits take the room of one."""
    new = root / "content/nyheder/2025-02-02-endnu-en.md"
    for word in ("Helt", "Altid", ""):
        new.write_text(f"---\ntitle: {word} ny\ndate: 2025-02-02\n---\n\nNyt.\n", "utf-8")
        if not word:
            new.unlink()
        assert build(root) == 0
    names = {file.name for file in (root / FINISHED).iterdir()}
    cards = [name for name in names if (root / FINISHED / name).read_bytes().startswith(b"\x89PNG")]
    assert names.difference(cards) <= {digest(data).hex() for data in site(root).values()}


def change_in_place(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"a", b"b"))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:700])


def be_zeros(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def be_a_folder(file: Path) -> None:
    file.unlink()
    (file / "noter").mkdir(parents=True)


def be_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def be_a_link(file: Path) -> None:
    other = file.parents[3] / "udenfor"
    file.rename(other)
    file.symlink_to(other)


def be_endless(file: Path) -> None:
    file.unlink()
    with file.open("wb") as stream:
        stream.truncate(1 << 42)


HARMS = [change_in_place, cut, be_zeros, be_a_folder, be_a_pipe, be_a_link, be_endless, Path.unlink]


@pytest.mark.parametrize("harm", HARMS)
def test_a_finished_file_that_is_not_whole_is_made_again(
    root: Path, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That page alone, when the output folder needs it; nothing that lies elsewhere is read or written."""
    before, page = site(root), finished(root, PAGE)
    harm(page)
    shutil.rmtree(root / "output")
    others = {path: path.read_bytes() for path in root.parent.iterdir() if path.is_file()}
    with counted(monkeypatch) as urls:
        assert build(root) == 0
    assert site(root) == before and urls == ["/nyheder/kort-nyt/"]
    assert {path: path.read_bytes() for path in root.parent.iterdir() if path.is_file()} == others


def test_a_page_that_is_edited_where_it_lies_is_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which changes both names of the file."""
    before = site(root)
    shutil.rmtree(root / "output")
    assert build(root) == 0
    change_in_place(root / "output" / PAGE)
    assert (root / "output" / PAGE).read_bytes() != before[PAGE]
    with counted(monkeypatch) as urls:
        assert build(root) == 0
    assert site(root) == before and urls == ["/nyheder/kort-nyt/"]


def test_planted_words_come_on_no_page(root: Path) -> None:
    """In files of the right name, size and time, in a folder that somebody sent."""
    before = site(root)
    for file in (root / FINISHED).iterdir():
        status = file.stat()
        file.write_bytes(file.read_bytes().replace(b"nyheder", b"svindel"))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    shutil.rmtree(root / "output")
    assert build(root) == 0
    assert site(root) == before


def test_a_name_that_is_believed_would_be_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: without a look at the digest the words are published."""
    page = finished(root, PAGE)
    page.write_bytes(page.read_bytes().replace(b"nyheder", b"svindel"))
    shutil.rmtree(root / "output")
    monkeypatch.setattr(FinishedFiles, "_read", lambda *_: b"")
    assert build(root) == 0
    assert b"svindel" in (root / "output" / PAGE).read_bytes()


def test_where_a_file_has_one_name_it_is_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output folder may lie on another disk, and some file systems know no second names."""
    before = site(root)
    shutil.rmtree(root / "output")

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    with counted(monkeypatch) as urls:
        assert build(root) == 0
        edit(root)
        assert build(root) == 0
    assert len(site(root)) == len(before) and "Helt" in (root / "output" / PAGE).read_text("utf-8")
    assert "/" in urls and (root / "output" / PAGE).stat().st_nlink == 1


def test_readers_may_read_what_was_restored(root: Path) -> None:
    """Whatever the archive said of the rights to a file."""
    for file in (root / FINISHED).iterdir():
        file.chmod(0o600)
    shutil.rmtree(root / "output")
    assert build(root) == 0
    files = [file for file in (root / "output").rglob("*") if file.is_file() and file.name != MANIFEST]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o644}


def test_without_finished_files_the_site_is_rendered_and_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are gone, and so is the output folder: no text is read again."""
    before = site(root)
    shutil.rmtree(root / FINISHED)
    shutil.rmtree(root / "output")
    monkeypatch.setattr(reader, "document", None)
    assert build(root) == 0
    assert site(root) == before
    assert finished(root, PAGE).is_file()


def test_a_folder_that_cannot_be_used_is_no_obstacle(root: Path) -> None:
    """A file stands in its place; then what is made is handed on."""
    shutil.rmtree(root / FINISHED)
    (root / FINISHED).write_text("ikke vores")
    edit(root)
    assert build(root) == 0
    assert "Helt" in (root / "output" / PAGE).read_text("utf-8")
    assert (root / FINISHED).read_text() == "ikke vores"


def test_a_folder_that_is_a_link_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written or deleted elsewhere."""
    shutil.rmtree(root / FINISHED)
    (root / FINISHED).symlink_to(root / "content")
    assert build(root) == 3
    assert f"»{root / FINISHED}« er en genvej" in capsys.readouterr().err


def test_clean_deletes_our_files_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says so."""
    (root / FINISHED / "noter.txt").write_text("ikke vores")
    assert build(root, "--clean") == 0
    assert f"state.msgpack og {FOLDER}." in capsys.readouterr().out
    assert (root / FINISHED / "noter.txt").is_file() and finished(root, PAGE).is_file()


def test_what_nobody_wants_is_swept(tmp_path: Path) -> None:
    """A month after it was made; what stands in an output folder stays."""
    cache = Cache(tmp_path)
    old, published, new = (cache.files.put(word.encode()) for word in ("old", "published", "new"))
    for file in (old, published):
        os.utime(tmp_path / FOLDER / file.digest.hex(), (time.time() - 31 * 86_400,) * 2)
    (tmp_path / "index.html").hardlink_to(tmp_path / FOLDER / published.digest.hex())
    (tmp_path / FOLDER / "noter.txt").write_text("ikke vores")
    os.utime(tmp_path / FOLDER / "noter.txt", (0, 0))
    cache.sweep(())
    cache.close()
    names = {file.name for file in (tmp_path / FOLDER).iterdir()}
    assert names == {published.digest.hex(), new.digest.hex(), "noter.txt"}


def test_a_preview_touches_no_file_in_the_output_folder(root: Path) -> None:
    """A change of a file's number of names would look like a change of it, and cost the next build a look at all."""
    shutil.rmtree(root / "output")
    assert build(root) == 0
    edit(root)

    def touched() -> dict[Path, tuple[int, int]]:
        statuses = {file: file.lstat() for file in (root / "output").rglob("*")}
        return {file: (status.st_ctime_ns, status.st_nlink) for file, status in statuses.items()}

    before = touched()
    words = Console(say=lambda _: None, complain=lambda _: None, excuse=str)
    shown = PreviewBuilder(PreviewOptions(root, lambda: datetime(2026, 11, 22, tzinfo=COPENHAGEN)), words).first()
    assert "Helt" in read(shown.files[PAGE]).decode()
    assert touched() == before
