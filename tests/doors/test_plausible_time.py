"""A build for a time that cannot be right ends before it changes anything, and says why; ordinary builds never do.

Each project lies in a git repository of its own, committed at a time that the test chooses.
"""

import os
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hjemsite.cli.arguments import Command
from hjemsite.cli.build_time import build_options
from hjemsite.cli.main import main
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.dry_run import check
from hjemsite.system.errors import MachineError
from hjemsite.system.workers import Workers
from hjemsite.urls import STATUS
from tests.doors.test_next import Reply, site_that_says
from tests.previewing import make_site, write

COMMITTED = datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN)
RULE = "bygget-i-git"

NEWS = "---\ntitle: {title}\ndate: {date}\n---\n\nEn nyhed.\n"


def git(root: Path, *words: str, at: datetime = COMMITTED) -> str:
    names = {"NAME": "En redaktør", "EMAIL": "en@noeglen.example", "DATE": at.isoformat()}
    people = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in names.items()}
    environment = {**os.environ, **people, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(("git", *words), cwd=root, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def committed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("committed")
    make_site(folder)
    write(folder, "content/nyheder/ny.md", NEWS.format(title="Ny", date="2026-11-18"))
    write(folder, "content/nyheder/kommer.md", NEWS.format(title="Kommer", date="2026-12-10"))
    git(folder, "init", "--quiet", "--template=")
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "--message", "Nyt")
    return folder


@pytest.fixture
def root(committed_once: Path, tmp_path: Path) -> Path:
    """A site with news from 2022 and from the week of the commit, and news to come in December."""
    return Path(shutil.copytree(committed_once, tmp_path, dirs_exist_ok=True))


def trouble(root: Path, now: datetime, as_of: str = "", **environment: str) -> str:
    """Why a build and a check stop at `now`, and that they leave nothing; empty where both are made."""
    given = datetime.fromisoformat(as_of).replace(tzinfo=COPENHAGEN) if as_of else None
    options = build_options(Command("build", root, as_of=given, no_search=True), environment, now)
    try:
        check(options, Workers())
    except MachineError as error:
        with pytest.raises(MachineError) as stopped:
            build_site(options, root / "output")
        assert str(stopped.value) == str(error) and not (root / "output").exists()
        return str(error)
    build_site(options, root / "output")
    return ""


AN_HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (COMMITTED + AN_HOUR, ""),
        (COMMITTED - 23 * AN_HOUR, ""),
        (
            COMMITTED - 25 * AN_HOUR,
            "ur er den 19. november 2026, men projektet er sidst ændret i git den 20.",
        ),
        (COMMITTED + 200 * DAY, ""),
        (COMMITTED + 4 * 365 * DAY, ""),
        (COMMITTED + 5 * 367 * DAY, "mere end fem år før"),
    ],
)
@pytest.mark.parametrize("ci", ["", "true"])
def test_the_clock_is_compared_with_the_newest_commit(root: Path, now: datetime, why: str, ci: str) -> None:
    """Before it, a clock is wrong. After it, it is right, also by months: an hourly build goes on."""
    message = trouble(root, now, CI=ci)
    assert why in message and bool(why) == bool(message)


@pytest.mark.parametrize(
    ("as_of", "ci", "why"),
    [
        ("2026-11-19", "", ""),
        ("2026-11-16", "", "men der er allerede en nyhed ude fra den 18. november 2026, og den ville forsvinde"),
        ("2026-12-24", "", ""),
        ("2026-12-24", "true", "og nyheder med embargo til da ville komme ud nu"),
        ("2026-11-21", "true", ""),
        ("2033-01-01", "", "mere end fem år før"),
        ("1970-01-01", "", "mange år fra nu"),
        ("2099-01-01", "", "mange år fra nu"),
    ],
)
def test_a_time_that_is_asked_for_is_weighed(root: Path, as_of: str, ci: str, why: str) -> None:
    """Looking ahead is what it is for; in CI that would be publishing. Looking back takes news away."""
    message = trouble(root, COMMITTED + AN_HOUR, as_of, CI=ci)
    assert why in message and bool(why) == bool(message)


def test_the_environment_may_ask_too(root: Path) -> None:
    """SOURCE_DATE_EPOCH is weighed as `--as-of` is; that of the newest commit, as its convention has it, is right."""
    committed = str(int(COMMITTED.timestamp()))
    assert trouble(root, COMMITTED + 90 * DAY, CI="true", SOURCE_DATE_EPOCH=committed) == ""
    later = str(int((COMMITTED + 40 * DAY).timestamp()))
    assert trouble(root, COMMITTED + 40 * DAY, CI="true", SOURCE_DATE_EPOCH=later) == ""


@pytest.mark.parametrize("epoch", ["0", "4102444800"])
def test_an_epoch_years_away_is_none(root: Path, epoch: str) -> None:
    """1970 is what a machine without a clock says; 2100 is a slip."""
    assert "mange år fra nu" in trouble(root, COMMITTED, SOURCE_DATE_EPOCH=epoch)


def test_without_git_only_years_speak(tmp_path: Path) -> None:
    """News are written ahead, so their dates alone say nothing of the clock."""
    make_site(tmp_path)
    write(tmp_path, "content/nyheder/kommer.md", NEWS.format(title="Kommer", date="2026-12-10"))
    assert trouble(tmp_path, COMMITTED, "2026-11-01") == ""
    assert trouble(tmp_path, COMMITTED, "2030-11-01", CI="true") == ""


