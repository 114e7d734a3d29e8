"""`hjemsite ci`: each command of the files it writes is run in order on a clean clone, as the host runs it.

What an action of the host does (fetching the code, keeping folders, handing on the site) is done here by git and tar.
"""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from hjemsite.cli.main import main
from hjemsite.importer.draft.ci_files import CHECKOUT, PATHS, SITE, ci_file
from tests.fixture_site import WIDEST
from tests.previewing import write
from tests.publish_targets import SshTarget, files_in, sftp_target

ROOT = Path(__file__).resolve().parents[2]
PHOTO = ROOT / "tests/doors/site/content/nyheder/2025-03-01-aerlig-snak/havn.jpg"
ARTICLE = """---
title: Døren er åben
date: 2026-03-02
---

![En havn](havn.jpg "Foto: Nøglen")

Nøglen byder velkommen.
"""
COUNTING = """import os
from PIL import Image
save = Image.Image.save
def saved(*words, **options):
    with open(os.environ["ENCODED"], "a") as log:
        log.write("x")
    return save(*words, **options)
Image.Image.save = saved
"""
"""Run by every Python that is started, as `sitecustomize`: counts the pictures that Pillow encodes."""

PYTHON = f"""#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then shift 2; set -- -m venv --without-pip "$@"; fi
exec "{sys.executable}" "$@"
"""
"""The Python of a machine. Environments that it makes need no pip, which takes seconds: it is among the packages in
reach."""


class Machine:
    """A machine of a host: clones a project at the same place each time, and runs the commands of its file."""

    def __init__(self, home: Path, project: Path) -> None:
        self.project, self.clone, self.kept = project, home / "clone", home / "kept"
        self._encoded = home / "encoded"
        for name in ("count", "bin"):
            (home / name).mkdir(parents=True)
        (home / "count/sitecustomize.py").write_text(COUNTING, encoding="utf-8")
        python = home / "bin/python3"
        python.write_text(PYTHON, encoding="utf-8")
        python.chmod(0o755)
        # Neither an index of packages nor the site on the web is in reach.
        nowhere = "http://127.0.0.1:9"
        self.environment = {
            "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "USER": os.environ.get("USER", "root"),
            "CI": "true",
            "PYTHONPATH": f"{home / 'count'}{os.pathsep}{sysconfig.get_path('purelib')}",
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_COMPILE": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "ENCODED": str(self._encoded),
            "https_proxy": nowhere,
            "http_proxy": nowhere,
            "no_proxy": "127.0.0.1",
        }

    def begin(self, *restored: str) -> None:
        """A clean clone, whose files are all of this moment, with folders that were kept."""
        shutil.rmtree(self.clone, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", self.project, self.clone], check=True)
        for name in restored:
            subprocess.run(["tar", "-xf", self.kept / f"{name}.tar", "-C", self.clone], check=True)

    def keep(self, *folders: str) -> None:
        self.kept.mkdir(exist_ok=True)
        for name in folders:
            subprocess.run(["tar", "-cf", self.kept / f"{name}.tar", "-C", self.clone, name], check=True)

    def run(self, commands: list[tuple[str, Mapping[str, str]]]) -> str:
        """What commands say, each with its part of the environment. The first that fails ends them."""
        output = ""
        for command, environment in commands:
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", command],
                cwd=self.clone,
                env={**self.environment, **environment},
                capture_output=True,
                encoding="utf-8",
            )
            assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
            output += done.stdout + done.stderr
        return output

    def encoded(self) -> int:
        """How many pictures were encoded since the last time."""
        number = self._encoded.stat().st_size if self._encoded.exists() else 0
        self._encoded.unlink(missing_ok=True)
        return number


def commands(text: str, job: str, secrets: Mapping[str, str]) -> list[tuple[str, Mapping[str, str]]]:
    """The commands of a job in the file of GitHub or Forgejo. A secret that nobody has set is empty, as there."""

    def filled(values: Mapping[str, str]) -> dict[str, str]:
        return {
            name: re.sub(r"\$\{\{ secrets\.(\w+) \}\}", lambda m: secrets.get(m[1], ""), value)
            for name, value in values.items()
        }

    definition = yaml.safe_load(text)["jobs"][job]
    everywhere = filled(definition.get("env", {}))
    steps = [step for step in definition["steps"] if "run" in step]
    return [(step["run"], {**everywhere, **filled(step.get("env", {}))}) for step in steps]


def gitlab_commands(text: str, job: str, environment: Mapping[str, str]) -> list[tuple[str, Mapping[str, str]]]:
    jobs = yaml.safe_load(text)
    shared = jobs[".hjemsite"]
    return [(line, {**shared["variables"], **environment}) for line in (*shared["before_script"], *jobs[job]["script"])]


