"""What becomes of the output folder, on a real file system."""

import io
import json
import os
import random
import resource
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from hjemsite.cache.blob import digest
from hjemsite.publishing.manifest import build_number
from hjemsite.publishing.output_record import OutputRecord, all_folders
from hjemsite.publishing.path_kind import Kind
from hjemsite.publishing.write import Published, publish
from hjemsite.system.errors import MachineError, Refused
from hjemsite.system.workers import MIN_COST_PER_PROCESS, Workers

MANIFEST = ".hjemsite-manifest.json"
STAGING = ".hjemsite-staging"

OLD = {
    "index.html": b"forside",
    "nyheder/index.html": b"nyheder",
    "nyheder/aeroe/index.html": b"gammel nyhed",
    "nyheder/aeroe/kort.png": b"\x89PNG gammel",
    "nyheder/gaaet/index.html": b"nyhed, der bliver trukket tilbage",
    "medlemmer": b"en fil, hvor der siden skal ligge en mappe",
    "om/os/index.html": b"en mappe, hvor der siden skal ligge en fil",
    "style.css": b"body{}",
    "feed.xml": b"<feed/>",
    "sitemap.xml": b"<urlset/>",
}
NEW = {
    "index.html": b"ny forside",
    "nyheder/index.html": b"nyheder",
    "nyheder/aeroe/index.html": b"ny nyhed",
    "nyheder/aeroe/kort.png": b"\x89PNG nyt",
    "nyheder/boern/index.html": b"endnu en nyhed",
    "medlemmer/aagaard-kommune/index.html": b"Aagaard Kommune",
    "om": b"en fil",
    "404.html": b"findes ikke",
    "style.css": b"body{margin:0}",
    "feed.xml": b"<feed></feed>",
    "sitemap.xml": b"<urlset/>",
}
OTHER = {"index.html": b"en tredje udgave", "om": b"en fil", "style.css": b"", "nyheder": b"nu en fil"}


def snapshot(folder: Path) -> dict[str, object]:
    """Everything below `folder`, with what it holds."""
    return {
        str(path.relative_to(folder)): path.readlink() if path.is_symlink() else path.is_file() and path.read_bytes()
        for path in folder.rglob("*")
    }


def clean(files: Mapping[str, bytes], beside: Path) -> dict[str, object]:
    """What a build into a folder of its own makes."""
    folder = beside / "clean"
    publish(files, folder)
    return snapshot(folder)


def rules(published: Published) -> list[tuple[str, str]]:
    return [(fault.rule, fault.span.path) for fault in published.faults]


