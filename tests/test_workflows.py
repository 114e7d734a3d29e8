"""What GitHub runs for us: nothing that can be moved under our feet, and no more rights than it needs.

The rules are OWASP's for GitHub Actions and OpenSSF Scorecard's: a pull request may come from anybody.
"""

import copy
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = GITHUB / "workflows"
OF_NEW_SITES = ROOT / "hjemsite/importer/draft/starter/github.yml"
"""What `hjemsite init` gives to the site of an alliance."""

PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")
FOREIGN = re.compile(r"\$\{\{[^}]*(github\.event|head_ref|ref_name|inputs\.)")
"""Text that a stranger chooses: titles, branch names, file names."""

Workflow = Mapping[Any, Any]


def triggers(workflow: Workflow) -> set[str]:
    return set(workflow[True])  # YAML 1.1 reads the key `on` as a truth value


def steps(workflow: Workflow) -> Iterator[Mapping[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def safe_triggers(workflow: Workflow) -> Iterator[str]:
    """Code of a pull request never runs with the rights of main."""
    yield from triggers(workflow) & {"pull_request_target", "workflow_run", "issue_comment"}


def pinned_actions(workflow: Workflow) -> Iterator[str]:
    """A tag can be moved to other code; a commit cannot."""
    for step in steps(workflow):
        if "uses" in step and not PINNED.fullmatch(step["uses"]):
            yield step["uses"]


def no_standing_rights(workflow: Workflow) -> Iterator[str]:
    """A job has the rights that it names and no others, and what a pull request runs can only read."""
    if workflow.get("permissions") != {}:
        yield "rights for every job"
    for name, job in workflow["jobs"].items():
        for what, right in job["permissions"].items():
            if right == "write" and "refs/heads/main" not in job.get("if", ""):
                yield f"{name} may write {what} for a pull request"


def no_code_with_rights(workflow: Workflow) -> Iterator[str]:
    """A job that may write runs no command and fetches no code."""
    for name, job in workflow["jobs"].items():
        runs = any("run" in step or "checkout" in step.get("uses", "") for step in job["steps"])
        if runs and "write" in job["permissions"].values():
            yield name


def no_secrets(workflow: Workflow) -> Iterator[str]:
    """Nothing is built with a secret, nor with what an earlier run left in a cache."""
    text = yaml.safe_dump(workflow)
    yield from (word for word in ("secrets.", "github.token", "GITHUB_TOKEN", "actions/cache") if word in text)


def forgotten_credentials(workflow: Workflow) -> Iterator[str]:
    """The right to fetch the code does not stay on the machine."""
    for step in steps(workflow):
        if "checkout" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") is not False:
            yield step["uses"]


def no_foreign_text(workflow: Workflow) -> Iterator[str]:
    """What a stranger wrote is never part of a command."""
    for step in steps(workflow):
        if FOREIGN.search(step.get("run", "")):
            yield step["run"]


def bounded(workflow: Workflow) -> Iterator[str]:
    """No job runs for hours, and two runs for one branch never run at once."""
    yield from (name for name, job in workflow["jobs"].items() if job.get("timeout-minutes", 360) > 30)
    if "github.ref" not in workflow.get("concurrency", {}).get("group", ""):
        yield "no order among runs"


Law = Callable[[Workflow], Iterator[str]]
LAWS: tuple[Law, ...] = (
    safe_triggers,
    pinned_actions,
    no_standing_rights,
    no_code_with_rights,
    no_secrets,
    forgotten_credentials,
    no_foreign_text,
    bounded,
)


def workflow(file: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("file", [*sorted(WORKFLOWS.iterdir()), OF_NEW_SITES], ids=lambda file: file.name)
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_workflow_keeps_the_law(law: Law, file: Path) -> None:
    """None of the workflows breaks any of the laws."""
    assert list(law(workflow(file))) == []


PLANTED: tuple[tuple[Law, tuple[Any, ...], object], ...] = (
    (safe_triggers, (True, "pull_request_target"), None),
    (pinned_actions, ("jobs", "build", "steps", 0, "uses"), "actions/checkout@v7"),
    (no_standing_rights, ("permissions",), {"contents": "read"}),
    (no_standing_rights, ("jobs", "build", "permissions", "contents"), "write"),
    (no_standing_rights, ("jobs", "publish", "if"), "always()"),
    (no_code_with_rights, ("jobs", "publish", "steps", 0, "run"), "python3 build.py"),
    (no_secrets, ("jobs", "build", "env"), {"TOKEN": "${{ secrets.TOKEN }}"}),
    (forgotten_credentials, ("jobs", "build", "steps", 0, "with"), {}),
    (no_foreign_text, ("jobs", "build", "steps", 1, "run"), "echo ${{ github.event.pull_request.title }}"),
    (no_foreign_text, ("jobs", "build", "steps", 1, "run"), "echo ${{github.head_ref}}"),
    (bounded, ("jobs", "build", "timeout-minutes"), 360),
    (bounded, ("concurrency",), {}),
)


@pytest.mark.parametrize(("law", "place", "value"), PLANTED)
def test_a_planted_fault_is_found(law: Law, place: tuple[Any, ...], value: object) -> None:
    """Each law finds the fault that it is there for."""
    spoilt = copy.deepcopy(workflow(WORKFLOWS / "site.yml"))
    holder: Any = spoilt
    for part in place[:-1]:
        holder = holder[part]
    holder[place[-1]] = value
    assert list(law(spoilt))


def zizmor(folder: Path) -> "subprocess.CompletedProcess[str]":
    """What a linter finds that reads workflows as an attacker would, at its strictest, without a network."""
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--no-config", "--persona", "auditor", "--quiet", str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def test_others_find_nothing_in_the_workflows() -> None:
    """zizmor has nothing to say about what GitHub runs for us, nor about how its versions are renewed."""
    found = zizmor(GITHUB)
    assert found.returncode == 0, found.stdout + found.stderr


def test_others_find_nothing_in_that_of_a_new_site(tmp_path: Path) -> None:
    """Nor about what an alliance gets to begin with."""
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    (workflows / "site.yml").write_bytes(OF_NEW_SITES.read_bytes())
    found = zizmor(tmp_path / ".github")
    assert found.returncode == 0, found.stdout + found.stderr


def test_others_find_what_is_planted(tmp_path: Path) -> None:
    """The test above can fail: text of a stranger in a command line is found."""
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    spoilt = (WORKFLOWS / "site.yml").read_text(encoding="utf-8")
    spoilt = spoilt.replace("python3 build.py build", "echo ${{ github.event.pull_request.title }}")
    (workflows / "site.yml").write_text(spoilt, encoding="utf-8")
    assert "template-injection" in zizmor(tmp_path / ".github").stdout


def owner(path: str) -> str:
    """Who must agree to a change of `path`: the last line that fits it counts. Ours are folders and `*` only."""
    owners = ""
    for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        pattern, *names = line.partition("#")[0].split() or [""]
        if pattern == "*" or (pattern and f"/{path}".startswith(pattern)):
            owners = " ".join(names)
    return owners


@pytest.mark.parametrize("path", ["yaml.py", "conftest.py", "setup.cfg", ".vscode/settings.json", "docs/fonts/cut.py"])
def test_only_content_is_without_an_owner(path: str) -> None:
    """A file that nobody thought of, which tools may read or Python may run, needs a reviewer; news does not."""
    assert owner(path) == "@hjemsite/maintainers"
    assert owner("content/nyheder/2026-03-02-aaben-doer.md") == ""


def test_every_pin_says_which_version_it_is() -> None:
    """A commit says nothing to a reader; the version stands beside it."""
    for file in WORKFLOWS.iterdir():
        for line in file.read_text(encoding="utf-8").splitlines():
            assert "uses:" not in line or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_the_site_is_published_in_order_and_from_main_only() -> None:
    """A run for main waits for the one before it, so the newest commit ends on top, and nothing else is published."""
    site = workflow(WORKFLOWS / "site.yml")
    assert site["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    assert site["jobs"]["publish"]["needs"] == "build"
    assert site["jobs"]["publish"]["if"] == "github.ref == 'refs/heads/main'"
    assert {"push", "pull_request", "schedule", "workflow_dispatch"} == triggers(site)
