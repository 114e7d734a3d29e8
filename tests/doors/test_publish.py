"""`publish`: what readers are served after it, at every kind of target, whatever happens on the way."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.content.frontmatter.publish_address import publish_address
from hjemsite.pipeline.publish_site import open_target
from hjemsite.publishing.targets import rsync
from hjemsite.publishing.write import publish as write_output
from tests import program
from tests.previewing import SITE, make_site, write
from tests.publish_targets import KINDS, FolderTarget, StoreTarget, Target, s3_server

RECORD, LOCK = ".hjemsite-published.json", ".hjemsite-lock"
STRANGERS = {"gammel/index.html": b"fra for", "nyheder/.htaccess": b"fremmed"}


def page(asset: str, text: str) -> bytes:
    return f'<!doctype html><link rel="stylesheet" href="/{asset}"><title>{text}</title>'.encode()


def site(version: str, pages: int = 8) -> dict[str, bytes]:
    """A little site whose pages use an asset of their own version."""
    asset = f"assets/site.{version * 8}.css"
    news = {f"nyheder/sag-{number}/index.html": page(asset, f"{number} {version}") for number in range(pages)}
    lists = {"feed.xml": f"<feed>{version}</feed>".encode(), "data/v1/status.json": b'{"next": null}\n'}
    return {
        asset: b"a { color: red }",
        "index.html": page(asset, f"Forside {version}"),
        "bilag.pdf": b"%PDF-1.7",
        "404.html": page(asset, "Findes ikke"),
        **news,
        **lists,
    }


OLD, NEW = site("a"), site("b")


def build(root: Path, files: Mapping[str, bytes]) -> Path:
    """A project at `root` whose site is built."""
    if not (root / "content").exists():
        write(root, "content/site.yaml", SITE)
    assert not [fault for fault in write_output(files, root / "output", allow_shrink=True).faults if fault.is_error]
    return root


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """A real place of each kind. What publishes in this process is alone, and waits for nobody but a moment."""
    monkeypatch.setattr(rsync, "_MOMENT", 0.02)
    with KINDS[request.param](tmp_path / "places") as target:
        for name, value in target.environment.items():
            monkeypatch.setenv(name, value)
        yield target


@pytest.fixture
def folder(tmp_path: Path) -> FolderTarget:
    return FolderTarget(tmp_path / "www")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path / "projekt", OLD)


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), "publish", *words])


def put(root: Path, target: Target, *words: str) -> int:
    return run(root, target.address, "--no-look", *words)


def test_the_site_is_put_there_and_the_second_time_nothing_is_sent(
    root: Path, target: Target, capsys: pytest.CaptureFixture[str]
) -> None:
    """All files, byte for byte; then what differs alone, and what strangers put there stays."""
    for path, data in STRANGERS.items():
        target.plant(path, data)
    assert put(root, target, "--overwrite") == 0
    assert target.files() == {**OLD, **STRANGERS}
    capsys.readouterr()
    assert put(root, target) == 0
    assert "har allerede denne udgave" in capsys.readouterr().out
    changed = {**OLD, "nyheder/sag-3/index.html": b"nyt", "nyheder/ny/index.html": b"nyt"}
    del changed["nyheder/sag-4/index.html"]
    assert put(build(root, changed), target) == 0
    assert "2 filer sendt, 1 slettet og 12 uændrede" in capsys.readouterr().out
    assert target.files() == {**changed, **STRANGERS}


def test_a_place_of_somebody_else_must_be_meant(root: Path, target: Target, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the address puts nothing there, not even a lock; what hosts leave in a new place is no obstacle."""
    target.plant(".htaccess", b"webhotellet")
    target.plant("cgi-bin/laes", b"webhotellet")
    for path in ("1.txt", "2.txt", "3.txt", "4/5.txt"):
        target.plant(path, b"fremmed")
    there = target.files()
    for words in ([], ["--dry-run"]):
        assert put(root, target, *words) == 1
        shown = capsys.readouterr()
        assert f"På {target.name} ligger der »1.txt«, »2.txt«, »3.txt« og 1 til, og intet er lavet af" in shown.err
        assert ("send bilag.pdf" in shown.out) == bool(words)
        assert target.files() == there
    assert put(root, target, "--overwrite") == 0
    assert target.files() == {**OLD, **there}
    build(root, {**OLD, "index.html": b"nyt"})
    assert put(root, target) == 0


