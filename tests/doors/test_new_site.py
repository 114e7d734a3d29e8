"""`init`: a new site that builds at once, whose examples cannot come out, in a folder that nobody else uses."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

import hjemsite
from hjemsite.cli.arguments import Command
from hjemsite.cli.init_command import begin_site, requirement
from hjemsite.cli.main import main
from hjemsite.danish import COPENHAGEN
from hjemsite.importer.draft.ci_files import PATHS, SITE, ci_file
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ("--title", "Brobyggerne", "--address", "https://brobyggerne.example", "--members-called", "partnere")
EXAMPLE = ("Kirstine Vestergård", "Nøglen-alliancen", "Aagaard Kommune", "Eksempel")


def built(root: Path, *, drafts: bool = False) -> Build:
    return build(BuildOptions(root, datetime.now(COPENHAGEN), drafts=drafts))


def errors(root: Path) -> list[tuple[str, str]]:
    return [(fault.rule, fault.span.path) for fault in built(root).faults if fault.is_error]


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", str(tmp_path / "ny"), *ANSWERS]) == 0
    capsys.readouterr()
    return tmp_path / "ny"


def test_it_builds_and_shows_nothing_of_the_examples(site: Path) -> None:
    """What is missing is told as a warning; readers get the alliance's own name and word for its members."""
    result = built(site)
    assert [fault.rule for fault in result.faults] == ["ingen-nyheder"]
    files = result.loaded()
    assert "Brobyggerne" in files["index.html"].decode() and "Partnere" in files["medlemmer/index.html"].decode()
    assert "Om Brobyggerne" in files["om/index.html"].decode()
    for word in EXAMPLE:
        assert [path for path, data in files.items() if word.encode() in data] == []


def test_the_examples_show_how_it_is_done(site: Path) -> None:
    """An editor sees the article in the preview, and neither example can be published as it stands."""
    (article,) = (site / "content/nyheder").glob("*.md")
    assert f"nyheder/{article.stem[11:]}/index.html" in built(site, drafts=True).files
    text = article.read_text("utf-8")
    article.write_text(re.sub("draft: ja.*\n", "", text), "utf-8")
    (site / "content/medlemmer").mkdir()
    member = site / "content/medlemmer/aagaard-kommune.md"
    member.write_bytes((site / "eksempler/medlem.md").read_bytes())
    assert errors(site) == [
        ("pladsholder", "content/medlemmer/aagaard-kommune.md"),
        ("pladsholder", f"content/nyheder/{article.name}"),
    ]
    article.write_text(article.read_text("utf-8").replace("Skriv pressemeddelelsen her.", "Vi bygger bro."), "utf-8")
    member.write_text(member.read_text("utf-8").replace("Skriv kort, hvem medlemmet er.", "En kommune."), "utf-8")
    assert errors(site) == []


def file_in(folder: Path) -> Path:
    folder.write_text("mit", "utf-8")
    return folder


def full(folder: Path) -> Path:
    (folder / "noget").mkdir(parents=True)
    return folder


def within_a_site(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content/site.yaml").write_text("title: X\n", "utf-8")
    return folder / "dybt/nede"


def below_a_file(folder: Path) -> Path:
    return file_in(folder) / "nede"


def dangling(folder: Path) -> Path:
    folder.symlink_to("findes-ikke")
    return folder


UNFRIENDLY: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a file": (file_in, "er en fil. Vælg en mappe, der er tom eller ikke findes."),
    "a full folder": (full, "er ikke tom; dér ligger for eksempel »noget«. "),
    "in another site": (within_a_site, "ligger inde i en anden side"),
    "below a file": (below_a_file, "er en fil, så der kan ikke ligge en mappe i den."),
    "a link to nothing": (dangling, "er en genvej, der ingen steder fører hen."),
}


