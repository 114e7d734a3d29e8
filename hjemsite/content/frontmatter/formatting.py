"""Markdown and HTML in fields that are shown as they are written: readers would see the stars and the tags.

It is a warning, since a star can be meant. What is only formatting has a proposal without it; a link has none, for its
address would be lost.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Sequence
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Span, place_in
from hjemsite.limits import FAULTS_PER_KIND

_FIELDS = frozenset(
    (
        "title",
        "summary",
        "caption",
        "credit",
        "alt",
        "description",
        "name",
        "organisation",
        "former_names",
        "short_name",
    )
)
"""Names of fields of plain text, wherever they stand."""
_FIELDS_WITHIN = frozenset((("text", "corrections"), ("text", "updated"), ("text", "withdrawn")))
"""Fields of plain text within one field alone: the name of the field inside, and of the one around it."""

_NESTED = 4
"""Pieces of formatting inside each other that are taken away; a value with more has no proposal."""

_SIGNS = ("*", "_", "](", "<", "&", "`", "~~")
"""All formatting holds one of these, and most front matter none."""

_LINK = r"!?\[[^\[\]]*\]\([^()\s]*\)|<https?://[^<>\s]+>"
_TAG = (
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|q|s|small|span"
    r"|strong|sub|sup|table|t[dhr]|u|ul)\b[^<>]*>"
)
_ENTITY = r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"
_MARKS = (
    r"(?<![\w*])\*\*(?=\S)(?P<strong>[^*\n]+)(?<=\S)\*\*(?![\w*])|(?<![\w*])\*(?=\S)(?P<emphasis>[^*\n]+)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])__(?=\S)(?P<bold>[^_\n]+)(?<=\S)__(?![\w_])|(?<![\w_])_(?=\S)(?P<italic>[^_\n]+)(?<=\S)_(?![\w_])"
    r"|~~(?=\S)(?P<struck>[^~\n]+)(?<=\S)~~|`(?P<code>[^`\n]+)`"
)
_FORMATTING = lazy_pattern(rf"(?P<link>{_LINK})|(?P<tag>{_TAG})|(?P<entity>{_ENTITY})|{_MARKS}")


def formatting_faults(tree: Mapping, yaml: str, first_line: int) -> Iterator[Diagnostic]:
    """A warning for every value of a field of plain text that holds Markdown or HTML.

    `tree` was read from `yaml`, which begins on `first_line` of its file.
    """
    if not any(sign in yaml for sign in _SIGNS):
        return
    lines = ["", *[""] * (first_line - 1), *yaml.split("\n")]
    faults = (_fault(name, value.span, lines) for name, value in _plain_values(tree))
    yield from islice(filter(None, faults), FAULTS_PER_KIND)


def _plain_values(node: Node, name: str = "", owner: str = "") -> Iterator[tuple[str, Scalar]]:
    """The values of fields of plain text below `node`, which stands in the field `name` of the field `owner`."""
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield from _plain_values(value, key, name)
    elif isinstance(node, Sequence):
        for value in node.items:
            yield from _plain_values(value, name, owner)
    elif isinstance(node, Scalar) and (name in _FIELDS or (name, owner) in _FIELDS_WITHIN):
        yield name, node


def _fault(name: str, span: Span, lines: list[str]) -> Diagnostic | None:
    """The fault of one value, of which `lines[span.line]` is the first line."""
    rows = lines[span.line : span.end_line + 1]
    source = "\n".join(rows)
    start, end = span.column - 1, len(source) - len(rows[-1]) + span.end_column - 1
    match = _FORMATTING.search(source, start, end)
    if match is None:
        return None
    line, column = place_in(source, match.start(), span.line)
    plain = _without_formatting(source[start:end])
    message = f"Feltet »{name}« bliver vist, som det er skrevet, også »{match[0]}«"
    hint = "Skriv ren tekst; fed skrift og links kan stå i selve teksten"
    return Diagnostic(
        "formatering-i-felt",
        Span(span.path, line, column, line, column + len(match[0])),
        message,
        hint,
        proposal=Proposal(span, plain) if plain is not None else None,
    )


def _without_formatting(source: str) -> str | None:
    """A value as it stands in the file, without its formatting; None where more than that would be lost."""
    for _ in range(_NESTED):
        plain = _FORMATTING.sub(_text_of, source)
        if plain == source:
            return None if _FORMATTING.search(source) else source
        source = plain
    return None


def _text_of(match: re.Match[str]) -> str:
    """The text inside one piece of formatting; the piece itself where it has none that can stand in any value."""
    if match["link"]:
        return match[0]
    if match["entity"]:
        character = unescape(match[0])
        return character if character.isprintable() and character not in "\"'\\:#&<" else match[0]
    return next((part for part in match.groups()[3:] if part), "")
