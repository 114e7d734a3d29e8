"""The mutants are faults: each differs from its module, can be compiled, and is noticed where tests guard it."""

import ast

import pytest

from tests.security.mutation.__main__ import GUARDS, ROOT, fails, sample, source_of
from tests.security.mutation.mutants import mutants

SMALL = '''"""A module."""

MOST = {"a": 3, "b": 4}


def is_short(text: str, extra: bool = False) -> bool:
    """Whether `text` is short."""
    if extra and not text:
        return True
    return len(text) < 3 or text in ("abcd", "efgh")
'''


def test_each_decision_of_a_module_is_changed_in_turn() -> None:
    """And what decides nothing is left alone: sentences, types, docstrings."""
    changes = [mutant.change for mutant in mutants(SMALL)]
    for change in (
        "{'a': 3, 'b': 4} → {'b': 4}",
        "3 → 4",
        "False → True",
        "extra and (not text) → extra or not text",
        "not text → text",
        "return True → return None",
        "len(text) < 3 → len(text) <= 3",
        "text in ('abcd', 'efgh') → text not in ('abcd', 'efgh')",
        "('abcd', 'efgh') → ('efgh',)",
        "'abcd' → 'abcd~'",
    ):
        assert change in changes, changes
    assert not any("Whether" in change.partition(" → ")[2][:20] or "bool" in change for change in changes)


@pytest.mark.parametrize("name", GUARDS)
def test_mutants_of_a_guarded_module_are_other_modules(name: str) -> None:
    """The tests that are said to guard it are there."""
    source = ast.unparse(ast.parse(source_of(name)))
    chosen = sample(name, 10)
    assert len(chosen) >= 5
    for mutant in chosen:
        compile(mutant.source, name, "exec")
        assert mutant.source != source, mutant.change
    for guard in GUARDS[name]:
        if guard.startswith("tests/"):
            assert (ROOT / guard.partition("::")[0]).is_file(), guard


def test_a_fault_in_a_policy_is_noticed() -> None:
    """And the policy as it stands passes."""
    name = "hjemsite.pages.content_security_policy"
    assert not fails(name, source_of(name), GUARDS[name])
    assert fails(name, source_of(name).replace("'none'", "*"), GUARDS[name])
