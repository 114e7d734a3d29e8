"""The command line as its users meet it: a little site, an exit code and a few words.

What depends on streams, signals and the machine runs in a process of its own, and what depends on how Python starts
in a Python of its own; the rest calls `main`, which is quicker.
What stands in for a broken machine is a broken package on the path.
"""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest

from hjemsite.cli.arguments import UsageError
from hjemsite.cli.build_time import RELEASED, instant
from hjemsite.cli.console import DISCARDED, NO_PRESS_CONTACT
from hjemsite.cli.main import main
from hjemsite.system.errors import MachineError
from hjemsite.system.lock import exclusive
from tests import program

PROJECT = Path(__file__).parents[2]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WHEN = "2026-11-22"


class Run(Protocol):
    def __call__(self, *words: str, root: Path, **environment: str) -> tuple[int, str, str]: ...


SITE = """\
title: Nøglen
address: https://noeglen.example
description: Nyt fra Nøglen-alliancen
press: {name: Kim Holm, email: kim@noeglen.example}
"""
ARTICLE = """\
---
title: Tidselfonden åbner døre på Ærø
date: 2022-09-28
---
Søren Nørgaard tog imod de første gæster.
"""
ERROR = ARTICLE.replace("date:", "member: tidselfonden\ndate:")
WARNING = ARTICLE + "\n# For stor en overskrift\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A little site without faults, in a folder with Danish letters."""
    return make(tmp_path)


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("built"))
    assert raw("--as-of", WHEN, root=root).returncode == 0
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """The little site, with its output."""
    return Path(shutil.copytree(built_once, tmp_path / built_once.name))