def committed(project: Path) -> None:
    git = ["git", "-C", str(project), "-c", "user.name=Red", "-c", "user.email=red@noeglen.example"]
    subprocess.run(["git", "init", "-q", "-b", "main", str(project)], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "Siden"], check=True)


class Below(http.server.SimpleHTTPRequestHandler):
    """Serves the folder of a web hotel at `/repo/`, and nothing beside it."""

    folder: Path

    def translate_path(self, path: str) -> str:
        inside = path.partition("?")[0].removeprefix("/repo/")
        return str(self.folder / inside / ("index.html" if inside.endswith("/") or not inside else ""))

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        data = (self.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def hotel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SshTarget, str]]:
    """A web hotel, and the address at which its readers see the site: below a path."""
    with sftp_target(tmp_path_factory.mktemp("hotel") / "home") as target:
        handler = type("Here", (Below,), {"folder": target.folder})
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            yield target, f"http://127.0.0.1:{server.server_port}/repo"
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, hotel: tuple[SshTarget, str]) -> Path:
    """A site that `init` began, with one article and a photograph, and the wheel that it is built with."""
    target, address = hotel
    project = tmp_path_factory.mktemp("project") / "side"
    assert main(["init", str(project), "--title", "Nøglen", "--address", address]) == 0
    for draft in (project / "content/nyheder").iterdir():
        draft.unlink()
    write(project, "content/nyheder/2026-03-02-aaben-doer/index.md", ARTICLE)
    with Image.open(PHOTO) as photo:
        photo.thumbnail((WIDEST, WIDEST))
        photo.save(project / "content/nyheder/2026-03-02-aaben-doer/havn.jpg")
    with (project / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"\npublish_to: {target.address}\n")
    assert main(["--root", str(project), "ci", "github", "--write", "--force"]) == 0
    # The list of addresses is what a build has kept.
    assert main(["--root", str(project), "build", "--no-search"]) == 0
    pack = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(project / "pakker")]
    subprocess.run(pack, cwd=ROOT, check=True, capture_output=True)
    committed(project)
    return project


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Machine:
    """After a run of main that built the site, whose packages and memory were kept."""
    machine = Machine(tmp_path_factory.mktemp("machine"), project)
    machine.begin()
    machine.run(commands(file_of(project), "build", {}))
    assert machine.encoded() > 5
    machine.keep(".venv", ".hjemsite", "output")
    return machine


def file_of(project: Path) -> str:
    return (project / PATHS["github"]).read_text(encoding="utf-8")


def test_an_hourly_run_encodes_no_picture(machine: Machine, project: Path) -> None:
    """With what was kept, in a clean clone whose files are all new; and it is the same site."""
    before = files_in(machine.clone / "output")
    machine.begin(".venv", ".hjemsite")
    output = machine.run(commands(file_of(project), "build", {}))
    assert "ødelagt" not in output and machine.encoded() == 0
    assert files_in(machine.clone / "output") == before
    # Without the secret that was kept with it, nothing of it is believed.
    machine.begin(".venv", ".hjemsite")
    (machine.clone / ".hjemsite/secret").unlink()
    assert "ikke lavet på denne computer" in machine.run(commands(file_of(project), "build", {}))
    assert machine.encoded() > 5


def test_a_memory_in_git_stops_the_build(machine: Machine, project: Path, tmp_path: Path) -> None:
    """Also one that comes with its secret: what a pull request brings along is never published."""
    forged = Machine(tmp_path / "machine", tmp_path / "side")
    subprocess.run(["git", "clone", "-q", project, forged.project], check=True)
    subprocess.run(["tar", "-xf", machine.kept / ".hjemsite.tar", "-C", forged.project], check=True)
    subprocess.run(["git", "-C", str(forged.project), "add", "-f", ".hjemsite"], check=True)
    committed(forged.project)
    forged.kept = machine.kept
    forged.begin(".venv")
    with pytest.raises(AssertionError, match=r"file=\.hjemsite,"):
        forged.run(commands(file_of(project), "build", {}))
    assert not (forged.clone / "output").exists()


def test_the_site_is_published_by_a_job_of_its_own(
    machine: Machine, project: Path, hotel: tuple[SshTarget, str]
) -> None:
    """It gets what was built, has the secrets of the place, and sees that readers have the new site."""
    target, address = hotel
    machine.begin(".venv", "output")
    (machine.clone / "hentet").mkdir()
    subprocess.run(["tar", "-cf", "../hentet/artifact.tar", "."], cwd=machine.clone / "output", check=True)
    built = files_in(machine.clone / "output")
    shutil.rmtree(machine.clone / "output")
    output = machine.run(commands(file_of(project), "publish", target.environment))
    assert f"Læserne på {address} ser den nye side" in output
    there = target.files()
    assert there.keys() <= built.keys() and all(built[path] == data for path, data in there.items())


