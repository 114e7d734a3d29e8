"""The catalogue of rules holds together, and what is made from it is up to date."""

import ast
import re
from pathlib import Path

import pytest

from hjemsite.diagnostics import rules
from hjemsite.diagnostics.report import rules_page
from hjemsite.diagnostics.rules import RULES, Rule
from tests.package_source import PACKAGE, sources

PROJECT = Path(__file__).parents[2]
REMAKE = (
    'python3 -c "import pathlib, hjemsite.diagnostics.report as r; '
    "pathlib.Path('docs/regler.md').write_bytes(r.rules_page().encode())\""
)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_a_rule_is_told_in_whole_danish_sentences(rule: Rule) -> None:
    """A title is a heading; why and remedy are sentences."""
    for text in (rule.title, rule.why, rule.remedy):
        assert text[0].isupper() or text[0].isdigit(), text
        assert text == " ".join(text.split()), text
    assert re.search(r"[\w»«)]$", rule.title), rule.title
    for text in (rule.why, rule.remedy):
        assert re.search(r"[.?]$", text), text


@pytest.mark.parametrize("name", RULES)
def test_a_name_is_short_plain_and_hyphenated(name: str) -> None:
    """It stands in addresses and in reports of every encoding."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert len(name) <= 30
    assert RULES[name].name == name


def test_no_name_is_used_twice() -> None:
    """A second row with a name would silently replace the first."""
    tables = (rules.FILES, rules.FRONT_MATTER, rules.TEXT, rules.PRESS, rules.SITE)
    names = [name for table in tables for name, _ in table]
    assert len(names) == len(set(names)) == len(RULES)


def test_every_rule_that_the_code_names_exists() -> None:
    """A misspelt rule is found here, and not by the first editor who makes that fault."""
    unknown = [
        f"{module}:{call.lineno}: {name}"
        for module, text in sources(PACKAGE).items()
        # Most modules name no rule, and are not parsed.
        for call in (ast.walk(ast.parse(text)) if "Diagnostic(" in text else ())
        if isinstance(call, ast.Call) and (name := _rule_named(call)) is not None and name not in RULES
    ]
    assert not unknown


def _rule_named(call: ast.Call) -> str | None:
    """The rule that a call of `Diagnostic` names outright."""
    if not isinstance(call.func, ast.Name) or call.func.id != "Diagnostic":
        return None
    given = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "rule")]
    return next((str(value.value) for value in given if isinstance(value, ast.Constant)), None)


def test_a_misspelt_rule_in_the_code_would_be_found() -> None:
    """The search above sees both ways of naming a rule."""
    calls = ast.walk(ast.parse("Diagnostic('a', s, m); Diagnostic(rule='b', span=s)"))
    assert [_rule_named(call) for call in calls if isinstance(call, ast.Call)] == ["a", "b"]


def test_the_page_of_rules_is_up_to_date() -> None:
    """`docs/regler.md` says what the catalogue says."""
    page = (PROJECT / "docs" / "regler.md").read_bytes().decode("utf-8")
    assert page == rules_page(), f"Make it again: {REMAKE}"
