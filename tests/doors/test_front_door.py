"""build.py itself: it sets up what is missing, says in Danish what is wrong, and hands over to hjemsite.

Each test runs a copy of build.py beside a small package in hjemsite's place, which prints what it was asked to do.
The packages to fetch are made here as well, so that nothing depends on a network.
"""

import ast
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ECHO = """
import json, os, sys
import hjemsite
try:
    import aftale
except ImportError:
    aftale = None
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "aftale": aftale and aftale.version,
    "command": vars(hjemsite).get("COMMAND")}))
if os.environ.get("WAIT"):
    import time
    print("venter", flush=True)
    time.sleep(60)
sys.exit(int(os.environ.get("EXIT", "0")))
"""
HERE = f"pytest=={metadata.version('pytest')} \\\n    --hash=sha256:{'0' * 64}\n"
"""A lock file that the Python of this test run already fulfils."""


def wheel(folder: Path, version: str) -> str:
    """Write `aftale` in this version to `folder`; the lines that lock it."""
    file = folder / f"aftale-{version}-py3-none-any.whl"
    about = f"aftale-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("aftale.py", f"version = {version!r}\n")
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: aftale\nVersion: {version}\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return f"aftale=={version} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


class Project:
    """A folder with build.py, lock files and the small package."""

    def __init__(self, folder: Path, lock: str) -> None:
        self.folder = folder / "Søsters projekt"
        self.shelf = folder / "hylde"
        self.shelf.mkdir()
        (self.folder / "hjemsite").mkdir(parents=True)
        (self.folder / "hjemsite/__init__.py").touch()
        (self.folder / "hjemsite/__main__.py").write_text(ECHO, encoding="utf-8")
        shutil.copy(ROOT / "build.py", self.folder)
        self.lock(lock)

    def lock(self, text: str) -> None:
        (self.folder / "requirements.lock").write_text(text, encoding="utf-8")
        (self.folder / "requirements-dev.lock").write_text(text + "# og mere\n", encoding="utf-8")

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.shelf)}
        return subprocess.Popen(
            [sys.executable, str(self.folder / "build.py"), *arguments],
            cwd=self.shelf,
            env={**os.environ, **offline, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err


@pytest.fixture
def settled(tmp_path: Path) -> Project:
    """A project whose packages this Python already has."""
    return Project(tmp_path, HERE)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose package must be fetched. Shared, for each set-up takes seconds; the tests run in order."""
    project = Project(tmp_path_factory.mktemp("front-door"), "")
    project.lock(wheel(project.shelf, "1.0"))
    return project


def test_where_the_packages_are_nothing_is_installed_and_nothing_is_said(settled: Project) -> None:
    """In an environment with the locked packages, the command simply runs."""
    code, out, err = settled.run("check", "--format", "json")
    assert (code, err) == (0, "")
    assert f'"arguments": ["--root", "{settled.folder}", "check", "--format", "json"]'.replace("ø", "\\u00f8") in out
    assert f'"folder": "{settled.shelf}"' in out
    # In help and remedies.
    assert '"command": "python3 build.py"' in out
    assert not (settled.folder / ".venv").exists()


def test_without_a_command_the_site_is_built(settled: Project) -> None:
    """`python3 build.py` is `hjemsite`, for which building is what is meant."""
    assert f'"arguments": ["--root", "{settled.folder}"]'.replace("ø", "\\u00f8") in settled.run()[1]


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_exit_codes_come_through(settled: Project, code: int) -> None:
    """What hjemsite answers is what build.py answers."""
    assert settled.run("check", EXIT=str(code))[0] == code


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_an_interruption_ends_with_130(settled: Project) -> None:
    """Ctrl-C ends the command at once and without a traceback."""
    with settled.start(WAIT="1") as process:
        assert process.stdout
        while "venter" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=20)[1]
    assert (process.returncode, err) == (130, "")


def test_a_fresh_project_sets_itself_up_once(fresh: Project) -> None:
    """The first run fetches the locked packages and says so; the second starts at once, in silence."""
    code, out, err = fresh.run("build")
    assert code == 0, err
    assert '"aftale": "1.0"' in out
    assert err.splitlines() == [
        "Gør klar til første gang: henter de pakker, hjemsite bruger, til mappen .venv …",
        "Pakkerne er på plads.",
    ]
    started = time.monotonic()
    code, out, err = fresh.run("build")
    assert (code, err) == (0, "")
    assert '"aftale": "1.0"' in out
    assert time.monotonic() - started < 10


def test_a_changed_lock_file_is_followed(fresh: Project) -> None:
    """Whoever fetches new code gets the packages that go with it."""
    fresh.lock(wheel(fresh.shelf, "1.1"))
    code, out, err = fresh.run("build")
    assert (code, '"aftale": "1.1"' in out) == (0, True), err
    assert err.startswith("Henter de pakker, der er kommet til eller ændret …\n")


def test_an_altered_package_is_refused_and_the_old_ones_stay(fresh: Project) -> None:
    """A package with other bytes than those that were locked is never installed."""
    good = (fresh.folder / "requirements.lock").read_text(encoding="utf-8")
    fresh.lock(wheel(fresh.shelf, "1.2"))
    with zipfile.ZipFile(fresh.shelf / "aftale-1.2-py3-none-any.whl", "a") as archive:
        archive.writestr("aftale_ond.py", "")
    code, out, err = fresh.run("build")
    assert (code, out) == (3, "")
    assert "En hentet pakke er en anden end den, projektet har godkendt, og er ikke installeret" in err
    fresh.lock(good)
    assert fresh.run("build")[::2] == (0, "")


def test_without_network_one_sentence_says_so(fresh: Project) -> None:
    """Where the packages cannot be fetched, the editor is told to look at the connection."""
    good = (fresh.folder / "requirements.lock").read_text(encoding="utf-8")
    fresh.lock(good.replace("1.1", "1.3"))
    code, out, err = fresh.run("build", PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/")
    fresh.lock(good)
    assert (code, out) == (3, "")
    assert "Pakkerne kunne ikke hentes; se efter, om computeren er på nettet, og prøv igen" in err


def test_an_interrupted_set_up_is_made_again(fresh: Project) -> None:
    """A set-up that never came to its end is not trusted."""
    (fresh.folder / ".venv/hjemsite.stamp").write_text("", encoding="utf-8")
    (fresh.folder / ".venv/halvt").touch()
    code, out, err = fresh.run("build")
    assert (code, '"aftale": "1.1"' in out) == (0, True), err
    assert not (fresh.folder / ".venv/halvt").exists()


@pytest.mark.parametrize("name", ["runpy.py", "re.py", "json/__init__.py", "pip.py", "aftale.py"])
def test_no_file_at_the_root_passes_for_a_module(fresh: Project, name: str) -> None:
    """It does not run, and a sentence tells that it lies there: a pull request could have brought it."""
    planted = fresh.folder / name
    planted.parent.mkdir(exist_ok=True)
    planted.write_text("print('plantet')\nversion = 'plantet'\n", encoding="utf-8")
    code, out, err = fresh.run()
    planted.unlink()
    if planted.parent != fresh.folder:
        shutil.rmtree(planted.parent)
    assert (code, '"aftale": "1.1"' in out, "plantet" in out) == (0, True, False), err
    entry = name.partition("/")[0]
    assert f"{entry} i projektets mappe hedder det samme som et modul i Python og bliver ikke brugt" in err


def test_what_a_path_of_the_environment_points_at_is_not_used(fresh: Project, tmp_path: Path) -> None:
    """The locked packages are those in `.venv`, whatever PYTHONPATH says."""
    (tmp_path / "aftale.py").write_text("version = 'plantet'\n", encoding="utf-8")
    assert '"aftale": "1.1"' in fresh.run(PYTHONPATH=str(tmp_path))[1]


def test_an_environment_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """A `.venv` that build.py did not make is neither used nor deleted."""
    project = Project(tmp_path, wheel(tmp_path, "1.0"))
    (project.folder / ".venv").mkdir()
    (project.folder / ".venv/mit").touch()
    assert project.run("build") == (
        3,
        "",
        "Mappen .venv er ikke lavet af build.py og mangler de rigtige pakker; flyt den, og prøv igen.\n",
    )
    assert (project.folder / ".venv/mit").exists()


def test_without_the_module_for_environments_the_package_is_named(tmp_path: Path) -> None:
    """Debian's Python lacks ensurepip; the sentence names what to install."""
    project = Project(tmp_path, wheel(tmp_path, "1.0"))
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n", encoding="utf-8")
    code, _, err = project.run("build", PYTHONPATH=str(tmp_path))
    assert (code, len(err.splitlines())) == (3, 1)
    assert "»sudo apt install python3-venv«" in err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_project_whose_path_is_not_utf_8_is_told_so(tmp_path: Path) -> None:
    """Python's own environments cannot lie there; the folder is named, and what to do."""
    project = Project(tmp_path, wheel(tmp_path, "1.0"))
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/f\xe6lles"))
    shutil.copytree(project.folder, folder)
    done = subprocess.run([sys.executable, folder / "build.py"], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (3, "")
    assert "er ikke skrevet i UTF-8" in done.stderr and "f\\udce6lles" in done.stderr
    assert "Traceback" not in done.stderr and not (folder / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Where nothing can be written, the folder is named and there is no traceback."""
    project = Project(tmp_path, wheel(tmp_path, "1.0"))
    limit = "import resource as r, runpy, sys; r.setrlimit(r.RLIMIT_FSIZE, (0, 0)); "
    run = "build = sys.argv.pop(1); runpy.run_path(build, run_name='__main__')"
    command = [sys.executable, "-c", limit + run, str(project.folder / "build.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[1:] == [f"Der kan ikke skrives i mappen {project.folder / '.venv'}."]


def test_old_pythons_can_read_the_file() -> None:
    """Python 3.6 compiles build.py, so that it comes as far as saying that it is too old."""
    ast.parse((ROOT / "build.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_an_old_python_is_told_which_one_is_needed(encoding: str) -> None:
    """One sentence with both versions, in letters that the terminal has, and exit code 3."""
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv[1], run_name='__main__')"
    command = [sys.executable, "-c", pretend, str(ROOT / "build.py")]
    poor = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, capture_output=True, env=poor)
    assert done.returncode == 3
    assert done.stderr.decode(encoding).strip() == (
        "hjemsite skal bruge Python 3.11 eller nyere, men dette er Python 3.9."
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_no_terminal_is_too_poor_for_danish(tmp_path: Path, encoding: str) -> None:
    """A letter that a terminal lacks is spelt in another way, and never an error."""
    project = Project(tmp_path, wheel(tmp_path, "1.0"))
    (project.folder / ".venv").mkdir()
    with project.start("build", LC_ALL="C", PYTHONIOENCODING=encoding) as process:
        assert process.stderr
        raw = process.stderr.buffer.read()  # type: ignore[attr-defined]
    assert process.returncode == 3
    assert b"pr\xf8v igen" in raw if encoding == "cp1252" else b"pr\\xf8v igen" in raw