def test_a_site_below_a_path_leads_nowhere_else(machine: Machine) -> None:
    """Its address alone says so: every link of every page leads to a file that is there."""
    machine.begin("output")
    output, links = machine.clone / "output", 0
    for page in output.rglob("*.html"):
        for url in re.findall(r'(?:href|src|action)="(/[^"?#]*)', page.read_text(encoding="utf-8")):
            assert url.startswith("/repo/"), (page, url)
            file = output / url.removeprefix("/repo/")
            assert (file / "index.html").is_file() or file.is_file(), (page, url)
            links += 1
    assert links > 100


def test_gitlab_runs_the_same(machine: Machine, project: Path, hotel: tuple[SshTarget, str]) -> None:
    """A merge request gets its report, the main branch its site, and both what was kept."""
    text = ci_file("gitlab", SITE, hotel[0].address)
    machine.begin(".venv", ".hjemsite")
    machine.run(gitlab_commands(text, "check", {}))
    assert json.loads((machine.clone / "gl-code-quality-report.json").read_text("utf-8")) == []
    machine.begin(".venv", ".hjemsite")
    machine.run(gitlab_commands(text, "build", {}))
    assert (machine.clone / "public/index.html").exists() and machine.encoded() == 0
    machine.run(gitlab_commands(text, "publish", hotel[0].environment))
    pages = yaml.safe_load(ci_file("gitlab", SITE))["pages"]
    machine.run([(line, {}) for line in pages["script"]])


DRAFT = "---\ntitle: Endnu en kladde\ndate: 2026-03-09\ndraft: ja\n---\n\nNøglen skriver videre.\n"


def request(machine: Machine, project: Path, home: Path, *paths: str) -> Machine:
    """A machine that gets a pull request with drafts at `paths`, merged into main, as a host tries it."""
    runner = Machine(home / "machine", home / "side")
    subprocess.run(["git", "clone", "-q", project, runner.project], check=True)
    git = ["git", "-C", str(runner.project), "-c", "user.name=Red", "-c", "user.email=red@noeglen.example"]
    subprocess.run([*git, "checkout", "-qb", "kladde"], check=True)
    for path in paths:
        write(runner.project, path, DRAFT)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "En kladde"], check=True)
    subprocess.run([*git, "checkout", "-q", "main"], check=True)
    subprocess.run([*git, "merge", "-q", "--no-ff", "-m", "Prøve", "kladde"], check=True)
    runner.kept = machine.kept
    runner.begin(".venv")
    return runner


def test_the_drafts_of_a_labelled_request_are_shown(
    machine: Machine, project: Path, hotel: tuple[SshTarget, str], tmp_path: Path
) -> None:
    """They alone, in a folder of the request: built without a secret, and put there by a job that has those of it."""
    target, _ = hotel
    before = target.files()
    text = ci_file("github", SITE, target.address, f"{target.address.rstrip('/')}/delt")
    text = text.replace("${{ github.event.pull_request.number }}", "12")
    of_request = request(machine, project, tmp_path, "content/nyheder/2026-03-09-endnu-en.md")
    (target.folder / "delt").mkdir()
    output = of_request.run(commands(text, "draft", {}))
    assert "content/nyheder/2026-03-09-endnu-en.md kan ses på /" in output
    built = files_in(of_request.clone / "delt")
    (kept,) = (path for path in built if path.endswith("nyheder/endnu-en/index.html"))
    (of_request.clone / "hentet").mkdir()
    subprocess.run(["tar", "-cf", "../hentet/artifact.tar", "."], cwd=of_request.clone / "delt", check=True)
    shutil.rmtree(of_request.clone / "delt")
    of_request.run(commands(text, "show", target.environment))
    there = target.files()
    assert there[f"delt/12/{kept}"] == built[kept]
    assert {path: data for path, data in there.items() if not path.startswith("delt/")} == before
    # GitLab does the same, with names of its own.
    jobs = ci_file("gitlab", SITE, target.address, f"{target.address.rstrip('/')}/delt")
    of_request.begin(".venv")
    of_request.run(gitlab_commands(jobs, "draft", {"BASE": "HEAD^1"}))
    environment = {**target.environment, "TARGET": f"{target.address.rstrip('/')}/delt/13"}
    of_request.run(gitlab_commands(jobs, "show", environment))
    assert any(path.startswith("delt/13/") and path.endswith("endnu-en/index.html") for path in target.files())


def test_a_request_without_drafts_shows_nothing(machine: Machine, project: Path, tmp_path: Path) -> None:
    of_request = request(machine, project, tmp_path, "content/sider/nyt.md")
    of_request.run(commands(ci_file("github", SITE, "", "s3://bucket/delt"), "draft", {}))
    assert not (of_request.clone / "delt").exists()


