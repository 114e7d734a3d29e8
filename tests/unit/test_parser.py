"""What is left out for speed changes nothing: the tree is the library's own."""

import random
import re
from itertools import product

import pytest
from markdown import treeprocessors

from hjemsite.content.markdown import fast_paths, parser

SIGNS = [
    "`",
    "``",
    "\\",
    "*",
    "**",
    "_",
    "__",
    "[",
    "]",
    "(",
    ")",
    "![",
    "<",
    ">",
    "  \n",
    "\n",
    "\n\n",
    "[^1]",
    "|",
    "- ",
]
WORDS = ["Ærø", " ", "hus", "https://www.example.dk/", "a@b.dk", "1.", "&amp;", "“ja”", "[x]: /y/\n", "[^1]: note\n"]

COMMON = [
    *["Hus ", "Vi ", "å", "a_b", " ", " ", "\n", "\n\n", "- ", "\n- Vi ", "  \n", "1. ", "## ", "> ", "|", "\t"],
    *["*hus*", "**Hus og hjem**", "***ø***", "*", "**", "_", "__ja__", "`", "\\*", "!", "[a]", "(b)", "&", "“", "»"],
    *["[a](\x041\x05/y/)", '[Vi er](\x041\x05/y/ "Om os")', "[a](u)", "<\x0412\x05https://a.dk/x_y>", "<b>"],
]
"""What most texts are made of. The numbers are the marks of places, which stand in every address."""


def _stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own way through blocks and patterns, in place of ours."""
    name = "_InlineProcessor__handleInline"
    monkeypatch.setattr(parser._Inline, name, getattr(treeprocessors.InlineProcessor, name))
    monkeypatch.setattr(parser, "_is_tidy", lambda _text: False)
    monkeypatch.setattr(fast_paths, "inline", lambda _tree: False)
    for processor in (fast_paths.PlainParagraph, fast_paths.FlatList):
        monkeypatch.setattr(processor, "test", lambda *_: False)


def _texts() -> list[str]:
    chance = random.Random(2026)
    mixed = ["".join(chance.choice(SIGNS + WORDS) for _ in range(chance.randrange(2, 40))) for _ in range(1500)]
    plain = ["".join(chance.choice(COMMON) for _ in range(chance.randrange(2, 25))) for _ in range(3000)]
    return (
        mixed
        + plain
        + [f"{text}\n" for text in plain[:300]]
        + [f"{one}hus{other}å{one}" for one, other in product(SIGNS, SIGNS)]
    )


def _html(text: str) -> str:
    """Its HTML. The library numbers what it loses, and counts on from one text to the next."""
    return re.sub(f"{parser.LOST}[0-9]+", parser.LOST, parser.html(parser.tree(text)))


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    return {text: _html(text) for text in _texts()}


def test_the_short_ways_find_what_the_library_finds(monkeypatch: pytest.MonkeyPatch, ours: dict[str, str]) -> None:
    """Over generated texts of every sign, the HTML is the same to the letter."""
    _stock(monkeypatch)
    assert ours == {text: _html(text) for text in ours}


def test_white_space_left_as_it_is_would_be_caught(monkeypatch: pytest.MonkeyPatch, ours: dict[str, str]) -> None:
    """The test above bites here too."""
    monkeypatch.setattr(parser, "_is_tidy", lambda _text: True)
    assert any(_html(text) != html for text, html in ours.items())


@pytest.mark.parametrize(
    ("name", "wider"),
    [
        ("_PLAIN", r"[^\n]+"),
        ("_FLAT", r"(?:-[^\n]*\n?)+"),
        ("_SIGN", r"\\"),
        ("_PIECE", fast_paths._PIECE.pattern.replace(r"(?<!!\[)", "")),
    ],
)
def test_a_shortcut_that_takes_too_much_would_be_caught(
    monkeypatch: pytest.MonkeyPatch, ours: dict[str, str], name: str, wider: str
) -> None:
    """The test above bites: with one shortcut a little too wide, some text comes out otherwise."""
    monkeypatch.setattr(fast_paths, name, re.compile(wider))
    assert any(_html(text) != html for text, html in ours.items())


def test_a_forgotten_sign_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above bites: without the sign of emphasis the HTML differs."""
    right = parser.html(parser.tree("*hus*"))
    monkeypatch.setattr(parser, "_SIGNS", re.compile("`"))
    monkeypatch.setattr(fast_paths, "inline", lambda _tree: False)
    assert parser.html(parser.tree("*hus*")) != right
