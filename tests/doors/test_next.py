"""When the site changes by itself, told from the content; and whether a site that is out has kept up."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.cache.blob import read
from hjemsite.cli.main import main
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.schedule import changes, next_turn
from hjemsite.urls import STATUS
from tests.previewing import ARTICLE, ARTICLE_PATH, make_site, write

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
SEED = ARTICLE.replace("Ærø", "Fanø")


def site_build(root: Path, *fields: str, as_of: datetime = NOON) -> Build:
    """A build of a site with an article for each of `fields`, a line or two above its text."""
    if not (root / "content").exists():
        make_site(root)
    for number, lines in enumerate(fields):
        text = SEED.replace("Fanø", f"Fanø {number}").replace("date: 2022-09-28", f"date: 2022-09-28\n{lines}")
        if "date:" in lines:
            text = text.replace("date: 2022-09-28\n", "", 1)
        write(root, f"content/nyheder/{number}-sag.md", text)
    return build(BuildOptions(root, as_of))


def day(number: int, hour: int = 0) -> datetime:
    return datetime(2026, 12, number, hour, tzinfo=COPENHAGEN)


TITLES = {
    ARTICLE_PATH: "Tidselfonden åbner døre på Ærø",
    "content/nyheder/0-sag.md": "Tidselfonden åbner døre på Fanø 0",
}
COMES = "»Tidselfonden åbner døre på Fanø 0« kommer ud, for så slutter dens embargo"
DATED = "»Tidselfonden åbner døre på Fanø 0« kommer ud, for så er det dens dato"
AGES = "»Tidselfonden åbner døre på Fanø 0« er for gammel til listen for nyhedstjenester"
LEAVES = "»Tidselfonden åbner døre på Fanø 0« forlader forsiden"
GOES = "»Tidselfonden åbner døre på Fanø 0« tages af, for så udløber den"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", []),
        ("embargo: 2026-12-03 09:00", [(day(3, 9), COMES), (day(5, 9), AGES)]),
        ("date: 2026-12-03", [(day(3), DATED), (day(5), AGES)]),
        ("expires: 2026-12-03", [(day(3), GOES)]),
        ("embargo: 2026-12-03 09:00\nexpires: 2026-12-05", [(day(3, 9), COMES), (day(5), GOES)]),
        ("date: 2026-12-03\nembargo: 2026-12-02", [(day(3), DATED), (day(5), AGES)]),
        ("date: 2026-12-02\nembargo: 2026-12-03 09:00", [(day(3, 9), COMES), (day(5, 9), AGES)]),
        ("draft: true\nembargo: 2026-12-03 09:00", []),
        ("embargo: 2026-12-03\nexpires: 2026-12-02", []),
        ("embargo: 2026-11-01 12:00\nexpires: 2026-11-01 12:00", []),
        ("expires: 2026-10-01", []),
        ("front: {place: lead, until: 2026-12-03 09:00}", [(day(3, 9), f"{LEAVES}, hvor den stod øverst")]),
        (
            "embargo: 2026-12-03\nfront: {place: quote, until: 2026-12-04}",
            [(day(3), COMES), (day(4), f"{LEAVES}, hvor et af dens citater stod"), (day(5), AGES)],
        ),
        ("expires: 2026-12-03\nfront: {place: lead, until: 2026-12-03}", [(day(3), GOES)]),
        ("draft: true\nfront: {place: lead, until: 2026-12-03}", []),
        ("front: {place: lead, until: 2026-11-01 12:00}", []),
    ],
)
def test_a_change_is_foreseen(tmp_path: Path, lines: str, expected: list[tuple[datetime, str]]) -> None:
    """When and why; a draft changes nothing, and nor does an article that is over before it begins."""
    next_changes = changes(site_build(tmp_path, lines).site, NOON, lambda article: TITLES[article.source])
    assert [(change.at, change.reason) for change in next_changes] == expected
    assert {change.source for change in next_changes} <= {"content/nyheder/0-sag.md"}


def test_the_output_changes_then_and_at_no_other_time(tmp_path: Path) -> None:
    """The law: from one foreseen instant to the next every byte is the same, and at the instant some are others."""
    lines = (
        "embargo: 2026-12-03 09:00",
        "date: 2026-12-04\nexpires: 2026-12-06",
        "date: 2026-12-04\ndraft: true",
        "front: {place: lead, until: 2026-12-08}",
        "date: 2022-09-27\nfront: {place: lead, until: 2026-12-07}",
    )
    as_of, turns = NOON, []
    before = site_build(tmp_path, *lines)
    while (turn := before.until) is not None:
        assert next_turn(before.site, as_of) == turn > as_of
        just_before = build(BuildOptions(tmp_path, turn - timedelta(seconds=1)))
        assert just_before.loaded() == before.loaded()
        before, as_of = build(BuildOptions(tmp_path, turn)), turn
        assert before.loaded() != just_before.loaded()
        turns.append(turn)
    assert turns == [day(3, 9), day(4), day(5, 9), day(6), day(8)]


def test_a_site_says_when_it_changes(tmp_path: Path) -> None:
    """In a small file that depends on the content and the edition, not on when it was built."""
    file = STATUS.lstrip("/")
    first = telling(site_build(tmp_path, "embargo: 2026-12-03 09:00"), tmp_path)
    pages = sum(path.endswith(".html") for path in first.files)
    seed = "2022-09-28T00:00:00+02:00"
    assert json.loads(read(first.files[file])) == {"pages": pages, "newest": seed, "next": "2026-12-03T09:00:00+01:00"}
    assert site_build(tmp_path, as_of=NOON + timedelta(days=9)).files[file] == first.files[file]
    later = json.loads(read(site_build(tmp_path, as_of=day(6)).files[file]))
    assert later == {"pages": pages + 1, "newest": "2026-12-03T09:00:00+01:00", "next": None}


def test_it_says_so_only_where_the_settings_have_it_so(tmp_path: Path) -> None:
    """When an embargo ends is nobody's business: two sites that differ in nothing else have one status."""
    status = STATUS.lstrip("/")
    first = site_build(tmp_path, "embargo: 2026-12-03 09:00")
    assert set(json.loads(read(first.files[status]))) == {"pages", "newest"}
    assert site_build(tmp_path, "embargo: 2026-12-04 10:00").files[status] == first.files[status]