def put(path: Path, data: bytes = b"fremmed") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that holds the old site."""
    publish(OLD, tmp_path / "output")
    return tmp_path / "output"


# --- what is written


def test_a_missing_folder_is_made_with_all_files(tmp_path: Path) -> None:
    """The folder, and folders above it, are made; it then holds the files and the manifest and nothing else."""
    folder = tmp_path / "ud" / "output"
    assert publish(OLD, folder) == Published(tuple(sorted(OLD)), (), 0, (), {})
    assert {path: data for path, data in snapshot(folder).items() if data} == OLD | {
        MANIFEST: (folder / MANIFEST).read_bytes()
    }


def test_the_manifest_names_every_file_and_no_time(tmp_path: Path) -> None:
    """Two builds of the same site have the same manifest, byte for byte, whatever the order of the files."""
    publish(OLD, tmp_path / "one")
    publish(dict(reversed(OLD.items())), tmp_path / "two")
    data = (tmp_path / "one" / MANIFEST).read_bytes()
    assert data == (tmp_path / "two" / MANIFEST).read_bytes()
    manifest = json.loads(data)
    assert list(manifest["files"]) == sorted(OLD)
    assert (manifest["version"], manifest["finished"], manifest["pages"]) == (1, True, 5)
    assert data.count(b"\n") == 1, "one line: a large site has a megabyte of it"


def test_a_later_build_has_a_higher_number(output: Path) -> None:
    """The number is the time of the manifest, in milliseconds."""
    os.utime(output / MANIFEST, ns=(0, 1_795_348_800_123_999_999))
    assert build_number(output) == 1_795_348_800_123


def test_the_same_site_again_touches_nothing(output: Path) -> None:
    """A second build changes no inode and no time, of no file and no folder."""

    def marks() -> dict[Path, tuple[int, int, int]]:
        paths = [output.parent, output, *output.rglob("*")]
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in paths}

    before = marks()
    assert publish(OLD, output) == Published((), (), len(OLD), (), {})
    assert marks() == before


def test_the_new_site_replaces_the_old(output: Path, tmp_path: Path) -> None:
    """Changed and new files are written, the others left; what is no longer made is deleted, empty folders too."""
    published = publish(NEW, output)
    assert published.written == tuple(sorted(NEW.keys() - {"nyheder/index.html", "sitemap.xml"}))
    assert published.deleted == ("medlemmer", "nyheder/gaaet/index.html", "om/os/index.html")
    assert published.unchanged == 2
    assert snapshot(output) == clean(NEW, tmp_path)


def test_an_unchanged_file_keeps_its_inode(output: Path) -> None:
    """Only what differs is written."""
    before = (output / "nyheder/index.html").stat()
    publish(NEW, output)
    after = (output / "nyheder/index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("mask", [0o077, 0o002, 0o000])
def test_readers_may_read_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    """Published files are 0644 and folders 0755 (FAULTS E11)."""
    before = os.umask(mask)
    try:
        publish(OLD, tmp_path / "output")
        publish(NEW, tmp_path / "output")
    finally:
        os.umask(before)
    modes = {(path.is_dir(), path.stat().st_mode & 0o7777) for path in (tmp_path / "output").rglob("*")}
    assert modes | {(True, (tmp_path / "output").stat().st_mode & 0o7777)} == {(True, 0o755), (False, 0o644)}


def test_the_order_lets_no_reader_down(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assets, then pages with lists last, then feeds and site map, then deletions, and the manifest at both ends."""
    moves: list[tuple[str, str]] = []
    replace = os.replace

    def recorded(source: str, target: str) -> None:
        moves.append((os.path.relpath(source, output), os.path.relpath(target, output)))
        replace(source, target)

    monkeypatch.setattr(os, "replace", recorded)
    old = {path: data for path, data in OLD.items() if path not in ("medlemmer", "om/os/index.html")}
    publish(old, output)
    moves.clear()
    new = {path: data + b"!" for path, data in old.items() if "gaaet" not in path}
    publish(new, output, allow_shrink=True)
    assert [source if target.startswith(STAGING) else target for source, target in moves] == [
        MANIFEST,
        "nyheder/aeroe/kort.png",
        "style.css",
        "nyheder/aeroe/index.html",
        "nyheder/index.html",
        "index.html",
        "feed.xml",
        "sitemap.xml",
        "nyheder/gaaet/index.html",
        MANIFEST,
    ]


# --- what was changed by hand


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def link_away(path: Path) -> None:
    target = put(path.parents[3] / "andetsteds.txt", path.read_bytes())
    path.unlink()
    path.symlink_to(target)


