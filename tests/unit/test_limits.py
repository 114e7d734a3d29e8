"""The table of limits: every limit stands in it once, and its page shows it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from hjemsite import limits

ROOT = Path(__file__).resolve().parents[2]

NAMED_LIKE_A_LIMIT = re.compile(
    r"(?:MOST|LONGEST|LARGEST|DEEPEST|HIGHEST|WIDEST|MAX|MAXIMUM|LIMIT)(?:_.*)?|.*_(?:LIMIT|MAX)"
)
TUNING = {"MOST_HELD", "WIDEST", "WIDEST_OLD"}
"""Numbers that tune memory or layout; nobody can meet them as a limit."""

GRAMMARS = ("hjemsite/content/quotes/", "hjemsite/importer/extract/")
"""Rooms that understand Danish. Their numbers tune that, and a text can pass all of them."""


def strays(source: str) -> Iterator[str]:
    """Public numbers in a module's `source` that are named like a limit."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.BinOp):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from (name for name in names if NAMED_LIKE_A_LIMIT.fullmatch(name) and name not in TUNING)


def test_a_limit_stands_in_the_table_and_nowhere_else() -> None:
    """No other module has a public number that is named like a limit; one that tunes an algorithm is private to it."""
    for file in (ROOT / "hjemsite").rglob("*.py"):
        if file.relative_to(ROOT).as_posix().startswith(GRAMMARS):
            continue
        assert list(strays(file.read_text(encoding="utf-8"))) == [], file


def test_a_limit_elsewhere_is_found() -> None:
    """The law above catches what it is there for."""
    assert list(strays("MAX_BYTES = 64_000\nFILE_LIMIT = 5 * 10\nTEXT = 1\nMOST_HELD = 3")) == [
        "MAX_BYTES",
        "FILE_LIMIT",
    ]


def test_every_limit_is_on_the_page_once() -> None:
    """A limit that is left out of its group would be missing from docs/graenser.md."""
    page = limits.limits_page()
    table = {name: limit for name, limit in vars(limits).items() if isinstance(limit, limits.Limit)}
    assert len(table) > 30
    for name, limit in table.items():
        assert page.count(f"| {limit.subject} |") == 1, name
    assert page.count("\n| ") - page.count("\n| Hvad |") == len(table)


def test_every_limit_is_imported() -> None:
    """A limit that no module imports limits nothing."""
    package = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "hjemsite").rglob("*.py") if file.stem != "limits"
    )
    unused = {name for name, limit in vars(limits).items() if isinstance(limit, limits.Limit) and name not in package}
    assert unused == set()


def test_the_page_shows_number_unit_and_reason() -> None:
    """Numbers are written as Danes write them."""
    row = "| Det stykke af en adresse, som filnavnet bliver til | 120 tegn | En adresse skal kunne læses og deles. |"
    assert row in limits.limits_page()
    assert "| 25.000.000 byte |" in limits.limits_page()