def make(folder: Path) -> Path:
    root = folder / "nøglen æøå"
    (root / "content" / "nyheder").mkdir(parents=True)
    (root / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    write(root, ARTICLE)
    return root


def write(root: Path, text: str, name: str = "2022-09-28-tidselfonden.md") -> None:
    (root / "content" / "nyheder" / name).write_text(text, encoding="utf-8")


def surroundings(changes: Mapping[str, str | None]) -> dict[str, str]:
    """The environment of this process, without what would steer the program, and with the changes."""
    steering = ("SOURCE_DATE_EPOCH", "NO_COLOR", "LC_ALL", "PYTHONIOENCODING", "PYTHONUTF8")
    kept = {name: value for name, value in os.environ.items() if name not in steering}
    environment = {**kept, "PYTHONPATH": str(PROJECT), **changes}
    return {name: value for name, value in environment.items() if value is not None}


def raw(*words: str, root: Path, **changes: str | None) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    return program.run(words, surroundings(changes), cwd=root, capture_output=True, timeout=60)


def started(*words: str, root: Path, **changes: str | None) -> subprocess.CompletedProcess[bytes]:
    """The program in a Python of its own, for what that does before the program runs."""
    command = [sys.executable, "-m", "hjemsite", *words]
    return subprocess.run(command, cwd=root, env=surroundings(changes), capture_output=True, timeout=60, check=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program in the folder `root`: exit code, standard output and standard error. Never a traceback."""

    def go(*words: str, root: Path, **environment: str) -> tuple[int, str, str]:
        monkeypatch.chdir(root)
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = main(words)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return go


def tree(root: Path) -> dict[str, bytes]:
    """All files below `root`, apart from what may be forgotten at any time."""
    files = {str(path.relative_to(root)): path for path in sorted(root.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".hjemsite/")}


# --- building


def test_a_site_is_built_and_one_line_says_so(run: Run, site: Path) -> None:
    """Without a command, in the folder that one stands in; the second build writes nothing."""
    code, out, err = run("--as-of", WHEN, root=site)
    assert (code, err) == (0, "")
    assert re.fullmatch(
        r"Siden er bygget på \d+,\d sekunder: \d+ sider, \d+ filer skrevet, 0 slettet og 0 uændrede; "
        r"ingen side henter noget udefra\.\n",
        out,
    )
    page = (site / "output" / "nyheder" / "tidselfonden" / "index.html").read_text(encoding="utf-8")
    assert "Tidselfonden åbner døre på Ærø" in page
    before = tree(site)
    code, out, _ = run("build", "--as-of", WHEN, root=site)
    assert code == 0 and ", 0 filer skrevet, 0 slettet og " in out
    assert tree(site) == before


def test_root_and_output_may_be_elsewhere(run: Run, site: Path, tmp_path: Path) -> None:
    """`--root` names the project; `--output` is taken from where one stands."""
    code, _, err = run("--root", site.name, "--output", "ude", "--as-of", WHEN, root=tmp_path)
    assert (code, err) == (0, "")
    assert (tmp_path / "ude" / "index.html").is_file() and not (site / "output").exists()


def test_options_reach_the_build(run: Run, site: Path) -> None:
    """Drafts are shown when asked for, and the address is the one given."""
    write(site, ARTICLE.replace("date:", "draft: true\ndate:").replace("døre", "porte"), "2022-10-01-kladde.md")
    assert run("--as-of", WHEN, root=site)[0] == 0
    assert not (site / "output" / "nyheder" / "kladde").exists()
    assert run("--as-of", WHEN, "--drafts", "--base-url", "https://proeve.example/sti/", root=site)[0] == 0
    assert (site / "output" / "nyheder" / "kladde" / "index.html").is_file()
    assert b"https://proeve.example/sti/" in (site / "output" / "sitemap.xml").read_bytes()


def test_what_is_built_with_drafts_cannot_be_found(run: Run, site: Path) -> None:
    """Search engines stay away from every page, none names an address for readers, and the next build is as ever."""
    moved = ARTICLE.replace("date:", "draft: true\nredirects: /gammel/\ndate:").replace("døre", "porte")
    write(site, moved, "2022-10-01-kladde.md")

    def pages() -> list[str]:
        return [file.read_text(encoding="utf-8") for file in (site / "output").rglob("*.html")]

    assert run("--as-of", WHEN, "--drafts", root=site)[0] == 0
    assert len(pages()) > 5
    for page in pages():
        assert '<meta name="robots" content="noindex">' in page
        assert "canonical" not in page and "og:url" not in page
    assert run("--as-of", WHEN, root=site)[0] == 0
    assert sum('<link rel="canonical"' in page for page in pages()) == len(pages())
    assert sum("noindex" in page for page in pages()) == 1


def test_check_writes_nothing(run: Run, site: Path) -> None:
    """All that build does, without a file."""
    before = tree(site)
    code, out, err = run("check", "--as-of", WHEN, root=site)
    assert (code, err) == (0, "")
    assert re.fullmatch(r"Alt er i orden: \d+ sider kan bygges\.\n", out)
    assert tree(site) == before


# --- faults


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_fault_stops_the_build_and_leaves_the_old_site(run: Run, built: Path, command: str) -> None:
    """The excerpt and what it means for the site are on stderr, nothing on stdout, and no byte of output changes."""
    write(built, ERROR)
    before = tree(built)
    code, out, err = run(command, "--as-of", WHEN, root=built)
    assert (code, out) == (1, "")
    assert err.startswith("fejl[ukendt-medlem]: ")
    assert "  --> content/nyheder/2022-09-28-tidselfonden.md:3:9\n" in err
    assert " 3 | member: tidselfonden\n   |         ^^^^^^^^^^^^" in err
    closing = err.rstrip("\n").split("\n")[-1]
    assert closing == "1 fejl." + " Siden er ikke bygget, og det, der lå der i forvejen, er uændret." * (
        command == "build"
    )
    assert tree(built) == before


def test_nothing_is_made_where_nothing_was(run: Run, site: Path) -> None:
    """A first build with a fault does not even make the folder."""
    write(site, ERROR)
    assert run("--as-of", WHEN, root=site)[0] == 1
    assert not (site / "output").exists()


def test_all_faults_are_told_at_once_in_order(run: Run, site: Path) -> None:
    """A broken file hides no other. Errors come last, next to the prompt."""
    write(site, "---\ntitle: Aldrig afsluttet\n", "2022-01-01-a.md")
    write(site, ERROR, "2022-01-02-b.md")
    write(site, WARNING, "2022-01-03-c.md")
    code, _, err = run("check", "--as-of", WHEN, root=site)
    assert code == 1
    rules = re.findall(r"^(?:fejl|advarsel)\[([a-z-]+)\]", err, re.M)
    assert [rule for rule in rules if rule != "mulig-dublet"] == [
        "overskrift-niveau",
        "uafsluttede-felter",
        "ukendt-medlem",
    ]


def test_a_warning_is_shown_and_stops_nothing(run: Run, site: Path) -> None:
    """It is on stderr, and the closing line counts it."""
    write(site, WARNING)
    code, out, err = run("--as-of", WHEN, root=site)
    assert code == 0
    assert err.startswith("advarsel[overskrift-niveau]: ")
    assert out.startswith("Siden er bygget på ") and out.endswith(" (1 advarsel).\n")
    code, out, _ = run("check", "--as-of", WHEN, root=site)
    assert code == 0 and re.fullmatch(r"Der er ingen fejl: \d+ sider kan bygges \(1 advarsel\)\.\n", out)


def test_an_address_that_vanishes_is_told_once(run: Run, site: Path) -> None:
    """A file that is renamed needs its old address in `redirects`; one that is held back has not lost its own."""
    write(site, ARTICLE.replace("døre", "porte"), "2022-10-01-gammel.md")
    stays = "---\ntitle: Nyt tag\ndate: 2022-10-02\n---\nTaget er tæt, og regnen bliver ude.\n"
    write(site, stays, "2022-10-02-bliver.md")
    for number in range(10):
        write(site, ARTICLE.replace("døre", f"{number} låger"), f"2022-11-01-nr-{number}.md")
    assert run("--as-of", WHEN, root=site)[0] == 0
    folder = site / "content/nyheder"
    (folder / "2022-10-01-gammel.md").rename(folder / "2022-10-01-ny.md")
    write(site, stays.replace("date:", "draft: ja\ndate:"), "2022-10-02-bliver.md")
    code, _, err = run("--as-of", WHEN, root=site)
    assert code == 0
    assert re.findall(r"forsvundet-adresse.*", err) == [
        "forsvundet-adresse]: Adressen /nyheder/gammel/ er væk, og links til den fører ingen steder hen"
    ]
    assert "skriv redirects: /nyheder/gammel/ i den fil" in err
    assert "forsvundet-adresse" not in run("--as-of", WHEN, root=site)[2]
    write(site, ARTICLE.replace("date:", "redirects: /nyheder/gammel/\ndate:"), "2022-10-01-ny.md")
    assert "forsvundet-adresse" not in run("--as-of", WHEN, root=site)[2]


def test_a_site_that_shrinks_is_not_published_unasked(run: Run, site: Path) -> None:
    """What only publishing can find is a fault like any other."""
    for number in range(10):
        write(site, ARTICLE.replace("Ærø", f"Ærø {number}"), f"2022-09-28-nr-{number}.md")
    assert run("--as-of", WHEN, root=site)[0] == 0
    before = tree(site / "output")
    for number in range(10):
        (site / "content" / "nyheder" / f"2022-09-28-nr-{number}.md").unlink()
    code, out, err = run("--as-of", WHEN, root=site)
    assert (code, out) == (1, "") and "fejl[faerre-sider]" in err
    assert tree(site / "output") == before
    assert run("--as-of", WHEN, "--allow-shrink", root=site)[0] == 0


# --- forms


@pytest.mark.parametrize(
    ("text", "rules"), [(ARTICLE, []), (WARNING, ["overskrift-niveau"]), (ERROR, ["ukendt-medlem"])]
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_json_is_all_there_is_on_stdout(run: Run, site: Path, command: str, text: str, rules: list[str]) -> None:
    """Also when nothing is wrong, and also after a build that went well."""
    write(site, text)
    code, out, err = run(command, "--as-of", WHEN, "--format", "json", root=site)
    assert code == ("ukendt-medlem" in rules)
    assert [fault["rule"] for fault in json.loads(out)] == rules
    assert err == ""


def test_github_gets_a_command_for_each_fault(run: Run, site: Path) -> None:
    """On stdout, where the runner reads them."""
    write(site, ERROR)
    code, out, err = run("check", "--as-of", WHEN, "--format", "github", root=site)
    assert code == 1
    assert out.startswith(
        "::error file=content/nyheder/2022-09-28-tidselfonden.md,line=3,col=9,endLine=3,endColumn=21,title="
    )
    assert err == "1 fejl.\n"


def test_gitlab_gets_a_report_in_a_file_and_a_reader_the_text(run: Run, site: Path) -> None:
    """Standard output is the report alone, also where all is well; the log shows the rest."""
    write(site, ERROR)
    code, out, err = run("check", "--as-of", WHEN, "--format", "gitlab", root=site)
    assert code == 1 and [record["check_name"] for record in json.loads(out)] == ["ukendt-medlem"]
    assert "fejl[ukendt-medlem]" in err and err.endswith("1 fejl.\n")
    write(site, ARTICLE)
    code, out, err = run("check", "--as-of", WHEN, "--format", "gitlab", root=site)
    assert (code, json.loads(out)) == (0, []) and err.startswith("Alt er i orden")


HIDDEN = """---
title: Hemmelig sammenlægning
date: 2026-12-04
member: findes-ikke
---

Tekst.
"""


@pytest.mark.parametrize("form", ["text", "github"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_log_tells_nothing_of_what_is_not_out(run: Run, site: Path, command: str, form: str) -> None:
    """Neither headline, address, file nor line, also where a public article points there; the rest is told as ever."""
    (site / "content/nyheder/2026-12-04-hemmelig-sammenlaegning.md").write_text(HIDDEN, "utf-8")
    write(site, ARTICLE + "\nSe [mere](/nyheder/hemmelig-sammenlaegning/).\n\n# Mellemrubrik\n")
    words = (command, "--as-of", WHEN, "--format", form)
    _, out, err = run(*words, root=site)
    assert "sammenlaegning" in out + err
    for _ in range(2):
        code, out, err = run(*words, "--quiet-hidden", root=site)
        output = (out + err).lower()
        assert code == 0 and "sammenl" not in output and "4. december" not in output
        assert "ukendt-medlem" in output and "content/nyheder/2026-12…" in output
        assert "2022-09-28-tidselfonden.md" in output and "overskrift-niveau" in output
        assert "link-til-upubliceret" in output
    code, out, _ = run(*words[:3], "--format", "json", "--quiet-hidden", root=site)
    assert "sammenlaegning" in out


# --- wrong use


def test_wrong_use_is_one_danish_sentence(run: Run, site: Path) -> None:
    """Exit 2, nothing on stdout, nothing built."""
    assert run("biuld", root=site) == (
        2,
        "",
        "»biuld« er ikke en kommando; mente du »build«? Se »hjemsite --help«.\n",
    )
    assert not (site / "output").exists()


def test_a_folder_without_content_is_wrong_use(run: Run, tmp_path: Path) -> None:
    """The folder is named, and the way out too."""
    code, out, err = run("--as-of", WHEN, root=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("Der er ingen mappe med navnet content i »") and "--root" in err


@pytest.mark.parametrize("folder", ["content", "templates/ude", ".", "..", "/", "fremmed"])
def test_output_is_refused_where_something_else_lives(run: Run, site: Path, folder: str) -> None:
    """Before anything is read; nothing is touched."""
    (site / "fremmed").mkdir()
    (site / "fremmed" / "vigtigt.txt").write_text("mit", encoding="utf-8")
    before = tree(site)
    code, out, err = run("--output", folder, "--as-of", WHEN, root=site)
    assert (code, out) == (2, "")
    assert err.startswith("Siden kan ikke bygges i »")
    assert tree(site) == before


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["check", "-h"], ["--version"]])
def test_help_and_version_need_no_site_and_no_libraries(tmp_path: Path, words: list[str]) -> None:
    """They answer at once: nothing is imported that only a build needs."""
    command = [sys.executable, "-X", "importtime", "-m", "hjemsite", *words]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings({}), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith(("Brug: hjemsite ", "hjemsite 0"))
    imported = {row.rpartition("|")[2].strip().partition(".")[0] for row in done.stderr.decode("utf-8").splitlines()}
    assert "argparse" in imported
    assert not imported & {"pydantic", "jinja2", "markdown", "yaml", "nh3", "watchdog", "multiprocessing", "asyncio"}


# --- the clock


def test_the_environment_sets_the_clock_and_the_option_wins(run: Run, site: Path) -> None:
    """An article from tomorrow is in no output today."""
    write(site, "---\ntitle: I morgen\ndate: 2026-11-23\n---\n\nDet sker i morgen.\n", "2026-11-23-i-morgen.md")
    tomorrow = site / "output" / "nyheder" / "i-morgen" / "index.html"
    epoch = int(datetime(2026, 11, 22, 23, 59, tzinfo=COPENHAGEN).timestamp())
    assert run(root=site, SOURCE_DATE_EPOCH=str(epoch))[0] == 0
    assert not tomorrow.exists()
    assert run(root=site, SOURCE_DATE_EPOCH=str(epoch + 60))[0] == 0
    assert tomorrow.exists()
    assert run("--as-of", WHEN, "--allow-shrink", root=site, SOURCE_DATE_EPOCH=str(epoch + 60))[0] == 0
    assert not tomorrow.exists()


@pytest.mark.parametrize("epoch", ["", "i dag", "-1", "1.5", "1e9", " 1", "9" * 12, "١"])
def test_an_environment_that_names_no_instant_is_wrong_use(epoch: str) -> None:
    """Nobody guesses."""
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        instant(epoch, RELEASED)


def test_a_bad_source_date_epoch_ends_with_two(run: Run, site: Path) -> None:
    """And says which value it was."""
    code, out, err = run("check", root=site, SOURCE_DATE_EPOCH="nu")
    assert (code, out) == (2, "") and "»nu«" in err


def test_the_instant_is_that_of_copenhagen() -> None:
    """However it is given; half past midnight in summer belongs to the new day."""
    night = datetime(2022, 6, 30, 22, 30, tzinfo=ZoneInfo("UTC"))
    as_of = instant(str(int(night.timestamp())), RELEASED)
    assert as_of == night and as_of.isoformat() == "2022-07-01T00:30:00+02:00"
    assert instant(None, RELEASED + timedelta(days=1)) == RELEASED + timedelta(days=1)


@pytest.mark.parametrize(
    "now", [datetime(1970, 1, 1, 1, tzinfo=COPENHAGEN), RELEASED - timedelta(1), RELEASED.replace(year=2056)]
)
def test_a_clock_that_cannot_be_right_stops_the_build(now: datetime) -> None:
    """Before this version came out, or a generation later."""
    with pytest.raises(MachineError, match=r"^Computerens ur viser den \d+\. \w+ \d{4}, og det kan ikke passe\. "):
        instant(None, now)


# --- poor terminals, broken pipes


@pytest.mark.parametrize(
    "changes",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=str,
)
@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), (["vælg"], 2), (["check", "--as-of", WHEN], 1)], ids=str)
def test_no_terminal_is_too_poor(site: Path, words: list[str], code: int, changes: dict[str, str]) -> None:
    """Letters that cannot be shown are spelt out; names and faults are the same everywhere."""
    write(site, ERROR.replace("tidselfonden", "🎉ø"), "2022-10-01-blåbær.md")
    of_streams_alone = changes.keys() == {"PYTHONIOENCODING"}
    done = (raw if of_streams_alone else started)(*words, root=site, **changes)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr and b"UnicodeEncodeError" not in done.stderr
    shown = (done.stdout + done.stderr).decode(changes.get("PYTHONIOENCODING", "utf-8").partition(":")[0])
    assert shown
    if code == 1:
        assert "fejl[ukendt-medlem]" in shown and "filnavn" not in shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_json_is_utf_8_whatever_the_terminal(site: Path, encoding: str) -> None:
    """Programs read it, and RFC 8259 says so."""
    write(site, ERROR.replace("tidselfonden", "æble-🎉"))
    done = raw("check", "--as-of", WHEN, "--format", "json", root=site, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "æble-🎉" in json.loads(done.stdout.decode("utf-8"))[0]["message"]


@pytest.mark.parametrize("words", [["--help"], ["--as-of", WHEN], ["--as-of", WHEN, "--format", "json"]])
def test_a_reader_who_leaves_is_no_fault(site: Path, words: list[str]) -> None:
    """As in `hjemsite | head`: the work is done, and nobody complains."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as gone:
        done = program.run(words, surroundings({}), cwd=site, stdout=gone, stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_fault(site: Path, closed: str) -> None:
    """As under some schedulers; the exit code still tells how it went."""
    write(site, ERROR)

    def close() -> None:
        for stream in closed.split():
            os.close(2 if stream.startswith("2") else 1)

    done = program.run(
        ["check", "--as-of", WHEN],
        surroundings({}),
        first=close,
        cwd=site,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 1 and b"Traceback" not in done.stderr


# --- broken machines


def beside(folder: Path, package: str, code: str) -> str:
    """A PYTHONPATH on which `package` is a broken one."""
    folder.mkdir()
    (folder / f"{package}.py").write_text(code, encoding="utf-8")
    return os.pathsep.join((str(folder), str(PROJECT)))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise ValueError('æv\\x1b[2J')", "Der er en fejl i selve hjemsite (ValueError: æv<U+001B>[2J). "),
        ("raise ModuleNotFoundError(name='jinja2')", "Pakken jinja2 mangler eller passer ikke; installér "),
        ("raise OSError(28, 'No space left on device', 'x')", "»x«: Disken er fuld; gør plads, og prøv igen."),
        ("raise OSError(99, 'Something new')", "Computeren siger fra: Something new."),
        ("raise MemoryError", "Computeren har ikke hukommelse nok"),
        ("raise OSError(12, 'Cannot allocate memory')", "Computeren har ikke hukommelse nok"),
        ("raise ImportError('x.so: failed to map segment from shared object')", "Computeren har ikke hukommelse nok"),
        ('raise RuntimeError("can\'t start new thread")', "Computeren har ikke hukommelse nok"),
    ],
)
def test_a_broken_machine_ends_with_three_and_a_sentence(built: Path, tmp_path: Path, code: str, message: str) -> None:
    """The old site stays."""
    before, path = tree(built), beside(tmp_path / "broken", "jinja2", code)
    done = started("--as-of", WHEN, root=built, PYTHONPATH=path)
    err = done.stderr.decode("utf-8")
    assert (done.returncode, done.stdout) == (3, b"") and err.startswith(message) and err.count("\n") == 1
    assert tree(built) == before


def test_only_debug_shows_where_in_the_program(site: Path, tmp_path: Path) -> None:
    """The exit code and the sentence are the same."""
    path = beside(tmp_path / "broken", "jinja2", "raise ValueError('æv')")
    done = started("check", "--as-of", WHEN, "--debug", root=site, PYTHONPATH=path)
    assert done.returncode == 3 and b"Traceback" in done.stderr
    assert "Der er en fejl i selve hjemsite (ValueError: æv). " in done.stderr.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_full_disk_for_the_answer_is_no_failure_of_the_work(site: Path, command: str) -> None:
    """The site stands although the sentence that says so could not be written; that is said elsewhere."""
    words = [command, "--as-of", WHEN]
    with Path("/dev/full").open("w") as full:
        done = program.run(words, surroundings({}), stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=site)
    assert done.returncode == 0
    assert "Det kunne ikke skrives, hvor det skulle: Disken er fuld" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("words", [["--timings"], ["--explain"], ["--format", "json"]], ids=str)
def test_a_full_disk_for_all_that_is_told_is_no_failure_of_the_site(site: Path, words: list[str]) -> None:
    """Whatever else was to be written there: the site stands, so the exit code says so."""
    words = ["build", "--as-of", WHEN, "--no-search", *words]
    with Path("/dev/full").open("w") as full:
        done = program.run(words, surroundings({}), stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=site)
    assert done.returncode == 0
    assert done.stderr.startswith("Siden er bygget") and done.stderr.count("Disken er fuld") == 1
    assert (site / "output/index.html").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize(("text", "code"), [(ARTICLE, 0), ("ingen felter", 1)])
def test_where_nothing_can_be_told_the_exit_code_tells(site: Path, text: str, code: int) -> None:
    """Neither on standard output nor on standard error."""
    write(site, text)
    with Path("/dev/full").open("w") as full:
        done = program.run(["check", "--as-of", WHEN], surroundings({}), stdout=full, stderr=full, cwd=site)
    assert done.returncode == code


def test_a_full_disk_leaves_no_site(site: Path) -> None:
    """A limit on the size of files stands in for the disk; what is said is Danish, and nothing half-made remains."""
    done = program.run(
        ["--as-of", WHEN, "--no-search"],
        surroundings({}),
        first=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        cwd=site,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 3 and "Filen er større, end disken" in done.stderr.decode("utf-8")
    assert not (site / "output").exists() or not [path for path in tree(site / "output") if path.endswith(".html")]


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_ends_quietly(built: Path, tmp_path: Path, sign: signal.Signals, code: int) -> None:
    """No traceback, the right exit code, the old site as it was."""
    before = tree(built)
    path = beside(
        tmp_path / "slow", "jinja2", "import pathlib, time\npathlib.Path('../started').touch()\ntime.sleep(60)"
    )
    command = [sys.executable, "-m", "hjemsite", "--as-of", WHEN]
    process = subprocess.Popen(command, cwd=built, env=surroundings({"PYTHONPATH": path}), stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not (tmp_path / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(sign)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert tree(built) == before


PARAGRAPH = "Vi ses på *Ærø*, siger [foreningen](https://www.example.dk/x?a=1&b=2), og **alle** er med i år.\n\n"


@pytest.mark.parametrize("forks", [1, 2], ids=["reading", "making"])
@pytest.mark.parametrize(
    ("sign", "to_all", "code"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGKILL, False, -signal.SIGKILL),
    ],
)
def test_no_process_is_left_behind(
    built: Path, tmp_path: Path, sign: signal.Signals, to_all: bool, code: int, forks: int
) -> None:
    """In the middle of a large build by several processes, whether a terminal tells all of them or only one is told:
    all end at once and in silence, the old site stays, and the next build is not kept waiting."""
    before = tree(built / "output")
    for number in range(240):
        write(built, ARTICLE.replace("Ærø", f"Ærø {number}") + PARAGRAPH * 3, f"2022-10-01-nr-{number}.md")
    log = tmp_path / "forks"

    def count_helpers() -> None:
        # No function of Python's, in which a signal would be lost.
        file = os.open(log, os.O_CREAT | os.O_WRONLY)
        os.register_at_fork(after_in_parent=partial(os.write, file, b"x"))

    with program.start(
        ["--as-of", WHEN, "--no-search", "--jobs", "2"],
        surroundings({}),
        first=count_helpers,
        cwd=built,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 60
        while not (log.exists() and log.stat().st_size >= forks) and time.monotonic() < deadline:
            time.sleep(0.005)
        started = time.monotonic()
        (os.killpg if to_all else os.kill)(process.pid, sign)
        try:
            # Whoever still holds its end of the pipe would keep us waiting.
            _, err = process.communicate(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        assert time.monotonic() - started < 10
    assert process.returncode == code
    assert err == (b"Afbrudt.\n" if sign == signal.SIGINT else b"")
    assert tree(built / "output") == before
    with exclusive(built / ".hjemsite"):
        pass


def test_two_builds_at_once(run: Run, site: Path) -> None:
    """The second is told that the first is at work, and changes nothing."""
    with exclusive(site / ".hjemsite"):
        code, out, err = run("--as-of", WHEN, root=site)
    assert (code, out) == (3, "")
    assert (
        err == f"Siden bliver allerede bygget eller lagt ud lige nu (proces {os.getpid()}). Vent lidt, og prøv igen.\n"
    )
    assert not (site / "output").exists()


def test_warnings_are_told_again_where_nothing_has_changed(run: Run, site: Path) -> None:
    """A site that stands as it should is not built again, and whoever builds it hears what they heard before."""
    write(site, WARNING)
    time.sleep(0.1)
    code, _, err = run("--as-of", WHEN, root=site)
    assert code == 0 and "advarsel[" in err and " | # For stor en overskrift" in err
    code, out, again = run("--as-of", WHEN, "--timings", root=site)
    assert (code, again) == (0, err)
    assert "Læser teksterne" not in out and out.endswith("(1 advarsel).\n")


def test_a_site_without_press_contact_is_told_so_until_it_has_one(run: Run, site: Path) -> None:
    """By each build, also by one in which nothing has changed."""
    settings = site / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").partition("press:")[0], "utf-8")
    code, _, err = run("--as-of", WHEN, root=site)
    assert (code, err) == (0, f"{NO_PRESS_CONTACT}\n")
    assert "Kontakt for pressen" not in (site / "output/index.html").read_text("utf-8")
    assert run("--as-of", WHEN, root=site)[2] == f"{NO_PRESS_CONTACT}\n"
    settings.write_text(f"{settings.read_text('utf-8')}press: {{name: Åse Ågård, email: aase@example.dk}}\n", "utf-8")
    assert run("--as-of", WHEN, root=site)[2] == run("--as-of", WHEN, root=site)[2] == ""


def test_beginning_over(run: Run, site: Path) -> None:
    """What is damaged is told of and not used; `--clean` uses nothing that earlier builds left, and makes the same."""
    run("--as-of", WHEN, root=site)
    before = tree(site)
    (site / ".hjemsite/cache.sqlite").write_bytes(b"noget andet")
    (site / ".hjemsite/last-build.msgpack").write_bytes(b"heller ikke")
    code, _, err = run("--as-of", WHEN, root=site)
    assert (code, err) == (0, f"{DISCARDED}\n")
    assert tree(site) == before
    code, out, _ = run("--as-of", WHEN, "--clean", root=site)
    assert code == 0 and tree(site) == before
    kept = ["cache.sqlite", "last-build.msgpack", "layout.msgpack", "pages.msgpack", "records.msgpack", "state.msgpack"]
    assert out.startswith(f"Slettet i mappen .hjemsite: {', '.join(kept)} og finished.\n")
    (site / ".hjemsite/noter.txt").write_text("ikke vores")
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".hjemsite/finished")
    for name in kept:
        (site / ".hjemsite" / name).unlink()
    assert "Der var intet at slette i mappen .hjemsite.\n" in run("--as-of", WHEN, "--clean", root=site)[1]
    assert (site / ".hjemsite/noter.txt").read_text() == "ikke vores"


def test_a_site_needs_no_templates_of_its_own(run: Run, site: Path) -> None:
    """The program has its own, and what is built with a copy of them is the same to the byte."""
    shutil.copytree(PROJECT / "templates", site / "templates")
    run("--as-of", WHEN, root=site)
    before = tree(site / "output")
    shutil.rmtree(site / "templates")
    code, _, err = run("--as-of", WHEN, root=site)
    assert (code, err) == (0, "")
    assert tree(site / "output") == before
