"""How much work a body asks for: what needs no reckoning could not have asked for too much."""

import pytest

from hjemsite.content.markdown import budget
from hjemsite.limits import MARKDOWN_DEPTH, MARKDOWN_WORK


@pytest.mark.parametrize("sign", [*"*_#<\\&\"'{>~`@:!\xa0\ta", "[", "]", "1. ", "\n", "\n- ", "\n#", "- - ", "\n\n"])
def test_a_short_text_never_asks_for_too_much(sign: str) -> None:
    """However bad a short text without tables and definitions is, the parser can take it."""
    text = (sign * budget.SHORT)[: budget.SHORT]
    assert budget.block_work(text) < MARKDOWN_WORK
    assert budget.first_block_over_budget(f"{text}|") is None or budget._DEEP.search("\n" + text)


def test_a_table_asks_for_rows_by_columns() -> None:
    """GitHub fills each row up to the width of the head, so few characters ask for many cells."""
    head = "a|" * 900 + "\n" + "-|" * 900 + "\n"
    assert budget.first_block_over_budget(head + "b\n" * 20) is None
    assert budget.first_block_over_budget(f"Ord.\n\n{head}" + "b\n" * 300) == 6


def test_a_definition_asks_for_as_much_as_repeats_it() -> None:
    """A long address that many links share is written for each of them."""
    definition = f"[a]: /{'b' * 9000}\n\n"
    assert budget.first_block_over_budget(definition + "[a] " * 100) is None
    assert budget.first_block_over_budget(definition + "[a] " * 20_000) is not None


@pytest.mark.parametrize("marker", ["> ", "- ", "1) ", "• ", "[^1]: "])
def test_what_is_nested_too_deeply_is_refused(marker: str) -> None:
    """The parser goes down into each, and so does whoever reads the tree."""
    assert budget.first_block_over_budget(f"Ord.\n\n{marker * MARKDOWN_DEPTH}ord") is None
    assert budget.first_block_over_budget(f"Ord.\n\n{marker * (MARKDOWN_DEPTH + 1)}ord") == 6