def test_the_name_of_a_file_is_never_run(machine: Machine, project: Path, tmp_path: Path) -> None:
    """A request brings what a shell would run; it is the name of a draft, and that is all."""
    of_request = request(machine, project, tmp_path, "content/nyheder/2026-03-09-a$(touch ran)`touch ran`;touch ran.md")
    output = of_request.run(commands(ci_file("github", SITE, "", "s3://bucket/delt"), "draft", {}))
    assert "$(touch ran)" in output and not list(of_request.clone.rglob("ran"))


def test_forgejo_runs_what_github_runs() -> None:
    """But for what its machine lacks, and a file of its own in which the site is handed on."""
    runs = {
        host: [run for job in ("build", "publish") for run, _ in commands(ci_file(host, SITE, "s3://b/x"), job, {})]
        for host in ("github", "forgejo")
    }
    others = dict.fromkeys(run for run in runs["forgejo"] if run not in runs["github"])
    assert [run.split()[0] for run in others] == ["python3", "tar", "mkdir"]
    assert [run for run in runs["github"] if run not in runs["forgejo"]] == [
        "mkdir output && tar -xf hentet/artifact.tar -C output"
    ]


def test_our_own_file_runs_on_a_clean_clone(tmp_path: Path) -> None:
    """As it stands in `.github/workflows/site.yml`, twice: the second run encodes nothing."""
    copied = (
        "hjemsite",
        "templates",
        "content",
        "build.py",
        "requirements.lock",
        "requirements-dev.lock",
        ".gitignore",
    )
    for name in (*copied, ".github/workflows/site.yml"):
        target = tmp_path / "projekt" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    committed(tmp_path / "projekt")
    machine = Machine(tmp_path / "machine", tmp_path / "projekt")
    text = (ROOT / PATHS["github"]).read_text(encoding="utf-8")
    machine.begin()
    machine.run(commands(text, "build", {}))
    first = files_in(machine.clone / "output")
    machine.encoded()
    machine.keep(".hjemsite")
    machine.begin(".hjemsite")
    machine.run(commands(text, "build", {}))
    assert machine.encoded() == 0 and files_in(machine.clone / "output") == first
    assert text == ci_file("github", CHECKOUT)


def test_a_file_that_somebody_changed_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference is shown, and the way out works as it is written; the same file again is no change."""
    assert main(["init", str(tmp_path / "ny"), "--title", "Nøglen", "--address", "https://noeglen.example"]) == 0
    root, file = ["--root", str(tmp_path / "ny")], tmp_path / "ny" / PATHS["github"]
    assert main([*root, "ci", "GitHub", "--write"]) == 0
    assert f"{PATHS['github']} er, som den skal være." in capsys.readouterr().out
    file.write_text(file.read_text("utf-8").replace('"7 * * * *"', '"3 * * * *"'), "utf-8")
    assert main([*root, "ci", "github", "--write"]) == 2
    difference, refusal = capsys.readouterr()
    assert '\n-    - cron: "3 * * * *"\n' in difference and "--write --force" in refusal
    assert "3 * * * *" in file.read_text("utf-8")
    assert main([*root, "ci", "github", "--write", "--force"]) == 0
    assert "er erstattet" in capsys.readouterr().out and file.read_text("utf-8") == ci_file("github", SITE)
    assert main([*root, "ci", "github"]) == 0
    assert capsys.readouterr().out == ci_file("github", SITE)


def test_what_no_host_can_do_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is on one machine; Forgejo has no pages of its own; another host is none of the three."""
    assert main(["init", str(tmp_path / "ny"), "--title", "Nøglen", "--address", "https://noeglen.example"]) == 0
    root = ["--root", str(tmp_path / "ny")]
    assert main([*root, "ci", "forgejo", "--write"]) == 0
    assert "Siden bliver bygget, men ikke udgivet" in capsys.readouterr().out
    assert "publish:" not in (tmp_path / "ny" / PATHS["forgejo"]).read_text("utf-8")
    assert main([*root, "ci", "bitbucket"]) == 2
    assert "»bitbucket« er ikke en af mulighederne github, gitlab og forgejo" in capsys.readouterr().err
    with (tmp_path / "ny/content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\npublish_to: file:/mnt/websted\n")
    assert main([*root, "ci", "github"]) == 2
    assert "er et sted på en computer" in capsys.readouterr().err
    file = tmp_path / "ny/content/site.yaml"
    file.write_text(file.read_text("utf-8").replace("publish_to: file", "publish_preview_to: git+https"), "utf-8")
    text = file.read_text("utf-8").replace("git+https:/mnt/websted", "git+https://noeglen.example/side.git#kladder")
    file.write_text(text, "utf-8")
    assert main([*root, "ci", "github"]) == 2
    assert "publish_preview_to i content/site.yaml" in capsys.readouterr().err
