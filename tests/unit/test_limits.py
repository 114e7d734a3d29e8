"""The table of limits: every limit stands in it once, and its page shows it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hjemsite import limits
from hjemsite.content.markdown.prose import prose

ROOT = Path(__file__).resolve().parents[2]

SMALL = 10_000
"""Below this, a number is likely to mean something else where it stands."""


ROOMS = ("images", "importer/formats")
"""Where files of strangers are read, and a limit was once typed a second time."""


def typed_again(source: str) -> Iterator[int]:
    """The numbers of limits that are typed in a module's `source`."""
    numbers = {int(limit) for limit in vars(limits).values() if isinstance(limit, limits.Limit) and limit > SMALL}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in numbers:
            yield node.value


def test_a_limit_is_typed_in_the_table_and_nowhere_else() -> None:
    """Whoever changes a limit changes it in one place. A million is also the bytes of a megabyte."""
    for room in ROOMS:
        for file in (ROOT / "hjemsite" / room).rglob("*.py"):
            assert set(typed_again(file.read_text(encoding="utf-8"))) <= {1_000_000}, file


def test_a_limit_that_is_typed_again_is_found() -> None:
    """The law above catches what it is there for."""
    assert list(typed_again("if len(text) > 1_000_000 or size > 25000000 or depth > 20: ...")) == [
        1_000_000,
        25_000_000,
    ]


def test_every_limit_is_on_the_page_once() -> None:
    """Two limits of the same thing would be one too many."""
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


def test_a_message_says_a_limit_in_millions() -> None:
    """Nobody counts the noughts of a limit."""
    faults = prose("a" * (limits.BODY_CHARACTERS + 1), path="content/nyheder/a.md", first_line=1).faults
    assert [fault.message for fault in faults] == ["Teksten fylder mere end 1 million tegn"]
