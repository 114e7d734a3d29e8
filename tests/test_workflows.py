"""What GitHub runs for us: nothing that can be moved under our feet, and no more rights than it needs.

The rules are OWASP's for GitHub Actions and OpenSSF Scorecard's: a pull request may come from anybody.
"""

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from hjemsite.importer.draft.ci_files import CHECKOUT, SITE, ci_file
from hjemsite.pipeline.publish_site import settings_of

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = GITHUB / "workflows"
STORE, PREVIEW = "s3://bucket/sider", "s3://bucket/delt?region=auto"
MADE = {
    "GitHub's pages": ci_file("github", SITE),
    "GitHub and a store": ci_file("github", SITE, STORE),
    "a checkout and a store": ci_file("github", CHECKOUT, STORE),
    "GitHub and drafts to be seen": ci_file("github", SITE, STORE, PREVIEW),
    "Forgejo and drafts to be seen": ci_file("forgejo", SITE, "", PREVIEW),
    "Forgejo": ci_file("forgejo", SITE),
    "Forgejo and a web hotel": ci_file("forgejo", SITE, "sftp://web@noeglen.example/www"),
}
"""What `hjemsite ci` gives to a site whose host runs workflows."""

PINNED = re.compile(r"(https://data\.forgejo\.org/)?[\w-]+/[\w./-]+@[0-9a-f]{40}")
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


OF_OWN_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository"
LABELLED = "contains(github.event.pull_request.labels.*.name, 'vis')"


def no_secrets(workflow: Workflow) -> Iterator[str]:
    """Nothing is built with a secret: they are in the job that publishes, and that is run for main alone.

    Or it shows the drafts of a pull request: of one that comes from the repository itself and has the label, and with
    the program of the branch that it goes to.
    """
    for name, text in {**workflow["jobs"], "every job": {**workflow, "jobs": None}}.items():
        has_secret = any(word in yaml.safe_dump(text) for word in ("secrets.", "github.token", "GITHUB_TOKEN"))
        if has_secret and "refs/heads/main" not in text.get("if", "") and not shows_drafts(text):
            yield f"{name} has secrets"


def shows_drafts(job: Mapping[str, Any]) -> bool:
    """Whether a job is for labelled pull requests of the repository alone, and runs nothing that they bring along."""
    conditions = [part.strip() for part in job.get("if", "").split("&&")]
    refs = [step.get("with", {}).get("ref") for step in job.get("steps", ()) if "checkout" in step.get("uses", "")]
    return {OF_OWN_REPOSITORY, LABELLED} <= {*conditions} and refs == ["${{ github.event.pull_request.base.sha }}"]


def one_way_memory(workflow: Workflow) -> Iterator[str]:
    """What is kept between runs is kept by main. The whole action `cache` would keep it at the end of every run."""
    for step in steps(workflow):
        action = step.get("uses", "").removeprefix("https://data.forgejo.org/").partition("@")[0]
        if action == "actions/cache":
            yield "what anybody stores"
        if action == "actions/cache/save" and "github.ref == 'refs/heads/main' &&" not in step.get("if", ""):
            yield f"{step['with']['path']} of a pull request"


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
    one_way_memory,
    forgotten_credentials,
    no_foreign_text,
    bounded,
)


def workflow(file: Path) -> dict[Any, Any]:
    return parsed(file.read_text(encoding="utf-8"))


def parsed(text: str) -> dict[Any, Any]:
    loaded = yaml.safe_load(text)
    assert isinstance(loaded, dict)
    return loaded


TEXTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(WORKFLOWS.iterdir())} | MADE


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_workflow_keeps_the_law(law: Law, text: str) -> None:
    """None of the workflows breaks any of the laws."""
    assert list(law(parsed(text))) == []


def test_our_own_is_what_the_command_writes() -> None:
    """So what a site gets is what is tried here every hour."""
    settings = settings_of(ROOT)
    assert settings is not None
    text = (WORKFLOWS / "site.yml").read_text(encoding="utf-8")
    assert text == ci_file("github", CHECKOUT, settings.publish_to)