def hang_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("findes-ikke")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("change", [edit, lengthen, Path.unlink, link_away, hang_a_link, pipe])
def test_a_file_changed_by_hand_comes_back(output: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """What is really on disk counts, not what the last build wrote (FAULTS L7, L8)."""
    change(output / "om/os/index.html")
    assert publish(OLD, output) == Published(("om/os/index.html",), (), len(OLD) - 1, (), {})
    assert snapshot(output) == clean(OLD, tmp_path)


def test_a_link_that_took_a_files_place_is_replaced_and_not_followed(output: Path) -> None:
    """The file that the link led to keeps its words."""
    secret = put(output.parent / "hemmeligt.txt", b"hemmeligt")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(secret)
    publish(NEW, output)
    assert not (output / "index.html").is_symlink()
    assert secret.read_bytes() == b"hemmeligt"


def test_a_withdrawn_file_that_is_gone_already_is_no_fault(output: Path) -> None:
    """Its folder goes too."""
    (output / "nyheder/gaaet/index.html").unlink()
    assert "nyheder/gaaet/index.html" not in publish(NEW, output).deleted
    assert not (output / "nyheder/gaaet").exists()


# --- what is not ours


def test_what_is_not_ours_stays_and_is_told(output: Path) -> None:
    """Foreign files and folders are warned of once each and never touched; a folder is one line (FAULTS E4)."""
    foreign = ["CNAME", ".nojekyll", ".vscode/config", ".vscode/objects/ab/cd", "nyheder/gaaet/note.txt"]
    for path in foreign:
        put(output / path)
    (output / "nyheder/tom").mkdir()
    (output / "genvej").symlink_to("/")
    published = publish(NEW, output)
    assert rules(published) == [
        ("fremmed-fil", "output/.nojekyll"),
        ("fremmed-fil", "output/.vscode"),
        ("fremmed-fil", "output/CNAME"),
        ("fremmed-fil", "output/genvej"),
        ("fremmed-fil", "output/nyheder/gaaet/note.txt"),
        ("fremmed-fil", "output/nyheder/tom"),
    ]
    assert not any(fault.is_error for fault in published.faults)
    assert [fault.message.split()[0] for fault in published.faults] == [
        *("Filen", "Mappen", "Filen", "Genvejen", "Filen", "Mappen")
    ]
    assert all((output / path).read_bytes() == b"fremmed" for path in foreign)
    assert (output / "nyheder/tom").is_dir() and (output / "genvej").is_symlink()
    assert (output / "index.html").read_bytes() == b"ny forside"


@pytest.mark.parametrize("path", [".git", ".git/config"])
def test_a_git_worktree_is_a_known_guest(output: Path, path: str) -> None:
    """The folder of a branch that is pushed to GitHub Pages: no warning, and git's file or folder is not touched."""
    put(output / path)
    assert rules(publish(NEW, output)) == rules(publish(OLD, output)) == []
    assert (output / path).read_bytes() == b"fremmed"


def test_a_guest_lies_at_the_root_only(output: Path) -> None:
    """A repository further down is none that anybody pushes, and its history must not go along to a host."""
    put(output / "nyheder/.git/config")
    assert rules(publish(OLD, output)) == [("hemmeligheder-i-output", "output/nyheder/.git")]


@pytest.mark.parametrize(
    "name", [".env", ".ENV.production", ".htpasswd", ".ssh/id", ".svn/entries", "nyheder/id_ed25519"]
)
def test_what_may_hold_secrets_stops_the_build(output: Path, name: str) -> None:
    """A host takes the whole folder, and programs ask every site for such files."""
    secret = put(output / name)
    before = snapshot(output)
    done = publish(NEW, output)
    assert [rule for rule, _ in rules(done)] == ["hemmeligheder-i-output"]
    assert done.faults[0].is_error and "ud af mappen" in str(done.faults[0].hint)
    assert snapshot(output) == before
    secret.unlink()
    if name.count("/") and name[0] == ".":
        secret.parent.rmdir()
    assert rules(publish(NEW, output)) == []


@pytest.mark.parametrize("name", [".environment", "env", "id_rsa.txt", ".gitignore", "git"])
def test_names_that_only_look_like_secrets_are_foreign(output: Path, name: str) -> None:
    """They get a warning, as any other file that is not ours."""
    put(output / name)
    assert rules(publish(OLD, output)) == [("fremmed-fil", f"output/{name}")]


def test_what_is_not_ours_is_told_again(output: Path) -> None:
    """A build that changes nothing still tells of it."""
    put(output / "CNAME")
    assert rules(publish(OLD, output)) == rules(publish(OLD, output)) == [("fremmed-fil", "output/CNAME")]


def test_a_name_that_is_no_text_can_be_told(output: Path) -> None:
    """A foreign file may have any bytes for a name."""
    put(Path(os.fsdecode(os.fsencode(output) + b"/\xe6\xf8\xe5.txt")))
    (fault,) = publish(OLD, output).faults
    assert fault.message.encode() and fault.span.path == "output/\ufffd\ufffd\ufffd.txt"


def folder_for_file(output: Path) -> None:
    put(output / "404.html/note.txt")


def empty_folder_for_file(output: Path) -> None:
    (output / "404.html").mkdir()


def file_for_file(output: Path) -> None:
    put(output / "404.html")


def link_for_file(output: Path) -> None:
    (output / "404.html").symlink_to(put(output.parent / "findes-ikke.html", NEW["404.html"]))


def file_for_folder(output: Path) -> None:
    put(output / "nyheder/boern")


def link_for_folder(output: Path) -> None:
    (output.parent / "andetsteds").mkdir()
    (output / "nyheder/boern").symlink_to(output.parent / "andetsteds")


def link_for_our_folder(output: Path) -> None:
    (output / "nyheder").rename(output.parent / "andetsteds")
    (output / "nyheder").symlink_to(output.parent / "andetsteds")


def file_in_our_folder(output: Path) -> None:
    put(output / "om/os/note.txt")


@pytest.mark.parametrize(
    ("obstruct", "path"),
    [
        (file_for_file, "404.html"),
        (link_for_file, "404.html"),
        (folder_for_file, "404.html"),
        (empty_folder_for_file, "404.html"),
        (file_for_folder, "nyheder/boern"),
        (link_for_folder, "nyheder/boern"),
        (link_for_our_folder, "nyheder"),
        (file_in_our_folder, "om/os/note.txt"),
    ],
)
def test_what_is_not_ours_is_never_overwritten(output: Path, obstruct: Callable[[Path], None], path: str) -> None:
    """Something foreign where we must write is an error, and then nothing at all is changed, here or behind a link."""
    obstruct(output)
    before = snapshot(output.parent)
    published = publish(NEW, output)
    assert rules(published) == [("fremmed-fil-i-vejen", f"output/{path}")]
    assert (published.written, published.deleted) == ((), ())
    assert snapshot(output.parent) == before


def test_a_foreign_file_that_is_as_ours_would_be_is_taken_over(output: Path, tmp_path: Path) -> None:
    """Nothing is lost by it, and a build that was killed too early to leave a manifest may have made it."""
    put(output / "404.html", NEW["404.html"])
    assert "404.html" not in publish(NEW, output).written
    assert snapshot(output) == clean(NEW, tmp_path)


# --- a site that shrinks


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [(100, 80, False), (100, 79, True), (100, 0, True), (5, 4, False), (5, 3, True), (0, 0, False), (1, 1, False)],
)
def test_more_than_a_fifth_fewer_pages_is_refused(tmp_path: Path, before: int, after: int, refused: bool) -> None:
    """Only pages count, and `allow_shrink` says that it is meant (FAULTS F8)."""
    pages = {f"side-{number}.html": b"side" for number in range(100)}
    folder = tmp_path / "output"
    publish(dict(list(pages.items())[:before]) | {f"{number}.png": b"png" for number in range(50)}, folder)
    old, few = snapshot(folder), dict(list(pages.items())[:after])
    published = publish(few, folder)
    assert rules(published) == ([("faerre-sider", "output")] if refused else [])
    if refused:
        assert f"fra {before} til {after}" in published.faults[0].message
        assert snapshot(folder) == old
        assert publish(few, folder, allow_shrink=True).faults == ()
    assert publish(few, folder).faults == ()
    assert snapshot(folder) == clean(few, tmp_path)