def test_whoever_means_it_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the option, and with it the site is built; the exit code without it is 3."""
    words = ["--root", str(root), "build", "--no-search", "--as-of", "2026-11-01"]
    assert main(words) == 3
    assert "eller byg med --allow-any-time, hvis det er meningen." in capsys.readouterr().err
    assert not (root / "output").exists()
    assert main([*words, "--allow-any-time"]) == 0
    assert (root / "output/index.html").exists()


# --- what readers see now


def status(pages: int, newest: str) -> dict[str, Reply]:
    return {STATUS: Reply(200, f'{{"pages": {pages}, "newest": "{newest}"}}'.encode())}


def test_a_site_that_has_lost_its_pages_does_not_replace_the_one_that_is_out(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In CI `output/` is empty, so nothing else knows how many there were (FAULTS F8)."""
    words = ["--root", str(root), "build", "--no-search", "--as-of", "2026-11-22", "--live"]
    with site_that_says(status(100, "2026-11-18T00:00:00+01:00")) as address:
        assert main([*words, address]) == 1
        assert "fejl[faerre-sider]: Antallet af sider er faldet fra 100 til " in capsys.readouterr().err
        assert not (root / "output").exists()
        assert main([*words, address, "--allow-shrink"]) == 0
    with site_that_says(status(5, "2026-11-18T00:00:00+01:00")) as address:
        assert main([*words, address]) == 0


def test_the_address_is_that_of_the_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where none is given, the one in the settings is asked."""
    with site_that_says(status(100, "2026-11-18T00:00:00+01:00")) as address:
        settings = (root / "content/site.yaml").read_text("utf-8").replace("https://noeglen.example", address)
        write(root, "content/site.yaml", settings)
        assert main(["--root", str(root), "build", "--no-search", "--as-of", "2026-11-22", "--live"]) == 1
    assert "faerre-sider" in capsys.readouterr().err


def test_a_time_before_what_readers_see_is_wrong(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They have news from a day that is still to come here: this clock is wrong, or that is another site."""
    with site_that_says(status(5, "2026-11-25T08:00:00+01:00")) as address:
        words = ["--root", str(root), "build", "--no-search", "--live", address, "--as-of"]
        assert main([*words, "2026-11-22"]) == 3
        assert "men læserne ser allerede en nyhed fra den 25. november 2026" in capsys.readouterr().err
        assert main([*words, "2026-11-25"]) == 0


@pytest.mark.parametrize(
    ("replies", "words"),
    [({}, "ligger der endnu ingen side fra hjemsite"), ({STATUS: Reply(500)}, "Siden er derfor ikke sammenlignet")],
)
def test_a_site_that_cannot_be_asked_stops_nothing(
    root: Path, replies: dict[str, Reply], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first build of a new site has nothing to be compared with; it says so."""
    with site_that_says(replies) as address:
        assert main(["--root", str(root), "build", "--no-search", "--as-of", "2026-11-22", "--live", address]) == 0
    assert words in capsys.readouterr().err


# --- what git tracks


def test_what_builds_make_is_not_for_git(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is an error, also when there is nothing to build, and the commands of the message mend it."""
    words = ["--as-of", "2026-11-22", "--root", str(root)]
    assert main(["build", *words, "--no-search"]) == 0
    git(root, "add", "--force", ".hjemsite", "output")
    for command in (["build", "--no-search"], ["check"]):
        assert main([*command, *words]) == 1
        err = capsys.readouterr().err
        assert err.count(f"fejl[{RULE}]: ") == 2
        assert "Mappen .hjemsite er lagt i git" in err and "Mappen output er lagt i git" in err
        assert "git rm -r --cached --quiet .hjemsite" in err and "git rm -r --cached --quiet output" in err
    for folder in (".hjemsite", "output"):
        git(root, "rm", "-r", "--cached", "--quiet", folder)
        with (root / ".gitignore").open("a") as file:
            file.write(f"/{folder}/\n")
    assert main(["build", *words, "--no-search"]) == 0
    assert git(root, "status", "--porcelain") == "?? .gitignore\n"


@pytest.mark.parametrize("kind", ["an index of version 4", "a split index", "a folder in a repository", "a work tree"])
def test_however_git_keeps_its_index(kind: str, root: Path, tmp_path: Path) -> None:
    """Its newer forms do not hold whole names; and a project need not lie at the top."""
    site = root
    if kind == "an index of version 4":
        git(root, "update-index", "--index-version", "4")
    elif kind == "a split index":
        git(root, "update-index", "--split-index")
    elif kind == "a work tree":
        git(root, "worktree", "add", "--quiet", "andet")
        site = root / "andet"
    else:
        site = make_site(root / "inde/i/projektet")
    words = ["--root", str(site), "build", "--no-search", "--as-of", "2026-11-22"]
    assert main(words) == 0
    git(site, "add", "--force", ".hjemsite/lock")
    assert main(words) == 1
    git(site, "rm", "-r", "--cached", "--quiet", ".hjemsite")
    assert main(words) == 0


def test_other_folders_of_that_name_are_nobodys_business(root: Path) -> None:
    """A folder `output` deeper in, a file that begins so, and a work tree of its own for what is pushed to a host."""
    write(root, "noter/output/a.txt", "x")
    write(root, "output-gammelt.txt", "x")
    git(root, "add", "noter", "output-gammelt.txt")
    git(root, "worktree", "add", "--quiet", "--detach", "--no-checkout", "output")
    assert main(["--root", str(root), "build", "--no-search", "--as-of", "2026-11-22"]) == 0
    git(root / "output", "add", "--all")
    assert main(["--root", str(root), "build", "--no-search", "--as-of", "2026-11-22"]) == 0
