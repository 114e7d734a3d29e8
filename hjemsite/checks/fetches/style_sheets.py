"""What a style sheet fetches: other sheets, fonts, pictures. It is read by the grammar of CSS Syntax 3, with tinycss2.

So an address is found however it is spelt: with escapes, without quotation marks, in upper case, across comments.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import tinycss2

from hjemsite.checks.fetches.fetch import Fetch

_Token: TypeAlias = Any
"""A node of tinycss2, which has no types."""

_WITH_ADDRESS = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"}
"""Functions in which a string is an address."""


def style_fetches(css: str) -> Iterator[Fetch]:
    """Every address in a style sheet, or in the declarations of a style attribute, that a browser may fetch."""
    yield from _fetches(tinycss2.parse_component_value_list(css, skip_comments=True), is_address=False)


def _fetches(tokens: Iterable[_Token], *, is_address: bool) -> Iterator[Fetch]:
    """The addresses among `tokens`; with `is_address`, strings are some, too."""
    follows_import = False
    for token in tokens:
        if token.type == "url" or (token.type == "string" and (is_address or follows_import)):
            yield Fetch(token.value, token.source_line, token.source_column, len(token.serialize()))
        elif token.type == "function":
            yield from _fetches(token.arguments, is_address=is_address or token.lower_name in _WITH_ADDRESS)
        elif token.type in ("{} block", "[] block", "() block"):
            yield from _fetches(token.content, is_address=is_address)
        if token.type != "whitespace":
            follows_import = token.type == "at-keyword" and token.lower_value == "import"