def telling(_: Build, root: Path) -> Build:
    """The site at `root`, built again with the setting that tells when it changes."""
    site = root / "content/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}next_change: ja\n", "utf-8")
    return site_build(root)


# --- the command


def test_the_next_change_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To people with all that happens then, and to programs as JSON; nothing is written."""
    site_build(tmp_path, "embargo: 2026-12-03 09:00", "date: 2026-12-03 09:00", "date: 2026-12-04")
    assert main(["--root", str(tmp_path), "next", "--as-of", "2026-11-01 12:00"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Siden ændrer sig næste gang den 3. december 2026 kl. 9.00:\n- »Tidselfonden åbner")
    assert out.count("\n") == 3 and "(content/nyheder/0-sag.md)" in out and "2-sag" not in out
    assert main(["--root", str(tmp_path), "next", "--format", "json", "--as-of", "2026-11-01 12:00"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["next"] == "2026-12-03T09:00:00+01:00"
    assert answer["changes"][0] == {"time": answer["next"], "reason": COMES, "source": "content/nyheder/0-sag.md"}
    assert len(answer["changes"]) == 2
    assert not (tmp_path / "output").exists()


def test_that_nothing_changes_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence, or as null."""
    make_site(tmp_path)
    assert main(["--root", str(tmp_path), "next", "--as-of", "2026-11-01"]) == 0
    assert capsys.readouterr().out == "Siden ændrer sig ikke af sig selv.\n"
    assert main(["--root", str(tmp_path), "next", "--as-of", "2026-11-01", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"next": None, "changes": []}


def test_a_site_with_faults_is_not_guessed_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are told, as by `check`."""
    write(make_site(tmp_path), "content/nyheder/fejl.md", ARTICLE.replace("date:", "member: ukendt\ndate:"))
    assert main(["--root", str(tmp_path), "next", "--as-of", "2026-11-01"]) == 1
    assert "fejl[ukendt-medlem]" in capsys.readouterr().err


def test_no_page_is_made_to_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer lies in the articles: a page that cannot be made is for the build to tell of."""
    site_build(tmp_path, "embargo: 2026-12-03 09:00")
    write(tmp_path, "templates/article.html", "{{ findes_ikke }}")
    assert main(["--root", str(tmp_path), "next", "--as-of", "2026-11-01"]) == 0
    assert main(["--root", str(tmp_path), "check", "--as-of", "2026-12-04"]) == 1
    assert "Siden ændrer sig næste gang den 3. december 2026 kl. 9.00" in capsys.readouterr().out


# --- the site that is out


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    location: str = ""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, replies: Mapping[str, Reply], *rest: object) -> None:
        self.replies = replies
        super().__init__(*rest)  # type: ignore[arg-type]  # what the server gives

    def do_GET(self) -> None:
        reply = self.replies.get(self.path, Reply(404))
        self.send_response(reply.status)
        if reply.location:
            self.send_header("Location", reply.location)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def site_that_says(replies: Mapping[str, Reply]) -> Iterator[str]:
    """The address of a web server that gives these replies."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, replies)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def asked(address: str, at: str = "2026-12-03 10:30") -> int:
    return main(["next", "--live", address, "--as-of", at])


@pytest.mark.parametrize(
    ("instant", "code", "words"),
    [
        (None, 0, "ændrer sig ikke af sig selv"),
        ("2026-12-03T10:31:00+01:00", 0, "ændrer sig næste gang den 3. december 2026 kl. 10.31"),
        ("2026-12-03T09:30:00+01:00", 0, "kl. 9.30"),
        (
            "2026-12-03T09:29:59+01:00",
            1,
            "skulle have ændret sig den 3. december 2026 kl. 9.29, men har ikke",
        ),
        ("2026-12-03T08:29:59Z", 1, "skulle have ændret sig den 3. december 2026 kl. 9.29"),
        ("2025-01-01", 3, "svarer noget andet end en side fra hjemsite"),
    ],
)
def test_a_site_that_has_not_kept_up_is_an_error(
    instant: str | None, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An hour is forgiven, for builds run every hour; no content is needed where one asks."""
    status = {"pages": 7, "newest": None, "next": instant}
    with site_that_says({f"/nyt{STATUS}": Reply(200, json.dumps(status).encode())}) as address:
        assert asked(f"{address}/nyt/") == code
    out, err = capsys.readouterr()
    assert words in (err if code else out) and bool(out) != bool(err)


