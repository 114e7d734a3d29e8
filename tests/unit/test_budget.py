"""How much work a body asks for: what needs no reckoning could not have asked for too much."""

import pytest

from hjemsite.content.markdown import budget
from hjemsite.limits import MARKDOWN_WORK


@pytest.mark.parametrize("sign", ["*", "_", "#", "<", "\\", "&", '"', "'", "{", ">", "\xa0", "\t", "  \n", "a", "1. "])
@pytest.mark.parametrize("brackets", ["", "[" * 50, "](" * 25 + "[" * 25])
@pytest.mark.parametrize("line", ["\n", "\n- ", "\n#"])
def test_a_short_text_never_asks_for_too_much(sign: str, brackets: str, line: str) -> None:
    """However bad a short text is, the parser can take it."""
    start = brackets + line * (budget.FEW_LINES - sign.count("\n"))
    text = (start + sign * budget.SHORT)[: budget.SHORT]
    text = text if text.count("\n") <= budget.FEW_LINES else start + "*" * (budget.SHORT - len(start))
    assert budget._is_short(text)
    assert budget._work(text, text.count("["), text.count("]("), budget._TURN) < MARKDOWN_WORK
    assert budget.first_block_over_budget(text) is None or budget._DEEP.search("\n" + text)


def test_one_character_more_is_reckoned() -> None:
    """What is longer, or holds what is dear, is not taken for short."""
    assert not budget._is_short("a" * (budget.SHORT + 1))
    assert not budget._is_short("\n" * (budget.FEW_LINES + 1))
    assert not any(budget._is_short(text) for text in ("a|b", "`a`", "[a]: b"))