# --- a manifest that cannot be trusted


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"x": ' + b"[" * 100_000,
        b'{"version": 2, "finished": true, "pages": 1, "files": {}}',
        b'{"version": 1, "finished": true, "pages": "1", "files": {}}',
        b'{"version": 1, "finished": true, "pages": 1, "files": ["index.html"]}',
        b'{"version": 1, "finished": true, "pages": 1, "files": {"index.html": 7}}',
        b'{"version": 1, "pages": 1, "files": {}}',
    ],
)
def test_a_damaged_manifest_stops_everything(output: Path, data: bytes) -> None:
    """Nobody knows what is ours then, so nothing is touched, and the user is told the way out."""
    (output / MANIFEST).write_bytes(data)
    before = snapshot(output)
    with pytest.raises(Refused, match=r"ødelagt.* byg igen\.$"):
        publish(NEW, output)
    assert snapshot(output) == before


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x", "a//b", "a/", "./a", "a\\b", "C:x", "a\0", "a\nb"])
def test_a_path_that_no_file_can_have_is_a_bug(tmp_path: Path, path: str) -> None:
    """Such a path never reaches the disk."""
    with pytest.raises(ValueError, match="not a path"):
        publish({"index.html": b"", path: b""}, tmp_path / "output")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", [MANIFEST, f"{STAGING}/0.new", "nyheder/.hjemsite-x", "nyheder/a\u030arhus.html"])
def test_our_own_names_and_decomposed_letters_are_a_bug(tmp_path: Path, path: str) -> None:
    """Our books are ours alone, and one address has one spelling."""
    with pytest.raises(ValueError, match="not a path"):
        publish({path: b""}, tmp_path / "output")


def test_a_path_cannot_be_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="both a file and a folder"):
        publish({"om": b"", "om/os": b""}, tmp_path / "output")


# --- when the machine fails

STEPS = ("replace", "mkdir", "rmdir", "chmod", "link", "unlink")


class Blow(BaseException):
    """An interrupt that no code can take for an error of the disk."""


