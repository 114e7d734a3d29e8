"""Every file in `faults/` is a little site and exactly the faults it must give; see README.md."""

import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.diagnostics.report import visible
from hjemsite.diagnostics.rules import RULES
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted((HERE / "faults").glob("*.txt"))
_FILE = re.compile(r"^>>> (.+?)(?: (slettet|base64|latin-1|cp1252|utf-16|-> [^\n]+))?\n(.*?)(?=^>>> |\Z)", re.M | re.S)
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))

BASE = {
    "content/site.yaml": "title: Nøglen-alliancen\naddress: https://noeglen.example\ndescription: Nyheder.\n",
    "content/medlemmer/aagaard-kommune.md": "---\nname: Aagaard Kommune\nkind: kommune\njoined: 2023\n---\n",
    "content/nyheder/2024-01-08-nyt-hus.md": "---\ntitle: Nyt hus\ndate: 2024-01-08\n---\n\nHuset er åbent.\n",
}

# Rules about the output folder and the history in git cannot be told by a site alone; these tests hold them.
ELSEWHERE = {
    "adresse-ikke-noteret": "tests/doors/test_kept_addresses.py",
    "bygget-i-git": "tests/doors/test_plausible_time.py",
    "faerre-sider": "tests/unit/test_write.py",
    "forsvundet-adresse": "tests/doors/test_command_line.py",
    "fremmed-fil": "tests/unit/test_write.py",
    "fremmed-fil-i-vejen": "tests/unit/test_write.py",
    "hemmeligheder-i-output": "tests/unit/test_write.py",
    "manglende-historik": "tests/doors/test_silent_edits.py",
    "stille-aendring": "tests/doors/test_silent_edits.py",
}


def test_every_rule_has_a_case() -> None:
    """No rule is in the catalogue without a file, or a named test, that triggers it."""
    listed = (line for case in CASES for line in halves(case)[1].split("\n")[1:])
    rules = {line.split(" ", 1)[0] for line in listed if line.strip() and line[0] != " "}
    assert set(RULES) - rules == set(ELSEWHERE)
    for rule, path in ELSEWHERE.items():
        assert f'"{rule}"' in (ROOT / path).read_text("utf-8"), f"{path} does not test {rule}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_site_gives_exactly_the_faults_it_lists(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Rule, place, message and way out of every fault are as the case says, and there is no other fault."""
    given, expected = halves(case)
    faults = faults_of(case, tmp_path)
    listing = "\n".join(visible(line) for fault in faults for line in _lines(fault))
    if request.config.getoption("--skriv"):
        case.write_text(f"{given}\n=== {_count(faults)}\n{listing}\n", encoding="utf-8")
    else:
        assert f"{_count(faults)}\n{listing}\n" == expected


_FAULTS: dict[Path, tuple[Diagnostic, ...]] = {}


def faults_of(case: Path, root: Path) -> tuple[Diagnostic, ...]:
    """The faults of the site of `case`, which is put into the folder `root`. It is built for the first who asks."""
    write_site(halves(case)[0], root)
    if case not in _FAULTS:
        _FAULTS[case] = build(BuildOptions(root, AS_OF)).faults
    return _FAULTS[case]


def halves(case: Path) -> tuple[str, str]:
    """The files of a case, and its faults. Only the last === begins them: git's marks are === too."""
    text = case.read_text(encoding="utf-8")
    given, sign, expected = text.rpartition("\n=== ")
    return (given, expected) if sign else (text.rstrip("\n"), "")


def sources_of(given: str) -> dict[str, bytes]:
    """The files of a case that are written in it as they are: path → bytes."""
    return {_spelt(path): _spelt(text).encode() for path, how, text in _FILE.findall(given) if not how}


def write_site(given: str, root: Path) -> None:
    files = dict(BASE)
    links: dict[str, str] = {}
    for path, how, text in _FILE.findall(given):
        path = _spelt(path)
        if how == "slettet":
            files.pop(path, None)
            (root / path).unlink(missing_ok=True)
        elif how.startswith("-> "):
            links[path] = how.removeprefix("-> ")
        else:
            files[path] = text = _spelt(text)
            if how:
                _put(root / path, b64decode(text) if how == "base64" else text.encode(how))
                files.pop(path)
    for path, text in files.items():
        _put(root / path, text.encode())
    for path, target in links.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)


def _spelt(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text).replace("\\r", "\r")


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _count(faults: tuple[Diagnostic, ...]) -> str:
    errors = sum(fault.is_error for fault in faults)
    return f"fejl {errors}, advarsler {len(faults) - errors}"


def _lines(fault: Diagnostic) -> Iterator[str]:
    hint = f" | {fault.hint}" if fault.hint else ""
    yield f"{fault.rule} {_span_text(fault.span)} {fault.message}{hint}"
    for related in fault.related:
        yield f"    {_span_text(related.span)} {related.label}"


def _span_text(span: Span) -> str:
    return f"{span.path}:{span.line}:{span.column}-{span.end_line}:{span.end_column}"