PLANTED: tuple[tuple[Law, tuple[Any, ...], object], ...] = (
    (safe_triggers, (True, "pull_request_target"), None),
    (pinned_actions, ("jobs", "build", "steps", 0, "uses"), "actions/checkout@v7"),
    (no_standing_rights, ("permissions",), {"contents": "read"}),
    (no_standing_rights, ("jobs", "build", "permissions", "contents"), "write"),
    (no_standing_rights, ("jobs", "publish", "if"), "always()"),
    (no_code_with_rights, ("jobs", "publish", "steps", 0, "run"), "python3 build.py"),
    (no_secrets, ("jobs", "build", "env"), {"TOKEN": "${{ secrets.TOKEN }}"}),
    (no_secrets, ("env",), {"TOKEN": "${{ secrets.TOKEN }}"}),
    (no_secrets, ("jobs", "build", "steps", 3, "env"), {"TOKEN": "${{ github.token }}"}),
    (one_way_memory, ("jobs", "build", "steps", 1, "uses"), f"actions/cache@{'a' * 40}"),
    (one_way_memory, ("jobs", "build", "steps", 6, "if"), "steps.memory.outputs.cache-hit != 'true'"),
    (one_way_memory, ("jobs", "build", "steps", 7, "if"), "always()"),
    (forgotten_credentials, ("jobs", "build", "steps", 0, "with"), {}),
    (no_foreign_text, ("jobs", "build", "steps", 3, "run"), "echo ${{ github.event.pull_request.title }}"),
    (no_foreign_text, ("jobs", "build", "steps", 3, "run"), "echo ${{github.head_ref}}"),
    (bounded, ("jobs", "build", "timeout-minutes"), 360),
    (bounded, ("concurrency",), {}),
)


@pytest.mark.parametrize(("law", "path", "value"), PLANTED)
def test_a_planted_fault_is_found(law: Law, path: tuple[Any, ...], value: object) -> None:
    """Each law finds the fault that it is there for."""
    spoilt = copy.deepcopy(workflow(WORKFLOWS / "site.yml"))
    holder: Any = spoilt
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    assert list(law(spoilt))


SHOWN = MADE["GitHub and drafts to be seen"]


@pytest.mark.parametrize(
    ("law", "before", "after"),
    [
        (no_secrets, f"      && {OF_OWN_REPOSITORY}\n", ""),
        (no_secrets, f"      && {LABELLED}\n", ""),
        (no_secrets, f"&& {LABELLED}", f"|| {LABELLED}"),
        (no_secrets, "pull_request.base.sha", "pull_request.head.sha"),
        (no_foreign_text, "HEAD^1 HEAD --", "${{ github.event.pull_request.base.ref }} HEAD --"),
    ],
)
def test_a_fault_planted_where_drafts_are_shown_is_found(law: Law, before: str, after: str) -> None:
    """A request from a copy, one without the label, and a program that the request brings along."""
    assert list(law(parsed(SHOWN))) == [] and before in SHOWN
    assert list(law(parsed(SHOWN.replace(before, after))))


def test_drafts_are_built_apart_from_the_secrets() -> None:
    """What a request brings along is built without any, and only where it is from the repository and has the label."""
    for name in ("GitHub and drafts to be seen", "Forgejo and drafts to be seen"):
        jobs = parsed(MADE[name])["jobs"]
        assert "secrets" not in yaml.safe_dump(jobs["draft"])
        assert {OF_OWN_REPOSITORY, LABELLED} <= {part.strip() for part in jobs["draft"]["if"].split("&&")}
        assert jobs["show"]["needs"] == "draft"
        (target,) = [step["env"]["TARGET"] for step in jobs["show"]["steps"] if "TARGET" in step.get("env", {})]
        assert target == "s3://bucket/delt/${{ github.event.pull_request.number }}?region=auto"
        assert "labeled" in parsed(MADE[name])[True]["pull_request"]["types"]