@pytest.mark.parametrize("where", UNFRIENDLY)
def test_an_unfriendly_folder_is_left_alone(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One Danish sentence with a way out, and nothing is written."""
    prepare, message = UNFRIENDLY[where]
    folder = prepare(tmp_path / "mappe")
    before = sorted(tmp_path.rglob("*"))
    assert main(["init", str(folder), *ANSWERS]) == 2
    out, err = capsys.readouterr()
    assert out == "" and message in err and "Vælg" in err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody is kept out")
def test_a_folder_without_rights_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o500)
    assert main(["init", str(tmp_path / "ny"), *ANSWERS]) == 3
    assert str(tmp_path) in capsys.readouterr().err
    tmp_path.chmod(0o700)


def test_a_fresh_clone_is_as_good_as_empty(tmp_path: Path) -> None:
    """Whoever made the project at a host first has git's folder there, and perhaps a licence."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "LICENSE").write_text("fri", "utf-8")
    assert main(["init", str(tmp_path), *ANSWERS]) == 0
    assert (tmp_path / "LICENSE").read_text("utf-8") == "fri" and (tmp_path / "content/site.yaml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--title", ""), "--title: "),
        (("--address", "brobyggerne"), "--address: "),
        (("--members-called", "støtter"), "--members-called: De andre former af »støtter« kan ikke gættes. Vælg "),
        (("--ci", "svn"), "--ci: »svn« er ikke en af mulighederne github, gitlab, forgejo og ingen."),
    ],
)
def test_an_answer_that_cannot_be_used_is_told(
    words: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the option that it was given with, by the rules of `site.yaml`, and nothing is written."""
    assert main(["init", str(tmp_path / "ny"), *ANSWERS, *words]) == 2
    assert capsys.readouterr().err.startswith(message)
    assert not (tmp_path / "ny").exists()


def test_what_is_missing_is_told_where_nobody_can_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the name and the address must be given."""
    assert main(["init", str(tmp_path / "ny"), "--title", "Brobyggerne"]) == 2
    assert capsys.readouterr().err == "Der mangler --address. Se »hjemsite init --help«.\n"
    assert main(["init", str(tmp_path / "ny"), *ANSWERS[:4]]) == 0
    assert "members_called: medlemmer" in (tmp_path / "ny/content/site.yaml").read_text("utf-8")


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    """Until it can be used; Enter takes what stands in brackets."""
    typed = iter(["", "Brobyggerne", "brobyggerne.example", "https://brobyggerne.example", "", "ingen"])
    asked: list[str] = []

    def ask(question: str, _: object) -> str:
        asked.append(question)
        return next(typed)

    begin_site(Command("init", folder=tmp_path / "ny"), date(2026, 11, 29), ask)
    assert len(asked) == 6 and asked[1].endswith(f"\n{asked[0]}") and "[medlemmer]" in asked[4]
    settings = yaml.safe_load((tmp_path / "ny/content/site.yaml").read_text("utf-8"))
    assert (settings["title"], settings["members_called"]) == ("Brobyggerne", "medlemmer")
    assert not (tmp_path / "ny/.github").exists() and not (tmp_path / "ny/.gitlab-ci.yml").exists()


def test_what_would_be_written_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--dry-run` names every file that is written without it."""
    folder = tmp_path / "ny"
    assert main(["init", str(folder), *ANSWERS, "--ci", "gitlab", "--dry-run"]) == 0
    shown = set(re.findall(r"^  (\S+)$", capsys.readouterr().out, re.M))
    assert not folder.exists()
    assert main(["init", str(folder), *ANSWERS, "--ci", "gitlab"]) == 0
    assert {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} == shown


@pytest.mark.parametrize(
    "title", ['Åben "dør" & [nøgle]: 50 % # 1', "'", "null", "- en streg", "2026", "{{ x }}", "a_b"]
)
def test_any_name_stands_as_it_was_given(title: str, tmp_path: Path) -> None:
    """YAML, Markdown and HTML have signs of their own; a name is a name."""
    assert main(["init", str(tmp_path / "ny"), *ANSWERS, "--title", title]) == 0
    result = built(tmp_path / "ny")
    assert [fault.rule for fault in result.faults] == ["ingen-nyheder"] and result.site.settings.title == title


@pytest.mark.parametrize("host", PATHS)
def test_a_host_finds_its_file(host: str, tmp_path: Path) -> None:
    """The same that `ci` writes, so nothing is to be done twice."""
    assert main(["init", str(tmp_path / "ny"), *ANSWERS, "--ci", host]) == 0
    assert main(["--root", str(tmp_path / "ny"), "ci", host, "--write"]) == 0
    assert (tmp_path / "ny" / PATHS[host]).read_text("utf-8") == ci_file(host, SITE)


def test_editors_and_git_find_what_they_need(site: Path) -> None:
    """VS Code its schema, git what to leave out, Windows its line ends."""
    settings = json.loads((site / ".vscode/settings.json").read_text("utf-8"))
    schema, of_pictures = settings["yaml.schemas"]
    assert json.loads((site / schema).read_text("utf-8"))["properties"]["members_called"]
    assert json.loads((site / of_pictures).read_text("utf-8"))["properties"]["press"]
    assert {"/output", "/.hjemsite"} <= {f"/{line.strip('/')}" for line in (site / ".gitignore").read_text().split()}
    assert b"\r\n" in (site / "start.bat").read_bytes() and b"\n" not in (site / "start.bat").read_bytes().replace(
        b"\r\n", b""
    )


def test_a_build_keeps_what_helps_while_typing(site: Path) -> None:
    """Schemas and snippets have the site's own fields and members; a site that has none of them gets none."""
    assert {"nyhed.schema.json", "hjemsite.code-snippets"} <= {file.name for file in (site / ".vscode").iterdir()}
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("extra_fields:\n  video: {kind: address, used_on: article, explanation: Filmen om nyheden.}\n")
    (site / "content/medlemmer").mkdir()
    (site / "content/medlemmer/aagaard.md").write_text("---\nname: Aagaard\nkind: kommune\n---\n", "utf-8")
    assert main(["--root", str(site), "build", "--no-search"]) == 0
    schema = json.loads((site / ".vscode/nyhed.schema.json").read_text("utf-8"))
    assert schema["properties"]["extra"]["properties"]["video"]["description"] == "Filmen om nyheden."
    snippets = json.loads((site / ".vscode/hjemsite.code-snippets").read_text("utf-8"))
    assert snippets["hjemsite: member"]["body"] == ["member: ${1|aagaard|}"]
    assert snippets["hjemsite: video"]["body"] == ["video: $1"]
    (site / ".vscode/site.schema.json").unlink()
    (site / ".vscode/nyhed.schema.json").write_text("{}", "utf-8")
    (site / "content/medlemmer/bro.md").write_text("---\nname: Bro\nkind: fond\n---\n", "utf-8")
    assert main(["--root", str(site), "build", "--no-search"]) == 0
    assert (site / ".vscode/nyhed.schema.json").read_text("utf-8") == "{}"


@pytest.mark.skipif(os.name == "nt", reason="a script for sh")
def test_a_double_click_shows_the_site(site: Path, tmp_path: Path) -> None:
    """With what was fetched for this version of `requirements.txt`; without, the reason stands until Enter is typed."""
    bin_folder = site / ".venv/bin"
    bin_folder.mkdir(parents=True)
    python = bin_folder / "python"
    python.write_text('#!/bin/sh\n[ "$2" = -c ] || echo "$PWD: $*"\n', "utf-8")
    python.chmod(0o755)
    (site / ".venv/requirements.txt").write_bytes((site / "requirements.txt").read_bytes())
    done = subprocess.run([site / "start.command"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"{site}: -P -m hjemsite serve --open\n"
    # Installed for the whole computer, in the version that is asked for, or in another.
    (tmp_path / "hjemsite").write_text(f'#!/bin/sh\necho "hjemsite {hjemsite.__version__}"\n', "utf-8")
    (tmp_path / "hjemsite").chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([site / "start.command"], env={"PATH": path}, capture_output=True, encoding="utf-8")
    assert done.stdout == f"hjemsite {hjemsite.__version__}\n"
    (tmp_path / "hjemsite").write_text('#!/bin/sh\necho "hjemsite 9"\n', "utf-8")
    done = subprocess.run([site / "start.command"], env={"PATH": path}, capture_output=True, encoding="utf-8")
    assert done.stdout == f"{site}: -P -m hjemsite serve --open\n"
    # The Python that it was fetched for is gone.
    python.unlink()
    empty = {"PATH": str(tmp_path / "tom"), "HOME": str(tmp_path)}
    (tmp_path / "tom").mkdir()
    for program in ("cmp", "dirname", "grep"):
        (tmp_path / "tom" / program).symlink_to(f"/usr/bin/{program}")
    done = subprocess.run([site / "start.command"], env=empty, input="\n", capture_output=True, encoding="utf-8")
    assert done.returncode == 1 and "Der mangler Python 3.11 eller nyere" in done.stdout


def test_the_version_is_the_one_that_runs(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its number, or by the commit that it was installed from."""
    assert (site / "requirements.txt").read_text("utf-8").endswith(f"\nhjemsite=={hjemsite.__version__}\n")
    about = tmp_path / "hjemsite-9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: hjemsite\nVersion: 9\n")
    vcs = {"url": "https://git.example/hjemsite", "vcs_info": {"vcs": "git", "commit_id": "a" * 40}}
    (about / "direct_url.json").write_text(json.dumps(vcs))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert requirement() == f"hjemsite @ git+https://git.example/hjemsite@{'a' * 40}"


def test_no_file_of_a_site_is_without_its_words(site: Path) -> None:
    """Every name in brackets stands for an answer."""
    for file in site.rglob("*"):
        if file.is_file():
            assert "[[" not in file.read_text("utf-8"), file