def test_a_new_place_has_what_its_host_put_there(root: Path, target: Target) -> None:
    """It is not asked about, and stays."""
    for path in (".htaccess", "cgi-bin/laes", "README.md"):
        target.plant(path, b"webhotellet")
    assert put(root, target) == 0
    assert target.files() == {**OLD, **dict.fromkeys((".htaccess", "cgi-bin/laes", "README.md"), b"webhotellet")}


def test_a_dry_run_shows_the_plan_and_changes_nothing(
    root: Path, target: Target, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order in which it would happen, and in Danish."""
    old = site("a", pages=24)
    put(build(root, old), target)
    build(root, {**site("b", pages=2), "nyheder/ny/index.html": page("assets/site.bbbbbbbb.css", "ny")})
    capsys.readouterr()
    assert put(root, target, "--dry-run", "--allow-shrink") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "send assets/site.bbbbbbbb.css"
    assert lines[1:6] == [f"send {path}" for path in (
        "nyheder/ny/index.html", "nyheder/sag-0/index.html", "nyheder/sag-1/index.html", "404.html", "index.html",
    )]  # fmt: skip
    assert lines[6] == "send feed.xml"
    assert lines[7] == "slet assets/site.aaaaaaaa.css"
    assert lines[-2:] == [
        "… og 3 filer til",
        f"På {target.name} ville 7 filer blive sendt, 23 slettet, og 2 ville være uændret. Intet er ændret.",
    ]
    assert target.files() == old


def test_what_is_in_the_way_is_named_and_left(root: Path, target: Target, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody else's front page is not replaced, unless that is asked for; one with the same bytes is taken over."""
    target.plant("index.html", b"en anden side")
    target.plant("bilag.pdf", OLD["bilag.pdf"])
    assert put(root, target) == 1
    assert "»index.html« ligger der i forvejen og er ikke lavet af hjemsite" in capsys.readouterr().err
    assert target.files() == {"index.html": b"en anden side", "bilag.pdf": OLD["bilag.pdf"]}
    assert put(root, target, "--overwrite") == 0
    assert f"{len(OLD) - 1} filer sendt, 0 slettet og 1 uændret." in capsys.readouterr().out
    assert target.files() == OLD


def test_many_deletions_must_be_meant(root: Path, target: Target, capsys: pytest.CaptureFixture[str]) -> None:
    """More than a tenth of the files is refused, until somebody says that it is meant."""
    put(root, target)
    smaller = site("a", pages=6)
    build(root, smaller)
    capsys.readouterr()
    assert put(root, target) == 1
    assert "2 af 13 filer ville blive slettet" in capsys.readouterr().err
    # A dry run shows which, and that they would not.
    assert put(root, target, "--dry-run") == 1
    shown = capsys.readouterr()
    assert "slet nyheder/sag-6/index.html" in shown.out
    assert "2 af 13 filer ville blive slettet" in shown.err
    assert target.files() == OLD
    assert put(root, target, "--allow-shrink") == 0
    assert target.files() == smaller


def test_an_older_build_does_not_replace_a_newer_one(
    root: Path, target: Target, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever is published first; unless that is asked for."""
    newer = build(tmp_path / "nyere", NEW)
    assert put(newer, target) == 0
    assert put(root, target, "--allow-shrink") == 3
    assert "Den side, der ligger ude, er nyere" in capsys.readouterr().err
    assert target.files() == NEW
    assert put(root, target, "--allow-older") == 0
    assert target.files() == OLD


def start(root: Path, target: Target, *words: str) -> "subprocess.Popen[bytes]":
    """`publish` in a process of its own."""
    words = ("--root", str(root), "publish", target.address, "--no-look", *words)
    environment = {**os.environ, **target.environment}
    if isinstance(target, StoreTarget):
        # The library that speaks to stores has threads in this process, which a fork would lack.
        return subprocess.Popen([sys.executable, "-m", "hjemsite", *words], env=environment, stderr=subprocess.PIPE)
    return program.start(words, environment, stderr=subprocess.PIPE)


def test_of_two_at_once_the_later_build_is_live(root: Path, target: Target, tmp_path: Path) -> None:
    """Started together, from two machines' checkouts; never a mixture of both."""
    newer = build(tmp_path / "nyere", NEW)
    both = [start(newer, target, "--allow-shrink"), start(root, target, "--allow-shrink")]
    errors = [process.communicate(timeout=120)[1].decode() for process in both]
    assert both[0].returncode == 0, errors
    assert both[1].returncode in (0, 3), errors
    assert target.files() == NEW


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_of_many_that_begin_at_once_one_after_the_other_has_the_lock(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing is there yet, and each of them makes the folder; whoever comes second meets no fault."""
    with KINDS[kind](tmp_path / "places") as folder_target:
        assert isinstance(folder_target, FolderTarget)
        for name, value in folder_target.environment.items():
            monkeypatch.setenv(name, value)
        address = publish_address(folder_target.address)

        def takes_a_turn(_number: int) -> bool:
            target = open_target(address, tmp_path / "projekt", tmp_path / "projekt/output")
            try:
                together.wait()
                while not target.swap(LOCK, b"x", None):
                    assert time.monotonic() < latest
                    time.sleep(0.01)
                target.write("index.html", b"x")
                target.finish()
                return target.swap(LOCK, None, b"x")
            finally:
                target.close()

        for _ in range(8):
            shutil.rmtree(folder_target.folder, ignore_errors=True)
            together, latest = threading.Barrier(4), time.monotonic() + 60
            with ThreadPoolExecutor(4) as pool:
                assert list(pool.map(takes_a_turn, range(4))) == [True] * 4


def whole_pages(files: Mapping[str, bytes]) -> bool:
    """Whether every page has the asset that it uses."""
    uses = (re.findall(rb'href="/([^"]+)"', data) for path, data in files.items() if path.endswith(".html"))
    return all(asset.decode() in files for assets in uses for asset in assets)


def test_killed_on_the_way_the_next_one_completes_it(
    root: Path, target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages have their assets all the time, and what was sent before the kill is not sent again."""
    put(root, target)
    big = {**site("b", pages=10), **{f"bilag/{number}.pdf": bytes([number]) * 20_000 for number in range(100)}}
    build(root, big)
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    monkeypatch.setenv("TMPDIR", str(prepared))

    def count() -> int:
        """What is switched at once is first prepared in a folder of this machine."""
        return sum(1 for _ in prepared.glob("*/git/objects/??/*")) if target.switched_at_once else target.count()

    enough = 40 if target.switched_at_once else len(OLD) + 45

    def is_killed() -> bool:
        process = start(root, target, "--allow-shrink")
        while process.poll() is None and count() < enough:
            # Whoever asks a server too often keeps it from its work.
            time.sleep(0.02)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL

    # On a busy machine it may have come to its end before anybody looked; then it begins again from the old site.
    tries = iter(range(5))
    while not is_killed():
        assert next(tries, None) is not None
        build(root, OLD)
        assert put(root, target, "--allow-shrink") == 0
        build(root, big)
    there = target.files()
    assert whole_pages(there)
    assert there in (OLD, big) or not target.switched_at_once
    right = sum(there.get(path) == data for path, data in big.items())
    target.plant("fremmed.txt", b"fremmed")
    capsys.readouterr()
    assert put(root, target, "--allow-shrink") == 0
    assert target.files() == {**big, "fremmed.txt": b"fremmed"}
    # Requests that were under way may still have been answered after the kill.
    if not target.switched_at_once:
        out = capsys.readouterr().out
        sent = re.search(r": (\d+) fil(?:er)? sendt", out)
        # A program that was started to send goes on for a moment, and may have come to the end.
        assert sent or "har allerede denne udgave" in out
        assert (int(sent[1]) if sent else 0) <= len(big) - right < len(big) - 20


CHANGES = {"os.rename", "os.remove", "os.link", "os.rmdir", "os.mkdir"}
KILLED = 99


def run_until(step: int, words: list[str]) -> int:
    """Run `main` in a process that dies at the call with which it would change a folder for the `step`th time."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = [step]

    def count(event: str, _arguments: object) -> None:
        if event in CHANGES:
            left[0] -= 1
            if not left[0]:
                os._exit(KILLED)

    sys.addaudithook(count)
    os._exit(main(words))


def test_killed_at_any_step_the_site_is_old_or_new_and_the_next_one_completes_it(
    root: Path, folder: FolderTarget
) -> None:
    """Every call that changes the folder is tried as the last one; what strangers put there is never touched."""
    old, new = site("a", pages=2), site("b", pages=3)
    steps = 0
    for number in range(1, 200):
        build(root, old)
        assert put(root, folder, "--allow-shrink", "--overwrite", "--allow-older") == 0
        folder.plant("fremmed/side.html", b"fremmed")
        build(root, new)
        words = ["--root", str(root), "publish", folder.address, "--no-look", "--allow-shrink"]
        code = run_until(number, words)
        if code != KILLED:
            assert code == 0
            break
        steps += 1
        left = {path: data for path, data in folder.files().items() if not path.startswith(".hjemsite-staging/")}
        assert whole_pages(left), number
        assert set(left) <= {*old, *new, "fremmed/side.html"}, number
        assert put(root, folder, "--allow-shrink") == 0, number
        assert folder.files() == {**new, "fremmed/side.html": b"fremmed"}, number
    assert steps > 20


@pytest.mark.parametrize("kind", ["folder", "s3", "sftp"])
def test_interrupted_it_lets_go_of_the_target(root: Path, kind: str, tmp_path: Path) -> None:
    """Ctrl-C leaves no lock, and the next one goes on at once."""
    with KINDS[kind](tmp_path / "places") as target:
        big = {**OLD, **{f"bilag/{number}.pdf": bytes([number]) * 20_000 for number in range(100)}}
        build(root, big)
        process = start(root, target)
        while process.poll() is None and target.count() < 20:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.communicate()[1].decode().endswith("Afbrudt.\n")
        assert process.returncode == 130
        assert not target.is_locked()
        again = start(root, target)
        assert again.communicate()[1] == b""
        assert target.files() == big


def test_a_store_is_told_what_each_file_is(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its media type, and how long it may be kept: for ever where the name holds a digest. `_headers` is no page."""
    build(root, {**OLD, "_headers": b"/*\n", "_redirects": b"/x /y\n", "assets/skrift.12345678.woff2": b"wOF2"})
    with KINDS["s3"](tmp_path) as target:
        for name, value in target.environment.items():
            monkeypatch.setenv(name, value)
        assert put(root, target) == 0
        assert target.files().keys() == {*OLD, "assets/skrift.12345678.woff2"}
        assert isinstance(target, StoreTarget)
        assert target.headers("index.html") == ("text/html; charset=utf-8", "public, max-age=60")
        assert target.headers("feed.xml") == ("application/xml; charset=utf-8", "public, max-age=60")
        assert target.headers("bilag.pdf") == ("application/pdf", "public, max-age=86400")
        lasting = "public, max-age=31536000, immutable"
        assert target.headers("assets/site.aaaaaaaa.css") == ("text/css; charset=utf-8", lasting)
        assert target.headers("assets/skrift.12345678.woff2") == ("font/woff2", lasting)


@pytest.mark.parametrize(
    ("address", "keys", "sentence"),
    [
        ("s3://findes-ikke/x?endpoint={server}", True, "Opret lageret"),
        ("s3://bucket/x?endpoint=http://127.0.0.1:1", True, "svarer ikke. Se efter, om adressen er rigtig"),
        ("az://container/x", False, "Sæt AZURE_STORAGE_ACCOUNT_NAME og AZURE_STORAGE_ACCOUNT_KEY i miljøet"),
        ("s3://bucket/x?endpoint={server}", False, "Sæt AWS_ACCESS_KEY_ID og AWS_SECRET_ACCESS_KEY i miljøet"),
    ],
)
def test_a_store_that_cannot_be_used_is_told(
    root: Path,
    address: str,
    keys: bool,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In Danish, with a way out, and without the keys."""
    monkeypatch.setattr("hjemsite.publishing.targets.object_store._RETRIES", {"max_retries": 0})
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY") if keys else ():
        monkeypatch.setenv(name, "hemmelig")
    assert run(root, address.format(server=s3_server()), "--no-look") == 3
    err = capsys.readouterr().err
    assert sentence in err
    assert "hemmelig" not in err


def test_a_wrong_key_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A store that looks at keys names neither of them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ukendt-noegle")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hemmelig")
    server = s3_server()
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0)
    assert run(root, f"s3://bucket/x?endpoint={server}", "--no-look") == 3
    err = capsys.readouterr().err
    assert "afviser nøglen (InvalidAccessKeyId)" in err
    assert "hemmelig" not in err
    assert "ukendt-noegle" not in err


def test_a_lock_without_an_owner_is_taken_over(root: Path, folder: FolderTarget, tmp_path: Path) -> None:
    """A process that was killed on this machine blocks nobody."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    put(root, folder)
    seen: list[dict[str, object]] = []

    def watch() -> None:
        while not seen:
            try:
                seen.append(json.loads((folder.folder / LOCK).read_bytes()))
            except (OSError, ValueError):
                time.sleep(0.0005)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    for number in range(20):
        if not seen:
            build(root, {**OLD, "index.html": page("assets/site.aaaaaaaa.css", str(number))})
            assert put(root, folder) == 0
    (folder.folder / LOCK).write_text(json.dumps({**seen[0], "process": process.pid}))
    began = time.monotonic()
    build(root, OLD)
    assert put(root, folder) == 0
    assert time.monotonic() - began < 30
    assert not (folder.folder / LOCK).exists()


def link_to_nothing(path: Path) -> None:
    path.symlink_to("findes-ikke")


@pytest.mark.parametrize("path", ["../uden-for.txt", "/etc/motd", "nyheder/../../uden-for.txt", ".hjemsite-lock/x"])
def test_a_forged_record_leads_nowhere(
    root: Path, folder: FolderTarget, tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever can write at the target makes nothing else be deleted."""
    put(root, folder)
    outside = tmp_path / "uden-for.txt"
    outside.write_text("vigtigt")
    record = json.loads((folder.folder / RECORD).read_bytes())
    record["files"][path] = "00"
    (folder.folder / RECORD).write_text(json.dumps(record))
    assert put(root, folder) == 3
    assert f"Filen {RECORD} på {folder.address} er ødelagt" in capsys.readouterr().err
    assert outside.read_text() == "vigtigt"
    # The way out works as it stands.
    (folder.folder / RECORD).unlink()
    assert put(root, folder) == 0
    assert folder.files() == OLD


@pytest.mark.parametrize("number", [10**30, -1])
def test_a_forged_number_is_no_record(
    root: Path, folder: FolderTarget, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """No build is of the year 30,000."""
    put(root, folder)
    record = json.loads((folder.folder / RECORD).read_bytes())
    (folder.folder / RECORD).write_text(json.dumps({**record, "number": number}))
    assert put(root, folder) == 3
    assert f"Filen {RECORD} på {folder.address} er ødelagt" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes with names")
@pytest.mark.parametrize("name", [RECORD, LOCK])
@pytest.mark.parametrize(("make", "sentence"), [(os.mkfifo, "ikke en almindelig fil"), (link_to_nothing, "en genvej")])
def test_what_is_no_file_is_not_waited_for(
    root: Path,
    folder: FolderTarget,
    name: str,
    make: Callable[[Path], None],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pipe or a link in place of a record or a lock is named, and nothing is read from it."""
    put(root, folder)
    (folder.folder / name).unlink(missing_ok=True)
    make(folder.folder / name)
    assert put(root, folder) == 3
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_nothing_is_written_through_a_link(
    root: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of the target that leads elsewhere, before the first publication and after it."""
    elsewhere = tmp_path / "andet"
    with KINDS[kind](tmp_path / "places") as target:
        assert isinstance(target, FolderTarget)
        for name, value in target.environment.items():
            monkeypatch.setenv(name, value)
        elsewhere.mkdir()
        target.folder.mkdir()
        (target.folder / "nyheder").symlink_to(elsewhere)
        assert put(root, target) == 3
        assert "er en genvej til et andet sted" in capsys.readouterr().err
        assert not any(elsewhere.iterdir())
        (target.folder / "nyheder").unlink()
        assert put(root, target) == 0
        shutil.copytree(target.folder / "nyheder", elsewhere, dirs_exist_ok=True)
        shutil.rmtree(target.folder / "nyheder")
        (target.folder / "nyheder").symlink_to(elsewhere)
        build(root, {path: data for path, data in OLD.items() if "sag-1" not in path})
        assert put(root, target, "--allow-shrink") == 3
        assert (elsewhere / "sag-1/index.html").exists()


LITTLE_ROOM = """
import resource, signal, sys
from hjemsite.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.exit(main(sys.argv[1:]))
"""


def test_without_room_the_old_site_stays(root: Path, folder: FolderTarget) -> None:
    """The first file that is too large for the disk stops it; with room, the next one goes on."""
    put(root, folder)
    new = {**NEW, "bilag/stort.pdf": b"%PDF-1.7" + bytes(400_000)}
    build(root, new)
    words = ["--root", str(root), "publish", folder.address, "--no-look", "--allow-shrink"]
    failed = subprocess.run([sys.executable, "-c", LITTLE_ROOM, *words], capture_output=True, check=False, text=True)
    assert failed.returncode == 3
    assert "større, end disken" in failed.stderr
    assert OLD.items() <= folder.files().items()
    assert put(root, folder, "--allow-shrink") == 0
    assert folder.files() == new


@pytest.mark.parametrize(
    ("spoil", "code", "sentence"),
    [
        (lambda output: (output / ".hjemsite-manifest.json").unlink(), 2, "Der er ingen færdig side"),
        (lambda output: (output / ".hjemsite-staging").mkdir(), 2, "blev ikke bygget færdig"),
        (lambda output: (output / "index.html").write_text("rettet i hånden"), 3, "er ændret efter bygningen"),
        (lambda output: (output / "feed.xml").unlink(), 3, "er ændret efter bygningen"),
    ],
    ids=["missing", "unfinished", "edited", "deleted"],
)
def test_only_what_was_built_is_published(
    root: Path, folder: FolderTarget, spoil: object, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build that is unfinished, missing or was changed by hand."""
    assert callable(spoil)
    spoil(root / "output")
    assert put(root, folder) == code
    assert sentence in capsys.readouterr().err


def test_a_site_with_drafts_is_not_published(
    tmp_path: Path, folder: FolderTarget, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `build --drafts` made."""
    root = tmp_path / "kladder"
    make_site(root)
    assert main(["--root", str(root), "build", "--drafts", "--no-search"]) == 0
    assert put(root, folder) == 2
    assert "--drafts" in capsys.readouterr().err
    assert not folder.folder.exists()


@pytest.mark.parametrize(
    ("address", "code", "sentence"),
    [
        ("ftp://noeglen.example/www", 2, "er ikke et sted at udgive til"),
        ("sftp://web:hemmelig@noeglen.example/www", 2, "HJEMSITE_PASSWORD"),
        ("s3://bucket/x?endpoint=lageret.example", 2, "er ikke en adresse på et lager"),
        ("s3://bucket/x/../../y", 2, "er ikke et sted at udgive til"),
        ("s3://../x", 2, "er ikke et sted at udgive til"),
        ("git+ssh://-oProxyCommand=x/y", 2, "er ikke et sted at udgive til"),
        ("file:/findes/ikke/her", 3, "Se efter, om drevet er forbundet"),
        ("", 2, "Der er ikke valgt et sted at udgive til"),
    ],
)
def test_a_wrong_address_is_told(
    root: Path, address: str, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In Danish, with a way out, and without the password."""
    assert run(root, *([address] if address else [])) == code
    err = capsys.readouterr().err
    assert sentence in err
    assert "hemmelig" not in err


def test_the_project_is_not_published_into(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither over the texts nor over the built site."""
    for inner in ("content", "", "output", "output/websted"):
        assert run(root, f"file:{root / inner}", "--no-look") == 2
        assert "Vælg en" in capsys.readouterr().err


def test_the_settings_choose_the_target(root: Path, folder: FolderTarget) -> None:
    """`publish` alone; a password in the settings is a fault of the build."""
    write(root, "content/site.yaml", f"{SITE}publish_to: {folder.address}\n")
    assert run(root, "--no-look") == 0
    assert folder.files() == OLD


def test_the_settings_hold_no_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would be in git; the fault does not repeat it."""
    write(tmp_path, "content/site.yaml", f"{SITE}publish_to: sftp://web:hemmelig@noeglen.example/www\n")
    assert main(["--root", str(tmp_path), "check"]) == 1
    err = capsys.readouterr().err
    assert "En adgangskode hører ikke til i adressen" in err
    assert "Skriv sftp://web@noeglen.example/www" in err
