"""Finished sites to look at from outside: the real one, and one that holds something of everything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-20T12:00:00+01:00"


def built(root: Path, output: Path) -> Path:
    """Build the site of `root` as a user does; where it lies."""
    command = [
        sys.executable,
        "-m",
        "hjemsite",
        "--root",
        str(root),
        "build",
        "--output",
        str(output),
        "--as-of",
        AS_OF,
    ]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Name of a site → the folder with its finished files."""
    folder = tmp_path_factory.mktemp("sites")
    everything = folder / "source"
    shutil.copytree(Path(__file__).parent / "site/content", everything / "content")
    shutil.copytree(ROOT / "templates", everything / "templates")
    return {
        "the real site": built(ROOT, folder / "real"),
        "something of everything": built(everything, folder / "everything"),
    }


@pytest.fixture(scope="session")
def html_checker() -> list[str]:
    """The command that starts the Nu HTML checker: `VNU_JAR`, or what `npm ci` put beside these tests."""
    jar = Path(os.environ.get("VNU_JAR") or Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java and jar.exists():
        return [java, "-jar", str(jar)]
    reason = "needs Java, and the Nu HTML checker: npm ci --ignore-scripts --prefix tests/doors"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
