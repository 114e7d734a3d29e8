"""What is written about hjemsite is true: commands exist, examples run, links lead somewhere.

A fenced block whose first line is ```` ```sh run ```` is run as it stands, in a copy of the project.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from hjemsite.cli.arguments import UsageError, parse
from hjemsite.diagnostics.report import rules_page
from hjemsite.limits import limits_page

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = {".git", ".venv", ".hjemsite", "output", "node_modules", "dist"}

COMMAND = re.compile(r'(?:python3 build\.py|(?<![\w/.-])hjemsite)((?: (?:"[^"\n]*"|[a-z0-9./-][\w./=:+@#?-]*))*)')
FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
# With brackets, so that this line does not find itself.
PLACES = re.compile(r"py[p]i\.org|python[h]osted|npm[j]s|/w[o]rk/|/r[o]ot/|/home/[a-z]")


def files(pattern: str = "*") -> Iterator[Path]:
    """The files of the project, without what is made or fetched."""
    for path in sorted(ROOT.rglob(pattern)):
        parts = path.relative_to(ROOT).parts
        is_generated = any(part in NOT_OURS or part.endswith(("cache", "cache__", ".egg-info")) for part in parts)
        if path.is_file() and not is_generated and not parts[0].startswith((".coverage", ".hypothesis")):
            yield path


def pages() -> list[Path]:
    """Everything written for people; content is for readers, and the build checks it."""
    return [page for page in files("*.md") if not {"content", "tests"} & {*page.relative_to(ROOT).parts}]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_of(text: str) -> Iterator[str]:
    """Lines of code in a page: those of fenced blocks, and what stands between backticks."""
    for fence in FENCE.finditer(text):
        yield from fence[3].splitlines()
    yield from INLINE.findall(FENCE.sub("", text))


def commands(text: str) -> Iterator[list[str]]:
    """The words after `hjemsite` in every command that a page shows."""
    for line in code_of(text):
        yield from (shlex.split(match[1]) for match in COMMAND.finditer(line.partition(" # ")[0]))


def is_command(words: list[str]) -> bool:
    if words[:1] == ["test"]:
        return True
    try:
        parse(words)
    except UsageError as error:
        # A page may tell how a command begins.
        return str(error).startswith("Der mangler ")
    return True


def headings(page: Path) -> set[str]:
    """The anchors that a page offers, as GitHub makes them."""
    lines = FENCE.sub("", page.read_text(encoding="utf-8")).splitlines()
    titles = [line.lstrip("#").strip() for line in lines if re.match(r"#{1,6} ", line)]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken(page: Path) -> Iterator[str]:
    """The links of a page that lead nowhere within the project."""
    for link in LINK.findall(INLINE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in headings(target)):
            yield link


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_command_in_the_docs_exists(page: Path) -> None:
    """A command that a page shows is one that hjemsite understands."""
    assert [words for words in commands(page.read_text(encoding="utf-8")) if not is_command(words)] == []


def test_what_the_docs_build_is_ignored_by_git() -> None:
    """A folder that a command of the docs makes inside the project cannot be committed by mistake."""
    text = "".join(page.read_text(encoding="utf-8") for page in pages())
    folders = {*re.findall(r"build\.py build .*--output (\w+)", text)}
    rules = (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    assert folders and {name for name in folders if not {f"/{name}/", f"{name}/"} & {*rules}} == set()


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_in_the_docs_leads_somewhere(page: Path) -> None:
    """A relative link names a file that is there, and a heading in it."""
    assert list(broken(page)) == []


def test_a_decision_has_a_number_of_its_own() -> None:
    """Records are named by their number, and two never share one."""
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    assert all(record.read_text(encoding="utf-8").startswith(f"# {record.name[:4]} ") for record in records)


def test_the_readme_tells_of_the_two_commands() -> None:
    """The first thing that a newcomer must know stands in the README."""
    shown = list(commands((ROOT / "README.md").read_text(encoding="utf-8")))
    assert [] in shown
    assert ["test"] in shown


def test_examples_marked_to_run_do_run(tmp_path: Path) -> None:
    """What a page says you can type, you can type."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_OURS, ".*cache", "*.pyc.*", "*.template.*", "tests"))
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for page in pages():
        for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
            if fence[2].split()[-1:] == ["run"]:
                done = subprocess.run(
                    ["bash", "-eu", "-c", fence[3]],
                    cwd=copy,
                    env={**os.environ, "PATH": search, "CI": "true"},
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    encoding="utf-8",
                )
                assert done.returncode == 0, f"{name(page)}:\n{fence[3]}\n{done.stdout}{done.stderr}"


def test_the_page_of_rules_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """docs/regler.md is what the catalogue of rules makes it."""
    assert made_page("docs/regler.md", rules_page(), pytestconfig) == rules_page()


def test_the_page_of_limits_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """docs/graenser.md is what the table of limits makes it."""
    assert made_page("docs/graenser.md", limits_page(), pytestconfig) == limits_page()


def made_page(path: str, text: str, config: pytest.Config) -> str:
    """What stands in a page that a program makes; with `--skriv` it is written first."""
    if config.getoption("--skriv"):
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
    return (ROOT / path).read_text(encoding="utf-8")


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What works only here, or ties us to one supplier, is in no file."""
    for file in files():
        text = file.read_bytes().decode("utf-8", "ignore")
        assert not (match := PLACES.search(text)), f"{name(file)} names {match[0] if match else ''}"


def test_these_checks_find_what_they_look_for(tmp_path: Path) -> None:
    """Each check has something to find in a page full of faults."""
    page = tmp_path / "page.md"
    page.write_text(
        "# Sådan her\n\n[a](nowhere.md) [b](#sådan-her) [c](#elsewhere) [d](page.md#sådan-her) [e](https://example.dk)"
        "\n\nUse `python3 build.py chekc` or `hjemsite check --format json` or `[f](code.md)` "
        'or `hjemsite new article --title "En dør"` or `hjemsite new article --titel "En dør"`.\n\n'
        "```sh\npython3 build.py --outptu x # why\n```\n",
        encoding="utf-8",
    )
    assert list(broken(page)) == ["nowhere.md", "#elsewhere"]
    wrong = [words for words in commands(page.read_text(encoding="utf-8")) if not is_command(words)]
    assert sorted(wrong) == [["--outptu", "x"], ["chekc"], ["new", "article", "--titel", "En dør"]]
    assert PLACES.search("/".join(["", "work", "main"]))