def test_what_a_build_says_is_what_is_asked(tmp_path: Path) -> None:
    """A site that was built before an embargo ended, and never again, is found out; one that was is not."""
    telling(site_build(tmp_path, "embargo: 2026-12-03 09:00"), tmp_path)
    for as_of, code in (("2026-12-01", 1), ("2026-12-03 09:00", 0)):
        with site_built_at(tmp_path, as_of) as address:
            assert asked(address) == code


@contextmanager
def site_built_at(root: Path, as_of: str) -> Iterator[str]:
    """The address of the site at `root` as it was built then."""
    assert main(["--root", str(root), "build", "--no-search", "--as-of", as_of]) == 0
    with site_that_says({STATUS: Reply(200, (root / "output" / STATUS.lstrip("/")).read_bytes())}) as address:
        yield address


def test_a_site_that_keeps_its_plans_to_itself_is_compared_with_the_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the content lies: an embargo that has ended without a build is found out after an hour."""
    site_build(tmp_path, "embargo: 2026-12-03 09:00")
    with site_built_at(tmp_path, "2026-12-01") as address:
        words = ["--root", str(tmp_path), "next", "--live", address, "--as-of"]
        assert [main([*words, at]) for at in ("2026-12-03 08:59", "2026-12-03 10:00")] == [0, 0]
        assert capsys.readouterr().out.endswith("har de nyheder, siden skal have.\n")
        assert main([*words, "2026-12-03 10:01"]) == 1
        assert "mangler en nyhed, der skulle være kommet ud den 3. december 2026 kl. 9.00" in capsys.readouterr().err
    with site_built_at(tmp_path, "2026-12-03 09:00") as address:
        assert main(["--root", str(tmp_path), "next", "--live", address, "--as-of", "2026-12-09"]) == 0


def test_without_content_such_a_site_cannot_be_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says both ways out."""
    site_build(tmp_path)
    with site_built_at(tmp_path, "2026-12-01") as address:
        (tmp_path / "tom").mkdir()
        monkeypatch.chdir(tmp_path / "tom")
        assert asked(address) == 3
    err = capsys.readouterr().err
    assert "Kør kommandoen i mappen med siden" in err and "next_change: ja" in err


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404),
        Reply(500),
        Reply(200, b"<html>"),
        Reply(200, b"[]"),
        Reply(200, b"{}"),
        Reply(200, b'{"next": 7}'),
        Reply(200, b'{"next": "snart"}'),
        Reply(200, b"\xff"),
        Reply(200, b"[" * 9_000),
        Reply(200, b" " * 20_000 + b'{"next": null}'),
        Reply(302, location="file:///etc/passwd"),
        Reply(302, location="ftp://127.0.0.1/x"),
        Reply(302, location=STATUS),
    ],
)
def test_a_site_that_does_not_say_is_no_answer(reply: Reply, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither good nor bad: the environment is to blame, in one Danish sentence or two."""
    with site_that_says({STATUS: reply}) as address:
        assert asked(address) == 3
    assert capsys.readouterr().err.startswith(address)


def test_a_site_that_is_not_there_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """The same where nobody answers; and other ways of writing an address are wrong use."""
    with site_that_says({}) as address:
        gone = address
    assert asked(gone) == 3
    assert "svarer ikke" in capsys.readouterr().err
    for address in ("file:///etc/passwd", "noeglen.example", "ftp://noeglen.example"):
        assert asked(address) == 2


def test_what_to_expect_of_a_host_that_builds_by_the_hour(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told with what is coming, and only there: the instant is not when readers see it."""
    site_build(tmp_path, "embargo: 2026-12-03 09:00")
    words = ["--root", str(tmp_path), "next", "--as-of", "2026-11-01"]
    assert main(words) == 0
    assert "7 minutter over" not in capsys.readouterr().out
    write(tmp_path, ".gitlab-ci.yml", "")
    assert main(words) == 0
    assert "GitLab bygger siden hver time, 7 minutter over" in capsys.readouterr().out
    assert main([*words[:-1], "2027-11-01"]) == 0
    assert "7 minutter over" not in capsys.readouterr().out