@contextmanager
def watched(before: Callable[[int], object], after: Callable[[int], object]) -> Iterator[list[str]]:
    """Call `before` and `after` around each call that changes the disk, with its number; gives the calls made.

    What they change on the disk themselves is no step.
    """
    calls: list[str] = []
    looking = False

    def look(watcher: Callable[[int], object], number: int) -> None:
        nonlocal looking
        looking = True
        try:
            watcher(number)
        finally:
            looking = False

    def counted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counting(*arguments: object, **options: object) -> object:
            if looking:
                return call(*arguments, **options)
            calls.append(name)
            number = len(calls)
            look(before, number)
            result = call(*arguments, **options)
            try:
                look(after, number)
            except BaseException:
                if isinstance(result, io.IOBase):
                    result.close()
                raise
            return result

        return counting

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, counted(name, getattr(os, name)))
        patch.setattr("builtins.open", counted("open", open))
        yield calls


def nothing(_: int) -> None:
    pass


def blow_at(step: int, blow: Callable[[], object], *, after: bool = False) -> AbstractContextManager[list[str]]:
    """Let `blow` come once, before or after the `step`-th call that changes the disk; gives the calls made."""

    def mine(number: int) -> None:
        if number == step:
            blow()

    return watched(nothing, mine) if after else watched(mine, nothing)


def disk_full() -> None:
    raise OSError(28, "No space left on device")


def interrupt() -> None:
    raise Blow


def steps_of(files: Mapping[str, bytes], start: Mapping[str, bytes] | None, beside: Path) -> int:
    """How many calls change the disk when `files` follow on `start`."""
    folder = beside / "count"
    if start is not None:
        publish(start, folder)
    with blow_at(0, disk_full) as calls:
        publish(files, folder, allow_shrink=True)
    assert set(calls) > {"replace", "mkdir", "chmod", "open"}
    return len(calls)


def kill_at(step: int, files: Mapping[str, bytes], folder: Path) -> None:
    """Publish in a process that dies at once before its `step`-th change of the disk."""
    child = os.fork()
    if not child:
        with blow_at(step, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            publish(files, folder)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def left_by_kills(files: Mapping[str, bytes], start: Mapping[str, bytes] | None, home: Path) -> list[Path]:
    """For each step of a build that puts `files` in the place of `start`: the folder as a kill before it leaves it.

    Who is killed takes nothing back and writes nothing more, so it is a copy of what stands on the disk then.
    """
    folder, copies = home / "watched", []
    if start is not None:
        publish(start, folder)

    def copy(step: int) -> None:
        copies.append(copied(folder, home / str(step)))

    with watched(copy, nothing):
        publish(files, folder)
    return copies


def copied(folder: Path, to: Path) -> Path:
    """A copy of `folder`, if there is one, in which a file with two names has two names, too."""
    copies: dict[int, str] = {}

    def copy_file(source: str, target: str) -> str:
        number = os.lstat(source).st_ino
        if number in copies:
            os.link(copies[number], target)
        else:
            copies[number] = shutil.copy2(source, target)
        return target

    if folder.exists():
        shutil.copytree(folder, to, copy_function=copy_file)
    return to


@pytest.mark.parametrize(("start", "links"), [(OLD, True), (OLD, False), (None, True)])
def test_a_failure_at_any_step_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Mapping[str, bytes] | None, links: bool
) -> None:
    """Whichever step fails, the folder is byte for byte as it was, and holds no leftovers (FAULTS E1)."""
    if not links:
        monkeypatch.setattr(os, "link", lambda *_: disk_full())
    borne = []
    for step in range(1, steps_of(NEW, start, tmp_path) + 1):
        home = tmp_path / str(step)
        home.mkdir()
        if start is not None:
            publish(start, home / "output")
        before = snapshot(home)
        with blow_at(step, disk_full) as calls:
            try:
                publish(NEW, home / "output")
            except OSError:
                assert snapshot(home) == before, calls
            except MachineError:
                # Only staging that cannot be cleared: the new site stands.
                assert calls[step - 1] in ("unlink", "rmdir")
                assert snapshot(home) != before
            else:
                borne.append(calls[step - 1])
    # A file that cannot have two names is moved.
    assert set(borne) <= {"link"}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("start", [OLD, None])
def test_an_interrupt_at_any_step_leaves_the_old_site_or_the_new(
    tmp_path: Path, start: Mapping[str, bytes] | None, after: bool
) -> None:
    """Never a mixture: the old one until all is in place, and then the new one (FAULTS F2)."""
    steps, new = steps_of(NEW, start, tmp_path), clean(NEW, tmp_path)
    switched = False
    for step in range(1, steps + 1):
        home = tmp_path / str(step)
        home.mkdir()
        if start is not None:
            publish(start, home / "output")
        before = snapshot(home)
        with blow_at(step, interrupt, after=after) as calls, pytest.raises(Blow):
            publish(NEW, home / "output")
        switched = switched or snapshot(home) != before
        if switched:
            files = snapshot(home / "output")
            assert {path: data for path, data in files.items() if not path.startswith(STAGING)} == new, calls
    assert switched


