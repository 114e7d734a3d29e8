"""The lock files hold what pyproject.toml asks for, in versions that cannot be exchanged."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"([\w.-]+)==(\S+)( ; .+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILDING = PROJECT["project"]["dependencies"]
TESTING = [*BUILDING, *PROJECT["dependency-groups"]["dev"]]
FUZZING = [*BUILDING, *PROJECT["dependency-groups"]["fuzz"]]
LOCKS = [("requirements.lock", BUILDING), ("requirements-dev.lock", TESTING), ("requirements-fuzz.lock", FUZZING)]


def pins(file: str) -> dict[str, str]:
    """Name → version. Everything in the file must be a version with its hashes."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert PIN.sub("", text) == ""
    return {canonicalize_name(pin[1]): pin[2] for pin in PIN.finditer(text)}


@pytest.mark.parametrize(("file", "requirements"), LOCKS)
def test_a_lock_file_holds_what_is_asked_for(file: str, requirements: list[str]) -> None:
    """Each package of pyproject.toml is locked, in a version that fulfils the wish, with hashes and nothing else."""
    locked = pins(file)
    for requirement in map(Requirement, requirements):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), requirement


def test_what_is_tested_is_what_is_used() -> None:
    """Tests run with the very versions that build the site."""
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
    assert pins("requirements.lock").items() <= pins("requirements-fuzz.lock").items()