def program(name: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """A program of the lock file, run to its end."""
    command = [str(Path(sys.executable).with_name(name)), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def zizmor(folder: Path) -> set[str]:
    """What a linter finds that reads workflows as an attacker would, at its strictest, without a network."""
    words = ("--offline", "--no-config", "--persona", "auditor", "--quiet", "--format", "json")
    result = program("zizmor", *words, str(folder))
    return {finding["ident"] for finding in json.loads(result.stdout)}


def test_others_find_nothing_in_the_workflows() -> None:
    """zizmor has nothing to say about what GitHub runs for us, nor about how its versions are renewed."""
    assert zizmor(GITHUB) == set()


@pytest.mark.parametrize("name", MADE)
def test_others_find_nothing_in_those_of_sites(name: str, tmp_path: Path) -> None:
    """Nor about what an alliance gets. Forgejo knows no environments, and we know no digest of its image."""
    file = tmp_path / ".github/workflows/site.yml"
    file.parent.mkdir(parents=True)
    file.write_text(MADE[name], encoding="utf-8")
    assert zizmor(tmp_path / ".github") <= ({"secrets-outside-env", "unpinned-images"} if "Forgejo" in name else set())


GITLAB_SHOWN = ci_file("gitlab", SITE, STORE, PREVIEW)
GITLAB = {
    "pages": ci_file("gitlab", SITE),
    "a store": ci_file("gitlab", SITE, STORE),
    "a checkout": ci_file("gitlab", CHECKOUT),
}


def fits(schema: str, *files: Path) -> bool:
    """Whether files fit the schema of their host, as its own documentation has it."""
    transform = ("--data-transform", "gitlab-ci") if schema == "gitlab-ci" else ()
    return (
        program("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *transform, *map(str, files)).returncode
        == 0
    )


def test_each_file_fits_the_schema_of_its_host(tmp_path: Path) -> None:
    """GitHub's for all workflows, GitLab's for its own; and a key that the host does not know is found."""
    files: dict[str, list[Path]] = {"github-workflows": sorted(WORKFLOWS.iterdir()), "gitlab-ci": []}
    for number, text in enumerate((*MADE.values(), *GITLAB.values(), GITLAB_SHOWN)):
        file = tmp_path / f"{number}.yml"
        file.write_text(text, encoding="utf-8")
        files["github-workflows" if text in MADE.values() else "gitlab-ci"].append(file)
    for schema, of_schema in files.items():
        assert fits(schema, *of_schema)
        spoilt = of_schema[-1].with_name("spoilt.yml")
        text = of_schema[-1].read_text(encoding="utf-8")
        spoilt.write_text(
            text.replace("    timeout-minutes: 15", "    timeout: 15").replace("stage: build", "stage: []")
        )
        assert not fits(schema, spoilt)


@pytest.mark.parametrize("name", GITLAB)
def test_gitlab_builds_a_merge_request_apart_from_the_main_branch(name: str) -> None:
    """It publishes nothing, has no environment whose secrets it could read, and keeps nothing under main's key."""
    jobs = {job: value for job, value in parsed(GITLAB[name]).items() if isinstance(value, dict) and "stage" in value}
    of_main = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    of_requests = {job for job, value in jobs.items() if value["rules"][0]["if"] != of_main}
    assert of_requests == {"check"} and len(jobs) == 3
    assert {job for job, value in jobs.items() if "environment" in value} <= {"publish"}
    keys = {
        job: {str(cache["key"]) for cache in value["cache"] if cache["paths"] == [".hjemsite"]}
        for job, value in jobs.items()
        if "cache" in value
    }
    assert keys["check"] and keys["build"] and not keys["check"] & keys["build"]
    assert not any("$CI_" in line for value in jobs.values() for line in value["script"])


def test_gitlab_shows_drafts_of_its_own_requests_alone() -> None:
    """With the label and not from a copy; the job that builds them has no environment."""
    jobs = parsed(GITLAB_SHOWN)
    for name in ("draft", "show"):
        ((condition,),) = ([command.split(" && ") for command in rule.values()] for rule in jobs[name]["rules"])
        assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID" in condition
        assert "$CI_MERGE_REQUEST_LABELS =~ /(^|,)vis(,|$)/" in condition and len(condition) == 3
    assert "environment" not in jobs["draft"] and jobs["show"]["environment"] == "preview"
    assert jobs["show"]["variables"]["TARGET"] == "s3://bucket/delt/$CI_MERGE_REQUEST_IID?region=auto"
    assert not any("$CI_" in line for name in ("draft", "show") for line in jobs[name]["script"])


def test_others_find_what_is_planted(tmp_path: Path) -> None:
    """The test above can fail: text of a stranger in a command line is found."""
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    spoilt = (WORKFLOWS / "site.yml").read_text(encoding="utf-8")
    spoilt = spoilt.replace("python3 build.py build", "echo ${{ github.event.pull_request.title }}")
    (workflows / "site.yml").write_text(spoilt, encoding="utf-8")
    assert "template-injection" in zizmor(tmp_path / ".github")


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
