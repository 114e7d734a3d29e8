"""Trying a pattern only where its sign stands changes nothing: the tree is the library's own."""

import random
import re
from itertools import product

import pytest
from markdown import treeprocessors

from hjemsite.reading import parser

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


def _stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own way through the patterns, in place of ours."""
    name = "_InlineProcessor__handleInline"
    monkeypatch.setattr(parser._Inline, name, getattr(treeprocessors.InlineProcessor, name))


def _texts() -> list[str]:
    chance = random.Random(2026)
    mixed = ["".join(chance.choice(SIGNS + WORDS) for _ in range(chance.randrange(2, 40))) for _ in range(1500)]
    return mixed + [f"{one}hus{other}å{one}" for one, other in product(SIGNS, SIGNS)]


def test_inline_patterns_find_what_the_library_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over generated texts of every sign, the HTML is the same to the letter."""
    ours = [parser.html(parser.tree(text)) for text in _texts()]
    with monkeypatch.context() as patch:
        _stock(patch)
        stock = [parser.html(parser.tree(text)) for text in _texts()]
    assert ours == stock


def test_a_forgotten_sign_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above bites: without the sign of emphasis the HTML differs."""
    right = parser.html(parser.tree("*hus*"))
    monkeypatch.setattr(parser, "_SIGNS", re.compile("`"))
    assert parser.html(parser.tree("*hus*")) != right