@pytest.mark.parametrize(("start", "following"), [(None, NEW), (OLD, NEW), (OLD, OTHER)])
def test_after_a_kill_at_any_step_the_next_build_finishes(
    tmp_path: Path, start: Mapping[str, bytes] | None, following: Mapping[str, bytes]
) -> None:
    """A killed build needs no manual step: the next one makes exactly what a clean build makes (FAULTS E10, F1)."""
    expected = clean(following, tmp_path)
    folders = left_by_kills(NEW, start, tmp_path)
    half, killed = len(folders) // 2, tmp_path / "killed"
    if start is not None:
        publish(start, killed)
    kill_at(half, NEW, killed)
    assert snapshot(killed) == snapshot(folders[half - 1])
    for folder in (killed, *folders):
        assert publish(following, folder, allow_shrink=True).faults == ()
        assert snapshot(folder) == expected


def left_without_power(files: Mapping[str, bytes], start: Mapping[str, bytes] | None, home: Path) -> list[Path]:
    """As `left_by_kills`, and after the last step, on a disk that had kept in mind what nobody wrote through to it.

    Of each new file whose bytes were not written through, nothing but its length is left. Each file that was taken away
    is there again, unless its folder was written through afterwards.
    """
    folder = home / "watched"
    if start is not None:
        publish(start, folder)
    old = dict(start or {})
    before = {file.stat().st_ino for file in folder.rglob("*")}
    through, safe_files, safely_gone, copies = os.fsync, before.copy(), set[str](), list[Path]()

    def fsync(number: int) -> None:
        through(number)
        status = os.fstat(number)
        safe_files.add(status.st_ino)
        for path in gone():
            if (folder / path).parent.is_dir() and (folder / path).parent.stat().st_ino == status.st_ino:
                safely_gone.add(path)

    def gone() -> list[str]:
        return [path for path in old if not os.path.lexists(folder / path)]

    def lose_power(step: int) -> None:
        copy = copied(folder, home / str(step))
        for file in folder.rglob("*"):
            if file.is_file() and file.stat().st_ino not in safe_files:
                (copy / file.relative_to(folder)).write_bytes(bytes(file.stat().st_size))
        for path in gone():
            if path not in files and path not in safely_gone and (copy / path).parent.is_dir():
                (copy / path).write_bytes(old[path])
        copies.append(copy)

    with pytest.MonkeyPatch.context() as patch, watched(lose_power, nothing) as calls:
        patch.setattr(os, "fsync", fsync)
        publish(files, folder)
    lose_power(len(calls) + 1)
    return copies


@pytest.mark.parametrize("start", [None, OLD])
def test_after_a_loss_of_power_at_any_step_the_next_build_finishes(
    tmp_path: Path, start: Mapping[str, bytes] | None
) -> None:
    """The manifest can always be read, and nothing that was ours has become a stranger's."""
    following = {path: data for path, data in NEW.items() if path not in ("feed.xml", "nyheder/aeroe/kort.png")}
    expected = clean(following, tmp_path)
    for folder in left_without_power(following, start, tmp_path):
        assert publish(following, folder, allow_shrink=True).faults == (), folder.name
        assert snapshot(folder) == expected, folder.name


def test_a_kill_does_not_hide_that_the_site_shrinks(tmp_path: Path) -> None:
    """While the folder is being changed, the last complete site is still what counts."""
    folder = tmp_path / "output"
    publish({f"{number}.html": b"" for number in range(10)}, folder)
    kill_at(40, {f"ny-{number}.html": b"" for number in range(8)}, folder)
    assert json.loads((folder / MANIFEST).read_bytes())["finished"] is False
    assert rules(publish({f"ny-{number}.html": b"" for number in range(7)}, folder)) == [("faerre-sider", "output")]
    assert publish({f"ny-{number}.html": b"" for number in range(8)}, folder).faults == ()


# --- what is known to stand there


def standing(files: Mapping[str, bytes] = OLD, foreign: Mapping[str, Kind] | None = None) -> OutputRecord:
    """That nobody has touched `files` since they were published."""
    digests = {path: digest(data) for path, data in files.items()}
    return OutputRecord(files=digests, folders=all_folders(digests), foreign=foreign or {})


