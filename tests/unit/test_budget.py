"""How much work a body asks for: what needs no reckoning could not have asked for too much."""

import pytest

from hjemsite.content.markdown import budget as limits


@pytest.mark.parametrize("sign", ["*", "_", "#", "<", "\\", "&", '"', "'", "{", ">", "\xa0", "\t", "  \n", "a", "1. "])
@pytest.mark.parametrize("brackets", ["", "[" * 50, "](" * 25 + "[" * 25])
@pytest.mark.parametrize("line", ["\n", "\n- ", "\n#"])
def test_a_short_text_never_asks_for_too_much(sign: str, brackets: str, line: str) -> None:
    """However bad a short text is, the parser can take it."""
    start = brackets + line * (limits.FEW_LINES - sign.count("\n"))
    text = (start + sign * limits.SHORT)[: limits.SHORT]
    text = text if text.count("\n") <= limits.FEW_LINES else start + "*" * (limits.SHORT - len(start))
    assert limits._is_short(text)
    assert limits._work(text, text.count("["), text.count("]("), limits._TURN) < limits.MOST_WORK
    assert limits.overload(text) is None or limits._DEEP.search("\n" + text)


def test_one_character_more_is_reckoned() -> None:
    """What is longer, or holds what is dear, is not taken for short."""
    assert not limits._is_short("a" * (limits.SHORT + 1))
    assert not limits._is_short("\n" * (limits.FEW_LINES + 1))
    assert not any(limits._is_short(text) for text in ("a|b", "`a`", "[a]: b"))
