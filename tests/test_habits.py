"""What stands around the code works: hooks, templates for issues and pull requests, the container."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
HOOKS = [
    hook
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    for hook in repository["hooks"]
]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
DANISH = re.compile(r"[æøå]|\b(?:og|ikke|hvad)\b", re.IGNORECASE)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_what_is_there(hook: dict[str, Any]) -> None:
    """Its tools are those of the lock file, so it fetches nothing, and every test that it names exists."""
    assert hook["language"] == "system"
    words = shlex.split(hook["entry"])
    assert words[0] == ".venv/bin/ruff" or words[:2] == ["python3", "build.py"]
    tests = [word for word in words if word.startswith("tests/")]
    assert [test for test in tests if not (ROOT / test).is_file()] == []
    tracked = ("hjemsite/limits.py", "content/site.yaml")
    assert "types_or" in hook or any(re.search(hook["files"], path) for path in tracked)


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_an_issue_form_asks_for_what_is_needed(file: Path) -> None:
    """GitHub takes it, the fields have names of their own, and editors are asked in Danish."""
    form = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert any(field.get("validations", {}).get("required") for field in fields)
    assert all(field["type"] in {"input", "textarea", "dropdown", "checkboxes"} for field in fields)
    for_developers = "developers" in form["name"]
    assert bool(DANISH.search(form["description"])) != for_developers


def test_a_pull_request_asks_editors_in_danish_and_developers_in_english() -> None:
    """Editors meet their own part first, and are told to delete the rest."""
    text = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    editors, developers = text.split("\n---\n")
    assert DANISH.search(editors) and "- [ ]" in editors
    assert not DANISH.search(re.sub(r"`[^`]*`", "", developers)) and "- [ ]" in developers


def test_the_container_has_what_ci_installs() -> None:
    """What `.ci/run` installs on a bare machine is in the container, and the preview's port is open."""
    programs = set(re.findall(r"missing\+=\(([\w-]+)\)", (ROOT / ".ci/run").read_text(encoding="utf-8")))
    dockerfile = (ROOT / ".devcontainer/Dockerfile").read_text(encoding="utf-8")
    assert len(programs) >= 5 and programs <= set(re.findall(r"[\w-]+", dockerfile))
    lines = (ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8").split("\n")
    container = json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))
    assert (ROOT / ".devcontainer" / container["build"]["dockerfile"]).is_file()
    assert container["forwardPorts"] == [8000]