def test_a_site_that_is_known_to_stand_is_changed(output: Path, tmp_path: Path) -> None:
    """Some files are others, some are new, some are gone with their folders; it ends as a clean build."""
    others = {"index.html": b"rettet", "kort/nyt.png": b"\x89PNG", "style.css": OLD["style.css"]}
    gone = {"nyheder/gaaet/index.html", "feed.xml"}
    site = {path: data for path, data in (OLD | others).items() if path not in gone}
    done = publish(site, output, standing=standing())
    assert done == Published(("index.html", "kort/nyt.png"), ("feed.xml", "nyheder/gaaet/index.html"), 7, (), {})
    assert snapshot(output) == clean(site, tmp_path)


def test_files_and_folders_change_places(output: Path, tmp_path: Path) -> None:
    """Also where nobody looks at them, the folder ends as after a look at everything."""
    assert publish(NEW, output, standing=standing()) == publish(NEW, publish_old(tmp_path / "andetsteds"))
    assert snapshot(output) == clean(NEW, tmp_path)


def publish_old(folder: Path) -> Path:
    publish(OLD, folder)
    return folder


def test_where_nothing_differs_nothing_is_touched(output: Path) -> None:
    """The same bytes once more."""
    before = {path: path.stat() for path in output.rglob("*")}
    assert publish(OLD, output, standing=standing()) == Published((), (), len(OLD), (), {})
    assert {path: path.stat() for path in output.rglob("*")} == before


def test_what_is_known_to_stand_is_not_read(output: Path) -> None:
    """That is what it is for: a file that differs although nobody is said to have touched it stays as it is."""
    (output / "style.css").write_bytes(b"i smug")
    assert publish(OLD | {"index.html": b"ny"}, output, standing=standing()).written == ("index.html",)
    assert (output / "style.css").read_bytes() == b"i smug"


def test_a_known_stranger_is_told_and_kept(output: Path) -> None:
    """Beside our files, in the way of a new one, and below a folder of ours that goes."""
    put(output / "CNAME")
    put(output / "nyheder/gaaet/note.txt")
    record = standing(foreign={"CNAME": Kind.FILE, "nyheder/gaaet/note.txt": Kind.FILE})
    site = {path: data for path, data in OLD.items() if "gaaet" not in path}
    done = publish(site, output, standing=record)
    assert rules(done) == [("fremmed-fil", "output/CNAME"), ("fremmed-fil", "output/nyheder/gaaet/note.txt")]
    assert done.foreign == record.foreign and done.deleted == ("nyheder/gaaet/index.html",)
    assert (output / "CNAME").read_bytes() == (output / "nyheder/gaaet/note.txt").read_bytes() == b"fremmed"
    before = snapshot(output)
    record = standing(site, record.foreign)
    assert rules(publish(site | {"CNAME": b"vores"}, output, standing=record))[0] == (
        "fremmed-fil-i-vejen", "output/CNAME",
    )  # fmt: skip
    assert snapshot(output) == before


def test_what_is_known_to_stand_may_not_shrink_either(output: Path) -> None:
    """More than a fifth of the pages gone is refused, whoever has looked at them."""
    few = {"index.html": OLD["index.html"]}
    before = snapshot(output)
    assert rules(publish(few, output, standing=standing())) == [("faerre-sider", "output")]
    assert snapshot(output) == before
    assert publish(few, output, standing=standing(), allow_shrink=True).faults == ()
    assert {path for path, data in snapshot(output).items() if data} == {"index.html", MANIFEST}


def no_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def unfinished(folder: Path) -> None:
    file = folder / MANIFEST
    file.write_bytes(file.read_bytes().replace(b"true", b"false"))


def stranger_in_the_way(folder: Path) -> None:
    put(folder / "kort.png")


def stranger_for_a_folder(folder: Path) -> None:
    put(folder / "mappe")


def link_for_a_folder(folder: Path) -> None:
    (folder.parent / "andetsteds").mkdir()
    (folder / "mappe").symlink_to(folder.parent / "andetsteds")


@pytest.mark.parametrize(
    ("disturb", "is_refused"),
    [
        (no_manifest, True),
        (unfinished, False),
        (stranger_in_the_way, True),
        (stranger_for_a_folder, True),
        (link_for_a_folder, True),
    ],
)
def test_what_may_not_be_ours_is_looked_at(output: Path, disturb: Callable[[Path], object], is_refused: bool) -> None:
    """No manifest, one that is not finished, something that came to where a new file belongs while it was made."""
    site = OLD | {"index.html": b"ny", "kort.png": b"ny", "mappe/index.html": b"ny"}
    disturb(output)
    before = snapshot(output.parent)
    done = publish(site, output, standing=standing())
    assert {fault.rule for fault in done.faults} == ({"fremmed-fil-i-vejen"} if is_refused else set())
    assert (snapshot(output.parent) == before) is is_refused


def test_a_file_that_the_manifest_does_not_name_stays(output: Path) -> None:
    """Whoever says that it is ours."""
    put(output / "ikke-vores.html")
    done = publish(OLD, output, standing=standing(OLD | {"ikke-vores.html": b"fremmed"}))
    assert rules(done) == [("fremmed-fil", "output/ikke-vores.html")] and done.deleted == ()
    assert (output / "ikke-vores.html").read_bytes() == b"fremmed"


def test_many_files_are_written_by_several(output: Path, tmp_path: Path) -> None:
    """However many processes write, the folder is the same."""
    many = NEW | {f"mange/{number}.html": b"%d" % number for number in range(MIN_COST_PER_PROCESS * 2)}
    publish(many, output, workers=Workers(2))
    assert snapshot(output) == clean(many, tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_the_system_will_not_take_leaves_the_old_site(output: Path, jobs: int) -> None:
    """The same with a true limit of the system instead of a planted error, in whichever process it strikes."""
    many = {f"{number}.html": b"x" for number in range(MIN_COST_PER_PROCESS * 2)}
    before = snapshot(output)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            publish(many | NEW | {"z-billede.png": b"x" * 6_000}, output, allow_shrink=True, workers=Workers(jobs))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert snapshot(output) == before


def test_without_second_names_the_switch_works_too(output: Path, tmp_path: Path) -> None:
    """Some file systems know no hard links."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", lambda *_: disk_full())
        publish(NEW, output)
    assert snapshot(output) == clean(NEW, tmp_path)


@pytest.mark.parametrize("leftover", ["folder", "file", "link"])
def test_leftovers_are_cleared_by_the_next_build(output: Path, tmp_path: Path, leftover: str) -> None:
    """Whatever stands where we stage is ours to clear, but a link is not followed (FAULTS E10)."""
    kept = put(tmp_path / "andetsteds" / "vigtigt.txt")
    if leftover == "folder":
        put(output / STAGING / "0.new")
    elif leftover == "file":
        put(output / STAGING)
    else:
        (output / STAGING).symlink_to(kept.parent)
    assert publish(OLD, output) == Published((), (), len(OLD), (), {})
    assert snapshot(output) == clean(OLD, tmp_path)
    assert kept.exists()


# --- the law


def some_site(chance: random.Random) -> dict[str, bytes]:
    """A random site in which one name is now a file, now a folder."""
    files: dict[str, bytes] = {}
    for _ in range(chance.randrange(12)):
        path = "/".join(chance.choice(["a", "b", "c.html"]) for _ in range(chance.randint(1, 3)))
        if not any(f"{path}/".startswith(f"{other}/") or f"{other}/".startswith(f"{path}/") for other in files):
            files[path] = chance.choice([b"", b"et", b"to"])
    return files


@pytest.mark.parametrize("seed", range(10))
def test_any_way_to_a_site_ends_as_a_clean_build(tmp_path: Path, seed: int) -> None:
    """Built upon whatever went before, the folder is what a clean build makes, and foreign files are still there."""
    chance = random.Random(seed)
    folder = tmp_path / "output"
    for number in range(30):
        files = some_site(chance)
        published = publish(files, folder, allow_shrink=True)
        assert published.faults == ()
        assert published.unchanged + len(published.written) == len(files)
        publish(files, tmp_path / str(number))
        assert snapshot(folder) == snapshot(tmp_path / str(number))


@pytest.mark.parametrize("seed", range(10))
def test_any_way_from_a_known_site_ends_as_a_clean_build(tmp_path: Path, seed: int) -> None:
    """The same where nobody looks at what is known to stand, a stranger among it."""
    chance = random.Random(seed)
    folder, before = tmp_path / "output", dict[str, bytes]()
    put(folder / "fremmed.txt")
    publish({}, folder)
    for number in range(30):
        files = some_site(chance)
        published = publish(files, folder, standing=standing(before, {"fremmed.txt": Kind.FILE}), allow_shrink=True)
        assert rules(published) == [("fremmed-fil", "output/fremmed.txt")]
        publish(files, tmp_path / str(number))
        assert snapshot(folder) == snapshot(tmp_path / str(number)) | {"fremmed.txt": b"fremmed"}
        before = files
